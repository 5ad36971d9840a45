"""What spaCy's two transition-based components share: one kind of model, and batches."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.util import minibatch

from claimex.acceleration.nodes import Floats, MismatchError, Node, parameter

PIECES = 2  # of the maxout over a state's features


def check_parser_model(component: Any, *, features: int) -> None:
    """Raise ``MismatchError`` unless the model is the one our decoders know: so many features, two pieces, greedy."""
    model: Node = component.model
    if model.name != "parser_model" or not model.attrs.get("has_upper") or model.attrs.get("unseen_classes"):
        raise MismatchError(f"{component.name} has another transition model")
    lower = model.get_ref("lower")
    if (lower.get_dim("nF"), lower.get_dim("nP")) != (features, PIECES):
        raise MismatchError(f"{component.name} has {lower.get_dim('nF')} features and {lower.get_dim('nP')} pieces")
    if component.cfg.get("beam_width", 1) != 1:
        raise MismatchError(f"{component.name} searches with a beam")


def read_lower(lower: Node) -> tuple[list[Floats], Floats, Floats]:
    """Return the lower layer's weights by feature, its padding by feature and its bias, one piece after the other."""
    weights = parameter(lower, "W")
    features, hidden, pieces, inputs = weights.shape
    by_piece = weights.transpose(0, 2, 1, 3).reshape(features, pieces * hidden, inputs)
    padding = parameter(lower, "pad").reshape(features, hidden, pieces).transpose(0, 2, 1).reshape(features, -1)
    bias = parameter(lower, "b").reshape(hidden, pieces).T.reshape(-1)
    return [np.ascontiguousarray(part.T) for part in by_piece], padding, np.ascontiguousarray(bias)


def annotate_batches(component: Any, stream: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
    """Predict and annotate whole batches; spaCy's own loop would cut each into four."""
    handle_error = component.get_error_handler()
    for batch in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]  # spacy.util has no types
        docs = list(batch)
        try:
            component.set_annotations(docs, component.predict(docs))
        except Exception as error:  # spaCy's contract: the pipeline's error handler decides
            handle_error(component.name, component, docs, error)
        else:
            yield from docs
