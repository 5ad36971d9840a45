"""Readers of the forms that name periods of the calendar: months, quarters, years, seasons, terms."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from claimex.mentions import calendar
from claimex.mentions.calendar import Period
from claimex.mentions.moment_readers import Context, Reading
from claimex.schema import Grain, Relation

_ROMAN = {"i": 1, "v": 5, "x": 10}


def read_month(context: Context) -> Reading | None:
    """Read « en mars », « fin mars 2026 », « septembre prochain »."""
    month, year = context.month(), context.year()
    period = calendar.months(year, month, 1, "month") if year else context.among(_month_maker(month))
    return narrow(context, Reading("month", period))


def _month_maker(month: int) -> Callable[[int], Period]:
    return lambda year: calendar.months(year, month, 1, "month")


def read_month_range(context: Context) -> Reading | None:
    """Read « de mars à juin 2026 », « mars-avril »."""
    first, last, year = context.month("month1"), context.month(), context.year()

    def stretch(end: int) -> Period:
        begin = context.year("year1") or end - (first > last)
        return Period(date(begin, first, 1), calendar.months(end, last, 1, "month").last, "month")

    relation: Relation = "during" if "open" in context and context.relation == "on" else context.relation
    period = stretch(year) if year else context.among(stretch)
    published = context.published
    if not year and period is not None and published is not None and context.direction < 0 and period.last > published:
        over = (published.year, published.month) < (period.last.year, period.last.month)
        period = stretch(period.last.year - 1) if over else period  # told in January: « de mai à juin, … ont reculé »
    return Reading("month", period, relation)


def read_year(context: Context) -> Reading | None:
    """Read « en 2025 », « d'ici 2030 », « fin 2026 », « mi-2027 »."""
    year = context.year() or 0
    return narrow(context, Reading("year", calendar.years(year, year)))


def read_year_range(context: Context) -> Reading | None:
    """Read « 2024-2026 », « de 2020 à 2025 », « en 2024 et 2025 »."""
    first, joint = context.year("year1") or 0, context.get("to").strip()
    last = _second_year(context, first)
    if last <= first or (joint in ("et", "ou") and context.get("open") != "entre" and last != first + 1):
        return None
    if len(context.get("year")) == 2 and (joint not in ("-", "–", "/") or last > first + 1):
        return None
    relation: Relation = "on" if joint in ("et", "ou") and "open" not in context else "during"
    return Reading("year", calendar.years(first, last), relation if context.relation == "on" else context.relation)


def _second_year(context: Context, first: int) -> int:
    written = context.get("year")
    return int(written) if len(written) == 4 else first // 100 * 100 + int(written)


def read_split_years(context: Context) -> Reading | None:
    """Read « la saison 2024-2025 », « l'année scolaire 2025/2026 »: one year over two."""
    first = context.year("year1") or 0
    if _second_year(context, first) != first + 1:
        return read_year_range(context)
    month, number = context.words["split_years"][context.get("noun")]
    begin = date(first, month, number)
    if context.get("noun") in context.words["seasons"]:
        return Reading("season", calendar.season(first, tuple(context.words["seasons"][context.get("noun")])))
    return narrow(context, Reading("year", Period(begin, calendar.shift(begin, "year", 1) - timedelta(days=1), "year")))


def read_decade(context: Context) -> Reading | None:
    """Read « les années 1990 », « les années 90 »."""
    written = int(context.get("decade"))
    first = written if written > 99 else 1900 + written
    return narrow(context, Reading("decade", calendar.years(first, first + 9, "decade")))


def read_century(context: Context) -> Reading | None:
    """Read « au XXe siècle », « au 19e siècle »."""
    written = context.get("century")
    number = int(written) if written.isdigit() else _roman(written)
    return narrow(context, Reading("century", calendar.century(number))) if 0 < number <= 30 else None


def _roman(written: str) -> int:
    values = [_ROMAN[letter] for letter in written]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def read_quarter(context: Context) -> Reading | None:
    """Read « au premier trimestre 2027 », « au second semestre », « le dernier trimestre de l'année »."""
    counts: dict[str, tuple[Grain, int]] = {
        "trimestre": ("quarter", 3), "semestre": ("semester", 6), "quadrimestre": ("quarter", 4), "mois": ("month", 1),
    }  # fmt: skip
    grain, count = counts[context.get("unit")]
    if context.get("unit") == "mois" and not ("year" in context or " de " in context.text):
        return None
    return _ordinal(context, grain, count, context.words["ordinals"][context.get("ordinal").replace(" ", "")])


def read_coded_quarter(context: Context) -> Reading | None:
    """Read « T1 2027 », « S2 2025 »."""
    code = context.get("code")
    grain, count = ("quarter", 3) if code[0] in "tq" else ("semester", 6)
    return _ordinal(context, "quarter" if grain == "quarter" else "semester", count, int(code[1]))


def _ordinal(context: Context, grain: Grain, count: int, number: int) -> Reading | None:
    number = 12 // count if number < 0 else number
    if number * count > 12:
        return None

    def stretch(year: int) -> Period:
        return calendar.months(year, count * (number - 1) + 1, count, grain)

    year = context.year()
    if year is None and " de l" in context.text and context.published is not None:
        year = context.published.year + _turn_of(context, context.get("ofmod"))
    if year is None and context.get("ordinal") == "dernier" and not context.get("part"):
        found = context.published and calendar.containing(calendar.shift(context.published, grain, -1), grain)
        return Reading(grain, found or None)
    return narrow(context, Reading(grain, stretch(year) if year else context.among(stretch)))


def _turn_of(context: Context, word: str) -> int:
    return (word in context.words["next_words"]["forms"]) - (word in context.words["last_words"]["forms"])


def read_season(context: Context) -> Reading | None:
    """Read « avant l'été 2027 », « l'automne prochain », « au printemps »; « a été » never gets here."""
    bounds = tuple(context.words["seasons"][context.get("season")])
    year = context.year()
    if not (year or "prep" in context or "det" in context or "part" in context):
        return None
    return narrow(
        context,
        Reading(
            "season", calendar.season(year, bounds) if year else context.among(lambda y: calendar.season(y, bounds))
        ),
    )


def read_back_to_school(context: Context) -> Reading | None:
    """Read « à la rentrée », « à la rentrée 2026 »: September."""
    if not ("prep" in context or "det" in context or "year" in context or "part" in context):
        return None
    year = context.year()
    period = calendar.months(year, 9, 1, "month") if year else context.among(_month_maker(9))
    return narrow(context, Reading("month", period))


def read_term(context: Context) -> Reading | None:
    """Read « la fin du quinquennat », « pendant le mandat »; only terms that the law fixes have dates."""
    this_year = context.get("term").startswith("année ") and context.get("det") == "cette"
    if not (this_year or "part" in context or "mod" in context or context.relation in ("during", "by")):
        return None
    if context.get("part") not in ("", "fin", "début", "issue", "terme", "toute fin", "cours", "milieu"):
        return None
    starts = [date.fromisoformat(start) for start in context.words["presidential_terms"]["starts"]]
    if context.get("term") not in context.words["presidential_terms"]["forms"] or context.published is None:
        return Reading("term")
    for first, after in pairwise(starts):
        if first <= context.published < after:
            return narrow(context, Reading("term", Period(first, after - timedelta(days=1), "term")))
    return Reading("term")


def read_break(context: Context) -> Reading | None:
    """Read « après les vacances de Pâques », « avant les fêtes de fin d'année »: a stretch without days."""
    return Reading("term") if "prep" in context else None


def read_occasion(context: Context) -> Reading | None:
    """Read « lors de la prochaine session », « au prochain conseil municipal »: an event without a day."""
    return Reading("term") if "prep" in context else None


def read_week_of(context: Context) -> Reading | None:
    """Read « la semaine du 12 mars »."""
    number = context.number("day") or 0
    month, year = ("month" in context) and context.month(), context.year()
    if not month:
        return Reading("week")
    day = calendar.day(year, month, number) if year else context.among(lambda y: calendar.day(y, month, number))
    return Reading("week", day and calendar.containing(day.first, "week"))


def narrow(context: Context, reading: Reading) -> Reading:
    """Narrow a period to its start or end; « avant la fin de l'année » means its last day."""
    part: str | None = context.words["parts"].get(context.get("part"))
    if part is None or reading.period is None:
        return reading
    found = calendar.part_of(reading.period, part)
    if part == "end" and context.relation in ("by", "before"):
        found = Period(reading.period.last, reading.period.last, "day")
    return Reading(found.grain, found)
