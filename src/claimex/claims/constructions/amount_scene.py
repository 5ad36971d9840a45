"""An amount among its words: its verb, the noun before it, the rule that fits; what the measures are found with."""

from claimex.annotations import Offsets, text_of
from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.amount_phrases import NOMINAL, SKIPPED, Amount, Phrases
from claimex.lexicon import Lexicon
from claimex.mood import is_finite
from claimex.parse import Parse, Word
from claimex.rules import Rule, RuleBook
from claimex.syntax import governor_of, has_preposition, verb_lemma

__all__ = ["LINKS", "NOMINAL", "SKIPPED", "VERBAL", "Amount", "Scene"]

VERBAL = frozenset({"VERB", "AUX"})
LINKS = frozenset({"de", "d'", "à", "entre", "par", "en"})
_BEFORE_NOUN = frozenset({"DET", "ADP"})
_CLAUSE_ENDS = frozenset(".;:!?«»\n")
_CLOSE = frozenset({"(", ","})
_CARRYING = LINKS | {"(", ",", "l'"}
_APPOSED = frozenset({"record", "records", "plancher", "plafond"})
_BULLETS = frozenset({"-", "–", "—", "•", "*"})
_STEPS = 8  # heads climbed from an amount to its verb
_CLAUSE = 10  # tokens from an amount to the finite verb of its clause
_SENTENCE = 40  # tokens from an amount back to the verb of its sentence
_NEAR = 6  # tokens before an amount looked at for a verb that the tagger took for a noun


def _follows_article(noun: Word) -> bool:
    """Tell whether a noun has an article or a preposition before it: « la **baisse** », « en forte **baisse** »."""
    before = noun.nbor(-1)
    if before.pos_ == "ADJ" and before.i > 0:
        before = before.nbor(-1)
    return before.pos_ in _BEFORE_NOUN or before.is_digit


class Scene(Phrases):
    """One document with the words and rules that its measures need."""

    def __init__(self, doc: Parse, rules: RuleBook, lexicon: Lexicon) -> None:
        super().__init__(doc, lexicon)
        self._nouns_before: dict[int, Word | None] = {}
        self._verbs: dict[int, Word | None] = {}
        self._heads: dict[int, list[Word]] = {}
        self._near_verbs: dict[int, Word | None] = {}
        self.text = text_of(doc)
        self.told: set[int] = set()  # the tokens that the measures of the figures so far begin with
        self.rules = {rule.id.removeprefix("figure."): rule for rule in rules.of("figure")}
        self.triggers = {
            name: Triggers(rules.of("figure", name), lexicon)
            for name in ("measure_change", "measure_value", "measure_count")
        }

    def rule_of(self, verb: Word) -> Rule | None:
        """Return the rule that a verb triggers, change before value."""
        lemma = verb_lemma(verb, self.lexicon)
        found = (*self.triggers["measure_change"].get(lemma), *self.triggers["measure_value"].get(lemma))
        return found[0] if found else None

    def verb_of(self, amount: Amount) -> Word | None:
        """Return the verb that governs an amount, itself when it is one (« a doublé »)."""
        if amount.index not in self._verbs:
            self._verbs[amount.index] = self._find_verb(amount)
        return self._verbs[amount.index]

    def _find_verb(self, amount: Amount) -> Word | None:
        beside = self.doc[amount.first - 1 - (amount.link in LINKS)] if amount.first > 1 else amount.root
        if beside.pos_ == "VERB":
            return beside
        for token in self.heads(amount):
            if token.pos_ in VERBAL and token.i not in self.moment_tokens:  # « il y **a** un mois »
                return governor_of(token)
        return self.near_verb(amount)

    def near_verb(self, amount: Amount) -> Word | None:
        """Return a verb of our rules right before the amount, whatever the parser made of « plafonne à 3 % »."""
        if amount.first not in self._near_verbs:
            self._near_verbs[amount.first] = self._find_near_verb(amount)
        return self._near_verbs[amount.first]

    def _find_near_verb(self, amount: Amount) -> Word | None:
        for token in reversed(self.doc[max(1, amount.first - _NEAR) : amount.first]):
            if token.text[0] in _CLAUSE_ENDS:
                return None
            if token.pos_ in VERBAL:
                return token if self.rule_of(token) is not None else None
            if self._is_misread(token):
                return token
        return None

    def opening(self, amount: Amount) -> str:
        """Return the word before an amount, adverbs left aside: « **avec** déjà 300 hectares »."""
        position = amount.first - 1
        while position > 0 and self.doc[position].pos_ == "ADV":
            position -= 1
        return self.doc[position].form if position >= 0 else ""

    def finite_before(self, amount: Amount, *, over: str = "") -> Word | None:
        """Return the finite verb of the clause that an amount ends, whatever hangs on it: « est stable, à 6 % »."""
        for token in reversed(self.doc[max(0, amount.first - _CLAUSE) : amount.first]):
            if (token.text[0] in _CLAUSE_ENDS and token.text != over) or token.i in self.counted_tokens:
                return None
            if token.pos_ in VERBAL and is_finite(token):
                return token
        return None

    def clause_verb(self, amount: Amount) -> Word | None:
        """Return the last finite verb of the sentence before an amount, whatever stands between."""
        for token in reversed(self.doc[max(0, amount.first - _SENTENCE) : amount.first]):
            if token.text in ".;!?" or (token.is_sent_start is True and token.i + 1 == amount.first):
                return None
            if token.pos_ in VERBAL and is_finite(token):
                return token
        return None

    def heads(self, amount: Amount) -> list[Word]:
        """Return an amount's head and what governs it, up to the verb."""
        known = self._heads.get(amount.index)
        if known is None:
            known = self._heads[amount.index] = self._find_heads(amount.root)
        return known

    @staticmethod
    def _find_heads(token: Word) -> list[Word]:
        found = [token]
        while len(found) < _STEPS and token.pos_ not in VERBAL and token.head.i != token.i:
            token = token.head
            found.append(token)
        return found

    def noun_before(self, amount: Amount) -> Word | None:
        """Return the noun that carries the amount: « une **croissance** de 0,9 % », « le **déficit** (3 %) »."""
        if amount.first not in self._nouns_before:
            self._nouns_before[amount.first] = self._find_noun_before(amount)
        return self._nouns_before[amount.first]

    def _find_noun_before(self, amount: Amount) -> Word | None:
        opening = self.doc[amount.first].form
        compared = opening in self.words("comparing")  # « un taux **inférieur à** 1 % »
        link = amount.first - (opening not in LINKS and not compared)
        if link < 1 or (self.doc[link].form not in _CARRYING and not compared):
            return None
        while amount.link not in _CLOSE and link - 1 in self.moment_tokens:  # « une hausse l'an dernier de 3 % »
            link -= 1
        if link > 2 and self.doc[link - 1].lemma_ in self.words("bookkeeping") and self.doc[link - 2].form == "en":
            link -= 2  # « une hausse en volume de 4 000 tonnes »
        for token in reversed(self.doc[max(0, link - 4) : link]):
            if token.form in self.words("spanning"):  # « un déficit compris entre 3 et 4 millions »
                continue
            if token.i in self.counted_tokens or self._is_misread(token):
                return None
            if token.form in _APPOSED and token.i > 0 and token.nbor(-1).pos_ in NOMINAL:
                continue  # « un déficit **record** de 164 milliards »
            if token.pos_ in NOMINAL or token.form in self.words("dimensions"):
                if token.form in self.words("times") and has_preposition(token):
                    return None  # « était à cette heure de 1 725 hectares »
                if amount.link == "à" and token.i and self._is_idiom(token):
                    return None  # « est pris en **charge** à 80 % »
                noun = self.whole(token)
                bare = token.lemma_ in self.words("bare") and token.i and token.nbor(-1).form in ("un", "des")
                light = token.form in self.words("light") or noun.lemma_ in self.words("light") or bare
                if token.form in self.words("measurable") and token.i and token.nbor(-1).pos_ == "DET":
                    return token  # « d'une **hauteur** de 150 mètres », not « à hauteur de 45 millions »
                if noun.lemma_ == "moyenne" and noun.i + 1 < token.i:
                    return noun  # « une moyenne d'âge de 15 ans »
                return None if light else noun
            if token.pos_ not in {"ADJ", "ADV", "NUM"}:
                return None
        return None

    def _is_idiom(self, noun: Word) -> bool:
        return noun.nbor(-1).form == "en" and noun.lemma_ not in self.words("changes")

    def is_adjunct(self, noun: Word) -> bool:
        """Tell whether a noun is all that a sentence opens with under a preposition: « **Au final**, »."""
        start = noun.i
        while start > 0 and not self.doc[start].is_sent_start:
            start -= 1
        return self.doc[start].pos_ == "ADP" and noun.i - start <= _NEAR and noun.lemma_ not in self.words("changes")

    def change_before(self, amount: Amount) -> Word | None:
        """Return the noun of « en hausse de » right before an amount."""
        noun = self.noun_before(amount)
        if noun is None or not self.triggers["measure_change"].get(noun.lemma_):
            return None
        return noun if self.doc[self.turn_start(noun)].form == "en" else None

    def _is_misread(self, token: Word) -> bool:
        if token.i == 0 or token.pos_ in VERBAL or self.lexicon.verb_lemma(token.form) is None:
            return False
        if token.nbor(-1).text in _BULLETS and token.i + 1 < len(self.doc) and token.nbor().form in ("de", "d'", "des"):
            return False  # « - **hausse** de 5 % des aides »
        return not _follows_article(token) and self.rule_of(token) is not None

    def match(
        self,
        name: str,
        amount: Amount,
        measure: Offsets | None,
        cue: Word | None = None,
        *,
        topic: Offsets | None = None,
    ) -> Match | None:
        """Return a match of the rule of this name; None without a measure or when the user took the rule away.

        ``topic``: what an amount after it goes on from, when that is not the whole measure.
        """
        rule = self.rules.get(name)
        if rule is None or measure is None or measure[0] >= measure[1]:
            return None
        measure = self._closed(measure)
        roles: dict[str, tuple[Offsets, ...]] = {"measure": (measure,), "topic": (topic or measure,)}
        tokens = {} if cue is None else {"cue": cue.i}
        ends = (min(measure[0], amount.row.start), max(measure[1], amount.row.end))
        return Match(rule, *ends, roles=roles, tokens=tokens)

    def _closed(self, span: Offsets) -> Offsets:
        """Return a measure with the mark that closes what it quotes: « ont été « légèrement blessés **»** »."""
        quoted = self.text[span[0] : span[1]]
        end = self.text.find("»", span[1], span[1] + 2)
        return (span[0], end + 1) if end >= 0 and quoted.count("«") > quoted.count("»") else span
