"""What each word brings to the encoder's first layer, kept from text to text: as the word itself and as a neighbour.

The first convolution multiplies the rows of three words side by side with its weights. That is the sum of three smaller
products, one for each place of the window, and each hangs on one word: it is computed once and looked up ever after.
"""

from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claimex.acceleration.embedding import ROWS, WordRows
from claimex.acceleration.nodes import Floats, Ops

Places = NDArray[np.int64]

WORDS = 5_000  # 17 MB of products at width 96; they start afresh when that is full
PADDING = 0  # the place of the zeros between documents


class Found(NamedTuple):
    """Where each token's products are, and the products as left neighbour, as the word itself, as right neighbour."""

    places: Places
    products: tuple[Floats, Floats, Floats]

    def add_up(self, places: Places, total: Floats, spare: Floats) -> None:
        """Write into ``total`` the first layer's sums for tokens in a row; outside them all is zero."""
        left, own, right = self.products
        np.take(own, places, axis=0, out=total, mode="clip")  # the default mode copies once more
        shifted = spare[: len(places) - 1]
        np.take(left, places[:-1], axis=0, out=shifted, mode="clip")
        total[1:] += shifted
        np.take(right, places[1:], axis=0, out=shifted, mode="clip")
        total[:-1] += shifted


class WordProducts:
    """Products by the place of a word in the memo of embedded words.

    Readers hold on to the tables that they found: those grow only beyond what is in use, and are replaced as a whole. A
    thread that finds another one storing goes without.
    """

    def __init__(self, window: list[Floats], bias: Floats) -> None:
        """``window`` has the weights of the left neighbour, of the word and of the right neighbour."""
        self._window, self._bias = window, bias
        self._lock = Lock()
        self._edition: object = None
        self._clear()

    def find(self, words: WordRows, ops: Ops) -> Found | None:
        """Return the products of a batch of words, after computing those that are new; None when that cannot be."""
        if words.places is None or not len(words.places) or not self._lock.acquire(blocking=False):
            return None
        try:
            if words.edition is not self._edition:
                self._clear()
                self._edition = words.edition
            if not self._add_new(words.places, words.matrix, ops):
                self._clear()
                if not self._add_new(words.places, words.matrix, ops):
                    return None
            left, own, right = self._products
            return Found(self._places[words.places], (left, own, right))
        finally:
            self._lock.release()

    def _clear(self) -> None:
        self._places = np.full(ROWS, -1, np.int64)
        self._products = [np.empty((WORDS, len(self._bias)), np.float32) for _ in range(3)]
        left, own, right = self._products
        left[PADDING], own[PADDING], right[PADDING] = 0, self._bias, 0
        self._used = 1

    def _add_new(self, words: Places, matrix: Floats, ops: Ops) -> bool:
        """Compute the products of words not met yet; False when they find no room."""
        unknown = np.flatnonzero(self._places[words] < 0)
        new, first = np.unique(words[unknown], return_index=True)
        start, end = self._used, self._used + len(new)
        if end > WORDS:
            return False
        if len(new):
            rows = matrix[unknown[first]]
            for weights, product in zip(self._window, self._products, strict=True):
                ops.gemm(rows, weights, out=product[start:end])
            self._products[1][start:end] += self._bias
            self._places[new] = np.arange(start, end)
            self._used = end
        return True
