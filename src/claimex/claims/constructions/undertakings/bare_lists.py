"""Measures set off by a sign: « a adopté un dispositif : une navette **maintenue**, deux guichets **fermés** ».

« économisera 40 millions – **gel** des primes, **vente** du siège – », « un plan d'économies (**gel** des primes,
**vente** du siège) ».
"""

from collections.abc import Iterator

from claimex.claims.constructions.undertakings.announcements import Announcement
from claimex.claims.constructions.undertakings.bare_contexts import Contexts
from claimex.claims.constructions.undertakings.bare_items import Item, bare_items, opens_item
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Word

_DASHES = frozenset({"-", "–", "—"})
_OPENERS = _DASHES | {":", "("}
_STOPS = frozenset({".", "…", "...", "!", "?", "\n"})
_OPENING = 14  # tokens in which the first measure shows itself
_NEAR = 8  # tokens between « plan » and its bracket


def set_off(scene: Scene, contexts: Contexts) -> Iterator[tuple[list[Item], Announcement]]:
    """Yield the lists of two measures or more that a sentence announces before their colon, dash or bracket."""
    for opener in [token for token in scene.doc if token.text in _OPENERS]:
        position, sent = opener.i, opener.sent
        if position <= sent.start + 2 or not _is_apart(scene, opener):
            continue
        end = _close(scene, opener)
        if not opens_item(scene, position + 1, min(end, position + _OPENING)):
            continue
        items = bare_items(scene, position + 1, end)
        announced = contexts.of(sent.start, position) if len(items) > 1 else None
        if announced is not None and (opener.text != "(" or _is_of_plan(scene, position)):
            yield items, announced


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
    for token in scene.doc[opener.i + 1 : opener.sent.end]:
        if token.text in closing or token.text in _STOPS:
            return token.i
    return opener.sent.end


def _is_of_plan(scene: Scene, position: int) -> bool:
    """Tell whether a bracket details a plan: « son **plan** d'économies (gel des embauches, vente du siège) »."""
    before = scene.lemmas[max(0, position - _NEAR) : position]
    return not scene.words.bare_announcing.isdisjoint(before)
