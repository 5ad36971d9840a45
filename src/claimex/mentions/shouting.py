"""Lines written in capitals throughout, where capitals tell nothing: « JULIEN MARCHETTI. », « À MARSEILLE, LA CGT »."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from claimex.mentions.candidates import Candidate
from claimex.mentions.words import Words, fold

_SHOUT = re.compile(r"[^a-zß-öø-ÿ\n]*(?:\n|$|[.:–—](?=\s))")
_LETTER = re.compile(r"[^\W\d_]")
_SHOUT_LETTERS = 8


class Shouts:
    """The lines of capitals of one document."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.lines = _shouted_lines(words)
        self._starts = [start for start, _ in self.lines]

    def covers(self, offset: int) -> bool:
        """True in a line written in capitals throughout, where capitals tell nothing."""
        line = bisect_right(self._starts, offset) - 1
        return line >= 0 and offset < self.lines[line][1]

    def read(self, forms: Mapping[str, Candidate]) -> Iterator[tuple[int, int, Candidate]]:
        """Yield the uses of known forms (by key) as first word, last word (exclusive) and the candidate they repeat."""
        words = self.words
        longest = max((candidate.last - candidate.first for candidate in forms.values()), default=0)
        for start, end in self.lines:
            i, stop = words.at(start), words.at(end - 1) + 1
            while i < stop:
                last = next(
                    (last for last in range(min(stop, i + longest), i, -1) if self._key(i, last) in forms), i + 1
                )
                like = forms.get(self._key(i, last))
                if like is not None:
                    yield i, last, like
                i = last

    def _key(self, first: int, last: int) -> str:
        return fold(self.words.slice(first, last))


def _shouted_lines(words: Words) -> tuple[tuple[int, int], ...]:
    """Return the lines, or openings of lines (« LE COURRIER. Vous dites »), written in capitals throughout."""
    lines = []
    start = 0
    for line in words.text.splitlines(keepends=True):
        opening = _SHOUT.match(line)
        if opening is not None and len(_LETTER.findall(opening[0])) > _SHOUT_LETTERS:
            lines.append((start, start + opening.end()))
        start += len(line)
    return tuple(lines)
