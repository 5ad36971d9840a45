"""What votes tell: what is shared out, « 51 % **des voix** », and the side they are on, « 160 **voix pour** »."""

from collections.abc import Sequence

from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import NOMINAL, Amount, Scene
from claimex.parse import Word

_SIDES = frozenset({"pour", "contre"})
_BEFORE_NOUN = frozenset({"DET", "ADJ"})


def balloted(scene: Scene, amount: Amount) -> Match | None:
    """« a obtenu 51,6 % **des voix** », « totalise 18 % **des suffrages** »: what is shared out, not who has it."""
    told = scene.complement(amount) if amount.row.unit == "%" else None
    if told is None or scene.first_token(told).lemma_ not in scene.words("votes"):
        return None
    return scene.match("measure_share", amount, told)


def voted(scene: Scene, amount: Amount) -> Match | None:
    """« 160 **voix pour** et 12 **contre** », « 20 **voix contre le projet** »: which side the votes are on."""
    words = scene.doc[amount.last + 1 : amount.last + 5]
    if amount.row.unit not in scene.words("votes") or not len(words) or words[0].form not in _SIDES:
        return None
    if len(words) > 1 and words[1].i in scene.counted_tokens:
        return None  # « 24 voix **contre** 9 »
    nouns = scene.nouns_of(amount)
    start = nouns[0].idx if nouns else words[0].idx
    target = _noun_after(words[1:])
    told = scene.phrase(target) if target is not None else None
    last = words[len(words) > 1 and words[1].form in scene.words("nearby")]  # « contre **celle-ci** »
    return scene.match("measure_count.noun", amount, (start, max(last.idx + len(last), told[1] if told else 0)))


def _noun_after(words: Sequence[Word]) -> Word | None:
    """Return the noun that words begin with, its article and adjectives before."""
    noun = next((token for token in words if token.pos_ not in _BEFORE_NOUN), None)
    return noun if noun is not None and noun.pos_ in NOMINAL else None
