"""Names built on a common noun: « ministère de la Transition écologique », « Office français de l'immigration ».

A head (bodies.toml) is followed by adjectives and by complements under de, à, pour … Each reader below returns the word
after the name, or its argument when there is none.
"""

from claimex.mentions.gazetteer import Gazetteer, Head
from claimex.mentions.words import Words, is_acronym, is_capital

_SERIES = 16  # words looked ahead for the « et » that closes a series of complements


class BodyReader:
    """Reads names that begin with a head noun."""

    def __init__(self, words: Words, gazetteer: Gazetteer, adjectives: frozenset[int]) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.adjectives = adjectives
        self.links = gazetteer.naming("link")
        self.articles = gazetteer.naming("article")
        self.own = gazetteer.naming("own")
        self.deep = gazetteer.naming("deep")
        self.generic = gazetteer.naming("generic")
        self.inner = gazetteer.naming("inner")
        self.suffixes = tuple(gazetteer.naming("adjective_suffix"))
        self.political = gazetteer.naming("political")
        self.telling = gazetteer.telling

    def read(self, head: Head, first: int, after: int) -> int:
        """Return the word after the name whose head is words ``first`` to ``after - 1``; ``first`` when it is none."""
        words = self.words
        capital = is_capital(words.forms[first])
        noun = words.slice(first, after).lower()
        end = self.chain(after, deep=capital or noun in self.deep)
        if capital:
            return first if end == after and words.is_initial(first) else end
        if end == after or not self._is_proper(noun, after, end):
            return first
        return end

    def _is_proper(self, noun: str, after: int, end: int) -> bool:
        """True when what completes a lower-case head makes it a name: a capital, or « wallon » after « groupe »."""
        if noun in self.deep:
            return True
        follows = self.words.forms[after]
        if noun in self.inner or (is_capital(follows) and self.gazetteer.apposed_kind(noun) == "organisation"):
            return False
        forms = self.words.forms[after:end]
        if any(is_capital(form) for form in forms):
            last = forms[-1]
            return not any(c.isdigit() for c in last) and not (noun in self.generic and is_acronym(last))
        return noun in self.political and forms[-1] in self.telling

    def chain(self, i: int, *, deep: bool) -> int:
        """Follow adjectives and complements from word ``i``. ``deep`` lets complements be common nouns."""
        end, linked = i, False
        while end < len(self.words):
            step = self._adjective(end, deep=deep) or self._name(end) or self._complement(end, deep=deep)
            if not step and linked:
                step = self._coordinated(end, deep=deep)
            if not step:
                break
            linked = linked or self.words.lower(end) in self.links
            end = step
        return end

    def _adjective(self, i: int, *, deep: bool) -> int:
        form = self.words.forms[i]
        if not self.words.is_joined(i) or is_capital(form):
            return 0
        return (
            i + 1
            if form in self.gazetteer.adjectives
            or form in self.telling
            or (deep and i in self.adjectives and form.endswith(self.suffixes))
            else 0
        )

    def _name(self, i: int) -> int:
        if not self.words.is_joined(i) or not is_capital(self.words.forms[i]):
            return 0
        return max(read_run(self.words, i), self.gazetteer.match(self.words, i))

    def _complement(self, i: int, *, deep: bool) -> int:
        link = self.words.lower(i)
        if link not in self.links or not self.words.is_joined(i):
            return 0
        j = i + 1
        if j < len(self.words) and self.words.lower(j) in self.articles and self.words.is_joined(j):
            j += 1
        if j >= len(self.words) or not self.words.is_joined(j):
            return 0
        if is_capital(self.words.forms[j]):
            if link not in self.own and not deep:
                return 0
            if deep and is_acronym(self.words.forms[j]):
                return 0
            return max(read_run(self.words, j), self.gazetteer.match(self.words, j))
        bound = link in self.own or j > i + 1 or link == "aux"
        return j + 1 if deep and bound and self._is_noun(j) else 0

    def _is_noun(self, i: int) -> bool:
        form = self.words.forms[i]
        return form.isalpha() and len(form) > 2 and self.words.lower(i) not in self.gazetteer.openers

    def _coordinated(self, i: int, *, deep: bool) -> int:
        words = self.words
        if words.lower(i) == "et" and words.is_joined(i):
            if words.is_joined(i + 1) and words.lower(i + 1) in (self.links | self.articles):
                return self._complement(i + 1, deep=deep) or (self._after_article(i + 1) if deep else 0)
            return 0
        if words.gap(i) == ", " and self._is_series(i):
            return self._complement_at(i, deep=deep)
        return 0

    def _is_series(self, i: int) -> bool:
        """True at the second member of « de l'analyse, de la prévision et des statistiques »."""
        words = self.words
        for j in range(i + 1, min(i + _SERIES, len(words) - 1)):
            if words.gap(j) not in {" ", "", ", "}:
                return False
            if words.lower(j) == "et":
                return words.lower(j + 1) in (self.links | self.articles) and words.lower(i) in (
                    self.links | self.articles
                )
        return False

    def _after_article(self, i: int) -> int:
        j = i + 1
        return j + 1 if self.words.is_joined(j) and j < len(self.words) else 0

    def _complement_at(self, i: int, *, deep: bool) -> int:
        j = i
        if self.words.lower(j) in self.links:
            j += 1
        if self.words.lower(j) in self.articles:
            j += 1
        if j >= len(self.words) or (j == i and not deep):
            return 0
        if is_capital(self.words.forms[j]):
            return read_run(self.words, j)
        return j + 1 if deep and self._is_noun(j) else 0


def read_run(words: Words, i: int) -> int:
    """Return the word after a run of capitalised words, « Science & Technology Facilities Council »."""
    end = i + 1
    while end < len(words) and is_capital(words.forms[end]) and words.gap(end) in {" ", " & ", "&"}:
        end += 1
    return end
