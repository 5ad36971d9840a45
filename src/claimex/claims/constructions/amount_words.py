"""The amounts of a document on its words: which words they are, what stands before them, which words are moments."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from claimex.annotations import ACTORS, MOMENTS, QUANTITIES, ActorMention, MomentMention, Offsets, QuantityMention, read
from claimex.lexicon import Lexicon
from claimex.parse import Parse, Word


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount on its tokens: ``index`` in the quantities, ``root`` its head, ``first`` and ``last`` its tokens.

    ``link`` is the word right before it: « de », « à », « contre »; ``is_counted`` tells whether its unit is a counted
    noun (« agent »), not money, a share or a physical unit.
    """

    index: int
    row: QuantityMention
    root: Word
    first: int
    last: int
    link: str
    is_counted: bool


class _Lists(dict[str, frozenset[str]]):
    """The lists of figures.toml by their names, each looked up in the lexicon once."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, name: str) -> frozenset[str]:
        found = self[name] = self.lexicon.words(f"figures.{name}")
        return found


@cache
def _lists(lexicon: Lexicon) -> _Lists:
    return _Lists(lexicon)


@cache
def _unit_codes(lexicon: Lexicon) -> frozenset[str]:
    """Return the units that are no counted noun, in lower case."""
    codes = {row["code"].lower() for row in lexicon.table("units")}
    return lexicon.words("figures.symbols") | codes - {"point"}


class AmountWords:
    """The amounts and moments of one document on its words."""

    def __init__(self, doc: Parse, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self._phrases: dict[int, Offsets | None] = {}  # by their noun
        self.words: Callable[[str], frozenset[str]] = _lists(lexicon).__getitem__  # a list of figures.toml by its name

    @cached_property
    def counted_tokens(self) -> dict[int, QuantityMention]:
        """The tokens that lie in some amount, with it."""
        found: dict[int, QuantityMention] = {}
        for row in self._rows:
            first = bisect_right(self.offsets, row.start) - 1
            last = bisect_right(self.offsets, row.end - 1) - 1
            found.update(dict.fromkeys(range(first, last + 1), row))
        return found

    @cached_property
    def _rows(self) -> tuple[QuantityMention, ...]:
        return tuple(read(self.doc, QUANTITIES, QuantityMention))

    def row(self, index: int) -> QuantityMention:
        """Return an amount of the document by its index."""
        return self._rows[index]

    @cached_property
    def _left(self) -> frozenset[int]:
        """The amounts left for another: « passe **de 10** à 15 »."""
        return frozenset(id(self._rows[row.origin]) for row in self._rows if row.origin is not None)

    @cached_property
    def moment_starts(self) -> frozenset[int]:
        """The tokens at which a moment begins: no measure goes on there."""
        moments = read(self.doc, MOMENTS, MomentMention)
        return frozenset(bisect_right(self.offsets, moment.start) - 1 for moment in moments)

    @cached_property
    def moment_tokens(self) -> frozenset[int]:
        """The tokens that lie in some moment."""
        found: set[int] = set()
        for moment in read(self.doc, MOMENTS, MomentMention):
            first = bisect_right(self.offsets, moment.start) - 1
            found.update(range(first, bisect_right(self.offsets, moment.end - 1)))
        return frozenset(found)

    @cached_property
    def named_starts(self) -> frozenset[int]:
        """The tokens at which a name of the text begins."""
        mentions = read(self.doc, ACTORS, ActorMention)
        return frozenset(bisect_right(self.offsets, mention.start) - 1 for mention in mentions)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each token starts."""
        return self.doc.offsets

    def amount(self, index: int, row: QuantityMention) -> Amount | None:
        """Return an amount on its tokens."""
        first = bisect_right(self.offsets, row.start) - 1
        last = bisect_right(self.offsets, row.end - 1) - 1
        if first < 0 or last < first:
            return None
        root, link = self.doc.stretch(first, last + 1).root, self.doc.forms[first - 1] if first else ""
        return Amount(index, row, root, first, last, link, self._is_counted(row.unit))

    def first_token(self, span: Offsets) -> Word:
        """Return the token at the start of a stretch."""
        return self.doc[max(0, bisect_right(self.offsets, span[0]) - 1)]

    def last_token(self, span: Offsets) -> Word:
        """Return the token at the end of a stretch."""
        return self.doc[max(0, bisect_right(self.offsets, span[1] - 1) - 1)]

    def _is_counted(self, unit: str | None) -> bool:
        """Tell whether a unit is a counted noun."""
        if unit is None or "/" in unit:
            return False
        return unit.lower() == unit and unit not in _unit_codes(self.lexicon)

    def counts(self, noun: Word) -> bool:
        """Tell whether a noun is what an amount counts: « 47 **appareils** », not « 3 euros », « avec 2 enfants »."""
        row, first = self.counted_tokens.get(noun.i), noun.i
        while first > 0 and row is not None and self.counted_tokens.get(first - 1) is row:
            first -= 1
        if first > 0 and self.doc[first - 1].pos_ == "ADP":
            return False
        known = row is not None and self._is_counted(row.unit)
        return known and noun.pos_ == "NOUN" and noun.lemma_ not in self.words("scales")


def is_person(noun: Word) -> bool:
    """« le **ministre du Travail Michel Sapin** »: a role before a first name and a name rises by no points."""
    words = noun.doc[noun.i + 1 : noun.i + 6]
    names = [token.pos_ == "PROPN" and token.text[0].isupper() for token in words]
    return any(first and second for first, second in pairwise(names))


def end_of_subject(subject: Word, verb: Word) -> int:
    """Return the token at which a subject ends: its verb, or « **, qui** atteint »."""
    between = subject.doc[subject.i : verb.i]
    return next((t.i for t in between if t.i and t.form == "qui" and t.nbor(-1).text == ","), verb.i)
