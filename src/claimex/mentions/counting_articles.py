"""« Un » and « une »: mostly articles, at times numbers: « un euro », « au moins un centre », « une année entière »."""

import re
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
_UNLESS = re.compile(r"à moins d'")
_TOLL = 4  # words from « un mort » to « et une blessée »
_BALLOT = 70  # characters from « 8 voix » to « et une abstention »
_RATIO = 40  # characters within which « sur » may follow: « un habitant sur trois »
_AND_BALLOT = frozenset({" et", " ,", " contre", " moins"})
_AROUND = ("près d'", "autour d'", "aux alentours d'", "à partir d'", "au-delà d'")
_ONLY = (" seul ", " seule ")
_LISTED = re.compile(r"(?: [^\W\d_]+[éiu]e?s)?(?:,| et|, et| ainsi que) (?:de |d')?")
_LEFT = re.compile(
    r"\b(?:n'en|ne|n'y) (?:reste|restait|restera|subsiste|subsistait|compte|comptait|avait|a)(?: plus| encore)? qu'$"
)  # « il **n'en reste qu'**un », « il **n'y avait plus qu'**un candidat »
_LEFT_REACH = 30
_LISTED_AT_MOST = 20
_LIST_REACH = 24  # characters from a counted noun to the « un » that goes on
_FILLED = re.compile(r"(?:an|mois|semaine|heure) (?:de |d')([^\W\d_]{3,})")
_AWAY = re.compile(r" (?:du |de la |de l'|des )(?!matin|soir|après)")
_CLOSED = re.compile(r" ?(?:[.;)]|$)")
_PARTICIPLE = ("é", "ée", "i", "ie", "u", "ue", "ent", "ont")


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
        self._filling = tuple(f" {form}" for form in sorted(lexicon.words("articles.filling")))
        self._costing = lexicon.words("articles.costing")
        self._lasting = lexicon.words("articles.lasting")
        self._striking = lexicon.words("articles.striking")
        self._events = lexicon.words("articles.events")
        self._put_off = lexicon.words("articles.put_off")
        self._calendar = lexicon.words("look_alikes.calendar")
        self._share_before = lexicon.words("articles.share_before")
        self._ballots = tuple(f" {form}" for form in sorted(lexicon.words("articles.ballots")))
        self._apart = (*self._tolls, *self._ballots, *_ONLY)
        self._turns = tuple(f" {form}" for form in sorted(lexicon.words("articles.turns")))
        self._unlisted = lexicon.words("articles.unlisted")
        self._singular_verbs = lexicon.words("articles.singular_verbs")

    def may_count(self, view: WordView, offset: int, last: Amount | None = None) -> bool:
        """Say at once that most « un » are articles: nothing before or after them makes them count."""
        lower = view.lower
        if not lower.startswith("un", offset):
            return True
        end = offset + (3 if lower.startswith("une", offset) else 2)
        if lower[end : end + 1] != " " or lower.startswith(_NUMERALS, end) or lower.startswith(_RANGES, end):
            return True
        if lower.startswith(self._apart, end) or _is_listed(view, offset, last):
            return True
        if lower.startswith(_POINT, end):
            return not lower[end + len(_POINT) : end + len(_POINT) + 1].isalpha()
        if _LEFT.search(lower, max(0, offset - _LEFT_REACH), offset):
            return True
        if self._units.read(view, end + 1) or " sur " in lower[end : end + _RATIO]:
            return True
        return self._heads.opens_collective(lower, end) or self._comparators.may_end(
            lower[max(0, offset - 14) : offset]
        )

    def counts(self, view: WordView, amount: Amount, last: Amount | None = None) -> bool:
        """Say whether a lone « un » counts what follows it, and read the noun it counts."""
        if amount.low is not None:
            return amount.kind != ""
        if amount.kind == "duration":
            whole = view.lower.startswith(self._counting_after, amount.end)
            return amount.comparator != "=" or whole or (amount.value or 0) > 1 or self._is_span(view, amount)
        if amount.kind == "multiple":
            return amount.comparator != "="
        if amount.kind == "money" and amount.before and amount.before[-1].lower == "pas":
            return False  # « **pas un** centime »
        if amount.kind == "measure" and view.lower.startswith(self._filling, amount.end):
            return True  # « un mètre **d'eau** »
        if amount.kind:
            return amount.comparator != "=" or not view.lower.startswith(self._other_sense, amount.numeral)
        if view.lower.startswith(_AROUND, amount.start):  # « près d'un camp », « autour d'une table »: where
            return False
        if _UNLESS.search(view.lower, max(0, amount.start - 2), amount.numeral):  # « à moins d'un accord »
            return False
        if _LEFT.search(view.lower, max(0, amount.numeral - _LEFT_REACH), amount.numeral):
            return self._read_noun(view, amount) or bool(_CLOSED.match(view.lower, amount.end))
        is_point = view.lower.startswith(_POINT, amount.end) and self._is_difference(view, amount)
        counted = is_point or self._is_toll(view, amount) or self._is_only(view, amount) or amount.comparator != "="
        if counted:
            return self._read_noun(view, amount)
        listed = self._is_struck(view, amount) and _is_listed(view, amount.numeral, last)
        return listed and self._read_noun(view, amount) and self._ends_list(view, amount)

    def _is_struck(self, view: WordView, amount: Amount) -> bool:
        """« a **tué** quatre soldats et un policier »; « deux offres, un tribunal » counts no court."""
        words = [*amount.before, *view.after(amount.end, count=_TOLL)]
        return any(word.lower in self._striking for word in words)

    def _is_span(self, view: WordView, amount: Amount) -> bool:
        """« faits **en une semaine** », « au bout **d'un an** », « **une semaine de conflit** », no « mois de mai »."""
        before = [word.lower for word in amount.before[-2:]]
        if before and (before[-1] in self._lasting or before == ["bout", "d'"]):
            return True
        if before[-1:] == ["d'"] and self._lasts(amount):
            return True
        if before[-1:] == ["à"] and _AWAY.match(view.lower, amount.end) and amount.unit not in ("h", "min"):
            return True
        if before[-1:] == ["pour"] and _CLOSED.match(view.lower, amount.end):  # « fermée pour une semaine. »
            return True
        if before[-1:] == ["en"] and amount.before[-1].text == "en":
            return True
        filled = _FILLED.match(view.lower, view.lower.find(" ", amount.numeral) + 1)
        return filled is not None and filled[1] not in self._calendar and filled[1] != "plus"

    def _lasts(self, amount: Amount) -> bool:
        """« une **grève** d'une journée », « un **projet pilote** d'un an », « reporté d'un mois »."""
        words = [word.lower for word in amount.before[-4:-1]]
        if words and (words[-1] in self._changes.verbs or words[-1] in self._put_off):
            return True
        return any(word in self._events for word in words[-2:])

    def _is_only(self, view: WordView, amount: Amount) -> bool:
        """« **un seul** survivant », but « d'un seul coup », « pas un seul mot »."""
        if not view.lower.startswith(_ONLY, amount.end) or view.lower.startswith(self._turns, amount.end):
            return False
        return not amount.before or amount.before[-1].lower not in ("pas", "comme", "même")

    def _ends_list(self, view: WordView, amount: Amount) -> bool:
        """« trois soldats et **un policier** », but « trois soldats et une patrouille **a** riposté »."""
        following = next(iter(view.after(amount.end, count=1)), None)
        if amount.unit in self._unlisted:  # « deux agents et une partie du public »
            return False
        if following is None or not following.text[0].isalpha():
            return True
        if view.tag(following) not in ("VERB", "AUX"):
            return following.lower not in self._singular_verbs
        return following.lower.rstrip("s").endswith(_PARTICIPLE) and following.lower not in self._singular_verbs

    def _is_toll(self, view: WordView, amount: Amount) -> bool:
        """Say whether « un » counts dead or hurt: « a fait **un mort** et **une blessée grave** »."""
        if not view.lower.startswith((*self._tolls, *self._ballots), amount.end) or not amount.before:
            return False
        if amount.before[-1].lower in self._costing:
            return True
        near = [f" {word.lower}" for word in amount.before[-_TOLL:]]
        if view.lower.startswith(self._ballots, amount.end):  # « par 18 voix contre six et une abstention »
            told = view.lower[max(0, amount.start - _BALLOT) : amount.start]
            return near[-1] in _AND_BALLOT and (" voix" in told or " contre" in told)
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
        if view.lower.startswith(
            (" des ", " de ces ", " de ses ", " seulement des ", " à peine des "), amount.end
        ):  # « un quart des 1 200 salariés »
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


def _is_listed(view: WordView, offset: int, last: Amount | None) -> bool:
    """Say whether « un » goes on with a count: « trois policiers **et un** gendarme »."""
    if last is None or last.kind != "count" or last.vague or not 0 < offset - last.end <= _LIST_REACH:
        return False
    if not 1 <= (last.top or 0) <= _LISTED_AT_MOST:  # « 230 habitants et une école » counts no school
        return False
    return bool(_LISTED.fullmatch(view.lower, last.end, offset))


@lru_cache(maxsize=4)
def load_counting_articles(lexicon: Lexicon) -> CountingArticles:
    """Return the reader of articles of a lexicon, built once."""
    return CountingArticles(lexicon)
