"""Whom a phrase or a role names: « la ville de **Genève** », « le PDG de **Valdor** »."""

import re
from bisect import bisect_left

from claimex import annotations as ann
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.local_bodies import body_of_kin, is_local, last_of_kin
from claimex.mentions.aliases import BODIES
from claimex.parse import Stretch, Word
from claimex.syntax import is_plural, is_plural_verb, phrase_of

_BRACKETS = re.compile(r"\([^()]*\)")
_SETTING = re.compile(r"(?:\b(?:sur|dans|à|chez|auprès de|au micro de)\s+(?:l['’]|la |le |les )?|\()$")
_RELATIVE = re.compile(r"\s*, (?:qui|dont|où|spécialis|filiale|numéro)\b|\s*, spécialis")
_OWN = re.compile(r"\b(?:du|des?|à|au)\s|\bd['’]")  # « président **du** groupe LR », not « député **LR** »
_MEMBER = re.compile(r",\s(?:du |des |de la |de l['’]|d['’])")
_JOINT = re.compile(r"\s*(?:,|\(|, à savoir|:|\bet|\bainsi que)?\s*(?:la |le |les |l['’])?", re.IGNORECASE)
_GOVERNED = re.compile(r"\b(?:à|de|du|des|en|au|aux|dans|sur|par|pour|vers|et)\s+(?:la |les? |l['’])?$|\bd['’]$", re.I)
_GIVEN = re.compile(r"[a-zéè»] (?:à|aux?)\s(?:la |l['’])?$")
_PARTIES = ("groupe ", "parti ", "mouvement ", "coalition ")  # whose heads speak for themselves as well
_HEADS = (
    "premier ministre",
    "première ministre",
    "chef du gouvernement",
    "cheffe du gouvernement",
    "porte-parole du g",
)
_ENVOYS = ("ministre", "premier ministre", "première ministre", "vice-ministre", "chef de la diplomatie", "ambassad")
_MANAGERS = ("directeur", "directrice", "porte-parole", "administrat", "pdg")  # who decide for a public service
_OWNED = (
    *_MANAGERS, "dg", "patron", "fondat", "gérant", "dirigeant", "chef de la direction",
    "président-directeur", "présidente-directrice", "président et direct", "président et chef", "présidente et cheffe",
)  # fmt: skip
_TOP = frozenset({
    "pdg", "dg", "directeur général", "directrice générale", "président-directeur général",
    "présidente-directrice générale",
})  # fmt: skip
_CHAIRS = ("président", "vice-président")  # of a local body, who speak for it: « la présidente de la métropole »
_OF_BODY = re.compile(r"(?:\bdu |\bde la |\bde l['’])([\w-]+)(?: (?:de |d['’])[\w-]+)?$")
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
        self._led: dict[int, int | None] = {}

    def named(self, subject: Word) -> tuple[int, ...]:
        """Return the actors of a noun phrase, or of the name beside it: « Le directeur, **Paul Imbault**, … »."""
        kin = body_of_kin(self.scene, self.mentions, subject)
        if kin:
            return kin
        found = self.scene.resolver.actors_of(subject.i)
        is_public = self.scene.lemmas[subject.i] in self.scene.words.public and len(phrase_of(subject)) < _BARE
        if found and not (is_public and self.scene.entries[found[0]].kind == "organisation"):
            return self._with_those_before(found, subject)
        phrase = phrase_of(subject)
        acts_as_place = self.scene.lemmas[subject.i] in self.scene.words.collectivities
        inside = tuple(
            m.actor for m in self.between(subject.idx + 1, phrase.end_char) if acts_as_place or self.is_named(m)
        )
        if is_plural(subject) and subject.pos_ == "NOUN" and self.scene.lemmas[subject.i] in self.scene.words.bodies:
            return self._listed_in(subject)
        begun = self.scene.resolver.begun(subject.i, phrase.end_char)
        if begun:
            return begun
        if inside and subject.pos_ == "NOUN":
            leads = self.scene.lemmas[subject.i] in self.scene.words.leading
            return inside[:1] if leads or not is_plural(subject) else ()
        end = phrase.end
        if end + 1 < len(self.doc) and self.doc[end].text in {",", ":"}:
            start = self.doc[end + 1].idx
            return tuple(m.actor for m in self.between(start, start + 1))
        return ()

    def agents(self, agent: Word) -> tuple[int, ...]:
        """Return all by whom something is done: « sera rénovée **par la Ville et le Département** »."""
        found = self.named(agent)
        joint = self.scene.resolver.joint_names.with_others(agent.idx, phrase_of(agent).end_char)
        return joint if found and found[0] in joint else found

    def _with_those_before(self, found: tuple[int, ...], subject: Word) -> tuple[int, ...]:
        """Return joint actors with those that the parser left out: « **Alpha**, Bêta et Gamma prévoient … »."""
        if len(found) < 2:
            return self._joined(found, subject) or found
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

    def spoken_for(self, start: int, end: int) -> tuple[int, ...]:
        """Return the body for which somebody unnamed speaks: « un porte-parole de **Valdor** »."""
        head = self.doc.char_span(start, end, alignment_mode="expand")
        if head is None or not any(self.scene.lemmas[token.i] in self.scene.words.leading for token in head[:3]):
            return ()
        return tuple(m.actor for m in self.between(start, end) if self.decides(m.actor) and self.is_named(m))[:1]

    def represented(self, actors: tuple[int, ...]) -> tuple[int, ...]:
        """Return the companies, clubs and services that persons decide for: « le PDG de **Valdor** a annoncé … »."""
        return tuple(dict.fromkeys(self._decides_for(actor) for actor in actors))

    def _decides_for(self, actor: int) -> int:
        body = self.body_led(actor)
        entry = self.scene.entries[body] if body is not None else None
        if body is None or entry is None or self._is_party(entry.name.lower()):
            return actor
        roles = (role.lower() for role in self.scene.entries[actor].roles)
        leads = (*_MANAGERS, *_CHAIRS) if is_local(self.scene, body) else _MANAGERS
        is_service = entry.kind == "institution" and any(role.startswith(leads) for role in roles)
        return body if entry.kind == "organisation" or is_service else actor

    def _is_party(self, name: str) -> bool:
        return name in self.scene.words.parties or name.startswith(_PARTIES)

    def are_places(self, actors: tuple[int, ...]) -> bool:
        return all(self.scene.entries[actor].kind == "place" for actor in actors)

    def body_led(self, speaker: int) -> int | None:
        """Return the body in a person's role: « PDG de **HP France** », « directeur de **l'agence** »."""
        if speaker not in self._led:
            self._led[speaker] = self._find_body_led(speaker)
        return self._led[speaker]

    def _find_body_led(self, speaker: int) -> int | None:
        entry = self.scene.entries[speaker]
        if entry.kind != "person":
            return None
        leading = self.scene.words.leading
        for role in entry.roles:
            words = role.lower().replace("’", "'").split()
            if self.scene.words.mayors.intersection(words):
                return self._town()
            if self.scene.words.prefects.intersection(words):
                return self._only("préfecture")
            if any(word in leading or word.removesuffix("s") in leading for word in words):
                named = self._named_in(_BRACKETS.sub("", role))
                return named if named is not None else self._possessor_of(role)
        return None

    def _possessor_of(self, role: str) -> int | None:
        """Return whose « **sa** directrice générale », « **son** président » somebody is: the body named before."""
        text = ann.text_of(self.doc)
        if not role.lower().startswith(_OWNED):
            return None
        noun = _OF_BODY.search(role)
        word = "" if noun is None else noun[1].lower()
        is_body = word in self.scene.words.bodies or word in self.scene.words.sites
        lead = "" if is_body else r"\b(?:son|sa|leur) "  # « porte-parole **du collectif** », « **sa** directrice »
        if role.lower() in _TOP:
            lead = r"\b(?:son|sa|leur|le|la) "  # « **le directeur général**, Paul Roy »
        found = re.search(rf"{lead}{re.escape(role)}\b", text, re.IGNORECASE)
        bodies = self.scene.resolver.body_before(found.start()) if found is not None else ()
        return bodies[0] if bodies else None

    def _town(self) -> int | None:
        """Return the town that a text names as a body, for whom its mayor says « nous »: « la **Ville de Mende** »."""
        return self._only(*self.scene.words.town_halls)

    def _only(self, *firsts: str) -> int | None:
        """Return the one institution whose name begins with one of these words."""
        found = [
            number
            for number, entry in enumerate(self.scene.entries)
            if entry.kind == "institution" and entry.name.split(" ")[0].lower() in firsts
        ]
        return found[0] if len(found) == 1 else None

    def government_of(self, speakers: tuple[int, ...]) -> tuple[int, ...]:
        """Return the government for which a prime minister says « nous », if the text names it."""
        roles = [role.lower() for speaker in speakers for role in self.scene.entries[speaker].roles]
        body = self._only("gouvernement") if any(role.startswith(_HEADS) for role in roles) else None
        return (body,) if body is not None else ()

    def state_of(self, speakers: tuple[int, ...]) -> tuple[int, ...]:
        """Return the country for which its minister says « nous »: « le ministre des Transports du **Togo** »."""
        for speaker in speakers:
            for role in self.scene.entries[speaker].roles:
                if not role.lower().startswith(_ENVOYS):
                    continue
                for mention in self.mentions:
                    name = ann.text_of(self.doc)[mention.start : mention.end]
                    if self._is_state(mention.actor) and role.endswith((f"du {name}", f"de la {name}", f"de {name}")):
                        return (mention.actor,)
        return ()

    def _is_state(self, actor: int) -> bool:
        entry = self.scene.entries[actor]
        return entry.kind == "place" or entry.name.lower().startswith(("république", "royaume", "état"))

    def body_of(self, speaker: int) -> int | None:
        """Return the body that somebody leads or is of: « Léa Roux, **de la CGT** », who says « nous »."""
        led = self.body_led(speaker)
        if led is not None:
            return led
        text = ann.text_of(self.doc)
        for mention in self.mentions:
            after = _MEMBER.match(text, mention.end) if mention.actor == speaker else None
            own = self.between(after.end(), after.end() + 1) if after is not None else ()
            if own and self.decides(own[0].actor):
                return own[0].actor
        return None

    def _named_in(self, role: str) -> int | None:
        best: tuple[int, int] | None = None
        for mention in self.mentions:
            name = ann.text_of(self.doc)[mention.start : mention.end]
            if not self._is_led(mention.actor) or len(name) < 3 or name not in role:
                continue
            if _OWN.search(role, 0, role.index(name)):
                best = max(best or (0, 0), (len(name), mention.actor))
        if best is not None:
            return best[1]
        nouns = set(role.lower().replace("'", " ").replace("’", " ").split()) & self.scene.words.answerable
        nouns -= self.scene.words.leading
        named = [
            number
            for number, entry in enumerate(self.scene.entries)
            if entry.kind in BODIES and entry.name.split(" ")[0].lower() in nouns
        ]
        if len(named) == 1:
            return named[0]
        kin = (last_of_kin(self.scene, self.mentions, noun) for noun in sorted(nouns))
        return next((found[0] for found in kin if found), None)

    def _is_led(self, actor: int) -> bool:
        """Tell whether somebody can lead it: a body, or a facility, « directrice du **musée des Forges** »."""
        return (
            self.decides(actor) or self.scene.entries[actor].name.split(" ")[0].lower() in self.scene.words.facilities
        )

    def decides(self, actor: int) -> bool:
        return self.scene.entries[actor].kind in BODIES


def is_governed(text: str, start: int) -> bool:
    """Tell whether a preposition stands before a name: « le maire **de** Lens »."""
    return _GOVERNED.search(text, max(0, start - 12), start) is not None


def is_recipient(text: str, start: int) -> bool:
    """Tell whether something goes to a name: « transmis **au** Sénat », no « À Lens »."""
    return _GIVEN.search(text, max(0, start - 12), start) is not None
