"""Comparators: « près de », « au moins », « 200 environ », and bounding verbs: « ne doit pas dépasser 410 francs »."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from claimex.lexicon import Lexicon
from claimex.mentions.word_view import Word, WordView
from claimex.schema import Comparator

_PIECES = re.compile(r"[^\W\d_]+'|[^\W\d_]+(?:-[^\W\d_]+)*")
_FLIPPED: dict[Comparator, Comparator] = {">": "≤", "≥": "<", "<": "≥", "≤": ">"}
_FIRST_TIME = " pour la première fois "
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparator as read: where it starts or ends, and its sign. ``outside`` when it is a verb, not in the span."""

    offset: int
    sign: Comparator
    outside: bool = False


class Comparators:
    """Reads comparators before and after an amount."""

    def __init__(self, lexicon: Lexicon) -> None:
        tables: Any = lexicon.mapping("comparators")
        self._before = _by_words(tables["before"])
        self._verbal = _by_words(tables["verbal"])
        self._after = sorted(
            ((form, table["sign"]) for table in tables["after"].values() for form in table["forms"]),
            key=lambda pair: (-len(pair[0]), pair[0]),
        )
        self._after_gaps = tuple(f"{gap}{form}" for form, _ in self._after for gap in (" ", ", "))
        self._last_words = frozenset(phrase[-1] for phrase in (*self._before, *self._verbal))
        self._negation = lexicon.words("comparators.negation")
        self._apart = lexicon.words("comparators.apart")
        self._between = self._negation | lexicon.words("comparators.between")

    def may_end(self, text: str) -> bool:
        """Say whether a comparator can end with the last word of a text, cheaply."""
        words = text.replace("'", "' ").split()
        return bool(words) and words[-1] in self._last_words

    def read_before(self, view: WordView, start: int, before: list[Word]) -> Bound | None:
        """Return the comparator that ends where an amount starts; the longest wins."""
        if not before or view.text[before[-1].end : start].strip(" ~"):
            return None
        last = before[-1].lower
        if last not in self._last_words and last not in self._between:
            return None
        near = tuple([word.lower for word in before[-_LONGEST:]])
        for first in range(len(near)):
            sign = self._before.get(near[first:])
            if sign:
                return Bound(before[first - len(near)].start, sign)
        return self._read_verbal(before)

    def _read_verbal(self, before: list[Word]) -> Bound | None:
        """Return the bound of a verb, whatever adverbs follow it: « ne dépasse désormais pas les 600 euros »."""
        near = [word.lower for word in before[-_LONGEST - 4 :]]
        if "fois" in near and _FIRST_TIME in " ".join(near):  # « dépasse **pour la première fois** les 5 millions »
            near = " ".join(near).replace(_FIRST_TIME, " ").split()
        words = [word for word in near if word not in self._between]
        for length in range(min(_LONGEST, len(words)), 0, -1):
            sign = self._verbal.get(tuple(words[-length:]))
            if sign:
                first = len(near) - 1 - near[::-1].index(words[-length])
                negated = not self._negation.isdisjoint(near[max(0, first - 4) :])
                return Bound(before[-1].end, _FLIPPED.get(sign, sign) if negated else sign, outside=True)
        return None

    def read_after(self, view: WordView, end: int) -> Bound | None:
        """Return the comparator that follows an amount: « un tiers, au maximum », « 105 km/h environ »."""
        if not view.lower.startswith(self._after_gaps, end):
            return None
        gap = 2 if view.text[end] == "," else 1
        for form, sign in self._after:
            if view.lower.startswith(form, end + gap) and not view.lower[end + gap + len(form) :][:1].isalnum():
                if gap == 2 and " ou " in f" {form}":
                    continue
                following = view.after(end + gap + len(form), count=1)
                if following and (
                    following[0].text[0].isdigit()
                    or (gap == 2 and sign == "≈" and following[0].text[0].isalpha())  # « , **environ** la moitié »
                    or following[0].lower in self._apart
                    or (
                        " " in form and following[0].lower in ("de", "d'", "des", "que")
                    )  # « 158 morts et plus de 200 »
                ):
                    return None
                return Bound(end + gap + len(form), sign)
        return None


@lru_cache(maxsize=4)
def load_comparators(lexicon: Lexicon) -> Comparators:
    """Return the comparators of a lexicon, built once."""
    return Comparators(lexicon)


def _by_words(tables: dict[str, Any]) -> dict[tuple[str, ...], Comparator]:
    found: dict[tuple[str, ...], Comparator] = {}
    for table in tables.values():
        for form in table["forms"]:
            pieces = tuple(_PIECES.findall(form))
            found[pieces] = table["sign"]
            if pieces[-1] == "de":
                found[(*pieces[:-1], "d'")] = table["sign"]
            if pieces[-1] == "des":
                found[(*pieces[:-1], "du")] = table["sign"]
    return found
