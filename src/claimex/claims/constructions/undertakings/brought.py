"""Measures that a plan holds or brings: « le plan **se traduira par** la suppression de 120 postes et le gel de … »."""

from collections.abc import Iterator

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.answering import is_hoped, is_observed
from claimex.claims.constructions.undertakings.coordination import nouns_from
from claimex.claims.constructions.undertakings.naming import names_action
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import is_over
from claimex.mood import is_conditional, is_finite, is_past
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import auxiliaries_of, finite_verb_of, group_start

_REACH = 6  # tokens between a verb and its link: « passera **notamment** par »
_NOUN = 5  # tokens between a link and the measure: « par la **suppression** »
_DATED = 40  # characters from a measure to its day
_LIST = 60  # tokens of a list of measures
_JOINTS = frozenset({",", "et", "puis", "ou"})
_LINKS = {"au": "à", "aux": "à", "du": "de"}
_ASIDE = frozenset({"ADV", "PUNCT"})


def brought_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield the measures that a plan, an agreement or a merger holds or brings."""
    if scene.words.schemes.isdisjoint(scene.lemmas):
        return
    for token, lemma in scene.verbs_among(scene.words.bringing.keys()):
        subject = scene.subject_of(token) if is_finite(token) and token.pos_ in {"VERB", "AUX"} else None
        if subject is None or subject.i > token.i or scene.lemmas[subject.i] not in scene.words.schemes:
            continue
        if _is_open(scene, token):
            continue
        noun = _measure_after(scene, token, scene.words.bringing[lemma])
        if noun is not None:
            for rule in [rule for rule in triggers.rules if rule.force == "plan"][:1]:
                links = scene.words.bringing[lemma]
                for action in _all(scene, noun, links):
                    opens = "" in links and action.i == noun.i
                    yield _match(scene, rule, token, action, subject, opens=opens)


def _is_open(scene: Scene, verb: Word) -> bool:
    """Tell whether the plan is told as past, possible or denied."""
    finite = finite_verb_of(verb)
    if auxiliaries_of(verb) or is_past(finite) or is_conditional(finite) or scene.modality.negates(verb):
        return True
    return scene.modality.is_conditional_on(verb) or is_observed(scene, verb) or is_hoped(scene, verb)


def _measure_after(scene: Scene, verb: Word, links: list[str]) -> Word | None:
    """Return the first measure after a verb and its link."""
    first = verb.i + 1
    if "" not in links:
        following = scene.doc[first : first + _REACH]
        link = next((t for t in following if t.form in links or _LINKS.get(t.form) in links), None)
        if link is None or any(t.pos_ not in _ASIDE for t in following if t.i < link.i):
            return None
        first = link.i + 1
    for token in scene.doc[first : first + _NOUN]:
        if token.pos_ == "NOUN":
            return token if _is_to_come(scene, token) else None
        if token.text[0] in ",.;:!?«":
            return None
    return None


def _is_to_come(scene: Scene, noun: Word) -> bool:
    """Tell whether a noun is a measure to come: no « aides versées en 2024 », no vote that a calendar holds."""
    if not names_action(scene, noun) or scene.lemmas[noun.i] not in scene.words.inline_actions:
        return False
    found = scene.moments_between(noun.idx, noun.idx + _DATED)
    return not any(is_over(scene, scene.moments[number]) for number in found)


def _all(scene: Scene, noun: Word, links: list[str]) -> Iterator[Word]:
    """Yield a measure and those that go on from it: « par la vente du siège **et par le gel** des salaires »."""
    found = {action.i: action for action in nouns_from(scene, noun) if names_action(scene, action)}
    for token in scene.doc[noun.i + 1 : noun.i + _LIST] if "" not in links else ():
        if token.text[0] in ".;:!?«»\n":
            break
        if token.form in links and scene.forms[token.i - 1] in _JOINTS:
            action = next((t for t in scene.doc[token.i + 1 : token.i + _NOUN] if t.pos_ == "NOUN"), None)
            if action is not None and names_action(scene, action):
                found[action.i] = action
    yield from (found[position] for position in sorted(found))


def _match(scene: Scene, rule: Rule, verb: Word, action: Word, subject: Word, *, opens: bool) -> Match:
    """Return a measure with its amount, and the verb that holds it first: « **prévoit** 200 logements »."""
    if opens:
        start = group_start(verb).idx
    else:
        counted = (scene.quantities[n] for n in scene.quantities_between(verb.idx, action.idx))
        start = next((amount.start for amount in counted if amount.end > action.idx), action.idx)
    tokens = {"head": action.i, "verb": verb.i, "subject": subject.i}
    cue = (verb.idx, verb.idx + len(verb))
    return Match(rule, start, scene.action_end(action, start), roles={"cue": (cue,)}, tokens=tokens)
