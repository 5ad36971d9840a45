"""The encoder, four tokens at a time and with products kept by word: its rows are those of spaCy's own layers."""

from collections.abc import Iterator

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimex.acceleration import encoder, word_products
from claimex.acceleration.embedding import Memo, WordRows
from claimex.acceleration.encoder import BLOCK
from claimex.acceleration.nodes import Node
from claimex.acceleration.word_products import WordProducts

WORDS = ["Le", "maire", "de", "Namur", "qui", "a", "promis", "cent", "bancs", "aux", "élèves", "en", "mai", "."]
CLOSE = 2e-4  # of rows; a wrong neighbour moves them by tenths


def doc_of(nlp: Language, length: int, *, start: int = 0) -> Doc:
    return Doc(nlp.vocab, [WORDS[(start + i) % len(WORDS)] for i in range(length)])


def tok2vec_of(nlp: Language) -> Node:
    return nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined,no-any-return]


def farthest(stock: Language, fast: Language, docs: list[Doc]) -> float:
    """Return by how much the rows of the two pipelines differ at most."""
    pairs = zip(tok2vec_of(stock).predict(docs), tok2vec_of(fast).predict(docs), strict=True)
    return max(float(np.abs(one - other).max(initial=0)) for one, other in pairs)


@pytest.fixture(params=["by word", "by row"])
def either(request: pytest.FixtureRequest, fast: Language, monkeypatch: pytest.MonkeyPatch) -> Language:
    """The fast path with and without products that are kept."""
    if request.param == "by row":
        monkeypatch.setattr(WordProducts, "find", lambda *_: None)
    return fast


@pytest.fixture
def products(fast: Language) -> Iterator[WordProducts]:
    """Those of the shared tok2vec, empty before and after."""
    state = tok2vec_of(fast).get_ref("encode").attrs[encoder.STATE]
    state.clear()
    yield state.prepare(tok2vec_of(fast).get_ref("encode")) and state.products
    state.clear()


@pytest.mark.parametrize("lengths", [[1], [2], [3, 0, 4], [0, 1, 0], [5, 6, 7, 8, 9], [15, 2]])
def test_documents_of_any_length(stock: Language, either: Language, lengths: list[int]) -> None:
    assert farthest(stock, either, [doc_of(stock, length) for length in lengths]) < CLOSE


@pytest.mark.parametrize("length", range(BLOCK - 10, BLOCK + 2))
def test_documents_that_end_where_a_block_does(stock: Language, either: Language, length: int) -> None:
    assert farthest(stock, either, [doc_of(stock, length), doc_of(stock, 3)]) < CLOSE


def test_products_start_afresh_when_they_are_full(
    stock: Language, fast: Language, products: WordProducts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_products, "WORDS", 8)
    products._clear()
    assert farthest(stock, fast, [doc_of(stock, 7)]) < CLOSE
    full = products._products
    assert farthest(stock, fast, [doc_of(stock, 7, start=10)]) < CLOSE  # other words
    assert products._products is not full
    assert farthest(stock, fast, [doc_of(stock, 40)]) < CLOSE  # more than there is room for


def test_another_memo_makes_the_products_start_afresh(stock: Language, fast: Language, products: WordProducts) -> None:
    assert farthest(stock, fast, [doc_of(stock, 7)]) < CLOSE
    before = products._edition
    tok2vec_of(fast).get_ref("embed").attrs["claimex_memo"].clear()
    assert farthest(stock, fast, [doc_of(stock, 9, start=5)]) < CLOSE
    assert products._edition is not before


def test_a_thread_that_finds_another_one_storing_goes_without(
    stock: Language, fast: Language, products: WordProducts
) -> None:
    rows = tok2vec_of(fast).get_ref("embed").predict([doc_of(stock, 7)])
    assert isinstance(rows, WordRows)
    ops = tok2vec_of(fast).ops
    with products._lock:
        assert products.find(rows, ops) is None
    assert products.find(rows, ops) is not None


def test_the_memo_keeps_one_row_a_word_when_two_threads_met_it() -> None:
    memo = Memo()
    one, other, third = (np.full((1, 4), number, np.float32) for number in (1, 2, 3))
    assert memo._store([7], one) == 0
    assert memo._store([7], other) is None
    assert memo._store([8], third) == 1
    index, table, _ = memo._known
    assert table[index[7]].tolist() == [1, 1, 1, 1]
