"""Elision: a number whose unit is said elsewhere: « huit des 28 millions d'habitants », « contre 650 l'an dernier »."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.elided_counts import load_elided_counts
from claimex.mentions.elided_parts import (
    AMONG,
    NEAR_PART,
    REACH,
    compared_with_next,
    first_part,
    from_next,
    is_further_part,
    of_previous,
    of_share,
    of_sum,
)
from claimex.mentions.elided_pronouns import load_pronouns
from claimex.mentions.elided_subjects import load_subjects
from claimex.mentions.elided_units import (
    SENTENCE_END,
    is_compared,
    is_listed,
    is_magnitude,
    is_sum,
    is_votes,
    take_unit,
    whose_trait,
)
from claimex.mentions.word_view import WordView

_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d$")
_BESIDE = re.compile(r"(?:[,;(–—-] ?|(?<=\s)(?:et|contre|mais) )[\"“«]? ?$")
_FEW, _HUNDREDS = 2, 1000
_WHOLE = 100  # per cent
_VOTES = re.compile(r" (?:contre|pour|blancs?|nuls?)(?!\w)")
_NOW = re.compile(r" (?:actuellement|aujourd'hui|auparavant|précédemment|initialement|jusqu'alors)(?!\w)")
_LINKING = frozenset({"à", "de", "d'", "et", ",", "en", "pour", "sur", "ou", "après"})
_MATCH_SCORE = re.compile(r" à (?:\d|un\b|deux\b|trois\b|zéro\b)|-\d")  # « contre 5 à 3 »


class Elisions:
    """Gives a bare number the unit of the amount it is compared with, or says that it is no amount."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nouns = load_counted_nouns(lexicon)
        self._subjects = load_subjects(lexicon)
        self._pronouns = load_pronouns(lexicon)
        self._counts = load_elided_counts(lexicon)
        self._adverbs = lexicon.words("elision.now")
        self._sums = lexicon.words("counted_nouns.sums")
        self._aims = lexicon.words("elision.aims")
        self._licences = lexicon.words("elision.licences")
        self._sources = lexicon.words("elision.sources")
        self._verbs = lexicon.words("elision.verbs")
        self._earlier = lexicon.words("elision.earlier")

    def resolve(self, view: WordView, amount: Amount, previous: list[Amount], following: Amount | None) -> bool:
        """Fill in the unit of a bare number; False when nothing licenses it."""
        written = view.text[amount.numeral : amount.end]
        if _YEAR.match(written.strip()) and amount.comparator == "=" and not _NOW.match(view.lower, amount.end):
            return False
        return (
            compared_with_next(view, amount, following)
            or is_votes(view, amount, previous)
            or is_magnitude(amount)
            or of_previous(view, amount, previous)
            or from_next(view, amount, following)
            or self._subjects.count_of(view, amount)
            or self._pronouns.take(view, amount, previous)
            or first_part(view, amount, previous)
            or self._from_previous(view, amount, previous)
            or self._from_counted(view, amount, previous)
            or of_sum(view, amount, previous, self._verbs)
            or self._subjects.count_before(view, amount)
            or self._counts.take(view, amount, previous)
            or self._alone(view, amount)
        )

    def _from_previous(self, view: WordView, amount: Amount, previous: list[Amount]) -> bool:
        """« contre 650 l'an dernier », « dont 12 mortels »: the unit of an amount told before."""
        last = amount.before[-1].lower if amount.before else ""
        candidates = _comparable(amount, previous, last)
        if (amount.top or 0) > _WHOLE and "%" not in view.text[amount.start : amount.end]:
            if candidates and candidates[-1].kind == "share" and of_share(view, amount, candidates[-1], self._nouns):
                return True
            candidates = [other for other in candidates if other.kind != "share"]
        if not candidates:
            return False
        beside = self._beside(view, amount, candidates[-1], last)
        if beside is not None:
            return beside
        if not self._is_licensed(view, amount, last):
            return False
        whole = whose_trait(view, amount, candidates) if last == "dont" else candidates[-1]
        return self._from_licence(view, amount, whole)

    def _is_licensed(self, view: WordView, amount: Amount, last: str) -> bool:
        """Say whether a word before (« contre », « dont », « en … ») or the number's own form asks for a unit."""
        return (
            last in self._licences
            or self._is_pronominal(view, amount)
            or amount.nominal != ""
            or amount.scale > 1
            or amount.vague
            or (amount.comparator != "=" and not amount.age)
        )

    def _beside(self, view: WordView, amount: Amount, other: Amount, last: str) -> bool | None:
        """Take the unit by the words between, or say that it is not to be had; None: they do not tell."""
        between = view.text[other.end : amount.start]
        if other.kind == "count" and is_sum(amount, self._sums):
            amount.kind = "money"  # « 900 000 titres et une **dette** de 6 milliards »
            return True
        if other.kind == "count" and is_compared(view, amount, between):
            return take_unit(amount, other, when=not SENTENCE_END.search(between) or last != ",")
        if [word.lower for word in amount.before[-3:]] == ["au", "lieu", "de"]:
            return take_unit(amount, other, when=not SENTENCE_END.search(between))
        if last in ("de", "d'") and amount.before[-2:-1] and amount.before[-2].lower in self._aims:
            counted = other.kind == "count" and (other.top or 0) < (amount.top or 0) * _HUNDREDS
            return take_unit(amount, other, when=counted and not SENTENCE_END.search(between))
        if is_listed(view, amount, other):
            return take_unit(amount, other, when=True)
        of_count = other.kind == "count" and view.text.endswith("(sur ", 0, amount.start)
        if of_count or (other.unit == "voix" and _VOTES.match(view.lower, amount.end)):
            return take_unit(amount, other, when=len(between) < NEAR_PART)
        return None

    def _from_licence(self, view: WordView, amount: Amount, other: Amount) -> bool:
        """Take the unit of the other amount unless the words between part them."""
        last = amount.before[-1].lower if amount.before else ""
        between = view.text[other.end : amount.start]
        same = not SENTENCE_END.search(between)
        if last in _LINKING and amount.scale == 1 and not amount.nominal:
            if last in ("et", ",") and same and is_further_part(view, amount, other, between):
                return take_unit(amount, other, when=True)
            return same and self._is_far_end(view, amount, other, last, between)
        if amount.scale > _HUNDREDS or amount.vague:
            if not same or (other.scale == 1 and other.kind != "money"):
                return False
        elif not same and not self._reaches_back(view, amount, between):
            return False
        if other.kind == "duration" and last not in ("dont", "soit", "contre"):
            return False
        if last == "contre" and _MATCH_SCORE.match(view.lower, amount.end):
            return False
        return take_unit(amount, other, when=True)

    def _from_counted(self, view: WordView, amount: Amount, previous: list[Amount]) -> bool:
        """« Sur les 480 dossiers, 312 ont été retenus », « 80 personnes selon la police, 140 selon les syndicats »."""
        counted = next((other for other in reversed(previous) if other.kind == "count"), None)
        if counted is None or amount.scale > _HUNDREDS or (amount.value or 0) < _FEW or amount.nominal:
            return False
        between = view.text[counted.end : amount.start]
        following = [word.lower for word in view.after(amount.end, count=2)]
        following = following[: 1 + (following[:1] == ["s'"])]
        if not following or len(between) > REACH or "\n" in between:
            return False
        if between == " (":  # « 11 blessés (14 en 2024) »
            return take_unit(amount, counted, when=following[0] in self._earlier)
        last = amount.before[-1].lower if amount.before else ""
        if following[0] in self._sources:
            return take_unit(amount, counted, when=bool(_BESIDE.search(between)) and not SENTENCE_END.search(between))
        told = following[0] in self._verbs or following[-1].endswith("ant") or self._opens_clause(view, amount)
        return take_unit(amount, counted, when=told and last in ("", ",", "et", "mais", ":"))

    @staticmethod
    def _opens_clause(view: WordView, amount: Amount) -> bool:
        """« et 600 **verront** leurs façades refaites », « six **s'exprimant** contre »."""
        word = view.after(amount.end, count=1)[0]
        return word.lower.endswith(("ont", "aient")) and view.tag(word) in ("VERB", "AUX")

    def _is_pronominal(self, view: WordView, amount: Amount) -> bool:
        """« il en manquait encore deux », « il en faut 160, et non plus 150 »."""
        words = [word for word in amount.before[-6:] if word.lower not in self._adverbs][-4:]
        lowers = [word.lower for word in words]
        if lowers[-2:] == ["non", "plus"] or lowers[-1:] == ["non"]:
            return True
        if len(words) < _FEW + 1 or "en" not in lowers[-3:-1]:
            return False
        verb = words[lowers.index("en") + 1]
        return (
            view.tag(verb) in ("VERB", "AUX") or verb.lower in self._licences
        )  # « en **compte** »: a noun to the tagger

    def _is_far_end(self, view: WordView, amount: Amount, other: Amount, last: str, between: str) -> bool:
        """« de 85 000 à 120 000 »: the value reached takes the unit of the value left."""
        if last != "à" or len(between) > 70 or not other.before or view.text[other.start : other.start + 2] == "à ":
            return False
        if other.before[-1].lower not in ("de", "d'") or other.kind in ("duration", "share"):
            return False
        amount.unit, amount.kind, amount.confidence = other.unit, other.kind, other.confidence
        return True

    def _reaches_back(self, view: WordView, amount: Amount, between: str) -> bool:
        """« il en reste 745 », « en coûte quarante »: the pronoun reaches into the sentence before."""
        words = [word.lower for word in amount.before[-5:]]
        return "en" in words and words[-1] != "en" and len(between) < 260 and "\n\n" not in between.strip("\n")

    def _alone(self, view: WordView, amount: Amount) -> bool:
        """« on était moins de mille », « trois d'entre eux »: an amount, though nothing says of what."""
        if amount.scale > 1 or amount.vague:
            return True
        if view.lower.startswith((*AMONG, " d'entre nous", " d'entre vous"), amount.end):
            return True
        words = [word.lower for word in amount.before[-3:]]
        return (
            amount.comparator in (">", "<")
            and not amount.age
            and bool(words)
            and words[-1] in ("était", "étaient", "étions", "sont", "seront", "étais")
        )


def _comparable(amount: Amount, previous: list[Amount], last: str) -> list[Amount]:
    """Return the amounts before whose unit an amount may share."""
    if amount.nominal and not amount.vague:  # « 57 accidents (-17 %), dont 12 mortels »
        previous = [other for other in previous if other.kind == "count"] or previous
    return [other for other in previous if other.unit and (other.kind != "multiple" or last == "contre")]


@lru_cache(maxsize=4)
def load_elisions(lexicon: Lexicon) -> Elisions:
    """Return the elision reader of a lexicon, built once."""
    return Elisions(lexicon)
