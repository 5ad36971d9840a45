"""Dependency parsing of whole batches, with the very decisions of spaCy's step-by-step loop.

The decoder is in arc_eager.py; here are the weights, the places where lanes start, and what a document is given.
"""

from collections.abc import Iterable, Iterator, Sequence
from threading import local
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, ORTH, SENT_START
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from claimex.acceleration.arc_eager import (
    BREAK,
    CAN_ATTACH,
    CAN_BREAK,
    CAN_REDUCE,
    CAN_SHIFT,
    LEFT,
    REDUCE,
    RIGHT,
    SHIFT,
    Lanes,
    Numbers,
)
from claimex.acceleration.close_calls import StockScores, find_close
from claimex.acceleration.nodes import Floats, MismatchError, Node, Ops, parameter
from claimex.acceleration.transitions import annotate_batches, check_parser_model, read_lower

FEATURES = 8
_KEPT = 16_384  # rows of the table that is kept, 64 MB
_MOVES = {"S": SHIFT, "D": REDUCE, "L": LEFT, "R": RIGHT, "B": BREAK}
_NEEDS = {SHIFT: CAN_SHIFT, REDUCE: CAN_REDUCE, LEFT: CAN_ATTACH, RIGHT: CAN_ATTACH, BREAK: CAN_BREAK}
_ENDERS = (".", "!", "?", "…", "...", ";", ":", "\n", "\n\n", "»")  # where lanes start; the answer does not hang on it


class Parse(tuple[Any, Any]):
    """Heads, relative, and labels of one document, as ``predict`` hands them to ``set_annotations``."""

    __slots__ = ()


class BatchDependencyParser(DependencyParser):  # type: ignore[misc]  # a Cython class, which has no types
    """spaCy's ``parser`` with the same weights; the sentences of a whole batch are parsed side by side.

    Documents that come with heads or labels of their own are parsed step by step as in spaCy.
    """

    decoder: "ParserDecoder | None" = None
    upstream: "Node | None" = None  # the model whose rows this one listens to

    def predict(self, docs: Sequence[Doc]) -> Any:
        """Return the parse of each document, or spaCy's states when the batch is left to spaCy."""
        if not any(len(doc) for doc in docs) or any(doc.to_array([HEAD, DEP]).any() for doc in docs if len(doc)):
            return super().predict(docs)
        if self.decoder is None or not self.decoder.fits(self):
            self.decoder = ParserDecoder(self)
        return self.decoder.decode(docs)

    def set_annotations(self, docs: Sequence[Doc], predictions: Any) -> None:
        """Write what ``predict`` returned."""
        if not all(isinstance(parse, Parse) for parse in predictions):
            super().set_annotations(docs, predictions)
            return
        for doc, (heads, labels) in zip(docs, predictions, strict=True):
            columns: Any = np.stack((heads, labels), axis=1)
            doc.from_array([HEAD, DEP], columns)
            for process in self.postprocesses:
                process(doc)

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Process a stream in batches of so many documents."""
        yield from annotate_batches(self, stream, batch_size)


class ParserDecoder:
    """The weights of one parser, laid out for batches. Raises ``MismatchError`` for another architecture."""

    def __init__(self, parser: DependencyParser) -> None:
        check_parser_model(parser, features=FEATURES)
        model, strings = parser.model, parser.vocab.strings
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self.source = (parameter(lower, "W"), parameter(upper, "W"))
        self.tok2vec, self.ops = model.get_ref("tok2vec"), model.ops
        self.stock_scores = StockScores(model, getattr(parser, "upstream", None))
        by_feature, padding, self.bias = read_lower(lower)
        self.weights, self.padding = np.concatenate(by_feature, axis=1), padding
        self.output = np.ascontiguousarray(parameter(upper, "W").T), parameter(upper, "b")
        names = [parser.moves.get_class_name(number) for number in range(parser.moves.n_moves)]
        self.moves = _read_moves(names)
        labels = [name.partition("-")[2] for name in names]
        self.labels = np.array([strings.add(label) if label else 0 for label in [*labels, "ROOT"]], np.uint64)
        self.enders = np.array([strings[text] for text in _ENDERS], np.uint64)

    def fits(self, parser: DependencyParser) -> bool:
        """Say whether the parser still has the weights that were laid out."""
        model = parser.model
        now = (parameter(model.get_ref("lower"), "W"), parameter(model.get_ref("upper"), "W"))
        return all(one is other for one, other in zip(now, self.source, strict=True))

    def decode(self, docs: Sequence[Doc]) -> list[Parse]:
        """Return the parse of each document."""
        tokens = self.tok2vec.predict(docs)
        bounds = np.cumsum([0, *map(len, docs)])
        starts, sent_starts = self._find_starts([doc for doc in docs if len(doc)])
        ends = bounds[np.searchsorted(bounds, starts, side="right")]
        lanes = Lanes(starts, ends, sent_starts)
        lanes.run(StateScorer(self, tokens, docs))
        pairs = list(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))
        heads, actions = lanes.read(pairs)
        relative, labels = (heads - np.arange(len(heads))).astype(np.uint64), self.labels[actions]
        return [Parse((relative[start:end], labels[start:end])) for start, end in pairs]

    def _find_starts(self, docs: Sequence[Doc]) -> tuple[Numbers, Numbers]:
        """Return where lanes start and what is set about sentence starts, over the tokens of all documents."""
        columns = np.concatenate([doc.to_array([SENT_START, ORTH]) for doc in docs])
        sent_starts: Numbers = columns[:, 0].astype(np.int64)
        likely = sent_starts == 1
        likely[1:] |= np.isin(columns[:-1, 1], self.enders) & (sent_starts[1:] == 0)
        likely[np.cumsum([0, *map(len, docs)])[:-1]] = True
        return np.flatnonzero(likely), sent_starts


class _Scratch(local):
    """A table that a thread keeps from batch to batch: fresh memory costs as much as the product written into it."""

    def __init__(self) -> None:
        self.table: Floats = np.empty((0, 0), np.float32)

    def rows(self, count: int, width: int) -> Floats:
        """Return so many rows; a table larger than ``_KEPT`` is not kept."""
        if count > _KEPT:
            return np.empty((count, width), np.float32)
        if count > len(self.table) or width != self.table.shape[1]:
            self.table = np.empty((min(_KEPT, 2 * count), width), np.float32)
        return self.table[:count]


_SCRATCH = _Scratch()


class StateScorer:
    """Scores states over the tokens of one batch; each feature's share of each token is worked out beforehand."""

    def __init__(self, decoder: ParserDecoder, tokens: Floats, docs: Sequence[Doc]) -> None:
        self.decoder, self.moves, self.docs = decoder, decoder.moves, docs
        self.ops: Ops = decoder.ops
        width = decoder.padding.shape[1]
        table = _SCRATCH.rows(len(tokens) + 1, FEATURES * width)
        table[0] = decoder.padding.reshape(-1)  # the row of token NONE, which is -1
        self.ops.gemm(tokens, decoder.weights, out=table[1:])
        self.table = table.reshape(-1, width)
        self.forbidden = np.zeros((16, len(self.moves)), np.float32)
        for flags in range(16):
            self.forbidden[flags, [not flags & _NEEDS[move] for move in self.moves.tolist()]] = -np.inf

    def choose(self, tokens: Numbers, flags: Numbers) -> Numbers:
        """Return the best action that the flags allow for each state, given its eight tokens."""
        places = (tokens.T + 1) * FEATURES + np.arange(FEATURES)[:, None]
        hidden = self.table.take(places, axis=0).sum(axis=0)  # feature after feature, so that rows are added at a time
        hidden += self.decoder.bias
        half = hidden.shape[1] // 2
        weights, bias = self.decoder.output
        scores = self.ops.gemm(np.maximum(hidden[:, :half], hidden[:, half:]), weights)
        scores += bias
        scores += self.forbidden[flags]
        best: Numbers = scores.argmax(axis=1)
        for state in find_close(scores, best).tolist():
            stock = self.decoder.stock_scores.score(self.docs, tokens[state].tolist())
            best[state] = (stock + self.forbidden[flags[state]]).argmax()
        return best


def _read_moves(names: Sequence[str]) -> Numbers:
    kinds = [_MOVES.get(name.partition("-")[0]) for name in names]
    if None in kinds or "B-ROOT" not in names or any(name.endswith("-subtok") for name in names):
        raise MismatchError(f"unknown actions among {names}")
    return np.array(kinds)
