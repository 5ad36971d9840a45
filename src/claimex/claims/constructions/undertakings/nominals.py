"""Nouns that commit: « la promesse de rouvrir », « la fermeture annoncée de l'usine », « l'objectif reste de »."""

from collections.abc import Iterator

from spacy.tokens import Token

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.rules import Rule
from claimex.syntax import conjuncts_of, plain_form

_DE = frozenset({"de", "d'", "du", "des"})
_REACH = 8


def nominal_matches(scene: Scene, cues: Triggers, goals: Triggers) -> Iterator[Match]:
    """Yield the actions that a noun of commitment governs, and the measures that a participle says were announced."""
    for token in scene.doc:
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "VERB"}:
            continue
        lemma = scene.lemmas[token.i]
        for rule in cues.get(lemma)[:1]:
            yield from _governed(scene, token, rule)
        for rule in goals.get(lemma)[:1]:
            yield from _goal(scene, token, rule)


def _governed(scene: Scene, cue: Token, rule: Rule) -> Iterator[Match]:
    """Yield « promesse **de rouvrir** », « engagements **de retour** », « l'engagement pris par X **de** … »."""
    if cue.i and plain_form(scene.doc[cue.i - 1]) in scene.words.wrapping:
        return
    nominal = rule.force == "pledge"
    for token in scene.doc[cue.i + 1 : cue.i + 1 + _REACH + 4]:
        if token.text[0] in ".;:!?«\n":
            return
        before = plain_form(scene.doc[token.i - 1])
        if before not in _DE | {"à"}:
            continue
        if "Inf" in token.morph.get("VerbForm", []):
            for action in conjuncts_of(token):
                if "Inf" in action.morph.get("VerbForm", []) and scene.lemmas[action.i] not in scene.words.thinking:
                    yield _match(scene, rule, cue, action)
            return
        if nominal and token.i <= cue.i + 3 and scene.lemmas[token.i] in scene.words.actions:
            yield _match(scene, rule, cue, token)
            return


def _goal(scene: Scene, goal: Token, rule: Rule) -> Iterator[Match]:
    """Yield « l'objectif est **de porter** … », « maintient son **objectif** de 5 % »."""
    doc = scene.doc
    for token in doc[goal.i + 1 : goal.i + 6]:
        if token.text[0] in ".;!?,«\n":
            return
        if plain_form(token) in {"est", "reste", "demeure", "sera", ":"}:
            action = next((t for t in doc[token.i + 1 : token.i + 6] if "Inf" in t.morph.get("VerbForm", [])), None)
            if action is not None:
                yield _match(scene, rule, goal, action)
            return
        if any(quantity.start == token.idx for quantity in scene.quantities):
            yield _match(scene, rule, goal, goal)
            return


def _match(scene: Scene, rule: Rule, cue: Token, action: Token) -> Match:
    start = min(cue.idx, action.idx)
    before = scene.doc[cue.i - 1] if cue.i else cue
    if before.pos_ == "DET":
        start = min(start, before.idx)
    span = (cue.idx, cue.idx + len(cue))
    tokens = {"head": action.i, "cue": cue.i}
    return Match(rule, start, scene.action_end(action, start), roles={"cue": (span,)}, tokens=tokens)
