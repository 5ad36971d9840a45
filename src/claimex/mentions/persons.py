"""The persons of a document: by the roles they have, by where they are named, by the gender that they show."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimex.mentions.candidates import Candidate
from claimex.mentions.context import Context
from claimex.mentions.gazetteer import Gender
from claimex.mentions.roles import RolePhrase
from claimex.mentions.words import fold
from claimex.schema import ActorKind

FAR = 20_000  # characters back to the holder of an office


@dataclass(slots=True)
class Actor:
    """An actor while its document is read. ``words`` is its name when only a role names it."""

    kind: ActorKind
    candidates: list[Candidate]
    roles: list[RolePhrase] = field(default_factory=list)
    mentions: list[RolePhrase] = field(default_factory=list)
    words: str = ""


class Persons:
    """The persons of a document by the roles they have and by where they are named."""

    def __init__(self, actors: Sequence[Actor], context: Context) -> None:
        self.context = context
        self.persons = [actor for actor in actors if actor.kind == "person"]
        pairs = ((c.start, n) for n, person in enumerate(self.persons) for c in person.candidates)
        named = sorted((start, n) for start, n in pairs if not context.is_quoted(start))
        self._starts = [start for start, _ in named]
        self._named = [self.persons[n] for _, n in named]
        self._mentions = {c.start: c for person in self.persons for c in person.candidates}
        self._by_role: dict[str, list[Actor]] = defaultdict(list)

    def index(self) -> None:
        """Learn who has which role, by its text and by its noun."""
        for person in self.persons:
            for key in {fold(key) for role in person.roles for key in (role.text, role.noun, role.noun.split(" ")[0])}:
                self._by_role[key].append(person)

    def with_role(self, *keys: str) -> list[Actor]:
        """Return the persons with a role of this text or noun, in order of first mention."""
        found = {id(person): person for key in keys for person in self._by_role.get(fold(key), ())}
        return list(found.values())

    def back(self, offset: int, reach: int) -> Iterator[tuple[Actor, Candidate]]:
        """Yield persons named before ``offset``, nearest first, within ``reach`` characters."""
        for number in range(bisect_left(self._starts, offset) - 1, -1, -1):
            if self._starts[number] < offset - reach:
                return
            yield self._named[number], self._mentions[self._starts[number]]

    def after(self, offset: int, reach: int) -> Iterator[tuple[Actor, Candidate]]:
        """Yield persons named from ``offset`` on, nearest first, within ``reach`` characters."""
        for number in range(bisect_left(self._starts, offset), len(self._starts)):
            if self._starts[number] > offset + reach:
                return
            yield self._named[number], self._mentions[self._starts[number]]

    def nearest(self, offset: int, among: Sequence[Actor]) -> Actor | None:
        """Return which of a few persons was last named before ``offset``; the only one when it comes later."""
        chosen = {id(person) for person in among}
        for person, _ in self.back(offset, FAR):
            if id(person) in chosen:
                return person
        return among[0] if len(among) == 1 else None


def may_be(phrase: RolePhrase, person: Actor, context: Context) -> bool:
    """True when the gender of a phrase is no other than the person's."""
    gender = gender_of(person, context)
    return not phrase.gender or not gender or gender == phrase.gender


def gender_of(person: Actor, context: Context) -> Gender:
    """Return the gender that a person's roles, civility or first name show."""
    for role in person.roles:
        if role.gender:
            return role.gender
    words = context.words
    for candidate in person.candidates:
        before = words.forms[candidate.first - 1] if candidate.first else ""
        shown = context.titles.civility.get(before) or context.gazetteer.gender_of(words.forms[candidate.first])
        if shown:
            return shown
    return ""
