"""Forked workers that read bytes and answer bytes: text in, compact results out.

Workers are forked after the pipeline is loaded, so they share its memory, start at once and need no ``__main__`` guard.
One that crashes or exceeds the time limit is replaced, and its task comes back as failed with the last sign of life.
"""

import ctypes
import gc
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Literal

Beat = Callable[[bytes], None]
Work = Callable[[bytes, Beat], bytes]

PR_SET_PDEATHSIG = 1
PARENT_CHECK = 1.0  # seconds between two looks at whether the parent still lives


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: a value, the error it raised, or the death of its worker.

    ``beat`` is the last sign of life; an outcome with ``alive`` is nothing but such a sign.
    """

    key: int
    value: bytes = b""
    error: Exception | None = None
    failure: Literal["crashed", "timed out"] | None = None
    beat: bytes = b""
    alive: bool = False


class _Worker:
    """A forked process, its pipe and the task it has."""

    def __init__(self, work: Work, siblings: Iterable[Connection]) -> None:
        context = get_context("fork")
        self.connection, theirs = context.Pipe()
        inherited = (*siblings, self.connection)
        self.process: BaseProcess = context.Process(
            target=_serve, args=(work, theirs, inherited, os.getpid()), daemon=True
        )
        self.process.start()
        theirs.close()
        self.key: int | None = None
        self.beat = b""
        self.deadline = float("inf")
        self.tasks = 0

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


class WorkerPool:
    """A fixed number of workers. ``submit`` while ``idle``; ``collect`` returns what has happened since.

    >>> with WorkerPool(lambda task, beat: task.upper(), processes=2) as pool:
    ...     [outcome.value for outcome in pool.map_ordered([b"un", b"deux"])]
    [b'UN', b'DEUX']
    """

    def __init__(
        self, work: Work, *, processes: int, time_limit: float | None = None, recycle_after: int | None = None
    ) -> None:
        self._work = work
        self._time_limit = time_limit
        self._recycle_after = recycle_after
        self._workers: list[_Worker] = []
        for _ in range(processes):
            self._workers.append(self._start())

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop all workers; what they were at is lost."""
        for worker in self._workers:
            worker.stop()
        self._workers = []

    @property
    def idle(self) -> int:
        """How many workers have no task."""
        return sum(worker.key is None for worker in self._workers)

    @property
    def busy(self) -> int:
        """How many workers have one."""
        return len(self._workers) - self.idle

    @property
    def pids(self) -> tuple[int, ...]:
        """The workers' process ids."""
        return tuple(worker.process.pid or 0 for worker in self._workers)

    def submit(self, key: int, task: bytes) -> None:
        """Give a task to an idle worker."""
        index = next(i for i, worker in enumerate(self._workers) if worker.key is None)
        if not self._workers[index].process.is_alive():
            self._replace(index)
        worker = self._workers[index]
        worker.key, worker.beat = key, b""
        worker.tasks += 1
        worker.deadline = self._deadline()
        try:
            worker.connection.send_bytes(task)
        except OSError:  # it died between the two lines: ``collect`` finds the pipe closed
            worker.deadline = 0.0

    def collect(self) -> list[Outcome]:
        """Wait until a worker answers, lives, dies or exceeds its time, and return what happened."""
        busy = [worker for worker in self._workers if worker.key is not None]
        if not busy:
            return []
        remaining = min(worker.deadline for worker in busy) - time.monotonic()
        ready = wait([worker.connection for worker in busy], max(0.0, min(remaining, 3600.0)))
        outcomes = []
        for index, worker in enumerate(self._workers):
            if worker.key is None:
                continue
            if worker.connection in ready:
                outcomes.append(self._receive(index))
            elif worker.deadline <= time.monotonic():
                outcomes.append(self._bury(index, "timed out"))
        return outcomes

    def map_ordered(self, tasks: Iterable[bytes]) -> Iterator[Outcome]:
        """Yield the outcome of every task in the order of the tasks; reads few tasks ahead of what was yielded."""
        window = 4 * len(self._workers)
        done: dict[int, Outcome] = {}
        source = enumerate(tasks)
        following, exhausted = 0, False
        while True:
            ahead = following + self.busy + len(done)
            while not exhausted and self.idle and ahead < following + window:
                entry = next(source, None)
                exhausted = entry is None
                if entry is not None:
                    self.submit(*entry)
                    ahead += 1
            if exhausted and not self.busy and not done:
                return
            done |= {outcome.key: outcome for outcome in self.collect() if not outcome.alive}
            while following in done:
                yield done.pop(following)
                following += 1

    def _start(self) -> _Worker:
        return _Worker(self._work, [worker.connection for worker in self._workers])

    def _deadline(self) -> float:
        return float("inf") if self._time_limit is None else time.monotonic() + self._time_limit

    def _receive(self, index: int) -> Outcome:
        worker = self._workers[index]
        try:
            message = worker.connection.recv_bytes()
        except (EOFError, OSError):
            return self._bury(index, "crashed")
        key = -1 if worker.key is None else worker.key
        if message[:1] == b"b":
            worker.beat, worker.deadline = message[1:], self._deadline()
            return Outcome(key, beat=worker.beat, alive=True)
        outcome = (
            Outcome(key, value=message[1:], beat=worker.beat)
            if message[:1] == b"v"
            else Outcome(key, error=pickle.loads(message[1:]), beat=worker.beat)
        )
        worker.key, worker.deadline = None, float("inf")
        if self._recycle_after is not None and worker.tasks >= self._recycle_after:
            self._replace(index)
        return outcome

    def _bury(self, index: int, failure: Literal["crashed", "timed out"]) -> Outcome:
        worker = self._workers[index]
        self._replace(index)
        return Outcome(-1 if worker.key is None else worker.key, failure=failure, beat=worker.beat)

    def _replace(self, index: int) -> None:
        self._workers[index].stop()
        others = [worker.connection for i, worker in enumerate(self._workers) if i != index]
        self._workers[index] = _Worker(self._work, others)


def _serve(work: Work, connection: Connection, inherited: Iterable[Connection], parent: int) -> None:
    """Answer tasks until the pipe closes or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to decide
    _die_with_parent()
    for other in inherited:
        other.close()
    gc.freeze()  # what was loaded before the fork is no garbage: no need to visit it, nor to copy its pages
    while True:
        while not connection.poll(PARENT_CHECK):
            if os.getppid() != parent:
                os._exit(0)
        try:
            task = connection.recv_bytes()
        except (EOFError, OSError):
            os._exit(0)
        try:
            answer = b"v" + work(task, lambda sign: connection.send_bytes(b"b" + sign))
        except Exception as error:
            answer = b"e" + _pickled(error)
        try:
            connection.send_bytes(answer)
        except OSError:
            os._exit(0)


def _die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent dies, even when it hangs (Linux; elsewhere it looks up)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _pickled(error: Exception) -> bytes:
    try:
        data = pickle.dumps(error)
        pickle.loads(data)
    except Exception:  # an exception that does not travel says its words
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return data
