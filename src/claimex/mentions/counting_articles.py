"""« Un » and « une »: mostly articles, at times numbers: « un euro », « au moins un centre », « une année entière »."""

from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.amount_heads import Head, load_heads
from claimex.mentions.amounts import Amount
from claimex.mentions.change import load_changes
from claimex.mentions.comparators import load_comparators
from claimex.mentions.counted_nouns import load_counted_nouns
from claimex.mentions.units import load_units
from claimex.mentions.word_view import WordView

_NUMERALS = (" million", " milli", " demi-")
_POINT = " point"
_MORE = (" de plus", " de moins", " de mieux")
_RANGES = (" à ", " ou ")
_TOLL = 4  # words from « un mort » to « et une blessée »
_RATIO = 40  # characters within which « sur » may follow: « un habitant sur trois »


class CountingArticles:
    """Tells « un » the number from « un » the article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._heads = load_heads(lexicon)
        self._units = load_units(lexicon)
        self._comparators = load_comparators(lexicon)
        self._nouns = load_counted_nouns(lexicon)
        self._changes = load_changes(lexicon)
        self._counting_after = tuple(f" {form}" for form in sorted(lexicon.words("articles.counting_after")))
        self._other_sense = tuple(sorted(lexicon.words("articles.other_sense")))
        self._tolls = tuple(f" {form}" for form in sorted(lexicon.words("articles.tolls")))
        self._costing = lexicon.words("articles.costing")
        self._lasting = lexicon.words("articles.lasting")
        self._share_before = lexicon.words("articles.share_before")

    def may_count(self, view: WordView, offset: int) -> bool:
        """Say at once that most « un » are articles: nothing before or after them makes them count."""
        lower = view.lower
        if not lower.startswith("un", offset):
            return True
        end = offset + (3 if lower.startswith("une", offset) else 2)
        if lower[end : end + 1] != " " or lower.startswith(_NUMERALS, end) or lower.startswith(_RANGES, end):
            return True
        if lower.startswith(self._tolls, end):
            return True
        if lower.startswith(_POINT, end):
            return not lower[end + len(_POINT) : end + len(_POINT) + 1].isalpha()
        if self._units.read(view, end + 1) or " sur " in lower[end : end + _RATIO]:
            return True
        return self._heads.opens_collective(lower, end) or self._comparators.may_end(
            lower[max(0, offset - 14) : offset]
        )

    def counts(self, view: WordView, amount: Amount) -> bool:
        """Say whether a lone « un » counts what follows it, and read the noun it counts."""
        if amount.low is not None:
            return amount.kind != ""
        if amount.kind == "duration":
            whole = view.lower.startswith(self._counting_after, amount.end)
            whole = whole or (bool(amount.before) and amount.before[-1].lower in self._lasting)
            return amount.comparator != "=" or whole or (amount.value or 0) > 1
        if amount.kind == "multiple":
            return amount.comparator != "="
        if amount.kind:
            return amount.comparator != "=" or not view.lower.startswith(self._other_sense, amount.numeral)
        if view.lower.startswith("près d'", amount.start):  # « près d'un camp »: where
            return False
        is_point = view.lower.startswith(_POINT, amount.end) and self._is_difference(view, amount)
        counted = is_point or self._is_toll(view, amount) or amount.comparator != "="
        return counted and self._read_noun(view, amount)

    def _is_toll(self, view: WordView, amount: Amount) -> bool:
        """Say whether « un » counts dead or hurt: « a fait **un mort** et **une blessée grave** »."""
        if not view.lower.startswith(self._tolls, amount.end) or not amount.before:
            return False
        if amount.before[-1].lower in self._costing:
            return True
        near = [f" {word.lower}" for word in amount.before[-_TOLL:]]
        return near[-1] in (" et", " ,") and any(word.startswith(self._tolls) for word in near)

    def _is_difference(self, view: WordView, amount: Amount) -> bool:
        """Say whether « un point » is won or lost: « gagne un point », « en recul d'un point »."""
        if self._changes.gains(amount.before) or view.lower.startswith(_MORE, amount.end + len(_POINT)):
            return True
        return (
            bool(amount.before) and amount.before[-1].lower == "d'" and bool(self._changes.governs(amount.before[-5:]))
        )

    def is_share(self, view: WordView, head: Head, amount: Amount) -> bool:
        """Say whether « un tiers » is a share, not a third party: « réduit d'un tiers », « un tiers des élus »."""
        if (
            amount.unit != "%"
            or amount.end > head.end
            or not view.lower.startswith(("un tiers", "un quart"), head.start)
        ):
            return True
        previous = amount.before[-1].lower if amount.before else ""
        if view.lower.startswith((" des ", " de ces ", " de ses "), amount.end):  # « un quart des 1 200 salariés »
            return True
        if previous in ("à", "par", "chez", "avec", "pour"):  # « vendu à un tiers »
            return amount.comparator != "="
        ends = not view.lower[amount.end : amount.end + 4].strip(" .,;:)")
        return amount.comparator != "=" or previous in self._share_before or ends

    def _read_noun(self, view: WordView, amount: Amount) -> bool:
        group = self._nouns.read(view, amount.end + 1, plural=False, in_words=True)
        if group is None or not group.head:
            return False
        amount.unit, amount.kind, amount.end, amount.nominal = group.head, "count", group.end, group.words
        return True


@lru_cache(maxsize=4)
def load_counting_articles(lexicon: Lexicon) -> CountingArticles:
    """Return the reader of articles of a lexicon, built once."""
    return CountingArticles(lexicon)
