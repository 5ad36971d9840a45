"""The pipeline, loaded once for all tests that need it."""

import pytest
from spacy.language import Language

import claimex


@pytest.fixture(scope="session")
def nlp() -> Language:
    return claimex.load()


@pytest.fixture(scope="session")
def bare() -> Language:
    """Somebody else's pipeline: the stock model and nothing of ours."""
    import spacy

    return spacy.load("fr_core_news_md")
