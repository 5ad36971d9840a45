"""Elision: a number whose unit is said elsewhere: « huit des 28 millions d'habitants », « contre 650 l'an dernier »."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.word_view import WordView

_FORWARD = re.compile(
    r" (?:des|de ces|de ses|de leurs|de nos|sur les|parmi les|d'entre les) $| (?:et|ou|à|puis) (?:de |d')?$|, $"
)
_PART_OF = re.compile(r" (?:des|de ces|de ses|de leurs|sur les|parmi les) (?:quelque |plus de |près de )?$")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d$")
_BESIDE = re.compile(r"(?:[,;(–—-] ?|(?<=\s)(?:et|contre|mais) )[\"“«]? ?$")
_PLACED = frozenset({"à", "en", "dans", "au", "aux", "pour", "chez", "sur"})
_NEAR_PART = 60  # characters between two parts
_FEW, _HUNDREDS = 2, 1000
_WHOLE = 100  # per cent
_WHOLE_NOUN = re.compile(r" (?:de |des |du |d')")
_OPENED = re.compile(r" ?\([^()]{0,20}$")
_VOTES = re.compile(r" (?:contre|pour|blancs?|nuls?)(?!\w)")
_REACH = 160  # characters from a counted noun to the number that leaves it out
_SENTENCE = re.compile(r"[.!?…\n](?:\s|$)")


class Elisions:
    """Gives a bare number the unit of the amount it is compared with, or says that it is no amount."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nouns = load_counted_nouns(lexicon)
        self._licences = lexicon.words("elision.licences")
        self._sources = lexicon.words("elision.sources")
        self._verbs = lexicon.words("elision.verbs")
        self._earlier = lexicon.words("elision.earlier")
        self._reaching = lexicon.words("elision.reaching")
        self._reached = lexicon.words("elision.reached")
        self._amounting = lexicon.words("elision.amounting")
        self._people_pronouns = lexicon.words("elision.people")
        self._being = lexicon.words("elision.being")

    def resolve(self, view: WordView, amount: Amount, previous: list[Amount], following: Amount | None) -> bool:
        """Fill in the unit of a bare number; False when nothing licenses it."""
        written = view.text[amount.numeral : amount.end]
        if _YEAR.match(written.strip()):
            return False
        return (
            self._from_next(view, amount, following)
            or self._from_number_noun(view, amount)
            or self._from_previous(view, amount, previous)
            or self._from_counted(view, amount, previous)
            or self._from_subject(view, amount)
            or self._people(amount)
            or self._numbering(view, amount)
            or self._from_plural(view, amount)
            or self._alone(view, amount)
        )

    def _from_next(self, view: WordView, amount: Amount, following: Amount | None) -> bool:
        if following is None or not following.unit or following.numeral <= amount.end:
            return False
        between = view.lower[amount.end : following.start]
        if not _FORWARD.match(between) and not _PART_OF.match(view.lower[amount.end : following.numeral]):
            return False
        last = amount.before[-1].lower if amount.before else ""
        if between.strip() in ("à", "et", "ou", "puis", ",", "à de") and last in ("le", "du", "les", "au", "la"):
            return False
        if between == ", " and not amount.before:
            return False
        if following.unit == "%" and between.strip() not in ("à", "et", "ou", "puis"):
            return False
        self._take_unit(amount, following)
        return True

    def _take_unit(self, amount: Amount, other: Amount) -> None:
        amount.unit, amount.kind, amount.age, amount.confidence = other.unit, other.kind, other.age, other.confidence
        if amount.value is None or other.top is None or amount.scale != 1 or amount.value >= 1000:
            return
        grown = amount.value * other.scale
        if grown <= other.top or (amount.before and amount.before[-1].lower == "de"):
            amount.value, amount.scale = grown, other.scale

    def _from_previous(self, view: WordView, amount: Amount, previous: list[Amount]) -> bool:
        last = amount.before[-1].lower if amount.before else ""
        licensed = (
            last in self._licences
            or self._is_pronominal(view, amount)
            or amount.nominal != ""
            or amount.scale > 1
            or amount.vague
            or (amount.comparator != "=" and not amount.age)
        )
        if amount.nominal and not amount.vague:  # « 57 accidents (-17 %), dont 12 mortels »
            previous = [other for other in previous if other.kind == "count"] or previous
        candidates = [other for other in previous if other.unit and (other.kind != "multiple" or last == "contre")]
        if (amount.top or 0) > _WHOLE and "%" not in view.text[amount.start : amount.end]:
            if candidates and candidates[-1].kind == "share" and self._from_whole(view, amount, candidates[-1]):
                return True
            candidates = [other for other in candidates if other.kind != "share"]
        if candidates and [word.lower for word in amount.before[-3:]] == ["au", "lieu", "de"]:
            return self._take(
                amount, candidates[-1], when=not _SENTENCE.search(view.text[candidates[-1].end : amount.start])
            )
        if candidates and candidates[-1].unit == "voix" and _VOTES.match(view.lower, amount.end):
            return self._take(amount, candidates[-1], when=amount.start - candidates[-1].end < _NEAR_PART)
        if not candidates or not licensed:
            return False
        other = candidates[-1]
        between = view.text[other.end : amount.start]
        same = not _SENTENCE.search(between)
        if (
            last in ("à", "de", "d'", "et", ",", "en", "pour", "sur", "ou", "après")
            and amount.scale == 1
            and not amount.nominal
        ):
            if last in ("et", ",") and same and self._is_further_part(view, amount, other, between):
                return self._take(amount, other, when=True)
            return same and self._is_far_end(view, amount, other, last, between)
        if amount.scale > _HUNDREDS or amount.vague:
            if not same or (other.scale == 1 and other.kind != "money"):
                return False
        elif not same and not self._reaches_back(view, amount, between):
            return False
        if other.kind == "duration" and last not in ("dont", "soit", "contre"):
            return False
        if last == "contre" and view.lower[amount.end : amount.end + 2] in (" à", "-1"):
            return False
        return self._take(amount, other, when=True)

    def _from_whole(self, view: WordView, amount: Amount, share: Amount) -> bool:
        """« 15 % des admissions (2 000) »: a number of what the share is of."""
        of = _WHOLE_NOUN.match(view.lower, share.end)
        group = self._nouns.read(view, of.end(), plural=True, in_words=False) if of else None
        if group is None or not group.head or not _OPENED.match(view.text[group.end : amount.start]):
            return False
        amount.unit, amount.kind = group.head, "count"
        return True

    @staticmethod
    def _take(amount: Amount, other: Amount, *, when: bool) -> bool:
        """Give an amount the unit of another on a condition; return whether it held."""
        if when:
            amount.unit, amount.kind, amount.confidence = other.unit, other.kind, other.confidence
        return when

    def _from_counted(self, view: WordView, amount: Amount, previous: list[Amount]) -> bool:
        """« Sur les 480 dossiers, 312 ont été retenus », « 80 personnes selon la police, 140 selon les syndicats »."""
        counted = next((other for other in reversed(previous) if other.kind == "count"), None)
        if counted is None or amount.scale > _HUNDREDS or (amount.value or 0) < _FEW or amount.nominal:
            return False
        between = view.text[counted.end : amount.start]
        following = [word.lower for word in view.after(amount.end, count=1)]
        if not following or len(between) > _REACH or "\n" in between:
            return False
        if between == " (":  # « 11 blessés (14 en 2024) »
            return self._take(amount, counted, when=following[0] in self._earlier)
        last = amount.before[-1].lower if amount.before else ""
        if following[0] in self._sources:
            return self._take(amount, counted, when=bool(_BESIDE.search(between)) and not _SENTENCE.search(between))
        return self._take(amount, counted, when=following[0] in self._verbs and last in ("", ",", "et", "mais"))

    @staticmethod
    def _is_pronominal(view: WordView, amount: Amount) -> bool:
        """« il en manquait encore deux », « il en faut 160, et non plus 150 »."""
        words = amount.before[-4:]
        lowers = [word.lower for word in words]
        if lowers[-2:] == ["non", "plus"] or lowers[-1:] == ["non"]:
            return True
        if len(words) < _FEW + 1 or "en" not in lowers[-3:-1]:
            return False
        return view.tag(words[lowers.index("en") + 1]) in ("VERB", "AUX")

    @staticmethod
    def _is_further_part(view: WordView, amount: Amount, other: Amount, between: str) -> bool:
        """« 1 800 logements, dont 600 à Lille et **300** à Roubaix »: one more part of the same whole."""
        if other.kind != "count" or other.nominal or len(between) > _NEAR_PART or not other.before:
            return False
        following = view.after(amount.end, count=1)
        elided = not any(letter.isalpha() for letter in view.text[other.numeral : other.end])
        return elided and bool(following) and following[0].lower in _PLACED

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

    def _from_subject(self, view: WordView, amount: Amount) -> bool:
        """« porter la production de logements de 85 000 à 120 000 »: the noun stands before « de »."""
        words = amount.before
        if len(words) < 3 or words[-1].lower not in ("de", "d'") or not view.lower.startswith(" à ", amount.end):
            return False
        if not view.text[amount.end + 3 : amount.end + 4].isdigit():
            return False
        for word in reversed(words[:-1]):
            if view.tag(word) == "NOUN" and word.lower.endswith(("s", "x")):
                amount.unit, amount.kind = self._nouns.singular(word.lower), "count"
                return True
        return False

    def _from_number_noun(self, view: WordView, amount: Amount) -> bool:
        """« le nombre de tués s'élève à 4 703 »: the noun stands after « nombre de »."""
        words = amount.before
        if len(words) < _FEW or words[-1].lower not in self._reaching or amount.scale > _HUNDREDS:
            return False
        for index in range(len(words) - 3, -1, -1):
            if words[index].lower != "nombre":
                continue
            of = next((word for word in words[index + 1 : index + 3] if word.lower in ("de", "d'", "des")), None)
            group = self._nouns.read(view, of.end + (of.lower != "d'"), plural=True, in_words=False) if of else None
            if group and group.head:
                amount.unit, amount.kind = group.head, "count"
                return True
        return False

    def _from_plural(self, view: WordView, amount: Amount) -> bool:
        """« les passages ont atteint 412 par jour », « ils étaient 3 500 »: the subject is what is counted."""
        words = [word.lower for word in amount.before]
        if len(words) < _FEW or (amount.value or 0) < _FEW or amount.scale > _HUNDREDS:
            return False
        told = words[-1] in self._reached or (words[-1] == "à" and words[-2] in self._amounting)
        noun = amount.before[1]
        if not told or words[0] not in ("les", "ces", "ses", "leurs", "nos") or view.tag(noun) not in ("NOUN", None):
            return False
        amount.unit, amount.kind = self._nouns.singular(noun.lower), "count"
        return True

    def _people(self, amount: Amount) -> bool:
        """« ils étaient 3 500 », « nous sommes exactement 67 millions »: people."""
        words = [word.lower for word in amount.before[-3:] if not word.lower.endswith("ment")]
        found = len(words) >= _FEW and words[-1] in self._being and words[-2] in self._people_pronouns
        if found and (amount.top or 0) >= _FEW:
            amount.unit, amount.kind = "personne", "count"
            return True
        return False

    def _numbering(self, view: WordView, amount: Amount) -> bool:
        """« les agriculteurs, au nombre de 10 000 »: the noun stands before the comma."""
        words = amount.before
        if [word.lower for word in words[-3:]] != ["au", "nombre", "de"]:
            return False
        nouns = [word for word in words[-8:-3] if word.text[0].isalpha() and view.tag(word) in ("NOUN", None)]
        if nouns:
            amount.unit, amount.kind = self._nouns.singular(nouns[-1].lower), "count"
        return bool(nouns)

    def _alone(self, view: WordView, amount: Amount) -> bool:
        """« on était moins de mille », « trois d'entre eux »: an amount, though nothing says of what."""
        if amount.scale > 1 or amount.vague:
            return True
        if view.lower.startswith((" d'entre eux", " d'entre elles", " d'entre nous", " d'entre vous"), amount.end):
            return True
        words = [word.lower for word in amount.before[-3:]]
        return (
            amount.comparator in (">", "<")
            and not amount.age
            and bool(words)
            and words[-1] in ("était", "étaient", "étions", "sont", "seront", "étais")
        )


@lru_cache(maxsize=4)
def load_elisions(lexicon: Lexicon) -> Elisions:
    """Return the elision reader of a lexicon, built once."""
    return Elisions(lexicon)
