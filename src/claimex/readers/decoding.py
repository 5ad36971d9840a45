"""Bytes to text: plain, gzip and Zstandard files; UTF-16 that says so, else strict UTF-8, then cp1252."""

import codecs
import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, cast

from claimex.errors import ReaderError

STDIN = "-"
BLOCK = 1 << 16  # bytes read at once
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MOST_NUL = 0.2  # of the bytes of a text; UTF-16 of a western language has half


def decode(data: bytes) -> str:
    """Return the text of bytes: UTF-16 when they begin with its mark, UTF-8 when they are, else cp1252.

    Raises ``ValueError`` when they are none of these, or no text.
    """
    if data.startswith(UTF_16):
        return data.decode("utf-16")
    if data.count(0) > MOST_NUL * len(data):
        raise ValueError("full of NUL bytes: no text, or UTF-16 without a byte order mark; save it as UTF-8")
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
    else:
        with Path(path).open("rb") as packed, unpacked(packed, path) as stream:
            yield stream


@contextmanager
def unpacked(packed: BinaryIO, path: str) -> Iterator[BinaryIO]:
    """Give the content of an open file, whose name tells how it is packed."""
    if path.endswith(".gz"):
        with gzip.open(packed, "rb") as stream:
            yield cast(BinaryIO, stream)
    elif path.endswith(".zst"):
        with io.BufferedReader(_Zstandard(packed), BLOCK) as frames:
            yield frames
    else:
        yield packed


class _Zstandard(io.RawIOBase):
    """Unpacks frame after frame, and raises ``EOFError`` where the last one breaks off: zstandard's own just ends."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._library = need("zstandard", extra="zst")
        self._frame: Any = None
        self._rest = b""  # of what was read of the packed file
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            data = self._rest or self._packed.read(BLOCK)
            if not data and self._frame is not None:
                raise EOFError("Compressed file ended before the end of a frame was reached")
            if not data:
                return 0
            self._frame = self._frame or self._library.ZstdDecompressor().decompressobj()
            self._ready = memoryview(self._frame.decompress(data))
            self._rest = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count


def read_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream, without their ends, as UTF-8 when it is UTF-16; the last may be broken off."""
    blocks = read_blocks(stream)
    first = next(blocks, b"")
    whole = chain([first], blocks)
    line: list[bytes] = []  # a long line comes in many blocks
    for block in _as_utf8(whole) if first.startswith(UTF_16) else whole:
        head, *more = block.split(b"\n")
        line.append(head)
        for following in more:
            yield b"".join(line)
            line = [following]
    if any(line):
        yield b"".join(line)


def read_blocks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what a stream holds, as it comes: when it breaks off, all before the break has been yielded."""
    read = getattr(stream, "read1", stream.read)
    while block := read(BLOCK):
        yield block


def _as_utf8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    return (text.encode() for text in codecs.iterdecode(blocks, "utf-16"))


def need(module: str, *, extra: str) -> ModuleType:
    """Import a module of an extra when it is first needed. Raises ``ReaderError`` CX502 when it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ReaderError(
            502, what=f"{module} is not installed", where=f"extra {extra!r}", todo=f"pip install 'claimex[{extra}]'"
        ) from error
