"""What a toll is told of: the event that struck, « le **séisme** a fait 228 morts », else who was struck."""

from claimex.annotations import Offsets
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import VERBAL, Amount, Scene
from claimex.claims.constructions.amount_subjects import find_subject
from claimex.claims.constructions.labelled_measures import labelled
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import governor_of, verb_lemma

_STRUCK = 14  # tokens from « ont fait » to its dead


def toll(scene: Scene, verb: Word | None, amount: Amount) -> Match | None:
    """« la **tempête** a fait 39 morts », « une **explosion** a eu lieu, faisant 12 morts »; None of other amounts."""
    if amount.row.unit not in scene.words("tolls"):
        return None
    if amount.link == ":":  # « **Explosion à Beyrouth** : 12 morts »; « Liban : 12 morts dans une explosion »
        label = labelled(scene, amount)
        return None if label is None or is_name(scene, label.roles["measure"][0]) else label
    if verb is None or verb.i > amount.first or not _strikes(scene, verb):
        verb = _striking_before(scene, amount)
    if verb is None or _is_report(scene, verb):
        return None
    return scene.match("measure_count.toll", amount, _event(scene, verb, amount), verb)


def _strikes(scene: Scene, verb: Word) -> bool:
    return bool(scene.triggers["measure_count"].get(verb_lemma(verb, scene.lexicon)))


def _striking_before(scene: Scene, amount: Amount) -> Word | None:
    """« les **violences** qui ont fait depuis sept ans 16 000 morts »: the verb stands far before its dead."""
    for token in reversed(scene.doc[max(0, amount.first - _STRUCK) : amount.first]):
        if token.text in ".;:!?" or (token.pos_ == "VERB" and is_finite(token)):
            return None
        if token.pos_ in VERBAL and _strikes(scene, token):
            return token
    return None


def _is_report(scene: Scene, verb: Word) -> bool:
    """« les autorités **font état de** 56 disparus »: who tells it did not strike."""
    return verb.i + 1 < len(scene.doc) and verb.nbor().form in ("état", "mention")


def is_name(scene: Scene, span: Offsets) -> bool:
    """« **Liban** : 12 morts »: where it happened, not what."""
    first, last = scene.first_token(span), scene.last_token(span)
    return all(token.text[0].isupper() for token in scene.doc[first.i : last.i + 1]) and first.i in scene.named_starts


def _event(scene: Scene, verb: Word, amount: Amount) -> Offsets | None:
    """Return the subject; that of the clause before, for « le car a percuté un mur, **faisant** 12 morts »."""
    comma = verb.i - 1 - (verb.i > 1 and verb.nbor(-1).form == "en")  # « , en causant 12 morts »
    if verb.form.endswith("ant") and comma > 0 and scene.doc[comma].text == ",":
        main = _finite_before(scene, comma)
        return None if main is None else find_subject(scene, governor_of(main), amount)
    return find_subject(scene, verb, amount)


def _finite_before(scene: Scene, position: int) -> Word | None:
    """Return the first finite verb of the sentence that ends before a token, relative clauses left aside."""
    sentence = scene.doc[scene.doc[position].sent.start : position]
    return next(
        (token for token in sentence if is_finite(token) and token.pos_ in VERBAL and not _is_relative(scene, token)),
        None,
    )


def _is_relative(scene: Scene, verb: Word) -> bool:
    near = scene.doc.forms[max(0, verb.i - 3) : verb.i]
    return any(form in scene.words("told_by") for form in near)
