"""Bare numbers that are a part or a whole: « 61 agents sur **112** », « **huit** des 28 millions d'habitants »."""

import re

from claimex.mentions.amounts import Amount
from claimex.mentions.counted_nouns import CountedNouns
from claimex.mentions.elided_participles import ON_WHOLE, PLACED, PLACES
from claimex.mentions.elided_units import take_unit
from claimex.mentions.word_view import WordView

AMONG = (" d'entre eux", " d'entre elles", " d'eux ", " d'elles ")
NEAR_PART = 60  # characters between two parts
REACH = 160  # characters from a counted noun to the number that leaves it out

_FORWARD = re.compile(
    r" (?:des|de ces|de ses|de leurs|de nos|sur les|parmi les|d'entre les) $| (?:et|ou|à|puis) (?:de |d')?$|, $"
)
_PART_OF = re.compile(r" (?:des|de ces|de ses|de leurs|sur les|parmi les) (?:quelque |plus de |près de )?$")
_JOINTS = frozenset({"à", "et", "ou", "puis"})
_ARTICLES = frozenset({"le", "du", "les", "au", "la"})
_WHOLE_NOUN = re.compile(r" (?:de |des |du |d')")
_OPENED = re.compile(r" ?\([^()]{0,20}$")
_THOUSAND = 1000  # a number from which on « huit des 28 millions » shares no magnitude
_LISTED = re.compile(r"[^.;!?\n]{0,90}: $")
_PLACE = re.compile(r" (?:à|en|dans|au|aux) (?:la |le |les |l')?[A-ZÀ-Ý]")


def of_previous(view: WordView, amount: Amount, previous: list[Amount]) -> bool:
    """« 61 journalistes sur **112** », « 300 repas sur les **400** commandés »: the whole of the count before."""
    counted = previous[-1] if previous else None
    if counted is None or counted.kind != "count" or amount.top is None:
        return False
    if not counted.nominal and view.text[counted.end : amount.start] != " sur ":  # « (**31** sur 48) »
        return False
    if view.lower.startswith(AMONG, amount.end):  # « neuf **d'entre elles** »
        return take_unit(amount, counted, when=amount.top <= (counted.top or 0))
    whole = ON_WHOLE.fullmatch(view.lower, counted.end, amount.start) and amount.top >= (counted.top or 0)
    return take_unit(amount, counted, when=bool(whole))


def from_next(view: WordView, amount: Amount, following: Amount | None) -> bool:
    """« **huit** des 28 millions d'habitants », « de **10** à 15 % »: the unit of the amount behind."""
    if following is None or not following.unit or following.numeral <= amount.end:
        return False
    between = view.lower[amount.end : following.start]
    if not _FORWARD.match(between) and not _PART_OF.match(view.lower[amount.end : following.numeral]):
        return False
    last, joint = amount.before[-1].lower if amount.before else "", between.strip()
    if last in _ARTICLES and (joint in _JOINTS or joint in (",", "à de")):
        return False
    if (between == ", " and not amount.before) or (following.unit == "%" and joint not in _JOINTS):
        return False
    amount.unit, amount.kind, amount.age = following.unit, following.kind, following.age
    amount.confidence = following.confidence
    if amount.value is not None and following.top is not None and amount.scale == 1 and amount.value < _THOUSAND:
        grown = amount.value * following.scale
        if grown <= following.top or last == "de":
            amount.value, amount.scale = grown, following.scale
    return True


def compared_with_next(view: WordView, amount: Amount, following: Amount | None) -> bool:
    """« une réussite plus haute chez les filles (**91** contre 87 %) »: both values have the unit of the second."""
    if following is None or not following.unit or following.age or following.kind == "duration":
        return False
    if view.lower[amount.end : following.start] != " contre " or not amount.before:
        return False
    amount.unit, amount.kind, amount.confidence = following.unit, following.kind, following.confidence
    if amount.value is not None and amount.scale == 1 and amount.value < _THOUSAND:
        amount.value, amount.scale = amount.value * following.scale, following.scale  # « 12 contre 8 millions »
    return True


def of_share(view: WordView, amount: Amount, share: Amount, nouns: CountedNouns) -> bool:
    """« 15 % des admissions (2 000) »: a number of what the share is of."""
    of = _WHOLE_NOUN.match(view.lower, share.end)
    group = nouns.read(view, of.end(), plural=True, in_words=False) if of else None
    if group is None or not group.head or not _OPENED.match(view.text[group.end : amount.start]):
        return False
    amount.unit, amount.kind = group.head, "count"
    return True


def of_sum(view: WordView, amount: Amount, previous: list[Amount], verbs: frozenset[str]) -> bool:
    """« Sur ces **30 milliards**, 12 sont déjà engagés »."""
    whole = previous[-1] if previous else None
    if whole is None or whole.scale == 1 or whole.kind != "money" or amount.scale != 1:
        return False
    following = view.after(amount.end, count=1)
    opened = [word.lower for word in whole.before[-2:]][:1] == ["sur"] and view.text[whole.end : amount.start] == ", "
    return take_unit(amount, whole, when=opened and bool(following) and following[0].lower in verbs)


def first_part(view: WordView, amount: Amount, previous: list[Amount]) -> bool:
    """« Douze blessés ont été recensés : **sept** à Lyon, cinq à Metz »: the first of the places."""
    counted = previous[-1] if previous else None
    if counted is None or counted.kind != "count" or not counted.nominal or not _PLACE.match(view.text, amount.end):
        return False
    listed = (amount.top or 0) <= (counted.top or 0) and _LISTED.fullmatch(view.text, counted.end, amount.start)
    return take_unit(amount, counted, when=bool(listed))


def is_further_part(view: WordView, amount: Amount, other: Amount, between: str) -> bool:
    """« 1 800 logements, dont 600 à Lille et **300** à Roubaix »: one more part of the same whole."""
    following = view.after(amount.end, count=1)
    if not following or following[0].lower not in PLACED:
        return False
    if other.kind == "count" and len(between) < REACH and not PLACES.isdisjoint(between.lower().split()):
        return True  # « 113 villages dans la région de l'Est et 20 dans celle de l'Ouest »
    if other.kind not in ("count", "measure") or other.nominal or len(between) > NEAR_PART or not other.before:
        return False
    return not any(letter.isalpha() for letter in view.text[other.numeral : other.end])
