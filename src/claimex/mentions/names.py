"""Candidates for names: every stretch of a text that could name an actor, before anything is decided.

A candidate is a form of a table, a name built on an institution's head, a run of capitals with its particles, or a
stretch that the model calls an entity. What it names is for ``evidence`` to say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import compress, count

from spacy.tokens import Doc

from claimex.mentions.abbreviations import AbbreviationReader
from claimex.mentions.bodies import BodyReader
from claimex.mentions.candidates import Candidate, find_adjectives, find_persons, read_entities
from claimex.mentions.capitals import CapitalReader
from claimex.mentions.fields import FieldReader
from claimex.mentions.gazetteer import Gazetteer, Head, Known
from claimex.mentions.hyphens import read_joined
from claimex.mentions.openings import load_openings
from claimex.mentions.shouting import Shouts
from claimex.mentions.titles import Titles
from claimex.mentions.words import Words, is_acronym, is_capital, read_run

_STATE = frozenset({"État", "Etat"})
_ACRONYM = 3  # letters: « PAU » may be one


class NameReader:
    """Reads the candidates of one document in text order."""

    def __init__(self, doc: Doc, words: Words, gazetteer: Gazetteer, titles: Titles) -> None:
        self.words = words
        self.titles = titles
        self.gazetteer = gazetteer
        self.entities = read_entities(doc, words)
        self.bodies = BodyReader(words, gazetteer, find_adjectives(doc, words), find_persons(self.entities))
        self.capitals = CapitalReader(words, gazetteer, titles, self.bodies, self.entities)
        self.abbreviations = AbbreviationReader(words, gazetteer)
        self.shouts = Shouts(words)
        self.openings = load_openings(gazetteer.lexicon)
        self.again = gazetteer.naming("again")
        self.returning = gazetteer.naming("returning_article")
        self.named: set[str] = set()
        self.spelled: set[int] = set()  # acronyms in brackets whose name stands before
        self.services = gazetteer.naming("numbered")
        self.pleading = gazetteer.naming("pleading")
        self.cellars = gazetteer.naming("cellar")
        self.being = gazetteer.naming("being")
        self.preposed = gazetteer.naming("preposed")
        self.of = gazetteer.naming("of")
        self.fields = FieldReader(words, gazetteer)
        self.states = gazetteer.naming("states")
        self.participles = gazetteer.naming("participle")
        self.administrative = gazetteer.naming("administrative")
        self.compass = gazetteer.naming("place_adjective")

    def read(self) -> Iterator[Candidate]:
        """Yield candidates; none overlaps the one before."""
        words, i, defined = self.words, 0, dict(self.abbreviations.read())
        for n in sorted({*self._openings(), *defined}):
            if n < i:
                continue
            if n in defined:
                i = defined[n]
                self.spelled.add(i)
                if not words.is_closed(words.starts[n]):
                    yield replace(self._make(n, i, head=self._head_at(n)), defined=True)
                continue
            if (common := self.gazetteer.match_common(words, n)) > n:
                i = common
                continue
            if (pair := tuple(read_joined(n, words, self.gazetteer))) and not words.is_closed(words.starts[n]):
                yield from pair
                i = n + 1
                continue
            i = self._after_office(n)
            found = self._read_at(n) if i == n else None
            if found is None and i == n and words.lowers[n] in self.named:
                found = self._again(n)
            if found is not None:
                i = found.last
                if found.head is None or found.head.need == "completed" or " " in found.form:
                    self.named.update(self.again & {self.words.lower(found.first)})
                if found.form in self.abbreviations.things:
                    continue
                if not words.is_closed(found.start):
                    yield found

    def _openings(self) -> Iterator[int]:
        """Yield the words that a name may begin with: a capital, or a trigger of the tables."""
        return compress(count(), map(self.openings.__getitem__, self.words.forms))

    def _after_office(self, i: int) -> int:
        """Return the word after « garde des Sceaux », « conseillère d'État »: no name inside; else ``i``."""
        after = self.titles.read_noun(self.words, i)
        if after <= i + 1:
            return i
        if self.words.lower(i + 1) in self.bodies.own:
            return after  # « Chef de l'Etat »
        return after if self.words.forms[i][0].islower() or not is_capital(self.words.forms[after - 1]) else i

    def _read_at(self, i: int) -> Candidate | None:
        form = self.words.forms[i]
        if i in self.spelled and form in self.gazetteer.common and self.words.gap(i) == " (":
            return self._make(i, i + 1)  # « Parti démocratique gabonais (PDG) »
        capital = is_capital(form)
        known_end = self.gazetteer.match(self.words, i)
        if self.shouts.covers(self.words.starts[i]):
            return None
        alone = known_end == i or self.capitals.is_faint(i, known_end)
        if capital and alone and self.capitals.is_opener(i) and not self.capitals.is_quoted(i, read_run(self.words, i)):
            return None
        if not capital and self._is_common(i):
            return None
        state = self._state_end(i)
        if state > i:
            return self._make(i, state, head=Head("completed", "institution"))
        body = self._read_body(i, known_end)
        if body is not None:
            return body
        if not capital:
            return self._make(i, known_end) if known_end > i else None
        if self._ends_sentence(i):
            return None
        run = self.capitals.read(i, known_end)
        return self._make(*run) if run is not None else None

    def _ends_sentence(self, i: int) -> bool:
        """True for the letter in « la grue **K**. Celle-ci sera démontée »: a new sentence opens after its point."""
        words, form = self.words, self.words.forms[i]
        if len(form) > 2 or not (form.endswith(".") or words.gap(i + 1)[:1] == "."):
            return False
        following = words.lower(i + 1)
        return following in self.gazetteer.openers or following.partition("-")[0] in self.gazetteer.openers

    def _again(self, i: int) -> Candidate | None:
        """Read « le **ministère** », « lequel **ministère** », when the text has named it before."""
        if not self.words.is_joined(i) or self.words.lower(i - 1) not in self.returning:
            return None
        if self.words.lower(i - 2) == "dans":
            return None
        if self._is_specified(i + 1) or (i + 1 in self.bodies.adjectives and not self.bodies.is_verb(i + 1)):
            return None
        return self._make(i, i + 1, head=self._head_at(i))

    def read_shouted(self, forms: Mapping[str, Candidate]) -> Iterator[Candidate]:
        """Yield the uses of known forms (by key) in lines of capitals: « JULIEN MARCHETTI. », « À MARSEILLE »."""
        for first, last, like in self.shouts.read(forms):
            found = self._make(first, last)
            found.known, found.kind, found.key = like.known, like.kind, like.key
            yield found

    def _read_body(self, i: int, known_end: int) -> Candidate | None:
        after = self.gazetteer.match_head(self.words, i)
        head = self._head_at(i)
        if head is None or (head.kind != "place" and (self._is_governed(i) or self._is_given(i))):
            return None
        end = self._bare_end(i, after) if head.need == "bare" else self.bodies.read(head, i, after)
        if head.need != "bare" and after < known_end < end and all(self._is_plain(k) for k in range(known_end, end)):
            end = known_end
        if end > max(known_end, i) or (head.need == "bare" and end == known_end):
            return self._make(i, end, head=head)
        return None

    def _state_end(self, i: int) -> int:
        """Return the word after « État du **Sénégal** », « État **nigérian** »; ``i`` for « l'État de New York »."""
        words = self.words
        if words.forms[i] in _STATE and words.is_joined(i + 1) and words.lower(i + 1) in self.gazetteer.demonyms:
            return i + 2
        if words.forms[i] not in _STATE or words.lower(i + 1) not in self.bodies.own or not words.is_joined(i + 1):
            return i
        j = i + 3 if words.lower(i + 2) in self.capitals.articles else i + 2
        end = self.gazetteer.match(words, j) if j < words.size and words.is_joined(j) else j
        known = self.gazetteer.known.get(words.slice(j, end)) if end > j else None
        return end if known is not None and known.sort == "country" else i

    def _is_governed(self, i: int) -> bool:
        """True for a head that a word before makes a common noun: « en compagnie de », « chef d'agence »."""
        words = self.words
        if is_capital(words.forms[i]):
            return words.forms[i] in self.capitals.fields and self.fields.holds(i)
        if not words.is_joined(i):
            return False
        before = words.lower(i - 1)
        if before in self.cellars or self.fields.holds(i):
            return True  # « la cave coopérative de Pinet », « le ministre de la justice »
        return (before == "en" and words.forms[i] in self.preposed) or before in self.of or before in self.being

    def _is_given(self, i: int) -> bool:
        """True for « **Marine** Le Pen »: a first name that is a head in lower case."""
        words = self.words
        if words.forms[i] not in self.gazetteer.genders or self.gazetteer.match_head(words, i) > i + 1:
            return False  # « la **Marine** nationale »
        return is_capital(words.forms[i]) and words.gap(i + 1) == " "

    def _head_at(self, i: int) -> Head | None:
        after = self.gazetteer.match_head(self.words, i)
        noun = self.words.slice(i, after) if after > i else ""
        if noun in self.gazetteer.facilities:
            return Head("completed", "place")  # « le stade de Sens », but « le Stade de Sens » is its club
        return self.gazetteer.head_of(noun.lower()) if noun else None

    def _is_plain(self, i: int) -> bool:
        form = self.words.forms[i]
        return not is_capital(form) and form not in self.bodies.telling

    def _is_common(self, i: int) -> bool:
        """True where a bare body is a common noun: « justice sociale », « école de police »."""
        words = self.words
        after = self.gazetteer.match_head(words, i)
        if self.gazetteer.heads["bare"].get(words.slice(i, max(after, i + 1))) is None:
            return False
        if (words.is_joined(i) and words.forms[i - 1] in self.of) or self.fields.holds(i):
            return True
        if words.is_joined(i) and (self._is_qualifying(words.lower(i - 1)) or self._is_participle(i)):
            return True
        if self._is_specified(after) and words.forms[i] not in self.states:
            return True
        if words.forms[i] == "présidence" and (self.bodies.tails.is_stranger(after) or words.lower(i - 2) == "à"):
            return True  # « pendant la présidence de Verdone », « élu à la présidence du Kenya »
        if after != i + 1 or after >= words.size:
            return False
        follows = words.forms[after]
        is_verb = self.gazetteer.lexicon.verb_lemma(follows) is not None and words.forms[i] in self.states
        adjective = after in self.bodies.adjectives and words.is_joined(after) and not is_verb
        return adjective and follows not in self.administrative and follows not in self.bodies.telling

    def _is_qualifying(self, lower: str) -> bool:
        return lower in self.pleading or lower in self.titles.nouns

    def _is_participle(self, i: int) -> bool:
        """True in « une attaque **armée** »: a noun stands before, no article."""
        if self.words.forms[i] not in self.participles:
            return False
        before = self.words.lower(i - 1)
        return before not in self.gazetteer.openers and before not in self.bodies.prenominal

    def _is_specified(self, after: int) -> bool:
        """True when « de » and a common noun without article follow: « police de caractères »."""
        words = self.words
        if after + 1 >= words.size or words.forms[after] not in self.of or not words.is_joined(after):
            return False
        return (
            words.is_joined(after + 1)
            and words.forms[after + 1][0].islower()
            and words.lower(after + 1) not in self.capitals.articles
        )

    def _bare_end(self, i: int, after: int) -> int:
        """Complete « police » to « police nationale », « Inspection générale » to « … de la police nationale »."""
        follows = self.gazetteer.known.get(self.words.slice(after, after + 1)) if after < self.words.size else None
        is_other = follows is not None and follows.kind == "organisation"
        is_person = self.words.is_joined(after) and self.bodies.names_person(after)
        if is_person and self.words.slice(i, after) in self.states and not self.bodies.is_led(i):
            return read_run(self.words, after)  # « le gouvernement **Paul Petit** »
        if self.words.is_joined(after) and (is_other or is_person):
            return after  # « le consultant justice BFMTV », « le maire divers droite Paul Petit »
        noun = self.words.slice(i, after).lower()
        return self.bodies.chain(after, deep=is_capital(self.words.forms[i]) or noun in self.bodies.deep)

    def _make(self, first: int, last: int, *, head: Head | None = None) -> Candidate:
        numbered = self._with_number(last)
        if numbered > last:
            return replace(self._make_at(first, numbered, head), known=self._numbered(first, last))
        return self._make_at(first, last, head)

    def _with_number(self, last: int) -> int:
        """Return the word after « SDIS **34** », the number of a département; ``last`` when there is none."""
        words = self.words
        if words.forms[last - 1] not in self.services or last >= words.size or words.gap(last) != " ":
            return last
        number = words.forms[last]
        return last + 1 if len(number) in (2, 3) and number[0].isdigit() and number.isalnum() else last

    def _numbered(self, first: int, last: int) -> Known:
        form = self.words.slice(first, last + 1)
        known = self.gazetteer.known.get(self.words.slice(first, last))
        return Known(form, known.kind if known is not None else "organisation", 1.0)

    def _make_at(self, first: int, last: int, head: Head | None) -> Candidate:
        words = self.words
        form = words.slice(first, last)
        entity = self.entities.get(first)
        label = entity.label if entity else ""
        start, end = words.starts[first], words.ends[last - 1]
        before = words.lower(first - 1) if words.is_joined(first) else ""
        known = self.gazetteer.recall(form) or self.gazetteer.recall_contracted(before, form)
        if known is None and last - first > 1 and words.forms[last - 1] in self.compass:
            known = self.gazetteer.known.get(words.slice(first, last - 1))
        if known is None and form.isupper() and last - first == 1 and not is_acronym(form.title()):
            known = self._known_place(form.title())
        return Candidate(first, last, start, end, form, known, head, label, words.is_initial(first))

    def _known_place(self, form: str) -> Known | None:
        """Return the place that a dateline shouts: « BERNE (ATS) »."""
        known = self.gazetteer.known.get(form)
        return known if known is not None and known.kind == "place" and len(form) > _ACRONYM else None
