"""Subjects that stand right before their verb or its relative pronoun, whatever the parser names instead."""

from claimex.mentions.resolution import Resolver
from claimex.parse import Parse, Word


def noun_beside(doc: Parse, first: int) -> Word | None:
    """Return the head of the phrase right before a verb group, where the parser gave the verb no subject."""
    if first > 1 and doc[first - 1].text in {"»", "”", '"'}:
        first -= 1  # « Les « **aides** » seront versées »
    if first < 1 or doc[first - 1].pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    noun = doc[first - 1]
    while noun.head.i < noun.i and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun


def named_before_relative(resolver: Resolver, subject: Word, first: int) -> Word:
    """Return the body named before « , qui »: « le bénéfice de **Renault**, qui va augmenter »; else the subject."""
    doc = subject.doc
    if first < 3 or subject.pos_ != "NOUN" or doc[first - 1].form != "qui" or doc[first - 2].text != ",":
        return subject
    named = resolver.mention_at(first - 3) if subject.i < first - 3 else None
    is_body = named is not None and resolver.entries[named.actor].kind in {"organisation", "institution"}
    return doc[first - 3] if is_body else subject
