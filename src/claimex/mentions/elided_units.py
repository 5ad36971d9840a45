"""Units of bare numbers that the construction itself tells: votes cast for and against, magnitudes."""

import re

from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import WordView

_CAST = re.compile(r" (?:voix )?(?:contre|pour),? (?:et )?\d+(?: contre)?[^.;\d]{0,12}\d* ?(?:voix|abstentions?)")
_AGAINST = re.compile(r" contre \Z")


def is_votes(view: WordView, amount: Amount, previous: list[Amount]) -> bool:
    """« adopté (438 contre 86 et 42 abstentions) »: votes, though no word says so."""
    cast = _CAST.match(view.lower, amount.end)
    tied = previous and previous[-1].unit == "voix" and _AGAINST.match(view.lower[previous[-1].end : amount.start])
    if cast or tied:
        amount.unit, amount.kind = "voix", "count"
    return bool(cast or tied)


def is_magnitude(amount: Amount) -> bool:
    """« un séisme de **magnitude 5,4** », « d'une magnitude de **6,1** »: the noun is the unit."""
    words = amount.before
    if words and words[-1].lower == "magnitude":
        amount.start_at(words[-1].start)
    elif [word.lower for word in words[-2:]] not in (["magnitude", "de"], ["magnitude", "d'"]):
        return False
    amount.unit, amount.kind = "magnitude", "measure"
    return True
