"""Amounts that a participle tells: « les 18 milliards **dus aux producteurs** », « 3 hectares **brûlés** »."""

from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import Amount, Scene
from claimex.syntax import has_participle_form

_PARTICIPLES = frozenset({"VERB", "ADJ"})


def described(scene: Scene, amount: Amount) -> Match | None:
    """« les 18 milliards dus aux producteurs »: the participle says which amount it is."""
    after = amount.last + (scene.doc[amount.last].pos_ not in _PARTICIPLES)
    if (
        after + 1 >= len(scene.doc)
        or amount.link not in scene.words("definite")
        or (amount.is_counted and after == amount.last)
    ):
        return None  # « les 35 infirmiers supplémentaires du centre »
    word = scene.doc[after]
    if word.pos_ not in _PARTICIPLES or scene.doc[after + 1].pos_ != "ADP":
        return None
    return scene.match("measure_value.participle", amount, scene.phrase(word))


def participle(scene: Scene, amount: Amount) -> Match | None:
    """« Avec déjà 47 000 hectares **brûlés depuis janvier** », « 3 millions d'euros **versés aux familles** »."""
    after = amount.last + 1
    if amount.is_counted or after >= len(scene.doc) or amount.row.unit in (None, "%"):
        return None
    token = scene.doc[after]
    if token.pos_ not in _PARTICIPLES or not has_participle_form(token):
        return None
    return scene.match("measure_value.participle", amount, scene.phrase(token))
