"""Whether a noun names a measure: « l'**ouverture** d'une crèche », no « baisse du chômage »."""

from claimex.claims.constructions.undertakings.objects import REACH
from claimex.claims.constructions.undertakings.scene import MONEY, Scene
from claimex.parse import Word
from claimex.rules import Rule

_NAMED = 6  # tokens from « mesures » to what they are: « des mesures fortes de **réduction** »
_SAVED = 24  # characters of the amount before « économies »
_MONEY = 24  # characters between a plan and its money: « un plan d'un montant de **6 millions** »


def is_worded(scene: Scene, noun: Word, rule: Rule) -> bool:
    """Tell whether a noun is one of a rule's: « un préavis », « une proposition **de loi** »."""
    lemma = scene.lemmas[noun.i]
    if lemma not in rule.words:
        return False
    if any(scene.verbs[t.i] in scene.words.aiming for t in scene.doc[noun.i + 1 : noun.i + REACH]):
        return False
    if lemma in scene.words.texts:
        found = scene.quantities_between(noun.idx, noun.sent.end_char)
        return any(scene.quantities[n].unit in MONEY - {"%"} for n in found)
    is_text = any(scene.lemmas[t.i] in scene.words.bills for t in scene.doc[noun.i + 1 : noun.i + 4])
    return is_text or lemma not in scene.words.vague_drafts


def names_action(scene: Scene, noun: Word) -> bool:
    """Tell whether a noun names a measure that somebody decides: no « baisse du chômage »."""
    if _is_in_name(scene, noun):
        return False
    if scene.forms[noun.i] == "économies":
        before = scene.quantities_between(noun.idx - _SAVED, noun.idx)
        return any(scene.quantities[n].unit in MONEY for n in before)  # « 200 millions d'euros d'économies »
    if scene.lemmas[noun.i] in scene.words.containers:
        return _holds_action(scene, noun)
    if scene.lemmas[noun.i] not in scene.words.actions and scene.forms[noun.i] not in scene.words.actions:
        return False
    if scene.lemmas[noun.i] == "appel" and not _is_tender(scene, noun):
        return False
    if scene.lemmas[noun.i] in scene.words.unnamed and not _is_told(scene, noun):
        return False
    for token in scene.doc[noun.i + 1 : noun.i + 9]:
        if token.text[0] in ",;.:»" or token.pos_ in {"VERB", "CCONJ"}:
            break
        if scene.lemmas[token.i] in scene.words.reported:
            return False
    return True


def _is_in_name(scene: Scene, noun: Word) -> bool:
    """Tell whether a capital makes a noun part of a name: « le ministre de la Pêche, du **Développement** rural »."""
    before = scene.forms[max(0, noun.i - 2) : noun.i]
    linked = before[-1:] in {("du",), ("des",), ("de",), ("et",)} or before in {("de", "la"), ("de", "l'")}
    return noun.text[0].isupper() and not noun.text.isupper() and linked


def _is_told(scene: Scene, noun: Word) -> bool:
    """Tell whether a measure is named: « une mesure **de gel** », « des mesures **pour réduire** »."""
    following = scene.doc[noun.i + 1 : noun.i + _NAMED]
    if scene.quantities_between(noun.idx, following[-1].idx if following else noun.idx):
        return True
    for token in following:
        if token.text[0] in ",;.:»":
            return False
        is_act = scene.lemmas[token.i] in scene.words.actions or scene.verbs[token.i] in scene.words.aiming
        if is_act or "Inf" in token.morph.get("VerbForm", []):
            return True
    return False


def _is_tender(scene: Scene, noun: Word) -> bool:
    """Tell whether a call opens a procedure: « lance un **appel d'offres** »; one to somebody asks him to act."""
    return any(form in scene.words.tenders for form in scene.forms[noun.i + 1 : noun.i + 3])


def _holds_action(scene: Scene, noun: Word) -> bool:
    """Tell whether a noun holds measures: « une **série de mesures** », « une journée **de grève** »."""
    following = scene.doc[noun.i + 1 : noun.i + 4]
    is_open = any(token.form in {"de", "d'"} for token in following[:1])
    return is_open and any(scene.lemmas[token.i] in scene.words.actions for token in following[1:])


def is_funded(scene: Scene, noun: Word) -> bool:
    """Tell whether a plan comes with its money: « a approuvé un **plan de 6 millions d'euros** »."""
    end = noun.idx + len(noun)
    amounts = scene.quantities_between(end, min(end + _MONEY, noun.sent.end_char))
    is_plan = scene.lemmas[noun.i] in scene.words.texts and scene.forms[noun.i + 1 : noun.i + 2] != (",",)
    return is_plan and any(scene.quantities[n].unit in MONEY - {"%"} for n in amounts)
