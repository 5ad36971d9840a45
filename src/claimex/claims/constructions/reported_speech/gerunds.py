"""Gerunds that go on from an incise: « …, estiment-ils, **pointant** des résultats « tout juste à l'équilibre » »."""

from claimex.claims.constructions.reported_speech.cues import can_speak, read_cue
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.syntax import is_clitic


def signed_before(found: Findings, gerund: int) -> tuple[Report | None, int | None]:
    """Return the report or the subject whose incise a gerund goes on from: « …, dit-**il**, **regrettant** que »."""
    scene = found.scene
    start, _ = scene.sentence(gerund)
    signed = [report for report in found.reports if report.verb is not None and start <= report.verb < gerund]
    last = max(signed, key=lambda report: report.verb or 0, default=None)
    if last is not None and last.cue is not None and last.end <= last.cue[0]:
        return last, None
    for i in range(start, gerund):
        cue = read_cue(scene, i + 1) if scene.tokens[i].text == "," and scene.quote_of[i] < 0 else None
        if cue is not None and cue.subject < gerund and cue.lemma in scene.lexicon.words("reporting.stance"):
            return None, cue.subject if can_speak(scene, cue.subject) or is_clitic(scene.tokens[cue.subject]) else None
    return None, None
