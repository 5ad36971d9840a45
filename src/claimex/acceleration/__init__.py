"""The stock pipeline, faster: the same weights, the same annotations, fewer cycles.

>>> import spacy
>>> from claimex.acceleration import accelerate
>>> nlp = accelerate(spacy.load("fr_core_news_md"))

Saved, the pipeline's weights are those of the stock model. What each part does and what it gains: docs/speed.md.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimex.acceleration.swap import PARTS, accelerate

__all__ = ["PARTS", "accelerate"]


def __getattr__(name: str) -> Any:
    """Import what is asked for: spaCy imports this package for its factories whenever it makes a pipeline."""
    if name not in __all__:
        raise AttributeError(f"module 'claimex.acceleration' has no attribute {name!r}")
    from claimex.acceleration import swap

    return getattr(swap, name)
