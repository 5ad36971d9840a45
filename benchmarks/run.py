"""Print what claimex costs beside bare spaCy: ``python -m benchmarks.run`` (all) or ``python -m benchmarks.run speed``.

Texts are made up (articles.py), other ones in each round so that every word's first time counts; ``--folder`` takes
your own ``*.txt`` files instead. Ratios are min / median / max over the rounds, above 1 where claimex is the faster.
"""

import argparse
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: one process, one core, for both sides

import platform
from collections import Counter
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import claimex
from benchmarks.articles import write_articles
from benchmarks.peers import PEERS
from benchmarks.timing import interleave, processor_seconds, python_seconds, ratios, resident_bytes, seconds
from claimex.acceleration import accelerate
from claimex.annotations import forget_rows, keep_private
from claimex.extract.results import read as read_result
from claimex.parse import forget_parse, parse_of, settle_parse
from claimex.pipeline import is_ours
from claimex.weights import MODEL

Texts = list[str]
_UNSURE = "Budget, culture, transports, Lyon, Nantes, Brest. " * 4  # asks py3langid, which loads once a process


class Corpus:
    """The texts of each round: made up from the round's number, or a share of the user's folder."""

    def __init__(self, words: int, folder: Path | None, rounds: int) -> None:
        self.words = words
        if folder is None:
            self.rounds = [list(write_articles(words, seed=seed)) for seed in range(rounds)]
        else:
            texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))]
            self.rounds = [texts[start::rounds] for start in range(rounds)]

    def count(self) -> int:
        """Return the number of words over all rounds."""
        return sum(len(text.split()) for texts in self.rounds for text in texts)


def run_speed(corpus: Corpus) -> None:
    """Bare spaCy, the accelerated pipeline and full claim extraction, in one process and in turn."""
    bare, fast, full = spacy.load(MODEL), accelerate(spacy.load(MODEL)), claimex.load()
    ways: dict[str, Callable[[int], object]] = {
        "bare nlp.pipe": lambda i: _drain(bare, corpus.rounds[i]),
        "accelerated": lambda i: _drain(fast, corpus.rounds[i]),
        "extract_many": lambda i: sum(1 for _ in claimex.extract_many(corpus.rounds[i], nlp=full)),
    }
    warm = list(write_articles(8_000, seed=99_999))  # past what a stream settles once
    for nlp in (bare, fast):
        _drain(nlp, warm)
    _count([*warm, _UNSURE], full, 1)
    times = interleave(len(corpus.rounds), ways)
    for name, taken in times.items():
        low, middle, high = ratios(times["bare nlp.pipe"], taken)
        speed = corpus.count() / sum(taken)
        print(f"  {name:14} {speed:8,.0f} words/s   {low:5.2f} / {middle:5.2f} / {high:5.2f}")


def run_processes(corpus: Corpus) -> None:
    """Full claim extraction in one process and in two, beside two forks that share nothing: what the machine allows."""
    full = claimex.load()
    texts = [text for round_ in corpus.rounds for text in round_] * 2
    ways: dict[str, Callable[[int], object]] = {
        "one process": lambda _: _count(texts, full, 1),
        "two workers": lambda _: _count(texts, full, 2),
        "two forks": lambda _: _in_forks([partial(_count, texts[start::2], full, 1) for start in (0, 1)]),
    }
    times = interleave(3, ways)
    for name in ("two workers", "two forks"):
        low, middle, high = ratios(times["one process"], times[name])
        print(f"  {name} against one process   {low:5.2f} / {middle:5.2f} / {high:5.2f}")


def _count(texts: Texts, nlp: Language, processes: int) -> int:
    return sum(1 for _ in claimex.extract_many(texts, processes=processes, nlp=nlp))


def _in_forks(works: list[Callable[[], object]]) -> None:
    children = [get_context("fork").Process(target=work) for work in works]
    for child in children:
        child.start()
    for child in children:
        child.join()


def run_peers(corpus: Corpus) -> None:
    """What other French rules cost on the same texts, where they are installed; they look for other things."""
    full = claimex.load()
    ways: dict[str, Callable[[int], object]] = {"claimex": lambda i: _count(corpus.rounds[i], full, 1)}
    for name, make in PEERS.items():
        read = make()
        if read is None:
            print(f"  {name:18} not installed")
        else:
            ways[name] = lambda i, read=read: read(corpus.rounds[i])
    for name, taken in interleave(len(corpus.rounds), ways).items():
        print(f"  {name:18} {corpus.count() / sum(taken):8,.0f} words/s")


def run_stages(corpus: Corpus) -> None:
    """Processor microseconds a word of each stage, stock and ours, and its share of ours: the least of all rounds."""
    bare, full = spacy.load(MODEL), claimex.load()
    for nlp in (bare, full):
        _drain(nlp, list(write_articles(8_000, seed=99_998)))  # past what a stream settles once
    stock, ours = _least_stages(bare, corpus), _least_stages(full, corpus)
    whole = sum(ours.values())
    groups = {
        "quantities, moments": ("claimex_quantities", "claimex_moments"),
        "claims": ("claimex_statements", "claimex_commitments", "claimex_figures"),
        "own components": tuple(name for name in ours if name.startswith("claimex_")),
    }
    sums = {group: sum(ours[name] for name in names) for group, names in groups.items()}
    for name, taken in {**ours, **sums}.items():
        before = f"{stock[name]:7.1f}" if name in stock else "      -"
        print(f"  {name:22}{before} {taken:7.1f} µs/word {taken / whole:7.1%}")


def run_sizes(corpus: Corpus) -> None:
    """Words a second of one document of 1,000 to 1,000,000 characters."""
    nlp = claimex.load()
    text = "\n\n".join(write_articles(max(corpus.words, 170_000), seed=7))
    claimex.extract(text[:3_000], nlp=nlp)
    for size in (1_000, 10_000, 100_000, 1_000_000):
        piece = text[:size]
        repeats = max(1, 20_000 // size)
        taken = seconds(lambda piece=piece, repeats=repeats: [claimex.extract(piece, nlp=nlp) for _ in range(repeats)])
        print(f"  {size:9,} characters {len(piece.split()) * repeats / taken:8,.0f} words/s")


def run_memory(corpus: Corpus) -> None:
    """Memory of one process over many words, read without keeping the results."""
    nlp = claimex.load()
    print(f"  after load     {resident_bytes() / 1e6:6.0f} MB")
    done = 0
    for target in (50_000, 250_000, 500_000):
        for _ in claimex.extract_many(write_articles(target - done, seed=target), nlp=nlp):
            pass
        done = target
        print(f"  {done:9,} words {resident_bytes() / 1e6:6.0f} MB")


def run_start(corpus: Corpus) -> None:
    """Seconds until something useful happens, in a new interpreter, in turn: min / median / max."""
    sentence = "Le maire de Lyon promet 30 agents."
    until = partial(python_seconds, until_said=True)
    codes = {
        "python": (python_seconds, "pass"),
        "import typer": (python_seconds, "import typer"),
        "claimex --help": (python_seconds, "import sys; sys.argv[1:] = ['--help']; from claimex.cli import app; app()"),
        "import claimex": (python_seconds, "import claimex"),
        "spaCy's first Doc": (until, f"import spacy; print(len(spacy.load({MODEL!r})({sentence!r})), flush=True)"),
        "first claims": (until, f"import claimex; print(claimex.extract({sentence!r}).claims, flush=True)"),
    }
    measured: dict[str, list[float]] = {name: [] for name in codes}
    for _ in corpus.rounds:
        for name, (measure, code) in codes.items():
            measured[name].append(measure(code))
    for name, taken in measured.items():
        print(f"  {name:18} {min(taken):6.2f} / {median(taken):6.2f} / {max(taken):6.2f} s")


def _drain(nlp: Language, texts: Texts) -> None:
    for _ in nlp.pipe(texts):
        pass


def _least_stages(nlp: Language, corpus: Corpus) -> dict[str, float]:
    """Return the processor microseconds a word that each stage took in its quickest round, batch after batch."""
    rounds = []
    for texts in corpus.rounds:
        taken: Counter[str] = Counter()
        for start in range(0, len(texts), nlp.batch_size):
            taken.update(_stage_times(nlp, texts[start : start + nlp.batch_size]))
        words = sum(len(text.split()) for text in texts)
        rounds.append({name: time / words * 1e6 for name, time in taken.items()})
    return {name: min(taken[name] for taken in rounds) for name in rounds[0]}


def _stage_times(nlp: Language, texts: Texts) -> dict[str, float]:
    docs: list[Doc] = []
    times = {"tokenizer": processor_seconds(lambda: docs.extend(nlp.make_doc(text) for text in texts))}
    if is_ours(nlp):  # as a stream does
        for doc in docs:
            keep_private(doc)
            settle_parse(doc)
    for name, component in nlp.pipeline:
        if name == "claimex_moments":  # the first that asks for the words; all claims share them
            times["claimex_words"] = processor_seconds(lambda: [parse_of(doc) for doc in docs])
        run = partial(component.pipe, batch_size=len(docs)) if hasattr(component, "pipe") else partial(map, component)
        times[name] = processor_seconds(lambda run=run: list(run(docs)))
    if "claimex_words" in times:
        times["claimex_result"] = processor_seconds(lambda: [read_result(doc) for doc in docs])
        for doc in docs:
            forget_parse(doc)
            forget_rows(doc)
    return times


PARTS: dict[str, Callable[[Corpus], None]] = {
    "speed": run_speed,
    "stages": run_stages,
    "processes": run_processes,
    "sizes": run_sizes,
    "memory": run_memory,
    "start": run_start,
    "peers": run_peers,
}


def main(arguments: list[str] | None = None) -> None:
    """Run the parts named, by default all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, "all"], default="all", help="by default all")
    parser.add_argument("--folder", type=Path, help="a folder of *.txt in the place of made-up articles")
    parser.add_argument("--words", type=int, default=10_000, help="made-up words a round")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    libraries = ", ".join(f"{name} {version(name)}" for name in ("claimex", "spacy", "thinc", "numpy", "blis"))
    print(f"{platform.platform()}, Python {platform.python_version()}, {libraries}")
    corpus = Corpus(options.words, options.folder, options.rounds)
    for part in PARTS if "all" in options.parts else options.parts:
        print(f"\n{PARTS[part].__doc__.splitlines()[0]}")
        PARTS[part](corpus)


if __name__ == "__main__":
    main()
