"""Lemma tables that answer « is this word in the list? » at once, and that the garbage collector passes over.

``lemma_index`` holds lists, 66,191 nouns in one of them, and the French lemmatizer searches one for every word that it
meets for the first time. The lists stay lists, in the same order and saved as before; they only look a word up faster.

``lemma_exc`` and ``lemma_lookup`` hold 392,963 lists of one or two lemmas, which every full collection visits: a fifth
of a second each time. As tuples of strings they are left out of it, and forms of one lemma share one. That takes as
long as one collection, so it waits until a stream of documents is read; in a process whose objects are frozen (a
worker's), nothing visits them anyway.
"""

import gc
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

import numpy
from spacy.attrs import LEMMA, ORTH, POS
from spacy.errors import Errors
from spacy.lang.fr.lemmatizer import FrenchLemmatizer
from spacy.lookups import Table
from spacy.tokens import Doc

from claimex.acceleration.nodes import MismatchError

SETTLE_AFTER = 16  # documents: one batch


class WordList(list[str]):
    """A list that finds a word without searching; it is not meant to change.

    >>> "maires" in WordList(["maire", "maires"])
    True
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        super().__init__(words)
        self._words = frozenset(self)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __reduce__(self) -> tuple[type["WordList"], tuple[list[str]]]:
        return WordList, (list(self),)


class QuickLemmatizer(FrenchLemmatizer):
    """Asks the French lemmatizer once a form and part of speech, and writes the lemmas of a document together."""

    documents_read = 0

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas that are not set."""
        self.documents_read += 1
        if self.documents_read == SETTLE_AFTER and not gc.get_freeze_count():
            _settle(self)
        if not self._validated:
            self._validate_tables(Errors.E1004)
        keys: Any = doc.to_array([ORTH, POS, LEMMA])
        forms: list[tuple[int, int, int]] = keys.tolist()
        kept, overwrite = self.cache.get, self.overwrite
        try:
            found = [
                lemma if lemma and not overwrite else kept((orth, part, "lemma")) or self._lemma(doc, i, orth, part)
                for i, (orth, part, lemma) in enumerate(forms)
            ]
        except Exception as error:
            self.get_error_handler()(self.name, self, [doc], error)
            return doc
        if found:
            doc.from_array([LEMMA], numpy.array(found, dtype="uint64"))  # type: ignore[arg-type]  # one dimension will do
        return doc

    def _lemma(self, doc: Doc, place: int, orth: int, part: int) -> int:
        lemma = self.cache[orth, part, "lemma"] = doc.vocab.strings.add(self.lemmatize(doc[place])[0])
        return lemma


def accelerate_lemmas(lemmatizer: object) -> None:
    """Put a ``WordList`` in the place of each list of words; ``MismatchError`` for another lemmatizer."""
    table = _index_of(lemmatizer)
    if type(lemmatizer) is FrenchLemmatizer:
        lemmatizer.__class__ = QuickLemmatizer
    for part, words in list(table.items()):
        if type(words) is list:
            table[part] = WordList(words)


def restore_lemmas(lemmatizer: object) -> None:
    """Undo ``accelerate_lemmas``."""
    table = _index_of(lemmatizer)
    for part, words in list(table.items()):
        if type(words) is WordList:
            table[part] = list(words)
    if isinstance(lemmatizer, QuickLemmatizer):
        lemmatizer.__class__ = FrenchLemmatizer  # type: ignore[assignment]  # back to the parent
    _change(lemmatizer, tuple, list)


def _settle(lemmatizer: object) -> None:
    """Put a tuple in the place of each list of lemmas."""
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    _change(lemmatizer, list, lambda lemmas: shared.setdefault(tuple(lemmas), tuple(lemmas)))


def _change(lemmatizer: object, kind: type, change: Callable[[Any], object]) -> None:
    """Change all values of a kind in the tables of forms, each under its key."""
    lookups = lemmatizer.lookups  # type: ignore[attr-defined]  # ``_index_of`` has looked
    for table in (lookups.get_table("lemma_lookup"), *lookups.get_table("lemma_exc").values()):
        assign = OrderedDict.__setitem__ if isinstance(table, Table) else dict.__setitem__  # its keys stay as hashed
        for key, lemmas in table.items():
            if type(lemmas) is kind:
                assign(table, key, change(lemmas))


def _index_of(lemmatizer: object) -> Table:
    if not isinstance(lemmatizer, FrenchLemmatizer) or lemmatizer.mode != "rule":
        raise MismatchError("the lemmatizer is not the French one that follows rules")
    return lemmatizer.lookups.get_table("lemma_index")
