"""Verbs that undertake: « s'engage à ouvrir 42 lits », « prévoit de », « annonce l'ouverture de deux centres »."""

from collections.abc import Iterator
from dataclasses import replace
<<<<<<< HEAD
from functools import cache
from itertools import pairwise
=======
>>>>>>> 7b311fb (Read measures that are weighed, threatened, said in headlines and impersonal passives; nouns of action by the verb they come from; spans that stop at the next clause)

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.coordination import (
    infinitives_from,
    listed_after,
    nouns_from,
    opening_of,
)
from claimex.claims.constructions.undertakings.governing import is_verb, may_undertake
from claimex.claims.constructions.undertakings.money import (
    amount_at,
    is_earmarked,
    is_fund,
    is_on_the_table,
    is_target,
    may_amount,
)
from claimex.claims.constructions.undertakings.naming import is_funded, is_worded, names_action
from claimex.claims.constructions.undertakings.objects import (
    REACH,
    follows_clitic,
    infinitive_after,
    is_aimed_at,
    is_dated,
    noun_after,
    threat_after,
)
from claimex.claims.constructions.undertakings.scene import MONEY, Scene
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import (
    auxiliaries_of,
    group_start,
    is_passive,
    object_of,
    phrase_of,
    plain_form,
)


def verb_matches(scene: Scene, infinitives: Triggers, nouns: Triggers) -> Iterator[Match]:
    """Yield the actions that a verb of undertaking governs, as infinitives or as nouns."""
    governing = _governing(infinitives, nouns)
    for position, lemma in enumerate(scene.verbs):
        if lemma is None or lemma not in governing:
            continue
        token = scene.doc[position]
        if not is_verb(scene, token):
            continue
        if not may_undertake(scene, token, lemma):
            continue
        for rule in infinitives.get(lemma)[:1]:
            yield from _infinitives(scene, token, lemma, rule)
        if lemma in scene.words.granting or infinitive_after(scene, token) is None:
            for rule in nouns.get(lemma):
                yield from _nouns(scene, token, lemma, rule)


<<<<<<< HEAD
@cache
def _governing(infinitives: Triggers, nouns: Triggers) -> frozenset[str]:
    return frozenset(infinitives.lemmas | nouns.lemmas)


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
    if (plain_form(verb).endswith("ant") and not _tells_more(scene, verb, lemma)) or scene.modality.is_conditional_on(
        verb
    ):
        return False
    on_noun = any(token.pos_ == "DET" for token in scene.doc[verb.i + 2 : verb.i + 3])
    if lemma in scene.words.agreeing and (on_noun or not auxiliaries_of(verb)):
        return False
    if lemma in (scene.words.refusing - scene.words.forgoing) | {"choisir"} and auxiliaries_of(verb):
        return False
    if _is_only_wanted(scene, verb):
        return False
    clitics = {plain_form(t) for t in scene.doc[max(0, group_start(verb).i - 1) : verb.i]}
    if lemma in scene.words.reflexive and not clitics & {"se", "s'", "me", "m'", "nous"} and not _prepares(scene, verb):
        return False
    finite = finite_verb_of(governor_of(verb))
    if lemma in scene.words.wishing and is_past(finite) and scene.modality.negates(verb):
        return False
    if lemma in scene.words.wishing and (auxiliaries_of(verb) or (is_past(finite) and not _is_reported(scene, verb))):
        return False
    if is_conditional(finite) and lemma not in scene.words.wishing and not scene.modality.is_future_in_past(verb):
        return False
    is_bare = "Part" in verb.morph.get("VerbForm", []) and not auxiliaries_of(verb) and verb.dep_ != "conj"
    is_bare = is_bare and not clitics & {"se", "s'"} and plain_form(verb).rstrip("s").rstrip("e")[-1:] in "éiuts"
    if is_bare and not plain_form(verb).endswith("ant"):
        return False
    subject = scene.subject_of(verb)
    if subject is None:
        return True
    if plain_form(subject) in {"on", "tu", "vous"}:
        return False
    if scene.lemmas[subject.i] in scene.words.judicial and lemma not in scene.words.wishing:
        return False
    if lemma in scene.words.aiming and scene.lemmas[subject.i] in scene.words.aids:
        return False
    drafted = lemma == "prévoir" and scene.lemmas[subject.i] in scene.words.projected
    return drafted or not scene.is_abstract(subject)


def _is_only_wanted(scene: Scene, verb: Word) -> bool:
    """Tell whether a clause says what for, or what a noun is: « pour qu'il **lance** », « l'espoir que **veut** X »."""
    first = group_start(verb).i
    if scene.lemmas[verb.i] in scene.words.wishing and scene.forms[max(0, first - 1) : first] in {("que",), ("qu'",)}:
        return True
    before = scene.forms[max(0, first - 5) : first]
    return any(word in {"pour", "afin"} and que in {"que", "qu'"} for word, que in pairwise(before))


def _tells_more(scene: Scene, participle: Word, lemma: str) -> bool:
    """Tell whether a gerund undertakes: « un plan **prévoyant** la vente », « dit-il, **promettant** d'agir »."""
    if lemma in scene.words.pledging:
        return scene.forms[participle.i + 1 : participle.i + 2] in {("de",), ("d'",), ("à",)}
    noun = scene.subject_of(participle)
    return lemma == "prévoir" and noun is not None and scene.lemmas[noun.i] in scene.words.texts


def _prepares(scene: Scene, verb: Word) -> bool:
    """Tell whether somebody prepares a measure: « **préparent** une grève », as well as « se préparent à fermer »."""
    noun = object_of(verb)
    return scene.verbs[verb.i] == "préparer" and noun is not None and _names_action(scene, noun)


def _is_reported(scene: Scene, verb: Word) -> bool:
    return any(plain_form(t) in {"que", "qu'"} for t in scene.doc[max(0, verb.i - 10) : verb.i])


=======
>>>>>>> 7b311fb (Read measures that are weighed, threatened, said in headlines and impersonal passives; nouns of action by the verb they come from; spans that stop at the next clause)
def _infinitives(scene: Scene, verb: Word, lemma: str, rule: Rule) -> Iterator[Match]:
    first = infinitive_after(scene, verb)
    if first is None or _is_refused(scene, verb, lemma, rule):
        return
    if rule.words and scene.lemmas[first.i] not in rule.words:
        return
    if lemma in scene.words.striving and (
        scene.lemmas[first.i] not in scene.words.acting
        or scene.forms[first.i - 1] in {"se", "s'"}
        or not is_aimed_at(scene, verb, first)
    ):
        return
    deeper = infinitive_after(scene, first) if scene.lemmas[first.i] in scene.words.wishing else None
    first = deeper or first
    is_calendar = scene.lemmas[first.i] in scene.words.scheduling - {"faire"} and not _acts_on(scene, first)
    if lemma in scene.words.reflexive - scene.words.pledging and is_calendar:
        return
    for number, action in enumerate(infinitives_from(scene, first)):
        if _does_nothing(scene, lemma, action):
            if number == 0:
                return
            continue
        yield _match(scene, rule, verb, action, opens=number == 0)


def _acts_on(scene: Scene, action: Word) -> bool:
    """Tell whether somebody closes or opens something: « se prépare à **fermer deux centrales** »."""
    is_open = scene.lemmas[action.i] in scene.words.ergative & scene.words.opening
    return is_open and scene.forms[action.i + 1 : action.i + 2] not in {("le",), ("la",), ("l'",), ("à",), ("en",)}


def _does_nothing(scene: Scene, lemma: str, action: Word) -> bool:
    """Tell whether an infinitive does nothing: « veut **croire** », « souhaite **rendre** hommage »."""
    if lemma in scene.words.refusing and scene.lemmas[action.i] in scene.words.rhetorical - scene.words.ergative:
        return True
    votes = any(form in scene.words.ballots for form in scene.forms[action.i + 1 : action.i + 2])
    if votes and lemma in scene.words.deciding:
        return True
    if scene.lemmas[action.i] == "rendre":
        return any(scene.lemmas[t.i] in scene.words.ceremony for t in scene.doc[action.i + 1 : action.i + 3])
    before = scene.doc[action.i - 1]
    is_caused = scene.lemmas[before.i] == "faire" and plain_form(before) != "faire"
    binds = lemma in scene.words.pledging | scene.words.deciding
    return is_caused or scene.lemmas[action.i] in (scene.words.being if binds else scene.words.thinking)


def _is_refused(scene: Scene, verb: Word, lemma: str, rule: Rule) -> bool:
    """A verb of promise or decision that is negated commits nobody; a negated plan is a plan not to act."""
    return rule.force in {"pledge", "decision", "proposal"} and scene.modality.negates(verb)


def _nouns(scene: Scene, verb: Word, lemma: str, rule: Rule) -> Iterator[Match]:
    if _is_refused(scene, verb, lemma, rule):
        return
    if scene.forms[verb.i + 1 : verb.i + 2] in {("que",), ("qu'",)}:
        return
    if any(scene.verbs[token.i] == "être" for token in auxiliaries_of(verb)) and is_passive(verb):
        return
    if lemma in scene.words.threatening:
        threat = threat_after(scene, verb, rule.words)
        if threat is not None:
            yield _match(scene, rule, verb, threat, opens=True)
        return
    if plain_form(verb) == lemma or follows_clitic(scene, verb):
        return
    noun = object_of(verb)
    if noun is None or is_dated(scene, noun):
        noun = noun_after(scene, verb)
    if noun is None or noun.i - verb.i > REACH:
        return
    if rule.words and not is_worded(scene, noun, rule):
        return
    if lemma in scene.words.weighing and scene.lemmas[noun.i] in scene.words.tabled:
        return  # « examine la proposition »
    amount = amount_at(scene, noun)
    if lemma in scene.words.granting:
        if _is_described(scene, verb):
            return
        if lemma == "mettre" and not is_on_the_table(scene, noun):
            return
        is_money = amount is not None and (lemma != "programmer" or amount.unit in MONEY)
        given = (is_money or is_fund(scene, noun)) and plain_form(verb) != lemma
        if given and (not auxiliaries_of(verb) or is_earmarked(scene, verb, lemma)):
            yield _match(scene, rule, verb, verb, opens=True)
        return
    if (
        lemma in scene.words.voting
        and not is_funded(scene, noun)
        and scene.lemmas[noun.i] in scene.words.contents | scene.words.drafts | scene.words.texts
    ):
        return
    listed = listed_after(scene, noun)
    if listed:
        for action in listed:
            yield replace(_match(scene, rule, verb, action, opens=False), start=action.idx)
        return
    for number, action in enumerate(nouns_from(scene, noun)):
        if names_action(scene, action) or rule.words:
            yield _match(scene, rule, verb, action, opens=number == 0)
        elif number == 0 and lemma == "viser" and amount is None and is_target(scene, verb, noun):
            yield _match(scene, rule, verb, action, opens=True)
            return
        elif number == 0 and amount is not None and may_amount(scene, verb, lemma, amount):
            yield _match(scene, rule, verb, verb if amount.unit in MONEY else action, opens=True)
            return


def _is_described(scene: Scene, verb: Word) -> bool:
    """Tell whether nobody gives anew: « se **trouve** à 4 heures de marche », « le rabais que X **accorde** »."""
    first = group_start(verb).i
    if {"se", "s'"} & set(scene.forms[max(0, first - 1) : verb.i]):
        return True
    subject = scene.subject_of(verb)
    opening = phrase_of(subject).start if subject is not None and subject.i < first else first
    return scene.forms[max(0, opening - 1) : opening] in {("que",), ("qu'",)} and scene.statement_at(verb.idx) is None


def _match(scene: Scene, rule: Rule, verb: Word, action: Word, *, opens: bool) -> Match:
    first = group_start(verb) if opens else scene.doc[opening_of(scene, action)]
    start = min(first.idx, action.idx)
    subject = scene.subject_of(verb) or scene.subject_of(action)
    tokens = {"head": action.i, "verb": verb.i}
    if subject is not None:
        tokens["subject"] = subject.i
    cue = (verb.idx, verb.idx + len(verb))
    end = scene.action_end(action, start, nominal=scene.is_relative(verb))
    return Match(rule, start, end, roles={"cue": (cue,)}, tokens=tokens)
