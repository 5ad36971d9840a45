"""Who decided what a headline tells without a name: the article says so further on.

« # Hausse planifiée de la taxe » and, below, « Le gouvernement a décidé de relever la taxe »: the government.
"""

from collections.abc import Iterator
from dataclasses import replace

from claimex.annotations import CommitmentMention
from claimex.claims.constructions.undertakings import Scene

_LINES = frozenset({"title", "heading"})
_ROOT = 4  # letters that a verb and its noun share
_LEAD = 3  # blocks after a headline in which who decided is told


def with_headline_actors(
    claims: list[CommitmentMention], echoed: set[int], scene: Scene
) -> Iterator[CommitmentMention]:
    """Yield the claims, those of headlines with the actors of the claims that tell them again.

    ``echoed``: the claims that start here count only where another one tells the same act.
    """
    for number, claim in enumerate(claims):
        block = scene.block_at(claim.start)
        if (claim.actors and claim.start not in echoed) or block is None or block.kind not in _LINES:
            yield claim
            continue
        later = [other for other in claims[number + 1 :] if other.actors and other.start not in echoed]
        again = next((other for other in later if _tells_again(claim, other)), None)
        if again is None and claim.start in echoed:
            continue
        first = again or (next(iter(later), None) if claim.rule == "commitment.measure_announced" else None)
        if first is None or (again is None and not _is_near(scene, claim.start, first.start)):
            yield claim
        elif again is not None and claim.start in echoed:
            yield replace(claim, actors=again.actors, force=again.force)
        else:
            yield replace(claim, actors=first.actors)


def _tells_again(claim: CommitmentMention, other: CommitmentMention) -> bool:
    return claim.action[:_ROOT] == other.action[:_ROOT] and claim.negated == other.negated


def _is_near(scene: Scene, headline: int, other: int) -> bool:
    first, second = scene.block_at(headline), scene.block_at(other)
    return first is not None and second is not None and scene.number_of(second) - scene.number_of(first) <= _LEAD
