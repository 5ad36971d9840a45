"""Corpus runs with real processes: killed, interrupted, out of room, and never a document lost or doubled."""

import gzip
import json
import os
import resource
import signal
import subprocess
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

import pytest
import spacy

from claimex.corpus import CorpusRun, merge_parts, read_stats, run_corpus
from claimex.errors import CorpusError
from claimex.extract import Article
from claimex.readers import Columns, read_articles

SOURCE = "Le maire de Lyon promet {} agents."


@pytest.fixture
def blank():
    """A pipeline that finds nothing: what is tested here is that documents arrive."""
    return spacy.blank("fr")


@pytest.fixture
def trouble():
    """A pipeline in which a text can kill its worker, or hang."""
    return troubled()


def troubled():
    nlp = spacy.blank("fr")
    if not spacy.Language.has_factory("test_trouble"):
        spacy.Language.component("test_trouble", func=_trouble)
    nlp.add_pipe("test_trouble")
    return nlp


def _trouble(doc):
    if "MEURS" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "DORS" in doc.text:
        time.sleep(600)
    if "LÈVE" in doc.text:
        raise ValueError("levé")
    if "LENT" in doc.text:
        time.sleep(0.05)
    return doc


def corpus(tmp_path, count, special=None):
    path = tmp_path / "presse.jsonl"
    texts = {number: (special or {}).get(number, SOURCE.format(number)) for number in range(count)}
    path.write_text("".join(json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in texts.items()), "utf-8")
    return str(path)


def run_of(tmp_path, source, **options):
    settings = {"processes": 2, "part_size": 20, "time_limit": 1.0, **options}
    return CorpusRun(inputs=(source,), out=tmp_path / "out", **settings)


def ids_in(out, what="results"):
    lines = (
        line for path in sorted(Path(out).glob(f"{what}/part-*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    rows = [json.loads(line) for line in lines]
    return Counter(row["document"]["id"] if what == "results" else row["id"] for row in rows)


def each_once(*numbers):
    return Counter(f"d{number}" for number in numbers)


def test_every_document_once_and_the_manifest_counts(tmp_path, blank):
    states = []
    manifest = run_corpus(run_of(tmp_path, corpus(tmp_path, 105)), nlp=blank, progress=states.append)
    assert ids_in(tmp_path / "out") == each_once(*range(105))
    assert (manifest.complete, manifest.parts, manifest.documents, manifest.rejects) == (True, 6, 105, 0)
    assert states[-1].documents == 105
    assert merge_parts(tmp_path / "out", tmp_path / "all.jsonl") == 105
    merged = [json.loads(line)["document"]["id"] for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert merged == [f"d{number}" for number in range(105)]
    assert read_stats(tmp_path / "out").documents == 105


def test_documents_that_kill_hang_or_raise_are_rejected_alone(tmp_path, trouble):
    source = corpus(tmp_path, 60, {7: "MEURS", 30: "DORS", 44: "LÈVE"})
    manifest = run_corpus(run_of(tmp_path, source), nlp=trouble)
    assert (manifest.documents, manifest.rejects) == (57, 3)
    assert ids_in(tmp_path / "out") == each_once(*(set(range(60)) - {7, 30, 44}))
    assert ids_in(tmp_path / "out", "rejects") == each_once(7, 30, 44)


def test_malformed_records_are_rejected_and_counted(tmp_path, blank):
    source = corpus(tmp_path, 30)
    with open(source, "ab") as stream:
        stream.write(b"{broken\n" + json.dumps({"id": "d31", "text": "\ud800"}).encode() + b'\n{"id": "d32"}\n')
    manifest = run_corpus(run_of(tmp_path, source), nlp=blank)
    assert (manifest.documents, manifest.rejects) == (30, 3)
    assert ids_in(tmp_path / "out") == each_once(*range(30))


def test_a_folder_with_a_run_is_not_overwritten(tmp_path, blank):
    run = run_of(tmp_path, corpus(tmp_path, 5))
    run_corpus(run, nlp=blank)
    with pytest.raises(CorpusError, match="CX601"):
        run_corpus(run, nlp=blank)


def test_other_settings_or_another_input_are_coded_errors(tmp_path, blank):
    source = corpus(tmp_path, 50)
    run_corpus(run_of(tmp_path, source), nlp=blank)
    with pytest.raises(CorpusError, match=r"CX602.*part_size 20, not 30"):
        run_corpus(run_of(tmp_path, source, part_size=30, resume=True), nlp=blank)
    with pytest.raises(CorpusError, match=r"CX602.*columns"):
        run_corpus(run_of(tmp_path, source, columns=Columns(text="corps"), resume=True), nlp=blank)
    corpus(tmp_path, 50, {25: "Autre chose."})
    with pytest.raises(CorpusError, match=r"CX603.*part 1 "):
        run_corpus(run_of(tmp_path, source, resume=True), nlp=blank)
    corpus(tmp_path, 30)
    with pytest.raises(CorpusError, match="CX603"):
        run_corpus(run_of(tmp_path, source, resume=True), nlp=blank)


def test_another_version_is_a_coded_error(tmp_path, blank):
    run_corpus(run_of(tmp_path, source := corpus(tmp_path, 5)), nlp=blank)
    path = tmp_path / "out/manifest.json"
    path.write_text(path.read_text().replace('"claimex": "', '"claimex": "9.'), "utf-8")
    with pytest.raises(CorpusError, match=r"CX602.*producer"):
        run_corpus(run_of(tmp_path, source, resume=True), nlp=blank)


def test_merge_and_stats_need_a_run(tmp_path, blank):
    with pytest.raises(CorpusError, match="CX608"):
        read_stats(tmp_path)
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(CorpusError, match="CX607"):
        read_stats(tmp_path)


def test_claims_table(tmp_path, nlp):
    source = corpus(tmp_path, 4, {1: "« Nous recruterons 30 agents », a promis Jean Petit, maire de Lyon."})
    run_corpus(run_of(tmp_path, source, time_limit=60), nlp=nlp)
    rows = [json.loads(line) for path in (tmp_path / "out/claims").iterdir() for line in path.read_text().splitlines()]
    stats = read_stats(tmp_path / "out")
    assert sum(stats.kinds.values()) == len(rows) > 0
    assert {"document", "kind", "who", "value", "unit", "factuality", "text", "start", "url"} <= set(rows[0])


def test_claims_table_in_parquet(tmp_path, nlp):
    parquet = pytest.importorskip("pyarrow.parquet")
    source = corpus(tmp_path, 4, {1: "« Nous recruterons 30 agents », a promis Jean Petit, maire de Lyon."})
    run_corpus(run_of(tmp_path, source, table="parquet", part_size=2, time_limit=60), nlp=nlp)
    count = merge_parts(tmp_path / "out", tmp_path / "claims.parquet", what="claims")
    assert parquet.read_table(tmp_path / "claims.parquet").num_rows == count > 0


# --- killed, interrupted, out of room: in a process of its own, forked because spaCy is loaded here already

FORK = get_context("fork")


class Running:
    """A run in another process, at the head of a group of its own; it sends « part » after each part, then its end."""

    def __init__(self, tmp_path, source, *, resume=False, limit=None):
        self._messages, sender = FORK.Pipe(duplex=False)
        run = run_of(tmp_path, source, resume=resume, time_limit=30.0)
        self.process = FORK.Process(target=_run, args=(run, limit, sender))
        self.process.start()
        sender.close()
        self.pid = self.process.pid

    def wait_for_part(self):
        assert self._messages.recv() == "part"

    def kill(self):
        self.process.kill()
        self.process.join()

    def end(self):
        """Return its last message."""
        message = None
        while self._messages.poll(120):
            try:
                message = self._messages.recv()
            except EOFError:
                break
        self.process.join()
        return message


def _run(run, limit, sender):
    os.setsid()
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    def tell(state):
        if state.parts:  # none: the run has only begun
            sender.send("part")

    try:
        sender.send(run_corpus(run, nlp=troubled(), progress=tell).complete)
    except CorpusError as error:
        sender.send(error.code)


def slow_corpus(tmp_path, count=160):
    return corpus(tmp_path, count, {number: f"LENT {number}" for number in range(count)})


def resumed(tmp_path, source):
    return Running(tmp_path, source, resume=True).end()


def test_kill_the_parent_and_resume(tmp_path):
    source = slow_corpus(tmp_path)
    running = Running(tmp_path, source)
    running.wait_for_part()
    running.kill()
    assert sum(ids_in(tmp_path / "out").values()) < 160
    assert resumed(tmp_path, source) is True
    assert ids_in(tmp_path / "out") == each_once(*range(160))


def test_kill_a_worker_and_the_run_goes_on(tmp_path):
    source = slow_corpus(tmp_path)
    running = Running(tmp_path, source)
    running.wait_for_part()
    workers = subprocess.run(["ps", "-o", "pid=", "--ppid", str(running.pid)], capture_output=True, text=True).stdout
    os.kill(int(workers.split()[0]), signal.SIGKILL)
    assert running.end() is True
    assert ids_in(tmp_path / "out") == each_once(*range(160))
    assert ids_in(tmp_path / "out", "rejects") == Counter()


def test_interrupt_ends_the_parts_in_hand(tmp_path):
    source = slow_corpus(tmp_path)
    running = Running(tmp_path, source)
    running.wait_for_part()
    os.killpg(running.pid, signal.SIGINT)
    assert running.end() is False
    assert sum(ids_in(tmp_path / "out").values()) in {40, 60, 80}
    assert resumed(tmp_path, source) is True
    assert ids_in(tmp_path / "out") == each_once(*range(160))


def test_a_full_disk_is_a_coded_error_and_resumes(tmp_path):
    source, disk = corpus(tmp_path, 400), tmp_path / "out"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no tmpfs may be mounted here")
    try:
        assert Running(tmp_path, source).end() == "CX605"
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        assert resumed(tmp_path, source) is True
        assert ids_in(disk) == each_once(*range(400))
        assert list(disk.rglob("*.tmp-*")) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_may_not_grow_is_a_coded_error_and_resumes(tmp_path):
    source = corpus(tmp_path, 100)
    assert Running(tmp_path, source, limit=2_000).end() == "CX605"
    assert resumed(tmp_path, source) is True
    assert ids_in(tmp_path / "out") == each_once(*range(100))


def test_two_runs_do_not_share_a_folder(tmp_path, blank):
    source = slow_corpus(tmp_path)
    running = Running(tmp_path, source)
    running.wait_for_part()
    with pytest.raises(CorpusError, match="CX606"):
        run_corpus(run_of(tmp_path, source, resume=True), nlp=blank)
    running.kill()


def test_truncated_malformed_and_unreadable_input_after_a_kill(tmp_path):
    """The documents equal the input minus the rejects, each once, whatever happens on the way."""
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [json.dumps({"id": f"d{number}", "text": f"LENT {number * 7919}"}) for number in range(120)]
    (folder / "a.jsonl").write_text("\n".join([*lines[:50], "{broken", *lines[50:60]]) + "\n", "utf-8")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(lines[60:]).encode(), mtime=0)[:-40])
    (folder / "c.txt").symlink_to(tmp_path / "nowhere")
    running = Running(tmp_path, str(folder))
    running.wait_for_part()
    running.kill()
    assert resumed(tmp_path, str(folder)) is True
    read = [record for record in read_articles([str(folder)]) if isinstance(record, Article)]
    assert 60 < len(read) < 120
    assert ids_in(tmp_path / "out") == Counter(article.id for article in read)
    assert sum(ids_in(tmp_path / "out", "rejects").values()) in {3, 4}  # a line may break off with its file
