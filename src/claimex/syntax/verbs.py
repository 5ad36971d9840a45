"""Verbs with their auxiliaries: what carries the clause, what shows its tense, voice and negation."""

from claimex.parse import Word, once_a_word
from claimex.syntax.labels import AUXILIARIES, CLITICS


def governor_of(verb: Word) -> Word:
    """Return the verb that carries the clause of an auxiliary: « **a** déclaré » → déclaré."""
    while verb.dep_ in AUXILIARIES and verb.head.i != verb.i:
        verb = verb.head
    return verb


@once_a_word
def auxiliaries_of(verb: Word) -> tuple[Word, ...]:
    """Return the auxiliaries and copulas of a verb in text order: « **aurait** **été** vu »."""
    if not verb.children:
        return ()
    return tuple([child for child in verb.children if child.dep_ in AUXILIARIES])


def finite_verb_of(verb: Word) -> Word:
    """Return the token that shows mood and tense: « **aurait** été vu », « **promet** »."""
    helpers = auxiliaries_of(verb)
    return helpers[0] if helpers else verb


@once_a_word
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
    while first.i > 0 and first.nbor(-1).form in CLITICS and first.nbor(-1).pos_ not in {"DET", "ADP"}:
        first = first.nbor(-1)
    return first


def is_finite_main(verb: Word) -> bool:
    """Tell whether a verb is finite and no conjunct, so that it borrows no subject from another verb."""
    return verb.dep_ != "conj" and "Fin" in finite_verb_of(verb).morph.get("VerbForm", [])


def is_gerund(verb: Word) -> bool:
    """Tell whether a verb is a present participle: « **soulignant** que … », « en **affirmant** »."""
    return verb.lower_.endswith("ant") and "Fin" not in verb.morph.get("VerbForm", []) and not auxiliaries_of(verb)


def agent_of(verb: Word) -> Word | None:
    """Return the head of the agent of a passive, as in « a été annoncé par la **préfecture** »."""
    for child in verb.children:
        cases = [part.form for part in child.children if part.dep_ == "case"]
        is_named = child.dep_ == "obl:agent" and child.text != "-"  # no « prêtée au Royaume - Uni »
        if is_named or (child.i > verb.i and cases[:1] == ["par"] and is_passive(verb)):
            return child
    return None


def is_passive(verb: Word) -> bool:
    """Tell whether a verb stands in the passive: « sera ouvert », « être versée »."""
    if any(child.dep_ == "aux:pass" for child in verb.children):
        return True
    has_passive_subject = any(child.dep_ == "nsubj:pass" for child in verb.children)
    return has_passive_subject and not is_reflexive(verb) and not _is_perfect(verb)


def _is_perfect(verb: Word) -> bool:
    """Tell whether only « avoir » stands before a participle: « **a** longtemps soutenu que … »."""
    helpers = auxiliaries_of(verb)
    return bool(helpers) and all(helper.lemma_ == "avoir" for helper in helpers)


def is_reflexive(verb: Word) -> bool:
    """Tell whether a verb is pronominal in the third person: « **s'est** montré »."""
    return any(child.form in {"se", "s'"} for child in verb.children)


def is_negated(verb: Word) -> bool:
    """Tell whether « ne » stands before the verb or its auxiliary (« n'exclut pas », « ne sera jamais »)."""
    return any(
        child.form in {"ne", "n'"} and child.i < verb.i
        for token in (verb, *auxiliaries_of(verb))
        for child in token.children
    )


def object_of(verb: Word) -> Word | None:
    """Return the head of the direct object, as in « annonce un **plan** »."""
    for child in verb.children:
        if child.dep_ == "obj" and child.i > verb.i:
            return child
    return None


def infinitive_of(verb: Word) -> Word | None:
    """Return the infinitive that a verb governs, bare or after « de », « à »: « assure **vouloir** agir »."""
    for child in verb.children:
        if child.i > verb.i and "Inf" in finite_verb_of(child).morph.get("VerbForm", []):
            return child
    return None


def shape_of(verb: Word) -> str:
    """Return what verbs that are coordinated share: a participle, an infinitive, or the tense of a finite verb."""
    if "Inf" in finite_verb_of(verb).morph.get("VerbForm", []):
        return "Inf"  # « avoir vu »
    for form in ("Part", "Inf"):
        if form in verb.morph.get("VerbForm", []):
            return form
    return "".join(verb.morph.get("Tense", [])) + "".join(verb.morph.get("Mood", []))


def is_relative(verb: Word) -> bool:
    """Tell whether a verb stands in a relative clause, or a word is a relative pronoun."""
    return governor_of(verb).dep_ == "acl:relcl" or verb.form in {"qui", "dont", "où"}


def is_plural_verb(verb: Word) -> bool:
    """Tell whether a verb stands in the plural, by its ending: « **ont** écrit », « soulign**ent** »."""
    return finite_verb_of(verb).lower_.endswith("nt")
