"""One article against its gold: what counts as found, kind by kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimex.evaluate import matching as same
from claimex.evaluate.gold import GoldArticle, GoldCommitment, GoldQuantity, GoldSpan
from claimex.evaluate.tallies import Judged, Tally
from claimex.schema import Commitment, Extraction, Figure, Quantity, Statement, TextSpan

PARTS = (
    "actors", "places", "quantities", "quantities strict", "commitments", "commitments strict", "statements",
    "statements strict", "figures",
)  # fmt: skip
_COARSE = {"person": "person", "organisation": "body", "institution": "body", "place": "place"}
Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A mention as the score sees it: where, how coarse a kind, whose, and whether by name."""

    at: same.Offsets
    kind: str
    name: str
    by_name: bool

    def __str__(self) -> str:
        return f"{self.at} {self.kind} {self.name!r}"


class Scorer:
    """Tallies over articles. ``judged`` has one entry a claim that was found."""

    def __init__(self) -> None:
        self.tallies = {part: Tally() for part in PARTS}
        self.judged: list[Judged] = []

    def add(self, gold: GoldArticle, found: Extraction) -> None:
        """Count one article."""
        self._actors(gold, found)
        self._quantities(gold, found)
        self._commitments(gold, found)
        self._statements(gold, found)
        self._figures(gold, found)

    def _actors(self, gold: GoldArticle, found: Extraction) -> None:
        wanted = [m for actor in gold.actors for m in _mentions(actor.name, actor.kind, actor.mentions)]
        there = [m for actor in found.actors for m in _mentions(actor.name, actor.kind, actor.mentions)]
        roles = [m for m in wanted if not m.by_name]
        at_no_role = [m for m in there if m.by_name and not any(same.overlap(m.at, r.at) >= same.HALF for r in roles)]
        for part, kinds in (("actors", ("person", "body")), ("places", ("place",))):
            left = [m for m in wanted if m.by_name and m.kind in kinds]
            right = [m for m in at_no_role if m.kind in kinds]
            pairs = same.pair(left, right, lambda a, b: same.overlap(a.at, b.at) if a.kind == b.kind else 0.0)
            tally = self._count(part, gold.id, left, right, pairs)
            for i, j in pairs:
                tally.mark("name", same.is_same_name(left[i].name, right[j].name))
        for role in (m for m in roles if m.kind != "place"):
            resolved = any(
                same.overlap(role.at, m.at) >= same.HALF and same.is_same_name(role.name, m.name) for m in there
            )
            self.tallies["actors"].mark("roles resolved", resolved)

    def _quantities(self, gold: GoldArticle, found: Extraction) -> None:
        wanted, there = gold.quantities, found.quantities
        pairs = same.pair(wanted, there, lambda a, b: same.overlap(a.span.offsets, _at(b.span)))
        tally = self._count("quantities", gold.id, wanted, there, pairs)
        strict = 0
        for i, j in pairs:
            a, b = wanted[i], there[j]
            value, unit = _same_value(a, b), same.unit_key(a.unit) == same.unit_key(b.unit)
            tally.mark("value", value)
            tally.mark("unit", unit)
            tally.mark("comparator", a.comparator == b.comparator)
            if a.change or b.change:
                tally.mark("change", a.change == b.change)
            strict += value and unit
            if not (value and unit):
                tally.wrong.append(f"{gold.id} {a.span.text!r} is {a.value} {a.unit}, read {b.value} {b.unit}")
        self.tallies["quantities strict"].add(len(wanted), len(there), strict)

    def _commitments(self, gold: GoldArticle, found: Extraction) -> None:
        wanted, there = gold.commitments, [claim for claim in found.claims if isinstance(claim, Commitment)]
        pairs = same.pair(wanted, there, _commitment_overlap)
        tally = self._count("commitments", gold.id, wanted, there, pairs)
        self._judge(there, pairs)
        known = {actor.name for actor in gold.actors}
        strict = 0
        for i, j in pairs:
            a, b = wanted[i], there[j]
            names, actors = _names(a.actor), [ref.name for ref in b.actors]
            who = same.are_same_people(names, actors) or (not actors and not set(names) & known)
            tally.mark("actor", who)
            tally.mark("force", a.force == b.force)
            tally.mark("negated", a.negated == b.negated)
            tally.mark("factuality", a.factuality == b.factuality)
            if a.deadline or b.deadline:
                tally.mark("deadline", _same_deadline(a, b))
            strict += who
            if not who:
                tally.wrong.append(f"{gold.id} {a.span.text!r} by {a.actor!r}, read {actors!r}")
        self.tallies["commitments strict"].add(len(wanted), len(there), strict)

    def _statements(self, gold: GoldArticle, found: Extraction) -> None:
        wanted, there = gold.statements, [claim for claim in found.claims if isinstance(claim, Statement)]
        left = [[part.offsets for part in statement.content] for statement in wanted]
        right = [[_at(part) for part in statement.content] for statement in there]
        pairs = same.pair(left, right, same.overlap_of_parts)
        tally = self._count("statements", gold.id, wanted, there, pairs)
        self._judge(there, pairs)
        strict = 0
        for i, j in pairs:
            a, b = wanted[i], there[j]
            speakers = [ref.name for ref in b.speakers] or _names(b.speaker_span.text if b.speaker_span else None)
            who = same.are_same_people(_names(a.speaker), speakers)
            tally.mark("speaker", who)
            tally.mark("mode", a.type == b.mode)
            if a.factuality:
                tally.mark("factuality", a.factuality == b.factuality)
                if a.factuality != b.factuality:
                    tally.wrong.append(f"{gold.id} {a.content[0].text!r} is {a.factuality}, read {b.factuality}")
            strict += who
            if not who:
                tally.wrong.append(f"{gold.id} {a.content[0].text!r} by {a.speaker!r}, read {speakers!r}")
        self.tallies["statements strict"].add(len(wanted), len(there), strict)

    def _figures(self, gold: GoldArticle, found: Extraction) -> None:
        wanted = gold.figures
        there = [claim for claim in found.claims if isinstance(claim, Figure) and not claim.forecast]
        pairs = same.pair(wanted, there, lambda a, b: same.overlap(a.quantity.offsets, _at(b.quantity.span)))
        tally = self._count("figures", gold.id, wanted, there, pairs)
        self._judge(there, pairs)
        for i, j in pairs:
            a, b = wanted[i], there[j]
            tally.mark("factuality", a.factuality == b.factuality)
            if a.measure:
                tally.mark("measure", same.shares_words(a.measure, b.measure.text if b.measure else ""))

    def _count(self, part: str, article: str, wanted: Sequence[object], there: Sequence[object], pairs: Pairs) -> Tally:
        tally = self.tallies[part]
        tally.add(len(wanted), len(there), len(pairs))
        hit_wanted, hit_there = {i for i, _ in pairs}, {j for _, j in pairs}
        tally.missed += [f"{article} {_show(item)}" for i, item in enumerate(wanted) if i not in hit_wanted]
        tally.extra += [f"{article} {_show(item)}" for j, item in enumerate(there) if j not in hit_there]
        return tally

    def _judge(self, claims: Sequence[Commitment | Statement | Figure], pairs: Pairs) -> None:
        right = {j for _, j in pairs}
        self.judged += [Judged(c.kind, c.rule, c.confidence, j in right) for j, c in enumerate(claims)]


def _mentions(name: str, kind: str, mentions: Sequence[GoldSpan | TextSpan]) -> list[_Mention]:
    return [_Mention((m.start, m.end), _COARSE[kind], name, same.is_by_name(m.text or "", name)) for m in mentions]


def _same_value(a: GoldQuantity, b: Quantity) -> bool:
    numbers = ((a.value, b.value), (a.low, b.low), (a.high, b.high))
    return a.vague or all(same.are_close(x, None if y is None else float(y)) for x, y in numbers)


def _commitment_overlap(a: GoldCommitment, b: Commitment) -> float:
    head, span = a.head.offsets, _at(b.span)
    shared = same.overlap(a.span.offsets, span)
    holds_head = span[0] <= head[0] and head[1] <= span[1]
    return max(shared, same.HALF) if holds_head and shared >= 0.3 else shared


def _same_deadline(a: GoldCommitment, b: Commitment) -> bool:
    if not a.deadline or not b.deadline:
        return False
    return same.overlap(a.deadline.span.offsets, _at(b.deadline.span)) >= same.HALF


def _names(value: str | tuple[str, ...] | None) -> list[str]:
    return [] if not value else [value] if isinstance(value, str) else list(value)


def _at(span: TextSpan) -> same.Offsets:
    return span.start, span.end


def _show(item: object) -> str:
    for name in ("span", "content", "quantity"):
        value = getattr(item, name, None)
        first = value[0] if isinstance(value, tuple) and value else value
        text = getattr(first, "text", None)
        if text is not None:
            return repr(text)
    return str(item)
