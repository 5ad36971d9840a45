"""Who holds which role: titles, appositions and predicates to their names, bare roles to the person they mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimex.mentions.evidence import Context, is_speaking, role_after, speaks_at
from claimex.mentions.gazetteer import Gender
from claimex.mentions.names import Candidate
from claimex.mentions.roles import RolePhrase
from claimex.schema import ActorKind

_REACH = 600  # characters back to the person that « l'élue » takes up
_TURN = 300  # characters back to the speaker that a fuller role takes up


@dataclass(slots=True)
class Actor:
    """An actor while its document is read. ``words`` is its name when only a role names it."""

    kind: ActorKind
    candidates: list[Candidate]
    roles: list[RolePhrase] = field(default_factory=list)
    mentions: list[RolePhrase] = field(default_factory=list)
    words: str = ""


def give_roles(actors: Sequence[Actor], context: Context) -> None:
    """Give persons the roles beside their names, then link bare roles: « la ministre » to the one who is."""
    taken: set[int] = set()
    persons = [actor for actor in actors if actor.kind == "person"]
    for actor in persons:
        for candidate in actor.candidates:
            for phrase in _beside(candidate, context):
                if phrase.first not in taken:
                    taken.add(phrase.first)
                    actor.roles.append(phrase)
    for phrase in context.phrases:
        if phrase.first not in taken and phrase.definite and not phrase.plural:
            holder = _holder(phrase, persons, context)
            if holder is not None:
                taken.add(phrase.first)
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


def _holder(phrase: RolePhrase, persons: Sequence[Actor], context: Context) -> Actor | None:
    """Return whom a bare role means: who has this very role, else the last named before with the same office."""
    exact = [p for p in persons if any(_is_same(phrase, role) for role in p.roles)]
    if len(exact) == 1:
        return exact[0]
    if phrase.possessed:
        return None
    if _takes_up(phrase, context):
        agreeing = [p for p in persons if _may_be(phrase, p, context)]
        free = [p for p in agreeing if not p.roles]
        return _last_before(phrase, free, reach=_REACH) or _last_before(phrase, agreeing, reach=_REACH)
    speaker = _speaker_without_role(phrase, persons, context)
    if not exact and speaker is not None:
        return speaker
    fitting = exact or [p for p in persons if any(_fits(phrase, role, context) for role in p.roles)]
    return _last_before(phrase, fitting)


def _is_same(phrase: RolePhrase, role: RolePhrase) -> bool:
    return phrase.text.lower() == role.text.lower() and _agree(phrase, role)


def _fits(phrase: RolePhrase, role: RolePhrase, context: Context) -> bool:
    if not _agree(phrase, role):
        return False
    text, offices = phrase.text.lower(), context.titles.offices
    bare = phrase.text.lower() == phrase.noun
    named = role.text.lower()
    listed = offices.get(text) or (offices.get(phrase.noun, ()) if bare else ())
    return named in listed or role.noun in listed or (bare and role.noun == phrase.noun) or named.startswith(f"{text} ")


def _agree(phrase: RolePhrase, role: RolePhrase) -> bool:
    return not phrase.gender or not role.gender or phrase.gender == role.gender


def _speaker_without_role(phrase: RolePhrase, persons: Sequence[Actor], context: Context) -> Actor | None:
    """Return who spoke just before and is called nothing yet: « …, dit Léa Petit. La porte-parole du club … »."""
    if phrase.noun == phrase.text.lower():
        return None
    nameless = [p for p in persons if not p.roles and _may_be(phrase, p, context)]
    last = _last_before(phrase, nameless, reach=_TURN)
    before = [c for c in last.candidates if c.start < phrase.start] if last else []
    return last if before and is_speaking(before[-1], context) else None


def _takes_up(phrase: RolePhrase, context: Context) -> bool:
    """True for « l'élue de l'Isère », « l'ancienne maire »: somebody named before, by another word."""
    return phrase.noun in context.titles.anaphoric or phrase.modified


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


def _last_before(phrase: RolePhrase, persons: Sequence[Actor], *, reach: int | None = None) -> Actor | None:
    """Return the person last named before the phrase, within ``reach`` characters; the only one when it comes later."""
    best, nearest = None, -1 if reach is None else phrase.start - reach
    for person in persons:
        for candidate in person.candidates:
            if nearest < candidate.start < phrase.start:
                best, nearest = person, candidate.start
    return best or (persons[0] if len(persons) == 1 and reach is None else None)


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
