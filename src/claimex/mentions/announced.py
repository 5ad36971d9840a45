"""The noun that announces a name and says what it is: « la ville de Sens », « le groupe alimentaire belge Valdor »."""

from collections.abc import Iterator

from claimex.mentions.candidates import Candidate
from claimex.mentions.context import Context, is_held, is_speaking
from claimex.mentions.shapes import Vote
from claimex.mentions.words import is_acronym

_ARTICLES = frozenset({"la", "l'"})
_QUALIFIED = 4  # adjectives at most between a noun and the name that it announces, and one


def read_noun_before(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Yield what the noun before a name says of it: « le groupe **Bouygues** », « les habitants de **Sens** »."""
    words, i = context.words, candidate.first
    quoted = words.gap(i).strip() in {"«", '"', "“"}
    if candidate.head is not None or (not words.is_joined(i) and not quoted):
        return
    if words.lower(i - 1) == "après" and words.lower(i - 2) == "d'":
        return  # « dans l'agglomération, d'**après Verdane** »
    articled = words.lower(i - 1) in _ARTICLES and words.lower(i - 2) in context.gazetteer.naming("of")
    if articled or words.lower(i - 1) in context.gazetteer.naming("own"):
        if not articled and candidate.last == i + 1:
            yield from _ruling(candidate, context)
        yield from _located(i - articled, context)
        return
    if is_speaking(candidate, context) and context.lexicon.verb_lemma(words.lower(i - 1)) in context.reporting:
        return  # « …, tempête Samir Bellil » is no storm
    if words.lower(i - 1) in context.gazetteer.naming("reign") and candidate.form in context.gazetteer.rulers:
        yield "person", 8.0  # « le quinquennat Hollande »
        return
    noun, far = _find_noun(i, context)
    if not far and _is_demonym(noun, i, context):
        yield "organisation", 3.0  # « l'espagnol Iberdrola », « cédé au japonais Valdor »
        yield "person", -2.0
        return
    kind, known = context.gazetteer.apposed_kind(noun), candidate.known
    listed = known is not None and known.kind == "organisation" and known.weight == 1.0
    if kind is None or is_held(candidate, noun, context) or (kind == "none" and listed):
        return  # « le président de la compagnie Robert Petit », « la proposition de loi Les Républicains »
    yield kind, 4.0  # type: ignore[misc]  # the tables of bodies.toml
    station = kind == "place" and noun == words.lower(i - 1)  # « la station Louise-Michel »
    firm = kind == "organisation" and far and candidate.label != "PER" and not _is_given(candidate, context)
    if station or firm:
        yield "person", -4.0  # « le PDG du groupe alimentaire Valdor »


def _is_demonym(noun: str, i: int, context: Context) -> bool:
    """True for « l'**espagnol** Iberdrola », « cédé au **japonais** Valdor », where the name is word ``i``."""
    words = context.words
    is_determined = words.lower(i - 2) in context.articles or words.lower(i - 2) in {"au", "du"}
    return noun in context.demonyms and words.forms[i - 1] == noun and is_determined


def _located(i: int, context: Context) -> Iterator[Vote]:
    words, naming = context.words, context.gazetteer.naming
    noun, before = words.lower(i - 2), words.lower(i - 3)
    if noun in naming("settlement"):
        yield "place", 4.0
    elif words.lower(i) in _ARTICLES and noun in context.lexicon.words("sources.documents"):
        yield "organisation", 2.0  # « un rapport de l'Igas »
    elif noun in naming("whereabouts") or noun in naming("ground"):
        yield "place", 2.8  # « en provenance de Kolmevra », « les habitants de Sertheville »
    elif before in naming("of") and words.lower(i - 4) in naming("ground"):
        yield "place", 2.8  # « la zone d'activités des Hautes-Varennes »
    elif before in naming("ground") and noun.endswith(context.suffixes):
        yield "place", 2.8  # « le parc éolien des Lavandes »
    elif words.forms[i - 2][:1].isupper() and words.lower(i - 1) != "des":
        yield from _branch(i, context)


def _ruling(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read « le mandat de **Verdone** », « sous la présidence de **Hollande** »: who rules, by the surname alone."""
    words, i, known = context.words, candidate.first, candidate.known
    if words.lower(i - 2) not in context.gazetteer.naming("reign") or is_acronym(candidate.form):
        return
    if candidate.form in context.gazetteer.rulers:
        yield "person", 8.0
    elif known is None and candidate.form not in context.gazetteer.towns:
        yield "person", 3.0


def _branch(i: int, context: Context) -> Iterator[Vote]:
    """Read « l'usine Verdane de **Sertheville** », « le lycée Zola de **Broncourt** »: where a site is."""
    words, naming = context.words, context.gazetteer.naming
    head = context.gazetteer.head_of(words.lower(i - 3))
    is_facility = words.lower(i - 3) in naming("premises") or (head is not None and head.kind == "place")
    if is_facility and words.is_joined(i - 2):
        yield "place", 4.0
    known = context.gazetteer.known.get(words.forms[i - 2])
    if known is not None and known.kind == "organisation" and known.weight == 1.0:
        yield "place", 1.6


def _find_noun(i: int, context: Context) -> tuple[str, bool]:
    """Return the noun that announces the name at word ``i``, and whether adjectives stand between."""
    words, gazetteer, noun = context.words, context.gazetteer, context.words.lower(i - 1)
    if words.lower(i - 2) in gazetteer.naming("own"):
        outer = gazetteer.apposed_kind(words.lower(i - 3))
        noun = noun if gazetteer.apposed_kind(noun) and outer != "organisation" else words.lower(i - 3)
    back = i - 1
    while i - back < _QUALIFIED and words.is_joined(back) and _qualifies(back, context):
        back -= 1
    if back > 1 and words.lower(back - 1) in gazetteer.naming("own") and words.forms[back].islower():
        back -= 2  # « le fabricant japonais de puces Valdor »
        back -= words.forms[back] in gazetteer.telling  # « la ligue belge des droits humains Valdor »
    far = back < i - 1 and gazetteer.apposed_kind(words.lower(back)) is not None
    return (words.lower(back), True) if far else (noun, False)


def _is_given(candidate: Candidate, context: Context) -> bool:
    return context.words.forms[candidate.first].partition("-")[0] in context.gazetteer.genders


def _qualifies(i: int, context: Context) -> bool:
    """True for an adjective after its noun, or a noun and its adjective under « de »: « d'ingénierie immobilière »."""
    form = context.words.forms[i]
    listed = form in context.gazetteer.telling or form in context.gazetteer.naming("enterprise_adjective")
    return listed or form.startswith("anti-") or (form.islower() and form.endswith(context.suffixes))
