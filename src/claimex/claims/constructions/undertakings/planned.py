"""Measures said to be planned in other orders than « l'ouverture est prévue ».

« **Il est prévu** la création d'un fonds », « **Sont prévus** la pose de … et … », « un certain nombre de réformes
sont prévues », « les travaux **devant démarrer** en avril ».
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.coordination import (
    infinitives_from,
    is_infinitive,
    nouns_from,
    opening_of,
)
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import is_dated_ahead
from claimex.mood import is_conditional, is_past
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import finite_verb_of, phrase_of

_REACH = 7  # tokens between « il est prévu » and the first measure
_BEFORE = 4  # tokens between « il » and its participle: « il est aussi d'ores et déjà prévu »
_FILLING = frozenset({"DET", "ADJ", "NUM", "ADV", "ADP", "AUX", "PRON"})
_DE = frozenset({"de", "d'"})
_COUNTING = 12  # tokens between « un certain nombre de » and its verb
_OWING = frozenset({"doit", "doivent"})
_COUNTED = 60  # characters of a counted subject
_JOINED = 40  # tokens of a phrase before the next one
_ENDING = 12  # tokens between « devant » and the day to come


def planned_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield the measures of impersonal and inverted passives, and those that a counting noun hides."""
    for token, lemma in scene.verbs_among(triggers.lemmas):
        helper = _helper_before(scene, token)
        if helper is None or scene.modality.negates(token) or scene.modality.is_conditional_on(token):
            continue
        for rule in triggers.get(lemma)[:1]:
            first = scene.forms[max(0, helper.i - 1)]
            if first in {"il", "l'"} and helper.i:
                yield from _impersonal(scene, token, scene.doc[helper.i - 1], rule)
            elif helper.form == "a":
                continue
            elif helper.i == helper.sent.start or _opens_after_adverb(scene, helper):
                yield from _listed(scene, token, helper, rule)
            else:
                yield from _hidden(scene, token, helper, rule)
                yield from _beside(scene, token, helper, rule)


def _helper_before(scene: Scene, participle: Word) -> Word | None:
    """Return the « est » of a present or future passive: « **est** aussi prévu », no « était prévu »."""
    for position in range(participle.i - 1, max(-1, participle.i - 1 - _BEFORE), -1):
        if scene.verbs[position] == "être":
            helper = scene.doc[position]
            finite = finite_verb_of(helper)
            if scene.forms[position] == "été":  # « il a été décidé de »
                decides = scene.verbs[participle.i] in scene.words.deciding and scene.forms[position - 1] == "a"
                return scene.doc[position - 1] if decides else None
            return None if is_past(finite) or is_conditional(finite) else helper
        if scene.doc[position].pos_ not in {"ADV", "ADP", "ADJ", "CCONJ"}:
            return None
    return None


def _opens_after_adverb(scene: Scene, helper: Word) -> bool:
    """Tell whether only an aside opens the sentence: « **Par ailleurs**, sont prévus … »."""
    between = scene.doc[helper.sent.start : helper.i]
    return len(between) <= _BEFORE and all(t.pos_ in {"ADV", "ADP", "PUNCT", "CCONJ"} for t in between)


def _impersonal(scene: Scene, participle: Word, start: Word, rule: Rule) -> Iterator[Match]:
    """Yield « il est prévu **de construire** un dépôt », « il est prévu **la création** d'un fonds »."""
    for token in scene.doc[participle.i + 1 : participle.i + 1 + _REACH]:
        if is_infinitive(scene, token) and scene.forms[opening_of(scene, token) - 1] in _DE:
            if scene.lemmas[token.i] in scene.words.acting:
                for number, action in enumerate(infinitives_from(scene, token)):
                    at = start.idx if number == 0 else scene.doc[opening_of(scene, action)].idx
                    yield _match(scene, rule, participle, action, start=at)
            return
        if token.pos_ == "NOUN" and _is_measure(scene, token):
            for number, noun in enumerate(nouns_from(scene, token)):
                at = start.idx if number == 0 else noun.idx
                yield _match(scene, rule, participle, noun, start=at)
            return
        if token.pos_ not in _FILLING or token.is_punct:
            return


def _listed(scene: Scene, participle: Word, helper: Word, rule: Rule) -> Iterator[Match]:
    """Yield « Sont prévus **l'agrandissement** du parc et **la réfection** du toit »."""
    for token in scene.doc[participle.i + 1 : participle.i + 1 + _REACH]:
        if token.pos_ in {"NOUN", "VERB"} and _is_measure(scene, token):
            for noun in nouns_from(scene, token):
                yield _match(scene, rule, participle, noun, start=phrase_of(noun).start_char)
            return
        if token.pos_ not in _FILLING or token.is_punct:
            return


def _hidden(scene: Scene, participle: Word, helper: Word, rule: Rule) -> Iterator[Match]:
    """Yield « **un certain nombre de réformes** sont prévues »: a counting noun hides the measures."""
    first = max(participle.sent.start, helper.i - _COUNTING)
    for token in scene.doc[first : helper.i]:
        if scene.lemmas[token.i] in scene.words.counting and scene.forms[token.i + 1 : token.i + 2][:1] in {
            ("de",),
            ("d'",),
        }:
            noun = next((t for t in scene.doc[token.i + 2 : token.i + 5] if t.pos_ == "NOUN"), None)
            if noun is not None and _is_measure(scene, noun):
                yield _match(scene, rule, participle, noun, start=phrase_of(token).start_char, last=participle)
            return


def _beside(scene: Scene, participle: Word, helper: Word, rule: Rule) -> Iterator[Match]:
    """Yield the first of several subjects: « **La création** d'un pôle, de même que la pose de …, sont prévues »."""
    first = next((t for t in scene.doc[helper.sent.start : helper.i] if t.pos_ == "NOUN"), None)
    if first is None or not _is_measure(scene, first) or first.i > helper.sent.start + 2:
        return
    nouns = [noun for noun in nouns_from(scene, first) if noun.i < helper.i and _is_measure(scene, noun)]
    for noun, following in pairwise(nouns):
        start = phrase_of(noun).start_char if noun.i == first.i else scene.doc[noun.i - 1].idx
        end = scene.doc[following.i - 1].idx
        yield replace(_match(scene, rule, participle, noun, start=start), end=_trimmed(scene, noun, end))
    for noun in nouns[1:][-1:]:
        yield _match(scene, rule, participle, noun, start=scene.doc[noun.i - 1].idx, last=participle)


def _trimmed(scene: Scene, noun: Word, end: int) -> int:
    """Return where a phrase ends before the joint that leads to the next: « … d'un pôle **, de même que** la pose »."""
    last = max((t for t in scene.doc[noun.i : noun.i + _JOINED] if t.idx < end), key=lambda t: t.i)
    while last.i > noun.i and (last.is_punct or last.form in {"et", "que", "même", "de", "ainsi", "ou"}):
        last = scene.doc[last.i - 1]
    return last.idx + len(last)


def _is_measure(scene: Scene, noun: Word) -> bool:
    is_act = scene.lemmas[noun.i] in scene.words.actions or scene.forms[noun.i] in scene.words.actions
    return is_act and scene.lemmas[noun.i] not in scene.words.events


def _match(scene: Scene, rule: Rule, participle: Word, head: Word, *, start: int, last: Word | None = None) -> Match:
    tokens = {"head": head.i, "verb": participle.i, "passive": participle.i}
    return Match(
        rule,
        start,
        scene.action_end(last or head, start),
        roles={"cue": ((participle.idx, participle.idx + len(participle)),)},
        tokens=tokens,
    )


def due_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield what a participle says is due: « les travaux **devant démarrer** en avril »."""
    if "devant" not in scene.forms:
        return
    for position, form in enumerate(scene.forms):
        action = scene.doc[position + 1] if form == "devant" and position + 1 < len(scene.doc) else None
        if action is None or not is_infinitive(scene, action) or position == 0:
            continue
        passive = scene.verbs[action.i] == "être"
        head = (
            next((t for t in scene.doc[action.i + 1 : action.i + 3] if scene.verbs[t.i]), action) if passive else action
        )
        is_act = scene.lemmas[head.i] in scene.words.acting or scene.lemmas[head.i] in scene.words.beginning
        if is_act and _is_due_later(scene, head):
            yield from (_due(scene, rule, scene.doc[position], head) for rule in triggers.rules[:1])


def _is_due_later(scene: Scene, head: Word) -> bool:
    end = next((t.idx for t in scene.doc[head.i + 1 : head.i + _ENDING] if t.text[0] in ",.;:!?\n"), head.sent.end_char)
    return is_dated_ahead(scene, head.idx, end)


def _due(scene: Scene, rule: Rule, modal: Word, head: Word) -> Match:
    noun = scene.doc[modal.i - 1]
    while noun.pos_ in {"ADJ", "ADP", "PROPN"} and noun.head.i < noun.i:
        noun = noun.head
    start = phrase_of(noun).start_char if noun.pos_ == "NOUN" and noun.i > modal.i - _COUNTING else modal.idx
    tokens = {"head": head.i, "verb": head.i, "passive": head.i, "unsigned": 1}
    return Match(
        rule, start, scene.action_end(head, start), roles={"cue": ((modal.idx, modal.idx + len(modal)),)}, tokens=tokens
    )


def owed_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield counted works that must be done: « **300 logements doivent être démolis** et reconstruits »."""
    if _OWING.isdisjoint(scene.forms):
        return
    for position, form in enumerate(scene.forms):
        if form not in _OWING or scene.forms[position + 1 : position + 2] != ("être",):
            continue
        modal = scene.doc[position]
        action = next((t for t in scene.doc[position + 2 : position + 5] if scene.verbs[t.i]), None)
        if action is None or scene.verbs[action.i] not in scene.words.instituting or _is_needed(scene, modal):
            continue
        amount = _amount_before(scene, modal)
        if amount is not None:
            yield from (_owed(scene, rule, modal, action, amount) for rule in triggers.rules[:1])


def _is_needed(scene: Scene, modal: Word) -> bool:
    """Tell whether somebody only says what is needed: « 200 000 logements doivent être bâtis **chaque année** »."""
    sent = modal.sent
    if scene.statement_at(modal.idx) is not None or scene.modality.is_conditional_on(modal):
        return True
    return any(form in scene.words.habitual | {"par"} for form in scene.forms[sent.start : sent.end])


def _amount_before(scene: Scene, modal: Word) -> int | None:
    """Return where the amount starts that counts the subject: « **Près de 300 logements sociaux** doivent »."""
    found = scene.quantities_between(max(modal.sent.start_char, modal.idx - _COUNTED), modal.idx)
    last = scene.quantities[found[-1]] if found else None
    return last.start if last is not None and modal.idx - last.end <= 2 else None


def _owed(scene: Scene, rule: Rule, modal: Word, action: Word, start: int) -> Match:
    tokens = {"head": action.i, "verb": action.i, "passive": action.i}
    end = scene.action_end(action, start)
    if not is_dated_ahead(scene, start, end):
        tokens["owed"] = 1  # somebody has to stand behind it
    return Match(rule, start, end, roles={"cue": ((modal.idx, modal.idx + len(modal)),)}, tokens=tokens)
