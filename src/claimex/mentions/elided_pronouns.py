"""Bare numbers told of a pronoun: « Les cheminots sont en grève. **Ils étaient** 800 », « nous sommes 67 millions »."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.elided_units import is_like
from claimex.mentions.word_view import Word, WordView

_FEW = 2
_BEING = 6  # words of « ils ne sont plus que »
_REACH = 220  # characters back to what the pronoun stands for
_NEAR = 3  # characters between a noun and « – ils »
_NUMBER = re.compile(r"\b(?:le|leur) nombre (?:des |de |d')")
_OPENING = re.compile(r"(?:^|[.!?\n»] ?)(?:du côté des|chez les|parmi les|quant aux|pour les|les|ces|des|ses|leurs) ")
_PLURAL = re.compile(r"\b(?:des|les|ces|ses|leurs|nos|aux) ")


class Pronouns:
    """Gives a number the noun that « ils » or « elles » stands for, else people."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nouns = load_counted_nouns(lexicon)
        self._people = lexicon.words("elision.people")
        self._adverbs = lexicon.words("elision.adverbs")
        self._being = lexicon.words("elision.being")
        self._bodies = lexicon.words("sources.bodies")

    def take(self, view: WordView, amount: Amount, previous: list[Amount]) -> bool:
        """Fill in the unit of « ils étaient 3 500 »; False when no pronoun is counted."""
        pronoun = self._pronoun(amount)
        if pronoun is None or (amount.top or 0) < _FEW:
            return False
        amount.unit, amount.kind = "personne", "count"
        if pronoun.lower != "nous":
            amount.unit = self._counted(view, amount, pronoun, previous) or self._named(view, pronoun) or amount.unit
        return True

    def _pronoun(self, amount: Amount) -> Word | None:
        """« **ils** étaient encore 3 500 », « **nous** sommes exactement 67 millions »: whose number it is."""
        words = [word for word in amount.before[-_BEING:] if not word.lower.endswith("ment")]
        words = [word for word in words if word.lower not in self._adverbs]
        told = len(words) >= _FEW and words[-1].lower in self._being and words[-2].lower in self._people
        return words[-2] if told else None

    def _counted(self, view: WordView, amount: Amount, pronoun: Word, previous: list[Amount]) -> str | None:
        """« 18 000 **adhérents**. Ils étaient encore 45 000 »: what was counted before, in numbers of that size."""
        floor = _floor(view, pronoun)
        for other in reversed(previous):
            if other.start < floor:
                break
            if other.kind == "count" and other.unit and is_like(amount, other):
                return other.unit
        return None

    def _named(self, view: WordView, pronoun: Word) -> str | None:
        """« le **nombre de chômeurs** », « **Les cheminots** … », « des **médiateurs** – ils »: the plural told of."""
        floor = _floor(view, pronoun)
        for pattern in (_NUMBER, _OPENING):
            found = [match.end() for match in pattern.finditer(view.lower, floor, pronoun.start)]
            units = (self._plural_at(view, end, pronoun) for end in reversed(found))
            if unit := next(filter(None, units), None):
                return unit
        last = max((match.end() for match in _PLURAL.finditer(view.lower, floor, pronoun.start)), default=None)
        return None if last is None else self._plural_at(view, last, pronoun, beside=True)

    def _plural_at(self, view: WordView, offset: int, pronoun: Word, *, beside: bool = False) -> str | None:
        """Return the noun at an offset if the pronoun may stand for it; ``beside``: only right before the pronoun."""
        group = self._nouns.read(view, offset, plural=True, in_words=False)
        if group is None or not group.head or group.head in self._bodies:
            return None
        if beside and pronoun.start - group.end > _NEAR:
            return None
        noun = view.after(offset, count=1)[0]
        agrees = noun.lower.endswith("istes") or view.agrees(noun, feminine=pronoun.lower == "elles")
        return group.head if agrees else None  # the tagger gives « grossistes » a gender


def _floor(view: WordView, pronoun: Word) -> int:
    """Return where the paragraph of a pronoun starts, or how far back it may reach."""
    return max(0, pronoun.start - _REACH, view.text.rfind("\n", 0, pronoun.start) + 1)


@lru_cache(maxsize=4)
def load_pronouns(lexicon: Lexicon) -> Pronouns:
    """Return the reader of pronouns of a lexicon, built once."""
    return Pronouns(lexicon)
