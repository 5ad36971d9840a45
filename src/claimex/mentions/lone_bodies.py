"""Bodies that only a common noun names, where they act: « la **commune** rachètera les murs », « au **ministère** »."""

from collections.abc import Iterator, Sequence

from claimex.mentions.candidates import Candidate
from claimex.mentions.context import Context, speaks_at
from claimex.mentions.deeds import acts_at
from claimex.mentions.gazetteer import Head
from claimex.mentions.persons import Actor
from claimex.mentions.words import Words, fold

_HEAD = Head("bare", "institution")


def lone_bodies(actors: Sequence[Actor], context: Context) -> list[Actor]:
    """Return actors for bodies told by a noun alone that act somewhere, or that are bodies wherever they stand."""
    naming, words = context.gazetteer.naming, context.words
    if naming("lone_body").isdisjoint(words.lowers):
        return []
    taken = {i for actor in actors for c in actor.candidates for i in range(c.first, c.last)}
    taken |= {i for actor in actors for phrase in actor.mentions for i in range(phrase.first, phrase.last)}
    named = {fold(candidate.form).partition(" ")[0] for actor in actors for candidate in actor.candidates}
    found: dict[str, list[Candidate]] = {}
    for i in _uses(context):
        noun = words.lowers[i]
        is_open = i not in taken and noun not in named and not words.is_closed(words.starts[i])
        if is_open and (noun in naming("always_body") or _acts(i, context)):
            found.setdefault(noun, []).append(_candidate(i, words))
    return [Actor("institution", candidates) for candidates in found.values()]


def _uses(context: Context) -> Iterator[int]:
    """Yield the nouns that an article makes definite and nothing completes: « la **commune** », « l'**agglo** »."""
    words, naming = context.words, context.gazetteer.naming
    nouns, articles = naming("lone_body"), naming("definite_one")
    for i, noun in enumerate(words.lowers):
        if noun in nouns and i and words.is_joined(i) and words.lowers[i - 1] in articles:
            follows = words.forms[i + 1] if i + 1 < words.size and words.is_joined(i + 1) else ""
            is_named = follows[:1].isupper()  # « la région Grand Est »
            if not is_named and follows.lower() not in naming("completing"):
                yield i


def _acts(i: int, context: Context) -> bool:
    """True for « l'**agglo** paiera », « selon le **tribunal** », « par la **commune** »."""
    words, naming = context.words, context.gazetteer.naming
    if speaks_at(i - 1, i + 1, context):
        return True
    before = words.lower(i - 2) if words.is_joined(i - 1) else ""
    if before in naming("governing"):
        return False  # « le maire de la commune a promis »
    if before == "par":
        return words.lower(i - 3).endswith(("é", "ée", "és", "ées"))
    return acts_at(i + 1, context)


def _candidate(i: int, words: Words) -> Candidate:
    found = Candidate(i, i + 1, words.starts[i], words.ends[i], words.forms[i], head=_HEAD)
    found.kind = "institution"
    return found
