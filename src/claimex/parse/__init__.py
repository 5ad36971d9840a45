"""A parsed text as plain Python objects, read off a ``Doc`` in bulk, once.

spaCy makes a ``Token`` at every ``doc[i]`` and looks a string up at every ``token.lemma_``; our grammar asks both about
forty times a word. A ``Parse`` is a tuple of ``Word`` that answers to the same names with attributes. It takes about
two microseconds and 450 bytes a word, and goes with its ``Doc``.
"""

from claimex.parse.reading import forget_parse, keep_text, parse_of, settle_parse, text_of
from claimex.parse.words import Morph, Parse, Stretch, Word, once_a_word

__all__ = [
    "Morph",
    "Parse",
    "Stretch",
    "Word",
    "forget_parse",
    "keep_text",
    "once_a_word",
    "parse_of",
    "settle_parse",
    "text_of",
]
