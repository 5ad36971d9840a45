"""What must stand in no file of the project: hosts of package indexes, paths of somebody's machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
INDEX = re.compile(r"(?:pypi|pythonhosted|anaconda|npmjs|crates)\.(?:org|io|com)|index-url|find-links", re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|Users|opt|tmp)/\w|[A-Z]:\\\\Users")
TEXT = {".py", ".toml", ".tsv", ".txt", ".in", ".md", ".cfg", ".json", ".html", ".css", ".js", ""}


def kept_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    names = listed.splitlines() or [str(p.relative_to(ROOT)) for p in ROOT.glob("src/**/*") if p.is_file()]
    return [ROOT / name for name in names if Path(name).suffix in TEXT and (ROOT / name).is_file()]


@pytest.mark.parametrize(("what", "pattern"), [("package index", INDEX), ("machine path", MACHINE)])
def test_no_file_names(what, pattern):
    found = []
    for file in kept_files():
        if file.name in (Path(__file__).name, "Makefile"):
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert not found, f"{what}:\n" + "\n".join(found)


def test_requirements_are_pinned_with_hashes():
    for file in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=\S)", file.read_text("utf-8").strip())
        assert all("==" in entry and "--hash=sha256:" in entry for entry in entries), file.name


def test_the_weights_are_those_the_project_was_built_on():
    pinned = (ROOT / "requirements/base.txt").read_text("utf-8")
    assert "8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e" in pinned
