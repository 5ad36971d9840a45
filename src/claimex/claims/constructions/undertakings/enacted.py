"""Measures that were announced, voted or promised in the passive: « la fermeture **a été décidée par** la région »."""

from collections.abc import Iterator

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.naming import names_action
from claimex.claims.constructions.undertakings.scene import MONEY, Scene
from claimex.claims.constructions.undertakings.timing import is_over
from claimex.mood import is_conditional
from claimex.parse import Word
from claimex.rules import Rule
from claimex.schema import Force
from claimex.syntax import agent_of, phrase_of

_HELPERS = frozenset({"a", "ont", "avait", "avaient"})
_PERFECT = 4  # tokens from « a » to « décidée »: « a été **de nouveau** décidée »
_NOTICES = frozenset({"préavis", "motion"})


def enacted_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield the measures that somebody has decided, announced or promised, told in the passive."""
    if scene.words.passed.isdisjoint(scene.forms):
        return
    for position, form in enumerate(scene.forms):
        if form not in scene.words.passed or position < 2 or scene.forms[position - 1] not in _HELPERS:
            continue
        participle = _participle(scene, position)
        noun = scene.subject_of(participle) if participle is not None else None
        if participle is None or noun is None or not _is_enacted(scene, noun, participle):
            continue
        for rule in [rule for rule in triggers.rules if rule.force == "decision"][:1]:
            yield _match(scene, rule, noun, participle)


def _participle(scene: Scene, been: int) -> Word | None:
    return next((t for t in scene.doc[been + 1 : been + _PERFECT] if scene.verbs[t.i] in scene.words.enacted), None)


def _is_enacted(scene: Scene, noun: Word, participle: Word) -> bool:
    """Tell whether a body has bound itself to what is told: no law that is adopted, no arrest that is announced."""
    lemma, verb = scene.lemmas[noun.i], scene.verbs[participle.i]
    finite = scene.doc[participle.i - 2]
    if noun.i > participle.i or noun.pos_ != "NOUN" or scene.modality.negates(participle) or is_conditional(finite):
        return False
    if verb == "promettre":
        return agent_of(participle) is not None
    if verb == "déposer":
        return lemma in _NOTICES
    agent = agent_of(participle)
    if agent is not None and scene.lemmas[agent.i] in scene.words.judicial | scene.words.observers:
        return False
    moments = (scene.moments[n] for n in scene.moments_between(participle.idx, participle.sent.end_char))
    is_old = any(is_over(scene, moment) and moment.grain in {"year", "month"} for moment in moments)
    is_text = lemma in scene.words.contents or lemma in scene.words.bills or lemma in scene.words.texts
    is_measure = names_action(scene, noun) and lemma in scene.words.inline_actions
    return not is_old and not is_text and (is_measure or _is_money(scene, noun))


def _is_money(scene: Scene, noun: Word) -> bool:
    found = (scene.quantities[n] for n in scene.quantities_between(max(0, noun.idx - 40), noun.idx + 40))
    return any(q.unit in MONEY - {"%"} for q in found) and scene.lemmas[noun.i] in scene.words.funds


def _match(scene: Scene, rule: Rule, noun: Word, participle: Word) -> Match:
    start = phrase_of(noun).start_char
    force: Force = "pledge" if scene.verbs[participle.i] == "promettre" else "decision"
    tokens = {"head": noun.i, "verb": participle.i, "passive": participle.i}
    cue = (participle.idx, participle.idx + len(participle))
    return Match(rule, start, scene.action_end(participle, start), roles={"cue": (cue,)}, tokens=tokens, force=force)
