"""Clauses: what « que » brings in, and where a clause ends before one coordinated with it."""

from claimex.parse import Parse, Stretch, Word
from claimex.syntax.labels import ASIDE, LEXICON, REACH, STOPS, SUBJECTS, TIME_NOUNS
from claimex.syntax.phrases import has_preposition
from claimex.syntax.subjects import subject_before
from claimex.syntax.verbs import finite_verb_of, governor_of, group_start, shape_of
from claimex.syntax.words import is_time, verb_lemma

_NOT_COMPLETIVE = LEXICON.words("grammar.subordinators")
_TELLING = LEXICON.words("reporting.takes.told")
_CLAUSE_NOUNS = LEXICON.words("sources.clause_nouns")


def complement_clause(verb: Word) -> tuple[Word, Word] | None:
    """Return the « que » after a verb and the head of its clause, as in « affirme **que** le pont **est** sûr »."""
    doc = verb.doc
    for token in doc[verb.i + 1 : verb.i + 1 + REACH]:
        is_other = token.pos_ == "VERB" and token.nbor(-1).form not in {"et", "ou"} | TIME_NOUNS
        if token.text[0] in STOPS or is_other:
            return None
        if is_que(token):
            told = _object_before(verb, token)
            is_told = told is not None and verb_lemma(verb, LEXICON) in _TELLING
            if not is_told and (told is not None or not is_completive(token)):
                continue
            is_governed = token.i == verb.i + 3 and token.nbor(-2).form in {"à", "de"}  # « tient **à ce que** »
            is_relative = token.nbor(-1).form == "ce" and not is_governed  # « critique envers ce qu'il voit »
            mark = token.nbor() if token.form == "qu" else token
            return None if is_relative else (mark, _clause_head(mark))
    return None


def _object_before(verb: Word, mark: Word) -> Word | None:
    """Return the object that a « que » hangs on: « a confirmé l'**accord** que … », « prévient les **élus** que … »."""
    for token in verb.doc[verb.i + 2 : mark.i]:
        if token.pos_ not in {"NOUN", "PROPN"} or token.nbor(-1).pos_ not in {"DET", "ADJ", "NUM"} or is_time(token):
            continue
        phrase = _group_of(token)
        is_aside = phrase.nbor(-1).text[0] in STOPS or phrase.nbor(-1).text == ","
        is_free = not has_preposition(token) and not is_aside and token.dep_ not in SUBJECTS
        if is_free and phrase.pos_ == "DET" and token.form not in _CLAUSE_NOUNS:
            return token
    return None


def _group_of(noun: Word) -> Word:
    """Return the first word of a noun with what stands before it: « **les** trois grands élus »."""
    first = noun
    while first.i and first.nbor(-1).pos_ in {"DET", "ADJ", "NUM"}:
        first = first.nbor(-1)
    return first


def is_que(token: Word) -> bool:
    """Tell whether a token is « que » or « qu' », cut off its apostrophe before a mark too: « **qu'**« il faut » »."""
    form = token.form
    return form in {"que", "qu'"} or (form == "qu" and token.i + 1 < len(token.doc) and token.nbor().text in {"'", "’"})


def is_completive(mark: Word) -> bool:
    """Tell whether this « que » introduces a clause that is said or thought, not « alors que », « plus que »."""
    if mark.i == 0 or (mark.nbor(-1).form in _NOT_COMPLETIVE and not _is_nonetheless(mark)):
        return False
    if mark.nbor(-1).pos_ in {"NOUN", "ADJ"} and _is_followed_by_finite_verb(mark):
        return False  # « les défis que pose le trafic »: a relative with its subject behind
    before = mark.nbor(-1)
    is_aside = before.form in TIME_NOUNS or (mark.i > 1 and before.nbor(-1).form == "par")  # « par exemple »
    is_relative_clause = mark.pos_ == "PRON" and before.pos_ in {"NOUN", "PROPN", "ADJ"}
    return is_aside or not (is_relative_clause and mark.head.dep_ == "acl:relcl") or _is_full(mark)


def _is_full(mark: Word) -> bool:
    """Tell whether a clause has its own object, so that « que » is none: « dit dans une note qu'il paie **tout** »."""
    verb = mark.head
    has_object = any(child.dep_ == "obj" and child.i > mark.i for child in verb.children)
    is_plain = has_object and any(child.dep_ in SUBJECTS and child.i > mark.i for child in verb.children)
    return is_plain and has_preposition(mark.nbor(-1))


def _is_nonetheless(mark: Word) -> bool:
    """Tell whether « même » belongs to « tout de même » or « quand même » before « que »."""
    return mark.i > 1 and mark.nbor(-1).form == "même" and mark.nbor(-2).form in {"de", "quand"}


def _is_followed_by_finite_verb(mark: Word) -> bool:
    following = mark.doc[mark.i + 1 : mark.i + 2]
    return any(token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []) for token in following)


def _clause_head(mark: Word) -> Word:
    head = governor_of(mark.head)
    if head.i > mark.i:
        return head
    for token in mark.doc[mark.i + 1 : mark.i + 1 + REACH]:
        if token.text[0] in STOPS:
            break
        if token.pos_ in {"VERB", "AUX"}:
            return governor_of(token) if governor_of(token).i > mark.i else token
    return mark


def clause_of(verb: Word) -> Stretch:
    """Return the verb with all that hangs on it, as one stretch."""
    return verb.doc.stretch(verb.left_edge.i, verb.right_edge.i + 1)


def conjuncts_of_clause(verb: Word, start: int, end: int) -> int | None:
    """Return where a verb coordinated with ``verb`` starts between two tokens, its « et » or comma included.

    « rappelle que le pont est sûr **et appelle** à voter »; « que … et **que** … » is no such place.
    """
    matrix = {verb.i}
    while verb.dep_ in {"advcl", "acl", "xcomp", "obl:mod"} and verb.head.i < verb.i:
        verb = verb.head
        matrix.add(verb.i)
    for token in verb.doc[start:end]:
        if token.dep_ != "conj" or token.pos_ not in {"VERB", "AUX", "ADJ"}:
            continue
        if shape_of(token) == "Inf" != shape_of(verb):
            continue  # « raconte avoir vu … **et avoir entendu** »
        is_alien = shape_of(token) == shape_of(verb) != shape_of(token.head) and subject_before(token) is None
        is_alien = is_alien and not _differ_in_mood(token, verb)  # « … que le lot tarderait et **serait** « réduit » »
        if token.head.i not in matrix and not (token.head.i >= start and is_alien):
            continue
        first = group_start(token).i
        while first > start and verb.doc[first - 1].dep_ in {"cc", "advmod", "punct"}:
            first -= 1
        if not _has_own_que(verb.doc, first, token.i, start):
            return first
    return None


def coordinated_before(verb: Word) -> Word | None:
    """Return the verb that this one is coordinated with: « qui **avait dit** que … et avait conseillé de … »."""
    return verb.head if verb.dep_ == "conj" and verb.head.i < verb.i else None


def _differ_in_mood(verb: Word, other: Word) -> bool:
    """Tell whether two verbs with auxiliaries of their own differ in mood: « **a** dit », « **serait** réduit »."""
    moods = [finite_verb_of(token).morph.get("Mood", []) for token in (verb, other)]
    return all(moods) and moods[0] != moods[1]


def _has_own_que(doc: Parse, first: int, last: int, start: int) -> bool:
    """Tell whether « que » brings in a conjunct: « … et **qu'**il n'y aurait pas de hausse »."""
    opening = first
    while opening > start and first - opening < ASIDE and doc[opening - 1].text[0] not in ",;:":
        opening -= 1
    return any(part.form in {"que", "qu'", "qu"} for part in doc[opening:last])


def is_subordinate(verb: Word, start: int) -> bool:
    """Tell whether a conjunction from a character on brings in a verb: « **si** le Parlement vote »."""
    return any(child.dep_ == "mark" and start <= child.idx and child.i < verb.i for child in verb.children)


def opens_subordinate(first: Word) -> bool:
    """Tell whether a sentence opens with a subordinate clause: « **Si** le Parlement vote », « **Après que** … »."""
    if first.form in LEXICON.words("grammar.subordinate_openers"):
        return True
    following = first.doc[first.i + 1 : first.i + ASIDE]
    return first.form in LEXICON.words("grammar.subordinate_phrases") and any(is_que(token) for token in following)
