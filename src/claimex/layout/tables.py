"""Tables: Markdown pipes, tabs, columns set with spaces, a cell a line, and rows flattened to one line of words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimex.annotations import Offsets
from claimex.layout.cells import LONGEST_CELL, CellReader
from claimex.layout.lines import Line, ends_sentence, last_mark, read_marker, trimmed

LONGEST_HEADER = 110
LONGEST_ROW = 320
MOST_LINES = 400  # of a table that gives a cell a line

Cells = tuple[Offsets, ...]

_RULE = re.compile(r"[|+:=\s\-–—_─━]+")
_WIDE_GAP = re.compile(r"\t+\s*|(?<![.!?:; ])[ ]{2,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows between two lines (``first`` to ``last``, inclusive), and the cells of the header when there is one."""

    first: int
    last: int
    header: Cells
    rows: tuple[Cells, ...]


def find_tables(lines: Sequence[Line], reader: CellReader) -> Iterator[Table]:
    """Yield the tables of a text, top down, e.g. « | Mesure | Budget | » over « | Réfection du pont | 2 M€ | »."""
    index = 0
    while index < len(lines):
        table = (
            _piped(lines, index, reader)
            or _spaced(lines, index, reader)
            or _flattened(lines, index, reader)
            or _stacked(lines, index, reader)
        )
        if table is not None:
            yield table
        index = index + 1 if table is None else table.last + 1


def _piped(lines: Sequence[Line], first: int, reader: CellReader) -> Table | None:
    if "|" not in lines[first].text:
        return None
    last = first
    while last + 1 < len(lines) and "|" in lines[last + 1].text and not lines[last + 1].gap:
        last += 1
    framed = lines[first].text.startswith("|") and lines[first].text.endswith("|")
    if last == first and not framed:
        return None
    rules = [i for i in range(first, last + 1) if _RULE.fullmatch(lines[i].text)]
    rows = {i: _pipe_cells(lines[i]) for i in range(first, last + 1) if i not in rules}
    return _with_header(first, last, rows, reader, ruled=first + 1 in rules)


def _pipe_cells(line: Line) -> Cells:
    cells, start = [], 0
    for position in [*(i for i, c in enumerate(line.text) if c == "|"), len(line.text)]:
        cell = trimmed(line.text, start, position)
        if cell[0] < cell[1]:
            cells.append((line.start + cell[0], line.start + cell[1]))
        start = position + 1
    return tuple(cells)


def _spaced(lines: Sequence[Line], first: int, reader: CellReader) -> Table | None:
    cells = _spaced_cells(lines[first])
    if len(cells) < 2:
        return None
    rows = {first: cells}
    for index in range(first + 1, len(lines)):
        found = _spaced_cells(lines[index])
        if lines[index].gap or not 2 <= len(found) <= len(cells) + 1:
            break
        rows[index] = found
    tabbed = "\t" in lines[first].text
    if len(rows) < (2 if tabbed or reader.is_header(lines[first].text, _relative(cells, lines[first])) else 3):
        return None
    return _with_header(first, max(rows), rows, reader, ruled=False)


def _spaced_cells(line: Line) -> Cells:
    if "\t" not in line.text and "  " not in line.text:
        return ()
    if read_marker(line) is not None:
        return ()
    cells, start = [], 0
    for gap in _WIDE_GAP.finditer(line.text):
        cells.append((line.start + start, line.start + gap.start()))
        start = gap.end()
    cells.append((line.start + start, line.end))
    return tuple(cell for cell in cells if cell[0] < cell[1])


def _relative(cells: Cells, line: Line) -> Cells:
    return tuple((start - line.start, end - line.start) for start, end in cells)


def _with_header(first: int, last: int, rows: dict[int, Cells], reader: CellReader, *, ruled: bool) -> Table:
    kept = [cells for cells in rows.values() if cells]
    if not kept:
        return Table(first, last, (), ())
    titled = ruled or (len(kept) > 1 and first in rows and reader.is_title_row(kept[0], kept[1:]))
    return Table(first, last, kept[0] if titled else (), tuple(kept[1:] if titled else kept))


def _flattened(lines: Sequence[Line], first: int, reader: CellReader) -> Table | None:
    """Read « Mesure Budget » over « Réfection du pont 2 M€ »: capitals and amounts are all that parts the cells."""
    head = lines[first]
    if not _may_be_row(head, LONGEST_HEADER):
        return None
    header = reader.header_cells(head.text)
    if len(header) < 2:
        return None
    rows: list[Cells] = []
    for line in lines[first + 1 :]:
        if (line.gap and rows) or not _may_be_row(line, LONGEST_ROW):
            break
        cells = reader.row_cells(line.text, len(header))
        if len(cells) < 2:
            break
        rows.append(_placed(cells, line))
    if len(rows) < (1 if reader.is_header(head.text, header) else 2):
        return None
    return Table(first, first + len(rows), _placed(header, head), tuple(rows))


def _placed(cells: Cells, line: Line) -> Cells:
    return tuple((line.start + start, line.start + end) for start, end in cells)


def _may_be_row(line: Line, longest: int) -> bool:
    return (
        len(line.text) <= longest
        and not ends_sentence(line.text)
        and last_mark(line.text) not in {":", ";", ","}
        and read_marker(line) is None
        and not line.text.startswith(("#", ">", "«", '"', "“"))
    )


def _stacked(lines: Sequence[Line], first: int, reader: CellReader) -> Table | None:
    """Read a table that gives a cell a line: « Mesure », « Budget », then « Réfection du pont », « 2 M€ »."""
    if not reader.is_column_title(lines[first].text):
        return None
    last = first
    limit = min(len(lines), first + MOST_LINES)
    while last + 1 < limit and not lines[last + 1].gap and _may_be_row(lines[last + 1], 2 * LONGEST_CELL):
        last += 1
    width = 1
    while first + width <= last and reader.is_column_title(lines[first + width].text):
        width += 1
    run = lines[first : last + 1]
    rows = len(run) // width - 1
    if width < 2 or rows < 1 or len(run) % width:
        return None
    cells = tuple((line.start, line.end) for line in run)
    chunks = tuple(cells[i : i + width] for i in range(0, len(cells), width))
    return Table(first, last, chunks[0], chunks[1:])
