"""What a pronoun before an amount stands for: « La tempête faiblit. **Elle** souffle à 90 km/h », « ce dernier »."""

from claimex.annotations import Offsets
from claimex.claims.constructions.amount_relatives import FAR
from claimex.claims.constructions.amount_scene import VERBAL, Amount, Scene
from claimex.claims.constructions.amount_words import is_person
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import OPENERS, SUBJECTS, governor_of, subject_of


def may_be_subject(scene: Scene, noun: Word) -> bool:
    """Tell whether a noun may be told of: no time, nothing counted, none after « ( » or a preposition."""
    is_time = noun.form in scene.words("times")
    told = is_time and noun.i > 0 and noun.nbor(-1).pos_ == "DET" and noun.i not in scene.moment_tokens
    known = noun.i in scene.counted_tokens or (is_time and not told)  # « le résultat », not « Résultat, »
    aside = noun.i > 0 and noun.nbor(-1).text == "("
    return not known and not aside and (noun.i == 0 or noun.nbor(-1).pos_ != "ADP")


def _completes(scene: Scene, noun: Word) -> bool:
    """Tell whether a noun only completes another: « la facture **de la commune**, elle, a doublé »."""
    before = scene.doc[max(0, noun.i - 2) : noun.i]
    if len(before) and before[-1].pos_ != "DET":
        before = before[-1:]
    return any(token.form in scene.words("genitives") for token in before)


def antecedent_of(scene: Scene, pronoun: Word, amount: Amount | None = None) -> Offsets | None:
    """Return the phrase that a pronoun stands for: « **La part du rail** recule. Elle était de 3 % »."""
    noun = None if amount is None else _counted_before(scene, pronoun, amount)
    noun = noun or _antecedent_noun(scene, pronoun)
    return None if noun is None else scene.phrase(noun)


def _counted_before(scene: Scene, pronoun: Word, amount: Amount) -> Word | None:
    """« le retour des **gardiens** – ils étaient cinq »: the noun that the number was found to count."""
    if not amount.is_counted or scene.nouns_of(amount) or pronoun.form not in ("ils", "elles"):
        return None
    counted = (amount.row.unit or "").partition(" ")[0]
    before = reversed(scene.doc[max(0, pronoun.i - FAR) : pronoun.i])
    return next((token for token in before if token.pos_ == "NOUN" and token.lemma_ == counted), None)


def _antecedent_noun(scene: Scene, pronoun: Word) -> Word | None:
    """Return the last noun before that agrees, one of a figure first: « … **la part du rail**. Elle était de 3 % »."""
    form = pronoun.form.removesuffix("-ci")
    feminine, plural = "elle" in form, form.endswith(("s", "x"))
    agreeing: list[Word] = []
    completed: list[Word] = []
    for token in reversed(scene.doc[max(0, pronoun.i - FAR) : pronoun.i]):
        completing = _completes(scene, token) and token.i not in scene.told and not form.startswith("ce")
        if token.pos_ != "NOUN" and not _is_mistaken_noun(token):
            continue
        gender, number = token.morph.get("Gender", []), token.morph.get("Number", [])
        agrees = ("Fem" if feminine else "Masc") in (gender or ("Masc", "Fem"))
        agrees = agrees and ("Plur" if plural else "Sing") in number
        may = may_be_subject(scene, token) or (plural and scene.counts(token))  # « 300 **vigiles** …, ils étaient 200 »
        if agrees and may and not is_person(token) and not tells(scene, token):
            (completed if completing else agreeing).append(token)
    spoken_of = _subject_before(scene, pronoun)
    told = [noun for noun in agreeing if noun.i in scene.told]
    led = [noun for noun in agreeing if spoken_of is not None and noun.i == spoken_of.i]
    if led and told and told[0].i < pronoun.doc[max(0, pronoun.sent.start - 1)].sent.start:
        return led[0]  # what the sentence before is about, told of or not
    many = completed if plural else []  # « le nombre de **chômeurs** a baissé. Ils sont 3 millions »
    return next(iter([*told, *led, *agreeing, *many]), None)


def _is_mistaken_noun(token: Word) -> bool:
    """« L'**ouragan** faiblit. Il avance à 25 km/h »: a common noun, though the tagger takes it for a name."""
    return token.pos_ == "PROPN" and token.text.islower() and token.dep_ in SUBJECTS


def tells(scene: Scene, noun: Word) -> bool:
    """« selon les **chiffres** publiés lundi. Ils sont 3 millions »: what tells of them, never « ils »."""
    turnover = scene.doc.forms[noun.i + 1 : noun.i + 3] == ["d'", "affaires"]
    return noun.form in scene.words("telling") and noun.i not in scene.told and not turnover


def latter_of(scene: Scene, word: Word) -> Offsets | None:
    """Return the last noun that « ce dernier » agrees with."""
    feminine, plural = word.form.rstrip("s").endswith("e"), word.form.endswith("s")
    for token in reversed(scene.doc[max(0, word.i - FAR) : word.i]):
        gender, number = token.morph.get("Gender", []), token.morph.get("Number", [])
        agrees = ("Fem" if feminine else "Masc") in gender and ("Plur" if plural else "Sing") in number
        if token.pos_ == "NOUN" and agrees and token.i not in scene.counted_tokens:
            return scene.phrase(token, stop=word.i)
    return None


def _subject_before(scene: Scene, pronoun: Word) -> Word | None:
    """Return the subject of the sentence before a pronoun: « **L'inflation** a connu un rebond. Elle atteint 5 % »."""
    if pronoun.sent.start == 0 or pronoun.nbor(-1).text[0] in OPENERS:  # who is quoted speaks of what is near
        return None
    sentence = pronoun.doc[pronoun.sent.start - 1].sent
    verb = next((token for token in sentence if token.pos_ in VERBAL and is_finite(token)), None)
    subject = subject_of(governor_of(verb)) if verb is not None else None
    if subject is not None and subject.form in scene.words("pronouns"):
        return _antecedent_noun(scene, subject)
    return subject
