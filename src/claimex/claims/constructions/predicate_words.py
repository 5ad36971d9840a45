"""Which words belong to what is said of a count: « ont été **tués à Rome et à Lyon** », « **ont plus de 55 ans** »."""

from claimex.claims.constructions.amount_scene import NOMINAL, VERBAL, Scene
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import has_finite_form, has_participle_form, is_infinitive

_BETWEEN = frozenset({"ADV", "PRON"})
_GROUP = frozenset({*VERBAL, "ADV"})
_TELLING = frozenset({*NOMINAL, *VERBAL, "ADJ"})
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "X"})
_MARKS = frozenset('«“"')
_INFINITIVE_AFTER = frozenset({"pour", "à", "de", "d'"})
_CLITICS = frozenset({"en", "y", "se", "s'"})
_HAVING = frozenset({"ayant", "étant"})  # « 65 d'entre eux **ayant** été capturés »
_LATER = frozenset({"après", "avant", "plus", "auparavant"})


def after_verb(scene: Scene, first: int, limit: int) -> int:
    """Return the token after the finite verb and its participle at a token; ``first`` when there is no verb."""
    doc, position = scene.doc, first
    while position < limit and (doc[position].pos_ in _BETWEEN or doc[position].form in _CLITICS):
        if doc[position].form in ("qui", "que"):
            break
        position += 1
    if position >= limit or position in scene.moment_tokens or doc[position].pos_ not in VERBAL:
        return first
    if not is_finite_verb(doc[position]) and doc[position].form not in _HAVING:
        return first
    while position < limit and _is_in_group(doc[position]):
        position += 1
    return position


def _is_in_group(token: Word) -> bool:
    return token.pos_ in _GROUP or _joins(token) or _opens(token)


def is_finite_verb(verb: Word) -> bool:
    """Tell whether a verb is finite by its tag or by its ending."""
    return is_finite(verb) or has_finite_form(verb)


def predicate_last(scene: Scene, position: int, limit: int, last: int, *, verbal: bool) -> int:
    """Return the last token of a predicate that goes on at a token; ``last`` when nothing goes on there.

    ``verbal``: a verb stands before, whose amount belongs to what is said.
    """
    doc, start = scene.doc, position
    while position < limit and _goes_on(scene, doc[position], start):
        if doc[position].pos_ in _TELLING:
            last = position
        position += 1
    if verbal and position < limit and position in scene.counted_tokens and not doc[position - 1].is_punct:
        last = _amount_last(scene, position, last)
    return last


def _amount_last(scene: Scene, position: int, last: int) -> int:
    """« ont couru **plus de 90 heures de trail** »: the amount that a predicate tells, with what it is of."""
    row = scene.counted_tokens[position]
    if position and scene.doc[position - 1].pos_ == "CCONJ":
        return last
    while scene.counted_tokens.get(position + 1) is row:
        position += 1
    after = scene.doc.forms[position + 1 : position + 2]
    if after and after[0] in _LATER:
        return last  # « ont été retrouvés trois jours **après** »
    return scene.last_token(scene.widened((row.start, row.end))).i


def _joins(token: Word) -> bool:
    """Tell whether a second participle follows: « ont réveillé **puis** rencontré le préfet »."""
    joined = token.pos_ == "CCONJ" and token.i + 1 < len(token.doc)
    return joined and token.nbor().pos_ == "VERB" and has_participle_form(token.nbor())


def _opens(token: Word) -> bool:
    """« ont été **« légèrement blessés »** »: a mark before what is said."""
    return token.text in _MARKS and token.i + 1 < len(token.doc) and token.nbor().pos_ in {"ADV", "ADJ", "VERB"}


def _goes_on(scene: Scene, token: Word, start: int) -> bool:
    """Tell whether a token still belongs to the predicate: its object, a complement, « pour » and an infinitive."""
    form = token.form
    if (
        token.i in scene.counted_tokens
        or token.i in scene.moment_starts
        or form in scene.words("times")
        or form in scene.words("asides")
    ):
        return False
    if token.pos_ == "ADP":
        return form in scene.words("predicative")
    if token.pos_ == "CCONJ":
        return _goes_on_alike(scene, token, start)
    if form in _CLITICS and token.nbor(-1).form in _INFINITIVE_AFTER:
        return True  # « en profitent pour **s'**évader »
    if token.pos_ == "VERB":
        before = token.nbor(-2 if token.nbor(-1).form in _CLITICS else -1)
        gerund = token.nbor(-1).form == "en" and form.endswith("ant")  # « sont morts **en fuyant** »
        follows = before.pos_ == "VERB" and is_infinitive(token)  # « sont venus **grossir** »
        return gerund or follows or before.form in _INFINITIVE_AFTER or _follows_joint(token)
    step = form == "pas" and token.nbor(-1).pos_ == "DET"  # « ont franchi le **pas** »
    return token.pos_ in _INSIDE or step or _opens(token)


def _goes_on_alike(scene: Scene, joint: Word, start: int) -> bool:
    """« en Syrie **et en** Irak », « suivis par la police **et soupçonnés** »: the same again after « et »."""
    if joint.form not in ("et", "ou") or joint.i + 1 >= len(joint.doc):
        return False
    following = joint.nbor()
    if following.pos_ == "ADP":
        return following.form in scene.doc.forms[start : joint.i]
    return _follows_joint(following)


def _follows_joint(token: Word) -> bool:
    told = token.pos_ in {"VERB", "ADJ"} and has_participle_form(token) and not is_finite(token)
    return told and token.nbor(-1).form in ("et", "ou")
