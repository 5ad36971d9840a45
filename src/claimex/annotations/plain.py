"""Rows as plain dicts and back: what a ``Doc`` can save and send to another process."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from operator import attrgetter
from typing import Any, TypeVar, get_type_hints

from claimex.annotations.rows import CLAIM_KINDS, KIND_NAMES, ClaimMention, Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one kind of row: all names, how to get them together, and those that are no plain values."""

    names: tuple[str, ...]
    get: Callable[[Any], tuple[Any, ...]]
    tuples: tuple[str, ...]
    decimals: tuple[str, ...]


_FIELDS: dict[type, _Fields] = {}


def _fields_of(kind: type) -> _Fields:
    if kind not in _FIELDS:
        _FIELDS[kind] = _read_fields(kind)
    return _FIELDS[kind]


def _read_fields(kind: type) -> _Fields:
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind))
    decimals = tuple(name for name in names if hints[name] == Decimal | None)
    tuples = tuple(name for name in names if "tuple" in str(hints[name]))
    return _Fields(names, attrgetter(*names), tuples, decimals)


def to_plain(row: Row) -> dict[str, Any]:
    """Return a row as a dict of plain values: tuples as lists, decimals as strings."""
    known = _fields_of(type(row))
    plain: dict[str, Any] = dict(zip(known.names, known.get(row), strict=True))
    for name in known.tuples:
        if plain[name] is not None:
            plain[name] = _listed(plain[name])
    for name in known.decimals:
        if plain[name] is not None:
            plain[name] = str(plain[name])
    if isinstance(row, ClaimMention):
        plain["kind"] = KIND_NAMES[type(row)]
    return plain


def from_plain(kind: type[R], plain: dict[str, Any]) -> R:
    """Return the row that ``to_plain`` gave, also after a journey that made lists of tuples or the other way."""
    known = _fields_of(kind)
    values = {name: plain[name] for name in known.names}
    for name in known.tuples:
        values[name] = _frozen(values[name])
    for name in known.decimals:
        if values[name] is not None:
            values[name] = Decimal(values[name])
    return kind(**values)


def claim_from_plain(plain: dict[str, Any]) -> ClaimMention:
    """Return a claim of the kind that its row names."""
    return from_plain(CLAIM_KINDS[plain["kind"]], plain)


def _listed(values: tuple[Any, ...] | list[Any]) -> list[Any]:
    return [_listed(value) if isinstance(value, tuple | list) else value for value in values]


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list | tuple) else value
