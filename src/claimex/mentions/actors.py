"""Actors: who and where, under one name, with their roles."""

from spacy.tokens import Doc

from claimex.annotations import ActorEntry, ActorMention
from claimex.lexicon import Lexicon


def find_actors(doc: Doc, lexicon: Lexicon) -> tuple[tuple[ActorEntry, ...], tuple[ActorMention, ...]]:
    """Return the document's actors and their mentions in text order, as in « le président Emmanuel Macron »."""
    return (), ()
