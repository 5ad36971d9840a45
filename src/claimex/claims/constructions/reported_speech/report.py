"""What a construction of reported speech found, and the state that the constructions of one document share."""

from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from claimex.annotations import Offsets, Quote
from claimex.claims.constructions import Triggers
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.lexicon import Lexicon
from claimex.rules import Rule, RuleBook
from claimex.schema import Mode

_NEAR = 6  # reports back that may hold the same words


@dataclass(frozen=True, slots=True)
class Report:
    """Words of a speaker. ``speaker`` is the head token of who speaks, ``verb`` the cue's token.

    ``follows`` is the report whose speaker speaks on (« … », dit-il. « … »); ``quotes`` are the quotations used up.
    """

    rule: Rule
    content: tuple[Offsets, ...]
    mode: Mode
    cue: Offsets | None = None
    verb: int | None = None
    lemma: str | None = None
    speaker: int | None = None
    quotes: tuple[int, ...] = ()
    follows: "Report | None" = None

    @property
    def start(self) -> int:
        """Where the content starts."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1][1]


@lru_cache(maxsize=1_000)
def triggers_of(rules: RuleBook, lexicon: Lexicon, construction: str, pattern: str | None = None) -> Triggers:
    """Return the rules of a construction, or of one pattern of it, by the lemma that triggers them."""
    return Triggers([rule for rule in rules.of("statement", construction) if rule.pattern == pattern], lexicon)


@dataclass(slots=True)
class Findings:
    """The reports found so far in one document, and the quotations and verbs that they used up."""

    scene: Scene
    rules: RuleBook
    reports: list[Report] = field(default_factory=list)
    quotes: set[int] = field(default_factory=set)
    verbs: set[int] = field(default_factory=set)
    _told: bytearray = field(init=False)
    _by_end: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._told = bytearray(len(self.scene.text) + 1)

    def triggers(self, construction: str, pattern: str | None = None) -> Triggers:
        """Return the rules of a construction, or of one pattern of it, by the lemma that triggers them."""
        return triggers_of(self.rules, self.scene.lexicon, construction, pattern)

    def rule(self, construction: str, pattern: str | None = None) -> Rule | None:
        """Return the first rule of a construction and pattern; None when the rule book has none."""
        rules = self.triggers(construction, pattern).rules
        return rules[0] if rules else None

    def free_quotes(self) -> Iterator[tuple[int, Quote]]:
        """Yield the outermost quotations of the text that no report used up so far, headings left out."""
        for index, quote in enumerate(self.scene.quotes):
            is_free = index not in self.quotes and quote.depth <= 0
            if is_free and not self.scene.is_silent(quote.start) and not self.scene.is_heading(quote.start):
                yield index, quote

    def add(self, report: Report) -> None:
        """Keep a report; what it used up is free for no other one."""
        if report.end <= report.start:
            return
        self.quotes.update(report.quotes)
        if report.verb is not None:
            self.verbs.add(report.verb)
        if any(other.content == report.content for other in self.reports[-_NEAR:]):
            return  # « explique, chiffres à l'appui, que … »
        self.reports.append(report)
        self._told[report.start : report.end] = b"\x01" * (report.end - report.start)
        insort(self._by_end, (report.end, -len(self.reports)))

    def last_before(self, offset: int, *, since: int = 0) -> Report | None:
        """Return the report that ends last before a character, not before ``since``."""
        place = bisect_right(self._by_end, (offset, 0)) - 1
        while place >= 0 and self._by_end[place][0] > since:
            report = self.reports[-self._by_end[place][1] - 1]
            if report.start >= since:
                return report
            place -= 1
        return None

    def is_told(self, offset: int) -> bool:
        """Tell whether a character lies in the words of some report."""
        return bool(self._told[offset])
