"""Gerunds by which a speaker goes on: « …, estiment-ils, **pointant** des résultats « tout juste à l'équilibre » »."""

from claimex.claims.constructions.reported_speech.clause_ends import says_on
from claimex.claims.constructions.reported_speech.cues import can_speak, read_cue
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.syntax import group_start, is_clitic


def signed_before(found: Findings, gerund: int) -> tuple[Report | None, int | None]:
    """Return the report or subject that a gerund goes on from: « …, dit-**il**, **regrettant** que ».

    « assure que le pont est sûr, tout en **admettant** que … » goes on from a clause that ends before it.
    """
    scene = found.scene
    start, _ = scene.sentence(gerund)
    signed = [report for report in found.reports if report.verb is not None and start <= report.verb < gerund]
    last = max(signed, key=lambda report: report.verb or 0, default=None)
    if last is not None and last.cue is not None and last.end <= last.cue[0]:
        return last, None
    if (
        last is not None
        and last.end <= scene.starts[gerund]
        and says_on(scene, scene.token_at(last.end) + 1, gerund + 1)
    ):
        return last, None
    for i in range(start, gerund):
        cue = read_cue(scene, i + 1) if scene.tokens[i].text == "," and scene.quote_of[i] < 0 else None
        if cue is not None and cue.subject < gerund and cue.lemma in scene.lexicon.words("reporting.stance"):
            return None, cue.subject if can_speak(scene, cue.subject) or is_clitic(scene.tokens[cue.subject]) else None
    return None, None


def joined_to(found: Findings, verb: int) -> Report | None:
    """Return the report whose verb this one is coordinated with: « annonce que le site ferme **et assure** que … »."""
    scene = found.scene
    first = group_start(scene.tokens[scene.carrier_of(verb)]).i
    last = found.last_before(scene.starts[first], since=scene.starts[scene.sentence(verb)[0]])
    if last is None or last.verb is None:
        return None
    between = scene.text[last.end : scene.starts[first]].strip(' ,»”"')
    return last if between in {"et", "puis", "mais", "et puis"} else None


def main_subject(scene: Scene, verb: int, end: int) -> int | None:
    """Return who a participle at the head of a sentence waits for: « Estimant que …, **l'avocat** a demandé »."""
    start, stop = scene.sentence(verb)
    if scene.has_finite_verb(start, verb):
        return None
    for i in range(scene.token_at(end), stop):
        if scene.is_finite(i):
            return None
        if scene.may_be_speaker(i) and scene.starts[i] >= end and not scene.is_governed(i, verb):
            return i
    return None
