"""The result: frozen Pydantic models that quote their source. docs/schema.json is their JSON Schema.

Offsets are Unicode code points into the source text exactly as given, half-open:
``source[span.start:span.end] == span.text`` for every span, and the models check it.
Unknown is ``None``, never a guess. Amounts are ``Decimal`` (strings in JSON).
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from claimex.errors import SchemaError

SCHEMA_VERSION = "1"

ActorKind = Literal["person", "organisation", "institution", "place"]
Comparator = Literal["=", "≈", "≥", ">", "≤", "<"]
Change = Literal["increase", "decrease"]
Grain = Literal[
    "minute", "hour", "day", "week", "month", "quarter", "season", "semester", "year", "decade", "century", "term"
]
Relation = Literal["on", "by", "from", "before", "after", "during"]
Factuality = Literal["question", "negated", "hypothetical", "unverified", "attributed", "asserted"]
Force = Literal["pledge", "decision", "plan", "proposal"]
Mode = Literal["direct", "indirect", "mixed"]
Stance = Literal["neutral", "endorsing", "distancing", "promising", "asking"]
Share = Annotated[float, Field(ge=0.0, le=1.0)]


class Model(BaseModel):
    """Base of all results: frozen, and no field that docs/schema.json does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextSpan(Model):
    """A stretch of the source, e.g. ``{"start": 2, "end": 11, "text": "Marseille"}``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Producer(Model):
    """What made the result: package version, model, and a hash of the linguistic data."""

    claimex: str
    model: str
    rules: str


class Document(Model):
    """The article as given. ``characters`` counts code points; ``sha256`` is of the UTF-8 text."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    language: str | None = None
    characters: int
    sha256: str


class Actor(Model):
    """A named person, organisation, institution or place, under its longest proper form.

    « Emmanuel Macron », « Macron » and « le chef de l'État » are three mentions of one actor.
    ``identifiers`` come from the user's own lexicon, e.g. ``{"wikidata": "Q3052772"}``.
    """

    id: str
    name: str
    kind: ActorKind
    roles: tuple[str, ...] = ()
    mentions: tuple[TextSpan, ...]
    identifiers: dict[str, str] = Field(default_factory=dict)


class ActorRef(Model):
    """An actor as a claim names it."""

    id: str
    name: str
    kind: ActorKind


class Quantity(Model):
    """An amount, e.g. « près de 3,5 milliards d'euros »: ≈ 3500000000 EUR.

    ``unit`` is an ISO 4217 code, ``%``, ``pt``, a UCUM-like symbol, a duration (``year`` … ``s``) or the lemma of the
    counted noun. A range has ``low`` and ``high`` and no ``value``; a vague amount (« des milliers ») has none of them.
    """

    id: str
    span: TextSpan
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = "="
    change: Change | None = None
    age: bool = False
    vague: bool = False


class Moment(Model):
    """A date, deadline or period, e.g. « d'ici 2030 »: by [2030-01-01, 2030-12-31], grain year. Dates are inclusive."""

    id: str
    span: TextSpan
    start: date | None = None
    end: date | None = None
    grain: Grain
    relation: Relation = "on"


class Testable(Model):
    """Whether a commitment can be judged kept or broken.

    After the pledge-testing criteria of political science (Royed 1996; Thomson et al. 2017): an action or outcome,
    an amount and a deadline, each present in the text or not.
    """

    action: bool
    amount: bool
    deadline: bool


class BaseClaim(Model):
    """What every claim has. ``rule`` is the id of the rule that fired, ``cue`` the words that made it fire."""

    id: str
    span: TextSpan
    sentence: TextSpan
    section: tuple[str, ...] = ()
    factuality: Factuality
    reported_by: ActorRef | None = None
    checkworthiness: Share
    confidence: Share
    rule: str
    cue: TextSpan | None = None
    text: str


class Commitment(BaseClaim):
    """An undertaking, e.g. « s'engage à recruter 30 agents d'ici 2027 ». ``repeats`` are later tellings of it."""

    kind: Literal["commitment"] = "commitment"
    actors: tuple[ActorRef, ...] = ()
    head: TextSpan
    action: str
    force: Force
    deadline: Moment | None = None
    quantities: tuple[Quantity, ...] = ()
    condition: TextSpan | None = None
    beneficiary: TextSpan | None = None
    negated: bool = False
    testable: Testable
    repeats: tuple[TextSpan, ...] = ()


class Statement(BaseClaim):
    """Words or a position attributed to a speaker, e.g. « Le maire affirme que le pont est sûr ».

    A speaker who is no actor (« une source policière ») leaves ``speakers`` empty and stands in ``speaker_span``.
    ``anonymous`` is true when the text hides who speaks (« sous couvert d'anonymat »).
    """

    kind: Literal["statement"] = "statement"
    content: tuple[TextSpan, ...]
    speakers: tuple[ActorRef, ...] = ()
    speaker_span: TextSpan | None = None
    mode: Mode
    stance: Stance = "neutral"
    anonymous: bool = False


class Figure(BaseClaim):
    """A quantity with what it measures, e.g. « le taux de chômage s'établit à 7,3 % »."""

    kind: Literal["figure"] = "figure"
    quantity: Quantity
    measure: TextSpan | None = None
    from_quantity: Quantity | None = None
    period: Moment | None = None
    place: ActorRef | None = None
    source: ActorRef | None = None
    source_span: TextSpan | None = None
    forecast: bool = False


Claim = Annotated[Commitment | Statement | Figure, Field(discriminator="kind")]


class Warning(Model):
    """Something about the document its user should know, e.g. ``assistant-residue`` with the span of the residue."""

    code: str
    message: str
    span: TextSpan | None = None


class Extraction(Model):
    """Everything that was read in one article."""

    schema_version: Literal["1"] = "1"
    producer: Producer
    document: Document
    actors: tuple[Actor, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def check(self, source: str) -> "Extraction":
        """Return self when every span quotes ``source``; raise ``SchemaError`` CX101 at the first that does not."""
        for span in iter_spans(self):
            if source[span.start : span.end] != span.text:
                raise SchemaError(
                    101,
                    what=f"the text there is {source[span.start : span.end]!r}, not {span.text!r}",
                    where=f"span {span.start}:{span.end}",
                    todo="Pass the very text that was extracted from; if you did, report it as a bug",
                )
        return self


def iter_spans(model: Model) -> Iterator[TextSpan]:
    """Yield every ``TextSpan`` inside a model, depth first, in field order."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, TextSpan):
                yield item
            elif isinstance(item, Model):
                yield from iter_spans(item)


def sha256(text: str) -> str:
    """Return the hex digest of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def json_schema() -> str:
    """Return the JSON Schema of an ``Extraction`` as indented text, the content of docs/schema.json."""
    schema = Extraction.model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$comment"] = f"claimex results, schema version {SCHEMA_VERSION}; written by `claimex schema`"
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
