"""The subject behind a place that only opens the text: « (Québec) Le **ministre** … », « Mali : le **juge** … »."""

import re
from typing import TYPE_CHECKING

from claimex.annotations import text_of
from claimex.parse import Word

if TYPE_CHECKING:
    from claimex.claims.constructions.undertakings.scene import Scene

_AFTER = re.compile(
    r"\s?\)(?:\s?[-–—:])?\s|(?:,? ?\([^()\n]{1,30}\)|, (?:le )?\d[^():\n]{2,20}){0,2}(?:\s?:\s|\s?[-–—]\s)"
)
_FAR = 24  # tokens of a place, a day and an agency: « Dakar, 12 janvier (APS) - Le groupe … »
_FIRST = 8  # tokens of the text in which its first noun stands
_NOUNS = frozenset({"NOUN", "PROPN"})
_PHRASE = frozenset({"DET", "ADJ", "NUM"})


def after_dateline(scene: "Scene", subject: Word | None) -> Word | None:
    """Return a subject, or the noun after a dateline or country taken for it: « Mali : le **juge**, ému, va »."""
    if subject is None or not 0 <= subject.i < len(scene.doc) - 3 or not _opens(scene, subject):
        return subject
    label = _AFTER.match(text_of(scene.doc), subject.idx + len(subject))
    if label is None or any(scene.entries[actor].kind != "place" for actor in scene.resolver.actors_of(subject.i)):
        return subject
    following = [token for token in scene.doc[subject.i + 1 : subject.i + _FAR] if token.idx >= label.end()]
    free = (t for t in following[:_FIRST] if t.pos_ in _NOUNS and not _is_governed(scene, t, following[0].i))
    return next(free, subject)


def _opens(scene: "Scene", subject: Word) -> bool:
    """Tell whether nothing or a bracket stands before a noun in its paragraph: « (**Québec**) », « **Mali** : »."""
    return subject.i == subject.sent.start or scene.doc[subject.i - 1].text == "("


def _is_governed(scene: "Scene", noun: Word, first: int) -> bool:
    """Tell whether a preposition opens the phrase of a noun: « après un **an** »."""
    position = noun.i - 1
    while position >= first and scene.doc[position].pos_ in _PHRASE:
        position -= 1
    return position >= first and scene.doc[position].pos_ == "ADP"
