"""Who decided before: a measure that names nobody goes on with whoever committed, told or was named last."""

from claimex.annotations import text_of
from claimex.claims.announcers import Memory
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.leaders import Leaders
from claimex.claims.named_bodies import NamedBodies, is_governed, is_recipient
from claimex.parse import Word
from claimex.syntax import gender_of, is_plural, is_verb, phrase_of

_GENDERS = {"il": "m", "elle": "f"}
_LINKS = frozenset({";", "et", "mais"})
_OF = frozenset({"de", "du", "d'", "des"})
_FAR = 900  # characters after which a decision goes on no longer


def _is_of(noun: Word) -> bool:
    return any(child.form in _OF for child in noun.children if child.i < noun.i)


class Deciders:
    """Finds in one document who decides where nobody is named; ``memory`` keeps who committed last."""

    def __init__(self, scene: Scene, names: NamedBodies, leaders: Leaders, memory: Memory) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.names = names
        self.leaders = leaders
        self.memory = memory

    def last(self, at: int, *, near: bool = False) -> tuple[int, ...]:
        """Return who decides in the sentence, who decided last, else the last body named before in the paragraph."""
        subject = self._main_subject(at)
        if subject:
            return subject
        if self.memory.body and self.memory.actors != self.memory.body and self.same_paragraph(at, self.memory.body_at):
            return self.memory.body
        goes_on = bool(self.memory.actors) and self.same_paragraph(at)
        told_of = () if near or goes_on else self._opener(at) or self._told_of(at)
        if told_of:
            return told_of
        if self._serves(at):
            return self.memory.body
        if not near and self._is_left(at):
            return self.leaders.main.body
        if self.memory.actors and (self.same_paragraph(at) if near else at - self.memory.at < _FAR):
            return self.memory.actors
        return () if near else self._named_before(at)

    def _named_before(self, at: int) -> tuple[int, ...]:
        """Return who told or acted last in the paragraph: « **La Région** a voté le plan. Dix lits seront créés »."""
        block = self.scene.block_at(at)
        floor = block.start if block is not None else 0
        told = self._teller_before(floor, at)
        if told:
            return told
        acting = (m for m in self.names.between(floor, at) if self.names.decides(m.actor) and self.names.is_agent(m))
        here = [m for m in acting if not self._is_owned(m.start) and not is_recipient(text_of(self.doc), m.start)]
        here = [m for m in here if self.leaders.may_decide(m.actor)] or here
        free = [m for m in here if not is_governed(text_of(self.doc), m.start)]
        told_last = () if free else self.leaders.represented(self.last_told(at))
        return told_last or tuple(m.actor for m in free or here)[-1:]

    def bodies_here(self, at: int) -> tuple[int, ...]:
        """Return the bodies that committed before in this paragraph: « **La Ville** fermera la rue. « On verra » »."""
        actors = self.memory.actors
        return actors if actors and self.same_paragraph(at) and self.names.are_bodies(actors) else ()

    def _is_left(self, at: int) -> bool:
        """Tell whether a paragraph leaves a body that committed before it for the one that the article is about."""
        actors, main = self.memory.actors, self.leaders.main.body
        return bool(main and actors) and self.names.are_bodies(actors) and not self.same_paragraph(at)

    def _serves(self, at: int) -> bool:
        """Tell whether a minister spoke last for the government that has committed: a passive goes on with it."""
        actors, body = self.memory.actors, self.memory.body
        if len(actors) != 1 or len(body) != 1 or actors == body or at - self.memory.body_at > _FAR:
            return False
        roles = self.scene.entries[actors[0]].roles
        is_minister = any(role.lower().startswith("ministre") for role in roles)
        return is_minister and self.scene.entries[body[0]].name.lower().startswith("gouvernement")

    def _is_owned(self, start: int) -> bool:
        """Tell whether a name is told of as somebody's: « la cession de sa **filiale** Alpha »."""
        return any(
            form in self.scene.words.owned for form in text_of(self.doc)[max(0, start - 24) : start].lower().split()
        )

    def _main_subject(self, at: int) -> tuple[int, ...]:
        """Return whom a sentence tells of before: « **La Ville** a relevé le prix, qui passera … »."""
        span = self.doc.char_span(at, at + 1, alignment_mode="expand")
        root = span[0].sent.root if span is not None else None
        if root is None or root.idx >= at or not is_verb(root):
            return ()
        subject = self.scene.subject_of(root)
        if subject is None or subject.idx > root.idx:
            return ()
        if self.scene.verbs[root.i] in self.scene.words.obtaining:
            return self._giver(root)
        found = self.names.named(subject)
        return () if self.names.are_places(found) else self.leaders.represented(found)

    def _giver(self, verb: Word) -> tuple[int, ...]:
        """Return of whom others have obtained a measure: « La CGT a obtenu **de la préfète** un engagement : … »."""
        giver = next((child for child in verb.children if child.i > verb.i and _is_of(child)), None)
        found = self.names.named(giver) if giver is not None else ()
        return () if self.names.are_places(found) else self.leaders.represented(found)

    def of_sentence(self, pronoun: Word) -> tuple[int, ...]:
        """Return whom the clause before « ; » is about: « Le titre se vend mal ; **il** paraîtra en ligne »."""
        root = pronoun.sent.root
        gender = _GENDERS.get(pronoun.form, "")
        if not gender or root.idx > pronoun.idx or self.doc[pronoun.i - 1].form not in _LINKS:
            return ()
        subject = self.scene.subject_of(root)
        is_same = subject is not None and subject.i < root.i and subject.pos_ == "NOUN" and gender_of(subject) == gender
        return self.leaders.represented(self.names.named(subject)) if subject is not None and is_same else ()

    def _told_of(self, at: int) -> tuple[int, ...]:
        """Return the body that the sentences of the paragraph are about: « **Le gouvernement** compte sur … »."""
        block = self.scene.block_at(at)
        text, start = text_of(self.doc), block.start if block is not None else at
        named = (m for m in reversed(self.names.between(start, at)) if self.names.decides(m.actor))
        free = (
            m
            for m in named
            if not is_governed(text, m.start) and not self._is_owned(m.start) and self.names.is_agent(m)
        )
        return next(((m.actor,) for m in free), ())

    def _opener(self, at: int) -> tuple[int, ...]:
        """Return the officer whom the paragraph opens with: « **Le maire**, Luc Roy, sort un projet. Coût … »."""
        block = self.scene.block_at(at)
        span = self.doc.char_span(block.start, block.start + 1, alignment_mode="expand") if block is not None else None
        root = span[0].sent.root if span is not None else None
        subject = self.scene.subject_of(root) if root is not None and root.idx < at else None
        if root is None or subject is None or subject.i > root.i:
            return ()
        found = self.names.named(subject)
        decides = bool(found) and not self.names.are_places(found) and all(map(self.leaders.may_decide, found))
        return self.leaders.represented(found) if decides else ()

    def last_told(self, at: int) -> tuple[int, ...]:
        """Return who spoke last in the paragraph."""
        block = self.scene.block_at(at)
        floor = block.start if block is not None else 0
        told = [s for s in self.scene.statements if floor <= s.start < at and s.speakers]
        return told[-1].speakers if told else ()

    def _teller_before(self, floor: int, at: int) -> tuple[int, ...]:
        """Return who tells of measures right before: « **Léa Roux** a dévoilé son plan. Deux lits seront créés »."""
        span = self.doc.char_span(at, at + 1, alignment_mode="expand")
        first = span[0].sent.start if span is not None else 0
        if first == 0 or self.doc[first - 1].idx < floor:
            return ()
        root = self.doc[first - 1].sent.root
        if self.scene.verbs[root.i] not in self.scene.words.mentioning:
            return ()
        subject = self.scene.subject_of(root)
        found = self.names.named(subject) if subject is not None else ()
        return () if self.names.are_places(found) else self.leaders.represented(found)

    def same_paragraph(self, at: int, other: int | None = None) -> bool:
        """Tell whether a character stands in the paragraph of another, or of who committed last."""
        block = self.scene.block_at(at)
        return block is not None and block.start <= (self.memory.at if other is None else other) < block.end

    def is_topic(self, noun: Word, at: int) -> bool:
        """Tell whether « le groupe » is the company that committed last, not one named in passing since."""
        memory = self.memory
        is_bare = len(phrase_of(noun)) == 2 and not is_plural(noun)
        is_other = memory.body_at >= noun.sent.start_char  # « La filiale garde …, tandis que **le groupe** fermera »
        if self.scene.lemmas[noun.i] not in self.scene.words.bodies or not is_bare or is_other:
            return False
        is_company = len(memory.body) == 1 and self.scene.entries[memory.body[0]].kind == "organisation"
        return is_company and at - memory.body_at < _FAR

    def goes_on(self, pronoun: Word) -> bool:
        """Tell whether « il » goes on with the subject of the measure before: « **Le Togo** compte … Il … »."""
        memory, gender = self.memory, _GENDERS.get(pronoun.form, "")
        if not gender or not memory.is_subject or len(memory.actors) != 1 or not self.same_paragraph(pronoun.idx):
            return False
        if self.scene.entries[memory.actors[0]].gender != gender or self.scene.entries[memory.actors[0]].plural:
            return False
        first = pronoun.sent.start
        floor = self.doc[first - 1].sent.start_char if first else 0
        return memory.at >= floor
