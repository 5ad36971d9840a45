"""What a verb of undertaking governs: « promet aux familles **de rouvrir** », « a déposé samedi **un préavis** »."""

from claimex.claims.constructions.undertakings.coordination import is_infinitive
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Word
from claimex.syntax import infinitive_of, plain_form

_LINKS = frozenset({"de", "d'", "à"})
_OPEN_QUOTES = frozenset({'"', "«", "“", "‹"})
REACH = 12


def infinitive_after(scene: Scene, verb: Word) -> Word | None:
    """Return the infinitive after a verb: what the parser says, else the first one that « de » or « à » introduces."""
    found = infinitive_of(verb)
    if found is not None and found.i - verb.i <= REACH and not _is_purpose(scene, found):
        return found
    first = _after_dative(scene, _after_moment(scene, verb.i + 1))
    for token in scene.doc[first : first + 5]:
        acts = is_infinitive(scene, token)
        if token.text[0] in ".;:!?\n" or (token.pos_ in {"NOUN", "PROPN"} and not acts):
            return None
        before = plain_form(token.nbor(-1))
        if acts and (before in _LINKS | _OPEN_QUOTES or token.nbor(-1).pos_ == "ADV" or token.i == verb.i + 1):
            return token
    return None


def _is_purpose(scene: Scene, infinitive: Word) -> bool:
    """Tell whether an infinitive says what for, not what: « a promis 3 millions **pour** réparer le pont »."""
    position = infinitive.i - 1
    while position > 0 and scene.doc[position].pos_ in {"PRON", "ADV"}:
        position -= 1
    before = scene.forms[max(0, position - 1) : position + 1]
    return before[-1:] == ("pour",) or before[:1] in {("afin",), ("avant",)} or before[-1:] == ("sans",)


def _after_moment(scene: Scene, first: int) -> int:
    """Return the token after the moment of the promise: « a promis **l'an dernier** d'interdire »."""
    if first >= len(scene.doc):
        return first
    start = scene.doc[first].idx
    for number in scene.moments_between(start, start + 1):
        end = scene.moments[number].end
        return next((t.i for t in scene.doc[first : first + 8] if t.idx >= end), first)
    return first


def _after_dative(scene: Scene, first: int) -> int:
    """Return the token after those to whom something is said: « promet **aux familles** de rouvrir »."""
    if scene.forms[first : first + 1] not in {("à",), ("au",), ("aux",)}:
        return first
    for position in range(first + 1, min(first + 6, len(scene.doc) - 1)):
        if scene.forms[position] in {"de", "d'"} and "Inf" in scene.doc[position + 1].morph.get("VerbForm", []):
            return position
    return first


def noun_after(scene: Scene, verb: Word) -> Word | None:
    """Return the first noun after a verb that no preposition introduces, where the parser gives it no object."""
    first = _after_moment(scene, verb.i + 1)
    for token in scene.doc[first : first + 7]:
        if token.text in _OPEN_QUOTES and token.i == first:
            continue
        if token.text[0] in '.;:!?«"\n' or token.pos_ in {"SCONJ", "VERB"}:
            return None
        after_determiner = scene.doc[token.i - 1].pos_ in {"DET", "ADJ", "NUM"} or scene.forms[token.i - 1] == "des"
        if after_determiner and (token.pos_ == "NOUN" or plain_form(token) in scene.words.actions):
            return token
    return None


def is_dated(scene: Scene, noun: Word) -> bool:
    """Tell whether the parser took the day for what is done: « a déposé **samedi 9 novembre** un préavis »."""
    return any(scene.moments[n].end > noun.idx for n in scene.moments_between(noun.idx - 20, noun.idx + 1))
