"""Who undertakes: the body bound by a commitment, and who reports it.

« Nous rappellerons les réservistes », martèle le directeur de l'agence: the agency. « Je ne toucherai à rien »: the
speaker. « 42 lits seront ouverts », a indiqué la préfecture: the préfecture, because a passive hides who decides.
"""

import re
from dataclasses import dataclass

from claimex import annotations as ann
from claimex.claims.announcers import Announcers, Memory
from claimex.claims.carriers import Carriers
from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.governing import is_housed
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.deciders import Deciders
from claimex.claims.leaders import Leaders
from claimex.claims.main_bodies import MainBody
from claimex.claims.named_bodies import NamedBodies, is_governed
from claimex.claims.owners import Owners
from claimex.claims.principals import Principal
from claimex.claims.taken_up import (
    before_qui,
    beside,
    going,
    housed,
    is_narrated,
    is_new,
    is_speaker,
    is_speaking_body,
    just_before,
    may_give_way,
    named_within,
    own_body,
    owner_before,
    unnamed_speaker,
)
from claimex.claims.voices import FIRST_PERSON, Voices
from claimex.mood import is_conditional
from claimex.parse import Word
from claimex.syntax import agent_of, finite_verb_of, is_plural

_CUT = re.compile(r"[,:;»]")
_GIVEN = re.compile(r"\b(?:à|au|aux|à la|à l['’])\s?\Z")


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
        self.main = MainBody(scene, self.names)
        self.leaders = Leaders(scene, self.names, self.main)
        self.principal = Principal(scene, self.names, self.main, self.leaders)
        self.carriers = Carriers(scene, self.names, self.principal)
        self.memory = Memory()
        self.deciders = Deciders(scene, self.names, self.leaders, self.memory)
        self.voices = Voices(self.names, self.leaders, self.deciders, self.principal)
        self.owners = Owners(scene, self.names, self.deciders, self.principal)

    def read(self, match: Match) -> Undertaking:
        """Return who commits by a match; no actor when the text names none."""
        head = self.doc[match.tokens["head"]]
        statement = self.scene.statement_at(head.idx) or self.scene.statement_at(match.start)
        told = "said" in match.tokens or ("listed" in match.tokens and self.announcers.is_told(match, self.memory))
        is_heard = "rumour" in match.tokens or self._is_rumour(match, statement)
        actors = going(self.scene, self.names, head) or self._actors(match, head, None if is_heard else statement)
        if is_heard and statement is not None:  # « La direction fermerait le site, selon *Le Monde* »
            actors = tuple(actor for actor in actors if actor not in statement.speakers)
        if actors and not (self.memory.actors and self._is_charged(match)):
            memory = self.memory
            memory.actors, memory.at, memory.told = actors, match.start, told
            memory.is_subject = self._is_subject(match, actors)

            if self.names.are_bodies(actors):
                memory.body, memory.body_at = actors, match.start
            memory.intro = match.roles["cue"][0][0]
        return Undertaking(actors, statement, told)

    def _is_rumour(self, match: Match, statement: ann.StatementMention | None) -> bool:
        """Tell whether a source tells a plan of others: « La direction **vendrait** le site, selon *Le Monde* »."""
        if statement is None or "verb" not in match.tokens or not statement.rule.startswith("statement.source"):
            return False
        return is_conditional(finite_verb_of(self.doc[match.tokens["verb"]]))

    def _is_subject(self, match: Match, actors: tuple[int, ...]) -> bool:
        """Tell whether who commits is the subject of the sentence, no speaker behind it."""
        if "subject" not in match.tokens:
            return False
        subject = self.doc[match.tokens["subject"]]
        is_taken_up = subject.form in {"il", "elle"} and self.scene.statement_at(subject.idx) is None
        return is_taken_up or self.names.named(subject) == actors

    def _is_charged(self, match: Match) -> bool:
        """Tell whether somebody only carries out what others decided: « sera réalisé **par** le fonds Terra »."""
        return "passive" in match.tokens and agent_of(self.doc[match.tokens["passive"]]) is not None

    def _actors(self, match: Match, head: Word, statement: ann.StatementMention | None) -> tuple[int, ...]:
        if "decider" in match.tokens:
            decider = self.doc[match.tokens["decider"]]
            return self.leaders.represented(self.names.named(decider) or self.principal.taken_up(decider))
        if "bare" in match.tokens:
            announced = self.leaders.represented(self.announcers.of(match, self.memory))
            return announced or self.deciders.last(match.start) or self.main.body
        if "listed" in match.tokens:
            return self.announcers.of(match, self.memory)
        if "text" in match.tokens:
            return self.owners.of_text(self.doc[match.tokens["text"]], head)
        if "opposed" in match.tokens:
            return self._opposed(self.doc[match.tokens["opposed"]], match.start)
        if "cue" in match.tokens:
            cue = self.doc[match.tokens["cue"]]
            holder = self.scene.subject_of(cue.head)
            if holder is not None and is_speaking_body(self.scene, holder, statement):
                return self.voices.speakers(statement, plural=True)
            if self.carriers.is_fought(cue):
                return self.owners.inside(cue, head) or self.carriers.of_fought(match.start, ())
            owner = self.owners.of_cue(cue, head, match.start)
            if statement is not None and statement.mode == "direct" and owner == statement.speakers:
                return self.voices.speakers(statement, plural=not _is_own(cue))
            is_said = match.rule.construction == "token_pattern"
            said = self.voices.speakers(statement, plural=True) if is_said or statement is not None else ()
            return owner or (said if is_said else ()) or said or self.owners.of_goal(cue, match.start)
        subject = self.doc[match.tokens["subject"]] if "subject" in match.tokens else None
        if "outcome" in match.tokens:
            told_by = self.owners.told_by(subject, self._verb_of(match)) if subject is not None else ()
            if told_by and statement is None:
                return told_by
            agents = [agent for child in subject.children if (agent := agent_of(child))] if subject is not None else []
            promiser = self.names.agents(agents[0]) if agents else ()
            promiser = promiser or (self.leaders.runs(subject) if subject is not None and statement is None else ())
            return (
                promiser
                or self.voices.speakers(statement, plural=True)
                or self.deciders.last(match.start)
                or self.main.body
                or self.principal.teller
            )
        if "passive" in match.tokens:
            passive = self.doc[match.tokens["passive"]]
            found = self.carriers.of_passive(passive)
            if found or self.carriers.is_anonymous(passive) or self.carriers.is_body(passive):
                return found
            behind = self.voices.behind(None if "heard" in match.tokens else statement, match.start)
            others = self._within(match, given=self.scene.verbs[passive.i] != "soumettre")  # who votes decides later
            behind = tuple(actor for actor in behind if actor not in others)
            return self.carriers.may_send(self.scene.subject_of(passive), behind)
        if "told" in match.tokens and subject is not None:
            return self.names.named(subject) or self.principal.taken_up(subject)
        return self._subject(subject, statement, match)

    def _opposed(self, verb: Word, at: int) -> tuple[int, ...]:
        """Return who decided what others fight, never they: « La CFDT **dénonce** la suppression de 60 postes »."""
        opponent = self.scene.subject_of(verb)
        against = self.names.named(opponent) if opponent is not None else ()
        last = tuple(actor for actor in self.deciders.last(at) or self.main.body if actor not in against)
        return last or self.carriers.of_fought(at, against)

    def _subject(self, subject: Word | None, statement: ann.StatementMention | None, match: Match) -> tuple[int, ...]:
        author = self.names.named(self.doc[match.tokens["author"]]) if "author" in match.tokens else ()
        if author:
            return author
        if subject is None and is_narrated(self.scene, match.start):
            return self.deciders.last_told(match.start)
        if subject is None:
            before = just_before(self.scene, self.names, match.start) or self.voices.speakers(statement, plural=True)
            return before or self.names.before_relative(self.doc[match.tokens["head"]].sent, match.start)
        if statement is not None and not any(start <= subject.idx < end for start, end in statement.content):
            return self.voices.speakers(statement, plural=True) or self.names.named(subject)
        if is_speaking_body(self.scene, subject, statement) or is_speaker(self.scene, self.names, subject, statement):
            return self.voices.speakers(statement, plural=True)
        unnamed = unnamed_speaker(self.scene, subject, statement) if statement is not None else None
        if unnamed is not None:
            said = self.voices.speakers(statement, plural=True) or self.principal.taken_up(unnamed)
            if said or is_new(self.doc, unnamed):
                return said
        form = subject.form
        if form in {"ils", "elles"} and statement is not None and not statement.speakers and statement.speaker_words:
            return self.voices.speakers(statement, plural=True)  # « **Les parents** jurent qu'ils occuperont l'école »
        related = before_qui(self.scene, self.names, self._verb_of(match)) if not self.names.named(subject) else ()
        if related:
            return related
        if form == "on" and is_housed(self.scene, subject):
            return housed(self.scene, self.names, subject)
        if form in FIRST_PERSON:
            return self.voices.first_person(form, statement, match.start)
        if (
            self.scene.lemmas[subject.i]
            in self.scene.words.texts | self.scene.words.schemes | self.scene.words.enactments
        ):
            author = self.owners.of_text(subject, self.doc[match.tokens["verb"]]) if "verb" in match.tokens else ()
            author = author or self.scene.resolver.possessor_of(subject) or self.owners.qualified(subject)
            author = author or self.owners.told_by(subject, self._verb_of(match))
            last = self.deciders.last(match.start, near=not self._is_pointed_at(subject))
            return author or last or self.main.body
        if self.scene.lemmas[subject.i] in self.scene.words.papers:
            return self.owners.of_text(subject, self._verb_of(match)) or self.voices.behind(statement, match.start)
        if self.scene.lemmas[subject.i] in self.scene.words.goal_nouns:
            return self.voices.behind(statement, match.start)
        owner = owner_before(self.scene, self.names, subject) if statement is None else ()
        if owner:
            return owner
        if self.deciders.is_topic(subject, match.start):
            return self.memory.body
        if statement is None and self.deciders.goes_on(subject):
            return self.memory.actors
        if statement is None and subject.pos_ == "PRON":
            same = self.deciders.of_sentence(subject)
            if same:
                return same
        found = self._named_subject(subject, match)
        if found:
            return found
        if self.carriers.is_crowd(subject):
            return ()
        own = own_body(self.scene, subject) or self.principal.employer(subject, statement)
        if own:
            return own
        if self._is_possessed(subject) or match.rule.construction in {"simple_future", "modal_future"}:
            return self.voices.behind(statement, match.start)
        return ()

    def _named_subject(self, subject: Word, match: Match) -> tuple[int, ...]:
        """Return the actors that a subject names or takes up."""
        found = beside(self.scene, self.names, subject) or self.principal.managed(subject)
        found = found or self.names.named(subject) or self.principal.taken_up(subject)
        own = self.scene.resolver.mention_at(subject.i)
        if own is not None and self.names.are_places(found) and is_governed(ann.text_of(self.doc), own.start):
            found = (
                just_before(self.scene, self.names, match.start) or found
            )  # « Au **Togo**, le ministre, Paul Roy, a proposé … »
        between = ann.text_of(self.doc)[subject.idx : match.start]
        is_group = is_plural(subject) and subject.pos_ == "NOUN" and not _CUT.search(between)
        is_group = is_group or subject.form in {"ceux", "celles"}
        if not found and not is_group:
            found = just_before(self.scene, self.names, match.start, since=subject.idx)
        if (
            found
            and subject.pos_ == "PRON"
            and self.deciders.same_paragraph(match.start)
            and self.names.are_places(found)
        ):
            return self.memory.actors
        if found and named_within(self.scene, self.names, found, subject) and self.deciders.same_paragraph(match.start):
            return self.memory.actors or found
        antecedent = self.scene.antecedent_of(subject)
        if (
            antecedent is not None
            and antecedent.pos_ == "NOUN"
            and may_give_way(self.scene, self.names, found, subject)
        ):
            found = self.names.named(antecedent) or found  # « **La banque** va bien. Elle relève … »
        if found:
            return found if self._is_personal(match) else self.leaders.represented(found)
        if antecedent is not None:
            return self.names.named(antecedent)
        return self.names.before_relative(subject.sent, match.start)

    def _within(self, match: Match, *, given: bool) -> set[int]:
        """Return who is named in an action; ``given``: only who gets something, « sera prêtée **au Royaume-Uni** »."""
        text, head = ann.text_of(self.doc), self.doc[match.tokens["head"]].idx
        named = self.names.between(match.start, match.end)
        return {m.actor for m in named if not given or (m.start > head and _GIVEN.search(text, head, m.start))}

    def _is_personal(self, match: Match) -> bool:
        """Tell whether somebody acts in person: « le PDG de Valdor **rencontrera** les élus », « se présentera »."""
        head = match.tokens["head"]
        stands = self.scene.lemmas[head] == "présenter" and self.scene.forms[head - 1] in {"se", "s'"}
        return stands or self.scene.lemmas[head] in self.scene.words.personal

    def _verb_of(self, match: Match) -> Word:
        return self.doc[match.tokens.get("verb", match.tokens["head"])]

    def _is_pointed_at(self, noun: Word) -> bool:
        """Tell whether a text was told of before: « **Ce** programme vise … »."""
        return noun.i > 0 and self.doc[noun.i - 1].form in {"ce", "cet", "cette", "ces"}

    def _is_possessed(self, subject: Word) -> bool:
        before = self.doc[subject.left_edge.i].form
        return before in {"mon", "ma", "mes", "notre", "nos"}


def _is_own(noun: Word) -> bool:
    """Tell whether a noun is the speaker's: « **mon** objectif »."""
    return noun.i > 0 and noun.doc[noun.i - 1].form in {"mon", "ma", "mes"}
