"""The same run on a real Dask cluster of two processes, one of which is killed; and the adapter for Spark."""

import json
import os
import signal
import threading
import time

import pytest

from claimex.corpus import CorpusRun, run_corpus
from claimex.errors import CorpusError
from claimex.extract import extract

pytest.importorskip("distributed")


def sentence(number):
    return f"Le maire de Lyon, Jean Petit, promet de recruter {number} agents d'ici 2027."


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "presse.jsonl"
    rows = (json.dumps({"id": f"d{number}", "text": sentence(number)}) + "\n" for number in range(120))
    path.write_text("".join(rows), "utf-8")
    return str(path)


def ids_in(out):
    lines = [line for path in sorted(out.glob("results/part-*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line)["document"]["id"] for line in lines]


@pytest.fixture
def dask_cluster():
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster


@pytest.mark.slow
def test_a_killed_worker_loses_and_doubles_nothing(tmp_path, source, dask_cluster):
    from claimex.cluster import run_on_dask

    run = CorpusRun(inputs=(source,), out=tmp_path / "out", part_size=10)
    killed = []

    def kill_one():
        while not list((tmp_path / "out").glob("done/part-*.json")):
            time.sleep(0.05)
        victim = next(iter(dask_cluster.workers.values())).pid
        os.kill(victim, signal.SIGKILL)
        killed.append(victim)

    killer = threading.Thread(target=kill_one)
    killer.start()
    manifest = run_on_dask(run, dask_cluster)
    killer.join()
    assert len(killed) == 1
    assert (manifest.complete, manifest.documents, manifest.parts) == (True, 120, 12)
    assert ids_in(tmp_path / "out") == [f"d{number}" for number in range(120)]


@pytest.mark.slow
def test_a_run_on_dask_is_the_run_on_one_machine(tmp_path, source, nlp, dask_cluster):
    from claimex.cluster import run_on_dask

    there = run_on_dask(CorpusRun(inputs=(source,), out=tmp_path / "there", part_size=50), dask_cluster)
    here = run_corpus(CorpusRun(inputs=(source,), out=tmp_path / "here", part_size=50, processes=2), nlp=nlp)
    assert there.digest == here.digest
    for path in (tmp_path / "here/results").iterdir():
        assert path.read_bytes() == (tmp_path / "there/results" / path.name).read_bytes()
    with pytest.raises(CorpusError, match="CX601"):
        run_on_dask(CorpusRun(inputs=(source,), out=tmp_path / "there", part_size=50), dask_cluster)


def test_map_in_pandas(nlp, monkeypatch):
    pandas = pytest.importorskip("pandas")
    from claimex import cluster

    monkeypatch.setattr(cluster, "_pipeline", lambda: nlp)
    frame = pandas.DataFrame(
        [
            {"id": "a", "text": sentence(3)},
            {"id": "b", "text": None},
            {"id": "c", "text": sentence(4), "published": "hier"},
        ]
    )
    (answer,) = cluster.map_in_pandas(iter([frame]))
    assert list(answer["id"]) == ["a", "b", "c"]
    assert json.loads(answer["result"][0]) == json.loads(extract(sentence(3), id="a", nlp=nlp).model_dump_json())
    assert answer["error"][1] == "no text in column 'text'"
    assert answer["error"][2] == "'hier' is no ISO date"
