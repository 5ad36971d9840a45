"""Verbs that undertake: « s'engage à ouvrir 42 lits », « prévoit de », « annonce l'ouverture de deux centres »."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.coordination import (
    infinitives_from,
    listed_after,
    nouns_from,
    opening_of,
)
from claimex.claims.constructions.undertakings.governing import gerund_subject, is_verb, may_undertake, writer_of
from claimex.claims.constructions.undertakings.money import (
    amount_at,
    is_earmarked,
    is_fund,
    is_on_the_table,
    is_target,
    may_amount,
    measured,
)
from claimex.claims.constructions.undertakings.naming import is_funded, is_worded, names_action
from claimex.claims.constructions.undertakings.objects import (
    follows_clitic,
    infinitive_after,
    is_aimed_at,
    is_boon,
    is_dated,
    is_release,
    is_teller,
    noun_after,
    reach_of,
    says_to_want,
    seen_to_after,
    takes_up,
    threat_after,
)
from claimex.claims.constructions.undertakings.orders import ordered_acts
from claimex.claims.constructions.undertakings.scene import MONEY, Scene
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import (
    auxiliaries_of,
    group_start,
    is_passive,
    object_of,
    phrase_of,
)


def verb_matches(scene: Scene, infinitives: Triggers, nouns: Triggers) -> Iterator[Match]:
    """Yield the actions that a verb of undertaking governs, as infinitives or as nouns."""
    governing = _governing(infinitives, nouns)
    for token, lemma in scene.verbs_among(governing):
        if not is_verb(scene, token):
            continue
        if not may_undertake(scene, token, lemma):
            continue
        governed = ordered_acts if lemma in scene.words.commanding else _infinitives
        for rule in infinitives.get(lemma)[:1]:
            yield from governed(scene, token, rule)
        if lemma in scene.words.granting or infinitive_after(scene, token) is None:
            for rule in nouns.get(lemma):
                yield from _nouns(scene, token, lemma, rule)


@cache
def _governing(infinitives: Triggers, nouns: Triggers) -> frozenset[str]:
    return frozenset(infinitives.lemmas | nouns.lemmas)


def _infinitives(scene: Scene, verb: Word, rule: Rule) -> Iterator[Match]:
    lemma = scene.verbs[verb.i] or ""
    seen_to = seen_to_after(scene, verb) if lemma in scene.words.pledging else None
    if seen_to is not None:
        yield _match(scene, rule, verb, seen_to, opens=True)
        return
    first = infinitive_after(scene, verb)
    if first is None and takes_up(scene, verb, lemma) and not _is_refused(scene, verb, lemma, rule):
        yield _match(scene, rule, verb, verb, opens=True)
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
    is_calendar = scene.lemmas[first.i] in scene.words.scheduling and scene.lemmas[first.i] != "faire"
    is_calendar = is_calendar and not _acts_on(scene, first)
    if is_calendar and lemma in scene.words.reflexive and lemma not in scene.words.pledging:
        return
    for number, action in enumerate(infinitives_from(scene, first)):
        if _does_nothing(scene, lemma, action):
            if number == 0:
                return
            continue
        yield _match(scene, rule, verb, action, opens=number == 0)


def _acts_on(scene: Scene, action: Word) -> bool:
    """Tell whether somebody closes or opens something: « se prépare à **fermer deux centrales** »."""
    is_open = scene.lemmas[action.i] in scene.words.ergative and scene.lemmas[action.i] in scene.words.opening
    return is_open and scene.forms[action.i + 1 : action.i + 2] not in {("le",), ("la",), ("l'",), ("à",), ("en",)}


def _does_nothing(scene: Scene, lemma: str, action: Word) -> bool:
    """Tell whether an infinitive does nothing: « veut **croire** », « souhaite **rendre** hommage »."""
    act = scene.lemmas[action.i]
    if lemma in scene.words.refusing and act in scene.words.rhetorical and act not in scene.words.ergative:
        return True
    votes = any(form in scene.words.ballots for form in scene.forms[action.i + 1 : action.i + 2])
    if votes and lemma in scene.words.deciding:
        return True
    if scene.lemmas[action.i] == "rendre":
        return any(scene.lemmas[t.i] in scene.words.ceremony for t in scene.doc[action.i + 1 : action.i + 3])
    before = scene.doc[action.i - 1]
    is_caused = scene.lemmas[before.i] == "faire" and before.form != "faire"
    binds = lemma in scene.words.pledging or lemma in scene.words.deciding
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
    if takes_up(scene, verb, lemma):
        yield _match(scene, rule, verb, verb, opens=True)
        return
    if (verb.form == lemma and not says_to_want(scene, verb)) or follows_clitic(scene, verb):
        return
    noun = object_of(verb)
    if noun is None or is_dated(scene, noun):
        noun = noun_after(scene, verb)
    if noun is None or noun.i - verb.i > reach_of(scene, verb, lemma) or is_teller(scene, verb, noun):
        return
    if lemma in scene.words.amounting:
        noun = measured(scene, noun)
    if rule.words and not is_worded(scene, noun, rule):
        return
    if lemma in scene.words.weighing and scene.lemmas[noun.i] in scene.words.tabled:
        return  # « examine la proposition »
    amount = amount_at(scene, noun)
    if lemma in scene.words.granting:
        if _is_described(scene, verb):
            return
        if lemma in scene.words.tabling_money and not is_on_the_table(scene, verb, noun):
            return
        is_money = amount is not None and (lemma != "programmer" or amount.unit in MONEY)
        is_freed = lemma == "débloquer" and scene.lemmas[noun.i] in scene.words.funds
        given = (is_money or is_freed or is_fund(scene, noun)) and verb.form != lemma
        if given and (not auxiliaries_of(verb) or is_earmarked(scene, verb, lemma)):
            yield _match(scene, rule, verb, verb, opens=True)
        return
    words = scene.words
    if (
        lemma in words.voting
        and not is_funded(scene, noun)
        and any(scene.lemmas[noun.i] in texts for texts in (words.contents, words.drafts, words.texts))
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
        elif number == 0 and amount is None and _is_whole(scene, verb, lemma, noun):
            yield _match(scene, rule, verb, action, opens=True)
            return
        elif number == 0 and amount is not None and may_amount(scene, verb, lemma, amount):
            yield _match(scene, rule, verb, verb if amount.unit in MONEY else action, opens=True)
            return


def _is_whole(scene: Scene, verb: Word, lemma: str, noun: Word) -> bool:
    """Tell whether a thing is what is undertaken: « vise **la parité** en 2030 », « promet **un parc** »."""
    if lemma in {"annoncer", "confirmer", "officialiser"}:
        return is_release(scene, verb, noun)
    return (lemma == "viser" and is_target(scene, verb, noun)) or (lemma == "promettre" and is_boon(scene, verb, noun))


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
    subject = (
        writer_of(scene, verb) or gerund_subject(scene, verb) or scene.subject_of(verb) or scene.subject_of(action)
    )
    tokens = {"head": action.i, "verb": verb.i}
    if subject is not None:
        tokens["subject"] = subject.i
    cue = (verb.idx, verb.idx + len(verb))
    end = scene.action_end(action, start, nominal=scene.is_relative(verb))
    return Match(rule, start, end, roles={"cue": (cue,)}, tokens=tokens)
