"""What claimex leaves on a ``Doc``: span groups whose ``attrs`` hold plain dicts, one row a span.

A group ``doc.spans[KEY]`` holds the spans aligned outwards to tokens; ``attrs["rows"]`` holds, in the same order, the
exact character offsets and everything else. So a Doc survives ``to_bytes``, ``DocBin`` and ``n_process=2``. The frozen
dataclasses below are the typed view of the rows: components write them with ``write`` and read them with ``read``.

All offsets are code points into ``doc.text``, half-open. A pair ``(start, end)`` is written ``Offsets``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Literal, TypeVar, get_type_hints
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span, SpanGroup

from claimex.parse import Parse
from claimex.parse import text_of as text_of
from claimex.schema import ActorKind, Change, Comparator, Factuality, Force, Grain, Mode, Relation, Stance

Offsets = tuple[int, int]

BLOCKS = "claimex.blocks"
QUOTES = "claimex.quotes"
ACTORS = "claimex.actors"
QUANTITIES = "claimex.quantities"
MOMENTS = "claimex.moments"
CLAIMS = "claimex.claims"

PUBLISHED = "claimex.published"  # doc.user_data: ISO date of publication, when known
SOURCE = "claimex.source"  # doc.user_data: the text as given, when normalising changed a character
OUTLET = "claimex.outlet"  # doc.user_data: name or host of the outlet, when known (« $ » in a Québec paper)

BlockKind = Literal["title", "heading", "paragraph", "item", "row", "boilerplate", "residue"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the layout. ``cells`` are the cells of a row; ``columns`` the titles above them, when known.

    ``section`` quotes, outermost first, the title path that the block stands under: headings, then a list's intro.
    ``repeats`` is true for a table or list row that was already given (cells, then raw Markdown): no claim there.
    """

    start: int
    end: int
    kind: BlockKind
    section: tuple[Offsets, ...] = ()
    cells: tuple[Offsets, ...] = ()
    columns: tuple[Offsets, ...] = ()
    level: int = 0
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks. ``start``/``end`` include the marks, ``inner`` leaves them out.

    ``depth`` is 0 for an outer quotation, 1 for one inside it. ``closed`` is false when the end mark is missing.
    ``starts`` are the opening marks repeated at the head of later paragraphs of one quotation.
    """

    start: int
    end: int
    inner: Offsets
    depth: int = 0
    closed: bool = True
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One actor of the document (kept in the group's ``attrs["entries"]``; a mention names it by its index)."""

    name: str
    kind: ActorKind
    roles: tuple[str, ...] = ()
    gender: Literal["f", "m", ""] = ""
    plural: bool = False
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One mention. ``how``: its name, an alias (« Bercy »), or a role phrase that was resolved (« la ministre »)."""

    start: int
    end: int
    actor: int
    how: Literal["name", "alias", "role"] = "name"
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """An amount as read. Decimals travel as strings in the row. ``measured`` marks it fit for a figure."""

    start: int
    end: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = "="
    change: Change | None = None
    age: bool = False
    vague: bool = False
    origin: int | None = None  # index of the quantity it changed from (« de 7,4 % à 7,1 % »), None if none
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class MomentMention:
    """A date, deadline or period. ``first``/``last`` are ISO dates, inclusive; None when they cannot be resolved."""

    start: int
    end: int
    grain: Grain
    relation: Relation = "on"
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """What every claim's row has. ``start``/``end`` span the claim; ``actors`` index the actor entries.

    ``reasons`` say why ``checkworthiness`` is what it is, ``hedges`` quote the words that weaken the claim, ``decided``
    says per field what decided it; ``claimex explain`` shows all three.
    """

    start: int
    end: int
    rule: str
    cue: Offsets | None = None
    factuality: Factuality = "asserted"
    reported_by: int | None = None
    confidence: float = 0.5
    checkworthiness: float = 0.0
    reasons: tuple[str, ...] = ()
    hedges: tuple[Offsets, ...] = ()
    decided: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StatementMention(ClaimMention):
    """A statement: ``content`` parts, ``speakers`` as actor indices or, failing that, ``speaker_words``."""

    content: tuple[Offsets, ...] = ()
    speakers: tuple[int, ...] = ()
    speaker_words: Offsets | None = None
    mode: Mode = "direct"
    stance: Stance = "neutral"
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentMention(ClaimMention):
    """A commitment: ``head`` quotes the action's head word, ``action`` is its lemma; indices point at their groups."""

    head: Offsets = (0, 0)
    action: str = ""
    force: Force = "decision"
    actors: tuple[int, ...] = ()
    deadline: int | None = None
    quantities: tuple[int, ...] = ()
    condition: Offsets | None = None
    beneficiary: Offsets | None = None
    negated: bool = False
    repeats: tuple[Offsets, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureMention(ClaimMention):
    """A figure: ``quantity`` and ``from_quantity`` index the quantities, ``period`` the moments, others the actors."""

    quantity: int = 0
    measure: Offsets | None = None
    from_quantity: int | None = None
    period: int | None = None
    place: int | None = None
    source: int | None = None
    source_words: Offsets | None = None
    forecast: bool = False


Row = Block | Quote | ActorEntry | ActorMention | QuantityMention | MomentMention | ClaimMention
R = TypeVar("R", bound=Row)

CLAIM_KINDS: dict[str, type[ClaimMention]] = {
    "statement": StatementMention,
    "commitment": CommitmentMention,
    "figure": FigureMention,
}
_KIND_NAMES = {kind: name for name, kind in CLAIM_KINDS.items()}


# What finders ask of one Doc again and again; a Doc takes no attributes of its own, and forgets these when it goes.
_ENTRIES = "claimex.actors.entries"
_ROWS: WeakKeyDictionary[Doc, dict[str, tuple[object, tuple[Any, ...]]]] = WeakKeyDictionary()


def write(doc: Doc, key: str, rows: Iterable[Row], *, entries: Sequence[ActorEntry] = ()) -> None:
    """Set ``doc.spans[key]`` to one span a row, in text order as given. ``entries`` are an actor group's actors."""
    items = list(rows)
    group = SpanGroup(doc, name=key, spans=[_span_of(doc, row) for row in items])
    group.attrs["rows"] = plain = [_to_plain(row) for row in items]
    _remember(doc, key, plain, tuple(items))
    if entries:
        group.attrs["entries"] = plain = [_to_plain(entry) for entry in entries]
        _remember(doc, _ENTRIES, plain, tuple(entries))
    doc.spans[key] = group


def read(doc: Doc | Parse, key: str, kind: type[R]) -> tuple[R, ...]:
    """Return the rows of a group as typed values; empty when the component has not run."""
    doc = doc.source if isinstance(doc, Parse) else doc
    if key not in doc.spans:
        return ()
    rows = doc.spans[key].attrs.get("rows", ())
    return _recall(doc, key, rows) or _remember(doc, key, rows, tuple(_from_plain(kind, row) for row in rows))


def read_entries(doc: Doc | Parse) -> tuple[ActorEntry, ...]:
    """Return the document's actors; ``ActorMention.actor`` indexes this tuple."""
    doc = doc.source if isinstance(doc, Parse) else doc
    if ACTORS not in doc.spans:
        return ()
    rows = doc.spans[ACTORS].attrs.get("entries", ())
    entries = _recall(doc, _ENTRIES, rows)
    return entries or _remember(doc, _ENTRIES, rows, tuple(_from_plain(ActorEntry, row) for row in rows))


def add_claims(doc: Doc, claims: Iterable[ClaimMention]) -> None:
    """Put claims beside those of other kinds that are already there, in text order."""
    rows = [*read_claims(doc), *claims]
    rows.sort(key=lambda claim: (claim.start, claim.end, _KIND_NAMES[type(claim)], claim.rule))
    write(doc, CLAIMS, rows)


def read_claims(doc: Doc | Parse) -> tuple[ClaimMention, ...]:
    """Return the claims of all kinds in text order, each as its own dataclass."""
    doc = doc.source if isinstance(doc, Parse) else doc
    if CLAIMS not in doc.spans:
        return ()
    rows = doc.spans[CLAIMS].attrs.get("rows", ())
    claims = _recall(doc, CLAIMS, rows)
    return claims or _remember(doc, CLAIMS, rows, tuple(_from_plain(CLAIM_KINDS[row["kind"]], row) for row in rows))


def kind_of(claim: ClaimMention) -> str:
    """Return "statement", "commitment" or "figure"."""
    return _KIND_NAMES[type(claim)]


def _remember(doc: Doc, key: str, rows: object, typed: tuple[Any, ...]) -> tuple[Any, ...]:
    _ROWS.setdefault(doc, {})[key] = rows, typed
    return typed


def _recall(doc: Doc, key: str, rows: Sequence[object]) -> tuple[Any, ...]:
    """Return the typed view of these very rows when it is known, else nothing."""
    known, typed = _ROWS.get(doc, {}).get(key, (None, ()))
    return typed if known is rows and len(typed) == len(rows) else ()


def _span_of(doc: Doc, row: Row) -> Span:
    start, end = row.start, row.end  # type: ignore[union-attr]  # an ActorEntry is never written as a span
    label = _KIND_NAMES[type(row)] if isinstance(row, ClaimMention) else str(getattr(row, "kind", ""))
    span_id = row.rule if isinstance(row, ClaimMention) else ""
    span = doc.char_span(start, end, label=label, span_id=span_id, alignment_mode="expand")
    if span is None:
        raise ValueError(f"[{start}:{end}] lies outside the text of {len(doc.text)} characters")
    return span


def _to_plain(row: Row) -> dict[str, Any]:
    plain = {name: _plain(getattr(row, name)) for name in _field_names(type(row))}
    if isinstance(row, ClaimMention):
        plain["kind"] = _KIND_NAMES[type(row)]
    return plain


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def _from_plain(kind: type[R], plain: dict[str, Any]) -> R:
    decimals = _decimal_fields(kind)
    values: dict[str, Any] = {name: _frozen(plain[name]) for name in _field_names(kind)}
    for name in decimals:
        if values[name] is not None:
            values[name] = Decimal(values[name])
    return kind(**values)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list | tuple) else value


_FIELD_NAMES: dict[type, tuple[str, ...]] = {}
_DECIMAL_FIELDS: dict[type, frozenset[str]] = {}


def _field_names(kind: type) -> tuple[str, ...]:
    if kind not in _FIELD_NAMES:
        _FIELD_NAMES[kind] = tuple(field.name for field in fields(kind))
    return _FIELD_NAMES[kind]


def _decimal_fields(kind: type) -> frozenset[str]:
    if kind not in _DECIMAL_FIELDS:
        hints = get_type_hints(kind)
        _DECIMAL_FIELDS[kind] = frozenset(name for name, hint in hints.items() if hint == Decimal | None)
    return _DECIMAL_FIELDS[kind]
