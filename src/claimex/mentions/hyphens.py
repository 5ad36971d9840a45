"""Names that hyphens join: « Alstom-Siemens », « l'intersyndicale CGT-FO-CFE-CGC »."""

from collections.abc import Iterator

from claimex.mentions.candidates import Candidate
from claimex.mentions.gazetteer import Gazetteer
from claimex.mentions.words import Words, is_acronym, is_capital

_PAIR = 2


def read_joined(i: int, words: Words, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield the known names that word ``i`` joins: « Chine-Afrique », « CGT-FO-CFE-CGC »; none for « Bourg-Lastic »."""
    form, known = words.forms[i], gazetteer.known
    if "-" not in form or form in known or form in gazetteer.towns:
        return
    if words.gap(i + 1) == " " and is_capital(words.forms[i + 1]):
        return  # « Airbus-Safran Launchers »
    parts = tuple(_cut(form, gazetteer))
    if form.lower().startswith("sn") and parts[-1] in gazetteer.naming("union"):
        return  # « le SNUipp-FSU »: a union of a federation
    rows = [row for part in parts if (row := known.get(part)) is not None and row.sort != "city"]
    kinds = {row.kind for row in rows}
    is_sure = any(row.weight == 1.0 for row in rows) and parts[0] not in gazetteer.naming("points")
    are_acronyms = all(map(is_acronym, parts))
    is_one = (
        are_acronyms if len(kinds) > 1 else len(parts) > _PAIR and not are_acronyms
    )  # « PDCI-RDA », a group of three
    if is_sure and len(parts) >= _PAIR and not is_one and len(rows) == len(parts):
        start = words.starts[i]
        for part, row in zip(parts, rows, strict=True):
            yield Candidate(i, i + 1, start, start + len(part), part, row)
            start += len(part) + 1


def _cut(form: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Cut a word at its hyphens, but keep known names that hold one: « CGT » and « CFE-CGC » of « CGT-CFE-CGC »."""
    pieces = form.split("-")
    while pieces:
        size = _PAIR if len(pieces) >= _PAIR and "-".join(pieces[:_PAIR]) in gazetteer.known else 1
        yield "-".join(pieces[:size])
        del pieces[:size]
