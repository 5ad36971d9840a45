"""A form of a date, deadline or period, and the forms that a word of the text may belong to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from claimex.schema import Relation

_KEPT = 50_000  # pairs of words remembered
_KEPT_WORDS = 20_000
FOREIGN, INNER, OPENER, TRIGGER = range(4)  # what a word is to moments: in none, inside one, at its head, its sign
ROMAN = re.compile(r"[ivx]+(?:e|è|er|è?me)?")
_LONE_OPENER = re.compile(r"\(\?<!\[\\w\]\)\(\?P<prep>(?:\(\?:)?([^()]+)\)")  # a form without article or preposition
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Form:
    """One way of telling a moment: its name (the reader's), its pattern and the words that it may hold.

    The pattern is compiled when a text first holds what may be such a moment: all thirty take a twentieth of a second.

    ``openers`` are the words that it may begin with, when it is known to begin with one of few. ``sign`` is what stands
    before its trigger or right behind, where that is easily seen: the bar of « 12/03 », « premiers » of « les premiers
    mois ».
    """

    name: str
    source: str
    vocabulary: frozenset[str]
    openers: frozenset[str] | None
    sign: re.Pattern[str] | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a moment of this form looks like, capitals aside."""
        return re.compile(self.source, re.IGNORECASE)

    def fits(self, first: str, trigger: str) -> bool:
        """Tell whether the form may begin with one word and hold the other."""
        if self.openers is not None and first not in self.openers:
            return False
        return self._may_hold(first) and self._may_hold(trigger)

    def _may_hold(self, word: str) -> bool:
        return word in self.vocabulary or not word.isalpha() or ROMAN.fullmatch(word) is not None


@dataclass(frozen=True)
class Grammar:
    """The forms by the word that triggers them, and the words that may open a form; all in lower case."""

    roles: Mapping[str, tuple[Form, ...]]  # the forms that a word triggers; none for a word that only opens one
    vocabulary: frozenset[str]  # every word that a form may hold, and more
    relations: Mapping[str, Relation]
    digits: tuple[tuple[re.Pattern[str], tuple[Form, ...]], ...]
    known: dict[tuple[str, str], tuple[Form, ...]] = field(default_factory=dict)

    @cached_property
    def uses(self) -> "Uses":
        """What each word is to moments."""
        return Uses(self)

    def forms_between(self, first: str, trigger: str) -> tuple[Form, ...]:
        """Return the forms that a word triggers, those that cannot begin with ``first`` or hold both left out."""
        found = self.known.get((first, trigger))
        if found is None:
            forms = self.roles.get(trigger) or self.forms_of_digits(trigger)
            found = tuple(form for form in forms if form.fits(first, trigger))
            if len(self.known) < _KEPT:
                self.known[first, trigger] = found
        return found

    def forms_of_digits(self, word: str) -> tuple[Form, ...]:
        """Return the forms that a word with digits triggers: « 2030 », « 14h30 », « 12 »."""
        for shape, forms in self.digits:
            if shape.fullmatch(word):
                return forms
        return ()


class Uses(dict[str, int]):
    """What a word as written is to moments, kept over documents: no moment goes over a ``FOREIGN`` word."""

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        self._grammar = grammar

    def __missing__(self, word: str) -> int:
        if len(self) >= _KEPT_WORDS:
            self.clear()
        use = self[word] = self._use_of(word.lower())
        return use

    def _use_of(self, lower: str) -> int:
        forms = self._grammar.roles.get(lower)
        if forms is None and lower[0].isdigit():
            forms = self._grammar.forms_of_digits(lower)
        if forms is not None:
            return TRIGGER if forms else OPENER
        if lower[0] in "ivx" and ROMAN.fullmatch(lower) is not None:
            return OPENER  # « du **XVII** e siècle »
        return INNER if lower in self._grammar.vocabulary else FOREIGN


def read_form(name: str, pattern: str, sign: str | None = None) -> Form:
    """Return a form with its sign and with what its pattern says of the words that it may hold."""
    opening = _LONE_OPENER.match(pattern)
    openers = frozenset(_WORD.findall(one.lower())[0] for one in opening[1].split("|")) if opening else None
    seen = None if sign is None else re.compile(sign, re.IGNORECASE)
    return Form(name, pattern, _words_of(pattern), openers, seen)


def _words_of(pattern: str) -> frozenset[str]:
    """Return all words in a pattern, with what « toute?s? » may leave out or add: too many, none is missing."""
    words = {word.lower() for word in _LETTERS.findall(pattern)}
    words |= {word[:-1] for word in words}
    return frozenset(words | {word + ending for word in words for ending in ("s", "e", "es")})
