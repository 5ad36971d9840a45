"""Bare numbers whose noun a formula points back to: « douze agents, **sur 45** », « hangars, **dont trois** ont … »."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.elided_units import SENTENCE_END
from claimex.mentions.word_view import WordView

_REACH = 200  # characters back to the amount or the noun
_NEAR = 70
_END = re.compile(r"\s*(?:[.,;:)»]|$)")
_WHOLE = re.compile(r", sur (?:un total de )?$")
_TOTAL = re.compile(r"(?:un (?:total|effectif) de|au total,|en tout,) ?$")
_EXISTING = re.compile(
    r"\ben (?:reste|restait|restera|resterait|manque|manquait|faut|faudrait|fallait|existe|subsiste)"
    r"(?:(?: plus que| encore| que)? | (?:plus )?qu')$"
)
_LIMIT = re.compile(
    r"\b(?:seuil|barre|plafond|plancher|minimum|maximum|cap|quota)(?: [a-zà-ÿ]+)?"
    r"(?: est| était| reste| fixée?)*(?: de| à| des) $"
)
_OWN = re.compile(r"[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)?, à $")
_MEAN = re.compile(
    r"\bmoyenne(?: [a-zà-ÿ]+)?(?: (?:est|était|reste|s'établit|tombe|monte))?(?: [a-zà-ÿ]+ée)? (?:à|de) $"
)
_PLURAL = re.compile(r"(?:\bdes|\bde|\bd'|\bles|\bses) ?([a-zà-ÿ][a-zà-ÿ-]+[sx])\b")
_SENTENCE_START = re.compile(r"[.!?…] ?$")
_ACTING = re.compile(
    r"( autres)?(?: (?:d'entre eux|d'entre elles))? (?:ne |n'|se |s'|en |y )?"
    r"(?:ont|sont|étaient|avaient|seront|auront|seraient|restent|se trouvent)(?!\w)"
)
_NEWCOMERS = re.compile(
    r"(?:\bdes|\bplusieurs|\bquelques|\b(?:diz|vingt|trent|cent)aines? (?:de|d')) ?([a-zà-ÿ][a-zà-ÿ-]+[sx])\b"
)
_SEVERAL = 2
_OF_WHICH = re.compile(r"(?:\bdes|\bles|\bses|\bces|\bleurs) ([a-zà-ÿ][a-zà-ÿ-]+[sx])(?: [a-zà-ÿ-]+[sx])?, dont $")


class ElidedCounts:
    """Gives a bare number the noun, or the unit, that a formula before it points back to."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nouns = load_counted_nouns(lexicon)
        self._verbs = lexicon.words("elision.verbs")

    def take(self, view: WordView, amount: Amount, previous: list[Amount]) -> bool:
        """Fill in the unit; False when no formula is there."""
        before = view.lower[max(0, amount.start - _REACH) : amount.start]
        counted = next((other for other in reversed(previous) if other.kind == "count"), None)
        return (
            self._whole_of(view, amount, before, counted)
            or self._existing(view, amount, before, counted)
            or self._limit(view, amount, before, counted)
            or self._distance(view, amount, before, previous)
            or self._of_which(view, amount, before)
            or self._of_named(view, amount, before, counted)
        )

    def _whole_of(self, view: WordView, amount: Amount, before: str, counted: Amount | None) -> bool:
        """« Douze agents sont absents, **sur 45** », « six bancs de plus, pour **un total de 18** »."""
        told = (_WHOLE.search(before) and _END.match(view.text, amount.end)) or _TOTAL.search(before)
        if not told or counted is None or SENTENCE_END.search(view.text, counted.end, amount.start):
            return False
        return (amount.top or 0) > (counted.top or 0) and _take(amount, counted)

    def _existing(self, view: WordView, amount: Amount, before: str, counted: Amount | None) -> bool:
        """« Le service manque de **kinés**. Il en faudrait huit, il **en reste trois** »."""
        if not _EXISTING.search(before) or not _END.match(view.text, amount.end):
            return False
        if counted is not None and amount.start - counted.end < _NEAR:
            return _take(amount, counted)
        nouns = _PLURAL.findall(before)
        return bool(nouns) and self._count(amount, nouns[-1])

    def _limit(self, view: WordView, amount: Amount, before: str, counted: Amount | None) -> bool:
        """« 250 élèves. **Le seuil est de 300** », « sous **la barre des 900** »: of what was counted before."""
        if not _LIMIT.search(before) or not _END.match(view.text, amount.end) or counted is None:
            return False
        return amount.start - counted.end < _REACH and _take(amount, counted)

    def _distance(self, view: WordView, amount: Amount, before: str, previous: list[Amount]) -> bool:
        """« à Berval, à 32 kilomètres, ou à **Montrel, à 48** », « la **moyenne** est tombée **à 250** »."""
        other = previous[-1] if previous else None
        if (
            other is None
            or other.kind not in ("measure", "count")
            or SENTENCE_END.search(view.text, other.end, amount.start)
        ):
            return False
        far = other.unit == "km" and _OWN.search(view.text, max(0, amount.start - _NEAR), amount.start)
        return bool((far or _MEAN.search(before)) and amount.start - other.end < _NEAR and _take(amount, other))

    def _of_which(self, view: WordView, amount: Amount, before: str) -> bool:
        """« le toit **des hangars, dont trois** ont brûlé »: some of the things just named."""
        noun = _OF_WHICH.search(before)
        following = [word.lower for word in view.after(amount.end, count=2)]
        following = following[1:] if following[:1] in (["se"], ["s'"]) else following
        return noun is not None and bool(following) and following[0] in self._verbs and self._count(amount, noun[1])

    def _of_named(self, view: WordView, amount: Amount, before: str, counted: Amount | None) -> bool:
        """« Les députés ont tranché. **Dix** ont voté contre », « **Sept autres** sont soignés »: of those named."""
        opened, acting = _SENTENCE_START.search(before), _ACTING.match(view.lower, amount.end)
        if not opened or not acting or (amount.value or 0) < _SEVERAL or amount.scale > 1:
            return False
        sentence = before[: opened.start()]
        sentence = sentence[max((end.end() for end in SENTENCE_END.finditer(sentence)), default=0) :]
        news, nouns = _NEWCOMERS.findall(sentence), _PLURAL.findall(sentence)
        amount.end = acting.end(1) if acting[1] else amount.end
        if news or nouns:
            return self._count(amount, news[-1] if news else nouns[0])
        return counted is not None and amount.start - counted.end < _NEAR and _take(amount, counted)

    def _count(self, amount: Amount, noun: str) -> bool:
        amount.unit, amount.kind = self._nouns.singular(noun), "count"
        return True


def _take(amount: Amount, other: Amount) -> bool:
    amount.unit, amount.kind, amount.confidence = other.unit, other.kind, other.confidence
    return True


@lru_cache(maxsize=4)
def load_elided_counts(lexicon: Lexicon) -> ElidedCounts:
    """Return the reader of a lexicon, built once."""
    return ElidedCounts(lexicon)
