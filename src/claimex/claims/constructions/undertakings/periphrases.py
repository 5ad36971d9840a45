"""Set phrases that commit: « pas question d'**abolir** », « est en passe de **céder** », « sur le point de »."""

from collections.abc import Iterator

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.coordination import infinitives_from, is_infinitive, opening_of
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_conditional, is_past
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import finite_verb_of, group_start

_DE = frozenset({"de", "d'"})
_REACH = 14  # tokens from « question » to what is out of it
_BEFORE = 6  # tokens from « est » to « en passe de »
_NAMED = frozenset({"PRON", "PROPN"})
_ABOUT = frozenset({("en", "passe"), ("le", "point"), ("en", "train"), ("en", "voie")})


def pattern_matches(scene: Scene, patterns: Triggers) -> Iterator[Match]:
    """Yield the actions that a set phrase refuses or tells to be near."""
    nouns = patterns.lemmas
    if nouns.isdisjoint(scene.forms):
        return
    for position, form in enumerate(scene.forms):
        for rule in patterns.get(form) if form in nouns else ():
            cue = scene.doc[position]
            yield from (_never if form == "question" else _about_to)(scene, cue, rule)


def _never(scene: Scene, cue: Word, rule: Rule) -> Iterator[Match]:
    """Yield « pas question d'**abolir** les navettes »."""
    if scene.forms[cue.i - 1] not in {"pas", "hors"}:
        return
    for token in scene.doc[cue.i + 1 : cue.i + _REACH]:
        if token.text[0] in ".;:!?\n":
            return
        if "Inf" in token.morph.get("VerbForm", []) and scene.forms[opening_of(scene, token) - 1] in _DE:
            tokens = {"head": token.i, "cue": cue.i}
            start = min(cue.idx, token.idx)
            yield Match(
                rule,
                start,
                scene.action_end(token, start, nominal=True),
                roles={"cue": ((cue.idx, cue.idx + len(cue)),)},
                tokens=tokens,
            )
            return


def _about_to(scene: Scene, cue: Word, rule: Rule) -> Iterator[Match]:
    """Yield what somebody answerable is about to do: « le groupe **est en passe de vendre** six sites »."""
    if scene.forms[max(0, cue.i - 1) : cue.i + 1] not in _ABOUT or scene.forms[cue.i + 1 : cue.i + 2][:1] not in {
        ("de",),
        ("d'",),
    }:
        return
    verb = next((t for t in scene.doc[max(0, cue.i - _BEFORE) : cue.i] if scene.verbs[t.i] == "être"), None)
    first = next((t for t in scene.doc[cue.i + 2 : cue.i + 5] if is_infinitive(scene, t)), None)
    if verb is None or first is None or scene.lemmas[first.i] not in scene.words.acting:
        return
    finite = finite_verb_of(verb)
    if is_past(finite) or is_conditional(finite) or scene.modality.negates(verb):
        return
    subject = scene.subject_of(verb) or scene.subject_of(first)
    if subject is None or not (subject.pos_ in _NAMED or scene.can_answer(subject)):
        return
    for number, action in enumerate(infinitives_from(scene, first)):
        start = group_start(verb).idx if number == 0 else scene.doc[opening_of(scene, action)].idx
        tokens = {"head": action.i, "verb": verb.i, "subject": subject.i}
        yield Match(
            rule, start, scene.action_end(action, start), roles={"cue": ((cue.idx, cue.idx + len(cue)),)}, tokens=tokens
        )
