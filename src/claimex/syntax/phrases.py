"""Noun phrases: where they start and end, what introduces and completes them."""

from collections.abc import Iterator
from typing import Literal

from claimex.parse import Stretch, Word, once_a_word
from claimex.syntax.labels import NAMES, NOMINAL, REACH, STOPS
from claimex.syntax.verbs import finite_verb_of
from claimex.syntax.words import has_finite_form, is_verb

_GENDERED: dict[str, Literal["m", "f"]] = {
    "le": "m",
    "un": "m",
    "ce": "m",
    "cet": "m",
    "la": "f",
    "une": "f",
    "cette": "f",
}
_DEFINITE = frozenset({"le", "la", "l'", "ce", "cet", "cette"})


def has_preposition(noun: Word) -> bool:
    """Tell whether a preposition introduces this noun phrase: « **devant** la presse »."""
    i = noun.i - 1
    while i >= 0 and noun.doc[i].pos_ in {"DET", "ADJ", "NUM"}:
        i -= 1
    return i >= 0 and noun.doc[i].pos_ == "ADP"


@once_a_word
def phrase_of(noun: Word) -> Stretch:
    """Return a noun phrase with its determiner and complements, without an apposition or relative clause after a comma.

    « le maire de Lyon, Jean Petit, qui … » gives « le maire de Lyon ».
    """
    doc = noun.doc
    end = noun.i
    for child in sorted(noun.rights, key=lambda token: token.i):
        first = child.left_edge.i
        if first > noun.i and any(part.text[0] in ',;:()«»"“”–—' for part in doc[noun.i + 1 : first + 1]):
            break
        is_clause = "Fin" in finite_verb_of(child).morph.get("VerbForm", [])
        is_clause = is_clause or (child.dep_ == "acl" and is_verb(child) and has_finite_form(child))
        if is_clause or child.dep_ in {"conj", "cc", "punct", "acl:relcl", "parataxis", "advcl"}:
            break
        end = max(end, child.right_edge.i)
    own = (child.left_edge.i for child in noun.lefts if child.dep_ not in {"case", "punct", "cc"})
    start = min(own, default=noun.i)
    return doc.stretch(start, end + 1)


def conjuncts_of(token: Word) -> Iterator[Word]:
    """Yield a token and those coordinated with it: « **Paris**, **Lyon** et **Nice** »."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            yield from conjuncts_of(child)


def is_apposition(token: Word, head: int) -> bool:
    """Tell whether a token is an apposition of the noun at ``head``: « le ministre, **Jean Petit**, »."""
    return token.dep_ in {"appos", "flat:name"} and token.head.i == head


def complement_of(noun: Word) -> Word | None:
    """Return the noun's complement under « de »: « l'annonce du **ministre** »."""
    for child in noun.rights:
        if child.dep_ == "nmod" and child.pos_ in NOMINAL and has_preposition(child):
            return child
    return None


def antecedent_before(preposition: Word) -> Word | None:
    """Return the noun that « pour **qui** » takes up: the nearest name, else noun, that no preposition introduces."""
    for wanted in ({"PROPN"}, {"NOUN"}):
        for token in reversed(preposition.doc[max(0, preposition.i - REACH // 2) : preposition.i]):
            if token.text[0] in STOPS:
                break
            if token.pos_ in wanted and token.dep_ not in NAMES and not has_preposition(token):
                return token
    return None


def gender_of(noun: Word) -> Literal["m", "f", ""]:
    """Return the gender that a noun's determiner or else the tagger shows: « **une** voisine » is "f"."""
    for child in noun.lefts:
        if child.pos_ == "DET" and child.form in _GENDERED:
            return _GENDERED[child.form]
    shown = noun.morph.get("Gender", [])
    return "m" if shown == ["Masc"] else "f" if shown == ["Fem"] else ""


def is_definite(noun: Word) -> bool:
    """Tell whether « le », « la », « ce » or « cette » determines a noun."""
    return any(child.form in _DEFINITE for child in noun.lefts)
