"""Quantities: every amount that is counted or measured, read from characters, with value, unit, comparator, change."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc

from claimex.annotations import BLOCKS, Block, QuantityMention, read
from claimex.lexicon import Lexicon
from claimex.mentions.ages import load_ages
from claimex.mentions.amount_grammar import AmountReader, load_amount_reader
from claimex.mentions.amounts import Amount
from claimex.mentions.change import load_changes
from claimex.mentions.currencies import MoneyOfText
from claimex.mentions.elision import load_elisions
from claimex.mentions.multiples import load_multiples
from claimex.mentions.word_view import WordView

_SILENT = frozenset({"boilerplate", "residue"})


def find_quantities(doc: Doc, lexicon: Lexicon) -> Iterator[QuantityMention]:
    """Yield the amounts of a text in order, as in « près de 3,5 milliards d'euros »."""
    amounts = load_quantity_finder(lexicon).find(doc)
    places = {id(amount): index for index, amount in enumerate(amounts)}
    for amount in amounts:
        yield amount.freeze(places.get(id(amount.origin)))


class QuantityFinder:
    """Finds amounts in four steps: read each, give bare numbers their unit, tell ages from durations, find changes."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._reader: AmountReader = load_amount_reader(lexicon)
        self._multiples = load_multiples(lexicon)
        self._elisions = load_elisions(lexicon)
        self._ages = load_ages(lexicon)
        self._changes = load_changes(lexicon)

    def find(self, doc: Doc) -> list[Amount]:
        """Return the amounts of a doc in text order."""
        view = WordView(doc)
        money = MoneyOfText(view, self._lexicon)
        drafts = sorted(
            [*self._read_all(view, money), *self._multiples.find(view)], key=lambda amount: (amount.start, -amount.end)
        )
        drafts = _outside(_apart(drafts), _silent_stretches(doc))
        self._settle_money(view, drafts, money)
        amounts = self._settle_units(view, drafts, money)
        self._settle_changes(view, amounts)
        return amounts

    def _read_all(self, view: WordView, money: MoneyOfText) -> Iterator[Amount]:
        position = 0
        trigger = self._reader.heads.trigger
        while match := trigger.search(view.lower, position):
            amount, position = self._reader.read(view, match.start(), money)
            position = max(position, match.start() + 1)
            if amount:
                yield amount

    def _settle_money(self, view: WordView, drafts: list[Amount], money: MoneyOfText) -> None:
        """Nothing to do: families were resolved as they were read."""

    def _settle_units(self, view: WordView, drafts: list[Amount], money: MoneyOfText) -> list[Amount]:
        amounts: list[Amount] = []
        for index, amount in enumerate(drafts):
            following = drafts[index + 1] if index + 1 < len(drafts) else None
            amount.age = self._ages.is_age(view, amount)
            if not amount.kind:
                if following and following.unit == "year":
                    following.age = self._ages.is_age(view, following)
                if not self._elisions.resolve(view, amount, amounts, following):
                    continue
                if not amount.unit and amount.scale >= 10**6:
                    amount.unit, amount.confidence = money.default()
                    amount.kind = "money" if amount.unit else ""
            amounts.append(amount)
        return amounts

    def _settle_changes(self, view: WordView, amounts: list[Amount]) -> None:
        previous: Amount | None = None
        for amount in amounts:
            if amount.kind != "multiple" or amount.change is None:
                amount.change = self._changes.direction(view, amount, previous)
            if amount.unit == "fois" and view.lower[amount.numeral : amount.end].endswith((" plus", " moins")):
                amount.change = None
                if self._changes.is_temporal(view, amount.end):
                    amount.change = (
                        "increase" if view.lower[amount.numeral : amount.end].endswith("plus") else "decrease"
                    )
            if previous:
                self._settle_passage(view, amount, previous)
            previous = amount

    def _settle_passage(self, view: WordView, amount: Amount, previous: Amount) -> None:
        """Read « de 7,4 % à 7,1 % »: only the value reached has the change, and it knows where it came from."""
        between = view.text[previous.end : amount.start]
        if len(between) > 70 or any(mark in between for mark in ".;!?\n") or amount.unit != previous.unit:
            return
        if not amount.before or amount.top is None or previous.top is None:
            return
        last = amount.before[-1].lower
        if last == "contre" and "contre" in between:
            previous.origin = amount
            return
        if last != "à" or not previous.before or previous.before[-1].lower not in ("de", "d'"):
            return
        if amount.top == previous.top or not (previous.start < amount.start):
            return
        amount.origin, previous.change = previous, None
        amount.change = "increase" if amount.top > previous.top else "decrease"


@lru_cache(maxsize=4)
def load_quantity_finder(lexicon: Lexicon) -> QuantityFinder:
    """Return the finder of a lexicon, built once."""
    return QuantityFinder(lexicon)


def _apart(amounts: list[Amount]) -> list[Amount]:
    """Return amounts without those that overlap an earlier one."""
    kept: list[Amount] = []
    for amount in amounts:
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return kept


def _outside(amounts: list[Amount], silent: list[tuple[int, int]]) -> list[Amount]:
    """Return the amounts that lie in no silent stretch; both lists are in text order."""
    kept, index = [], 0
    for amount in amounts:
        while index < len(silent) and silent[index][1] <= amount.start:
            index += 1
        if index == len(silent) or amount.end <= silent[index][0]:
            kept.append(amount)
    return kept


def _silent_stretches(doc: Doc) -> list[tuple[int, int]]:
    """Return where no quantity counts: boilerplate, residue and rows already given."""
    return [(block.start, block.end) for block in read(doc, BLOCKS, Block) if block.kind in _SILENT or block.repeats]
