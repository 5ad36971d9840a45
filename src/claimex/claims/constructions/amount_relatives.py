"""Whom a relative clause or a participle tells of: « la **tour**, qui mesure 80 m », « des **rafales** atteignant »."""

from claimex.claims.constructions.amount_scene import NOMINAL, VERBAL, Scene
from claimex.parse import Word
from claimex.syntax import (
    auxiliaries_of,
    finite_verb_of,
    group_start,
    has_participle_form,
    has_preposition,
    is_plural,
    is_plural_verb,
)

CLAUSE_ENDS = frozenset(".;:!?«»\n")
FAR = 70  # tokens before a pronoun looked at for its noun
_ENDS_PHRASE = NOMINAL | {"ADJ"}


def agrees(scene: Scene, subject: Word, verb: Word) -> bool:
    """Tell whether a subject before a relative verb agrees with it: « des dégâts … **le cyclone**, qui a fait »."""
    between = scene.doc[subject.i + 1 : verb.i]
    if not any(token.form == "qui" for token in between) or subject.pos_ != "NOUN":
        return True
    return is_plural(subject) == is_plural_verb(verb)


def before_relative(scene: Scene, verb: Word) -> Word | None:
    """Return the noun right before the « qui » of a verb; that of the first for « dont … **et qui** coûte »."""
    for token in reversed(scene.doc[max(0, verb.i - FAR // 7) : verb.i]):
        if token.form == "qui":
            first = _relative_before(scene, token) if token.i and token.nbor(-1).form in ("et", "mais") else token
            noun = scene.phrase_before(first.i - (first.i > 0 and first.nbor(-1).text in (",", "et")))
            return noun if noun is None or is_plural(noun) == is_plural_verb(verb) else None
    return None


def _relative_before(scene: Scene, pronoun: Word) -> Word:
    """Return the relative pronoun that another one goes on from, in the same sentence; else the pronoun itself."""
    before = scene.doc[pronoun.sent.start : pronoun.i]
    return next((token for token in reversed(before) if token.form in scene.words("relating")), pronoun)


def modified_by(scene: Scene, verb: Word) -> Word | None:
    """Return the noun right before a present participle: « des **rafales** atteignant 80 km/h »."""
    first = finite_verb_of(verb)
    if first.i == 0 or not first.form.endswith("ant") or first.pos_ not in VERBAL:
        return None
    return scene.phrase_before(first.i) if first.nbor(-1).pos_ in _ENDS_PHRASE else None


def set_off(scene: Scene, verb: Word) -> Word | None:
    """Return whom a participle after a comma tells of: « le vote **du budget**, chiffré à », « …, s'élevant à »."""
    first = group_start(verb)
    present = verb.form.endswith("ant")
    if first.i < 2 or first.nbor(-1).text != "," or auxiliaries_of(verb) or not (present or has_participle_form(verb)):
        return None
    nearest: Word | None = None
    for token in reversed(scene.doc[max(0, first.i - FAR // 4) : first.i - 1]):
        if token.text[0] in CLAUSE_ENDS or token.text == ",":
            break
        if token.pos_ != "NOUN" or _is_counted(scene, token) or token.form in scene.words("times"):
            continue
        if not has_preposition(token) if present else _is_qualified(token, verb.form):
            if token.lemma_ in scene.words("priced"):
                return token  # « le **budget** du Conseil départemental, équilibré à »
            nearest = nearest or token
    return nearest


def _is_counted(scene: Scene, noun: Word) -> bool:
    """Tell whether an amount holds a noun; « la moitié des **exportations**, estimées à » tells of it all the same."""
    row = scene.counted_tokens.get(noun.i)
    return row is not None and (row.unit != "%" or not noun.is_alpha)


def _is_qualified(noun: Word, participle: str) -> bool:
    """Tell whether a participle agrees with a noun: « le **seuil** de pauvreté, fixé à »."""
    feminine = participle.rstrip("s").endswith("e")
    gender = noun.morph.get("Gender", [])
    return is_plural(noun) == participle.endswith("s") and ("Fem" if feminine else "Masc") in gender
