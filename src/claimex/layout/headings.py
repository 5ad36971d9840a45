"""Titles and headings: what a line looks like, and what stands around it."""

import re
from collections.abc import Sequence

from claimex.annotations import Offsets
from claimex.layout.items import ItemReader
from claimex.layout.lines import Line, ends_sentence, last_mark

LONGEST_TITLE = 220
LONGEST_HEADING = 120
MOST_WORDS = 18
PLAIN, SHOUTED = 2, 2  # levels of headings that no « # » ranks

_MARKDOWN = re.compile(r"(#{1,6})\s*(?=\S)")
_CLOSING_MARK = re.compile(r"(?<!\s)\s+#+$")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_BOLD = re.compile(r"(\*\*|__)(?P<words>(?:(?!\1).)+)\1\s?:?")
_QUOTE_MARK = re.compile(r"(?:>\s*)+")
_TWO_SENTENCES = re.compile(r"[^\W\d]{3,}[.!?…]\s+[«\"“]?[A-ZÀ-Ý]")
_ADDRESSES_READER = re.compile(r"\b(?:vous|tu)\b", re.IGNORECASE)
_RULE_OR_DOTS = re.compile(r"[\W_]+")


def open_heading(line: Line) -> Offsets:
    """Return the offsets of a heading's words, without « # », « ** » or « > »."""
    start, end = 0, len(line.text)
    for mark in (_QUOTE_MARK, _MARKDOWN):
        if match := mark.match(line.text, start):
            start = match.end()
    if mark_end := _CLOSING_MARK.search(line.text, start):
        end = mark_end.start()
    if bold := _BOLD.fullmatch(line.text, start, end):
        start, end = bold.span("words")
    return (line.start + start, line.start + end) if start < end else (line.start, line.end)


def is_title(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a first line is the title: « FUSILLADE À SAINT-FONS: TROIS HOMMES EN GARDE À VUE »."""
    line = lines[index]
    if index + 1 == len(lines) or len(line.text) > LONGEST_TITLE:
        return False
    if _MARKDOWN.match(line.text) or _BOLD.fullmatch(line.text) or is_shouted(line.text):
        return True
    if not _opens(line.text) or last_mark(line.text) in {":", ";", ","} or line.text.startswith(">"):
        return False
    full_stop = last_mark(line.text) == "." and not line.text.endswith(("...", "…"))
    return not full_stop and not lines[index + 1].text[:1].islower()


def heading_level(lines: Sequence[Line], index: int, items: ItemReader) -> int:
    """Return the level of a heading such as « Les salaires courent derrière les prix », 0 for another line."""
    line = lines[index]
    if markdown := _MARKDOWN.match(line.text):
        return len(markdown[1])
    if index + 1 < len(lines) and _UNDERLINE.fullmatch(lines[index + 1].text) and not lines[index + 1].gap:
        return 1 if lines[index + 1].text[0] == "=" else PLAIN
    if len(line.text) > LONGEST_HEADING or line.text.count(" ") >= MOST_WORDS:
        return 0
    if bold := _BOLD.fullmatch(line.text):
        return 0 if ends_sentence(bold["words"]) and bold["words"][-1] == "." else 3
    if is_shouted(line.text) and index + 1 < len(lines):
        return SHOUTED
    return PLAIN if _reads_as_heading(line.text) and _stands_as_heading(lines, index, items) else 0


def is_shouted(text: str) -> bool:
    """Tell whether a line is all capitals, as a title or heading is: « LES MESURES DU PLAN »."""
    if text.upper() != text or " " not in text or text[-1] in ".;,":
        return False
    return len([character for character in text if character.isalpha()]) >= 6


def _opens(text: str) -> bool:
    first = text.lstrip("«»\"“‘'( ")[:1]
    return bool(first) and not first.islower() and (first.isalnum() or first in "@#")


def _reads_as_heading(text: str) -> bool:
    if not _opens(text) or last_mark(text) in {".", ";", ":", ","} or _TWO_SENTENCES.search(text):
        return False
    if last_mark(text) in {"?", "!", "…"} and (text.count(" ") > 9 or _ADDRESSES_READER.search(text)):
        return False
    return not text.startswith(("-", "–", "—", ">")) and _RULE_OR_DOTS.fullmatch(text) is None


def _stands_as_heading(lines: Sequence[Line], index: int, items: ItemReader) -> bool:
    """Tell whether what stands before a line is finished, and what follows begins anew."""
    if index + 1 == len(lines) or index == 0:
        return False
    line, before, after = lines[index], lines[index - 1], lines[index + 1]
    if after.text[:1].islower() and items.content_of(index + 1) is None:
        return False
    if line.gap:
        return True
    finished = ends_sentence(before.text) or len(before.text) <= LONGEST_HEADING
    return finished and (ends_sentence(after.text) or len(after.text) > LONGEST_HEADING or last_mark(after.text) == ":")
