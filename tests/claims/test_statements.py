"""Statements: who says what, and sentences in which nobody says anything."""

import tomllib
from pathlib import Path

import pytest

from claimex.extract import extract
from claimex.rules import parse_example
from claimex.schema import Statement

BOOK = tomllib.loads((Path(__file__).parents[1] / "cases" / "statements.toml").read_text("utf-8"))
CASES = [
    pytest.param(mode, sentence, id=f"{construction}-{sentence[:50]}")
    for construction, modes in BOOK.items()
    if construction != "passage"
    for mode, sentences in modes.items()
    for sentence in sentences
]


def statements_in(text, nlp):
    claims = extract(text, published="2026-01-13", nlp=nlp).claims
    return [claim for claim in claims if isinstance(claim, Statement)]


def speakers_of(claim):
    if claim.speakers:
        return {actor.name for actor in claim.speakers}
    return {claim.speaker_span.text} if claim.speaker_span else set()


@pytest.mark.parametrize(("mode", "sentence"), CASES)
def test_reads_who_says_what(mode, sentence, nlp):
    example = parse_example(sentence)
    marked = {role: [example.text[s:e] for r, s, e in example.roles if r == role] for role in ("content", "speaker")}
    claims = statements_in(example.text, nlp)
    assert [(part.text, claim.mode) for claim in claims for part in claim.content] == [
        (content, mode) for content in marked["content"]
    ]
    assert {name for claim in claims for name in speakers_of(claim)} == set(marked["speaker"])


@pytest.mark.parametrize("passage", BOOK["passage"], ids=lambda passage: passage["text"][:60])
def test_reads_who_speaks_in_a_passage(passage, nlp):
    found = [(part.text, speakers_of(claim)) for claim in statements_in(passage["text"], nlp) for part in claim.content]
    assert found == [(said["content"], set(said["speaker"])) for said in passage["said"]]
