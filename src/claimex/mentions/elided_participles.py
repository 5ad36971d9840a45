"""Participles that count nothing themselves: « 26 000 hectares, dont 14 000 **emblavés** »: hectares are meant."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import WordView

PLACED = frozenset({"à", "en", "dans", "au", "aux", "pour", "chez", "sur"})
PLACES = PLACED - {"pour", "sur"}  # after a count they say where a part of it is
ON_WHOLE = re.compile(r"(?: (?:de |d')[\w-]+)?,? (?:sur|parmi) (?:les |un total de |quelque )?")
_PARTICIPLE = re.compile(r"[^\W\d_]+(?:[éiu]e?s)")
_DEFINITE = frozenset({"des", "aux", "les"})
_MORE = frozenset({"même", "voire"})


class Participles:
    """Takes away the participle that was read as a counted noun."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._fitting = lexicon.words("elision.fitting")
        self._persons = lexicon.words("elision.persons")

    def undo(self, view: WordView, amount: Amount, previous: list[Amount]) -> None:
        """Take « 26 000 hectares, dont 14 000 **emblavés** » for hectares: the participle is no counted noun."""
        if amount.kind != "count" or not previous:
            return
        if not _PARTICIPLE.fullmatch(amount.nominal) and amount.nominal not in self._fitting:
            return
        goes_on = self._is_whole(view, amount, previous) or self._is_more(amount) or self._is_needed(amount)
        if not goes_on and not (amount.before and amount.before[-1].lower == "dont"):
            return
        counts = goes_on or self._is_completed(view, amount)
        if previous[-1].kind in (("measure", "money", "count") if counts else ("measure", "money")):
            amount.end -= len(amount.nominal) + 1
            amount.kind, amount.unit, amount.nominal = "", None, ""

    def _is_more(self, amount: Amount) -> bool:
        """« 150 salariés, et **même** 200 espérés en 2013 »."""
        return bool(amount.before) and amount.before[-1].lower in _MORE

    def _is_needed(self, amount: Amount) -> bool:
        """« 40 sièges, loin **des 61 nécessaires** »."""
        return amount.nominal in self._fitting and bool(amount.before) and amount.before[-1].lower in _DEFINITE

    def _is_whole(self, view: WordView, amount: Amount, previous: list[Amount]) -> bool:
        """« 300 repas sur les **400 commandés** »: what was ordered are the meals."""
        is_thing = amount.unit not in self._persons
        return is_thing and bool(ON_WHOLE.fullmatch(view.lower, previous[-1].end, amount.start))

    def _is_completed(self, view: WordView, amount: Amount) -> bool:
        """Say whether a participle with a complement of its own follows: « dont sept **jugés à haut risque** »."""
        following = view.after(amount.end, count=1)
        return bool(following) and following[0].lower in PLACED and amount.unit not in self._persons


@lru_cache(maxsize=4)
def load_participles(lexicon: Lexicon) -> Participles:
    """Return the participles of a lexicon, built once."""
    return Participles(lexicon)
