"""Calendar arithmetic: periods with a first and a last day, their parts, and which of several a text means."""

from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from typing import Literal

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from claimex.schema import Grain

Direction = Literal[-1, 0, 1]  # -1 the text tells the past, 1 the future, 0 unknown

_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
_FINER: dict[Grain, Grain] = {
    "century": "decade", "decade": "year", "year": "quarter", "semester": "quarter", "season": "month",
    "quarter": "month", "month": "week", "week": "day",
}  # fmt: skip
_DAYS: dict[str, int] = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, e.g. March 2026."""

    first: date
    last: date
    grain: Grain


def day(year: int, month: int, number: int) -> Period | None:
    """Return one day; None when the calendar has no such day (« 31 juin »)."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Period(found, found, "day")


def months(year: int, month: int, count: int, grain: Grain) -> Period:
    """Return ``count`` whole months from a month on: « mars 2026 », « le deuxième trimestre 2026 »."""
    first = date(year, month, 1)
    return Period(first, first + relativedelta(months=count, days=-1), grain)


def years(first: int, last: int, grain: Grain = "year") -> Period:
    """Return whole years, as in « 2024-2026 »."""
    return Period(date(first, 1, 1), date(last, 12, 31), grain)


def century(number: int) -> Period:
    """Return a century: the 20th runs from 1901 to 2000."""
    return years(100 * number - 99, min(100 * number, MAXYEAR), "century")  # the calendar has no year 10000


def season(year: int, bounds: tuple[int, int, int, int]) -> Period:
    """Return a season that begins in ``year``; winter ends in the next one."""
    first = date(year, bounds[0], bounds[1])
    ends = year + (bounds[2] < bounds[0])
    return Period(first, date(ends, bounds[2], bounds[3]), "season")


def holiday(year: int, rule: tuple[int, ...]) -> Period:
    """Return a feast: a month and a day, or a number of days from Easter."""
    found = easter(year) + timedelta(days=rule[0]) if len(rule) == 1 else date(year, rule[0], rule[1])
    return Period(found, found, "day")


def containing(anchor: date, unit: str) -> Period:
    """Return the week, month, quarter, semester, year … that holds a day."""
    if unit in ("week", "fortnight"):
        first = anchor - timedelta(days=anchor.weekday())
        return Period(first, first + timedelta(days=_DAYS[unit] - 1), "week")
    if unit == "weekend":
        first = anchor + timedelta(days=5 - anchor.weekday())
        return Period(first, first + timedelta(days=1), "day")
    if unit == "decade":
        return years(anchor.year // 10 * 10, anchor.year // 10 * 10 + 9, "decade")
    if unit == "century":
        return century((anchor.year + 99) // 100)
    for grain, count in _MONTHS.items():
        if unit == grain:
            return months(anchor.year, (anchor.month - 1) // count * count + 1, count, grain)
    return Period(anchor, anchor, "day")


def shift(anchor: date, unit: str, count: int) -> date:
    """Return the day ``count`` units later (earlier when negative); the calendar's own ends apply.

    >>> shift(date(2026, 1, 31), "month", 1)
    datetime.date(2026, 2, 28)
    """
    try:
        return anchor + _delta(unit, count)
    except (OverflowError, ValueError):
        return date.max if count > 0 else date.min


def _delta(unit: str, count: int) -> relativedelta:
    if unit in ("hour", "minute"):
        return relativedelta(days=count // (24 if unit == "hour" else 1440))
    if unit in _DAYS:
        return relativedelta(days=count * _DAYS[unit])
    if unit in ("decade", "century"):
        return relativedelta(years=count * (10 if unit == "decade" else 100))
    return relativedelta(months=count * next(n for grain, n in _MONTHS.items() if grain == unit))


def grain_of(unit: str) -> Grain:
    """Return the grain that a unit of time gives a moment: a fortnight counts in weeks, a week-end in days."""
    grains: dict[str, Grain] = {
        "minute": "minute", "hour": "hour", "day": "day", "weekend": "day", "week": "week", "fortnight": "week",
        "month": "month", "quarter": "quarter", "semester": "semester", "year": "year", "decade": "decade",
    }  # fmt: skip
    return grains.get(unit, "century")


def part_of(period: Period, part: str) -> Period:
    """Return the start, middle, end or a half of a period: a quarter of a year, ten days of a month, and so on."""
    if part == "whole" or period.first == period.last:
        return period
    if part == "first half":
        return replace(period, last=_point(period, 0.5) - timedelta(days=1))
    if part == "second half":
        return replace(period, first=_point(period, 0.5))
    share = 0.25 if period.grain in ("year", "century") else 0.34
    grain = _FINER.get(period.grain, period.grain)
    if part == "start":
        return Period(period.first, _round(_point(period, share), period) - timedelta(days=1), grain)
    if part == "end":
        return Period(_round(_point(period, 1 - share), period), period.last, grain)
    begin, end = _point(period, 0.5 - share / 3), _point(period, 0.5 + share / 3)
    return Period(_round(begin, period), max(begin, _round(end, period) - timedelta(days=1)), grain)


def _point(period: Period, share: float) -> date:
    return period.first + timedelta(days=round(((period.last - period.first).days + 1) * share))


def _round(point: date, period: Period) -> date:
    """Put a cut of a year or more on the nearest first of a month."""
    if (period.last - period.first).days < 89:
        return point
    moved = point + timedelta(days=15)
    return moved.replace(day=1)


def choose(before: Period, after: Period, published: date, direction: Direction) -> Period:
    """Return the last such period that had begun or the next one, as the text tells past or future.

    ``before`` has begun on the day of publication, ``after`` is the one that follows it. Without a direction the
    nearer of the two is meant.
    """
    if direction < 0 or before.first <= published <= before.last:
        return before
    if direction > 0:
        return after
    return before if published - before.last <= after.first - published else after
