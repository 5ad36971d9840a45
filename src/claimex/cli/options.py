"""The options that several commands share, and the input they name."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimex.errors import ClaimexError, ReaderError

if TYPE_CHECKING:
    from spacy.language import Language

    from claimex.extract import Article

Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Day of publication, YYYY-MM-DD; dates need it.")
]
Rules = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Your own rule files, on top of ours.")]
Words = Annotated[Path | None, typer.Option("--lexicon", metavar="DIR", help="Your own word lists, on top of ours.")]
NoAccelerate = Annotated[bool, typer.Option("--no-accelerate", help="Run spaCy's own inference code.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write there, not to stdout.")]


def pipeline(rules: Path | None, words: Path | None, *, no_accelerate: bool = False) -> "Language":
    """Load the pipeline with the user's own directories."""
    from claimex.pipeline import load

    return load(
        rules_dir=None if rules is None else str(rules),
        lexicon_dir=None if words is None else str(words),
        accelerate=not no_accelerate,
    )


def read_article(name: str, *, published: str | None = None) -> "Article":
    """Read one file, or stdin when the name is ``-``. Raises ``ReaderError`` CX501 when it is not to be read."""
    from claimex.extract import Article

    if name == "-":
        return Article(decode(sys.stdin.buffer.read()), id="-", published=published)
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise ReaderError(
            501, what=error.strerror or "cannot be read", where=name, todo="Name a text file, or - for stdin"
        ) from error
    return Article(decode(data), id=Path(name).stem, published=published)


def decode(data: bytes) -> str:
    """Return the text of the bytes: UTF-8, else Windows-1252, which is what French newsrooms' other files are in."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class Inputs:
    """The articles of the files named, one by one; a file that cannot be read is told on stderr and passed over."""

    def __init__(self, names: Iterable[str], *, published: str | None) -> None:
        self.names = tuple(names)
        self.published = published
        self.failed = False

    def __iter__(self) -> Iterator["Article"]:
        for name in self.names:
            try:
                article = read_article(name, published=self.published)
            except ClaimexError as error:
                typer.echo(str(error), err=True)
                self.failed = True
            else:
                yield article
