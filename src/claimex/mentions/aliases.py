"""Which forms are one actor: « Emmanuel Macron » and « Macron », « Confédération générale du travail » and « CGT »."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from claimex.mentions.evidence import Decision, Kind
from claimex.mentions.gazetteer import Gazetteer
from claimex.mentions.names import Candidate
from claimex.mentions.words import fold, is_acronym

BODIES = frozenset({"organisation", "institution"})
_WORD = re.compile(r"[^\W_]+")


class Forms:
    """A union of forms (folded) into actors; the fullest form of each is its name."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, form: str) -> str:
        """Return the representative of a form."""
        parent = self._parent.setdefault(form, form)
        if parent == form:
            return form
        root = self.find(parent)
        self._parent[form] = root
        return root

    def join(self, form: str, other: str) -> None:
        """Make two forms one actor."""
        a, b = self.find(form), self.find(other)
        if a != b:
            self._parent[b] = a


def join_forms(
    candidates: Sequence[Candidate], decisions: dict[str, Decision], gazetteer: Gazetteer, text: str
) -> Forms:
    """Return the union of the forms that name one actor."""
    forms = Forms()
    written: dict[str, str] = {}
    for candidate in candidates:
        written.setdefault(fold(candidate.form), candidate.form)
    _join_table(candidates, decisions, forms)
    _join_brackets(candidates, decisions, forms, text)
    _join_persons([f for f in written if decisions[f].kind == "person"], forms)
    _join_bodies([f for f in written if decisions[f].kind in BODIES], forms)
    return forms


def _join_table(candidates: Iterable[Candidate], decisions: dict[str, Decision], forms: Forms) -> None:
    names: dict[tuple[str, str], str] = {}
    for candidate in candidates:
        form = fold(candidate.form)
        kind = decisions[form].kind
        if candidate.known is None or kind == "none" or not _agree(kind, candidate.known.kind):
            continue
        key = (fold(candidate.known.name), "body" if kind in BODIES else kind)
        forms.join(names.setdefault(key, form), form)


def _agree(kind: Kind, other: str) -> bool:
    return kind == other or (kind in BODIES and other in BODIES)


def _join_brackets(candidates: Sequence[Candidate], decisions: dict[str, Decision], forms: Forms, text: str) -> None:
    """Join « Office français de la biodiversité (OFB) » and « FLN (Front de libération nationale) »."""
    for left, right in itertools.pairwise(candidates):
        between = text[left.end : right.start].strip()
        if between not in {"(", "(l'", "(le", "(la"} or text[right.end : right.end + 1] != ")":
            continue
        a, b = fold(left.form), fold(right.form)
        if abbreviates(right.form, left.form) or abbreviates(left.form, right.form):
            kind = decisions[a if len(left.form) > len(right.form) else b].kind
            if kind != "none":
                decisions[a].kind = decisions[b].kind = kind
                forms.join(a, b)


def abbreviates(short: str, long: str) -> bool:
    """True for « OFB » and « Office français de la biodiversité »: its letters begin its words, in order."""
    letters = fold(short).replace(".", "").replace("-", "")
    if not (short.isupper() or short[:1].isupper()) or len(short) >= len(long) or " " in short.strip():
        return False
    words = [fold(word) for word in _WORD.findall(long)]
    if not letters or not words or letters[0] not in {word[0] for word in words[:2]}:
        return False
    return _spells(letters, words)


def _spells(letters: str, words: list[str]) -> bool:
    """True when ``letters`` can be cut into beginnings of some of the words, in order."""
    reachable = {0}
    for word in words:
        fresh = set(reachable)
        for position in reachable:
            size = 0
            while size < min(4, len(word)) and letters[position : position + size + 1] == word[: size + 1]:
                size += 1
                fresh.add(position + size)
        reachable = fresh
    return len(letters) in reachable


def _join_persons(names: list[str], forms: Forms) -> None:
    """Join a surname or a first name to the one fuller name that holds it."""
    full = [name for name in names if " " in name]
    for name in names:
        fuller = [
            other for other in full if other != name and (other.endswith(" " + name) or other.startswith(name + " "))
        ]
        if fuller and len({forms.find(other) for other in fuller}) == 1:
            forms.join(max(fuller, key=len), name)


def _join_bodies(names: list[str], forms: Forms) -> None:
    """Join « Assemblée » to « Assemblée nationale », « PSA » to « PSA Peugeot Citroën » when one only begins so."""
    for name in names:
        longer = [o for o in names if o != name and o.startswith(name + " ")]
        if len({forms.find(other) for other in longer}) == 1:
            forms.join(longer[0], name)


def name_of(forms: Iterable[str]) -> str:
    """Return the fullest of an actor's written forms; capitals throughout and acronyms come last."""
    unique = list(dict.fromkeys(forms))
    return max(
        unique, key=lambda form: (not (is_acronym(form)), not form.isupper(), len(form.lstrip("@")), form[0] != "@")
    )


def group(candidates: Iterable[Candidate], forms: Forms) -> dict[str, list[Candidate]]:
    """Return candidates by actor, in text order of the first mention."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[forms.find(fold(candidate.form))].append(candidate)
    return dict(groups)
