"""Whose promise, plan, goal or draft a noun names: « la promesse de la **maire** », « un décret de l'**État** »."""

from functools import cached_property

from claimex.claims.constructions.undertakings.contents import Telling, find_tellings, telling_of
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.deciders import Deciders
from claimex.claims.named_bodies import NamedBodies
from claimex.claims.principals import Principal
from claimex.parse import Word
from claimex.syntax import governor_of, subject_of

_COPULAS = frozenset({"est", "était", "sera", "reste", "demeure"})
_AFTER = 6  # tokens after a cue that its measure stands before: « … fait partie des **promesses** de Paul Mercier »
_ASIDE = 9  # tokens between « L'objectif » and « est »: « pour la fin de l'année 2028 »
_AMONG = {("dans",), ("parmi",), ("à",)}
_POINTED = {("ces",), ("cette",), ("cet",), ("ce",), ("elles",), ("eux",), ("celles-ci",), ("ceux-ci",), ("les",)}
_COLON = frozenset({":"})


class Owners:
    """Finds the owners of cue nouns and of texts in one document."""

    def __init__(self, scene: Scene, names: NamedBodies, deciders: Deciders, principal: Principal) -> None:
        self.scene = scene
        self.principal = principal
        self.doc = scene.doc
        self.names = names
        self.deciders = deciders

    def of_cue(self, cue: Word, head: Word, at: int) -> tuple[int, ...]:
        """Return whose promise, plan or goal it is: « la promesse de la **maire** de … », « **il** tient ses … »."""
        inside = self.inside(cue, head)
        if inside:
            return inside
        before = self.doc[cue.i - 1].form if cue.i else ""
        if before in {"leur", "leurs"}:
            return self.scene.resolver.possessor_of(cue) or self._clause_subject(cue) or self.deciders.last(at)
        if before in {"son", "sa", "ses"}:
            return self._clause_subject(cue) or self.deciders.last(at)
        found = self._clause_subject(cue) or self._opening(cue) or self._pointed_out(cue)
        opening = self.scene.forms[cue.sent.start : cue.sent.start + 2]
        if not found and opening[:1] in _AMONG and opening[1:] in _POINTED:
            return self.deciders.last(at)  # « Dans ces mesures figure une surtaxe »
        is_bare = cue.i == head.i or self._opens(cue, _COLON)
        return found or (self.deciders.last(at, near=True) if is_bare else ())

    def inside(self, cue: Word, head: Word) -> tuple[int, ...]:
        """Return who stands between a cue and what it holds: « la proposition de la **direction** : vendre … »."""
        last = head.i if head.i > cue.i else cue.i + _AFTER
        for token in self.doc[cue.i + 1 : last]:
            if token.pos_ in {"NOUN", "PROPN", "PRON"}:
                found = self.scene.resolver.actors_of(token.i) or self._managed(token)
                if found:
                    return found
            elif token.pos_ == "ADJ" and self.scene.lemmas[token.i] in self.scene.words.relational:
                return self._related(token)
        return ()

    def qualified(self, text: Word) -> tuple[int, ...]:
        """Return whose text it is by its adjective: « un arrêté **municipal** »."""
        following = self.doc[text.i + 1 : text.i + 2]
        is_known = bool(following) and self.scene.lemmas[following[0].i] in self.scene.words.relational
        return self._related(following[0]) if is_known else ()

    def _related(self, adjective: Word) -> tuple[int, ...]:
        """Return the one body that an adjective means: « la décision **européenne** de suspendre l'aide »."""
        firsts = tuple(self.scene.words.relational[self.scene.lemmas[adjective.i]])
        found = [n for n, entry in enumerate(self.scene.entries) if entry.name.lower().startswith(firsts)]
        return tuple(found) if len(found) == 1 else ()

    def _managed(self, noun: Word) -> tuple[int, ...]:
        return self.principal.taken_up(noun) if self.scene.lemmas[noun.i] == "direction" else ()

    def of_goal(self, cue: Word, at: int) -> tuple[int, ...]:
        """Return who decided before a sentence that opens with a goal: « **L'objectif est** de créer 20 places »."""
        return self.deciders.last(at) if self._opens(cue, _COPULAS) else ()

    def _opens(self, cue: Word, following: frozenset[str]) -> bool:
        """Tell whether a cue opens its sentence before one of these forms."""
        if cue.i - cue.sent.start > 1:
            return False
        for word in self.doc[cue.i + 1 : cue.i + _ASIDE]:
            if word.form in following or word.text in following:
                return True
            if following is not _COPULAS or word.pos_ in {"VERB", "AUX", "PRON"}:
                return False
        return False

    def of_text(self, text: Word, head: Word) -> tuple[int, ...]:
        """Return whose draft it is: « un décret de l'**État** visant à », « **Léa Roux** dépose un texte »."""
        for token in self.doc[text.i + 1 : head.i]:
            if token.pos_ not in {"NOUN", "PROPN"} or "par" in self.scene.forms[token.i - 2 : token.i]:
                continue
            found = self.scene.resolver.actors_of(token.i)
            if found:
                return found
        verb = governor_of(text.head)
        if self.scene.verbs[verb.i] not in self.scene.words.authoring:
            return ()
        subject = self.scene.subject_of(verb)
        return self.names.named(subject) if subject is not None else ()

    def told_by(self, text: Word, verb: Word) -> tuple[int, ...]:
        """Return who adopted or tabled a text: « **Le préfet** a signé un arrêté. **Le texte** entrera en vigueur »."""
        if self.scene.lemmas[text.i] not in self.scene.words.enactments:
            return ()
        telling = telling_of(self.scene, text, verb, self._tellings)
        found = self.names.named(telling.author) if telling is not None and telling.author is not None else ()
        return () if self.names.are_places(found) else found

    def is_told_near(self, at: int) -> bool:
        """Tell whether somebody has just presented or adopted a text: « La ministre a présenté un plan. Les … »."""
        before = [telling for telling in self._tellings if telling.at < at][-1:]
        first, second = (self.scene.block_at(telling.at) for telling in before), self.scene.block_at(at)
        block = next(first, None)
        return (
            block is not None and second is not None and self.scene.number_of(second) - self.scene.number_of(block) < 2
        )

    @cached_property
    def _tellings(self) -> list[Telling]:
        return list(find_tellings(self.scene))

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
        if self.doc[first].form not in self.scene.words.pointing:
            return ()
        start, end = self.doc[first].idx, cue.idx
        return tuple(m.actor for m in self.names.between(start, end) if self.names.is_named(m))[:1]

    def _opening(self, cue: Word) -> tuple[int, ...]:
        """Return the actor that opens a sentence whose verb the parser lost: « La **SNCF** caracole, avec 9 … »."""
        first = cue.sent.start_char
        found = [m for m in self.names.between(first, first + 5) if self.names.is_named(m)]
        return tuple(m.actor for m in found[:1])
