"""How sure a clause is: hearsay, politeness, hypothesis, negation, question; and tense by the form alone."""

import tomllib
from pathlib import Path

import pytest

from claimex.claims.conditions import find_conditions
from claimex.claims.modality import Modality, factuality_of
from claimex.lexicon import load_lexicon
from claimex.mood import mood_of_form

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "modality.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_reads_how_sure_a_clause_is(case, nlp):
    start = case["text"].index(case["claim"])
    doc = nlp(case["text"])
    assert factuality_of(doc, start, start + len(case["claim"])) == case["factuality"]


def test_a_speaker_vouches_for_what_nothing_weakens(nlp):
    doc = nlp("Le taux atteint 7 %, selon l'Insee.")
    assert factuality_of(doc, 16, 19, attributed=True) == "attributed"


def test_not_to_act_is_no_negated_commitment(nlp):
    doc = nlp("La ville ne fermera pas l'école.")
    certainty = Modality(doc, load_lexicon()).read(9, 31)
    assert certainty.negated
    assert certainty.factuality(attributed=False, negatable=False) == "asserted"


def test_hedges_are_quoted(nlp):
    text = "Le suspect présumé aurait tiré trois fois."
    certainty = Modality(nlp(text), load_lexicon()).read(0, len(text))
    assert [text[start:end] for start, end in certainty.hedges] == ["présumé", "aurait"]


CONDITIONS = [
    ("Si le pic dure, nous rappellerons les réservistes.", ["Si le pic dure"]),
    ("La ville paiera si l'État refuse.", ["si l'État refuse"]),
    ("Elle cédera à condition que la demande baisse.", ["à condition que la demande baisse"]),
    ("Même si le pic dure, rien ne change.", []),
    ("On ne sait pas si le pic dure.", []),
    ("La salle est si petite qu'on étouffe.", []),
    ("Si l'on en croit le maire, tout va bien.", []),
]


@pytest.mark.parametrize(("text", "conditions"), CONDITIONS)
def test_finds_conditions(text, conditions, nlp):
    doc = nlp(text)
    assert [doc.text[slice(*found.offsets(doc))] for found in find_conditions(doc)] == conditions


FORMS = [
    ("future", "rappellerons investira seront ira ferons aurez viendront pourra prendra mettront connaîtra recevra"),
    ("future", "suivra conduira conclura rejoindront répondra vaincra rompra verra enverra ouvrira finira créera"),
    ("conditional", "proposerait aurait seraient irait ferait pourraient devrait voudrais viendrait finirions"),
    (None, "préparait montrait tirait entra tira effondra livra espérons différa opéra caméra montra éclaira offrait"),
    (None, "dit promet annoncé ouvrir parle la sera-t-on"),
]  # fmt: skip


@pytest.mark.parametrize(("mood", "form"), [(mood, form) for mood, forms in FORMS for form in forms.split()])
def test_reads_mood_off_the_form(mood, form):
    assert mood_of_form(form) == mood


@pytest.mark.parametrize("text", ["", " ", "?", "Si", "s'", "si ,", "à condition", "ne", "\n\n", "« Si »"])
def test_survives_scraps(text, nlp):
    assert factuality_of(nlp(text), 0, len(text)) in {"asserted", "question", "hypothetical", "negated"}
