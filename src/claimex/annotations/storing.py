"""Rows written to a ``Doc`` and read from it; what was written or read once is remembered as long as the ``Doc``."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span, SpanGroup

from claimex.annotations.plain import claim_from_plain, from_plain, to_plain
from claimex.annotations.rows import KIND_NAMES, ActorEntry, ClaimMention, Row
from claimex.parse import Parse

BLOCKS = "claimex.blocks"
QUOTES = "claimex.quotes"
ACTORS = "claimex.actors"
QUANTITIES = "claimex.quantities"
MOMENTS = "claimex.moments"
CLAIMS = "claimex.claims"

R = TypeVar("R", bound=Row)
_Plain = dict[str, Any]

_ENTRIES = "claimex.actors.entries"
_ROWS: WeakKeyDictionary[Doc, dict[str, tuple[object, tuple[Any, ...]]]] = WeakKeyDictionary()
_PRIVATE: WeakKeyDictionary[Doc, dict[str, tuple[Any, ...]]] = WeakKeyDictionary()


def keep_private(doc: Doc) -> None:
    """Keep the rows of a document for ourselves, where nobody will look at its span groups: none are made."""
    _PRIVATE[doc] = {}


def write(doc: Doc, key: str, rows: Iterable[Row], *, entries: Sequence[ActorEntry] = ()) -> None:
    """Set ``doc.spans[key]`` to one span a row, in text order as given. ``entries`` are an actor group's actors."""
    items = tuple(rows)
    private = _PRIVATE.get(doc)
    if private is not None:
        private |= {key: items, _ENTRIES: tuple(entries)} if entries else {key: items}
        return
    _set(doc, key, items, [to_plain(row) for row in items], [_span_of(doc, row) for row in items])
    if entries:
        doc.spans[key].attrs["entries"] = plain = [to_plain(entry) for entry in entries]
        _remember(doc, _ENTRIES, plain, tuple(entries))


def read(doc: Doc | Parse, key: str, kind: type[R]) -> tuple[R, ...]:
    """Return the rows of a group as typed values; empty when the component has not run."""
    return _read(doc, key, "rows", key, lambda plain: from_plain(kind, plain))


def has_run(doc: Doc | Parse, key: str) -> bool:
    """Tell whether the component that writes a group has run, whatever it found."""
    doc = doc.source if isinstance(doc, Parse) else doc
    return key in doc.spans or key in _PRIVATE.get(doc, ())


def read_entries(doc: Doc | Parse) -> tuple[ActorEntry, ...]:
    """Return the document's actors; ``ActorMention.actor`` indexes this tuple."""
    return _read(doc, ACTORS, "entries", _ENTRIES, lambda plain: from_plain(ActorEntry, plain))


def read_claims(doc: Doc | Parse) -> tuple[ClaimMention, ...]:
    """Return the claims of all kinds in text order, each as its own dataclass."""
    return _read(doc, CLAIMS, "rows", CLAIMS, claim_from_plain)


def add_claims(doc: Doc, claims: Iterable[ClaimMention]) -> None:
    """Put claims beside those of other kinds that are already there, in text order."""
    private = _PRIVATE.get(doc)
    if private is not None:
        private[CLAIMS] = tuple(sorted((*private.get(CLAIMS, ()), *claims), key=_order))
        return
    found: list[tuple[ClaimMention, _Plain, Span]] = []
    if CLAIMS in doc.spans:
        group = doc.spans[CLAIMS]
        found += zip(read_claims(doc), group.attrs["rows"], group, strict=True)
    found += [(claim, to_plain(claim), _span_of(doc, claim)) for claim in claims]
    found.sort(key=lambda item: _order(item[0]))
    _set(doc, CLAIMS, [item[0] for item in found], [item[1] for item in found], [item[2] for item in found])


def _order(claim: ClaimMention) -> tuple[int, int, str, str]:
    return claim.start, claim.end, KIND_NAMES[type(claim)], claim.rule


def forget_rows(doc: Doc) -> None:
    """Take the rows off a document, when its result is built and nobody will ask for them again."""
    _PRIVATE.pop(doc, None)
    _ROWS.pop(doc, None)
    doc.spans.clear()


def _set(doc: Doc, key: str, rows: Sequence[Row], plain: list[_Plain], spans: list[Span]) -> None:
    group = SpanGroup(doc, name=key, spans=spans)
    group.attrs["rows"] = plain
    doc.spans[key] = group
    _remember(doc, key, plain, tuple(rows))


def _read(doc: Doc | Parse, group: str, attribute: str, key: str, typed: Callable[[_Plain], R]) -> tuple[R, ...]:
    doc = doc.source if isinstance(doc, Parse) else doc
    private = _PRIVATE.get(doc)
    if private is not None:
        return private.get(key, ())
    if group not in doc.spans:
        return ()
    plain = doc.spans[group].attrs.get(attribute, ())
    return _recall(doc, key, plain) or _remember(doc, key, plain, tuple(map(typed, plain)))


def _remember(doc: Doc, key: str, plain: object, typed: tuple[Any, ...]) -> tuple[Any, ...]:
    _ROWS.setdefault(doc, {})[key] = plain, typed
    return typed


def _recall(doc: Doc, key: str, plain: Sequence[object]) -> tuple[Any, ...]:
    """Return the typed view of these very rows when it is known, else nothing."""
    known, typed = _ROWS.get(doc, {}).get(key, (None, ()))
    return typed if known is plain and len(typed) == len(plain) else ()


def _span_of(doc: Doc, row: Row) -> Span:
    start, end = row.start, row.end  # type: ignore[union-attr]  # an ActorEntry is never written as a span
    label = KIND_NAMES[type(row)] if isinstance(row, ClaimMention) else str(getattr(row, "kind", ""))
    span_id = row.rule if isinstance(row, ClaimMention) else ""
    span = doc.char_span(start, end, label=label, span_id=span_id, alignment_mode="expand")
    if span is None:
        raise ValueError(f"[{start}:{end}] lies outside the text of {len(doc.text)} characters")
    return span
