"""The margins of an amount: currency, sign and comparator before it; adjectives, rate and comparator behind it."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amount_heads import load_heads
from claimex.mentions.amounts import Amount
from claimex.mentions.comparators import Bound, load_comparators
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.currencies import MoneyOfText
from claimex.mentions.rates import load_rates
from claimex.mentions.spoken_signs import load_spoken_signs
from claimex.mentions.units import load_units
from claimex.mentions.word_view import WordView

_MONEY = re.compile(
    r"(?:(?:US|CAD?|CAN|C|A|AU|HK|NZ) ?\$|[$£€¥₹₽₴]|(?<!\w)(?:EUR|USD|CHF|GBP|CAD|Fr\.|FCFA|MAD|XOF)) ?\Z",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:^|(?<=[\s(|\[«\"“:;,/~]))([+\-−–±]) ?\Z")
_MORE = re.compile(r" (?:plus|moins|supérieure?s?|inférieure?s?)(?!\w)")
_OPENERS = frozenset({"de", "d'", "entre"})
_BOUNDED = (" maximum", " minimum", " au maximum", " au minimum")
_QUALIFIED = frozenset({"money", "measure", "duration", "share"})
_SCALES = frozenset({"°C", "°F", "K", "°"})
_SOON = "bientôt"
_STRICT = frozenset({">", "<", "≥", "≤"})


class Margins:
    """Widens an amount to its whole span and reads what its margins say."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._heads = load_heads(lexicon)
        self._units = load_units(lexicon)
        self._nouns = load_counted_nouns(lexicon)
        self._rates = load_rates(lexicon)
        self._comparators = load_comparators(lexicon)
        self._signs = load_spoken_signs(lexicon)

    def read_left(self, view: WordView, amount: Amount, money: MoneyOfText) -> None:
        """Read « $ », « + », « entre » and comparators before the number."""
        currency = _MONEY.search(view.text[max(0, amount.start - 6) : amount.start])
        if currency and amount.kind in ("", "count"):
            self._take_money(view, amount, money, len(currency[0]))
        sign = _SIGN.search(view.text[max(0, amount.start - 3) : amount.start])
        if sign and _is_sign(view, amount, sign):
            _take_sign(amount, sign)
        amount.start_at(amount.start)
        if amount.unit in _SCALES and amount.value is not None and _is_below_zero(view, amount):
            amount.value = -amount.value
            amount.start_at(amount.before[-1].start)
        if amount.kind == "share" and not amount.signed:
            self._signs.take(view, amount)
        opener = amount.before[-1] if amount.low is not None and amount.before else None
        if opener and opener.lower in _OPENERS and not view.text[opener.end : amount.start].strip():
            amount.start_at(opener.start)
        self._read_comparators(view, amount)

    def read_right(self, view: WordView, amount: Amount) -> None:
        """Read adjectives after the unit, a rate, a comparator behind."""
        if not amount.kind:
            base = self._rates.base_end(view, amount.end)  # « 214 pour 100 000 habitants »
            if base:
                amount.end, amount.kind = base, "count"
            about = self._comparators.read_after(view, amount.end) if amount.comparator == "=" else None
            if about and (about.sign == "≈" or view.lower.startswith(_BOUNDED, amount.end)):  # « 800 maximum »
                amount.end, amount.comparator = about.offset, about.sign
            return
        if amount.kind in _QUALIFIED:
            only_extra = amount.kind == "share" or view.text[amount.end - 1].isdigit()
            amount.end = self._nouns.adjectives_end(view, amount.end, only_extra=only_extra)
            amount.nominal = amount.nominal or view.lower[amount.numeral : amount.end]
        if amount.unit == "fois":
            more = _MORE.match(view.lower, amount.end)
            amount.end = more.end() if more else amount.end
        amount.end = self._rates.end_of(view, amount) or amount.end
        after = self._comparators.read_after(view, amount.end) if amount.comparator not in _STRICT else None
        if after:
            amount.end, amount.comparator = after.offset, after.sign

    def _read_comparators(self, view: WordView, amount: Amount) -> None:
        """Read one comparator, or two: « au moins une trentaine », « jusqu'à environ 40 % »."""
        bound = self._comparators.read_before(view, amount.start, amount.before)
        if bound is None or (amount.kind != "duration" and view.lower.startswith(_SOON, bound.offset)):
            return  # « depuis **bientôt** dix ans », but « votera bientôt deux lois »
        if amount.comparator == "=" or bound.sign != "≈":
            amount.comparator = bound.sign
        if bound.outside:
            return
        amount.start_at(bound.offset)
        outer = self._comparators.read_before(view, amount.start, amount.before)
        if outer and self._widens(outer, bound):
            amount.comparator = outer.sign
            amount.start_at(outer.offset)

    @staticmethod
    def _widens(outer: Bound, inner: Bound) -> bool:
        return not outer.outside and outer.sign in _STRICT and inner.sign not in _STRICT

    def _take_money(self, view: WordView, amount: Amount, money: MoneyOfText, width: int) -> None:
        unit = self._units.read(view, amount.start - width)
        if unit is None or unit.kind != "money":
            return
        if amount.kind == "count":  # « $75 millions d'obligations »: the noun is what the money is of
            head = self._heads.read(view, amount.numeral)
            amount.end = head.end if head else amount.end
        amount.unit, amount.confidence = money.resolve(unit.code)
        amount.kind, amount.nominal = "money", ""
        amount.start -= width
        if amount.unit == unit.code:
            money.note(unit.code)


@lru_cache(maxsize=4)
def load_margins(lexicon: Lexicon) -> Margins:
    """Return the margins of a lexicon, built once."""
    return Margins(lexicon)


def _is_sign(view: WordView, amount: Amount, sign: re.Match[str]) -> bool:
    """Say whether a dash before a number is a minus: not a bullet, not a dash between words."""
    if sign[1] in "+±−":
        return True
    if not sign[0].endswith(" "):
        return amount.kind in ("share", "money", "measure") or (sign[1] == "-" and amount.kind == "count")
    position = amount.start - len(sign[0])
    starts_line = not view.text[max(0, position - 2) : position].strip()
    return sign[1] == "-" and amount.kind == "share" and not starts_line


def _is_below_zero(view: WordView, amount: Amount) -> bool:
    """« moins 12 degrés » is −12, « au moins 12 degrés » and « plus ou moins 2 degrés » are not."""
    words = amount.before
    if not words or words[-1].lower != "moins" or view.text[words[-1].end : amount.start] != " ":
        return False
    return len(words) < 2 or words[-2].lower not in ("au", "ou", "du")


def _take_sign(amount: Amount, sign: re.Match[str]) -> None:
    amount.start -= len(sign[0])
    if sign[1] == "±":
        amount.comparator = "≈"
    elif amount.unit == "year" and sign[1] in "+-":  # « les seniors (+50 ans) »
        amount.comparator, amount.age = ">" if sign[1] == "+" else "<", True
    elif amount.unit in _SCALES:
        if sign[1] != "+" and amount.value is not None:
            amount.value = -amount.value
    else:
        amount.change, amount.signed = "increase" if sign[1] == "+" else "decrease", True
