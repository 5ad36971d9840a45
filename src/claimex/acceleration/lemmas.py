"""Lemma tables that answer « is this word in the list? » at once.

``lemma_index`` holds lists, 66,191 nouns in one of them, and the French lemmatizer searches one for every word that it
meets for the first time. The lists stay lists, in the same order and saved as before; they only look a word up faster.
"""

from collections.abc import Iterable

from spacy.lang.fr.lemmatizer import FrenchLemmatizer
from spacy.lookups import Table

from claimex.acceleration.nodes import MismatchError


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


def accelerate_lemmas(lemmatizer: object) -> None:
    """Put a ``WordList`` in the place of each list of ``lemma_index``; ``MismatchError`` for another lemmatizer."""
    table = _index_of(lemmatizer)
    for part, words in list(table.items()):
        if type(words) is list:
            table[part] = WordList(words)


def restore_lemmas(lemmatizer: object) -> None:
    """Undo ``accelerate_lemmas``."""
    table = _index_of(lemmatizer)
    for part, words in list(table.items()):
        if type(words) is WordList:
            table[part] = list(words)


def _index_of(lemmatizer: object) -> Table:
    if not isinstance(lemmatizer, FrenchLemmatizer) or lemmatizer.mode != "rule":
        raise MismatchError("the lemmatizer is not the French one that follows rules")
    return lemmatizer.lookups.get_table("lemma_index")
