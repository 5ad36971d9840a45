"""Who holds which role: titles, appositions and predicates to their names; roles that speak for nobody named."""

from collections.abc import Iterator, Sequence

from claimex.mentions.candidates import Candidate
from claimex.mentions.context import Context, role_after, speaks_at
from claimex.mentions.deeds import acts_at
from claimex.mentions.holders import HolderFinder, takes_up
from claimex.mentions.persons import Actor, Persons, may_be
from claimex.mentions.role_names import RoleNames
from claimex.mentions.roles import RolePhrase
from claimex.mentions.words import fold, is_acronym

_LEAD = 300  # characters in which somebody may be told of before being named
_ASIDE = 6  # words of « , attendu vendredi à Sète, » between an office and its verb
_STEPS = 2  # words between a role and the name it announces
_PERFECT = frozenset({"a", "avait"})


def give_roles(actors: Sequence[Actor], context: Context) -> None:
    """Give persons the roles beside their names, then link bare roles: « la ministre » to the one who is."""
    taken: set[int] = set()
    persons = Persons(actors, context)
    for actor in persons.persons:
        for candidate in actor.candidates:
            for phrase in _beside(candidate, context):
                is_other = phrase.first > candidate.last and not may_be(phrase, actor, context)
                if phrase.first not in taken and not is_other:
                    taken.add(phrase.first)
                    actor.roles.append(phrase)
                    if _is_apposed(phrase, candidate, context):
                        actor.mentions.append(phrase)
    persons.index()
    holders = HolderFinder(persons, RoleNames(actors, context))
    inside = {i for phrase in context.phrases for i in range(phrase.first + 1, phrase.last)}
    loose: list[RolePhrase] = []
    for phrase in context.phrases:
        if phrase.first in inside:
            continue
        if phrase.first not in taken and phrase.definite and not phrase.plural:
            holder = holders.find(phrase)
            if holder is not None:
                holder.mentions.append(phrase)
            elif phrase.start < _LEAD:
                loose.append(phrase)
    for phrase in loose:
        named = [actor for actor in persons.persons if _is_named_later(phrase, actor)]
        named = named or holders.named_next(phrase)
        if len(named) == 1:
            named[0].mentions.append(phrase)


def _is_named_later(phrase: RolePhrase, actor: Actor) -> bool:
    """True when a lead tells of somebody whom the text names next and then calls so again: « **Le maire** »."""
    if not actor.candidates or actor.candidates[0].start < phrase.end or actor.roles:
        return False
    return any(m.noun == phrase.noun and m.start > actor.candidates[0].start for m in actor.mentions)


def _beside(candidate: Candidate, context: Context) -> Iterator[RolePhrase]:
    words, first = context.words, candidate.first
    if first and words.forms[first - 1] in context.titles.civility and words.is_joined(first):
        first -= 1
    before = context.ends.get(first)
    if before is not None and words.text[before.end : words.starts[first]].strip("*_ ") in {"", ",", ":"}:
        yield before
        first = before.first
    outer = _announced(first, context)
    if outer is not None:
        yield outer
    after = role_after(candidate, context) or _predicate(candidate, context)
    if after is not None and not _is_title(after, context):
        yield after


def _is_apposed(phrase: RolePhrase, candidate: Candidate, context: Context) -> bool:
    """True for a role that a comma parts from its name and from what follows: « Léa Petit, **maire de Sens**, … »."""
    words = context.words
    if is_acronym(phrase.text):
        return False
    if phrase.last <= candidate.first:
        return "," in words.gap(phrase.last)
    article = words.lower(phrase.first - 1) in context.articles and words.is_joined(phrase.first)
    return not words.is_joined(phrase.last) and not (article and words.lower(candidate.first - 1) in context.sources)


def _announced(first: int, context: Context) -> RolePhrase | None:
    """Return the role in « la **présidente du club**, la Genevoise Léa Petit », « le **chef**, le colonel Petit »."""
    words, k = context.words, first
    articles, peoples = context.articles, context.gazetteer.telling
    while k > 0 and first - k < _STEPS and words.is_joined(k):
        if words.lowers[k - 1] not in articles and words.lowers[k - 1] not in peoples:
            break
        k -= 1
    before = context.ends.get(k)
    return before if k < first and before is not None and words.text[before.end : words.starts[k]] == ", " else None


def _is_title(phrase: RolePhrase, context: Context) -> bool:
    """True when a name follows at once: the role is that name's."""
    words, i = context.words, phrase.last
    return words.is_joined(i) and i < words.size and words.forms[i][0].isupper()


def _predicate(candidate: Candidate, context: Context) -> RolePhrase | None:
    """Return the role in « Léa Petit est nommée **préfète de l'Ain** », « Jean Petit devient **maire** »."""
    words, copulas = context.words, context.gazetteer.naming("copula")
    for i in range(candidate.last, min(candidate.last + 4, words.size)):
        if not words.is_joined(i):
            return None
        if i in context.starts and i > candidate.last:
            return context.starts[i] if words.lower(i - 1) not in _PERFECT else None  # « Léa Petit a prévenu »
        if words.lower(i) not in copulas:
            return None
    return None


def lone_speakers(actors: Sequence[Actor], context: Context) -> list[Actor]:
    """Return actors that only a role names: « le procureur a indiqué » where nobody is named for it."""
    linked = {phrase.first for actor in actors for phrase in (*actor.roles, *actor.mentions)}
    lone: dict[str, Actor] = {}
    for phrase in context.phrases:
        if phrase.first in linked or not phrase.definite or phrase.plural or phrase.possessed:
            continue
        is_nobody = phrase.noun in context.titles.anonymous and not _is_of_named(phrase, context)
        if takes_up(phrase, context) or is_nobody:
            taken_up = _of_office(phrase, lone, context)
            if taken_up is not None:
                taken_up.mentions.append(phrase)
            continue
        known = _known_alone(phrase, lone, context)
        if known is not None:
            known.mentions.append(phrase)
        elif speaks_at(phrase.first - 1, phrase.last, context) or _acts(phrase, context) or _is_paired(phrase, context):
            lone[phrase.text.lower()] = Actor("person", [], [phrase], [phrase], words=phrase.text)
    return list(lone.values())


def _is_of_named(phrase: RolePhrase, context: Context) -> bool:
    """True for « la mère de **Léa Roy** »: whose relative somebody is tells who it is."""
    return any(form[0].isupper() for form in context.words.forms[phrase.first + 1 : phrase.last])


def _known_alone(phrase: RolePhrase, lone: dict[str, Actor], context: Context) -> Actor | None:
    """Return the lone actor of this very role, or of its office by another word: « le chef de l'État »."""
    text = phrase.text.lower()
    if text in lone:
        return lone[text]
    same = [a for a in lone.values() if text == phrase.noun and f"{a.roles[0].noun} ".startswith(f"{text} ")]
    if same:
        return same[-1]
    listed = context.titles.offices.get(fold(text), ())
    named = next((actor for name, actor in lone.items() if fold(name) in listed), None)
    return named or _of_office(phrase, lone, context)


def _of_office(phrase: RolePhrase, lone: dict[str, Actor], context: Context) -> Actor | None:
    """Return the one lone actor whose office a phrase takes up: « le procureur de Nîmes … **le magistrat** »."""
    listed = context.titles.offices.get(fold(phrase.text), ())
    holders = [actor for actor in lone.values() if fold(actor.roles[0].noun) in listed]
    return holders[0] if len(holders) == 1 else None


def _is_paired(phrase: RolePhrase, context: Context) -> bool:
    """True when two who answer for an office speak together: « **Le maire de Lens** et la préfète annoncent … »."""
    words, i = context.words, phrase.last
    if phrase.noun not in context.titles.answerable or words.lower(i) != "et" or not words.is_joined(i):
        return False
    other = context.starts.get(i + 2) or context.starts.get(i + 1)
    if other is None or not words.is_joined(other.first) or other.plural or other.noun not in context.titles.answerable:
        return False
    return speaks_at(other.first - 1, other.last, context) or _acts(other, context)


def _acts(phrase: RolePhrase, context: Context) -> bool:
    """True when one who answers for an office does something: « le **président de la République** a fixé le prix »."""
    words, i = context.words, phrase.last
    if phrase.noun not in context.titles.answerable:
        return False
    if words.gap(i) == ", " and i < words.size:
        i = next((at + 1 for at in range(i, min(i + _ASIDE, words.size - 1)) if words.gap(at + 1) == ", "), i)
        return words.lower(i) in context.acting and words.lower(i) not in _PERFECT
    if not words.is_joined(i) or words.lower(i) not in context.acting:
        return words.is_joined(i) and acts_at(i, context)
    return words.lower(i) not in _PERFECT or words.lower(i + 1) not in context.sources  # « a pour mission de »
