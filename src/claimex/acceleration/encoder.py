"""The convolutional encoder in blocks that stay in the processor's cache: same weights, same arithmetic.

``MaxoutWindowEncoder`` is four layers of *window, maxout, normalise, add*. thinc runs each over a whole batch, so every
intermediate matrix goes out to memory and comes back. A token's output depends on four neighbours on each side and no
more, so a block of rows with four more at either end gives the very same rows, and a block fits the cache.

Before its maxout the first layer is a sum of three products: of the word, of its left and of its right neighbour. Each
hangs on one word alone, so it is kept by word (``word_products.py``), and the first layer looks up and adds.
"""

from collections.abc import Sequence
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import with_array

from claimex.acceleration.embedding import WordRows
from claimex.acceleration.nodes import Floats, MismatchError, Node, Ops, child, no_backprop, only, parameter, rebuild
from claimex.acceleration.word_products import PADDING, Found, WordProducts

BLOCK = 768  # rows, a multiple of four; products are then 1.8 MB at width 96
STATE = "claimex_blocks"
_PLACES = (0, 4, 5, 6, 7, 3)  # of Winograd's six products among eight matrices, so that ``_unmix`` needs no others


def accelerate_encoder(encode: Node) -> Node:
    """Return a node to stand in the place of ``with_array(residual(window >> maxout >> layernorm) * n)``.

    Raises ``MismatchError`` for another architecture.
    """
    layers = _read_layers(encode)
    if not layers or encode.attrs.get("pad") != len(layers):
        raise MismatchError(f"the encoder pads {encode.attrs.get('pad')} rows for {len(layers)} layers")
    if any(only(residual, "expand_window").attrs["window_size"] != 1 for residual in encode.layers[0].layers):
        raise MismatchError("the encoder's window is not one token on each side")
    return rebuild(encode, forward, **{STATE: BlockState()})


def forward(model: Node, arrays: Sequence[Floats], is_train: bool) -> tuple[Any, Any]:
    """Encode a batch; training goes the usual way."""
    state: BlockState = model.attrs[STATE]
    if is_train:
        state.clear()  # an optimizer may write into the very arrays that were prepared
        stock: Node = with_array(model.layers[0], pad=model.attrs["pad"])
        return stock(arrays, is_train)
    layers = state.prepare(model)
    known = state.products.find(arrays, model.ops) if isinstance(arrays, WordRows) else None
    return _encode(arrays, layers, known, model.ops), no_backprop


def _read_layers(encode: Node) -> list[tuple[Node, Node]]:
    """Return the maxout and the layer norm of each convolution."""
    stack = child(encode, 0, "residual")
    return [(only(residual, "maxout"), only(residual, "layernorm")) for residual in stack.layers]


class Convolution:
    """One layer's weights for four tokens at a time, one piece of the maxout after the other.

    Four windows side by side cover six rows and share most of them. Winograd's F(4, 3) computes all four from six
    products where twelve would be usual: sums of rows with sums of weights, chosen so that what is too much cancels
    (Lavin and Gray, *Fast Algorithms for Convolutional Neural Networks*, 2015). What cancels costs a part of the
    last digits: scores move by up to 3e-5, 7e-5 where the first layer too is computed so; ``close_calls.py`` allows
    for that.
    """

    def __init__(self, maxout: Node, norm: Node) -> None:
        self.source = parameter(maxout, "W")
        outputs, pieces, inputs = self.source.shape
        weights = np.ascontiguousarray(self.source.transpose(1, 0, 2).reshape(pieces * outputs, inputs).T)
        left, own, right = self.window = np.split(weights, 3)
        ends, far = left + right, left + 4 * right
        self.weights = (
            left / 4,
            (ends + own) / -6,
            (ends - own) / -6,
            (far + 2 * own) / 24,
            (far - 2 * own) / 24,
            right,
        )
        self.bias = np.ascontiguousarray(parameter(maxout, "b").T.reshape(-1))
        self.gain, self.shift = parameter(norm, "G"), parameter(norm, "b")
        self.width, self.pieces = outputs, pieces
        self.share = np.full(outputs, 1 / outputs, np.float32)

    def add_to(self, rows: Floats, scratch: "Scratch", ops: Ops) -> None:
        """Add the convolution of ``rows`` to ``rows``: every fourth token, those after them, and so on.

        Outside them all is zero.
        """
        inputs, products, hidden = scratch.views(rows.shape[1])
        _mix(rows, inputs)
        for mixed, weights, place in zip(inputs, self.weights, _PLACES, strict=True):
            ops.gemm(mixed, weights, out=products[place])
        products[_PLACES[1]] += self.bias
        _unmix(products)
        self.maxout(products[:4], hidden)
        self.normalise(hidden)
        rows += hidden

    def maxout(self, product: Floats, best: Floats) -> None:
        """Write the largest of the pieces."""
        width = self.width
        np.maximum(product[..., :width], product[..., width : 2 * width], out=best)
        for piece in range(2, self.pieces):
            np.maximum(best, product[..., piece * width : (piece + 1) * width], out=best)

    def normalise(self, rows: Floats) -> None:
        """Apply thinc's layer normalisation in place."""
        rows -= (rows @ self.share)[..., None]  # their mean, six times as fast as ``mean``
        variance = np.einsum("...i,...i->...", rows, rows) / np.float32(self.width) + np.float32(1e-8)
        rows *= (1 / np.sqrt(variance))[..., None]
        rows *= self.gain
        rows += self.shift


def _mix(rows: Floats, mixed: Floats) -> None:
    """Write the six sums of rows that Winograd's products are made from."""
    a, b, c, d = rows  # the last row before is d, the first one after is a
    far, near = d - 4 * b, c - 4 * a
    np.subtract(far, b, out=mixed[0])
    mixed[0, 1:] += 4 * d[:-1]
    np.add(far, near, out=mixed[1])
    np.subtract(far, near, out=mixed[2])
    far, near = d - b, 2 * (c - a)
    np.add(far, near, out=mixed[3])
    np.subtract(far, near, out=mixed[4])
    np.subtract(4 * a, 5 * c, out=mixed[5])
    mixed[5, :-1] += a[1:]


def _unmix(products: Floats) -> None:
    """Make of the six products the sums of four tokens side by side, which then come first."""
    first, second, third, fourth, one, other, near, far = products
    np.add(one, other, out=third)
    np.subtract(one, other, out=second)
    np.subtract(near, far, out=one)
    near += far
    first += third
    first += near
    near *= 4
    third += near
    fourth += second
    one *= 2
    second += one
    one *= 4
    fourth += one


class Scratch(local):
    """Working memory of one thread, kept from block to block."""

    def __init__(self) -> None:
        self.shape = (0, 0, 0)

    def fit(self, rows: int, width: int, pieces: int) -> None:
        """Make room for blocks of so many rows."""
        if self.shape != (rows, width, pieces):
            quarter = rows // 4
            self.inputs = np.empty((6, quarter, width), np.float32)
            self.products = np.empty((8, quarter, pieces * width), np.float32)
            self.hidden = np.empty((4, quarter, width), np.float32)
            self.shape = (rows, width, pieces)

    def views(self, fours: int) -> tuple[Floats, Floats, Floats]:
        """Return the first rows of the matrices for so many times four tokens."""
        return self.inputs[:, :fours], self.products[:, :fours], self.hidden[:, :fours]

    def wide(self, rows: int) -> tuple[Floats, Floats, Floats]:
        """Return the same memory as two products and a hidden matrix for so many single tokens."""
        total, spare = self.products.reshape(2, -1, self.products.shape[-1])[:, :rows]
        return total, spare, self.hidden.reshape(-1, self.hidden.shape[-1])[:rows]


_SCRATCH = Scratch()


class BlockState:
    """The prepared weights of one encoder, made anew when a parameter is replaced; never saved, copied or pickled."""

    layers: tuple[Convolution, ...]
    products: WordProducts

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget the prepared weights."""
        self.layers = ()

    def prepare(self, model: Node) -> tuple[Convolution, ...]:
        """Return the weights ready for use."""
        nodes = _read_layers(model)
        if len(nodes) != len(self.layers) or any(
            parameter(maxout, "W") is not layer.source for (maxout, _), layer in zip(nodes, self.layers, strict=True)
        ):
            self.layers = tuple(Convolution(maxout, norm) for maxout, norm in nodes)
            self.products = WordProducts(self.layers[0].window, self.layers[0].bias)
        return self.layers

    def __deepcopy__(self, memo: object) -> "BlockState":
        return BlockState()

    def __reduce__(self) -> tuple[type["BlockState"], tuple[()]]:
        return BlockState, ()


def _encode(arrays: Sequence[Floats], layers: tuple[Convolution, ...], known: Found | None, ops: Ops) -> list[Floats]:
    """Lay the documents out with zeros between them, run block by block, cut the documents out again."""
    pad, width = len(layers), layers[0].width
    length = pad + sum(len(array) + pad for array in arrays if len(array))
    padded = np.zeros((length + 3, width), np.float32)  # the last block too is read by fours
    places = np.full(length + 3, PADDING)
    starts = []
    position, done = pad, 0
    for array in arrays:
        starts.append(position)
        padded[position : position + len(array)] = array
        if known:
            places[position : position + len(array)] = known.places[done : done + len(array)]
        done += len(array)
        position += len(array) + pad if len(array) else 0
    encoded = np.empty_like(padded)
    _SCRATCH.fit(BLOCK, width, layers[0].pieces)
    step = BLOCK - 2 * pad
    for begin in range(0, length, step):
        end = min(begin + step, length)
        low, high = max(0, begin - pad), min(length, end + pad)
        high += -(high - low) % 4
        rows = padded[low:high].copy()
        if known:
            _look_up(rows, known, places[low:high], layers[0])
        fours = rows.reshape(-1, 4, width).transpose(1, 0, 2)
        split = np.ascontiguousarray(fours)
        for layer in layers[1:] if known else layers:
            layer.add_to(split, _SCRATCH, ops)
        fours[:] = split
        encoded[begin:end] = rows[begin - low : end - low]
    return [encoded[start : start + len(array)] for start, array in zip(starts, arrays, strict=True)]


def _look_up(rows: Floats, known: Found, places: NDArray[np.int64], layer: Convolution) -> None:
    """Add the first layer's convolution to the rows of words whose products are known."""
    total, spare, hidden = _SCRATCH.wide(len(rows))
    known.add_up(places, total, spare)
    layer.maxout(total, hidden)
    layer.normalise(hidden)
    rows += hidden
