"""What the README, the docs and the examples show is what happens."""

import ast
import contextlib
import io
import re
import runpy
import sys
from pathlib import Path
from typing import get_args

import pytest

import claimex.extract  # noqa: F401  # the module, looked up below by name
from claimex.layout import normalise
from claimex.rules import ConstructionName

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
OUT = "# Out:"
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.fixture
def loaded(nlp, monkeypatch):
    monkeypatch.setattr(sys.modules["claimex.extract"], "default_pipeline", lambda: nlp)
    monkeypatch.setattr("claimex.pipeline.load", lambda **_: nlp)


@pytest.mark.parametrize("page", [p for p in PAGES if BLOCK.search(p.read_text("utf-8"))], ids=lambda p: p.name)
def test_blocks_print_what_they_say(page, loaded, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    names = {"__name__": "__doc_block__"}
    for block in BLOCK.findall(page.read_text("utf-8")):
        lines = block.splitlines()
        for statement in ast.parse(block).body:
            printed = run(statement, names)
            expected = outs_after(lines, statement.end_lineno)
            if expected:
                assert printed.splitlines() == expected, f"{page.name}: {lines[statement.lineno - 1]}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda p: p.stem)
def test_examples_run(example, loaded, capsys):
    runpy.run_path(str(example), run_name="__main__")
    assert len(capsys.readouterr().out.splitlines()) >= 3


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    broken = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    assert broken == []


def test_every_error_code_is_explained_and_no_other():
    source = "\n".join(file.read_text("utf-8") for file in (ROOT / "src").rglob("*.py") if file.name != "errors.py")
    raised = set(re.findall(r"(?:Schema|Rules|Lexicon|Pipeline|Reader|Corpus)Error\(\s*(\d{3})\b", source))
    told = set(re.findall(r"^\| CX(\d{3}) \|", (ROOT / "docs/errors.md").read_text("utf-8"), re.MULTILINE))
    assert told == raised


def test_every_construction_is_explained():
    page = (ROOT / "docs/ecrire-une-regle.md").read_text("utf-8")
    assert [name for name in get_args(ConstructionName) if f"`{name}`" not in page] == []


def run(statement, names):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        if isinstance(statement, ast.Expr):
            value = eval(compile(ast.Expression(statement.value), "<block>", "eval"), names)
            if value is not None:
                printed.write(f"{value}\n")
        else:
            exec(compile(ast.Module([statement], []), "<block>", "exec"), names)
    return normalise(printed.getvalue())


def outs_after(lines, number):
    found = []
    for line in lines[number:]:
        if not line.startswith(OUT):
            break
        found.append(line.removeprefix(OUT).removeprefix(" "))
    return found
