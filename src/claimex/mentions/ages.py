"""Ages: « un homme de 27 ans », « les 15-24 ans », « Josiane, 79 ans, » against durations: « un plan de trois ans »."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import Word, WordView

_OLD = re.compile(r" (?:d'âge|et plus|et moins|ou plus|révolus)(?!\w)")
_CLOSED = re.compile(r" ?(?:[,.)»\";]|et |$|\n)")
_NEAR = 9  # words from « interdiction » to its length
_GAPPED = 5  # words of « celle des femmes de »
_OPEN = (",", "(", "–", "—")


class Ages:
    """Says whether years (or months of a baby) are an age."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._duration = lexicon.words("ages.duration")
        self._suffixes = tuple(lexicon.mapping("ages")["duration"]["suffixes"])
        self._events = lexicon.words("articles.events")
        self._put_off = lexicon.words("articles.put_off")
        self._age = lexicon.words("ages.age")
        self._having = lexicon.words("ages.having")
        self._pronouns = lexicon.words("ages.pronouns")
        self._telling = lexicon.words("ages.telling")
        self._banned = lexicon.words("ages.banned")
        self._possessive = lexicon.words("ages.possessive")
        self._sentence = lexicon.words("ages.sentence")
        self._sentence_after = frozenset(lexicon.mapping("ages")["sentence"]["after"])

    def is_age(self, view: WordView, amount: Amount, *, end: int | None = None) -> bool:
        """Say whether an amount of years or months tells how old somebody is; ``end`` is that of a coordination."""
        if amount.unit not in ("year", "month") or amount.vague:
            return False
        before = amount.before
        if any(word.lower in self._age for word in before[-4:]) or view.lower.startswith(" d'âge", amount.end):
            return True
        if amount.unit == "month":
            return False
        if _OLD.match(view.lower, amount.end) or view.lower[: amount.end].endswith(
            ("ans et plus", "ans et moins", "ans ou plus")
        ):
            return True
        if not before or before[-1].text in _OPEN:
            return self._is_apposition(view, amount, before, end or amount.end)
        return self._follows_age_word(view, amount, before)

    def _follows_age_word(self, view: WordView, amount: Amount, before: list[Word]) -> bool:
        if any(word.lower in self._banned for word in before[-_NEAR:]):
            return False
        if (
            amount.low is not None
            and amount.start < amount.numeral
            and view.lower.startswith(("de ", "d'"), amount.start)
        ):
            return self._is_aged(before[-1], "")
        last = before[-1].lower
        following = view.after(amount.end, count=1)
        after = following[0].lower if following else ""
        if last in ("de", "d'") and len(before) > 1:
            if before[-2].lower in self._put_off or (len(before) > 2 and before[-3].lower in self._events):
                return False  # « reporté de deux ans », « un projet pilote d'un an »
            if not self._pronouns.isdisjoint([word.lower for word in before[-_GAPPED:]]):
                return False  # « **celle** des femmes de 85,7 ans »
            if before[-2].lower in self._telling:  # « l'espérance de vie **est de** 80 ans »
                return any(word.lower in self._age for word in before)
            return self._is_aged(before[-2], after)
        if last in ("les", "des", "aux", "chez"):
            return (
                amount.low is not None
                or (amount.comparator != "=" and last != "des")
                or (last == "des" and amount.comparator != "=")
            )
        if last in self._possessive:
            return True
        if last in self._having and after not in ("de", "d'"):
            return not (len(before) > 1 and before[-2].lower == "y")
        if last == "à" and len(before) > 1 and after not in self._sentence_after:
            return not any(word.lower in self._sentence for word in before[-7:]) and before[-2].lower not in (
                "jusqu'",
                "deux",
                "trois",
            )
        return False

    def _is_aged(self, noun: Word, after: str) -> bool:
        """Say whether « NOUN de 27 ans » tells an age: any noun but those of duration."""
        if after in ("de", "d'", "ferme", "avec"):
            return False
        lower = noun.lower
        if (
            lower in self._duration
            or lower.endswith(self._suffixes)
            or (lower[-1:] == "s" and lower[:-1] in self._duration)
        ):
            return False
        return lower[0].isalpha() and len(lower) > 2 and not lower.endswith(self._suffixes_plural)

    @property
    def _suffixes_plural(self) -> tuple[str, ...]:
        return tuple(f"{suffix}s" for suffix in self._suffixes)

    def _is_apposition(self, view: WordView, amount: Amount, before: list[Word], end: int) -> bool:
        """Say whether « , 34 ans, » stands after a name."""
        if amount.comparator not in ("=", "≈") or not _CLOSED.match(view.text, end):
            return False
        if not before:
            return False
        if before[-1].text == "(" and view.text.startswith(")", end):
            return True
        names = [word for word in before if word.text[0].isalpha()]
        return (
            len(before) > 1
            and bool(names)
            and (before[-2].text[0].isupper() or before[-2].text in (")", "»", ".") or names[-1].text[0].isupper())
        )


@lru_cache(maxsize=4)
def load_ages(lexicon: Lexicon) -> Ages:
    """Return the age reader of a lexicon, built once."""
    return Ages(lexicon)
