"""The forms of a date, deadline or period as patterns over characters, built once from data/lexicon/moments.toml.

Each form is tried only where a word of one of its kinds (a month, a unit, a year …) stands near, so the cost of a text
is that of one dictionary look-up a word.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from claimex.lexicon import Lexicon
from claimex.mentions.moment_forms import Grammar, read_form

YEAR = r"(?:1[0-9]|20|21)\d\d(?!\d|[.,-]\d| \d{3}(?!\d))"
_DAY = r"(?:1 ?er|premier|(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,]\d| \d{3}(?!\d)))"
_OF = r"(?: (?:de la |de l'|de cette |de cet |de ce |de son |du |des |de |d')| |-)"
_TO = r"(?: (?:au|à|et|ou|jusqu'au)(?: le)? | ?[-–/] ?)"

# {lead} is the preposition and the article, {head} is lead and the part of a period (« à la fin du »); {count} is
# « trois à quatre » or a vague number. See _parts_of for the rest.
_FORMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("day_range", "month weekday", (
        r"{lead}(?:(?P<open>du|entre|de|des|d'ici) (?:le )?)?(?:{WD} )?(?P<day>{D})(?: (?P<month1>{M}))?",
        r"(?: (?P<year1>{Y}))?(?:,? à {hour},?)?(?:, {D})*{to}(?:{WD} )?(?P<day2>{D}) (?P<month>{M})",
        r"(?: (?P<year>{Y}))?(?: (?P<mod>{LAST}|{NEXT}))?{clock}",
    )),
    ("date", "month weekday", (
        r"{lead}(?:(?P<weekday>{WD}),? )?(?:le )?(?P<day>{D}) (?P<month>{M})(?:,? (?P<year>{Y}))?",
        r"(?: (?P<mod>{LAST}|{NEXT}))?(?: {dayparts})?{clock}",
    )),
    ("iso", "year", (r"{lead}(?P<year>{Y4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d|-)",)),
    ("slashed", "digits", (
        r"{lead}(?P<day>[0-3]?\d)(?P<sep>[/.])(?P<month>[01]?\d)(?P=sep)(?P<year>{Y4}|\d\d)(?![\d/.]\d|\d)",
    )),
    ("night", "weekday month", (
        r"{lead}(?:{nights}) (?:de |du )(?:(?P<weekday>{WD}) ?)?(?:(?P<day>{D}) )?(?:(?P<month1>{M}) )?(?:à|au) ",
        r"(?:(?P<weekday2>{WD}))?(?: ?(?P<day2>{D}) (?P<month>{M}))?(?: (?P<year>{Y}))?",
    )),
    ("night", "weekday", (r"(?:{nights}) (?:de |du )(?P<weekday>{WD})",)),
    ("weekday_range", "weekday", (r"(?:{lead}(?:de|du|entre) )(?P<weekday>{WD}) (?:au|à|et) (?P<weekday2>{WD})",)),
    ("weekday", "weekday", (
        r"{lead}(?P<weekday>{WD})(?: (?P<day>{D})(?! ?(?:h\b|heures?|{M}|%|€)))?(?: (?P<mod>{LAST}|{NEXT}|{OTHER}))?",
        r"(?: {dayparts})?{clock}",
    )),
    ("month_range", "month unit", (
        r"{lead}(?:(?P<open>de|entre|d') ?)?(?:(?:les? )?mois (?:de |d'))?(?P<month1>{M})(?: (?P<year1>{Y}))?{to}",
        r"(?:la (?=mi-)|(?:mois )?(?:de |d'))?(?:fin |mi-|début )?(?P<month>{M})",
        r"(?: (?P<year>{Y})| (?P<mod>{LAST}|{NEXT}))?",
    )),
    ("month", "month unit", (
        r"{head}(?:mois (?:de |d'))?(?P<month>{M})",
        r"(?: (?:de l'année |de )?(?P<year>{Y})| (?P<mod>{LAST}|{NEXT}))?",
    )),
    ("bare_day", "digits", (r"{lead}(?P<day>{D})(?= ?[,;:)»]|[.!?]?(?:\s|$)(?!\w)|[.!?] |$)",)),
    ("deictic", "deictic", (r"{lead}(?P<word>{deictics})(?: (?:{dayparts}|matin|soir))?{clock}",)),
    ("split_years", "year unit term", (
        r"{head}(?:(?P<noun>{split}) )(?P<year1>{Y4}) ?[-/–] ?(?P<year>{Y4}|\d\d)(?!\d)",
    )),
    ("year_range", "year", (
        r"{lead}(?:(?P<open>de|entre|la période|période|d'ici) )?(?P<year1>{Y4})",
        r"(?P<to> ?[-–/] ?| à | et | ou | jusqu'à | jusqu'en )(?:fin )?(?P<year>{Y4}|\d\d)(?![\d-]|[.,]\d)",
    )),
    ("year", "year unit", (r"{head}(?:(?P<noun>{yearnouns}) (?:de )?)?(?P<year>{Y})",)),
    ("decade", "unit", (r"{head}(?:décennie |années )(?P<decade>(?:1[0-9]|20)\d0|[2-9]0)(?!\d)",)),
    ("century", "unit", (r"{head}(?P<century>[IVX]+|\d\d?) ?(?:e|è|è?me|er) siècle",)),
    ("quarter", "unit", (
        r"{head}(?P<ordinal>{ordinals}) (?P<unit>trimestre|semestre|quadrimestre|mois)",
        r"(?:,? (?:de l'année |de l'exercice |de |d')?(?P<year>{Y})| (?P<mod>{LAST}|{NEXT})",
        r"| de (?:l'année|l'an|l'exercice)(?: (?P<ofmod>{LAST}|{NEXT}|{THIS}))?| de (?:cette année))?",
    )),
    ("coded_quarter", "code", (r"{head}(?P<code>[TSQH][1-4])(?: |-|/)(?P<year>{Y})",)),
    ("week_of", "unit", (r"{head}semaine du (?:{WD} )?(?P<day>{D})(?: (?P<month>{M}))?(?: (?P<year>{Y}))?",)),
    ("firsts", "unit", (
        r"{lead}(?:(?P<n>{N}) )?(?P<which>premiers|premières|derniers|dernières) (?:(?P<n2>{N}) )?(?P<unit>{U})",
        r" (?:de |d')(?:l'année |l'exercice )?(?P<year>{Y}|cette année|l'année|l'exercice|l'an)",
        r"(?: (?P<mod>{LAST}|{NEXT}))?",
    )),
    ("around", "unit", (
        r"{lead}(?:(?P<these>ces|les|des|nos) )?(?:{approx} ?)?(?:(?P<n>{N}|{vague})(?: |(?<=')))?(?:toute?s? )?",
        r"(?P<mod>{LAST}|{NEXT}|premiers|premières) (?:(?P<n2>{N}) )?(?P<unit>{U})",
    )),
    ("ahead", "unit", (
        r"(?P<prep>{ahead})(?P<these> les| ces)?(?: |(?<='))(?:{approx} ?)?{count}(?P<unit>{U})",
        r"(?: (?P<mod>{LAST}|{NEXT}|{OTHER}))?",
    )),
    ("ago", "unit", (
        r"(?P<prep>{ago})(?: (?:un peu|tout juste|seulement|déjà))? (?:{approx} ?)?{count}(?P<unit>{U})",
        r"(?P<that> que\b| qu')?",
    )),
    ("since", "unit", (
        r"(?P<prep>depuis|sur|pendant|durant)(?: les)? (?:{approx} ?)?{count}(?P<unit>{U})(?: (?P<mod>{LAST}|{NEXT}))?",
    )),
    ("later", "unit", (r"(?:{approx} ?)?{count}(?P<unit>{U}) (?:plus tôt|plus tard|auparavant)",)),
    ("relative", "unit", (
        r"{head}(?:{ordinals} )?(?P<unit>{U})(?! scolaire| universitaire)",
        r"(?:[ ]?(?P<mod>{LAST}|{NEXT}|{THIS}|{OTHER}|-là))?(?: {dayparts})?",
    )),
    ("season", "season", (
        r"{head}(?P<season>{seasons})(?: (?:de l'année |de )?(?P<year>{Y})| (?P<mod>{LAST}|{NEXT}))?",
    )),
    ("term", "term", (
        r"{head}(?P<term>{terms})(?: (?P<year>{Y})| (?P<mod>{LAST}|{NEXT}|{THIS}))?",
    )),
    ("break", "break", (
        r"{lead}(?P<noun>{breaks}) (?:de la |de l'|de |d'|du )?(?P<name>{holidays}|{seasons}|{M}|{breaknames})",
        r"(?: (?P<year>{Y})| (?P<mod>{LAST}|{NEXT}))?",
    )),
    ("occasion", "occasion", (r"{lead}(?P<mod>{NEXT}) (?P<noun>{occasions})(?: (?P<year>{Y}))?",)),
    ("holiday", "holiday month", (r"{lead}(?P<holiday>{holidays})(?: (?P<year>{Y})| (?P<mod>{LAST}|{NEXT}))?",)),
    ("back_to_school", "school", (
        r"{head}(?:prochaine )?(?P<noun>{schools})(?: (?:de )?(?P<year>{Y})| (?P<mod>{LAST}|{NEXT}))?(?! d[eu]s? | d')",
    )),
    ("clock", "clock", (
        r"(?P<prep>{clockpreps}) (?:{hour}|midi|minuit)(?:(?: et | à | ?- ?)(?:{hour}|midi|minuit))?(?! de | d'| par )",
    )),
)  # fmt: skip

# What a form holds before the word that triggers it or right behind: most are tried where they have none.
_SIGNS = {
    "slashed": "[/.]", "iso": "-", "night": "{nights}", "firsts": "premi|derni", "around": "{LAST}|{NEXT}|premi",
    "quarter": "{ordinals}", "occasion": "{NEXT}", "break": "{breaks}",
}  # fmt: skip

_HOUR = r"(?:[01]?\d|2[0-4]) ?(?:h|heures?)(?: ?[0-5]\d)?(?!\w)"
_CLOCK = (
    r"(?P<clock>,? (?:à|vers|dès|avant|jusqu'à|à partir de|après|peu avant|peu après) (?:" + _HOUR + r"|midi|minuit))?"
)


_SHAPES = (
    ("year", r"(?:1[0-9]|20|21)\d\d"),
    ("clock", r"\d{1,2}h(?:\d\d)?"),
    ("digits", r"0?[1-9]|[12]\d|3[01]"),
)


@cache
def grammar_of(lexicon: Lexicon) -> Grammar:
    """Return the grammar over the words of one lexicon; built at the first call."""
    words = lexicon.mapping("moments")
    parts = _parts_of(words)
    compiled = [
        (kinds, read_form(name, _fill("".join(pieces), parts), _sign_of(name, parts))) for name, kinds, pieces in _FORMS
    ]
    kinds_of = _kinds_of(words)
    triggers = {
        word: tuple(form for kinds, form in compiled if not found.isdisjoint(kinds.split()))
        for word, found in kinds_of.items()
    }
    return Grammar(
        roles=dict.fromkeys(_openers_of(words), ()) | triggers,
        vocabulary=frozenset().union(*(form.vocabulary for _, form in compiled)),
        digits=tuple(
            (re.compile(shape), tuple(form for kinds, form in compiled if kind in kinds.split()))
            for kind, shape in _SHAPES
        ),
        relations={prep: relation for relation, preps in words["relations"].items() for prep in preps},
    )


def _parts_of(words: Mapping[str, Any]) -> dict[str, str]:
    number = rf"(?:\d{{1,3}}(?![\d,.])|(?:{_any(words['numbers'])})(?:(?:-| et |-et-)(?:{_any(words['numbers'])}))?)"
    lead = rf"(?:(?P<prep>{_any(_preps(words))})(?: |(?<=')))?(?:(?P<det>les|le|la|l'|cette|cet|ces|ce)(?: |(?<=')))?"
    tables = {
        "U": "units", "WD": "weekdays", "deictics": "days", "split": "split_years", "ordinals": "ordinals",
        "seasons": "seasons", "holidays": "holidays", "M": "months",
    }  # fmt: skip
    lists = {
        "LAST": "last_words", "NEXT": "next_words", "THIS": "this_words", "OTHER": "other_words",
        "vague": "vague_numbers",
        "dayparts": "day_parts", "nights": "night", "yearnouns": "year_nouns", "approx": "approximations",
        "breaks": "school_breaks", "breaknames": "break_names", "occasions": "occasions",
        "ahead": "ahead", "ago": "ago", "schools": "back_to_school", "clockpreps": "clock_prepositions",
    }  # fmt: skip
    parts = {key: _any(words[table]) + r"(?!\w)" for key, table in tables.items()}
    parts |= {key: _any(words[table]["forms"]) for key, table in lists.items()}
    many = rf"(?P<n>{number}|{parts['vague']})(?:(?: à | ou | et |-)(?P<n2>{number}))?(?: |(?<='))"
    return parts | {
        "lead": lead,
        "head": lead + rf"(?:(?P<part>{_any(words['parts'])})(?P<of>{_OF}))?",
        "D": _DAY,
        "Y": YEAR,
        "Y4": r"(?:1[0-9]|20|21)\d\d",
        "N": number,
        "count": many,
        "to": _TO,
        "terms": _any([*words["terms"], *words["presidential_terms"]["forms"]]),
        "clock": _CLOCK,
        "hour": _HOUR,
    }


def _preps(words: Mapping[str, Any]) -> list[str]:
    return [prep for group in words["relations"].values() for prep in group]


_NUMBERED = re.compile(r"(?<=\d)(?=[^\W\d_])")


def _any(words: Iterable[str]) -> str:
    """Return an alternation, longest first; an ordinal in digits may stand apart from its ending: « 1 er », « 2 e »."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_NUMBERED.sub(" ?", re.escape(word).replace(r"\ ", " ")) for word in longest_first) + ")"


_PLACEHOLDER = re.compile(r"\{([A-Za-z]\w*)\}")


def _sign_of(name: str, parts: Mapping[str, str]) -> str | None:
    sign = _SIGNS.get(name)
    return None if sign is None else _PLACEHOLDER.sub(lambda found: parts[found[1]], sign)


def _fill(template: str, parts: Mapping[str, str]) -> str:
    return (
        r"(?<![\w])"
        + _PLACEHOLDER.sub(lambda found: parts[found[1]], template)
        + r"(?P<latest>,? au plus tard(?! (?:le|en|à|au|dans|fin|d)\b))?(?!\w)"
    )


def _kinds_of(words: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return, for the last word of each name of the lexicon, the kinds of forms that it triggers."""
    sources: tuple[tuple[str, Iterable[str]], ...] = (
        ("occasion", words["occasions"]["forms"]), ("break", words["school_breaks"]["forms"]),
        ("clock", ("midi", "minuit", "h", "heure", "heures")), ("school", ("rentrée",)), ("term", words["terms"]),
        ("term", words["presidential_terms"]["forms"]), ("deictic", words["days"]), ("season", words["seasons"]),
        ("unit", words["units"]), ("holiday", words["holidays"]), ("weekday", words["weekdays"]),
        ("month", words["months"]),
        ("code", (f"{letter}{number}" for letter in "tsqh" for number in "1234")),
    )  # fmt: skip
    kinds: dict[str, set[str]] = {}
    for kind, found in sources:
        for word in found:
            kinds.setdefault(_WORD.findall(word.lower())[-1], set()).add(kind)
    return kinds


_WORD = re.compile(r"\w+")


_NEVER_FIRST = frozenset(
    {
        "planets",
        "habit",
        "breaks",
        "not_before_date",
        "not_before_day",
        "not_before_year",
        "this_words",
        "other_words",
        "occasions",
        "break_names",
        "school_breaks",
    }
)


def _openers_of(words: Mapping[str, Any]) -> frozenset[str]:
    """Return the first word of everything that a form can begin with."""
    starts: list[str] = [
        *_preps(words),
        "le",
        "la",
        "les",
        "l",
        "ce",
        "cet",
        "cette",
        "ces",
        "de",
        "du",
        "des",
        "d",
        "entre",
    ]
    starts += ["il", "sur", "période", "pendant", "premiers", "premières", "nos"]
    for name, table in words.items():
        if name not in _NEVER_FIRST:
            starts += table.get("forms", table)
    return frozenset(_WORD.findall(start.lower())[0] for start in starts) | {
        "il",
        "période",
        "pendant",
        "premiers",
        "premières",
        "nos",
    }
