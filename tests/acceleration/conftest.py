"""The two pipelines that the tests of the fast path compare."""

import pytest
import spacy
from spacy.language import Language

from claimex.acceleration import accelerate
from claimex.weights import MODEL


@pytest.fixture(scope="module")
def stock() -> Language:
    return spacy.load(MODEL)


@pytest.fixture(scope="module")
def fast() -> Language:
    return accelerate(spacy.load(MODEL))
