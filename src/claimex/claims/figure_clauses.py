"""Clauses that tell an amount though what stands around it does not: sentences, asides of a promise, past futures.

« il **écope** de dix mois de prison », « deux sites **où travaillent** 400 salariés », « **aura fait** 14 morts ».
"""

from claimex.claims.constructions.amount_scene import VERBAL, Amount, Scene
from claimex.claims.constructions.apposed_measures import owner_of, trait_end
from claimex.mood import is_conditional, is_finite, is_future, is_past
from claimex.parse import Word
from claimex.syntax import auxiliaries_of, finite_verb_of, has_participle_form, verb_lemma

_IN_S = frozenset({"promis", "requis"})
_PASSED = 14  # tokens from « écope » to the last of its sentences
_ASIDE = 16  # tokens from an amount back to the relative pronoun of its clause
_RELATIVE = 3  # tokens from « lesquelles » to « travaillent »
_OPENING = 8  # tokens from which on a sentence may say until when
_MANY = 20  # from here on « les 40 élèves » counts them
_WHOLE = 3  # tokens of « , sur les »
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
    if _is_told_after(scene, amount) or _is_where(scene, amount) or is_apposed(scene, amount):
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
        told = last.i > token.i or is_past(token)  # « fermer un site qui **employait** 300 personnes »
        return told or verb_lemma(token, scene.lexicon) in scene.words("abiding")
    return False


def is_set_off(scene: Scene, amount: Amount) -> bool:
    """« le bilan, **porté à 127 morts** jeudi, pourrait s'alourdir »: a participle of its own tells what is."""
    for token in reversed(scene.doc[max(1, amount.first - _PRESENT_STATE - 1) : amount.first]):
        if token.is_punct or token.i in scene.counted_tokens:
            return False
        if token.form.endswith("ant") and verb_lemma(token, scene.lexicon) in scene.words("weighing"):
            return True  # « avec sa tour **mesurant 40 mètres**, le phare servira »
        if has_participle_form(token) and token.pos_ in VERBAL | {"ADJ"} and not auxiliaries_of(token):
            return token.nbor(-1).text == "," and stem_of(token.form) not in scene.words("promising")
    return False


def stem_of(participle: str) -> str:
    """Return a participle without its gender and number: « **promis** » stays, « **exigé**es » loses its end."""
    return participle if participle in _IN_S else participle.rstrip("s").removesuffix("e")


def _is_told_after(scene: Scene, amount: Amount) -> bool:
    """« les 77 boutiques **qui restent** ouvertes »: the relative clause follows what is counted."""
    words = scene.doc[amount.last + 1 : amount.last + 3]
    if len(words) < 2 or words[0].form != "qui":
        return False
    return is_finite(words[1]) and verb_lemma(words[1], scene.lexicon) in scene.words("abiding")


def is_apposed(scene: Scene, amount: Amount) -> bool:
    """« le collège, **410 élèves cette année**, ne déménagera pas », « l'école (**48 élèves**) fermera »: a trait."""
    end = trait_end(scene, amount)
    if end is None or scene.doc[end].text in ".;":
        return False
    dated = end > amount.last + 1
    if amount.link == ",":
        return amount.is_counted or dated  # « l'aide, **40 millions cette année**, continuera »
    return (amount.is_counted or dated) and owner_of(scene, amount) is not None


def is_standing_whole(scene: Scene, amount: Amount) -> bool:
    """« conserver 60 **des 95 boutiques** », « 80 agences **sur 640** »: of what there is, a part is promised."""
    if not amount.is_counted and amount.row.unit in scene.words("symbols"):
        return False
    if _remains(scene, amount):
        return True
    forms = scene.doc.forms[max(0, amount.first - _WHOLE) : amount.first]
    start = amount.first - len(forms)
    position = next((i for i in range(len(forms) - 1, -1, -1) if forms[i] in scene.words("parting")), None)
    if position is None or start + position == 0:
        return False
    if forms[position] == "de" and position == len(forms) - 1:  # « 1 400 enfants **de** moins de deux ans »
        return False
    if position < len(forms) - 1 and forms[-1] not in scene.words("definite"):
        return False
    before = scene.doc[start + position - 1 - (forms[position - 1 : position] == [","] if position else 0)]
    row = scene.counted_tokens.get(before.i)
    part = row is not None and (row.unit in (amount.row.unit, "%") or amount.row.unit is None)
    return part or (forms[position] == "des" and before.form in scene.words("portions"))


def is_standing(scene: Scene, amount: Amount) -> bool:
    """« devait s'appliquer **aux 74 000 foyers** du canton »: who is there, whatever was to befall them."""
    many = (amount.row.value or 0) > _MANY and amount.row.change is None
    return many and amount.link in scene.words("definite") and amount.row.unit in scene.words("standing")


def _remains(scene: Scene, amount: Amount) -> bool:
    """« s'ajouteront **aux 34 existantes** », « garder les 63 rédacteurs **restants** »: there already."""
    if amount.link not in scene.words("definite"):
        return False
    return not scene.words("remaining").isdisjoint(scene.doc.forms[amount.last : amount.last + 2])


def _is_where(scene: Scene, amount: Amount) -> bool:
    """« dans un canton **où** 900 familles **attendent** »: the relative clause opens with what is counted."""
    before = scene.doc.forms[max(0, amount.first - 2) : amount.first]
    if before[-1:] != ["où"]:
        return False
    for token in scene.doc[amount.last + 1 : amount.last + 1 + _RELATIVE * 2]:
        if token.is_punct:
            return False
        if token.pos_ in VERBAL and is_finite(token):
            return not (is_future(token) or is_conditional(token))
    return False


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
