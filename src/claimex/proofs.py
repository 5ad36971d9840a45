"""A rule's own proof: every example must fire the rule with its bracketed roles, no counter-example may.

Used by ``claimex rules check`` and by tests/rules/test_examples.py.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from claimex import annotations as ann
from claimex.extract import Article, make_doc
from claimex.rules import Rule, parse_example

_TRIM = ' \n\t\u00a0\u202f«»"“”‹›.,;:!?'


@dataclass(frozen=True, slots=True)
class Failure:
    """One sentence that does not do what its rule says. ``expected`` is true when ``expect_fail`` names it."""

    rule: str
    sentence: str
    why: str
    expected: bool = False


def check_rules(rules: Iterable[Rule], nlp: Language) -> Iterator[Failure]:
    """Yield the failures of each rule's examples and counter-examples, run through the whole pipeline."""
    for rule in rules:
        for marked in rule.examples:
            why = _why_not(rule, marked, nlp)
            if why is None and marked in rule.expect_fail:
                yield Failure(rule.id, marked, "passes now: take it out of expect_fail")
            elif why is not None:
                yield Failure(rule.id, marked, why, expected=marked in rule.expect_fail)
        for sentence in rule.counter_examples:
            fired = [row for row in ann.read_claims(_parse(sentence, nlp)) if row.rule == rule.id]
            if fired:
                why = f"a counter-example, but it fired on {sentence[fired[0].start : fired[0].end]!r}"
                yield Failure(rule.id, sentence, why, expected=sentence in rule.expect_fail)


def roles_of(doc: Doc, row: ann.ClaimMention) -> dict[str, tuple[ann.Offsets, ...]]:
    """Return the roles of a claim by the names that examples use: content, speaker, cue, head, deadline, measure …"""
    roles: dict[str, tuple[ann.Offsets, ...]] = {ann.kind_of(row): ((row.start, row.end),)}
    if row.cue:
        roles["cue"] = (row.cue,)
    if isinstance(row, ann.StatementMention):
        roles |= {"content": row.content, "speaker": _mentions(doc, row.speakers) + _some(row.speaker_words)}
    elif isinstance(row, ann.CommitmentMention):
        roles |= {
            "head": (row.head,),
            "actor": _mentions(doc, row.actors),
            "deadline": _moments(doc, row.deadline),
            "condition": _some(row.condition),
            "beneficiary": _some(row.beneficiary),
            "quantity": tuple(_quantity(doc, number) for number in row.quantities),
        }
    elif isinstance(row, ann.FigureMention):
        roles |= {
            "quantity": (_quantity(doc, row.quantity),),
            "measure": _some(row.measure),
            "period": _moments(doc, row.period),
            "source": (() if row.source is None else _mentions(doc, (row.source,))) + _some(row.source_words),
            "place": () if row.place is None else _mentions(doc, (row.place,)),
            "from": () if row.from_quantity is None else (_quantity(doc, row.from_quantity),),
        }
    return roles


def _parse(sentence: str, nlp: Language) -> Doc:
    return nlp(make_doc(nlp, Article(sentence, published="2026-01-13")))


def _why_not(rule: Rule, marked: str, nlp: Language) -> str | None:
    example = parse_example(marked)
    doc = _parse(example.text, nlp)
    rows = ann.read_claims(doc)
    fired = [row for row in rows if row.rule == rule.id]
    if not fired:
        others = ", ".join(sorted({row.rule for row in rows})) or "no rule"
        return f"did not fire ({others} did)"
    missing = [_missing(doc, row, example.roles) for row in fired]
    return None if "" in missing else missing[0]


def _missing(doc: Doc, row: ann.ClaimMention, wanted: tuple[tuple[str, int, int], ...]) -> str:
    found = roles_of(doc, row)
    for role, start, end in wanted:
        texts = [doc.text[s:e].strip(_TRIM) for s, e in found.get(role, ())]
        if doc.text[start:end].strip(_TRIM) not in texts:
            return f"{role} should be {doc.text[start:end]!r}, found {texts}"
    return ""


def _some(offsets: ann.Offsets | None) -> tuple[ann.Offsets, ...]:
    return () if offsets is None else (offsets,)


def _mentions(doc: Doc, actors: tuple[int, ...]) -> tuple[ann.Offsets, ...]:
    return tuple((m.start, m.end) for m in ann.read(doc, ann.ACTORS, ann.ActorMention) if m.actor in actors)


def _moments(doc: Doc, number: int | None) -> tuple[ann.Offsets, ...]:
    if number is None:
        return ()
    moment = ann.read(doc, ann.MOMENTS, ann.MomentMention)[number]
    return ((moment.start, moment.end),)


def _quantity(doc: Doc, number: int) -> ann.Offsets:
    row = ann.read(doc, ann.QUANTITIES, ann.QuantityMention)[number]
    return (row.start, row.end)
