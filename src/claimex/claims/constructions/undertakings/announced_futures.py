"""What somebody answerable announces: « les cours **reprendront** lundi, a indiqué la direction de l'école ».

Any verb will do there, unless it tells what nobody decides: a forecast, a sitting of a court, a date of the calendar.
"""

from dataclasses import replace

from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.answering import has_moment, is_hoped, is_observed, said_with
from claimex.claims.constructions.undertakings.outcomes import is_forecast, is_vouched
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Word
from claimex.syntax import governor_of, group_start

_COUNTED = 40  # characters from an act to how much of what
_NEAR = 60  # characters from the verb to how much it brings


def is_announced(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether a body says that something of its own goes on, or will not: « la halle **rouvrira** en mars »."""
    statement = scene.statement_at(finite.idx)
    if statement is None or statement.cue is None or not is_vouched(scene, statement):
        return False
    if governor_of(finite).pos_ != "VERB":
        return False  # « la hausse sera de 4 % »
    words = scene.words
    if lemma in words.involuntary or lemma in words.undecided or not said_with(scene, statement.cue, words.announcing):
        return False
    subject = scene.subject_of(finite)
    if subject is None or not _is_run(scene, subject):
        return False
    if is_observed(scene, finite) or is_hoped(scene, finite) or scene.modality.is_conditional_on(finite):
        return False
    sized = bool(scene.quantities_between(finite.idx + len(finite), finite.idx + _NEAR))
    goes_on = scene.verbs[finite.i] in words.continuing and scene.verbs[finite.i] != lemma
    return goes_on or sized or has_moment(scene, finite) or scene.modality.negates(governor_of(finite))


def is_sworn(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether somebody promises what will be, whatever it is of: « les taux **ne bougeront pas**, jure-t-il »."""
    statement = scene.statement_at(finite.idx)
    if statement is None or statement.cue is None or not said_with(scene, statement.cue, scene.words.pledging):
        return False
    verb = governor_of(finite)
    words = scene.words
    if (
        verb.pos_ != "VERB"
        or lemma in words.rhetorical
        or lemma in words.involuntary
        or not is_vouched(scene, statement)
    ):
        return False
    hopes = is_hoped(scene, finite) or is_observed(scene, finite) or scene.modality.is_conditional_on(finite)
    return not hopes and scene.subject_of(finite) is not None


def is_due(scene: Scene, finite: Word, act: Word) -> bool:
    """Tell whether a body has to cut or build by a day: « l'hôpital **devra supprimer** 60 postes d'ici à 2028 »."""
    subject = scene.subject_of(finite)
    if subject is None or scene.lemmas[act.i] not in scene.words.instituting or scene.modality.negates(finite):
        return False
    is_body = scene.lemmas[subject.i] in scene.words.facilities or scene.can_answer(subject)
    counted = bool(scene.quantities_between(act.idx, act.idx + _COUNTED))
    return is_body and counted and has_moment(scene, act) and scene.statement_at(finite.idx) is None


def is_imposed(scene: Scene, finite: Word, act: Word) -> bool:
    """Tell whether a body says what others must do from a day on: « les bars **devront fermer** dès lundi »."""
    statement = scene.statement_at(finite.idx)
    if statement is None or statement.cue is None or not is_vouched(scene, statement) or scene.modality.negates(finite):
        return False
    words, lemma = scene.words, scene.lemmas[act.i]
    if lemma in words.involuntary or lemma in words.undecided or lemma in words.thinking:
        return False
    if not said_with(scene, statement.cue, words.announcing):
        return False
    subject = scene.subject_of(finite)
    if subject is None or subject.pos_ != "NOUN" or is_forecast(scene, subject):
        return False
    if is_observed(scene, finite) or is_hoped(scene, finite) or scene.modality.is_conditional_on(finite):
        return False
    lasts = bool(scene.quantities_between(act.idx, act.idx + _NEAR))
    return (lasts or has_moment(scene, finite)) and not _is_somebody(scene, subject)


def is_resolved(scene: Scene, finite: Word) -> bool:
    """Tell whether somebody decided that it will be so: « **a décidé que** les repas **seront** gratuits »."""
    return _decision_above(scene, finite) is not None


def _decision_above(scene: Scene, finite: Word) -> Word | None:
    """Return the verb of decision whose clause this is: « **a décidé** que l'aide serait versée »."""
    if not scene.modality.opens_with_que(finite) or scene.statement_at(finite.idx) is not None:
        return None
    above = governor_of(governor_of(finite).head)
    subject = scene.subject_of(above)
    if above.i >= finite.i or scene.lemmas[above.i] not in scene.words.deciding or scene.modality.negates(above):
        return None
    answers = subject is not None and scene.can_answer(subject)
    is_judge = subject is not None and scene.lemmas[subject.i] in scene.words.judicial
    return above if answers and not is_judge else None


def from_decision(scene: Scene, finite: Word, match: Match) -> Match:
    """Return a match that begins with the decision above it: « **a décidé que** l'aide serait versée »."""
    above = _decision_above(scene, finite)
    decider = scene.subject_of(above) if above is not None else None
    if above is None or decider is None or above.idx > match.start:
        return match
    return replace(match, start=group_start(above).idx, tokens={**match.tokens, "decider": decider.i})


def _is_somebody(scene: Scene, subject: Word) -> bool:
    """Tell whether a name acts; a facility that is named is run: « la **piscine de Mende** devra fermer »."""
    return any(scene.entries[actor].kind != "place" for actor in scene.resolver.actors_of(subject.i))


def _is_run(scene: Scene, subject: Word) -> bool:
    """Tell whether somebody runs this: « les **trains** », « la **gare** », not « le procès », « la pluie »."""
    if subject.pos_ != "NOUN" or subject.form in scene.words.people or is_forecast(scene, subject):
        return False
    return scene.lemmas[subject.i] not in scene.words.treated and not _is_somebody(scene, subject)
