"""What a role is a role of: the bodies, places and peoples inside « présidente de la **Région Bretagne** ».

A body counts as the actor that it is, whatever its form: « le président du **CNES** » is the one of the « Centre
national d'études spatiales ».
"""

from collections.abc import Iterable, Sequence

from claimex.mentions.context import Context
from claimex.mentions.persons import Actor
from claimex.mentions.roles import RolePhrase
from claimex.mentions.words import fold, is_capital

_STEM = 5  # letters in which « français », « française » and « françaises » agree


class RoleNames:
    """Reads the names inside the role phrases of one document."""

    def __init__(self, actors: Sequence[Actor], context: Context) -> None:
        self.context = context
        self._actors = {c.first: (n, c.last) for n, actor in enumerate(actors) for c in actor.candidates}
        self._kinds = [actor.kind for actor in actors]
        bodies = ((n, actor) for n, actor in enumerate(actors) if actor.kind != "person")
        self._starts = {candidate.start: n for n, actor in bodies for candidate in actor.candidates}

    def of(self, phrases: Iterable[RolePhrase]) -> frozenset[str]:
        """Return the bodies and places inside role phrases, each under one key: CGT, « Isère »."""
        words, gazetteer = self.context.words, self.context.gazetteer
        found = set()
        for phrase in phrases:
            i = phrase.first + 1
            while i < phrase.last:
                actor = self._actors.get(i)
                end = actor[1] if actor is not None else gazetteer.match(words, i)
                form = words.slice(i, end) if end > i else words.forms[i]
                if actor is not None:
                    found.add(f"actor {actor[0]}")
                elif end > i or is_capital(form):
                    known = gazetteer.known.get(form)
                    found.add(fold(known.name if known else form))
                i = max(end, i + 1)
        return frozenset(found)

    def before(self, offset: int, reach: int) -> frozenset[str]:
        """Return the bodies and places named shortly before a character, under the same keys."""
        return frozenset(f"actor {n}" for start, n in self._starts.items() if offset - reach < start < offset)

    def peoples_of(self, phrases: Iterable[RolePhrase]) -> frozenset[str]:
        """Return the peoples inside role phrases, by their stem: « le président **français** »."""
        telling, lowers = self.context.gazetteer.telling, self.context.words.lowers
        places = (i for phrase in phrases for i in range(phrase.first + 1, phrase.last))
        return frozenset(fold(lowers[i])[:_STEM] for i in places if lowers[i] in telling)

    def peoples_in(self, offices: Iterable[str]) -> frozenset[str]:
        """Return the peoples that offices of the table name, by the same stems: « président russe »."""
        demonyms = self.context.gazetteer.folded_demonyms
        return frozenset(word[:_STEM] for office in offices for word in office.split(" ") if word in demonyms)

    def kinds_of(self, phrase: RolePhrase) -> frozenset[str]:
        """Return the kinds of the actors inside a role phrase: « directeur de l'**hôpital de Lens** »."""
        inside = range(phrase.first + 1, phrase.last)
        return frozenset(self._kinds[self._actors[i][0]] for i in inside if i in self._actors)
