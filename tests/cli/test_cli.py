"""The command line, run in this process on a pipeline that is already loaded."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimex.cli import app
from claimex.cli.corpora import told
from claimex.corpus import Progress
from claimex.schema import Extraction

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "examples/articles/piscine.txt"


@pytest.fixture
def run(nlp, monkeypatch):
    monkeypatch.setattr("claimex.pipeline.load", lambda **_: nlp)
    return lambda *args, **kwargs: CliRunner().invoke(app, [str(arg) for arg in args], **kwargs)


def test_help_names_every_command():
    shown = CliRunner().invoke(app, ["--help"])
    assert shown.exit_code == 0
    for command in ("extract", "view", "explain", "score", "schema", "rules"):
        assert command in shown.stdout


def test_the_package_runs_as_a_module():
    shown = subprocess.run(
        [sys.executable, "-m", "claimex", "rules", "--help"], capture_output=True, check=True, text=True
    )
    assert "Usage: claimex rules" in shown.stdout


def test_extract_prints_a_table(run):
    shown = run("extract", ARTICLE, "--published", "2026-01-13", "--format", "table")
    assert shown.exit_code == 0
    assert "Hélène Castaing" in shown.stdout
    assert "assistant-residue" in shown.stdout


def test_extract_prints_a_line_a_file_in_a_pipe(run):
    shown = run("extract", ARTICLE, ARTICLE, "--published", "2026-01-13")
    results = [Extraction.model_validate_json(line) for line in shown.stdout.splitlines()]
    assert len(results) == 2
    assert results[0] == results[1].check(ARTICLE.read_text("utf-8"))


def test_extract_reads_stdin(run):
    shown = run("extract", "-", "--format", "json", input="Le maire a annoncé 30 embauches.".encode())
    assert json.loads(shown.stdout)["document"]["characters"] == 32


def test_extract_reads_windows_1252(run, tmp_path):
    (tmp_path / "vieux.txt").write_bytes("L’été coûte 3 €.".encode("cp1252"))
    shown = run("extract", tmp_path / "vieux.txt", "--format", "json")
    assert json.loads(shown.stdout)["quantities"][0]["span"]["text"] == "3 €"


def test_extract_keeps_the_kinds_and_the_confidence_asked_for(run):
    shown = run("extract", ARTICLE, "--kind", "commitment", "--min-confidence", "0.5")
    claims = Extraction.model_validate_json(shown.stdout).claims
    assert claims
    assert {claim.kind for claim in claims} == {"commitment"}
    assert min(claim.confidence for claim in claims) >= 0.5


def test_a_missing_file_is_told_and_the_others_are_read(run, tmp_path):
    shown = run("extract", "absent.txt", ARTICLE, "-o", tmp_path / "out.jsonl")
    assert shown.exit_code == 2
    assert "[CX501] absent.txt" in shown.stderr
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("extract", ARTICLE, "--published", "mardi"), "CX405"),
        (("extract", ARTICLE, "-o", "no/such/dir/out.json"), "CX510"),
        (("score", "no/such/gold"), "CX511"),
        (("rules", "check", "--rules", "no/such/rules"), "CX201"),
    ],
)
def test_errors_are_one_coded_line_and_exit_code_2(run, args, code):
    shown = run(*args)
    assert shown.exit_code == 2
    assert shown.stderr.startswith(f"[{code}]")


def test_view_writes_a_page(run, tmp_path):
    shown = run("view", ARTICLE, "-o", tmp_path / "page.html", "--published", "2026-01-13")
    assert shown.exit_code == 0
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_explain_tells_rule_and_cue(run):
    shown = run("explain", ARTICLE)
    assert "commitment.simple_future" in shown.stdout
    assert "« a-t-elle promis »" in shown.stdout


def test_rules_try_says_what_fired_and_what_stopped_the_others(run):
    shown = run("rules", "try", "Le maire promet de construire une piscine.")
    assert "fired" in shown.stdout
    assert "stopped" in shown.stdout


def test_score_prints_the_table(run, tmp_path):
    for name in ("w01.txt", "w01.json"):
        (tmp_path / name).write_bytes((ROOT / "tests/eval/gold" / name).read_bytes())
    shown = run("score", tmp_path, "--by-rule", "--errors")
    assert "statements strict" in shown.stdout
    assert "expected calibration error" in shown.stdout


def test_the_published_schema_is_not_stale(run):
    shown = run("schema")
    assert shown.stdout == (ROOT / "docs/schema.json").read_text("utf-8"), "run: make schema"


def test_a_corpus_run_tells_the_first_reject(run, tmp_path):
    (tmp_path / "a.csv").write_text("id,corps\n7,Le maire promet.\n", "utf-8")
    shown = run("corpus", tmp_path / "a.csv", "-o", tmp_path / "out", "--processes", "1")
    assert shown.exit_code == 0
    assert "0 documents, 0 claims, 1 rejects" in shown.stderr
    assert "a.csv, line 1: no column 'text'; it has id, corps" in shown.stderr


def test_own_rules_are_not_sent_to_a_cluster(run, tmp_path):
    shown = run("corpus", ARTICLE, "-o", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9", "--rules", tmp_path)
    assert shown.exit_code == 2
    assert shown.stderr.startswith("[CX610]")


def test_the_time_left_counts_what_this_run_did():
    before, now = Progress(documents=500, words=200_000), Progress(documents=740, words=300_000, claims=9, rejects=10)
    assert told(now, before, seconds=20, total=2000) == (
        "750 of about 2000 documents, 5000 words/s, 9 claims, 10 rejects, 0:01:40 left"
    )
    assert told(now, before, seconds=20, total=None) == "750 documents, 5000 words/s, 9 claims, 10 rejects"
    assert "left" not in told(before, before, seconds=0, total=2000)
