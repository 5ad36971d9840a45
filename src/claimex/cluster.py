"""A corpus over more than one machine: the same function, one part in and one atomic part out, on Dask or Spark.

The workers write into the run's folder, so it must be a path that all machines share.
"""

import json
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from claimex.corpus.folder import TEMPORARY, Manifest, PartRecord, RunFolder
from claimex.corpus.parts import Part, after_death, run_part
from claimex.corpus.runs import CorpusRun, Progress, begin, cannot_write, conclude, pending_parts, progress_of
from claimex.errors import CorpusError
from claimex.extract import Article, default_pipeline, extract_many
from claimex.readers import Columns, Reject, read_articles
from claimex.readers.decoding import need
from claimex.readers.records import read_row

if TYPE_CHECKING:
    import pandas

AHEAD = 2  # parts a worker that wait at the scheduler
RETRIES = 3  # of a part that raised, say because its disk was gone for a moment
MOST_ROUNDS = 20  # of a part that kills workers: Dask gives up after a few deaths, each round finds more of the reason


def run_on_dask(run: CorpusRun, cluster: Any, *, progress: Callable[[Progress], None] | None = None) -> Manifest:
    """Run over a corpus on Dask distributed; ``cluster`` is an address, « tcp://host:8786 », or a ``LocalCluster``.

    A part whose worker dies is run again elsewhere; a document that kills its worker twice, or takes longer than the
    time limit, is a reject. Raises ``CorpusError`` as ``run_corpus`` does.
    """
    folder = RunFolder(run.out)
    with folder.locked(), _connected(cluster) as client:
        manifest = begin(run, folder)
        state = progress_of(folder)
        tell = progress or (lambda state: None)
        tell(state)
        for record in _records(client, run, folder, manifest):
            state = state.after(record)
            tell(state)
        return conclude(folder, manifest)


def _connected(cluster: Any) -> Any:
    """Return a Dask client. Raises ``CorpusError`` CX611 when no scheduler answers."""
    distributed = need("distributed", extra="dask")
    try:
        return distributed.Client(cluster)
    except (OSError, ValueError) as error:
        todo = "Start one there (dask scheduler), or mend the address: tcp://HOST:8786"
        raise CorpusError(611, what=f"no scheduler answers: {error}", where=str(cluster), todo=todo) from error


def _records(client: Any, run: CorpusRun, folder: RunFolder, manifest: Manifest) -> Iterator[PartRecord]:
    """Submit the parts, few ahead of what is done, and yield their records as they come."""
    distributed = need("distributed", extra="dask")
    articles = read_articles(run.inputs, columns=run.columns, format=run.input_format)
    parts = pending_parts(folder, articles, manifest)
    done = distributed.as_completed()
    submit = partial(client.submit, run_remote_part, pure=False, retries=RETRIES)
    waiting: dict[str, tuple[Part, int]] = {}  # by the key of its future: a part, and the rounds it has had
    again: deque[tuple[Part, int]] = deque()
    while True:
        limit = AHEAD * max(1, sum(client.nthreads().values()))  # workers come and go
        while len(waiting) < limit and (entry := again.popleft() if again else _first_round(parts)) is not None:
            future = submit(entry[0], str(folder.path), run.table, run.time_limit)
            waiting[future.key] = entry
            done.add(future)
        if not waiting:
            return
        future = next(done)
        part, rounds = waiting.pop(future.key)
        try:
            yield future.result()
        except distributed.KilledWorker as error:
            if rounds == MOST_ROUNDS:
                todo = "Look at the memory of the workers, or run the corpus on one machine"
                raise CorpusError(604, what=str(error), where=f"part {part.number}", todo=todo) from error
            again.append((part, rounds + 1))
        except OSError as error:
            if error.errno is None:  # of Dask's own, the connection for one
                raise
            raise cannot_write(folder, error) from error


def _first_round(parts: Iterator[Part]) -> tuple[Part, int] | None:
    part = next(parts, None)
    return None if part is None else (part, 1)


def run_remote_part(part: Part, folder: str, table: Any, time_limit: float | None) -> PartRecord:
    """Run one part in a worker of the cluster; a part that another worker has finished meanwhile is left as it is.

    Where it is stands in the run's folder, so whoever runs it after a death knows what to be careful with.
    """
    place = RunFolder(folder)
    if place.has_files(part.number, table) and place.file("done", part.number, "json").is_file():
        return place.record(part.number)
    tries = _Tries(place.file("tries", part.number, "json"))
    nlp = _pipeline()

    def beat(sign: bytes) -> None:
        tries.begin(sign.decode())
        _die_after(time_limit)

    try:
        return run_part(tries.known(part, time_limit), place, table, nlp, beat)
    finally:
        _die_after(None)
        tries.end()


class _Tries:
    """What is known of the workers that tried a part before: the signs of life that were their last."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._signs: list[str] = []

    def known(self, part: Part, time_limit: float | None) -> Part:
        """Return the part with what killed them read alone, or left out."""
        with suppress(OSError, ValueError):
            self._signs = json.loads(self._file.read_text("utf-8"))
        limit = "" if time_limit is None else f" or exceeded the limit of {time_limit} s"
        places = [sign.split(",")[:2] for sign in self._signs]
        for index, sign in enumerate(self._signs):
            again = places[index] in places[:index]
            part = after_death(part, sign, alone_before=again, reason=f"the worker crashed{limit}")
        return part

    def begin(self, sign: str) -> None:
        """Tell which records come next: should nobody erase it, they were the last."""
        temporary = self._file.with_name(f"{self._file.name}{TEMPORARY}{os.getpid()}")
        with suppress(OSError):  # without it a death costs more tries, nothing else
            temporary.write_text(json.dumps([*self._signs, sign]), "utf-8")
            temporary.replace(self._file)

    def end(self) -> None:
        """Forget all: the part is done, or raised."""
        self._file.unlink(missing_ok=True)


def _die_after(seconds: float | None) -> None:
    """Let the kernel end this process unless asked again in time: a loop in C hears nothing from Python."""
    if hasattr(signal, "setitimer"):  # SIGALRM, which nobody handles here, ends a process
        signal.setitimer(signal.ITIMER_REAL, seconds or 0)


@cache
def _pipeline() -> Language:
    return default_pipeline()


def map_in_pandas(
    batches: "Iterator[pandas.DataFrame]", *, columns: Columns | None = None
) -> "Iterator[pandas.DataFrame]":
    """Yield a row an article: ``id``, ``result`` (the ``Extraction`` as JSON) or ``error``, for ``mapInPandas``.

    >>> frame.mapInPandas(map_in_pandas, schema="id string, result string, error string")
    """
    pandas = need("pandas", extra="spark")
    for batch in batches:
        rows = [read_row(row, columns or Columns(), "frame", n) for n, row in enumerate(batch.to_dict("records"))]
        yield pandas.DataFrame([_answer(row) for row in rows], columns=["id", "result", "error"])


def _answer(row: Article | Reject) -> tuple[str | None, str | None, str | None]:
    if isinstance(row, Reject):
        return row.id, None, row.reason
    try:
        return row.id, next(extract_many([row], nlp=_pipeline())).model_dump_json(), None
    except Exception as error:  # one article must not fail a partition
        return row.id, None, str(error)
