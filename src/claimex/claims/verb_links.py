"""What a claim hangs on, up to the finite verb of its clause: « Il **a promis** de **tenter** de payer »."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from claimex.lexicon import Lexicon
from claimex.mood import is_finite
from claimex.parse import Parse, Word
from claimex.syntax import finite_verb_of, governor_of, verb_lemmas

_STEPS = 12  # how far a claim's head may be from its finite verb
_CLAUSE = 24  # tokens looked back from a verb for what opens its clause
_BREAKS = frozenset(",.;:!?…\n«“")


@dataclass(slots=True)
class Link:
    """A word on the way to the verb: ``finite`` shows its tense, ``lemma`` is a verb's: « **aurait** détourné »."""

    word: Word
    finite: Word
    lemma: str | None


class VerbLinks:
    """The words of one document as links of such chains."""

    def __init__(self, doc: Parse, lexicon: Lexicon) -> None:
        self.doc = doc
        self._verbs = verb_lemmas(doc, lexicon)
        self._links: dict[int, Link] = {}
        self._chains: dict[int, tuple[Link, ...]] = {}

    def of(self, word: Word) -> Link:
        """Return a word with what shows its tense, also an auxiliary hung elsewhere, and its lemma."""
        known = self._links.get(word.i)
        if known is None:
            lemma = self._verbs[word.i]
            if lemma is None and word.pos_ in {"VERB", "AUX"}:
                lemma = word.lemma_
            known = self._links[word.i] = Link(word, self._finite_of(word), lemma)
        return known

    def tells(self, lemmas: frozenset[str]) -> bool:
        """Tell whether the document holds a form of one of these verbs."""
        return any(lemma in lemmas for lemma in self._verbs if lemma is not None)

    def _finite_of(self, verb: Word) -> Word:
        shown = finite_verb_of(verb)
        if is_finite(shown):
            return shown
        for token in reversed(self.doc[max(0, verb.i - 4) : verb.i]):
            if token.pos_ == "AUX" and is_finite(token):
                return token
            if token.pos_ not in {"ADV", "AUX"}:
                break
        return shown

    def chain(self, token: Word) -> tuple[Link, ...]:
        """Return a token and what governs it, up to the finite verb of its clause."""
        known = self._chains.get(token.i)
        if known is None:
            known = self._chains[token.i] = tuple(map(self.of, self._governing(token)))
        return known

    def _governing(self, token: Word) -> list[Word]:
        chain = [token]
        for _ in range(_STEPS):
            verb = governor_of(chain[-1])
            if verb.i != chain[-1].i:
                chain.append(verb)
            if verb.head.i == verb.i or is_finite(self.of(verb).finite) or verb.head.sent.start != token.sent.start:
                break
            chain.append(verb.head)
        return chain

    def clause_before(self, verb: Link) -> tuple[int, int]:
        """Return the tokens before a verb, half-open, from the end of the clause before: « , **qu'il** a dit »."""
        last = verb.finite.i
        place = bisect_left(self._breaks, last)
        after_break = self._breaks[place - 1] + 1 if place else 0
        return max(after_break, verb.word.i - _CLAUSE), last

    @cached_property
    def _breaks(self) -> list[int]:
        """The tokens at which a clause may end."""
        return [word.i for word in self.doc if word.text[0] in _BREAKS]
