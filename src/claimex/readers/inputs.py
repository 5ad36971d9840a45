"""From what the user names (files, folders, globs, « - ») to a stream of articles and rejects."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from glob import glob, has_magic
from pathlib import Path

from claimex.errors import ReaderError
from claimex.extract import Article
from claimex.readers.decoding import STDIN
from claimex.readers.pages import read_feed, read_html, read_text, read_warc
from claimex.readers.records import Columns, Reject, writable
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

    A folder that may not be opened is yielded itself: reading it tells why. Links to folders are not followed.
    Raises ``ReaderError``: CX501 for a name that is nowhere, CX506 for a folder without a file of a known format.
    """
    for name in names:
        if Path(name).is_dir():
            yield from _files_in(name)
        elif name == STDIN or os.path.lexists(name):
            yield name
        else:
            found = sorted(glob(name, recursive=True)) if has_magic(name) else []
            if not found:
                raise ReaderError(501, what="no such file or folder", where=name, todo="Check the name")
            yield from (path for path in found if not Path(path).is_dir())


def _files_in(folder: str) -> Iterator[str]:
    first = next(files := _walk(folder), None)
    if first is None:
        todo = f"Name the files themselves, or one with files named {' '.join(_FORMATS)}"
        raise ReaderError(506, what="no file of a known format in it", where=folder, todo=todo)
    yield first
    yield from files


def _walk(folder: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif format_of(entry.name) and (os.path.isfile(entry.path) or _is_broken(entry.path)):  # no pipes
            yield entry.path


def _is_broken(path: str) -> bool:
    return os.path.islink(path) and not os.path.exists(path)


def format_of(name: str) -> str | None:
    """Return the format of a file name, e.g. "jsonl" for « presse.jsonl.gz »."""
    stem = name.removesuffix(".gz").removesuffix(".zst")
    return _FORMATS.get(Path(stem).suffix.lower())


def read_articles(
    names: Iterable[str], *, columns: Columns | None = None, format: str | None = None
) -> Iterator[Article | Reject]:
    """Yield the articles of files, folders and globs, and a ``Reject`` for what cannot be read; the stream goes on.

    ``format`` is needed for standard input (else it is text) and files whose names do not tell.
    Raises ``ReaderError``: CX501 no such input, CX502 an extra is not installed, CX504 no such format, CX506 a folder
    without any file to read.
    """
    _check_format(format)
    for path in find_inputs(names):
        reader = READERS[format or format_of(path) or "text"]
        yield from _guarded(reader, path, columns or Columns())


def check_inputs(names: Iterable[str], *, format: str | None = None) -> None:
    """Raise what ``read_articles`` would raise of names and format, without reading anything."""
    _check_format(format)
    for name in names:
        next(find_inputs([name]), None)


def _check_format(format: str | None) -> None:
    if format is not None and format not in READERS:
        todo = f"Name one of {', '.join(READERS)}"
        raise ReaderError(504, what="no such format", where=f"format {format!r}", todo=todo)


def _guarded(reader: Reader, path: str, columns: Columns) -> Iterator[Article | Reject]:
    """Yield what a reader yields; a file that breaks off or cannot be opened ends in a ``Reject``."""
    last = 0
    name = writable(path)
    try:
        for record in reader(path, columns):
            yield record if name == path else _renamed(record, path, name)
            last += 1
    except ReaderError:
        raise
    except Exception as error:  # OSError, EOFError, zlib.error, or a parser of somebody else's that gives up in its way
        yield Reject(name, last, f"{type(error).__name__}: {writable(str(error))}", name if last == 0 else None)


def _renamed(record: Article | Reject, path: str, name: str) -> Article | Reject:
    """Return a record under a name that can be written: its file's has bytes that are no UTF-8."""
    id = record.id.replace(path, name) if record.id else None
    return replace(record, id=id, file=name) if isinstance(record, Reject) else replace(record, id=id)
