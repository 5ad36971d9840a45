"""``claimex extract``, ``view`` and ``explain``: articles in, claims out."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from claimex.cli import options

if TYPE_CHECKING:
    from claimex.schema import Extraction

COULD_NOT = 2


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class Kind(StrEnum):
    """The kinds of claim."""

    statement = "statement"
    commitment = "commitment"
    figure = "figure"


def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Articles; - reads stdin.")],
    format: Annotated[
        Format | None, typer.Option("--format", help="Default: table on a terminal, jsonl elsewhere.")
    ] = None,
    published: options.Published = None,
    kind: Annotated[
        list[Kind] | None, typer.Option("--kind", help="Only claims of this kind; may be repeated.")
    ] = None,
    min_confidence: Annotated[float, typer.Option("--min-confidence", min=0, max=1, help="Only claims as sure.")] = 0.0,
    rules: options.Rules = None,
    lexicon: options.Words = None,
    no_accelerate: options.NoAccelerate = False,
    output: options.Output = None,
) -> None:
    """Print the claims of articles."""
    from claimex.extract import extract_many

    inputs = options.Inputs(files, published=published)
    nlp = options.pipeline(rules, lexicon, no_accelerate=no_accelerate)
    kinds = frozenset(kind or ())
    results = (_narrowed(result, kinds, min_confidence) for result in extract_many(inputs, nlp=nlp))
    with _opened(output) as stream:
        _write(results, stream, format or (Format.table if stream.isatty() else Format.jsonl), many=len(files) > 1)
    if inputs.failed:
        raise typer.Exit(COULD_NOT)


def view(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An article; - reads stdin.")],
    output: options.Output = None,
    published: options.Published = None,
    rules: options.Rules = None,
    lexicon: options.Words = None,
) -> None:
    """Write one self-contained page that shows the claims in the article."""
    from claimex.export.page import build_page
    from claimex.extract import extract_many

    article = options.read_article(file, published=published)
    result = next(extract_many((article,), nlp=options.pipeline(rules, lexicon)))
    with _opened(output) as stream:
        stream.write(build_page(result, article.text))


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An article; - reads stdin.")],
    published: options.Published = None,
    rules: options.Rules = None,
    lexicon: options.Words = None,
) -> None:
    """Show for each claim its rule, its cue and what decided each field."""
    from claimex.cli.tables import print_explanations
    from claimex.explain import explain_article
    from claimex.rules import load_rules

    article = options.read_article(file, published=published)
    told = explain_article(article, options.pipeline(rules, lexicon), rules=load_rules(rules))
    print_explanations(told)


def _narrowed(result: "Extraction", kinds: frozenset[str], floor: float) -> "Extraction":
    claims = tuple(c for c in result.claims if c.confidence >= floor and (not kinds or c.kind in kinds))
    return result.model_copy(update={"claims": claims})


def _write(results: Iterator["Extraction"], stream: TextIO, format: Format, *, many: bool) -> None:
    if format is Format.table:
        from claimex.cli.tables import print_result

        for result in results:
            print_result(result, stream)
    elif format is Format.csv:
        from claimex.export.table import write_table

        write_table(results, stream)
    else:
        from claimex.export.jsonl import write_json, write_jsonl

        if format is Format.jsonl:
            write_jsonl(results, stream)
        else:
            write_json(results, stream, as_list=many)


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    import sys

    from claimex.errors import ReaderError

    if path is None:
        yield sys.stdout
        return
    try:
        stream = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or "cannot be written"
        raise ReaderError(510, what=why, where=str(path), todo="Name a file in a directory that exists") from error
    with stream:
        yield stream
