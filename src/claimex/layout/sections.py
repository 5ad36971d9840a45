"""The title path of each block: headings, then the intro of a list or table; and rows that were given before."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from claimex.annotations import Block, BlockKind, Offsets
from claimex.layout.lines import ends_sentence

LONGEST_INTRO = 400
LONGEST_REPEAT = 600  # characters of a title or row worth remembering

_SENTENCE_END = re.compile(r"[.!?…][»”\")]?\s+(?=\S)")
_SPACE = re.compile(r"\W+")
_HEAD = re.compile(r"\w+")


class _Piece(Protocol):
    @property
    def kind(self) -> BlockKind: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def level(self) -> int: ...
    @property
    def cells(self) -> tuple[Offsets, ...]: ...
    @property
    def columns(self) -> tuple[Offsets, ...]: ...


def with_sections(text: str, pieces: Iterable[_Piece]) -> Iterator[Block]:
    """Yield pieces as blocks with ``section`` and ``repeats``, as « Le plan » over « Il prévoit : » over an item."""
    path, repeats = _Path(), _Repeats(text)
    for piece in pieces:
        repeated = repeats.has(piece)
        kind = "title" if repeated and not piece.cells else piece.kind
        path.enter(text, piece, kind)
        yield Block(
            start=piece.start,
            end=piece.end,
            kind=kind,
            section=path.above(piece, kind),
            cells=piece.cells,
            columns=piece.columns,
            level=piece.level,
            repeats=repeated,
        )


class _Path:
    """The headings and the intro in force."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, Offsets]] = []
        self._intro: Offsets | None = None

    def enter(self, text: str, piece: _Piece, kind: BlockKind) -> None:
        """Leave what a piece ends: a heading its like, a paragraph the intro before it."""
        if kind == "heading" and not piece.cells:
            self._headings = [(level, title) for level, title in self._headings if level < piece.level]
            self._intro = None
        elif kind in {"paragraph", "residue", "title"}:
            self._intro = _intro_of(text, piece) if kind == "paragraph" else None
        if kind == "residue" and not ends_sentence(text[piece.start : piece.end]):
            self._headings = []

    def above(self, piece: _Piece, kind: BlockKind) -> tuple[Offsets, ...]:
        """Return what a piece stands under; a heading is there for those that follow it."""
        titles = tuple(title for _, title in self._headings)
        if kind == "heading" and not piece.cells:
            self._headings.append((piece.level, (piece.start, piece.end)))
        listed = kind in {"item", "row"} or bool(piece.cells)
        return (*titles, self._intro) if listed and self._intro is not None else titles


def _intro_of(text: str, piece: _Piece) -> Offsets | None:
    """Return the last sentence of a paragraph that ends with « : »."""
    if text[piece.end - 1] != ":":
        return None
    start = max(piece.start, piece.end - LONGEST_INTRO)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, piece.end)]
    return (ends[-1] if ends else piece.start), piece.end


class _Repeats:
    """Remembers titles and rows: a table given twice (cells, then raw Markdown) is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: set[tuple[str, str]] = set()
        self._heads: set[str] = set()  # the first words of what was seen: few pieces begin as one of them did

    def has(self, piece: _Piece) -> bool:
        if piece.kind not in {"row", "title", "heading", "paragraph"} or piece.end - piece.start > LONGEST_REPEAT:
            return False
        head = _HEAD.search(self._text, piece.start, piece.end)
        opening = head[0].lower() if head else ""
        is_kept = bool(piece.cells) or piece.kind == "title"
        if not is_kept and opening not in self._heads:
            return False
        words = _SPACE.sub(" ", self._text[piece.start : piece.end]).strip().lower()
        kind = "row" if piece.cells else "title"
        known = (kind, words) in self._seen
        if is_kept:
            self._seen.add((kind, words))
            self._heads.add(opening)
        return known
