"""What a measure will do: « le seuil passera de 10 à 9 % », « la piscine rouvrira en juin », « il y aura un audit »."""

from claimex.annotations import StatementMention, text_of
from claimex.claims.constructions.undertakings.answering import (
    has_moment,
    has_word,
    is_hoped,
    is_observed,
    is_vowed,
)
from claimex.claims.constructions.undertakings.scene import MONEY, Scene
from claimex.parse import Word
from claimex.syntax import governor_of, group_start, infinitive_of, phrase_of

_NEAR = 40  # characters from a levy's verb to how much it changes
_BESIDE = 16  # characters from « sera » to the amount: « sera **de 4 %** », « sera limitée à 4 % »
_PLANNED = frozenset({"month", "season", "quarter", "year"})  # what a works programme dates, a calendar gives days
_SHUTTING = frozenset({"ouvrir", "rouvrir", "fermer", "fermé", "ouvert"})
_CLOCK = frozenset({"minute", "hour"})
_BACKED = frozenset({"pouvoir", "avoir", "bénéficier", "disparaître", "voir", "suivre", "venir", "servir"})
_LOOSE = frozenset(
    {"être", "rendre", "faire", "proposer", "offrir"}
)  # « seront en mesure de », « proposera 40 livres »
_MONIES = frozenset({"argent", "fonds"})
_POINTING = frozenset({"ce", "cet", "cette", "ces"})


def takes_effect(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether a measure takes effect: « le seuil passera de 10 à 9 % », or a speaker vouches for an outcome."""
    words = scene.words
    if lemma in words.paying:
        return _is_funded(scene, finite)
    known = words.effects, words.ergative, words.states, words.repricing
    if lemma != "voir" and not any(lemma in verbs for verbs in known):
        return _opens_right(scene, finite, lemma)
    subject = scene.subject_of(finite)
    if subject is not None and scene.lemmas[subject.i] in words.levies:
        return _is_set(scene, finite)
    if subject is not None and lemma in words.repricing and _is_priced(scene, finite, subject):
        return _is_set(scene, finite)
    if is_observed(scene, finite) or is_hoped(scene, finite) or scene.modality.is_conditional_on(finite):
        return False
    if lemma == "disparaître":
        return subject is not None and _is_staff(scene, subject)
    statement = scene.statement_at(finite.idx)
    vouched = statement is not None and is_vouched(scene, statement)
    denied = scene.modality.negates(governor_of(finite))
    if lemma == "avoir":
        return _happens(scene, finite, vouched=vouched, denied=denied)
    if subject is None or is_forecast(scene, subject):
        return False
    if lemma == "voir":
        return sees_light(scene, finite, subject)
    if lemma in words.states:
        return vouched
    return _is_effect(scene, finite, subject, lemma, vouched=vouched, denied=denied)


def _is_effect(scene: Scene, finite: Word, subject: Word, lemma: str, *, vouched: bool, denied: bool) -> bool:
    """Tell whether a measure does what only measures do, or a speaker vouches for a day, or that it does not happen."""
    words = scene.words
    dated = has_moment(scene, finite)
    amounts = len(scene.quantities_between(finite.idx + 1, finite.idx + 80))
    if lemma == "passer":
        return amounts > 1 and (vouched or dated)
    if lemma in words.beginning and not _is_run(scene, subject):
        return False
    if lemma == "concerner":
        return denied and is_measure(scene, subject)
    if lemma in words.working and is_measure(scene, subject):
        return vouched or dated or denied or _is_pointed_at(scene, subject) or _announces_action(scene, finite)
    if lemma == "bénéficier":
        return vouched or _is_helped(scene, finite)
    gets = lemma in {"percevoir", "recevoir", "toucher"} and amounts > 0
    takes = lemma in words.effects and lemma not in words.working and dated
    return vouched and (denied or gets or takes)


def is_measure(scene: Scene, subject: Word) -> bool:
    """Tell whether a noun is what somebody decides: « ce **plafonnement** », « le **texte** », not « l'étude »."""
    lemma = scene.lemmas[subject.i]
    words = scene.words
    is_act = lemma in words.actions or lemma in words.works or lemma in words.staff or lemma in words.facilities
    return is_act or lemma in words.means or lemma in words.funds or scene.forms[subject.i] == "travaux"


def is_forecast(scene: Scene, subject: Word) -> bool:
    """Tell whether nobody decides what is told of: « l'**inflation** passera », « la hausse des **prix** sera »."""
    words = scene.words
    noun = scene.lemmas[subject.i]
    if noun in words.reported or noun in words.inanimate:
        return scene.lemmas[subject.i] != "prix"
    following = scene.lemmas[subject.i + 1 : phrase_of(subject).end]
    return any(lemma in words.reported for lemma in following)


def is_sized(scene: Scene, finite: Word) -> bool:
    """Tell whether a speaker says how large a measure will be: « la hausse sera **de 4 %** »."""
    subject = scene.subject_of(finite)
    statement = scene.statement_at(finite.idx)
    if subject is None or statement is None or not is_vouched(scene, statement) or is_observed(scene, finite):
        return False
    if not is_measure(scene, subject) or is_forecast(scene, subject):
        return False
    return bool(scene.quantities_between(finite.idx, finite.idx + len(finite) + _BESIDE))


def needs_backing(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether an outcome counts only where somebody stands behind it: « un chantier débutera en mars »."""
    subject = scene.subject_of(finite)
    is_levy = subject is not None and scene.lemmas[subject.i] in scene.words.levies
    if is_levy or (lemma in scene.words.repricing and subject is not None and is_price(scene, subject)):
        return not scene.modality.negates(governor_of(finite))
    return lemma in scene.words.working or lemma in _BACKED


def is_price(scene: Scene, subject: Word) -> bool:
    """Tell whether a body sets a price or benefit: « le prix du **repas** », « le **Smic** », no « du pétrole »."""
    if scene.lemmas[subject.i] == "prix":
        return any(form in scene.words.priced for form in scene.forms[subject.i + 1 : subject.i + 4])
    return scene.forms[subject.i] in scene.words.priced


def _is_priced(scene: Scene, finite: Word, subject: Word) -> bool:
    """Tell whether a body sets this price, or somebody says it: « le prix du gaz augmentera, a annoncé **Valdor** »."""
    is_told = scene.lemmas[subject.i] == "prix" and scene.statement_at(finite.idx) is not None
    return is_told or is_price(scene, subject)


def _is_pointed_at(scene: Scene, subject: Word) -> bool:
    """Tell whether a noun takes up the measure just told: « **ce** plafonnement »."""
    return scene.forms[phrase_of(subject).start] in _POINTING


def _happens(scene: Scene, finite: Word, *, vouched: bool, denied: bool) -> bool:
    """Tell whether « il y aura » brings a measure, or something is called off: « n'auront pas **lieu** »."""
    if "y" in scene.forms[max(0, finite.i - 2) : finite.i]:
        return _announces_action(scene, finite) if not denied else vouched
    return denied and "lieu" in scene.forms[finite.i + 1 : finite.i + 4]


def _opens_right(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether somebody may do from now on what a body grants: « pourront **désormais** payer en ligne »."""
    if lemma != "pouvoir" or "désormais" not in scene.forms[finite.i + 1 : finite.i + 4]:
        return False
    return not scene.modality.negates(governor_of(finite)) and not is_observed(scene, finite)


def _is_helped(scene: Scene, finite: Word) -> bool:
    """Tell whether what somebody will get is a measure: « bénéficieront d'une **formation** »."""
    verb = infinitive_of(finite) or governor_of(finite)
    return any(lemma in scene.words.actions for lemma in scene.lemmas[verb.i + 1 : verb.i + 5])


def _is_set(scene: Scene, finite: Word) -> bool:
    """Tell whether a levy is set: « la fiscalité n'augmentera pas », « …, a annoncé le maire »."""
    if is_observed(scene, finite):
        return False
    if scene.modality.negates(governor_of(finite)):
        return True
    statement = scene.statement_at(finite.idx)
    sized = bool(scene.quantities_between(finite.idx, finite.idx + _NEAR))
    if statement is None or statement.cue is None:
        return sized
    return sized and is_vowed(scene, statement.cue) and is_vouched(scene, statement)


def _is_staff(scene: Scene, subject: Word) -> bool:
    """Tell whether posts or places are cut: « **cinq lits** de chirurgie vont disparaître »."""
    before = scene.doc[max(0, subject.i - 3) : subject.i + 1]
    return any(scene.lemmas[token.i] in scene.words.staff for token in (subject, *before))


def _is_run(scene: Scene, subject: Word) -> bool:
    """Tell whether a body starts this, no court and no calendar: « les **travaux** débuteront en mars »."""
    lemma = scene.lemmas[subject.i]
    is_work = scene.forms[subject.i] == "travaux" or lemma in scene.words.facilities
    return is_work or lemma in scene.words.measures


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


def serves_anew(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether a service is given or no longer from a day on: « les urgences **n'accueilleront plus** … »."""
    subject = scene.subject_of(finite)
    if subject is None or subject.i > finite.i or lemma not in scene.words.serving:
        return False
    if scene.lemmas[subject.i] not in scene.words.facilities and scene.forms[subject.i] not in scene.words.services:
        return False
    is_left_open = scene.modality.is_conditional_on(finite) or scene.forms[finite.sent.start] in {"si", "s'"}
    if is_left_open or is_observed(scene, finite) or scene.is_relative(finite):
        return False
    found = [scene.moments[n] for n in scene.moments_between(finite.sent.start_char, finite.sent.end_char)]
    ends = "plus" in scene.forms[finite.i + 1 : finite.i + 3] and scene.forms[group_start(finite).i] in {"ne", "n'"}
    return ends or any(moment.relation == "from" for moment in found)


def opens_or_closes(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether a facility opens or closes in a month or year: « la **piscine** rouvrira en juin »."""
    subject = scene.subject_of(finite)
    if subject is None or subject.i > finite.i or scene.lemmas[subject.i] not in scene.words.facilities:
        return False
    if scene.modality.is_conditional_on(finite) or is_observed(scene, finite):
        return False
    found = [scene.moments[n] for n in scene.moments_between(finite.sent.start_char, finite.sent.end_char)]
    stays = scene.verbs[governor_of(finite).i] in scene.words.lasting or scene.modality.negates(governor_of(finite))
    if lemma in _SHUTTING and stays:  # « restera fermée jusqu'à Pâques », « ne rouvrira pas lundi »
        return any(moment.grain not in _CLOCK for moment in found)
    return lemma in scene.words.opening and any(moment.grain in _PLANNED for moment in found)


def _is_funded(scene: Scene, finite: Word) -> bool:
    """Tell whether the subject is money of a stated amount: « une **enveloppe** de 5 millions permettra d'équiper »."""
    subject = scene.subject_of(finite)
    if subject is None or subject.i > finite.i or is_observed(scene, finite):
        return False
    lemma = scene.lemmas[subject.i]
    names_use = infinitive_of(governor_of(finite)) is not None or _serves(scene, finite)
    if (lemma in scene.words.means and _is_pointed_at(scene, subject)) or scene.forms[subject.i] in _MONIES:
        return names_use
    is_sum = lemma in scene.words.funds and bool(scene.quantities_between(subject.idx, finite.idx))
    return is_sum or (names_use and _is_amount(scene, subject))


def _serves(scene: Scene, finite: Word) -> bool:
    """Tell whether money is for an act: « servira **au paiement** des arriérés »."""
    following = scene.doc[finite.i + 1 : finite.i + 4]
    is_open = any(token.form in {"à", "au", "aux"} for token in following[:1])
    return is_open and any(scene.lemmas[token.i] in scene.words.actions for token in following[1:])


def _is_amount(scene: Scene, subject: Word) -> bool:
    """Tell whether a subject is a sum: « **les 2,7 milliards** serviront à »."""
    found = scene.quantities_between(phrase_of(subject).start_char, subject.idx + 1)
    return any(scene.quantities[number].unit in MONEY - {"%"} for number in found)


def follows_on(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether a measure just told goes on: « **Suivront** les collèges de Contres et d'Onzain »."""
    if lemma not in {"suivre", "venir"} or finite.i > finite.sent.start + 1 or scene.modality.is_conditional_on(finite):
        return False
    following = scene.doc[finite.i + 1 : finite.i + 5]
    noun = next((token for token in following if token.pos_ == "NOUN"), None)
    return noun is not None and (is_measure(scene, noun) or scene.forms[noun.i] == "travaux")


def sees_light(scene: Scene, finite: Word, subject: Word) -> bool:
    """Tell whether a work comes to be: « un nouveau gymnase **verra le jour** en 2027 »."""
    if scene.forms[finite.i + 1 : finite.i + 3] != ("le", "jour"):
        return False
    return has_moment(scene, finite) and subject.pos_ == "NOUN" and not is_forecast(scene, subject)


def goes_with_plan(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether a clause may say what a plan changes for others: « Chaque élève **remplira** un questionnaire »."""
    words = scene.words
    subject = scene.subject_of(finite)
    if subject is None or subject.i > finite.i or subject.pos_ != "NOUN" or scene.statement_at(finite.idx) is not None:
        return False
    if scene.modality.is_conditional_on(finite) or scene.is_relative(finite) or is_forecast(scene, subject):
        return False
    if scene.lemmas[subject.i] in words.treated | words.observers | words.schemes | words.texts:
        return False
    if lemma == "pouvoir":
        return infinitive_of(finite) is not None or infinitive_of(governor_of(finite)) is not None
    if lemma == "faire" and scene.forms[finite.i - 1] == "se":
        return True  # « le tri **se fera** à la main »
    if governor_of(finite).pos_ != "VERB" or scene.is_abstract(subject):
        return False
    is_open = any(lemma in verbs for verbs in (words.involuntary, words.awaiting, words.undecided, words.rhetorical))
    return not is_open and lemma not in _LOOSE and lemma not in words.working
