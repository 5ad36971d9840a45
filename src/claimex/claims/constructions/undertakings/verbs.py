"""Verbs that undertake: « s'engage à ouvrir 42 lits », « prévoit de », « annonce l'ouverture de deux centres »."""

from collections.abc import Iterator

from claimex.annotations import QuantityMention
from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_conditional, is_past
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import (
    auxiliaries_of,
    conjuncts_of,
    finite_verb_of,
    governor_of,
    group_start,
    infinitive_of,
    object_of,
    plain_form,
)

_LINKS = frozenset({"de", "d'", "à"})
_OPEN_QUOTES = frozenset({'"', "«", "“", "‹"})
_MONEY = frozenset({"EUR", "USD", "CAD", "CHF", "GBP", "XOF", "%"})
_REACH = 12


def verb_matches(scene: Scene, infinitives: Triggers, nouns: Triggers) -> Iterator[Match]:
    """Yield the actions that a verb of undertaking governs, as infinitives or as nouns."""
    for position, lemma in enumerate(scene.verbs):
        if lemma is None or not (infinitives.get(lemma) or nouns.get(lemma)):
            continue
        token = scene.doc[position]
        if not _is_verb(scene, token):
            continue
        if not _may_undertake(scene, token, lemma):
            continue
        for rule in infinitives.get(lemma)[:1]:
            yield from _infinitives(scene, token, lemma, rule)
        for rule in (
            nouns.get(lemma)[:1] if lemma in scene.words.granting or _infinitive_after(scene, token) is None else ()
        ):
            yield from _nouns(scene, token, lemma, rule)


def _is_verb(scene: Scene, token: Word) -> bool:
    """Tell whether a form of our lists is a verb here: no noun with an article (« le projet », « la menace »)."""
    if token.is_upper and len(token) > 1:
        return False
    before = scene.doc[token.i - 1] if token.i else None
    if before is not None and before.pos_ == "DET" and plain_form(before) not in {"le", "la", "les", "l'"}:
        return False
    if before is not None and before.pos_ == "DET" and token.pos_ in {"NOUN", "PROPN"}:
        return False
    return token.pos_ in {"VERB", "AUX"} or (before is not None and before.pos_ not in {"ADP", "DET"})


def _may_undertake(scene: Scene, verb: Word, lemma: str) -> bool:
    """Tell whether voice, tense and subject let this verb commit somebody."""
    if plain_form(verb).endswith("ant") or scene.modality.is_conditional_on(verb):
        return False
    if lemma in scene.words.refusing - scene.words.forgoing and auxiliaries_of(verb):
        return False
    clitics = {plain_form(t) for t in scene.doc[max(0, group_start(verb).i - 1) : verb.i]}
    if lemma in scene.words.reflexive and not clitics & {"se", "s'", "me", "m'", "nous"}:
        return False
    finite = finite_verb_of(governor_of(verb))
    if lemma in scene.words.wishing and (auxiliaries_of(verb) or (is_past(finite) and not _is_reported(scene, verb))):
        return False
    if is_conditional(finite) and lemma not in scene.words.wishing and not scene.modality.is_future_in_past(verb):
        return False
    if "Part" in verb.morph.get("VerbForm", []) and not auxiliaries_of(verb) and verb.dep_ != "conj":
        return False
    subject = scene.subject_of(verb)
    if subject is None:
        return True
    if plain_form(subject) == "on":
        return False
    if scene.lemmas[subject.i] in scene.words.judicial and lemma not in scene.words.wishing:
        return False
    return not scene.is_abstract(subject)


def _is_reported(scene: Scene, verb: Word) -> bool:
    return any(plain_form(t) in {"que", "qu'"} for t in scene.doc[max(0, verb.i - 10) : verb.i])


def _infinitives(scene: Scene, verb: Word, lemma: str, rule: Rule) -> Iterator[Match]:
    first = _infinitive_after(scene, verb)
    if first is None or _is_refused(scene, verb, lemma, rule):
        return
    deeper = _infinitive_after(scene, first) if scene.lemmas[first.i] in scene.words.wishing else None
    first = deeper or first
    if lemma in scene.words.reflexive - scene.words.pledging and scene.lemmas[first.i] in scene.words.scheduling:
        return
    for number, action in enumerate(conjuncts_of(first)):
        if "Inf" not in action.morph.get("VerbForm", []) or scene.lemmas[action.i] in scene.words.thinking:
            if number == 0:
                return
            continue
        yield _match(scene, rule, verb, action, opens=number == 0)


def _infinitive_after(scene: Scene, verb: Word) -> Word | None:
    """Return the infinitive after a verb: what the parser says, else the first one that « de » or « à » introduces."""
    found = infinitive_of(verb)
    if found is not None and found.i - verb.i <= _REACH:
        return found
    first = _after_dative(scene, verb.i + 1)
    for token in scene.doc[first : first + 5]:
        if token.text[0] in ".;:!?\n" or token.pos_ in {"NOUN", "PROPN"}:
            return None
        is_infinitive = "Inf" in token.morph.get("VerbForm", [])
        before = plain_form(token.nbor(-1))
        if is_infinitive and (before in _LINKS | _OPEN_QUOTES or token.nbor(-1).pos_ == "ADV" or token.i == verb.i + 1):
            return token
    return None


def _after_dative(scene: Scene, first: int) -> int:
    """Return the token after those to whom something is said: « promet **aux familles** de rouvrir »."""
    if scene.forms[first : first + 1] not in {("à",), ("au",), ("aux",)}:
        return first
    for position in range(first + 1, min(first + 6, len(scene.doc))):
        if scene.forms[position] in {"de", "d'"} and "Inf" in scene.doc[position + 1].morph.get("VerbForm", []):
            return position
    return first


def _is_refused(scene: Scene, verb: Word, lemma: str, rule: Rule) -> bool:
    """A verb of promise or decision that is negated commits nobody; a negated plan is a plan not to act."""
    return rule.force in {"pledge", "decision", "proposal"} and scene.modality.negates(verb)


def _nouns(scene: Scene, verb: Word, lemma: str, rule: Rule) -> Iterator[Match]:
    if _is_refused(scene, verb, lemma, rule) and lemma not in scene.words.refusing:
        return
    noun = object_of(verb) or _noun_after(scene, verb)
    if noun is None or noun.i - verb.i > _REACH:
        return
    if plain_form(verb) == lemma or (verb.i and plain_form(verb.nbor(-1)) in {"le", "la", "les", "l'"}):
        return
    amount = _amount_at(scene, noun)
    if lemma in scene.words.granting:
        if lemma == "mettre" and not _is_on_the_table(scene, noun):
            return
        if amount is not None and not auxiliaries_of(verb) and plain_form(verb) != lemma:
            yield _match(scene, rule, verb, verb, opens=True)
        return
    if (
        lemma in scene.words.voting
        and scene.lemmas[noun.i] in scene.words.contents | scene.words.drafts | scene.words.texts
    ):
        return
    for number, action in enumerate(conjuncts_of(noun)):
        if _names_action(scene, action):
            yield _match(scene, rule, verb, action, opens=number == 0)
        elif number == 0 and amount is not None and lemma in scene.words.amounting and not auxiliaries_of(verb):
            yield _match(scene, rule, verb, verb if amount.unit in _MONEY else action, opens=True)
            return


def _noun_after(scene: Scene, verb: Word) -> Word | None:
    """Return the first noun after a verb that no preposition introduces, where the parser gives it no object."""
    for token in scene.doc[verb.i + 1 : verb.i + 8]:
        if token.text[0] in '.;:!?«"\n' or token.pos_ == "SCONJ":
            return None
        after_determiner = scene.doc[token.i - 1].pos_ in {"DET", "ADJ", "NUM"}
        if after_determiner and (token.pos_ == "NOUN" or plain_form(token) in scene.words.actions):
            return token
    return None


def _is_on_the_table(scene: Scene, noun: Word) -> bool:
    """Tell whether « sur la table » follows an amount: « met 2 M€ **sur la table** »."""
    return "sur la table" in " ".join(plain_form(t) for t in scene.doc[noun.i : noun.i + 9])


def _names_action(scene: Scene, noun: Word) -> bool:
    """Tell whether a noun names a measure that somebody decides: no « baisse du chômage »."""
    if scene.lemmas[noun.i] not in scene.words.actions:
        return False
    for token in scene.doc[noun.i + 1 : noun.i + 9]:
        if token.text[0] in ",;.:»" or token.pos_ in {"VERB", "CCONJ"}:
            break
        if scene.lemmas[token.i] in scene.words.reported:
            return False
    return True


def _amount_at(scene: Scene, noun: Word) -> QuantityMention | None:
    for number in reversed(scene.quantities_between(noun.idx - 60, noun.idx + 1)):
        if noun.idx < scene.quantities[number].end:
            return scene.quantities[number]
    return None


def _match(scene: Scene, rule: Rule, verb: Word, action: Word, *, opens: bool) -> Match:
    first = group_start(verb) if opens else action
    start = min(first.idx, action.idx)
    subject = scene.subject_of(verb) or scene.subject_of(action)
    tokens = {"head": action.i, "verb": verb.i}
    if subject is not None:
        tokens["subject"] = subject.i
    cue = (verb.idx, verb.idx + len(verb))
    return Match(rule, start, scene.action_end(action, start), roles={"cue": (cue,)}, tokens=tokens)
