"""Orders within one's own house: « le président **a ordonné au gouvernement de débloquer** 2 milliards ».

Who is told to act is bound, when it is a body; an order to people (« aux manifestants de partir ») is a statement.
"""

from collections.abc import Iterator

from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.coordination import infinitives_from, is_infinitive, opening_of
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import auxiliaries_of, group_start, is_passive, is_plural, phrase_of

_REACH = 16  # tokens from « a ordonné » to what is ordered
_DE = frozenset({"de", "d'"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def ordered_acts(scene: Scene, verb: Word, rule: Rule) -> Iterator[Match]:
    """Yield what somebody in office orders a body to do, or to be done: « ordonne **de fermer** la frontière »."""
    subject = scene.subject_of(verb)
    if subject is None or subject.i > verb.i or not scene.can_answer(subject) or scene.modality.negates(verb):
        return
    is_described = is_passive(verb) and any(scene.verbs[token.i] == "être" for token in auxiliaries_of(verb))
    if is_described or scene.lemmas[subject.i] in scene.words.judicial or scene.modality.is_conditional_on(verb):
        return
    told: Word | None = None
    is_order = scene.verbs[verb.i] != "donner"
    for token in scene.doc[verb.i + 1 : verb.i + _REACH]:
        if token.text[0] in ".;:!?\n" or (token.pos_ in {"VERB", "AUX"} and is_finite(token)):
            return
        opens = scene.forms[opening_of(scene, token) - 1] in _DE
        if is_infinitive(scene, token) and opens:
            if is_order and (told is None or _is_body(scene, told)):
                yield from _matches(scene, verb, token, told or subject, rule, is_told=told is not None)
            return
        if token.pos_ in _NOUNS and scene.lemmas[token.i] in scene.words.instructions:
            is_order = True
        elif token.pos_ in _NOUNS and told is None and not _is_apart(scene, token, verb):
            told = token


def _is_apart(scene: Scene, noun: Word, verb: Word) -> bool:
    """Tell whether an aside or a day holds a noun: « a ordonné **mardi, par décret**, de … »."""
    between = scene.doc[verb.i + 1 : noun.i]
    start = phrase_of(noun).start_char
    dated = any(scene.moments[n].start <= noun.idx for n in scene.moments_between(start - 4, noun.idx + 1))
    return dated or any(token.text == "," for token in between)


def _is_body(scene: Scene, told: Word) -> bool:
    """Tell whether one's own house is told: « **au gouvernement** », « **la ministre** », not « les habitants »."""
    if scene.lemmas[told.i] in scene.words.forces:
        return True
    if scene.lemmas[told.i] in scene.words.answerable:
        return not is_plural(told)
    return any(scene.entries[actor].kind != "place" for actor in scene.resolver.actors_of(told.i))


def _matches(scene: Scene, verb: Word, first: Word, subject: Word, rule: Rule, *, is_told: bool) -> Iterator[Match]:
    for number, action in enumerate(infinitives_from(scene, first)):
        if scene.lemmas[action.i] not in scene.words.acting:
            continue
        start = group_start(verb).idx if number == 0 else scene.doc[opening_of(scene, action)].idx
        tokens = {"head": action.i, "verb": verb.i, "subject": subject.i}
        if is_told:
            tokens["told"] = subject.i
        cue = (verb.idx, verb.idx + len(verb))
        yield Match(rule, start, scene.action_end(action, start), roles={"cue": (cue,)}, tokens=tokens)
