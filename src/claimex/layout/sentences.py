"""Where sentences may begin: set before the parser runs, which keeps what is set and decides the rest."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy
from spacy.tokens import Doc

from claimex.annotations import Block, Offsets, text_of
from claimex.layout.normalising import normalise
from claimex.lexicon import Lexicon, load_lexicon

MUST, MAY, MUST_NOT = 1, 0, -1
SHORT = 40  # a quotation this long may be the name of a show: « Quelle époque ! »

_END = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]+)(?P<closers>(?:\s?[»”\"'’)\]])*)(?P<gap>\s+)(?P<dash>[-–—]\s+)?(?P<next>\S)"
)
_WORD_BEFORE = re.compile(r"[\w'’.&-]*$")
_NOT_SPACE = re.compile(r"\S")
_QUOTATION = re.compile(r"«[^«»]{0,2500}»|“[^“”]{0,2500}”|(?<![\w\"])\"(?=[^\s\"])[^\"\n]{1,1500}\"(?!\w)")
_OPENERS = "«“\"‘'([–—-•"


def set_sentence_starts(doc: Doc, blocks: Sequence[Block], lexicon: Lexicon | None = None) -> None:
    """Make every block and cell start a sentence, and no word start one where nothing ended.

    « C'est faux ! », a répondu la maire. Elle partira. — two sentences: the parser is left to decide inside a quotation
    after « . », « ! » or « ? », and nowhere else. A Doc that is parsed already keeps its sentences.
    """
    if not len(doc) or doc.has_annotation("DEP"):
        return
    text = normalise(text_of(doc))
    offsets: list[int] = doc.to_array("IDX").tolist()
    states = [MUST_NOT] * len(doc)
    abbreviations = _abbreviations(lexicon or load_lexicon())
    for position, state in _sentence_ends(text, abbreviations):
        _set(states, offsets, position, state)
    for position in _block_starts(text, blocks):
        _set(states, offsets, position, MUST)
    states[0] = MUST
    column = numpy.array(states, dtype="int64").astype("uint64")
    doc.from_array(["SENT_START"], column)  # type: ignore[arg-type]  # the stub forgets one dimension


def _set(states: list[int], offsets: list[int], position: int, state: int) -> None:
    index = bisect_left(offsets, position)
    if index < len(states):
        states[index] = state


def _block_starts(text: str, blocks: Iterable[Block]) -> Iterator[int]:
    """Yield where blocks and cells begin, and where the bullets and pipes between them do."""
    for block in blocks:
        for start, end in ((block.start, block.end), *block.cells):
            yield start
            if after := _NOT_SPACE.search(text, end):
                yield after.start()


def _sentence_ends(text: str, abbreviations: "_Abbreviations") -> Iterator[tuple[int, int]]:
    """Yield (offset of the next word, MUST or MAY) after every mark that may end a sentence."""
    quotations = (match.span() for match in _QUOTATION.finditer(text))
    current = next(quotations, None)
    for end in _END.finditer(text):
        while current is not None and current[1] <= end.start():
            current = next(quotations, None)
        if end["next"].islower() or end["next"] in ",;:)»”":
            continue
        inside = current is not None and current[0] < end.start() and end.end("closers") < current[1]
        state = MAY if inside or _is_doubtful(end, current) else MUST
        if end["mark"] == "." and not end["closers"]:
            state = min(state, abbreviations.state_after(text, end.start()))
        yield end.end("gap"), state
        if end["dash"]:
            yield end.start("next"), state


def _is_doubtful(end: re.Match[str], quotation: Offsets | None) -> bool:
    """Tell whether the mark may belong to a name or a broken-off phrase: « Quelle époque ! » Léa, « Et… Rien »."""
    if end["mark"] == ".":
        return end["next"].isdigit()
    if end["next"] in _OPENERS or end["next"].isdigit():
        return True
    short = quotation is not None and end.end("closers") >= quotation[1] and quotation[1] - quotation[0] < SHORT
    return short or end["mark"] not in {"?", "!"}


class _Abbreviations:
    """What a full stop after a word means, by one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._never = lexicon.words("layout.abbreviations.never_last")
        self._maybe = lexicon.words("layout.abbreviations.may_be_last")

    def state_after(self, text: str, position: int) -> int:
        """Return MUST_NOT after « M. », MAY after « sept. » and « Bruno R. », MUST after another word."""
        match = _WORD_BEFORE.search(text, max(0, position - 24), position)
        word = match.group().lower() if match else ""
        tail = word.rsplit("'", 1)[-1].rsplit("-", 1)[-1]
        if tail in self._never and not (tail == "me" and word != tail):
            return MUST_NOT
        return MAY if tail in self._maybe or (len(tail) == 1 and tail.isalpha()) else MUST


@cache
def _abbreviations(lexicon: Lexicon) -> _Abbreviations:
    return _Abbreviations(lexicon)
