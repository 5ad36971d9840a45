"""From text to ``Extraction``. Typed results are born here and nowhere else.

``articles`` makes a ``Doc`` of an article, ``results`` reads the result off it, ``streams`` does both for many.
"""

from claimex.extract.articles import Article, make_doc
from claimex.extract.results import build_producer, read
from claimex.extract.streams import default_pipeline, extract, extract_many

__all__ = ["Article", "build_producer", "default_pipeline", "extract", "extract_many", "make_doc", "read"]
