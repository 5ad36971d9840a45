"""A run over a corpus on one machine: forked workers, bounded memory, and a resume that loses and doubles nothing."""

import hashlib
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import get_args

from spacy.language import Language

from claimex.corpus.folder import Manifest, PartRecord, RunFolder, TableFormat
from claimex.corpus.parts import Beat, Part, Record, after_death, run_part, split_parts
from claimex.errors import CorpusError
from claimex.extract import build_producer, default_pipeline
from claimex.pool import Outcome, WorkerPool
from claimex.readers import Columns, check_inputs, read_articles

PART_SIZE = 200
TIME_LIMIT = 120.0  # seconds for one document, or for one batch of short ones
RECYCLE_AFTER = 10  # parts: a worker's memory grows with the words it has seen
MOST_DEATHS = 3  # of workers over one part without a sign of life


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: finished parts, and the documents and words in them."""

    parts: int = 0
    documents: int = 0
    words: int = 0
    claims: int = 0
    rejects: int = 0

    def after(self, record: PartRecord) -> "Progress":
        """Return how far it is when another part is finished."""
        return Progress(
            self.parts + 1,
            self.documents + record.documents,
            self.words + record.words,
            self.claims + record.claims,
            self.rejects + record.rejects,
        )


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """What to run over, where to, and how.

    >>> CorpusRun(inputs=("presse/*.jsonl.gz",), out="claims", processes=8, resume=True)
    """

    inputs: tuple[str, ...]
    out: str | Path
    processes: int = 0  # 0: one a core
    table: TableFormat = "jsonl"
    resume: bool = False
    columns: Columns = field(default_factory=Columns)
    input_format: str | None = None
    part_size: int = PART_SIZE
    time_limit: float | None = TIME_LIMIT

    def __post_init__(self) -> None:
        """Refuse what no run can be made of: ``CorpusError`` CX610."""
        for name, fits in (
            ("inputs", bool(self.inputs)),
            ("processes", self.processes >= 0),
            ("table", self.table in get_args(TableFormat)),
            ("part_size", self.part_size > 0),
            ("time_limit", self.time_limit is None or self.time_limit > 0),
        ):
            if not fits:
                what, todo = f"{getattr(self, name)!r} does not do", "Leave it out, or see docs/corpora.md"
                raise CorpusError(610, what=what, where=name, todo=todo)


def run_corpus(
    run: CorpusRun, *, nlp: Language | None = None, progress: Callable[[Progress], None] | None = None
) -> Manifest:
    """Run claimex over a corpus, return the manifest; after Ctrl-C, which ends the parts in hand, it is not complete.

    Raises ``ReaderError`` as ``read_articles`` does, before anything is written, and ``CorpusError``: CX601 it holds
    a run and ``resume`` is not asked for, CX602 another version or other settings made it, CX603 the input has changed,
    CX604 workers die at once, CX605 nothing more can be written, CX606 another run is writing there, CX607 the manifest
    or a part's record is damaged, CX610 the output lies inside the input. ``progress`` is told first what was done
    before, then each part.
    """
    folder = RunFolder(run.out)
    with folder.locked():
        manifest = begin(run, folder)
        todo = pending_parts(folder, read_articles(run.inputs, columns=run.columns, format=run.input_format), manifest)
        loop = _Loop(run, folder, nlp or default_pipeline(), progress or (lambda state: None))
        with _interruptible(loop.stop):
            finished = loop.run(todo)
        return conclude(folder, manifest) if finished else manifest


def begin(run: CorpusRun, folder: RunFolder) -> Manifest:
    """Return the manifest of a new run, or of the one that is resumed; nothing is written when it cannot begin."""
    check_inputs(run.inputs, format=run.input_format)
    for name in run.inputs:
        if Path(run.out).resolve().is_relative_to(Path(name).resolve()):
            what = "it lies in a folder that is read"
            raise CorpusError(610, what=what, where=str(run.out), todo="Name a folder beside the input")
    fresh = Manifest(
        producer=build_producer(),
        inputs=run.inputs,
        columns=asdict(run.columns),
        table=run.table,
        part_size=run.part_size,
    )
    found = folder.manifest()
    if found is not None and not run.resume:
        todo = "Resume it (--resume) or name another folder"
        raise CorpusError(601, what="it holds a run already", where=str(folder.path), todo=todo)
    for name in ("producer", "columns", "table", "part_size"):
        before, now = getattr(found or fresh, name), getattr(fresh, name)
        if before != now:
            what = f"the run was begun with {name} {before}, not {now}"
            raise CorpusError(602, what=what, where=str(folder.path), todo="Use what it was begun with, or begin anew")
    folder.prepare()
    folder.write_manifest(fresh)
    return fresh


def progress_of(folder: RunFolder) -> Progress:
    """Return how far the run in a folder is: what is done when it is taken up again."""
    state = Progress()
    for record in folder.records().values():
        state = state.after(record)
    return state


def pending_parts(folder: RunFolder, records: Iterable[Record], manifest: Manifest) -> Iterator[Part]:
    """Yield the parts that are not done. Raises CX603 when a part that is done had another input."""
    done = folder.records()
    number = -1
    for part in split_parts(records, manifest.part_size):
        number = part.number
        if number not in done or (done[number].digest == part.digest and not folder.has_files(number, manifest.table)):
            yield part
        elif done[number].digest != part.digest:
            raise _changed(folder, number)
    if done and max(done) > number:
        raise _changed(folder, number + 1)


def _changed(folder: RunFolder, number: int) -> CorpusError:
    what = f"the input of part {number} has changed since it was read"
    return CorpusError(603, what=what, where=str(folder.path), todo="Give back the old input, or begin a new run")


def cannot_write(folder: RunFolder, error: OSError) -> CorpusError:
    """Return the error of a run that has no more room, or no right, to write."""
    what, todo = f"nothing more can be written: {error}", "Make room, then run again with --resume"
    return CorpusError(605, what=what, where=str(folder.path), todo=todo)


def conclude(folder: RunFolder, manifest: Manifest) -> Manifest:
    """Write the manifest of a run that has every part."""
    records = folder.records().values()
    digest = hashlib.sha256("".join(record.digest for record in records).encode()).hexdigest()
    totals = {
        name: sum(getattr(record, name) for record in records) for name in ("documents", "rejects", "claims", "words")
    }
    complete = manifest.model_copy(update={"complete": True, "digest": digest, "parts": len(records), **totals})
    folder.write_manifest(complete)
    return complete


class _Loop:
    """Keeps the workers busy, and finds the document that killed one."""

    def __init__(self, run: CorpusRun, folder: RunFolder, nlp: Language, progress: Callable[[Progress], None]) -> None:
        self._run, self._folder, self._nlp, self._progress = run, folder, nlp, progress
        self._stopping = False
        self._state = Progress()
        self._parts: dict[int, Part] = {}
        self._again: deque[Part] = deque()
        self._deaths: dict[tuple[int, str], int] = {}

    def stop(self) -> None:
        """Begin no further part."""
        self._stopping = True

    def run(self, parts: Iterator[Part]) -> bool:
        """Run the parts; return whether all were run."""
        processes = self._run.processes or os.cpu_count() or 1
        self._state = progress_of(self._folder)
        self._progress(self._state)
        with WorkerPool(
            self._work, processes=processes, time_limit=self._run.time_limit, recycle_after=RECYCLE_AFTER
        ) as pool:
            while True:
                while pool.idle and (part := self._next(parts)) is not None:
                    self._parts[part.number] = part
                    pool.submit(part.number, pickle.dumps(part))
                if not pool.busy:
                    return not self._stopping
                for outcome in pool.collect():
                    self._take(outcome)

    def _next(self, parts: Iterator[Part]) -> Part | None:
        if self._again:
            return self._again.popleft()
        return None if self._stopping else next(parts, None)

    def _work(self, task: bytes, beat: Beat) -> bytes:
        part: Part = pickle.loads(task)
        return run_part(part, self._folder, self._run.table, self._nlp, beat).model_dump_json().encode()

    def _take(self, outcome: Outcome) -> None:
        if outcome.alive:
            return
        part = self._parts.pop(outcome.key)
        if isinstance(outcome.error, OSError):
            raise cannot_write(self._folder, outcome.error) from outcome.error
        if outcome.error is not None:
            raise outcome.error
        if outcome.failure is None:
            self._state = self._state.after(PartRecord.model_validate_json(outcome.value))
            self._progress(self._state)
        else:
            self._again.append(self._retried(part, outcome))

    def _retried(self, part: Part, outcome: Outcome) -> Part:
        """Return the part as it is to be run again: its last batch one by one, or without the document that kills."""
        sign = outcome.beat.decode()
        deaths = self._deaths[part.number, sign] = self._deaths.get((part.number, sign), 0) + 1
        if not sign:
            if deaths < MOST_DEATHS:
                return part
            todo = "Look at the machine's memory; run with fewer processes"
            raise CorpusError(604, what="its workers die at once", where=f"part {part.number}", todo=todo)
        limit = f" (limit {self._run.time_limit} s)" if outcome.failure == "timed out" else ""
        again = deaths > 1 or outcome.failure == "timed out"
        return after_death(part, sign, alone_before=again, reason=f"the worker {outcome.failure}{limit}")


@contextmanager
def _interruptible(stop: Callable[[], None]) -> Iterator[None]:
    """Let the first Ctrl-C call ``stop``, and the second interrupt; outside the main thread, leave signals alone."""

    def handle(number: int, frame: FrameType | None) -> None:
        stop()
        signal.signal(signal.SIGINT, before)

    try:
        before = signal.signal(signal.SIGINT, handle)
    except ValueError:
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
