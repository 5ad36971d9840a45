"""About how many articles there are, without reading them all: for whoever waits for the end of a run."""

import csv
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from claimex.readers.decoding import STDIN, decode, need, read_blocks, read_lines, unpacked
from claimex.readers.inputs import find_inputs, format_of

SAMPLE = 1 << 25  # packed bytes of a file that are read; beyond, the file goes on as it began


def count_documents(names: Iterable[str], *, format: str | None = None) -> int | None:
    """Return about how many articles and rejects inputs hold; None when only reading would tell.

    Lines of JSON and rows are counted, in large files those of the beginning. Standard input, web archives and feeds
    keep it to themselves.
    """
    total = 0
    for path in find_inputs(names):
        kind = format or format_of(path) or "text"
        if path == STDIN or kind in {"warc", "feed"}:
            return None
        total += 1 if kind in {"text", "html"} else _records(path, kind)
    return total


def _records(path: str, kind: str) -> int:
    if kind == "parquet":
        try:
            return int(need("pyarrow.parquet", extra="parquet").ParquetFile(path).metadata.num_rows)
        except (OSError, ValueError):
            return 1  # a reject
    count = 0
    try:
        size = os.path.getsize(path)
        with Path(path).open("rb") as packed, unpacked(packed, path) as stream:
            for found in _lines(stream) if kind == "jsonl" else _rows(stream, "," if kind == "csv" else "\t"):
                count += found
                if packed.tell() > SAMPLE:
                    return round(count * size / packed.tell())
    except Exception:  # whatever ends it, the reader will say; a count is all that is asked for here
        return count + 1
    return count


def _lines(stream: BinaryIO) -> Iterator[int]:
    last = b"\n"
    for block in read_blocks(stream):
        yield block.count(b"\n")
        last = block[-1:]
    yield int(last not in {b"\n", b"\0"})


def _rows(stream: BinaryIO, delimiter: str) -> Iterator[int]:
    lines = (decode(line) + "\n" for line in read_lines(stream))
    for number, _ in enumerate(csv.reader(lines, delimiter=delimiter)):
        yield int(number > 0)  # the first is the header
