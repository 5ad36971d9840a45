"""List items: which marked lines are items, and which are dialogue, dates or negative numbers."""

import re
from collections.abc import Collection, Iterator, Sequence

from claimex.annotations import BlockKind
from claimex.layout.lines import Line, ends_sentence, last_mark, read_marker, trimmed

_INLINE = re.compile(r"(?:^|(?<=[\s:;.,]))[•▪●■►➢✓](?=\s?\S)")


class ItemReader:
    """Reads the items of one text; ``covered`` are the lines that tables own."""

    def __init__(self, lines: Sequence[Line], covered: Collection[int]) -> None:
        self._lines = lines
        self._markers = {
            index: marker
            for index, line in enumerate(lines)
            if index not in covered and (marker := read_marker(line)) is not None
        }
        self._items: dict[int, int] = {}
        for run in self._runs():
            self._items.update({i: self._markers[i].content for i in run if self._is_item(i, run)})
        self._items.update(self._unmarked())

    def content_of(self, index: int) -> int | None:
        """Return the offset where an item's words begin, None for a line that is no item."""
        return self._items.get(index)

    def _runs(self) -> Iterator[list[int]]:
        """Yield stretches of marked lines of one kind that follow each other."""
        run: list[int] = []
        for index, marker in self._markers.items():
            if run and not (index == run[-1] + 1 and self._markers[run[-1]].kind == marker.kind):
                yield run
                run = []
            run.append(index)
        if run:
            yield run

    def _is_item(self, index: int, run: list[int]) -> bool:
        marker, line = self._markers[index], self._lines[index]
        introduced = self._is_introduced(run[0])
        if marker.kind == "bullet":
            return True
        if marker.kind == "dash":
            return introduced or (len(run) > 1 and not self._is_dialogue(run) and not line.text.startswith("―"))
        follows = index > run[0] and marker.value == self._markers[index - 1].value + 1
        precedes = index < run[-1] and self._markers[index + 1].value == marker.value + 1
        return introduced or follows or precedes

    def _is_introduced(self, index: int) -> bool:
        """Tell whether the line before ends with « : », or is itself an item of another kind."""
        if index == 0:
            return False
        return last_mark(self._lines[index - 1].text) == ":" or index - 1 in self._items

    def _is_dialogue(self, run: list[int]) -> bool:
        """Tell talk from a list: « – Vous fermez ? » « – Jamais. »."""
        texts = [self._lines[i].text for i in run]
        asked = any(last_mark(text) == "?" for text in texts)
        return asked or (all(ends_sentence(text) for text in texts) and texts[0].startswith("—"))

    def _unmarked(self) -> Iterator[tuple[int, int]]:
        """Yield items without a mark: « Le plan prévoit : », then « la création de 30 postes ; »."""
        index = 1
        while index < len(self._lines):
            end = index
            while end < len(self._lines) and last_mark(self._lines[end].text) == ";" and end not in self._markers:
                end += 1
            if end > index and end < len(self._lines) and last_mark(self._lines[index - 1].text) == ":":
                yield from ((i, self._lines[i].start) for i in range(index, end + 1) if i not in self._markers)
            index = max(end, index + 1)


def inline_items(line: Line) -> tuple[tuple[BlockKind, int, int], ...]:
    """Return the parts of a line that holds its whole list: « Au programme : • 30 agents • 2 drones »."""
    marks = [match.start() for match in _INLINE.finditer(line.text)] if "•" in line.text or "►" in line.text else []
    if len(marks) < 2:
        return ()
    parts: list[tuple[BlockKind, int, int]] = []
    for kind, start, end in [
        ("paragraph", 0, marks[0]),
        *(("item", a + 1, b) for a, b in _pairs(marks, len(line.text))),
    ]:
        begin, stop = trimmed(line.text, start, end)
        if begin < stop:
            parts.append(("item" if kind == "item" else "paragraph", line.start + begin, line.start + stop))
    return tuple(parts)


def _pairs(marks: list[int], end: int) -> Iterator[tuple[int, int]]:
    return zip(marks, [*marks[1:], end], strict=True)
