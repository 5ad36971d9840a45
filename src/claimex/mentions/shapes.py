"""Clues in the form of a name alone: its first and last words, its capitals, its hyphens, where it stands in a line."""

import re
from collections.abc import Iterator
from typing import Literal

from claimex.mentions.candidates import Candidate
from claimex.mentions.context import Context

Kind = Literal["person", "organisation", "institution", "place", "none"]
Vote = tuple[Kind, float]

_CAMEL = re.compile(r"^\D*[a-zà-ÿ][A-ZÀ-Þ]\D*$")
_SUFFIXED = 6  # letters from which the end of a name tells a town


def read_last_word(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read « Accor Arena », « Transport Authority »: the last word says what it is."""
    last, several = context.words.forms[candidate.last - 1], candidate.last - candidate.first > 1
    if candidate.known is not None:
        return  # « Manchester City »
    first = context.words.forms[candidate.first]
    if several and (first in context.gazetteer.naming("club_first") or last in context.gazetteer.naming("club_last")):
        yield "organisation", 4.0
        yield "person", -3.0
        return
    if several and last in context.gazetteer.naming("house") and first not in context.gazetteer.genders:
        yield "organisation", 5.0  # « le propriétaire, Valdor Frères »
        yield "person", -8.0
    elif last in context.gazetteer.naming("facility") and not _is_office(candidate, context):
        yield "place", 4.0
    elif several and (last in context.gazetteer.naming("foreign_body") or _is_office(candidate, context)):
        yield "organisation", 4.0
        yield "person", -4.0 if candidate.last - candidate.first > 2 else 0.0


def _is_office(candidate: Candidate, context: Context) -> bool:
    """True for « National Weather **Center** », « le patron de Startup **Square** »: a body and no hall or square."""
    words, naming = context.words, context.gazetteer.naming
    forms, first = words.forms, candidate.first
    if words.lower(first - 1) in naming("of") and words.lower(first - 2) in naming("corporate"):
        return True
    return forms[candidate.last - 1] in {"Center", "Centre"} and forms[candidate.last - 2] in naming("foreign_task")


def read_layout(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Yield a vote against an unknown word that opens a sentence: its capital tells nothing."""
    unknown = candidate.initial and candidate.known is None and candidate.last - candidate.first == 1
    if unknown and not _opens_list(candidate, context):
        yield "none", 1.5


def _opens_list(candidate: Candidate, context: Context) -> bool:
    """True after a colon, another name after the next comma: « six communes : **Ardoix**, Quintenas, Roiffieux »."""
    words, i = context.words, candidate.last
    listed = i < words.size and words.gap(i) == ", " and words.forms[i][0].isupper()
    return listed and words.gap(candidate.first).strip() == ":"


def read_shape(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read how one word is built: « Villiers-sur-Orge », « Lac-Saint-Jean » are places, « HoloSolis » is a company."""
    if candidate.known is not None or candidate.head is not None:
        return
    if candidate.last - candidate.first > 1:
        given = context.words.forms[candidate.first] in context.gazetteer.genders
        yield from _ranked_head(candidate, context)
        if _is_toponym(candidate, context) or _is_parted(candidate, context):
            yield "place", 3.5
            yield "person", -3.0
        if context.words.forms[candidate.first] in context.gazetteer.naming("name_opening"):
            yield "organisation", 4.0  # « Air Valdor »
            yield "person", -4.0
            yield "place", -2.0
        if context.words.forms[candidate.first] == "The":
            yield "organisation", 4.0  # « The Lancet », « The Hives »
            yield "person", -4.0
        if not given and candidate.label != "PER" and _CAMEL.search(candidate.form):
            yield "organisation", 2.5
        return
    parts = candidate.form.split("-")
    naming = context.gazetteer.naming
    if len(candidate.form) > _SUFFIXED and candidate.form.endswith(context.gazetteer.toponym_endings):
        yield "place", 1.5  # « Sertheville »
    town = context.gazetteer.known.get(parts[0])
    if len(parts) > 1 and town is not None and town.kind == "organisation" and town.weight == 1.0:
        yield "organisation", 4.0  # « FO-Banques », « Renault-Nissan-Mitsubishi »
    if len(parts) > 1 and town is not None and town.kind == "place" and parts[-1] in naming("points"):
        yield "place", 3.0  # « Amiens-Nord »
    elif len(parts) > 1 and (parts[0].lower() in naming("toponym_first") or naming("toponym_inner") & set(parts[1:-1])):
        yield "place", 3.0
    elif _CAMEL.search(candidate.form) and not candidate.form.startswith(context.gazetteer.scottish):
        yield "organisation", 2.5


def _ranked_head(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read « **Grande Assemblée** nationale », « Nouvelle Union populaire »: an adjective and a body's head."""
    words, i = context.words, candidate.first
    if words.lower(i) not in context.gazetteer.naming("prenominal"):
        return
    head = context.gazetteer.head_of(words.lower(i + 1))
    if head is not None and head.kind != "place":
        yield head.kind, 4.0  # type: ignore[misc]  # the tables of bodies.toml
        yield "person", -4.0


def _is_parted(candidate: Candidate, context: Context) -> bool:
    """True for « Kivu du **Sud** »."""
    last = candidate.last - 1
    return context.words.lower(last - 1) == "du" and context.words.forms[last] in context.gazetteer.naming("points")


def _is_toponym(candidate: Candidate, context: Context) -> bool:
    """True for « Sidi Fredj », « Bir Bouhouch », « Fort McMurray »; not for « Sidi Mohamed »."""
    forms = context.words.forms
    opens = forms[candidate.first] in context.gazetteer.naming("toponym_opening")
    return opens and forms[candidate.first + 1] not in context.gazetteer.genders
