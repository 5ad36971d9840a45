"""What makes the first claim come early: a rest for the garbage collector, and character classes worked out once."""

import gc
import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_PARAMETERS = ["charset", "iscased", "fixup", "fixes"]


@contextmanager
def quick_start() -> Iterator[None]:
    """Read spaCy's French and a model with the collector away and equal character classes worked out once."""
    with collector_paused(), classes_kept():
        yield


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


@contextmanager
def classes_kept() -> Iterator[None]:
    """Have Python's compiler of patterns keep what it made of a character class for the next time it stands there.

    The pattern for French words with hyphens holds « every letter, of any case » a thousand times over, and the
    compiler folds the case of all its 50,000 characters each time: half of the time that ``import spacy.lang.fr``
    and a load take together. The compiled patterns are the same. The compiler is Python's own affair, so a version
    that works in another way is left alone; inside another ``classes_kept`` nothing is to do.
    """
    compiler: Any = getattr(re, "_compiler", None)
    optimise: Callable[..., Any] | None = getattr(compiler, "_optimize_charset", None)
    is_known = optimise is not None and list(inspect.signature(optimise).parameters) == _PARAMETERS
    if optimise is None or not is_known or isinstance(optimise, _Keeping):
        yield
        return
    compiler._optimize_charset = _Keeping(optimise)
    try:
        yield
    finally:
        compiler._optimize_charset = optimise


class _Keeping:
    """A compiler's step from a character class to what it matches, done once a class."""

    def __init__(self, optimise: Callable[..., Any]) -> None:
        self._optimise = optimise
        self._kept: dict[Any, Any] = {}

    def __call__(self, charset: Any, iscased: Any = None, fixup: Any = None, fixes: Any = None, /) -> Any:
        if not fixup:  # the case of letters counts: quick as it is
            return self._optimise(charset, iscased, fixup, fixes)
        key = tuple(charset), iscased, fixup, id(fixes)
        if key not in self._kept:
            self._kept[key] = self._optimise(charset, iscased, fixup, fixes)
        return self._kept[key]
