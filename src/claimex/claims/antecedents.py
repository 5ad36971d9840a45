"""Who a pronoun in a report takes up: « Le prévenu a reconnu les faits. « Je regrette », a-t-**il** dit »."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.mentions.resolution import Resolver
from claimex.syntax import gender_of, is_plural

_SENTENCES = 4  # the sentences looked back for the antecedent of a pronoun, its own included
_TURN = 600  # characters within which a speaker goes on: « Et d'ajouter : « … » »
_PRONOUNS = {
    "il": ("m", False), "lui": ("m", False), "elle": ("f", False),
    "ils": ("m", True), "eux": ("m", True), "elles": ("f", True),
}  # fmt: skip
_PERSONAL = re.compile(r"\b(?:je|j'|moi|mon|ma|mes|me|m')(?:\b|(?<='))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Actors by index, or the words of somebody unnamed with their head; ``anonymous`` when the text hides who."""

    actors: tuple[int, ...] = ()
    words: Offsets | None = None
    anonymous: bool = False
    head: int | None = None


NOBODY = Speaker()


class Antecedents:
    """Remembers who spoke in a document and finds who « il », « elle », « ils » are."""

    def __init__(self, scene: Scene, resolver: Resolver, read: Callable[[int], Speaker]) -> None:
        self.scene = scene
        self.resolver = resolver
        self._read = read
        self._spoke: list[tuple[int, Speaker]] = []

    def remember(self, offset: int, speaker: Speaker) -> None:
        """Keep who spoke at a character, so that a later « il » or « elle » may be the same."""
        if speaker.actors or speaker.head is not None:
            self._spoke.append((offset, speaker))

    def last(self, before: int) -> Speaker:
        """Return who spoke last, not far before a character."""
        for offset, speaker in reversed(self._spoke):
            if offset < before:
                return speaker if offset > before - _TURN else NOBODY
        return NOBODY

    def knows(self, pronoun: int) -> bool:
        """Tell whether a token is a pronoun that takes up somebody."""
        return self.scene.forms[pronoun] in _PRONOUNS

    def of(self, pronoun: int, before: int, said: Offsets | None) -> Speaker | None:
        """Return who « il » or « elle » is: the speaker or subject of one of the sentences before a character.

        ``said`` are the words signed: who says « je » there is a person.
        """
        gender, plural = _PRONOUNS[self.scene.forms[pronoun]]
        is_person = said is not None and _PERSONAL.search(self.scene.text, *said) is not None
        sentence = self.scene.sentence(self.scene.token_at(before))[0]
        stop = before
        for _ in range(_SENTENCES):
            start = self.scene.starts[sentence]
            for candidate in self._candidates(start, stop):
                if self._agrees(candidate, gender, plural=plural, is_person=is_person):
                    return candidate
            if sentence == 0:
                return None
            stop, sentence = start, self.scene.sentence(sentence - 1)[0]
        return None

    def _candidates(self, start: int, stop: int) -> Iterator[Speaker]:
        """Yield who spoke between two characters, the last one first, then who is named there as no complement."""
        for offset, speaker in reversed(self._spoke):
            if offset < start:
                break
            if offset < stop:
                yield speaker
        scene = self.scene
        seen: set[tuple[int, ...]] = set()
        for i in range(scene.token_at(start), scene.token_at(stop - 1) + 1 if stop else 0):
            if scene.quote_of[i] >= 0 or not self._may_be(i) or scene.is_governed(i):
                continue
            speaker = self._read(i)
            if speaker.actors not in seen or not speaker.actors:
                seen.add(speaker.actors)
                yield speaker

    def _may_be(self, token: int) -> bool:
        if token in self.scene.names:
            return token - 1 not in self.scene.names
        return self.scene.forms[token] in self.scene.humans and self.scene.tokens[token].pos_ == "NOUN"

    def _agrees(self, speaker: Speaker, gender: str, *, plural: bool, is_person: bool) -> bool:
        if len(speaker.actors) > 1:
            return plural
        if speaker.actors:
            entry = self.resolver.entries[speaker.actors[0]]
            is_fit = entry.kind == "person" if is_person else entry.kind != "place"
            return is_fit and entry.plural == plural and entry.gender in ("", gender)
        if speaker.head is None:
            return False
        head = self.scene.tokens[speaker.head]
        return is_plural(head) == plural and gender_of(head) in ("", gender)
