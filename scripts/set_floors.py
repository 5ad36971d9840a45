"""Raise the score floors of tests/eval/floors.json to what is reached now, a small margin below.

usage: python scripts/set_floors.py            floors rise, none sinks
       CLAIMEX_LOWER_FLOORS="why" python …     a floor may sink too; the reason is kept in the file
"""

import json
import math
import os
from pathlib import Path

from claimex.evaluate import Report, evaluate

EVAL = Path(__file__).resolve().parent.parent / "tests/eval"
FLOORS = EVAL / "floors.json"
SHARED = Path(os.environ.get("CLAIMEX_SHARED", EVAL.parents[2] / "shared"))
MARGIN = 0.004  # what rounding and other versions of a linear algebra library may cost


def scores_of(report: Report) -> dict[str, float]:
    """Return F1 of each part, and the share of actors under their right name."""
    scores = {part: tally.f1 for part, tally in report.parts.items()}
    return scores | {"actors name": report.parts["actors"].share("name")}


def raise_floors(floors: dict, name: str, scores: dict[str, float], why: str) -> None:
    """Set each floor of one gold set, and record each that sinks."""
    kept = floors["floors"].setdefault(name, {})
    for part, score in scores.items():
        floor = max(0.0, math.floor((score - MARGIN) * 1000) / 1000)
        old = kept.get(part, 0.0)
        if floor < old and not why:
            continue
        if floor < old:
            floors["lowered"].append({"set": name, "part": part, "from": old, "to": floor, "why": why})
        kept[part] = floor


def main() -> None:
    """Score what gold is at hand and write the floors."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"floors": {}, "lowered": []}
    for name, directory in {"own": EVAL / "gold", "shared": SHARED / "gold/dev"}.items():
        if directory.is_dir():
            report = evaluate(directory)
            raise_floors(floors, name, scores_of(report), os.environ.get("CLAIMEX_LOWER_FLOORS", ""))
    FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
