"""Whose amount a verb tells: its subject, its object when it acts on one, or the noun that a pronoun stands for."""

from claimex.annotations import Offsets
from claimex.claims.constructions.amount_scene import NOMINAL, VERBAL, Amount, Scene
from claimex.parse import Word
from claimex.syntax import has_preposition, plain_form, subject_of, verb_lemma

_CLAUSE_ENDS = frozenset(".;:!?«»\n")
_FAR = 70  # tokens before a pronoun looked at for its noun
_INFINITIVES = ("er", "ir", "re")  # the tagger takes « croître » for a participle
_OPENS_OBJECT = frozenset({"DET", "ADJ", "NUM"})


def find_subject(scene: Scene, verb: Word, amount: Amount) -> Offsets | None:
    """Return the subject's phrase; a pronoun gives the noun that it stands for."""
    seen = seen_before(scene, verb)
    if seen is not None:
        return scene.phrase(seen, outside=amount, stop=verb.i)
    subject = subject_of(verb)
    if subject is not None and plain_form(subject) in scene.words("times") and _is_adverbial(subject):
        subject = None  # « a de son côté perdu 2 millions »
    if subject is None or subject.i in scene.counted_tokens or amount.first <= subject.i <= amount.last:
        return _first_noun(scene, verb, amount)
    if plain_form(subject) in scene.words("pronouns"):
        return None if _is_impersonal(scene, verb, subject) else _antecedent(scene, subject)
    return scene.phrase(subject, outside=amount, stop=verb.i if subject.i < verb.i else None)


def find_object(scene: Scene, verb: Word, amount: Amount) -> Offsets | None:
    """Return what a verb acts on before it tells the amount: « a relevé **le taux** de 0,5 point »."""
    for token in scene.doc[verb.i + 1 : amount.first]:
        if token.pos_ in NOMINAL and plain_form(token) not in scene.words("times"):
            return None if token.i in scene.counted_tokens else scene.phrase(token, outside=amount)
        if token.pos_ not in _OPENS_OBJECT and token.pos_ != "ADV":
            return None
    return None


def seen_before(scene: Scene, verb: Word) -> Word | None:
    """« a vu **son bénéfice** reculer de 3 % »: the noun before an infinitive under a verb of seeing."""
    if not plain_form(verb).endswith(_INFINITIVES) or verb.i < 2:
        return None
    for token in reversed(scene.doc[max(0, verb.i - _FAR // 5) : verb.i]):
        if verb_lemma(token, scene.lexicon) in scene.words("seeing"):
            return next((word for word in scene.doc[token.i + 1 : verb.i] if word.pos_ in NOMINAL), None)
        if token.text[0] in _CLAUSE_ENDS or token.pos_ in VERBAL:
            return None
    return None


def _is_adverbial(noun: Word) -> bool:
    """Tell « de son **côté** », « **lundi** » from « le **résultat** net »."""
    return has_preposition(noun) or noun.i == 0 or noun.nbor(-1).pos_ != "DET"


def _is_impersonal(scene: Scene, verb: Word, subject: Word) -> bool:
    return plain_form(subject) == "il" and verb_lemma(verb, scene.lexicon) in scene.words("impersonal")


def _first_noun(scene: Scene, verb: Word, amount: Amount) -> Offsets | None:
    """Return the first phrase of the clause that no preposition introduces, where the parser saw no subject."""
    start = verb.i
    while start > 0 and not scene.doc[start].is_sent_start and not _opens_clause(scene, scene.doc[start - 1]):
        start -= 1
    for token in scene.doc[start : verb.i]:
        if plain_form(token) in scene.words("pronouns"):
            return None if _is_impersonal(scene, verb, token) else _antecedent(scene, token)
        if token.pos_ in NOMINAL and not has_preposition(token) and _may_be_subject(scene, token):
            return scene.phrase(token, outside=amount, stop=verb.i)
    return None


def _opens_clause(scene: Scene, token: Word) -> bool:
    return token.text[0] in _CLAUSE_ENDS or plain_form(token) in scene.words("relatives")


def _may_be_subject(scene: Scene, noun: Word) -> bool:
    known = noun.i in scene.counted_tokens or plain_form(noun) in scene.words("times")
    aside = noun.i > 0 and noun.nbor(-1).text == "("
    return not known and not aside and (noun.i == 0 or noun.nbor(-1).pos_ != "ADP")


def _completes(scene: Scene, noun: Word) -> bool:
    """Tell whether a noun only completes another: « la facture **de la commune**, elle, a doublé »."""
    before = scene.doc[max(0, noun.i - 2) : noun.i]
    if len(before) and before[-1].pos_ != "DET":
        before = before[-1:]
    return any(plain_form(token) in scene.words("genitives") for token in before)


def _antecedent(scene: Scene, pronoun: Word) -> Offsets | None:
    """Return the last noun before that agrees: « … **la part du rail**. Elle n'était que de 3 % »."""
    feminine = plain_form(pronoun).startswith("elle")
    plural = plain_form(pronoun).endswith("s")
    for token in reversed(scene.doc[max(0, pronoun.i - _FAR) : pronoun.i]):
        if token.pos_ != "NOUN" or _completes(scene, token):
            continue
        gender, number = token.morph.get("Gender", []), token.morph.get("Number", [])
        agrees = ("Fem" if feminine else "Masc") in gender and ("Plur" if plural else "Sing") in number
        if agrees and _may_be_subject(scene, token):
            return scene.phrase(token)
    return None
