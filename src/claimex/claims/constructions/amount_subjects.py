"""Whose amount a verb tells: its subject, its object when it acts on one, or the noun that a pronoun stands for."""

from claimex.annotations import Offsets
from claimex.claims.constructions.amount_relatives import (
    CLAUSE_ENDS,
    FAR,
    agrees,
    before_relative,
    modified_by,
    set_off,
)
from claimex.claims.constructions.amount_scene import NOMINAL, VERBAL, Amount, Scene
from claimex.claims.constructions.amount_words import end_of_subject, is_person
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import (
    OPENERS,
    SUBJECTS,
    finite_verb_of,
    governor_of,
    group_start,
    has_participle_form,
    has_preposition,
    subject_of,
    verb_lemma,
)

_ANSWER = 4  # tokens from « non » to « l'a emporté »
_INFINITIVES = ("er", "ir", "re")  # the tagger takes « croître » for a participle
_OPENS_SUBJECT = frozenset({"DET", "PRON", "PROPN"})
_OPENS_OBJECT = frozenset({"DET", "ADJ", "NUM"})


def find_subject(scene: Scene, verb: Word, amount: Amount) -> Offsets | None:
    """Return the subject's phrase; a pronoun gives the noun that it stands for."""
    seen = seen_before(scene, verb)
    if seen is not None:
        return scene.phrase(seen, outside=amount, stop=verb.i)
    first = _coordinated_with(scene, verb)
    if first is not None:
        return find_subject(scene, first, amount)
    opening = group_start(verb)
    after = opening.i > 0 and opening.nbor(-1).is_sent_start and opening.nbor(-1).form == "après"
    if after or (verb.is_sent_start and has_participle_form(verb) and not is_finite(verb)):
        return find_fronted(scene, amount)  # « **Estimée à** 2 millions, l'extension coûtera »
    modified = modified_by(scene, verb) or set_off(scene, verb)
    if modified is not None:
        return scene.phrase(modified, outside=amount, stop=finite_verb_of(verb).i)
    subject = _completed_noun(scene, subject_of(verb))
    if subject is not None and _is_adjunct(scene, verb, subject):
        subject = None  # « a de son côté perdu 2 millions »
    if subject is None or subject.form == "qui" or subject.i > amount.last or not agrees(scene, subject, verb):
        subject = before_relative(scene, verb)
    if subject is not None and scene.counts(subject) and subject.i < verb.i < amount.first:
        return (subject.idx, subject.idx + len(subject))  # « ces 47 **appareils** coûtent 12 milliards »
    if subject is None or subject.i in scene.counted_tokens or amount.first <= subject.i <= amount.last:
        return _first_noun(scene, verb, amount)
    if subject.form in scene.words("latter"):  # « ce dernier s'élève à »
        return _latter(scene, subject)
    if subject.form in scene.words("nearby"):  # « ceux-ci »
        whole = [token for token in scene.doc[max(0, subject.i - 2) : subject.i] if token.is_alpha]
        return _antecedent(scene, whole[0] if whole else subject)
    if subject.form in scene.words("nearby_whose"):  # « **celles du concurrent** ont chuté »
        return whose_phrase(scene, subject, verb)
    if subject.form in scene.words("pronouns"):
        return None if _is_impersonal(scene, verb, subject, amount) else _antecedent(scene, subject, amount)
    found = scene.phrase(subject, outside=amount, stop=end_of_subject(subject, verb) if subject.i < verb.i else None)
    return found or _first_noun(scene, verb, amount)


def whose_phrase(scene: Scene, pronoun: Word, verb: Word) -> Offsets | None:
    """Return « **celles du concurrent canadien** » up to its verb."""
    words = scene.doc[pronoun.i : verb.i]
    while len(words) > 1 and words[-1].pos_ not in NOMINAL | {"ADJ"}:
        words = words[:-1]
    return (pronoun.idx, words[-1].idx + len(words[-1])) if len(words) > 1 else None


def _coordinated_with(scene: Scene, verb: Word) -> Word | None:
    """Return the verb that one without a subject goes on from: « ont connu une hausse **et ont représenté** 12 % »."""
    first = group_start(verb)
    if first.i < 2 or not is_finite(finite_verb_of(verb)) or first.nbor(-1).form not in ("et", "puis", "mais"):
        return None
    for token in reversed(scene.doc[max(0, first.i - FAR // 2) : first.i - 1]):
        if token.text[0] in CLAUSE_ENDS or token.form in scene.words("relatives"):
            return None
        if token.pos_ in VERBAL and is_finite(token):
            return governor_of(token) if governor_of(token).i < first.i else token
    return None


def _completed_noun(scene: Scene, subject: Word | None) -> Word | None:
    """« le **baril** de Brent », « le **naufrage** le plus meurtrier »: the noun that a subject completes."""
    if subject is None or subject.i < 2:
        return subject
    words = scene.doc[max(0, subject.i - 3) : subject.i]
    if subject.pos_ == "ADJ" and len(words) == 3 and words[-1].form in scene.words("comparing_adverbs"):
        return _completed_noun(scene, words[0]) if words[0].pos_ == "NOUN" else subject
    before = next((word for word in reversed(words) if word.pos_ not in _OPENS_OBJECT), subject)
    if before.form not in ("de", "d'", "du") or before.i == 0:
        return subject
    noun = before.nbor(-1)
    if noun.pos_ != "NOUN" or noun.i in scene.counted_tokens:
        return _above(subject) if before.i < subject.i - 1 else subject
    return _above(noun) if subject.pos_ == "NUM" else noun


def _above(noun: Word) -> Word:
    """« un **séisme** d'une magnitude de 5,4 a fait trois morts »: the noun that a measured trait is told of."""
    while noun.dep_ == "nmod" and noun.head.pos_ == "NOUN" and noun.head.i < noun.i:
        noun = noun.head
    return noun


def find_fronted(scene: Scene, amount: Amount) -> Offsets | None:
    """Return the subject after what a sentence opens with: « Après avoir bondi de 61 %, **la récolte** a baissé »."""
    comma = next((token for token in scene.doc[amount.last + 1 : amount.last + FAR // 4] if token.text == ","), None)
    if comma is None or comma.i + 2 >= len(scene.doc) or comma.nbor().pos_ not in _OPENS_SUBJECT:
        return None
    noun = next((token for token in scene.doc[comma.i + 1 : comma.i + 5] if token.pos_ in NOMINAL), None)
    verb = next((token for token in scene.doc[comma.i + 1 : comma.i + FAR // 4] if is_finite(token)), None)
    return scene.phrase(noun, stop=None if verb is None else verb.i) if noun is not None else None


def seen_before(scene: Scene, verb: Word) -> Word | None:
    """« a vu **son bénéfice** reculer de 3 % »: the noun before an infinitive under a verb of seeing."""
    if not verb.form.endswith(_INFINITIVES) or verb.i < 2:
        return None
    for token in reversed(scene.doc[max(0, verb.i - FAR // 5) : verb.i]):
        if verb_lemma(token, scene.lexicon) in scene.words("seeing"):
            return next((word for word in scene.doc[token.i + 1 : verb.i] if word.pos_ in NOMINAL), None)
        if token.text[0] in CLAUSE_ENDS or token.pos_ in VERBAL:
            return None
    return None


def _is_adjunct(scene: Scene, verb: Word, noun: Word) -> bool:
    """Tell « de son **côté** », « **lundi** », « A **mi-parcours** », « cette **année** » from a subject."""
    if noun.text == "A" or _follows_bare_a(noun):
        return True
    if noun.form not in scene.words("times"):
        return False
    if has_preposition(noun) or noun.i == 0 or noun.nbor(-1).pos_ != "DET":
        return True
    return noun.i in scene.moment_tokens and _first_noun_of_clause(scene, verb, noun) is not None


def _follows_bare_a(noun: Word) -> bool:
    """Tell whether a preposition in capitals opens the sentence: « **A** données comparables, »."""
    return noun.i > 0 and any(token.text == "A" for token in noun.doc[max(0, noun.i - 2) : noun.i])


def _is_impersonal(scene: Scene, verb: Word, subject: Word, amount: Amount) -> bool:
    """« **il** reste 3 places »; but « **il** a fait 43 morts » tells of a storm."""
    if subject.form != "il" or amount.row.unit in scene.words("tolls"):
        return False
    lemma = verb_lemma(verb, scene.lexicon)
    if lemma == "être" and amount.link in ("de", "d'"):  # « il n'était que **de** 400 millions »
        return False
    return lemma in scene.words("impersonal")


def _first_noun(scene: Scene, verb: Word, amount: Amount) -> Offsets | None:
    """Return the first phrase of the clause that no preposition introduces, where the parser saw no subject."""
    answer = next((token for token in scene.doc[max(1, verb.i - _ANSWER) : verb.i] if _is_answer(scene, token)), None)
    if answer is not None:
        return (answer.idx, answer.idx + len(answer))
    found = _first_noun_of_clause(scene, verb)
    if found is not None and found.form in scene.words("pronouns"):
        return None if _is_impersonal(scene, verb, found, amount) else _antecedent(scene, found, amount)
    return None if found is None else scene.phrase(found, outside=amount, stop=verb.i)


def _is_answer(scene: Scene, token: Word) -> bool:
    """« **le non** obtient 50,2 % »."""
    return token.form in scene.words("answers") and token.nbor(-1).form == "le"


def _first_noun_of_clause(scene: Scene, verb: Word, but: Word | None = None) -> Word | None:
    """Return the pronoun or the noun without preposition that a clause opens with."""
    for token in scene.doc[_after_adjunct(scene, _clause_start(scene, verb), verb) : verb.i]:
        if token.form in scene.words("pronouns"):
            return token
        if token == but or token.text == "A" or _follows_bare_a(token) or token.i in scene.moment_tokens:
            continue
        if token.pos_ in NOMINAL and not has_preposition(token) and _may_be_subject(scene, token):
            return token
    return None


def _after_adjunct(scene: Scene, start: int, verb: Word) -> int:
    """Return where a clause goes on after « En Europe, », « A périmètre et taux constants, »."""
    if scene.doc[start].pos_ != "ADP" and scene.doc[start].text != "A":
        return start
    for token in scene.doc[start : verb.i]:
        if token.text == "," and token.nbor().pos_ in _OPENS_SUBJECT:
            return token.i + 1
    return start


def _clause_start(scene: Scene, verb: Word) -> int:
    """Return the first token of a verb's clause, with relative clauses inside: « **les** gens qui votent ont »."""
    start = min(verb.i, finite_verb_of(verb).i)
    verbs = 0
    while start > 0 and not scene.doc[start].is_sent_start:
        before = scene.doc[start - 1]
        verbs += is_finite(before)
        if before.text[0] in CLAUSE_ENDS:
            break
        if _opens_clause(scene, before):
            if not verbs:
                break
            verbs -= 1
        start -= 1
    return start


def _opens_clause(scene: Scene, token: Word) -> bool:
    if token.form == "que" and token.i and token.nbor(-1).form in scene.words("comparing_adverbs"):
        return False  # « ont plus que doublé »
    return token.text[0] in CLAUSE_ENDS or token.form in scene.words("relatives")


def _may_be_subject(scene: Scene, noun: Word) -> bool:
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


def _antecedent(scene: Scene, pronoun: Word, amount: Amount | None = None) -> Offsets | None:
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
        may = _may_be_subject(scene, token) or (
            plural and scene.counts(token)
        )  # « 300 **vigiles** …, ils étaient 200 »
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


def _latter(scene: Scene, word: Word) -> Offsets | None:
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
