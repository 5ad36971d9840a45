"""Runs that cannot begin, folders that somebody has touched, and what is written when an article is odd."""

import json
from pathlib import Path

import pytest
import spacy

from claimex.corpus import CorpusRun, merge_parts, read_stats, run_corpus
from claimex.errors import CorpusError, ReaderError
from test_corpus import corpus, each_once, ids_in, run_of


@pytest.fixture(scope="module")
def blank():
    return spacy.blank("fr")


def run(tmp_path, source, nlp, **options):
    return run_corpus(run_of(tmp_path, source, processes=1, time_limit=60, **options), nlp=nlp)


@pytest.mark.parametrize(
    "setting", [{"inputs": ()}, {"processes": -1}, {"part_size": 0}, {"table": "xml"}, {"time_limit": 0}]
)
def test_a_setting_that_no_run_can_be_made_of_is_a_coded_error(setting):
    with pytest.raises(CorpusError, match=f"CX610.*{next(iter(setting))}"):
        CorpusRun(**{"inputs": ("a.txt",), "out": "out", **setting})


def test_a_wrong_name_leaves_nothing_behind(tmp_path, blank):
    with pytest.raises(ReaderError, match="CX501"):
        run(tmp_path, str(tmp_path / "absent.jsonl"), blank)
    source = corpus(tmp_path, 3)
    with pytest.raises(ReaderError, match="CX504"):
        run(tmp_path, source, blank, input_format="docx")
    assert run(tmp_path, source, blank).documents == 3


@pytest.mark.parametrize("out", ["presse.jsonl", "presse.jsonl/out"])
def test_an_output_that_cannot_be_written_is_a_coded_error(tmp_path, blank, out):
    source = corpus(tmp_path, 3)
    with pytest.raises(CorpusError, match="CX605"):
        run_corpus(CorpusRun(inputs=(source,), out=tmp_path / out, processes=1), nlp=blank)


def test_a_run_does_not_read_what_it_writes(tmp_path, blank):
    corpus(tmp_path, 3)
    with pytest.raises(CorpusError, match=r"CX610.*lies in a folder that is read"):
        run(tmp_path, str(tmp_path), blank)


def test_odd_ids_are_written(tmp_path, blank):
    (tmp_path / "a.jsonl").write_text(
        '{"id": "\\ud800", "title": "\\udc00", "text": "Un."}\n{"id": "\\udfff", "text": "\\ud800"}\n', "utf-8"
    )
    run(tmp_path, str(tmp_path / "a.jsonl"), blank)
    assert list(ids_in(tmp_path / "out")) == [r"\ud800"]
    assert list(ids_in(tmp_path / "out", "rejects")) == [r"\udfff"]


def test_a_part_whose_files_were_removed_is_told_and_read_anew(tmp_path, blank):
    source = corpus(tmp_path, 50)
    run(tmp_path, source, blank)
    out = tmp_path / "out"
    (out / "results/part-000001.jsonl").unlink()
    for ask in (lambda: merge_parts(out, tmp_path / "all.jsonl"), lambda: read_stats(out)):
        with pytest.raises(CorpusError, match=r"CX609.*part 1 were removed"):
            ask()
    run(tmp_path, source, blank, resume=True)
    assert ids_in(out) == each_once(*range(50))
    assert read_stats(out).documents == 50


def test_a_damaged_record_of_a_part_is_a_coded_error(tmp_path, blank):
    source = corpus(tmp_path, 5)
    run(tmp_path, source, blank)
    record = tmp_path / "out/done/part-000000.json"
    record.write_text("{half", "utf-8")
    with pytest.raises(CorpusError, match=r"CX607.*part-000000"):
        run(tmp_path, source, blank, resume=True)
    record.unlink()
    assert run(tmp_path, source, blank, resume=True).documents == 5


@pytest.mark.parametrize("target", ["nowhere/all.jsonl", "out", "out/results/part-000000.jsonl"])
@pytest.mark.parametrize("what", ["results", "claims"])
@pytest.mark.parametrize("table", ["jsonl", "parquet"])
def test_a_merge_that_cannot_be_written_is_a_coded_error(tmp_path, blank, target, what, table):
    pytest.importorskip("pyarrow")
    run(tmp_path, corpus(tmp_path, 5), blank, table=table)
    before = (tmp_path / "out/results/part-000000.jsonl").read_bytes()
    with pytest.raises(ReaderError, match="CX510"):
        merge_parts(tmp_path / "out", tmp_path / target, what=what)
    assert (tmp_path / "out/results/part-000000.jsonl").read_bytes() == before
    assert list(Path(tmp_path).glob("*.tmp*")) == []


@pytest.mark.parametrize("table", ["jsonl", "parquet"])
def test_a_corpus_without_a_document(tmp_path, blank, table):
    pytest.importorskip("pyarrow")
    (tmp_path / "a.jsonl").write_text("", "utf-8")
    manifest = run(tmp_path, str(tmp_path / "a.jsonl"), blank, table=table)
    assert (manifest.complete, manifest.documents) == (True, 0)
    assert merge_parts(tmp_path / "out", tmp_path / "claims", what="claims") == 0
    assert json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))["parts"] == 0
