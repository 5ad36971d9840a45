"""Heads of amounts: the number, in digits, words, collectives (« une trentaine ») or fractions (« deux tiers »)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from claimex.lexicon import Lexicon
from claimex.mentions.numerals import DIGITS, NUMBER_WORDS, read_digits, read_number_words
from claimex.mentions.word_view import Word, WordView


@dataclass(slots=True)
class Head:
    """A number as read. ``approximate``: « une trentaine »; ``vague``: « des milliers »; ``share``: in per cent."""

    start: int
    end: int
    value: Decimal
    scale: Decimal = Decimal(1)
    approximate: bool = False
    vague: bool = False
    share: bool = False
    noun: bool = False  # a de must follow: « une trentaine de », « des millions de »
    in_words: bool = False
    article: bool = False  # a lone un or une


MONEY_SIGN = r"(?:€|\$|£|¥|EUR|USD|CHF|CAD|GBP|MAD|XOF|XAF|F ?CFA|FCFA|F(?!\w)|DH|DT|DA|d'|de |euros?|dollars?|francs?)"
_COMPACT = {
    "k": 3,
    "K": 3,
    "M": 6,
    "m": 6,
    "G": 9,
    "Md": 9,
    "Mds": 9,
    "Mrd": 9,
    "Mrds": 9,
    "Mia": 9,
    "md": 9,
    "mds": 9,
    "Mio": 6,
    "Md.": 9,
}
_COMPACT_PATTERN = re.compile(rf" ?(Mds|Mrds|Mrd|Md|mds|md|Mia|Mio|[kKMmG])\.?(?= ?{MONEY_SIGN})")
_LONE_COMPACT = re.compile(r" ?(Mds|Mrds|Mrd|Md|Mia|Mio)\b(?!\w)")
_MAGNITUDE = re.compile(r" ?(millions?|milliards?|billions?|mille|milliers)(?!\w)(?: et (demie?)(?!\w))?")
_MORE_OR_LESS = re.compile(r" (?:moins|plus)(?!\w)")
_AND_HALF = re.compile(r" et demie?(?!\w)")
_HALF = re.compile(
    r" demi-(?:point|heure|journée|siècle|litre|hectare|tonne|degré|livre|mètre|kilomètre|kilo|décennie|seconde)(?!\w)"
)
_OF = r"(?: de | d')"


class Heads:
    """Reads the number that starts at a trigger."""

    def __init__(self, lexicon: Lexicon) -> None:
        tables: Any = lexicon.mapping("collectives")
        self._about: dict[str, int] = tables["about"]
        self._magnitude: dict[str, int] = tables["magnitude"]
        self._fraction: dict[str, int] = tables["fraction"]
        self._inside_span = lexicon.words("collectives.inside_span")
        sizes = "|".join(sorted(lexicon.words("collectives.size")))
        about = "|".join(sorted(self._about, key=lambda word: (-len(word), word)))
        magnitude = "|".join(sorted(self._magnitude))
        fraction = "|".join(sorted(self._fraction, key=lambda word: (-len(word), word)))
        self._collective = re.compile(rf" ?(?:(?:{sizes}) )?({about})s?(?!\w)(?:{_OF}({about}|{magnitude})s?(?!\w))?")
        self._lone = re.compile(
            rf"({about}|{magnitude})s?(?!\w)(?:{_OF}({about}|{magnitude})s?(?!\w)(?:{_OF}({magnitude})s?(?!\w))?)?"
        )
        self._part = re.compile(rf"[ -]({fraction})s?(?!\w)")
        self._size_words = lexicon.words("collectives.size")
        self.trigger = _trigger_of([*NUMBER_WORDS, *self._about, *self._magnitude, "moitié", "tiers", "quart", "demi"])

    def read(self, view: WordView, offset: int) -> Head | None:
        """Return the number at an offset, with its collective, fraction or magnitude."""
        if view.text[offset].isdigit() or view.text[offset] in ".,":
            return self._digits(view, offset)
        read = read_number_words(view.lower, offset)
        if read is None:
            return self._without_number(view, offset)
        end, value = read
        if (
            view.text[end : end + 1] == "-"
            and view.text[end + 1 : end + 2].isalpha()
            and not self._part.match(view.lower, end)
        ):
            return None
        head = Head(
            offset, end, Decimal(value), in_words=True, article=value == 1 and view.lower[offset:end] in ("un", "une")
        )
        head.scale = _written_scale(view.lower[offset:end])
        head.noun = view.lower[offset:end].endswith(
            ("million", "millions", "milliard", "milliards", "billion", "billions")
        )
        return self._grown(view, head)

    def opens_collective(self, lower: str, end: int) -> bool:
        """Say whether a collective or fraction follows: « une trentaine », « un tiers »."""
        return bool(
            self._collective.match(lower, end) or self._part.match(lower, end) or lower.startswith(" demi", end)
        )

    def scaled(self, view: WordView, head: Head) -> Head:
        """Return a head in digits with the magnitude written after it: « 3,5 milliards », « 45 M€ »."""
        match = _COMPACT_PATTERN.match(view.text, head.end) or _LONE_COMPACT.match(view.text, head.end)
        if match and not (
            match[1] in ("M", "m", "G", "k", "K")
            and view.text[match.end() :].lstrip()[:2] in ("de", "d'")
            and match[1] != "M"
        ):
            return _times(head, Decimal(10) ** _COMPACT[match[1]], match.end())
        words = _MAGNITUDE.match(view.lower, head.end)
        if words is None:
            return head
        size = Decimal(1000) if words[1] in ("mille", "milliers") else Decimal(self._magnitude[words[1].rstrip("s")])
        grown = _times(head, size, words.end())
        if words[2]:
            grown.value += size / 2
        grown.noun = words[1] != "mille"
        return grown

    def _digits(self, view: WordView, offset: int) -> Head | None:
        match = DIGITS.match(view.text, offset)
        if not match or not match[0]:
            return None
        mixed = _MIXED.match(view.text, match.end())
        if mixed:  # « un 4 1/2 », « 2 1/2 tasses »
            value = read_digits(match[0]) + Decimal(int(mixed[1])) / int(mixed[2])
            return self._grown(view, self.scaled(view, Head(offset, mixed.end(), value)))
        part = _RATIO.match(view.text, offset)
        if part and 0 < int(part[1]) < int(part[2]):
            share = Decimal(100) * int(part[1]) / int(part[2])
            return Head(offset, part.end(), share, share=True)
        return self._grown(view, self.scaled(view, Head(offset, match.end(), read_digits(match[0]))))

    def _grown(self, view: WordView, head: Head) -> Head:
        """Return a head with what follows its number: a collective, a fraction, a half."""
        collective = self._collective.match(view.lower, head.end)
        if collective:
            head = _times(head, Decimal(self._about[collective[1]]), collective.end())
            if collective[2]:
                head = _times(head, Decimal(self._size_of(collective[2])), collective.end())
            head.approximate, head.noun, head.article = True, True, False
            return head
        part = self._part.match(view.lower, head.end)
        if part and 0 < head.value < self._fraction[part[1]] and self._is_part(view, part):
            share = Decimal(100) * head.value / self._fraction[part[1]]
            return Head(head.start, part.end(), share, share=True, in_words=head.in_words)
        if head.article and _HALF.match(view.lower, head.end):
            return Head(head.start, head.end + len(" demi"), Decimal("0.5"), in_words=True)
        half = _AND_HALF.match(view.lower, head.end)
        if half and head.noun:
            head.value, head.end = head.value + head.scale / 2, half.end()
        return head

    def _is_part(self, view: WordView, match: re.Match[str]) -> bool:
        """Say whether « quart », « cinquième » is a share here: not « quart de finale », « cinquième mandat »."""
        rest = view.lower[match.end() : match.end() + 12]
        if rest.startswith((" de final", "-de-final", " de siècle", " temps")):
            return False
        if match[1] in ("tiers", "quart"):
            return True
        return rest.startswith((" de", " d'", " du", " des"))

    def _without_number(self, view: WordView, offset: int) -> Head | None:
        """Read a collective that no number governs: « des milliers », « la moitié », « le tiers »."""
        lower = view.lower
        words = view.before(offset, reach=24)
        previous = words[-1] if words else None
        if lower.startswith(("moitié", "tiers", "quart", "demi"), offset):
            return self._lone_share(view, offset, previous)
        match = self._lone.match(lower, offset)
        if match is None:
            return None
        if previous and previous.lower in self._size_words and len(words) > 1:
            previous = words[-2]
        if previous and previous.lower in ("la", "le") and match[1] in self._about:
            return Head(previous.start, match.end(), Decimal(self._about[match[1]]), approximate=True, noun=True)
        if not lower[offset : match.end()].rstrip().endswith("s"):
            return None
        inside = previous is not None and previous.lower in self._inside_span
        start = previous.start if inside and previous else offset
        last = match[3] or match[2] or match[1]
        return Head(
            start,
            match.end(),
            Decimal(self._size_of(match[1])),
            scale=Decimal(self._size_of(last)),
            vague=True,
            noun=True,
        )

    def _lone_share(self, view: WordView, offset: int, previous: Word | None) -> Head | None:
        lower = view.lower
        if lower.startswith("moitié", offset):
            end = offset + 6
            if previous and previous.lower in ("la", "de", "autre"):
                start = previous.start
                if previous.lower == "autre":  # « l'autre moitié »
                    start -= 2 if lower.endswith("l'", 0, start) else 0
                return Head(start, end, Decimal(50), share=True)
            more = _MORE_OR_LESS.match(lower, end)
            return Head(offset, more.end(), Decimal(50), share=True) if more else None
        part = self._part.match(" " + lower[offset : offset + 8])
        if part and previous and previous.lower == "le" and lower[offset + len(part[1]) :].startswith((" de", " d'")):
            end = offset + len(part[1])
            if lower.startswith((" de final", " d'heure", " état"), end):
                return None
            return Head(previous.start, end, Decimal(100) / self._fraction[part[1]], share=True)
        return None

    def _size_of(self, word: str) -> int:
        return self._about.get(word) or self._magnitude[word]


_MIXED = re.compile(r" ([1-3])/([2-4])(?![\w/.,])")
_RATIO = re.compile(r"(\d{1,3})/(\d{1,3})(?![\w/.,])")


def _trigger_of(words: list[str]) -> re.Pattern[str]:
    """Return the pattern of what may start a number; each branch begins with its letter, to skip most of a text."""
    branches: dict[str, list[str]] = {}
    for word in sorted({*words, *(f"{word}s" for word in words), "demie"}):
        branches.setdefault(word[0], []).append(word[1:])
    spelt = "|".join(f"{letter}(?<![\\w-].)(?:{'|'.join(rests)})(?!\\w)" for letter, rests in branches.items())
    return re.compile(rf"\d|[.,](?=\d)|{spelt}")


@lru_cache(maxsize=4)
def load_heads(lexicon: Lexicon) -> Heads:
    """Return the heads of a lexicon, built once."""
    return Heads(lexicon)


def _times(head: Head, factor: Decimal, end: int) -> Head:
    head.value, head.scale, head.end = head.value * factor, head.scale * factor, end
    return head


def _written_scale(words: str) -> Decimal:
    for name, size in (("billion", 10**12), ("milliard", 10**9), ("million", 10**6)):
        if words.rstrip("s").endswith(name):
            return Decimal(size)
    return Decimal(1)
