"""Commitments: from matches of constructions to claims."""

from collections.abc import Iterator

from spacy.tokens import Doc

from claimex.annotations import CommitmentMention
from claimex.lexicon import Lexicon
from claimex.rules import RuleBook


def find_commitments(doc: Doc, rules: RuleBook, lexicon: Lexicon) -> Iterator[CommitmentMention]:
    """Yield the commitments of a document in text order."""
    return iter(())
