"""An amount among its words: its verb, the noun before it, the phrases around it; what the measures are found with."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from claimex.annotations import QUANTITIES, Offsets, QuantityMention, read
from claimex.claims.constructions import Match, Triggers
from claimex.lexicon import Lexicon
from claimex.rules import Rule, RuleBook
from claimex.syntax import governor_of, has_preposition, phrase_of, plain_form, subject_of, verb_lemma

NOMINAL = frozenset({"NOUN", "PROPN", "X"})
VERBAL = frozenset({"VERB", "AUX"})
LINKS = frozenset({"de", "d'", "à", "entre", "par", "en"})
SKIPPED = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "SPACE", "ADV", "SCONJ"})
_BEFORE_NOUN = frozenset({"DET", "ADP"})
_CLAUSE_ENDS = frozenset(".;:!?«»\n")
_STEPS = 8  # heads climbed from an amount to its verb
_LONGEST = 14  # tokens of a measure
_NEAR = 6  # tokens before an amount looked at for a verb that the tagger took for a noun
_FAR = 70  # tokens before a pronoun looked at for its noun


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount on its tokens: ``index`` in the quantities, ``root`` its head, ``first`` and ``last`` its tokens."""

    index: int
    row: QuantityMention
    root: Token
    first: int
    last: int


def _follows_article(noun: Token) -> bool:
    """Tell whether a noun has an article or a preposition before it: « la **baisse** », « en forte **baisse** »."""
    before = noun.nbor(-1)
    if before.pos_ == "ADJ" and before.i > 0:
        before = before.nbor(-1)
    return before.pos_ in _BEFORE_NOUN or before.is_digit


class Scene:
    """One document with the words and rules that its measures need."""

    def __init__(self, doc: Doc, rules: RuleBook, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.rules = {rule.id.removeprefix("figure."): rule for rule in rules.of("figure")}
        self.triggers = {
            name: Triggers(rules.of("figure", name), lexicon)
            for name in ("measure_change", "measure_value", "measure_count")
        }
        self._lists: dict[str, frozenset[str]] = {}

    def list(self, name: str) -> frozenset[str]:
        """Return the words of one list of figures.toml."""
        if name not in self._lists:
            self._lists[name] = self.lexicon.words(f"figures.{name}")
        return self._lists[name]

    @cached_property
    def counted_tokens(self) -> frozenset[int]:
        """The tokens that lie in some amount."""
        rows = [(row.start, row.end) for row in read(self.doc, QUANTITIES, QuantityMention)]
        spans = [self.doc.char_span(start, end, alignment_mode="expand") for start, end in rows]
        return frozenset(token.i for span in spans if span is not None for token in span)

    def is_counted(self, amount: Amount) -> bool:
        """Tell whether the unit is a counted noun (« agent »), not money, a share or a physical unit."""
        unit = amount.row.unit
        return unit is not None and unit.lower() == unit and unit not in self.list("symbols")

    def link(self, amount: Amount) -> str:
        """Return the word right before an amount: « de », « à », « contre »."""
        return plain_form(self.doc[amount.first - 1]) if amount.first else ""

    def rule_of(self, verb: Token) -> Rule | None:
        """Return the rule that a verb triggers, change before value."""
        lemma = verb_lemma(verb, self.lexicon)
        found = (*self.triggers["measure_change"].get(lemma), *self.triggers["measure_value"].get(lemma))
        return found[0] if found else None

    def verb_of(self, amount: Amount) -> Token | None:
        """Return the verb that governs an amount, itself when it is one (« a doublé »)."""
        beside = self.doc[amount.first - 1 - (self.link(amount) in LINKS)] if amount.first > 1 else amount.root
        if beside.pos_ == "VERB":
            return beside
        for token in self.heads(amount):
            if token.pos_ in VERBAL:
                return governor_of(token)
        return self.near_verb(amount)

    def near_verb(self, amount: Amount) -> Token | None:
        """Return a verb of our rules right before the amount, whatever the parser made of « plafonne à 3 % »."""
        for token in reversed(self.doc[max(1, amount.first - _NEAR) : amount.first]):
            if token.text[0] in _CLAUSE_ENDS:
                return None
            if token.pos_ in VERBAL:
                return token if self.rule_of(token) is not None else None
            if self._is_misread(token):
                return token
        return None

    def heads(self, amount: Amount) -> Iterator[Token]:
        """Yield an amount's head and what governs it, up to the verb."""
        token = amount.root
        for _ in range(_STEPS):
            yield token
            if token.pos_ in VERBAL or token.head.i == token.i:
                return
            token = token.head

    def noun_before(self, amount: Amount) -> Token | None:
        """Return the noun that carries the amount: « une **croissance** de 0,9 % », « le **déficit** (3 %) »."""
        link = amount.first - (plain_form(self.doc[amount.first]) not in LINKS)
        if link < 1 or plain_form(self.doc[link]) not in LINKS | {"(", ",", "l'"}:
            return None
        for token in reversed(self.doc[max(0, link - 4) : link]):
            if token.i in self.counted_tokens or self._is_misread(token):
                return None
            if token.pos_ in NOMINAL or plain_form(token) in self.list("dimensions"):
                return None if plain_form(token) in self.list("light") else self._whole(token)
            if token.pos_ not in {"ADJ", "ADV", "NUM"}:
                return None
        return None

    def _whole(self, noun: Token) -> Token:
        """Return the head of a noun's phrase: « un **taux** de vacance de 9 % »."""
        for _ in range(_STEPS):
            head = noun.head
            if head.pos_ not in NOMINAL or not noun.i - _NEAR < head.i < noun.i or head.i in self.counted_tokens:
                break
            if any(token.is_punct for token in self.doc[head.i : noun.i]):
                break
            noun = head
        return noun

    def _is_misread(self, token: Token) -> bool:
        if token.i == 0 or token.pos_ in VERBAL or self.lexicon.verb_lemma(plain_form(token)) is None:
            return False
        return not _follows_article(token) and self.rule_of(token) is not None

    def subject(self, verb: Token, amount: Amount) -> Offsets | None:
        """Return the subject's phrase; a pronoun gives the noun that it stands for."""
        subject = subject_of(verb)
        if subject is None or subject.i in self.counted_tokens or amount.first <= subject.i <= amount.last:
            return self._first_noun(verb, amount)
        if plain_form(subject) in self.list("pronouns"):
            return None if self._is_impersonal(verb, subject) else self._antecedent(subject)
        return self.phrase(subject, outside=amount)

    def _is_impersonal(self, verb: Token, subject: Token) -> bool:
        return plain_form(subject) == "il" and verb_lemma(verb, self.lexicon) in self.list("impersonal")

    def _first_noun(self, verb: Token, amount: Amount) -> Offsets | None:
        """Return the first phrase of the clause that no preposition introduces, where the parser saw no subject."""
        start = verb.i
        while start > 0 and not self.doc[start].is_sent_start and not self._opens_clause(self.doc[start - 1]):
            start -= 1
        for token in self.doc[start : verb.i]:
            if plain_form(token) in self.list("pronouns"):
                return None if self._is_impersonal(verb, token) else self._antecedent(token)
            if token.pos_ in NOMINAL and not has_preposition(token) and self._may_be_subject(token):
                return self.phrase(token, outside=amount)
        return None

    def _opens_clause(self, token: Token) -> bool:
        return token.text[0] in _CLAUSE_ENDS or plain_form(token) in self.list("relatives")

    def _may_be_subject(self, noun: Token) -> bool:
        known = noun.i in self.counted_tokens or plain_form(noun) in self.list("times")
        aside = noun.i > 0 and noun.nbor(-1).text == "("
        return not known and not aside and (noun.i == 0 or noun.nbor(-1).pos_ != "ADP")

    def _antecedent(self, pronoun: Token) -> Offsets | None:
        """Return the last noun before that agrees: « … **la part du rail**. Elle n'était que de 3 % »."""
        feminine = plain_form(pronoun).startswith("elle")
        plural = plain_form(pronoun).endswith("s")
        for token in reversed(self.doc[max(0, pronoun.i - _FAR) : pronoun.i]):
            if token.pos_ != "NOUN" or (token.i and plain_form(token.nbor(-1)) in self.list("genitives")):
                continue
            gender, number = token.morph.get("Gender", []), token.morph.get("Number", [])
            agrees = ("Fem" if feminine else "Masc") in gender and ("Plur" if plural else "Sing") in number
            if agrees and self._may_be_subject(token):
                return self.phrase(token)
        return None

    def phrase(self, noun: Token, *, outside: Amount | None = None) -> Offsets | None:
        """Return a noun phrase without article, cut before the amount that it may hold."""
        if plain_form(noun) in self.list("deictics") or noun.pos_ in SKIPPED:
            return None
        tokens = list(phrase_of(noun))[: _LONGEST * 2]
        if outside is not None:
            inside = [token for token in tokens if token.i < outside.first or token.i > outside.last]
            tokens = [token for token in inside if (token.i < outside.first) == (noun.i < outside.first)]
        while tokens and (tokens[0].pos_ in SKIPPED or tokens[0].is_punct):
            tokens.pop(0)
        tokens = tokens[:_LONGEST]
        while tokens and (tokens[-1].pos_ in SKIPPED or tokens[-1].is_punct):
            tokens.pop()
        return (tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None

    def phrase_before(self, position: int) -> Token | None:
        """Return the head of the phrase that ends before a token: « **le prix** du gaz, en hausse »."""
        last = position - 1
        while last > 0 and self.doc[last].pos_ not in NOMINAL and position - last < 4:
            last -= 1
        noun = self.doc[last] if last >= 0 else None
        while noun is not None and noun.pos_ in NOMINAL and noun.head.pos_ in NOMINAL and noun.head.i < noun.i:
            noun = noun.head
        return noun if noun is not None and noun.pos_ in NOMINAL else None

    def match(self, name: str, amount: Amount, measure: Offsets | None, cue: Token | None = None) -> Match | None:
        """Return a match of the rule of this name; None without a measure or when the user took the rule away."""
        rule = self.rules.get(name)
        if rule is None or measure is None:
            return None
        roles: dict[str, tuple[Offsets, ...]] = {"measure": (measure,)}
        tokens = {} if cue is None else {"cue": cue.i}
        ends = (min(measure[0], amount.row.start), max(measure[1], amount.row.end))
        return Match(rule, *ends, roles=roles, tokens=tokens)
