"""Futures of somebody answerable: « la ville investira », « va supprimer », « doit lancer », « seront créés »."""

from collections.abc import Iterator
from itertools import pairwise

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.announced_futures import (
    from_decision,
    is_announced,
    is_due,
    is_imposed,
    is_resolved,
    is_sworn,
)
from claimex.claims.constructions.undertakings.answering import has_moment, is_answerable
from claimex.claims.constructions.undertakings.coordination import infinitives_from, opening_of
from claimex.claims.constructions.undertakings.future_passives import (
    is_passive_group,
    participle_after,
    passive_matches,
)
from claimex.claims.constructions.undertakings.future_spans import future_match, group_offset, subject_start
from claimex.claims.constructions.undertakings.outcomes import (
    follows_on,
    goes_with_plan,
    is_sized,
    needs_backing,
    opens_or_closes,
    serves_anew,
    takes_effect,
)
from claimex.claims.constructions.undertakings.rumoured import is_rumoured
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.willing import is_told_in_time, will_stand
from claimex.mood import is_conditional, is_finite, is_future, mood_of_form
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import (
    governor_of,
    infinitive_of,
)

_VERBS = frozenset({"VERB", "AUX"})
_ASKED = 6  # tokens between what is asked and its verb
_ASKING = frozenset({("décider", "qui"), ("décider", "à"), ("décider", "quand"), ("décider", "où"), ("savoir", "qui")})
_OPEN = frozenset({"à", "si", "s'", "quand", "où", "qui"})
_NEAR = frozenset({"aller", "devoir"})
_PLURALS = ("eront", "iront")  # endings of futures alone, which the tagger takes for adjectives: « patrouilleront »
_PRESENTS = (["Pres"], ["Fut"])  # the tagger takes « vont » for a future


def future_matches(scene: Scene, modal: Triggers, simple: Triggers, passive: Triggers) -> Iterator[Match]:
    """Yield clauses in the future that commit: their subject, or who stands behind a passive, answers for them."""
    moody = {form for form in set(scene.forms) if mood_of_form(form) is not None}
    for token in [token for token in scene.doc if token.form in moody or scene.verbs[token.i] in _NEAR]:
        may_act = token.pos_ in _VERBS or token.head.i == token.i or token.form.endswith(_PLURALS)
        if not may_act or scene.modality.asks_directly(token.idx + 1) or is_told_in_time(scene, token):
            continue
        if _is_left_open(scene, token):
            continue
        near = scene.verbs[token.i] in _NEAR and is_finite(token)
        if near and token.pos_ in _VERBS and not is_future(token) and not is_conditional(token):
            yield from _near_future(scene, token, modal.get(scene.verbs[token.i]))
        elif (
            is_future(token)
            or _is_unseen_future(scene, token)
            or (is_conditional(token) and _is_reported_plan(scene, token))
        ):
            for match in _simple_future(scene, token, simple, passive):
                yield from_decision(scene, token, match)
        elif is_conditional(token) and is_rumoured(scene, token):
            for match in _simple_future(scene, token, simple, passive):
                match.tokens["rumour"] = token.i
                yield match


def _is_left_open(scene: Scene, token: Word) -> bool:
    """Tell whether it is to be decided yet: « doit décider **à qui** elle donnera les clés », « **doit décider** »."""
    before = scene.forms[max(0, token.i - _ASKED) : token.i]
    if any(pair in _ASKING for pair in pairwise(before)):
        return True
    decides = scene.verbs[token.i] == "devoir" and scene.verbs[token.i + 1 : token.i + 2] == ("décider",)
    return decides and not _OPEN.isdisjoint(scene.forms[token.i + 2 : token.i + 3])


def _is_reported_plan(scene: Scene, token: Word) -> bool:
    """Tell whether a conditional is a future told in the past: « **serait** versée, a indiqué X »."""
    if scene.modality.is_future_in_past(governor_of(token)):
        return True
    statement = scene.statement_at(token.idx)
    if statement is None or not statement.speakers or statement.mode == "direct" or scene.verbs[token.i] != "être":
        return False
    return participle_after(scene, token) is not None and has_moment(scene, token)


def _is_unseen_future(scene: Scene, token: Word) -> bool:
    """Tell whether the tagger missed a future: « le canton **déboursera** … » heads its sentence, « **géreront** »."""
    if token.pos_ in _VERBS or mood_of_form(scene.forms[token.i]) != "future":
        return False
    return token.form.endswith(_PLURALS) or (scene.verbs[token.i] in scene.words.acting and token.head.i == token.i)


def _near_future(scene: Scene, token: Word, rules: tuple[Rule, ...]) -> Iterator[Match]:
    action = infinitive_of(token) or _infinitive_beside(scene, token)
    if action is not None and scene.lemmas[action.i] in scene.words.continuing:
        action = infinitive_of(action) or action
    if action is not None and scene.lemmas[action.i] == scene.lemmas[token.i]:
        return  # « je vais aller le prendre »
    tense = token.morph.get("Tense", [])
    told_past = tense == ["Imp"] and scene.modality.opens_with_que(token)
    statement = scene.statement_at(token.idx)
    is_demand = scene.lemmas[token.i] == "devoir" and statement is not None and statement.mode != "direct"
    if is_demand and not is_passive_group(scene, action or token):
        return
    if action is None or not rules or action.i - token.i > 6 or (tense not in _PRESENTS and not told_past):
        return
    if is_passive_group(scene, action):
        if scene.lemmas[token.i] == "devoir" and not has_moment(scene, action):
            return
        yield from passive_matches(scene, token, action, rules[0])
    elif is_answerable(scene, token, scene.lemmas[action.i]) and (
        scene.lemmas[token.i] != "devoir" or has_moment(scene, action)
    ):
        yield future_match(scene, rules[0], token, action, group_offset(scene, token))
        for other in infinitives_from(scene, action)[1:]:
            if is_answerable(scene, token, scene.lemmas[other.i]):
                yield future_match(scene, rules[0], token, other, scene.doc[opening_of(scene, other)].idx)
    elif scene.lemmas[token.i] == "aller" and _is_outcome(scene, token, lemma := _state_after(scene, action)):
        yield _outcome(scene, rules[0], token, action, lemma)


def _is_outcome(scene: Scene, token: Word, lemma: str) -> bool:
    """Tell whether a future says what becomes of what somebody decides, runs or announces."""
    effect = any(tells(scene, token, lemma) for tells in (takes_effect, follows_on, opens_or_closes, serves_anew))
    return effect or is_announced(scene, token, lemma) or is_sworn(scene, token, lemma)


def _state_after(scene: Scene, verb: Word) -> str:
    """Return the state that goes on after « rester », else the verb's lemma: « va rester **fermée** »."""
    lemma = scene.lemmas[verb.i]
    if lemma not in scene.words.lasting:
        return lemma
    following = scene.lemmas[verb.i + 1 : verb.i + 4]
    return next((word for word in following if word in scene.words.states), lemma)


def _infinitive_beside(scene: Scene, token: Word) -> Word | None:
    """Return the infinitive after an auxiliary and its adverbs or pronouns: « va, elle aussi, **investir** »."""
    for following in scene.doc[token.i + 1 : token.i + 7]:
        if "Inf" in following.morph.get("VerbForm", []):
            return following
        if following.pos_ not in {"ADV", "PRON"} and following.text != ",":
            return None
    return None


def _simple_future(scene: Scene, token: Word, simple: Triggers, passive: Triggers) -> Iterator[Match]:
    verb = governor_of(token)
    if verb.i != token.i and scene.verbs[token.i] == "avoir" and not token.lower_.endswith(("ai", "ons")):
        return
    lemma = scene.lemmas[verb.i]
    infinitive = infinitive_of(verb) if lemma in {"aller", "venir", "devoir", "agir"} else None
    if infinitive is not None and lemma == "devoir":
        if infinitive.i - verb.i <= 4 and is_passive_group(scene, infinitive) and has_moment(scene, infinitive):
            for rule in passive.rules[:1]:
                yield from passive_matches(scene, token, infinitive, rule)
        elif infinitive.i - verb.i <= 4 and is_due(scene, token, infinitive):
            for rule in simple.rules[:1]:
                yield future_match(scene, rule, token, infinitive, group_offset(scene, token))
        elif infinitive.i - verb.i <= 4 and (is_imposed(scene, token, infinitive) or is_due(scene, token, infinitive)):
            for rule in simple.rules[:1]:
                yield _outcome(scene, rule, token, infinitive, lemma)
        return
    if infinitive is not None and lemma == "agir":
        for rule in simple.rules[:1]:
            outcome = future_match(scene, rule, token, infinitive, group_offset(scene, token))
            outcome.tokens["outcome"] = verb.i
            yield outcome
        return
    if lemma in scene.words.continuing and lemma != "cesser":
        infinitive = infinitive_of(verb)
    if infinitive is not None and infinitive.i - verb.i <= 3:
        verb, lemma = infinitive, scene.lemmas[infinitive.i]
    if lemma in scene.words.lasting:
        lemma = _state_after(scene, verb)
    stands = will_stand(scene, token)
    if not stands and (
        is_passive_group(scene, verb) or (scene.verb_at(token) == "être" and participle_after(scene, token) is not None)
    ):
        action = verb if verb.i != token.i else participle_after(scene, token) or verb
        for rule in passive.rules[:1]:
            yield from passive_matches(scene, token, action, rule)
        return
    is_copula = stands or (verb.i != token.i and scene.verbs[token.i] == "être")
    for rule in simple.rules[:1]:
        if is_answerable(scene, token, "être" if is_copula else lemma):
            yield future_match(scene, rule, token, token if is_copula else verb, group_offset(scene, token))
        elif _is_outcome(scene, token, lemma):
            paid = infinitive_of(verb) if lemma == "pouvoir" or lemma in scene.words.paying else None
            yield _outcome(scene, rule, token, paid or verb, lemma)
        elif (is_copula and is_sized(scene, token)) or is_resolved(scene, token):
            yield _outcome(scene, rule, token, token, lemma)
        elif goes_with_plan(scene, token, lemma):
            match = _outcome(scene, rule, token, infinitive_of(verb) or verb if lemma == "pouvoir" else verb, lemma)
            match.tokens["following"] = verb.i
            yield match


def _outcome(scene: Scene, rule: Rule, finite: Word, action: Word, lemma: str) -> Match:
    """Return what a measure will do, its subject included: « **le tarif passera** de 2 à 3 euros »."""
    match = future_match(scene, rule, finite, action, subject_start(scene, finite))
    match.tokens["outcome"] = action.i
    if needs_backing(scene, finite, lemma):
        match.tokens["unsigned"] = action.i
    return match
