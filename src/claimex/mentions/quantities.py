"""Quantities: every amount that is counted or measured, read from characters, with value, unit, comparator, change."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc

from claimex.annotations import BLOCKS, Block, QuantityMention, read
from claimex.lexicon import Lexicon
from claimex.mentions.ages import load_ages
from claimex.mentions.amount_grammar import load_amount_reader
from claimex.mentions.amounts import Amount
from claimex.mentions.change import load_changes
from claimex.mentions.currencies import MoneyOfText, Pounds, is_coin
from claimex.mentions.elided_participles import load_participles
from claimex.mentions.elision import load_elisions
from claimex.mentions.further_changes import goes_on, is_of_share, is_passed_over
from claimex.mentions.multiples import load_multiples
from claimex.mentions.passages import load_passages
from claimex.mentions.word_view import WordView

_MILLION = 10**6


def find_quantities(doc: Doc, lexicon: Lexicon) -> Iterator[QuantityMention]:
    """Yield the amounts of a text in order, as in « près de 3,5 milliards d'euros »."""
    amounts = load_quantity_finder(lexicon).find(doc)
    places = {id(amount): index for index, amount in enumerate(amounts)}
    for amount in amounts:
        yield amount.freeze(places.get(id(amount.origin)))


class QuantityFinder:
    """Finds amounts in three steps: read each, give bare numbers their unit, tell ages and changes."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._reader = load_amount_reader(lexicon)
        self._multiples = load_multiples(lexicon)
        self._elisions = load_elisions(lexicon)
        self._participles = load_participles(lexicon)
        self._ages = load_ages(lexicon)
        self._changes = load_changes(lexicon)
        self._passages = load_passages(lexicon)
        self._pounds = Pounds(lexicon)
        self._sums = lexicon.words("counted_nouns.sums")

    def find(self, doc: Doc) -> list[Amount]:
        """Return the amounts of a doc in text order."""
        view = WordView(doc)
        money = MoneyOfText(view, self._lexicon)
        found = [*self._read_all(view, money), *self._multiples.find(view)]
        found.sort(key=lambda amount: (amount.start, -amount.end))
        drafts = self._passages.join(view, _outside(_apart(found), _silent_stretches(doc)))
        amounts = self._settle_units(view, drafts, money)
        self._settle_changes(view, amounts)
        return amounts

    def _read_all(self, view: WordView, money: MoneyOfText) -> Iterator[Amount]:
        position = passed = 0
        trigger = self._reader.heads.trigger
        last: Amount | None = None
        while match := trigger.search(view.lower, position):
            amount, position = self._reader.read(view, match.start(), money, last)
            position = max(position, match.start() + 1)
            if amount:
                last = amount
                ends = self._passages.split(view, amount, last=passed)
                passed = ends[-1].end if len(ends) > 1 else passed
                yield from ends

    def _settle_units(self, view: WordView, drafts: list[Amount], money: MoneyOfText) -> list[Amount]:
        """Return the amounts that stand, bare ones with the unit of what they are compared with."""
        amounts: list[Amount] = []
        for index, amount in enumerate(drafts):
            following = drafts[index + 1] if index + 1 < len(drafts) else None
            amount.age = amount.age or self._ages.is_age(view, amount)
            self._participles.undo(view, amount, amounts)
            if not amount.kind and not self._settle_bare(view, amount, amounts, following, money):
                continue
            if amount.unit == "livre" and self._pounds.are_meant(view, amount, money):
                (amount.unit, amount.confidence), amount.kind = money.resolve("LIVRE"), "money"
                money.note(amount.unit)
            if amount.unit == "couronne" and (amount.scale >= _MILLION or is_coin(view, amount, self._sums)):
                (amount.unit, amount.confidence), amount.kind = money.resolve("COURONNE"), "money"
            if amount.kind == "money" and amount.unit is None:
                amount.unit, amount.confidence = money.default()
            amounts.append(amount)
        return amounts

    def _settle_bare(
        self, view: WordView, amount: Amount, previous: list[Amount], following: Amount | None, money: MoneyOfText
    ) -> bool:
        if not self._elisions.resolve(view, amount, previous, following):
            return False
        if (
            amount.unit == "year" and following and following.unit == "year"
        ):  # « septante et un et septante-quatre ans »
            amount.age = following.age = self._ages.is_age(view, amount, end=following.end)
        if not amount.unit and amount.scale >= _MILLION and amount.kind != "count":
            amount.unit, amount.confidence = money.default()
            amount.kind = "money" if amount.unit else ""
        return True

    def _settle_changes(self, view: WordView, amounts: list[Amount]) -> None:
        previous: Amount | None = None
        moved: Amount | None = None  # the last that may go on: « de 3 % **en un mois** et de 7 % en deux ans »
        for amount in amounts:
            of_share = amount.unit == "point" and is_of_share(view, amount, previous)
            if amount.unit == "point" and (of_share or self._changes.is_percentage_point(view, amount)):
                amount.unit, amount.kind = "pt", "share"
            if amount.unit == "fois":
                amount.change = amount.change or self._multiples.change_of(view, amount)
            else:
                amount.change = self._changes.direction(view, amount, previous)
                if amount.change is None and moved is not None and moved.change:
                    amount.change = goes_on(view, amount, moved, self._changes.kinds_of_posts)
            if amount.change and amount.low is not None and view.lower.startswith("de ", amount.start):
                amount.start = amount.numeral  # « une baisse de 45 à 50 % »: the de is the noun's
            if previous:
                self._passages.settle(view, amount, previous)
            previous = amount
            moved = moved if is_passed_over(amount, moved) else amount


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
    return [(block.start, block.end) for block in read(doc, BLOCKS, Block) if block.is_silent]
