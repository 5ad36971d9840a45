"""Whether the words around a moment tell the past or the future, as their verb says."""

from spacy.tokens import Doc, Token

from claimex.mentions.calendar import Direction

_VERBS = frozenset({"VERB", "AUX"})
_HEADS = 12  # a verb farther up the tree governs another clause


def tense_at(doc: Doc, offset: int) -> Direction:
    """Return -1 past, 1 future, 0 unknown, for « il partira lundi », « il est parti lundi »; 0 without a parse."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    if not span or not doc.has_annotation("MORPH"):
        return 0
    token = span[0]
    for _ in range(_HEADS):
        if token.pos_ in _VERBS:
            return _tense_of(token)
        if token.head is token or token.head == token:
            break
        token = token.head
    return 0


def _tense_of(verb: Token) -> Direction:
    """Read the verb with its auxiliaries: « est parti », « va partir », « sera ouvert », « doit ouvrir »."""
    group = [verb, *(child for child in verb.lefts if child.pos_ == "AUX")]
    finite = [token for token in group if "Fin" in token.morph.get("VerbForm", [])]
    if any("Fut" in token.morph.get("Tense", []) or "Cnd" in token.morph.get("Mood", []) for token in finite):
        return 1
    if "Inf" in verb.morph.get("VerbForm", []):
        return _tense_above(verb)
    if any("Imp" in token.morph.get("Tense", []) or "Past" in token.morph.get("Tense", []) for token in finite):
        return -1
    if finite and finite[0] is not verb and "Past" in verb.morph.get("Tense", []):
        return -1
    return 0


def _tense_above(infinitive: Token) -> Direction:
    """An infinitive after a present (« va », « doit », « prévoit de ») looks forward."""
    above = infinitive.head
    if above == infinitive or above.pos_ not in _VERBS:
        return 1
    return -1 if "Imp" in above.morph.get("Tense", []) or "Past" in above.morph.get("Tense", []) else 1
