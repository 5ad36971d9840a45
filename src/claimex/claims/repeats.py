"""Tellings of one commitment: « Lactel supprimera 400 postes », below « la suppression de 400 postes d'ici à 2027 »."""

from collections.abc import Iterator
from dataclasses import replace

from claimex.annotations import CommitmentMention
from claimex.claims.constructions.undertakings import Scene
from claimex.claims.told_elsewhere import act_of


def told_once(claims: list[CommitmentMention], scene: Scene) -> Iterator[CommitmentMention]:
    """Join tellings of one commitment: the same kind of action with the same amounts, outside lists.

    « Lactel supprimera 400 postes » in a title, « la suppression de 400 postes d'ici à 2027 » below: the first telling
    stands, and takes the deadline or the actor that only another one says.
    """
    told: dict[tuple[object, ...], list[int]] = {}
    kept: list[CommitmentMention] = []
    for claim in claims:
        key = _identity(claim, scene)
        same = next((n for n in told.get(key, ()) if _agree(kept[n], claim, scene)), None) if key else None
        if same is not None:
            kept[same] = _joined(kept[same], claim)
            continue
        if key is not None:
            told.setdefault(key, []).append(len(kept))
        kept.append(claim)
    yield from kept


def _identity(claim: CommitmentMention, scene: Scene) -> tuple[object, ...] | None:
    """Return what two tellings share: « supprimera 400 postes », « la suppression de 400 postes »; None of others."""
    if claim.rule == "commitment.listed_measure" or not claim.quantities:
        return None
    amounts = tuple((q.value, q.low, q.high, q.unit) for q in (scene.quantities[n] for n in claim.quantities))
    return *act_of(claim), amounts


def _agree(earlier: CommitmentMention, later: CommitmentMention, scene: Scene) -> bool:
    """Tell whether two tellings name the same actors and deadline, where both name any."""
    if earlier.actors and later.actors and earlier.actors != later.actors:
        return False
    if earlier.deadline is None or later.deadline is None:
        return True
    first, second = scene.moments[earlier.deadline], scene.moments[later.deadline]
    return (first.first, first.last) == (second.first, second.last)


def _joined(earlier: CommitmentMention, later: CommitmentMention) -> CommitmentMention:
    return replace(
        earlier,
        actors=earlier.actors or later.actors,
        deadline=later.deadline if earlier.deadline is None else earlier.deadline,
        repeats=(*earlier.repeats, (later.start, later.end)),
    )
