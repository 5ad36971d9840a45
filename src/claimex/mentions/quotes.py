"""Quotations: every stretch between quotation marks, nested and over several paragraphs.

Marks: « », “ ”, „ “, ‹ ›, ‘ ’, ‘’ ’’, straight " and '', straight ' inside another quotation, and — at the head of a
line of dialogue. Reads characters, never tokens; every mark is looked at a bounded number of times.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from claimex.annotations import BLOCKS, Block, Offsets, Quote, read, text_of
from claimex.layout import normalise

_MARKS = re.compile("‘'|''|[«»“”„‟‹›‘\"']")
_CLOSER = {
    "«": "»",
    "“": "”",
    "‟": "”",
    "„": "“”",
    "‹": "›",
    "‘": "'",
    '"': '"',
    "''": "''",
    "‘'": "''",
    "'": "'",
    "”": "”“",
}
_SYMMETRIC = frozenset({'"', "''"})
_DEEPEST = 8  # quotations one inside the other; more are slips, and would cost quadratic time
_SINGLE = 400  # characters of a quotation between apostrophes
_CARRY = 2000  # a quotation that is not reopened may be closed at most so many characters into later paragraphs
_DIALOGUE = re.compile(r"[—–―]\s+(?=\S)")
_SPOKEN = re.compile(r"[?!]|\b(?:je|j'|tu|nous|vous|on|moi|oui|non|mon|ma|mes|notre|votre)\b", re.IGNORECASE)
_OPENING_CONTEXT = frozenset("([{-–—/:'=>*_|«“‘‹„\"")


@dataclass(slots=True)
class _Open:
    """A quotation whose end has not been met. ``children`` are the finished ones inside it."""

    mark: str
    start: int
    inner: int
    starts: list[int] = field(default_factory=list)
    children: list[Quote] = field(default_factory=list)


def find_quotes(doc: Doc) -> Iterator[Quote]:
    """Yield the quotations of a text, as in « C'est faux », outer before inner."""
    text = normalise(text_of(doc))
    yield from _Reader(text, _paragraphs(doc, text)).quotes()


def _paragraphs(doc: Doc, text: str) -> tuple[Offsets, ...]:
    blocks = read(doc, BLOCKS, Block)
    if blocks:
        return tuple((block.start, block.end) for block in blocks)
    return tuple(match.span() for match in re.finditer(r"[^\n\r]+", text))


class _Reader:
    """Pairs the marks of one text, paragraph by paragraph."""

    def __init__(self, text: str, paragraphs: Sequence[Offsets]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.marks = [(match.start(), match[0]) for match in _MARKS.finditer(text)]
        self.found: list[Quote] = []
        self.stack: list[_Open] = []
        self.remaining: dict[str, int] = {}

    def quotes(self) -> list[Quote]:
        """Return all quotations in text order, outer before inner."""
        number = 0
        for index, (start, end) in enumerate(self.paragraphs):
            while number < len(self.marks) and self.marks[number][0] < start:
                number += 1
            first = number
            while number < len(self.marks) and self.marks[number][0] < end:
                number += 1
            self._read_paragraph(start, end, self.marks[first:number])
            self._leave(end, self.paragraphs[index + 1 : index + 2], number)
        self._give_up(len(self.text.rstrip()))
        return sorted(self.found, key=lambda quote: (quote.start, -quote.end))

    def _read_paragraph(self, start: int, end: int, marks: Sequence[tuple[int, str]]) -> None:
        if not self.stack and not marks and _DIALOGUE.match(self.text, start):
            self._read_dialogue(start, end)
            return
        self.remaining = {}
        for _, mark in marks:
            self.remaining[mark] = self.remaining.get(mark, 0) + 1
        for position, mark in marks:
            self.remaining[mark] -= 1
            if self.stack and not self.text[start:position].strip() and mark == self.stack[0].mark:
                self.stack[0].starts.append(position)
            else:
                self._read_mark(position, mark)

    def _read_mark(self, position: int, mark: str) -> None:
        level = self._closed_by(position, mark)
        if level is not None:
            self._close(level, position, position + len(mark))
        elif mark in _CLOSER and len(self.stack) < _DEEPEST and self._may_open(position, mark):
            if self.stack and self.stack[-1].mark == mark and mark in _SYMMETRIC and self.remaining[mark] < 2:
                self._abandon(len(self.stack) - 1, position)
            self.stack.append(_Open(mark, position, position + len(mark)))

    def _closed_by(self, position: int, mark: str) -> int | None:
        """Return the level of the open quotation that this mark closes; inner ones left open are given up with it."""
        for level in range(len(self.stack) - 1, -1, -1):
            if mark == "“" == self.stack[level].mark and self._has_closing_shape(position, mark):
                return level  # “On y va“, with the opening mark at both ends
            if mark not in _CLOSER[self.stack[level].mark]:
                continue
            if mark in _SYMMETRIC or mark == "'":
                return level if self._has_closing_shape(position, mark) else None
            return level
        top = len(self.stack) - 1
        return top if top >= 0 and self._is_slip(top, position, mark) else None

    def _is_slip(self, level: int, position: int, mark: str) -> bool:
        """Tell whether a mark of another style closes a quotation whose own is missing: « On y va", dit-il."""
        is_missing = not any(self.remaining.get(own, 0) for own in _CLOSER[self.stack[level].mark])
        return is_missing and mark in '»”"' and self._has_closing_shape(position, mark)

    def _has_closing_shape(self, position: int, mark: str) -> bool:
        before, after = self._around(position, len(mark))
        if mark == "'":
            return not after.isalnum() and not before.isspace()
        if before.isspace() or before in _OPENING_CONTEXT - {"'", '"', "-"}:
            # « " C'est faux " » with spaces inside the marks closes too; « dit-il. "Et » opens
            return not after.isalnum()
        is_inch = before.isdigit() and after == " " and self.remaining[mark] == 1
        return not (is_inch and self._next_closes(position, mark))

    def _next_closes(self, position: int, mark: str) -> bool:
        following = self.text.find(mark, position + 1)
        return following > 0 and not self.text[following - 1].isspace()

    def _may_open(self, position: int, mark: str) -> bool:
        before, after = self._around(position, len(mark))
        if mark in "«‹„":
            return True
        if mark == "'":
            outer = self.stack[-1].mark if self.stack else None
            is_shaped = (before.isspace() or before in '«“"(') and after.isalpha() and outer not in ("'", "‘")
            return is_shaped and self.remaining[mark] > 0 and (outer is not None or self._is_closed(position))
        if mark == "”":
            is_apart = before.isspace() or before in "'("
            return is_apart and (after.isalnum() or (after == " " and self.remaining.get("“", 0) > 0))
        if mark in "“‟‘":
            return not before.isalnum()
        return (before.isspace() or before in _OPENING_CONTEXT) and not (after.isspace() and self.remaining[mark] == 0)

    def _is_closed(self, position: int) -> bool:
        """Tell whether an apostrophe has its closing one in its paragraph: « 'On y va', dit-il », not « l 'eau »."""
        end = self.text.find("\n", position, position + _SINGLE)
        last = end if end >= 0 else position + _SINGLE
        for number in range(bisect_right(self.marks, (position, "~")), len(self.marks)):
            offset, mark = self.marks[number]
            if offset > last:
                return False
            if mark == "'" and self._has_closing_shape(offset, mark):
                return offset > position + 3
            if mark == "'" and self.text[offset - 1].isspace():
                return False
        return False

    def _around(self, position: int, width: int) -> tuple[str, str]:
        before = self.text[position - 1] if position else "\n"
        end = position + width
        return before, self.text[end] if end < len(self.text) else "\n"

    def _close(self, level: int, inner_end: int, end: int) -> None:
        while len(self.stack) > level + 1:
            self._abandon(len(self.stack) - 1, inner_end)
        self._finish(self.stack.pop(), inner_end, end, closed=True)

    def _abandon(self, level: int, end: int) -> None:
        """End a quotation whose closing mark is missing before the next one opened inside it, or here."""
        opened = self.stack.pop(level)
        first = min((child.start for child in opened.children), default=end)
        stop = opened.inner + len(self.text[opened.inner : min(end, first)].rstrip())
        children = opened.children
        opened.children = []
        if stop > opened.inner and opened.mark != "‘":
            self._finish(opened, stop, stop, closed=False)
        self._keep(children)

    def _finish(self, opened: _Open, inner_end: int, end: int, *, closed: bool) -> None:
        inner = self.text[opened.inner : inner_end]
        start = opened.inner + len(inner) - len(inner.lstrip())
        stop = max(start, opened.inner + len(inner.rstrip()))
        if stop > start:
            quote = Quote(opened.start, end, (start, stop), closed=closed, starts=tuple(opened.starts))
            children = [replace(child, depth=child.depth + 1) for child in opened.children]
            self._keep([quote, *children])

    def _keep(self, quotes: list[Quote]) -> None:
        (self.stack[-1].children if self.stack else self.found).extend(quotes)

    def _leave(self, end: int, following: Sequence[Offsets], number: int) -> None:
        """At the end of a paragraph: carry the outer quotation over if the next paragraph goes on with it."""
        while len(self.stack) > 1:
            self._abandon(len(self.stack) - 1, end)
        if self.stack and not (following and self._goes_on(self.stack[0].mark, end, following[0], number)):
            self._give_up(end)

    def _goes_on(self, mark: str, end: int, paragraph: Offsets, number: int) -> bool:
        for position, other in self.marks[number : number + 8]:
            if position > end + _CARRY:
                return False
            if other == mark:
                return not self.text[paragraph[0] : position].strip()
            if other in _CLOSER[mark] and mark not in _SYMMETRIC and mark != "'":
                return True
        return False

    def _give_up(self, end: int) -> None:
        while self.stack:
            self._abandon(len(self.stack) - 1, end)

    def _read_dialogue(self, start: int, end: int) -> None:
        """Read « — Vous viendrez ? » as speech: it ends as a sentence does, and somebody is asked or addressed."""
        line = self.text[start:end].rstrip()
        match = _DIALOGUE.match(line)
        if match and line[-1] in ".?!…" and _SPOKEN.search(line):
            stop = start + len(line)
            self.found.append(Quote(start, stop, (start + match.end(), stop), closed=False))
