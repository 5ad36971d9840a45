"""Counts that are a trait of what stands before: « l'**usine de Sens, 180 salariés**, », « le **club (90 élus)** »."""

from claimex.annotations import Offsets
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import Amount, Scene
from claimex.parse import Word

_CLOSINGS = {"(": ")", ",": ",", "–": "–", "—": "—"}
_ENDS = frozenset(".;")
_DEFINITE = frozenset(
    {"le", "la", "l'", "les", "du", "des", "au", "aux", "son", "sa", "ses", "leur", "leurs", "cette", "ce"}
)
_COMPOUND = 3  # tokens of « filière vente-comptabilité » before its last
_BRACKET = 6  # tokens of « (Ain) »
_VERB = 8  # tokens from a trait to the verb of its owner


def apposed(scene: Scene, amount: Amount) -> Match | None:
    """« sa **commune, 1 300 habitants**, a perdu une classe »: the trait with whose it is."""
    if not amount.is_counted or amount.row.unit in scene.words("tolls") or not scene.nouns_of(amount):
        return None
    owner = owner_of(scene, amount)
    if owner is None:
        return None
    closed = amount.last + 1 < len(scene.doc) and scene.doc[amount.last + 1].text == ")"
    noun = scene.nouns_of(amount)[0]
    return scene.match(
        "measure_count.noun", amount, (owner[0], amount.row.end + closed), topic=(noun.idx, noun.idx + len(noun))
    )


def trait_end(scene: Scene, amount: Amount) -> int | None:
    """Return the mark that closes a trait set off, as in « le club (90 élus**)** »; None of other amounts."""
    closing = _CLOSINGS.get(amount.link)
    if closing is None or amount.first < 2 or amount.first - 2 in scene.counted_tokens:
        return None
    end = amount.last + 1
    while end < len(scene.doc) and end in scene.moment_tokens:
        end += 1
    if end >= len(scene.doc) or end + 1 in scene.counted_tokens:
        return None
    return end if scene.doc[end].text == closing or (closing != ")" and scene.doc[end].text in _ENDS) else None


def owner_of(scene: Scene, amount: Amount) -> Offsets | None:
    """Return whose trait an amount is, « le **club** (90 élus) »: a definite noun, or any before a bracket."""
    end = trait_end(scene, amount)
    if end is None or _rises(scene, end):
        return None
    mark = amount.first - 1
    opening = _before_bracket(scene, mark)
    noun = _joined(scene.phrase_before(opening))
    if noun is None or noun.form in scene.words("times") or noun.i in scene.moment_tokens or noun.i < opening - _VERB:
        return None
    span = scene.phrase(noun, outside=amount, stop=opening)
    if span is None or scene.is_adjunct(noun):
        return None
    first = scene.first_token(span).i
    definite = first > 0 and scene.doc[first - 1].form in _DEFINITE
    return span if definite or amount.link == "(" else None


def _joined(noun: Word | None) -> Word | None:
    """Return the head of « la **filière** vente-comptabilité »: a compound completes the noun before it."""
    if noun is None or noun.i < _COMPOUND or noun.nbor(-1).text != "-":
        return noun
    first = noun.nbor(-2)
    return first.nbor(-1) if first.nbor(-1).pos_ == "NOUN" else first


def _before_bracket(scene: Scene, mark: int) -> int:
    """Return where « l'usine de Brémont » ends in « l'usine de Brémont **(Ain),** 180 salariés »."""
    if scene.doc[mark - 1].text != ")":
        return mark
    forms = scene.doc.forms[max(0, mark - _BRACKET) : mark]
    return mark - len(forms) + forms.index("(") if "(" in forms else mark


def _rises(scene: Scene, end: int) -> bool:
    """« la crèche (40 places) **ouvrira** en mai »: what is yet to come has no trait yet."""
    return any(token.lemma_ in scene.words("rising") for token in scene.doc[end + 1 : end + 1 + _VERB])
