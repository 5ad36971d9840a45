"""Tense and mood read off a verb's form, because the tagger takes « rappellerons » for a present.

A French future or conditional is a stem ending in r and one of eleven endings. Verbs in -rer (« tira », « préparait »)
are told apart by their stem, which never ends like an infinitive's.
"""

import re
from functools import lru_cache
from typing import Literal

from claimex.lexicon import load_lexicon
from claimex.parse import Word

Mood = Literal["future", "conditional"]

_WORDS = load_lexicon().mapping("mood")
_WHOLE = frozenset(_WORDS["stem"]["whole"])
_EXCEPT = frozenset(_WORDS["stem"]["except"])
_STEM_ENDS = tuple(_WORDS["stem"]["ends"])
_ENDING = re.compile(
    f"(?P<stem>.*r)(?:(?P<conditional>{'|'.join(_WORDS['conditional']['endings'])})"
    f"|(?P<future>{'|'.join(_WORDS['future']['endings'])}))"
)


@lru_cache(maxsize=20_000)
def mood_of_form(form: str) -> Mood | None:
    """Return the mood that a lower-case form can have by its shape.

    >>> mood_of_form("rappellerons"), mood_of_form("proposerait"), mood_of_form("préparait")
    ('future', 'conditional', None)
    """
    found = _ENDING.fullmatch(form)
    if found is None:
        return None
    stem = found["stem"]
    if stem not in _WHOLE and (stem in _EXCEPT or len(stem) < 3 or not stem.endswith(_STEM_ENDS)):
        return None
    return "future" if found["future"] else "conditional"


def is_future(verb: Word) -> bool:
    """Tell whether a verb form stands in the simple future: « **investira** », « **seront** créés »."""
    return _has(verb, "future")


def is_conditional(verb: Word) -> bool:
    """Tell whether a verb form stands in the conditional: « **aurait** touché », « **coûterait** »."""
    return _has(verb, "conditional")


def _has(verb: Word, mood: Mood) -> bool:
    return verb.pos_ in {"VERB", "AUX"} and mood_of_form(verb.lower_) == mood


def is_past(verb: Word) -> bool:
    """Tell whether a finite form stands in a past tense: imperfect or simple past (« **promettait** », « **dit** »)."""
    tenses = verb.morph.get("Tense", [])
    return bool(tenses) and tenses[0] in {"Past", "Imp"} and mood_of_form(verb.lower_) is None


def is_finite(verb: Word) -> bool:
    """Tell whether a form shows a person and a tense, whatever the tagger says of futures."""
    return "Fin" in verb.morph.get("VerbForm", []) or mood_of_form(verb.lower_) is not None
