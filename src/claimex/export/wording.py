"""How a person reads a claim's fields: names and values as short strings, for tables and pages."""

from collections.abc import Iterator

from claimex.export.table import who_of
from claimex.schema import Claim, Commitment, Figure, Moment, Quantity, Statement

_WHO = {"statement": "speaker", "commitment": "actor", "figure": "source"}


def fields_of(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield (field, value) of what is known, the kind's own fields first."""
    if who := ", ".join(who_of(claim)):
        yield _WHO[claim.kind], who
    if isinstance(claim, Commitment):
        yield from _commitment_fields(claim)
    elif isinstance(claim, Figure):
        yield from _figure_fields(claim)
    elif isinstance(claim, Statement):
        yield "mode", claim.mode
        if claim.stance != "neutral":
            yield "stance", claim.stance
    yield "factuality", claim.factuality
    if claim.section:
        yield "section", " › ".join(claim.section)
    if claim.cue:
        yield "cue", f"« {claim.cue.text} »"
    yield "rule", claim.rule
    yield "check-worthy", f"{claim.checkworthiness:.2f}"
    yield "confidence", f"{claim.confidence:.2f}"


def amount_of(quantity: Quantity) -> str:
    """Return an amount as a person writes it: « ≥ 30 agent », « 10–15 % », « +12 % »."""
    sign = {"increase": "+", "decrease": "-", None: ""}[quantity.change]
    comparator = "" if quantity.comparator == "=" else f"{quantity.comparator} "
    if quantity.value is not None:
        number = f"{sign}{quantity.value.normalize():f}"
    elif quantity.low is not None or quantity.high is not None:
        number = "–".join("" if end is None else f"{end.normalize():f}" for end in (quantity.low, quantity.high))
    else:
        return quantity.span.text
    return f"{comparator}{number} {quantity.unit or ''}".rstrip()


def moment_of(moment: Moment) -> str:
    """Return a date or period with what the text says: « by 2027-06-30 (d'ici juin 2027) »."""
    if moment.start is None and moment.end is None:
        return moment.span.text
    if moment.relation == "by" or moment.start == moment.end or moment.start is None:
        days = str(moment.end)
    else:
        days = f"{moment.start} – {moment.end or ''}"
    return f"{moment.relation} {days} ({moment.span.text})"


def _commitment_fields(claim: Commitment) -> Iterator[tuple[str, str]]:
    yield "force", claim.force + (", not to" if claim.negated else "")
    yield "action", claim.action
    if claim.quantities:
        yield "amount", ", ".join(amount_of(quantity) for quantity in claim.quantities)
    if claim.deadline:
        yield "deadline", moment_of(claim.deadline)
    if claim.condition:
        yield "condition", claim.condition.text
    if claim.beneficiary:
        yield "for", claim.beneficiary.text


def _figure_fields(claim: Figure) -> Iterator[tuple[str, str]]:
    yield "amount", amount_of(claim.quantity)
    if claim.from_quantity:
        yield "from", amount_of(claim.from_quantity)
    if claim.measure:
        yield "measure", claim.measure.text
    if claim.period:
        yield "period", moment_of(claim.period)
    if claim.place:
        yield "place", claim.place.name
    if claim.forecast:
        yield "forecast", "yes"
