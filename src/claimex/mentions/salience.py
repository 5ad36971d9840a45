"""How present an actor is at a point of the text: what a pronoun there can mean.

An actor named as the subject of the sentence before is more present than one inside a complement, a person more than a
body, a voice of the article more than a name inside a quotation.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimex.annotations import ActorEntry, ActorMention, Offsets, Quote, text_of
from claimex.lexicon import Lexicon
from claimex.parse import Parse

_SENTENCES = 6  # sentences looked back
_WEIGHTS = {
    "person": 1.0,
    "subject": 1.5,
    "free": 2.0,
    "role": 0.5,
    "distance": -1.2,
    "far": -0.9,
    "quoted": -2.0,
    "noun": 4.0,
}
_FLOOR = -1.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pronoun or noun asks of its actor. ``noun`` is the word itself: « l'association » likes such a name."""

    gender: str = ""
    kinds: tuple[str, ...] = ("person", "organisation", "institution")
    noun: str = ""
    nearest: bool = False
    firsts: tuple[str, ...] = ()  # what its name may begin with
    others: frozenset[int] = frozenset()  # whom « et **la compagnie** » does not mean again


class Salience:
    """Ranks the mentions before a point of one document."""

    def __init__(
        self,
        doc: Parse,
        entries: Sequence[ActorEntry],
        mentions: Sequence[ActorMention],
        quotes: Sequence[Quote],
        lexicon: Lexicon,
    ) -> None:
        self.text = text_of(doc).replace("’", "'")
        self.entries = entries
        self.mentions = mentions
        self._starts = [mention.start for mention in mentions]
        has_sentences = doc.has_annotation("SENT_START")
        self._sentences = [sent.start_char for sent in doc.sents] if has_sentences else [0]
        self._quotes: list[Offsets] = [quote.inner for quote in quotes if quote.depth == 0]
        self._quote_starts = [start for start, _ in self._quotes]
        self._own = lexicon.words("naming.own")
        self._articles = lexicon.words("naming.article")
        self._settings = lexicon.words("anaphors.setting")

    def best(self, offset: int, wanted: Wanted) -> tuple[int, ...]:
        """Return the one actor that fits best before ``offset``; () when none does."""
        ranked = [(self._rank(mention, offset, wanted), mention) for mention in self._before(offset, wanted)]
        if wanted.nearest and ranked:
            return (ranked[0][1].actor,)
        top = max(ranked, key=lambda item: (item[0], item[1].start), default=None)
        return (top[1].actor,) if top is not None and top[0] > _FLOOR else ()

    def last(self, offset: int, gender: str) -> tuple[int, ...]:
        """Return whom « **ce dernier** », « **celle-ci** » mean: who was named last, rather not in a complement."""
        wanted = Wanted(gender=gender)
        agreeing = [mention for mention in self._before(offset, wanted) if self._is_near(mention, offset)]
        free = [mention for mention in agreeing if not self._is_complement(self._words_before(mention))]
        return tuple(mention.actor for mention in (free or agreeing)[:1])

    def _is_near(self, mention: ActorMention, offset: int) -> bool:
        """Tell whether a mention stands in the same sentence or one of the two before."""
        return bisect_right(self._sentences, offset) - bisect_right(self._sentences, mention.start) <= 2

    def _words_before(self, mention: ActorMention) -> list[str]:
        """Return the words of the sentence before a mention."""
        sentence = self._sentences[bisect_right(self._sentences, mention.start) - 1]
        return self.text[sentence : mention.start].replace("'", "' ").split()

    def several(self, offset: int, gender: str) -> tuple[int, ...]:
        """Return the actors behind « ils », « elles »: the last names joined by « et », or one name in the plural."""
        last: ActorMention | None = None
        for mention in self._back(offset):
            entry = self.entries[mention.actor]
            if entry.plural and entry.kind != "place":
                return (mention.actor,)
            if last is not None and self._is_pair(mention, last, gender):
                return (mention.actor, last.actor)
            last = mention if entry.kind == "person" else None
        return ()

    def _is_pair(self, left: ActorMention, right: ActorMention, gender: str) -> bool:
        genders = {self.entries[left.actor].gender, self.entries[right.actor].gender}
        persons = self.entries[left.actor].kind == "person" and left.actor != right.actor
        joined = self.text[left.end : right.start].strip() == "et"
        return persons and joined and not (gender == "f" and "m" in genders)

    def _back(self, offset: int) -> Iterator[ActorMention]:
        """Yield mentions before ``offset``, nearest first, of the last sentences."""
        sentence = bisect_right(self._sentences, offset) - 1
        reach = self._sentences[max(0, sentence - _SENTENCES)]
        for number in range(bisect_right(self._starts, offset) - 1, -1, -1):
            mention = self.mentions[number]
            if mention.start < reach:
                return
            if mention.end <= offset:
                yield mention

    def _before(self, offset: int, wanted: Wanted) -> Iterator[ActorMention]:
        for mention in self._back(offset):
            entry = self.entries[mention.actor]
            known = entry.gender or ("" if entry.kind == "person" else "?")
            agrees = not wanted.gender or not known or known == wanted.gender
            fits = not wanted.firsts or entry.name.lower().startswith(wanted.firsts)
            if mention.actor in wanted.others:
                continue
            is_one = not entry.plural or bool(
                wanted.noun and entry.kind == "organisation"
            )  # « les Restos … l'association »
            if entry.kind in wanted.kinds and is_one and agrees and fits:
                yield mention

    def _rank(self, mention: ActorMention, offset: int, wanted: Wanted) -> float:
        entry = self.entries[mention.actor]
        sentence = bisect_right(self._sentences, mention.start) - 1
        rank = _WEIGHTS["far" if wanted.noun else "distance"] * (bisect_right(self._sentences, offset) - 1 - sentence)
        rank += _WEIGHTS["person"] if entry.kind == "person" else 0.0
        rank += _WEIGHTS["role"] if entry.roles else 0.0
        before = self._words_before(mention)
        is_apart = entry.kind == "organisation" and self._is_setting(before)
        rank += 0.0 if is_apart or self._is_complement(before) else _WEIGHTS["free"]
        rank += _WEIGHTS["subject"] if len(before) <= 1 else 0.0
        rank += _WEIGHTS["quoted"] if self._quote_at(mention.start) != self._quote_at(offset) else 0.0
        if wanted.noun and (wanted.noun in before[-2:] or entry.name.lower().startswith(wanted.noun)):
            rank += _WEIGHTS["noun"]
        return rank

    def _is_complement(self, before: list[str]) -> bool:
        last = [word.lower() for word in before[-2:]]
        if not last:
            return False
        elided = last[-1].endswith("d'")
        return elided or last[-1] in self._own or (last[-1] in self._articles and last[0] in self._own)

    def _is_setting(self, before: list[str]) -> bool:
        """Tell whether a name only says where something was told: « sur **TF1** », « à l'**AFP** »."""
        last = [word.lower() for word in before[-2:]]
        return bool(last) and (last[-1] in self._settings or (last[-1] in self._articles and last[0] in self._settings))

    def _quote_at(self, offset: int) -> int:
        number = bisect_right(self._quote_starts, offset) - 1
        return number if number >= 0 and offset < self._quotes[number][1] else -1
