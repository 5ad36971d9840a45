"""Forked workers: order, errors, deaths, time limits."""

import os
import signal
import time

import pytest

from claimex.errors import PipelineError
from claimex.pool import WorkerPool


def answer(task, beat):
    """Do what the task says, and answer it in capitals."""
    match task.split(b" ")[0]:
        case b"die":
            beat(b"dying")
            os.kill(os.getpid(), signal.SIGKILL)
        case b"hang":
            beat(b"hanging")
            time.sleep(600)
        case b"raise":
            raise PipelineError(404, what="a word", where="here", todo="Nothing")
        case b"odd":
            raise type("Local", (Exception,), {})("does not travel")
    return task.upper()


def test_outcomes_come_in_the_order_of_the_tasks():
    tasks = [f"{number} {'x' * (number % 7) * 1000}".encode() for number in range(60)]
    with WorkerPool(answer, processes=3) as pool:
        assert [outcome.value for outcome in pool.map_ordered(tasks)] == [task.upper() for task in tasks]


def test_tasks_are_read_little_ahead():
    read = []

    def tasks():
        for number in range(200):
            read.append(number)
            yield b"%d" % number

    with WorkerPool(answer, processes=2) as pool:
        outcomes = pool.map_ordered(tasks())
        next(outcomes)
        assert len(read) <= 12


def test_large_messages_do_not_block():
    task = b"x" * 5_000_000
    with WorkerPool(answer, processes=2) as pool:
        assert [len(outcome.value) for outcome in pool.map_ordered([task] * 6)] == [5_000_000] * 6


@pytest.mark.parametrize(
    ("task", "failure", "beat"), [(b"die", "crashed", b"dying"), (b"hang", "timed out", b"hanging")]
)
def test_a_dead_worker_is_replaced(task, failure, beat):
    with WorkerPool(answer, processes=2, time_limit=1.0) as pool:
        before = pool.pids
        outcomes = list(pool.map_ordered([b"a", task, b"b", b"c"]))
        assert [outcome.value for outcome in outcomes] == [b"A", b"", b"B", b"C"]
        assert (outcomes[1].failure, outcomes[1].beat) == (failure, beat)
        assert len(set(pool.pids) & set(before)) == 1


def test_a_worker_that_dies_idle_is_replaced():
    with WorkerPool(answer, processes=1) as pool:
        list(pool.map_ordered([b"a"]))
        os.kill(pool.pids[0], signal.SIGKILL)
        time.sleep(0.2)
        assert [outcome.value for outcome in pool.map_ordered([b"b"])] == [b"B"]


def test_errors_come_back():
    with WorkerPool(answer, processes=2) as pool:
        coded, odd = pool.map_ordered([b"raise", b"odd"])
    assert str(coded.error) == "[CX404] here: a word. Nothing"
    assert str(odd.error) == "Local: does not travel"


def test_workers_are_recycled():
    def tell(task, beat):
        return str(os.getpid()).encode()

    with WorkerPool(tell, processes=1, recycle_after=2) as pool:
        pids = [outcome.value for outcome in pool.map_ordered([b""] * 6)]
    assert len(set(pids)) == 3


def test_no_worker_outlives_the_pool():
    with WorkerPool(answer, processes=2) as pool:
        pids = pool.pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
