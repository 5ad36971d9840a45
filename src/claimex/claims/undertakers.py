"""Who undertakes: the body bound by a commitment, and who reports it.

« Nous rappellerons les réservistes », martèle le directeur de l'agence: the agency. « Je ne toucherai à rien »: the
speaker. « 42 lits seront ouverts », a indiqué la préfecture: the préfecture, because a passive hides who decides.
"""

import re
from dataclasses import dataclass

from claimex import annotations as ann
from claimex.claims.announcers import Announcers, Memory
from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.named_bodies import NamedBodies
from claimex.claims.principals import Principal
from claimex.parse import Word
from claimex.syntax import agent_of, governor_of, is_plural, phrase_of, plain_form, subject_of

_TURN = 400  # characters within which whoever committed goes on speaking
_FAR = 900  # characters after which a decision goes on no longer
_GOVERNED = re.compile(r"\b(?:à|de|du|des|en|au|aux|dans|sur|par|pour|vers|et)\s+(?:la |les? |l['’])?$|\bd['’]$", re.I)
_CUT = re.compile(r"[,:;»]")
_SINGULAR = frozenset({"je", "j'"})
_PLURAL = frozenset({"nous", "on"})


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Who commits by a match, and the statement that reports it. ``told``: a list that its intro says somebody told."""

    actors: tuple[int, ...]
    statement: ann.StatementMention | None = None
    told: bool = False


class Undertakers:
    """Finds who commits; remembers who committed last, because a list or a passive continues it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.names = NamedBodies(scene)
        self.announcers = Announcers(scene, self.names)
        self.principal = Principal(scene, self.names)
        self.memory = Memory()

    def read(self, match: Match) -> Undertaking:
        """Return who commits by a match; no actor when the text names none."""
        head = self.doc[match.tokens["head"]]
        statement = self.scene.statement_at(head.idx) or self.scene.statement_at(match.start)
        told = "listed" in match.tokens and self.announcers.is_told(match, self.memory)
        actors = self._actors(match, head, statement)
        if actors:
            memory = self.memory
            memory.actors, memory.at, memory.told = actors, match.start, told
            if self.names.are_bodies(actors):
                memory.body, memory.body_at = actors, match.start
            memory.intro = match.roles["cue"][0][0]
        return Undertaking(actors, statement, told)

    def _actors(self, match: Match, head: Word, statement: ann.StatementMention | None) -> tuple[int, ...]:
        if "listed" in match.tokens:
            return self.announcers.of(match, self.memory)
        if "text" in match.tokens:
            return self._author(self.doc[match.tokens["text"]], head)
        if "cue" in match.tokens:
            cue = self.doc[match.tokens["cue"]]
            holder = self.scene.subject_of(cue.head)
            if holder is not None and self._is_speaking_body(holder, statement):
                return self._speakers(statement, plural=True)
            owner = self._owner(cue, head, match.start)
            if statement is not None and statement.mode == "direct" and owner == statement.speakers:
                return self._speakers(statement, plural=not self._is_own(cue))
            is_said = match.rule.construction == "token_pattern"
            return owner or (self._speakers(statement, plural=True) if is_said else ())
        subject = self.doc[match.tokens["subject"]] if "subject" in match.tokens else None
        if "outcome" in match.tokens:
            agents = [agent for child in subject.children if (agent := agent_of(child))] if subject is not None else []
            promiser = self.names.named(agents[0]) if agents else ()
            return (
                promiser or self._speakers(statement, plural=True) or self._decider(match.start) or self.principal.body
            )
        if "passive" in match.tokens:
            agent = agent_of(self.doc[match.tokens["passive"]])
            found = self.names.named(agent) if agent is not None else ()
            return found or self._behind(statement, match.start)
        return self._subject(subject, statement, match)

    def _subject(self, subject: Word | None, statement: ann.StatementMention | None, match: Match) -> tuple[int, ...]:
        if subject is None and self._is_narrated(match.start):
            return self._last_told(match.start)
        if subject is None:
            before = self._just_before(match.start) or self._speakers(statement, plural=True)
            return before or self.names.before_relative(self.doc[match.tokens["head"]].sent, match.start)
        if statement is not None and not any(start <= subject.idx < end for start, end in statement.content):
            return self._speakers(statement, plural=True) or self.names.named(subject)
        if self._is_speaking_body(subject, statement):
            return self._speakers(statement, plural=True)
        form = plain_form(subject)
        if form in _SINGULAR:
            said = self._speakers(statement, plural=False) or self.principal.introduced(match.start)
            return said or self._going_on(statement, match.start)
        if form in _PLURAL:
            return self._speakers(statement, plural=True, at=match.start) or self._going_on(statement, match.start)
        if self.scene.lemmas[subject.i] in self.scene.words.texts:
            author = self._author(subject, self.doc[match.tokens["verb"]]) if "verb" in match.tokens else ()
            last = self._decider(match.start, near=not self._is_pointed_at(subject))
            return author or last or self.principal.body
        if self._is_topic(subject, match.start):
            return self.memory.body
        found = self._named_subject(subject, match)
        if found:
            return found
        if self._is_possessed(subject) or match.rule.construction in {"simple_future", "modal_future"}:
            return self._behind(statement, match.start)
        return ()

    def _named_subject(self, subject: Word, match: Match) -> tuple[int, ...]:
        """Return the actors that a subject names or takes up."""
        found = self._beside(subject) or self.names.named(subject) or self.principal.taken_up(subject)
        between = ann.text_of(self.doc)[subject.idx : match.start]
        is_group = is_plural(subject) and subject.pos_ == "NOUN" and not _CUT.search(between)
        if not found and not is_group:
            found = self._just_before(match.start)
        if found and subject.pos_ == "PRON" and self._same_paragraph(match.start) and self.names.are_places(found):
            return self.memory.actors
        if found:
            return self.names.represented(found)
        antecedent = self.scene.antecedent_of(subject)
        if antecedent is not None:
            return self.names.named(antecedent)
        return self.names.before_relative(subject.sent, match.start)

    def _beside(self, noun: Word) -> tuple[int, ...]:
        """Return the name that a noun between commas explains: « **Horizon**, le parti du maire, souhaite … »."""
        phrase = phrase_of(noun)
        if phrase.start < 2 or noun.pos_ != "NOUN" or self.doc[phrase.start - 1].text != ",":
            return ()
        start = self.doc[phrase.start - 1].idx
        first = noun.sent.start_char
        found = [m for m in self.names.between(first, start) if m.end == start and m.start - first < 5]
        return tuple(m.actor for m in found if self.names.is_named(m))

    def _is_narrated(self, start: int) -> bool:
        """Tell whether an infinitive tells what the last speaker did: « **Et de** promettre … »."""
        return ann.text_of(self.doc)[max(0, start - 6) : start].lower().strip(".»\n ") in {"et de", "et d'", "et d’"}

    def _is_speaking_body(self, subject: Word, statement: ann.StatementMention | None) -> bool:
        """Tell whether a body speaks of itself by a common noun: « le groupe vendra trois sites », explique Valdor."""
        if statement is None or len(statement.speakers) != 1 or subject.pos_ != "NOUN":
            return False
        is_body = self.scene.entries[statement.speakers[0]].kind == "organisation"
        return is_body and self.scene.lemmas[subject.i] in self.scene.words.bodies and len(phrase_of(subject)) == 2

    def _just_before(self, start: int) -> tuple[int, ...]:
        """Return the actor whose name ends right before a verb that the parser gave no subject."""
        text = ann.text_of(self.doc)
        near = [m for m in self.names.between(start - 90, start) if 0 <= start - m.end <= 2 and m.how != "role"]
        free = [m for m in near if self.names.is_named(m) or not _GOVERNED.search(text, max(0, m.start - 12), m.start)]
        return tuple(m.actor for m in free)[-1:]

    def _is_pointed_at(self, noun: Word) -> bool:
        """Tell whether a text was told of before: « **Ce** programme vise … »."""
        return noun.i > 0 and plain_form(self.doc[noun.i - 1]) in {"ce", "cet", "cette", "ces"}

    def _is_topic(self, noun: Word, at: int) -> bool:
        """Tell whether « le groupe » is the company that committed last, not one named in passing since."""
        memory = self.memory
        if self.scene.lemmas[noun.i] not in self.scene.words.bodies or len(phrase_of(noun)) != 2:
            return False
        is_company = len(memory.body) == 1 and self.scene.entries[memory.body[0]].kind == "organisation"
        return is_company and at - memory.body_at < _FAR

    def _is_own(self, noun: Word) -> bool:
        return noun.i > 0 and plain_form(self.doc[noun.i - 1]) in {"mon", "ma", "mes"}

    def _is_possessed(self, subject: Word) -> bool:
        before = plain_form(self.doc[subject.left_edge.i])
        return before in {"mon", "ma", "mes", "notre", "nos"}

    def _behind(self, statement: ann.StatementMention | None, at: int) -> tuple[int, ...]:
        """Return who stands behind a measure that names nobody: its speaker, else who decided last."""
        follows = statement is not None and statement.cue is not None and statement.cue[0] > at
        if follows and self.memory.actors and self._same_paragraph(at) and self.names.are_bodies(self.memory.actors):
            return self.memory.actors
        said = self._speakers(statement, plural=True, at=-1) or self.principal.introduced(at)
        return said or self._decider(at) or self.principal.body

    def _speakers(self, statement: ann.StatementMention | None, *, plural: bool, at: int = -1) -> tuple[int, ...]:
        if statement is None:
            return ()
        if not plural:
            return statement.speakers
        bodies = tuple(body for speaker in statement.speakers if (body := self.names.body_of(speaker)) is not None)
        if bodies:
            return bodies
        if at >= 0 and self.memory.actors and self._same_paragraph(at) and self.names.are_bodies(self.memory.actors):
            return self.memory.actors
        return statement.speakers

    def _going_on(self, statement: ann.StatementMention | None, at: int) -> tuple[int, ...]:
        """Return who says « je » or « nous » in a quotation that names nobody: whoever committed just before it."""
        is_unsigned = statement is None or statement.speaker_words is None
        return self.memory.actors if is_unsigned and self.memory.actors and at - self.memory.at < _TURN else ()

    def _same_paragraph(self, at: int, other: int | None = None) -> bool:
        block = self.scene.block_at(at)
        return block is not None and block.start <= (self.memory.at if other is None else other) < block.end

    def _owner(self, cue: Word, head: Word, at: int) -> tuple[int, ...]:
        """Return whose promise, plan or goal it is: « la promesse de la **maire** de … », « **il** tient ses … »."""
        for token in self.doc[cue.i + 1 : head.i]:
            if token.pos_ in {"NOUN", "PROPN", "PRON"}:
                found = self.scene.resolver.actors_of(token.i)
                if found:
                    return found
        if cue.i and plain_form(self.doc[cue.i - 1]) in {"son", "sa", "ses", "leur", "leurs"}:
            return self._clause_subject(cue) or self._decider(at)
        found = self._clause_subject(cue) or self._opening(cue) or self._pointed_out(cue)
        opens = cue.i - cue.sent.start < 2 and any(word.text == ":" for word in self.doc[cue.i + 1 : cue.i + 2])
        is_bare = cue.i == head.i or opens
        return found or (self._decider(at, near=True) if is_bare else ())

    def _author(self, text: Word, head: Word) -> tuple[int, ...]:
        """Return whose draft it is: « un décret de l'**État** visant à », « **Léa Roux** dépose un texte »."""
        for token in self.doc[text.i + 1 : head.i]:
            if token.pos_ not in {"NOUN", "PROPN"} or "par" in self.scene.forms[token.i - 2 : token.i]:
                continue
            found = self.scene.resolver.actors_of(token.i)
            if found:
                return found
        verb = governor_of(text.head)
        if self.scene.verbs[verb.i] not in self.scene.words.enacting | self.scene.words.submitting:
            return ()
        subject = self.scene.subject_of(verb)
        return self.names.named(subject) if subject is not None else ()

    def _clause_subject(self, cue: Word) -> tuple[int, ...]:
        for token in cue.sent:
            if token.pos_ in {"VERB", "AUX"}:
                subject = subject_of(token)
                found = self.scene.resolver.actors_of(subject.i) if subject is not None else ()
                if found and subject is not None and subject.i != cue.i:
                    return found
        return ()

    def _pointed_out(self, cue: Word) -> tuple[int, ...]:
        """Return whose measures a sentence lists: « Parmi les promesses de **Léa Roux** figure la reprise … »."""
        first = cue.sent.start
        if plain_form(self.doc[first]) not in self.scene.words.pointing:
            return ()
        start, end = self.doc[first].idx, cue.idx
        return tuple(m.actor for m in self.names.between(start, end) if self.names.is_named(m))[:1]

    def _opening(self, cue: Word) -> tuple[int, ...]:
        """Return the actor that opens a sentence whose verb the parser lost: « La **SNCF** caracole, avec 9 … »."""
        first = cue.sent.start_char
        found = [m for m in self.names.between(first, first + 5) if self.names.is_named(m)]
        return tuple(m.actor for m in found[:1])

    def _last_told(self, at: int) -> tuple[int, ...]:
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
        return () if self.names.are_places(found) else self.names.represented(found)

    def _decider(self, at: int, *, near: bool = False) -> tuple[int, ...]:
        """Return who decided last, else the last body named before in the paragraph."""
        if (
            self.memory.body
            and self.memory.actors != self.memory.body
            and self._same_paragraph(at, self.memory.body_at)
        ):
            return self.memory.body
        if self.memory.actors and (self._same_paragraph(at) if near else at - self.memory.at < _FAR):
            return self.memory.actors
        if near:
            return ()
        block = self.scene.block_at(at)
        floor = block.start if block is not None else 0
        told = self._teller_before(floor, at)
        if told:
            return told
        named = [
            m.actor for m in self.names.between(floor, at) if self.names.decides(m.actor) and self.names.is_agent(m)
        ]
        return tuple(named[-1:]) or self.names.represented(self._last_told(at))
