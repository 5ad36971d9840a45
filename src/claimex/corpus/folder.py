"""The folder of a run: its manifest, its parts, and files that are there whole or not at all.

::

    manifest.json               what made the run; ``complete`` when every part is there
    results/part-000003.jsonl   one ``Extraction`` a line
    claims/part-000003.jsonl    one claim a row (or .parquet)
    rejects/part-000003.jsonl   what could not be read, with file, line and reason
    done/part-000003.json       written last: the part counts from then on
    tries/part-000003.json      on a cluster, while a part is read: where its worker is, and who died there
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from claimex.errors import CorpusError
from claimex.schema import Producer

TableFormat = Literal["jsonl", "parquet"]

FOLDERS = ("results", "claims", "rejects", "done", "tries")
LOCK_WAIT = 3.0  # seconds
TEMPORARY = ".tmp-"


class PartRecord(BaseModel):
    """What a finished part holds. ``digest`` is of its input: a changed input is noticed on resuming."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: int
    digest: str
    documents: int
    rejects: int
    claims: int
    words: int
    seconds: float


class Manifest(BaseModel):
    """What made a run. ``digest`` is of the whole input, known when the run is complete."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    layout: Literal["1"] = "1"
    producer: Producer
    inputs: tuple[str, ...]
    columns: dict[str, str]
    table: TableFormat
    part_size: int
    complete: bool = False
    digest: str | None = None
    parts: int = 0
    documents: int = 0
    rejects: int = 0
    claims: int = 0
    words: int = 0


class RunFolder:
    """One run's folder."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def file(self, kind: str, part: int, suffix: str = "jsonl") -> Path:
        """Return the path of a part's file, e.g. ``results/part-000003.jsonl``."""
        return self.path / kind / f"part-{part:06}.{suffix}"

    def prepare(self) -> None:
        """Make the folders; remove what a killed run left half written."""
        for name in FOLDERS:
            folder = self.path / name
            folder.mkdir(parents=True, exist_ok=True)
            for file in folder.glob(f"*{TEMPORARY}*"):
                file.unlink(missing_ok=True)

    def manifest(self) -> Manifest | None:
        """Return the manifest, None when no run was begun here. Raises ``CorpusError`` CX607 when it is damaged."""
        file = self.path / "manifest.json"
        if not file.is_file():
            return None
        try:
            return Manifest.model_validate_json(file.read_bytes())
        except ValidationError as error:
            what = f"no manifest of this version: {error.errors()[0]['msg']}"
            raise CorpusError(607, what=what, where=str(file), todo="Begin a new run in another folder") from error

    def write_manifest(self, manifest: Manifest) -> None:
        """Replace the manifest."""
        with written_whole(self.path / "manifest.json") as stream:
            stream.write(json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n")

    def records(self) -> dict[int, PartRecord]:
        """Return the finished parts by number, in order. Raises ``CorpusError`` CX607 when a record is damaged."""
        records = map(_read_record, sorted(self.path.glob("done/part-*.json")))
        return {record.part: record for record in records}

    def record(self, part: int) -> PartRecord:
        """Return the record of a finished part."""
        return _read_record(self.file("done", part, "json"))

    def has_files(self, part: int, table: TableFormat) -> bool:
        """Tell whether all that a finished part gave is still there."""
        files = (self.file("results", part), self.file("claims", part, table), self.file("rejects", part))
        return all(file.is_file() for file in files)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for one run.

        Raises ``CorpusError``: CX605 nothing can be written there, CX606 another process holds it.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = (self.path / ".lock").open("w")
        except OSError as error:
            what = f"nothing can be written there: {error.strerror}"
            raise CorpusError(605, what=what, where=str(self.path), todo="Name another folder") from error
        with lock:
            if not _take_lock(lock):
                todo = "Wait for it, or name another folder"
                raise CorpusError(606, what="another run is writing here", where=str(self.path), todo=todo)
            yield


def _read_record(file: Path) -> PartRecord:
    try:
        return PartRecord.model_validate_json(file.read_bytes())
    except ValidationError as error:
        what = f"no record of a part: {error.errors()[0]['msg']}"
        todo = "Remove the file and run again with --resume: the part is read anew"
        raise CorpusError(607, what=what, where=str(file), todo=todo) from error


def _take_lock(lock: IO[str]) -> bool:
    """Lock a file; the workers of a killed run need a moment to follow it."""
    end = time.monotonic() + LOCK_WAIT
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        else:
            return True


@contextmanager
def written_whole(path: Path) -> Iterator[IO[str]]:
    """Open a file that appears under its name only when it is written and on the disk."""
    temporary = path.with_name(f"{path.name}{TEMPORARY}{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        put_in_place(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def put_in_place(temporary: Path, path: Path) -> None:
    """Give a finished file its name, and make the name last through a power cut."""
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
