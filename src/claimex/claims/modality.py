"""How sure a claim is, read off its clause's grammar: the order of docs/certainty.md and the words that weaken it.

« Le suspect aurait tiré » is unverified, « il voudrait partir » and « il a promis qu'il partirait » are not.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc

from claimex.annotations import Offsets, text_of
from claimex.claims.certainty import Certainty, certainty_words
from claimex.claims.conditions import Condition, condition_at, condition_on, find_conditions
from claimex.claims.verb_links import Link, VerbLinks
from claimex.lexicon import Lexicon, load_lexicon
from claimex.mood import is_conditional, is_finite, is_past
from claimex.parse import Parse, Stretch, Word, parse_of
from claimex.schema import Factuality
from claimex.syntax import governor_of

_SI = frozenset({"si", "s'"})
_QUE = frozenset({"que", "qu'"})
_LINKS = load_lexicon().words("modality.links")
_WE = load_lexicon().words("modality.speaking_persons")
_MARK = re.compile("[?!…\n;«“.]")
_AHEAD = 200  # characters after a claim in which its question mark stands


def factuality_of(
    doc: Doc | Parse, start: int, end: int, *, attributed: bool = False, head: int | None = None
) -> Factuality:
    """Return how sure one claim is; for many claims of one document make a ``Modality`` once.

    >>> factuality_of(nlp("Le suspect aurait tiré trois fois."), 11, 33)
    'unverified'
    """
    return modality_of(parse_of(doc), load_lexicon()).read(start, end, head=head).factuality(attributed=attributed)


def modality_of(doc: Parse, lexicon: Lexicon) -> "Modality":
    """Return the one ``Modality`` of a document: statements, commitments and figures share it."""
    known = doc.kept.get((Modality, lexicon))
    if not isinstance(known, Modality):
        known = doc.kept[Modality, lexicon] = Modality(doc, lexicon)
    return known


class Modality:
    """Reads the certainty of the claims of one document."""

    def __init__(self, doc: Doc | Parse, lexicon: Lexicon) -> None:
        self.doc = doc = parse_of(doc)
        self.lexicon = lexicon
        self.text = text_of(doc)
        self.forms = tuple(doc.forms)
        self.conditions: tuple[Condition, ...] = (
            find_conditions(doc, self.forms) if doc.has_annotation("SENT_START") and doc.has_annotation("DEP") else ()
        )
        self.words = certainty_words(lexicon)
        self.links = VerbLinks(doc, lexicon)
        self._negated: dict[int, bool] = {}
        self._que: dict[int, int] = {}

    def read(self, start: int, end: int, *, head: int | None = None, inside: bool = False) -> Certainty:
        """Return the certainty of the claim at these code points whose head is token ``head``.

        ``inside`` keeps to these words: what governs a quotation does not make it less sure.
        """
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None or not self.doc.has_annotation("DEP"):
            return Certainty(asks=self.asks_directly(end))
        token = span.root if head is None else self.doc[head]
        chain = self.links.chain(token)
        if inside:
            chain = tuple([link for link in chain if start <= link.word.idx < end]) or (self.links.of(token),)
        verb = chain[-1]
        condition = condition_on(self.conditions, verb.word)
        if inside and condition is not None and not start <= condition.offsets(self.doc)[0] < end:
            condition = None
        hedges = set(self._hedges(span, chain))
        if condition is not None and not condition.temporal:
            hedges.add(condition.offsets(self.doc))
        introducers = self._introducers(chain)
        modal = self._is_possible(chain, introducers)
        return Certainty(
            asks=self.asks_directly(end) or self._asks_indirectly(verb),
            negated=self._is_refused(chain) or self._is_denied(chain, introducers) or self._opens_negated(span, chain),
            supposes=modal or self._condition_around(verb) or (condition is not None and not condition.temporal),
            hears=not modal and self._hears(verb),
            condition=None if condition is None else condition.offsets(self.doc),
            hedges=tuple(sorted(hedges)) if hedges else (),
        )

    def asks_directly(self, end: int) -> bool:
        """Tell whether the sentence that holds the claim ends in a question mark, before another quotation opens."""
        first, last = max(0, end - 1), end + _AHEAD
        if self.text.find("?", first, last) < 0:
            return False
        for mark in _MARK.finditer(self.text, first, last):
            position, character = mark.start(), mark[0]
            if character == "?":
                return True
            if character != "." and position >= end:
                return False
            if character == "." and not self._is_inner_stop(position):
                return False
        return False

    def _is_inner_stop(self, position: int) -> bool:
        after = self.text[position + 1 : position + 2]
        return after.isalnum() or (position > 0 and self.text[position - 1].isupper())

    def _asks_indirectly(self, verb: Link) -> bool:
        si = self._nearest(_SI, verb)
        before = [self.links.of(token).lemma for token in self.doc[max(0, si - 3) : si]] if si >= 0 else ()
        return any(lemma in self.words.asking for lemma in before)

    def _nearest(self, forms: frozenset[str], verb: Link) -> int:
        """Return the last of these words in a clause before its verb, -1 where there is none."""
        first, last = self.links.clause_before(verb)
        if forms.isdisjoint(self.forms[first:last]):
            return -1
        return max(i for i in range(first, last) if self.forms[i] in forms)

    def negates(self, verb: Word) -> bool:
        """Tell whether a clause is negated: « ne … pas », « ne … aucun », « sans agir »; not « ne … que »."""
        known = self._negated.get(verb.i)
        if known is None:
            known = self._negated[verb.i] = self._is_negated(verb)
        return known

    def _is_negated(self, verb: Word) -> bool:
        link, forms = self.links.of(verb), self.forms
        finite = link.finite
        first = max(verb.sent.start, min(finite.i, verb.i) - 6)
        if not self.words.without.isdisjoint(forms[max(0, verb.i - 2) : verb.i]) and not is_finite(finite):
            return True
        if self.words.ne.isdisjoint(forms[first : finite.i]):
            return False
        opened = max(i for i in range(first, finite.i) if forms[i] in self.words.ne)
        if any(t.text[0] in ",;:" for t in self.doc[opened : finite.i]):
            return False
        if link.lemma in self.words.alone or self.links.of(finite).lemma in self.words.alone:
            return True
        last = min(max(verb.i, finite.i) + 5, verb.sent.end)
        return not self.words.completions.isdisjoint(forms[max(verb.sent.start, opened - 6) : last])

    def _is_refused(self, chain: tuple[Link, ...]) -> bool:
        """Tell whether a claim or what governs it is negated; « n'exclut pas de » denies a denial."""
        for link in chain:
            if self.negates(link.word) and (link is chain[0] or link.lemma not in self.words.denial):
                return True
        return False

    def _opens_negated(self, span: Stretch, chain: tuple[Link, ...]) -> bool:
        """Tell whether words without a verb of their own open on a negation: « **Pas** question de vendre »."""
        return self.forms[span.start] in self.words.opening and not is_finite(chain[0].finite)

    def _is_denied(self, chain: tuple[Link, ...], introducers: tuple[Link, ...]) -> bool:
        """Tell whether a verb of denial governs the claim: « nie avoir tiré », « dément que … »."""
        for link in (*chain[1:], *introducers):
            is_denial = link.lemma in self.words.denial and link.word.i < chain[0].word.i
            if is_denial and not self.negates(link.word):
                return True
        return False

    def is_disavowed(self, head: Word) -> bool:
        """Tell whether somebody says that what a word stands for is not so: « **dément** vouloir **fermer** »."""
        if not self._tells_disavowal:
            return False
        noun = head
        while noun.pos_ == "NOUN" and noun.head.i < noun.i:  # « dément **tout projet** de fermeture »
            noun = noun.head
        chain = self.links.chain(noun)
        return any(
            link.lemma in self.words.disavowal and link.word.i < head.i and not self.negates(link.word)
            for link in (*chain, *self._introducers(chain))
        )

    @cached_property
    def _tells_disavowal(self) -> bool:
        return self.links.tells(self.words.disavowal)

    def _introducers(self, chain: tuple[Link, ...]) -> tuple[Link, ...]:
        """Return what stands right before « que » or « de » and an infinitive, whatever the parser made of it."""
        found = []
        for link in chain:
            opener = self._que_before(link)
            if opener < 0 and "Inf" in link.finite.morph.get("VerbForm", []):
                opener = link.finite.i
            position = opener - 1
            while position > 0 and self.forms[position] in _LINKS:
                position -= 1
            if position >= 0:
                found.append(self.links.of(self.doc[position]))
        return tuple(found)

    def _is_possible(self, chain: tuple[Link, ...], introducers: tuple[Link, ...]) -> bool:
        """Tell whether the claim is only possible: « pourrait », « devrait », « risque de »."""
        for link in (*chain, *introducers):
            if link.lemma in self.words.modal and (is_conditional(link.word) or is_conditional(link.finite)):
                return True
            if link.lemma in self.words.possible and link.word.i < chain[0].word.i and not _is_undergone(link):
                return True
        return False

    def _condition_around(self, verb: Link) -> bool:
        condition = condition_at(self.conditions, verb.word)
        return condition is not None and not condition.temporal

    def opens_with_que(self, verb: Word) -> bool:
        """Tell whether « que » opens a verb's clause: « a dit **qu'**il allait demander … »."""
        return self._que_before(self.links.of(verb)) >= 0

    def _que_before(self, verb: Link) -> int:
        """Return the nearest « que » before a verb, in its clause; -1 where there is none."""
        known = self._que.get(verb.word.i)
        if known is None:
            known = self._que[verb.word.i] = self._nearest(_QUE, verb)
        return known

    def is_conditional_on(self, verb: Word) -> bool:
        """Tell whether a verb stands inside a condition: « si elles **acceptent** », « tant que … **aura** »."""
        return condition_at(self.conditions, verb) is not None

    def _hears(self, verb: Link) -> bool:
        """Tell whether the conditional is the journalist's: neither polite, nor a future seen from the past."""
        if not is_conditional(verb.finite) or verb.lemma in self.words.polite:
            return False
        return self._nearest(_WE, verb) < 0 and not self.is_future_in_past(verb.word)

    def is_future_in_past(self, verb: Word) -> bool:
        """Tell whether a conditional stands under « que » and a past verb: « a promis que … seraient déployés »."""
        link = self.links.of(verb)
        que = self._que_before(link)
        if que < 0:
            que = next((i for i in range(verb.i - 1, max(-1, verb.i - 31), -1) if self.forms[i] in _QUE), -1)
        for position in range(que - 1, max(-1, que - 12), -1):
            token = self.doc[position]
            if token.text[0] in ".;!?\n":
                return False
            if token.pos_ not in {"VERB", "AUX"} or "Inf" in token.morph.get("VerbForm", []):
                continue
            reporting = self.links.of(governor_of(token))
            tells_past = reporting.finite.i != reporting.word.i or is_past(reporting.finite)
            is_perfect = link.finite.i != verb.i and self.links.of(link.finite).lemma == "avoir"
            return tells_past and (not is_perfect or reporting.lemma in self.words.promising)
        return False

    def _hedges(self, span: Stretch, chain: tuple[Link, ...]) -> Iterator[Offsets]:
        if not self.words.hedging.isdisjoint(self.forms[span.start : span.end]):
            for i in [i for i in range(span.start, span.end) if self.forms[i] in self.words.hedging]:
                yield self.doc[i].idx, self.doc[i].idx + len(self.doc[i])
        for link in chain:
            if is_conditional(link.finite):
                yield link.finite.idx, link.finite.idx + len(link.finite)
            elif link.lemma in self.words.hedging_verbs:
                yield link.word.idx, link.word.idx + len(link.word)


def _is_undergone(link: Link) -> bool:
    """Tell « les emplois **menacés** par le plan », where nothing is left open, from « menace de fermer »."""
    morph = link.word.morph
    return not is_finite(link.finite) and "Part" in morph.get("VerbForm", []) and "Past" in morph.get("Tense", [])
