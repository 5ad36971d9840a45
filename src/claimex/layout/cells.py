"""Where the cells of a flattened row begin, and which rows are titles of columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from claimex.annotations import Offsets
from claimex.lexicon import Lexicon

Cells = tuple[Offsets, ...]

LONGEST_TITLE = 5  # words in the title of a column
LONGEST_CELL = 60  # characters in a cell that stands on a line of its own

_WORD = re.compile(r"\S+")
_AMOUNT_END = re.compile(r".*(?:[€$£%]|\d|\bM€|\bMds?€?|\beuros?|\bFCFA|\bCHF)\)?$")
_NUMBER = re.compile(r"[(]?[+\-−–±≈~<>≥≤]?\s?\d")
_PARTS = re.compile(r"[\w°]+")


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a cell may begin; the greater ``weight``, the likelier."""

    position: int
    weight: int


class CellReader:
    """Reads headers and rows with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._titles = frozenset(_stem(form) for form in lexicon.words("layout.headers"))
        self._inside = lexicon.words("layout.function_words")
        self._before_numbers = lexicon.words("layout.number_heads") | self._inside
        self._dates = lexicon.words("layout.date_heads")
        self._deadlines = tuple(sorted(lexicon.words("layout.deadline_heads")))

    def is_column_title(self, text: str) -> bool:
        """Tell whether a cell can head a column: « Coût estimé », « Impact attendu »."""
        if len(text) > LONGEST_CELL or not text[:1].isupper():
            return False
        words = _PARTS.findall(text.lower())
        return 0 < len(words) <= LONGEST_TITLE and _stem(words[0]) in self._titles

    def is_header(self, text: str, cells: Cells) -> bool:
        """Tell whether every cell of a line heads a column."""
        return len(cells) > 1 and all(self.is_column_title(text[start:end]) for start, end in cells)

    def is_title_row(self, head: Cells, rows: Sequence[Cells]) -> bool:
        """Tell whether the first row of an unruled table is shorter than what stands below it."""
        width = sum(end - start for start, end in head)
        below = sum(end - start for cells in rows for start, end in cells) / len(rows)
        return width < 0.8 * below and all(len(head) >= len(cells) for cells in rows)

    def header_cells(self, text: str) -> Cells:
        """Return the cells of « Objectif Détail Impact attendu »; none when no cell names a column."""
        words = [(match.start(), match.group()) for match in _WORD.finditer(text)]
        if not words or len(words) > 14 or not words[0][1][:1].isupper():
            return ()
        starts = [0]
        for (_, before), (position, word) in pairwise(words):
            if word[:1].isupper() and not self._keeps(before):
                starts.append(position)
        cells = _between(text, starts)
        titles = [self.is_column_title(text[start:end]) for start, end in cells]
        short = all(text.count(" ", start, end) < LONGEST_TITLE for start, end in cells)
        return cells if titles[0] and 2 * sum(titles) >= len(titles) and short else ()

    def row_cells(self, text: str, width: int) -> Cells:
        """Return the cells of « Réfection du pont 2,1 M€ 1er semestre 2024 », as many as the header has at most."""
        if not (text[:1].isupper() or text[:1].isdigit()):
            return ()
        best = sorted(self._cuts(text), key=lambda cut: (-cut.weight, cut.position))[: width - 1]
        return _between(text, [0, *sorted(cut.position for cut in best)])

    def _cuts(self, text: str) -> Iterator[Cut]:
        words = [(match.start(), match.group()) for match in _WORD.finditer(text)]
        for (_, before), (position, word) in pairwise(words):
            if self._keeps(before):
                continue
            after_amount = _AMOUNT_END.match(before) is not None
            if _NUMBER.match(word):
                if not (before[-1].isdigit() or _tail(before) in self._before_numbers):
                    yield Cut(position, 3 if after_amount else 2)
            elif word[:1].isupper():
                if not (before[-1].isdigit() and _AMOUNT_END.match(word)):
                    yield Cut(position, 1 if before[:1].isupper() and not after_amount else 3)
            elif after_amount and _head(word) in self._dates and not before[-1].isdigit():
                yield Cut(position, 2)
            elif word.lower().startswith(self._deadlines):
                yield Cut(position, 0)

    def _keeps(self, word: str) -> bool:
        """Tell whether a cell cannot end in a word: « de », « l' », « (», « , »."""
        return word[-1] in ",:('«-–/&+" or _tail(word) in self._inside


def _between(text: str, starts: Sequence[int]) -> Cells:
    ends = [*starts[1:], len(text)]
    return tuple(
        (start, end - (len(text[start:end]) - len(text[start:end].rstrip())))
        for start, end in zip(starts, ends, strict=True)
    )


def _stem(word: str) -> str:
    return word.lower().split()[0].rstrip("sx")


def _tail(word: str) -> str:
    parts = _PARTS.findall(word.lower())
    return parts[-1] if parts else ""


def _head(word: str) -> str:
    parts = _PARTS.findall(word.lower())
    return parts[0] if parts else ""


@cache
def cell_reader(lexicon: Lexicon) -> CellReader:
    """Return the reader of a lexicon; built once."""
    return CellReader(lexicon)
