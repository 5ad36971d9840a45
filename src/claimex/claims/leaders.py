"""For whom a person speaks and decides: « le PDG de **Valdor** », « sa directrice », « nous » of a minister."""

import re

from claimex import annotations as ann
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.local_bodies import is_local, last_of_kin
from claimex.claims.main_bodies import MainBody
from claimex.claims.named_bodies import NamedBodies
from claimex.mentions.aliases import BODIES
from claimex.parse import Word
from claimex.syntax import phrase_of

_BRACKETS = re.compile(r"\([^()]*\)")
_OWN = re.compile(r"\b(?:du|des?|à|au)\s|\bd['’]")  # « président **du** groupe LR », not « député **LR** »
_MEMBER = re.compile(r",\s(?:du |des |de la |de l['’]|d['’])")
_OF_BODY = re.compile(r"(?:\bdu |\bde la |\bde l['’])([\w-]+)(?: (?:de |d['’])[\w-]+)?$")
_BESIDE = 16  # characters of « coopérative » before a name
_POSSESSIVE = r"\b(?:son|sa|leur) "
_DETERMINED = r"\b(?:son|sa|leur|le|la|l['’]) ?"


class Leaders:
    """The persons of one document as those who may bind a body."""

    def __init__(self, scene: Scene, names: NamedBodies, main: MainBody) -> None:
        self.scene = scene
        self.names = names
        self.main = main
        self._led: dict[int, int | None] = {}
        words = scene.lexicon.words
        self._managers = tuple(words("leaders.managers"))
        self._chairs = tuple(words("leaders.chairs"))
        self._owned = tuple(words("leaders.owned"))
        self._top = words("leaders.top")
        self._heads = tuple(words("leaders.heads_of_government"))
        self._envoys = tuple(words("leaders.envoys"))
        self._parties = tuple(words("leaders.party_openings"))
        self._alone = words("leaders.heads_alone")
        self._ranks = words("leaders.ranks")
        self._portfolios = words("leaders.portfolios")
        self._chaired = tuple(words("leaders.chaired"))
        self._deputies = tuple(words("leaders.deputies"))
        self._former = tuple(words("leaders.former"))
        self._states = tuple(words("leaders.states"))

    def represented(self, actors: tuple[int, ...]) -> tuple[int, ...]:
        """Return the companies, clubs and services that persons decide for: « le PDG de **Valdor** a annoncé … »."""
        return tuple(dict.fromkeys(self._decides_for(actor) for actor in actors))

    def may_decide(self, actor: int) -> bool:
        """Tell whether somebody may stand behind a measure: a body or officer, no union, court or institute."""
        first = self.main.first_word(actor)
        words = self.scene.words
        is_other = first in words.unions | words.judicial | words.observers
        is_officer = any(role.lower().split(" ")[0] in words.answerable for role in self.scene.entries[actor].roles)
        return (self.names.decides(actor) or is_officer) and not is_other

    def _decides_for(self, actor: int) -> int:
        body = self.body_led(actor)
        entry = self.scene.entries[body] if body is not None else None
        if body is None or entry is None or self._is_party(entry.name.lower()):
            return actor
        roles = (role.lower() for role in self.scene.entries[actor].roles)
        leads = (
            (*self._managers, *self._chairs) if is_local(self.scene, body) or self._is_chaired(body) else self._managers
        )
        is_public = entry.kind == "institution" or self._is_led(body)
        is_service = is_public and any(role.startswith(leads) for role in roles)
        return body if entry.kind == "organisation" or is_service else actor

    def _is_party(self, name: str) -> bool:
        return name in self.scene.words.parties or name.startswith(self._parties)

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
            if role.lower().startswith(self._former):
                continue
            if self.scene.words.mayors.intersection(words) or role.lower().startswith(self._deputies):
                return self._town()
            if self.scene.words.prefects.intersection(words):
                return self._only("préfecture")
            if any(word in leading or word.removesuffix("s") in leading for word in words):
                named = self._named_in(_BRACKETS.sub("", role))
                return named if named is not None else self._possessor_of(role)
        return None

    def _possessor_of(self, role: str) -> int | None:
        """Return whose « **sa** directrice générale », « **le** directeur » somebody is: the body told of before."""
        noun = _OF_BODY.search(role)
        word = "" if noun is None else noun[1].lower()
        is_body = word in self.scene.words.bodies or word in self.scene.words.sites
        if role.lower().startswith(self._owned):
            lead = "" if is_body else _POSSESSIVE  # « porte-parole **du collectif** », « **sa** directrice »
            if role.lower() in self._top:
                lead = _DETERMINED  # « **le directeur général**, Paul Roy »
            at = self._told_at(lead, role)
            bodies = self.scene.resolver.body_before(at) if at is not None else ()
            if bodies:
                return bodies[0]
        return self._led_alone(role)

    def _told_at(self, lead: str, role: str) -> int | None:
        """Return where a role stands after such a determiner: « **sa directrice** » of ``_POSSESSIVE``."""
        found = re.search(rf"{lead}{re.escape(role)}\b", ann.text_of(self.scene.doc), re.IGNORECASE)
        return found.start() if found is not None else None

    def _led_alone(self, role: str) -> int | None:
        """Return the body whose head is told without it: « **la vice-présidente** aux transports, Léa Roux, … »."""
        words = [word.lower() for word in role.split() if word.lower() not in self._ranks]
        if not words or words[0] not in self._alone or (words[1:] and words[1] not in self._portfolios):
            return None
        at = self._told_at(_DETERMINED, role)
        head = self.scene.doc.char_span(at, at + 1, alignment_mode="expand") if at is not None else None
        if head is None:
            return None
        if words[0].startswith(self._chairs):
            return next(iter(self._chaired_before(head.start_char)), None)
        return next(iter(self.main.managed(self.scene.doc[head.start]) or self._only_facility()), None)

    def _only_facility(self) -> tuple[int, ...]:
        """Return the one hospital, museum or school of a text: « **la clinique des Tilleuls** … Sa directrice »."""
        firsts = self.scene.words.facilities
        found = [n for n in range(len(self.scene.entries)) if self.main.first_word(n) in firsts]
        return tuple(found) if len(found) == 1 else ()

    def _chaired_before(self, at: int) -> tuple[int, ...]:
        """Return the local body or club that an article is about, else the one named last before a character."""
        if self.main.body and self._is_chaired(self.main.body[0]):
            return self.main.body
        named = [
            m.actor for m in self.names.between(0, at) if self.names.decides(m.actor) and self._is_chaired(m.actor)
        ]
        local = [actor for actor in named if is_local(self.scene, actor)]
        return tuple((local or named)[-1:])

    def _is_chaired(self, actor: int) -> bool:
        """Tell whether a body has a chair, by its name or the word before it: « la **coopérative** Terradour »."""
        if self.scene.entries[actor].name.lower().startswith(self._chaired):
            return True
        text = ann.text_of(self.scene.doc)
        first = next(mention.start for mention in self.names.mentions if mention.actor == actor)
        return text[max(0, first - _BESIDE) : first].lower().rstrip().endswith(self._chaired)

    def _town(self) -> int | None:
        """Return the town that a text names as a body, for whom its mayor says « nous »: « la **Ville de Mende** »."""
        return self._only(*self.scene.words.town_halls)

    def _only(self, *firsts: str) -> int | None:
        """Return the one institution whose name begins with one of these words."""
        found = [
            number
            for number, entry in enumerate(self.scene.entries)
            if entry.kind == "institution" and self.main.first_word(number) in firsts
        ]
        return found[0] if len(found) == 1 else None

    def government_of(self, speakers: tuple[int, ...]) -> tuple[int, ...]:
        """Return the government for which a prime minister says « nous », if the text names it."""
        roles = [role.lower() for speaker in speakers for role in self.scene.entries[speaker].roles]
        body = self._only("gouvernement") if any(role.startswith(self._heads) for role in roles) else None
        return (body,) if body is not None else ()

    def state_of(self, speakers: tuple[int, ...]) -> tuple[int, ...]:
        """Return the country for which its minister says « nous »: « le ministre des Transports du **Togo** »."""
        for speaker in speakers:
            for role in self.scene.entries[speaker].roles:
                if not role.lower().startswith(self._envoys):
                    continue
                for mention in self.names.mentions:
                    name = ann.text_of(self.scene.doc)[mention.start : mention.end]
                    if self._is_state(mention.actor) and role.endswith((f"du {name}", f"de la {name}", f"de {name}")):
                        return (mention.actor,)
        return ()

    def _is_state(self, actor: int) -> bool:
        """Tell whether an actor may be a country: « le **Togo** », « la **République** de Kervalie »."""
        entry = self.scene.entries[actor]
        return entry.kind == "place" or entry.name.lower().startswith(self._states)

    def body_of(self, speaker: int) -> int | None:
        """Return the body that somebody leads or is of: « Léa Roux, **de la CGT** », who says « nous »."""
        led = self.body_led(speaker)
        if led is not None:
            return led
        text = ann.text_of(self.scene.doc)
        for mention in self.names.mentions:
            after = _MEMBER.match(text, mention.end) if mention.actor == speaker else None
            own = self.names.between(after.end(), after.end() + 1) if after is not None else ()
            if own and self.names.decides(own[0].actor):
                return own[0].actor
        return None

    def _named_in(self, role: str) -> int | None:
        best: tuple[int, int] | None = None
        text = ann.text_of(self.scene.doc)
        for mention in self.names.mentions:
            name = text[mention.start : mention.end]
            if name not in role or len(name) < 3 or not self._is_led(mention.actor):
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
            if entry.kind in BODIES and self.main.first_word(number) in nouns
        ]
        if len(named) == 1:
            return named[0]
        kin = (last_of_kin(self.scene, self.names.mentions, noun) for noun in sorted(nouns))
        return next((found[0] for found in kin if found), None)

    def _is_led(self, actor: int) -> bool:
        """Tell whether somebody can lead it: a body, or a facility, « directrice du **musée des Forges** »."""
        return self.names.decides(actor) or self.main.first_word(actor) in self.scene.words.facilities

    def runs(self, service: Word) -> tuple[int, ...]:
        """Return whose service it is by its own phrase: « les urgences de l'**hôpital Jean-Petit** »."""
        end = phrase_of(service).end_char
        return tuple(m.actor for m in self.names.between(service.idx + 1, end) if self._is_led(m.actor))[:1]

    def spoken_for(self, start: int, end: int) -> tuple[int, ...]:
        """Return the body for which somebody unnamed speaks: « un porte-parole de **Valdor** »."""
        head = self.scene.doc.char_span(start, end, alignment_mode="expand")
        if head is None or not any(self.scene.lemmas[token.i] in self.scene.words.leading for token in head[:3]):
            return ()
        return tuple(
            m.actor for m in self.names.between(start, end) if self.names.decides(m.actor) and self.names.is_named(m)
        )[:1]
