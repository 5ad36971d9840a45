"""The grammar of amounts: [comparator] [sign] number [– number] [magnitude] [de] unit [rate] [comparator].

``AmountReader.read`` reads one amount at a trigger, from characters; each part has a reader of its own.
"""

import re
from decimal import Decimal
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amount_heads import Head, load_heads
from claimex.mentions.amounts import Amount
from claimex.mentions.counting_articles import load_counting_articles
from claimex.mentions.currencies import MoneyOfText
from claimex.mentions.denominations import load_denominations
from claimex.mentions.look_alikes import load_look_alikes
from claimex.mentions.margins import load_margins
from claimex.mentions.shares import load_shares
from claimex.mentions.word_view import WordView

_RANGE = re.compile(r" ?(?:-|–|—|/) ?(?=\d)|\s(?:à|ou|et|voire)\s(?:de |d')?| \((?:ou|voire) (?=\d)")
_DAY = 24  # hours
_NEAR_ENDS = 5  # times that the end of a range may hold its start: « de 20 à 25 000 »
_MILLION = 10**6
_SCORED = frozenset({"but", "set", "manche", "point", "essai", "victoire", "jeu"})
_OTHER_SIDE = re.compile(
    r" (?:à|contre|partout) ?(?:\d{1,2}|un|deux|trois|quatre|zéro|rien)?"
    r"(?= ?(?:$|[.,;)](?!\d)|à la|face|contre|devant|lors|au))"
)
_RACES = frozenset({"m", "km"})
_TOGETHER = frozenset({"tous", "toutes"})
_SINGULAR = frozenset({"le", "au", "du", "un"})


class AmountReader:
    """Reads one amount at a time; ``money`` resolves bare currencies for the text at hand."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.heads = load_heads(lexicon)
        self._look_alikes = load_look_alikes(lexicon)
        self._articles = load_counting_articles(lexicon)
        self._denominations = load_denominations(lexicon)
        self._shares = load_shares(lexicon)
        self._margins = load_margins(lexicon)

    def read(
        self, view: WordView, offset: int, money: MoneyOfText, last: Amount | None = None
    ) -> tuple[Amount | None, int]:
        """Return the amount whose number starts at an offset, if any, and where to look on; ``last`` stands before."""
        if not self._articles.may_count(view, offset, last):
            return None, offset + 1
        before = view.before(offset)
        end = self._look_alikes.end_of(view, offset, before)
        if end is not None:
            return None, end
        head = self.heads.read(view, offset)
        if head is None:
            return None, offset + 1
        amount = Amount(head.start, head.end, head.start, before=before, in_words=head.in_words)
        amount.start_at(head.start)
        self._read_numbers(view, head, amount, money)
        self._margins.read_left(view, amount, money)
        if not self._stands(view, head, amount, last):
            return None, max(head.end, self._look_alikes.bare_end(view, offset) or 0)
        self._margins.read_right(view, amount)
        return amount, amount.end

    def _read_numbers(self, view: WordView, head: Head, amount: Amount, money: MoneyOfText) -> None:
        _take(amount, head)
        if head.share:
            self._shares.read_fraction(view, head, amount)
        elif not self._shares.read_ratio(view, head, amount):
            second = self._read_second(view, head, amount)
            if second is None or not self._read_range(view, head, second, amount, money):
                self._denominations.read(view, head, amount, money)
                self._read_far_end(view, amount, money)

    def _read_second(self, view: WordView, head: Head, amount: Amount) -> Head | None:
        """Return the upper number of a range: « 10-15 % », « de 12 à 15 M€ », « entre 85 et 90 millions »."""
        match = _RANGE.match(view.text, head.end)
        if not match or head.vague:
            return None
        joint = match[0].split()[0] if match[0].strip() else ""
        if joint == "et" and not (amount.before and amount.before[-1].lower == "entre"):
            return None
        second = self._head_at(view, match.end())
        if second is None or (joint == "à" and second.article):
            return None
        if joint.startswith("("):  # « 200 (ou 250) manifestants »
            if view.text[second.end : second.end + 2] != ") ":
                return None
            second.end += 1
        low, high = _spread(head, second)
        return second if low < high else None

    def _head_at(self, view: WordView, offset: int) -> Head | None:
        """Return the number that starts exactly at an offset, none that looks like a date or a share."""
        if not self.heads.trigger.match(view.lower, offset):
            return None
        if self._look_alikes.end_of(view, offset, [], joined=True) is not None:
            return None
        head = self.heads.read(view, offset)
        return head if head and head.start == offset and not head.share and not head.vague else None

    def _read_range(self, view: WordView, head: Head, second: Head, amount: Amount, money: MoneyOfText) -> bool:
        """Take both numbers when a unit follows them; else leave the amount as it was."""
        amount.set_numbers(*_spread(head, second))
        amount.end, amount.scale, amount.parts = second.end, second.scale, (head.end, second.start)
        if second.approximate:
            amount.comparator = "≈"
        if self._denominations.read(view, second, amount, money):
            return True
        if amount.nominal:  # « entre 300 et 400 autres »
            return True
        if second.scale >= _MILLION and head.scale == 1:  # « entre 7 et 10 millions »
            amount.scale = second.scale
            return True
        amount.parts, amount.nominal = None, ""
        _take(amount, head)
        return False

    def _read_far_end(self, view: WordView, amount: Amount, money: MoneyOfText) -> None:
        """Join « entre 10 € et 15 € » to one range; « de 10 € à 15 € » waits for the verb that may govern it."""
        if amount.value is None or not amount.before or amount.before[-1].lower != "entre":
            return
        match = _RANGE.match(view.text, amount.end)
        second = self._head_at(view, match.end()) if match and "et" in match[0] else None
        if second is None:
            return
        far = Amount(second.start, second.end, second.start, before=amount.before)
        _take(far, second)
        same = self._denominations.read(view, second, far, money) and far.unit == amount.unit
        if same and far.value is not None and amount.value < far.value:
            amount.set_numbers(amount.value, far.value)
            amount.end = far.end

    def _stands(self, view: WordView, head: Head, amount: Amount, last: Amount | None) -> bool:
        """Say whether what was read is an amount; a bare number may still be one, by elision."""
        if head.share:
            return self._articles.is_share(view, head, amount)
        if head.article and amount.kind != "share":
            return self._articles.counts(view, amount, last)
        opened = view.lower.startswith(("à partir de", "aux alentours de", "autour de", "jusqu'à"), amount.start)
        if amount.unit == "h" and (amount.comparator == "=" or opened) and (amount.top or 0) <= _DAY:
            return not self._look_alikes.is_clock(view, amount.start, amount.end, amount.before)
        if head.in_words and amount.before and amount.before[-1].lower in _TOGETHER and amount.kind == "count":
            return False  # « tous deux pharmaciens »
        if head.in_words and view.text[head.start].isupper() and not view.text[head.start : head.end].isupper():
            return not amount.before or not amount.before[-1].text[0].isalnum()  # « Les Trente Glorieuses »
        if not head.in_words and amount.kind in ("", "count") and self._look_alikes.bare_end(view, head.start):
            return amount.kind == "count" and amount.low is not None
        if amount.unit in _SCORED and _OTHER_SIDE.match(view.lower, amount.end):  # « 3 buts à 1 »
            return False
        raced = amount.unit in _RACES and amount.start == head.start and amount.before
        return not (raced and amount.before[-1].lower in _SINGULAR)  # « le 100 mètres » is a race


@lru_cache(maxsize=4)
def load_amount_reader(lexicon: Lexicon) -> AmountReader:
    """Return the reader of a lexicon, built once."""
    return AmountReader(lexicon)


def _take(amount: Amount, head: Head) -> None:
    amount.set_numbers(head.value, None)
    amount.end, amount.scale, amount.vague = head.end, head.scale, head.vague
    amount.comparator = "≈" if head.approximate or head.vague else "="


def _spread(head: Head, second: Head) -> tuple[Decimal, Decimal]:
    """Return both ends of a range; the first shares the magnitude of the second: « 10 à 15 millions »."""
    low, high = head.value, second.value
    if head.scale == 1 and second.scale > 1 and low < 1000:
        return low * second.scale, high
    in_thousands = second.scale == head.scale == 1 and low < 1000 <= high and high % 1000 == 0
    if in_thousands and not head.in_words and low < high / 1000 <= low * _NEAR_ENDS:
        return low * 1000, high  # « entre 60 et 80 000 signatures »
    if head.in_words and second.in_words and second.scale == 1:
        for size in (1000, 100):  # « dix à quinze mille », « deux à trois cents »
            if high % size == 0 and low < high / size < size * 10 and low < size:
                return low * size, high
    return low, high
