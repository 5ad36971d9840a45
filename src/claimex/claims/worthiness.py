"""How worth checking a claim is, from named reasons.

« L'État débloque 50 millions d'euros d'ici 2030 » has an amount, a named actor, a deadline and a public matter; « C'est
une honte » is an opinion. The weights stand in data/lexicon/worthiness.toml.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeVar

from claimex.annotations import (
    QUANTITIES,
    ClaimMention,
    CommitmentMention,
    FigureMention,
    QuantityMention,
    StatementMention,
    read,
    text_of,
)
from claimex.lexicon import Lexicon
from claimex.parse import Parse

C = TypeVar("C", bound=ClaimMention)
_WORD = re.compile(r"[^\W_]+'?")


class _Words(NamedTuple):
    weights: dict[str, float]
    comparison: frozenset[str]
    public: frozenset[str]
    opinion: frozenset[str]
    private: frozenset[str]


def rate_claim(doc: Parse, claim: C, lexicon: Lexicon) -> C:
    """Give the claim its ``checkworthiness`` and the ``reasons`` for it, the weightiest first, and return it."""
    words = _words(lexicon)
    reasons = sorted(set(_reasons(doc, claim, words)), key=lambda reason: (-abs(words.weights[reason]), reason))
    share = words.weights["base"] + sum(words.weights[reason] for reason in reasons)
    claim.checkworthiness, claim.reasons = round(min(1.0, max(0.0, share)), 2), tuple(reasons)
    return claim


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        weights=dict(lexicon.mapping("worthiness")["weights"]),
        comparison=lexicon.words("worthiness.comparison"),
        public=lexicon.words("worthiness.public_matter"),
        opinion=lexicon.words("worthiness.opinion"),
        private=lexicon.words("worthiness.private_experience"),
    )


def _reasons(doc: Parse, claim: ClaimMention, words: _Words) -> Iterator[str]:
    text = text_of(doc)[claim.start : claim.end].lower().replace("’", "'")
    forms = frozenset(_WORD.findall(text))
    yield from _said(claim)
    if _has_amount(doc, claim):
        yield "amount"
    if forms & words.comparison:
        yield "comparison"
    if not (words.public.isdisjoint(forms) and words.public.isdisjoint([form.rstrip("sx") for form in forms])):
        yield "public_matter"
    if isinstance(claim, StatementMention) and forms & words.opinion:
        yield "opinion"
    if isinstance(claim, StatementMention) and claim.mode == "direct" and forms & words.private:
        yield "private_experience"


def _said(claim: ClaimMention) -> Iterator[str]:
    """Yield the reasons that stand in the claim's own fields."""
    if claim.factuality in {"unverified", "question", "hypothetical"}:
        yield claim.factuality
    if isinstance(claim, FigureMention):
        yield "figure"
        if claim.source is not None:
            yield "named_actor"
    if isinstance(claim, CommitmentMention):
        if claim.deadline is not None:
            yield "deadline"
        if claim.actors:
            yield "named_actor"
    if isinstance(claim, StatementMention) and claim.speakers:
        yield "named_actor"


def _has_amount(doc: Parse, claim: ClaimMention) -> bool:
    if isinstance(claim, CommitmentMention):
        return bool(claim.quantities)
    if isinstance(claim, FigureMention):
        return True
    amounts = read(doc, QUANTITIES, QuantityMention)
    first = bisect_left(amounts, claim.start, key=_start_of)
    return first < len(amounts) and amounts[first].start < claim.end


def _start_of(amount: QuantityMention) -> int:
    return amount.start
