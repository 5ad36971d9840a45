"""Putting the fast parts in the place of the stock ones, and taking them out again when they disagree."""

import hashlib
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from spacy.language import Language
from thinc.api import Model, NumpyOps

import claimex
from claimex import cache
from claimex.acceleration import embedding, encoder
from claimex.acceleration.backend import CACHE, choose_ops, machine_key
from claimex.acceleration.entities import EntityDecoder
from claimex.acceleration.lemmas import accelerate_lemmas, restore_lemmas
from claimex.acceleration.morphology import check_morphologizer_model
from claimex.acceleration.nodes import MismatchError, Node, parameter
from claimex.acceleration.parsing import ParserDecoder
from claimex.acceleration.tags import check_rules
from claimex.acceleration.verification import Annotations, annotate

BATCH_SIZE = 16  # documents; spaCy's 256 fall out of every cache and take ten times the memory
STOCK = {"tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner"}

Undo = Callable[[], object]

# A stock factory, what raises ``MismatchError`` for a component that ours cannot stand in for, and ours.
REPLACEMENTS: dict[str, tuple[Callable[[Any], object], str]] = {
    "attribute_ruler": (check_rules, "claimex_attribute_ruler"),
    "morphologizer": (check_morphologizer_model, "claimex_morphologizer"),
    "parser": (ParserDecoder, "claimex_parser"),
    "ner": (EntityDecoder, "claimex_ner"),
}
PARTS = STOCK.union(replacement for _, replacement in REPLACEMENTS.values())


def accelerate(nlp: Language) -> Language:
    """Make a pipeline of ``fr_core_news_md``'s architecture faster, in place; annotations stay the same.

    Before its first use on a machine the fast path is compared with the stock path on a few sentences. Where the
    architecture is another one, or one annotation differs, the pipeline is left as it was and a warning says why.
    """
    names = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in STOCK]
    key = f"verified {_pipeline_key(nlp, names)}"
    expected = None if cache.recall(CACHE, key) is True else annotate(nlp, names)
    undo: list[Undo] = []
    try:
        for step in _swaps(nlp, names):
            undo.append(step)
        if expected is not None:
            _compare(nlp, names, expected)
            cache.remember(CACHE, key, True)
    except MismatchError as reason:
        for step in reversed(undo):
            step()
        warnings.warn(f"{nlp.meta['name']} runs on spaCy's own path, slower: {reason}", RuntimeWarning, stacklevel=2)
    return nlp


def _compare(nlp: Language, names: list[str], expected: list[Annotations]) -> None:
    try:
        annotations = annotate(nlp, names)
    except Exception as error:  # whatever goes wrong on the fast path, the stock path is still there
        raise MismatchError(f"the fast path fails with {error!r}") from error
    if annotations != expected:
        raise MismatchError("its annotations differ from those of the stock path")


def _swaps(nlp: Language, names: list[str]) -> Iterator[Undo]:
    """Swap part after part, yielding for each what puts the stock part back."""
    yield partial(setattr, nlp, "batch_size", nlp.batch_size)
    nlp.batch_size = BATCH_SIZE
    ops = choose_ops()
    settings = nlp.config.interpolate()["components"]  # a parser's width refers to the tok2vec's
    for name in names:
        factory = nlp.get_pipe_meta(name).factory
        component: Any = nlp.get_pipe(name)
        if factory == "lemmatizer":
            accelerate_lemmas(component)
            yield partial(restore_lemmas, component)
        elif factory in REPLACEMENTS:
            check, replacement = REPLACEMENTS[factory]
            check(component)
            _replace(nlp, name, replacement, settings[name])
            yield partial(_replace, nlp, name, factory, settings[name])
        model = getattr(nlp.get_pipe(name), "model", None)
        if isinstance(model, Model):
            yield from _swap_nodes(model)
            yield _swap_ops(model, ops)


def _replace(nlp: Language, name: str, factory: str, settings: dict[str, Any]) -> None:
    """Replace a component by one of another factory with the same settings and data."""
    old: Any = nlp.get_pipe(name)
    config = {key: value for key, value in settings.items() if key != "factory"}
    new: Any = nlp.replace_pipe(name, factory, config=config)
    new.from_bytes(old.to_bytes(exclude=["vocab"]), exclude=["vocab"])


def _swap_nodes(model: Node) -> Iterator[Undo]:
    """Replace every tok2vec's embedding and encoder."""
    for node in list(model.walk()):
        if not (node.has_ref("embed") and node.has_ref("encode")):
            continue
        embed, encode = node.get_ref("embed"), node.get_ref("encode")
        if embedding.STATE not in embed.attrs:
            yield _swap_node(model, embed, embedding.accelerate_embedding(embed))
        if encoder.STATE not in encode.attrs:
            yield _swap_node(model, encode, encoder.accelerate_encoder(encode))


def _swap_node(model: Node, old: Node, new: Node) -> Undo:
    model.replace_node(old, new)
    return partial(model.replace_node, new, old)


def _swap_ops(model: Node, ops: NumpyOps) -> Undo:
    before = [(node, node.ops) for node in model.walk()]

    def restore() -> None:
        for node, stock in before:
            node.ops = stock

    for node, stock in before:
        if not isinstance(stock, NumpyOps):
            raise MismatchError("the model is not on the CPU")
        node.ops = ops
    return restore


def _pipeline_key(nlp: Language, names: list[str]) -> str:
    """Return a digest of all that the comparison with the stock path depends on."""
    digest = hashlib.sha256(f"{claimex.__version__} {machine_key()} {names}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    for name in names:
        model = getattr(nlp.get_pipe(name), "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            for weights in node.param_names:
                if node.has_param(weights):
                    digest.update(parameter(node, weights).tobytes())
    return digest.hexdigest()
