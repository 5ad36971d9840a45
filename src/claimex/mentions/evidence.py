"""What a form names: the clues of all its uses are summed and one decision falls for the whole document."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from claimex.mentions.candidates import Candidate
from claimex.mentions.clues import find_clues
from claimex.mentions.context import Context
from claimex.mentions.shapes import Kind
from claimex.mentions.words import fold

THRESHOLD = 2.0


@dataclass(slots=True)
class Decision:
    """What a form names in this document, with the votes that said so."""

    kind: Kind
    votes: dict[Kind, float]


def decide(candidates: Sequence[Candidate], context: Context) -> dict[str, Decision]:
    """Return one decision a form (folded), from the clues of all its uses in the document."""
    votes: dict[str, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    seen: set[tuple[str, str, Kind]] = set()
    for candidate in candidates:
        form = candidate.key
        votes[form]["none"] += 0.0
        for clue, (kind, weight) in find_clues(candidate, context):
            if (form, clue, kind) in seen:
                weight *= 0.3
            seen.add((form, clue, kind))
            votes[form][kind] += weight
    _add_repeated(votes, candidates, context)
    if "fuller" not in context.without:
        _add_fuller(votes)
        _add_islands(votes, context)
    return {form: _decision(form_votes) for form, form_votes in votes.items()}


def share_kinds(
    candidates: Sequence[Candidate], decisions: dict[str, Decision], text: str, first_names: Container[str]
) -> None:
    """Let an undecided name take the kind of one that it is listed with: « entre Lunel et Gallargues »."""
    for left, right in pairwise(candidates):
        between = text[left.end : right.start]
        if not _LISTED.fullmatch(between):
            continue
        a, b = decisions[left.key], decisions[right.key]
        for decided, other, name in ((a, b, right), (b, a, left)):
            if decided.kind == "none" or (decided.kind != "place" and not _PAIR.fullmatch(between)):
                continue
            if decided.kind == "person" and between.endswith(_ARTICLED):
                continue
            is_given = name.form.split(" ")[0] in first_names
            if (
                (other.kind == "none" or (not is_given and _is_open(other, decided.kind)))
                and (not name.initial or text[name.start - 2 : name.start] == ": ")
                and other.votes["none"] < (_DOUBTED if decided.kind == "place" and not name.initial else 1.0)
            ):
                other.kind = decided.kind


def share_in_lists(candidates: Sequence[Candidate], decisions: dict[str, Decision], context: Context) -> None:
    """Let the undecided names of a list be companies as one of them is: « Renault, **Getaround** et **Mollovia** »."""
    for names in _lists(candidates, context.words.text):
        if not any(decisions[name.key].kind == "organisation" for name in names):
            continue
        for name in names:
            is_given = name.form.split(" ")[0] in context.gazetteer.genders
            is_open = name.known is None and name.label != "PER" and not name.initial and not is_given
            if decisions[name.key].kind == "none" and is_open and decisions[name.key].votes["none"] < _DOUBTED:
                decisions[name.key].kind = "organisation"


def share_after_plural(candidates: Sequence[Candidate], decisions: dict[str, Decision], context: Context) -> None:
    """Let a plural noun say what all the names behind it are: « les chaînes Gusto, **Mirabel** et **Sept TV** »."""
    text, end, organised = context.words.text, 0, False
    for name in candidates:
        linked = organised and _LISTED.fullmatch(text[end : name.start]) is not None
        organised, end = linked or _is_announced(name, context), name.end
        is_open = name.known is None or (name.known.kind == "place" and name.known.weight < _SURE)
        if organised and is_open and name.head is None:
            decisions[name.key].kind = "organisation"


def _is_announced(name: Candidate, context: Context) -> bool:
    """True for « les chaînes **Gusto** »: a plural noun for companies stands before."""
    noun = context.words.lower(name.first - 1)
    if noun[-1:] not in {"s", "x"} or not context.words.is_joined(name.first):
        return False
    several = context.words.lower(name.first - 2) in context.gazetteer.naming("plural")
    return several and context.gazetteer.apposed_kind(noun) == "organisation"


def _lists(candidates: Sequence[Candidate], text: str) -> Iterator[list[Candidate]]:
    """Yield three names or more that commas and a last « et » or « ou » join."""
    names: list[Candidate] = []
    for name in candidates:
        between = text[names[-1].end : name.start] if names else ""
        if not _LISTED.fullmatch(between):
            names = [name]
            continue
        names.append(name)
        if len(names) >= _SEVERAL and "," not in between and not between.endswith(_ARTICLED):
            yield names


def _is_open(decision: Decision, kind: Kind) -> bool:
    """True when a form may be a place after all: only the model calls it a person."""
    return kind == "place" and decision.kind == "person" and decision.votes["person"] <= _FAINT


_DOUBTED = 2.6  # a word that opened a sentence elsewhere, in which the model sees a thing
_HINTED, _REPEATED = 2.5, 1.5  # more than the label and an article
_SURE = 0.6  # the least weight of a place that a list of companies leaves one
_SEVERAL = 3  # names that make a list
_FAINT = 2.6  # the label alone, once or twice
_ARTICLED = ("le ", "la ", "l'")
_PAIR = re.compile(r" (?:et|ou) (?:à |en |de |d')?(?:le |la |l')?")
_LISTED = re.compile(r"(?: ?,| et|, et| ou| ainsi que| puis) (?:(?:à|au|aux|en|de|du|des) |d')?(?:le |la |les |l')?")


def _add_repeated(votes: dict[str, dict[Kind, float]], candidates: Iterable[Candidate], context: Context) -> None:
    """Let an unknown word that comes again and again be a firm rather than a person, who has two names once.

    « La fusion de **Verdane** … **Verdane** … le patron de **Verdane** », whatever the model takes it for.
    """
    unknown = (c for c in candidates if c.known is None and c.head is None and c.last - c.first == 1)
    uses = Counter(c.key for c in unknown if c.form not in context.gazetteer.genders and " " not in c.key)
    for form, count in uses.items():
        found = votes[form]
        if count >= _SEVERAL and found["organisation"] >= _HINTED and found["organisation"] > found["place"]:
            found["organisation"] += _REPEATED


def _add_fuller(votes: dict[str, dict[Kind, float]]) -> None:
    """Let « Emmanuel Macron » vote for « Macron »: a person's last words name the person everywhere."""
    persons = {form for form, found in votes.items() if " " in form and _decision(found).kind == "person"}
    for person in sorted(persons):
        words = person.split(" ")
        for cut in range(1, len(words)):
            tail = votes.get(" ".join(words[cut:]))
            if tail is not None:
                tail["person"] += 6.0


def _add_islands(votes: dict[str, dict[Kind, float]], context: Context) -> None:
    """Let « l'île Maurice » vote for « Maurice »: where an island bears the name, it is no person's."""
    heads = {fold(head) for head in context.gazetteer.naming("island")}
    for form in sorted(votes):
        head, _, tail = form.partition(" ")
        tail = _LINK.sub("", tail)
        if head in heads and tail in votes and _decision(votes[form]).kind == "place":
            votes[tail]["place"] += 6.0


_weight = itemgetter(0)
_LINK = re.compile(r"^(?:de la |de l'|des |du |de |d')")


def _decision(votes: dict[Kind, float]) -> Decision:
    bodies = votes.get("organisation", 0.0) + votes.get("institution", 0.0)
    body: Kind = "institution" if votes.get("institution", 0.0) > votes.get("organisation", 0.0) else "organisation"
    ranked: list[tuple[float, Kind]] = [
        (votes.get("person", 0.0), "person"),
        (bodies, body),
        (votes.get("place", 0.0), "place"),
    ]
    best, kind = max(ranked, key=_weight)
    if best - votes.get("none", 0.0) < THRESHOLD:
        return Decision("none", votes)
    return Decision(kind, votes)
