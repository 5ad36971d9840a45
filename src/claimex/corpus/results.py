"""What a run gave: its parts merged into one file, and its counts."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from claimex.corpus.folder import FOLDERS, Manifest, RunFolder, put_in_place, written_whole
from claimex.corpus.parts import table_schema
from claimex.errors import CorpusError, ReaderError
from claimex.readers.decoding import need

What = Literal["results", "claims", "rejects"]


@dataclass(frozen=True, slots=True)
class CorpusStats:
    """Counts of a run: documents, words and rejects, and claims by kind and factuality."""

    complete: bool
    parts: int
    documents: int
    rejects: int
    words: int
    words_per_second: float
    kinds: dict[str, int]
    factuality: dict[str, int]


def merge_parts(out: str | Path, target: str | Path, *, what: What = "results") -> int:
    """Write the parts of a run to one file, in the order of the input; return how many lines or rows.

    Raises ``CorpusError``: CX608 no run there, CX609 the run is not complete; ``ReaderError`` CX510 the file cannot be
    written.
    """
    folder, manifest = _open(out)
    if not manifest.complete:
        raise CorpusError(609, what="the run is not complete", where=str(out), todo="Finish it with --resume")
    if Path(target).resolve().parent in {(folder.path / name).resolve() for name in FOLDERS}:
        todo = "Name a file elsewhere"
        raise ReaderError(510, what="it would lie among the parts of the run", where=str(target), todo=todo)
    parts = folder.records()
    for part in parts:
        _check_files(folder, part, manifest)
    try:
        if what == "claims" and manifest.table == "parquet":
            return _merge_parquet([folder.file("claims", part, "parquet") for part in parts], Path(target))
        return _merge_lines([folder.file(what, part) for part in parts], Path(target))
    except OSError as error:
        todo = "Name a file in a folder that exists and has room"
        raise ReaderError(510, what=error.strerror or str(error), where=str(target), todo=todo) from error


def _check_files(folder: RunFolder, part: int, manifest: Manifest) -> None:
    if not folder.has_files(part, manifest.table):
        what, todo = f"files of part {part} were removed", "Read it anew: run again with --resume"
        raise CorpusError(609, what=what, where=str(folder.path), todo=todo)


def _merge_lines(files: list[Path], target: Path) -> int:
    count = 0
    with written_whole(target) as stream:
        for file in files:
            with file.open(encoding="utf-8") as lines:
                for line in lines:
                    stream.write(line)
                    count += 1
    return count


def _merge_parquet(files: list[Path], target: Path) -> int:
    parquet = need("pyarrow.parquet", extra="parquet")
    temporary = target.with_name(f"{target.name}.tmp-{os.getpid()}")
    count = 0
    try:
        with parquet.ParquetWriter(temporary, table_schema()) as writer:
            for file in files:
                table = parquet.read_table(file)
                writer.write_table(table)
                count += table.num_rows
        put_in_place(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    return count


def read_stats(out: str | Path) -> CorpusStats:
    """Return the counts of a run, finished or not.

    Raises ``CorpusError``: CX608 there is none, CX609 files of it were removed.
    """
    folder, manifest = _open(out)
    records = folder.records()
    kinds: Counter[str] = Counter()
    factuality: Counter[str] = Counter()
    for row in _rows(folder, manifest, list(records)):
        kinds[row["kind"]] += 1
        factuality[row["factuality"]] += 1
    words = sum(record.words for record in records.values())
    seconds = sum(record.seconds for record in records.values())
    return CorpusStats(
        complete=manifest.complete,
        parts=len(records),
        documents=sum(record.documents for record in records.values()),
        rejects=sum(record.rejects for record in records.values()),
        words=words,
        words_per_second=round(words / seconds, 1) if seconds else 0.0,
        kinds=dict(sorted(kinds.items())),
        factuality=dict(sorted(factuality.items())),
    )


def first_reject(out: str | Path) -> str:
    """Return file, line and reason of the first record that a run could not read; the others are in ``rejects/``."""
    folder = RunFolder(out)
    for part, record in folder.records().items():
        if record.rejects:
            with folder.file("rejects", part).open(encoding="utf-8") as lines:
                row = json.loads(lines.readline())
            where = f"{row['file']}, line {row['line']}" if row["line"] else row["file"]
            return f"{where}: {row['reason']}"
    return "none"


def _rows(folder: RunFolder, manifest: Manifest, parts: list[int]) -> Iterator[dict[str, Any]]:
    for part in parts:
        _check_files(folder, part, manifest)
        if manifest.table == "parquet":
            parquet = need("pyarrow.parquet", extra="parquet")
            path = folder.file("claims", part, "parquet")
            yield from parquet.read_table(path, columns=["kind", "factuality"]).to_pylist()
        else:
            with folder.file("claims", part).open(encoding="utf-8") as lines:
                yield from (json.loads(line) for line in lines)


def _open(out: str | Path) -> tuple[RunFolder, Manifest]:
    folder = RunFolder(out)
    manifest = folder.manifest()
    if manifest is None:
        raise CorpusError(608, what="no run was begun here", where=str(out), todo="Name the folder of a corpus run")
    return folder, manifest
