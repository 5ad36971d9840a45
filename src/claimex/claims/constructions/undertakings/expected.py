"""Plans that « devrait » tells: « le groupe **devrait fermer** dix magasins en mai », « devrait être rénovée ».

So does a passive with its agent: « serait instauré par l'armée ». Advice and forecasts are none: « devrait écouter ».
"""

from collections.abc import Iterator

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.answering import has_moment, is_answerable, is_hoped, is_observed
from claimex.claims.constructions.undertakings.future_spans import future_match, group_offset, subject_start
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import is_over
from claimex.mood import is_conditional
from claimex.parse import Word
from claimex.syntax import agent_of, governor_of, infinitive_of

_NEAR = 60  # characters from a verb to how much of what
_FAR = 6  # tokens from « devrait » to its infinitive
_ENDINGS = ("rait", "raient")
_SUPPOSING = frozenset({"si", "s'", "sinon", "sans", "avec", "faute", "alors", "pourtant", "plutôt", "aussi", "mieux"})


def expected_matches(scene: Scene, simple: Triggers, passive: Triggers) -> Iterator[Match]:
    """Yield what somebody is heard to mean to do: « le groupe **devrait fermer** dix magasins en mai »."""
    for token in scene.doc:
        if not token.form.endswith(_ENDINGS) or not is_conditional(token):
            continue
        found = _expected(scene, token)
        if found is not None:
            act, is_undergone = found
            rule = (passive if is_undergone else simple).rules[0]
            start = subject_start(scene, token) if is_undergone else group_offset(scene, token)
            match = future_match(scene, rule, token, act, start)
            undergone = {"passive": act.i, "unsigned": 1} if is_undergone else {}
            tokens = {**match.tokens, "heard": token.i, **undergone}
            yield Match(rule, match.start, match.end, roles=match.roles, tokens=tokens, force="plan")


def _expected(scene: Scene, finite: Word) -> tuple[Word, bool] | None:
    """Return the act that somebody is heard to plan, and whether it is told in the passive."""
    lemma = scene.verbs[finite.i]
    if scene.quote_at(finite.idx) is not None or _supposes(scene, finite):
        return None
    if lemma == "devoir":
        act = infinitive_of(finite) or infinitive_of(governor_of(finite))
        if act is None or act.i - finite.i > _FAR:
            return None
    elif lemma == "être":
        act = governor_of(finite)
    else:
        return None
    is_undergone = act.i != finite.i and any(scene.verbs[i] == "être" for i in range(finite.i, act.i))
    return (act, is_undergone) if _is_planned(scene, finite, act, is_undergone=is_undergone) else None


def _is_planned(scene: Scene, finite: Word, act: Word, *, is_undergone: bool) -> bool:
    lemma = scene.lemmas[act.i]
    subject = scene.subject_of(act) or scene.subject_of(finite)
    if subject is None or subject.i > finite.i or scene.modality.negates(act) or is_observed(scene, finite):
        return False
    if not _is_sized(scene, finite, act) or is_hoped(scene, finite) or lemma in scene.words.unplanned:
        return False
    if is_undergone:
        return not scene.is_abstract(subject) and _is_done(scene, finite, act)
    return lemma in scene.words.acting and subject.pos_ != "PRON" and is_answerable(scene, finite, lemma)


def _is_done(scene: Scene, finite: Word, act: Word) -> bool:
    """Tell whether somebody decides what is told in the passive: « devrait être rénovée », « serait instauré »."""
    lemma = scene.lemmas[act.i]
    agent = agent_of(act)
    if agent is not None and not scene.can_answer(agent):
        return False
    is_told = agent is not None or scene.verbs[finite.i] == "devoir"
    return is_told and lemma in scene.words.acting - scene.words.undergone - scene.words.scheduling


def _is_sized(scene: Scene, finite: Word, act: Word) -> bool:
    """Tell whether a day to come or an amount makes a plan of it."""
    moments = [scene.moments[n] for n in scene.moments_between(finite.sent.start_char, finite.sent.end_char)]
    if any(is_over(scene, moment) for moment in moments):
        return False
    return has_moment(scene, finite) or bool(scene.quantities_between(act.idx, act.idx + _NEAR))


def _supposes(scene: Scene, finite: Word) -> bool:
    """Tell whether a conditional hangs on something, or weighs it: « **sans** cet argent, l'hôpital fermerait »."""
    if scene.modality.is_conditional_on(finite) or scene.modality.is_future_in_past(governor_of(finite)):
        return True
    sent = finite.sent
    if not _SUPPOSING.isdisjoint(scene.forms[sent.start : finite.i + 3]):
        return True
    statement = scene.statement_at(finite.idx)
    return statement is not None and statement.cue is not None and scene.modality.opens_with_que(finite)
