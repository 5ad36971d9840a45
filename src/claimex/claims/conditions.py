"""Conditions: « si le Parlement l'adopte », « à condition que la demande baisse », « en cas de pic »."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from spacy.tokens import Doc

from claimex.annotations import Offsets
from claimex.lexicon import load_lexicon
from claimex.mood import is_conditional, is_finite, is_future, is_past
from claimex.parse import Parse, Word, parse_of
from claimex.syntax import has_participle_form

_first_of = attrgetter("first")
_WORDS = load_lexicon().mapping("modality")
_OPENERS = tuple(
    sorted((tuple(o.replace("'", "' ").split()) for o in _WORDS["condition"]["openers"]), key=len, reverse=True)
)
_BY_FIRST = {first: [opener for opener in _OPENERS if opener[0] == first] for first, *_ in _OPENERS}
_TEMPORAL = frozenset(_WORDS["condition"]["temporal"])
_BEFORE_SI = frozenset(_WORDS["condition"]["before_si"])
_AFTER_SI = frozenset(_WORDS["condition"]["after_si"])
_BELIEVING = frozenset(_WORDS["condition"]["believing"])
_ASKING = frozenset(_WORDS["asking"]["lemmas"])
_THIRD_PERSON = frozenset({"il", "ils"})
_BREAKS = frozenset(".!?…;:\n")
_OTHER_CLAUSE = frozenset(_WORDS["condition"]["other_clause"])
_REACH = 60
_MAIN = 30  # words of a main clause up to its verb


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition by token indices, ``last`` included. ``opens`` is true when it stands before what depends on it.

    ``temporal`` marks « tant que », which bounds a state in time and leaves it as sure as it was.
    """

    first: int
    last: int
    opens: bool
    temporal: bool = False

    def offsets(self, doc: Doc | Parse) -> Offsets:
        """Return the condition's code points."""
        return doc[self.first].idx, doc[self.last].idx + len(doc[self.last])


def find_conditions(doc: Doc | Parse, forms: Sequence[str] | None = None) -> tuple[Condition, ...]:
    """Return the conditions of a document in text order, as in « **Si le pic dure**, nous rappellerons … »."""
    words = parse_of(doc)
    return tuple(_conditions(words, [word.form for word in words] if forms is None else forms))


def _conditions(doc: Parse, forms: Sequence[str]) -> Iterator[Condition]:
    after = -1
    for position, form in [(i, form) for i, form in enumerate(forms) if form in _BY_FIRST]:
        if position <= after:
            continue
        token = doc[position]
        opener = _opener_at(doc, forms, position)
        if opener and (opener > 1 or _is_condition(token, form)):
            found = _read(doc, token, opener, temporal=form in _TEMPORAL)
            after = found.last
            if opener > 1 or not _concedes(doc, found):
                yield found


def _opener_at(doc: Parse, forms: Sequence[str], start: int) -> int:
    """Return the width of a condition's opener; « à moins de 4 euros » is an amount."""
    for opener in _BY_FIRST[forms[start]]:
        width = len(opener)
        if start + width < len(doc) and (width == 1 or tuple(forms[start : start + width]) == opener):
            return 0 if doc[start + width].text[0].isdigit() or doc[start + width].pos_ == "NUM" else width
    return 0


def _is_condition(si: Word, form: str) -> bool:
    doc = si.doc
    if si.i + 1 >= len(doc) or (form == "s'" and si.nbor().form not in _THIRD_PERSON):
        return False
    before = doc[si.i - 1].form if si.i else ""
    goes_on = before == "et" and _opens_statement(si)
    if (before in _BEFORE_SI and not goes_on) or si.nbor().form in _AFTER_SI or si.nbor().pos_ == "ADJ":
        return False
    if any(token.lemma_ in _BELIEVING for token in doc[si.i + 1 : si.i + 6]):
        return False
    return not _is_asked(si)


def _opens_statement(si: Word) -> bool:
    """Tell « **Et si** le pic dure, nous ouvrirons » from « Et si on partait ? » and from « et si grand que »."""
    doc = si.doc
    if si.i > 1 and doc[si.i - 2].text[0] not in '«“"\n.!?…':
        return False
    stop = next((token.text[0] for token in doc[si.i : si.i + _REACH] if token.text[0] in ".!?…\n"), ".")
    return stop != "?"


def _concedes(doc: Parse, condition: Condition) -> bool:
    """Tell whether « si » grants what has happened: « si les volumes **ont baissé**, les recettes ont augmenté »."""
    verb = next((token for token in doc[condition.first : condition.last + 1] if is_finite(token)), None)
    if verb is None or not condition.opens or verb.pos_ != "AUX" or is_past(verb):
        return False
    following = [token for token in doc[verb.i + 1 : verb.i + 5] if token.pos_ != "ADV"]
    main = next((token for token in doc[condition.last + 1 : condition.last + _MAIN] if is_finite(token)), None)
    happened = bool(following) and following[0].pos_ == "VERB" and has_participle_form(following[0])
    return happened and main is not None and not (is_future(main) or is_conditional(main))


def _is_asked(si: Word) -> bool:
    """Tell whether « si » opens an indirect question: « se demande si … », « on ne sait pas si … »."""
    doc = si.doc
    for token in reversed(doc[max(0, si.i - 3) : si.i]):
        if token.text[0] in ',«»"' or token.text[0] in _BREAKS:
            return False
        if token.lemma_ in _ASKING:
            return True
    return False


def _read(doc: Parse, opener: Word, width: int, *, temporal: bool) -> Condition:
    opens = _stands_first(opener)
    last = opener.i + width
    saw_verb = False
    for token in doc[opener.i + width : opener.i + _REACH]:
        text = token.text[0]
        if text in _BREAKS or text in "»”)" or (token.i > opener.i + width and token.is_sent_start):
            break
        if opens and text == "," and (saw_verb or token.i > opener.i + width + 2):
            break
        if not opens and text in ",–—" and saw_verb and _resumes(token):
            break
        saw_verb = saw_verb or is_finite(token) or token.pos_ == "VERB" or width > 1
        if not token.is_space:
            last = token.i
    return Condition(opener.i, min(last, len(doc) - 1), opens, temporal)


def _stands_first(opener: Word) -> bool:
    """Tell whether a condition opens its sentence or clause: nothing but « et », « mais » stands before it."""
    doc = opener.doc
    before = opener.i - 1
    while before >= 0 and not opener.doc[before + 1].is_sent_start:
        token = doc[before]
        if token.text[0] in _BREAKS or token.text[0] in '«“"‹' or token.is_space:
            return True
        if token.text == ",":
            return not any(is_finite(t) for t in token.doc[token.sent.start : before])
        if token.pos_ not in {"CCONJ", "ADV", "SCONJ"}:
            return False
        before -= 1
    return True


def _resumes(comma: Word) -> bool:
    """Tell whether a new main clause or an incise follows this comma: « si …, assure un diplomate »."""
    for token in comma.doc[comma.i + 1 : comma.i + 9]:
        if token.text[0] in ",;." or token.pos_ in {"SCONJ", "CCONJ"}:
            return False
        if is_future(token) or is_conditional(token) or (is_finite(token) and token.pos_ in {"VERB", "AUX"}):
            return True
    return False


def condition_at(conditions: Sequence[Condition], verb: Word) -> Condition | None:
    """Return the condition that a verb stands inside: « si elles **acceptent** »."""
    if not conditions:
        return None
    place = bisect_right(conditions, verb.i, key=_first_of) - 1
    return conditions[place] if place >= 0 and verb.i <= conditions[place].last else None


def condition_on(conditions: tuple[Condition, ...], verb: Word) -> Condition | None:
    """Return the condition that a verb's clause depends on, in the same sentence; None when there is none."""
    if not conditions:
        return None
    first, last = _sentence_of(verb)
    for place in range(bisect_left(conditions, first, key=_first_of), len(conditions)):
        condition = conditions[place]
        if condition.first > last:
            break
        if not condition.first <= verb.i <= condition.last:
            if condition.opens and condition.last < verb.i and not _is_cut(verb.doc, condition.last, verb.i):
                return condition
            if not condition.opens and verb.i < condition.first and not _is_closed(verb, condition.first):
                return condition
    return None


def _sentence_of(verb: Word) -> tuple[int, int]:
    sent = verb.sent
    return sent.start, sent.end - 1


def _is_closed(verb: Word, end: int) -> bool:
    """Tell whether a verb's clause ends before a condition: « qui **a prévu** d'ouvrir, partira si … »."""
    above = verb.head
    while above.head.i != above.i and not verb.i < above.i:
        above = above.head
    return verb.i < above.i < end or _is_cut(verb.doc, verb.i, end)


def _is_cut(doc: Parse, start: int, end: int) -> bool:
    """Tell whether a full stop, a colon, a second main clause or one set against it cuts what is between two tokens."""
    between = doc[start + 1 : end]
    if any(token.text[0] in ".!?;:" or _opens_other_clause(token) for token in between):
        return True
    coordinated = [token for token in between if token.pos_ == "CCONJ" and token.i + 1 < end]
    return any(any(is_finite(t) for t in doc[token.i + 1 : min(token.i + 5, end)]) for token in coordinated)


def _opens_other_clause(token: Word) -> bool:
    """Tell whether a clause begins that owns a condition after it: « …, **alors** qu'il partirait en cas de … »."""
    if token.form != "alors":
        return token.form in _OTHER_CLAUSE
    return token.i + 1 < len(token.doc) and token.nbor().form in {"que", "qu'"}
