"""The lines of a text and the marks at their heads."""

import re
from dataclasses import dataclass
from typing import Literal

from claimex.annotations import Offsets


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it. ``start``/``end`` are offsets into the text."""

    start: int
    end: int
    text: str
    indent: int = 0
    gap: bool = False  # an empty line stands before it


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark at the head of a list item, e.g. « • », « – », « 2) ». ``content`` is where the item's words begin."""

    kind: Literal["bullet", "dash", "number", "letter"]
    content: int
    value: int = 0


_MARKER = re.compile(
    r"(?:(?P<bullet>[•◦▪▫‣·●○■□►▶➢➤➔→✓✔✅❖⁃*+]|\uf0b7)\s*(?=\S)"
    r"|(?P<dash>[-–—―])\s+(?=\S)"
    r"|(?P<number>\d{1,2})(?:[.)/]|°\)?|\s?[-–]|er\)|e\))\s+(?=[^\W\d]|[«\"“*'(])"
    r"|(?P<letter>[a-zA-Z])[.)/]\s+(?=[^\W\d]|[«\"“]))"
)
_FINAL = re.compile(r"[.!?…][\s»”\"’')\]*_]*$")
_CLOSERS = " »”\"')]*_"


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the lines that hold more than white space. ``text`` is normalised: line ends are line feeds."""
    lines: list[Line] = []
    start, gap = 0, False
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            begin = start + indent
            lines.append(Line(begin, begin + len(words), words, indent, gap and bool(lines)))
        gap = not words
        start += len(raw) + 1
    return tuple(lines)


def read_marker(line: Line) -> Marker | None:
    """Return the mark at the head of a line; « -5 °C » and « 2012. - Paris » have none.

    An asterisk that opens emphasis (« *Publié le 3 mai* ») is none either.
    """
    match = _MARKER.match(line.text)
    if match is None:
        return None
    content = line.start + match.end()
    if match["bullet"]:
        if match["bullet"] in "*+→" and not match.group().endswith((" ", "\t")):
            return None
        return Marker("bullet", content)
    if match["dash"]:
        return Marker("dash", content)
    if match["number"]:
        return Marker("number", content, int(match["number"]))
    return Marker("letter", content, ord(match["letter"].lower()) - ord("a") + 1)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does: « . », « ! », « ? » or « … », quotation marks and brackets aside."""
    return _FINAL.search(text[-12:]) is not None


def last_mark(text: str) -> str:
    """Return the last character of a line that is no closing mark, e.g. « : » for an intro."""
    return text.rstrip(_CLOSERS)[-1:]


def trimmed(text: str, start: int, end: int) -> Offsets:
    """Return the offsets without white space at either side."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
