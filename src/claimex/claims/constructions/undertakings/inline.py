"""Measures listed after a colon: « Au programme : **rénovation** des écoles et **création** d'un fonds »."""

from collections.abc import Iterator

from claimex.annotations import text_of
from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.coordination import is_infinitive
from claimex.claims.constructions.undertakings.listed import force_of, lemmas_of
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import governor_of, object_of

_INTRO = 25  # tokens of the words before the colon
_LIST = 80  # tokens after it
_ENDS = ".!?\n»”"
_SEPARATORS = frozenset({",", ";", "et", "ou", "puis"})
_OPENERS = frozenset(
    {"le", "la", "l'", "les", "un", "une", "des", "de", "d'", "du", "à", "deux", "trois", "ainsi", "que"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_GOVERNING = frozenset({"de", "d'", "des", "du", "à", "aux"})  # the tagger may take « gratuité des bus » for a verb


def inline_measures(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield one match a measure after a colon: at least two, or one under a noun of measures."""
    if ":" not in scene.forms:
        return
    for colon, form in enumerate(scene.forms):
        if form != ":" or scene.statement_at(scene.doc[colon].idx) is not None:
            continue
        intro = _intro_of(scene, colon)
        words = lemmas_of(" ".join(token.text for token in intro), scene.lexicon)
        if words & scene.words.heading_except or not words & (scene.words.heading | scene.words.inline):
            continue
        verb = next((governor_of(t) for t in intro if t.pos_ in {"VERB", "AUX"} and is_finite(t)), None)
        if verb is not None and not words & (scene.words.heading_verbs | scene.words.vowing | scene.words.mentioning):
            continue
        heads = list(_heads(scene, colon))
        for rule in triggers.rules[:1] if len(heads) > (verb is not None) else ():
            for head, end in heads:
                yield _match(scene, rule, intro, verb, head, end)


def _intro_of(scene: Scene, colon: int) -> list[Word]:
    start = max(scene.doc[colon].sent.start, colon - _INTRO)
    return [token for token in scene.doc[start:colon] if not token.is_space]


def _heads(scene: Scene, colon: int) -> Iterator[tuple[Word, int]]:
    """Yield the head of each measure and the token after its last; nothing when one of the list is no measure."""
    starts = [colon + 1]
    end = min(len(scene.doc), colon + _LIST)
    for token in scene.doc[colon + 1 : end]:
        if token.text[0] in _ENDS or (token.is_sent_start and token.i > colon + 1):
            end = token.i
            break
        if scene.forms[token.i] in _SEPARATORS and _head_after(scene, token.i + 1) is not None:
            starts.append(token.i + 1)
    for start, after in zip(starts, [*(s - 1 for s in starts[1:]), end], strict=True):
        head = _head_after(scene, start)
        if head is None:
            return
        yield head, after


def _head_after(scene: Scene, position: int) -> Word | None:
    """Return the noun of action or the infinitive that a stretch of the list opens with."""
    while position < len(scene.doc) and scene.forms[position] in _OPENERS:
        position += 1
    if position >= len(scene.doc):
        return None
    token = scene.doc[position]
    actions = scene.words.inline_actions
    governs = not _GOVERNING.isdisjoint(scene.forms[position + 1 : position + 2])
    action = (scene.lemmas[position] in actions and token.pos_ in _NOMINAL) or (
        scene.forms[position] in actions and governs
    )
    return token if action or is_infinitive(scene, token) else None


def _match(scene: Scene, rule: Rule, intro: list[Word], verb: Word | None, head: Word, end: int) -> Match:
    text = text_of(scene.doc)
    last = scene.doc[end - 1]
    stop = last.idx + len(last)
    while text[stop - 1] in " ,;":
        stop -= 1
    tokens = {"head": head.i}
    if verb is not None:
        tokens["verb"] = verb.i
        subject = scene.subject_of(verb)
        if subject is not None:
            tokens["subject"] = subject.i
        announced = object_of(verb)
        if announced is not None:
            tokens["announced"] = announced.i
    cue = (intro[0].idx, intro[-1].idx + len(intro[-1]))
    force = force_of(scene, lemmas_of(text[slice(*cue)], scene.lexicon))
    return Match(rule, head.idx, stop, roles={"cue": (cue,)}, tokens=tokens, force=force)
