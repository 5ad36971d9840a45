"""Statements: from matches of constructions to claims."""

from collections.abc import Iterator

from spacy.tokens import Doc

from claimex.annotations import StatementMention
from claimex.lexicon import Lexicon
from claimex.rules import RuleBook


def find_statements(doc: Doc, rules: RuleBook, lexicon: Lexicon) -> Iterator[StatementMention]:
    """Yield the statements of a document in text order."""
    return iter(())
