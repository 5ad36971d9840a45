"""The closed list of constructions that a rule can name, and the match each yields.

A construction is a generator ``(doc, rules) -> Iterator[Match]``: it knows one pattern of French grammar, the rules
give it words. ``reported_speech`` serves statements, ``undertakings`` commitments, ``measures`` figures.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from claimex.annotations import Offsets
from claimex.lexicon import Lexicon
from claimex.rules import Rule
from claimex.schema import Force


@dataclass(frozen=True, slots=True)
class Match:
    """What a construction found: the claim's offsets and its roles, e.g. ``{"content": ((0, 17),)}``.

    ``tokens`` names the tokens that carry the grammar of the claim (``verb``, ``head``, ``subject``) by index;
    ``force`` is what the words around make of a commitment, where it is not the rule's own.
    """

    rule: Rule
    start: int
    end: int
    roles: dict[str, tuple[Offsets, ...]] = field(default_factory=dict)
    tokens: dict[str, int] = field(default_factory=dict)
    force: Force | None = None


Index = dict[str, tuple[Rule, ...]]

# Constructions ask for the same rules in every document. An entry holds its rules and lexicon: ids stay theirs.
_KEPT_INDEXES = 200
_INDEXES: dict[tuple[int, ...], tuple[tuple[Rule, ...], Lexicon, Index]] = {}


def _index(rules: Sequence[Rule], lexicon: Lexicon) -> Index:
    index: dict[str, list[Rule]] = {}
    for rule in rules:
        for lemma in sorted(rule.lemmas(lexicon)):
            index.setdefault(lemma, []).append(rule)
    return {lemma: tuple(found) for lemma, found in index.items()}


class Triggers:
    """The rules of one construction by the lemma that triggers them; built once per rule book.

    >>> triggers = Triggers(rules.of("statement", "verb_que"), lexicon)
    >>> triggers.get("affirmer")
    (Rule(id='statement.verb_que', ...),)
    """

    def __init__(self, rules: Sequence[Rule], lexicon: Lexicon) -> None:
        self.rules = tuple(rules)
        self.lexicon = lexicon
        key = (id(lexicon), *map(id, self.rules))
        known = _INDEXES.get(key)
        if known is None:
            if len(_INDEXES) >= _KEPT_INDEXES:
                _INDEXES.clear()
            known = _INDEXES[key] = (self.rules, lexicon, _index(self.rules, lexicon))
        self._index = known[2]

    @property
    def lemmas(self) -> Set[str]:
        """The lemmas that trigger some rule: to pass over all other words fast."""
        return self._index.keys()

    def get(self, lemma: str | None) -> tuple[Rule, ...]:
        """Return the rules that this lemma triggers, in rule order."""
        return self._index.get(lemma, ()) if lemma else ()
