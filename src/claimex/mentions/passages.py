"""Passages from one value to another: « de 7,4 % à 7,1 % », « 600, contre 650 un an plus tôt »."""

import re
from decimal import Decimal
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.change import load_changes
from claimex.mentions.regular_verbs import forms_of
from claimex.mentions.word_view import WordView

_FROM = frozenset({"de", "d'"})
_BEFORE_RANGE = _FROM | {"contre", "soit"}
_CLIMBED = 3  # words of « grimpe encore de »
_FURTHEST = 120
_NEAR = 70  # characters between the two ends
_STOPS = ".;!?\n"
_DATED = re.compile(r" (?:en|fin|début|au) [^,;]{0,20}\d{4}, à ")  # « est passé de 814 en 1996, à 498 »
_EXACT = Decimal("1E-10")
_FURTHER = re.compile(r"[^.;:!?\n]{0,60}(?:,| et | puis )[^.;:!?,\n]{0,60}$")


class Passages:
    """Links the value reached to the value left."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._changes = load_changes(lexicon)
        self._climbing = frozenset(forms_of(lexicon.mapping("change")["climbing"]))
        self._turns = lexicon.words("change.level_turns")
        self._earlier = tuple(sorted(lexicon.words("change.temporal_after")))

    def split(self, view: WordView, amount: Amount, *, last: int = 0) -> list[Amount]:
        """Return both ends of « passe de 10 à 15 agents », which is no range; else the amount itself.

        ``last`` is where a passage before ended: « passe de 10 à 15 agents **et la brigade de 3 à 4** ».
        """
        opened = view.lower.startswith(("de ", "d'"), amount.start) and amount.start < amount.numeral
        if not opened or amount.parts is None or (amount.before and amount.before[-1].lower in self._turns):
            return [amount]
        goes_on = last and amount.start - last < _FURTHEST and _FURTHER.match(view.lower[last : amount.start])
        moved = amount.kind == "count" and self._changes.moves(amount.before)
        told = amount.kind in ("money", "count") or any(word.text == ":" for word in amount.before[-1:])
        moved = moved or (told and self._climbs(amount))
        if not goes_on and not moved and not self._changes.governs_passage(amount.before):
            return [amount]
        first_end, second_start = amount.parts
        left = Amount(amount.numeral, first_end, amount.numeral, value=amount.low, unit=amount.unit, kind=amount.kind)
        right = Amount(second_start, amount.end, second_start, value=amount.high, unit=amount.unit, kind=amount.kind)
        for end in (left, right):
            end.confidence, end.in_words, end.scale = amount.confidence, amount.in_words, amount.scale
            end.before = view.before(end.start)
        right.nominal, left.passes = amount.nominal, True
        return [left, right]

    def _climbs(self, amount: Amount) -> bool:
        """« le péage **grimpe** de 3,10 à 3,40 euros », « la taxe grimpera : de 3 à 4 % »: both ends are told."""
        return any(word.lower in self._climbing for word in amount.before[-_CLIMBED:])

    def join(self, view: WordView, amounts: list[Amount]) -> list[Amount]:
        """Return the amounts with « de 10 € à 15 € » as one range, where nothing passes from one to the other."""
        joined: list[Amount] = []
        for amount in amounts:
            previous = joined[-1] if joined else None
            if previous and previous.value is not None and self._is_infancy(view, previous, amount):
                previous.value, previous.unit, amount.age = (previous.value / 12).quantize(_EXACT), "year", True
                previous.age = True
            if previous and _is_span_of_shares(view, previous, amount):
                previous.set_numbers(*sorted((previous.value or _EXACT, amount.value or _EXACT)))
                previous.start_at(previous.before[-1].start)
                previous.end = amount.end
            elif previous and self._is_range(view, previous, amount) and previous.value is not None:
                previous.set_numbers(previous.value, amount.value)
                if previous.before[-1].lower in _FROM:
                    previous.start_at(previous.before[-1].start)
                previous.end = amount.end
            else:
                joined.append(amount)
        return joined

    @staticmethod
    def _is_infancy(view: WordView, left: Amount, right: Amount) -> bool:
        """« les enfants de 9 mois à 14 ans »."""
        return left.unit == "month" and right.unit == "year" and view.text[left.end : right.start] == " à "

    def _is_range(self, view: WordView, left: Amount, right: Amount) -> bool:
        if left.value is None or right.value is None or left.value >= right.value or left.unit != right.unit:
            return False
        if view.text[left.end : right.start] != " à " or not left.unit or left.comparator != "=" or left.passes:
            return False
        if not left.before or left.before[-1].lower not in _BEFORE_RANGE | (
            {"les", "des"} if left.age else frozenset()
        ):
            return False
        return not self._changes.governs_passage(left.before) and self._changes.governs(left.before) is None

    def settle(self, view: WordView, amount: Amount, previous: Amount) -> None:
        """Give the value reached its change and its origin; the value left has none."""
        between = view.text[previous.end : amount.start]
        if amount.unit != previous.unit or len(between) > _NEAR or any(mark in between for mark in _STOPS):
            return
        if (
            not amount.before
            or amount.top is None
            or previous.top is None
            or (amount.kind == "duration" and not self._is_moved(previous))
        ):
            return
        last = amount.before[-1].lower
        if last == "contre":
            if view.lower[amount.end : amount.end + 20].lstrip(" ,").startswith(self._earlier):
                previous.origin = amount
                if previous.change is None and self._reaches(previous):
                    previous.change = "increase" if previous.top > amount.top else "decrease"
        elif last == "à" and self._passes(view, previous, amount):
            amount.origin, previous.change = previous, None
            amount.change = "increase" if amount.top > previous.top else "decrease"

    def _reaches(self, reached: Amount) -> bool:
        """« le parc est **porté à** 2 000 places, contre 1 800 aujourd'hui »."""
        words = [word.lower for word in reached.before[-_CLIMBED:]]
        return words[-1:] == ["à"] and not self._changes.passage.isdisjoint(words[:-1])

    def _is_moved(self, left: Amount) -> bool:
        """« **réduire de** vingt à quinze jours », not « un stage de deux à trois jours »."""
        words = [word.lower for word in left.before[-2:]]
        moving = self._changes.verbs | self._changes.passage
        return len(words) > 1 and words[1] in _FROM and words[0] in moving

    def _passes(self, view: WordView, previous: Amount, amount: Amount) -> bool:
        """Say whether something goes from one value to the other: « de 10 M€ en 2020 à 12 M€ »."""
        if not previous.before or previous.before[-1].lower not in _FROM or amount.top == previous.top:
            return False
        between = view.text[previous.end : amount.start]
        if "," in between and not _DATED.fullmatch(between):
            return False
        if previous.passes or self._changes.governs_passage(previous.before):
            return True
        direction = self._changes.governs(previous.before)
        if direction is None or amount.top is None or previous.top is None:
            return between == " à "
        return (direction == "increase") == (amount.top > previous.top)  # « ont reculé de 7 à 11 millions » by 7


def _is_span_of_shares(view: WordView, left: Amount, right: Amount) -> bool:
    """« **entre** un train sur quatre **et** un train sur six »."""
    shares = left.unit == right.unit == "%" and left.value is not None and right.value is not None
    joined = shares and view.lower[left.end : right.start] == " et "
    return joined and bool(left.before) and left.before[-1].lower == "entre"


@lru_cache(maxsize=4)
def load_passages(lexicon: Lexicon) -> Passages:
    """Return the passage reader of a lexicon, built once."""
    return Passages(lexicon)
