"""Who a pronoun in a report takes up: « Le prévenu a reconnu les faits. « Je regrette », a-t-**il** dit »."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from claimex.annotations import Offsets
from claimex.claims.adjuncts import Adjuncts
from claimex.claims.bystanders import Bystanders
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.lexicon import Lexicon
from claimex.mentions.resolution import Resolver
from claimex.syntax import gender_of, is_plural

_SENTENCES = 4  # the sentences looked back for the antecedent of a pronoun, its own included
_TURN = 600  # characters within which a speaker goes on: « Et d'ajouter : « … » »
_PRONOUNS = {
    "il": ("m", False), "lui": ("m", False), "elle": ("f", False),
    "ils": ("m", True), "eux": ("m", True), "elles": ("f", True),
}  # fmt: skip
_NEW = frozenset({"un", "une", "aucun", "aucune"})
_PERSONAL = re.compile(r"\b(?:je|j'|moi|mon|ma|mes|me|m')(?:\b|(?<='))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Actors by index, or the words of somebody unnamed with their head; ``anonymous`` when the text hides who."""

    actors: tuple[int, ...] = ()
    words: Offsets | None = None
    anonymous: bool = False
    head: int | None = None


NOBODY = Speaker()


@cache
def _bodies(lexicon: Lexicon) -> frozenset[str]:
    nouns = lexicon.mapping("anaphors")["noun"]
    return lexicon.words("anaphors.led").union(nouns["organisation"]["forms"], nouns["institution"]["forms"])


class Antecedents:
    """Remembers who spoke in a document and finds who « il », « elle », « ils » are."""

    def __init__(self, scene: Scene, resolver: Resolver, read: Callable[[int], Speaker]) -> None:
        self.scene = scene
        self.resolver = resolver
        self._read_anew = read
        self._spoke: list[tuple[int, Speaker]] = []
        self._bystanders = Bystanders(scene, resolver)
        self._known: dict[int, Speaker] = {}  # who phrases are, as long as nobody else has spoken
        self._adjuncts = Adjuncts(scene)
        self._declarations = scene.lexicon.words("sources.declarations")
        self._bodies = _bodies(scene.lexicon)

    def remember(self, offset: int, speaker: Speaker) -> None:
        """Keep who spoke at a character, so that a later « il » or « elle » may be the same."""
        self._known.clear()
        if speaker.actors or speaker.head is not None:
            self._spoke.append((offset, speaker))

    def _read(self, head: int) -> Speaker:
        found = self._known.get(head)
        if found is None:
            found = self._known[head] = self._read_anew(head)
        return found

    def last(self, before: int) -> Speaker:
        """Return who spoke last, not far before a character."""
        for offset, speaker in reversed(self._spoke):
            if offset < before:
                return speaker if offset > before - _TURN else NOBODY
        return NOBODY

    def is_present(self, actor: int, before: int) -> bool:
        """Tell whether an actor has spoken, or is named in the paragraph, before a character."""
        block = self.scene.block_of(before)
        opening = block.start if block is not None else 0
        spoke = any(actor in speaker.actors for offset, speaker in self._spoke if offset < before)
        return spoke or any(m.actor == actor and opening <= m.start < before for m in self.resolver.mentions)

    def knows(self, pronoun: int) -> bool:
        """Tell whether a token is a pronoun that takes up somebody."""
        return self.scene.forms[pronoun] in _PRONOUNS

    def of(self, pronoun: int, before: int, said: Offsets | None) -> Speaker | None:
        """Return who « il » or « elle » is: the speaker or subject of one of the sentences before a character.

        ``said`` are the words signed: who says « je » there is a person.
        """
        gender, plural = _PRONOUNS[self.scene.forms[pronoun]]
        before = min(before, self._adjuncts.start_before(pronoun))
        is_person = said is not None and _PERSONAL.search(self.scene.text, *said) is not None

        def fits(speaker: Speaker) -> bool:
            return self._agrees(speaker, gender, plural=plural, is_person=is_person)

        def shows(speaker: Speaker) -> bool:
            return fits(speaker) and not self._is_vague(speaker) and not self._is_object(speaker)

        found = self.nearest(before, shows) or self._inside(said, shows) or self.nearest(before, fits)
        is_behind = self.scene.tokens[pronoun].text[0] in "-t" or said is None
        if (
            found is not None
            and (is_behind or not self._is_told_of(found, before))
            and self._is_silent_body(found, before)
        ):
            found = self.nearest(before, lambda speaker: fits(speaker) and self._is_person(speaker)) or found
        if found is None and plural:
            return self.nearest(before, self._is_body, sentences=3)
        return found

    def named_before(self, head: int) -> Iterator[tuple[tuple[int, ...], ...]]:
        """Yield the actors that each sentence up to a token names, in text order, the nearest sentence first."""
        for start, stop in self._bystanders.stretches(self.scene.starts[head], _SENTENCES):
            speakers = (self._read(i) for i in self._bystanders.within(start, stop) if i in self.scene.names)
            yield tuple(dict.fromkeys(speaker.actors for speaker in speakers if speaker.actors))

    def _inside(self, said: Offsets | None, fits: Callable[[Speaker], bool]) -> Speaker | None:
        """Return who a sentence is about that its own incise signs: « **Léa Roy** est choquée, a-t-elle dit »."""
        if said is None or self.scene.quote_of[self.scene.token_at(said[0])] >= 0:
            return None
        return self._first(self._candidates(*said), fits)

    def _is_vague(self, speaker: Speaker) -> bool:
        """Tell whether a name is a body's of unknown gender: a person or a body that agrees is likelier."""
        entry = self.resolver.entries[speaker.actors[0]] if len(speaker.actors) == 1 else None
        is_shown = speaker.head is not None and gender_of(self.scene.tokens[speaker.head]) != ""
        return entry is not None and entry.kind != "person" and not entry.gender and not is_shown

    def _is_object(self, speaker: Speaker) -> bool:
        """Tell whether somebody unnamed only is told of: « L'État lui refuse **un gendarme** »."""
        if speaker.actors or speaker.head is None or any(speaker == said for _, said in self._spoke):
            return False
        first, _ = self.scene.sentence(speaker.head)
        is_new = not _NEW.isdisjoint(self.scene.forms[max(0, speaker.head - 2) : speaker.head])
        return is_new and self.scene.has_finite_verb(first, speaker.head)

    def _is_silent_body(self, speaker: Speaker, before: int) -> bool:
        """Tell whether a body has not spoken yet, so that « a-t-il lancé » may be a person's: « L'**État** refuse »."""
        if len(speaker.actors) > 1 or self._is_person(speaker):
            return False
        if not speaker.actors and not self._is_body(speaker):
            return False
        said_before = (said for offset, said in self._spoke if offset < before)
        return not any(speaker.actors == said.actors and speaker.words == said.words for said in said_before)

    def _is_told_of(self, speaker: Speaker, before: int) -> bool:
        """Tell whether a body opens the sentence before: « **Valdor** conteste toute faute. Il assure … »."""
        start, stop = next(islice(self._bystanders.stretches(before, 2), 1, None), (0, 0))
        first = next((i for i in self._bystanders.within(start, stop) if not self.scene.is_governed(i)), None)
        return first is not None and self._read(first).actors == speaker.actors

    def _is_person(self, speaker: Speaker) -> bool:
        return len(speaker.actors) == 1 and self.resolver.entries[speaker.actors[0]].kind == "person"

    def topic(self, before: int) -> Speaker:
        """Return who a sentence without a subject goes on about: « Le maire proteste. **Rappelant** que … »."""
        return self.nearest(before, lambda speaker: speaker != NOBODY, sentences=2) or NOBODY

    def declaring(self, before: int) -> tuple[int, ...]:
        """Return the body whose statement is told of: « **Valdor** recrute. …, selon un communiqué. »."""

        def is_named_body(speaker: Speaker) -> bool:
            return len(speaker.actors) == 1 and self._is_body(speaker)

        found = self.nearest(before, is_named_body, sentences=3)
        return found.actors if found is not None else ()

    def declarant(self, since: int, before: int) -> Speaker:
        """Return who is told of as declaring between two quotations: « Dans un communiqué, **Valdor** proteste. »."""
        first, last = self.scene.token_at(since), self.scene.token_at(before - 1)
        if self._declarations.isdisjoint(self.scene.forms[first:last]):
            return NOBODY
        start = self.scene.starts[self.scene.sentence(max(first, last - 1))[0]]
        named = (s for s in self._candidates(max(since, start), before) if s.actors and not self._is_place(s))
        return next(named, NOBODY)

    def _is_place(self, speaker: Speaker) -> bool:
        return all(self.resolver.entries[actor].kind == "place" for actor in speaker.actors)

    def latest(self, head: int) -> Speaker:
        """Return who was told of last: « Un riverain a porté plainte. **Ce dernier** affirme … », « ces derniers »."""
        token = self.scene.tokens[head]
        gender, plural = self.resolver.latter(token) or gender_of(token), is_plural(token)
        for start, stop in self._bystanders.stretches(self.scene.starts[head] - 1, 2):
            for i in reversed(list(self._bystanders.within(start, stop))):
                speaker = self._joint(i) if plural and i in self.scene.names else self._read(i)
                if self._agrees(speaker, gender, plural=plural, is_person=False):
                    return speaker
        return NOBODY

    def _joint(self, name: int) -> Speaker:
        """Return the names that one is joined with, else whose name it is: « la CGT et **FO** »."""
        start = self.scene.starts[name]
        actors = self.resolver.joint_names.with_others(start, start + 1)
        return Speaker(actors) if actors else self._read(name)

    def nearest(self, before: int, fits: Callable[[Speaker], bool], *, sentences: int = _SENTENCES) -> Speaker | None:
        """Return the first speaker that fits in the sentences before a character, the nearest sentence first.

        A name inside a complement (« le sentiment **de Cécile** ») counts before a name of an earlier paragraph does.
        """
        stretches = list(self._bystanders.stretches(before, sentences))
        block = self.scene.block_of(before)
        opening = block.start if block is not None else 0
        inside = [stretch for stretch in stretches if stretch[0] >= opening]
        named = (self._candidates(*stretch) for stretch in inside)
        governed = (self._complements(*stretch) for stretch in inside)
        earlier = (self._candidates(*stretch) for stretch in stretches[len(inside) :])
        return self._first(chain.from_iterable(chain(named, governed, earlier)), fits)

    @staticmethod
    def _first(speakers: Iterator[Speaker], fits: Callable[[Speaker], bool]) -> Speaker | None:
        return next((speaker for speaker in speakers if fits(speaker)), None)

    def _candidates(self, start: int, stop: int) -> Iterator[Speaker]:
        """Yield who spoke between two characters, the last one first, then who is named there as no complement."""
        for offset, speaker in reversed(self._spoke):
            if offset < start:
                break
            if offset < stop:
                yield speaker
        seen: set[tuple[int, ...]] = set()
        for i in self._bystanders.within(start, stop):
            if self.scene.is_governed(i) or self._adjuncts.holds(i):
                continue
            joint = self.resolver.joint_names.around(self.scene.starts[i]) if i in self.scene.names else ()
            if joint:
                yield Speaker(joint)
            speaker = self._read(i)
            if i not in self.scene.names:
                if not speaker.actors and self.scene.forms[i] not in self.scene.humans:
                    continue
                if self.scene.forms[i] in self.scene.bodies and speaker.actors:
                    speaker = Speaker(speaker.actors, head=i)  # « **le géant américain** » shows its own gender
            if speaker.actors not in seen or not speaker.actors:
                seen.add(speaker.actors)
                yield speaker

    def _complements(self, start: int, stop: int) -> Iterator[Speaker]:
        """Yield the persons named between two characters inside a complement, the last one first."""
        for i in reversed(list(self._bystanders.within(start, stop))):
            if i in self.scene.names and self.scene.is_governed(i):
                speaker = self._read(i)
                if speaker.actors and self.resolver.entries[speaker.actors[0]].kind == "person":
                    yield speaker

    def _is_body(self, speaker: Speaker) -> bool:
        """Tell whether a singular may be taken up by « ils »: « La direction se tait. Ils … »."""
        if speaker.actors:
            return self.resolver.entries[speaker.actors[0]].kind in {"organisation", "institution"}
        return speaker.head is not None and self.scene.forms[speaker.head] in self._bodies

    def _agrees(self, speaker: Speaker, gender: str, *, plural: bool, is_person: bool) -> bool:
        if len(speaker.actors) > 1:
            return plural
        if speaker.actors:
            entry = self.resolver.entries[speaker.actors[0]]
            is_fit = entry.kind == "person" if is_person else entry.kind != "place"
            if speaker.head is not None:
                noun = self.scene.tokens[speaker.head]
                return is_fit and not plural and gender_of(noun) in ("", gender)
            return is_fit and entry.plural == plural and entry.gender in ("", gender)
        if speaker.head is None:
            return False
        head = self.scene.tokens[speaker.head]
        return is_plural(head) == plural and gender_of(head) in ("", gender)
