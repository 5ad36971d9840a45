"""What may end a name and what may not: « mairie du XIIe arrondissement », « Garde nationale | à la frontière »."""

import re

from claimex.mentions.gazetteer import Gazetteer, Known
from claimex.mentions.words import Words, is_acronym, is_capital, read_run

_RANK = re.compile(r"(?:[IVXL]+|\d{1,2})(?:er|re|ère|e|ème)")
_TO = frozenset({"à", "au", "aux"})


class TailReader:
    """Judges the words that follow a body's head, by their places."""

    def __init__(self, words: Words, gazetteer: Gazetteer) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.adjectives = gazetteer.adjectives
        self.articles = gazetteer.naming("article")
        self.adverbs = gazetteer.naming("loose")
        self.delegating = gazetteer.naming("delegating")
        self.ranked = gazetteer.naming("ranked")
        self.points, self.compass = gazetteer.naming("points"), gazetteer.naming("place_adjective")
        self.cardinals = gazetteer.naming("cardinal")

    def stops(self, i: int) -> bool:
        """True at « **du fait** de son score », « la Garde nationale **à** la frontière »: no complement of a name."""
        return self.words.slice(i, min(i + 2, self.words.size)).lower() in self.adverbs or self._places(i)

    def _places(self, i: int) -> bool:
        """True at « à » after an adjective, where a common noun follows, unless the head leads to one by itself."""
        words, noun = self.words, i - 1
        if words.lower(i) not in _TO or words.lower(noun) not in self.adjectives:
            return False
        j = i + 2 if words.lower(i + 1) in self.articles else i + 1
        while noun > 0 and words.lower(noun) in self.adjectives:
            noun -= 1
        return j < words.size and words.forms[j].islower() and words.lower(noun) not in self.delegating

    def ranked_end(self, i: int) -> int:
        """Return the word after « **XIIe** arrondissement »; 0 when none is there."""
        if self.words.lower(i + 1) not in self.ranked or not self.words.is_joined(i + 1):
            return 0
        return i + 2 if _RANK.fullmatch(self.words.forms[i]) else 0

    def counts(self, i: int) -> bool:
        """True at the number in a name: « Revue des **deux** Rives »."""
        words = self.words
        if words.lower(i) not in self.cardinals or i + 1 >= words.size or not words.is_joined(i + 1):
            return False
        return words.forms[i].islower() and is_capital(words.forms[i + 1])

    def pointed_end(self, first: int, end: int) -> int:
        """Add « orientale » to « Ukraine », « du Sud » to « Kivu »."""
        words = self.words
        is_parted = words.lower(end) == "du" and end - first == 1
        if end >= words.size or not (is_parted or words.forms[end] in self.compass) or not words.is_joined(end):
            return end
        known = self.gazetteer.known.get(words.slice(first, end))
        if is_parted:
            return end + 2 if self._is_parted(first, known) and words.lower(end + 2) not in {"au", "et"} else end
        return end + 1 if known is not None and known.kind == "place" else end

    def _is_parted(self, i: int, known: Known | None) -> bool:
        """True for « **Kivu** du Sud », the name of a land and one of the four winds; not for « la Ligue du Nord »."""
        words, form = self.words, self.words.forms[i]
        if i + 2 >= words.size or words.forms[i + 2] not in self.points or words.is_initial(i) or is_acronym(form):
            return False
        if known is not None:
            return known.kind == "place"
        lower = words.lower(i)
        named = self.gazetteer.head_of(lower) or self.gazetteer.apposed_kind(lower)
        return not named and form not in self.gazetteer.genders and not lower.endswith("s")

    def is_facility(self, i: int) -> bool:
        """True at « (au) **Parc** des Princes »."""
        known, head = self._known_at(i), self.gazetteer.head_of(self.words.lower(i))
        return (known is not None and known.sort == "facility") or (head is not None and head.kind == "place")

    def is_place(self, i: int) -> bool:
        """True at « (à) **Grenoble** »."""
        known = self._known_at(i)
        return known is not None and known.kind == "place"

    def _known_at(self, i: int) -> Known | None:
        end = self.gazetteer.match(self.words, i)
        return self.gazetteer.known.get(self.words.slice(i, end)) if end > i else None

    def is_land(self, i: int) -> bool:
        """True at « **des** États-Unis », « **du** Kenya »: a country follows the link."""
        i += 2 if self.words.lower(i + 1) in self.articles else 1
        known = self._known_at(i) if i < self.words.size else None
        return known is not None and known.sort == "country"

    def is_stranger(self, i: int) -> bool:
        """True at « **de** Verdone »: one word follows that names no known place or body, or a ruler's name."""
        words, j = self.words, i + 1
        if words.lower(i) not in {"de", "d'"} or j >= words.size or not is_capital(words.forms[j]):
            return False
        known = self._known_at(j)
        return read_run(words, j) == j + 1 and (known is None or words.forms[j] in self.gazetteer.rulers)
