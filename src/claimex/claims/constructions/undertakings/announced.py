"""Measures that a participle or a list says were announced: « la **vente** annoncée du port »."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.cues import match_of
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import is_dated_ahead
from claimex.parse import Word
from claimex.rules import Rule
from claimex.schema import Force
from claimex.syntax import auxiliaries_of

_DE = frozenset({"de", "d'", "du", "des"})
_FOLLOWING = _DE | {"par", "pour", "d'ici", "dès"}
_ARTICLES = frozenset({"la", "le", "l'", "les", "un", "une", "des", "deux", "trois"})
_JOINTS = frozenset({",", "et", "ou", "encore", "ainsi", "que", "dont"})
_REACH = 8
_FAR = 16  # tokens from a measure to what sets it off: « un prêt de 9 millions d'euros pour le port, **promis** d'ici »
_FORCES: dict[str, Force] = {"promettre": "pledge", "annoncer": "decision", "décider": "decision"}
_AMOUNT = 50  # characters between a promised thing and its amount: « les **60** lampadaires promis par le maire »


def said_to_be_announced(scene: Scene, noun: Word, rule: Rule) -> Iterator[Match]:
    """Yield « la **vente** annoncée du port », « l'**ouverture** promise par le maire »."""
    if noun.i + 2 >= len(scene.doc) or scene.lemmas[noun.i] not in scene.words.actions or noun.pos_ != "NOUN":
        return
    participle = scene.doc[noun.i + (3 if scene.forms[noun.i + 1] == "en" and noun.i + 4 < len(scene.doc) else 1)]
    follows = scene.forms[min(participle.i + 1, len(scene.doc) - 1)] in _FOLLOWING
    end = participle.idx + len(participle)
    is_open = scene.lemmas[noun.i] in scene.words.events or scene.lemmas[noun.i] in scene.words.heading
    is_set = (
        scene.verbs[participle.i] in {"planifier", "programmer"} and follows
    )  # « la hausse **planifiée** des droits »
    planned = scene.verbs[participle.i] in scene.words.planned and (is_set or not is_open)
    counted = planned and bool(scene.quantities_between(noun.idx - 30, noun.idx + 1))
    agrees = _agree(noun, participle)
    announced = follows and agrees and scene.verbs[participle.i] in scene.words.announced
    upcoming = scene.lemmas[participle.i] in scene.words.upcoming and follows
    envisaged = agrees and scene.forms[noun.i + 2] in _DE and _is_envisaged(scene, noun, participle)
    announced = announced or upcoming
    envisaged = envisaged or (planned and agrees and is_dated_ahead(scene, end, end + 5))
    counted = counted or envisaged or (is_set and agrees and planned)
    if not (announced or counted) or scene.modality.asks_directly(participle.idx):
        return
    if upcoming or participle.text[-1] in "éesu":
        yield replace(match_of(scene, rule, noun, noun), force=None if announced else "plan")


def _is_envisaged(scene: Scene, noun: Word, participle: Word) -> bool:
    """Tell whether a measure is said to be planned: « une **réforme envisagée** des retraites »."""
    is_event = scene.lemmas[noun.i] in scene.words.events
    return scene.verbs[participle.i] in {"envisager", "projeter"} and not is_event


def set_apart(scene: Scene, participle: Word, rule: Rule) -> Iterator[Match]:
    """Yield « **Le déménagement** des services, **envisagé dès 2027**, inquiète »."""
    end = participle.idx + len(participle)
    if auxiliaries_of(participle) or not is_dated_ahead(scene, end, end + 6):
        return
    for position in range(participle.i - 2, max(participle.sent.start, participle.i - _FAR) - 1, -1):
        noun = scene.doc[position]
        if noun.text[0] in ",;.:«»" or noun.pos_ in {"VERB", "AUX"}:
            return
        is_act = noun.pos_ == "NOUN" and scene.lemmas[position] in scene.words.measures
        if is_act and scene.forms[position - 1] in _ARTICLES and _agree(noun, participle):
            tokens = {"head": noun.i, "cue": noun.i}
            start = scene.doc[position - 1].idx
            stop = scene.action_end(participle, start, nominal=True)
            comma = next((t.idx for t in scene.doc[participle.i : participle.i + _AMOUNT] if t.text == ","), stop)
            span = (participle.idx, end)
            force = _FORCES.get(scene.verbs[participle.i] or "", "plan")
            yield Match(rule, start, min(stop, comma), roles={"cue": (span,)}, tokens=tokens, force=force)
            return


def _agree(noun: Word, participle: Word) -> bool:
    if participle.form.endswith(("mis", "pris")):
        return True  # « un prêt promis », « des prêts promis »
    return participle.text.endswith("s") == noun.text.endswith(("s", "x"))


def promised(scene: Scene, participle: Word, rule: Rule) -> Iterator[Match]:
    """Yield « les **60 lampadaires** promis par le maire », « 8 millions promis par la Wallonie »."""
    noun = participle.head
    if participle.pos_ not in {"VERB", "ADJ"} or auxiliaries_of(participle) or not 0 < participle.i - noun.i < _REACH:
        return
    if noun.pos_ != "NOUN" or scene.lemmas[noun.i] in scene.words.actions:
        return
    amounts = scene.quantities_between(max(0, noun.idx - _AMOUNT), noun.idx + 1)
    starts = [q.start for n in amounts if (q := scene.quantities[n]).end > noun.idx]
    start = min([noun.idx, *starts])
    tokens = {"head": noun.i, "verb": participle.i, "passive": participle.i, "subject": noun.i}
    cue = ((participle.idx, participle.idx + len(participle)),)
    end = scene.action_end(participle, start, nominal=True)
    yield Match(rule, start, end, roles={"cue": cue}, tokens=tokens, force="pledge")


def enumerated(scene: Scene, verb: Word, rule: Rule) -> Iterator[Match]:
    """Yield the measures that a text lists: « Parmi ces mesures figurent la **création** de … et l'**embauche** … »."""
    sentence = scene.doc[verb.sent.start : verb.i]
    if not any(t.form in scene.words.pointing for t in sentence[:3]):
        return
    if not any(scene.lemmas[t.i] in scene.words.listed_nouns for t in sentence[:8]):
        return
    for token in scene.doc[verb.i + 1 : verb.i + 60]:
        if token.text[0] in ".;:!?\n":
            return
        article = scene.doc[token.i - 1].form
        joined = token.i - 2 <= verb.i + 1 or scene.doc[token.i - 2].form in _JOINTS
        if joined and article in _ARTICLES and token.pos_ == "NOUN" and scene.lemmas[token.i] in scene.words.actions:
            yield replace(match_of(scene, rule, token, token), force=_force_of(scene, sentence[:8]))


def _force_of(scene: Scene, opening: Iterable[Word]) -> Force | None:
    """Return what the noun that points to measures makes of them: « Parmi les **promesses** … » pledges."""
    words = {scene.lemmas[token.i] for token in opening}
    return next((force for force, lemmas in scene.words.heading_force if words & lemmas), None)
