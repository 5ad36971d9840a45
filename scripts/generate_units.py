"""Write data/lexicon/units.tsv and currencies.tsv from CLDR's French names and our own press forms.

usage: python scripts/generate_units.py        (needs babel, which carries CLDR; nothing else ever does)

``units_cldr.tsv`` says which CLDR unit has which code; ``units_press.tsv`` and ``currencies_press.tsv`` add the forms
that newspapers print and CLDR does not know (« kilomètres-heure », « billets verts »). Where both have a form, ours
wins. A currency code in capitals of more than three letters (DOLLAR) is a family: the text's place decides.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

HERE = Path(__file__).parent
LEXICON = HERE.parent / "src/claimex/data/lexicon"
FRENCH = Locale("fr")
ODD_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " ") | {"’": "'"})
SPELT = {"long": "any", "short": "exact", "narrow": "exact"}


def cldr_units() -> Iterator[dict[str, str]]:
    """Yield one row a surface form: « kilomètres », « km »."""
    patterns = FRENCH._data["unit_patterns"]
    for unit in read_table("units_cldr.tsv"):
        for width, case in SPELT.items():
            widths = patterns.get(unit["cldr"], {}).get(width, {})
            for form in [clean(widths[count]) for count in ("one", "other") if count in widths]:
                if len(form) > 2 or form == unit["code"]:  # « pi », « po », « a », « T » would be read in every text
                    yield {"form": form, "code": unit["code"], "kind": unit["kind"], "case": case, "factor": "1"}


def cldr_currencies() -> Iterator[dict[str, str]]:
    """Yield the names and code of every currency that circulates: « zloty polonais », « zlotys polonais »."""
    for code in sorted(circulating()):
        forms = [get_currency_name(code, count=count, locale=FRENCH) for count in (1, 2)]
        for form in dict.fromkeys(clean(form) for form in forms):
            yield {"form": form, "code": code, "factor": "1", "case": "any"}
        yield {"form": code, "code": code, "factor": "1", "case": "exact"}


def circulating() -> set[str]:
    """Return the codes that are legal tender somewhere and have no end date."""
    territories = get_global("territory_currencies").values()
    return {code for rows in territories for code, _, end, tender in rows if tender and end is None}


def clean(form: str) -> str:
    return form.replace("{0}", "").translate(ODD_SPACES).strip()


def read_table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write_table(name: str, rows: Iterator[dict[str, str]], ours: list[dict[str, str]]) -> None:
    """Write ours and, where we say nothing, CLDR's; sorted, so that a new CLDR gives a small diff."""
    merged: dict[tuple[str, str], dict[str, str]] = {}
    for row in [*ours, *rows]:
        merged.setdefault((row["form"] if row["case"] == "exact" else row["form"].lower(), row["case"]), row)
    columns = list(ours[0])
    lines = ["\t".join(columns)]
    lines += ["\t".join(row[column] for column in columns) for _, row in sorted(merged.items())]
    (LEXICON / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_table("units.tsv", cldr_units(), read_table("units_press.tsv"))
    write_table("currencies.tsv", cldr_currencies(), read_table("currencies_press.tsv"))
