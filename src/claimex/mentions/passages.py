"""Passages from one value to another: « de 7,4 % à 7,1 % », « 600, contre 650 un an plus tôt »."""

from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.change import load_changes
from claimex.mentions.word_view import WordView

_FROM = frozenset({"de", "d'"})
_NEAR = 70  # characters between the two ends
_STOPS = ".;!?\n"


class Passages:
    """Links the value reached to the value left."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._changes = load_changes(lexicon)
        self._earlier = tuple(sorted(lexicon.words("change.temporal_after")))

    def split(self, view: WordView, amount: Amount) -> list[Amount]:
        """Return both ends of « passe de 10 à 15 agents », which is no range; else the amount itself."""
        opened = view.lower.startswith(("de ", "d'"), amount.start) and amount.start < amount.numeral
        if not opened or amount.parts is None or not self._changes.governs_passage(amount.before):
            return [amount]
        first_end, second_start = amount.parts
        left = Amount(amount.numeral, first_end, amount.numeral, value=amount.low, unit=amount.unit, kind=amount.kind)
        right = Amount(second_start, amount.end, second_start, value=amount.high, unit=amount.unit, kind=amount.kind)
        for end in (left, right):
            end.confidence, end.in_words = amount.confidence, amount.in_words
            end.before = view.before(end.start)
        right.nominal = amount.nominal
        return [left, right]

    def settle(self, view: WordView, amount: Amount, previous: Amount) -> None:
        """Give the value reached its change and its origin; the value left has none."""
        between = view.text[previous.end : amount.start]
        if amount.unit != previous.unit or len(between) > _NEAR or any(mark in between for mark in _STOPS):
            return
        if not amount.before or amount.top is None or previous.top is None or amount.kind == "duration":
            return
        last = amount.before[-1].lower
        if last == "contre":
            if view.lower[amount.end + 1 : amount.end + 20].startswith(self._earlier):
                previous.origin = amount
        elif last == "à" and previous.before and previous.before[-1].lower in _FROM and amount.top != previous.top:
            amount.origin, previous.change = previous, None
            amount.change = "increase" if amount.top > previous.top else "decrease"


@lru_cache(maxsize=4)
def load_passages(lexicon: Lexicon) -> Passages:
    """Return the passage reader of a lexicon, built once."""
    return Passages(lexicon)
