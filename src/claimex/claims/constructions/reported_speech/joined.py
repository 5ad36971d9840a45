"""Quotations that go on after an incise: « On y va », dit-il, « **et vite** »."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.cues import Cue
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.syntax import is_gerund

_MARKS = frozenset('«“"')


def joined_quotes(scene: Scene, index: int, cue: Cue) -> tuple[tuple[Offsets, ...], tuple[int, ...]]:
    """Return the quotation and, when it goes on after the incise (« …, dit-il, « … »), its second part."""
    quote = scene.quotes[index]
    if (
        not quote.closed
        and (scene.text[quote.start] in _MARKS or _ends_in(scene, cue, quote.inner[1]))
        and quote.inner[0] < scene.starts[cue.first] < quote.end
    ):
        said = scene.trim(quote.inner[0], scene.end_of(cue.first - 1))
        return (said,), (index,)  # the closing mark is missing: « On y va, a dit le maire »
    parts, used = [_trim_comma(scene, quote.inner)], [index]
    later = _next_beside(scene, index)
    if later is not None:
        second = scene.quotes[later]
        between = scene.text[quote.end : second.start]
        is_next = len(between) < 160 and not any(stop in between for stop in ".!?;\n")
        is_next = is_next and not _has_verb(scene, max(cue.verb, cue.subject) + 1, scene.token_at(second.start))
        if is_next and between.rstrip()[-1:] == "," and scene.text[second.inner[0]].islower():
            parts.append(_trim_comma(scene, second.inner))
            used.append(later)
    return tuple(parts), tuple(used)


def _has_verb(scene: Scene, first: int, last: int) -> bool:
    """Tell whether another verb stands between two tokens: « …, dit-il, **regrettant** que … « reste possible » »."""
    return any(scene.is_finite(i) or is_gerund(scene.tokens[i]) for i in range(first, last))


def _next_beside(scene: Scene, index: int) -> int | None:
    """Return the next quotation that is no part of this one."""
    quote = scene.quotes[index]
    following = range(index + 1, len(scene.quotes))
    return next(
        (n for n in following if scene.quotes[n].depth == quote.depth and scene.quotes[n].start >= quote.end), None
    )


def _trim_comma(scene: Scene, inner: Offsets) -> Offsets:
    """Return the words between the marks without a comma before the closing one (« C'est faux, »)."""
    start, end = inner
    while end > start and scene.text[end - 1] in ", ":
        end -= 1
    return start, end


def _ends_in(scene: Scene, cue: Cue, end: int) -> bool:
    """Tell whether a line of dialogue ends with its incise: « – Nous restons, **a lancé le délégué**. »."""
    last = scene.token_at(end - 1)
    return scene.tokens[cue.first - 1].text in ",?!" and not any(
        scene.tokens[i].text[0] in ",;:.!?" for i in range(cue.first, last)
    )
