"""Units of bare numbers that the construction itself tells: votes cast for and against, magnitudes."""

import re

from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import WordView

_CAST = re.compile(r" (?:voix )?(?:contre|pour),? (?:et )?\d+(?: contre)?[^.;\d]{0,12}\d* ?(?:voix|abstentions?)")
_CAST_FOR = re.compile(r" (?:pour|contre) [^.;:,\d\n]{2,40}(?:, | et )\d+ (?:contre|pour|abstentions?)(?!\w)")
_SIDE = re.compile(r" (?:contre|pour)(?! \d)(?!\w)")
_AGAINST = re.compile(r" contre \Z")

_EARLIER = re.compile(
    r" (?:de l'an|de l'année|de la veille|d'il y a|d'avant|de (?:19|20)\d\d|d'aujourd'hui"
    r"|actuels?|actuelles|existante?s|restante?s|nécessaires|requis|requises|déjà [a-zà-ÿ]+s)(?!\w)"
)
_SUM = 4  # words of « une dette nette de »
_BESIDE = 60  # characters between « 41 caméras » and « 12 de plus »
_SAME_SIZE = 20  # times that a number of the same things may be larger
_HUNDREDS, _MILLION = 1000, 10**6
SENTENCE_END = re.compile(r"[.!?…\n](?:\s|$)")


def take_unit(amount: Amount, other: Amount, *, when: bool) -> bool:
    """Give an amount the unit of another on a condition; return whether it held."""
    if when:
        amount.unit, amount.kind, amount.confidence = other.unit, other.kind, other.confidence
        is_broken = amount.value is not None and amount.value != amount.value.to_integral_value()
        small = other.kind in ("money", "measure") and other.scale >= _MILLION and (amount.top or 0) < _HUNDREDS
        if (small or (is_broken and other.kind == "count")) and other.scale > 1 and amount.scale == 1:
            amount.multiply(other.scale)  # « en compte 11,5 », « 3 millions de tonnes, contre 6 en 2020 »
    return when


def is_votes(view: WordView, amount: Amount, previous: list[Amount]) -> bool:
    """« adopté (438 contre 86 et 42 abstentions) »: votes, though no word says so."""
    cast = _CAST.match(view.lower, amount.end) or _CAST_FOR.match(view.lower, amount.end)
    tied = previous and previous[-1].unit == "voix" and _AGAINST.match(view.lower[previous[-1].end : amount.start])
    last = previous[-1] if previous else None
    beside = last is not None and last.unit in ("voix", "abstention") and amount.start - last.end < _BESIDE
    sided = beside and _SIDE.match(view.lower, amount.end)  # « 40 voix pour, deux abstentions et **3 contre** »
    if cast or tied or sided:
        amount.unit, amount.kind = "voix", "count"
    return bool(cast or tied or sided)


def is_magnitude(amount: Amount) -> bool:
    """« un séisme de **magnitude 5,4** », « d'une magnitude de **6,1** »: the noun is the unit."""
    words = amount.before
    if words and words[-1].lower == "magnitude":
        amount.start_at(words[-1].start)
    elif [word.lower for word in words[-2:]] not in (["magnitude", "de"], ["magnitude", "d'"]):
        return False
    amount.unit, amount.kind = "magnitude", "measure"
    return True


def is_sum(amount: Amount, sums: frozenset[str]) -> bool:
    """« une **dette** nette de 6 milliards »: money, whatever was counted before."""
    words = [word.lower for word in amount.before[-_SUM:]]
    return amount.scale >= _MILLION and words[-1:] == ["de"] and not sums.isdisjoint(words)


def is_compared(view: WordView, amount: Amount, between: str) -> bool:
    """« à comparer **aux 12 000 de l'an dernier** », « 41 caméras, **12 de plus** »: of what was counted before."""
    last = amount.before[-1].lower if amount.before else ""
    if last == ",":
        return len(between) < _BESIDE and view.lower.startswith((" de plus", " de moins"), amount.end)
    return last in ("aux", "les", "des") and bool(_EARLIER.match(view.lower, amount.end))


def is_like(amount: Amount, other: Amount) -> bool:
    """Say whether two numbers may count the same things: neither is twenty times the other."""
    most, least = max(amount.top or 0, other.top or 0), min(amount.top or 0, other.top or 0)
    return most < least * _SAME_SIZE


def is_listed(view: WordView, amount: Amount, other: Amount) -> bool:
    """« Metz (78 postes), Fos (33) et Étupes (30) »: one more bracket of a list; alone « (33) » is a department."""
    enclosed = view.text[amount.start - 1 : amount.start] == "(" and view.text[amount.end : amount.end + 1] == ")"
    series = view.text[other.end : other.end + 1] == ")" or (amount.top or 0) >= _HUNDREDS
    near = amount.start - other.end < _BESIDE and not SENTENCE_END.search(view.text[other.end : amount.start])
    return (
        enclosed
        and series
        and near
        and other.kind == "count"
        and len(amount.before) > 1
        and (amount.before[-2].text[0].isupper())
    )


def whose_trait(view: WordView, part: Amount, counted: list[Amount]) -> Amount:
    """« **sept salles** de 80 places, dont deux à Lyon »: the last amount is a trait of the one before."""
    last, before = counted[-1], counted[-2] if len(counted) > 1 else counted[-1]
    if not last.kind == before.kind == "count":
        return last
    if (last.top or 0) < (part.top or 0) <= (before.top or 0):  # « 6 200 salariés dans 14 pays, **dont 1 900** »
        return before
    both = (last.top or 0) > (before.top or 0)
    return before if both and view.text[before.end : last.start] == " de " else last
