"""Evidence for what a form names: every candidate brings clues, the document sums them, one decision falls a form.

A clue votes for a kind with a weight; the model's label is one clue among many. ``CLUES`` names them so that the
ablation of docs/decisions/0003 can leave each out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from claimex.lexicon import Lexicon
from claimex.mentions.gazetteer import Gazetteer
from claimex.mentions.names import Candidate
from claimex.mentions.roles import RolePhrase, stands_before
from claimex.mentions.titles import Titles
from claimex.mentions.words import Words, fold, is_acronym

Kind = Literal["person", "organisation", "institution", "place", "none"]
Vote = tuple[Kind, float]

THRESHOLD = 2.0
_MIDWAY = 0.55  # the least weight of a table's form that has its capital in the middle of a sentence
LABELS: dict[str, tuple[Vote, ...]] = {
    "PER": (("person", 2.0),),
    "ORG": (("organisation", 1.5),),
    "LOC": (("place", 1.5), ("organisation", 0.3)),
    "MISC": (("none", 0.7), ("organisation", 0.5)),
}
CLUES = (
    "table", "head", "label", "civility", "title", "office", "apposition", "speech", "preposition", "first_name",
    "acronym", "noun_before", "last_word", "layout", "fuller",
)  # fmt: skip


@dataclass(slots=True)
class Decision:
    """What a form names in this document, with the votes that said so."""

    kind: Kind
    votes: dict[Kind, float]
    fullest: str = ""


@dataclass(slots=True)
class Context:
    """What the clues look at: the document's words, tables and role phrases."""

    words: Words
    gazetteer: Gazetteer
    titles: Titles
    lexicon: Lexicon
    phrases: Sequence[RolePhrase]
    sport: bool = False
    without: frozenset[str] = frozenset()
    ends: dict[int, RolePhrase] = field(init=False)
    starts: dict[int, RolePhrase] = field(init=False)
    reporting: frozenset[str] = field(init=False)
    near: frozenset[str] = field(init=False)
    auxiliaries: frozenset[str] = field(init=False)
    articles: frozenset[str] = field(init=False)
    sources: frozenset[str] = field(init=False)
    inside: dict[int, RolePhrase] = field(init=False)

    def __post_init__(self) -> None:
        self.ends = {phrase.last: phrase for phrase in self.phrases}
        self.starts = {phrase.first: phrase for phrase in self.phrases}
        self.reporting = self.lexicon.words("reporting")
        self.inside = {i: phrase for phrase in self.phrases for i in range(phrase.first + 1, phrase.last)}
        self.auxiliaries = self.gazetteer.naming("auxiliary")
        self.articles = self.gazetteer.naming("article")
        self.sources = self.gazetteer.naming("source")
        self.near = self.gazetteer.naming("near")


def decide(candidates: Iterable[Candidate], context: Context) -> dict[str, Decision]:
    """Return one decision a form (folded), from the clues of all its uses in the document."""
    votes: dict[str, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    seen: set[tuple[str, str, Kind]] = set()
    for candidate in candidates:
        form = fold(candidate.form)
        votes[form]["none"] += 0.0
        for clue, (kind, weight) in find_clues(candidate, context):
            if (form, clue, kind) in seen:
                weight *= 0.3
            seen.add((form, clue, kind))
            votes[form][kind] += weight
    if "fuller" not in context.without:
        _add_fuller(votes)
    return {form: _decision(form_votes) for form, form_votes in votes.items()}


def share_kinds(candidates: Sequence[Candidate], decisions: dict[str, Decision], text: str) -> None:
    """Let an undecided name take the kind of one that it is listed with: « entre Lunel et Gallargues »."""
    for left, right in pairwise(candidates):
        between = text[left.end : right.start]
        if between not in _LISTED and between != ", ":
            continue
        a, b = decisions[left.key], decisions[right.key]
        for decided, other, name in ((a, b, right), (b, a, left)):
            if between == ", " and decided.kind != "place":
                continue
            if decided.kind != "none" and other.kind == "none" and not name.initial and other.votes["none"] < 1.0:
                other.kind = decided.kind


_LISTED = frozenset({" et ", " ou ", " et à ", " et de ", ", à ", " et d'", " et le ", " et la ", " et l'"})


def _add_fuller(votes: dict[str, dict[Kind, float]]) -> None:
    """Let « Emmanuel Macron » vote for « Macron »: a person's last words name the person everywhere."""
    persons = {form for form, found in votes.items() if " " in form and _decision(found).kind == "person"}
    for person in sorted(persons):
        words = person.split(" ")
        for cut in range(1, len(words)):
            tail = votes.get(" ".join(words[cut:]))
            if tail is not None:
                tail["person"] += 6.0


def _decision(votes: dict[Kind, float]) -> Decision:
    bodies = votes.get("organisation", 0.0) + votes.get("institution", 0.0)
    body: Kind = "institution" if votes.get("institution", 0.0) > votes.get("organisation", 0.0) else "organisation"
    ranked: list[tuple[float, Kind]] = [
        (votes.get("person", 0.0), "person"),
        (bodies, body),
        (votes.get("place", 0.0), "place"),
    ]
    best, kind = max(ranked, key=lambda item: item[0])
    if best - votes.get("none", 0.0) < THRESHOLD:
        return Decision("none", votes)
    return Decision(kind, votes)


def find_clues(candidate: Candidate, context: Context) -> Iterator[tuple[str, Vote]]:
    """Yield (clue, vote) for one use of a name."""
    for clue, find in _FINDERS.items():
        if clue not in context.without:
            for vote in find(candidate, context):
                yield clue, vote


def _table(candidate: Candidate, context: Context) -> Iterator[Vote]:
    known = candidate.known
    if candidate.form in context.gazetteer.common:
        yield "none", 6.0
    elif known is not None:
        weight = known.weight if candidate.initial else max(known.weight, _MIDWAY)
        yield known.kind, 5.0 * weight
    elif candidate.head is None:
        yield from _table_within(candidate, context)


def _table_within(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read a longer name by its known beginning: « CGT Santé », « Greenpeace Lyon », « Annecy Autrement »."""
    end = context.gazetteer.match(context.words, candidate.first)
    if candidate.first < end < candidate.last:
        known = context.gazetteer.known[context.words.slice(candidate.first, end)]
        yield ("organisation", 1.5) if known.kind == "place" else (known.kind, 4.0 * known.weight)


def _head(candidate: Candidate, context: Context) -> Iterator[Vote]:
    if candidate.head is not None:
        kind: Kind = candidate.head.kind  # type: ignore[assignment]  # the tables of bodies.toml
        yield kind, 4.0


def _label(candidate: Candidate, context: Context) -> Iterator[Vote]:
    yield from LABELS.get(candidate.label, ())


def _civility(candidate: Candidate, context: Context) -> Iterator[Vote]:
    words, i = context.words, candidate.first
    if i and words.is_joined(i) and words.forms[i - 1] in context.titles.civility:
        yield "person", 8.0


def _title(candidate: Candidate, context: Context) -> Iterator[Vote]:
    phrase = context.ends.get(candidate.first)
    if phrase is not None and stands_before(phrase, candidate, context.words) and candidate.head is None:
        direct = context.words.is_joined(candidate.first)
        yield "person", 6.0 if direct else 3.0


def _office(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read what an office is over: a field (« ministre de la Santé »), a place (« maire de Sens »), a body."""
    phrase = context.inside.get(candidate.first)
    if phrase is None or candidate.head is not None:
        return
    naming, nouns = context.gazetteer.naming, {phrase.noun, phrase.noun.split(" ")[0]}
    linked = context.words.lower(candidate.first - 1) not in nouns
    if not linked:
        return
    if nouns & naming("portfolio") and (candidate.known is None or candidate.known.weight < 0.6):
        yield "none", 0.0 if is_acronym(candidate.form) else 5.0
    elif nouns & naming("territorial"):
        yield "place", 3.0
    elif nouns & naming("managing"):
        yield "organisation", 2.5


def _apposition(candidate: Candidate, context: Context) -> Iterator[Vote]:
    words, i = context.words, candidate.last
    if i >= len(words):
        return
    gap = words.gap(i)
    if gap == ", ":
        if words.forms[i].isdigit() and words.lower(i + 1) == "ans":
            yield "person", 6.0
        elif role_after(candidate, context) is not None:
            yield "person", 3.0
    elif gap == " (":
        close = words.text[words.ends[i] : words.ends[i] + 1]
        inner = context.gazetteer.known.get(words.forms[i])
        if close == ")" and words.forms[i].isdigit() and len(words.forms[i]) < 3:
            yield "person", 2.0
        elif inner is not None and inner.kind == "place" and close == ")":
            yield "place", 4.0
        elif (
            inner is not None and inner.kind == "organisation" and close == ")" and candidate.last - candidate.first > 1
        ):
            yield "person", 2.0


def role_after(candidate: Candidate, context: Context) -> RolePhrase | None:
    """Return the role phrase in apposition: « Léa Petit, **présidente du club** », « Léa Petit (PS), la maire »."""
    words, i = context.words, candidate.last
    text = words.text
    if text[candidate.end : candidate.end + 2] == " (":
        close = text.find(")", candidate.end, candidate.end + 40)
        if close > 0:
            i = words.at(close) + 1
    if i < len(words) and ", " in words.gap(i) and words.forms[i].isdigit() and words.lower(i + 1) == "ans":
        i += 2
    if i >= len(words) or words.gap(i).strip("*_ )") != ",":
        return None
    for skip in range(3):
        phrase = context.starts.get(i + skip)
        if phrase is not None and phrase.first == i + skip:
            return phrase
        if words.lower(i + skip) not in {
            "le",
            "la",
            "l'",
            "un",
            "une",
            "les",
            "son",
            "sa",
            "leur",
            "lui",
            "elle",
            "qui",
            "est",
        }:
            return None
    return None


def _speech(candidate: Candidate, context: Context) -> Iterator[Vote]:
    if is_speaking(candidate, context):
        yield "person", 0.8
        yield "organisation", 0.8


def is_speaking(candidate: Candidate, context: Context) -> bool:
    """True beside a verb of speech, « Léa Petit a déclaré », « , estime la CGT », or after « pour », « selon »."""
    first = candidate.first
    if context.words.is_joined(first) and context.words.lower(first - 1) in context.articles:
        first -= 1
    return speaks_at(first, candidate.last, context)


def speaks_at(first: int, last: int, context: Context) -> bool:
    """True when words ``first`` to ``last - 1`` are the subject of a verb of speech or follow « selon »."""
    words, verb_lemma = context.words, context.lexicon.verb_lemma
    after = last
    while after < len(words) and words.is_joined(after) and words.lower(after) in context.auxiliaries:
        after += 1
    if words.is_joined(after) and verb_lemma(words.lower(after)) in context.reporting:
        return True
    before = first - 1
    if before < 0 or not words.is_joined(first):
        return False
    if words.lower(before) in context.sources:
        return True
    return verb_lemma(words.lower(before)) in context.reporting and _opens_incise(before, context)


def _opens_incise(verb: int, context: Context) -> bool:
    """True when a comma or a closing mark stands before the verb group: « …, a déclaré », « … » estime »."""
    words = context.words
    while verb > 0 and words.is_joined(verb) and words.lower(verb - 1) in context.auxiliaries:
        verb -= 1
    return not _INCISE.isdisjoint(words.gap(verb))


_INCISE = frozenset(",»\"”–—'\n")
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
    elif before == "chez" or before == "selon":
        yield "organisation", 1.5
        yield "person", 1.0
    elif before in {"l'", "la", "le", "les"}:
        yield "person", -2.0
        if not words.is_joined(i - 1) or words.lower(i - 2) not in context.near:
            yield "organisation", 0.8
    second = words.lower(i - 2) if before in {"de", "d'", "la", "le", "les", "l'"} else before
    if second in context.near:
        yield "place", 1.5


def _first_name(candidate: Candidate, context: Context) -> Iterator[Vote]:
    genders = context.gazetteer.genders
    first = context.words.forms[candidate.first]
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


def _noun_before(candidate: Candidate, context: Context) -> Iterator[Vote]:
    words, i = context.words, candidate.first
    if candidate.head is not None:
        return
    quoted = words.gap(i).strip() in {"«", '"', "“"}
    if (not words.is_joined(i) and not quoted) or is_speaking(candidate, context):
        return  # « …, tempête Samir Bellil » is no storm
    noun = words.lower(i - 1)
    if noun in context.gazetteer.naming("own"):
        if words.lower(i - 2) in context.gazetteer.naming("settlement"):
            yield "place", 4.0
        return
    if words.lower(i - 2) in context.gazetteer.naming("own"):
        noun = noun if context.gazetteer.apposed_kind(noun) else words.lower(i - 3)
    if noun in context.gazetteer.telling:
        noun = words.lower(i - 2)
    kind = context.gazetteer.apposed_kind(noun)
    if kind is not None:
        yield kind, 4.0  # type: ignore[misc]  # the tables of bodies.toml


def _last_word(candidate: Candidate, context: Context) -> Iterator[Vote]:
    """Read « Accor Arena », « Transport Authority »: the last word says what it is."""
    last = context.words.forms[candidate.last - 1]
    if last in context.gazetteer.naming("facility"):
        yield "place", 4.0
    elif last in context.gazetteer.naming("foreign_body"):
        yield "organisation", 4.0


def _layout(candidate: Candidate, context: Context) -> Iterator[Vote]:
    if candidate.initial and candidate.known is None and candidate.last - candidate.first == 1:
        yield "none", 1.5


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
    "noun_before": _noun_before,
    "last_word": _last_word,
    "layout": _layout,
}
