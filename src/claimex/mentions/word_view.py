"""A text seen as words by character: what stands before and after an offset, and how the tagger reads it.

Amounts are read from characters (spaCy splits « 10 000 » in two); this view gives the words around them and, when the
doc has tags, the part of speech and lemma of the token that starts where a word starts.
"""

import re
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from spacy.tokens import Doc

from claimex.annotations import text_of
from claimex.layout import normalise

_WORD = re.compile(r"[^\W\d_]+'|[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,' ]\d+)*|[%€$£#]|[,:()«»\"“”\[\]–—.;!?|\n…]")
_new = tuple.__new__
_CLAUSE_END = "!?;|\n…"
REACH = 140  # characters looked back for what governs an amount


class Word(NamedTuple):
    """A word or mark with its offset; ``lower`` is what lists are compared with."""

    start: int
    end: int
    text: str
    lower: str


class WordView:
    """The words and tags around any offset of a doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = normalise(text_of(doc))
        lower = self.text.lower()
        self.lower = (
            lower
            if len(lower) == len(self.text)
            else "".join(c if len(c.lower()) > 1 else c.lower() for c in self.text)
        )

    def before(self, offset: int, *, reach: int = REACH) -> list[Word]:
        """Return the words before an offset, nearest last, as far as the sentence and ``reach`` go."""
        floor = max(0, offset - reach)
        start = max(
            floor, *(self.text.rfind(mark, floor, offset) + 1 for mark in _CLAUSE_END), self._stop_before(floor, offset)
        )
        words = self._words(start, offset)
        if start == floor and start and words and self.text[start - 1].isalnum():
            del words[0]  # it is cut
        return words

    def _stop_before(self, floor: int, offset: int) -> int:
        """Return where the sentence before an offset starts, the stops inside numbers left aside."""
        stop = self.text.rfind(".", floor, offset)
        while stop > floor and self._is_inner_stop(stop):
            stop = self.text.rfind(".", floor, stop)
        return stop + 1

    def _is_inner_stop(self, stop: int) -> bool:
        """Say whether a stop ends no sentence: in a number, or after an initial (« Bruno R., 34 ans »)."""
        previous = self.text[stop - 1]
        if previous.isdigit():
            return self.text[stop + 1 : stop + 2].isdigit()
        return previous.isupper() and not self.text[stop - 2 : stop - 1].isalnum()

    def after(self, offset: int, *, count: int, reach: int = 60) -> list[Word]:
        """Return up to ``count`` words after an offset."""
        return self._words(offset, min(len(self.text), offset + reach), count)

    def _words(self, start: int, end: int, count: int | None = None) -> list[Word]:
        """Return the words of a stretch, at most ``count``, made without a named tuple's slow constructor."""
        lower = self.lower
        words = []
        for match in islice(_WORD.finditer(self.text, start, end), count):
            first, last = match.span()
            words.append(_new(Word, (first, last, match[0], lower[first:last])))
        return words

    @cached_property
    def _tokens(self) -> dict[int, int]:
        """Token index by its offset; empty when the doc has no tags."""
        if not any(self._tags):
            return {}
        return dict(zip(self.doc.to_array("IDX").tolist(), range(len(self.doc)), strict=True))

    @cached_property
    def _tags(self) -> list[str]:
        keys: list[int] = self.doc.to_array("POS").tolist()
        names = {key: self.doc.vocab.strings[key] if key else "" for key in set(keys)}
        return [names[key] for key in keys]

    def tag(self, word: Word) -> str | None:
        """Return the part of speech of the token that starts with a word; None when unknown."""
        index = self._tokens.get(word.start)
        return None if index is None else self._tags[index] or None

    def lemma(self, word: Word) -> str:
        """Return the lemma of the token that is exactly this word; "" when there is none."""
        index = self._tokens.get(word.start)
        if index is None or len(self.doc[index]) != len(word.text):
            return ""
        return self.doc[index].lemma_.lower()
