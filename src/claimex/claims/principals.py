"""Whom an article is about: the body that its title or lead names and that it names most often.

« Valdor ferme son usine de Lens. […] Quarante postes seront supprimés. »: Valdor, because nobody else is told of.
"""

from functools import cached_property

from claimex import annotations as ann
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.leaders import Leaders
from claimex.claims.local_bodies import body_of_kin
from claimex.claims.main_bodies import MainBody
from claimex.claims.named_bodies import NamedBodies
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import finite_verb_of, phrase_of

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

    def __init__(self, scene: Scene, names: NamedBodies, main: MainBody, leaders: Leaders) -> None:
        self.scene = scene
        self.names = names
        self.main = main
        self.leaders = leaders

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
            if found and all(self.leaders.may_decide(actor) for actor in found):
                return self.leaders.represented(found)
        return ()

    def _headline_end(self) -> int:
        first = next((block for block in self.scene.blocks if not self.scene.is_outside(block.start)), None)
        return first.end if first is not None and first.kind == "title" else 0

    def _story_end(self) -> int:
        """Return where the second paragraph of some length ends: no caption, no dateline."""
        told = [b for b in self.scene.blocks if b.end - b.start > _LONG and not self.scene.is_outside(b.start)]
        return told[min(_STORY, len(told)) - 1].end if told else 0

    def managed(self, noun: Word) -> tuple[int, ...]:
        """Return whose board or committee decides: « **le conseil d'administration** proposera un dividende »."""
        phrase = phrase_of(noun)
        is_organ = (
            len(phrase) > 2 and " ".join(w.form for w in phrase[1:]).replace("' ", "'") in self.scene.words.organs
        )
        return self.main.managed(noun) if is_organ else ()

    def taken_up(self, noun: Word) -> tuple[int, ...]:
        """Return the body that a noun alone takes up: the main one, or whose « **la direction** » is."""
        phrase = phrase_of(noun)
        lemma = self.scene.lemmas[noun.i]
        if phrase[0].form not in _DEFINITE:
            return ()
        if len(phrase) != 2:
            return self.managed(noun)
        if lemma in self.scene.words.organs:
            return self.main.managed(noun)
        kin = body_of_kin(self.scene, self.names.mentions, noun)
        if kin:
            return kin
        if not self.main.body:
            return ()
        entry = self.scene.entries[self.main.body[0]]
        is_kind = lemma in self.scene.words.bodies and entry.kind == "organisation"
        first = self.main.first_word(self.main.body[0])
        return self.main.body if is_kind or first == lemma else ()

    def employer(self, subject: Word, statement: ann.StatementMention | None) -> tuple[int, ...]:
        """Return of whom somebody says « ils »: « **Ils** veulent fermer le site », déplore un délégué de Valdor."""
        if statement is None or statement.mode == "indirect" or subject.form != "ils":
            return ()
        body = self.main.body
        return body if body and self.main.employs(body[0]) and body != statement.speakers else ()

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
