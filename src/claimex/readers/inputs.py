"""From what the user names (files, folders, globs, « - ») to a stream of articles and rejects."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from glob import glob, has_magic
from pathlib import Path

from claimex.errors import ReaderError
from claimex.extract import Article
from claimex.readers.decoding import STDIN
from claimex.readers.pages import read_feed, read_html, read_text, read_warc
from claimex.readers.records import Columns, Reject
from claimex.readers.tables import read_csv, read_jsonl, read_parquet

Reader = Callable[[str, Columns], Iterator[Article | Reject]]


def _whole(read: Callable[[str], Iterator[Article | Reject]]) -> Reader:
    return lambda path, columns: read(path)


READERS: dict[str, Reader] = {
    "text": _whole(read_text),
    "html": _whole(read_html),
    "jsonl": read_jsonl,
    "csv": read_csv,
    "tsv": partial(read_csv, delimiter="\t"),
    "parquet": read_parquet,
    "warc": _whole(read_warc),
    "feed": _whole(read_feed),
}
_FORMATS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet",
    ".warc": "warc", ".rss": "feed", ".atom": "feed", ".xml": "feed",
}  # fmt: skip


def find_inputs(names: Iterable[str]) -> Iterator[str]:
    """Yield the files that names stand for, in name order: folders and globs opened, files of no known format left out.

    Raises ``ReaderError`` CX501 for a name that is nowhere.
    """
    for name in names:
        if name == STDIN or Path(name).is_file() or Path(name).is_symlink():
            yield name
        elif Path(name).is_dir():
            yield from (
                str(path) for path in sorted(Path(name).rglob("*")) if not path.is_dir() and format_of(path.name)
            )
        else:
            found = sorted(glob(name, recursive=True)) if has_magic(name) else []
            if not found:
                raise ReaderError(501, what="no such file or folder", where=name, todo="Check the name")
            yield from (path for path in found if not Path(path).is_dir())


def format_of(name: str) -> str | None:
    """Return the format of a file name, e.g. "jsonl" for « presse.jsonl.gz »."""
    stem = name.removesuffix(".gz").removesuffix(".zst")
    return _FORMATS.get(Path(stem).suffix.lower())


def read_articles(
    names: Iterable[str], *, columns: Columns | None = None, format: str | None = None
) -> Iterator[Article | Reject]:
    """Yield the articles of files, folders and globs, and a ``Reject`` for what cannot be read; the stream goes on.

    ``format`` is needed for standard input (else it is text) and files whose names do not tell.
    Raises ``ReaderError``: CX501 no such input, CX502 an extra is not installed, CX504 no such format.
    """
    if format is not None and format not in READERS:
        todo = f"Name one of {', '.join(READERS)}"
        raise ReaderError(504, what="no such format", where=f"format {format!r}", todo=todo)
    for path in find_inputs(names):
        reader = READERS[format or format_of(path) or "text"]
        yield from _guarded(reader, path, columns or Columns())


def _guarded(reader: Reader, path: str, columns: Columns) -> Iterator[Article | Reject]:
    """Yield what a reader yields; a file that breaks off or cannot be opened ends in a ``Reject``."""
    last = 0
    try:
        for record in reader(path, columns):
            yield record
            last += 1
    except ReaderError:
        raise
    except Exception as error:  # OSError, EOFError, zlib.error, or a parser of somebody else's that gives up in its way
        yield Reject(path, last, f"{type(error).__name__}: {error}", path if last == 0 else None)
