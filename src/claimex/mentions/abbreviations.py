"""Names that their acronym in brackets defines: « Service départemental d'incendie et de secours (Sdis) ».

The letters of the acronym say where the name begins, whatever common nouns it holds.
"""

import re
from collections.abc import Iterator

from claimex.mentions.gazetteer import Gazetteer
from claimex.mentions.words import Words, fold, is_acronym, is_capital

_LONGEST = 16  # words
_FAR = 100  # characters of a name in brackets
_ACRONYM = re.compile(r"[A-ZÀ-Þ][\w-]{1,9}")
_PART = re.compile(r"[^\W_]+")


class AbbreviationReader:
    """Finds the full names before acronyms in brackets."""

    def __init__(self, words: Words, gazetteer: Gazetteer) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.small = gazetteer.naming("link") | gazetteer.naming("article") | {"et", "&", "en", "sur"}
        self.things: set[str] = set()
        self.groups = gazetteer.naming("grouping")
        self.abstract = gazetteer.naming("abstract")

    def read(self) -> Iterator[tuple[int, int]]:
        """Yield first and last word (exclusive) of each full name."""
        words = self.words
        for i in self._openings():
            if words.text[words.ends[i] : words.ends[i] + 1] in {")", ","}:
                first = self._first(i, i)
                if first < i and self._is_thing(first, i):
                    continue
                if first < i and self._is_name(first):
                    yield first, i
                elif first == i:
                    self._learn_shuffled(i)
            elif self._spells_back(i) and not self._is_thing(i, i - 1):
                yield i, self._closing(i)

    def _openings(self) -> Iterator[int]:
        """Yield the words that a bracket opens before, as in « Sdis (**service** …) »."""
        text, start = self.words.text, self.words.text.find(" (")
        while start >= 0:
            i = self.words.at(start + 2)
            if i > 1 and self.words.starts[i] == start + 2:
                yield i
            start = text.find(" (", start + 2)

    def _spells_back(self, i: int) -> bool:
        """True at the name in « CRP (**Collectif** pour la rade propre) »."""
        last = self._closing(i)
        return last > i and self._first(i - 1, last) == i

    def _is_thing(self, first: int, acronym: int) -> bool:
        """Learn that an acronym means a plan, a tax, a train: « allocation personnalisée d'autonomie (APA) »."""
        abstract = self.words.lower(first) in self.abstract or self._is_common(first, acronym)
        is_thing = abstract and not self._is_body(first, acronym)
        if is_thing:
            self.things.add(self.words.forms[acronym])
        return is_thing

    def _is_common(self, first: int, last: int) -> bool:
        """True for « signaux de rupture d'étoile (SRE) »: words in lower case, the first of which is no body's."""
        words, gazetteer = self.words, self.gazetteer
        if last < first + 2 or not all(words.forms[k].islower() for k in range(first, last)):
            return False
        for k in range(first, last):
            if words.lowers[k] in self.small:
                break
            is_body = gazetteer.apposed_kind(words.forms[k]) not in {None, "none"} or words.forms[k] in self.groups
            if is_body or gazetteer.match_head(words, k) > k:
                return False
        return True

    def _learn_shuffled(self, i: int) -> None:
        """Learn that « AGN » is a thing from « noyaux actifs de galaxie (AGN) »: the letters of an English order."""
        form, k = self.words.forms[i], i
        initials: list[str] = []
        while k > 0 and len(initials) < len(form) and self.words.is_joined(k) == (k < i):
            k -= 1
            if self.words.lower(k) not in self.small:
                initials.append(fold(self.words.lower(k))[0])
        spelled = is_acronym(form) and sorted(initials) == sorted(fold(form))
        if spelled and self._is_common(k, i) and not self._is_body(k, i):
            self.things.add(form)

    def _is_body(self, first: int, acronym: int) -> bool:
        """True for « Fonds monétaire international (FMI) », « Programme national de lutte contre le sida (PNLS) »."""
        known = self.gazetteer.recall(self.words.slice(first, acronym)) if acronym > first else None
        head = self.gazetteer.match_head(self.words, first) > first + 1
        short = self.gazetteer.known.get(self.words.forms[acronym])
        if short is not None and short.kind != "place" and short.weight == 1.0:
            return True  # « réseau de transport d'électricité (RTE) »
        return head or (known is not None and known.kind != "place")

    def _closing(self, i: int) -> int:
        """Return the word after the bracket that opens before word ``i``: « CRP (Collectif pour la rade propre) »."""
        close = self.words.text.find(")", self.words.starts[i], self.words.starts[i] + _FAR)
        return self.words.at(close) + 1 if close > 0 and is_capital(self.words.forms[i]) else 0

    def _first(self, acronym_at: int, i: int) -> int:
        """Return where the name that ends before word ``i`` begins; ``i`` when its words do not spell the acronym."""
        acronym = self.words.forms[acronym_at]
        if not _ACRONYM.fullmatch(acronym) or acronym in self.gazetteer.genders:
            return i
        letters = [letter for letter in fold(acronym) if letter.isalpha()]
        j, wanted = i - 1, letters
        while j >= 0 and i - j <= _LONGEST and (j == i - 1 or self.words.gap(j + 1) in {" ", "", ", "}):
            if self.words.lower(j) not in self.small:
                rest = self._without(wanted, fold(self.words.forms[j]))
                if rest is None:
                    return i
                wanted = rest
                if not wanted:
                    return j if i - j > 1 else i
            j -= 1
        return i

    @staticmethod
    def _without(letters: list[str], word: str) -> list[str] | None:
        """Take the initials of a word's parts from the end of the letters; None when they are not there."""
        initials = [part[0] for part in _PART.findall(word)]
        if letters[-len(initials) :] == initials:
            return letters[: -len(initials)]
        for size in (1, 2, 3):
            if letters[-size:] == list(word[:size]):
                return letters[:-size]
        return None

    def _is_name(self, first: int) -> bool:
        """True when the first word may open the name of a body: a capital or a head, no plan, tax or rate."""
        words = self.words
        after = self.gazetteer.match_head(words, first)
        head = self.gazetteer.head_of(words.slice(first, after).lower()) if after > first else None
        return head is not None or (is_capital(words.forms[first]) and not words.is_initial(first))
