"""The main body of an article: the one that its title or lead names and that it names most often, and its direction.

« Valdor ferme son usine de Lens. […] **La direction** a tranché »: Valdor's, because nobody else is told of.
"""

from collections import Counter
from functools import cached_property

from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.named_bodies import NamedBodies
from claimex.parse import Word
from claimex.syntax import phrase_of

_LEAD = 3  # blocks that say what an article is about: the title, the lead, the first paragraph
_FAR = 120  # tokens back to « la direction de Valdor »
_OF = frozenset({"de", "du", "d'", "des"})


class MainBody:
    """The main body of one document, whose direction and officers stand for it."""

    def __init__(self, scene: Scene, names: NamedBodies) -> None:
        self.scene = scene
        self.names = names

    @cached_property
    def body(self) -> tuple[int, ...]:
        """Return the body that is named first and most, if there is one; never a court, a medium, a rival of it."""
        acting = {actor for actor in range(len(self.scene.entries)) if self._may_act(actor)}
        counts: Counter[int] = Counter()
        for mention in self.names.mentions:
            if mention.actor in acting and self.names.is_agent(mention) and not self.scene.is_outside(mention.start):
                counts[mention.actor] += 1
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return ()
        best = ranked[0][0]
        end = self._lead_end()
        opens = any(m.start < end and m.actor == best for m in self.names.mentions)
        return (best,) if opens else ()

    def managed(self, noun: Word) -> tuple[int, ...]:
        """Return whose « la **direction** » it is: the main body if it employs, else the paragraph's only company."""
        told = self._managed_before(noun)
        if told:
            return told
        if self.body and self.employs(self.body[0]):
            return self.body
        block = self.scene.block_at(noun.idx)
        near = self.names.between(block.start if block is not None else 0, noun.idx)
        here = dict.fromkeys(m.actor for m in near if self.employs(m.actor) and self.names.is_agent(m))
        return tuple(here) if len(here) == 1 else ()

    def _managed_before(self, noun: Word) -> tuple[int, ...]:
        """Return of what body the direction was told of last: « la **direction de Valdor** … **La direction** »."""
        for position in range(noun.i - 1, max(-1, noun.i - _FAR), -1):
            if self.scene.lemmas[position] == "direction" and self.scene.forms[position + 1] in _OF:
                start, end = self.scene.doc[position].idx, phrase_of(self.scene.doc[position]).end_char
                found = [m.actor for m in self.names.between(start + 1, end) if self.names.decides(m.actor)]
                return tuple(found[:1])
        return ()

    def employs(self, actor: int) -> bool:
        """Tell whether an actor may be an employer: an organisation that is no union."""
        return (
            self.scene.entries[actor].kind == "organisation" and self.first_word(actor) not in self.scene.words.unions
        )

    def _may_act(self, actor: int) -> bool:
        """Tell whether an actor is a body that undertakes things: no court, no medium that tells of others."""
        name = self.first_word(actor)
        is_telling = name in self.scene.words.judicial or name in self.scene.words.observers
        return self.names.decides(actor) and not is_telling

    def first_word(self, actor: int) -> str:
        """Return what the name of an actor opens with: « **préfecture** de l'Ain »."""
        return self.scene.entries[actor].name.split(" ")[0].lower()

    def _lead_end(self) -> int:
        told = [block for block in self.scene.blocks if not self.scene.is_outside(block.start)]
        return told[min(_LEAD, len(told)) - 1].end if told else 0
