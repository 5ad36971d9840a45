"""Whose amount a verb tells: its subject, its object when it acts on one, or the noun that a pronoun stands for."""

from claimex.annotations import Offsets
from claimex.claims.constructions.amount_antecedents import antecedent_of, latter_of, may_be_subject
from claimex.claims.constructions.amount_relatives import (
    CLAUSE_ENDS,
    FAR,
    agrees,
    before_relative,
    modified_by,
    set_off,
)
from claimex.claims.constructions.amount_scene import NOMINAL, VERBAL, Amount, Scene
from claimex.claims.constructions.amount_words import end_of_subject
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import (
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
        return latter_of(scene, subject)
    if subject.form in scene.words("nearby"):  # « ceux-ci »
        whole = [token for token in scene.doc[max(0, subject.i - 2) : subject.i] if token.is_alpha]
        return antecedent_of(scene, whole[0] if whole else subject)
    if subject.form in scene.words("nearby_whose"):  # « **celles du concurrent** ont chuté »
        return whose_phrase(scene, subject, verb)
    if subject.form in scene.words("pronouns"):
        return None if _is_impersonal(scene, verb, subject, amount) else antecedent_of(scene, subject, amount)
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
        return None if _is_impersonal(scene, verb, found, amount) else antecedent_of(scene, found, amount)
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
        if token.pos_ in NOMINAL and not has_preposition(token) and may_be_subject(scene, token):
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
