"""Who announces a list: « La mairie a détaillé ses mesures : • … » binds the mairie by each item."""

from dataclasses import dataclass

from claimex import annotations as ann
from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.named_bodies import NamedBodies, is_recipient
from claimex.parse import Stretch, Word
from claimex.syntax import subject_of

_THAT = frozenset({"que", "qu'", "dont"})
_FAR = 900  # characters after which a list goes on with nobody's measures


@dataclass(slots=True)
class Memory:
    """Who committed last, where, and which body did; ``told`` and ``intro`` of the last list.

    ``is_subject``: who committed last is the subject of that sentence, no speaker behind it.
    """

    actors: tuple[int, ...] = ()
    at: int = 0
    body: tuple[int, ...] = ()
    body_at: int = 0
    told: bool = False
    intro: int = -1
    is_subject: bool = False


class Announcers:
    """Finds who announces the items and rows of one document."""

    def __init__(self, scene: Scene, names: NamedBodies) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.names = names

    def of(self, match: Match, memory: Memory) -> tuple[int, ...]:
        """Return who announces a list: the subject of its intro's verb, else who spoke in the paragraph before."""
        start, end = match.roles["cue"][0]
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return ()
        is_bare = "bare" in match.tokens
        clause = self._clause_in(span) if is_bare else None
        end = end if clause is None else clause.idx
        for token in span if clause is None else self.doc[span.start : clause.i]:
            if token.pos_ == "VERB" or self.scene.verb_at(token) is not None:
                subject = subject_of(token)
                found = self.names.named(subject) if subject is not None else ()
                if found:
                    return found
        text = ann.text_of(self.doc)
        named = [m for m in self.names.between(start, end) if self.names.decides(m.actor)]
        inside = tuple(m.actor for m in named if not is_recipient(text, m.start))
        told = inside[-1:] or self._reported_announcer(span.text, start) or self._continued(match, memory)
        goes_on = self._follows_list(start, memory) or (not is_bare and 0 <= start - memory.at < _FAR)
        return told or (memory.actors if goes_on else ())

    def _clause_in(self, intro: Stretch) -> Word | None:
        """Return « que » of « l'accord **que** la CGT a signé »: who signed announces nothing."""
        for token in intro:
            if token.form in _THAT and token.i > intro.start and self.doc[token.i - 1].form != "ce":
                return token
        return None

    def is_told(self, match: Match, memory: Memory) -> bool:
        """Tell whether the intro of a list gives it as somebody's words, or goes on with a list that was."""
        start, end = match.roles["cue"][0]
        intro = ann.text_of(self.doc)[start:end].lower().replace("’", "'")
        if self.scene.statement_at(start) is not None or intro.startswith(self.scene.words.sources):
            return True
        if self._mentions(intro):
            return True
        return memory.told and (self._follows_list(start, memory) or memory.intro == start)

    def _follows_list(self, intro: int, memory: Memory) -> bool:
        """Tell whether an intro stands right under another list: the same announcer goes on."""
        block = self.scene.block_at(intro)
        number = self.scene.number_of(block) if block is not None else 0
        if number == 0 or self.scene.blocks[number - 1].kind not in {"item", "row"}:
            return False
        return self.scene.blocks[number - 1].start <= memory.at

    def _reported_announcer(self, intro: str, start: int) -> tuple[int, ...]:
        """« les mesures évoquées » were evoked by the last speaker before them."""
        return self._last_subject(start) if self._mentions(intro.lower()) else ()

    def _mentions(self, intro: str) -> bool:
        forms = (word.strip("«»:,.") for word in intro.split())
        return any((self.scene.lexicon.verb_lemma(form) or "") in self.scene.words.mentioning for form in forms)

    def _last_subject(self, before: int) -> tuple[int, ...]:
        """Return the named subject of the last main clause before an offset."""
        span = self.doc.char_span(0, before, alignment_mode="contract")
        for token in reversed(span or ()):
            if token.pos_ == "VERB" and token.head.i == token.i:
                subject = subject_of(token)
                found = self.names.named(subject) if subject is not None else ()
                if found and all(self.scene.entries[actor].kind != "place" for actor in found):
                    return found
        return ()

    def _continued(self, match: Match, memory: Memory) -> tuple[int, ...]:
        """Return who decides in the paragraph right before a table or list."""
        block = self.scene.block_at(match.start)
        if block is None or not block.cells:
            return ()
        number = self.scene.number_of(block)
        while number >= 0 and self.scene.blocks[number].cells:
            number -= 1
        before = self.scene.blocks[number] if number >= 0 else None
        if before is None or before.kind == "title":
            return ()
        named = [m for m in self.names.between(before.start, before.end) if self.names.decides(m.actor)]
        found = [m.actor for m in named if self.names.is_agent(m)]
        if found:
            return tuple(found[:1])
        return memory.actors if before.kind == "item" and before.start <= memory.at else ()
