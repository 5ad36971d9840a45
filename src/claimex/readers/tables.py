"""Articles in rows: JSONL, CSV, TSV and Parquet, with columns that the user names."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from claimex.extract import Article
from claimex.readers.decoding import decode, need, open_bytes, read_lines
from claimex.readers.records import Columns, Reject, read_row

LONGEST_FIELD = 1 << 27  # the csv module's own limit is 128 KiB, less than a long article


def read_jsonl(path: str, columns: Columns) -> Iterator[Article | Reject]:
    """Yield an article a line of JSON, e.g. ``{"id": "7", "text": "Le maire promet 30 agents."}``."""
    with open_bytes(path) as stream:
        for number, line in enumerate(read_lines(stream), start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(decode(line))
            except (ValueError, RecursionError) as error:  # no JSON, bytes that are no text, brackets without end
                yield Reject(path, number, f"no JSON: {error}")
                continue
            if isinstance(row, dict):
                yield read_row(row, columns, path, number)
            else:
                yield Reject(path, number, "no JSON object")


def read_csv(path: str, columns: Columns, *, delimiter: str = ",") -> Iterator[Article | Reject]:
    """Yield an article a row under a header line; a field in quotation marks may hold line ends."""
    csv.field_size_limit(LONGEST_FIELD)
    with open_bytes(path) as stream:
        rows = csv.DictReader(_text_lines(stream), delimiter=delimiter, strict=True)
        header = rows.fieldnames
        if header is not None and columns.text not in header:
            yield _without_text(path, columns, header)
            return
        while True:
            begin = rows.line_num + 1
            try:
                row = next(rows, None)
            except (csv.Error, ValueError) as error:
                yield Reject(path, begin, f"no CSV: {error}")
                continue
            if row is None:
                return
            if None in row:
                yield Reject(path, begin, "more cells than the header has")
            else:
                yield read_row(row, columns, path, begin)


def _without_text(path: str, columns: Columns, header: Iterable[str]) -> Reject:
    reason = f"no column {columns.text!r}; it has {', '.join(header)}: name one with --column text=NAME"
    return Reject(path, 1, reason, path)


def _text_lines(stream: BinaryIO) -> Iterator[str]:
    return (decode(line) + "\n" for line in read_lines(stream))


def read_parquet(path: str, columns: Columns) -> Iterator[Article | Reject]:
    """Yield an article a row, batch by batch; only the columns named are read."""
    parquet = need("pyarrow.parquet", extra="parquet")
    file = parquet.ParquetFile(path)
    if columns.text not in file.schema_arrow.names:
        yield _without_text(path, columns, file.schema_arrow.names)
        return
    names = {getattr(columns, field) for field in Columns.__slots__} & set(file.schema_arrow.names)
    number = 0
    for batch in file.iter_batches(batch_size=256, columns=sorted(names)):
        for row in batch.to_pylist():
            number += 1
            yield read_row(row, columns, path, number)
