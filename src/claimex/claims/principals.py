"""Whom an article is about: the body that its title or lead names and that it names most often.

« Valdor ferme son usine de Lens. […] Quarante postes seront supprimés. »: Valdor, because nobody else is told of.
"""

from collections import Counter
from functools import cached_property

from claimex import annotations as ann
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.local_bodies import body_of_kin
from claimex.claims.named_bodies import NamedBodies
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import finite_verb_of, phrase_of

_LEAD = 3  # blocks that say what an article is about: the title, the lead, the first paragraph
_FAR = 120  # tokens back to « la direction de Valdor »
_OF = frozenset({"de", "du", "d'", "des"})
_LONG = 80  # characters of a paragraph that tells something
_STORY = 2
_SETTLING = frozenset({"trancher", "prononcer"})
_CLOSERS = ("»", "”", '"')
_DEFINITE = frozenset({"le", "la", "l'"})


def _telling(scene: Scene) -> frozenset[str]:
    words = scene.words
    return words.mentioning | words.deciding | words.tabling | words.enacting | words.voting | _SETTLING


class Principal:
    """The main body of one document, and the nouns and openings that stand for it."""

    def __init__(self, scene: Scene, names: NamedBodies) -> None:
        self.scene = scene
        self.names = names

    @cached_property
    def body(self) -> tuple[int, ...]:
        """Return the body that is named first and most, if there is one; never a court, a medium, a rival of it."""
        counts: Counter[int] = Counter()
        for mention in self.names.mentions:
            if self._acts(mention) and not self.scene.is_outside(mention.start):
                counts[mention.actor] += 1
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return ()
        best = ranked[0][0]
        end = self._lead_end()
        opens = any(m.start < end and m.actor == best for m in self.names.mentions)
        return (best,) if opens else ()

    @cached_property
    def teller(self) -> tuple[int, ...]:
        """Return who decides or tells of measures in the lead: « **La métropole de Lens** a tranché lundi : … »."""
        return self._first_subject(self._headline_end(), None) or self._first_subject(
            self._story_end(), _telling(self.scene)
        )

    def _first_subject(self, end: int, verbs: frozenset[str] | None) -> tuple[int, ...]:
        """Return the first body that is a subject before an offset, of one of these verbs if any are given."""
        for verb in self.scene.doc:
            if verb.idx >= end:
                break
            is_told = verb.pos_ in {"VERB", "AUX"} if verbs is None else self.scene.verbs[verb.i] in verbs
            if not is_told or not is_finite(finite_verb_of(verb)):
                continue
            subject = self.scene.subject_of(verb)
            found = self.names.named(subject) if subject is not None and subject.i < verb.i else ()
            if found and all(self._is_decider(actor) for actor in found):
                return self.names.represented(found)
        return ()

    def _headline_end(self) -> int:
        first = next((block for block in self.scene.blocks if not self.scene.is_outside(block.start)), None)
        return first.end if first is not None and first.kind == "title" else 0

    def _story_end(self) -> int:
        """Return where the second paragraph of some length ends: no caption, no dateline."""
        told = [b for b in self.scene.blocks if b.end - b.start > _LONG and not self.scene.is_outside(b.start)]
        return told[min(_STORY, len(told)) - 1].end if told else 0

    def _is_decider(self, actor: int) -> bool:
        first = self._first_word(actor)
        is_other = first in self.scene.words.unions | self.scene.words.judicial | self.scene.words.observers
        is_officer = any(
            role.lower().split(" ")[0] in self.scene.words.answerable for role in self.scene.entries[actor].roles
        )
        return (self.names.decides(actor) or is_officer) and not is_other

    def taken_up(self, noun: Word) -> tuple[int, ...]:
        """Return the body that a noun alone takes up: the main one, or whose « **la direction** » is."""
        phrase = phrase_of(noun)
        lemma = self.scene.lemmas[noun.i]
        if len(phrase) != 2 or phrase[0].form not in _DEFINITE:
            return ()
        if lemma == "direction":
            return self._managed(noun)
        kin = body_of_kin(self.scene, self.names.mentions, noun)
        if kin:
            return kin
        if not self.body:
            return ()
        entry = self.scene.entries[self.body[0]]
        is_kind = lemma in self.scene.words.bodies and entry.kind == "organisation"
        first = self._first_word(self.body[0])
        return self.body if is_kind or first == lemma else ()

    def _managed(self, noun: Word) -> tuple[int, ...]:
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
            self.scene.entries[actor].kind == "organisation" and self._first_word(actor) not in self.scene.words.unions
        )

    def employer(self, subject: Word, statement: ann.StatementMention | None) -> tuple[int, ...]:
        """Return of whom somebody says « ils »: « **Ils** veulent fermer le site », déplore un délégué de Valdor."""
        if statement is None or statement.mode == "indirect" or subject.form != "ils":
            return ()
        body = self.body
        return body if body and self.employs(body[0]) and body != statement.speakers else ()

    def introduced(self, at: int) -> tuple[int, ...]:
        """Return who is said to speak before a quotation that fills its paragraphs: « **Léa Roux** communique : »."""
        quote = self.scene.quote_at(at) or self._left_open(at)
        block = self.scene.block_at(quote.start) if quote is not None else None
        if quote is None or block is None or quote.start - block.start > 1:
            return ()
        number = self.scene.number_of(block)
        before = self.scene.blocks[number - 1] if number else None
        if before is None or not ann.text_of(self.scene.doc)[before.start : before.end].rstrip().endswith(":"):
            return ()
        found = [m for m in self.names.between(before.start, before.end) if self.names.is_named(m)]
        return tuple(m.actor for m in found[:1])

    def _left_open(self, at: int) -> ann.Quote | None:
        """Return the quotation that was opened paragraphs ago and closes at the end of this one or a later one."""
        opened = [quote for quote in self.scene.quotes if quote.end <= at and not quote.closed]
        text = ann.text_of(self.scene.doc)
        ends = (text[block.start : block.end].rstrip(". ") for block in self.scene.blocks if block.end > at)
        return opened[-1] if opened and any(end.endswith(_CLOSERS) for end in ends) else None

    def _acts(self, mention: ann.ActorMention) -> bool:
        name = self._first_word(mention.actor)
        return (
            self.names.decides(mention.actor)
            and self.names.is_agent(mention)
            and name not in self.scene.words.judicial
            and name not in self.scene.words.observers
        )

    def _first_word(self, actor: int) -> str:
        return self.scene.entries[actor].name.split(" ")[0].lower()

    def _lead_end(self) -> int:
        told = [block for block in self.scene.blocks if not self.scene.is_outside(block.start)]
        return told[min(_LEAD, len(told)) - 1].end if told else 0
