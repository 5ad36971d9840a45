"""Where an action ends: before a stop, an incise or a new clause: « vendra deux sites | , a dit le maire »."""

from typing import TYPE_CHECKING

from claimex import annotations as ann
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import STOPS, group_start

if TYPE_CHECKING:
    from claimex.claims.constructions.undertakings.scene import Scene

_CLOSERS = frozenset("»”›")
_OPENERS = frozenset("«“‹")
_DASHES = frozenset("-–—")
RELATIVES = frozenset({"qui", "que", "qu'"})


def end_of_action(scene: "Scene", head: Word, start: int, *, nominal: bool = False) -> int:
    """Return where the action that starts at this offset ends: before a stop, an incise or a new clause.

    A ``nominal`` action ends before the verb it is the subject of: « la décision de fermer | inquiète ».
    """
    doc = scene.doc
    last = head.i
    quote = scene.quote_at(start)
    limit = quote.inner[1] if quote is not None and quote.end > head.idx else len(ann.text_of(doc))
    before = ann.text_of(doc)[start : head.idx]
    depth = max(0, sum(before.count(mark) for mark in _OPENERS) - sum(before.count(mark) for mark in _CLOSERS))
    for token in doc[head.i + 1 : head.i + 80]:
        first = token.text[0]
        if token.idx >= limit or (first in STOPS and not (first == "." and len(token) > 1)) or token.is_space:
            break
        depth += (first in _OPENERS or first == "(") - (first in _CLOSERS or first == ")")
        if depth < 0 or (depth == 0 and _breaks(scene, token)):
            break
        if nominal and depth == 0 and _is_main_verb(scene, token, head):
            last = max(head.i, min(last, group_start(token).i - 1))
            break
        if not token.is_punct or (depth == 0 and first in '»”)›"%°'):
            last = token.i
    return doc[last].idx + len(doc[last])


def _is_main_verb(scene: "Scene", token: Word, head: Word) -> bool:
    """Tell whether a nominal action is the subject of this verb: « la décision de fermer **inquiète** »."""
    if token.pos_ not in {"VERB", "AUX"} or not is_finite(token):
        return False
    between = scene.doc[head.i + 1 : token.i]
    return not any(part.form in scene.words.relatives and part.form != "pour" for part in between)


def _breaks(scene: "Scene", token: Word) -> bool:
    """Tell whether a new clause begins here: « , contre … », « , a-t-il dit », « et il n'y aura »."""
    doc = scene.doc
    form = token.form
    if form in {"car", "mais", "puisque"}:
        return True
    if token.text[0] in ",–—(" and token.i + 1 < len(doc):
        after = doc[token.i + 1]
        if after.form == "dont" and not _opens_clause(scene, token.i + 2):
            return False
        if token.text == "," and after.pos_ in {"DET", "PROPN", "PRON"} and _opens_clause(scene, token.i + 1):
            return True
        if " ".join(scene.forms[token.i + 1 : token.i + 3]).strip() in scene.words.breaks:
            return True
        return after.form in scene.words.breaks or (token.text[0] != "(" and _opens_incise(after))
    if token.text in _DASHES and token.i + 1 < len(doc) and token.idx > doc[token.i - 1].idx + len(doc[token.i - 1]):
        return doc[token.i + 1].form in scene.words.inline_actions  # « 3 milliards en moins - **gel** des loyers »
    if form in {"alors", "tandis"} and token.i + 1 < len(doc) and doc[token.i + 1].form in RELATIVES:
        return True
    return form in {"et", "ou"} and _opens_clause(scene, token.i + 1)


def _opens_incise(token: Word) -> bool:
    """Tell whether a finite verb follows a mark at once: « vendra deux sites, **a** dit le maire »."""
    is_sum = token.form in {"soit", "soient"}  # « 800 millions de pesos**, soit** 40 millions d'euros »
    return (
        not is_sum
        and is_finite(token)
        and token.pos_ in {"VERB", "AUX"}
        and "Part" not in token.morph.get("VerbForm", [])
    )


def _opens_clause(scene: "Scene", first: int) -> bool:
    """Tell whether a finite verb follows before any stop, relative or complement: « et **de** police et … »."""
    if scene.doc[first : first + 1] and scene.doc[first].pos_ == "ADP":
        return False
    for token in scene.doc[first : first + 8]:
        if token.text[0] in ",.;:«»" or token.form in scene.words.relatives:
            return False
        if token.pos_ in {"VERB", "AUX"} and is_finite(token):
            return True
        if token.form == "devant" and _is_infinitive_at(scene, token.i + 1):
            return True
    return False


def _is_infinitive_at(scene: "Scene", position: int) -> bool:
    """Tell whether an infinitive stands there: « les travaux devant **finir** en mai »."""
    return "Inf" in scene.doc[position].morph.get("VerbForm", []) if position < len(scene.doc) else False
