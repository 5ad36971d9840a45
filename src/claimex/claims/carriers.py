"""Who carries a measure: the agent of a passive, of a participle beside its subject, or of what opponents fight.

« Le projet, porté par la **métropole**, sera lancé »; « La CFDT dénonce la suppression de 90 postes »: not the CFDT.
"""

from claimex import annotations as ann
from claimex.claims.constructions.reported_speech.speaking import humans
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.named_bodies import NamedBodies
from claimex.claims.principals import Principal
from claimex.parse import Word
from claimex.syntax import agent_of, is_plural, phrase_of

_SENTENCE = 200  # characters on in which those who fight are named: « Contre le projet …, les salariés de Valdor … »
_ALONE = 2  # words of « le syndicat », which may take up a name
_OF = frozenset({"de", "d'", "du", "des"})
_SOME = frozenset({"un", "une", "des", "plusieurs", "divers", "diverses", "différents", "différentes", "certains"})


class Carriers:
    """Finds in one document who carries measures out or through."""

    def __init__(self, scene: Scene, names: NamedBodies, principal: Principal) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.names = names
        self.principal = principal
        self._people = humans(scene.lexicon)

    def of_passive(self, verb: Word) -> tuple[int, ...]:
        """Return by whom something will be done, or who carries what will be done."""
        agent = agent_of(verb)
        if agent is not None:
            return self.names.agents(agent) or self.principal.taken_up(agent)
        subject = self.scene.subject_of(verb)
        return self.of_participle(subject) if subject is not None and subject.i < verb.i else ()

    def of_participle(self, noun: Word) -> tuple[int, ...]:
        """Return who stands behind a noun by a participle: « le plan **voté par la Région** », « …, porté par … »."""
        for child in noun.children:
            if child.i > noun.i and self.scene.verbs[child.i] in self.scene.words.carried:
                agent = agent_of(child) or next((c for c in child.children if self._is_led_by(c, child)), None)
                if agent is not None:
                    return self.names.agents(agent)
        return ()

    def is_anonymous(self, verb: Word) -> bool:
        """Tell whether people without a name do it: « un numéro sera ouvert par **plusieurs associations** »."""
        agent = agent_of(verb)
        if agent is None or agent.pos_ != "NOUN":
            return False
        before = {word.form for word in self.doc[max(0, agent.i - 3) : agent.i]}
        is_some = is_plural(agent) or not before.isdisjoint(_SOME)
        return is_some and self.scene.lemmas[agent.i] not in self.scene.words.inanimate

    def is_body(self, verb: Word) -> bool:
        """Tell whether a body does it that is no actor: « promise **par le syndicat de rivière** »."""
        agent = agent_of(verb)
        is_noun = agent is not None and agent.pos_ == "NOUN" and len(phrase_of(agent)) > _ALONE
        return is_noun and agent is not None and self.scene.lemmas[agent.i] in self.scene.words.answerable

    def is_crowd(self, subject: Word) -> bool:
        """Tell whether people without a name commit: « **les salariés** de Renault », « **ceux** de Valdor »."""
        form = subject.form
        is_people = form in self.scene.words.employed or form.removesuffix("s") in self._people
        return form in {"ceux", "celles"} or (is_people and is_plural(subject) and subject.pos_ == "NOUN")

    def may_send(self, subject: Word | None, actors: tuple[int, ...]) -> tuple[int, ...]:
        """Return who may send what is sent: no union sends police, « **mille policiers** seront mobilisés »."""
        if subject is None or self.scene.lemmas[subject.i] not in self.scene.words.forces:
            return actors
        return tuple(actor for actor in actors if self.scene.entries[actor].kind != "organisation")

    def is_fought(self, cue: Word) -> bool:
        """Tell whether a plan is told of by those against it: « en grève **contre le projet** de fermeture »."""
        before = [word.form for word in self.doc[max(0, cue.i - 3) : cue.i]]
        return "contre" in before

    def of_fought(self, at: int, opponents: tuple[int, ...]) -> tuple[int, ...]:
        """Return whose measure others fight: the body named last before it, never one of them and no union."""
        block = self.scene.block_at(at)
        floor = block.start if block is not None else 0
        for mention in reversed(self.names.between(floor, at)):
            if mention.actor not in opponents and self.principal.main.employs(mention.actor):
                return (mention.actor,)
        text = ann.text_of(self.doc)
        for mention in self.names.between(at, at + _SENTENCE):
            before = text[max(0, mention.start - 24) : mention.start]
            if self.principal.main.employs(mention.actor) and self._works_for(before):
                return (mention.actor,)
        body = self.principal.main.body
        return body if body and self.principal.main.employs(body[0]) and body[0] not in opponents else ()

    def _works_for(self, before: str) -> bool:
        """Tell whether a name follows whom it employs: « les **salariés de** Valdor »."""
        words = before.lower().replace("’", "'").replace("'", "' ").split()
        return len(words) > 1 and words[-1] in _OF and words[-2] in self.scene.words.employed

    def _is_led_by(self, noun: Word, participle: Word) -> bool:
        return noun.i > participle.i and any(part.form == "par" for part in noun.lefts)
