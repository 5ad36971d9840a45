"""Rates: what an amount is counted per, as in « 25 litres par jour et par personne », « 4,15 € le mètre cube »."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import WordView

_PER = frozenset({"money", "count", "measure", "duration", "multiple"})
_ACRONYM = re.compile(r" [A-Z]{2,5}(?= par )")
_WEIGHTS = frozenset({"kg", "t", "l", "q"})


class Rates:
    """Reads the rate that follows an amount."""

    def __init__(self, lexicon: Lexicon) -> None:
        every = _alternatives(lexicon, "rates.time", "rates.head", "rates.thing")
        things = _alternatives(lexicon, "rates.thing")
        times = _alternatives(lexicon, "rates.time")
        self._per = re.compile(
            rf"(?: par | ?/ ?)(?:{every})(?!\w)(?: et par (?:{every})(?!\w))?"
            rf"|(?: chaque | tous les | toutes les )(?:{times})(?!\w)"
            rf"| ?/ ?(?:{_alternatives(lexicon, 'rates.symbol')})(?!\w)",
            re.IGNORECASE,
        )
        self._base = re.compile(
            r"(?: pour | ?/ ?| par )(?:10{0,2}[ .]?000|100|mille|cent mille|(?:un|1) million d[e'])"
            r" ?(?:hab(?!\w)\.?|[^\W\d_]+s(?!\w))"
        )
        self._means = lexicon.words("rates.means")
        self._article = re.compile(
            rf"(?! au cours) (?:de l'|à l'|à la |l'|la |le |au |du )(?:{things})(?!\w)"
            rf"| (?:l'|la |le )(?:{times})(?!\w)(?! (?:derni|prochain|suivant|précédent|où|du|de|d'))",
            re.IGNORECASE,
        )

    def end_of(self, view: WordView, amount: Amount) -> int | None:
        """Return where the rate after an amount ends; None when there is none."""
        if amount.kind == "count" and (named := _ACRONYM.match(view.text, amount.end)):  # « 24 trains TER par jour »
            match = self._per.match(view.text, named.end())
            if match:
                return match.end()
        match = self._per.match(view.text, amount.end) or self._base.match(view.lower, amount.end)
        if match and amount.kind in _PER:
            return match.end()
        if amount.kind == "money" and view.lower.startswith(" par ", amount.end):
            return self._end_of_noun(view, amount.end + 5)
        if amount.kind == "money" or amount.unit in _WEIGHTS:
            match = self._article.match(view.text, amount.end)
            return match.end() if match else None
        return None

    def base_end(self, view: WordView, offset: int) -> int | None:
        """Return where « pour 100 000 habitants » after a number ends; None when it is not there."""
        match = self._base.match(view.lower, offset)
        return match.end() if match else None

    def _end_of_noun(self, view: WordView, offset: int) -> int | None:
        """Return the end of a noun without article that money is counted per: « 3 euros par colis »."""
        word = next(iter(view.after(offset, count=1)), None)
        if word is None or word.start != offset or word.lower in self._means or view.tag(word) != "NOUN":
            return None
        return word.end


@lru_cache(maxsize=4)
def load_rates(lexicon: Lexicon) -> Rates:
    """Return the rates of a lexicon, built once."""
    return Rates(lexicon)


def _alternatives(lexicon: Lexicon, *names: str) -> str:
    forms = {form for name in names for form in lexicon.words(name)}
    return "|".join(_with_plural(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


def _with_plural(form: str) -> str:
    if not form[-1].isalpha() or form.endswith("s") or len(form) < 3:
        return re.escape(form)
    return " ".join(f"{re.escape(word)}s?" if len(word) > 3 else re.escape(word) for word in form.split(" "))
