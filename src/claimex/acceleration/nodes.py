"""Reading thinc's tree of layers, and putting a node in another's place without changing what is saved."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

Node: TypeAlias = "Model[Any, Any]"
Floats = NDArray[np.float32]
Ops = Any  # thinc's types of arrays are classes of its own, which numpy's arrays are not


class MismatchError(Exception):
    """The model is not of the architecture that the fast path was written for; the stock path is kept."""


def parameter(node: Node, name: str) -> Floats:
    """Return a node's weights, the very array that the node holds."""
    return np.asarray(node.get_param(name))


def child(node: Node, index: int, name: str) -> Node:
    """Return a node's layer after checking that its name starts with ``name``."""
    if index >= len(node.layers) or not node.layers[index].name.startswith(name):
        raise MismatchError(f"expected {name!r} as layer {index} of {node.name[:60]!r}")
    return node.layers[index]


def only(node: Node, name: str) -> Node:
    """Return the one descendant of that exact name."""
    found = [layer for layer in node.walk() if layer.name == name]
    if len(found) != 1:
        raise MismatchError(f"expected one {name!r} under {node.name[:60]!r}, found {len(found)}")
    return found[0]


def rebuild(node: Node, forward: Callable[..., Any], **state: Any) -> Node:
    """Return a node with the same name, layers, dimensions and attributes that runs another ``forward``.

    ``state`` goes into the node's attributes, from where ``forward`` reads it. thinc leaves attributes out of a saved
    model when msgpack cannot write them, so the bytes are those of the stock model and load without claimex.
    """
    return Model(
        node.name,
        forward,
        init=node.init,
        dims={name: node.maybe_get_dim(name) for name in node.dim_names},
        layers=node.layers,
        attrs={**node.attrs, **state},
        refs={name: node.maybe_get_ref(name) for name in node.ref_names},
        ops=node.ops,
    )


def no_backprop(gradient: object) -> None:
    """Stand where thinc expects a callback: predictions carry no gradient."""
    raise RuntimeError("a prediction carries no gradient; call the model with is_train=True")
