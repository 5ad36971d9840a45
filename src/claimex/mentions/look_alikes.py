"""Numbers that are no amounts: dates, clock times, phone numbers, addresses, ordinals, identifiers, match scores."""

import re
from functools import lru_cache

from claimex.lexicon import Lexicon
from claimex.mentions.word_view import Word, WordView

_PHONE = (
    r"(?:\+\d{2,3}|00\d{2})[ .-]?\(?\d\)?(?:[ .-]?\d{2,3}){3,5}|0\d(?:[ .-]?\d{2}){4}(?!\d)|0 ?8\d{2}(?:[ .]?\d{3}){2}"
    r"|0\d{2,3}[ /.]\d{2,3}(?:[ .]\d{2}){2}|\(?\d{3}\)?[ -]\d{3}-\d{4}"
)
_ORDINAL = r"\d+ ?(?:er|ers|ère|ères|re|res|e|es|è|ème|èmes|eme|ième|ièmes|ieme|nd|nde|nds|º)(?![\w'])"
_VERSION = r"(?!\d{1,3}(?:\.\d{3})+(?![\d.]))\d+(?:\.\d++){2,}+(?! ?(?:€|\$|%|euros|francs))"
_TIME = r"[0-2]?\d ?(?:h|H) ?[0-5]\d(?!\d)|[0-2]?\d:[0-5]\d(?::\d\d)?(?!\d)"
_NUMERIC_DATE = r"(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])[/.](?:\d{4}|\d{2})(?![\d/])|\d{4}-\d{2}-\d{2}"
_SCORE = r"\d{1,3}(?: ?- ?|–)\d{1,3}(?:(?: ?- ?|–)\d{1,4})*+(?![\d,.]*\d)"
_IDENTIFIER = r"\d+[A-Za-z]{1,3}\d[\w-]*|\d+(?:[A-Z]{1,2}|[a-z])?-[A-Z][\w-]*|\d+[A-Za-z]?/\d+[A-Za-z]?(?:/\d++)*+"


class LookAlikes:
    """Says where a number that is no amount ends."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._numbered = lexicon.words("look_alikes.numbered")
        self._unnumbered = lexicon.words("look_alikes.unnumbered")
        self._always = lexicon.words("look_alikes.always_numbered")
        self._symbols = lexicon.words("look_alikes.symbols")
        self._uncounted = lexicon.words("counted_nouns.never") | lexicon.words("look_alikes.calendar")
        self._broadcasts = lexicon.words("look_alikes.broadcasts")
        self._temporal = lexicon.words("look_alikes.temporal")
        self._weak = lexicon.words("look_alikes.weak_temporal")
        self._days = lexicon.words("look_alikes.months") | lexicon.words("look_alikes.calendar")
        self._clock = lexicon.words("look_alikes.clock")
        self._open_until = lexicon.words("look_alikes.open_until")
        self._lasting = lexicon.words("look_alikes.lasting")
        self._about = lexicon.words("look_alikes.about")
        months = "|".join(
            re.escape(month) for month in sorted(lexicon.words("look_alikes.months"), key=lambda m: (-len(m), m))
        )
        streets = "|".join(sorted(lexicon.words("look_alikes.streets"), key=lambda m: (-len(m), m)))
        day = r"(?:[12]?\d|3[01])(?:er)?"
        self._date = re.compile(
            rf"{day}(?: ?(?:,|et|au|ou|-|–|/) ?(?:le )?{day}){{0,6}}[ -](?:{months})(?!\w)(?: \d{{4}}(?!\d))?"
        )
        self._address = re.compile(rf"\d{{1,4}}(?: ?(?:bis|ter|quater|[a-d]))?,? (?:{streets}) ")
        self._fixed = re.compile("|".join(f"(?:{p})" for p in (_PHONE, _ORDINAL, _VERSION, _TIME, _NUMERIC_DATE)))
        self._idioms = re.compile(
            "(?:"
            + "|".join(
                re.escape(f) for f in sorted(lexicon.words("look_alikes.idioms"), key=lambda form: (-len(form), form))
            )
            + r")(?!\w)"
        )

    def end_of(self, view: WordView, offset: int, before: list[Word], *, joined: bool = False) -> int | None:
        """Return the end of what looks like an amount at an offset and is none; None when it may be one.

        ``joined`` says that the number is the upper end of a range: « 15-24 ans ».
        """
        lower = view.lower
        idiom = self._idioms.match(lower, offset)
        if idiom:
            return idiom.end()
        if not lower[offset].isdigit():
            is_name = bool(before) and (before[-1].lower == "numéro" or _is_titled(view, offset, before))
            ranked = _WORD.match(lower, offset) if is_name else None
            return None if ranked is None else ranked.end()  # « le numéro **deux** européen »
        if _LONG.match(view.text, offset) or (not joined and _is_glued(view.text, offset)):
            return _end_of_run(view.text, offset)
        for pattern in (self._date, self._fixed, self._address):
            match = pattern.match(lower, offset)
            if match:
                return None if self._lasts(view, match, before) else match.end()
        named = " ".join(word.lower for word in before[-2:])  # « interrogées en ligne 300 personnes »
        if before and named not in self._unnumbered and self._is_numbered(view, offset, before[-1]):
            return _end_of_run(view.text, offset)
        return self._year_end(view, offset, before)

    def _lasts(self, view: WordView, match: re.Match[str], before: list[Word]) -> bool:
        """Say whether « 2 h 41 » is how long something takes: « en 2 h 41 », « près de 3h30 », « 3h30 de débat »."""
        if not _HOURS.fullmatch(match[0]):
            return False
        if view.lower.startswith((" plus tard", " plus tôt"), match.end()):
            return True
        if not before:
            return False
        words = [word.lower for word in before[-6:]]
        if words[-1] == "de" and len(words) > 1 and words[-2] in ("plus", "moins", "près"):
            return True
        while words and words[-1] in self._about:
            words.pop()
        if words and words[-1] in self._clock:
            return False
        return bool(words) and (words[-1] in self._lasting or view.lower.startswith((" de ", " d'"), match.end()))

    def bare_end(self, view: WordView, offset: int) -> int | None:
        """Return the end of a score or identifier without a unit: « 2-1 », « 24/24 », « 5G »."""
        for pattern in (_SCORE_PATTERN, _IDENTIFIER_PATTERN):
            match = pattern.match(view.text, offset)
            if match:
                return match.end()
        return None

    def is_clock(self, view: WordView, start: int, end: int, before: list[Word]) -> bool:
        """Say whether « 20 heures » at an offset is a time of day, as in « à 20 heures »."""
        previous = before[-1].lower if before else ""
        if start < end and view.lower.startswith(("entre ", "de "), start) and view.lower.count("h", start, end) > 1:
            return True
        words = [word.lower for word in before]
        if previous == "de" and len(words) > 1 and words[-2] in self._broadcasts:
            return True  # « le journal de 20 heures de la chaîne »
        following = view.after(end, count=1)
        if previous in _AT_SINGULAR and (end - start) > 2:
            return True  # « au 20 heures de la chaîne »
        opens = view.lower.startswith(("à partir de", "aux alentours de", "autour de"), start)
        if opens and following[:1] and following[0].lower == "par" and ":" not in view.text[start:end]:
            return not _PER.match(view.lower, end)  # « à partir de 19 heures par la mairie », « de 20 heures par mois »
        if following and following[0].lower in ("de", "d'", "par", "plus", "supplémentaires"):
            return False
        until = view.lower.startswith("jusqu'à", start) and previous in self._open_until
        if opens or until or _ZONE.match(view.lower, end):
            return True
        if previous == "," and len(words) > 1 and words[-2] in self._days:  # « le 11 décembre, 19 heures »
            return True
        if previous == "après" and words[-2:-1] in (["peu"], ["juste"]):
            return True
        if previous == "après" and _EVENING.fullmatch(view.lower, start, end):
            return not following or not following[0].text[0].isalnum()  # « ferme après 20 heures. »
        if previous == "de":
            return _HOUR_AFTER.match(view.lower, end) is not None
        if previous == "et":
            return "entre" in words[-4:]
        if previous == "entre":
            return _HOUR_AFTER.match(view.lower, end) is not None
        return previous in self._clock

    def _is_numbered(self, view: WordView, offset: int, word: Word) -> bool:
        if view.text[word.end : offset] not in (" ", "", "  ", ". ", "° ", "°") or _SHARE.match(view.text, offset):
            return False  # « le Dax **0,5 %** »
        if word.lower in self._always:
            return len(word.lower) > 1 or word.text.isupper() or view.text[word.end : offset][:1] in (".", "°")
        if word.lower not in self._numbered:
            return False
        lone = len(word.lower) == 1 and word.text.islower()  # « à 4 »
        named = word.text[0].isupper() and word.lower != "nos"  # « **Nos** 240 voisins »
        return not lone and (named or not self._counts(view, offset))

    def _counts(self, view: WordView, offset: int) -> bool:
        """Say whether a unit or a plural follows: « mesure 4 km », « formule 41 avis », not « formule 1 »."""
        end = _end_of_run(view.text, offset)
        following = view.after(end, count=1, reach=30)
        if not following or view.text[end : following[0].start].strip():
            return False
        word = following[0]
        return word.text in self._symbols or (
            word.lower[-1] in "sx" and word.text.islower() and word.lower not in self._uncounted
        )

    def _year_end(self, view: WordView, offset: int, before: list[Word]) -> int | None:
        match = _YEAR.match(view.text, offset)
        if not match or not before:
            return None
        word = before[-1].lower
        if word in self._temporal and (word not in self._weak or _YEAR_ENDS.match(view.lower, match.end())):
            return match.end()
        return None


_WORD = re.compile(r"[^\W\d_]+")
_SHARE = re.compile(r"\d[\d,.]*(?: (?:à|ou) \d[\d,.]*)?(?: ?[%€]| (?:millions?|milliards?|euros)(?!\w))")
_AT_SINGULAR = frozenset({"au", "le", "du"})
_HOURS = re.compile(r"\d{1,2} ?h ?\d\d")
_EVENING = re.compile(r"(?:1[7-9]|2[0-3]) ?h(?:eures)?")
_HOUR_AFTER = re.compile(r" (?:à|et) (?:[0-2]?\d|minuit|midi|\w+)(?: ?h| heures?|(?<=midi)|(?<=minuit))(?!\w)")
_PER = re.compile(r" par (?:jour|semaine|mois|an|personne|élève|agent|salarié)(?!\w)")
_ZONE = re.compile(r" (?:gmt|utc|tu|locales?|précises|du matin|du soir|de l'après-midi)(?!\w)")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d(?:[-–/](?:\d{4}|\d{2}))?(?![\d%€$]| ?%| ?€|[,.']\d| \d{3}(?!\d))")
_YEAR_ENDS = re.compile(r" ?(?:[.,;:!?)»\"\n]|$|et |à |ou )")
_SCORE_PATTERN = re.compile(_SCORE)
_IDENTIFIER_PATTERN = re.compile(_IDENTIFIER)
_LONG = re.compile(r"\d{19}")  # a card, an account, a key: no amount is so exact
_ELIDED = re.compile(r"(?<![^\W\d_])(?:d|l|qu|jusqu|lorsqu|puisqu)'\Z", re.IGNORECASE)
_RUN = re.compile(r"[\w.,/:'%-]*\w")


def _is_glued(text: str, offset: int) -> bool:
    """Say whether a digit is part of a longer name: « A380 », « Covid-19 », « #12 », « %20 » in an address."""
    if not offset:
        return False
    previous = text[offset - 1]
    if previous == "'" and _ELIDED.search(text, max(0, offset - 7), offset):
        return False  # « augmente d'1,7 % »
    if previous.isalpha() or previous in "_#@/&=~%":
        return previous not in "xX" or not (offset < 2 or text[offset - 2] in " (")
    return previous in "-.,'" and offset > 1 and (text[offset - 2].isalnum())


def _is_titled(view: WordView, offset: int, before: list[Word]) -> bool:
    """Say whether a number stands inside a title: « la Revue des **deux** Rives »."""
    if before[-1].lower != "des" or len(before) < 2 or not before[-2].text[0].isupper():
        return False
    following = view.after(offset, count=2)
    return len(following) > 1 and following[0].text.islower() and following[1].text[0].isupper()


def _end_of_run(text: str, offset: int) -> int:
    match = _RUN.match(text, offset)
    return match.end() if match else offset + 1


@lru_cache(maxsize=4)
def load_look_alikes(lexicon: Lexicon) -> LookAlikes:
    """Return the look-alikes of a lexicon, built once."""
    return LookAlikes(lexicon)
