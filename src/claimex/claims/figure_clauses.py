"""Clauses that tell an amount though what stands around it does not: sentences, asides of a promise, past futures.

« il **écope** de dix mois de prison », « deux sites **où travaillent** 400 salariés », « **aura fait** 14 morts ».
"""

from claimex.claims.constructions.amount_scene import VERBAL, Amount, Scene
from claimex.mood import is_conditional, is_finite, is_future
from claimex.parse import Word
from claimex.syntax import auxiliaries_of, finite_verb_of, has_participle_form, verb_lemma

_PASSED = 14  # tokens from « écope » to the last of its sentences
_ASIDE = 16  # tokens from an amount back to the relative pronoun of its clause
_RELATIVE = 3  # tokens from « lesquelles » to « travaillent »
_OPENING = 8  # tokens from which on a sentence may say until when
_PRESENT_STATE = 4  # tokens from « doté de » back to its « est »


def is_passed(scene: Scene, amount: Amount) -> bool:
    """« il **écope** de dix mois de prison », « a été **condamné** à »; « déjà condamné à six mois » is a trait."""
    for token in reversed(scene.doc[max(0, amount.first - _PASSED) : amount.first]):
        if token.text in ".;!?":
            return False
        if token.form in scene.words("sentencing"):
            finite = finite_verb_of(token)
            told = bool(auxiliaries_of(token)) or not has_participle_form(token)
            return told and not (is_future(finite) or is_conditional(finite))
    return False


def is_endowed_now(scene: Scene, amount: Amount) -> bool:
    """« le fonds **est** doté de 80 millions » tells a state, « un fonds doté de 3 millions » a means."""
    before = scene.doc[max(0, amount.first - 2 - _PRESENT_STATE) : max(0, amount.first - 2)]
    return any(token.lemma_ == "être" and is_finite(token) and not is_future(token) for token in before)


def is_aside(scene: Scene, amount: Amount) -> bool:
    """« fermer deux sites **où travaillent** 400 salariés »: a relative clause in a promise tells what is."""
    if _is_told_after(scene, amount):
        return True
    for token in reversed(scene.doc[max(0, amount.first - _ASIDE) : amount.first]):
        if token.text in ".;:!?«»\n":
            return False
        if token.pos_ not in VERBAL or not is_finite(token):
            continue
        relative = any(word.form in scene.words("told_by") for word in scene.doc[max(0, token.i - _RELATIVE) : token.i])
        if not relative or is_future(token) or is_conditional(token):
            return False
        last = next((word for word in scene.doc[token.i : amount.first] if has_participle_form(word)), token)
        return last.i > token.i or verb_lemma(token, scene.lexicon) in scene.words("abiding")
    return False


def _is_told_after(scene: Scene, amount: Amount) -> bool:
    """« les 77 boutiques **qui restent** ouvertes »: the relative clause follows what is counted."""
    words = scene.doc[amount.last + 1 : amount.last + 3]
    if len(words) < 2 or words[0].form != "qui":
        return False
    return is_finite(words[1]) and verb_lemma(words[1], scene.lexicon) in scene.words("abiding")


def is_past_future(scene: Scene, verb: Word) -> bool:
    """« la crue **aura fait** 14 morts » looks back; « d'ici 2030, la ville aura construit 400 logements » does not."""
    finite = verb if is_future(verb) else finite_verb_of(verb)
    if not is_future(finite) or verb_lemma(finite, scene.lexicon) != "avoir":
        return False
    following = scene.doc[finite.i + 1 : finite.i + 4]
    if not any(token.pos_ == "VERB" and not is_finite(token) for token in following):
        return False
    start = finite.sent.start
    opening = scene.doc[start : max(start + _OPENING, finite.i)]
    return all(token.form not in scene.words("until") for token in opening)
