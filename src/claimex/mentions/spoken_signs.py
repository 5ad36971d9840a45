"""Signs in words before a share: « **moins** 12 % dans le Gard », « c'est **plus** 15 % en un an »."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import WordView
from claimex.schema import Change

_SIGNS: dict[str, Change] = {"plus": "increase", "moins": "decrease"}
_SIGNED = re.compile(r"(?<!au )(?:moins|plus) \d[\d,. ]*%[^.;:!?]*\Z")
_LIST = 60  # characters from one share of a list to the next
_DENIED = 3  # words of « n'est plus »


class SpokenSigns:
    """Takes « moins » and « plus » before a share for its sign."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._comparing = lexicon.words("change.comparing")
        self._added = lexicon.words("change.added")
        self._denials = frozenset({"ne", "n'"})

    def take(self, view: WordView, amount: Amount) -> None:
        """Widen an amount to the sign before it, if there is one."""
        sign = amount.before[-1] if amount.before else None
        if sign is None or sign.lower not in _SIGNS or view.text[sign.end : amount.start] not in (" ", "\u00a0"):
            return
        if self._is_sign(view, amount):
            amount.change, amount.signed = _SIGNS[sign.lower], True
            amount.start_at(sign.start)

    def _is_sign(self, view: WordView, amount: Amount) -> bool:
        """« au moins 12 % » compares, « n'est plus 12 % » denies."""
        words = [word.lower for word in amount.before]
        start = amount.before[-1].start
        if len(words) == 1 or view.text[start - 1] in '«"“(':
            return True
        if not self._denials.isdisjoint(words[-_DENIED - 1 : -1]):
            return False
        if words[-1] == "plus":
            return words[-2] in self._added
        listed = words[-2] == "et" and _SIGNED.search(view.lower, max(0, start - _LIST), start)
        return bool(listed) or words[-2] not in self._comparing


@lru_cache(maxsize=4)
def load_spoken_signs(lexicon: Lexicon) -> SpokenSigns:
    """Return the signs of a lexicon, built once."""
    return SpokenSigns(lexicon)
