"""How sure a claim is, read off its clause's grammar: the order of docs/certainty.md and the words that weaken it.

« Le suspect aurait tiré » is unverified, « il voudrait partir » and « il a promis qu'il partirait » are not.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from claimex.annotations import Offsets, text_of
from claimex.claims.certainty import Certainty, certainty_words
from claimex.claims.conditions import Condition, condition_at, condition_on, find_conditions
from claimex.lexicon import Lexicon, load_lexicon
from claimex.mood import is_conditional, is_finite, is_past
from claimex.parse import Parse, Stretch, Word, parse_of
from claimex.schema import Factuality
from claimex.syntax import finite_verb_of, governor_of, verb_lemma

_SI = frozenset({"si", "s'"})
_QUE = frozenset({"que", "qu'"})
_LINKS = load_lexicon().words("modality.links")
_WE = load_lexicon().words("modality.speaking_persons")
_MARK = re.compile("[?!…\n;«“.]")
_STEPS = 12  # how far a claim's head may be from its finite verb


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
        self._finite: dict[int, Word] = {}
        self._negated: dict[int, bool] = {}
        self._que: dict[int, Word | None] = {}

    def read(self, start: int, end: int, *, head: int | None = None, inside: bool = False) -> Certainty:
        """Return the certainty of the claim at these code points whose head is token ``head``.

        ``inside`` keeps to these words: what governs a quotation does not make it less sure.
        """
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None or not self.doc.has_annotation("DEP"):
            return Certainty(asks=self.asks_directly(end))
        token = span.root if head is None else self.doc[head]
        chain = self._governing(token)
        if inside:
            chain = tuple(link for link in chain if start <= link.idx < end) or (token,)
        verb = chain[-1]
        condition = condition_on(self.conditions, verb)
        if inside and condition is not None and not start <= condition.offsets(self.doc)[0] < end:
            condition = None
        conditional = self._condition_around(verb)
        hedges = list(self._hedges(span, chain))
        if condition is not None and not condition.temporal:
            hedges.append(condition.offsets(self.doc))
        introducers = tuple(self._introducers(chain))
        modal = self._is_possible(chain, introducers)
        hears = not modal and self._hears(verb)
        return Certainty(
            asks=self.asks_directly(end) or self._asks_indirectly(verb),
            negated=self._is_refused(chain) or self._is_denied(chain, introducers) or self._opens_negated(span, chain),
            supposes=modal or conditional or (condition is not None and not condition.temporal),
            hears=hears,
            condition=None if condition is None else condition.offsets(self.doc),
            hedges=tuple(sorted(set(hedges))),
        )

    def _governing(self, token: Word) -> tuple[Word, ...]:
        """Return a token and what governs it, up to the finite verb of its clause."""
        chain = [token]
        for _ in range(_STEPS):
            verb = governor_of(chain[-1])
            if verb.i != chain[-1].i:
                chain.append(verb)
            if is_finite(self.finite_of(verb)) or verb.head.i == verb.i:
                break
            if verb.head.sent.start != token.sent.start:
                break
            chain.append(verb.head)
        return tuple(chain)

    def asks_directly(self, end: int) -> bool:
        """Tell whether the sentence that holds the claim ends in a question mark, before another quotation opens."""
        for mark in _MARK.finditer(self.text, max(0, end - 1), end + 200):
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

    def _asks_indirectly(self, verb: Word) -> bool:
        si = next((t for t in self._before(verb) if t.form in _SI), None)
        if si is None:
            return False
        before = [verb_lemma(t, self.lexicon) for t in self.doc[max(0, si.i - 3) : si.i]]
        return any(lemma in self.words.asking for lemma in before)

    def _before(self, verb: Word) -> Iterator[Word]:
        """Yield the tokens before a verb, nearest first, up to the end of the clause before."""
        for position in range(self.finite_of(verb).i - 1, max(-1, verb.i - 25), -1):
            token = self.doc[position]
            if token.text[0] in ",.;:!?…\n«“":
                return
            yield token

    def finite_of(self, verb: Word) -> Word:
        """Return what shows a verb's tense, also an auxiliary hung elsewhere: « **aurait** détourné »."""
        found = self._finite.get(verb.i)
        if found is None:
            found = self._finite[verb.i] = self._find_finite(verb)
        return found

    def _find_finite(self, verb: Word) -> Word:
        shown = finite_verb_of(verb)
        if is_finite(shown):
            return shown
        for token in reversed(self.doc[max(0, verb.i - 4) : verb.i]):
            if token.pos_ == "AUX" and is_finite(token):
                return token
            if token.pos_ not in {"ADV", "AUX"}:
                break
        return shown

    def negates(self, verb: Word) -> bool:
        """Tell whether a clause is negated: « ne … pas », « ne … aucun », « sans agir »; not « ne … que »."""
        known = self._negated.get(verb.i)
        if known is None:
            known = self._negated[verb.i] = self._is_negated(verb)
        return known

    def _is_negated(self, verb: Word) -> bool:
        finite = self.finite_of(verb)
        first = max(verb.sent.start, min(finite.i, verb.i) - 6)
        if any(t.form in self.words.without for t in self.doc[max(0, verb.i - 2) : verb.i]) and not is_finite(finite):
            return True
        opened = [t.i for t in self.doc[first : finite.i] if t.form in self.words.ne]
        if not opened or any(t.text[0] in ",;:" for t in self.doc[opened[-1] : finite.i]):
            return False
        if verb_lemma(verb, self.lexicon) in self.words.alone or verb_lemma(finite, self.lexicon) in self.words.alone:
            return True
        last = min(max(verb.i, finite.i) + 5, verb.sent.end)
        around = [t.form for t in self.doc[max(verb.sent.start, opened[-1] - 6) : last]]
        return any(word in self.words.completions for word in around)

    def _is_refused(self, chain: tuple[Word, ...]) -> bool:
        """Tell whether a claim or what governs it is negated; « n'exclut pas de » denies a denial."""
        for link in chain:
            if self.negates(link) and (link is chain[0] or verb_lemma(link, self.lexicon) not in self.words.denial):
                return True
        return False

    def _opens_negated(self, span: Stretch, chain: tuple[Word, ...]) -> bool:
        """Tell whether words without a verb of their own open on a negation: « **Pas** question de vendre »."""
        return span[0].form in self.words.opening and not is_finite(self.finite_of(chain[0]))

    def _is_denied(self, chain: tuple[Word, ...], introducers: tuple[Word, ...]) -> bool:
        """Tell whether a verb of denial governs the claim: « nie avoir tiré », « dément que … »."""
        governors = (*chain[1:], *introducers)
        return any(
            verb_lemma(governor, self.lexicon) in self.words.denial
            and governor.i < chain[0].i
            and not self.negates(governor)
            for governor in governors
        )

    def _introducers(self, chain: tuple[Word, ...]) -> Iterator[Word]:
        """Yield what stands right before « que » or « de » and an infinitive, whatever the parser made of it."""
        for link in chain:
            opener = self._que_before(link)
            if opener is None and "Inf" in self.finite_of(link).morph.get("VerbForm", []):
                opener = self.finite_of(link)
            position = -1 if opener is None else opener.i - 1
            while position > 0 and self.doc[position].form in _LINKS:
                position -= 1
            if position >= 0:
                yield self.doc[position]

    def _is_possible(self, chain: tuple[Word, ...], introducers: tuple[Word, ...]) -> bool:
        """Tell whether the claim is only possible: « pourrait », « devrait », « risque de »."""
        for link in (*chain, *introducers):
            lemma = verb_lemma(link, self.lexicon)
            finite = self.finite_of(link)
            if lemma in self.words.modal and (is_conditional(link) or is_conditional(finite)):
                return True
            if lemma in self.words.possible and link.i < chain[0].i:
                return True
        return False

    def _condition_around(self, verb: Word) -> bool:
        condition = condition_at(self.conditions, verb)
        return condition is not None and not condition.temporal

    def opens_with_que(self, verb: Word) -> bool:
        """Tell whether « que » opens a verb's clause: « a dit **qu'**il allait demander … »."""
        return self._que_before(verb) is not None

    def _que_before(self, verb: Word) -> Word | None:
        """Return the nearest « que » before a verb, in its clause."""
        if verb.i not in self._que:
            self._que[verb.i] = next((token for token in self._before(verb) if token.form in _QUE), None)
        return self._que[verb.i]

    def is_conditional_on(self, verb: Word) -> bool:
        """Tell whether a verb stands inside a condition: « si elles **acceptent** », « tant que … **aura** »."""
        return condition_at(self.conditions, verb) is not None

    def _hears(self, verb: Word) -> bool:
        """Tell whether the conditional is the journalist's: neither polite, nor a future seen from the past."""
        finite = self.finite_of(verb)
        if not is_conditional(finite) or verb_lemma(verb, self.lexicon) in self.words.polite:
            return False
        if any(t.form in _WE for t in self._before(verb)):
            return False
        return not self.is_future_in_past(verb)

    def is_future_in_past(self, verb: Word) -> bool:
        """Tell whether a conditional stands under « que » and a past verb: « a promis que … seraient déployés »."""
        finite = self.finite_of(verb)
        que = self._que_before(verb)
        if que is None:
            que = next((t for t in reversed(self.doc[max(0, verb.i - 30) : verb.i]) if t.form in _QUE), None)
        if que is None:
            return False
        for position in range(que.i - 1, max(-1, que.i - 12), -1):
            token = self.doc[position]
            if token.text[0] in ".;!?\n":
                return False
            if token.pos_ not in {"VERB", "AUX"} or "Inf" in token.morph.get("VerbForm", []):
                continue
            reporting = governor_of(token)
            shown = self.finite_of(reporting)
            tells_past = shown.i != reporting.i or is_past(shown)
            is_perfect = finite.i != verb.i and verb_lemma(finite, self.lexicon) == "avoir"
            return tells_past and (not is_perfect or verb_lemma(reporting, self.lexicon) in self.words.promising)
        return False

    def _hedges(self, span: Stretch, chain: tuple[Word, ...]) -> Iterator[Offsets]:
        hedging = self.words.hedging
        for i in [i for i in range(span.start, span.end) if self.forms[i] in hedging]:
            yield self.doc[i].idx, self.doc[i].idx + len(self.doc[i])
        for link in chain:
            finite = self.finite_of(link)
            lemma = verb_lemma(link, self.lexicon)
            if is_conditional(finite):
                yield finite.idx, finite.idx + len(finite)
            elif lemma in self.words.hedging_verbs:
                yield link.idx, link.idx + len(link)
