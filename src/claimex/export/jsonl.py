"""Results as JSON: one object a line, or indented."""

from collections.abc import Iterable
from typing import TextIO

from claimex.schema import Extraction


def write_jsonl(results: Iterable[Extraction], stream: TextIO) -> None:
    """Write one result a line, each flushed, so that a broken run keeps what it has done."""
    for result in results:
        stream.write(result.model_dump_json() + "\n")
        stream.flush()


def write_json(results: Iterable[Extraction], stream: TextIO, *, as_list: bool) -> None:
    """Write one indented object, or a list of them when ``as_list``; the list is written as the results come."""
    separator = "[\n" if as_list else ""
    for result in results:
        stream.write(separator + result.model_dump_json(indent=2))
        separator = ",\n"
        stream.flush()
    if as_list:
        stream.write("[]" if separator == "[\n" else "\n]")
    stream.write("\n")
