"""The scores that were reached are kept: below a floor the build fails, and no floor sinks without a reason."""

import importlib.util
import json
import os
import subprocess
from pathlib import Path

import pytest

from claimex.evaluate import evaluate

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FLOORS = HERE / "floors.json"
SHARED = Path(os.environ.get("CLAIMEX_SHARED", ROOT.parent / "shared"))
GOLD = {"own": HERE / "gold", "shared": SHARED / "gold/dev"}

_spec = importlib.util.spec_from_file_location("set_floors", ROOT / "scripts/set_floors.py")
set_floors = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(set_floors)


@pytest.mark.parametrize("name", GOLD)
def test_scores_hold(name, nlp):
    if not GOLD[name].is_dir():
        pytest.skip(f"the {name} gold is not beside the project: its scores are NOT defended in this run")
    scores = set_floors.scores_of(evaluate(GOLD[name], nlp=nlp))
    floors = json.loads(FLOORS.read_text("utf-8"))["floors"][name]
    assert set(floors) == set(scores)
    sunk = [f"{part}: {scores[part]:.3f} < {floor:.3f}" for part, floor in floors.items() if scores[part] < floor]
    assert not sunk, "\n".join(sunk)


def test_no_floor_sank_unasked():
    now = json.loads(FLOORS.read_text("utf-8"))
    asked = {(r["set"], r["part"], r["to"]) for r in now["lowered"] if r["why"].strip()}
    for before in earlier_floors():
        assert unasked(before["floors"], now["floors"], asked) == []


def test_the_guard_itself():
    assert unasked({"own": {"places": 0.9}}, {"own": {"places": 0.8}}, set()) == ["own places: 0.9 → 0.8"]
    assert unasked({"own": {"places": 0.9}}, {"own": {}}, set()) == ["own places: 0.9 → 0.0"]
    assert unasked({"own": {"places": 0.9}}, {"own": {"places": 0.8}}, {("own", "places", 0.8)}) == []
    assert unasked({"own": {"places": 0.9}}, {"own": {"places": 0.95}}, set()) == []


def test_floors_rise_and_sink_only_for_a_reason():
    floors = {"floors": {"own": {"places": 0.9}}, "lowered": []}
    set_floors.raise_floors(floors, "own", {"places": 0.5}, "")
    assert floors["floors"]["own"]["places"] == 0.9
    set_floors.raise_floors(floors, "own", {"places": 0.95}, "")
    assert floors["floors"]["own"]["places"] == 0.946
    set_floors.raise_floors(floors, "own", {"places": 0.5}, "gold corrected")
    assert floors["lowered"] == [{"set": "own", "part": "places", "from": 0.946, "to": 0.496, "why": "gold corrected"}]


def unasked(before, now, asked):
    """Return the floors that sank and for which nobody wrote a reason."""
    return [
        f"{name} {part}: {floor} → {now.get(name, {}).get(part, 0.0)}"
        for name, parts in before.items()
        for part, floor in parts.items()
        if now.get(name, {}).get(part, 0.0) < floor and (name, part, now.get(name, {}).get(part, 0.0)) not in asked
    ]


def earlier_floors():
    """Yield the floors of every commit that touched them, as far back as the clone goes."""
    path = FLOORS.relative_to(ROOT).as_posix()
    log = git("log", "--format=%H", "--", path)
    for commit in log.split():
        yield json.loads(git("show", f"{commit}:{path}"))


def git(*args):
    return subprocess.run(["git", *args], cwd=ROOT, capture_output=True, text=True, check=False).stdout
