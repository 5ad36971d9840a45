"""Score the actor layer with each clue left out, and the bare model, on the gold and on tests/cases/actors.toml.

python scripts/ablate_actors.py GOLD_DIR
"""

import argparse
import json
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.tokens import Doc

from claimex.extract import Article, make_doc
from claimex.lexicon import load_lexicon
from claimex.mentions.actors import find_actors
from claimex.mentions.clues import CLUES
from claimex.pipeline import load
from claimex.rules import parse_example

CASES = Path(__file__).parents[1] / "tests/cases/actors.toml"
COARSE = {"person": "person", "organisation": "body", "institution": "body", "place": "place"}
LABELS = {"PER": "person", "ORG": "body", "LOC": "place"}

Name = tuple[int, int, str]
Finder = Callable[[Doc], set[Name]]


def read_gold(directory: Path) -> Iterable[tuple[str, set[Name]]]:
    """Yield text and names of every gold article; resolved roles are left out."""
    for file in sorted(directory.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        names = {(m["start"], m["end"], COARSE[a["kind"]]) for a in gold["actors"] for m in a["mentions"]}
        yield file.with_suffix(".txt").read_bytes().decode("utf-8"), names


def read_cases() -> Iterable[tuple[str, set[Name]]]:
    """Yield text and names of our own sentences and articles."""
    cases = tomllib.loads(CASES.read_text("utf-8"))
    marked = [s for group in cases.values() if isinstance(group, dict) for s in group["sentences"]]
    for example in map(parse_example, [*marked, *(article["text"] for article in cases["article"])]):
        yield example.text, {(start, end, COARSE[kind]) for kind, start, end in example.roles}


def ours(without: frozenset[str]) -> Finder:
    """Return our layer with some clues left out."""

    def find(doc: Doc) -> set[Name]:
        entries, mentions = find_actors(doc, load_lexicon(), without=without)
        return {(m.start, m.end, COARSE[entries[m.actor].kind]) for m in mentions if m.how != "role"}

    return find


def bare(doc: Doc) -> set[Name]:
    """Return the model's own entities."""
    return {(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS}


def score(find: Finder, docs: list[tuple[Doc, set[Name]]]) -> float:
    """Return F1 over exact spans and coarse kinds."""
    found = [(find(doc), gold) for doc, gold in docs]
    hits = sum(len(names & gold) for names, gold in found)
    return 2 * hits / sum(len(names) + len(gold) for names, gold in found)


def main() -> None:
    """Print the table of docs/decisions/0003-actor-evidence.md."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    nlp = load()
    sets = [
        [(nlp(make_doc(nlp, Article(text))), names) for text, names in source]
        for source in (list(read_gold(parser.parse_args().gold)), list(read_cases()))
    ]
    rows: list[tuple[str, Finder]] = [("bare model", bare), ("all evidence", ours(frozenset()))]
    rows += [(f"without {clue}", ours(frozenset({clue}))) for clue in CLUES]
    print("| evidence | dev F1 | own texts F1 |\n|---|---|---|")
    for name, find in rows:
        print(f"| {name} | {score(find, sets[0]):.3f} | {score(find, sets[1]):.3f} |")


if __name__ == "__main__":
    main()
