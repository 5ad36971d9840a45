"""Names built on a common noun, as in « ministère de la Transition écologique » or « Office français de la biodiversité ».

A head (bodies.toml) is followed by adjectives and by complements under de, à, pour … Each reader below returns the word
after the name, or its argument when there is none.
"""

import re

from claimex.mentions.gazetteer import Gazetteer, Head
from claimex.mentions.words import Words, is_acronym, is_capital

_LINKS = frozenset({"de", "du", "des", "d'", "à", "au", "aux", "pour", "contre", "sur", "en"})
_ARTICLES = frozenset({"la", "le", "les", "l'"})
_OWN = frozenset({"de", "du", "des", "d'"})
_SERIES = re.compile(r", (?:(?:de la|de l'|du|des|d') ?|(?:de |l'|la |le |les )?)[\w' -]{3,40}?(?:, [\w' -]{3,40}?)*? et (?:de|du|des|d'|l'|la|le|les)\b")
PARTICLES = frozenset({"de", "d'", "du", "von", "van", "der", "den", "zu", "ben", "bin", "ibn", "al", "el", "da", "dos", "di", "della", "ter", "ten", "y"})
PORTFOLIO = frozenset({"ministère", "secrétariat d'état", "cabinet du ministre", "cabinet de la ministre", "direction générale", "haut-commissariat"})


class BodyReader:
    """Reads names that begin with a head noun."""

    def __init__(self, words: Words, gazetteer: Gazetteer, adjectives: frozenset[int]) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.adjectives = adjectives

    def read(self, head: Head, first: int, after: int) -> int:
        """Return the word after the name whose head is words ``first`` to ``after - 1``; ``first`` when it is none."""
        capital = is_capital(self.words.forms[first]) and not self.words.is_initial(first)
        capital = capital or (is_capital(self.words.forms[first]) and head.need == "completed")
        noun = self.words.slice(first, after).lower()
        end = self._chain(after, deep=capital or noun in PORTFOLIO)
        if end == after and not (capital and not self.words.is_initial(first)):
            return first
        return end

    def _chain(self, i: int, *, deep: bool) -> int:
        """Follow adjectives and complements from word ``i``. ``deep`` lets complements be common nouns."""
        end, linked = i, False
        while end < len(self.words):
            step = self._adjective(end) or self._name(end) or self._complement(end, deep=deep)
            if not step and linked:
                step = self._coordinated(end, deep=deep)
            if not step:
                break
            linked = linked or self.words.lower(end) in _LINKS
            end = step
        return end

    def _adjective(self, i: int) -> int:
        if not self.words.is_joined(i) or is_capital(self.words.forms[i]):
            return 0
        return i + 1 if self.words.forms[i] in self.gazetteer.adjectives or i in self.adjectives else 0

    def _name(self, i: int) -> int:
        if not self.words.is_joined(i) or not is_capital(self.words.forms[i]):
            return 0
        return max(read_run(self.words, i), self.gazetteer.match(self.words, i))

    def _complement(self, i: int, *, deep: bool) -> int:
        link = self.words.lower(i)
        if link not in _LINKS or not self.words.is_joined(i):
            return 0
        j = i + 1
        if j < len(self.words) and self.words.lower(j) in _ARTICLES and self.words.is_joined(j):
            j += 1
        if j >= len(self.words) or not self.words.is_joined(j):
            return 0
        if is_capital(self.words.forms[j]):
            if link not in _OWN and not deep:
                return 0
            if deep and is_acronym(self.words.forms[j]):
                return 0
            return max(read_run(self.words, j), self.gazetteer.match(self.words, j))
        return self._common(j) if deep and self._is_noun(j) else 0

    def _is_noun(self, i: int) -> bool:
        form = self.words.forms[i]
        return form.isalpha() and len(form) > 2 and self.words.lower(i) not in self.gazetteer.openers

    def _common(self, i: int) -> int:
        """Take one lower-case noun; its adjectives and complements come with the next steps."""
        return i + 1

    def _coordinated(self, i: int, *, deep: bool) -> int:
        words = self.words
        if words.lower(i) == "et" and words.is_joined(i):
            if words.is_joined(i + 1) and words.lower(i + 1) in (_LINKS | _ARTICLES):
                return self._complement(i + 1, deep=deep) or (self._after_article(i + 1) if deep else 0)
            return 0
        if words.gap(i) == ", " and _SERIES.match(words.text, words.ends[i - 1]):
            return self._complement_at(i, deep=deep)
        return 0

    def _after_article(self, i: int) -> int:
        j = i + 1
        return j + 1 if self.words.is_joined(j) and j < len(self.words) else 0

    def _complement_at(self, i: int, *, deep: bool) -> int:
        j = i
        if self.words.lower(j) in _LINKS:
            j += 1
        if self.words.lower(j) in _ARTICLES:
            j += 1
        if j >= len(self.words) or (j == i and not deep):
            return 0
        if is_capital(self.words.forms[j]):
            return read_run(self.words, j)
        return j + 1 if deep and self._is_noun(j) else 0


def read_run(words: Words, i: int) -> int:
    """Return the word after a run of capitalised words, « Rouyn-Noranda », « Science & Technology Facilities Council »."""
    end = i + 1
    while end < len(words) and is_capital(words.forms[end]) and words.gap(end) in {" ", " & ", "&"}:
        end += 1
    return end
