"""Units of measure, time and money at an offset, longest form first: « km/h », « points de pourcentage »."""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.word_view import WordView

_RATIO = re.compile(r"([^\W\d_]{1,3})/([^\W\d_]{1,3})(?![\w/])")
_LETTERS = re.compile(r"[^\W\d_]{1,24}")

DIVISIBLE = frozenset({"duration", "measure"})  # kinds of unit that one may have half of


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as read: where it ends, its code, and what one of it is worth in that code (a pence 0.01 GBP)."""

    end: int
    code: str
    kind: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    code: str
    kind: str
    factor: Decimal
    exact: bool


class UnitTable:
    """All forms of ``units.tsv`` and ``currencies.tsv``, by their first word or sign."""

    def __init__(self, lexicon: Lexicon) -> None:
        forms: defaultdict[str, list[_Form]] = defaultdict(list)
        for row in (*lexicon.table("units"), *lexicon.table("currencies")):
            exact = row["case"] == "exact"
            text = row["form"] if exact else row["form"].lower()
            form = _Form(text, row["code"], row.get("kind", "money"), Decimal(row["factor"]), exact)
            forms[_key(text.lower(), 0)].append(form)
        self._forms = {key: sorted(found, key=lambda form: -len(form.text)) for key, found in forms.items()}

    def read(self, view: WordView, offset: int) -> Unit | None:
        """Return the unit written at an offset; None when there is none."""
        if offset >= len(view.text):
            return None
        for form in self._forms.get(_key(view.lower, offset), ()):
            text = view.text if form.exact else view.lower
            end = offset + len(form.text)
            if text.startswith(form.text, offset) and _ends_there(text, end) and not _is_name(view, offset, form):
                return Unit(end, form.code, form.kind, form.factor)
        return self._ratio(view, offset)

    def _ratio(self, view: WordView, offset: int) -> Unit | None:
        """Return two units of measure with a slash between them: « 76 kg/hl »."""
        match = _RATIO.match(view.text, offset)
        if match is None:
            return None
        known = [any(form.text == part for form in self._forms.get(part.lower(), ())) for part in match.groups()]
        kinds = {form.kind for form in self._forms.get(match[1].lower(), ()) if form.text == match[1]}
        return Unit(match.end(), match[0], "measure") if all(known) and kinds == {"measure"} else None


@lru_cache(maxsize=4)
def load_units(lexicon: Lexicon) -> UnitTable:
    """Return the unit table of a lexicon, built once."""
    return UnitTable(lexicon)


def _key(text: str, offset: int) -> str:
    """Return the word at an offset, or its sign."""
    word = _LETTERS.match(text, offset)
    return word[0] if word else text[offset]


def _ends_there(text: str, end: int) -> bool:
    """Say whether a form that ends here is a whole word: « m » in « 3 m, » but not in « 3 mi-temps »."""
    if end >= len(text) or not (text[end - 1].isalnum()):
        return True
    if text[end] == "-":
        return not text[end + 1 : end + 2].isalpha()
    return not (text[end].isalnum() or text[end] in "_/'") or text[end : end + 2] in ("/a", "/j", "/m", "/p", "/s")


def _is_name(view: WordView, offset: int, form: _Form) -> bool:
    """Say whether a word of time is part of a name: « 20 Minutes », « 24 Heures du Mans »."""
    word = view.text[offset : offset + len(form.text)]
    return form.kind in ("duration", "measure") and not form.exact and word[0].isupper() and not word.isupper()
