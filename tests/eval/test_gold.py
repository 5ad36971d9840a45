"""The gold itself: every span quotes its text, every claim lies in it."""

import json
from pathlib import Path

import pytest

from claimex.errors import ReaderError
from claimex.evaluate import read_gold

GOLD = Path(__file__).parent / "gold"
FILES = sorted(GOLD.glob("*.json"))


def spans(value):
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield value
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_span_quotes_its_text(file):
    text = file.with_suffix(".txt").read_bytes().decode("utf-8")
    found = list(spans(json.loads(file.read_text("utf-8"))))
    assert found
    assert [s for s in found if text[s["start"] : s["end"]] != s["text"]] == []


def test_gold_is_read_in_name_order():
    assert [article.id for article in read_gold(GOLD)] == [file.stem for file in FILES]


def test_annotations_of_another_text_are_refused(tmp_path):
    (tmp_path / "w01.json").write_bytes((GOLD / "w01.json").read_bytes())
    (tmp_path / "w01.txt").write_text("Un autre texte.", "utf-8")
    with pytest.raises(ReaderError, match="CX513"):
        list(read_gold(tmp_path))


def test_a_missing_text_is_told(tmp_path):
    (tmp_path / "w01.json").write_bytes((GOLD / "w01.json").read_bytes())
    with pytest.raises(ReaderError, match="CX512"):
        list(read_gold(tmp_path))
