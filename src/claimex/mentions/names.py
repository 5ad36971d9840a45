"""Candidates for names: every stretch of a text that could name an actor, before anything is decided.

A candidate is a form of a table, a name built on an institution's head, a run of capitals with its particles, or a
stretch that the model calls an entity. What it names is for ``evidence`` to say.
"""

import re
from bisect import bisect_right
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from claimex.mentions.bodies import BodyReader, read_run
from claimex.mentions.gazetteer import Gazetteer, Head, Known
from claimex.mentions.titles import Titles
from claimex.mentions.words import Words, fold, is_acronym, is_capital
from claimex.schema import ActorKind

_SHOUT = re.compile(r"[^a-zß-öø-ÿ\n]*(?:\n|$|[.:–—](?=\s))")
_LETTER = re.compile(r"[^\W\d_]")
_SHOUT_LETTERS = 8
_ACRONYM = 3  # letters: « PAU » may be one


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the model by words: first, last (exclusive) and its label."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class Candidate:
    """A possible mention: words ``first`` to ``last - 1``. ``head`` built it, ``known`` is its table row.

    ``key`` says which uses go together; ``kind`` is set once the evidence is weighed.
    """

    first: int
    last: int
    start: int
    end: int
    form: str
    known: Known | None = None
    head: Head | None = None
    label: str = ""
    initial: bool = False
    key: str = ""
    kind: ActorKind | None = None

    def __post_init__(self) -> None:
        self.key = fold(self.form)


class NameReader:
    """Reads the candidates of one document in text order."""

    def __init__(self, doc: Doc, words: Words, gazetteer: Gazetteer, titles: Titles) -> None:
        self.words = words
        self.titles = titles
        self.portfolio = gazetteer.naming("portfolio")
        self.gazetteer = gazetteer
        self.entities = _read_entities(doc, words)
        self.bodies = BodyReader(words, gazetteer, _adjectives(doc, words))
        self.shouted = _shouted_lines(words)
        self._shouted_starts = [start for start, _ in self.shouted]
        self.administrative = gazetteer.naming("administrative")
        self.articles = gazetteer.naming("article")
        self.triggers = gazetteer.triggers | titles.longer
        self.compass = gazetteer.naming("place_adjective")
        self.particles = gazetteer.naming("particle")
        self.binding = gazetteer.naming("binding")

    def read(self) -> Iterator[Candidate]:
        """Yield candidates; none overlaps the one before."""
        words, i = self.words, 0
        for n, (form, lower) in enumerate(zip(words.forms, words.lowers, strict=True)):
            if n < i or not (form[0].isupper() or lower in self.triggers or form[0] == "@"):
                continue
            i = self._after_office(n)
            found = self._read_at(n) if i == n else None
            if found is not None:
                i = found.last
                if not words.is_closed(found.start):
                    yield found

    def _after_office(self, i: int) -> int:
        """Return the word after « garde des Sceaux », « conseillère d'État »: no name inside; else ``i``."""
        after = self.titles.read_noun(self.words, i)
        if after <= i + 1:
            return i
        return after if self.words.forms[i][0].islower() or not is_capital(self.words.forms[after - 1]) else i

    def _read_at(self, i: int) -> Candidate | None:
        form = self.words.forms[i]
        capital = is_capital(form)
        known_end = self.gazetteer.match(self.words, i)
        if self.is_shouted(self.words.starts[i]):
            return None
        alone = known_end == i or self._is_faint(i, known_end)
        if capital and alone and self._is_opener(i) and not self._is_quoted(i, read_run(self.words, i)):
            return None
        if not capital and self._is_common(i):
            return None
        body = self._read_body(i, known_end)
        if body is not None:
            return body
        if not capital:
            return self._make(i, known_end) if known_end > i else None
        return self._read_capitals(i, known_end)

    def _read_body(self, i: int, known_end: int) -> Candidate | None:
        after = self.gazetteer.match_head(self.words, i)
        head = self.gazetteer.head_of(self.words.slice(i, after).lower()) if after > i else None
        if head is None:
            return None
        end = self._bare_end(i, after) if head.need == "bare" else self.bodies.read(head, i, after)
        if head.need != "bare" and i < known_end < end and all(self._is_plain(k) for k in range(known_end, end)):
            end = known_end
        if end > max(known_end, i) or (head.need == "bare" and end == known_end):
            return self._make(i, end, head=head)
        return None

    def _is_plain(self, i: int) -> bool:
        form = self.words.forms[i]
        return not is_capital(form) and form not in self.bodies.telling

    def _is_common(self, i: int) -> bool:
        """True for « justice sociale », where an adjective makes a bare body a common noun."""
        after = self.gazetteer.match_head(self.words, i)
        single = after == i + 1 < len(self.words) and self.words.forms[i] in self.gazetteer.heads["bare"]
        if not single:
            return False
        follows = self.words.forms[after]
        adjective = after in self.bodies.adjectives and self.words.is_joined(after)
        return adjective and follows not in self.administrative and follows not in self.bodies.telling

    def _bare_end(self, i: int, after: int) -> int:
        """Complete « police » to « police nationale », « Inspection générale » to « … de la police nationale »."""
        return self.bodies.chain(after, deep=is_capital(self.words.forms[i]))

    def _read_capitals(self, i: int, known_end: int) -> Candidate | None:
        words = self.words
        first = i
        end = read_run(words, i)
        if self._is_quoted(i, end):
            return self._make(i, end)
        if words.lower(i) in self.articles and known_end == i and i + 1 < end:
            inner = self.gazetteer.match(words, i + 1)
            if inner >= end:
                return self._make(i + 1, inner)
        if words.is_initial(i) and self._is_opener(i) and self._is_faint(i, known_end):
            known_end = i
        while first < end and (step := self._step_over(first)):
            if self.gazetteer.match(words, first) > step and not (first == i and known_end == i):
                break
            first = step
        if first > end:
            return None
        if first == end:
            return self._make(i, known_end) if known_end > i else None
        if first > i:
            known_end = self.gazetteer.match(words, first)
        whole = self._with_particles(first, self._portfolio_end(first, end))
        whole = self._with_adjectives(first, whole)
        if known_end >= whole or self._is_followed_by_person(first, known_end):
            return self._make(first, self._with_point(first, known_end))
        end = whole
        return self._make(first, end)

    def _step_over(self, i: int) -> int:
        """Return the word after an opener, a civility or a title with a capital: « Selon », « Mme », « Président »."""
        form = self.words.forms[i]
        if self._is_opener(i) or form in self.titles.civility or form in self.gazetteer.common:
            return i + 1
        after = self.titles.read_noun(self.words, i)
        return after if after > i and not is_acronym(self.words.forms[i]) else 0

    def _portfolio_end(self, first: int, end: int) -> int:
        """Cut « (ministre de l')Économie | Bruno Le Maire » before the first name."""
        words = self.words
        before = {words.lower(k) for k in range(max(0, first - 5), first)}
        if before.isdisjoint(self.portfolio) or words.forms[first].partition("-")[0] in self.gazetteer.genders:
            return end
        for k in range(first + 1, end - 1):
            if words.forms[k].partition("-")[0] in self.gazetteer.genders:
                return k
        return end

    def _is_faint(self, i: int, known_end: int) -> bool:
        """True for « L'Union » at the head of a sentence: a small commune, or just an article and a name."""
        known = self.gazetteer.known.get(self.words.slice(i, known_end)) if known_end > i else None
        return known is not None and known.weight < 0.6 and self.words.is_initial(i)

    def _is_quoted(self, i: int, end: int) -> bool:
        """True when a run of two capitals or more fills a pair of quotation marks: « Le Baobab »."""
        words = self.words
        opened = words.gap(i).rstrip(" ")[-1:] in {"«", '"', "“"}
        return end - i > 1 and opened and words.text[words.ends[end - 1] :].lstrip(" ")[:1] in {"»", '"', "”"}

    def _is_opener(self, i: int) -> bool:
        lower = self.words.lower(i)
        named = i + 1 < len(self.words) and self.words.gap(i + 1) == " " and is_capital(self.words.forms[i + 1])
        if named and self.gazetteer.gender_of(self.words.forms[i]):
            return False
        if named and lower in self.articles and not self.words.is_initial(i) and self.words.is_joined(i):
            return False
        return lower in self.gazetteer.openers and not is_acronym(self.words.forms[i])

    def _is_followed_by_person(self, first: int, known_end: int) -> bool:
        """True in « la Marne Gilles Petit »: a known name, then a first name and more."""
        words = self.words
        if known_end <= first or known_end + 1 >= len(words) or words.gap(known_end + 1) != " ":
            return False
        given = words.forms[known_end]
        return given.partition("-")[0] in self.gazetteer.genders and is_capital(words.forms[known_end + 1])

    def _with_particles(self, first: int, end: int) -> int:
        words = self.words
        j = end
        while j < len(words) and words.is_joined(j) and words.lower(j) in self.particles | {"la", "le"}:
            j += 1
        if j == end or j >= len(words) or not words.is_joined(j) or not is_capital(words.forms[j]):
            return end
        if j - end > 2:
            return end
        particles = {words.lower(k) for k in range(end, j)}
        entity = self.entities.get(first)
        covered = entity is not None and entity.label == "PER" and entity.last > j
        given = words.forms[first] in self.gazetteer.genders and end - first == 1
        unknown = end - first == 2 and self.gazetteer.match(words, j) == j and words.lower(end) in {"de", "d'"}
        given = given or (unknown and words.forms[first] in self.gazetteer.genders)
        if (
            particles & self.binding
            or covered
            or (given and not particles & {"la", "le", "el", "al"} and self._is_free(j))
        ):
            return self._with_particles(first, read_run(words, j))
        return end

    def _is_free(self, i: int) -> bool:
        """True when no well-known place or body begins at word ``i``."""
        end = self.gazetteer.match(self.words, i)
        return end == i or self.gazetteer.known[self.words.slice(i, end)].weight < 0.6

    def _with_point(self, first: int, end: int) -> int:
        """Add « orientale » to « Ukraine »."""
        known = self.gazetteer.known.get(self.words.slice(first, end))
        follows = end < len(self.words) and self.words.is_joined(end) and self.words.forms[end] in self.compass
        return end + 1 if follows and known is not None and known.kind == "place" else end

    def _with_adjectives(self, first: int, end: int) -> int:
        """Add an adjective to a name after « association », « collectif »: « Rives sonores »."""
        words = self.words
        if not words.is_joined(first) or self.gazetteer.apposed_kind(words.lower(first - 1)) != "organisation":
            return end
        follows = end < len(words) and words.gap(end) == " " and end in self.bodies.adjectives
        return end + 1 if follows and words.forms[end].endswith(self.bodies.suffixes) else end

    def _make(self, first: int, last: int, *, head: Head | None = None) -> Candidate:
        words = self.words
        form = words.slice(first, last)
        entity = self.entities.get(first)
        label = entity.label if entity else ""
        start, end = words.starts[first], words.ends[last - 1]
        known = self.gazetteer.known.get(form)
        if known is None and last - first > 1 and words.forms[last - 1] in self.compass:
            known = self.gazetteer.known.get(words.slice(first, last - 1))
        if known is None and form.isupper() and last - first == 1 and not is_acronym(form.title()):
            known = self._known_place(form.title())
        return Candidate(first, last, start, end, form, known, head, label, words.is_initial(first))

    def _known_place(self, form: str) -> Known | None:
        """Return the place that a dateline shouts: « BERNE (ATS) »."""
        known = self.gazetteer.known.get(form)
        return known if known is not None and known.kind == "place" and len(form) > _ACRONYM else None

    def is_shouted(self, offset: int) -> bool:
        """True in a line written in capitals throughout, where capitals tell nothing."""
        line = bisect_right(self._shouted_starts, offset) - 1
        return line >= 0 and offset < self.shouted[line][1]

    def read_shouted(self, forms: Mapping[str, Candidate]) -> Iterator[Candidate]:
        """Yield the uses of known forms (by key) in lines of capitals: « JULIEN MARCHETTI. », « À MARSEILLE »."""
        words = self.words
        longest = max((candidate.last - candidate.first for candidate in forms.values()), default=0)
        for start, end in self.shouted:
            i, stop = words.at(start), words.at(end - 1) + 1
            while i < stop:
                i = yield from self._shouted_at(i, min(stop, i + longest), forms)

    def _shouted_at(self, i: int, stop: int, forms: Mapping[str, Candidate]) -> Generator[Candidate, None, int]:
        for last in range(stop, i, -1):
            like = forms.get(fold(self.words.slice(i, last)))
            if like is not None:
                found = self._make(i, last)
                found.known, found.kind, found.key = like.known, like.kind, like.key
                yield found
                return last
        return i + 1


def _read_entities(doc: Doc, words: Words) -> dict[int, Entity]:
    entities: dict[int, Entity] = {}
    for span in doc.ents:
        first = words.at(span.start_char)
        if words.forms and words.starts[first] < span.start_char and words.ends[first] <= span.start_char:
            first += 1
        last = words.at(span.end_char - 1) + 1 if words.forms else 0
        for i in range(first, last):
            entities[i] = Entity(first, last, span.label_)
    return entities


def _adjectives(doc: Doc, words: Words) -> frozenset[int]:
    if not doc.has_annotation("POS") or not words.forms:
        return frozenset()
    found = (doc[int(i)] for i in (doc.to_array("POS") == doc.vocab.strings["ADJ"]).nonzero()[0])
    return frozenset(words.at(token.idx) for token in found if token.text[:1].islower())


def _shouted_lines(words: Words) -> tuple[tuple[int, int], ...]:
    """Return the lines, or openings of lines (« LE COURRIER. Vous dites »), written in capitals throughout."""
    lines = []
    start = 0
    for line in words.text.splitlines(keepends=True):
        opening = _SHOUT.match(line)
        if opening is not None and len(_LETTER.findall(opening[0])) > _SHOUT_LETTERS:
            lines.append((start, start + opening.end()))
        start += len(line)
    return tuple(lines)
