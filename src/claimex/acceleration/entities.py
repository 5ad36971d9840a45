"""Named entities decoded all at once, with the very decisions of spaCy's step-by-step loop.

The recogniser reads a document token by token and chooses *begin, in, last, unit* or *out*. Its state is three
tokens: the next one, the first of the open entity and the one before. Outside an entity the last two are empty, so what
it would do there depends on the token alone: all tokens are scored in one product. Inside an entity the state is the
token and where the entity began: all candidates are carried on together, one token a step.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ENT_IOB, IS_SPACE, SENT_START
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from claimex.acceleration.arc_eager import NONE
from claimex.acceleration.close_calls import MARGIN, StockScores, find_close
from claimex.acceleration.nodes import Floats, MismatchError, Node, Ops, parameter
from claimex.acceleration.transitions import annotate_batches, check_parser_model, read_lower

Bools = NDArray[np.bool_]
Numbers = NDArray[np.intp]
Entity = tuple[int, int, str]  # first token, token after the last, label

FEATURES = 3  # the next token, the first of the open entity, the one before


class Entities(list[Entity]):
    """The entities of one document, as ``predict`` hands them to ``set_annotations``."""


class BatchEntityRecognizer(EntityRecognizer):  # type: ignore[misc]  # a Cython class, which has no types
    """spaCy's ``ner`` with the same weights; a whole batch is decoded at once.

    Documents that come with entities of their own (an entity ruler before it) are decoded step by step as in spaCy.
    """

    decoder: "EntityDecoder | None" = None
    upstream: "Node | None" = None  # the model whose rows this one listens to, if it has none of its own

    def predict(self, docs: Sequence[Doc]) -> Any:
        """Return the entities of each document, or spaCy's states when the batch is left to spaCy."""
        if not any(len(doc) for doc in docs) or any(_has_entities(doc) for doc in docs):
            return super().predict(docs)
        if self.decoder is None or not self.decoder.fits(self):
            self.decoder = EntityDecoder(self)
        return self.decoder.decode(docs)

    def set_annotations(self, docs: Sequence[Doc], predictions: Any) -> None:
        """Write what ``predict`` returned."""
        if not all(isinstance(found, Entities) for found in predictions):
            super().set_annotations(docs, predictions)
            return
        for doc, entities in zip(docs, predictions, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in entities], default="outside")

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Process a stream in batches of so many documents."""
        yield from annotate_batches(self, stream, batch_size)


def _has_entities(doc: Doc) -> bool:
    return bool(np.isin(doc.to_array(ENT_IOB), (1, 3)).any())


class EntityDecoder:
    """The weights of one recogniser, laid out for batches. Raises ``MismatchError`` for another architecture."""

    def __init__(self, ner: EntityRecognizer) -> None:
        model = ner.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        check_parser_model(ner, features=FEATURES)
        self.tok2vec = model.get_ref("tok2vec")
        self.ops: Ops = model.ops
        self.stock_scores = StockScores(model, getattr(ner, "upstream", None))
        self.source = (parameter(lower, "W"), parameter(upper, "W"))
        self.by_feature, padding, bias = read_lower(lower)
        self.bias_inside = bias
        self.bias_outside = bias + padding[1] + padding[2]
        self.scores, self.score_bias = np.ascontiguousarray(parameter(upper, "W").T), parameter(upper, "b")
        self._read_actions([ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)])

    def _read_actions(self, names: list[str]) -> None:
        self.labels = [name[2:] for name in names]
        number = {name: position for position, name in enumerate(names)}
        self.inner = np.array([number.get(f"I-{label}", -1) for label in self.labels])
        self.last = np.array([number.get(f"L-{label}", -1) for label in self.labels])
        self.begins = np.array([name.startswith("B-") for name in names])
        self.units = np.array([name.startswith("U-") and len(name) > 2 for name in names])
        self.out = np.array([name == "O" for name in names])
        if not (self.out.any() and (self.inner[self.begins] >= 0).all() and (self.last[self.begins] >= 0).all()):
            raise MismatchError(f"unknown actions among {names}")

    def fits(self, ner: EntityRecognizer) -> bool:
        """Say whether the recogniser still has the weights that were laid out."""
        model = ner.model
        now = (parameter(model.get_ref("lower"), "W"), parameter(model.get_ref("upper"), "W"))
        return all(one is other for one, other in zip(now, self.source, strict=True))

    def decode(self, docs: Sequence[Doc]) -> list[Entities]:
        """Return the entities of each document."""
        tokens = self.tok2vec.predict(docs)
        columns = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs if len(doc)])
        bounds = np.cumsum([len(doc) for doc in docs])
        closes = np.zeros(len(tokens), bool)  # no entity goes on after this token
        closes[bounds[bounds > 0] - 1] = True
        closes[:-1] |= columns[1:, 1] == 1
        first = self.ops.gemm(tokens, self.by_feature[0])
        actions = self._choose_outside(docs, first, columns[:, 0] != 0, closes)
        ends = self._carry_on(docs, tokens, first, actions, closes)
        return list(self._cut(actions, ends, bounds.tolist()))

    def _choose_outside(self, docs: Sequence[Doc], first: Floats, space: Bools, closes: Bools) -> Numbers:
        """Return for each token the action chosen when no entity is open."""
        scores = self._score(first + self.bias_outside)
        scores[:, ~(self.begins | self.units | self.out)] = -np.inf
        scores[np.ix_(space, self.begins | self.units)] = -np.inf
        scores[np.ix_(closes, self.begins)] = -np.inf
        actions: Numbers = scores.argmax(axis=1)
        for token in find_close(scores, actions).tolist():
            stock = self.stock_scores.score(docs, (token, NONE, NONE))
            actions[token] = np.where(np.isinf(scores[token]), -np.inf, stock).argmax()
        return actions

    def _carry_on(self, docs: Sequence[Doc], tokens: Floats, first: Floats, actions: Numbers, closes: Bools) -> Numbers:
        """Return for each token the end of the entity that would begin there."""
        ends = np.arange(1, len(tokens) + 1)
        begins = np.flatnonzero(self.begins[actions])
        if not len(begins):
            return ends
        begun = self.ops.gemm(tokens[begins], self.by_feature[1]) + self.bias_inside
        open_, place = np.arange(len(begins)), begins + 1
        while len(open_):
            before = self.ops.gemm(tokens[place - 1], self.by_feature[2])
            scores = self._score(first[place] + begun[open_] + before)
            inner, last = self.inner[actions[begins[open_]]], self.last[actions[begins[open_]]]
            rows = np.arange(len(open_))
            of_inner, of_last = scores[rows, inner], scores[rows, last]
            for row in np.flatnonzero((np.abs(of_inner - of_last) < MARGIN) & ~closes[place]).tolist():
                state = (place[row], begins[open_[row]], place[row] - 1)
                stock = self.stock_scores.score(docs, state)
                of_inner[row], of_last[row] = stock[inner[row]], stock[last[row]]
            goes_on = np.where(inner < last, of_inner >= of_last, of_inner > of_last) & ~closes[place]
            ends[begins[open_[~goes_on]]] = place[~goes_on] + 1
            open_, place = open_[goes_on], place[goes_on] + 1
        return ends

    def _score(self, hidden: Floats) -> Floats:
        half = hidden.shape[1] // 2
        scores: Floats = self.ops.gemm(np.maximum(hidden[:, :half], hidden[:, half:]), self.scores)
        scores += self.score_bias
        return scores

    def _cut(self, actions: Numbers, ends: Numbers, bounds: list[int]) -> Iterator[Entities]:
        """Yield document by document the entities met from left to right."""
        candidates = np.flatnonzero(~self.out[actions])
        rows = zip(candidates.tolist(), ends[candidates].tolist(), actions[candidates].tolist(), strict=True)
        row = next(rows, None)
        start = 0
        for bound in bounds:
            entities, free = Entities(), start
            while row is not None and row[0] < bound:
                begin, end, action = row
                if begin >= free:
                    entities.append((begin - start, end - start, self.labels[action]))
                    free = end
                row = next(rows, None)
            yield entities
            start = bound
