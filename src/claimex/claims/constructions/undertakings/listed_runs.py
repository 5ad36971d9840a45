"""Lists that the title announces: « Vélo : ce que prévoit le plan » over « – **pose** de 200 arceaux »."""

from claimex.annotations import Block, text_of
from claimex.claims.constructions.undertakings.announcements import Announcement, force_told, lemmas_of
from claimex.claims.constructions.undertakings.bare_contexts import Contexts
from claimex.claims.constructions.undertakings.bare_items import bare_items, tells
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import is_dated_ahead

_SHARE = 2  # of this many items of a list at least one must be a measure


class Runs:
    """Tells of the items of one document whether the list that they stand in is one of measures."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._lists: dict[int, bool] = {}
        self._contexts = Contexts(scene, frozenset())

    def announcement(self, block: Block) -> Announcement | None:
        """Return what the title or the lead announces where most of a list are actions; a heading may forbid it."""
        scene, title = self.scene, self.scene.blocks[0]
        if not scene.has_grammar or title.kind != "title" or block.kind != "item":
            return None
        text = text_of(scene.doc)
        written = text[title.start : title.end].lower().replace("’", "'")
        words = lemmas_of(written, scene.lexicon)
        above = lemmas_of(" ".join(text[start:end] for start, end in block.section), scene.lexicon)
        is_plan = words & (scene.words.heading | scene.words.texts) or any(
            f in written for f in scene.words.bare_titles
        )
        if not is_plan or (words | above) & scene.words.heading_except or not self.are_measures(block):
            return None
        return self._contexts.with_lead(Announcement((title.start, title.end), force_told(scene, words), words))

    def are_measures(self, block: Block) -> bool:
        """Tell whether half of a list are actions and none of its items tells what is."""
        number = self.scene.number_of(block)
        if number not in self._lists:
            run = self._run(number)
            acts = [self._is_act(self.scene.blocks[n]) for n in run]
            known = len(run) > 1 and None not in acts and sum(map(bool, acts)) * _SHARE >= len(run)
            self._lists.update(dict.fromkeys(run, known))
        return self._lists[number]

    def _run(self, number: int) -> range:
        blocks = self.scene.blocks
        first, last = number, number
        while first > 0 and blocks[first - 1].kind == "item":
            first -= 1
        while last + 1 < len(blocks) and blocks[last + 1].kind == "item":
            last += 1
        return range(first, last + 1)

    def _is_act(self, block: Block) -> bool | None:
        """Return whether an item is a measure, None for one that a verb tells: « Les syndicats attendent. »"""
        span = self.scene.doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is None:
            return None
        item = next(iter(bare_items(self.scene, span.start, span.end)), None)
        if item is None and tells(self.scene, span.start, span.end):
            return None
        if item is None or not item.is_undergone:
            return item is not None and (item.is_negated or (item.is_act and item.is_sure))
        return item.is_negated or is_dated_ahead(self.scene, block.start, block.end)  # « une rue coupée » tells a state
