"""How worth checking a claim is, and why."""

import pytest

from claimex.annotations import read_claims
from claimex.extract import extract

REASONS = [
    ("L'État débloque 50 millions d'euros.", "commitment", {"amount", "named_actor"}),
    ("Airbus va embaucher 3 000 personnes d'ici 2030.", "commitment", {"amount", "named_actor", "deadline"}),
    ("Le gouvernement va réformer la retraite.", "commitment", {"named_actor", "public_matter"}),
    ("Les salariés menacent de bloquer le site.", "commitment", {"hypothetical"}),
    ("Si le budget passe, le gouvernement baissera les impôts.", "commitment", {"hypothetical", "public_matter"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "reasons"), REASONS)
def test_names_its_reasons(text, kind, reasons, nlp):
    doc = nlp(text)
    claim = next(claim for claim in read_claims(doc) if claim.rule.startswith(kind))
    assert reasons <= set(claim.reasons)


ORDER = [
    ("Airbus va embaucher 3 000 personnes d'ici 2030.", "Les salariés menacent de bloquer le site."),
    ("L'État débloque 50 millions d'euros pour les écoles d'ici 2027.", "Le club compte recruter."),
]


@pytest.mark.parametrize(("worthier", "lesser"), ORDER)
def test_amounts_and_deadlines_are_worth_more(worthier, lesser, nlp):
    first, second = (extract(text, nlp=nlp).claims[0].checkworthiness for text in (worthier, lesser))
    assert first > second


@pytest.mark.parametrize("text", [case[0] for case in REASONS])
def test_stays_between_nought_and_one(text, nlp):
    assert all(0 <= claim.checkworthiness <= 1 for claim in extract(text, nlp=nlp).claims)
