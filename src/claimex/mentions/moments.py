"""Moments: every date, deadline and period, resolved against the day of publication."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import accumulate
from typing import Any

from spacy.tokens import Doc

from claimex.annotations import BLOCKS, Block, MomentMention, read, text_of
from claimex.layout import normalise
from claimex.lexicon import Lexicon
from claimex.mentions import moment_readers as days
from claimex.mentions import period_readers as periods
from claimex.mentions import relative_readers as relative
from claimex.mentions.moment_forms import FOREIGN, INNER, TRIGGER, Form
from claimex.mentions.moment_grammar import grammar_of
from claimex.mentions.moment_readers import Context, Reading
from claimex.mentions.moment_traps import is_trap
from claimex.mentions.tense import tense_at
from claimex.parse import parse_of
from claimex.schema import Relation

Reader = Callable[[Context], Reading | None]

_READERS: Mapping[str, Reader] = {
    "day_range": days.read_day_range, "date": days.read_date, "iso": days.read_numeric, "slashed": days.read_numeric,
    "night": days.read_night, "weekday_range": days.read_weekday_range, "weekday": days.read_weekday,
    "bare_day": days.read_bare_day, "deictic": days.read_deictic, "holiday": days.read_holiday,
    "clock": days.read_clock,
    "month_range": periods.read_month_range, "month": periods.read_month, "split_years": periods.read_split_years,
    "year_range": periods.read_year_range, "year": periods.read_year, "decade": periods.read_decade,
    "century": periods.read_century, "quarter": periods.read_quarter, "coded_quarter": periods.read_coded_quarter,
    "week_of": periods.read_week_of, "firsts": relative.read_firsts, "around": relative.read_around,
    "ahead": relative.read_ahead, "ago": relative.read_ago, "since": relative.read_since, "later": relative.read_later,
    "relative": relative.read_relative, "season": periods.read_season, "term": periods.read_term,
    "break": periods.read_break, "occasion": periods.read_occasion, "back_to_school": periods.read_back_to_school,
}  # fmt: skip

_WORD = re.compile(r"(\w+)")
_TRIGGER = re.compile(bytes([TRIGGER]))
_WORDS_BEFORE = (
    9  # the longest way from a preposition to the word that triggers: « d'ici à la toute fin du mois de mars »
)


def find_moments(doc: Doc, lexicon: Lexicon, *, published: date | None = None) -> Iterator[MomentMention]:
    """Yield the moments of a text in order, as in « d'ici 2030 »; relative ones need ``published`` to have dates."""
    finder = _Finder(doc, lexicon, published)
    silent = [b for b in read(doc, BLOCKS, Block) if b.is_foreign]
    starts = [block.start for block in silent]
    for mention in finder.mentions():
        at = bisect_right(starts, mention.start) - 1
        if at < 0 or silent[at].end <= mention.start:
            yield mention


class _Finder:
    """Looks for the forms of one text around the words that trigger them."""

    def __init__(self, doc: Doc, lexicon: Lexicon, published: date | None) -> None:
        self.doc = parse_of(doc)
        self.text = normalise(text_of(doc))
        self.words: Mapping[str, Any] = lexicon.mapping("moments")
        self.grammar = grammar_of(lexicon)
        self.published = published
        self.has_grammar = doc.has_annotation("MORPH") and doc.has_annotation("SENT_START")
        self.planned = lexicon.words("moments.planned")

    def mentions(self) -> Iterator[MomentMention]:
        last_end = 0
        parts = _WORD.split(self.text)  # what stands between words, and the words
        words, ends = parts[1::2], list(accumulate(map(len, parts)))[1::2]
        uses = bytes(map(self.grammar.uses.__getitem__, words))
        for trigger in _TRIGGER.finditer(uses):
            number = trigger.start()
            reach, lower = ends[number], words[number].lower()
            if reach <= last_end:
                continue
            for first in range(max(number - _WORDS_BEFORE, uses.rfind(FOREIGN, 0, number)) + 1, number + 1):
                if uses[first] == INNER:
                    continue
                start = ends[first] - len(words[first])
                if start < last_end:
                    continue
                fitting = self.grammar.forms_between(words[first].lower(), lower)
                found, trapped = self._mention_at(start, reach, fitting) if fitting else (None, 0)
                if found is not None:
                    yield found
                    last_end = found.end
                if found is not None or trapped:
                    last_end = max(last_end, trapped)
                    break

    def _mention_at(self, start: int, reach: int, forms: tuple[Form, ...]) -> tuple[MomentMention | None, int]:
        """Return the longest form that begins at ``start`` and holds its trigger, and where a trap there ends."""
        best: MomentMention | None = None
        trapped = 0
        for form in forms:
            if form.sign is not None and form.sign.search(self.text, start, reach + 1) is None:
                continue
            found = form.pattern.match(self.text, start)
            if found is None or found.end() < reach or (best is not None and found.end() <= best.end):
                continue
            if is_trap(form.name, found, self.text, self.doc, self.words):
                trapped = max(trapped, found.end())
            else:
                best = self._read(form, found) or best
        return best, trapped

    def _read(self, form: Form, found: re.Match[str]) -> MomentMention | None:
        groups = found.groupdict()
        prep = (groups.get("prep") or "").lower()
        relation: Relation = "by" if groups.get("latest") else self.grammar.relations.get(prep, "on")
        context = Context(
            found,
            self.words,
            self.published,
            relation=relation,
            tense=lambda: tense_at(self.doc, found.start(), self.planned),
        )
        reading = _READERS[form.name](context)
        if reading is None:
            return None
        period = reading.period
        return MomentMention(
            start=found.start(),
            end=found.end(),
            grain=reading.grain,
            relation=reading.relation or relation,
            first=period.first.isoformat() if period else None,
            last=period.last.isoformat() if period else None,
        )
