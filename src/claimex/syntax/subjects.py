"""Whose verb it is: subjects before, behind, borrowed or lost by the parser."""

from claimex.parse import Word, once_a_word
from claimex.syntax.labels import (
    ASIDE,
    CLITICS,
    CLOSERS,
    LEXICON,
    NAMES,
    NOMINAL,
    OPENERS,
    REACH,
    STOPS,
    SUBJECT_CLITICS,
    SUBJECTS,
    TIME_NOUNS,
)
from claimex.syntax.phrases import has_preposition, phrase_of
from claimex.syntax.verbs import (
    auxiliaries_of,
    finite_verb_of,
    governor_of,
    group_start,
    is_finite_main,
    is_gerund,
    is_plural_verb,
    shape_of,
)
from claimex.syntax.words import is_clitic, is_infinitive

_LEADING = NOMINAL | {"DET", "ADJ", "X", "SYM"}
_MARKS = OPENERS | CLOSERS
_WHILES = TIME_NOUNS | {"temps", "moment", "instant"}
_LEANING = CLITICS - {"nous", "vous"}
_ORDINALS = frozenset({"premier", "première", "second", "seconde", "deuxième", "troisième", "dernier", "dernière"})
_MISREAD = frozenset(
    {"obj", "xcomp", "dep", "obl:arg", "obl:mod", "appos", "nmod", "ROOT", "advcl", "conj", "parataxis"}
)


@once_a_word
def subject_of(verb: Word) -> Word | None:
    """Return the head of a verb's subject, as in « … », a déclaré le **maire** de Lyon. None when there is none.

    Relative « qui » gives its antecedent, a coordinated verb the subject of the first one, a gerund, a participle or
    an infinitive the subject of the verb it hangs on (« soulignant que … »).
    """
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        verb = governor_of(verb)
        found = _own_subject(verb)
        if found is not None:
            return _antecedent(found, verb)
        if verb.dep_ == "acl" and verb.head.pos_ in NOMINAL:
            if not is_parted_by_time(verb):
                return _controller_of(verb)
            verb = verb.head.head
            continue
        is_dependent = verb.dep_ in {"conj", "xcomp", "advcl", "acl", "ccomp", "obl:mod", "obl:arg"}
        if not is_dependent or (is_finite_main(verb) and not _follows_conjunction(verb)):
            return None
        verb = _coordinated_with(verb) if verb.dep_ == "conj" else verb.head
    return None


def subject_beyond_relative(verb: Word) -> Word | None:
    """Return the subject before a relative clause and its comma: « Le **collectif**, qui a écrit, dit que … »."""
    group = group_start(verb)
    if group.i < 4 or group.nbor(-1).text != ",":
        return None
    for i in range(group.i - 2, max(group.sent.start, group.i - REACH) + 1, -1):
        token = verb.doc[i]
        if token.text in STOPS:
            return None
        if token.form in {"qui", "dont"} and token.nbor(-1).text == ",":
            start = next((k + 1 for k in range(i - 2, group.sent.start - 1, -1) if verb.doc[k].text == ","), None)
            first = group.sent.start if start is None else start
            nouns = (verb.doc[k] for k in range(first, i - 1) if verb.doc[k].pos_ in {"NOUN", "PROPN"})
            noun = next(nouns, None)
            return noun if noun is not None and not has_preposition(noun) else None
    return None


def is_parted_by_time(participle: Word) -> bool:
    """Tell whether a time stands between « avoir » and its participle: « avait **un temps** soutenu que … »."""
    time = participle.head
    is_near = time.i == participle.i - 1 and time.i > 1 and time.nbor(-1).form == "un"
    return is_near and time.form in _WHILES and time.head.lemma_ == "avoir" and time.head.i < time.i


def _follows_conjunction(verb: Word) -> bool:
    """Tell whether a verb goes on from one before it: « s'est rendue au siège **et** a dénoncé … »."""
    group = group_start(verb)
    return verb.head.i < group.i and group.i > 0 and group.nbor(-1).form in {"et", "ou", "mais", "puis"}


def _coordinated_with(verb: Word) -> Word:
    """Return the verb that a conjunct goes on from: of those above it the first of its own form.

    « rappelle que l'hôpital a fermé des lits et **appelle** à agir »: rappelle, not a fermé.
    """
    first = verb.head
    candidate = first
    for _ in range(3):
        if shape_of(candidate) == shape_of(verb):
            return candidate
        if candidate.dep_ not in {"ccomp", "xcomp", "conj", "advcl"}:
            break
        candidate = candidate.head
    return first


def _controller_of(participle: Word) -> Word:
    """Return whom a participle belongs to: « X a vu Y, soulignant que … » gives X, for it is set off by a comma."""
    noun, before = participle.head, participle.nbor(-1) if participle.i else participle
    if before.text != "," or not participle.form.endswith("ant") or noun.dep_ in SUBJECTS:
        return noun
    main = governor_of(participle.sent.root)
    return (_own_subject(main) if main.i < participle.i else None) or noun


def _own_subject(verb: Word) -> Word | None:
    group = group_start(verb)
    inverted = inverted_subject_of(verb) if opens_incise(group) else None
    if inverted is not None and (follows_quotation(group) or _is_incise_subject(verb, inverted)):
        return inverted
    if is_gerund(verb):
        return None
    before = [
        child
        for token in (verb, *auxiliaries_of(verb))
        for child in token.children
        if child.dep_ in SUBJECTS and child.i < verb.i and child.pos_ in _LEADING and child.form not in TIME_NOUNS
    ]
    if before:
        return max(before, key=lambda child: child.i)
    clitic = _clitic_subject(verb)
    is_unfinished = verb.pos_ == "VERB" and "Fin" not in finite_verb_of(verb).morph.get("VerbForm", [])
    if clitic is not None or is_unfinished:
        return clitic
    is_led = verb.dep_ in {"conj", "acl:relcl"} or _follows_conjunction(verb)
    return None if is_led else _first_noun_before(group)


def follows_quotation(first: Word) -> bool:
    """Tell whether a verb group stands right after a closing mark, a comma apart."""
    i = first.i - 1
    while i >= 0 and (first.doc[i].is_space or first.doc[i].text in {",", "–", "—", "-"}):
        i -= 1
    return i >= 0 and first.doc[i].text[-1] in CLOSERS


def _is_incise_subject(verb: Word, subject: Word) -> bool:
    """Tell whether an incise ends with this subject: « , promet le **maire**, », not « , somme le gouvernement de »."""
    if is_clitic(subject):
        return True
    can_speak = subject.pos_ == "PROPN" or subject.form in LEXICON.words("sources.humans")
    after = phrase_of(subject).end
    if any(is_infinitive(part) and part.i > subject.i for part in phrase_of(subject)):
        return False  # « X, qui a mené l'enquête, accuse le **groupe d'avoir menti** »
    return can_speak and (after >= len(verb.doc) or verb.doc[after].text[0] in ',.!?»”"' or verb.doc[after].is_space)


def _first_noun_before(group: Word) -> Word | None:
    """Return the first noun of the clause before a verb group that no preposition introduces.

    For a verb whose subject the parser lost: « **Québec solidaire**, de son côté, somme le gouvernement … ».
    """
    found: Word | None = None
    near: Word | None = None
    is_quoted = False
    for i in range(group.i - 1, max(-1, group.i - REACH), -1):
        token = group.doc[i]
        if token.text == "»" and any(part.text == "«" for part in group.doc[max(0, i - ASIDE) : i]):
            is_quoted = True
        if is_quoted:
            is_quoted = token.text != "«"
            continue
        if token.text[0] in STOPS or token.text[0] in _MARKS or token.is_sent_end:
            break
        if token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []):
            break
        if token.text == ",":
            near = found
        if near is not None and ("Inf" in token.morph.get("VerbForm", []) or is_gerund(token)):
            return near  # « Avant de voir le préfet, **Léa Petit** a dit »
        is_noun = token.pos_ in NOMINAL and (token.pos_ != "PRON" or token.form not in _LEANING)
        if is_noun and token.dep_ not in NAMES and not has_preposition(token):
            found = token if token.form not in TIME_NOUNS else found
    return found


def _clitic_subject(verb: Word) -> Word | None:
    doc = verb.doc
    for i in range(finite_verb_of(verb).i + 1, min(finite_verb_of(verb).i + 4, len(doc))):
        if doc[i].text[0] in "-'’" and doc[i].form in SUBJECT_CLITICS:
            return doc[i]
    return None


def _antecedent(subject: Word, verb: Word) -> Word:
    if subject.form != "qui":
        return subject
    clause = governor_of(verb)
    while clause.dep_ == "conj":
        clause = clause.head
    return clause.head if clause.dep_ in {"acl:relcl", "acl"} and clause.head.i < subject.i else subject


def opens_incise(first: Word) -> bool:
    """Tell whether a verb group that starts here may be an incise: it follows a comma, a closing mark or a dash."""
    before = first.i - 1
    while before >= 0 and first.doc[before].is_space:
        before -= 1
    return before >= 0 and first.doc[before].text[-1] in ',»”"›’–—?!…)'


def inverted_subject_of(verb: Word) -> Word | None:
    """Return a subject that follows its verb, as in « …, a reconnu devant la presse le **ministre** ».

    Reads the words, because the parser calls it an object as often as a subject: the first noun phrase after the verb
    that no preposition introduces and that is no time (« a annoncé mercredi l'Insee »).
    """
    clitic = _clitic_subject(verb)
    if clitic is not None:
        return clitic
    skipped: set[int] = set()
    doc = verb.doc
    for token in doc[verb.i + 1 : verb.i + 1 + REACH]:
        if token.text[0] in STOPS or token.text[0] in OPENERS:
            return None
        if token.text == "-" or token.nbor(-1).text == "-":
            skipped.add(token.i)  # « confie à Paris-**Normandie** le maire »: a part of the name before
            continue
        is_capital = token.text[0].isupper() and token.is_alpha and token.nbor(-1).text != "–"
        is_ordinal = token.form in _ORDINALS and token.nbor(-1).form in {"un", "une", "le", "la", "ce", "cette"}
        is_titled = token.nbor(-1).pos_ == "DET" and token.form in LEXICON.words("sources.humans")
        is_noun = token.pos_ in NOMINAL or is_titled
        if not (is_noun or is_capital or is_ordinal) or (token.dep_ in NAMES and token.head.i > verb.i):
            continue
        is_free = token.head.i <= verb.i or token.head.i in {token.i, *skipped} or is_capital
        is_owned = is_titled and token.nbor(-1).form in {"son", "sa"}  # « a dit au siège du groupe **son patron** »
        if token.form in TIME_NOUNS or _is_day(token) or (has_preposition(token) and not _is_partitive(token, verb)):
            skipped.add(token.i)
        elif is_owned or (is_free and (token.dep_ in SUBJECTS or token.dep_ in _MISREAD or is_capital or is_ordinal)):
            return token
    return None


def _is_day(token: Word) -> bool:
    """Tell whether a number belongs to a date: « a déclaré jeudi **12** mars le gouverneur »."""
    return token.pos_ == "NUM" and any(
        token.doc[i].form in TIME_NOUNS for i in (token.i - 1, token.i + 1) if i < len(token.doc)
    )


def _is_partitive(noun: Word, verb: Word) -> bool:
    """Tell whether « des » before a noun is the article of a plural verb's subject: « ont dit **des** témoins »."""
    article = noun.nbor(-1)
    while article.pos_ in {"ADJ", "NUM"}:
        article = article.nbor(-1)
    is_governed = article.nbor(-1).pos_ in {"ADV", "ADP"}
    return article.form == "des" and is_plural_verb(verb) and not is_governed


def subject_before(verb: Word) -> Word | None:
    """Return a subject that the parser hangs on the verb itself, before it."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i), None)
