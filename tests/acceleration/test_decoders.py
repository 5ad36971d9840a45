"""The decoders follow spaCy's transitions wherever weights may lead: with weights made up by chance, too.

A trained parser seldom puts a token back, breaks within a clause or re-attaches; one with random weights does little
else, and on the same states both must do the same.
"""

from collections.abc import Sequence

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.articles import write_articles
from claimex.acceleration import accelerate
from claimex.acceleration.verification import read_annotations
from claimex.weights import MODEL

TEXTS = ["", "Oui.", *write_articles(700, seed=31, length=60)]


@pytest.fixture(scope="module")
def pair() -> tuple[Language, Language]:
    kept = ["lemmatizer", "attribute_ruler", "morphologizer"]
    return spacy.load(MODEL, exclude=kept), accelerate(spacy.load(MODEL, exclude=kept))


def set_random_weights(pipelines: Sequence[Language], name: str, seed: int) -> None:
    chance = np.random.default_rng(seed)
    upper = pipelines[0].get_pipe(name).model.get_ref("upper")
    weights, bias = (chance.normal(size=upper.get_param(key).shape).astype("float32") for key in ("W", "b"))
    for nlp in pipelines:
        upper = nlp.get_pipe(name).model.get_ref("upper")
        upper.set_param("W", weights.copy())
        upper.set_param("b", bias.copy())


def make_docs(nlp: Language, seed: int, preset: float) -> list[Doc]:
    """Tokenize, and set about a share ``preset`` of the sentence starts, either way."""
    chance = np.random.default_rng(seed)
    docs = [nlp.make_doc(text) for text in TEXTS]
    for doc in docs:
        for token in doc[1:]:
            if chance.random() < preset:
                token.is_sent_start = bool(chance.random() < 0.2)
    return docs


@pytest.mark.parametrize("preset", [0.0, 0.1, 0.9])
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", ["parser", "ner"])
def test_random_weights_lead_to_the_same_places(
    pair: tuple[Language, Language], name: str, seed: int, preset: float
) -> None:
    set_random_weights(pair, name, seed)
    one, other = (
        [read_annotations(doc) for doc in nlp.pipe(make_docs(nlp, seed, preset), batch_size=8)] for nlp in pair
    )
    assert one == other
