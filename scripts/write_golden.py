"""Write the expected result of each golden article anew: tests/golden/ID.json. Read the diff before you commit it.

The articles are those of examples/articles and tests/eval/gold; what depends on the version of claimex is left out.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import claimex
from claimex.schema import Extraction

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests/golden"
PUBLISHED = "2026-01-13"  # of the articles that have no annotations to say it


def articles() -> Iterator[claimex.Article]:
    """Yield the golden articles in name order."""
    for file in sorted([*ROOT.glob("examples/articles/*.txt"), *ROOT.glob("tests/eval/gold/*.txt")]):
        notes = file.with_suffix(".json")
        published = json.loads(notes.read_text("utf-8"))["published"] if notes.exists() else PUBLISHED
        yield claimex.Article(file.read_bytes().decode("utf-8"), id=file.stem, published=published)


def as_golden(result: Extraction) -> dict[str, Any]:
    """Return the result as it is kept."""
    return result.model_dump(mode="json", exclude={"producer"})


def main() -> None:
    """Write one file an article."""
    GOLDEN.mkdir(exist_ok=True)
    for result in claimex.extract_many(articles()):
        content = json.dumps(as_golden(result), ensure_ascii=False, indent=1)
        (GOLDEN / f"{result.document.id}.json").write_text(content + "\n", "utf-8")


if __name__ == "__main__":
    main()
