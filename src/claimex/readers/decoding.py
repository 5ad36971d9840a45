"""Bytes to text: plain, gzip and Zstandard files; strict UTF-8, then cp1252."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, cast

from claimex.errors import ReaderError

STDIN = "-"


def decode(data: bytes) -> str:
    """Return the text of bytes: UTF-8 when they are, else cp1252, as old French files are.

    Raises ``ValueError`` when they are neither.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ValueError(f"neither UTF-8 nor cp1252 at byte {error.start}") from error


@contextmanager
def open_bytes(path: str) -> Iterator[BinaryIO]:
    """Open a file for reading, unpacked; « - » is standard input."""
    if path == STDIN:
        yield sys.stdin.buffer
    elif path.endswith(".gz"):
        with gzip.open(path, "rb") as stream:
            yield cast(BinaryIO, stream)
    elif path.endswith(".zst"):
        zstandard = need("zstandard", extra="zst")
        with Path(path).open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as stream:
            yield stream
    else:
        with Path(path).open("rb") as stream:
            yield stream


def read_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream that may not know lines (Zstandard's does not)."""
    rest = b""
    while piece := stream.read(1 << 16):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    if rest:
        yield rest


def need(module: str, *, extra: str) -> ModuleType:
    """Import a module of an extra when it is first needed. Raises ``ReaderError`` CX502 when it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ReaderError(
            502, what=f"{module} is not installed", where=f"extra {extra!r}", todo=f"pip install 'claimex[{extra}]'"
        ) from error
