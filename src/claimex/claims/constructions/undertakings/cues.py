"""From a cue noun and the action it governs to a match: « la **promesse** de **rouvrir** la gare »."""

from collections.abc import Iterator
from dataclasses import replace

from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.coordination import infinitives_from, opening_of
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Word
from claimex.rules import Rule

_FRONTING = frozenset({"face", "après", "malgré", "devant", "suite", "avec", "contre", "depuis", "avant", "outre"})
_REACH = 8  # tokens between the start of a sentence and a cue that stands before its main clause
_FAR = 30  # tokens looked at for the comma that ends it


def each_of(scene: Scene, rule: Rule, cue: Word, first: Word) -> Iterator[Match]:
    """Yield one match an infinitive: « l'objectif est **de réduire** les délais et **de former** les juges »."""
    for number, action in enumerate(infinitives_from(scene, first)):
        match = match_of(scene, rule, cue, action)
        yield match if number == 0 else replace(match, start=scene.doc[opening_of(scene, action)].idx)


def match_of(scene: Scene, rule: Rule, cue: Word, action: Word) -> Match:
    is_goal = rule.construction == "goal" and action.i != cue.i
    owned = action.i > cue.i + 3 and any(t.pos_ in {"NOUN", "PROPN"} for t in scene.doc[cue.i + 1 : action.i])
    start = action.idx if owned else min(cue.idx, action.idx)
    span = (cue.idx, cue.idx + len(cue))
    tokens = {"head": action.i, "cue": cue.i}
    end = scene.action_end(action, start, nominal=not is_goal)
    if rule.construction == "measure_announced" or _is_fronted(scene, cue):
        end = _first_comma(scene, action, end)
    return Match(rule, start, end, roles={"cue": (span,)}, tokens=tokens)


def _is_fronted(scene: Scene, cue: Word) -> bool:
    """Tell whether a cue stands before the main clause: « **Face à la décision** de fermer, la région sanctionne »."""
    first = cue.sent.start
    return cue.i - first <= _REACH and scene.forms[first] in _FRONTING


def _first_comma(scene: Scene, action: Word, end: int) -> int:
    """Return where a phrase ends at its first comma before an article: « de fermer le site**,** la région … »."""
    for token in scene.doc[action.i + 1 : action.i + 1 + _FAR]:
        if token.idx >= end:
            break
        if token.text == "," and scene.forms[token.i + 1 : token.i + 2] not in {("et",), ("ou",), ("de",), ("d'",)}:
            return token.idx
    return end
