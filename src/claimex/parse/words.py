"""What a parse is made of: words in their tree, stretches of them, and the whole."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from operator import attrgetter
from typing import Any, Literal, TypeVar, overload
from weakref import ReferenceType

from spacy.lang.fr.lex_attrs import like_num
from spacy.tokens import Doc

_place = attrgetter("i")


Found = TypeVar("Found")


class _Answers(dict["Word", Any]):
    """What a reading found for the words of one parse; a word that was not asked about is read."""

    def __init__(self, read: "Callable[[Word], Any]") -> None:
        super().__init__()
        self.read = read

    def __missing__(self, word: "Word") -> Any:
        found = self[word] = self.read(word)
        return found


def once_a_word(read: "Callable[[Word], Found]") -> "Callable[[Word], Found]":
    """Let grammar that is asked the same of a word again and again remember its answer as long as the parse lives."""

    @wraps(read)
    def remembered(word: "Word") -> Found:
        kept = word.doc.kept
        answers = kept.get(read)
        if answers is None:
            answers = kept[read] = _Answers(read)
        return answers[word]  # type: ignore[no-any-return]

    return remembered


class Morph:
    """The features that the tagger gives a form: ``morph.get("Gender", [])`` is ``["Fem"]``."""

    __slots__ = ("_features",)

    def __init__(self, written: str) -> None:
        pairs = (part.split("=", 1) for part in written.split("|") if "=" in part)
        self._features = {name: values.split(",") for name, values in pairs}

    def get(self, name: str, default: list[str]) -> list[str]:
        """Return the values of a feature."""
        return self._features.get(name, default)


class Word:
    """A token of the text with its place in the tree; ``head`` and ``children`` are words, in text order.

    ``form`` is the lower-case form with a straight apostrophe and without the hyphens of inversion.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "form",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lemma_",
        "lower_",
        "morph",
        "pos_",
        "sent",
        "text",
    )

    i: int
    idx: int
    text: str
    lower_: str
    form: str
    lemma_: str
    pos_: str
    dep_: str
    morph: Morph
    is_alpha: bool
    is_punct: bool
    is_space: bool
    is_sent_start: bool | None
    head: "Word"
    children: "tuple[Word, ...]"
    sent: "Stretch"
    doc: "Parse"

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"Word({self.i}, {self.text!r})"

    @property
    def lefts(self) -> "tuple[Word, ...]":
        """The children before the word."""
        return tuple([child for child in self.children if child.i < self.i])

    @property
    def rights(self) -> "tuple[Word, ...]":
        """The children after the word."""
        return tuple([child for child in self.children if child.i > self.i])

    @property
    def left_edge(self) -> "Word":
        """The first word of all that hangs on this one."""
        return min(self.subtree(), key=_place)

    @property
    def right_edge(self) -> "Word":
        """The last word of all that hangs on this one."""
        return max(self.subtree(), key=_place)

    def subtree(self) -> "list[Word]":
        """Return the word and all that hangs on it, in no order."""
        found = [self]
        for word in found:
            found += word.children
        return found

    @property
    def is_sent_end(self) -> bool | None:
        """Whether a sentence ends here; None where it is left open."""
        return True if self.i + 1 == len(self.doc) else self.doc[self.i + 1].is_sent_start

    @property
    def is_digit(self) -> bool:
        """Whether the word consists of digits."""
        return self.text.isdigit()

    @property
    def is_upper(self) -> bool:
        """Whether the word is written in capitals."""
        return self.text.isupper()

    @property
    def like_num(self) -> bool:
        """Whether the word looks like a number: « 12 », « douze », « 1,5 »."""
        return bool(like_num(self.text))  # type: ignore[no-untyped-call]

    def nbor(self, step: int = 1) -> "Word":
        """Return the word so many places on; ``IndexError`` beyond the text."""
        place = self.i + step
        if place < 0:
            raise IndexError(place)
        return self.doc[place]


class Stretch(Sequence[Word]):
    """Words ``start`` to ``end - 1`` of a parse."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: "Parse", start: int, end: int) -> None:
        self.doc = doc
        self.start = start
        self.end = end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, place: int | slice) -> Word | tuple[Word, ...]:
        return self.doc[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        """Where the first word starts."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """Where the last word ends."""
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as written."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Word:
        """The word on which the others hang: the one nearest to the root of the sentence, the first of several."""
        words = self.doc[self.start : self.end]
        for word in words:
            if word.head is word:
                return word
        outside = [word for word in words if not self.start <= word.head.i < self.end]
        return min(outside, key=_depth) if outside else words[0]


class Parse(tuple[Word, ...]):
    """The words of one document. A slice is a tuple of words; ``stretch`` is a slice that knows its place."""

    text: str
    user_data: dict[str, Any]
    forms: list[str]
    offsets: list[int]
    sents: list[Stretch]
    kept: dict[object, Any]  # what is read off these words alone, once for all who ask
    _annotated: frozenset[str]
    _source: "ReferenceType[Doc]"

    @property
    def source(self) -> Doc:
        """The document that was read; it lives longer than its parse."""
        doc = self._source()
        if doc is None:
            raise ReferenceError("the Doc of this parse is gone")
        return doc

    def has_annotation(self, name: Literal["LEMMA", "POS", "DEP", "MORPH", "SENT_START"]) -> bool:
        """Tell whether any word has the annotation."""
        return name in self._annotated

    def stretch(self, start: int, end: int) -> Stretch:
        """Return words ``start`` to ``end - 1``."""
        return Stretch(self, start, end)

    def char_span(
        self, start: int, end: int, *, alignment_mode: Literal["expand", "contract"] = "expand"
    ) -> Stretch | None:
        """Return the words touched by a stretch of characters, or those inside it; None beyond it or backwards."""
        if not (0 <= start < len(self.text) and 0 < end <= len(self.text) and start <= end):
            return None
        first, last = bisect_right(self.offsets, start) - 1, bisect_right(self.offsets, end - 1) - 1
        if alignment_mode == "contract":
            first += self.offsets[first] < start
            last -= end < self.offsets[last] + len(self[last].text)
            return Stretch(self, first, last + 1) if first <= last else None
        first += start == self.offsets[first] + len(self[first].text)  # the space after a word belongs to the next
        return Stretch(self, first, max(first, last + 1))


def _depth(word: Word) -> int:
    """Return how many heads stand above a word; marks and spaces with nothing on them never lead."""
    if (word.is_space or word.is_punct) and not word.children:
        return len(word.doc) - 1
    steps = 0
    while word.head is not word and steps < len(word.doc):
        word = word.head
        steps += 1
    return steps
