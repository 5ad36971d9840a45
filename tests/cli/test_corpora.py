"""``claimex corpus``, ``merge`` and ``stats`` from the command line."""

import json

import pytest
import spacy
from typer.testing import CliRunner

from claimex.cli import app, options

RUNNER = CliRunner()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(options, "pipeline", lambda *args, **kwargs: spacy.blank("fr"))
    rows = [{"clé": f"d{number}", "corps": f"Le maire promet {number} agents."} for number in range(30)]
    (tmp_path / "presse.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n", "utf-8")
    return tmp_path


def invoke(folder, *words):
    return RUNNER.invoke(app, [word.format(folder) for word in words])


def corpus(folder, *words):
    columns = ("--column", "text=corps", "--column", "id=clé")
    return invoke(folder, "corpus", "{}/presse.jsonl", "-o", "{}/out", "--processes", "2", *columns, *words)


def test_corpus_merge_stats(folder):
    result = corpus(folder, "--part-size", "8")
    assert result.exit_code == 0, result.output
    assert "30 documents, 0 claims, 1 rejects" in result.output
    assert invoke(folder, "merge", "{}/out", "-o", "{}/all.jsonl").exit_code == 0
    lines = (folder / "all.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == [f"d{number}" for number in range(30)]
    stats = json.loads(invoke(folder, "stats", "{}/out").stdout)
    assert (stats["complete"], stats["documents"], stats["rejects"], stats["parts"]) == (True, 30, 1, 4)


def test_a_coded_error_ends_with_two(folder):
    assert corpus(folder).exit_code == 0
    again = corpus(folder)
    assert again.exit_code == 2
    assert "CX601" in again.output
    assert corpus(folder, "--resume").exit_code == 0


def test_a_column_that_articles_lack(folder):
    result = invoke(folder, "corpus", "{}/presse.jsonl", "-o", "{}/out", "--column", "texte=corps")
    assert result.exit_code == 2
    assert "CX503" in result.output
