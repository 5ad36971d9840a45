"""One part in, one atomic part out: the function that every engine runs, here and on other machines."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language

from claimex.corpus.folder import PartRecord, RunFolder, TableFormat, put_in_place, written_whole
from claimex.errors import ClaimexError
from claimex.export.table import COLUMNS, build_row
from claimex.extract import Article, extract_many
from claimex.readers.decoding import need
from claimex.readers.records import Reject, writable
from claimex.schema import Extraction

BATCH = 16

Record = Article | Reject
Beat = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered stretch of the input. ``careful`` records are read alone, ``skip`` ones are rejected with a reason."""

    number: int
    records: tuple[Record, ...]
    careful: frozenset[int] = frozenset()
    skip: tuple[tuple[int, str], ...] = ()

    @property
    def digest(self) -> str:
        """A hash of the records."""
        digest = hashlib.sha256()
        for record in self.records:
            digest.update(json.dumps(asdict(record), ensure_ascii=True, default=str).encode())
        return digest.hexdigest()


def after_death(part: Part, sign: str, *, alone_before: bool, reason: str) -> Part:
    """Return a part as it is to be run again after its worker died over the records of its last sign of life.

    A batch is read one by one the next time; a document that was alone is tried once more, since somebody else may have
    killed the worker, and then left out.
    """
    first, last, *_ = (int(number) for number in sign.split(","))
    if first not in part.careful:
        return replace(part, careful=part.careful | set(range(first, last + 1)))
    return replace(part, skip=(*part.skip, (first, reason))) if alone_before else part


def split_parts(records: Iterable[Record], size: int) -> Iterator[Part]:
    """Yield the input in parts of ``size`` records; rejects of the readers are records too."""
    source = iter(records)
    chunks = iter(lambda: tuple(islice(source, size)), ())
    for number, chunk in enumerate(chunks):
        yield Part(number, chunk)


@dataclass
class _Tally:
    documents: int = 0
    claims: int = 0
    words: int = 0
    rejects: list[Reject] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)


def run_part(part: Part, folder: RunFolder, table: TableFormat, nlp: Language, beat: Beat | None = None) -> PartRecord:
    """Read one part and write its results, claims table, rejects and, last, its record; return the record.

    ``beat`` is told before each batch which records come next (« first,last,documents,words »).
    """
    started = time.monotonic()
    tally = _Tally()
    with written_whole(folder.file("results", part.number)) as stream:
        stream.writelines(_results(part, nlp, tally, beat or (lambda sign: None)))
    _write_table(folder, part.number, table, tally.rows)
    with written_whole(folder.file("rejects", part.number)) as stream:
        lines = (json.dumps(asdict(reject), ensure_ascii=False) + "\n" for reject in tally.rejects)
        stream.writelines(map(writable, lines))
    record = PartRecord(
        part=part.number,
        digest=part.digest,
        documents=tally.documents,
        rejects=len(tally.rejects),
        claims=tally.claims,
        words=tally.words,
        seconds=round(time.monotonic() - started, 3),
    )
    with written_whole(folder.file("done", part.number, "json")) as stream:
        stream.write(record.model_dump_json() + "\n")
    return record


def _results(part: Part, nlp: Language, tally: _Tally, beat: Beat) -> Iterator[str]:
    for batch in _batches(part, tally):
        beat(f"{batch[0][0]},{batch[-1][0]},{tally.documents},{tally.words}".encode())
        for article, read in _read_batch(batch, nlp, tally):
            tally.documents += 1
            tally.claims += len(read.rows)
            tally.words += article.text.count(" ") + 1
            tally.rows += read.rows
            yield read.line


def _batches(part: Part, tally: _Tally) -> Iterator[list[tuple[int, Article]]]:
    skipped = dict(part.skip)
    batch: list[tuple[int, Article]] = []
    for index, record in enumerate(part.records):
        if isinstance(record, Reject):
            tally.rejects.append(record)
        elif index in skipped:
            tally.rejects.append(Reject(record.id or "", 0, skipped[index], record.id))
        elif index in part.careful:
            if batch:
                yield batch
            yield [(index, record)]
            batch = []
        else:
            batch.append((index, record))
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Read:
    """What is written of an article: its result as JSON, and its rows of the claims table."""

    line: str
    rows: list[dict[str, Any]]


def _read_batch(batch: list[tuple[int, Article]], nlp: Language, tally: _Tally) -> Iterator[tuple[Article, _Read]]:
    articles = [article for _, article in batch]
    try:
        results = [_written(result) for result in extract_many(articles, nlp=nlp, batch_size=BATCH)]
        yield from zip(articles, results, strict=True)
    except Exception as error:  # whatever one article does, the others are read
        if len(batch) > 1:
            for entry in batch:
                yield from _read_batch([entry], nlp, tally)
        else:
            reason = str(error) if isinstance(error, ClaimexError) else f"{type(error).__name__}: {error}"
            tally.rejects.append(Reject(articles[0].id or "", 0, reason, articles[0].id))


def _written(result: Extraction) -> _Read:
    rows = [table_row(result, build_row(result, claim)) for claim in result.claims]
    return _Read(result.model_dump_json() + "\n", rows)


def table_row(result: Extraction, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the claims table: every column there, dates and amounts as strings, the article's url."""
    cells = {name: row.get(name) for name in COLUMNS}
    plain = {name: value if isinstance(value, bool | int | float) else _words(value) for name, value in cells.items()}
    return {**plain, "url": result.document.url}


def _words(value: object) -> str | None:
    return None if value is None else str(value)


def _write_table(folder: RunFolder, number: int, table: TableFormat, rows: list[dict[str, Any]]) -> None:
    if table == "jsonl":
        with written_whole(folder.file("claims", number)) as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return
    parquet = need("pyarrow.parquet", extra="parquet")
    path = folder.file("claims", number, "parquet")
    temporary = Path(f"{path}.tmp-{number}")
    try:
        parquet.write_table(need("pyarrow", extra="parquet").Table.from_pylist(rows, schema=table_schema()), temporary)
        put_in_place(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def table_schema() -> Any:
    """Return the pyarrow schema of the claims table."""
    types = {"start": "int64", "end": "int64", "negated": "bool", "checkworthiness": "float64", "confidence": "float64"}
    columns = [(name, types.get(name, "string")) for name in (*COLUMNS, "url")]
    return need("pyarrow", extra="parquet").schema(columns)
