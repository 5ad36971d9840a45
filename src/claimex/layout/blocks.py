"""From lines to blocks, and the headings, intros and columns that each block stands under."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimex.annotations import Block, BlockKind, Offsets
from claimex.layout.boilerplate import PagePatterns, page_patterns, split_tail
from claimex.layout.bylines import is_byline
from claimex.layout.cells import cell_reader
from claimex.layout.headings import heading_level, is_title, open_heading
from claimex.layout.items import ItemReader, inline_items
from claimex.layout.kickers import kicker_length
from claimex.layout.lines import Line, read_lines, trimmed
from claimex.layout.normalising import normalise
from claimex.layout.sections import with_sections
from claimex.layout.tables import Table, find_tables
from claimex.layout.wrapping import join_wrapped
from claimex.lexicon import Lexicon, load_lexicon

_CLOSING = 30  # lines looked back for the notes and sources of a page
_TEASER = 160  # characters of the title of another article
_LONG = 300  # characters of a line that is none of theirs


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that does not know yet what it stands under."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[Offsets, ...] = ()
    columns: tuple[Offsets, ...] = ()


def find_blocks(text: str, lexicon: Lexicon | None = None) -> Iterator[Block]:
    """Yield the blocks of a text in order, as the item and its intro in « Le plan prévoit :\\n- 30 agents de plus ».

    Every word lies in one block; bullets, pipes, « # » and « > » at the heads of lines lie in none.
    """
    lexicon = lexicon or load_lexicon()
    plain = normalise(text)
    lines = join_wrapped(plain, read_lines(plain))
    yield from with_sections(plain, _Reader(lines, lexicon).pieces())


class _Reader:
    """Reads one text's lines top down."""

    def __init__(self, lines: Sequence[Line], lexicon: Lexicon) -> None:
        self._lines = lines
        self._lexicon = lexicon
        self._patterns: PagePatterns = page_patterns(lexicon)
        self._tables = {table.first: table for table in find_tables(lines, cell_reader(lexicon))}
        self._covered = {i for table in self._tables.values() for i in range(table.first, table.last + 1)}
        self._items = ItemReader(lines, self._covered)

    def pieces(self) -> Iterator[Piece]:
        titled, closing, teasers = False, self._closing_part(), set(self._teasers())
        for index, line in enumerate(self._lines):
            if index in closing or index in teasers:
                yield Piece("boilerplate", line.start, line.end)
            elif index in self._tables:
                yield from _table_pieces(self._tables[index])
            elif index not in self._covered:
                for piece in self._line_pieces(index, line, titled=titled):
                    titled = titled or piece.kind not in {"boilerplate", "residue"}
                    yield piece

    def _closing_part(self) -> range:
        """Return the lines of notes, sources and links that end a page, none of which is long: « Voir aussi »."""
        last = len(self._lines)
        for index in range(last - 1, max(0, last - _CLOSING), -1):
            if len(self._lines[index].text) > _LONG:
                break
            if self._patterns.is_closing(self._lines[index].text):
                last = index
        return range(last, len(self._lines))

    def _teasers(self) -> Iterator[int]:
        """Yield the lines right under « À lire aussi »: titles of other articles, up to an empty line or a sentence."""
        under = False
        for index, line in enumerate(self._lines):
            if self._patterns.heads_teasers(line.text):
                under = True
            elif under and not line.gap and len(line.text) <= _TEASER and not line.text.endswith("."):
                yield index
            else:
                under = False

    def _line_pieces(self, index: int, line: Line, *, titled: bool) -> Iterator[Piece]:
        if (tail := self._patterns.credit_tail(line.text)) is not None:
            text = line.text[:tail].rstrip()
            if text:
                yield from self._line_pieces(index, replace(line, end=line.start + len(text), text=text), titled=titled)
            yield Piece("boilerplate", line.start + tail, line.end)
            return
        if length := kicker_length(line.text, self._lexicon):
            yield Piece("paragraph", line.start, line.start + length)
            line = replace(line, start=line.start + length + 1, text=line.text[length + 1 :])
        if self._patterns.is_residue(line.text):
            yield Piece("residue", line.start, line.end)
        elif self._patterns.is_boilerplate(line.text) or is_byline(self._lines, index, self._lexicon):
            yield Piece("boilerplate", line.start, line.end)
        elif (item := self._items.content_of(index)) is not None:
            yield from self._tailed(line, "item", item, level=1 + line.indent // 4)
        elif not titled and is_title(self._lines, index):
            yield Piece("title", *open_heading(line), level=1)
        elif level := heading_level(self._lines, index, self._items):
            yield Piece("heading", *open_heading(line), level=level)
        else:
            yield from self._paragraph(line)

    def _paragraph(self, line: Line) -> Iterator[Piece]:
        items = inline_items(line)
        if items:
            yield from (Piece(kind, start, end, level=1 if kind == "item" else 0) for kind, start, end in items)
            return
        start = open_heading(line)[0] if line.text.startswith(">") else line.start
        tag = self._patterns.dateline_tag(line.text)
        if tag is not None:
            if tag[0] > 0:
                yield Piece("paragraph", *_shift(trimmed(line.text, 0, tag[0]), line.start))
            yield Piece("boilerplate", *_shift(trimmed(line.text, *tag), line.start))
            start = _shift(trimmed(line.text, tag[1], len(line.text)), line.start)[0]
        yield from self._tailed(line, "paragraph", start)

    def _tailed(self, line: Line, kind: BlockKind, start: int, *, level: int = 0) -> Iterator[Piece]:
        """Yield a line's block, and apart from it an assistant's words at the line's end."""
        for part, (begin, end) in split_tail(self._patterns, line.text):
            if part == "residue":
                yield Piece("residue", line.start + begin, line.start + end)
            else:
                yield Piece(kind, max(start, line.start + begin), line.start + end, level=level)


def _shift(offsets: Offsets, by: int) -> Offsets:
    return offsets[0] + by, offsets[1] + by


def _table_pieces(table: Table) -> Iterator[Piece]:
    if table.header:
        yield Piece("heading", table.header[0][0], table.header[-1][1], cells=table.header)
    for cells in table.rows:
        columns = table.header[: len(cells)] if len(table.header) >= len(cells) else ()
        yield Piece("row", cells[0][0], cells[-1][1], cells=cells, columns=columns)
