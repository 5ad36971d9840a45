"""Measures set off by a sign: « a adopté un dispositif : une navette **maintenue**, deux guichets **fermés** ».

« économisera 40 millions – **gel** des primes, **vente** du siège – », « un plan d'économies (**gel** des primes,
**vente** du siège) ».
"""

from collections.abc import Iterator

from claimex.claims.constructions.undertakings.announcements import Announcement, force_told, lemmas_of
from claimex.claims.constructions.undertakings.bare_contexts import Contexts
from claimex.claims.constructions.undertakings.bare_items import Item, bare_items, opens_item, tells
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Word

_DASHES = frozenset({"-", "–", "—"})
_OPENERS = _DASHES | {":", "("}
_STOPS = frozenset({".", "…", "...", "!", "?", "\n"})
_OPENING = 14  # tokens in which the first measure shows itself
_NAME = 6  # tokens of « Autre mesure envisagée »
_INTRO = 60  # tokens of what announces a list
_LIST = 120  # tokens of a list
_NEAR = 8  # tokens between « plan » and its bracket


def set_off(scene: Scene, contexts: Contexts) -> Iterator[tuple[list[Item], Announcement]]:
    """Yield the lists that a sentence announces before their colon, dash or bracket, one measure if it is named so."""
    for opener in [token for token in scene.doc if token.text in _OPENERS]:
        position, sent = opener.i, opener.sent
        if not sent.start < position < sent.start + _INTRO or not _is_apart(scene, opener):
            continue
        end = _close(scene, opener)
        if not opens_item(scene, position + 1, min(end, position + _OPENING)):
            continue
        items = bare_items(scene, position + 1, end)
        announced = contexts.of(sent.start, position) if len(items) > 1 else _named(scene, opener, items)
        if announced is not None and (opener.text != "(" or _is_of_plan(scene, position)):
            yield items, announced


def _named(scene: Scene, colon: Word, items: list[Item]) -> Announcement | None:
    """Return what a few words call the measure behind their colon: « Autre mesure : pas de hausse de la taxe »."""
    first = colon.sent.start
    if colon.text != ":" or colon.i - first > _NAME or not items or tells(scene, first, colon.i):
        return None
    at = (scene.doc[first].idx, colon.idx)
    words = lemmas_of(scene.doc.text[slice(*at)], scene.lexicon)
    is_named = words & scene.words.heading and not words & scene.words.heading_except
    return Announcement(at, force_told(scene, words), words) if is_named else None


def _is_apart(scene: Scene, opener: Word) -> bool:
    """Tell whether a sign stands in the text of the article, a dash with spaces around it."""
    if scene.statement_at(opener.idx) is not None or scene.quote_at(opener.idx) is not None:
        return False
    text, block = scene.doc.text, scene.block_at(opener.idx)
    is_spaced = text[opener.idx - 1 : opener.idx].isspace() and text[opener.idx + 1 : opener.idx + 2].isspace()
    return block is not None and block.kind == "paragraph" and (opener.text not in _DASHES or is_spaced)


def _close(scene: Scene, opener: Word) -> int:
    """Return the token that ends the list: the other dash or bracket, else the stop of the sentence."""
    closing = {")"} if opener.text == "(" else _DASHES if opener.text in _DASHES else frozenset[str]()
    last = min(opener.sent.end, opener.i + _LIST)
    for token in scene.doc[opener.i + 1 : last]:
        if token.text in closing or token.text in _STOPS:
            return token.i
    return last


def _is_of_plan(scene: Scene, position: int) -> bool:
    """Tell whether a bracket details a plan: « son **plan** d'économies (gel des embauches, vente du siège) »."""
    before = scene.lemmas[max(0, position - _NEAR) : position]
    return not scene.words.bare_announcing.isdisjoint(before)
