"""Plans that somebody is said to have: « selon la presse, le groupe **fermerait** deux usines »; no hypothesis."""

from claimex.claims.constructions.undertakings.answering import has_moment
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_conditional
from claimex.parse import Word
from claimex.syntax import governor_of, phrase_of

_HEADS = frozenset({"title", "heading"})


def is_rumoured(scene: Scene, token: Word) -> bool:
    """Tell whether a conditional is hearsay of an act to come: its source stands by, or it is a headline."""
    verb = governor_of(token)
    is_act = scene.lemmas[verb.i] in scene.words.acting
    is_done = scene.verbs[token.i] == "avoir" and verb.i != token.i  # « aurait fermé deux usines »
    if not is_act or is_done:
        return False
    if scene.verbs[token.i] == "être" and not _is_sized(scene, token):
        return False
    return is_heard(scene, token)


def is_heard(scene: Scene, token: Word) -> bool:
    """Tell whether a conditional is hearsay with a source, or stands in a headline."""
    if not _is_hearsay(scene, token):
        return False
    block = scene.block_at(token.idx)
    if block is not None and block.kind in _HEADS:
        return True
    return _has_source(scene, token) or _goes_on(scene, token) or _is_offered(scene, token)


def _is_offered(scene: Scene, token: Word) -> bool:
    """Tell whether an offer is what it would do: « Il a déposé une **offre**. Il **garderait** 130 postes »."""
    first = token.sent.start
    if first > 0 and scene.block_at(scene.doc[first - 1].idx) == scene.block_at(token.idx):
        first = scene.doc[first - 1].sent.start
    return not scene.words.offers.isdisjoint(scene.lemmas[first : token.i])


def _is_sized(scene: Scene, token: Word) -> bool:
    """Tell whether it is said how many, or when: « **120 classes** seraient fermées », no « gain serait limité »."""
    subject = scene.subject_of(token)
    start = token.idx if subject is None else phrase_of(subject).start_char
    return bool(scene.quantities_between(start, token.idx)) or has_moment(scene, token)


def _is_hearsay(scene: Scene, token: Word) -> bool:
    certainty = scene.modality.read(token.idx, token.idx + len(token), head=token.i)
    return certainty.hears and not certainty.supposes and not certainty.asks


def _has_source(scene: Scene, token: Word) -> bool:
    """Tell whether a source vouches for the clause: « **selon** le quotidien »."""
    statement = scene.statement_at(token.idx)
    return statement is not None and statement.mode != "direct" and scene.quote_at(token.idx) is None


def _goes_on(scene: Scene, token: Word) -> bool:
    """Tell whether hearsay with a source goes on, sentence after sentence: « Selon X, … Elle en **ouvrirait** dix »."""
    first = token.sent.start
    while first > 0 and scene.block_at(scene.doc[first - 1].idx) == scene.block_at(scene.doc[first].idx):
        sentence = scene.doc[first - 1].sent
        heard = [word for word in sentence if is_conditional(word) and _is_hearsay(scene, word)]
        if any(_has_source(scene, word) for word in heard):
            return True
        if not heard:
            return False
        first = sentence.start
    return False
