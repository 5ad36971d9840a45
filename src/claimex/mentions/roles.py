"""Role phrases: what the text says a person is, as in « la présidente du groupe écologiste, **Nadia Lestienne** ».

A phrase is a role noun (titles.toml) with its adjectives, its party in brackets and its complements. It is a title when
a name follows, an apposition when a name stands before, else it stands for somebody named elsewhere or nowhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count

from claimex.mentions.candidates import Candidate
from claimex.mentions.gazetteer import Gazetteer, Gender
from claimex.mentions.titles import Titles
from claimex.mentions.words import Words, is_capital

_LONGEST = 14  # words
_DATIVE = frozenset({"à", "au", "aux"})
_SIDES = frozenset({"pouvoir", "opposition", "majorité", "droite", "gauche", "centre"})  # « (MPP, au pouvoir) »
_ASSISTING = ("adjoint", "assistant", "conseill", "attaché", "suppléant")  # « adjointe **au maire** »
_TENURES = {
    ("par", "intérim"),
    ("ad", "interim"),
    ("en", "exercice"),
    ("en", "titre"),
    ("en", "chef"),
    ("par", "interim"),
}


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role phrase: words ``first`` to ``last - 1`` without its determiner. ``noun`` is its head in lower case.

    ``definite`` is true for « la ministre », « son président »; not for « un ministre ».
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    noun: str
    gender: Gender
    plural: bool
    definite: bool
    possessed: bool
    modified: bool


class RoleReader:
    """Reads the role phrases of one document."""

    def __init__(self, words: Words, gazetteer: Gazetteer, titles: Titles, adjectives: frozenset[int]) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.titles = titles
        self.adjectives = adjectives
        self.links = gazetteer.naming("role_link")
        self.errands = gazetteer.naming("errand")
        self.articles = gazetteer.naming("article")
        self.plurals = gazetteer.naming("plural")
        self.possessives = gazetteer.naming("possessive")
        self.definite = gazetteer.definite
        self.addressed, self.addressing = gazetteer.naming("addressed"), gazetteer.naming("addressing")
        self.agencies = gazetteer.naming("agency")

    def read(self, candidates: Sequence[Candidate]) -> Iterator[RolePhrase]:
        """Yield role phrases in text order; ``candidates`` are stepped over whole inside complements."""
        starts = {candidate.first: candidate for candidate in candidates}
        inner = {i for c in candidates if c.known is not None or c.label == "PER" for i in range(c.first + 1, c.last)}
        i = 0
        for n in compress(count(), map(self.titles.firsts.__contains__, self.words.lowers)):
            if n < i or n in inner:
                continue
            after = self.titles.read_noun(self.words, n)
            if after > n and not (n in starts and starts[n].known is not None):
                yield self._phrase(n, after, starts)
                i = after

    def _phrase(self, i: int, after: int, starts: dict[int, Candidate]) -> RolePhrase:
        words = self.words
        first = i
        while first > 0 and words.is_joined(first) and words.lower(first - 1) in self.titles.modifiers:
            first -= 1
        last = self._extend(after, starts, i)
        form = words.slice(i, after).lower()
        noun = form.removeprefix("ex-")
        determiner = words.lower(first - 1) if words.is_joined(first) else ""
        shown = "" if noun in self.titles.genderless else self.definite.get(determiner, "")
        gender = self.titles.nouns[form] or shown
        start, end = words.starts[first], words.ends[last - 1]
        if "(" in words.text[start:end] and words.text[end : end + 1] == ")":
            end += 1
        return RolePhrase(
            first,
            last,
            start,
            end,
            words.text[start:end],
            noun,
            gender,
            plural=determiner in self.plurals,
            definite=determiner in self.definite or determiner in self.possessives,
            possessed=determiner in self.possessives,
            modified=noun != form or any(words.lower(k) in self.titles.returning for k in range(first, i)),
        )

    def _extend(self, after: int, starts: dict[int, Candidate], head: int) -> int:
        words, end = self.words, after
        while end < words.size and end - head < _LONGEST:
            step = (
                self._adjective(end) or self._tenure(end) or self._party(end, starts) or self._complement(end, starts)
            )
            if not step or self._is_addressed(end, head, starts):
                break
            end = step
        return end

    def _is_addressed(self, i: int, head: int, starts: dict[int, Candidate]) -> bool:
        """True where « à » leads to whom or where somebody speaks: « lance le procureur **au prévenu** »."""
        words = self.words
        if words.lowers[i] not in _DATIVE or words.lowers[head].startswith(_ASSISTING):
            return False
        j = i + 2 if words.lower(i + 1) in self.articles else i + 1
        if words.lower(j) in self.titles.firsts and self.titles.read_noun(words, j) > j:
            return True
        candidate = starts.get(j)
        is_told = words.lower(j) in self.addressed or (candidate is not None and candidate.form in self.agencies)
        return is_told and words.lowers[head] not in self.addressing

    def _adjective(self, i: int) -> int:
        form = self.words.forms[i]
        if not self.words.is_joined(i) and self.words.gap(i) != ") ":
            return 0
        is_adjective = i in self.adjectives and not is_capital(form)  # « le maire de Londres **Sadiq** Khan »
        return i + 1 if is_adjective or form in self.gazetteer.adjectives else 0

    def _tenure(self, i: int) -> int:
        """Step over how an office is held: « directrice **par intérim** de l'hôpital », « maire **en exercice** »."""
        pair = (self.words.lower(i), self.words.lower(i + 1))
        return i + 2 if self.words.is_joined(i) and self.words.is_joined(i + 1) and pair in _TENURES else 0

    def _party(self, i: int, starts: dict[int, Candidate]) -> int:
        """Step over « (LR) », « (Parti socialiste) » and « PS »."""
        words = self.words
        if words.gap(i) == " (":
            close = words.text.find(")", words.starts[i], words.starts[i] + 40)
            last = words.at(close) + 1 if close > 0 else 0
            inside = words.text[words.starts[i] : close]
            if "," in inside and inside.rpartition(" ")[2] not in _SIDES:
                return 0  # « maire de Sens (Ouest-France, lundi) »
            return last if last and last < words.size else 0
        candidate = starts.get(i)
        if candidate and candidate.known and candidate.known.kind == "organisation" and words.is_joined(i):
            return candidate.last
        return 0

    def _complement(self, i: int, starts: dict[int, Candidate]) -> int:
        words = self.words
        joined = words.is_joined(i) or words.gap(i) == ") "
        if not joined or words.forms[i] not in self.links:
            return self._coordinated(i, starts)
        j = i + 1
        if words.lower(j) in self.errands:
            return 0  # « le préfet **en visite** à Sète »
        while j < words.size and words.is_joined(j) and words.lower(j) in (self.articles | self.links):
            j += 1
        if j == i + 1 and words.lower(j) in self.possessives and words.is_joined(j):
            j += 1  # « candidat à **sa** réélection »
        return self._nominal(j, starts)

    def _coordinated(self, i: int, starts: dict[int, Candidate]) -> int:
        """Step over « et **de la Culture** », « et **candidat** à sa réélection »: one who has both offices."""
        words = self.words
        link = words.lower(i + 1)
        if words.lower(i) != "et" or not words.is_joined(i) or not words.is_joined(i + 1):
            return 0
        if link in self.links:
            return self._complement(i + 1, starts)
        after = self.titles.read_noun(words, i + 1)
        is_second = after > i + 1 and not words.lower(after - 1).endswith(("s", "x"))
        return after if is_second and i + 1 not in starts else 0

    def _nominal(self, j: int, starts: dict[int, Candidate]) -> int:
        words = self.words
        if j >= words.size or not words.is_joined(j):
            return 0
        if j in starts:
            return starts[j].last
        if is_capital(words.forms[j]):
            return j + 1
        form = words.forms[j]
        if form[0].isdigit():
            return j + 2 if j + 1 < words.size and words.is_joined(j + 1) else j + 1
        is_noun = form.isalpha() and len(form) > 2 and words.lower(j) not in self.gazetteer.openers
        is_noun = is_noun and not self.gazetteer.is_infinitive(form)
        end = j + 1 if is_noun else 0
        if form == "extrême" and words.is_joined(end):
            return end + 1  # « la candidate d'**extrême droite** »
        if end in starts and words.is_joined(end) and self.gazetteer.apposed_kind(form) == "organisation":
            return end if self._is_holder(starts[end]) else starts[end].last
        return end

    def _is_holder(self, candidate: Candidate) -> bool:
        """True for the person in « le président de la compagnie **Robert Petit** »."""
        named = candidate.label == "PER" or self.words.forms[candidate.first] in self.gazetteer.genders
        return candidate.last - candidate.first > 1 and candidate.known is None and named


def stands_before(phrase: RolePhrase, candidate: Candidate, words: Words) -> bool:
    """True when the phrase is a title of the name: « le maire Jean Petit », « le maire, Jean Petit »."""
    if candidate.first != phrase.last:
        return False
    return words.text[phrase.end : candidate.start].strip("*_ ") in {"", ",", ":"}
