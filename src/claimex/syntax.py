"""French grammar read off a parse. The only place that writes dependency labels.

The parser of fr_core_news_md has habits: it calls the inverted subject of « a déclaré » an ``obj`` about as often as an
``nsubj``, and returns « indique » and « estime » as their own lemma after a quotation. These functions know them.
Tokens are named by the head of their phrase; ``phrase_of`` and ``clause_of`` give the stretch.
"""

from collections.abc import Iterator
from typing import Literal

from claimex.lexicon import Lexicon, load_lexicon
from claimex.parse import Parse, Stretch, Word

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "expl:subj", "csubj"})
AUXILIARIES = frozenset({"aux", "aux:tense", "aux:pass", "aux:caus", "cop"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "parataxis", "ROOT", "csubj", "dep"})
NAMES = frozenset({"flat", "flat:name", "flat:foreign", "fixed", "goeswith"})
OPENERS = frozenset('«“"‹‘')
CLOSERS = frozenset('»”"›')
STOPS = frozenset(".!?…;:\n")

_MISREAD = frozenset(
    {"obj", "xcomp", "dep", "obl:arg", "obl:mod", "appos", "nmod", "ROOT", "advcl", "conj", "parataxis"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_GENDERED: dict[str, Literal["m", "f"]] = {
    "le": "m",
    "un": "m",
    "ce": "m",
    "cet": "m",
    "la": "f",
    "une": "f",
    "cette": "f",
}
_DEFINITE = frozenset({"le", "la", "l'", "ce", "cet", "cette"})
_WORDS = load_lexicon()
_TIME = _WORDS.words("grammar.time_nouns")
_CLITICS = _WORDS.words("grammar.clitics")
_SUBJECT_CLITICS = _WORDS.words("grammar.subject_clitics")
_NOT_COMPLETIVE = _WORDS.words("grammar.subordinators")
_ASIDE = 5  # tokens of a quoted word between a subject and its verb: « Les syndicats, « amers », déplorent … »
_REACH = 30  # tokens looked at after a verb for its inverted subject or its « que »


def verb_lemma(token: Word, lexicon: Lexicon) -> str | None:
    """Return the lemma of a verb of our lists, whatever the tagger made of the form (« estime » → estimer)."""
    listed = lexicon.verb_lemma(plain_form(token))
    if listed is None and token.pos_ in {"VERB", "AUX"}:
        return token.lemma_
    return listed


def plain_form(token: Word) -> str:
    """Return a token in lower case with a straight apostrophe and without the hyphens of inversion (« -t-il » → il)."""
    return token.form


def governor_of(verb: Word) -> Word:
    """Return the verb that carries the clause of an auxiliary: « **a** déclaré » → déclaré."""
    while verb.dep_ in AUXILIARIES and verb.head.i != verb.i:
        verb = verb.head
    return verb


def auxiliaries_of(verb: Word) -> tuple[Word, ...]:
    """Return the auxiliaries and copulas of a verb in text order: « **aurait** **été** vu »."""
    if not verb.children:
        return ()
    return tuple([child for child in verb.children if child.dep_ in AUXILIARIES])


def finite_verb_of(verb: Word) -> Word:
    """Return the token that shows mood and tense: « **aurait** été vu », « **promet** »."""
    helpers = auxiliaries_of(verb)
    return helpers[0] if helpers else verb


def group_start(verb: Word) -> Word:
    """Return the first token of a verb group: « **n'**a-t-il pas déclaré », « **s'**est félicité »."""
    first = verb
    helpers = [
        child
        for child in auxiliaries_of(verb)
        if child.i < verb.i and verb.i - child.i < 8 and not any(t.text == "," for t in verb.doc[child.i : verb.i])
    ]
    if helpers:
        first = helpers[0]
    while first.i > 0 and plain_form(first.nbor(-1)) in _CLITICS and first.nbor(-1).pos_ not in {"DET", "ADP"}:
        first = first.nbor(-1)
    return first


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
        if verb.dep_ == "acl" and verb.head.pos_ in _NOMINAL:
            return _controller_of(verb)
        is_dependent = verb.dep_ in {"conj", "xcomp", "advcl", "acl", "ccomp", "obl:mod", "obl:arg"}
        if not is_dependent or (is_finite_main(verb) and not _follows_conjunction(verb)):
            return None
        verb = _coordinated_with(verb) if verb.dep_ == "conj" else verb.head
    return None


def _follows_conjunction(verb: Word) -> bool:
    """Tell whether a verb goes on from one before it: « s'est rendue au siège **et** a dénoncé … »."""
    group = group_start(verb)
    return verb.head.i < group.i and group.i > 0 and plain_form(group.nbor(-1)) in {"et", "ou", "mais", "puis"}


def _coordinated_with(verb: Word) -> Word:
    """Return the verb that a conjunct goes on from: of those above it the first of its own form.

    « rappelle que l'hôpital a fermé des lits et **appelle** à agir »: rappelle, not a fermé.
    """
    first = verb.head
    candidate = first
    for _ in range(3):
        if _shape(candidate) == _shape(verb):
            return candidate
        if candidate.dep_ not in {"ccomp", "xcomp", "conj", "advcl"}:
            break
        candidate = candidate.head
    return first


def _controller_of(participle: Word) -> Word:
    """Return whom a participle belongs to: « X a vu Y, soulignant que … » gives X, for it is set off by a comma."""
    noun, before = participle.head, participle.nbor(-1) if participle.i else participle
    if before.text != "," or not plain_form(participle).endswith("ant") or noun.dep_ in SUBJECTS:
        return noun
    main = governor_of(participle.sent.root)
    return (_own_subject(main) if main.i < participle.i else None) or noun


def is_finite_main(verb: Word) -> bool:
    """Tell whether a verb is finite and no conjunct, so that it borrows no subject from another verb."""
    return verb.dep_ != "conj" and "Fin" in finite_verb_of(verb).morph.get("VerbForm", [])


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
        if child.dep_ in SUBJECTS
        and child.i < verb.i
        and child.pos_ in _NOMINAL | {"DET", "ADJ", "X", "SYM"}
        and plain_form(child) not in _TIME
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
    can_speak = subject.pos_ == "PROPN" or plain_form(subject) in _WORDS.words("sources.humans")
    after = phrase_of(subject).end
    return can_speak and (after >= len(verb.doc) or verb.doc[after].text[0] in ',.!?»”"' or verb.doc[after].is_space)


def is_gerund(verb: Word) -> bool:
    """Tell whether a verb is a present participle: « **soulignant** que … », « en **affirmant** »."""
    return verb.lower_.endswith("ant") and "Fin" not in verb.morph.get("VerbForm", []) and not auxiliaries_of(verb)


def _first_noun_before(group: Word) -> Word | None:
    """Return the first noun of the clause before a verb group that no preposition introduces.

    For a verb whose subject the parser lost: « **Québec solidaire**, de son côté, somme le gouvernement … ».
    """
    found: Word | None = None
    is_quoted = False
    for i in range(group.i - 1, max(-1, group.i - _REACH), -1):
        token = group.doc[i]
        if token.text == "»" and any(part.text == "«" for part in group.doc[max(0, i - _ASIDE) : i]):
            is_quoted = True
        if is_quoted:
            is_quoted = token.text != "«"
            continue
        if token.text[0] in STOPS or token.text[0] in OPENERS | CLOSERS or token.is_sent_end:
            break
        if token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []):
            break
        is_noun = token.pos_ in _NOMINAL and (
            token.pos_ != "PRON" or plain_form(token) not in _CLITICS - {"nous", "vous"}
        )
        if is_noun and token.dep_ not in NAMES and not has_preposition(token):
            found = token if plain_form(token) not in _TIME else found
    return found


def _clitic_subject(verb: Word) -> Word | None:
    doc = verb.doc
    for i in range(finite_verb_of(verb).i + 1, min(finite_verb_of(verb).i + 4, len(doc))):
        if doc[i].text[0] in "-'’" and plain_form(doc[i]) in _SUBJECT_CLITICS:
            return doc[i]
    return None


def _antecedent(subject: Word, verb: Word) -> Word:
    if plain_form(subject) != "qui":
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
    for token in doc[verb.i + 1 : verb.i + 1 + _REACH]:
        if token.text[0] in STOPS or token.text[0] in OPENERS:
            return None
        is_capital = token.text[0].isupper() and token.is_alpha and token.nbor(-1).text not in {"-", "–"}
        if not (token.pos_ in _NOMINAL or is_capital) or (token.dep_ in NAMES and token.head.i > verb.i):
            continue
        is_free = token.head.i <= verb.i or token.head.i in {token.i, *skipped} or is_capital
        if has_preposition(token) or plain_form(token) in _TIME:
            skipped.add(token.i)
        elif is_free and (token.dep_ in SUBJECTS or token.dep_ in _MISREAD or is_capital):
            return token
    return None


def has_preposition(noun: Word) -> bool:
    """Tell whether a preposition introduces this noun phrase: « **devant** la presse »."""
    i = noun.i - 1
    while i >= 0 and noun.doc[i].pos_ in {"DET", "ADJ", "NUM"}:
        i -= 1
    return i >= 0 and noun.doc[i].pos_ == "ADP"


def agent_of(verb: Word) -> Word | None:
    """Return the head of the agent of a passive, as in « a été annoncé par la **préfecture** »."""
    for child in verb.children:
        cases = [plain_form(part) for part in child.children if part.dep_ == "case"]
        if child.dep_ == "obl:agent" or (child.i > verb.i and cases[:1] == ["par"] and is_passive(verb)):
            return child
    return None


def is_passive(verb: Word) -> bool:
    """Tell whether a verb stands in the passive: « sera ouvert », « être versée »."""
    return any(child.dep_ == "aux:pass" for child in verb.children) or any(
        child.dep_ == "nsubj:pass" and not is_reflexive(verb) for child in verb.children
    )


def is_reflexive(verb: Word) -> bool:
    """Tell whether a verb is pronominal in the third person: « **s'est** montré »."""
    return any(plain_form(child) in {"se", "s'"} for child in verb.children)


def is_negated(verb: Word) -> bool:
    """Tell whether « ne » stands before the verb or its auxiliary (« n'exclut pas », « ne sera jamais »)."""
    return any(
        plain_form(child) in {"ne", "n'"} and child.i < verb.i
        for token in (verb, *auxiliaries_of(verb))
        for child in token.children
    )


def object_of(verb: Word) -> Word | None:
    """Return the head of the direct object, as in « annonce un **plan** »."""
    for child in verb.children:
        if child.dep_ == "obj" and child.i > verb.i:
            return child
    return None


def complement_clause(verb: Word) -> tuple[Word, Word] | None:
    """Return the « que » after a verb and the head of its clause, as in « affirme **que** le pont **est** sûr »."""
    doc = verb.doc
    for token in doc[verb.i + 1 : verb.i + 1 + _REACH]:
        is_other = token.pos_ == "VERB" and plain_form(token.nbor(-1)) not in {"et", "ou"} | _TIME
        if token.text[0] in STOPS or is_other:
            return None
        if is_que(token) and is_completive(token):
            is_relative = (
                plain_form(token.nbor(-1)) == "ce" and token.i > verb.i + 3
            )  # « critique envers ce qu'il voit »
            mark = token.nbor() if plain_form(token) == "qu" else token
            return None if is_relative else (mark, _clause_head(mark))
    return None


def is_que(token: Word) -> bool:
    """Tell whether a token is « que » or « qu' », cut off its apostrophe before a mark too: « **qu'**« il faut » »."""
    form = plain_form(token)
    return form in {"que", "qu'"} or (form == "qu" and token.i + 1 < len(token.doc) and token.nbor().text in {"'", "’"})


def is_completive(mark: Word) -> bool:
    """Tell whether this « que » introduces a clause that is said or thought, not « alors que », « plus que »."""
    if mark.i == 0 or plain_form(mark.nbor(-1)) in _NOT_COMPLETIVE:
        return False
    if mark.nbor(-1).pos_ in {"NOUN", "ADJ"} and _is_followed_by_finite_verb(mark):
        return False  # « les défis que pose le trafic »: a relative with its subject behind
    before = mark.nbor(-1)
    is_aside = plain_form(before) in _TIME or (mark.i > 1 and plain_form(before.nbor(-1)) == "par")  # « par exemple »
    return is_aside or not (mark.pos_ == "PRON" and before.pos_ in {"NOUN", "PROPN"} and mark.head.dep_ == "acl:relcl")


def _is_followed_by_finite_verb(mark: Word) -> bool:
    following = mark.doc[mark.i + 1 : mark.i + 2]
    return any(token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []) for token in following)


def _clause_head(mark: Word) -> Word:
    head = governor_of(mark.head)
    if head.i > mark.i:
        return head
    for token in mark.doc[mark.i + 1 : mark.i + 1 + _REACH]:
        if token.text[0] in STOPS:
            break
        if token.pos_ in {"VERB", "AUX"}:
            return governor_of(token) if governor_of(token).i > mark.i else token
    return mark


def infinitive_of(verb: Word) -> Word | None:
    """Return the infinitive that a verb governs, bare or after « de », « à »: « assure **vouloir** agir »."""
    for child in verb.children:
        if child.i > verb.i and "Inf" in finite_verb_of(child).morph.get("VerbForm", []):
            return child
    return None


def clause_of(verb: Word) -> Stretch:
    """Return the verb with all that hangs on it, as one stretch."""
    return verb.doc.stretch(verb.left_edge.i, verb.right_edge.i + 1)


def phrase_of(noun: Word) -> Stretch:
    """Return a noun phrase with its determiner and complements, without an apposition or relative clause after a comma.

    « le maire de Lyon, Jean Petit, qui … » gives « le maire de Lyon ».
    """
    doc = noun.doc
    end = noun.i
    for child in sorted(noun.rights, key=lambda token: token.i):
        first = child.left_edge.i
        if first > noun.i and any(part.text[0] in ',;:()«»"“”–—' for part in doc[noun.i + 1 : first + 1]):
            break
        is_clause = "Fin" in finite_verb_of(child).morph.get("VerbForm", [])
        is_clause = is_clause or (child.dep_ == "acl" and is_verb(child) and has_finite_form(child))
        if is_clause or child.dep_ in {"conj", "cc", "punct", "acl:relcl", "parataxis", "advcl"}:
            break
        end = max(end, child.right_edge.i)
    own = (child.left_edge.i for child in noun.lefts if child.dep_ not in {"case", "punct", "cc"})
    start = min(own, default=noun.i)
    return doc.stretch(start, end + 1)


def conjuncts_of(token: Word) -> Iterator[Word]:
    """Yield a token and those coordinated with it: « **Paris**, **Lyon** et **Nice** »."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            yield from conjuncts_of(child)


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
        if _shape(token) == "Inf" != _shape(verb):
            continue  # « raconte avoir vu … **et avoir entendu** »
        is_alien = _shape(token) == _shape(verb) != _shape(token.head) and subject_before(token) is None
        if token.head.i not in matrix and not (token.head.i >= start and is_alien):
            continue
        first = group_start(token).i
        while first > start and verb.doc[first - 1].dep_ in {"cc", "advmod", "punct"}:
            first -= 1
        if not _has_own_que(verb.doc, first, token.i, start):
            return first
    return None


def _has_own_que(doc: Parse, first: int, last: int, start: int) -> bool:
    """Tell whether « que » brings in a conjunct: « … et **qu'**il n'y aurait pas de hausse »."""
    opening = first
    while opening > start and first - opening < _ASIDE and doc[opening - 1].text[0] not in ",;:":
        opening -= 1
    return any(plain_form(part) in {"que", "qu'", "qu"} for part in doc[opening:last])


def _shape(verb: Word) -> str:
    """Return what verbs that are coordinated share: a participle, an infinitive, or the tense of a finite verb."""
    if "Inf" in finite_verb_of(verb).morph.get("VerbForm", []):
        return "Inf"  # « avoir vu »
    for form in ("Part", "Inf"):
        if form in verb.morph.get("VerbForm", []):
            return form
    return "".join(verb.morph.get("Tense", [])) + "".join(verb.morph.get("Mood", []))


def subject_before(verb: Word) -> Word | None:
    """Return a subject that the parser hangs on the verb itself, before it."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i), None)


def is_relative(verb: Word) -> bool:
    """Tell whether a verb stands in a relative clause, or a word is a relative pronoun."""
    return governor_of(verb).dep_ == "acl:relcl" or plain_form(verb) in {"qui", "dont", "où"}


def is_subordinate(verb: Word, start: int) -> bool:
    """Tell whether a conjunction from a character on brings in a verb: « **si** le Parlement vote »."""
    return any(child.dep_ == "mark" and start <= child.idx and child.i < verb.i for child in verb.children)


def opens_subordinate(first: Word) -> bool:
    """Tell whether a sentence opens with a subordinate clause: « **Si** le Parlement vote … »."""
    return plain_form(first) in _WORDS.words("grammar.subordinate_openers")


def is_clitic(token: Word) -> bool:
    """Tell whether a token leans on a verb: « s' », « lui », « ne », « -t », « -il »."""
    form = plain_form(token)
    return form in _CLITICS or form in _SUBJECT_CLITICS or form == "" or token.text in {"-t", "t"}


def is_speaking_pronoun(token: Word) -> bool:
    """Tell whether a token is the subject of an inversion: « dit-**il** », « a-t-**on** appris »."""
    return plain_form(token) in _SUBJECT_CLITICS and token.text.startswith(("-", "t-"))


def has_participle_form(token: Word) -> bool:
    """Tell whether a token looks like a past participle: « annoncé », « promise »."""
    form = token.lower_
    return form.endswith(("é", "ée", "és", "ées")) or ("Part" in token.morph.get("VerbForm", []) and form[-1] in "usi")


def is_first_person(token: Word) -> bool:
    """Tell whether a subject is « je », « nous », « tu » or « vous »."""
    return plain_form(token) in {"je", "j'", "nous", "tu", "vous"}


def is_infinitive(token: Word) -> bool:
    """Tell whether a token is an infinitive."""
    return "Inf" in token.morph.get("VerbForm", []) or (token.pos_ == "VERB" and token.lower_.endswith(("er", "oir")))


def is_apposition(token: Word, head: int) -> bool:
    """Tell whether a token is an apposition of the noun at ``head``: « le ministre, **Jean Petit**, »."""
    return token.dep_ in {"appos", "flat:name"} and token.head.i == head


def is_verb(token: Word) -> bool:
    """Tell whether the tagger takes a token for a verb."""
    return token.pos_ in {"VERB", "AUX"}


def complement_of(noun: Word) -> Word | None:
    """Return the noun's complement under « de »: « l'annonce du **ministre** »."""
    for child in noun.rights:
        if child.dep_ == "nmod" and child.pos_ in _NOMINAL and has_preposition(child):
            return child
    return None


def has_finite_form(verb: Word) -> bool:
    """Tell whether a verb's ending can only be finite, whatever the tagger says: « plafonnera », « débourse »."""
    form = verb.lower_
    if form.endswith(("era", "ira", "ront", "ait", "aient", "èrent")):
        return True
    return form.endswith(("e", "ent")) and not form.endswith(("ée", "ue", "ie", "ite", "ise", "erte", "aite", "inte"))


def antecedent_before(preposition: Word) -> Word | None:
    """Return the noun that « pour **qui** » takes up: the nearest name, else noun, that no preposition introduces."""
    for wanted in ({"PROPN"}, {"NOUN"}):
        for token in reversed(preposition.doc[max(0, preposition.i - _REACH // 2) : preposition.i]):
            if token.text[0] in STOPS:
                break
            if token.pos_ in wanted and token.dep_ not in NAMES and not has_preposition(token):
                return token
    return None


def gender_of(noun: Word) -> Literal["m", "f", ""]:
    """Return the gender that a noun's determiner or else the tagger shows: « **une** voisine » is "f"."""
    for child in noun.lefts:
        if child.pos_ == "DET" and plain_form(child) in _GENDERED:
            return _GENDERED[plain_form(child)]
    shown = noun.morph.get("Gender", [])
    return "m" if shown == ["Masc"] else "f" if shown == ["Fem"] else ""


def is_definite(noun: Word) -> bool:
    """Tell whether « le », « la », « ce » or « cette » determines a noun."""
    return any(plain_form(child) in _DEFINITE for child in noun.lefts)


def is_root(token: Word) -> bool:
    """Tell whether the parser hangs the whole sentence on a word."""
    return token.dep_ == "ROOT"


def is_time(token: Word) -> bool:
    """Tell whether a token names a time: « jeudi », « soir »."""
    return plain_form(token) in _TIME


def is_plural(noun: Word) -> bool:
    """Tell whether the tagger takes a noun for a plural."""
    return "Plur" in noun.morph.get("Number", [])


def is_plural_verb(verb: Word) -> bool:
    """Tell whether a verb stands in the plural, by its ending: « **ont** écrit », « soulign**ent** »."""
    return finite_verb_of(verb).lower_.endswith("nt")


def is_plain_subject(token: Word) -> bool:
    """Tell whether a token is a subject pronoun before its verb: « **elle** gardera »."""
    return plain_form(token) in _SUBJECT_CLITICS - {"nous", "vous"} and not is_speaking_pronoun(token)
