"""Write data/lexicon/verb_forms.tsv: every inflected form of the verbs that our lists and rules name.

    python scripts/generate_verb_forms.py

Lemmas come from every data/lexicon list marked ``part_of_speech = "verb"`` and from ``verbs`` in data/rules. Irregular
verbs stand in french_conjugation.toml beside this file; the others are conjugated as -er, -ir/-issant or -re verbs.
A form of two verbs (« suis ») goes to the more frequent one, see FIRST.
"""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "claimex" / "data"
# verbs that keep a form they share with another verb
FIRST = ("être", "avoir", "aller", "vouloir", "devoir", "pouvoir", "savoir", "faire", "dire", "croire", "voir")
IMPERFECT = ("ais", "ais", "ait", "ions", "iez", "aient")
FUTURE = ("ai", "as", "a", "ons", "ez", "ont")
SUBJUNCTIVE = ("e", "es", "e", "ions", "iez", "ent")
PAST = {
    "a": ("ai", "as", "a", "âmes", "âtes", "èrent"),
    "i": ("is", "is", "it", "îmes", "îtes", "irent"),
    "u": ("us", "us", "ut", "ûmes", "ûtes", "urent"),
    "in": ("ins", "ins", "int", "înmes", "întes", "inrent"),
}
PAST_SUBJUNCTIVE = {"a": ("ât", "assent"), "i": ("ît", "issent"), "u": ("ût", "ussent"), "in": ("înt", "inssent")}
# -eler and -eter verbs that double their consonant; the others take a grave accent
DOUBLING = ("appeler", "jeter", "épeler", "renouveler", "niveler", "morceler", "ficeler", "étiqueter", "empaqueter")


def main() -> None:
    """Write the table."""
    table: dict[str, str] = {}
    for lemma in sorted(read_lemmas(), key=lambda lemma: (FIRST.index(lemma) if lemma in FIRST else len(FIRST), lemma)):
        for form in conjugate(lemma):
            table.setdefault(form, lemma)
    lines = ["form\tlemma", *(f"{form}\t{table[form]}" for form in sorted(table))]
    (DATA / "lexicon" / "verb_forms.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(table)} forms of {len(set(table.values()))} verbs")


def read_lemmas() -> set[str]:
    """Return the verbs of all lists marked as verbs and of all rules."""
    lemmas: set[str] = set()
    for file in (DATA / "lexicon").glob("*.toml"):
        content = tomllib.loads(file.read_text("utf-8"))
        if content.get("part_of_speech") == "verb":
            lemmas |= set(_lemmas_in(content))
    for file in (DATA / "rules").glob("*.toml"):
        for rule in tomllib.loads(file.read_text("utf-8")).get("rule", ()):
            lemmas |= {verb for verb in rule.get("verbs", ()) if not verb.startswith("@")}
    return {lemma for lemma in lemmas if lemma.endswith(("er", "ir", "re")) and " " not in lemma}


def _lemmas_in(content: dict[str, Any]) -> Iterator[str]:
    for key, value in content.items():
        if key == "lemmas":
            yield from value
        elif isinstance(value, dict):
            yield from _lemmas_in(value)


def conjugate(lemma: str) -> Iterator[str]:
    """Yield the simple forms of a verb, its infinitive, and its participles in gender and number.

    >>> "indique" in set(conjugate("indiquer")), "appellera" in set(conjugate("appeler"))
    (True, True)
    """
    yield lemma
    prefix, verb = irregular(lemma)
    for part in (_irregular if verb else _regular)(lemma, verb or {}):
        yield prefix + part
        if "aît" in part:
            yield prefix + part.replace("aît", "ait")  # as spelt since 1990: « reconnait »


def irregular(lemma: str) -> tuple[str, dict[str, Any] | None]:
    """Return what stands before the longest irregular ending, and that ending's entry; ``None`` for a regular verb."""
    fits = [
        verb for verb in VERBS if lemma == verb["ending"] or (lemma.endswith(verb["ending"]) and not verb.get("whole"))
    ]
    if not fits:
        return "", None
    verb = max(fits, key=lambda entry: len(entry["ending"]))
    return lemma.removesuffix(verb["ending"]), verb


def _irregular(lemma: str, verb: dict[str, Any]) -> Iterator[str]:
    present = verb["present"]
    plural = present[3].removesuffix("ons")
    yield from present
    yield from verb.get("extra", ())
    imperfect = verb.get("imperfect", plural)
    yield from (imperfect + end for end in IMPERFECT)
    yield from _tenses(verb["future"], *verb["past"])
    singular, joint = verb.get("subjunctive", (present[5].removesuffix("ent"), plural))
    yield from (stem + end for stem, end in zip((singular,) * 3 + (joint,) * 2 + (singular,), SUBJUNCTIVE, strict=True))
    if verb["ending"] == "être":
        yield from ("soit", "sois", "soyons", "soyez", "soient")
    if verb["ending"] == "avoir":
        yield from ("ait", "ayons", "ayez")
    yield verb.get("gerund", plural + "ant")
    yield from _participles(verb["participle"])


def _regular(lemma: str, _: dict[str, Any]) -> Iterator[str]:
    if lemma.endswith("er"):
        yield from _first_group(lemma.removesuffix("er"))
    elif lemma.endswith("ir"):
        stem = lemma.removesuffix("ir")
        yield from (stem + end for end in ("is", "it", "issons", "issez", "issent", "isse", "isses", "issant"))
        yield from (stem + "iss" + end for end in IMPERFECT)
        yield from _tenses(lemma, stem, "i")
        yield from _participles(stem + "i")
    else:
        stem = lemma.removesuffix("re")
        yield from (stem + end for end in ("s", "", "ons", "ez", "ent", "e", "es", "ions", "iez", "ant"))
        yield from (stem + end for end in IMPERFECT)
        yield from _tenses(stem + "r", stem, "i")
        yield from _participles(stem + "u")


def _first_group(stem: str) -> Iterator[str]:
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)  # before a and o
    for mute in _mute_stems(stem):
        yield from (mute + end for end in ("e", "es", "ent"))
        yield from (mute + "er" + end for end in (*FUTURE, *IMPERFECT))
    if "é" in stem[-4:]:
        yield from (stem + "er" + end for end in (*FUTURE, *IMPERFECT))
    yield from (soft + "ons", stem + "ez", soft + "ant", stem + "ions", stem + "iez")
    yield from (soft + end for end in ("ais", "ait", "aient", "ai", "as", "a", "âmes", "âtes", "ât", "assent"))
    yield stem + "èrent"
    yield from _participles(stem + "é")


def _mute_stems(stem: str) -> Iterable[str]:
    """Return the stems before a mute e: céder → cèd, appeler → appell, employer → emploi, payer → pai and pay."""
    lemma = stem + "er"
    if stem.endswith("ay"):
        return (stem[:-1] + "i", stem)
    if stem.endswith(("oy", "uy")):
        return (stem[:-1] + "i",)
    vowel = len(stem) - 1
    while vowel > 0 and stem[vowel] not in "aeiouéèêâîôû":
        vowel -= 1
    consonants = stem[vowel + 1 :]
    is_single = len(consonants) == 1 or consonants in ("br", "ch", "cr", "dr", "gl", "gn", "gr", "gu", "qu", "tr", "vr")
    if stem.endswith(("gu", "qu")) and stem[-3] in "eé":
        vowel, is_single = len(stem) - 3, True
    if is_single and consonants and stem[vowel] == "é":
        return (stem[:vowel] + "è" + stem[vowel + 1 :],)
    if is_single and len(consonants) == 1 and stem[vowel] == "e":
        doubles = stem[-1] in "lt" and lemma.endswith(DOUBLING)
        return (stem + stem[-1],) if doubles else (stem[:vowel] + "è" + stem[vowel + 1 :],)
    return (stem,)


def _tenses(future: str, past: str, vowel: str) -> Iterator[str]:
    yield from (future + end for end in (*FUTURE, *IMPERFECT))
    yield from (past + end for end in (*PAST[vowel], *PAST_SUBJUNCTIVE[vowel]))


def _participles(masculine: str) -> Iterator[str]:
    feminine = masculine.replace("dû", "du") + "e"
    yield from (masculine, feminine, feminine + "s", masculine if masculine.endswith("s") else feminine[:-1] + "s")


VERBS: list[dict[str, Any]] = list(tomllib.loads((HERE / "french_conjugation.toml").read_text("utf-8")).values())

if __name__ == "__main__":
    main()
