"""Bare changes of a group that the sentence opens with: « Chez les **jeunes, la hausse** atteint 3 % »."""

from dataclasses import replace

from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import SKIPPED, Scene

_OPENING = 8  # tokens from « chez » to the change


def grouped(scene: Scene, found: Match) -> Match:
    """Return a match whose measure, a bare « hausse », is told of whom: « Chez les **moins de 25 ans, la hausse** »."""
    start, end = found.roles["measure"][0]
    noun = scene.first_token((start, end))
    if noun.lemma_ not in scene.words("changes") or end != noun.idx + len(noun):
        return found
    opening = scene.doc[noun.sent.start : noun.i]
    if not 2 < len(opening) <= _OPENING or opening[0].form not in scene.words("grouping"):
        return found
    if opening[-2].text != "," or opening[-1].pos_ != "DET":
        return found
    first = next(
        (token for token in opening[1:-2] if token.pos_ not in SKIPPED or token.form in ("moins", "plus")), None
    )
    if first is None:
        return found
    roles = {**found.roles, "measure": ((first.idx, end),), "topic": ((first.idx, end),)}
    return replace(found, start=min(found.start, first.idx), roles=roles)
