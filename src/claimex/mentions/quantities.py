"""Quantities: every amount that is counted or measured, read from characters, with value, unit, comparator, change."""

from collections.abc import Iterator

from spacy.tokens import Doc

from claimex.annotations import QuantityMention
from claimex.lexicon import Lexicon


def find_quantities(doc: Doc, lexicon: Lexicon) -> Iterator[QuantityMention]:
    """Yield the amounts of a text in order, as in « près de 3,5 milliards d'euros »."""
    return iter(())
