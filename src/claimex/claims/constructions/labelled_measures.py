"""Measures before a colon: « **Tarifs** : de 12 à 38 euros », « **Abstention** : / Metz : 31 % / Nancy : 35 % »."""

from claimex.annotations import Offsets
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import NOMINAL, SKIPPED, VERBAL, Amount, Scene
from claimex.claims.constructions.amount_subjects import find_subject
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import governor_of, verb_lemma

_LABEL = 14  # tokens of a label before a colon
_LIST = 120  # tokens back from a name to what its list measures
_AIM = 7  # tokens of « pour rénover en deux ans un hôpital »
_REACHING = 4  # tokens from a verb to the noun of the change that its subject knows


def labelled(scene: Scene, amount: Amount) -> Match | None:
    """« Tarifs : de 12 à 38 euros »."""
    doc = scene.doc
    colon = colon_before(scene, amount)
    if not colon:
        return None
    start = colon
    while start > 0 and colon - start < _LABEL and not _opens_label(doc[start]):
        start -= 1
    if any(token.pos_ in VERBAL and is_finite(token) for token in doc[colon + 1 : amount.first]):
        return None  # « Port de Brest : la Région **pose** 6 millions »
    words = [token for token in doc[start:colon] if token.pos_ not in SKIPPED and not token.is_space]
    if any(token.pos_ in VERBAL for token in words):
        return _announced(scene, colon, amount)
    if not words:
        return None
    if len(words) > 1 and is_misread_future(scene, words[-1]):  # « la **taxe** grimpera : de 3 à 4 % »
        noun = scene.phrase_before(words[-1].i)
        return scene.match("measure_value.colon", amount, scene.phrase(noun) if noun is not None else None)
    aim = _aim(scene, amount) if len(words) == 1 else None
    if aim is not None:
        return scene.match("measure_value.colon", amount, aim)
    if all(token.text[0].isupper() for token in words):
        heading = _heading(scene, words[0])
        if heading is not None:
            return scene.match("measure_value.colon", amount, heading)
    return scene.match("measure_value.colon", amount, (words[0].idx, words[-1].idx + len(words[-1])))


def _aim(scene: Scene, amount: Amount) -> Offsets | None:
    """« Santé : 40 millions d'euros pour **rénover un hôpital** »: what the money of a section's headline is for."""
    words = scene.doc[amount.last + 1 : amount.last + 1 + _AIM]
    if len(words) < 2 or words[0].form != "pour" or "Inf" not in words[1].morph.get("VerbForm", []):
        return None
    noun = next((word for word in words[2:] if word.pos_ in NOMINAL), words[1])
    phrase = scene.phrase(noun)
    return (words[1].idx, max(phrase[1] if phrase else 0, noun.idx + len(noun)))


def colon_before(scene: Scene, amount: Amount) -> int:
    """Return the colon right before an amount, or before what left it: « : **de 3** à 4 % »; 0 without one."""
    first = amount.first
    if amount.row.origin is not None and scene.row(amount.row.origin).start < amount.row.start:
        origin = scene.amount(amount.row.origin, scene.row(amount.row.origin))
        first = first if origin is None else origin.first
    return next((t.i for t in reversed(scene.doc[max(0, first - 4) : first]) if t.text == ":"), 0)


def is_misread_future(scene: Scene, word: Word) -> bool:
    """« la taxe **grimpera** : »: before a colon the tagger takes futures for nouns."""
    future = word.form.endswith(("era", "eront", "ira", "iront"))
    return future and word.pos_ not in VERBAL and scene.lexicon.verb_lemma(word.form) is not None


def _heading(scene: Scene, label: Word) -> Offsets | None:
    """« **Aides versées aux villes** : / Metz : 3 M€ / Nancy : 2 M€ »: a list of names under what it measures."""
    known = label.i in scene.named_starts
    colons = [token for token in scene.doc[max(0, label.i - _LIST) : label.i] if token.text == ":"]
    for colon in reversed(colons):
        start = colon.i
        while start > 0 and not _opens_label(scene.doc[start]):
            start -= 1
        noun = next((token for token in scene.doc[start : colon.i] if token.pos_ in NOMINAL), None)
        known = known or (noun is not None and noun.i in scene.named_starts)
        named = noun is None or noun.pos_ == "PROPN"
        told = any(token.i in scene.counted_tokens for token in scene.doc[colon.i + 1 : colon.i + 3])
        if told != named or noun is None or not (named or known):
            return None
        if not named:
            words = (token for token in scene.doc[start : colon.i] if token.pos_ not in SKIPPED and token.is_alpha)
            return (next(words, noun).idx, scene.doc[colon.i - 1].idx + len(scene.doc[colon.i - 1]))
    return None


def _announced(scene: Scene, colon: int, amount: Amount) -> Match | None:
    """« Le club affiche **un lourd déficit** : 12 millions d'euros », « le taux a connu une hausse : 1,3 point »."""
    noun = scene.phrase_before(colon) if amount.first == colon + 1 and not amount.is_counted else None
    if noun is None or noun.i in scene.counted_tokens:
        return None
    verb = scene.finite_before(amount, over=":")
    if noun.pos_ == "PROPN" and verb is not None:  # « Le rendement est énorme, selon Léa Roy : 2 millions »
        return scene.match("measure_value.colon", amount, find_subject(scene, verb, amount))
    span = undergone(scene, noun, amount) or scene.phrase(noun, outside=amount, stop=colon)
    return scene.match("measure_value.colon", amount, span)


def _opens_label(token: Word) -> bool:
    before = token.nbor(-1).text
    closed = before.endswith(".") and token.text[0].isupper()  # « élargi à 1,80 **m. Montant** de l'opération : »
    return bool(token.is_sent_start) or before in ".:;!?\n•|-" or closed


def undergone(scene: Scene, noun: Word, amount: Amount) -> Offsets | None:
    """« **le parc social** a fait un bond de 36 % »: a change that its subject knows."""
    near = [token for token in scene.doc[max(0, noun.i - _REACHING) : noun.i] if token.pos_ in VERBAL]
    verb = near[-1] if near else noun.head
    if noun.lemma_ not in scene.words("changes") or verb.pos_ not in VERBAL or verb.i > noun.i:
        return None
    known = verb_lemma(verb, scene.lexicon) in scene.words("undergoing")
    return find_subject(scene, governor_of(verb), amount) if known else None
