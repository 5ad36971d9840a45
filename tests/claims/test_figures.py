"""The phrase book of figures: what each amount measures, and the amounts that tell no state of the world."""

import tomllib
from pathlib import Path

import pytest
from spacy.language import Language

from claimex.extract import extract
from claimex.schema import Figure

BOOK = tomllib.loads((Path(__file__).parents[1] / "cases" / "figures.toml").read_text("utf-8"))


def figures_in(text: str, nlp: Language) -> list[Figure]:
    return [claim for claim in extract(text, published="2026-11-20", nlp=nlp).claims if isinstance(claim, Figure)]


def described(figure: Figure) -> list[str]:
    """Return a figure as the book writes it: ["84 millions d'euros = coût du chantier", "from 60"]."""
    parts = [f"{figure.quantity.span.text} = {figure.measure.text if figure.measure else '?'}"]
    for name, part in (("from", figure.from_quantity), ("period", figure.period)):
        parts += [f"{name} {part.span.text}"] if part else []
    for name, actor in (("place", figure.place), ("source", figure.source)):
        parts += [f"{name} {actor.name}"] if actor else []
    parts += [figure.factuality] if figure.factuality != "asserted" else []
    return [*parts, "forecast"] if figure.forecast else parts


@pytest.mark.parametrize("case", BOOK["case"], ids=lambda case: case["text"][:60])
def test_tells_what_is_measured(case, nlp):
    found = sorted(described(figure) for figure in figures_in(case["text"], nlp))
    meant = sorted(line.split("; ") for line in case["figures"])
    named = {word.split()[0] for line in meant for word in line[1:]}  # when and where: only if the case says so
    kept = [[p for p in parts if p.split()[0] not in {"period", "place"} or p.split()[0] in named] for parts in found]
    assert kept == meant


@pytest.mark.parametrize("text", BOOK["none"]["texts"])
def test_tells_no_state_of_the_world(text, nlp):
    assert [described(figure) for figure in figures_in(text, nlp)] == []
