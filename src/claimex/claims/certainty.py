"""What the grammar of a clause says of a claim, and the words that say it: « pourrait », « nie », « sans doute »."""

from dataclasses import dataclass
from functools import cache

from claimex.annotations import Offsets
from claimex.lexicon import Lexicon
from claimex.schema import Factuality


@dataclass(frozen=True, slots=True)
class Certainty:
    """What the grammar of a claim's clause says; ``factuality`` is the first of the order that fits."""

    asks: bool = False
    negated: bool = False
    supposes: bool = False
    hears: bool = False
    condition: Offsets | None = None
    hedges: tuple[Offsets, ...] = ()

    def factuality(self, *, attributed: bool, negatable: bool = True) -> Factuality:
        """Return the value of section 6. A commitment is not ``negatable``: not to act is a commitment too."""
        if self.asks:
            return "question"
        if self.negated and negatable:
            return "negated"
        if self.supposes:
            return "hypothetical"
        if self.hears:
            return "unverified"
        return "attributed" if attributed else "asserted"


class CertaintyWords:
    """The word lists of modality.toml."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.mapping("modality")
        self.modal = frozenset(words["conditional"]["modal"]["lemmas"])
        self.polite = frozenset(words["conditional"]["polite"]["lemmas"])
        self.possible = frozenset(words["possibility"]["lemmas"])
        self.denial = frozenset(words["denial"]["lemmas"])
        self.disavowal = frozenset(words["disavowal"]["lemmas"])
        self.asking = frozenset(words["asking"]["lemmas"])
        self.promising = frozenset(words["promising"]["lemmas"])
        self.ne = frozenset(words["negation"]["particles"])
        self.completions = frozenset(words["negation"]["completions"])
        self.alone = frozenset(words["negation"]["alone"])
        self.opening = frozenset(words["negation"]["opening"])
        self.without = frozenset(words["negation"]["without"])
        self.hedging = frozenset(words["hedge"]["adverbs"]) | frozenset(words["hedge"]["adjectives"])
        self.hedging_verbs = frozenset(words["hedge"]["verbs"])


@cache
def certainty_words(lexicon: Lexicon) -> CertaintyWords:
    """Return the word lists, read once a lexicon."""
    return CertaintyWords(lexicon)
