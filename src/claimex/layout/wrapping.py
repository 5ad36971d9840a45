"""Paragraphs broken into lines of one width, as in e-mails and agency wires, joined again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimex.layout.lines import Line, ends_sentence, last_mark, read_marker

NARROWEST, WIDEST = 48, 110
SLACK = 30  # how much the lines of one wrapped paragraph differ in length


def join_wrapped(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with those of one paragraph joined: « Le maire de Lyon a\\npromis 30 agents. » is one."""
    joined: list[Line] = []
    for group in _groups(lines):
        wrapped = _is_wrapped(group)
        for number, line in enumerate(group):
            if number and (_continues(group[number - 1], line) or (wrapped and not _begins_anew(line))):
                start = joined[-1].start
                joined[-1] = replace(joined[-1], end=line.end, text=text[start : line.end])
            else:
                joined.append(line)
    return tuple(joined)


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if line.gap and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_wrapped(group: list[Line]) -> bool:
    """Tell whether all lines but the last are of about one length and break sentences."""
    full = [len(line.text) for line in group[:-1]]
    if not full or min(full) < NARROWEST or max(full) > WIDEST or max(full) - min(full) > SLACK:
        return False
    breaks = sum(not ends_sentence(line.text) and last_mark(line.text) not in {":", ";"} for line in group[:-1])
    continued = sum(line.text[:1].islower() for line in group[1:])
    return continued > 0 and 2 * breaks >= len(full)


def _continues(before: Line, line: Line) -> bool:
    """Tell whether a line goes on in lower case where the one before broke off."""
    if not line.text[:1].islower() or _begins_anew(line) or "\t" in line.text or "|" in line.text:
        return False
    return (
        not ends_sentence(before.text)
        and last_mark(before.text) not in {":", ";"}
        and len(before.text) >= NARROWEST // 2
    )


def _begins_anew(line: Line) -> bool:
    return read_marker(line) is not None or line.text.startswith(("|", "#", ">"))
