"""Whole articles, whole results: a change of output is seen, and comes with a new golden file that somebody read."""

import importlib.util
import json
from pathlib import Path

import pytest

from claimex.extract import extract_many

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("write_golden", HERE.parents[1] / "scripts/write_golden.py")
golden = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(golden)
ARTICLES = list(golden.articles())


@pytest.fixture(scope="module")
def results(nlp):
    return {result.document.id: result for result in extract_many(ARTICLES, nlp=nlp)}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_the_result_is_the_golden_one(article, results):
    expected = json.loads((HERE / f"{article.id}.json").read_text("utf-8"))
    found = golden.as_golden(results[article.id].check(article.text))
    for part, value in expected.items():
        assert found[part] == value, f"{article.id} {part}: if it is better now, make golden"


def test_every_golden_file_has_its_article():
    assert sorted(file.stem for file in HERE.glob("*.json")) == sorted(article.id for article in ARTICLES)
    assert len(ARTICLES) >= 12
