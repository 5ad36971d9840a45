"""Changes that go on: « une baisse de 3 % des ventes **et de 31 % du bénéfice** », « …, contre 3,8 % en mai »."""

import re

from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import Word, WordView
from claimex.schema import Change

_OF = frozenset({"de", "d'"})
_NEAR = 4
_FAR = 11
_MORE = (" de plus", " de moins", " de mieux")
_FURTHER = re.compile(r" (?:de |d')(?!heures)[\w'-]+ supplémentaires?(?!\w)")
_FEWER = re.compile(r" (?:de |d')[\w'-]+ (?:en|de) (plus|moins)(?!\w)")
_LACKING = re.compile(r" (?:de |d')[\w'-]+ en (plus|moins)(?! de| d'|\w)")
_RESTRICTED = 6  # words of « ne recule que de »
_OVERTIME = 16  # characters of « supplémentaires »
_SPAN = 3  # words of « sur un an »
_TIMES = frozenset(
    {"an", "ans", "mois", "semaine", "semaines", "jour", "jours", "trimestre", "trimestres", "été", "automne"}
)
_COMPLETED = frozenset({"de", "d'", "du", "des"})
_SOFT = re.compile(r"(?:[^.!?;\n]|\.(?=\d))*$")
_DENIALS = frozenset({"ne", "n'"})
_ADVERBS = frozenset({"seulement", "encore", "déjà", "même", "tout", "juste"})
_TODAY = (" aujourd'hui", " actuellement", " à ce jour")  # « 40 km de pistes supplémentaires, contre 118 aujourd'hui »
_EQUIVALENT = frozenset({"money", "share"})
_CLOSED = re.compile(r"\s*(?:[.;:)!?»\n]|, (?!\d)|$| par )")
_BESIDE = re.compile(
    r" (?:sur|en|dans|depuis|au|aux|à|chez|pour|par rapport) [^.;:!?()«»]{1,40}?(?:,| et| puis|, et) \Z"
)
_PLACED = re.compile(r" (?:sur|en|dans|depuis|au|aux|à|chez|pour|par rapport) ")
_GAPPED = re.compile(
    r"(?:,| et| mais|, et) (?:l'|le |la |les )?[^\W\d_a-zà-ÿ][\w&.'-]*(?: [^\W\d_a-zà-ÿ][\w&.'-]*){0,3} (?:de )?\Z"
)


def goes_on(view: WordView, amount: Amount, previous: Amount, posts: frozenset[str]) -> Change | None:
    """Read « une baisse de 3 % des ventes et de 31 % du bénéfice », « de 6 %, soit de 900 agents »."""
    change = previous.change
    if change is None or previous.signed or previous.origin is not None or not amount.before:
        return None
    if amount.signed or amount.age or amount.kind == "duration":
        return None
    between = view.lower[previous.end : amount.start]
    if len(between) > 90 or not _SOFT.match(between):
        return None
    words = [word.lower for word in amount.before if word.start >= previous.end]
    while words and words[-1] in _ADVERBS:
        words.pop()
    last = words[-1] if words else ""
    if last == "que" and not _DENIALS.isdisjoint(words):  # « a perdu 22 sièges et n'en conserve **que** 98 »
        return None
    same = amount.unit == previous.unit
    if same and amount.kind == "share" and _goes_on_in_shares(view, amount, previous, words):
        return change
    if last in _OF and len(words) > 1 and words[-2] in ("et", ",", "soit", "puis", "ou"):
        return change
    if last == "soit" or (last == "dont" and (same or amount.kind == previous.kind == "count")):
        return change  # « 120 suppressions de postes, **dont 30 cadres** »
    if same and last == ":" and not amount.nominal:  # « ferme neuf sites : **six** en Italie »
        return change
    if last == "(" and amount.start - previous.end <= _NEAR:  # « progressent de 3 % (33 millions) »
        return change
    if same and last == "contre" and not view.lower.startswith(_TODAY, amount.end):
        return change  # « ont progressé de 4 %, contre 3 % en mai »
    if between == ", " and not same and amount.comparator == "≈" and amount.kind in _EQUIVALENT:
        return change if _CLOSED.match(view.lower, amount.end) else None
    if amount.kind != "count":
        return None
    if same and words[-2:] == ["sur", "les"]:  # « 300 suppressions sur les 400 prévues », no « 300 postes sur les 900 »
        return change if previous.unit not in posts else None
    listed = last in ("et", ",", "que") and not any(word in ("où", "qui") for word in words)
    return change if listed and (same or {amount.unit, previous.unit} <= posts) else None


def _goes_on_in_shares(view: WordView, amount: Amount, previous: Amount, words: list[str]) -> bool:
    """« de 1,2 % en mars, **2,4 % sur trois mois** », « à 3 % sur un an **et à 5 %** sur deux ans »."""
    if _GAPPED.match(view.text[previous.end : amount.start]):
        return True
    if words and words[-1] == "à":
        reached = bool(previous.before) and previous.before[-1].lower == "à"
        return reached and words[-2:-1] in (["et"], [","])
    stretch = view.lower[previous.end : amount.start]
    return bool(_BESIDE.match(stretch) and _PLACED.match(view.lower, amount.end))


def is_passed_over(amount: Amount, moved: Amount | None) -> bool:
    """« 300 postes **sur 2 100**, dont 120 », « une baisse de 300 (**- 2 %**) et de 500 »: a change goes on over it."""
    if amount.kind == "duration":
        return True
    if moved is None or moved.change is None or not amount.before:
        return False
    lowers = [word.lower for word in amount.before[-2:]]
    whole = lowers[-1] == "sur" or lowers == ["sur", "les"]
    return lowers[-1] == "(" or (whole and amount.change is None)


def completed_more(view: WordView, amount: Amount) -> Change | None:
    """« 10 % d'effectifs **en moins** », « 300 places d'internat **supplémentaires** »: behind a complement."""
    fewer = (_FEWER if amount.kind == "share" else _LACKING).match(view.lower, amount.end)
    if fewer:
        return "increase" if fewer[1] == "plus" else "decrease"
    return "increase" if _FURTHER.match(view.lower, amount.end) else None


def timeless(words: list[Word]) -> list[Word]:
    """Return the words without « **sur un an** », « **d'ici deux ans** », which part a change from its amount."""
    for index in range(len(words) - _SPAN, max(-1, len(words) - _FAR), -1):
        first = words[index].lower
        timed = words[index + _SPAN - 1].lower in _TIMES
        if timed and (first == "sur" or (first == "ici" and index and words[index - 1].lower == "d'")):
            return [*words[: index - (first == "ici")], *words[index + _SPAN :]]
    return words


def unrestricted(words: list[Word]) -> list[Word]:
    """Return the words without « que » in « **ne** recule **que** de 1,7 % »."""
    lowers = [word.lower for word in words[-_RESTRICTED:]]
    return [*words[:-2], words[-1]] if lowers[-2:-1] == ["que"] and not _DENIALS.isdisjoint(lowers) else words


def is_of_share(view: WordView, amount: Amount, previous: Amount | None) -> bool:
    """« 57 % sont contre, soit 4 **points** de plus qu'en mai »: points of the per cent before."""
    if previous is None or previous.unit not in ("%", "pt") or not view.lower.startswith(_MORE, amount.end):
        return False
    return bool(_SOFT.match(view.lower[previous.end : amount.start]))


def is_overtime(view: WordView, amount: Amount) -> bool:
    """« 3 000 **heures supplémentaires** »: a kind of work, no rise."""
    return amount.unit == "h" and "heures supplémentaires" in view.lower[amount.numeral : amount.end + _OVERTIME]


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
