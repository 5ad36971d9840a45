"""How long a state has lasted: « en **grève** depuis huit jours », « **mobilisés** depuis six mois »."""

from claimex.annotations import Offsets
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import VERBAL, Amount, Scene
from claimex.claims.constructions.amount_subjects import find_subject
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import finite_verb_of, has_participle_form

_PASSIVE = 6  # tokens of « n'ont pas été payés »
_CLAUSE = 12  # tokens before « depuis » that may deny or compare


def since(scene: Scene, amount: Amount) -> Match | None:
    """« les facteurs en **grève** depuis neuf jours »; « au plus bas depuis vingt ans » tells none."""
    if scene.opening(amount) != "depuis" or amount.row.unit not in scene.words("durations"):
        return None
    position = amount.first - 1
    while scene.doc[position].form != "depuis":
        position -= 1
    if position == 0 or scene.doc[position].is_sent_start or _is_compared(scene, position):
        return None
    return scene.match("measure_value.since", amount, _state(scene, scene.doc[position - 1], amount))


def _is_compared(scene: Scene, position: int) -> bool:
    """« n'avait pas connu cela **depuis** dix ans », « la plus forte hausse **depuis** deux ans »."""
    if _is_undone(scene, position):
        return False
    for token in reversed(scene.doc[max(0, position - _CLAUSE) : position]):
        if token.text in ".;:!?":
            return False
        if token.form in scene.words("matchless"):
            return True
    return False


def _is_undone(scene: Scene, position: int) -> bool:
    """« n'ont **pas été payés** depuis six mois », « ne **sont plus ramassées** »: what is not done lasts too."""
    if not has_participle_form(scene.doc[position - 1]):
        return False
    forms = scene.doc.forms[max(0, position - _PASSIVE) : position - 1]
    denied = ("pas" in forms or "plus" in forms) and ("ne" in forms or "n'" in forms)
    return denied and any(form in ("été", "est", "sont", "était", "étaient") for form in forms)


def _state(scene: Scene, last: Word, amount: Amount) -> Offsets | None:
    """Return what lasts, with the word right before « depuis »."""
    if last.pos_ in {"VERB", "ADJ"} and (has_participle_form(last) or last.pos_ == "ADJ") and not is_finite(last):
        return (last.idx, last.idx + len(last))
    if last.pos_ not in {"NOUN", "PROPN", "VERB", "AUX"}:
        return None
    verb = last if last.pos_ in VERBAL else scene.finite_before(amount)
    if last.i and last.nbor(-1).form == "en":  # « **en grève** »
        return (last.idx, last.idx + len(last))
    if verb is None:
        return scene.phrase(scene.whole(last), outside=amount) if last.pos_ == "NOUN" else None
    follows = amount.last + 1 in scene.counted_tokens  # « qui ont fait depuis sept ans 16 000 morts »
    finite = finite_verb_of(verb)
    relative = min(verb.i, finite.i) > 0 and finite.nbor(-1).form in ("qui", "les", "la", "le")
    return find_subject(scene, verb, amount) if (last.i == verb.i or relative) and not follows else None
