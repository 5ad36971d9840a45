"""A text seen as words by character: what stands before and after an offset, and how the tagger reads it.

Amounts are read from characters (spaCy splits « 10 000 » in two); this view gives the words around them and, when the
doc has tags, the part of speech and lemma of the token that starts where a word starts.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate, islice, repeat
from typing import NamedTuple

from spacy.tokens import Doc

from claimex.annotations import text_of
from claimex.layout import normalise

_WORD = re.compile(r"[^\W\d_]+'|[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,' ]\d+)*|[%€$£#]|[,:()«»\"“”\[\]–—.;!?|\n…]")
_new = tuple.__new__
_SPLIT = re.compile(f"({_WORD.pattern})")
_CLAUSE_END = re.compile("[!?;|\n…]")
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

    @cached_property
    def _all(self) -> tuple[list[int], list[Word]]:
        """All words of the text, and where they start."""
        parts = _SPLIT.split(self.text)  # what stands between words, and the words
        ends = list(accumulate(map(len, parts)))
        starts, ends = ends[:-1:2], ends[1::2]
        lowers = map(self.lower.__getitem__, map(slice, starts, ends))
        return starts, list(map(_new, repeat(Word), zip(starts, ends, parts[1::2], lowers, strict=True)))

    @cached_property
    def _clause_starts(self) -> list[int]:
        """Where the marks that end a clause wherever they stand do so."""
        return [0, *(mark.end() for mark in _CLAUSE_END.finditer(self.text))]

    def before(self, offset: int, *, reach: int = REACH) -> list[Word]:
        """Return the words before an offset, nearest last, as far as the sentence and ``reach`` go."""
        floor = max(0, offset - reach)
        clause = self._clause_starts[bisect_right(self._clause_starts, offset) - 1]
        start = max(floor, clause, self._stop_before(floor, offset))
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
        """Return the words of a stretch, at most ``count``; one that its bounds cut is read as far as they go."""
        starts, words = self._all
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        is_cut = first > 0 and words[first - 1].end > start
        if count is not None and first + count < last:
            last = first + count
        elif last > 0 and words[last - 1].end > end:
            is_cut = True
        return self._cut_words(start, end, count) if is_cut else words[first:last]

    def _cut_words(self, start: int, end: int, count: int | None) -> list[Word]:
        matches = islice(_WORD.finditer(self.text, start, end), count)
        return [_new(Word, (*match.span(), match[0], self.lower[slice(*match.span())])) for match in matches]

    @cached_property
    def _tokens(self) -> list[int]:
        """Where the tokens start; none when the doc has no tags."""
        return self.doc.to_array("IDX").tolist() if any(self._tags) else []

    @cached_property
    def _tags(self) -> list[int]:
        """The numbers of the tokens' parts of speech."""
        return self.doc.to_array("POS").tolist()  # type: ignore[no-any-return]  # of one column

    def _token_at(self, offset: int) -> int | None:
        """Return the index of the token that starts at an offset."""
        index = bisect_left(self._tokens, offset)
        return index if index < len(self._tokens) and self._tokens[index] == offset else None

    def tag(self, word: Word) -> str | None:
        """Return the part of speech of the token that starts with a word; None when unknown."""
        index = self._token_at(word.start)
        return None if index is None else self.doc.vocab.strings[self._tags[index]] or None

    def agrees(self, word: Word, *, feminine: bool) -> bool:
        """Say whether a noun may have this gender; one that the tagger gives none may have both."""
        index = self._token_at(word.start)
        genders = [] if index is None else self.doc[index].morph.get("Gender", [])
        return not genders or ("Fem" if feminine else "Masc") in genders

    def lemma(self, word: Word) -> str:
        """Return the lemma of the token that is exactly this word; "" when there is none."""
        index = self._token_at(word.start)
        if index is None or len(self.doc[index]) != len(word.text):
            return ""
        return self.doc[index].lemma_.lower()
