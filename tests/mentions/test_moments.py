"""Every date, deadline and period of tests/cases/moments.toml is found where it stands and resolved; no trap is."""

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.lang.fr import French

from claimex import annotations as ann
from claimex.extract import Article, make_doc
from claimex.lexicon import load_lexicon
from claimex.mentions.moments import find_moments
from claimex.rules import parse_example

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "moments.toml").read_text("utf-8"))
PUBLISHED = date(2026, 3, 18)
LEXICON = load_lexicon()
WORDS = French()


def read_moments(nlp, text, published=PUBLISHED):
    return list(find_moments(nlp(make_doc(nlp, Article(text))), LEXICON, published=published))


@pytest.mark.parametrize(("marked", "first", "last", "grain", "relation"), CASES["moments"], ids=lambda value: value)
def test_moment_is_found_and_resolved(nlp, marked, first, last, grain, relation):
    example = parse_example(marked.replace("]", "]moment", 1))
    (moment,) = read_moments(nlp, example.text)
    assert (moment.start, moment.end) == example.roles[0][1:]
    assert (moment.first or "", moment.last or "") == (first, last)
    assert (moment.grain, moment.relation) == (grain, relation)


@pytest.mark.parametrize("text", CASES["non_moments"])
def test_no_moment_is_invented(nlp, text):
    assert read_moments(nlp, text) == []


def test_phrase_book_is_as_large_as_promised():
    assert len(CASES["moments"]) >= 200
    assert len(CASES["non_moments"]) >= 60


@pytest.mark.parametrize(
    ("text", "first"),
    [("Il partira lundi prochain.", None), ("Il partira dans trois ans.", None), ("Il partira le 3 mai.", None),
     ("Il partira le 3 mai 2027.", "2027-05-03"), ("Il partira en 2027.", "2027-01-01")],
)  # fmt: skip
def test_relative_moments_need_the_day_of_publication(nlp, text, first):
    (moment,) = read_moments(nlp, text, published=None)
    assert moment.first == first


@pytest.mark.parametrize(
    ("text", "span"),
    [("D’ici 2030, tout change.", "D’ici 2030"), ("Dès le 3\u00a0mars\u202f2027.", "Dès le 3\u00a0mars\u202f2027")],
)
def test_typographic_characters_of_a_foreign_pipeline_are_read(text, span):
    doc = WORDS(text)
    (moment,) = find_moments(doc, LEXICON, published=PUBLISHED)
    assert doc.text[moment.start : moment.end] == span


def test_boilerplate_has_no_moments(nlp):
    text = "Le maire partira en 2027.\n\nLire aussi : la ville promet un stade d'ici 2030\n"
    doc = nlp(make_doc(nlp, Article(text)))
    kinds = {block.kind for block in ann.read(doc, ann.BLOCKS, ann.Block)}
    assert "boilerplate" in kinds
    assert [doc.text[m.start : m.end] for m in find_moments(doc, LEXICON)] == ["en 2027"]


def test_a_doc_without_words_has_no_moments():
    assert list(find_moments(WORDS(""), LEXICON)) == []


@example(["dans", "99", "siècle"])  # the calendar ends before
@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["le", "3", "31", "mars", "2026", "fin", "lundi", "d'ici", "dans", "trois", "ans", "-", "/",
                         ",", "\n", "été", "1er", "au", "T1", "14h30", "12/03", "XXe", "siècle", "0", "99", "«", "🙂"]),
        max_size=40,
    )
)  # fmt: skip
def test_any_order_of_words_is_read_without_a_crash(pieces):
    text = " ".join(pieces)
    moments = list(find_moments(WORDS(text), LEXICON, published=PUBLISHED))
    assert all(0 <= m.start < m.end <= len(text) for m in moments)
    assert all(a.end <= b.start for a, b in pairwise(moments))
