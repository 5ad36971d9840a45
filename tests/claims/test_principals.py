"""Who commits and who speaks, in passages of a few sentences."""

import tomllib
from pathlib import Path

import pytest
from spacy.language import Language

from claimex.extract import extract
from claimex.schema import Commitment, Statement

PASSAGES = tomllib.loads((Path(__file__).parents[1] / "cases" / "principals.toml").read_text("utf-8"))["passage"]


def names_of(claim: Commitment | Statement) -> str:
    """Return who commits or speaks, the words of an unnamed speaker, or « - »."""
    actors = claim.speakers if isinstance(claim, Statement) else claim.actors
    words = claim.speaker_span.text if isinstance(claim, Statement) and claim.speaker_span and not actors else ""
    return " + ".join(actor.name for actor in actors) or words or "-"


def claim_at(offset: int, kind: str, text: str, nlp: Language) -> Commitment | Statement:
    """Return the shortest claim of a kind around a character."""
    spans = {
        claim.span.end - claim.span.start: claim
        for claim in extract(text, nlp=nlp).claims
        if isinstance(claim, Statement if kind == "said" else Commitment)
        for part in (claim.content if isinstance(claim, Statement) else (claim.span,))
        if part.start <= offset < part.end
    }
    return spans[min(spans)]


@pytest.mark.parametrize("kind", ["said", "done"])
@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["text"][:60])
def test_reads_who_speaks_and_who_commits(passage, kind, nlp):
    text = passage["text"]
    expected = [line.split(" = ") for line in passage.get(kind, ())]
    found = [[words, names_of(claim_at(text.index(words), kind, text, nlp))] for words, _ in expected]
    assert found == expected
