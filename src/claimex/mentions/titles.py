"""Role nouns and civilities, with the gender that each shows: « la députée », « Mme »."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claimex.lexicon import Lexicon
from claimex.mentions.gazetteer import Gender
from claimex.mentions.words import Words, fold


@dataclass(frozen=True, slots=True)
class Titles:
    """The role nouns and civilities of a lexicon, with the gender each shows."""

    nouns: dict[str, Gender]
    firsts: frozenset[str]
    longer: frozenset[str]
    lengths: dict[str, tuple[int, ...]]  # words of the nouns that begin with a word, the most first
    civility: dict[str, Gender]
    modifiers: frozenset[str]
    offices: dict[str, tuple[str, ...]]
    anaphoric: frozenset[str]
    anonymous: frozenset[str]
    governing: frozenset[str]
    corporate: frozenset[str]
    general: frozenset[str]
    returning: frozenset[str]
    answerable: frozenset[str]
    styled: dict[str, frozenset[str]]
    genderless: frozenset[str]

    def read_noun(self, words: Words, i: int) -> int:
        """Return the word after the longest role noun at word ``i``; ``i`` when there is none."""
        for length in self.lengths.get(words.lower(i), ()):
            last = i + length
            if last <= words.size and words.slice(i, last).lower() in self.nouns:
                return last
        return i


@cache
def load_titles(lexicon: Lexicon) -> Titles:
    """Return the titles of a lexicon, with regular plurals, built once."""
    nouns: dict[str, Gender] = {}
    for gender, key in (("m", "m"), ("f", "f"), ("", "any")):
        for form in lexicon.mapping("titles")["role"][key]["forms"]:
            for number in (form, _plural(form), form.replace("état", "etat"), f"ex-{form}"):
                known = nouns.get(number)
                nouns[number] = gender if known in (None, gender) else ""  # type: ignore[assignment]  # of Gender
    civility: dict[str, Gender] = {}
    for gender, key in (("m", "m"), ("f", "f"), ("", "any")):
        for form in lexicon.mapping("titles")["civility"][key]["forms"]:
            civility[form] = gender  # type: ignore[assignment]  # of Gender
    listed = lexicon.mapping("titles")["office"].items()
    offices = {fold(key): tuple(fold(value) for value in values) for key, values in listed}
    split = [Words(noun).forms for noun in nouns]
    return Titles(
        nouns,
        frozenset(forms[0] for forms in split),
        frozenset(forms[0] for forms in split if len(forms) > 1),
        _lengths_of(split),
        civility,
        modifiers=lexicon.words("titles.modifier"),
        offices=offices,
        anaphoric=lexicon.words("titles.anaphoric"),
        anonymous=lexicon.words("titles.anonymous"),
        governing=lexicon.words("titles.governing"),
        answerable=lexicon.words("titles.answerable"),
        styled={fold(trade): frozenset(forms) for trade, forms in lexicon.mapping("titles")["styled"].items()},
        genderless=lexicon.words("titles.genderless"),
        returning=lexicon.words("titles.returning"),
        general=lexicon.words("titles.general"),
        corporate=lexicon.words("titles.corporate"),
    )


def _lengths_of(split: Iterable[list[str]]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for forms in split:
        lengths.setdefault(forms[0], set()).add(len(forms))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _plural(form: str) -> str:
    head, _, rest = form.partition(" ")
    plural = head if head.endswith(("s", "x")) else f"{head}s"
    return f"{plural} {rest}" if rest else plural
