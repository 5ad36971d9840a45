"""An amount on its way from text to mention: filled in step by step, then frozen as a ``QuantityMention``."""

from dataclasses import dataclass, field
from decimal import Decimal

from claimex.annotations import QuantityMention
from claimex.mentions.word_view import Word
from claimex.schema import Change, Comparator


@dataclass(slots=True)
class Amount:
    """A draft. ``numeral`` is where its first number starts, ``scale`` the magnitude word it was multiplied by.

    ``kind`` is the unit's: "money", "share", "duration", "measure", "multiple", "count", or "" for a bare number.
    """

    start: int
    end: int
    numeral: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    kind: str = ""
    comparator: Comparator = "="
    change: Change | None = None
    age: bool = False
    vague: bool = False
    scale: Decimal = Decimal(1)
    signed: bool = False
    in_words: bool = False
    origin: "Amount | None" = None
    passes: bool = False  # what follows is the value that is reached from it: « passe de 10 à 15 »
    parts: tuple[int, int] | None = None  # of a range: where its first number ends and its second starts
    confidence: float = 1.0
    nominal: str = ""  # words of the counted group, lower case, for what its adjectives say
    before: list[Word] = field(default_factory=list)

    @property
    def top(self) -> Decimal | None:
        """The value, or the upper end of a range."""
        return self.value if self.value is not None else self.high

    def set_numbers(self, low: Decimal, high: Decimal | None) -> None:
        """Take one number or two."""
        if high is None:
            self.value, self.low, self.high = low, None, None
        else:
            self.value, self.low, self.high = None, low, high

    def multiply(self, factor: Decimal) -> None:
        """Multiply the number, or both: a pence is 0.01 GBP."""
        if self.value is not None:
            self.value *= factor
        elif self.low is not None and self.high is not None:
            self.low, self.high = self.low * factor, self.high * factor

    def start_at(self, offset: int) -> None:
        """Move the start; the words before are those that end there at the latest."""
        self.start = offset
        while self.before and self.before[-1].end > offset:
            self.before.pop()

    def freeze(self, origin: int | None) -> QuantityMention:
        """Return the mention; a vague amount has no number."""
        return QuantityMention(
            start=self.start,
            end=self.end,
            value=None if self.vague else _plain(self.value),
            low=None if self.vague else _plain(self.low),
            high=None if self.vague else _plain(self.high),
            unit=self.unit,
            comparator="≈" if self.vague and self.comparator == "=" else self.comparator,
            change=self.change,
            age=self.age,
            vague=self.vague,
            origin=origin,
            confidence=self.confidence,
        )


def _plain(number: Decimal | None) -> Decimal | None:
    """Return 3500000000 for 3.5E+9 and 12.5 for 12.50, so that equal amounts print alike."""
    if number is None:
        return None
    number = number.normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() and number.adjusted() < 25 else number
