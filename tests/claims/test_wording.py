"""Each claim as one French sentence that stands alone."""

import pytest

from claimex.extract import extract

COMMITMENTS = [
    ("Claire Vasselin est arrivée. Elle s'est engagée à porter la production à 120 000 logements.",
     "Claire Vasselin s'est engagée à porter la production à 120 000 logements."),
    ("D'ici 2030, la Ville de Namur plantera 300 arbres.", "La Ville de Namur plantera 300 arbres, d'ici 2030."),
    ("« Nous ne fermerons aucune école », a promis le maire de Brest, Paul Mercier.",
     "Paul Mercier : « Nous ne fermerons aucune école »."),
    ("L'État débloque 50 millions d'euros.", "L'État débloque 50 millions d'euros."),
    ("L'ARS prévoit :\n\n1. d'ouvrir douze lits ;\n2. de recruter.", "L'ARS : d'ouvrir douze lits."),
    ("Deux classes seront ouvertes à la rentrée, a annoncé la mairie de Rennes.",
     "La mairie de Rennes : deux classes seront ouvertes à la rentrée."),
]  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").lower()


@pytest.mark.parametrize(("text", "worded"), COMMITMENTS)
def test_words_a_commitment(text, worded, nlp):
    claims = [claim for claim in extract(text, published="2026-01-13", nlp=nlp).claims if claim.kind == "commitment"]
    assert plain(claims[0].text) == plain(worded)


STATEMENTS = [
    ("« Quand on gouverne, on choisit », a conclu Nadia Lestienne.",
     "Nadia Lestienne : « Quand on gouverne, on choisit »."),
    ("Selon l'Insee, le taux de chômage atteint 7,3 %.", "L'Insee : le taux de chômage atteint 7,3 %."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "worded"), STATEMENTS)
def test_words_a_statement(text, worded, nlp):
    claims = [claim for claim in extract(text, nlp=nlp).claims if claim.kind == "statement"]
    assert plain(claims[0].text) == plain(worded)


TEXTS = [
    *(text for text, _ in (*COMMITMENTS, *STATEMENTS)),
    "Le taux de chômage s'établit à 7,1 % au troisième trimestre, selon l'Insee.",
    "« Est-ce possible ? » demande Léa Morel.",
    "| Mesure | Budget |\n|---|---|\n| Réfection du pont | 2 M€ |",
    "« Nous recruterons 30 agents…",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_sentence_ends_in_a_full_stop_and_pairs_its_marks(text, nlp):
    for claim in extract(text, published="2026-01-13", nlp=nlp).claims:
        assert claim.text.endswith((".", "…"))
        assert claim.text.count("«") == claim.text.count("»")
        assert "\n" not in claim.text
        assert "  " not in claim.text
