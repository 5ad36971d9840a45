"""Python's garbage collector, kept away while much is made of which nothing is garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector away for a while, for instance while a model is read.

    ``fr_core_news_md`` holds 400,000 lists in its lemma tables and spaCy's French half as many parts of one pattern:
    the collector would visit those already made again and again, a tenth to a half of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
