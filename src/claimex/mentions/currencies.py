"""Which currency a bare « dollar » or « million » means: the outlet's, that of other money in the text, its places'."""

import re
from collections import Counter
from functools import cached_property
from typing import Any

from claimex.annotations import OUTLET
from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import WordView

SURE, LIKELY, GUESSED = 1.0, 0.8, 0.5
_WORDS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


_POUND = re.compile(
    r" \((?:soit |environ |près de |quelque )*\d[\d,. ]*(?:millions?|milliards?|m|md)? ?(?:d'|de )?"
    r"(?:euros|dollars|francs|€|\$)"
)
_MILLION, _MILLIARD = 10**6, 10**9
_NEAR = 3  # words of « un bénéfice opérationnel de »
_CLAUSE = 12  # words before an amount looked at for a payment or a printer


def is_coin(view: WordView, amount: Amount, sums: frozenset[str]) -> bool:
    """« un **bénéfice** de 5 millions de livres », « 300 livres (**350 euros**) »: money, no books nor weights."""
    if amount.scale >= _MILLIARD or _POUND.match(view.lower, amount.end):
        return True
    words = [word.lower for word in amount.before[-_NEAR:]]
    return amount.scale >= _MILLION and words[-1:] == ["de"] and not sums.isdisjoint(words)


class Pounds:
    """Tells « 2 millions de livres » of money from books, by what is paid and by the country of the text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._sums = lexicon.words("counted_nouns.sums")
        self._paid = lexicon.words("counted_nouns.paid")
        self._printed = lexicon.words("counted_nouns.printed")

    def are_meant(self, view: WordView, amount: Amount, money: "MoneyOfText") -> bool:
        """« Londres **verse** 2 millions de livres », but « l'**éditeur** a vendu 2 millions de livres »."""
        if is_coin(view, amount, self._sums):
            return True
        words = {word.lower for word in amount.before[-_CLAUSE:]}
        if not money.speaks_of("LIVRE") or not words.isdisjoint(self._printed):
            return False
        return amount.scale >= _MILLION or not words.isdisjoint(self._paid)


class MoneyOfText:
    """Resolves families of currencies (``DOLLAR``) for one text; works only when first asked."""

    def __init__(self, view: WordView, lexicon: Lexicon) -> None:
        self._view = view
        self._places: Any = lexicon.mapping("currency_places")
        self._named: dict[str, int] = {}

    def note(self, code: str) -> None:
        """Remember a currency that the text names in full."""
        self._named[code] = self._named.get(code, 0) + 1

    def resolve(self, code: str) -> tuple[str, float]:
        """Return the ISO code meant by a code or family, and how sure that is."""
        members = self._places["families"].get(code)
        if members is None:
            return code, SURE
        for member in self._of_outlet:
            if member in members:
                return member, SURE
        named = [member for member in members if member in self._named]
        if named:
            return max(named, key=lambda member: self._named[member]), LIKELY
        weights = self._weights
        best = max(members, key=lambda member: weights[member])
        return (best, LIKELY) if weights[best] else (members[0], GUESSED)

    def speaks_of(self, family: str) -> bool:
        """Say whether the text names money or places of a family of currencies."""
        members = self._places["families"][family]
        return any(member in self._named or self._weights[member] for member in members)

    def default(self) -> tuple[str | None, float]:
        """Return the currency of a million of nothing: what the text names most, else its outlet's or place's."""
        if self._named:
            return max(self._named, key=lambda code: self._named[code]), LIKELY
        if self._of_outlet:
            return self._of_outlet[0], LIKELY
        pounds = self._places["families"]["LIVRE"]
        weights = {code: weight for code, weight in self._weights.items() if code not in pounds}
        best = max(weights, key=lambda code: weights[code])
        return (best, GUESSED) if weights[best] else (None, SURE)

    @cached_property
    def _of_outlet(self) -> list[str]:
        outlet = str(self._view.doc.user_data.get(OUTLET) or "").lower()
        host = outlet.split("/")[2] if "://" in outlet else outlet
        found = []
        for code, places in self._places.items():
            for name in places.get("outlets", ()) if outlet else ():
                if host.endswith(name) if name.startswith(".") else host == name:
                    found.append(code)
        return found

    @cached_property
    def _weights(self) -> dict[str, int]:
        """How often the text names places of each currency."""
        written = Counter(_WORDS.findall(self._view.lower))
        counts = dict(written)
        for word, number in written.items():
            if "'" in word:
                part = word.rpartition("'")[2]
                counts[part] = counts.get(part, 0) + number
        return {
            code: sum(self._count(place, counts) for place in places["places"])
            for code, places in self._places.items()
            if "places" in places
        }

    def _count(self, place: str, counts: dict[str, int]) -> int:
        return self._view.lower.count(place) if " " in place or "'" in place else counts.get(place, 0)
