"""Moments: every date, deadline and period, resolved against the day of publication."""

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc

from claimex.annotations import MomentMention
from claimex.lexicon import Lexicon


def find_moments(doc: Doc, lexicon: Lexicon, *, published: date | None = None) -> Iterator[MomentMention]:
    """Yield the moments of a text in order, as in « d'ici 2030 »; relative ones need ``published`` to have dates."""
    return iter(())
