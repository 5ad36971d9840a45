"""The words of a text as parallel lists, cut the way names need them, whatever a tokenizer did.

« Villeneuve-d'Ascq », « J.-M. » and « R. » are one word each, « l'État » two. Offsets are code points.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar
from unicodedata import normalize

from claimex.annotations import Block

_WORD = re.compile(
    r"("
    r"(?:[LlDdnSsJjmTtCc]|N(?!'[BCDFGJ-NP-TVWXZ])|M(?!'[BCDFGHJ-NP-TVWXZ])|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)'(?=[^\W_])"
    # elided: « l'État », not « N'Dali », « M'Bour »
    r"|(?:[^\W\d_a-zà-öø-ÿ]\.-?)+(?![^\W_])"  # initials: J.-M., R.
    r"|(?:MM|Mr|Mrs|Dr|Pr|Mgr)\.(?= [^\W\d_a-zà-öø-ÿ])"  # MM. Petit et Roux
    r"|@?[^\W_]+(?:(?:[-&']|\.(?![^\W\d_a-zà-öø-ÿ][a-zß-öø-ÿ]))[^\W_]+)*(?:(?<=[a-zß-öø-ÿ])\+(?![\w+]))?"  # Canal+
    r")"
)
_OPENING = frozenset('.!?…«»“”"|*#>•–—:;\n\r-[')
_ARABIC = frozenset(
    {"al-", "el-", "ad-", "an-", "ar-", "as-", "at-", "az-", "ed-", "en-", "er-", "es-", "ez-"}
)  # « al-Bab »
_SPACES = frozenset({" ", ""})
_BEYOND = 64  # places beyond the text, either way, that its look-ups answer for


V = TypeVar("V")


class Words:
    """Words of a normalised text with their offsets and, by position, what stands between them.

    ``lower(i)`` is word ``i`` in lower case, "" beyond the text. ``gap(i)`` is what stands between word ``i - 1`` and
    word ``i``; a line end before the first and after the last. ``is_joined(i)`` is true when only a space, or nothing
    after an elision, parts the two.

    >>> words = Words("Le maire, J.-M. Petit")
    >>> words.forms
    ['Le', 'maire', 'J.-M.', 'Petit']
    >>> words.gap(2)
    ', '
    """

    def __init__(self, text: str, blocks: tuple[Block, ...] = ()) -> None:
        self.text = text
        parts = _WORD.split(text)  # what stands between words, and the words
        ends = list(accumulate(map(len, parts)))
        self.starts: list[int] = ends[:-1:2]
        self.ends: list[int] = ends[1::2]
        self.forms: list[str] = parts[1::2]
        self.lowers = list(map(str.lower, self.forms))
        self.size = len(self.forms)
        gaps: list[str] = parts[::2]
        gaps[0] = gaps[-1] = "\n"
        if " , " in text:
            gaps = [", " if gap == " , " else gap for gap in gaps]
        self.lower = _look_up(self.lowers, "")
        self.gap = _look_up(gaps, "\n")
        self.is_joined = _look_up(list(map(_SPACES.__contains__, gaps)), False)
        self.blocks = blocks
        self._block_starts = [block.start for block in blocks]

    def __len__(self) -> int:
        return self.size

    def is_initial(self, i: int) -> bool:
        """True when word ``i`` opens a sentence, a line, a cell or a quotation: its capital tells nothing."""
        return i == 0 or not _OPENING.isdisjoint(self.gap(i))

    def slice(self, first: int, last: int) -> str:
        """Return the text of words ``first`` to ``last - 1``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def at(self, offset: int) -> int:
        """Return the index of the last word that starts at or before ``offset``."""
        return bisect_right(self.starts, offset, 1) - 1  # the first word when none does

    def block_at(self, offset: int) -> Block | None:
        """Return the layout block that holds ``offset``; None when the layout has not run."""
        found = bisect_right(self._block_starts, offset) - 1
        return self.blocks[found] if found >= 0 else None

    def is_closed(self, offset: int) -> bool:
        """True in boilerplate and assistants' residue."""
        block = self.block_at(offset)
        return block is not None and block.is_foreign


def _look_up(values: list[V], beyond: V) -> Callable[[int], V]:
    """Return what gives the value at a place, or ``beyond`` a few places before the first and after the last.

    A list's own look-up takes a third of a method's time: names ask for seven neighbours a word. Places before the
    first are negative, for which a list counts from its end.
    """
    return (values + [beyond] * (2 * _BEYOND)).__getitem__


def first_word(text: str) -> str | None:
    """Return the first word of a text: « Banque » of « Banque de France »."""
    match = _WORD.search(text)
    return match[0] if match else None


def is_capital(form: str) -> bool:
    """True for « Lyon », « ONU », « @Ofce », « al-Bab »; not for « lyonnais » or « 49.3 »."""
    if form[0].isupper():
        return True
    return form[0] in "@ae" and ((form[0] == "@" and len(form) > 1) or (form[3:4].isupper() and form[:3] in _ARABIC))


def read_run(words: Words, i: int) -> int:
    """Return the word after a run of capitalised words, « Science & Technology Facilities Council »."""
    end = i + 1
    while end < words.size and words.gap(end) in {" ", " & ", "&"} and is_capital(words.forms[end]):
        end += 1
    return end


def is_acronym(form: str) -> bool:
    """True for « ONU », « SUD-Rail » no, « DGSI », « AP-HP », « S.O.S. » no."""
    if not form.isupper():  # most words
        return False
    letters = form.replace("-", "").replace("&", "")
    return 2 <= len(letters) <= 8 and letters.isalpha()


@lru_cache(maxsize=10_000)  # names come again and again
def fold(text: str) -> str:
    """Return a key that ignores case, accents and kinds of hyphen: « ÉLYSÉE », « Elysée », « Élysée »."""
    return text.translate(_PLAIN).casefold().translate(_PLAIN)


_STROKED = str.maketrans("ØøĐđŁłıÐð’‑", "OoDdLliDd'-")  # letters that no accent makes, and marks
_PLAIN = {
    code: base for code in range(0xC0, 0x250) if (base := normalize("NFD", chr(code))[0]).isascii() and base.isalpha()
} | _STROKED
