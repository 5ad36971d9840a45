"""Present passives that announce: « quinze postes **sont supprimés** », « est suspendu à compter du 15 novembre »."""

from collections.abc import Iterator, Set

from claimex.annotations import MomentMention, text_of
from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.answering import is_hoped, is_observed, said_with
from claimex.claims.constructions.undertakings.decrees import is_present
from claimex.claims.constructions.undertakings.future_passives import is_person
from claimex.claims.constructions.undertakings.future_spans import subject_start
from claimex.claims.constructions.undertakings.outcomes import is_vouched
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import is_dated_ahead
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import agent_of, finite_verb_of

_BEING = frozenset({"est", "sont"})
_OPENING = frozenset({"fermer", "rouvrir", "ouvrir"})
_BETWEEN = 4  # tokens between « sont » and its participle: « sont purement et simplement supprimés »
_SUBJECTS = frozenset({"NOUN", "PROPN"})
_CUE = 16  # characters before a day in which « à compter du » stands


def present_matches(scene: Scene, passive: Triggers) -> Iterator[Match]:
    """Yield present passives of a body's acts that start on a day to come, or that stand in the telling of a plan."""
    participles = passive.lemmas
    for position in [i for i, form in enumerate(scene.forms) if form in _BEING]:
        action = _participle(scene, position, participles)
        if action is not None:
            for rule in passive.get(scene.verbs[action.i])[:1]:
                yield from _announced(scene, scene.doc[position], action, rule)


def _participle(scene: Scene, auxiliary: int, participles: Set[str]) -> Word | None:
    """Return the participle after « sont » and its adverbs, in quotation marks or not: « sont « suspendus » »."""
    for token in scene.doc[auxiliary + 1 : auxiliary + 2 + _BETWEEN]:
        if scene.verbs[token.i] in participles and token.form.rstrip("s").rstrip("e")[-1:] in {
            "é",
            "i",
            "u",
            "t",
        }:
            return token
        if token.pos_ not in {"ADV", "CCONJ"} and token.text not in {"«", '"', "“"}:
            return None
    return None


def _announced(scene: Scene, auxiliary: Word, action: Word, rule: Rule) -> Iterator[Match]:
    subject = scene.subject_of(action) or scene.subject_of(auxiliary)
    if subject is None or subject.pos_ not in _SUBJECTS or subject.i > auxiliary.i or is_person(scene, subject, action):
        return
    if scene.modality.negates(action) or scene.modality.is_conditional_on(finite_verb_of(action)):
        return
    if is_observed(scene, auxiliary) or is_hoped(scene, auxiliary):
        return
    start = subject_start(scene, auxiliary)
    end = scene.action_end(action, start, nominal=scene.is_relative(auxiliary))
    is_announced = _is_announced(scene, action)
    is_due = is_announced or _starts_later(scene, action, end) or _is_of_plan(scene, subject, action)
    if not (is_due or _is_moved(scene, action, end)):
        return
    tokens = {"head": action.i, "verb": auxiliary.i, "subject": subject.i, "passive": action.i}
    if not is_due:
        tokens["unsigned"] = action.i
    yield Match(rule, start, end, roles={"cue": ((auxiliary.idx, auxiliary.idx + len(auxiliary)),)}, tokens=tokens)


def _is_moved(scene: Scene, action: Word, end: int) -> bool:
    """Tell whether a figure is moved to another: « le quota **est ramené** de 8 à 6 places »."""
    agent = agent_of(action)
    if scene.lemmas[action.i] not in scene.words.moving or (agent is not None and not scene.can_answer(agent)):
        return False
    amounts = [scene.quantities[n] for n in scene.quantities_between(action.idx, end)]
    is_two = len(amounts) > 1 or any(amount.low is not None and amount.high is not None for amount in amounts)
    return is_two or (bool(amounts) and is_dated_ahead(scene, action.idx, end))


def opening_matches(scene: Scene, passive: Triggers) -> Iterator[Match]:
    """Yield « le pont **ferme lundi 6 janvier** »: what a body runs opens or closes on a day to come."""
    for verb, _ in scene.verbs_among(_OPENING):
        subject = scene.subject_of(verb) if is_present(scene, verb) else None
        if subject is None or subject.i > verb.i or scene.lemmas[subject.i] not in scene.words.facilities:
            continue
        after = scene.doc[min(verb.i + 1 + (scene.forms[verb.i + 1 : verb.i + 2] == ("ses",)), len(scene.doc) - 1)]
        start = after.idx if after.form not in {"ses", "portes"} else after.idx + len(after)
        if not _is_on_a_day(scene, start) or scene.modality.negates(verb) or scene.modality.is_conditional_on(verb):
            continue
        first = subject_start(scene, verb)
        tokens = {"head": verb.i, "verb": verb.i, "subject": subject.i, "outcome": verb.i, "unsigned": verb.i}
        for rule in passive.rules[:1]:
            cue = ((verb.idx, verb.idx + len(verb)),)
            yield Match(rule, first, scene.action_end(verb, first), roles={"cue": cue}, tokens=tokens)


def _is_on_a_day(scene: Scene, start: int) -> bool:
    found = [scene.moments[n] for n in scene.moments_between(start, start + 2)]
    return any(moment.grain in {"day", "week", "month"} for moment in found) and is_dated_ahead(scene, start, start + 2)


def _starts_later(scene: Scene, action: Word, end: int) -> bool:
    """Tell whether the clause says from or until which day: « suspendus **à compter du 15 novembre** »."""
    text = text_of(scene.doc).lower().replace("’", "'")
    found = [scene.moments[number] for number in scene.moments_between(action.idx, end)]
    if "jusqu'à nouvel ordre" in text[action.idx : end]:
        return True
    return any(moment.grain != "minute" and _is_start(scene, text, moment) for moment in found)


def _is_announced(scene: Scene, action: Word) -> bool:
    """Tell whether somebody who answers for it announces it: « annonce que les courses **sont annulées** »."""
    statement = scene.statement_at(action.idx)
    if statement is None or statement.cue is None or statement.mode == "direct":
        return False
    return is_vouched(scene, statement) and said_with(scene, statement.cue, scene.words.announcing)


def _is_start(scene: Scene, text: str, moment: MomentMention) -> bool:
    before = text[max(0, moment.start - _CUE) : moment.start].rstrip()
    return before.endswith(scene.words.starting) or text[moment.start : moment.end].startswith(scene.words.starting)


def _is_of_plan(scene: Scene, subject: Word, action: Word) -> bool:
    """Tell whether a paragraph tells a plan or budget: « Le **budget** est voté. Les aides sont maintenues. »."""
    block = scene.block_at(action.idx)
    sent = action.sent
    if block is None or scene.lemmas[action.i] not in scene.words.sparing or subject.i < sent.start:
        return False
    first = sent.start
    while first > 0 and scene.doc[first - 1].idx >= block.start:
        first = scene.doc[first - 1].sent.start
    told = scene.lemmas[first : sent.start]
    return bool(scene.words.planning.intersection(told)) and not scene.words.judicial.intersection(told)
