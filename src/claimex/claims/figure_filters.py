"""Which amounts are figures: present or past states of the world, no targets, ages, delays or counts of the text's own.

« le chômage atteint 7 % » is a figure; « l'objectif de 7 % », « les deux ministres » and « un sac de 50 kg » are none.
"""

from claimex.claims.constructions import Match
from claimex.claims.constructions.measures import Amount, Scene, is_carried
from claimex.mood import is_conditional, is_future
from claimex.syntax import finite_verb_of, governor_of, plain_form, verb_lemma

_SMALL = 20  # « les deux ministres » names them, « les 5 000 élèves » counts them
_VERBAL = frozenset({"VERB", "AUX"})


def is_state(scene: Scene, amount: Amount, match: Match) -> bool:
    """Tell whether an amount tells how the world is, with the measure that was found for it."""
    return not (
        amount.row.age
        or _is_delay(scene, amount, match)
        or _is_own_count(scene, amount)
        or _is_content(scene, amount, match)
        or _is_distance(scene, amount, match)
        or _is_target(scene, amount)
        or _is_wish(scene, amount)
    )


def is_forecast(scene: Scene, amount: Amount) -> bool:
    """Tell whether an amount lies ahead: « table sur une croissance de 0,9 % », « coûtera 3 millions »."""
    for token in scene.heads(amount):
        if token.lemma_ in scene.list("forecasts"):
            return True
    verb = scene.verb_of(amount)
    for _ in range(3):
        if verb is None:
            return False
        finite = finite_verb_of(verb)
        if is_future(finite) or (is_conditional(finite) and finite.i == verb.i):
            return True
        if verb_lemma(verb, scene.lexicon) in scene.list("forecasts"):
            return True
        verb = governor_of(verb.head) if verb.head.pos_ in _VERBAL and verb.head.i != verb.i else None
    return False


def _is_delay(scene: Scene, amount: Amount, match: Match) -> bool:
    """« depuis trois ans »; but « trois ans de guerre » and « une durée de 18 heures » measure."""
    if amount.row.unit not in scene.list("durations"):
        return False
    start, end = match.roles["measure"][0]
    words = {token.lemma_ for token in scene.doc.char_span(start, end, alignment_mode="expand") or ()}
    if words & scene.list("penalties"):
        return True
    if match.rule.id == "figure.measure_count.mass":
        return False
    return not words & scene.list("sizes")


def _is_own_count(scene: Scene, amount: Amount) -> bool:
    """« trois volets », « les deux pays »."""
    if not amount.is_counted or amount.row.value is None:
        return False
    nouns = {token.lemma_ for token in scene.doc[amount.first : amount.last + 1]}
    if amount.row.value <= _SMALL and nouns & scene.list("internal"):
        return True
    written = scene.doc[amount.first]
    before = plain_form(scene.doc[amount.first - 1]) if amount.first else ""
    definite = before in scene.list("definite") or plain_form(written) in scene.list("definite")
    return definite and amount.row.value <= _SMALL and not written.is_digit


def _is_content(scene: Scene, amount: Amount, match: Match) -> bool:
    """« un sac de 50 kg », « un homme de 80 kg »: what a thing is, told in passing."""
    if amount.row.unit not in scene.list("contents") or match.rule.id != "figure.measure_value.noun":
        return False
    noun = scene.noun_before(amount)
    return noun is None or noun.lemma_ not in scene.list("sizes")


def _is_distance(scene: Scene, amount: Amount, match: Match) -> bool:
    """« à 150 kilomètres de là »."""
    before = plain_form(scene.doc[amount.first - 1]) if amount.first else ""
    starts = plain_form(scene.doc[amount.first])
    away = before in ("à", "d'") or starts == "à"
    return away and amount.row.unit in scene.list("distance") and "value.verb" not in match.rule.id


def _is_target(scene: Scene, amount: Amount) -> bool:
    """« l'objectif de 3 % », « le seuil de 60 % »."""
    noun = scene.noun_before(amount)
    chain = [token for token in scene.heads(amount) if token.pos_ == "NOUN" and token.i < amount.first]
    return any(token.lemma_ in scene.list("targets") for token in ([noun] if noun else []) + chain)


def _is_wish(scene: Scene, amount: Amount) -> bool:
    """« porter le taux à 3 % », « il faudrait trois fois plus de lits »: an infinitive or a need."""
    verb = scene.verb_of(amount)
    if verb is None or is_carried(scene, amount):
        return False
    if verb.lemma_ in scene.list("needs"):
        return True
    finite = finite_verb_of(verb)
    if "Inf" in finite.morph.get("VerbForm", []) and finite.i == verb.i:
        above = verb.head
        return not (above.pos_ in _VERBAL and above.i != verb.i and above.lemma_ in scene.list("sayings"))
    return False
