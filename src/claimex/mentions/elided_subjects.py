"""Bare numbers that count their subject: « le nombre de tués s'élève à 4 703 », « les passages ont atteint 412 »."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.change import load_changes
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.word_view import WordView

_PART_OF = re.compile(r" (?:des|de ces|de ses|de leurs|de nos) ")
_NUMBER = re.compile(r"(?: à [\d ]+)? (?:le|leur|son|du) nombre (?:moyen |total |maximal )?(?:de |d')")
_REACHED = re.compile(r" (?:\w+ )?à \d")
_PASSING = 3  # words of « commune passe de »
_FEW, _HUNDREDS = 2, 1000
_SUBJECT = 3  # words of « les manifestants étaient »


class Subjects:
    """Gives a bare number the noun of the subject before it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nouns = load_counted_nouns(lexicon)
        self._reaching = lexicon.words("elision.reaching")
        self._numbering_nouns = lexicon.words("elision.numbering")
        self._reached = lexicon.words("elision.reached")
        self._amounting = lexicon.words("elision.amounting")
        self._gathering = lexicon.words("elision.gathering")
        self._sums = lexicon.words("counted_nouns.sums")
        self._adverbs = lexicon.words("elision.adverbs")
        self._being = lexicon.words("elision.being")
        self._passing = load_changes(lexicon).passage
        self._moving = load_changes(lexicon).verbs
        self._dwellers: dict[str, str] = dict(lexicon.mapping("elision")["dwellers"])

    def count_before(self, view: WordView, amount: Amount) -> bool:
        """Fill in the unit of a number whose subject is counted; False when nothing says so."""
        return (
            self._from_object(view, amount)
            or self._partitive(view, amount)
            or self._bracketed(view, amount)
            or self._peopled(view, amount)
            or self._from_subject(view, amount)
            or self._gathered(view, amount)
            or self._numbering(view, amount)
            or self._from_plural(view, amount)
        )

    def _from_object(self, view: WordView, amount: Amount) -> bool:
        """« abaisser à 12 le nombre d'élèves », « une baisse de 300 du nombre d'élus »: the noun stands behind."""
        number = _NUMBER.match(view.lower, amount.end)
        if number is None or not amount.before or amount.before[-1].lower not in ("à", "de", "d'"):
            return False
        group = self._nouns.read(view, number.end(), plural=True, in_words=False)
        if group is None or not group.head:
            return False
        amount.unit, amount.kind = group.head, "count"
        return True

    def _partitive(self, view: WordView, amount: Amount) -> bool:
        """« **cinq des passagers** ont été blessés », « 12 de ses agents »: the noun with an article of its own."""
        part = _PART_OF.match(view.lower, amount.end)
        if part is None or amount.low is not None or not _FEW <= (amount.value or 0) < _HUNDREDS:
            return False
        group = self._nouns.read(view, part.end(), plural=True, in_words=amount.in_words)
        if group is None or not group.head:
            return False
        amount.unit, amount.kind, amount.end, amount.nominal = group.head, "count", group.end, group.words
        return True

    def _bracketed(self, view: WordView, amount: Amount) -> bool:
        """« la majorité des élus (**31** sur 48) »: the plural before the bracket is counted."""
        if not view.lower.startswith(" sur ", amount.end) or not amount.before or amount.before[-1].text != "(":
            return False
        for word in reversed(amount.before[:-1]):
            if view.tag(word) == "NOUN" and word.lower.endswith(("s", "x")):
                amount.unit, amount.kind = self._nouns.singular(word.lower), "count"
                return True
        return False

    def _from_subject(self, view: WordView, amount: Amount) -> bool:
        """« porter la production de logements de 85 000 à 120 000 »: the noun stands before « de »."""
        words = amount.before
        if (
            amount.scale > _HUNDREDS
            or len(words) < 3
            or words[-1].lower not in ("de", "d'")
            or not view.lower.startswith(" à ", amount.end)
        ):
            return False
        if not view.text[amount.end + 3 : amount.end + 4].isdigit():
            return False
        for word in reversed(words[:-1]):
            if view.tag(word) == "NOUN" and word.lower.endswith(("s", "x")):
                amount.unit, amount.kind = self._nouns.singular(word.lower), "count"
                return True
        return False

    def _peopled(self, view: WordView, amount: Amount) -> bool:
        """« la commune passe de 900 à 5 200 l'été »: who lives there, though no word says so."""
        words = amount.before
        if len(words) < _PASSING or words[-1].lower not in ("de", "d'") or words[-2].lower not in self._passing:
            return False
        subject = next((word.lower for word in reversed(words[:-2]) if word.lower in self._dwellers), None)
        if subject is None or not _REACHED.match(view.lower, amount.end):
            return False
        amount.unit, amount.kind = self._dwellers[subject], "count"
        return True

    def count_of(self, view: WordView, amount: Amount) -> bool:
        """« le nombre de tués s'élève à 4 703 »: the noun stands after « nombre de »."""
        words = amount.before
        if len(words) < _FEW or words[-1].lower not in self._reaching:
            return False
        for index in range(len(words) - 3, -1, -1):
            noun = words[index].lower
            if noun not in self._numbering_nouns or (noun != "nombre" and amount.scale > _HUNDREDS):
                continue  # « le nombre de chômeurs … pour atteindre **3 millions** »
            of = next((word for word in words[index + 1 : index + 3] if word.lower in ("de", "d'", "des")), None)
            group = self._nouns.read(view, of.end + (of.lower != "d'"), plural=True, in_words=False) if of else None
            if group and group.head:
                amount.unit, amount.kind = group.head, "count"
                return True
        return False

    def _from_plural(self, view: WordView, amount: Amount) -> bool:
        """« les passages ont atteint 412 par jour », « ils étaient 3 500 »: the subject is what is counted."""
        clause = amount.before
        comma = max((i for i, word in enumerate(clause) if word.lower == ","), default=-1)
        clause = clause[comma + 1 :]  # « Depuis mars, **les naissances** sont estimées à 600 »
        words = [word.lower for word in clause]
        while words and words[-1] in self._adverbs:
            words.pop()
        if len(words) < _FEW or (amount.value or 0) < _FEW or amount.scale > _HUNDREDS:
            return False
        told = words[-1] in self._reached or (words[-1] in self._being and len(words) == _SUBJECT)
        told = told or (words[-1] == "à" and words[-2] in self._amounting)
        if words[-1] in ("de", "d'") and words[-2] in self._moving:  # « les départs ont grimpé de **6 000** »
            told = not view.lower.startswith(" à ", amount.end)
        noun = clause[1]
        told = told and noun.lower not in self._sums
        if not told or words[0] not in ("les", "ces", "ses", "leurs", "nos") or view.tag(noun) not in ("NOUN", None):
            return False
        amount.unit, amount.kind = self._nouns.singular(noun.lower), "count"
        return True

    def _gathered(self, view: WordView, amount: Amount) -> bool:
        """« les défilés ont réuni entre **2 000** selon la police et 5 000 selon les syndicats »: people."""
        if not view.lower.startswith((" selon ", " d'après "), amount.end):
            return False
        found = any(word.lower in self._gathering for word in amount.before[-4:])
        if found and (amount.top or 0) >= _FEW:
            amount.unit, amount.kind = "personne", "count"
        return found

    def _numbering(self, view: WordView, amount: Amount) -> bool:
        """« les agriculteurs, au nombre de 10 000 »: the noun stands before the comma."""
        words = amount.before
        if [word.lower for word in words[-3:]] != ["au", "nombre", "de"]:
            return False
        nouns = [word for word in words[-8:-3] if word.text[0].isalpha() and view.tag(word) in ("NOUN", None)]
        if nouns:
            amount.unit, amount.kind = self._nouns.singular(nouns[-1].lower), "count"
        return bool(nouns)


@lru_cache(maxsize=4)
def load_subjects(lexicon: Lexicon) -> Subjects:
    """Return the reader of subjects of a lexicon, built once."""
    return Subjects(lexicon)
