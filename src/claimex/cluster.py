"""A corpus over more than one machine: the same function, one part in and one atomic part out, on Dask or Spark.

The workers write into the run's folder, so it must be a path that all machines share.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from claimex.corpus.folder import Manifest, PartRecord, RunFolder
from claimex.corpus.parts import Part, run_part
from claimex.corpus.runs import CorpusRun, Progress, begin, conclude, pending_parts
from claimex.errors import CorpusError
from claimex.extract import Article, default_pipeline, extract_many
from claimex.readers import Columns, Reject, read_articles
from claimex.readers.decoding import need
from claimex.readers.records import read_row

if TYPE_CHECKING:
    import pandas

AHEAD = 2  # parts a worker that wait at the scheduler
RETRIES = 3  # of a part whose worker died


def run_on_dask(run: CorpusRun, cluster: Any, *, progress: Callable[[Progress], None] | None = None) -> Manifest:
    """Run over a corpus on Dask distributed; ``cluster`` is an address, « tcp://host:8786 », or a ``LocalCluster``.

    A part whose worker dies is run again elsewhere. Raises ``CorpusError`` as ``run_corpus`` does, CX604 when a part
    kills every worker it is given to: ``run_corpus`` finds the document.
    """
    distributed = need("distributed", extra="dask")
    folder = RunFolder(run.out)
    with folder.locked(), distributed.Client(cluster) as client:
        manifest = begin(run, folder)
        state = Progress()
        for record in _records(client, run, folder, manifest):
            state = Progress(
                state.parts + 1,
                state.documents + record.documents,
                state.words + record.words,
                state.claims + record.claims,
                state.rejects + record.rejects,
            )
            if progress is not None:
                progress(state)
        return conclude(folder, manifest)


def _records(client: Any, run: CorpusRun, folder: RunFolder, manifest: Manifest) -> Iterator[PartRecord]:
    """Submit the parts, few ahead of what is done, and yield their records as they come."""
    distributed = need("distributed", extra="dask")
    articles = read_articles(run.inputs, columns=run.columns, format=run.input_format)
    parts = pending_parts(folder, articles, manifest)
    done = distributed.as_completed()
    limit = AHEAD * max(1, sum(client.nthreads().values()))
    waiting = 0
    while True:
        while waiting < limit and (part := next(parts, None)) is not None:
            done.add(client.submit(run_remote_part, part, str(folder.path), run.table, pure=False, retries=RETRIES))
            waiting += 1
        if not waiting:
            return
        future = next(done)
        waiting -= 1
        try:
            yield future.result()
        except distributed.KilledWorker as error:
            todo = "Run the corpus on one machine to find the document, or give the workers more memory"
            raise CorpusError(604, what=str(error), where=str(folder.path), todo=todo) from error


def run_remote_part(part: Part, folder: str, table: Any) -> PartRecord:
    """Run one part in a worker of the cluster; a part that another worker has finished meanwhile is left as it is."""
    place = RunFolder(folder)
    record = place.file("done", part.number, "json")
    if record.is_file():
        return PartRecord.model_validate_json(record.read_bytes())
    return run_part(part, place, table, _pipeline())


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
