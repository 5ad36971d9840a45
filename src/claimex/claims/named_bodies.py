"""Whom a phrase or a role names: « la ville de **Genève** », « le PDG de **Valdor** »."""

import re
from bisect import bisect_left

from claimex import annotations as ann
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.local_bodies import body_of_kin
from claimex.mentions.aliases import BODIES
from claimex.parse import Stretch, Word
from claimex.syntax import is_plural, is_plural_verb, phrase_of

_SETTING = re.compile(r"(?:\b(?:sur|dans|à|chez|auprès de|au micro de)\s+(?:l['’]|la |le |les )?|\()$")
_RELATIVE = re.compile(r"\s*, (?:qui|dont|où|spécialis|filiale|numéro)\b|\s*, spécialis")
_JOINT = re.compile(r"\s*(?:,|\(|, à savoir|:|\bet|\bainsi que)?\s*(?:la |le |les |l['’])?", re.IGNORECASE)
_APPOSED = re.compile(r",\s*(?:l['’]|la |le |les )?$")
_GOVERNED = re.compile(r"\b(?:à|de|du|des|en|au|aux|dans|sur|par|pour|vers|et)\s+(?:la |les? |l['’])?$|\bd['’]$", re.I)
_GIVEN = re.compile(r"[a-zéè»] (?:à|aux?)\s(?:la |l['’])?$")
_DESCRIBING = frozenset({"un", "une"})
_BARE = 4  # words of « l'exécutif français »
_LIST = 200  # characters of a group's members


class NamedBodies:
    """The actors of one document as those who may be bound by a commitment."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        self.mentions = ann.read(scene.doc, ann.ACTORS, ann.ActorMention)
        self._groups: dict[str, tuple[int, ...]] | None = None
        self._starts = [mention.start for mention in self.mentions]

    def named(self, subject: Word) -> tuple[int, ...]:
        """Return the actors of a noun phrase, or of the name beside it: « Le directeur, **Paul Imbault**, … »."""
        kin = body_of_kin(self.scene, self.mentions, subject) or self._described_by(subject)
        if kin:
            return kin
        found = self.scene.resolver.actors_of(subject.i)
        is_public = self.scene.lemmas[subject.i] in self.scene.words.public and len(phrase_of(subject)) < _BARE
        if found and not (is_public and self.scene.entries[found[0]].kind == "organisation"):
            return self._with_those_before(found, subject)
        phrase = phrase_of(subject)
        acts_as_place = self.scene.lemmas[subject.i] in self.scene.words.collectivities
        inside = tuple(
            m.actor
            for m in self.between(subject.idx + 1, phrase.end_char)
            if (acts_as_place or self.is_named(m)) and not self._is_in_aside(subject, m)
        )
        if is_plural(subject) and subject.pos_ == "NOUN" and self.scene.lemmas[subject.i] in self.scene.words.bodies:
            return self._listed_in(subject)
        begun = self.scene.resolver.begun(subject.i, phrase.end_char)
        if begun:
            return begun
        if inside and subject.pos_ == "NOUN":
            words = self.scene.words
            leads = self.scene.lemmas[subject.i] in words.leading or subject.form in words.members
            return inside[:1] if leads or not is_plural(subject) else ()
        end = phrase.end
        if end + 1 < len(self.doc) and self.doc[end].text in {",", ":"}:
            start = self.doc[end + 1].idx
            return tuple(m.actor for m in self.between(start, start + 1))
        return ()

    def _described_by(self, noun: Word) -> tuple[int, ...]:
        """« La biscuiterie **Kerbrel**, une filiale de Delmas, a décidé »: the name before a noun that describes it."""
        if _DESCRIBING.isdisjoint(self.scene.forms[max(0, noun.i - _BARE + 1) : noun.i]):
            return ()
        comma = next(
            (t for t in reversed(self.doc[max(0, noun.i - _BARE) : noun.i]) if t.pos_ not in {"DET", "ADJ"}), None
        )
        if comma is None or comma.text != "," or self.scene.forms[comma.i + 1] not in _DESCRIBING:
            return ()
        before = self.between(noun.sent.start_char, comma.idx)[-1:]
        return tuple(m.actor for m in before if m.end == comma.idx and self.is_named(m))

    def _is_in_aside(self, subject: Word, mention: ann.ActorMention) -> bool:
        """« Le transporteur, racheté par le fonds **Apax**, »: named in what a comma sets off, no name of its own."""
        between = ann.text_of(self.doc)[subject.idx : mention.start]
        return "," in between and _APPOSED.search(between) is None

    def agents(self, agent: Word) -> tuple[int, ...]:
        """Return all by whom something is done: « sera rénovée **par la Ville et le Département** »."""
        found = self.named(agent)
        joint = self.scene.resolver.joint_names.with_others(agent.idx, phrase_of(agent).end_char)
        return joint if found and found[0] in joint else found

    def _with_those_before(self, found: tuple[int, ...], subject: Word) -> tuple[int, ...]:
        """Return joint actors with those that the parser left out: « **Alpha**, Bêta et Gamma prévoient … »."""
        if len(found) < 2:
            return self._joined(found, subject) or found
        joint = self._joined(found, subject)
        if set(found) < set(joint):
            return joint  # « **l'État, la Région** et le Département financeront »
        text = ann.text_of(self.doc)
        here = [m for m in self.between(subject.sent.start_char, subject.sent.end_char) if m.actor in found]
        start = here[0].start if here else 0
        for mention in reversed(self.between(subject.sent.start_char, start)):
            if text[mention.end : start].strip() != "," or not self.decides(mention.actor):
                break
            found, start = (mention.actor, *found), mention.start
        return found

    def _joined(self, found: tuple[int, ...], subject: Word) -> tuple[int, ...]:
        """Return all whom a plural verb has for its subject: « **la Région et l'État** financeront … »."""
        verb = subject.head
        if not found or verb.i == subject.i or not is_plural_verb(verb):
            return ()
        joint = self.scene.resolver.joint_names.with_others(subject.sent.start_char, max(verb.idx, subject.idx + 1))
        return joint if found[0] in joint else ()

    def _listed_in(self, group: Word) -> tuple[int, ...]:
        """Return the members that a group is named by, here or elsewhere: « les syndicats **CGT** et **FO** »."""
        if self._groups is None:
            self._groups = {}
            for token in self.doc:
                if token.pos_ == "NOUN" and self.scene.lemmas[token.i] in self.scene.words.bodies and is_plural(token):
                    ends = (token.idx + len(token), phrase_of(token).end_char)
                    found = self._members(ends[0]) or self._members(ends[1])
                    if found:
                        self._groups.setdefault(self.scene.lemmas[token.i], found)
        return self._groups.get(self.scene.lemmas[group.i], ())

    def _members(self, end: int) -> tuple[int, ...]:
        """Return the bodies that are listed from an offset on: « , à savoir **A**, **B** et **C** »."""
        text = ann.text_of(self.doc)
        found: list[int] = []
        for mention in self.between(end, end + _LIST):
            if _JOINT.fullmatch(text, end, mention.start) is None or not self.decides(mention.actor):
                break
            found.append(mention.actor)
            end = mention.end
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()

    def between(self, start: int, end: int) -> tuple[ann.ActorMention, ...]:
        """Return the mentions that begin in a stretch."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_agent(self, mention: ann.ActorMention) -> bool:
        """Tell whether a mention may decide: no medium « sur **RTL** », no party « (**PS**) » behind a name."""
        return _SETTING.search(ann.text_of(self.doc), max(0, mention.start - 14), mention.start) is None

    def before_relative(self, sent: Stretch, at: int) -> tuple[int, ...]:
        """Return the actor that opens a sentence before a relative: « **Valdor**, qui a 900 agents, compte … »."""
        text = ann.text_of(self.doc)
        if text[at - 2 : at] != ", ":
            return ()
        first = [m for m in self.between(sent.start_char, sent.start_char + 30) if self.is_named(m)][:1]
        return tuple(m.actor for m in first if _RELATIVE.match(text, m.end))

    def is_named(self, mention: ann.ActorMention) -> bool:
        return mention.how != "role" and self.scene.entries[mention.actor].kind != "place"

    def are_bodies(self, actors: tuple[int, ...]) -> bool:
        return all(self.scene.entries[actor].kind in BODIES for actor in actors)

    def are_vague(self, actors: tuple[int, ...]) -> bool:
        """Tell whether actors are bodies whose gender no article shows."""
        return all(self.scene.entries[a].kind in BODIES and not self.scene.entries[a].gender for a in actors)

    def are_places(self, actors: tuple[int, ...]) -> bool:
        return all(self.scene.entries[actor].kind == "place" for actor in actors)

    def decides(self, actor: int) -> bool:
        return self.scene.entries[actor].kind in BODIES


def is_governed(text: str, start: int) -> bool:
    """Tell whether a preposition stands before a name: « le maire **de** Lens »."""
    return _GOVERNED.search(text, max(0, start - 12), start) is not None


def is_recipient(text: str, start: int) -> bool:
    """Tell whether something goes to a name: « transmis **au** Sénat », no « À Lens »."""
    return _GIVEN.search(text, max(0, start - 12), start) is not None
