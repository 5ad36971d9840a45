"""Listed measures: the items and rows under a heading, an intro or a column that says that they are measures.

« Parmi les mesures annoncées : • Recrutement de 30 agents » gives one commitment an item; a row gives its action cell
with what details it.
"""

from collections.abc import Iterator

from claimex.annotations import Block, Offsets, text_of
from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.announcements import (
    WORD,
    Announcement,
    force_of,
    lemmas_of,
)
from claimex.claims.constructions.undertakings.listed_runs import Runs
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Parse, Word
from claimex.schema import Force

_NOMINAL = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_TRAIL = " \t\n\u00a0\u202f;.,|•-–"


def listed_measures(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield one match an item or row that stands under a word of measures."""
    runs = Runs(scene)
    for rule in triggers.rules[:1]:
        for block in scene.blocks:
            if block.kind not in {"item", "row"} or block.repeats:
                continue
            stretch = _stretch(scene, block)
            announced = announcement_of(scene, block)
            by_title = runs.announcement(block) if announced is None else None
            announced = announced or by_title
            if stretch is None or announced is None or _follows_residue(scene, block):
                continue
            head = _head(scene.doc, stretch)
            if head is None:
                continue
            tokens = {"head": head.i, "listed": 1}
            if scene.forms[_first(scene, stretch)] in scene.words.bare_negations:
                tokens["negated"] = 1
            if by_title is not None:
                tokens["bare"] = 1
            yield Match(rule, *stretch, roles={"cue": (announced.at,)}, tokens=tokens, force=announced.force)


def announcement_of(scene: Scene, block: Block) -> Announcement | None:
    """Return what announces a block's measures: its nearest heading or intro, or the title of its column."""
    text = text_of(scene.doc)
    found: Announcement | None = None
    for start, end in reversed(block.section[-2:]):
        words = lemmas_of(text[start:end], scene.lexicon)
        if words & scene.words.heading_except:
            break
        if words & (scene.words.heading | scene.words.heading_verbs):
            found = Announcement((start, end), force_of(scene, words), words)
            break
        if text[start:end].rstrip().endswith(":"):
            break
    column = _action_column(scene, block)
    if column is None:
        return None if block.kind == "row" and block.columns else found
    force: Force = found.force if found else "decision" if _tells_change(scene, block, column) else "plan"
    words = found.words if found else frozenset[str]()
    return Announcement(found.at if found else block.columns[column], _force_before(scene, block) or force, words)


def _first(scene: Scene, stretch: Offsets) -> int:
    span = scene.doc.char_span(*stretch, alignment_mode="expand")
    return span.start if span is not None else 0


def _force_before(scene: Scene, block: Block) -> Force | None:
    """Return the force that the paragraph right before a table gives it: « validé par le conseil » decides."""
    number = scene.number_of(block)
    while number >= 0 and (scene.blocks[number].cells or scene.blocks[number].kind == "item"):
        number -= 1
    before = scene.blocks[number] if number >= 0 else None
    if before is None or before.kind not in {"paragraph", "heading"}:
        return None
    force = force_of(scene, lemmas_of(text_of(scene.doc)[before.start : before.end], scene.lexicon))
    return force if force == "decision" else None


def _follows_residue(scene: Scene, block: Block) -> bool:
    """Tell whether an assistant's words introduce this table or list."""
    number = scene.number_of(block)
    while number >= 0 and (scene.blocks[number].cells or scene.blocks[number].kind == "item"):
        number -= 1
    return number >= 0 and scene.blocks[number].kind == "residue"


def _action_column(scene: Scene, block: Block) -> int | None:
    text = text_of(scene.doc)
    for number, (start, end) in enumerate(block.columns):
        title = [match[0] for match in WORD.finditer(text[start:end].lower())]
        if title and (title[0] in scene.words.columns or _tells_change(scene, block, number)):
            return number
    return None


def _tells_change(scene: Scene, block: Block, column: int) -> bool:
    """Tell whether a column holds what changes: « Ligne | **Ce qui change** | Quand »."""
    return text_of(scene.doc)[slice(*block.columns[column])].strip().lower() in scene.words.bare_titles


def _stretch(scene: Scene, block: Block) -> Offsets | None:
    """Return the item without its bullet and stop, or the row from its action cell to its last detail."""
    text = text_of(scene.doc)
    start, end = block.start, block.end
    if block.cells:
        first = _action_column(scene, block) or 0
        last = first
        for number in range(first, min(len(block.cells), len(block.columns) or len(block.cells))):
            title = lemmas_of(text[slice(*block.columns[number])], scene.lexicon) if block.columns else frozenset[str]()
            if title & scene.words.effect_columns:
                break
            last = number
        if first >= len(block.cells):
            return None
        start, end = block.cells[first][0], block.cells[last][1]
    while end > start and text[end - 1] in _TRAIL:
        end -= 1
    return (start, end) if end - start > 3 else None


def _head(doc: Parse, stretch: Offsets) -> Word | None:
    """Return the head of an item: the infinitive after « de », else its first noun."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    if span is None:
        return None
    for token in span[:8]:
        if "Inf" in token.morph.get("VerbForm", []) and token.text[0].islower():
            return token
        if token.pos_ in _NOMINAL and token.idx >= stretch[0]:
            return token
    return next((token for token in span if token.is_alpha), None)
