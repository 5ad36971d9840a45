"""Who holds which role: titles, appositions and predicates to their names, bare roles to the person they mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimex.mentions.candidates import Candidate
from claimex.mentions.context import Context, is_speaking, role_after, speaks_at
from claimex.mentions.gazetteer import Gender
from claimex.mentions.roles import RolePhrase
from claimex.schema import ActorKind

_REACH = 600  # characters back to the person that « l'élue » takes up
_FAR = 20_000  # characters back to the holder of an office
_OPENING = 300  # characters of title and lead
_TURN = 300  # characters back to the speaker that a fuller role takes up


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
        named = sorted((c.start, n) for n, person in enumerate(self.persons) for c in person.candidates)
        self._starts = [start for start, _ in named]
        self._named = [self.persons[n] for _, n in named]
        self._mentions = {c.start: c for person in self.persons for c in person.candidates}
        self._by_role: dict[str, list[Actor]] = defaultdict(list)

    def index(self) -> None:
        """Learn who has which role, by its text and by its noun."""
        for person in self.persons:
            for key in {key for role in person.roles for key in (role.text.lower(), role.noun)}:
                self._by_role[key].append(person)

    def with_role(self, *keys: str) -> list[Actor]:
        """Return the persons with a role of this text or noun, in order of first mention."""
        found = {id(person): person for key in keys for person in self._by_role.get(key, ())}
        return list(found.values())

    def back(self, offset: int, reach: int) -> Iterator[tuple[Actor, Candidate]]:
        """Yield persons named before ``offset``, nearest first, within ``reach`` characters."""
        for number in range(bisect_left(self._starts, offset) - 1, -1, -1):
            if self._starts[number] < offset - reach:
                return
            yield self._named[number], self._mentions[self._starts[number]]

    def nearest(self, offset: int, among: Sequence[Actor]) -> Actor | None:
        """Return which of a few persons was last named before ``offset``; the only one when it comes later."""
        chosen = {id(person) for person in among}
        for person, _ in self.back(offset, _FAR):
            if id(person) in chosen:
                return person
        return among[0] if len(among) == 1 else None


def give_roles(actors: Sequence[Actor], context: Context) -> None:
    """Give persons the roles beside their names, then link bare roles: « la ministre » to the one who is."""
    taken: set[int] = set()
    persons = Persons(actors, context)
    for actor in persons.persons:
        for candidate in actor.candidates:
            for phrase in _beside(candidate, context):
                if phrase.first not in taken:
                    taken.add(phrase.first)
                    actor.roles.append(phrase)
    persons.index()
    inside = {i for phrase in context.phrases for i in range(phrase.first + 1, phrase.last)}
    for phrase in context.phrases:
        if phrase.first in inside:
            continue
        if phrase.first not in taken and phrase.definite and not phrase.plural:
            holder = _holder(phrase, persons)
            if holder is not None:
                holder.mentions.append(phrase)


def _beside(candidate: Candidate, context: Context) -> Iterator[RolePhrase]:
    words, first = context.words, candidate.first
    if first and words.forms[first - 1] in context.titles.civility and words.is_joined(first):
        first -= 1
    before = context.ends.get(first)
    if before is not None and words.text[before.end : words.starts[first]].strip("*_ ") in {"", ",", ":"}:
        yield before
    after = role_after(candidate, context) or _predicate(candidate, context)
    if after is not None and not _is_title(after, context):
        yield after


def _is_title(phrase: RolePhrase, context: Context) -> bool:
    """True when a name follows at once: the role is that name's."""
    words, i = context.words, phrase.last
    return words.is_joined(i) and i < len(words) and words.forms[i][0].isupper()


def _predicate(candidate: Candidate, context: Context) -> RolePhrase | None:
    """Return the role in « Léa Petit est nommée **préfète de l'Ain** », « Jean Petit devient **maire** »."""
    words, copulas = context.words, context.gazetteer.naming("copula")
    for i in range(candidate.last, min(candidate.last + 4, len(words))):
        if not words.is_joined(i):
            return None
        if i in context.starts and i > candidate.last:
            return context.starts[i]
        if words.lower(i) not in copulas:
            return None
    return None


def _holder(phrase: RolePhrase, persons: Persons) -> Actor | None:
    """Return whom a bare role means: who has this very role, else the last named before with the same office."""
    text = phrase.text.lower()
    exact = [p for p in persons.with_role(text) if any(_is_same(phrase, role) for role in p.roles)]
    if len(exact) == 1:
        return exact[0]
    if phrase.possessed:
        return None
    if _takes_up(phrase, persons.context):
        return _taken_up(phrase, persons)
    speaker = None if exact else _speaker_without_role(phrase, persons)
    known = speaker or persons.nearest(phrase.start, exact or _fitting(phrase, persons))
    return known or _only_person(phrase, persons)


def _is_same(phrase: RolePhrase, role: RolePhrase) -> bool:
    return phrase.text.lower() == role.text.lower() and _agree(phrase, role)


def _fitting(phrase: RolePhrase, persons: Persons) -> list[Actor]:
    """Return who has the office that the phrase names: « le chef de l'État », « la ministre »."""
    text, offices = phrase.text.lower(), persons.context.titles.offices
    bare = text == phrase.noun
    listed = offices.get(text) or (offices.get(phrase.noun, ()) if bare else ())

    def fits(role: RolePhrase) -> bool:
        named = role.text.lower()
        known = named in listed or role.noun in listed or (bare and role.noun == phrase.noun)
        return _agree(phrase, role) and (known or named.startswith(f"{text} "))

    return [p for p in persons.with_role(phrase.noun, *listed) if any(fits(role) for role in p.roles)]


def _agree(phrase: RolePhrase, role: RolePhrase) -> bool:
    return not phrase.gender or not role.gender or phrase.gender == role.gender


def _takes_up(phrase: RolePhrase, context: Context) -> bool:
    """True for « l'élue de l'Isère », « l'ancienne maire »: somebody named before, by another word."""
    return phrase.noun in context.titles.anaphoric or phrase.modified


def _taken_up(phrase: RolePhrase, persons: Persons) -> Actor | None:
    """Return the person last named before; one without a role of its own rather than one with another."""
    agreeing = [p for p, _ in persons.back(phrase.start, _REACH) if _may_be(phrase, p, persons.context)]
    free = [person for person in agreeing if not person.roles]
    return next(iter(free or agreeing), None)


def _may_be(phrase: RolePhrase, person: Actor, context: Context) -> bool:
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


def _only_person(phrase: RolePhrase, persons: Persons) -> Actor | None:
    """Return the only person of a text for « la ministre » when it opens on a name that needs no title."""
    if phrase.noun not in persons.context.titles.governing:
        return None
    fitting = [p for p in persons.persons if not p.roles and _may_be(phrase, p, persons.context)]
    is_alone = len(fitting) == 1 and not any(p.roles for p in persons.persons)
    return fitting[0] if is_alone and fitting[0].candidates[0].start < min(_OPENING, phrase.start) else None


def _speaker_without_role(phrase: RolePhrase, persons: Persons) -> Actor | None:
    """Return who spoke just before and is called nothing yet: « …, dit Léa Petit. La porte-parole du club … »."""
    if phrase.noun == phrase.text.lower():
        return None
    for person, candidate in persons.back(phrase.start, _TURN):
        if not person.roles and _may_be(phrase, person, persons.context):
            return person if is_speaking(candidate, persons.context) else None
    return None


def lone_speakers(actors: Sequence[Actor], context: Context) -> list[Actor]:
    """Return actors that only a role names: « le procureur a indiqué » where nobody is named for it."""
    linked = {phrase.first for actor in actors for phrase in (*actor.roles, *actor.mentions)}
    lone: dict[str, Actor] = {}
    for phrase in context.phrases:
        if phrase.first in linked or not phrase.definite or phrase.plural or phrase.possessed:
            continue
        if _takes_up(phrase, context) or phrase.noun in context.titles.anonymous:
            continue
        name = phrase.text
        if name.lower() in lone:
            lone[name.lower()].mentions.append(phrase)
        elif _speaks(phrase, context):
            lone[name.lower()] = Actor("person", [], [phrase], [phrase], words=name)
    return list(lone.values())


def _speaks(phrase: RolePhrase, context: Context) -> bool:
    return speaks_at(phrase.first - 1, phrase.last, context)
