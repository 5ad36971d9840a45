"""Measures listed after a colon: « Au programme : **rénovation** des écoles et **création** d'un fonds »."""

from collections.abc import Iterator
from itertools import pairwise

from claimex.annotations import text_of
from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.announcements import force_of, lemmas_of
from claimex.claims.constructions.undertakings.coordination import is_infinitive
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_finite, is_past
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import finite_verb_of, governor_of, object_of

_INTRO = 25  # tokens of the words before the colon
_LIST = 80  # tokens after it
_ENDS = ".!?\n»”"
_SEPARATORS = frozenset({",", ";", "et", "ou", "puis"})
_OPENERS = frozenset(
    {"le", "la", "l'", "les", "un", "une", "des", "de", "d'", "du", "à", "deux", "trois", "ainsi", "que"}
)
_STRONG = frozenset({",", ";"})
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_THINGS = frozenset({"NOUN", "PROPN"})
_LEADING = frozenset({"DET", "ADJ", "NUM"})
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
        announces = bool(words & (scene.words.heading_verbs | scene.words.vowing | scene.words.mentioning))
        if verb is not None and not announces and _binds_nobody(scene, verb):
            continue
        heads = _heads(scene, colon, number=_number_in(scene, intro) if verb is None or announces else 0)
        # where the verb announces nothing, the list itself must tell the measures
        acts = sum(_is_act(scene, head) for head, _ in heads)
        if acts < (1 if verb is None or announces else 2):
            continue
        for rule in triggers.rules[:1] if len(heads) > (verb is not None) else ():
            for head, end in heads:
                yield _match(scene, rule, intro, verb, head, end)


def _binds_nobody(scene: Scene, verb: Word) -> bool:
    """Tell whether a list tells what was done or is asked of others: « le rapport **recommande** trois actes : … »."""
    finite = finite_verb_of(verb)
    if is_past(finite) or (finite.i != verb.i and scene.verbs[finite.i] in {"avoir", "être"}):
        return True
    subject = scene.subject_of(verb)
    lemma = scene.lemmas[subject.i] if subject is not None else ""
    is_text = lemma in scene.words.contents or lemma in scene.words.observers
    return is_text or scene.verbs[verb.i] in scene.words.advising | scene.words.hoping | scene.words.opposing


def _intro_of(scene: Scene, colon: int) -> list[Word]:
    start = max(scene.doc[colon].sent.start, colon - _INTRO)
    return [token for token in scene.doc[start:colon] if not token.is_space]


def _number_in(scene: Scene, intro: list[Word]) -> int:
    """Return how many measures the words before the colon count: « **deux** évolutions », 0 where they do not."""
    for token, after in pairwise(intro):
        if token.form in _NUMBERS and any(
            scene.lemmas[t.i] in scene.words.heading | scene.words.inline for t in scene.doc[after.i : after.i + 3]
        ):
            return _NUMBERS[token.form]
    return 0


def _heads(scene: Scene, colon: int, *, number: int) -> list[tuple[Word, int]]:
    """Return the head of each measure and the token after its last; nothing when one of the list is no measure.

    Where the words before the colon count the measures, what is listed need not be an action: « deux mesures : **une
    ligne de nuit** et la gratuité »; nor where two actions stand around it.
    """
    end = min(len(scene.doc), colon + _LIST)
    starts, things = [colon + 1], list[int]()
    for token in scene.doc[colon + 1 : end]:
        if token.text[0] in _ENDS or (token.is_sent_start and token.i > colon + 1):
            end = token.i
            break
        if scene.forms[token.i] not in _SEPARATORS:
            continue
        if _head_after(scene, token.i + 1) is not None:
            starts.append(token.i + 1)
        elif _thing_after(scene, token.i + 1) is not None:
            things.append(token.i + 1)
    acts = sum(_head_after(scene, start) is not None for start in starts)
    is_open = len(starts) + len(things) == number or (acts > 1 and all(scene.forms[t - 1] in _STRONG for t in things))
    starts = sorted({*starts, *(things if is_open else ())})
    heads = list[tuple[Word, int]]()
    for start, after in zip(starts, [*(s - 1 for s in starts[1:]), end], strict=True):
        head = _head_after(scene, start) or (_thing_after(scene, start) if is_open or number == len(starts) else None)
        if head is None:
            return []
        heads.append((head, after))
    return heads


def _thing_after(scene: Scene, position: int) -> Word | None:
    """Return the noun of a phrase that opens a stretch of the list: « **une ligne** de nuit », « nouveaux **bus** »."""
    for token in scene.doc[position : position + 4]:
        if token.pos_ in _THINGS:
            return token
        if token.pos_ not in _LEADING or token.form in _GOVERNING:
            return None
    return None


def _is_act(scene: Scene, head: Word) -> bool:
    return is_infinitive(scene, head) or scene.lemmas[head.i] in scene.words.inline_actions


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
    first = head
    while not _is_act(scene, head) and scene.doc[first.i - 1].pos_ in _LEADING:
        first = scene.doc[first.i - 1]
    return Match(rule, first.idx, stop, roles={"cue": (cue,)}, tokens=tokens, force=force)
