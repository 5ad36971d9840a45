"""The fast path writes what the stock path writes: 100,000 tokens, made up and real, and no difference."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from benchmarks.articles import write_articles
from claimex.acceleration.verification import read_annotations
from claimex.layout import find_blocks, set_sentence_starts

ROOT = Path(__file__).parents[2]
FIELDS = ("pos", "tag", "morph", "head", "dep", "ent_iob", "ent_type", "lemma", "is_sent_start")


def find_differences(stock: Language, fast: Language, texts: list[str]) -> Iterator[str]:
    """Yield field, token and both values wherever the two pipelines differ."""
    for one, other in zip(stock.pipe(texts), fast.pipe(texts), strict=True):
        for token, expected, found in zip(one, read_annotations(one), read_annotations(other), strict=True):
            for field, was, is_now in zip(FIELDS, expected, found, strict=True):
                if was != is_now:
                    yield f"{field} of {token.text!r} in {token.sent.text!r}: {was} became {is_now}"


def shared_texts() -> list[str]:
    """The development texts beside the repository, where they are."""
    for directory in (ROOT.parent / "shared", ROOT.parent.parent / "shared"):
        if found := sorted(directory.glob("gold/dev/*.txt")):
            return [path.read_bytes().decode("utf-8") for path in found]
    return []


@pytest.mark.slow
def test_no_annotation_differs_over_100_000_tokens(stock: Language, fast: Language) -> None:
    texts = [*write_articles(85_000, seed=1), *shared_texts()]
    assert sum(len(stock.make_doc(text)) for text in texts) >= 100_000
    assert list(find_differences(stock, fast, texts)) == []


def test_no_annotation_differs_over_6_000_words(stock: Language, fast: Language) -> None:
    assert list(find_differences(stock, fast, list(write_articles(6_000, seed=2)))) == []


def test_no_annotation_differs_one_text_at_a_time(stock: Language, fast: Language) -> None:
    for text in write_articles(600, seed=3, length=60):
        assert read_annotations(fast(text)) == read_annotations(stock(text))


def test_no_annotation_differs_where_sentence_starts_are_set(stock: Language, fast: Language) -> None:
    for text in write_articles(2_000, seed=4):
        docs = [stock.make_doc(text), fast.make_doc(text)]
        for doc in docs:
            set_sentence_starts(doc, tuple(find_blocks(doc.text)))
        assert read_annotations(fast(docs[1])) == read_annotations(stock(docs[0]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "Paris",
        "\u00a0\u202f",
        "🎯 🎯🎯",
        "a " * 2_000,
        "Marie " * 700,
        "« " * 300,
        "x" * 5_000,
        "e\u0301te\u0301 a\u0300 Nice",
        "مرحبا بالعالم",
        "1 2 3 4 5 6 7 8 9\t\r\n10",
        "Jean-Claude\nVan\nDamme\n\nest né à\n\n\nBruxelles.",
    ],
)
def test_no_annotation_differs_on_odd_texts(stock: Language, fast: Language, text: str) -> None:
    assert read_annotations(fast(text)) == read_annotations(stock(text))


def test_entities_set_before_are_kept_as_in_stock(stock: Language, fast: Language) -> None:
    from spacy.tokens import Span

    found = []
    for nlp in (stock, fast):
        doc = nlp.make_doc("Le groupe Vert Demain a reçu Jean Petit à Lyon.")
        doc.ents = [Span(doc, 2, 4, label="ORG")]
        found.append(read_annotations(nlp(doc)))
    assert found[0] == found[1]
