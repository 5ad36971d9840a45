"""Multiples said by a verb or noun: « a doublé », « divisé par trois », « un doublement », « le double »."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.numerals import DIGITS, read_digits, read_number_words
from claimex.mentions.word_view import WordView
from claimex.schema import Change


class Multiples:
    """Finds multiples that hold no numeral of their own."""

    def __init__(self, lexicon: Lexicon) -> None:
        tables: Any = lexicon.mapping("multiples")
        self._verbs: dict[str, int] = tables["verbs"]
        self._nouns: dict[str, int] = tables["nouns"]
        self._levels: dict[str, int] = tables["levels"]
        self._approximate: dict[str, str] = tables["approximate"]
        self._temporal = tuple(sorted(lexicon.words("change.temporal")))
        self._none_after = tuple(tables["none_after"]["forms"])
        self._times: dict[str, Change] = dict.fromkeys(tables["times"]["increase"], "increase") | dict.fromkeys(
            tables["times"]["decrease"], "decrease"
        )
        verbs, endings = "|".join(self._verbs), "|".join(sorted(tables["endings"]["forms"], key=lambda e: (-len(e), e)))
        auxiliaries, hedges = "|".join(tables["auxiliaries"]["forms"]), "|".join(self._approximate)
        times = "|".join(sorted(self._times, key=lambda t: (-len(t), t)))
        nouns, levels = "|".join(self._nouns), "|".join(self._levels)
        verb = rf"(?:(?:{auxiliaries}) )?(?:(?P<hedge>{hedges}) )?(?P<verb>{verbs})(?P<ending>{endings})s?"
        noun = rf"(?:un )?(?P<noun>{nouns})|(?:le|du|au) (?P<level>{levels})"
        by = rf"(?P<times>{times}) par (?P<number>\w+)"
        self._pattern = re.compile(rf"(?<![\w-])(?:{verb}|{noun}|{by})(?![\w-])")
        self._hint = re.compile(f"(?:{verbs}|{'|'.join(sorted({t[:6] for t in self._times}))})")

    def find(self, view: WordView) -> Iterator[Amount]:
        """Yield the multiples of a text in order."""
        if not self._hint.search(view.lower):
            return
        for match in self._pattern.finditer(view.lower):
            amount = self._read(view, match)
            if amount:
                yield amount

    def change_of(self, view: WordView, amount: Amount) -> Change | None:
        """Return the change of « trois fois plus que l'été dernier », which compares a thing with itself."""
        written = view.lower[amount.numeral : amount.end]
        if not written.endswith((" plus", " moins")):
            return None
        return ("increase" if written.endswith("plus") else "decrease") if self._is_temporal(view, amount.end) else None

    def _is_temporal(self, view: WordView, end: int) -> bool:
        lower = view.lower
        if lower.startswith((" qu'", " que "), end):
            return lower.startswith(self._temporal, end + (4 if lower.startswith(" qu'", end) else 5))
        return lower.startswith((" de ", " d'"), end)

    def _read(self, view: WordView, match: re.Match[str]) -> Amount | None:
        start, end = match.span()
        if view.lower.startswith(self._none_after, end + 1):
            return None
        amount = Amount(start, end, start, unit="fois", kind="multiple", in_words=True)
        if match["times"]:
            return self._read_times(view, match, amount)
        if match["noun"]:
            amount.value, amount.change = Decimal(self._nouns[match["noun"]]), "increase"
            return amount
        if match["level"]:
            return self._read_level(view, match, amount)
        if not self._is_verb(view, match):
            return None
        amount.value, amount.change = Decimal(self._verbs[match["verb"]]), "increase"
        if match["hedge"]:
            amount.comparator = self._approximate[match["hedge"]]  # type: ignore[assignment]  # the data's signs are comparators
        return amount

    def _read_times(self, view: WordView, match: re.Match[str], amount: Amount) -> Amount | None:
        begin = match.start("number")
        digits = DIGITS.match(view.text, begin)
        words = read_number_words(view.lower, begin)
        if digits:
            amount.value, amount.end = read_digits(digits[0]), digits.end()
        elif words:
            amount.value, amount.end = Decimal(words[1]), words[0]
        else:
            return None
        if view.lower.startswith((" fois", "%", " %"), amount.end):
            return None
        amount.change = self._times[match["times"]]
        return amount

    def _read_level(self, view: WordView, match: re.Match[str], amount: Amount) -> Amount | None:
        """« le double » counts when no noun follows: not « le double meurtre », « le triple champion »."""
        following = view.after(match.end(), count=1)
        if following and following[0].text[0].isalpha() and following[0].lower not in _AFTER_LEVEL:
            return None
        amount.value = Decimal(self._levels[match["level"]])
        return amount

    def _is_verb(self, view: WordView, match: re.Match[str]) -> bool:
        ending = match["ending"]
        word = next(iter(view.after(match.start("verb"), count=1)))
        if ending == "e" or (ending == "é" and match.start() == match.start("verb")):
            previous = view.before(match.start(), reach=20)
            if previous and previous[-1].lower in (
                "le",
                "un",
                "du",
                "ce",
                "au",
                "son",
                "mon",
                "en",
                "une",
                "la",
                "à",
                "de",
            ):
                return False
            return view.tag(word) in ("VERB", None) if ending == "é" else view.tag(word) == "VERB"
        return view.tag(word) != "NOUN" or ending != "ée"


_AFTER_LEVEL = frozenset(
    {
        "de",
        "d'",
        "du",
        "des",
        "en",
        "par",
        "et",
        "pour",
        "que",
        "au",
        "à",
        "dans",
        "sur",
        "chez",
        "l'",
        "qu'",
        "il",
        "selon",
        "cette",
    }
)


@lru_cache(maxsize=4)
def load_multiples(lexicon: Lexicon) -> Multiples:
    """Return the multiples reader of a lexicon, built once."""
    return Multiples(lexicon)
