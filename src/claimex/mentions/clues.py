"""The clues to what a form names, as one use of it shows them; each votes for a kind with a weight.

``CLUES`` names them so that the ablation of docs/decisions/0003 can leave each out.
"""

from collections.abc import Iterator

from claimex.mentions.announced import read_noun_before
from claimex.mentions.candidates import Candidate
from claimex.mentions.context import Context, is_speaking, role_after
from claimex.mentions.enterprises import is_described, read_deed, read_description
from claimex.mentions.roles import stands_before
from claimex.mentions.shapes import Kind, Vote, read_last_word, read_layout, read_shape
from claimex.mentions.words import is_acronym

_MIDWAY = 0.55  # the least weight of a table's form that has its capital in the middle of a sentence
_FAINT = 0.6  # the most weight of a name without its article: « Défense »
_ASIDE = 6  # words of « , majoritaire chez les cadres, »
_COMPOUND_TOWN, _PLAIN_TOWN = 3.5, 1.5
LABELS: dict[str, tuple[Vote, ...]] = {
    "PER": (("person", 2.0),),
    "ORG": (("organisation", 1.5),),
    "LOC": (("place", 1.5), ("organisation", 0.3)),
    "MISC": (("none", 0.7), ("organisation", 0.5)),
}
_LONE_PERSON: Vote = ("person", 1.5)
CLUES = (
    "table", "head", "label", "civility", "title", "office", "apposition", "speech", "preposition", "first_name",
    "acronym", "noun_before", "last_word", "layout", "shape", "bracket", "description", "deed", "fuller",
)  # fmt: skip


def find_clues(candidate: Candidate, context: Context) -> list[tuple[str, Vote]]:
    """Return (clue, vote) for one use of a name."""
    found = [(clue, vote) for clue, find in _FINDERS.items() for vote in find(candidate, context)]
    return [one for one in found if one[0] not in context.without] if context.without else found


def _table(candidate: Candidate, context: Context) -> Iterator[Vote]:
    known = candidate.known
    if candidate.form in context.gazetteer.nameless:
        yield "none", 6.0
    elif known is not None:
        weight = known.weight if candidate.initial else max(known.weight, _MIDWAY)
        yield known.kind, 5.0 * weight
    elif candidate.head is None:
        yield from _town(candidate, context)
        yield from _table_within(candidate, context)


def _town(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read a small town: « Vaux-sur-Aure » can be nothing else, listed or not, « Azas » may be somebody's name."""
    *inner, last = candidate.form.split("-")[1:] or ("",)
    is_compound = last[:1].isupper() and any(part.lower() in context.gazetteer.linking for part in inner)
    if is_compound or candidate.form in context.gazetteer.towns:
        yield "place", _COMPOUND_TOWN if is_compound or not candidate.form.isalpha() else _PLAIN_TOWN


def _table_within(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read a longer name by its known beginning: « CGT Santé », « Greenpeace Lyon », « Annecy Autrement »."""
    end = context.gazetteer.match(context.words, candidate.first)
    if candidate.first < end < candidate.last:
        known = context.gazetteer.known[context.words.slice(candidate.first, end)]
        if known.kind != "place":
            yield known.kind, 4.0 * known.weight
        elif all(
            form in context.gazetteer.naming("points") | {"du"} for form in context.words.forms[end : candidate.last]
        ):
            yield "place", 4.0
        else:
            yield "organisation", 1.5
    elif candidate.last - candidate.first > 1:
        ending = context.gazetteer.known.get(context.words.forms[candidate.last - 1])
        if ending is not None and ending.kind == "organisation" and ending.weight == 1.0:
            yield "organisation", 3.0


def _head(candidate: Candidate, context: Context) -> Iterator[Vote]:
    if candidate.defined and candidate.head is None:
        yield "organisation", 3.0
    if candidate.head is not None:
        kind: Kind = candidate.head.kind  # type: ignore[assignment]  # the tables of bodies.toml
        yield kind, 4.0


def _label(candidate: Candidate, context: Context) -> Iterator[Vote]:
    if candidate.label == "PER" and candidate.last - candidate.first == 1:
        yield _LONE_PERSON  # a first mention of a person gives more than one word
    else:
        yield from LABELS.get(candidate.label, ())


def _civility(candidate: Candidate, context: Context) -> Iterator[Vote]:
    words, i = context.words, candidate.first
    if i and words.is_joined(i) and words.forms[i - 1] in context.titles.civility:
        yield "person", 8.0


def _title(candidate: Candidate, context: Context) -> Iterator[Vote]:
    phrase = context.ends.get(candidate.first)
    if phrase is not None and stands_before(phrase, candidate, context.words) and candidate.head is None:
        direct = context.words.is_joined(candidate.first)
        given = context.words.forms[candidate.first] in context.gazetteer.genders
        begins = context.gazetteer.known.get(context.words.forms[candidate.first])
        first = context.words.forms[candidate.first]
        is_union = is_acronym(first) or (first in context.gazetteer.naming("union") and candidate.form[-1].islower())
        if begins is not None and begins.kind == "organisation" and is_union:
            yield "organisation", 3.0  # « la représentante CGT Valdor », « le délégué Sud industrie »
        elif phrase.noun in context.titles.corporate and candidate.last - candidate.first == 1 and not given:
            yield "organisation", 3.0
        else:
            yield "person", 6.0 if direct else 3.0


def _office(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read what an office is over: a field (« ministre de la Santé »), a place (« maire de Sens »), a body."""
    phrase = context.inside.get(candidate.first)
    if phrase is None or candidate.head is not None:
        return
    naming, nouns = context.gazetteer.naming, {phrase.noun, phrase.noun.split(" ")[0]}
    linked = context.words.lower(candidate.first - 1) not in nouns
    if not linked or candidate.key in context.gazetteer.short_names:
        return  # « vice-président du Département »
    before = {context.words.lower(candidate.first - back) for back in (2, 3)}
    begins = context.gazetteer.known.get(context.words.forms[candidate.first])
    if begins is not None and begins.kind == "organisation" and begins.weight == 1.0:
        return  # « secrétaire de la CGT Transports »
    if context.words.lower(candidate.first - 2) in naming("electoral"):
        yield "place", 3.0  # « conseillère municipale de Broncourt »
        return
    head = next((k for k in range(3) if context.words.lower(phrase.first + k) in nouns), 0)  # « nouveau ministre »
    near = (
        candidate.first - phrase.first - head <= phrase.noun.count(" ") + phrase.noun.count("'") + 3 or "et" in before
    )
    if near and nouns & naming("portfolio") and (candidate.known is None or candidate.known.weight <= _FAINT):
        links = {context.words.lower(candidate.first - 1), *before} & naming("link")
        if nouns & naming("bodied") and links and links <= naming("own") and candidate.form not in naming("field"):
            yield "organisation", 3.0  # « la vice-présidente **de la Fage** », « un porte-parole **de Nexalor** »
        elif not is_acronym(candidate.form):
            yield "none", 5.0
        elif nouns & naming("speaking_for"):
            yield "organisation", 2.0  # « porte-parole du RDTV »
    elif nouns & naming("territorial"):
        yield "place", 3.0
    elif nouns & naming("managing"):
        yield "organisation", 2.5


def _apposition(candidate: Candidate, context: Context) -> Iterator[Vote]:
    words, i = context.words, candidate.last
    gap = words.gap(i) if i < words.size else ""
    if gap == ", ":
        if _is_age(i, context):
            yield "person", 6.0
        elif _has_role_after(candidate, context):
            yield "person", 3.0
    elif gap == " (":
        close = words.text[words.ends[i] : words.ends[i] + 1]
        inner = context.gazetteer.known.get(words.forms[i])
        if close == ")" and words.forms[i].isdigit() and len(words.forms[i]) < 3:
            yield "person", 2.0
        elif words.lower(i) in context.near and words.lower(i + 1) in context.gazetteer.naming("own"):
            yield "place", 4.0  # « Broncourt (ouest de Sertheville) »
        elif inner is not None and inner.kind == "place" and close == ")" and candidate.head is None:
            yield "place", 4.0
        elif (
            inner is not None and inner.kind == "organisation" and close == ")" and candidate.last - candidate.first > 1
        ):
            yield "person", 2.0


def _has_role_after(candidate: Candidate, context: Context) -> bool:
    """True for « Léa Petit, maire »; not for « chez Verdane, les salariés », « Verdane, leader du meuble »."""
    if role_after(candidate, context) is None or context.words.lower(candidate.last) == "les":
        return False
    return candidate.label == "PER" or not is_described(candidate, context)


def _is_age(i: int, context: Context) -> bool:
    """True at « 34 ans », « tout juste 19 ans », « la cinquantaine »."""
    words, nearly = context.words, context.gazetteer.naming("nearly")
    while words.lower(i) in nearly and words.is_joined(i + 1):
        i += 1
    if i < words.size and words.forms[i].isdigit() and words.lower(i + 1) == "ans":
        return True
    return words.lower(i) == "la" and words.lower(i + 1) in context.gazetteer.naming("decade")


def _speech(candidate: Candidate, context: Context) -> Iterator[Vote]:
    if is_speaking(candidate, context):
        yield "person", 0.8
        yield "organisation", 0.8
    elif _speaks_beyond(candidate, context):
        yield "organisation", 3.0


def _speaks_beyond(candidate: Candidate, context: Context) -> bool:
    """True for « Le **Snador**, majoritaire, dénonce »: an unknown word with its article, a short aside, a verb."""
    words, i = context.words, candidate.last
    is_led = words.is_joined(candidate.first) and words.lower(candidate.first - 1) in {"le", "la"}
    if not is_led or candidate.known is not None or i >= words.size or words.gap(i) != ", ":
        return False
    for at in range(i + 1, min(i + _ASIDE, words.size)):
        if words.gap(at) == ", ":
            return context.lexicon.verb_lemma(words.lower(at)) in context.reporting
        if not words.is_joined(at):
            return False
    return False


_TO = frozenset({"à", "À", "A"})


def _preposition(candidate: Candidate, context: Context) -> Iterator[Vote]:
    words, i = context.words, candidate.first
    before = words.lower(i - 1) if words.is_joined(i) else ""
    if before and words.forms[i - 1] in _TO:
        yield "place", 2.0
    elif before == "au" or (before == "l'" and words.lower(i - 2) == "à"):
        yield "place", 1.5 if context.sport else 0.5
    elif before == "en":
        yield "place", 3.0
    elif before == "chez" and words.lower(i - 2) == "de":
        yield "organisation", 4.2  # « arrivée de chez **Verdane** »
    elif before in {"chez", "selon"} or (before == "après" and words.lower(i - 2) == "d'"):
        alone = candidate.known is None and candidate.last - candidate.first == 1
        yield "organisation", 2.1 if before == "chez" else 3.0 if before == "après" and alone else 1.5
        yield "person", 1.0
    elif before in context.gazetteer.naming("unique"):
        yield "person", -3.0  # « cette Austin Mini »
    elif before in {"l'", "la", "le", "les"}:
        yield "person", -2.0
        if not words.is_joined(i - 1) or words.lower(i - 2) not in context.near:
            yield "organisation", 0.8
    second = words.lower(i - 2) if before in {"de", "d'", "la", "le", "les", "l'"} else before
    if second in context.near:
        yield "place", 1.5


def _first_name(candidate: Candidate, context: Context) -> Iterator[Vote]:
    genders, first = context.gazetteer.genders, context.words.forms[candidate.first]
    given = first in genders or first.partition("-")[0] in genders
    long = candidate.last - candidate.first > 1
    if given and candidate.head is None:
        place = candidate.known is not None or context.gazetteer.known.get(first) is not None
        yield "person", (1.5 if place else 4.0) if long else (0.5 if place else 2.0)
    elif _is_initials(first) and long:
        yield "person", 4.0
    if long and _is_initials(context.words.forms[candidate.last - 1]):
        yield "person", 4.0


def _is_initials(form: str) -> bool:
    return "." in form and form.replace(".", "").replace("-", "").isupper()


def _acronym(candidate: Candidate, context: Context) -> Iterator[Vote]:
    if is_acronym(candidate.form):
        yield "organisation", 1.2
        yield "person", -1.5


def _bracket(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read « Léa Petit (Valdor) »: what stands in brackets after a person is where the person belongs."""
    words, i = context.words, candidate.first
    if words.gap(i) != " (" or words.text[candidate.end : candidate.end + 1] != ")":
        return
    if candidate.known is not None or i < 2 or words.forms[i] in context.gazetteer.naming("field"):
        return
    named = words.forms[i - 2] in context.gazetteer.genders and words.forms[i - 1][0].isupper()
    office = is_acronym(candidate.form) and words.lower(i - 1) in context.titles.nouns  # « le maire (UDP) de Sens »
    if office or (named and words.gap(i - 1) == " "):
        yield "organisation", 3.0
        yield "person", -3.0


_FINDERS = {
    "table": _table,
    "head": _head,
    "label": _label,
    "civility": _civility,
    "title": _title,
    "office": _office,
    "apposition": _apposition,
    "speech": _speech,
    "preposition": _preposition,
    "first_name": _first_name,
    "acronym": _acronym,
    "noun_before": read_noun_before,
    "last_word": read_last_word,
    "layout": read_layout,
    "shape": read_shape,
    "bracket": _bracket,
    "description": read_description,
    "deed": read_deed,
}
