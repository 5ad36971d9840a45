"""The stock pipeline, faster: the same weights, the same annotations, fewer cycles.

>>> import spacy
>>> from claimex.acceleration import accelerate
>>> nlp = accelerate(spacy.load("fr_core_news_md"))

Saved, the pipeline's weights are those of the stock model. What each part does and what it gains: docs/speed.md.
"""

from claimex.acceleration.swap import PARTS, accelerate

__all__ = ["PARTS", "accelerate"]
