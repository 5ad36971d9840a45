"""Where something lies: « à 35 km **au nord de Lyon** », « **Aubry**, à 54 kilomètres »."""

from claimex.annotations import Offsets
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import NOMINAL, Amount, Scene
from claimex.parse import Word

_AWAY = 8  # tokens from a distance to the way it is counted
_OF = frozenset({"de", "d'", "du", "des"})
_CLOSING = frozenset({",", ".", ")", ";", "ou", "et"})


def distant(scene: Scene, amount: Amount) -> Match | None:
    """« à 35 km **au nord de Lyon** », « à 30 km **de la capitale** »; « à 15 km de là » names no place."""
    opened = amount.link == "à" or scene.doc[amount.first].form == "à"
    if amount.row.unit not in scene.words("distance") or not (opened or scene.opening(amount) == "à"):
        return None
    words = scene.doc[amount.last + 1 : amount.last + _AWAY]
    forms = [token.form for token in words]
    way = next((token for token in words[1:3] if token.form in scene.words("directions")), None)
    if way is not None and forms[0] in ("à", "au", "en", "de", "dans"):
        return scene.match("measure_value.distance", amount, (way.idx, _direction_end(scene, way)))
    if not forms or forms[0] not in _OF:
        return scene.match("measure_value.distance", amount, _lying(scene, amount))
    noun = next((token for token in words[1:4] if token.pos_ in NOMINAL), None)
    if noun is None or not (noun.pos_ == "PROPN" or noun.form in scene.words("landmarks")):
        return None
    return scene.match("measure_value.distance", amount, scene.phrase(noun))


def _lying(scene: Scene, amount: Amount) -> Offsets | None:
    """« rejoindre **Aubry**, à 54 kilomètres, ou **Bize**, à 71 », « **l'usine** située à 20 km »: what is that far."""
    closed = scene.doc.forms[amount.last + 1 : amount.last + 2]
    mark = amount.first - 1 - (amount.link != "à" and scene.opening(amount) == "à")
    if mark < 2 or not closed or closed[0] not in _CLOSING:
        return None
    before = scene.doc[mark - 1]
    if before.text == "," and scene.doc[mark - 2].pos_ == "PROPN":
        name = scene.phrase_before(mark - 1)
        return None if name is None else scene.phrase(name, stop=mark - 1)
    noun = scene.phrase_before(before.i) if before.form in scene.words("situated") else None
    return None if noun is None else scene.phrase(noun, stop=before.i)


def _direction_end(scene: Scene, way: Word) -> int:
    """Return the end of « nord-ouest **de la capitale** »."""
    following = scene.doc[way.i + 1 : way.i + 5]
    noun = next((token for token in following if token.pos_ in NOMINAL), None)
    linked = len(following) > 0 and following[0].form in _OF
    span = scene.phrase(noun) if linked and noun is not None else None
    return max(span[1] if span else 0, way.idx + len(way))
