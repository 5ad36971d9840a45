"""Counting: precision, recall, F1, attributes of what matched, and whether confidence keeps its word."""

from collections.abc import Iterable
from dataclasses import dataclass, field

BINS = 10


@dataclass(slots=True)
class Tally:
    """Counts of one kind over all articles; ``right`` counts per attribute (right, matched)."""

    gold: int = 0
    found: int = 0
    hits: int = 0
    right: dict[str, tuple[int, int]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, gold: int, found: int, hits: int) -> None:
        """Count one article."""
        self.gold += gold
        self.found += found
        self.hits += hits

    def mark(self, attribute: str, ok: bool) -> None:
        """Count one attribute of one match."""
        right, matched = self.right.get(attribute, (0, 0))
        self.right[attribute] = (right + ok, matched + 1)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def share(self, attribute: str) -> float:
        """The share of matches whose attribute is right; 0 when none had it."""
        right, matched = self.right.get(attribute, (0, 0))
        return right / matched if matched else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim that was found: its kind, rule and confidence, and whether the gold has it."""

    kind: str
    rule: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence lies in [low, high): how sure they were, and how often they were right."""

    low: float
    high: float
    claims: int
    confidence: float
    precision: float


def reliability(judged: Iterable[Judged], *, bins: int = BINS) -> tuple[Bin, ...]:
    """Return the reliability table: one row a bin that holds a claim."""
    groups: dict[int, list[Judged]] = {}
    for claim in judged:
        groups.setdefault(min(int(claim.confidence * bins), bins - 1), []).append(claim)
    return tuple(
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            claims=len(group),
            confidence=sum(claim.confidence for claim in group) / len(group),
            precision=sum(claim.right for claim in group) / len(group),
        )
        for number, group in sorted(groups.items())
    )


def calibration_error(judged: Iterable[Judged], *, bins: int = BINS) -> float:
    """Return the expected calibration error: how far confidence is from precision, averaged over the claims."""
    table = reliability(judged, bins=bins)
    claims = sum(row.claims for row in table)
    return sum(row.claims * abs(row.confidence - row.precision) for row in table) / claims if claims else 0.0


def by_rule(judged: Iterable[Judged]) -> dict[str, Tally]:
    """Return the precision of each rule, in rule order; a rule has no recall."""
    tallies: dict[str, Tally] = {}
    for claim in judged:
        tallies.setdefault(claim.rule, Tally()).add(0, 1, int(claim.right))
    return dict(sorted(tallies.items()))
