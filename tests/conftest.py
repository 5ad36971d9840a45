"""The pipeline, loaded once for all tests that need it."""

import pytest
from spacy.language import Language

import claimex


@pytest.fixture(scope="session")
def nlp() -> Language:
    return claimex.load()
