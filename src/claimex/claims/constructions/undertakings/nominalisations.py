"""Nouns of action made from verbs by their ending: « décarboner » gives « décarbonation », « verdir » « verdissement ».

The lists name what the press nominalises most; a noun made from a verb of action by one of the regular endings names
that action too, whatever the list has forgotten.
"""

from collections.abc import Iterable, Iterator

# a verb's ending and the endings of its nouns; the first that fits counts
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("fier", ("fication",)),
    ("quer", ("cation", "quage", "quement")),
    ("guer", ("gation", "guement")),
    ("cer", ("cement", "çage")),
    ("ger", ("gement", "geage", "gation")),
    ("oyer", ("oiement", "oyage")),
    ("aler", ("alement", "alage", "alation")),
    ("éer", ("éation",)),
    ("érer", ("ération", "èrement")),
    ("éger", ("égement", "ègement")),
    ("eler", ("ellement", "èlement")),
    ("ever", ("èvement", "evage")),
    ("uire", ("uction",)),
    ("truire", ("truction",)),
    ("mettre", ("mission",)),
    ("orer", ("oration", "orage")),
    ("er", ("ation", "ement", "age")),
    ("ir", ("issement", "issage", "ition")),
)


def nouns_of(verbs: Iterable[str], *, except_for: frozenset[str]) -> frozenset[str]:
    """Return the nouns of action that these verbs make, whether or not the language has them all."""
    return frozenset(noun for verb in verbs for noun in _made(verb) if noun not in except_for)


def _made(verb: str) -> Iterator[str]:
    for ending, nominal in _ENDINGS:
        if verb.endswith(ending):
            stem = verb.removesuffix(ending)
            yield from (stem + end for end in nominal)
            return
