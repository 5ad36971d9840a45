"""Who undertakes: the body bound by a commitment, and who reports it.

« Nous rappellerons les réservistes », martèle le directeur de l'agence: the agency. « Je ne toucherai à rien »: the
speaker. « 42 lits seront ouverts », a indiqué la préfecture: the préfecture, because a passive hides who decides.
"""

from dataclasses import dataclass

from claimex import annotations as ann
from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.named_bodies import NamedBodies
from claimex.parse import Word
from claimex.syntax import agent_of, phrase_of, plain_form, subject_of

_FAR = 900  # characters after which a decision goes on no longer
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
        self.last: tuple[int, ...] = ()
        self.last_at = 0
        self.last_body: tuple[int, ...] = ()
        self.body_at = 0
        self.told = False
        self.last_intro = -1

    def read(self, match: Match) -> Undertaking:
        """Return who commits by a match; no actor when the text names none."""
        head = self.doc[match.tokens["head"]]
        statement = self.scene.statement_at(head.idx) or self.scene.statement_at(match.start)
        told = "listed" in match.tokens and self._is_told(match)
        actors = self._actors(match, head, statement)
        if actors:
            self.last, self.last_at, self.told = actors, match.start, told
            if self.names.are_bodies(actors):
                self.last_body, self.body_at = actors, match.start
            self.last_intro = match.roles["cue"][0][0]
        return Undertaking(actors, statement, told)

    def _is_told(self, match: Match) -> bool:
        """Tell whether the intro of a list gives it as somebody's words, or goes on with a list that was."""
        start, end = match.roles["cue"][0]
        intro = ann.text_of(self.doc)[start:end].lower().replace("’", "'")
        if self.scene.statement_at(start) is not None or intro.startswith(self.scene.words.sources):
            return True
        if self._mentions(intro):
            return True
        return self.told and (self._follows_list(start) or self.last_intro == start)

    def _actors(self, match: Match, head: Word, statement: ann.StatementMention | None) -> tuple[int, ...]:
        if "listed" in match.tokens:
            return self._announcer(match)
        if "cue" in match.tokens:
            cue = self.doc[match.tokens["cue"]]
            holder = self.scene.subject_of(cue.head)
            if holder is not None and self._is_speaking_body(holder, statement):
                return self._speakers(statement, plural=True)
            owner = self._owner(cue, head, match.start)
            is_said = match.rule.construction == "token_pattern"
            return owner or (self._speakers(statement, plural=True) if is_said else ())
        subject = self.doc[match.tokens["subject"]] if "subject" in match.tokens else None
        if "outcome" in match.tokens:
            agents = [agent for child in subject.children if (agent := agent_of(child))] if subject is not None else []
            promiser = self.names.named(agents[0]) if agents else ()
            return promiser or self._speakers(statement, plural=False) or self._decider(match.start)
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
            return self._speakers(statement, plural=False)
        if form in _PLURAL:
            return self._speakers(statement, plural=True, at=match.start)
        if self.scene.lemmas[subject.i] in self.scene.words.texts:
            return self._decider(match.start, near=True)
        found = self._named_subject(subject, match)
        if found:
            return found
        if self._is_possessed(subject) or match.rule.construction in {"simple_future", "modal_future"}:
            return self._behind(statement, match.start)
        return ()

    def _named_subject(self, subject: Word, match: Match) -> tuple[int, ...]:
        """Return the actors that a subject names or takes up."""
        found = self.names.named(subject) or self._just_before(match.start)
        if found and subject.pos_ == "PRON" and self._same_paragraph(match.start) and self.names.are_places(found):
            return self.last
        if found:
            return self.names.represented(found)
        antecedent = self.scene.antecedent_of(subject)
        if antecedent is not None:
            return self.names.named(antecedent)
        return self.names.before_relative(subject.sent, match.start)

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
        return tuple(
            m.actor for m in self.names.between(start - 90, start) if 0 <= start - m.end <= 2 and self.names.is_named(m)
        )[-1:]

    def _is_possessed(self, subject: Word) -> bool:
        before = plain_form(self.doc[subject.left_edge.i])
        return before in {"mon", "ma", "mes", "notre", "nos"}

    def _behind(self, statement: ann.StatementMention | None, at: int) -> tuple[int, ...]:
        """Return who stands behind a measure that names nobody: its speaker, else who decided last."""
        follows = statement is not None and statement.cue is not None and statement.cue[0] > at
        if follows and self.last and self._same_paragraph(at) and self.names.are_bodies(self.last):
            return self.last
        return self._speakers(statement, plural=True, at=-1) or self._decider(at)

    def _speakers(self, statement: ann.StatementMention | None, *, plural: bool, at: int = -1) -> tuple[int, ...]:
        if statement is None:
            return ()
        if not plural:
            return statement.speakers
        bodies = tuple(body for speaker in statement.speakers if (body := self.names.body_led(speaker)) is not None)
        if bodies:
            return bodies
        if at >= 0 and self.last and self._same_paragraph(at) and self.names.are_bodies(self.last):
            return self.last
        return statement.speakers

    def _same_paragraph(self, at: int, other: int | None = None) -> bool:
        block = self.scene.block_at(at)
        return block is not None and block.start <= (self.last_at if other is None else other) < block.end

    def _announcer(self, match: Match) -> tuple[int, ...]:
        """Return who announces a list: the subject of its intro's verb, else who spoke in the paragraph before."""
        start, end = match.roles["cue"][0]
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return ()
        for token in span:
            if token.pos_ == "VERB" or self.scene.verb_at(token) is not None:
                subject = subject_of(token)
                found = self.names.named(subject) if subject is not None else ()
                if found:
                    return found
        inside = tuple(m.actor for m in self.names.between(start, end) if self.names.decides(m.actor))
        return (
            inside[-1:]
            or self._reported_announcer(span.text, start)
            or self._continued(match)
            or (self.last if self._follows_list(start) else ())
        )

    def _follows_list(self, intro: int) -> bool:
        """Tell whether an intro stands right under another list: the same announcer goes on."""
        block = self.scene.block_at(intro)
        number = self.scene.number_of(block) if block is not None else 0
        if number == 0 or self.scene.blocks[number - 1].kind not in {"item", "row"}:
            return False
        return self.scene.blocks[number - 1].start <= self.last_at

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

    def _continued(self, match: Match) -> tuple[int, ...]:
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
        found = [m.actor for m in self.names.between(before.start, before.end) if self.names.decides(m.actor)]
        if found:
            return tuple(found[:1])
        return self.last if before.kind == "item" and before.start <= self.last_at else ()

    def _owner(self, cue: Word, head: Word, at: int) -> tuple[int, ...]:
        """Return whose promise, plan or goal it is: « la promesse de la **maire** de … », « **il** tient ses … »."""
        for token in self.doc[cue.i + 1 : head.i]:
            if token.pos_ in {"NOUN", "PROPN", "PRON"}:
                found = self.scene.resolver.actors_of(token.i)
                if found:
                    return found
        if cue.i and plain_form(self.doc[cue.i - 1]) in {"son", "sa", "ses", "leur", "leurs"}:
            return self._clause_subject(cue) or self._decider(at)
        return self._clause_subject(cue) or (self._decider(at, near=True) if cue.i == head.i else ())

    def _clause_subject(self, cue: Word) -> tuple[int, ...]:
        for token in cue.sent:
            if token.pos_ in {"VERB", "AUX"}:
                subject = subject_of(token)
                found = self.scene.resolver.actors_of(subject.i) if subject is not None else ()
                if found and subject is not None and subject.i != cue.i:
                    return found
        return ()

    def _last_told(self, at: int) -> tuple[int, ...]:
        """Return who spoke last in the paragraph."""
        block = self.scene.block_at(at)
        floor = block.start if block is not None else 0
        told = [s for s in self.scene.statements if floor <= s.start < at and s.speakers]
        return told[-1].speakers if told else ()

    def _decider(self, at: int, *, near: bool = False) -> tuple[int, ...]:
        """Return who decided last, else the last body named before in the paragraph."""
        if self.last_body and self.last != self.last_body and self._same_paragraph(at, self.body_at):
            return self.last_body
        if self.last and (self._same_paragraph(at) if near else at - self.last_at < _FAR):
            return self.last
        if near:
            return ()
        block = self.scene.block_at(at)
        floor = block.start if block is not None else 0
        named = [
            m.actor for m in self.names.between(floor, at) if self.names.decides(m.actor) and self.names.is_agent(m)
        ]
        return tuple(named[-1:]) or self.names.represented(self._last_told(at))
