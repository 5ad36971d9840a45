"""Whom a bare noun takes up: « Paul Roy vit de la pêche. « On tient », sourit **le marin** »."""

from collections import defaultdict
from collections.abc import Callable

from claimex.annotations import ActorEntry, Offsets
from claimex.claims.antecedents import NOBODY, Antecedents, Speaker
from claimex.mentions.titles import load_titles
from claimex.mentions.words import fold
from claimex.syntax import gender_of, is_definite, is_plural

_ORDINALS = {"premier": 0, "première": 0, "second": 1, "seconde": 1}
_POINTING = frozenset({"ce", "cet", "cette"})
_PAIR = 2
_REACH = 800  # characters back to « Me Paul Roy »


class RoleNouns:
    """Reads definite nouns for persons against who spoke or was named before them."""

    def __init__(self, antecedents: Antecedents) -> None:
        self.antecedents = antecedents
        self.scene = antecedents.scene
        self.resolver = antecedents.resolver
        self.titles = load_titles(self.scene.lexicon)
        self._offices = self.scene.lexicon.words("titles.officeholder")
        self._accused = self.scene.lexicon.words("sources.accused")
        self._portfolios = self.scene.lexicon.words("naming.portfolio")
        self._managers = self.scene.lexicon.words("naming.managing")
        self._styles: dict[str, list[str]] = self.scene.lexicon.mapping("titles")["styled"]
        self._nameless = self._find_nameless()

    def ordered(self, head: int) -> Speaker:
        """Return who « **le premier** », « **la seconde** » is, of two named in a sentence before; else nobody."""
        place = _ORDINALS.get(self.scene.forms[head])
        after = self.scene.tokens[head + 1] if head + 1 < len(self.scene.tokens) else None
        is_bare = after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ"}
        if place is None or not is_bare or self.scene.forms[head - 1] not in {"le", "la"}:
            return NOBODY
        for named in self.antecedents.named_before(head):
            persons = [actors for actors in named if self.resolver.entries[actors[0]].kind == "person"]
            pair = persons if len(persons) > 1 else named
            if len(pair) == _PAIR:
                return Speaker(pair[place])
        return NOBODY

    def taken_up(self, head: int, before: int, actors: tuple[int, ...]) -> Speaker | None:
        """Return the person named before whom a noun means, better than ``actors``, which a look-up gave."""
        form, token = self.scene.forms[head], self.scene.tokens[head]
        is_person_noun = form in self.titles.nouns and form not in self.titles.anonymous
        if form in self.scene.humans and self.scene.forms[head - 1] in _POINTING and not actors:
            return self._pointed_at(head, before)
        if form in self._accused and is_definite(token) and not is_plural(token) and not actors:
            return self._aged(before, gender_of(token))
        if not is_person_noun or is_plural(token) or not is_definite(token) or self.resolver.names_age(token):
            return None
        if actors and self._holds(self.resolver.entries[actors[0]], form) and actors[0] not in self._nameless:
            return None
        if actors and actors[0] in self._nameless and self._nameless[actors[0]] < self.scene.starts[head]:
            return None
        own = self.resolver.mention_at(head)
        is_full = own is not None and own.how == "role" and own.end - own.start > len(form) + 1
        if is_full and actors and actors[0] not in self._nameless:
            return None  # « le chancelier **allemand** » has been looked up whole
        styled = self._styled(form, before)
        if styled is not None:
            return styled
        following = self.scene.forms[head + 1] if head + 1 < len(self.scene.forms) else ""
        is_led = following in {"de", "du", "des", "d'"}  # « le maire **de Nice** » is another than « le maire »
        if is_led and form in self._managers and not actors:
            return None  # « le patron **de l'usine** » is somebody new
        listed = (*self.titles.offices.get(fold(form), ()), *(() if is_led else (form,)))
        found = self._person(before, head, lambda entry: any(self._holds(entry, office) for office in listed))
        if found is not None:
            return found
        if form in self._offices or (is_led and form in self._portfolios):
            if is_led:
                return None
            return self._person(before, head, lambda entry: not entry.roles, sentences=3, present=True)
        is_free = form in self.titles.general
        return self._person(before, head, lambda entry: is_free or not self._has_office(entry))

    def _aged(self, before: int, gender: str) -> Speaker | None:
        """Return the one person whose age was told: « Paul Roy, **58 ans**, comparaissait. … », dit le prévenu."""
        entries = self.resolver.entries
        aged = {
            mention.actor
            for mention in self.resolver.mentions
            if mention.start < before
            and mention.how == "name"
            and entries[mention.actor].kind == "person"
            and entries[mention.actor].gender in ("", gender)
            and self.resolver.has_age(mention)
        }
        return Speaker((aged.pop(),)) if len(aged) == 1 else None

    def _pointed_at(self, head: int, before: int) -> Speaker | None:
        """Return whom « raconte **cette mère** de trois enfants » points at: who was named just before."""
        if is_plural(self.scene.tokens[head]):
            return None
        return self._person(before, head, lambda entry: not self._has_office(entry), sentences=2)

    def _has_office(self, entry: ActorEntry) -> bool:
        """Tell whether somebody is called by another office: « le ministre, Paul Roy » is not « **le marin** »."""
        return any(role.split(" ")[0].lower() in self._offices for role in entry.roles)

    def _styled(self, form: str, before: int) -> Speaker | None:
        """Return who bears the civility of a trade, named last: « **Me** Paul Roy … », dit **l'avocat**."""
        civilities = self._styles.get(form)
        if civilities is None:
            return None
        for mention in reversed(self.resolver.mentions):
            if mention.start < before and self._follows(mention.start, civilities):
                return Speaker((mention.actor,)) if before - mention.start < _REACH else None
        return None

    def _follows(self, start: int, civilities: list[str]) -> bool:
        before = self.scene.text[max(0, start - 10) : start].split()
        return bool(before) and before[-1] in civilities

    def of_title(self, head: int, words: Offsets) -> int | None:
        """Return who has a role that is told without its article: « a précisé **ministre de la Santé** »."""
        text = fold(self.scene.text[words[0] : words[1]])
        if words[0] != self.scene.starts[head] or " " not in text or self.scene.forms[head] not in self.titles.nouns:
            return None
        holders = [n for n, entry in enumerate(self.resolver.entries) if text in map(fold, entry.roles)]
        return holders[0] if len(holders) == 1 else None

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
        return any(f" {fold(noun)} " in f" {fold(role)} " for role in entry.roles)

    def _find_nameless(self) -> dict[int, int]:
        """Return the actors that only a role names, with the place of their first mention."""
        hows: dict[int, set[str]] = defaultdict(set)
        firsts: dict[int, int] = {}
        for mention in self.resolver.mentions:
            hows[mention.actor].add(mention.how)
            firsts.setdefault(mention.actor, mention.start)
        return {actor: firsts[actor] for actor, kinds in hows.items() if kinds == {"role"}}
