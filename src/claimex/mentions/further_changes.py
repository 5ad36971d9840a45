"""Changes that go on: « une baisse de 3 % des ventes **et de 31 % du bénéfice** », « …, contre 3,8 % en mai »."""

import re

from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import Word, WordView
from claimex.schema import Change

_OF = frozenset({"de", "d'"})
_NEAR = 4
_FAR = 11
_SPAN = 3  # words of « sur un an »
_TIMES = frozenset(
    {"an", "ans", "mois", "semaine", "semaines", "jour", "jours", "trimestre", "trimestres", "été", "automne"}
)
_COMPLETED = frozenset({"de", "d'", "du", "des"})
_SOFT = re.compile(r"[^.!?;\n]*$")
_GAPPED = re.compile(
    r"(?:,| et| mais|, et) (?:l'|le |la |les )?[^\W\d_a-zà-ÿ][\w&.'-]*(?: [^\W\d_a-zà-ÿ][\w&.'-]*){0,3} (?:de )?\Z"
)


def goes_on(view: WordView, amount: Amount, previous: Amount | None, posts: frozenset[str]) -> Change | None:
    """Read « une baisse de 3 % des ventes et de 31 % du bénéfice », « de 6 %, soit de 900 agents »."""
    if (
        previous is None
        or previous.change is None
        or previous.signed
        or previous.origin is not None
        or not amount.before
    ):
        return None
    between = view.lower[previous.end : amount.start]
    if not _SOFT.match(between) or len(between) > 90:
        return None
    words = [word.lower for word in amount.before if word.start >= previous.end]
    last = words[-1] if words else ""
    same = amount.unit == previous.unit
    if same and amount.kind == "share" and _GAPPED.match(view.text[previous.end : amount.start]):
        return previous.change
    if last in _OF and len(words) > 1 and words[-2] in ("et", ",", "soit", "puis", "ou"):
        return previous.change
    if last in ("soit", "dont") and (last == "soit" or same):
        return previous.change
    if same and words[-2:] == ["sur", "les"] and amount.kind == "count":  # « 300 suppressions sur les 400 prévues »
        return previous.change
    if last == "(" and amount.start - previous.end <= _NEAR:  # « progressent de 3 % (33 millions) »
        return previous.change
    if last == "contre" and same and amount.kind == "share":  # « ont progressé de 4 %, contre 3 % en mai »
        return previous.change
    if (
        (same or {amount.unit, previous.unit} <= posts)
        and amount.kind == "count"
        and last in ("et", ",", "que")
        and not any(word in ("où", "qui") for word in words)
    ):
        return previous.change
    return None


def timeless(words: list[Word]) -> list[Word]:
    """Return the words without « **sur un an** », « **d'ici deux ans** », which part a change from its amount."""
    for index in range(len(words) - _SPAN, max(-1, len(words) - _FAR), -1):
        first = words[index].lower
        timed = words[index + _SPAN - 1].lower in _TIMES
        if timed and (first == "sur" or (first == "ici" and index and words[index - 1].lower == "d'")):
            return [*words[: index - (first == "ici")], *words[index + _SPAN :]]
    return words


def grows(words: list[Word], *, stops: frozenset[str]) -> bool:
    """« une croissance **de son PIB** de 1,8 % », « **soit** une croissance de 4 % »: a difference; else a level."""
    lowers = [word.lower for word in words[-_FAR:-1]]
    if "croissance" not in lowers:
        return False
    at = len(lowers) - 1 - lowers[::-1].index("croissance")
    completed = lowers[at + 1 :]
    if not completed:
        return lowers[max(0, at - 2) : at - 1] == ["soit"]
    return completed[0] in _COMPLETED and stops.isdisjoint(completed)
