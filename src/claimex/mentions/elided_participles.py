"""Participles that count nothing themselves: « 26 000 hectares, dont 14 000 **emblavés** »: hectares are meant."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import WordView

PLACED = frozenset({"à", "en", "dans", "au", "aux", "pour", "chez", "sur"})
ON_WHOLE = re.compile(r"(?: (?:de |d')[\w-]+)? (?:sur|parmi) (?:les |un total de |quelque )?")
_PARTICIPLE = re.compile(r"[^\W\d_]+(?:[éiu]e?s)")
_MORE = frozenset({"même", "voire"})


class Participles:
    """Takes away the participle that was read as a counted noun."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._persons = lexicon.words("elision.persons")

    def undo(self, view: WordView, amount: Amount, previous: list[Amount]) -> None:
        """Take « 26 000 hectares, dont 14 000 **emblavés** » for hectares: the participle is no counted noun."""
        parted = amount.kind == "count" and amount.before[-1:] and amount.before[-1].lower == "dont"
        parted = parted or self._is_whole(view, amount, previous) or self._is_more(amount)
        kinds = (
            ("measure", "money", "count")
            if self._is_whole(view, amount, previous) or self._is_completed(view, amount) or self._is_more(amount)
            else ("measure", "money")
        )
        if parted and previous and previous[-1].kind in kinds and _PARTICIPLE.fullmatch(amount.nominal):
            amount.end -= len(amount.nominal) + 1
            amount.kind, amount.unit, amount.nominal = "", None, ""

    def _is_more(self, amount: Amount) -> bool:
        """« 150 salariés, et **même** 200 espérés en 2013 »."""
        return amount.kind == "count" and bool(amount.before) and amount.before[-1].lower in _MORE

    def _is_whole(self, view: WordView, amount: Amount, previous: list[Amount]) -> bool:
        """« 300 repas sur les **400 commandés** »: what was ordered are the meals."""
        counted = amount.kind == "count" and previous and amount.unit not in self._persons
        return bool(counted) and bool(ON_WHOLE.fullmatch(view.lower, previous[-1].end, amount.start))

    def _is_completed(self, view: WordView, amount: Amount) -> bool:
        """Say whether a participle with a complement of its own follows: « dont sept **jugés à haut risque** »."""
        following = view.after(amount.end, count=1)
        return bool(following) and following[0].lower in PLACED and amount.unit not in self._persons


@lru_cache(maxsize=4)
def load_participles(lexicon: Lexicon) -> Participles:
    """Return the participles of a lexicon, built once."""
    return Participles(lexicon)
