"""Claims as a flat table: one row a claim, for a spreadsheet."""

import csv
from collections.abc import Iterable
from typing import TextIO

from claimex.schema import Claim, Commitment, Extraction, Figure, Quantity, Statement

COLUMNS = (
    "document", "published", "id", "kind", "start", "end", "span", "text", "who", "action", "force", "mode", "measure",
    "value", "low", "high", "unit", "comparator", "change", "deadline_start", "deadline_end", "negated", "factuality",
    "section", "checkworthiness", "confidence", "rule", "cue",
)  # fmt: skip


def write_table(results: Iterable[Extraction], stream: TextIO) -> None:
    """Write CSV with a header line; a list inside a cell is joined by « | »."""
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for result in results:
        writer.writerows(build_row(result, claim) for claim in result.claims)
        stream.flush()


def build_row(result: Extraction, claim: Claim) -> dict[str, object]:
    """Return one claim as cells; a column that its kind does not have is left out."""
    return {
        "document": result.document.id,
        "published": result.document.published,
        "id": claim.id,
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        "span": claim.span.text,
        "text": claim.text,
        "who": " | ".join(who_of(claim)),
        "factuality": claim.factuality,
        "section": " | ".join(claim.section),
        "checkworthiness": claim.checkworthiness,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "cue": claim.cue.text if claim.cue else None,
        **_own_cells(claim),
    }


def who_of(claim: Claim) -> tuple[str, ...]:
    """Return who stands behind a claim, as the text names them: speakers, committed actors, or a figure's source."""
    if isinstance(claim, Statement):
        return tuple(ref.name for ref in claim.speakers) or _words(claim.speaker_span)
    if isinstance(claim, Commitment):
        return tuple(ref.name for ref in claim.actors)
    return (claim.source.name,) if claim.source else _words(claim.source_span)


def _own_cells(claim: Claim) -> dict[str, object]:
    if isinstance(claim, Statement):
        return {"mode": claim.mode}
    if isinstance(claim, Figure):
        return {"measure": claim.measure.text if claim.measure else None, **_amount(claim.quantity)}
    cells: dict[str, object] = {"action": claim.action, "force": claim.force, "negated": claim.negated}
    if claim.deadline:
        cells |= {"deadline_start": claim.deadline.start, "deadline_end": claim.deadline.end}
    return cells | (_amount(claim.quantities[0]) if claim.quantities else {})


def _amount(quantity: Quantity) -> dict[str, object]:
    return {name: getattr(quantity, name) for name in ("value", "low", "high", "unit", "comparator", "change")}


def _words(span: object) -> tuple[str, ...]:
    return (str(getattr(span, "text", "")),) if span is not None else ()
