"""Shares in words: « un tiers des inscrits », « deux Français sur trois », « trois quarts d'heure »."""

import re
from decimal import Decimal
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amount_heads import Head, load_heads
from claimex.mentions.amounts import Amount
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.denominations import load_denominations
from claimex.mentions.units import DIVISIBLE, load_units
from claimex.mentions.word_view import WordView

_OF = re.compile(r" (?:de |d')?")
_ON = re.compile(r" sur (?:les |ces )?")
_WHOLE = re.compile(
    r" (?:des |du |de la |de l'|de leurs? |de ses |de son |de sa |de ces |de cette |de nos |d'entre |de |d')(?=\w)"
)
_POINT = re.compile(r"points?(?: de (?:pourcentage|pib|base))?(?!\w)")
_NOT_WHOLE = ("quel", "ceux", "cel", "plus", "moins")
_REACH = 80  # characters in which « sur » follows, more than those of its words before
_NOUN_WORDS = 5  # of « un arrêt de travail sur trois »
_RARE, _THOUSAND = 3, 1000
_PARTING = frozenset({"avec", "pour", "par", "contre", "dans", "chez", "sans", "et", "ou", "qui", "que"})
_WHOLES = frozenset({20, 25, 50, 100})  # besides those up to ten, wholes that stand for no number of things


class Shares:
    """Reads fractions and ratios into amounts, in per cent."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._heads = load_heads(lexicon)
        self._units = load_units(lexicon)
        self._nouns = load_counted_nouns(lexicon)
        self._denominations = load_denominations(lexicon)

    def read_fraction(self, view: WordView, head: Head, amount: Amount) -> None:
        """Fill in « un tiers des inscrits » as 33.3 %, « trois quarts d'heure » as 45 minutes."""
        of = _OF.match(view.lower, head.end)
        unit = self._units.read(view, of.end()) if of else None
        point = _POINT.match(view.lower, of.end()) if of else None
        if point:
            amount.unit, amount.kind, amount.end = "pt", "share", point.end()
            amount.set_numbers(_exact(head.value / 100), None)
            return
        if unit and unit.kind in DIVISIBLE:
            amount.unit, amount.kind, amount.end = unit.code, unit.kind, unit.end
            amount.set_numbers(_exact(head.value / 100), None)
            if unit.code == "h":
                amount.unit, amount.value = "min", head.value * 60 / 100
            return
        amount.unit, amount.kind, amount.end = "%", "share", self._whole_end(view, head.end)
        amount.set_numbers(_exact(head.value), None)

    def read_ratio(self, view: WordView, head: Head, amount: Amount) -> bool:
        """Fill in « deux Français sur trois », « un sur dix » as per cent; False when it is none."""
        found = self._whole_of(view, head)
        if found is None:
            return False
        whole, has_noun = found
        if not 0 < head.value <= whole.value or whole.value < 2 or whole.vague or whole.share:
            return False
        if _is_number_of_things(head, whole) and (has_noun or view.text[head.start - 1 : head.start] == "("):
            return False
        following = self._nouns.read(view, whole.end + 1, plural=True, in_words=False)
        if self._denominations.unit_after(view, whole)[0] or (following and following.head and has_noun):
            return False
        amount.set_numbers(_exact(100 * head.value / whole.value), None)
        amount.unit, amount.kind, amount.end = "%", "share", whole.end
        return True

    def _whole_of(self, view: WordView, head: Head) -> tuple[Head, bool] | None:
        """Return the second number of a ratio and whether a noun stands between the two."""
        if view.lower.find(" sur ", head.end, head.end + _REACH) < 0:
            return None  # as nearly always, at the cost of one look
        end, match = head.end, _ON.match(view.lower, head.end)
        if not match:
            for word in view.after(end, count=_NOUN_WORDS):
                if view.text[end : word.start] != " " or not word.text[0].isalpha() or view.tag(word) == "AUX":
                    return None
                if word.lower in _PARTING or self._heads.trigger.match(view.lower, word.start):
                    return None  # « un accord avec trois syndicats sur cinq »
                end, match = word.end, _ON.match(view.lower, word.end)
                if match:
                    break
        if not match or not self._heads.trigger.match(view.lower, match.end()):
            return None
        if end != head.end and self._units.read(view, head.end + 1):
            return None
        whole = self._heads.read(view, match.end())
        return (whole, end != head.end) if whole and whole.start == match.end() else None

    def _whole_end(self, view: WordView, end: int) -> int:
        """Return the end of what a share is of: « la moitié des élèves »."""
        match = _WHOLE.match(view.lower, end)
        if (
            not match
            or view.lower.startswith(_NOT_WHOLE, match.end())
            or self._heads.trigger.match(view.lower, match.end())
        ):
            return end
        words = view.after(match.end(), count=1)
        if not words or words[0].start != match.end() or not words[0].text[0].isalpha():
            return end
        last = self._nouns.noun_end(view, words[0])
        return self._nouns.adjectives_end(view, last) if words[0].lower[-1] in "sx" else last


@lru_cache(maxsize=4)
def load_shares(lexicon: Lexicon) -> Shares:
    """Return the shares of a lexicon, built once."""
    return Shares(lexicon)


def _is_number_of_things(head: Head, whole: Head) -> bool:
    """« 41 députés sur **65** »: two counts, unlike « deux Français sur **trois** », « un sur **1 000** »."""
    value = int(whole.value)
    while value >= 1000 and value % 10 == 0:
        value //= 10
    if head.value <= _RARE and whole.value >= _THOUSAND and len(str(int(whole.value)).rstrip("0")) == 1:
        return False  # « une personne sur **2 000** »
    return not whole.in_words and value > 10 and value not in _WHOLES


def _exact(value: Decimal) -> Decimal:
    """Return a share to ten decimals: two thirds have no end."""
    return value if value == value.to_integral_value() else value.quantize(Decimal("1E-10"))
