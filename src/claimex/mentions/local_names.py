"""Places told as bodies: « la **région Occitanie** a débloqué trois millions », « la **ville de Nîmes** s'engage »."""

from collections.abc import Sequence

from claimex.mentions.candidates import Candidate
from claimex.mentions.context import Context, speaks_at
from claimex.mentions.deeds import acts_at
from claimex.mentions.gazetteer import Head
from claimex.mentions.words import fold

_HEAD = Head("bare", "institution")


def name_bodies(candidates: Sequence[Candidate], context: Context) -> None:
    """Let the noun before a place be part of the name where the local body acts or speaks."""
    words = context.words
    if context.gazetteer.naming("local_noun").isdisjoint(words.lowers):
        return
    told = [(c, n) for c in candidates if c.kind == "place" and (n := _noun_before(c, context)) is not None]
    free = [(candidate, noun) for candidate, noun in told if not _is_governed(noun, context)]
    acting = {candidate.key for candidate, noun in free if _acts(noun, candidate.last, context)}
    for candidate, noun in free:
        if candidate.key in acting:
            candidate.first, candidate.start = noun, words.starts[noun]
            candidate.form = words.text[candidate.start : candidate.end]
            candidate.kind, candidate.known, candidate.head = "institution", None, _HEAD
            candidate.key = fold(candidate.form)


def _noun_before(candidate: Candidate, context: Context) -> int | None:
    """Return the definite noun that a place completes: « la **région** Occitanie », « le **département** du Gers »."""
    words, i = context.words, candidate.first
    if not words.is_joined(i):
        return None
    if words.lower(i - 1) in context.articles and words.lower(i - 2) in context.gazetteer.naming("own"):
        i -= 1
    i -= words.lower(i - 1) in context.gazetteer.naming("own")
    noun = i - 1
    is_local = noun > 0 and words.lower(noun) in context.gazetteer.naming("local_noun") and words.is_joined(noun)
    return noun if is_local and words.lower(noun - 1) in {"la", "le"} and words.is_joined(noun + 1) else None


def _is_governed(noun: int, context: Context) -> bool:
    """True for « le maire **de** la ville de Nîmes », « **dans** la région Bretagne »."""
    words = context.words
    return words.is_joined(noun - 1) and words.lower(noun - 2) in context.gazetteer.naming("governing")


def _acts(noun: int, last: int, context: Context) -> bool:
    """True for « la **ville de Nîmes** s'engage », « selon la **région Bretagne** »."""
    return speaks_at(noun - 1, last, context) or acts_at(last, context)
