"""Readers of the forms that count from the day of publication: « la semaine dernière », « dans trois ans »."""

from datetime import date, timedelta

from claimex.mentions import calendar
from claimex.mentions.calendar import Period
from claimex.mentions.moment_readers import Context, Reading
from claimex.mentions.period_readers import narrow
from claimex.schema import Relation

_FRIDAY = 4
_LASTING = frozenset({"year", "month", "quarter", "semester"})  # « planter 300 arbres en six ans »
_THESE = frozenset({"ce", "cet", "cette", "ces"})


def read_relative(context: Context) -> Reading | None:
    """Read « la semaine dernière », « ce mois-ci », « la fin de l'année », « en cours d'année »."""
    unit: str = context.words["units"][context.get("unit")]
    if unit in ("hour", "minute") or (context.get("det") == "ces"):
        return None
    mod, of = context.get("mod"), context.get("of").strip()
    grain = calendar.grain_of(unit)
    shown = context.get("det") in _THESE or of.removeprefix("de ") in _THESE
    this = shown or mod in context.words["this_words"]["forms"]
    inside = context.get("prep") == "dans" or context.relation == "during"
    within = "part" in context or (inside and "det" in context and unit != "day")
    if not (mod or this or within):
        return None
    if mod in context.words["other_words"]["forms"] or mod == "-là" or context.published is None:
        return Reading(grain)
    unsure = context.get("det") == "les"  # « dans les semaines à venir »: how many?
    period = None if unsure else _near(context, unit, context.published)
    if context.get("prep") == "dans" and "part" not in context:
        return Reading(grain, period, "by")
    return narrow(context, Reading(grain, period))


def _near(context: Context, unit: str, published: date) -> Period:
    if unit == "weekend" and context.turn > 0 and published.weekday() < _FRIDAY:
        return calendar.containing(published, unit)  # told on a Tuesday: the one that comes
    if unit == "weekend" and not context.turn:
        weeks = (published - timedelta(days=7), published)
        last, this = (calendar.containing(day, unit) for day in weeks)
        return last if context.direction < 0 and published < this.first else this
    anchor = published if unit == "decade" and not context.turn else calendar.shift(published, unit, context.turn)
    return calendar.containing(anchor, unit)


def read_ahead(context: Context) -> Reading | None:
    """Read « dans trois ans », « dans les trois ans », « sous six mois », « d'ici trois à quatre ans »."""
    unit, published = context.words["units"][context.get("unit")], context.published
    if context.get("prep") == "en" and (unit not in _LASTING or context.direction <= 0):
        return None  # « a doublé en six ans »
    grain, count = calendar.grain_of(unit), context.number("n")
    window = "these" in context or context.get("prep") != "dans"
    relation: Relation = "before" if context.get("prep") == "avant" else "by" if window else "on"
    if published is None or count is None or context.get("mod") in context.words["other_words"]["forms"]:
        return Reading(grain, relation=relation)
    end = calendar.shift(published, unit, count)
    if "n2" in context:
        last = calendar.shift(published, unit, context.number("n2") or count)
        return Reading(grain, Period(end, max(end, last), grain), relation)
    if context.turn < 0:
        return Reading(grain, Period(calendar.shift(published, unit, -count), published, grain), "during")
    return Reading(grain, Period(published, end, grain) if window else calendar.containing(end, unit), relation)


def read_ago(context: Context) -> Reading | None:
    """Read « il y a treize jours »; « il y a dix ans que » tells since when."""
    unit, published, count = context.words["units"][context.get("unit")], context.published, context.number("n")
    relation: Relation = "from" if "that" in context else "on"
    if published is None or count is None:
        return Reading(calendar.grain_of(unit), relation=relation)
    return Reading(
        calendar.grain_of(unit), calendar.containing(calendar.shift(published, unit, -count), unit), relation
    )


def read_since(context: Context) -> Reading | None:
    """Read « depuis trois ans », « sur un an », « sur trois ans »: a stretch that ends, or begins, on the day."""
    unit, published, count = context.words["units"][context.get("unit")], context.published, context.number("n")
    since = context.get("prep") == "depuis"
    if context.get("prep") not in ("depuis", "sur") and "mod" not in context:
        return None
    if not since and count is None:
        return None
    relation: Relation = "from" if since else "during"
    if published is None or count is None or unit in ("hour", "minute"):
        return Reading(calendar.grain_of(unit), relation=relation)
    ahead = not since and (context.turn or context.direction) > 0
    other = calendar.shift(published, unit, count if ahead else -count)
    return Reading(
        calendar.grain_of(unit), Period(min(other, published), max(other, published), calendar.grain_of(unit)), relation
    )


def read_around(context: Context) -> Reading | None:
    """Read « ces dix dernières années », « dans les prochains jours », « au cours des six prochains mois »."""
    unit, published = context.words["units"][context.get("unit")], context.published
    if not ("these" in context or "det" in context or "n" in context or "prep" in context):
        return None
    count = context.number("n") or context.number("n2")
    grain = calendar.grain_of(unit)
    relation: Relation = "by" if context.get("prep") in ("dans", "sous", "d'ici") else "during"
    if published is None or count is None or not context.turn:
        return Reading(grain, relation=relation)
    other = calendar.shift(published, unit, context.turn * count)
    return Reading(grain, Period(min(other, published), max(other, published), grain), relation)


def read_firsts(context: Context) -> Reading | None:
    """Read « les neuf premiers mois de 2025 », « les derniers mois de l'année »."""
    unit, count = context.words["units"][context.get("unit")], context.number("n") or context.number("n2")
    year = context.year() if context.get("year").isdigit() else None
    if year is None and context.published is not None:
        year = context.published.year + context.turn
    if year is None or count is None or unit not in ("month", "week", "day", "quarter"):
        return Reading(calendar.grain_of(unit), relation="during")
    whole, grain = calendar.years(year, year), calendar.grain_of(unit)
    if context.get("which").startswith("premi"):
        last = calendar.shift(whole.first, unit, count) - timedelta(days=1)
        return Reading(grain, Period(whole.first, last, grain), "during")
    first = calendar.shift(whole.last + timedelta(days=1), unit, -count)
    return Reading(grain, Period(first, whole.last, grain), "during")


def read_later(context: Context) -> Reading | None:
    """Read « un an plus tôt »: counted from another moment of the text, so without dates."""
    return Reading(calendar.grain_of(context.words["units"][context.get("unit")]))
