"""Facilities by name: « le lycée Jean-Moulin | de Sens », no « une prison | de Sens »."""

from claimex.mentions.gazetteer import Gazetteer
from claimex.mentions.words import Words, is_capital


def is_one_of_several(words: Words, gazetteer: Gazetteer, first: int, after: int) -> bool:
    """True for « **une prison** de Sens », which names no prison: only the town is named."""
    is_new = words.is_joined(first) and words.lower(first - 1) in gazetteer.naming("indefinite")
    return is_new and words.lower(after) in gazetteer.naming("own")


def before_town(words: Words, gazetteer: Gazetteer, own: tuple[int, int], end: int) -> int:
    """Return where the town begins behind a facility's own name, else ``end``: « le lycée **Jean-Moulin** | de Sens ».

    ``own`` are the first word of that name and the word after it. « le lycée Antoine de Saint-Exupéry » goes on.
    """
    first, after = own
    is_inside = first < after < end and after + 1 < words.size
    if not is_inside or words.lower(after) not in gazetteer.naming("of"):
        return end
    last = words.forms[after - 1]
    is_given = last.rpartition("-")[2] in gazetteer.genders and not last.startswith("Saint")
    return after if is_capital(words.forms[after + 1]) and not is_given else end
