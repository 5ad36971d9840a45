"""``claimex corpus``, ``merge`` and ``stats``: many articles, one folder of results."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimex.cli import options
from claimex.errors import CorpusError

if TYPE_CHECKING:
    from claimex.corpus import CorpusRun, Progress

INTERRUPTED = 130


class Table(StrEnum):
    """The format of the claims table."""

    jsonl = "jsonl"
    parquet = "parquet"


class What(StrEnum):
    """The parts of a run that can be merged."""

    results = "results"
    claims = "claims"
    rejects = "rejects"


Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of a corpus run.")]


def corpus(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs; - reads stdin.")],
    out: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the results go.")],
    processes: Annotated[int, typer.Option("--processes", min=0, help="Workers; 0 is one a core.")] = 0,
    format: Annotated[
        Table, typer.Option("--format", help="Of the claims table; full results are JSONL.")
    ] = Table.jsonl,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was interrupted.")] = False,
    column: Annotated[
        list[str] | None, typer.Option("--column", metavar="NAME=COLUMN", help="Where rows hold text, id, published…")
    ] = None,
    input_format: Annotated[str | None, typer.Option("--input-format", help="Of stdin and unnamed formats.")] = None,
    part_size: Annotated[int, typer.Option("--part-size", min=1, help="Documents a part.")] = 200,
    time_limit: Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds for one document.")] = 120.0,
    cluster: Annotated[str | None, typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler.")] = None,
    rules: options.Rules = None,
    lexicon: options.Words = None,
    no_accelerate: options.NoAccelerate = False,
) -> None:
    """Run over a corpus: parts of results, a claims table, rejects, and a manifest in one folder."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one worker a core: threads inside each would only queue
    from claimex.corpus import CorpusRun, run_corpus
    from claimex.readers import Columns

    run = CorpusRun(
        inputs=tuple(inputs),
        out=out,
        processes=processes,
        table=format.value,
        resume=resume,
        columns=Columns.parse(tuple(column or ())),
        input_format=input_format,
        part_size=part_size,
        time_limit=time_limit,
    )
    with _progress(run) as show:
        if cluster is None:
            nlp = options.pipeline(rules, lexicon, no_accelerate=no_accelerate)
            manifest = run_corpus(run, nlp=nlp, progress=show)
        else:
            from claimex.cluster import run_on_dask

            if rules or lexicon or no_accelerate:
                what, todo = "workers run the default pipeline", "Leave out --rules, --lexicon and --no-accelerate"
                raise CorpusError(610, what=what, where="--cluster", todo=todo)
            manifest = run_on_dask(run, cluster, progress=show)
    if not manifest.complete:
        typer.echo("Interrupted; the parts in hand are written. Go on with --resume.", err=True)
        raise typer.Exit(INTERRUPTED)
    typer.echo(f"{manifest.documents} documents, {manifest.claims} claims, {manifest.rejects} rejects: {out}", err=True)
    if manifest.rejects:
        from claimex.corpus import first_reject

        typer.echo(f"the first reject: {first_reject(out)}", err=True)


def merge(
    folder: Folder,
    out: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="The one file to write.")],
    what: Annotated[What, typer.Option("--what", help="Which parts.")] = What.results,
) -> None:
    """Merge the parts of a run into one file, in the order of the input."""
    from claimex.corpus import merge_parts

    typer.echo(f"{merge_parts(folder, out, what=what.value)} lines: {out}", err=True)


def stats(folder: Folder) -> None:
    """Print the counts of a run as JSON."""
    import json
    from dataclasses import asdict

    from claimex.corpus import read_stats

    typer.echo(json.dumps(asdict(read_stats(folder)), ensure_ascii=False, indent=1))


@contextmanager
def _progress(run: "CorpusRun") -> Iterator[Callable[["Progress"], None]]:
    """Show documents, words a second, rejects and the time left while a run goes on; nothing without a terminal."""
    from time import monotonic

    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    from claimex.readers import count_documents

    console = Console(stderr=True)
    total = count_documents(run.inputs, format=run.input_format) if console.is_terminal else None
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("loading", total=None)
        before: list[tuple[Progress, float]] = []

        def show(state: "Progress") -> None:
            if not before:  # what an earlier run did is no measure of this one
                before.append((state, monotonic()))
            first, started = before[0]
            bar.update(task, description=told(state, first, seconds=monotonic() - started, total=total))

        yield show


def told(state: "Progress", first: "Progress", *, seconds: float, total: int | None) -> str:
    """Return how far a run is in words: « 800 of about 2000 documents, 5000 words/s, …, 0:04:10 left »."""
    done = state.documents + state.rejects
    now = done - first.documents - first.rejects
    amount = f"{done} documents" if total is None else f"{done} of about {max(total, done)} documents"
    speed = (state.words - first.words) / max(seconds, 0.001)
    line = f"{amount}, {speed:.0f} words/s, {state.claims} claims, {state.rejects} rejects"
    if total is None or now == 0:
        return line
    return f"{line}, {timedelta(seconds=round(seconds * max(total - done, 0) / now))} left"
