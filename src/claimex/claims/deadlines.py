"""By when: the moment that bounds a commitment, inside its span or in the same clause."""

import re

from claimex.annotations import MomentMention, Offsets, text_of
from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.scene import Scene

_BOUNDS = frozenset({"by", "before"})
_ACTING = frozenset(
    {
        "adjective_infinitive",
        "measure_planned",
        "simple_future",
        "simple_present",
        "modal_future",
        "passive_future",
        "passive_present",
        "verb_infinitive",
    }
)
_CLOCK = frozenset({"minute", "hour"})
_HOUR = re.compile(r"^(?:à partir de|dès|avant|jusqu'à|à)\s\d{1,2}\s?(?:h|heures)\b", re.IGNORECASE)
_BARE = re.compile(r"[\d\s–/-]+")


def deadline_of(scene: Scene, match: Match, *, outside: Offsets | None = None) -> int | None:
    """Return the index of the moment by which or at which a commitment falls due.

    « ouvrir 42 lits **d'ici à vendredi** »; « **D'ici 2030**, la ville plantera … » stands before the span. A moment of
    the announcement (« a confirmé mercredi »), of a noun (« le budget 2026 ») or of the condition ``outside`` bounds
    nothing.
    """
    head = match.tokens["head"]
    listed = "listed" in match.tokens
    after = 0 if listed else scene.doc[head].idx
    acts = match.rule.construction in _ACTING
    inside = [
        n
        for n in scene.moments_between(after, match.end)
        if (m := scene.moments[n]).start >= after
        and not (outside is not None and outside[0] <= m.start < outside[1])
        and _may_bound(scene, m, listed, near=acts and m.grain in {"day", "week"})
    ]
    between = [] if listed or inside else _between(scene, match)
    if between:
        return between[0]
    if inside:
        return (
            min(inside, key=lambda n: (scene.moments[n].relation not in _BOUNDS, n))
            if not listed
            else _first(scene, inside, match.start)
        )
    return None if listed else _before(scene, match)


def _first(scene: Scene, found: list[int], start: int) -> int | None:
    return next((n for n in found if scene.moments[n].start >= start), None)


def _between(scene: Scene, match: Match) -> list[int]:
    """Return the bounds between a verb and its act: « entend, **d'ici 2030**, fermer ses centrales »."""
    verb = match.tokens.get("verb")
    if verb is None or match.rule.construction != "verb_infinitive":
        return []
    found = scene.moments_between(scene.doc[verb].idx, scene.doc[match.tokens["head"]].idx)
    return [
        n
        for n in found
        if scene.moments[n].relation in _BOUNDS | {"from"} and _may_bound(scene, scene.moments[n], False)
    ]


def _before(scene: Scene, match: Match) -> int | None:
    """Return a moment that opens the sentence before the action: « D'ici 2030, la ville … »."""
    verb = scene.doc[match.tokens.get("verb", match.tokens["head"])]
    start = verb.sent.start_char
    statement = scene.statement_at(match.start)
    if statement is not None:
        start = max([start, *(begin for begin, end in statement.content if begin <= match.start < end)])
    found = [
        n
        for n in scene.moments_between(start, verb.idx)
        if (m := scene.moments[n]).end <= verb.idx and _may_bound(scene, m, False) and _is_ahead(scene, m)
    ]
    bounded = [
        n for n in found if scene.moments[n].start - start < 3 or scene.moments[n].relation in _BOUNDS | {"from"}
    ]
    return bounded[-1] if bounded else None


def _may_bound(scene: Scene, moment: MomentMention, listed: bool, *, near: bool = False) -> bool:
    if listed and moment.grain not in _CLOCK:
        return True
    text = text_of(scene.doc)[moment.start : moment.end]
    if text.lower().startswith("depuis"):
        return False
    if _HOUR.search(text):
        return False
    if moment.relation in _BOUNDS | {"from"}:
        return True
    if moment.grain in _CLOCK or _BARE.fullmatch(text) or scene.words.texts.intersection(text.lower().split()):
        return False
    return near or _is_ahead(scene, moment) or text.lower().startswith("pour ")


def _is_ahead(scene: Scene, moment: MomentMention) -> bool:
    published = scene.doc.user_data.get("claimex.published")
    return moment.last is None or published is None or moment.last >= published
