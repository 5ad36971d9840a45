"""Print how often each rule is right on gold texts, and the confidence that its rule file should give it.

    python scripts/calibrate.py TUNED_DIR FRESH_DIR

TUNED_DIR holds the texts on which the rules were written, FRESH_DIR texts that they met later. A claim is right when
the gold has one that it overlaps by half of their union, or whose head it holds. A rule's share counts every fresh
claim, every tenth tuned one (a rule is nearly always right where it was tuned), and six imagined ones that are right as
often as its kind is on the fresh texts. A linguist writes the last column into `confidence` of data/rules; `claimex
score` prints the calibration error of all claims together.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimex.extract import Article, extract_many

IMAGINED, TUNED_SHARE, CAP = 6, 0.1, 0.95

Tallies = dict[str, tuple[int, int]]


def main() -> None:
    """Print one line a rule: right and fired on the tuned texts, on the fresh ones, and the confidence to write."""
    tuned, fresh = (tally(Path(directory)) for directory in sys.argv[1:3])
    kinds = tally_kinds(fresh)
    for rule in sorted(tuned | fresh):
        right, fired = kinds[rule.split(".", 1)[0]]
        confidence = smoothed(tuned.get(rule, (0, 0)), fresh.get(rule, (0, 0)), right / fired)
        print(f"{rule:44}{tuned.get(rule, (0, 0))!s:>12}{fresh.get(rule, (0, 0))!s:>12}{confidence:>8.2f}")


def tally(directory: Path) -> Tallies:
    """Return how often each rule was right and how often it fired."""
    counts: Tallies = {}
    for rule, is_right in judge(directory):
        right, fired = counts.get(rule, (0, 0))
        counts[rule] = (right + is_right, fired + 1)
    return counts


def tally_kinds(counts: Tallies) -> Tallies:
    """Return the same per kind of claim."""
    kinds: Tallies = {}
    for rule, (right, fired) in counts.items():
        before = kinds.get(kind := rule.split(".", 1)[0], (0, 0))
        kinds[kind] = (before[0] + right, before[1] + fired)
    return kinds


def smoothed(tuned: tuple[int, int], fresh: tuple[int, int], prior: float) -> float:
    """Return the share of right claims that a rule's tallies make likely on texts that it has not met."""
    right = fresh[0] + TUNED_SHARE * tuned[0] + IMAGINED * prior
    return min(CAP, right / (fresh[1] + TUNED_SHARE * tuned[1] + IMAGINED))


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
