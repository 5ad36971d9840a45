"""Nouns that report: « l'annonce **selon laquelle** l'usine fermera »."""

from claimex.claims.constructions.reported_speech.clause_ends import end_before_verb
from claimex.claims.constructions.reported_speech.cues import can_speak
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.spans import clause_end, mode_of
from claimex.syntax import complement_of, governor_of, is_first_person, is_negated, is_root, is_verb, subject_of

_NEAR = 5  # tokens between « est » and its adjective
_IMPERSONAL = frozenset({"certain", "sûr"})
_LINKS = frozenset({"laquelle", "lequel", "lesquelles", "lesquels"})


def find_noun_clauses(found: Findings) -> None:
    """Add clauses under a noun of speech, as in l'accusation **selon laquelle** il aurait menti."""
    _find_adjective_clauses(found)
    scene = found.scene
    if "selon" not in scene.forms:
        return
    triggers = found.triggers("noun_que")
    for i in range(1, len(scene.forms) - 2):
        if scene.forms[i] != "selon" or scene.forms[i + 1] not in _LINKS or scene.is_silent(scene.starts[i]):
            continue
        noun = next((j for j in range(i - 1, max(-1, i - 12), -1) if triggers.get(scene.forms[j])), None)
        if noun is None:
            continue
        end = clause_end(scene, i, i + 2)
        own = next((j for j in range(i + 2, end) if scene.is_finite(j)), end)
        end = end_before_verb(scene, own, end)
        end = _end_before_lost_verb(scene, noun, i + 2, end)
        content = scene.trim(scene.starts[i + 2], scene.end_of(end - 1))
        holder = complement_of(scene.tokens[noun])
        found.add(
            Report(
                triggers.get(scene.forms[noun])[0],
                (content,),
                mode_of(scene, content),
                (scene.starts[i], scene.end_of(i + 1)),
                speaker=holder.i if holder is not None else None,
                quotes=scene.quotes_in(*content),
            )
        )


def _end_before_lost_verb(scene: Scene, noun: int, first: int, end: int) -> int:
    """Return where the clause ends when the main verb was lost: « La rumeur selon laquelle il part **enfle** »."""
    start, _ = scene.sentence(noun)
    if noun - start > 2 or not is_root(scene.tokens[noun]):
        return end
    last = next((i for i in range(first, end) if scene.is_finite(i)), end)
    while last + 1 < end and is_verb(scene.tokens[last + 1]):
        last += 1
    following = last + 1
    is_bare = following + 1 < end and scene.tokens[following].pos_ in {"NOUN", "ADJ"}
    return following if is_bare and scene.tokens[following + 1].pos_ in {"ADP", "ADV"} else end


def _find_adjective_clauses(found: Findings) -> None:
    """Add clauses under an adjective of certainty: « La préfète est **certaine que** la gare rouvrira »."""
    scene = found.scene
    triggers = found.triggers("noun_que", "adjective")
    adjectives = triggers.lemmas
    for i, form in [(i, form) for i, form in enumerate(scene.forms[:-2]) if form in adjectives]:
        if scene.forms[i + 1] not in {"que", "qu'"} or scene.is_silent(scene.starts[i]):
            continue
        verb = next((j for j in range(i - 1, max(-1, i - _NEAR), -1) if scene.is_finite(j)), None)
        subject = subject_of(scene.tokens[verb]) if verb is not None else None
        if verb is None or subject is None or scene.quote_of[i] >= 0 or is_negated(governor_of(scene.tokens[verb])):
            continue
        if scene.forms[subject.i] == "il" and form in _IMPERSONAL:
            continue  # « Il est certain que … »
        if is_negated(scene.tokens[i]) or not can_speak(scene, subject.i) or is_first_person(subject):
            continue
        content = scene.trim(scene.starts[i + 2], scene.end_of(clause_end(scene, verb, i + 2) - 1))
        cue = (scene.starts[i], scene.end_of(i))
        quotes = scene.quotes_in(*content)
        rule = triggers.get(form)[0]
        found.add(Report(rule, (content,), mode_of(scene, content), cue, speaker=subject.i, quotes=quotes))
