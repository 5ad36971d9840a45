"""A stretch of a text that could name an actor, before anything is decided, and what the model says of its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from claimex.mentions.gazetteer import Head, Known
from claimex.mentions.words import Words, fold
from claimex.schema import ActorKind


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the model by words: first, last (exclusive) and its label."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class Candidate:
    """A possible mention: words ``first`` to ``last - 1``. ``head`` built it, ``known`` is its table row.

    ``defined`` is true when an acronym in brackets stands for it. ``key`` says which uses go together; ``kind`` is set
    once the evidence is weighed.
    """

    first: int
    last: int
    start: int
    end: int
    form: str
    known: Known | None = None
    head: Head | None = None
    label: str = ""
    initial: bool = False
    defined: bool = False
    key: str = ""
    kind: ActorKind | None = None

    def __post_init__(self) -> None:
        self.key = fold(self.form)


def read_entities(doc: Doc, words: Words) -> dict[int, Entity]:
    """Return the model's entities by each of their words."""
    entities: dict[int, Entity] = {}
    for span in doc.ents:
        first = words.at(span.start_char)
        if words.forms and words.starts[first] < span.start_char and words.ends[first] <= span.start_char:
            first += 1
        last = words.at(span.end_char - 1) + 1 if words.forms else 0
        entity = Entity(first, last, span.label_)
        entities |= dict.fromkeys(range(first, last), entity)
    return entities


def find_persons(entities: Mapping[int, Entity]) -> frozenset[int]:
    """Return the words at which the model sees the name of a person, of two words or more, begin."""
    return frozenset(e.first for e in entities.values() if e.label == "PER" and e.last - e.first > 1)


def find_adjectives(doc: Doc, words: Words) -> frozenset[int]:
    """Return the words that the tagger calls adjectives, those with a capital aside."""
    if not doc.has_annotation("POS") or not words.forms:
        return frozenset()
    columns = doc.to_array(["POS", "IDX"])
    offsets: list[int] = columns[columns[:, 0] == doc.vocab.strings["ADJ"], 1].tolist()
    text = words.text
    return frozenset(map(words.at, [offset for offset in offsets if text[offset].islower()]))
