"""Paragraphs broken into lines of one width, as in e-mails and agency wires, joined again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from claimex.layout.lines import Line, ends_sentence, last_mark, read_lines, read_marker

NARROWEST, WIDEST = 48, 110
SLACK = 30  # how much the lines of one wrapped paragraph differ in length

_GOES_ON = re.compile(r"\n[ \t]*[^\W\d_]")


def join_wrapped(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with those of one paragraph joined: « Le maire de Lyon a\\npromis 30 agents. » is one."""
    return tuple(_one_line(text, parts) for group in _groups(lines) for parts in _paragraphs(group))


def unwrap(text: str) -> str:
    """Return a normalised text of the same length whose wrapped paragraphs have spaces for line feeds.

    A line feed is a token of its own, which hides from the parser that « un\\nplan » is one phrase.

    >>> unwrap("Le conseil municipal de Montrevault a voté un\\nplan de 30 agents.")
    'Le conseil municipal de Montrevault a voté un plan de 30 agents.'
    """
    if not any(match.group()[-1].islower() for match in _GOES_ON.finditer(text)):
        return text  # no line goes on from the one before: most articles, at the cost of one look
    characters = list(text)
    for line in join_wrapped(text, read_lines(text)):
        for match in re.finditer(r"\n", line.text):
            characters[line.start + match.start()] = " "
    return "".join(characters)


def _one_line(text: str, parts: Sequence[Line]) -> Line:
    first, last = parts[0], parts[-1]
    return first if first is last else replace(first, end=last.end, text=text[first.start : last.end])


def _paragraphs(group: Sequence[Line]) -> Iterator[list[Line]]:
    wrapped = _is_wrapped(group)
    parts = [group[0]]
    for before, line in pairwise(group):
        if _continues(before, line) or (wrapped and not _begins_anew(line)):
            parts.append(line)
        else:
            yield parts
            parts = [line]
    yield parts


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if line.gap and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_wrapped(group: Sequence[Line]) -> bool:
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
