"""Close calls: where two answers score almost the same, the stock path's own arithmetic decides between them.

A sum of floats depends on the order of its terms. OpenBLAS adds in another order than blis does, on some processors in
another one for another number of rows, so scores differ from spaCy's in their last digits. That matters only where the
two best answers lie nearer to each other than those digits: a few decisions in 100,000 tokens. Each is scored anew with
blis, term by term as spaCy does it, from the few tokens that it hangs on.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import local

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.language import Language
from spacy.pipeline.tok2vec import Tok2Vec, Tok2VecListener
from spacy.tokens import Doc
from thinc.api import NumpyOps, with_array

from claimex.acceleration.arc_eager import NONE
from claimex.acceleration.embedding import EmbeddingParts, embed_tokens
from claimex.acceleration.nodes import Floats, Node, Ops, parameter

Numbers = NDArray[np.int64]

MARGIN = (
    3e-4  # of two scores; the arithmetic alone moves them by less than 7e-5 (tests/acceleration/test_close_calls.py)
)


class _Path(local):
    """Which arithmetic this thread is in."""

    is_stock = False


_PATH = _Path()


class ChosenOps(NumpyOps):  # type: ignore[misc]  # thinc's Cython has no types
    """Operations of the backend that was chosen; blis, as in the stock path, inside ``stock_arithmetic``."""

    def __init__(self, *, use_blis: bool) -> None:
        super().__init__()
        self.chosen = use_blis

    @property
    def use_blis(self) -> bool:
        """Say whether blis multiplies the matrices now."""
        return self.chosen or _PATH.is_stock

    @use_blis.setter
    def use_blis(self, value: bool) -> None:  # thinc's constructor sets it
        self.chosen = value


@contextmanager
def stock_arithmetic() -> Iterator[None]:
    """Let this thread's matrices be multiplied by blis."""
    before, _PATH.is_stock = _PATH.is_stock, True
    try:
        yield
    finally:
        _PATH.is_stock = before


def find_close(scores: Floats, best: Numbers) -> Numbers:
    """Return the rows in which another column than the best one comes within ``MARGIN`` of it."""
    nearly = scores[np.arange(len(best)), best]
    nearly -= np.float32(MARGIN)
    within = scores >= nearly[:, None]
    if np.count_nonzero(within) == len(best):
        return np.empty(0, np.int64)
    return np.flatnonzero(np.count_nonzero(within, axis=1) > 1)


def find_upstream(nlp: Language, model: Node) -> "Node | None":
    """Return the model of the ``tok2vec`` component whose rows a model listens to, if it is in the pipeline by now."""
    for node in model.walk():
        if isinstance(node, Tok2VecListener):
            for name, component in nlp.pipeline:
                if isinstance(component, Tok2Vec) and node.upstream_name in ("*", name):
                    upstream: Node = component.model
                    return upstream
    return None


class StockRows:
    """Rows of a tok2vec for a few tokens, to the last digit those that spaCy computes for the whole document.

    A row depends on as many tokens on each side as the encoder has layers.
    """

    def __init__(self, tok2vec: Node, upstream: "Node | None") -> None:
        """``upstream`` computes the rows that ``tok2vec`` listens to; without it they are read off the document."""
        is_plain = isinstance(tok2vec, Tok2VecListener) or tok2vec.has_ref("embed")
        source, *rest = [tok2vec] if is_plain else tok2vec.layers
        self.width = source.get_dim("nO")
        self.source = upstream if isinstance(source, Tok2VecListener) else source
        self.linear = [layer for layer in rest if layer.name == "linear"]

    def compute(self, doc: Doc, tokens: Sequence[int]) -> Floats:
        """Return one row for each of these tokens; to be called inside ``stock_arithmetic``."""
        result = self._heard(doc, tokens) if self.source is None else self._encoded(self.source, doc, tokens)
        for layer in self.linear:
            result = layer.predict(result)
        return result

    def _heard(self, doc: Doc, tokens: Sequence[int]) -> Floats:
        rows = doc.tensor if doc.tensor.size else np.zeros((len(doc), self.width), np.float32)
        return np.asarray(rows[list(tokens)])

    @staticmethod
    def _encoded(source: Node, doc: Doc, tokens: Sequence[int]) -> Floats:
        encode = source.get_ref("encode")
        reach = encode.attrs["pad"]
        windows = [np.arange(max(0, token - reach), min(len(doc), token + reach + 1)) for token in tokens]
        needed = np.unique(np.concatenate(windows))
        parts = EmbeddingParts(source.get_ref("embed"))
        words = np.asarray(doc.to_array([ORTH, NORM, SPACY]), np.uint64)
        rows = embed_tokens(parts, [doc], needed, words)
        inputs = [rows[np.searchsorted(needed, window)] for window in windows]
        layers: Node = with_array(encode.layers[0], pad=reach)
        outputs = layers.predict(inputs)
        return np.stack(
            [output[token - window[0]] for output, token, window in zip(outputs, tokens, windows, strict=True)]
        )


class StockScores:
    """Scores of the states of a transition-based component, to the last digit those of spaCy's step-by-step loop."""

    def __init__(self, model: Node, upstream: "Node | None") -> None:
        self.rows = StockRows(model.get_ref("tok2vec"), upstream)
        self.lower, self.upper = model.get_ref("lower"), model.get_ref("upper")
        self.ops: Ops = model.ops

    def score(self, docs: Sequence[Doc], tokens: Sequence[int]) -> Floats:
        """Return the score of every action in a state: one token of the batch for each feature, NONE for no token."""
        known = [token for token in tokens if token != NONE]
        doc, start = _locate(docs, known[0]) if known else (docs[0], 0)
        with stock_arithmetic():
            total = self._sum(doc, [token - start for token in known], np.array(tokens) != NONE)
            hidden, pieces = self.lower.get_dim("nO"), self.lower.get_dim("nP")
            best = total.reshape(hidden, pieces).max(axis=1)
            scores: Floats = self.ops.gemm(best[None], parameter(self.upper, "W"), trans2=True)[0]
        return scores + parameter(self.upper, "b")

    def _sum(self, doc: Doc, known: Sequence[int], is_known: NDArray[np.bool_]) -> Floats:
        """Add up the features' shares in spaCy's order: those of tokens or paddings, then the bias."""
        weights = parameter(self.lower, "W")
        shares = parameter(self.lower, "pad").reshape(len(is_known), -1).copy()
        if known:
            rows = self.rows.compute(doc, known)
            products = self.ops.gemm(rows, weights.reshape(-1, weights.shape[-1]), trans2=True)
            features = np.flatnonzero(is_known)
            shares[features] = products.reshape(len(known), len(is_known), -1)[np.arange(len(known)), features]
        total: Floats = np.add.reduce(shares, axis=0)  # row after row
        return total + parameter(self.lower, "b").reshape(-1)


def _locate(docs: Sequence[Doc], token: int) -> tuple[Doc, int]:
    """Return the document in which a token of the batch lies, and where it starts."""
    start = 0
    for doc in docs:
        if token < start + len(doc):
            return doc, start
        start += len(doc)
    raise IndexError(token)
