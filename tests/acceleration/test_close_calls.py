"""Where two answers score almost the same the stock path's arithmetic decides: to the last digit its own."""

from collections.abc import Iterator

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.articles import write_articles
from claimex.acceleration import close_calls
from claimex.acceleration.arc_eager import NONE
from claimex.acceleration.close_calls import MARGIN, ChosenOps, StockRows, StockScores, find_close, stock_arithmetic
from claimex.acceleration.verification import read_annotations

TEXTS = list(write_articles(900, seed=41, length=100))


@pytest.fixture(params=["blis", "openblas"])
def on_either(request: pytest.FixtureRequest, fast: Language) -> Iterator[Language]:
    """The fast path on either backend, whichever this machine has chosen."""
    ops = fast.get_pipe("parser").model.ops
    chosen, ops.chosen = ops.chosen, request.param == "blis"
    yield fast
    ops.chosen = chosen


def batch(nlp: Language, texts: list[str]) -> list[Doc]:
    docs = [nlp.make_doc(text) for text in texts]
    for doc, rows in zip(docs, nlp.get_pipe("tok2vec").model.predict(docs), strict=True):
        doc.tensor = rows
    return docs


def states(docs: list[Doc], features: int, seed: int) -> list[list[int]]:
    """Make up states of tokens near one another, some missing."""
    chance, start, found = np.random.default_rng(seed), 0, []
    for doc in docs:
        for _ in range(20):
            around = chance.integers(len(doc)) + chance.integers(-6, 7, size=features)
            state = np.clip(around, 0, len(doc) - 1) + start
            found.append(np.where(chance.random(features) < 0.2, NONE, state).tolist())
        start += len(doc)
    return found


def score_as_spacy(nlp: Language, name: str, docs: list[Doc], tokens: list[int]) -> np.ndarray:
    """Score a state with spaCy's own layers."""
    component = nlp.get_pipe(name)
    model, start = component.model, 0
    for doc in docs:
        if any(start <= token < start + len(doc) for token in tokens):
            break
        start += len(doc)
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    table = lower.predict(model.get_ref("tok2vec").predict([doc]))  # the padding's row comes first
    total = np.zeros(table.shape[2:], np.float32)
    for feature, token in enumerate(tokens):
        total += table[0 if token == NONE else token - start + 1, feature]
    total += lower.get_param("b")
    return upper.predict(total.max(axis=1)[None])[0]


@pytest.mark.parametrize("name", ["parser", "ner"])
def test_scores_are_those_of_spacy_to_the_last_digit(stock: Language, on_either: Language, name: str) -> None:
    component = on_either.get_pipe(name)
    scores = StockScores(component.model, component.upstream)
    ours, theirs = batch(on_either, TEXTS), batch(stock, TEXTS)
    features = component.model.get_ref("lower").get_dim("nF")
    for state in states(ours, features, seed=5):
        assert (scores.score(ours, state) == score_as_spacy(stock, name, theirs, state)).all()


def test_rows_are_those_of_spacy_to_the_last_digit(stock: Language, on_either: Language) -> None:
    rows = StockRows(on_either.get_pipe("tok2vec").model, None)
    for ours, theirs in zip(batch(on_either, TEXTS), batch(stock, TEXTS), strict=True):
        with stock_arithmetic():
            found = rows.compute(ours, range(len(ours)))
        assert (found == theirs.tensor).all()


def test_scores_of_both_backends_lie_far_within_the_margin(stock: Language, fast: Language) -> None:
    """The margin must be wider than what the arithmetic moves, or a close call is missed."""
    ops, moved = fast.get_pipe("parser").model.ops, []
    chosen, ops.chosen = ops.chosen, False
    try:
        for name in ("parser", "ner"):
            docs = batch(fast, TEXTS)
            component = fast.get_pipe(name)
            stock_docs = batch(stock, TEXTS)
            for state in states(docs, component.model.get_ref("lower").get_dim("nF"), seed=6):
                expected = score_as_spacy(stock, name, stock_docs, state)
                moved.append(np.abs(score_as_spacy(fast, name, docs, state) - expected).max())
        for ours, theirs in zip(batch(fast, TEXTS), batch(stock, TEXTS), strict=True):
            (one,), (other,) = (
                nlp.get_pipe("morphologizer").model.predict([doc]) for nlp, doc in ((fast, ours), (stock, theirs))
            )
            moved.append(np.abs(one - other).max())
    finally:
        ops.chosen = chosen
    assert max(moved) * 4 < MARGIN


@pytest.mark.parametrize(
    ("scores", "close"),
    [
        ([[1.0, 2.0, 3.0]], []),
        ([[1.0, 3.0, 3.0]], [0]),
        ([[1.0, 2.0, 3.0], [3.0, 0.0, 3.0 - MARGIN / 2], [0.0, 1.0, 3.0]], [1]),
        ([[3.0, -np.inf, -np.inf]], []),
        (np.empty((0, 3)), []),
    ],
)
def test_near_ties_are_found(scores: list[list[float]], close: list[int]) -> None:
    table = np.array(scores, np.float32).reshape(-1, 3)
    assert find_close(table, table.argmax(axis=1)).tolist() == close


def test_what_the_fast_path_gets_wrong_is_put_right(
    stock: Language, fast: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a margin wider than any score every decision is made anew, so not even noise in the rows changes one."""
    chance = np.random.default_rng(1)

    def disturb(docs: list[Doc], rows: list[np.ndarray]) -> None:
        for doc, own in zip(docs, rows, strict=True):
            doc.tensor = own + chance.normal(size=own.shape).astype("float32")

    monkeypatch.setattr(fast.get_pipe("tok2vec"), "set_annotations", disturb)
    expected = [read_annotations(stock(text)) for text in TEXTS[:1]]
    assert [read_annotations(fast(text)) for text in TEXTS[:1]] != expected
    monkeypatch.setattr(close_calls, "MARGIN", 1e6)
    monkeypatch.setattr("claimex.acceleration.entities.MARGIN", 1e6)
    assert [read_annotations(fast(text)) for text in TEXTS[:1]] == expected


def test_the_chosen_backend_is_left_and_found_again() -> None:
    ops = ChosenOps(use_blis=False)
    assert not ops.use_blis
    with stock_arithmetic():
        assert ops.use_blis
    assert not ops.use_blis
    assert ChosenOps(use_blis=True).use_blis
