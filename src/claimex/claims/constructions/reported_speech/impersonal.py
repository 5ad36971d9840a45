"""Who « on » is: « Le col est fermé, indique-t-on **à la préfecture** », « a-t-on appris auprès des **secours** »."""

from claimex.claims.constructions.reported_speech.cues import can_speak
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.source_phrases import head_after

_PLACES = frozenset({"à", "au", "aux", "auprès", "chez", "dans", "côté", "du"})
_SOURCES = frozenset({"source", "sources"})
_FAR = 12  # tokens from « à la Fédération des maires de France, » to « où l'on juge »
_REACH = 8  # tokens between « on » or its verb and the phrase that says who it is


def speaker_of_on(scene: Scene, on: int, verb: int) -> int:
    """Return the head of the phrase that says who speaks as « on », after the verb or at the head of the sentence.

    « a-t-on appris mercredi auprès des **pompiers** », « À la **mairie**, on assure que … »; « on » itself else.
    """
    start, end = scene.sentence(on)
    last = max(on, verb)
    for i in range(last + 1, min(end, last + _REACH)):
        if scene.tokens[i].text[0] in ",;:.!?«" or scene.forms[i] in {"que", "qu'"}:
            break
        head = _place_at(scene, i)
        if head is not None:
            return head
    where = on - 2 if scene.forms[on - 1] == "l'" else on - 1
    if where > start and scene.forms[where] == "où":
        places = (_place_at(scene, i) for i in range(where - 1, max(start, where - _FAR), -1))
        return next((place for place in places if place is not None), on)
    first = start + 1 if scene.forms[start] in {"et", "mais", "or"} else start
    is_led = scene.tokens[on - 1].text == "," or first < on <= first + _REACH
    head = _place_at(scene, first) if first < on and is_led else None
    return head if head is not None and head < on else on


def _place_at(scene: Scene, first: int) -> int | None:
    """Return who speaks in the phrase that a preposition opens here, when it may speak."""
    if scene.forms[first] == "de":
        return first + 1 if first + 1 < len(scene.forms) and scene.forms[first + 1] in _SOURCES else None
    if scene.forms[first] not in _PLACES:
        return None
    head = head_after(scene, first + 1)
    if head is not None and scene.forms[head] == "côté":
        head = head_after(scene, head + 1)
    return head if head is not None and head not in scene.places and can_speak(scene, head) else None
