"""What a measure will do: « le seuil passera de 10 à 9 % », « la piscine rouvrira en juin », « il y aura un audit »."""

from claimex.annotations import StatementMention, text_of
from claimex.claims.constructions.undertakings.answering import has_moment, has_word, is_observed, is_vowed
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Word
from claimex.syntax import governor_of, infinitive_of, phrase_of

_NEAR = 40  # characters from a levy's verb to how much it changes
_PLANNED = frozenset({"month", "season", "quarter", "year"})  # what a works programme dates, a calendar gives days


def takes_effect(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether a measure takes effect: « le seuil passera de 10 à 9 % », or a speaker vouches for an outcome."""
    if lemma in scene.words.paying:
        return _is_funded(scene, finite)
    if lemma not in scene.words.effects | scene.words.ergative | scene.words.states:
        return False
    statement = scene.statement_at(finite.idx)
    vouched = statement is not None and is_vouched(scene, statement) and not is_observed(scene, finite)
    subject = scene.subject_of(finite)
    if subject is not None and scene.lemmas[subject.i] in scene.words.levies:
        return _is_set(scene, finite)
    if lemma == "disparaître":
        return subject is not None and _is_staff(scene, subject) and not is_observed(scene, finite)
    if lemma in scene.words.states:
        return vouched
    amounts = len(scene.quantities_between(finite.idx + 1, finite.idx + 80))
    if lemma == "passer":
        return amounts > 1 and (vouched or has_moment(scene, finite))
    denied = scene.modality.negates(governor_of(finite))
    if lemma == "avoir" and scene.forms[max(0, finite.i - 1) : finite.i] == ("y",) and not denied:
        return vouched and _announces_action(scene, finite)
    if lemma in scene.words.beginning and not _is_run(scene, subject):
        return False
    return vouched and (denied or (lemma in scene.words.effects - {"avoir"} and has_moment(scene, finite)))


def _is_set(scene: Scene, finite: Word) -> bool:
    """Tell whether a levy is set: « la fiscalité n'augmentera pas », « …, a annoncé le maire »."""
    if is_observed(scene, finite):
        return False
    if scene.modality.negates(governor_of(finite)):
        return True
    statement = scene.statement_at(finite.idx)
    if statement is None or statement.cue is None or not is_vowed(scene, statement.cue):
        return False
    return is_vouched(scene, statement) and bool(scene.quantities_between(finite.idx, finite.idx + _NEAR))


def _is_staff(scene: Scene, subject: Word) -> bool:
    """Tell whether posts or places are cut: « **cinq lits** de chirurgie vont disparaître »."""
    before = scene.doc[max(0, subject.i - 3) : subject.i + 1]
    return any(scene.lemmas[token.i] in scene.words.staff for token in (subject, *before))


def _is_run(scene: Scene, subject: Word | None) -> bool:
    """Tell whether a body starts this, no court and no calendar: « les **travaux** débuteront en mars »."""
    if subject is None:
        return False
    lemma = scene.lemmas[subject.i]
    is_work = scene.forms[subject.i] == "travaux" or lemma in scene.words.facilities
    return is_work or (lemma in scene.words.actions and lemma not in scene.words.events)


def is_vouched(scene: Scene, statement: StatementMention) -> bool:
    """Tell whether a name or an office stands behind a statement: « …, assure **la direction** »."""
    if statement.speakers or statement.speaker_words is None:
        return bool(statement.speakers)
    return has_word(scene, text_of(scene.doc)[slice(*statement.speaker_words)], scene.words.answerable)


def _announces_action(scene: Scene, finite: Word) -> bool:
    """Tell whether « il y aura » brings a measure: « il y aura **un examen** du Conseil »."""
    following = scene.doc[finite.i + 1 : finite.i + 6]
    nouns = [token for token in following if token.pos_ == "NOUN"]
    return bool(nouns) and scene.lemmas[nouns[0].i] in scene.words.actions


def opens_or_closes(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether a facility opens or closes in a month or year: « la **piscine** rouvrira en juin »."""
    subject = scene.subject_of(finite)
    if subject is None or subject.i > finite.i or scene.lemmas[subject.i] not in scene.words.facilities:
        return False
    if lemma not in scene.words.opening or scene.modality.is_conditional_on(finite) or is_observed(scene, finite):
        return False
    found = scene.moments_between(finite.sent.start_char, finite.sent.end_char)
    return any(scene.moments[number].grain in _PLANNED for number in found)


def _is_funded(scene: Scene, finite: Word) -> bool:
    """Tell whether the subject is money of a stated amount: « une **enveloppe** de 5 millions permettra d'équiper »."""
    subject = scene.subject_of(finite)
    if subject is None or subject.i > finite.i or is_observed(scene, finite):
        return False
    lemma = scene.lemmas[subject.i]
    if lemma in scene.words.means and scene.forms[phrase_of(subject).start] in {"ce", "cet", "cette", "ces"}:
        return infinitive_of(governor_of(finite)) is not None
    return lemma in scene.words.funds and bool(scene.quantities_between(subject.idx, finite.idx))
