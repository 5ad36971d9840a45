"""The nouns that may speak, by one lexicon, each set built once."""

from functools import cache

from claimex.lexicon import Lexicon
from claimex.mentions.titles import load_titles


@cache
def humans(lexicon: Lexicon) -> frozenset[str]:
    """Return the nouns for who may speak: those of sources.toml and every role, in both numbers."""
    return lexicon.words("sources.humans") | load_titles(lexicon).nouns.keys()


@cache
def bodies(lexicon: Lexicon) -> frozenset[str]:
    """Return the nouns that stand for a body, in both numbers: « la centrale », « l'état-major »."""
    nouns = lexicon.mapping("anaphors")["noun"]
    bodies = (*nouns["organisation"]["forms"], *nouns["institution"]["forms"])
    return lexicon.words("sources.bodies").union(form + ending for form in bodies for ending in ("", "s"))


@cache
def speaking_nouns(lexicon: Lexicon) -> frozenset[str]:
    """Return the nouns that speak without being a person: documents, bodies, persons cut at a hyphen."""
    return lexicon.words("sources.documents") | bodies(lexicon) | humans(lexicon)
