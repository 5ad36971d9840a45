"""Figures: from matches of constructions to claims."""

from collections.abc import Iterator

from spacy.tokens import Doc

from claimex.annotations import FigureMention
from claimex.lexicon import Lexicon
from claimex.rules import RuleBook


def find_figures(doc: Doc, rules: RuleBook, lexicon: Lexicon) -> Iterator[FigureMention]:
    """Yield the figures of a document in text order."""
    return iter(())
