"""Amounts of norms and plans: « l'objectif de 3 % », « les 40 % imposés par le code », « un plan de 3 millions »."""

from claimex import annotations as ann
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import VERBAL, Amount, Scene
from claimex.claims.figure_clauses import is_endowed_now, stem_of
from claimex.syntax import governor_of, subject_of, verb_lemma

_BULLETS = frozenset({"-", "–", "—", "•", "*"})
_BEING = frozenset({"est", "sont", "seront", "sera", "seraient", "serait"})
_NEEDED = 7  # tokens from an amount to « sont »
_ENDOWED = 2  # tokens of « doté de »
_NAMING_RULES = frozenset({"figure.measure_value.noun", "figure.measure_value.colon"})


def is_target(scene: Scene, amount: Amount, match: Match) -> bool:
    """« l'objectif de 3 % », « le seuil de 60 % »."""
    if amount.first and scene.doc[amount.first - 2].lemma_ in scene.words("marks") and _is_reached(scene, amount):
        return False
    if scene.first_token(match.roles["measure"][0]).lemma_ in scene.words("norms"):
        return True
    if match.rule.id == "figure.measure_value.participle" and _is_required(scene, match):
        return True
    if _is_needed(scene, amount):
        return True
    verb = scene.near_verb(amount) if amount.link in ("de", "d'", "à") else None
    is_said = verb is not None and verb.lemma_ == "être"  # « le seuil de pauvreté, **fixé à** 1 288 euros » is reckoned
    subject = subject_of(governor_of(verb)) or subject_of(verb) if verb is not None and is_said else None
    if subject is not None and subject.lemma_ in scene.words("thresholds"):
        return True
    noun = scene.noun_before(amount)
    chain = [token for token in scene.heads(amount) if token.pos_ == "NOUN" and token.i < amount.first]
    return any(token.lemma_ in scene.words("targets") for token in ([noun] if noun else []) + chain)


def _is_needed(scene: Scene, amount: Amount) -> bool:
    """« 40 % des voix **sont nécessaires** pour l'emporter »."""
    if not scene.words("needed").isdisjoint(scene.doc.forms[amount.last : amount.last + 2]):
        return True  # « loin des **46 nécessaires** »
    for token in scene.doc[amount.last + 1 : amount.last + _NEEDED]:
        if token.is_punct:
            return False
        if token.form in _BEING:  # « 300 interventions **ont été** nécessaires » is done
            following = scene.doc.forms[token.i + 1 : token.i + 3]
            return any(form in scene.words("needed") for form in following)
    return False


def _is_required(scene: Scene, match: Match) -> bool:
    """« les 25 % **exigés par la loi** »."""
    return stem_of(scene.first_token(match.roles["measure"][0]).form) in scene.words("required")


def _is_reached(scene: Scene, amount: Amount) -> bool:
    """« le déficit a franchi le seuil de 6 % » tells of the deficit, « **n'**atteint **pas** le seuil » of a norm."""
    verb = scene.doc[amount.first - 2].head
    if not scene.words("denials").isdisjoint(scene.doc.forms[max(0, verb.i - 3) : verb.i]):
        return False
    return verb.pos_ in VERBAL and verb_lemma(verb, scene.lexicon) in scene.words("reaching")


def is_outlay(scene: Scene, amount: Amount, match: Match) -> bool:
    """« un plan doté de 3 millions », « son plan : 3 millions », « destiné à rénover 91 lycées »: means and ends."""
    if any(token.form in scene.words("purposes") for token in scene.heads(amount)):
        return True
    if amount.is_counted:
        return False
    endowed = amount.first > 1 and scene.doc[amount.first - _ENDOWED].form in scene.words("endowed")
    if endowed and not is_endowed_now(scene, amount):
        return True
    words = scene.doc.char_span(*match.roles["measure"][0]) if match.rule.id in _NAMING_RULES else None
    noun = next((token.lemma_ for token in words or () if token.pos_ == "NOUN"), "")
    return noun in scene.words("plans")


def is_item(scene: Scene, amount: Amount) -> bool:
    """« - **doublement des effectifs** ;\n- hausse de 5 % des aides »: a change that opens an item of a list."""
    noun = scene.noun_before(amount)
    first = amount.first if amount.row.unit == "fois" else noun.i if noun is not None else 0
    if first == 0 or scene.doc[first - 1].text.strip() not in _BULLETS:
        return False
    changes = noun is None or noun.lemma_ in scene.words("changes")
    return changes and (first == 1 or "\n" in ann.text_of(scene.doc)[scene.doc[first - 2].idx : scene.doc[first].idx])


def is_planned(scene: Scene, amount: Amount) -> bool:
    """« **le plan comprend** la création de 4 000 places », « un plan **prévoyant** 90 départs »: not there yet."""
    is_articled = amount.link in ("la", "le", "les")
    beside = scene.doc[amount.first - 1 - is_articled] if amount.first > 1 else scene.doc[0]
    if beside.form.endswith("ant") and verb_lemma(beside, scene.lexicon) in scene.words("including"):
        noun = scene.phrase_before(beside.i)
        return noun is not None and noun.lemma_ in scene.words("blueprints")
    verb = scene.clause_verb(amount)
    if verb is None or verb_lemma(verb, scene.lexicon) not in scene.words("including"):
        return False
    subject = subject_of(governor_of(verb))
    return subject is not None and subject.i < verb.i and subject.lemma_ in scene.words("blueprints")
