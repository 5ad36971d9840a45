"""The options that several commands share, and the input they name."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimex.errors import ReaderError

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
    """Read the first article of a file, or stdin when the name is ``-``.

    Raises ``ReaderError``: CX501 no such file, CX505 nothing in it can be read.
    """
    for article in Inputs((name,), published=published, strict=True):
        return article
    raise ReaderError(505, what="no article in it", where=name, todo="Name a file with some text")


class Inputs:
    """The articles of the files named, one by one; what cannot be read is told on stderr and passed over.

    ``strict`` raises instead. ``failed`` tells afterwards whether something was passed over.
    """

    def __init__(self, names: Iterable[str], *, published: str | None, strict: bool = False) -> None:
        self.names = tuple(names)
        self.published = published
        self.strict = strict
        self.failed = False

    def __iter__(self) -> Iterator["Article"]:
        for name in self.names:
            try:
                yield from self._articles(name)
            except ReaderError as error:
                self._tell(error)

    def _articles(self, name: str) -> Iterator["Article"]:
        from claimex.readers import Reject, read_articles

        for record in read_articles([name]):
            if isinstance(record, Reject):
                where = f"{record.file}, {record.line}" if record.line else record.file
                self._tell(ReaderError(505, what=record.reason, where=where, todo="Mend it or leave it out"))
            elif record.published is None:
                yield replace(record, published=self.published)
            else:
                yield record

    def _tell(self, error: ReaderError) -> None:
        if self.strict:
            raise error
        typer.echo(str(error), err=True)
        self.failed = True
