"""A memo of embedded words: the embedding of a token depends on its word, its norm and the space after it alone.

``MultiHashEmbed`` looks up four to six hash tables and the static vectors, then mixes 672 numbers into 96. Articles say
the same words again and again; each is mixed once and its row kept, as many rows as ``ROWS``.
"""

from collections.abc import Sequence
from itertools import repeat
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from spacy.vectors import Mode, Vectors
from thinc.api import chain

from claimex.acceleration.nodes import Floats, MismatchError, Node, Ops, child, no_backprop, only, parameter, rebuild

Keys = NDArray[np.uint64]

ROWS = 50_000  # 19 MB of rows at width 96; the memo starts afresh when it is full
STATE = "claimex_memo"
_OF_A_WORD = {"NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"}
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads the word over all bits of the key


def accelerate_embedding(embed: Node) -> Node:
    """Return a node to stand in the place of ``MultiHashEmbed`` with static vectors.

    Raises ``MismatchError`` for another architecture or for attributes that are not a word's own.
    """
    parts = EmbeddingParts(embed)
    if not set(parts.columns) <= _OF_A_WORD:
        raise MismatchError(
            f"the embedding reads {sorted(map(str, set(parts.columns) - _OF_A_WORD))}, which are no word's own"
        )
    if parts.vectors.attrs.get("key_attr") != "ORTH":
        raise MismatchError("static vectors are not keyed by the word form")
    return rebuild(embed, forward, **{STATE: Memo()})


def forward(model: Node, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
    """Embed a batch; training, and vectors or vocabularies that the memo cannot key, go the usual way."""
    memo: Memo = model.attrs[STATE]
    if is_train:
        memo.clear()
    if is_train or not _is_keyed(docs):
        return chain(*model.layers)(docs, is_train)
    return memo.embed(model, docs), no_backprop


def _is_keyed(docs: Sequence[Doc]) -> bool:
    if not any(len(doc) for doc in docs):
        return False
    vocab = docs[0].vocab
    vectors = vocab.vectors
    plain = isinstance(vectors, Vectors) and vectors.mode == Mode.default and getattr(vectors, "attr", ORTH) == ORTH
    return plain and all(isinstance(doc, Doc) and doc.vocab is vocab for doc in docs)


class EmbeddingParts:
    """The layers of one ``MultiHashEmbed``."""

    def __init__(self, embed: Node) -> None:
        concatenation = child(embed, 0, "extract_features")
        features = child(concatenation, 0, "extract_features")
        self.vectors = child(concatenation, 1, "static_vectors")
        self.hashes = child(features, 2, "with_array(ints-getitem>>hashembed")
        self.mix = child(embed, 1, "with_array(maxout>>layernorm")
        child(embed, 2, "ragged2list")
        self.columns: list[int | str] = only(features, "extract_features").attrs["columns"]

    def weights(self) -> tuple[Floats, Floats]:
        """Return two parameters whose replacement tells that the weights are others."""
        return parameter(self.vectors, "W"), parameter(only(self.mix, "maxout"), "W")


class WordRows(list[Floats]):
    """One matrix a document, and for whoever keeps something by word the place in the memo of each token's word.

    A place means the same word as long as the ``edition`` is the same; ``places`` is None for words left out of it.
    """

    def __init__(self, matrix: Floats, docs: Sequence[Doc], places: NDArray[np.int64] | None, edition: object) -> None:
        super().__init__(np.split(matrix, np.cumsum([len(doc) for doc in docs])[:-1]))
        self.matrix, self.places, self.edition = matrix, places, edition


class Memo:
    """Rows of embedded words by key; never saved, copied or pickled.

    Readers take ``self._known``, which is replaced as a whole and whose index grows only after its rows are written, so
    they need no lock. One writer at a time stores; a thread that finds another writing just computes.
    """

    def __init__(self) -> None:
        self._made_with: tuple[Any, ...] = ()
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._known: tuple[dict[int, int], Floats, object] = ({}, np.empty((0, 0), np.float32), object())

    def embed(self, model: Node, docs: Sequence[Doc]) -> WordRows:
        """Return one matrix a document."""
        parts = EmbeddingParts(model)
        vocab = docs[0].vocab
        made_with = (vocab, vocab.vectors, vocab.vectors.data, *parts.weights())
        if len(made_with) != len(self._made_with) or any(
            one is not other for one, other in zip(made_with, self._made_with, strict=True)
        ):
            self.clear()
            self._made_with = made_with
        words = np.concatenate([doc.to_array([ORTH, NORM, SPACY]) for doc in docs])
        keys = _key(words, spaced="SPACY" in parts.columns)
        index, table, edition = self._known
        places: NDArray[np.int64] | None
        places = np.fromiter(map(index.get, keys.tolist(), repeat(-1)), np.int64, len(keys))
        matrix = table[places] if len(table) else np.empty((len(keys), model.get_dim("nO")), np.float32)
        missing = np.flatnonzero(places < 0)
        if len(missing):
            new, first, inverse = np.unique(keys[missing], return_index=True, return_inverse=True)
            fresh = embed_tokens(parts, docs, missing[first], words)
            matrix[missing] = fresh[inverse]
            start = self._store(new.tolist(), fresh)
            if start is None or self._known[2] is not edition:
                places = None
            else:
                places[missing] = start + inverse
        return WordRows(matrix, docs, places, edition)

    def _store(self, keys: list[int], rows: Floats) -> int | None:
        """Keep these rows and return the place of the first, or None where they are not kept."""
        if len(keys) > ROWS or not self._lock.acquire(blocking=False):
            return None
        try:
            index, table, edition = self._known
            if len(index) + len(keys) > ROWS:
                index, table, edition = {}, table[:0], object()
            if not index.keys().isdisjoint(keys):  # another thread has stored them meanwhile
                return None
            used = len(index)
            if used + len(keys) > len(table):
                larger = np.empty((min(ROWS, max(4096, 2 * (used + len(keys)))), rows.shape[1]), np.float32)
                larger[:used] = table[:used] if used else 0
                index, table = dict(index), larger
            table[used : used + len(keys)] = rows
            index.update(zip(keys, range(used, used + len(keys)), strict=True))
            self._known = index, table, edition
            return used
        finally:
            self._lock.release()

    def __deepcopy__(self, memo: object) -> "Memo":
        return Memo()

    def __reduce__(self) -> tuple[type["Memo"], tuple[()]]:
        return Memo, ()


def _key(words: Keys, *, spaced: bool) -> Keys:
    """Return one 64-bit key a token; two of 50,000 words share one with a chance of 1 in 15,000,000,000."""
    keys = words[:, 0] * _MULTIPLIER ^ words[:, 1]
    if spaced:
        keys = keys << np.uint64(1) | (words[:, 2] != 0).astype(np.uint64)
    return keys


def embed_tokens(parts: EmbeddingParts, docs: Sequence[Doc], positions: NDArray[np.int64], words: Keys) -> Floats:
    """Embed and mix the tokens at these positions of the batch, through the model's own layers."""
    order = np.argsort(positions, kind="stable")
    features = _features(parts.columns, docs, positions[order])
    hashed = parts.hashes.predict(features)
    ops: Ops = parts.vectors.ops
    vectors = docs[0].vocab.vectors
    rows = vectors.find(keys=words[positions[order], 0])
    static = ops.gemm(ops.as_contig(vectors.data[rows]), parameter(parts.vectors, "W"), trans2=True)
    static[rows < 0] = 0
    mixed = parts.mix.predict(np.concatenate((hashed, static), axis=1))
    result = np.empty_like(mixed)
    result[order] = mixed
    return result  # type: ignore[no-any-return]  # thinc's predict is untyped


def _features(columns: list[int | str], docs: Sequence[Doc], positions: NDArray[np.int64]) -> Keys:
    """Return the attributes of the tokens at these positions, which ascend."""
    parts, start = [], 0
    for doc in docs:
        low, high = np.searchsorted(positions, (start, start + len(doc)))
        if low < high:
            parts.append(doc.to_array(columns)[positions[low:high] - start])
        start += len(doc)
    return np.concatenate(parts)
