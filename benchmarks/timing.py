"""Times of rival ways to do the same work, taken in turn so that a busy machine slows all of them."""

import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from time import perf_counter, process_time

Work = Callable[[], object]


def seconds(work: Work) -> float:
    """Return how long the work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def processor_seconds(work: Work) -> float:
    """Return how long this process computed at the work, whoever else is busy."""
    start = process_time()
    work()
    return process_time() - start


def interleave(rounds: int, ways: dict[str, Callable[[int], object]]) -> dict[str, list[float]]:
    """Return the seconds of each way in each round; every round starts with another way."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    names = list(ways)
    for round_ in range(rounds):
        for name in names[round_ % len(names) :] + names[: round_ % len(names)]:
            way = ways[name]
            times[name].append(seconds(lambda way=way, round_=round_: way(round_)))
    return times


def ratios(slow: Sequence[float], fast: Sequence[float]) -> tuple[float, float, float]:
    """Return the smallest, the median and the largest ratio of two ways, round by round."""
    found = [one / other for one, other in zip(slow, fast, strict=True)]
    return min(found), statistics.median(found), max(found)


def python_seconds(code: str, *, until_said: bool = False) -> float:
    """Return the time of a new interpreter that runs the code: to its end, or until it has printed a line."""
    start = perf_counter()
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        said = perf_counter() - start
        process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return said if until_said else perf_counter() - start


def resident_bytes() -> int:
    """Return the memory that this process holds now."""
    import psutil

    return int(psutil.Process().memory_info().rss)
