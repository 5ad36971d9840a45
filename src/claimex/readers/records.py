"""What readers yield: articles and rejects; and how a row of named columns becomes one or the other."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from claimex.errors import ReaderError
from claimex.extract import Article


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not be read, e.g. ``Reject("presse.jsonl", 12, "no JSON: …")``. Line 0 is the whole file."""

    file: str
    line: int
    reason: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns, or JSON keys, that hold what an article has. Only the text must be there."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    url: str = "url"
    outlet: str = "outlet"
    published: str = "published"

    @classmethod
    def parse(cls, pairs: tuple[str, ...]) -> "Columns":
        """Return the columns that a user names, as in ``("text=contenu", "published=date")``.

        Raises ``ReaderError`` CX503 for a name that articles do not have.
        """
        names = {field.name for field in fields(cls)}
        chosen: dict[str, str] = {}
        for pair in pairs:
            name, sign, column = pair.partition("=")
            if name not in names or not sign or not column:
                todo = f"Write NAME=COLUMN, NAME being one of {', '.join(sorted(names))}"
                raise ReaderError(503, what="no such part of an article", where=f"column {pair!r}", todo=todo)
            chosen[name] = column
        return cls(**chosen)


def read_row(row: Mapping[str, object], columns: Columns, file: str, line: int) -> Article | Reject:
    """Return the article in a row, e.g. ``{"text": "Le maire promet…", "published": "2026-01-13"}``."""
    identifier = _words(row.get(columns.id)) or f"{file}#{line}"
    text = row.get(columns.text)
    if not isinstance(text, str):
        return Reject(file, line, f"no text in column {columns.text!r}", identifier)
    try:
        published = read_day(row.get(columns.published))
    except ValueError:
        return Reject(file, line, f"{row.get(columns.published)!r} is no ISO date", identifier)
    return Article(
        text,
        id=identifier,
        title=_words(row.get(columns.title)),
        url=_words(row.get(columns.url)),
        outlet=_words(row.get(columns.outlet)),
        published=published,
    )


def read_day(value: object) -> str | None:
    """Return the ISO day of a date, a time stamp or an ISO string; None for nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, date | datetime):
        return value.isoformat()[:10]
    return date.fromisoformat(str(value).strip()[:10]).isoformat()


def writable(text: str) -> str:
    """Return a name or a title so that UTF-8 can write it: file names and JSON may hold half a character."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _words(value: object) -> str | None:
    return None if value is None or value == "" else writable(str(value))
