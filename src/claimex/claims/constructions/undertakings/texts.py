"""Texts that carry a measure: « a pris un arrêté interdisant la baignade », « un décret visant à interdire »."""

from collections.abc import Iterator

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_conditional, is_finite, is_past
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import governor_of, group_start

_REACH = 4
_FAR = 24  # tokens between a text and the words that say what it is for, its author's name included
_LINKS = frozenset({"à", "d'", "de"})


def text_matches(scene: Scene, decrees: Triggers, aims: Triggers) -> Iterator[Match]:
    """Yield what a decree does once it is taken, and what a draft or plan of somebody's aims at."""
    texts = decrees.lemmas | aims.lemmas
    for position, lemma in [(i, lemma) for i, lemma in enumerate(scene.lemmas) if lemma in texts]:
        for rule in decrees.get(lemma)[:1]:
            yield from _decreed(scene, scene.doc[position], rule)
        for rule in aims.get(lemma):
            yield from _aimed(scene, scene.doc[position], rule)


def _decreed(scene: Scene, text: Word, rule: Rule) -> Iterator[Match]:
    """Yield « a pris un arrêté **interdisant** la baignade »."""
    verb = governor_of(text.head) if text.head.i < text.i else None
    if verb is None or scene.verbs[verb.i] not in scene.words.enacting or text.i - verb.i > 8:
        return
    subject = scene.subject_of(verb)
    if scene.modality.negates(verb) or subject is None or not scene.can_answer(subject):
        return
    for token in scene.doc[text.i + 1 : text.i + 1 + _REACH]:
        if token.lower_.endswith("ant") and scene.verbs[token.i] in scene.words.acting:
            cue = (verb.idx, verb.idx + len(verb))
            tokens = {"head": token.i, "verb": verb.i, "subject": subject.i}
            start = group_start(verb).idx
            yield Match(rule, start, scene.action_end(token, start), roles={"cue": (cue,)}, tokens=tokens)
            return
        if token.is_punct or token.pos_ in {"DET", "VERB"}:
            return


def _aimed(scene: Scene, text: Word, rule: Rule) -> Iterator[Match]:
    """Yield « un amendement du groupe écologiste **qui vise à taxer** les yachts »."""
    if rule.words and not any(lemma in rule.words for lemma in scene.lemmas[text.i + 1 : text.i + 3]):
        return
    for token in scene.doc[text.i + 1 : text.i + 1 + _FAR]:
        if token.text[0] in ".;:!?«\n":
            return
        if scene.verbs[token.i] not in scene.words.aiming:
            if token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []):
                return
            continue
        action = _action_after(scene, token)
        if _is_own_verb(scene, token, text):
            return
        if action is None or (is_finite(token) and is_past(token)) or is_conditional(token):
            return
        held = text.head if scene.lemmas[text.head.i] in scene.words.containers else text
        verb = governor_of(held.head)
        lemma = scene.verbs[verb.i]
        is_submitted = (lemma in scene.words.submitting or lemma in scene.words.tabling) and verb.i < text.i
        start = group_start(verb).idx if is_submitted else token.idx
        cue = (token.idx, token.idx + len(token))
        tokens = {"head": action.i, "cue": text.i, "text": held.i}
        author = scene.subject_of(verb) if is_submitted else None
        if author is not None and scene.can_answer(author):
            tokens["author"] = author.i
        yield Match(rule, start, scene.action_end(action, start, nominal=True), roles={"cue": (cue,)}, tokens=tokens)
        return


def _is_own_verb(scene: Scene, verb: Word, text: Word) -> bool:
    """Tell whether a text is the subject of the main verb, read as any other: « **Le plan** vise à réduire »."""
    subject = scene.subject_of(verb)
    return is_finite(verb) and not scene.is_relative(verb) and subject is not None and subject.i == text.i


def _action_after(scene: Scene, verb: Word) -> Word | None:
    """Return the infinitive that « viser à », « destiner à » governs, if it is something done on purpose."""
    following = scene.doc[verb.i + 1 : verb.i + 1 + _REACH]
    if not any(scene.forms[token.i] in _LINKS for token in following):
        return None
    found = next((token for token in following if "Inf" in token.morph.get("VerbForm", [])), None)
    return found if found is not None and scene.lemmas[found.i] in scene.words.acting else None
