"""The claim as one self-contained French sentence."""

from spacy.tokens import Doc

from claimex.annotations import ClaimMention


def word_claim(doc: Doc, claim: ClaimMention) -> str:
    """Return the claim as one sentence that can be read without the article."""
    return " ".join(doc.text[claim.start : claim.end].split())
