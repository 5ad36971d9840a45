"""The verb that a statement stands or falls with: the first main clause of what is said."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech import Report, Scene
from claimex.syntax import finite_verb_of, governor_of, is_relative, is_subordinate


def main_verb_of(report: Report, scene: Scene) -> int | None:
    """Return the token of the first main verb of a report, as in « Si le pic dure, nous **ouvrirons** des lits ».

    An incise inside the words does not count (« Il **aurait**, *dit*-il, changé d'avis »). None when there is no verb.
    """
    start, end = report.content[0]
    cue: Offsets = report.cue or (0, 0)
    first: int | None = None
    for i in range(scene.token_at(start), scene.token_at(end - 1) + 1):
        if not scene.is_finite(i) or cue[0] <= scene.starts[i] < cue[1]:
            continue
        verb = governor_of(scene.tokens[i])
        if finite_verb_of(verb).i != i and verb.i != i:
            continue
        first = first if first is not None else i
        if not is_relative(verb) and not is_subordinate(verb, start):
            return i
    return first
