"""Directories of linguistic data that travel: what a saved pipeline keeps of its user's own rules and word lists."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, Any

SUFFIXES = (".toml", ".tsv")


@dataclass(frozen=True)
class KeptFile:
    """One file of a ``KeptDirectory``."""

    name: str
    content: bytes

    def read_bytes(self) -> bytes:
        """Return the content."""
        return self.content

    def read_text(self, encoding: str | None = None) -> str:
        """Return the content as text, UTF-8 unless told."""
        return self.content.decode(encoding or "utf-8")

    def open(self, mode: str = "r", *args: Any, **kwargs: Any) -> IO[Any]:
        """Open the content for reading, as text or with ``"rb"`` as bytes."""
        return io.BytesIO(self.content) if "b" in mode else io.StringIO(self.read_text())

    def is_file(self) -> bool:
        """Return whether there is something to read."""
        return True

    def is_dir(self) -> bool:
        """Return False."""
        return False

    def iterdir(self) -> Iterator[Traversable]:
        """Yield nothing."""
        return iter(())

    def joinpath(self, *descendants: Any) -> Traversable:
        """Return the file itself: nothing lies below it."""
        return self

    def __truediv__(self, child: Any) -> Traversable:
        return self.joinpath(child)


class _NoFile(KeptFile):
    def is_file(self) -> bool:
        return False


@dataclass(frozen=True)
class KeptDirectory:
    """The TOML and TSV files of a directory, held in memory; equal when its files are."""

    files: tuple[KeptFile, ...]
    name: str = "saved with the pipeline"

    @classmethod
    def read(cls, path: str | Path) -> "KeptDirectory":
        """Take up the files of a directory on disk, in name order."""
        files = sorted(file for file in Path(path).iterdir() if file.suffix in SUFFIXES and file.is_file())
        return cls(tuple(KeptFile(file.name, file.read_bytes()) for file in files))

    @classmethod
    def from_contents(cls, contents: dict[str, bytes]) -> "KeptDirectory":
        """Build one from names and contents."""
        return cls(tuple(KeptFile(name, content) for name, content in sorted(contents.items())))

    def contents(self) -> dict[str, bytes]:
        """Return the content of each file by name."""
        return {file.name: file.content for file in self.files}

    def iterdir(self) -> Iterator[Traversable]:
        """Yield the files in name order."""
        return iter(self.files)

    def joinpath(self, *descendants: Any) -> Traversable:
        """Return the file of that name; its ``is_file`` is false when there is none."""
        name = "/".join(str(part) for part in descendants)
        return next((file for file in self.files if file.name == name), _NoFile(name, b""))

    def __truediv__(self, child: Any) -> Traversable:
        return self.joinpath(child)

    def is_dir(self) -> bool:
        """Return True."""
        return True

    def is_file(self) -> bool:
        """Return False."""
        return False

    def read_bytes(self) -> bytes:
        """Raise: a directory has no content of its own."""
        raise IsADirectoryError(self.name)

    def read_text(self, encoding: str | None = None) -> str:
        """Raise: a directory has no content of its own."""
        raise IsADirectoryError(self.name)

    def open(self, mode: str = "r", *args: Any, **kwargs: Any) -> IO[Any]:
        """Raise: a directory has no content of its own."""
        raise IsADirectoryError(self.name)
