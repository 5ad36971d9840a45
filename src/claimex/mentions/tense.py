"""Whether the words around a moment tell the past or the future, as their verb says."""

from collections.abc import Set

from claimex.mentions.calendar import Direction
from claimex.mood import is_conditional, is_future
from claimex.parse import Parse, Word

_VERBS = frozenset({"VERB", "AUX"})
_HEADS = 12  # a verb farther up the tree governs another clause
_WORDS = 15  # tokens before the moment looked at when the tree shows no verb


def tense_at(doc: Parse, offset: int, planned: Set[str]) -> Direction:
    """Return -1 past, 1 future, 0 unknown, for « il partira lundi », « il est parti lundi »; 0 without a parse.

    ``planned`` are verbs whose participle looks forward: « le sommet est prévu lundi ».
    """
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    if not span or not doc.has_annotation("DEP"):
        return 0
    verb = _verb_above(span[0]) or _verb_before(span[0])
    return 0 if verb is None else _tense_of(verb, planned)


def _verb_above(token: Word) -> Word | None:
    for _ in range(_HEADS):
        if token.pos_ in _VERBS:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _verb_before(token: Word) -> Word | None:
    for before in reversed(token.doc[max(token.sent.start, token.i - _WORDS) : token.i]):
        if before.pos_ in _VERBS:
            return before
    return None


def _tense_of(verb: Word, planned: Set[str]) -> Direction:
    """Read the verb with its auxiliaries: « est parti », « va partir », « sera ouvert », « doit ouvrir »."""
    group = [verb, *(child for child in verb.lefts if child.pos_ == "AUX")]
    finite = [token for token in group if "Fin" in token.morph.get("VerbForm", [])]
    if any(is_future(token) or is_conditional(token) for token in group):
        return 1
    if "Inf" in verb.morph.get("VerbForm", []):
        return _tense_above(verb)
    if any("Imp" in token.morph.get("Tense", []) or "Past" in token.morph.get("Tense", []) for token in finite):
        return -1
    if verb.lemma_ in planned and all(token.lemma_ == "être" for token in group if token is not verb):
        return 1
    if finite and finite[0] is not verb and "Past" in verb.morph.get("Tense", []):
        return -1
    return 0


def _tense_above(infinitive: Word) -> Direction:
    """An infinitive after a present (« va », « doit », « prévoit de ») looks forward."""
    above = infinitive.head
    if above.i == infinitive.i or above.pos_ not in _VERBS:
        return 1
    return -1 if "Imp" in above.morph.get("Tense", []) or "Past" in above.morph.get("Tense", []) else 1
