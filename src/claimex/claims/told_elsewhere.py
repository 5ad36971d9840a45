"""Who decided what a clause tells without a name: the article says so further on.

« # Hausse planifiée de la taxe » and, below, « Le gouvernement a décidé de relever la taxe »: the government.
"""

from collections.abc import Iterator
from dataclasses import replace

from claimex.annotations import CommitmentMention
from claimex.claims.constructions.undertakings import Scene

_LINES = frozenset({"title", "heading"})
_ROOT = 4  # letters that a verb and its noun share: « **supp**rimer », « **supp**ression »
_LEAD = 3  # blocks after a headline in which who decided is told
_ANNOUNCED = "commitment.measure_announced"


def with_actors_told_elsewhere(
    claims: list[CommitmentMention], echoed: set[int], veiled: set[int], lead: tuple[int, ...], scene: Scene
) -> Iterator[CommitmentMention]:
    """Yield the claims, those that name nobody with the actors of the claims that tell them again.

    ``echoed``: the claims that start here count only where another one tells the same act; ``veiled``: these are told
    in the passive, « La tour sera vendue », and another that names who acts knows better; ``lead``: who decides in the
    first paragraphs.
    """
    kept = list(_with_headline_actors(claims, echoed, veiled, lead, scene))
    signed = [claim for claim in kept if claim.actors and claim.start not in veiled]
    deciders = {claim.actors for claim in signed}
    only = deciders.pop() if len(deciders) == 1 else ()
    only = only if all(_may_decide(scene, actor) for actor in only) else ()
    known: dict[tuple[str, bool], tuple[int, ...]] = {}
    for claim in signed:
        known.setdefault(act_of(claim), claim.actors)
    for claim in kept:
        if claim.actors or (claim.start not in veiled and claim.rule != _ANNOUNCED):
            yield claim
            continue
        yield replace(claim, actors=known.get(act_of(claim), only))


def _with_headline_actors(
    claims: list[CommitmentMention], echoed: set[int], veiled: set[int], lead: tuple[int, ...], scene: Scene
) -> Iterator[CommitmentMention]:
    for number, claim in enumerate(claims):
        block = scene.block_at(claim.start)
        if block is None or block.kind not in _LINES or (claim.actors and claim.start not in echoed | veiled):
            yield claim
            continue
        later = [other for other in claims[number + 1 :] if other.actors and other.start not in echoed]
        again = next((o for o in later if act_of(o) == act_of(claim) and not {claim.start, o.start} <= veiled), None)
        if again is not None:
            yield replace(claim, actors=again.actors, force=again.force if claim.start in echoed else claim.force)
        elif claim.start not in echoed:
            near = [other for other in later[:1] if _is_near(scene, claim.start, other.start)]
            follows = bool(near) and not claim.actors and claim.rule == _ANNOUNCED
            yield replace(claim, actors=near[0].actors if follows else claim.actors or lead)


def _may_decide(scene: Scene, actor: int) -> bool:
    """Tell whether a body may stand behind what an article says of nobody: no person, no union."""
    entry = scene.entries[actor]
    return entry.kind != "person" and entry.name.split(" ")[0].lower() not in scene.words.unions


def act_of(claim: CommitmentMention) -> tuple[str, bool]:
    """Return what two tellings of one act share: « fermeture », « fermer », and whether it is not to be."""
    return claim.action[:_ROOT], claim.negated


def _is_near(scene: Scene, headline: int, other: int) -> bool:
    first, second = scene.block_at(headline), scene.block_at(other)
    return first is not None and second is not None and scene.number_of(second) - scene.number_of(first) <= _LEAD
