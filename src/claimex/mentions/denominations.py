"""What follows a number: its unit, its currency or its counted noun, straight after it or behind « de »."""

import re
from decimal import Decimal
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amount_heads import Head
from claimex.mentions.amounts import Amount
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.currencies import MoneyOfText
from claimex.mentions.units import DIVISIBLE, Unit, load_units
from claimex.mentions.word_view import WordView

_OF = re.compile(r" ?(?:de |d')")
_PART_OF = re.compile(r" (?:de|d'entre|parmi) (?:ces|ses|leurs|nos|vos|mes|les) ")
_COINS = re.compile(r"(?: et)? (\d{1,2})(?: (?:cents?|centimes?)(?!\w)|(?!\w|[.,]\d| \d| ?[%€$]| [a-zà-ÿ]))")
_HOUR_AND_MINUTES = re.compile(r" ?(?:h|heures?) ?([0-5]?\d)(?: ?(?:min|mn|minutes?))?(?!\w)")
_QUOTED = re.compile(r"[«\"“] ?")
_AND_HALF = re.compile(r" et (?:demie?|(quart))(?!\w)")
_MILLION = 10**6
_EXACT = Decimal("1E-10")
_SYMBOL = 3  # letters of « Tep », « Mtp »


class Denominations:
    """Reads the unit or noun of a number and fills it into an amount."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._units = load_units(lexicon)
        self._nouns = load_counted_nouns(lexicon)
        self._lengths = lexicon.words("counted_nouns.lengths")
        self._sums = lexicon.words("counted_nouns.sums")

    def read(self, view: WordView, head: Head, amount: Amount, money: MoneyOfText) -> bool:
        """Read the unit or counted noun after a number; False when there is none."""
        if self._read_hours(view, head, amount):
            return True
        unit, start = self.unit_after(view, head)
        if unit:
            self._take_unit(view, unit, amount, money)
            return True
        if head.article or not self._read_noun(view, head, amount, start):
            return False
        if head.scale >= _MILLION and self._sums.intersection(amount.nominal.split()):  # « 12 millions de recettes »
            amount.unit, amount.kind, amount.nominal, amount.end = None, "money", "", head.end
        return True

    def unit_after(self, view: WordView, head: Head) -> tuple[Unit | None, int]:
        """Return the unit after a number, or None with the place where a noun may start."""
        of = _OF.match(view.lower, head.end)
        starts = [] if head.noun and of else [_next(view, head.end)]
        if of:
            starts.append(of.end())
        for start in starts:
            unit = self._units.read(view, start)
            if unit and not (head.in_words and _is_letter(view, start, unit)) and not self._is_thing(view, unit):
                return unit, start
        return None, starts[-1] if head.noun or head.value >= _MILLION else starts[0]

    def _is_thing(self, view: WordView, unit: Unit) -> bool:
        """Say whether feet are no length but plants: « 86 pieds **de vigne** », not « huit pieds de haut »."""
        of = _OF.match(view.lower, unit.end) if unit.code == "ft" else None
        following = view.after(of.end(), count=1) if of else []
        return bool(following) and following[0].lower not in self._lengths

    def _read_hours(self, view: WordView, head: Head, amount: Amount) -> bool:
        """Read « 1h45 », when it is a duration, as 1.75 hours."""
        if head.in_words or head.value != head.value.to_integral_value():
            return False
        match = _HOUR_AND_MINUTES.match(view.lower, head.end)
        if match is None:
            return False
        amount.unit, amount.kind, amount.end = "h", "duration", match.end()
        amount.set_numbers(head.value + (Decimal(match[1]) / 60).quantize(_EXACT), None)
        return True

    def _take_unit(self, view: WordView, unit: Unit, amount: Amount, money: MoneyOfText) -> None:
        amount.unit, amount.kind, amount.end = unit.code, unit.kind, unit.end
        if unit.kind == "money":
            amount.unit, amount.confidence = money.resolve(unit.code)
            money.note(amount.unit)
        if unit.factor != 1:
            amount.multiply(unit.factor)
        elif amount.value is not None:
            self._add_rest(view, amount, amount.value)

    def _add_rest(self, view: WordView, amount: Amount, value: Decimal) -> None:
        """Add what follows a unit: « 15 euros 50 », « deux ans et demi »."""
        if amount.kind == "money" and amount.scale == 1:
            coins = _COINS.match(view.lower, amount.end)
            if coins:
                amount.value, amount.end = value + Decimal(coins[1]) / 100, coins.end()
        elif amount.kind in DIVISIBLE:
            half = _AND_HALF.match(view.lower, amount.end)
            if half:
                amount.value, amount.end = value + Decimal("0.25" if half[1] else "0.5"), half.end()

    def _read_noun(self, view: WordView, head: Head, amount: Amount, start: int) -> bool:
        part = _PART_OF.match(view.lower, head.end)
        if part:
            start = part.end()
        elif head.noun and start == _next(view, head.end):  # « 18 milliards dus »: a million counts behind « de » only
            amount.end = self._nouns.adjectives_end(view, head.end, only_extra=True)
            amount.nominal = view.lower[head.end : amount.end]
            return False
        quoted = _QUOTED.match(view.text, start)  # « 8 500 « postes à pourvoir » »
        start = quoted.end() if quoted else start
        plural = head.value >= 2 or head.vague
        group = self._nouns.read(view, start, plural=plural, in_words=head.in_words or head.noun)
        if group is None or (head.scale >= _MILLION and _is_name(view, start)):
            return False
        amount.nominal, amount.end = group.words, group.end
        if group.head is None:
            return False
        amount.unit, amount.kind = group.head, "count"
        duration = self._duration_in(view, start, group.end)
        if duration:
            amount.unit, amount.kind = duration.code, "duration"
        return True

    def _duration_in(self, view: WordView, start: int, end: int) -> Unit | None:
        """Return the unit of time behind adjectives: « cent premiers jours »."""
        for word in view.after(start, count=3):
            unit = self._units.read(view, word.start) if word.end <= end else None
            if unit:
                return unit if unit.kind == "duration" else None
        return None


@lru_cache(maxsize=4)
def load_denominations(lexicon: Lexicon) -> Denominations:
    """Return the denominations of a lexicon, built once."""
    return Denominations(lexicon)


def _next(view: WordView, end: int) -> int:
    """Return where a unit starts after a number: behind a space or, in « 2,5-km », a hyphen."""
    return end + 1 if view.text[end : end + 1] in (" ", "-") else end


def _is_name(view: WordView, start: int) -> bool:
    """« dont 780 millions de **Mediapro** »: who gives them."""
    noun = view.after(start, count=1)
    return bool(noun) and view.tag(noun[0]) == "PROPN" and noun[0].text.istitle() and len(noun[0].text) > _SYMBOL


def _is_letter(view: WordView, start: int, unit: Unit) -> bool:
    return unit.end - start == 1 and view.text[start].isalpha()
