"""Candidates for names: every stretch of a text that could name an actor, before anything is decided.

A candidate is a form of a table, a name built on an institution's head, a run of capitals with its particles, or a
stretch that the model calls an entity. What it names is for ``evidence`` to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from claimex.mentions.bodies import BodyReader, read_run
from claimex.mentions.gazetteer import Gazetteer, Head, Known
from claimex.mentions.words import Words, is_acronym, is_capital


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the model by words: first, last (exclusive) and its label."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class Candidate:
    """A possible mention: words ``first`` to ``last - 1``. ``head`` built it, ``known`` is its table row."""

    first: int
    last: int
    start: int
    end: int
    form: str
    known: Known | None = None
    head: Head | None = None
    label: str = ""
    initial: bool = False
    shouted: bool = False


class NameReader:
    """Reads the candidates of one document in text order."""

    def __init__(self, doc: Doc, words: Words, gazetteer: Gazetteer) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.entities = _read_entities(doc, words)
        self.bodies = BodyReader(words, gazetteer, _adjectives(doc, words))
        self.shouted = _shouted_lines(words)
        self.particles = gazetteer.naming("particle")
        self.binding = gazetteer.naming("binding")

    def read(self) -> Iterator[Candidate]:
        """Yield candidates; none overlaps the one before."""
        i = 0
        words = self.words
        while i < len(words):
            found = self._read_at(i)
            if found is None:
                i += 1
                continue
            if not words.is_closed(found.start):
                yield found
            i = max(found.last, i + 1)

    def _read_at(self, i: int) -> Candidate | None:
        form = self.words.forms[i]
        capital = is_capital(form)
        known_end = self.gazetteer.match(self.words, i)
        if self._is_shouted(i):
            return self._make(i, known_end) if known_end > i else (self._shouted_run(i) if capital else None)
        body = self._read_body(i, capital=capital, known_end=known_end)
        if body is not None:
            return body
        if not capital:
            return self._make(i, known_end) if known_end > i else None
        return self._read_capitals(i, known_end)

    def _read_body(self, i: int, *, capital: bool, known_end: int) -> Candidate | None:
        after = self.gazetteer.match_head(self.words, i)
        if after == i:
            return None
        head = self.gazetteer.heads[self.words.slice(i, after).lower()] if self._has_head(i, after) else None
        if head is None or (head.need == "apposed" and not capital):
            return None
        if head.need == "bare":
            end = self._bare_end(i, after)
            return self._make(i, end, head=head)
        end = self.bodies.read(head, i, after)
        if end <= max(known_end, i):
            return None
        return self._make(i, end, head=head)

    def _has_head(self, i: int, after: int) -> bool:
        return self.words.slice(i, after).lower() in self.gazetteer.heads

    def _bare_end(self, i: int, after: int) -> int:
        """Complete « gouvernement », « police » and the like by an adjective or a place: « parquet de Lyon »."""
        return max(after, self.bodies._chain(after, deep=False))

    def _read_capitals(self, i: int, known_end: int) -> Candidate | None:
        words = self.words
        first = i
        end = read_run(words, i)
        while first < end and self._is_opener(first):
            first += 1
        if first == end:
            return self._make(i, known_end) if known_end > i else None
        if first > i:
            known_end = self.gazetteer.match(words, first)
        if known_end >= end:
            return self._make(first, known_end)
        end = self._with_particles(first, end)
        end = self._with_entity(first, end)
        return self._make(first, end)

    def _is_opener(self, i: int) -> bool:
        lower = self.words.lower(i)
        return lower in self.gazetteer.openers and not is_acronym(self.words.forms[i])

    def _with_particles(self, first: int, end: int) -> int:
        words = self.words
        j = end
        while j < len(words) and words.is_joined(j) and words.lower(j) in self.particles | {"la", "le"}:
            j += 1
        if j == end or j >= len(words) or not words.is_joined(j) or not is_capital(words.forms[j]):
            return end
        if j - end > 2:
            return end
        particles = {words.lower(k) for k in range(end, j)}
        entity = self.entities.get(first)
        covered = entity is not None and entity.label == "PER" and entity.last > j
        given = words.forms[first] in self.gazetteer.genders and end - first == 1
        if (
            particles & self.binding
            or covered
            or (given and not particles & {"la", "le", "el", "al"} and self._is_free(j))
        ):
            return self._with_particles(first, read_run(words, j))
        return end

    def _is_free(self, i: int) -> bool:
        """True when no well-known place or body begins at word ``i``."""
        end = self.gazetteer.match(self.words, i)
        return end == i or self.gazetteer.known[self.words.slice(i, end)].weight < 0.6

    def _with_entity(self, first: int, end: int) -> int:
        """Let the model add up to two lower-case words to a name: « Rives sonores »."""
        entity = self.entities.get(first)
        if entity is None or entity.label in {"PER", "MISC"} or not end < entity.last <= end + 2:
            return end
        added = range(end, entity.last)
        plain = all(self.words.is_joined(k) and self.words.gap(k) == " " for k in added)
        return entity.last if plain and all(k in self.bodies.adjectives for k in added) else end

    def _make(self, first: int, last: int, *, head: Head | None = None) -> Candidate:
        words = self.words
        form = words.slice(first, last)
        entity = self.entities.get(first)
        label = entity.label if entity else ""
        start, end = words.starts[first], words.ends[last - 1]
        known = self.gazetteer.known.get(form)
        return Candidate(
            first, last, start, end, form, known, head, label, words.is_initial(first), self._is_shouted(first)
        )

    def _is_shouted(self, i: int) -> bool:
        offset = self.words.starts[i]
        return any(start <= offset < end for start, end in self.shouted)

    def _shouted_run(self, i: int) -> Candidate | None:
        return self._make(i, i + 1)


def _read_entities(doc: Doc, words: Words) -> dict[int, Entity]:
    entities: dict[int, Entity] = {}
    for span in doc.ents:
        first = words.at(span.start_char)
        if words.forms and words.starts[first] < span.start_char and words.ends[first] <= span.start_char:
            first += 1
        last = words.at(span.end_char - 1) + 1 if words.forms else 0
        for i in range(first, last):
            entities[i] = Entity(first, last, span.label_)
    return entities


def _adjectives(doc: Doc, words: Words) -> frozenset[int]:
    if not doc.has_annotation("POS") or not words.forms:
        return frozenset()
    return frozenset(words.at(token.idx) for token in doc if token.pos_ == "ADJ" and token.text[:1].islower())


def _shouted_lines(words: Words) -> tuple[tuple[int, int], ...]:
    """Return the lines, or openings of lines, written in capitals throughout."""
    lines = []
    start = 0
    for line in words.text.splitlines(keepends=True):
        letters = [c for c in line if c.isalpha()]
        if len(letters) > 8 and sum(c.isupper() for c in letters) > 0.9 * len(letters) and " " in line.strip():
            lines.append((start, start + len(line)))
        start += len(line)
    return tuple(lines)
