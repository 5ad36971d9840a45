"""The convolutional encoder in blocks that stay in the processor's cache: same weights, same arithmetic.

``MaxoutWindowEncoder`` is four layers of *window, maxout, normalise, add*. thinc runs each over a whole batch, so every
intermediate matrix goes out to memory and comes back. A token's output depends on four neighbours on each side and no
more, so a block of rows with four more at either end gives the very same rows, and a block fits the cache.
"""

from collections.abc import Sequence
from threading import local
from typing import Any

import numpy as np
from thinc.api import with_array

from claimex.acceleration.nodes import Floats, MismatchError, Node, Ops, child, no_backprop, only, parameter, rebuild

BLOCK = 512  # rows; window and product are then 0.6 MB each at width 96
STATE = "claimex_blocks"


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
    return _encode(arrays, state.prepare(model), model.ops), no_backprop


def _read_layers(encode: Node) -> list[tuple[Node, Node]]:
    """Return the maxout and the layer norm of each convolution."""
    stack = child(encode, 0, "residual")
    return [(only(residual, "maxout"), only(residual, "layernorm")) for residual in stack.layers]


class Convolution:
    """One layer's weights in the order a block reads them: one piece of the maxout after the other."""

    def __init__(self, maxout: Node, norm: Node) -> None:
        self.source = parameter(maxout, "W")
        outputs, pieces, inputs = self.source.shape
        self.weights = np.ascontiguousarray(self.source.transpose(1, 0, 2).reshape(pieces * outputs, inputs).T)
        self.bias = np.ascontiguousarray(parameter(maxout, "b").T.reshape(-1))
        self.gain, self.shift = parameter(norm, "G"), parameter(norm, "b")
        self.width, self.pieces = outputs, pieces

    def add_to(self, rows: Floats, scratch: "Scratch", ops: Ops) -> None:
        """Add the convolution of ``rows`` to ``rows``; outside them all is zero."""
        count, width = rows.shape
        window, product, hidden = scratch.views(count)
        window[:, width : 2 * width] = rows
        window[0, :width] = 0
        window[1:, :width] = rows[:-1]
        window[-1, 2 * width :] = 0
        window[:-1, 2 * width :] = rows[1:]
        ops.gemm(window, self.weights, out=product)
        np.add(product, self.bias, out=product)
        np.maximum(product[:, :width], product[:, width : 2 * width], out=hidden)
        for piece in range(2, self.pieces):
            np.maximum(hidden, product[:, piece * width : (piece + 1) * width], out=hidden)
        normalise(hidden, self.gain, self.shift)
        rows += hidden


def normalise(rows: Floats, gain: Floats, shift: Floats) -> None:
    """Apply thinc's layer normalisation in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]) + np.float32(1e-8)
    rows *= (1 / np.sqrt(variance))[:, None]
    rows *= gain
    rows += shift


class Scratch(local):
    """Working memory of one thread, kept from block to block."""

    def __init__(self) -> None:
        self.shape = (0, 0, 0)

    def fit(self, rows: int, width: int, pieces: int) -> None:
        """Make room for blocks of so many rows."""
        if self.shape != (rows, width, pieces):
            self.window = np.empty((rows, 3 * width), np.float32)
            self.product = np.empty((rows, pieces * width), np.float32)
            self.hidden = np.empty((rows, width), np.float32)
            self.shape = (rows, width, pieces)

    def views(self, rows: int) -> tuple[Floats, Floats, Floats]:
        """Return the first rows of the three matrices."""
        return self.window[:rows], self.product[:rows], self.hidden[:rows]


_SCRATCH = Scratch()


class BlockState:
    """The prepared weights of one encoder, made anew when a parameter is replaced; never saved, copied or pickled."""

    def __init__(self) -> None:
        self.layers: tuple[Convolution, ...] = ()

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
        return self.layers

    def __deepcopy__(self, memo: object) -> "BlockState":
        return BlockState()

    def __reduce__(self) -> tuple[type["BlockState"], tuple[()]]:
        return BlockState, ()


def _encode(arrays: Sequence[Floats], layers: tuple[Convolution, ...], ops: Ops) -> list[Floats]:
    """Lay the documents out with zeros between them, run block by block, cut the documents out again."""
    pad, width = len(layers), layers[0].width
    padded = np.zeros((pad + sum(len(array) + pad for array in arrays if len(array)), width), np.float32)
    starts = []
    position = pad
    for array in arrays:
        starts.append(position)
        padded[position : position + len(array)] = array
        position += len(array) + pad if len(array) else 0
    encoded = np.empty_like(padded)
    _SCRATCH.fit(BLOCK, width, layers[0].pieces)
    step = BLOCK - 2 * pad
    for begin in range(0, len(padded), step):
        end = min(begin + step, len(padded))
        low = max(0, begin - pad)
        rows = padded[low : min(len(padded), end + pad)].copy()
        for layer in layers:
            layer.add_to(rows, _SCRATCH, ops)
        encoded[begin:end] = rows[begin - low : end - low]
    return [encoded[start : start + len(array)] for start, array in zip(starts, arrays, strict=True)]
