"""Whom a bare noun takes up: « Paul Roy vit de la pêche. « On tient », sourit **le marin** »."""

from collections import defaultdict
from collections.abc import Callable

from claimex.annotations import ActorEntry
from claimex.claims.antecedents import Antecedents, Speaker
from claimex.mentions.titles import load_titles
from claimex.syntax import gender_of, is_definite, is_plural


class RoleNouns:
    """Reads definite nouns for persons against who spoke or was named before them."""

    def __init__(self, antecedents: Antecedents) -> None:
        self.antecedents = antecedents
        self.scene = antecedents.scene
        self.resolver = antecedents.resolver
        self.titles = load_titles(self.scene.lexicon)
        self._offices = self.scene.lexicon.words("titles.officeholder")
        self._nameless = self._find_nameless()

    def taken_up(self, head: int, before: int, actors: tuple[int, ...]) -> Speaker | None:
        """Return the person named before whom a noun means, better than ``actors``, which a look-up gave."""
        form, token = self.scene.forms[head], self.scene.tokens[head]
        is_person_noun = form in self.titles.nouns and form not in self.titles.anonymous
        if not is_person_noun or is_plural(token) or not is_definite(token) or self.resolver.names_age(token):
            return None
        if actors and self._holds(self.resolver.entries[actors[0]], form) and actors[0] not in self._nameless:
            return None
        if actors and actors[0] in self._nameless and self._nameless[actors[0]] < self.scene.starts[head]:
            return None
        following = self.scene.forms[head + 1] if head + 1 < len(self.scene.forms) else ""
        is_led = following in {"de", "du", "des", "d'"}  # « le maire **de Nice** » is another than « le maire »
        listed = (*self.titles.offices.get(form, ()), *(() if is_led else (form,)))
        found = self._person(before, head, lambda entry: any(self._holds(entry, office) for office in listed))
        if found is not None:
            return found
        if form in self._offices:
            if is_led:
                return None
            return self._person(before, head, lambda entry: not entry.roles, sentences=3, present=True)
        return self._person(before, head, lambda entry: True)

    def is_nameless(self, speaker: Speaker) -> bool:
        """Tell whether only a role names a speaker, who may be of either gender: « **l'avocat** de Léa Petit »."""
        return len(speaker.actors) == 1 and speaker.actors[0] in self._nameless

    def _person(
        self, before: int, head: int, fits: Callable[[ActorEntry], bool], *, sentences: int = 4, present: bool = False
    ) -> Speaker | None:
        gender = gender_of(self.scene.tokens[head])

        def is_fit(speaker: Speaker) -> bool:
            if len(speaker.actors) != 1 or speaker.actors[0] in self._nameless:
                return False
            if present and not self.antecedents.is_present(speaker.actors[0], before):
                return False
            entry = self.resolver.entries[speaker.actors[0]]
            return entry.kind == "person" and entry.gender in ("", gender) and fits(entry)

        return self.antecedents.nearest(before, is_fit, sentences=sentences)

    @staticmethod
    def _holds(entry: ActorEntry, noun: str) -> bool:
        """Tell whether a person has a role of this noun: « maire de Brest » for « maire »."""
        return any(f" {noun} " in f" {role.lower()} " for role in entry.roles)

    def _find_nameless(self) -> dict[int, int]:
        """Return the actors that only a role names, with the place of their first mention."""
        hows: dict[int, set[str]] = defaultdict(set)
        firsts: dict[int, int] = {}
        for mention in self.resolver.mentions:
            hows[mention.actor].add(mention.how)
            firsts.setdefault(mention.actor, mention.start)
        return {actor: firsts[actor] for actor, kinds in hows.items() if kinds == {"role"}}
