"""Print how often each rule is right on gold texts, and the confidence that its rule file should give it.

    python scripts/calibrate.py GOLD_DIR

A claim is right when the gold has one that it overlaps by half of their union, or whose head it holds. The share is
smoothed with two claims that are right at 0.75 (a rule seen once proves little). A linguist writes the last column into
`confidence` of data/rules; `claimex score` prints the calibration error of all claims together.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimex.extract import Article, extract_many

PRIOR, WEIGHT = 0.75, 2


def main() -> None:
    """Print one line a rule: right, fired, share, smoothed share."""
    tally: dict[str, list[int]] = {}
    for rule, is_right in judge(Path(sys.argv[1])):
        counts = tally.setdefault(rule, [0, 0])
        counts[0] += is_right
        counts[1] += 1
    for rule, (right, fired) in sorted(tally.items()):
        smoothed = (right + PRIOR * WEIGHT) / (fired + WEIGHT)
        print(f"{rule:44}{right:>5}{fired:>5}{right / fired:>8.2f}{smoothed:>8.2f}")


def judge(directory: Path) -> Iterator[tuple[str, bool]]:
    """Yield each claim's rule and whether the gold has it."""
    golds = [json.loads(path.read_text("utf-8")) for path in sorted(directory.glob("*.json"))]
    articles = [
        Article((directory / f"{gold['id']}.txt").read_bytes().decode("utf-8"), published=gold["published"])
        for gold in golds
    ]
    for gold, result in zip(golds, extract_many(articles), strict=True):
        spans = {kind: [_stretch(row) for row in gold[f"{kind}s"]] for kind in ("commitment", "statement", "figure")}
        for claim in result.claims:
            found = (claim.span.start, claim.span.end)
            if claim.kind == "figure":
                found = (claim.quantity.span.start, claim.quantity.span.end)
            yield claim.rule, any(_overlaps(found, span, head) for span, head in spans[claim.kind])


def _stretch(row: dict[str, Any]) -> tuple[tuple[int, int], tuple[int, int] | None]:
    if "content" in row:
        return (row["content"][0]["start"], row["content"][-1]["end"]), None
    span = row["quantity"] if "quantity" in row else row["span"]
    head = (row["head"]["start"], row["head"]["end"]) if "head" in row else None
    return (span["start"], span["end"]), head


def _overlaps(found: tuple[int, int], span: tuple[int, int], head: tuple[int, int] | None) -> bool:
    shared = min(found[1], span[1]) - max(found[0], span[0])
    share = shared / (max(found[1], span[1]) - min(found[0], span[0]))
    return share >= 0.5 or (head is not None and found[0] <= head[0] and head[1] <= found[1] and share >= 0.3)


if __name__ == "__main__":
    main()
