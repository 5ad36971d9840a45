"""A corpus on Dask: two real worker processes, some of which die."""

import os
import signal
import threading
from multiprocessing import get_context
from pathlib import Path

import pytest

from claimex.corpus.folder import RunFolder
from claimex.corpus.parts import Part
from claimex.errors import CorpusError
from claimex.extract import Article
from test_corpus import corpus, each_once, ids_in, run_of, troubled

pytest.importorskip("distributed")

import dask
from distributed import LocalCluster

from claimex.cluster import run_on_dask, run_remote_part

PRELOAD = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})

def dask_setup(worker):
    import claimex.cluster
    from test_corpus import troubled
    claimex.cluster.default_pipeline = troubled
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Two workers with a pipeline in which a text can kill or hang its worker."""
    folder = tmp_path_factory.mktemp("dask")
    (folder / "trouble.py").write_text(PRELOAD, "utf-8")
    options = {"preload": str(folder / "trouble.py"), "local_directory": str(folder), "dashboard_address": None}
    patience = {"distributed.deploy.lost-worker-timeout": "10 minutes"}  # LocalCluster gives a place up after 15 s
    with dask.config.set(patience), LocalCluster(n_workers=2, threads_per_worker=1, **options) as cluster:
        yield cluster


@pytest.mark.slow  # here and below: each worker, and each that takes the place of a dead one, imports spaCy
def test_every_document_once_when_a_worker_is_killed(tmp_path, cluster):
    source = corpus(tmp_path, 120, {number: f"LENT {number}" for number in range(120)})
    victim = next(iter(cluster.workers.values())).process.process.pid
    threading.Timer(1.0, os.kill, (victim, signal.SIGKILL)).start()
    states = []
    manifest = run_on_dask(run_of(tmp_path, source, time_limit=60), cluster, progress=states.append)
    assert (manifest.complete, manifest.parts, manifest.documents, manifest.rejects) == (True, 6, 120, 0)
    assert ids_in(tmp_path / "out") == each_once(*range(120))
    assert states[-1].documents == 120
    with pytest.raises(ProcessLookupError):
        os.kill(victim, 0)


@pytest.mark.slow
def test_a_finished_run_is_resumed_without_reading_it_again(tmp_path, cluster):
    source = corpus(tmp_path, 40)
    run_on_dask(run_of(tmp_path, source), cluster)
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "out/results").iterdir()}
    (tmp_path / "out/results/part-000001.jsonl").unlink()
    manifest = run_on_dask(run_of(tmp_path, source, resume=True), cluster)
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "out/results").iterdir()}
    assert (manifest.complete, manifest.documents) == (True, 40)
    assert [path.name for path in written if written[path] != after[path]] == ["part-000001.jsonl"]


@pytest.mark.slow
def test_a_document_that_kills_every_worker_is_rejected_alone(tmp_path, cluster):
    source = corpus(tmp_path, 40, {7: "MEURS", 30: "LÈVE"})
    manifest = run_on_dask(run_of(tmp_path, source, time_limit=60), cluster)
    assert (manifest.documents, manifest.rejects) == (38, 2)
    assert ids_in(tmp_path / "out") == each_once(*(set(range(40)) - {7, 30}))
    assert ids_in(tmp_path / "out", "rejects") == each_once(7, 30)
    assert list((tmp_path / "out/tries").iterdir()) == []


def test_a_worker_knows_what_its_dead_predecessors_died_of(tmp_path, monkeypatch):
    monkeypatch.setattr("claimex.cluster._pipeline", troubled)
    articles = [Article({3: "MEURS", 20: "DORS"}.get(number, "Un."), id=f"d{number}") for number in range(40)]
    RunFolder(tmp_path).prepare()
    ends = []
    while not ends or ends[-1]:
        process = get_context("fork").Process(
            target=run_remote_part, args=(Part(0, tuple(articles)), str(tmp_path), "jsonl", 0.5)
        )
        process.start()
        process.join()
        ends.append(process.exitcode)
    assert ends == [-signal.SIGKILL] * 3 + [-signal.SIGALRM] * 3 + [0]
    assert ids_in(tmp_path, "rejects") == each_once(3, 20)
    assert ids_in(tmp_path) == each_once(*(set(range(40)) - {3, 20}))


def test_no_scheduler_is_a_coded_error(tmp_path):
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}), pytest.raises(CorpusError, match="CX611"):
        run_on_dask(run_of(tmp_path, corpus(tmp_path, 2)), "tcp://127.0.0.1:9")
