"""Clues that an unknown name is an enterprise's: what it is said to be, what it does, what happens to it."""

from collections.abc import Iterator, Sequence

from claimex.mentions.candidates import Candidate
from claimex.mentions.context import Context
from claimex.mentions.shapes import Vote

_BODIES = frozenset({"organisation", "institution"})
_PARTICIPLES = ("é", "ée", "és", "ées", "is", "ise", "ises", "u", "ue", "us", "ues")
_COUNCILS = frozenset({"conseil", "conseils"})
_SURE = 0.6
_SAID = 4  # words from the comma to the noun: « Nexalor, **l'un des leaders** »
_DONE = 7  # words from the verb to what only an enterprise does: « supprime **près de 750 postes** »
_BRACKET = 60  # characters of « Nexalor (120 salariés) »


def read_description(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read « Nexalor, **filiale** de Safran, », « Verdane, **spécialiste** du câble, »: an apposition of a body."""
    if not _is_open(candidate, context):
        return
    if is_described(candidate, context):
        yield "organisation", _weight(candidate)
    elif candidate.label != "PER" and _is_located(candidate, context):
        yield "place", _weight(candidate)


def _is_located(candidate: Candidate, context: Context) -> bool:
    """True for « Broncourt et Verdane, les deux autres **communes** du canton »; a person « maire de la commune »."""
    words, i = context.words, candidate.last
    if words.lower(i) == "et" and words.is_joined(i) and words.is_joined(i + 1):
        i += 2
    if i >= words.size or words.gap(i) != ", ":
        return False
    nouns, before = context.gazetteer.naming("settlement"), context.gazetteer.naming("before_place")
    for at in range(i, min(i + _SAID, words.size)):
        if words.lower(at) in nouns or words.lower(at) not in before:
            return words.lower(at) in nouns and at > i
    return False


def is_described(candidate: Candidate, context: Context) -> bool:
    """True when a comma and a noun for a body follow: « Nexalor, l'un des **leaders** du meuble »."""
    words, i = context.words, candidate.last
    if i >= words.size or words.gap(i) != ", ":
        return False
    naming = context.gazetteer.naming
    for at in range(i, min(i + _SAID, words.size - 1)):
        noun = words.lower(at)
        if at > i and not words.is_joined(at):
            return False
        if context.gazetteer.apposed_kind(noun) in _BODIES or noun in naming("describing"):
            return words.is_joined(at + 1) and words.forms[at + 1][0].islower()
        if noun not in naming("before_description"):
            return False
    return False


def read_deed(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read « Nexalor **supprime 750 postes** », « Verdane a été placée en **redressement judiciaire** »."""
    words = context.words
    if not _is_open(candidate, context):
        return
    if candidate.label != "PER" and (_is_acquired(candidate, context) or _has_trait(candidate, context)):
        yield "organisation", _weight(candidate)
    i = _verb_after(candidate, context)
    if i is None:
        return
    naming = context.gazetteer.naming
    following = [words.lower(at) for at in range(i, min(i + _DONE, words.size)) if at == i or words.is_joined(at)]
    while following and following[0] in naming("before_deed"):
        following = following[1:]
    for deed in ("staffing", "closing", "making", "failing"):
        if following and following[0] in naming(deed) and not naming(f"{deed}_object").isdisjoint(following[1:]):
            yield "organisation", _weight(candidate)
            return
    if following and _is_acting(candidate, following, context):
        yield "organisation", _weight(candidate)


def _verb_after(candidate: Candidate, context: Context) -> int | None:
    """Return the word after a name and its bracket: « Nexalor **supprime** », « Verdane (câbles), qui **vend** »."""
    words, i = context.words, _after_bracket(candidate, context)
    if i is None or i >= words.size:
        return None
    gap = words.gap(i)[-2:]
    if gap == ", " and words.lower(i) == "qui":
        return i + 1 if words.is_joined(i + 1) else None
    return i if words.is_joined(i) or (i > candidate.last and gap == ") ") else None


def _after_bracket(candidate: Candidate, context: Context) -> int | None:
    """Return the word after a name and the bracket behind it, if there is one; None when it does not close."""
    words, i = context.words, candidate.last
    if i >= words.size or words.gap(i) != " (":
        return i
    close = words.text.find(")", candidate.end, candidate.end + _BRACKET)
    return words.at(close) + 1 if close > 0 else None


def _has_trait(candidate: Candidate, context: Context) -> bool:
    """True for « Nexalor, dont le **chiffre d'affaires** », « Verdane (**120 salariés**) »: what firms have."""
    words, i, naming = context.words, candidate.last, context.gazetteer.naming
    if i + 2 >= words.size:
        return False
    if words.gap(i) == " (":
        after = _after_bracket(candidate, context)
        is_own = words.is_joined(candidate.first) and words.lower(candidate.first - 1) in naming("before_place_name")
        inside = () if after is None or is_own else range(i, after)
        return any(words.lower(at) in naming("bracketed_trait") for at in inside)
    is_relative = words.gap(i) == ", " and words.lower(i) == "dont" and words.lower(i + 1) in context.articles
    return is_relative and words.lower(i + 2) in naming("trait")


def _is_acquired(candidate: Candidate, context: Context) -> bool:
    """True for « rachète **Nexalor** », « le patron de **Nexalor** », « le conseil de surveillance de **Nexalor** »."""
    words, i = context.words, candidate.first
    if not words.is_joined(i):
        return False
    before = words.lower(i - 1)
    if before in context.gazetteer.naming("of"):
        owner = words.lower(i - 2)
        is_board = owner in context.gazetteer.naming("board") and words.lower(i - 4) in _COUNCILS
        return words.is_joined(i - 1) and (is_board or owner in context.gazetteer.naming("corporate"))
    return context.lexicon.verb_lemma(before) in context.gazetteer.naming("acquiring")


def _is_acting(candidate: Candidate, following: Sequence[str], context: Context) -> bool:
    """True for « Nexalor **rachète** une usine », « Nexalor **obtient un contrat** », not « Ouvriers **recrutés** »."""
    lemma, naming = context.lexicon.verb_lemma(following[0]), context.gazetteer.naming
    if candidate.initial and following[0].endswith("ent") and candidate.form.endswith(("s", "x")):
        return False  # « Maires embauchent »
    is_bare = following[0].endswith(_PARTICIPLES) and context.words.lower(candidate.last) == following[0]
    if lemma is None or is_bare or context.words.lower(candidate.first - 1) in naming("own"):
        return False  # « le club d'**Étel** recrute »
    if lemma in naming("enterprising"):
        return True
    return lemma in naming("dealing") and not naming("dealing_object").isdisjoint(following[1:])


def _weight(candidate: Candidate) -> float:
    """Return how much a clue weighs; an opening word that the model sees no name in may be any noun."""
    return 3.0 if candidate.initial and not candidate.label and candidate.known is None else 4.5


def _is_open(candidate: Candidate, context: Context) -> bool:
    """True for one word that is nobody's first name, unknown or a company's that families bear too: « Bosch »."""
    known = candidate.known
    unsure = known is None or (known.kind == "organisation" and known.weight < _SURE)
    single = candidate.last - candidate.first == 1 or candidate.label not in {"PER", "LOC"}
    first = context.words.forms[candidate.first]
    return single and candidate.head is None and unsure and first not in context.gazetteer.genders
