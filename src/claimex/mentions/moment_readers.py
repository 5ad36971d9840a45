"""Readers of the forms that name days: dates, weekdays, « hier », feasts, clock times."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from re import Match
from typing import Any

from claimex.mentions import calendar
from claimex.mentions.calendar import Direction, Period
from claimex.schema import Grain, Relation


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form means: its days when they can be known, else its grain alone."""

    grain: Grain
    period: Period | None = None
    relation: Relation | None = None


class Context:
    """What a reader needs besides the match: the words, the day of publication, and the tense of the sentence."""

    def __init__(
        self,
        found: Match[str],
        words: Mapping[str, Any],
        published: date | None,
        *,
        relation: Relation,
        tense: Callable[[], Direction],
    ) -> None:
        self.groups = {name: value for name, value in found.groupdict().items() if value}
        self.text = found[0].lower()
        self.words = words
        self.published = published
        self.relation = relation
        self._tense = tense

    def __contains__(self, name: str) -> bool:
        return name in self.groups

    def get(self, name: str) -> str:
        """Return what a group of the form matched, in lower case; empty when it did not."""
        return self.groups.get(name, "").lower()

    def number(self, name: str) -> int | None:
        """Return the value of a number in digits or words: « 12 », « 1er », « quarante-huit »."""
        return number_of(self.get(name), self.words)

    def year(self, name: str = "year") -> int | None:
        """Return a year in four digits, or in two digits (« 12/03/26 »)."""
        written = self.get(name)
        if not written:
            return None
        return int(written) if len(written) == 4 else 2000 + int(written)

    def month(self, name: str = "month") -> int:
        """Return the number of a month: « mars » is 3."""
        months: Mapping[str, int] = self.words["months"]
        return months[self.get(name)]

    @cached_property
    def turn(self) -> int:
        """Return -1 for « dernier », 1 for « prochain », 0 for neither."""
        mod = self.get("mod")
        return (mod in self.words["next_words"]["forms"]) - (mod in self.words["last_words"]["forms"])

    @cached_property
    def direction(self) -> Direction:
        """Return where the moment lies, as its own words or the sentence's tense tell."""
        if self.relation == "by":
            return 1
        if self.get("prep") == "depuis":
            return -1
        tense = self._tense()
        ahead = self.relation in ("from", "before") or self.get("prep") == "pour"
        return 1 if tense == 0 and ahead else tense

    def among(self, make: Callable[[int], Period | None]) -> Period | None:
        """Return which year's March, summer or Christmas is meant; None without a day of publication."""
        if self.published is None:
            return None
        around = range(self.published.year - 2, self.published.year + 3)
        return self.of(found for year in around if (found := make(year)) is not None)

    def of(self, periods: Iterable[Period]) -> Period | None:
        """Return which of several periods, in order, is meant."""
        published = self.published
        if published is None:
            return None
        known = list(periods)
        before = [period for period in known if period.first <= published]
        after = [period for period in known if period.first > published]
        if not before or not after:
            return None
        if self.turn < 0:
            return next((period for period in reversed(before) if period.last < published), None)
        if self.turn > 0 or (self.relation == "before" and self.direction > 0):
            return after[0]
        return calendar.choose(before[-1], after[0], published, self.direction)


def number_of(written: str, words: Mapping[str, Any]) -> int | None:
    """Return the value of « 12 », « 1er », « premier », « vingt et un »; None for a vague number."""
    numbers: Mapping[str, int] = words["numbers"]
    if written in ("1er", "1 er", "premier"):
        return 1
    if written.isdigit():
        return int(written)
    if written in numbers:
        return numbers[written]
    for tens in sorted(numbers, key=len, reverse=True):
        rest = written.removeprefix(tens).strip("- ").removeprefix("et").strip("- ")
        if written.startswith(tens) and rest in numbers:
            return numbers[tens] + numbers[rest]
    return None


def read_date(context: Context) -> Reading | None:
    """Read « lundi 3 mars 2026 »; without a year, the year that the weekday or the tense asks for."""
    number, month, year = context.number("day") or 0, context.month(), context.year()
    if year is not None:
        return _dated(context, calendar.day(year, month, number))
    weekday: int | None = context.words["weekdays"].get(context.get("weekday"))
    if calendar.day(2000, month, number) is None:
        return None

    def on(of_year: int) -> Period | None:
        found = calendar.day(of_year, month, number)
        return found if found and weekday in (None, found.first.weekday()) else None

    found = context.among(on) if weekday is None else _nearest(context, on)
    return Reading(_clock_grain(context), found or context.among(lambda y: calendar.day(y, month, number)))


def _nearest(context: Context, on: Callable[[int], Period | None]) -> Period | None:
    published = context.published
    if published is None:
        return None
    days = [found for year in range(published.year - 3, published.year + 4) if (found := on(year))]
    return min(days, key=lambda found: abs(found.first - published), default=None)


def _dated(context: Context, period: Period | None) -> Reading | None:
    return None if period is None else Reading(_clock_grain(context), period)


def _clock_grain(context: Context) -> Grain:
    clock = context.get("clock")
    if not clock:
        return "day"
    return "minute" if clock[-2:].isdigit() and "h" in clock else "hour"


def read_day_range(context: Context) -> Reading | None:
    """Read « du 28 juin au 3 juillet 2026 », « les 12 et 13 mars », « 12-15 mars »."""
    month2, first, last = context.month(), context.number("day") or 0, context.number("day2") or 0
    month1 = context.month("month1") if "month1" in context else month2
    relation: Relation = "during" if context.get("open") in ("du", "entre", "de") else "on"
    if calendar.day(2000, month1, first) is None or calendar.day(2000, month2, last) is None:
        return None

    def stretch(year: int) -> Period | None:
        begin = calendar.day(context.year("year1") or year - (month1 > month2), month1, first)
        end = calendar.day(year, month2, last)
        return Period(begin.first, end.last, "day") if begin and end and begin.first <= end.last else None

    year = context.year()
    found = stretch(year) if year else context.among(stretch)
    if found is None and (year is not None or context.published is not None):
        return None
    return Reading("day", found, _by(context, relation))


def _by(context: Context, relation: Relation) -> Relation:
    """Keep what the preposition says; « du … au » speaks only where there is none."""
    return relation if context.relation == "on" else context.relation


def read_numeric(context: Context) -> Reading | None:
    """Read « 12/03/2026 » and « 2026-03-12 »."""
    if context.get("sep") == "." and len(context.get("year")) != 4:
        return None
    found = calendar.day(context.year() or 0, int(context.get("month")), int(context.get("day")))
    return None if found is None else Reading("day", found)


def read_bare_day(context: Context) -> Reading | None:
    """Read « le 12 » and « jusqu'au 12 »: the day of a month near the day of publication."""
    if not (context.get("det") in ("le", "ce") or context.get("prep") in ("au", "jusqu'au", "d'ici au", "à partir du")):
        return None
    return Reading("day", _day_of_month(context, context.number("day") or 0))


def _day_of_month(context: Context, number: int) -> Period | None:
    published = context.published
    if published is None:
        return None
    around = (calendar.shift(published, "month", step) for step in (-2, -1, 0, 1, 2))
    return context.of(found for near in around if (found := calendar.day(near.year, near.month, number)))


def read_weekday(context: Context) -> Reading | None:
    """Read « lundi », « mardi prochain », « mercredi 12 », « jeudi soir »."""
    if context.get("mod") in context.words["other_words"]["forms"] or context.published is None:
        return Reading(_clock_grain(context))
    published, weekday = context.published, context.words["weekdays"][context.get("weekday")]
    if "day" in context:
        number = context.number("day") or 0
        months = (calendar.shift(published, "month", step) for step in (-2, -1, 0, 1, 2))
        days = [d for near in months if (d := calendar.day(near.year, near.month, number))]
        fitting = [d for d in days if d.first.weekday() == weekday]
        found = min(fitting, key=lambda d: abs(d.first - published), default=None)
        return Reading(_clock_grain(context), found)
    return Reading(_clock_grain(context), _weekday_near(context, published, weekday))


def _weekday_near(context: Context, published: date, weekday: int) -> Period:
    """Return the next such day when the text looks forward, else the last one: the press tells the week just past."""
    back = (published.weekday() - weekday) % 7
    if context.turn < 0 or (context.turn == 0 and context.direction <= 0 and context.relation != "from"):
        found = published - timedelta(days=back or 7 * (context.turn < 0))
    elif context.get("prep") == "depuis":
        found = published - timedelta(days=back)
    else:
        ahead = (weekday - published.weekday()) % 7
        found = published + timedelta(days=ahead or 7 * (context.turn > 0 or context.relation == "from"))
    return Period(found, found, "day")


def read_weekday_range(context: Context) -> Reading | None:
    """Read « de lundi à mercredi »."""
    if context.published is None:
        return Reading("day", relation="during")
    weekdays = context.words["weekdays"]
    first = _weekday_near(context, context.published, weekdays[context.get("weekday")])
    steps = (weekdays[context.get("weekday2")] - first.first.weekday()) % 7
    return Reading("day", Period(first.first, first.first + timedelta(days=steps), "day"), "during")


def read_night(context: Context) -> Reading | None:
    """Read « dans la nuit de lundi à mardi », « dans la nuit du 3 au 4 mars 2026 »."""
    if "month" in context and "day" in context and "day2" in context:
        read = read_day_range(context)
        return read and Reading("day", read.period, "on")
    if "day" in context or "weekday" not in context or context.published is None:
        return Reading("day")
    first = _weekday_near(context, context.published, context.words["weekdays"][context.get("weekday")]).first
    last = first + timedelta(days="weekday2" in context)
    if last > context.published and context.direction <= 0:  # told of today's evening: the night a week ago
        first, last = first - timedelta(days=7), last - timedelta(days=7)
    return Reading("day", Period(first, last, "day"))


def read_deictic(context: Context) -> Reading | None:
    """Read « hier », « demain », « ce soir »; « le lendemain » has a day only in the text's own story."""
    step: int = context.words["days"][context.get("word")]
    if step == TOLD_ELSEWHERE or context.published is None:
        return Reading(_clock_grain(context))
    found = context.published + timedelta(days=step)
    return Reading(_clock_grain(context), Period(found, found, "day"))


TOLD_ELSEWHERE = 99


def read_holiday(context: Context) -> Reading | None:
    """Read « avant Noël », « le 14-Juillet », « à Pâques 2026 »."""
    rules = {name.lower(): tuple(rule) for name, rule in context.words["holidays"].items()}
    rule, year = rules[context.get("holiday")], context.year()
    if not ("prep" in context or "det" in context or year or context.get("holiday")[0].isdigit()):
        return None
    return Reading("day", calendar.holiday(year, rule) if year else context.among(lambda y: calendar.holiday(y, rule)))


def read_clock(context: Context) -> Reading | None:
    """Read « vers 14h30 », « avant midi »: an hour of a day that the text names elsewhere."""
    minutes = context.text.rstrip()[-2:].isdigit() and "h" in context.text
    return Reading("minute" if minutes else "hour")
