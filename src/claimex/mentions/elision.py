"""Elision: a number whose unit is said elsewhere: « huit des 28 millions d'habitants », « contre 650 l'an dernier »."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.word_view import Word, WordView

_COORDINATED = re.compile(r" (?:et|ou|à|puis) (?:de |d')?$|, $")
_PART_OF = re.compile(
    r" (?:des|de ces|de ses|de leurs|de nos|sur les|parmi les|d'entre les) (?:quelque |plus de |près de )?$"
)
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d$")
_SENTENCE = re.compile(r"[.!?…\n](?:\s|$)")
_ARTICLES = frozenset({"le", "du", "les", "au", "la"})
_OF = frozenset({"de", "d'"})
_LINKS = frozenset({"et", ",", "puis", "ou"})
_MILLION = 10**6
_NEAR, _PARAGRAPH = 70, 260  # characters


class Elisions:
    """Gives a bare number the unit of the amount it is compared with, or says that it is no amount."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nouns = load_counted_nouns(lexicon)
        self._licences = lexicon.words("elision.licences")
        self._numbers = lexicon.words("elision.numbers")
        self._wholes = lexicon.words("elision.wholes")
        self._sources = tuple(f" {form}" for form in sorted(lexicon.words("elision.sources")))
        self._sizes = lexicon.words("elision.sizes")
        self._pronouns = lexicon.words("elision.pronouns")

    def resolve(self, view: WordView, amount: Amount, previous: list[Amount], following: Amount | None) -> bool:
        """Fill in the unit of a bare number; False when nothing licenses it."""
        if _YEAR.match(view.text[amount.numeral : amount.end].strip()):
            return False
        return (
            self._from_next(view, amount, following)
            or self._from_number_of(amount)
            or self._from_previous(view, amount, previous)
            or self._from_subject(view, amount)
            or self._alone(view, amount)
        )

    def _from_next(self, view: WordView, amount: Amount, following: Amount | None) -> bool:
        """Read « huit des 28 millions d'habitants », « 10 et 12 millions », « de 120 à 95 lits »."""
        if following is None or not following.unit or following.numeral <= amount.end:
            return False
        part = _PART_OF.match(view.lower[amount.end : following.numeral])
        coordinated = _COORDINATED.match(view.lower[amount.end : following.start])
        last = amount.before[-1].lower if amount.before else ""
        if part:
            fits = following.kind not in ("duration", "share")
        else:
            fits = coordinated is not None and last not in _ARTICLES
            fits = fits and (coordinated is None or coordinated[0] != ", " or (bool(last) and following.unit != "%"))
        if fits:
            _take_unit(amount, following)
        return fits

    def _from_number_of(self, amount: Amount) -> bool:
        """Read « le nombre de chômeurs s'élève à 2,5 millions »: the number's own noun."""
        words = amount.before
        for index in range(len(words) - 3, -1, -1):
            if words[index].lower not in self._numbers:
                continue
            after = index + 2 if words[index + 1].lower in ("total", "totale", "moyen") else index + 1
            if words[after].lower in ("de", "d'", "des") and after + 2 < len(words):
                noun = self._nouns.singular(words[after + 1].lower)
                amount.unit, amount.kind = noun, "count"
                return noun != words[after + 1].lower
        return False

    def _from_previous(self, view: WordView, amount: Amount, previous: list[Amount]) -> bool:
        """Read « contre 650 », « dont 2 100 », « et de 31 000 »: the unit of the amount before."""
        last = amount.before[-1].lower if amount.before else ""
        other = next(
            (one for one in reversed(previous) if one.unit and (one.kind != "multiple" or last == "contre")), None
        )
        if other is None:
            return False
        between = view.text[other.end : amount.start]
        same = not _SENTENCE.search(between)
        if not same and not self._reaches_back(amount, between):
            return False
        if not self._is_licensed(view, amount, other, last) or not _agree(view, amount, other, last):
            return False
        _take_unit(amount, other, grow=view.lower.startswith((" de plus", " de moins"), amount.end))
        return True

    def _is_licensed(self, view: WordView, amount: Amount, other: Amount, last: str) -> bool:
        words = [word.lower for word in amount.before[-3:]]
        if last == "à":
            return _is_far_end(view, amount, other)
        if last in _OF:
            return len(words) > 1 and (words[-2] in _LINKS or words[-2] == "lieu") and other.kind != "duration"
        if (
            last in self._licences
            or amount.nominal
            or amount.scale >= _MILLION
            or amount.vague
            or amount.comparator != "="
        ):
            return True
        if last not in _LINKS and last != "(":
            return False
        return view.lower.startswith(self._sources, amount.end) or self._is_part(amount, other)

    def _is_part(self, amount: Amount, other: Amount) -> bool:
        """Read « sur les 1 200 salariés, 350 partiront »."""
        opening = [word.lower for word in other.before[-2:]]
        whole = bool(opening) and (opening[0] in ("sur", "parmi") or opening[-1] in ("sur", "parmi"))
        smaller = amount.value is not None and other.value is not None and amount.value < other.value
        return whole and smaller and other.kind == "count"

    def _reaches_back(self, amount: Amount, between: str) -> bool:
        """Read « il en reste 745 », « en coûte quarante »: the pronoun reaches into the sentence before."""
        words = [word.lower for word in amount.before[-5:]]
        reaches = "en" in words and words[-1] != "en" and words[-1] in self._licences
        return reaches and len(between) < _PARAGRAPH and "\n\n" not in between.strip("\n")

    def _from_subject(self, view: WordView, amount: Amount) -> bool:
        """Read « porter la production de logements de 85 000 à 120 000 »: the noun stands before « de »."""
        words = amount.before
        if len(words) < 3 or words[-1].lower not in _OF or not view.lower.startswith(" à ", amount.end):
            return False
        if not view.text[amount.end + 3 : amount.end + 4].isdigit():
            return False
        for word in reversed(words[:-1]):
            if view.tag(word) == "NOUN" and word.lower.endswith(("s", "x")):
                amount.unit, amount.kind = self._nouns.singular(word.lower), "count"
                return True
        return False

    def _alone(self, view: WordView, amount: Amount) -> bool:
        """Read « on était moins de mille », « trois d'entre eux »: an amount, though nothing says of what."""
        if amount.scale >= _MILLION or amount.vague:
            return True
        if view.lower.startswith((" d'entre eux", " d'entre elles", " d'entre nous", " d'entre vous"), amount.end):
            return True
        words: list[Word] = amount.before[-3:]
        sized = bool(words) and words[-1].lower in self._sizes and not amount.age
        return sized and (amount.comparator in (">", "<") or (len(words) > 1 and words[-2].lower in self._pronouns))


@lru_cache(maxsize=4)
def load_elisions(lexicon: Lexicon) -> Elisions:
    """Return the elision reader of a lexicon, built once."""
    return Elisions(lexicon)


def _take_unit(amount: Amount, other: Amount, *, grow: bool = True) -> None:
    """Take the other's unit and, where the number stays below the other, its magnitude: 8 of 28 million."""
    amount.unit, amount.kind, amount.age, amount.confidence = other.unit, other.kind, other.age, other.confidence
    if not grow or amount.value is None or other.top is None or amount.scale != 1 or amount.value >= 1000:
        return
    grown = amount.value * other.scale
    if grown <= other.top or (amount.before and amount.before[-1].lower == "de"):
        amount.value, amount.scale = grown, other.scale


def _agree(view: WordView, amount: Amount, other: Amount, last: str) -> bool:
    """Say whether two amounts can have one unit: a million of nothing is no percentage, « contre 2 à 1 » is a score."""
    if amount.scale >= _MILLION or amount.vague:
        return other.scale >= _MILLION or other.kind == "money"
    if other.kind == "duration" and last not in ("dont", "soit", "contre"):
        return False
    return not (last == "contre" and view.lower.startswith((" à ", "-1"), amount.end))


def _is_far_end(view: WordView, amount: Amount, other: Amount) -> bool:
    """Say whether « à 120 000 » ends « de 85 000 à »; a temperature « 40 à Toulouse » does not come here."""
    if amount.start - other.end > _NEAR or not other.before or other.before[-1].lower not in _OF:
        return False
    return other.kind not in ("duration", "share")
