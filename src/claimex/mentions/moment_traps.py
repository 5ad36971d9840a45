"""What looks like a moment and is none: « Mars » the planet, « 2000 agents », « place du 8 mai 1945 »."""

import re
from collections.abc import Mapping
from typing import Any

from claimex.parse import Parse, Word

_LAST_WORDS = re.compile(r"(?<!\S)(?:(\S+) )?(\S+?)[ '-]?$")
_CONTRACTION = re.compile(r"(?:^|(?<=[ ']))(?:du|de|des|le|la|les|d'|l'|en) ?$")
_REACH = 30  # characters before a moment that can make it a trap
_CAPITALISED = re.compile(r" (?:[A-ZÉÈÀ]\w+|d[eu]s? [A-ZÉ])")
_MEASURED = re.compile(r" ?(?:[%‰€$£°]|k€|M€|Mds?\b|euros?\b|fois\b|pour cent\b|millions?\b|milliards?\b|-?\d)")
_STRONG = frozenset(
    {"en", "depuis", "depuis le", "dès", "jusqu'en", "d'ici", "d'ici à", "à l'horizon", "horizon", "avant", "après"}
)
_DATES = frozenset({"date", "day_range", "holiday", "month", "year", "bare_day"})
_NO_TOPIC = frozenset({"back_to_school", "season", "holiday", "weekday", "term"})  # « s'exprimer sur la rentrée »
_DOUBTFUL = _DATES | _NO_TOPIC | {"year_range", "weekday_range"}


def is_trap(form: str, found: re.Match[str], text: str, doc: Parse, words: Mapping[str, Any]) -> bool:
    """Return whether the words around say that this is no moment."""
    if form not in _DOUBTFUL:
        return False
    before = _words_before(text, found.start())
    groups = found.groupdict()
    if form in ("year", "year_range", "month", "season") and _is_name(found, text):
        return True
    if form in _NO_TOPIC and before[1] == "sur" and not groups.get("year"):
        return True
    if form in _DATES and _follows(before, words["not_before_date"]):
        return not groups.get("prep") and not groups.get("det")
    if form == "year":
        return _is_count(found, text, doc, before, words)
    if form == "bare_day":
        return _follows(before, words["not_before_day"]) or _follows_near(text, found.start(), words["not_before_day"])
    if form == "month":
        return _is_planet(groups, before, words)
    if form == "weekday_range":
        return " du " in f" {found[0].lower()}"
    if form == "weekday":
        return _is_habit(found, text, before, words)
    if form == "season":
        return _is_participle(groups, before)
    if form == "holiday":
        return _is_feast_name(found, text, before, words)
    return False


def _words_before(text: str, start: int) -> tuple[str, str]:
    """Return the two words before, without the contraction « du » or « de » next to the moment."""
    window = text[max(0, start - _REACH) : start].lower().rsplit("\n", 1)[-1]
    return _two(_CONTRACTION.sub("", window))


def _two(window: str) -> tuple[str, str]:
    found = _LAST_WORDS.search(window)
    return (found[1] or "", found[2]) if found else ("", "")


def _follows(before: tuple[str, str], forms: Mapping[str, Any]) -> bool:
    return before[1].rpartition("'")[2] in forms["forms"] or " ".join(before).strip() in forms["forms"]


def _follows_near(text: str, start: int, forms: Mapping[str, Any]) -> bool:
    return any(word in forms["forms"] for word in text[max(0, start - _REACH) : start].lower().split()[-2:])


def _is_name(found: re.Match[str], text: str) -> bool:
    """Tell « Paris 2024 », « Mars Attacks »: a capital beside a bare year or a capitalised month."""
    groups = found.groupdict()
    if groups.get("prep") or groups.get("det") or groups.get("part"):
        return False
    if "year" in groups and found[0][0].isdigit():
        before = re.search(r"(?<!\w)([A-ZÉ][\w'-]*) $", text[max(0, found.start() - _REACH) : found.start()])
        return before is not None or text.endswith(("-", "/", "#", "@", "n°", "n° "), 0, found.start())
    return found[0][0].isupper() and not groups.get("year") and _CAPITALISED.match(text, found.end()) is not None


def _is_count(found: re.Match[str], text: str, doc: Parse, before: tuple[str, str], words: Mapping[str, Any]) -> bool:
    """Tell « 2000 agents » and « article 1240 » from « en 2025 »."""
    groups = found.groupdict()
    if _MEASURED.match(text, found.end()):
        return True
    if groups.get("part") or groups.get("noun"):
        return False
    written = int(groups["year"])
    strong = (groups.get("prep") or "").lower() in _STRONG
    window = text[max(0, found.start() - _REACH) : found.start()].lower().rsplit("\n", 1)[-1].rstrip()
    if not strong and _two(window)[1] in words["not_before_year"]["forms"]:
        return True
    if not strong and (groups.get("det") or " ".join(_two(window)) in words["not_before_year"]["forms"]):
        return True
    if not strong and not 1800 <= written <= 2100:
        return True
    return _counts_noun(found.end(), text, doc)


def _counts_noun(end: int, text: str, doc: Parse) -> bool:
    """Tell whether a noun follows at once, without article: « 2000 agents »."""
    if not re.match(r" [a-zéèêàâîôûç]", text[end : end + 2]):
        return False
    following = _token_from(doc, end + 1)
    return following is not None and following.pos_ == "NOUN"


def _token_from(doc: Parse, offset: int) -> Word | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span else None


def _is_planet(groups: Mapping[str, str | None], before: tuple[str, str], words: Mapping[str, Any]) -> bool:
    """Tell « Mars » the planet or the bar: a capital without a preposition of time, a day or a year."""
    month = groups["month"] or ""
    if groups.get("year") or groups.get("part") or groups.get("mod"):
        return False
    if _follows(before, words["planets"]) or (groups.get("prep") or "").lower() in ("sur", "vers"):
        return True
    return month[0].isupper() and (groups.get("prep") or "").lower() not in (
        "en",
        "depuis",
        "dès",
        "avant",
        "d'ici",
        "fin",
    )


def _is_habit(found: re.Match[str], text: str, before: tuple[str, str], words: Mapping[str, Any]) -> bool:
    """Tell « chaque lundi », « le dimanche », « la séance du mercredi », « Vendredi saint »: a habit or a name."""
    groups = found.groupdict()
    if groups.get("day") or groups.get("mod"):
        return False
    alone = (groups.get("det") or "").lower() in ("le", "les") and not groups.get("prep")
    contracted = not groups.get("prep") and text[max(0, found.start() - 4) : found.start()].lower().endswith(" du ")
    return alone or contracted or _follows(before, words["habit"])


def _is_participle(groups: Mapping[str, str | None], before: tuple[str, str]) -> bool:
    """Tell « a été », « ayant été » from « été 2026 »."""
    if (groups.get("season") or "").lower() != "été":
        return False
    lead = groups.get("det") or groups.get("part") or (groups.get("prep") or "").lower() in ("en", "cet")
    return not lead and bool(
        re.fullmatch(r"(?:.*')?(?:a|as|ai|ont|avait|avaient|avoir|ayant|aura|auront|aurait|auraient|eu|ait)", before[1])
    )


def _is_feast_name(found: re.Match[str], text: str, before: tuple[str, str], words: Mapping[str, Any]) -> bool:
    """Tell « le marché de Noël », « Noël Dupont »."""
    return _follows(before, words["breaks"]) or re.match(r" [A-ZÉ]\w", text[found.end() : found.end() + 3]) is not None
