"""Futures of somebody answerable: « la ville investira », « va supprimer », « doit lancer », « seront créés »."""

from collections.abc import Iterator
from itertools import pairwise

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.announced_futures import (
    is_announced,
    is_due,
    is_imposed,
    is_resolved,
    is_sworn,
)
from claimex.claims.constructions.undertakings.answering import has_moment, is_answerable, is_hoped, is_observed
from claimex.claims.constructions.undertakings.compelled import compelled_act, compelled_matches
from claimex.claims.constructions.undertakings.coordination import infinitives_from, opening_of
from claimex.claims.constructions.undertakings.outcomes import (
    follows_on,
    is_measure,
    is_sized,
    is_vouched,
    needs_backing,
    opens_or_closes,
    takes_effect,
)
from claimex.claims.constructions.undertakings.rumoured import is_rumoured
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.willing import is_told_in_time, will_stand
from claimex.mood import is_conditional, is_finite, is_future, mood_of_form
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import (
    auxiliaries_of,
    gender_of,
    governor_of,
    group_start,
    infinitive_of,
    is_plural,
    phrase_of,
)

_THIRD = frozenset({"il", "elle", "ils", "elles"})
_VERBS = frozenset({"VERB", "AUX"})
_TO = {("à",), ("au",), ("aux",)}  # « seront affectés **aux** écoles », no « affectés par la grève »
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
            yield from _simple_future(scene, token, simple, passive)
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
    return _participle(scene, token) is not None and has_moment(scene, token)


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
    if is_demand and not _is_passive_group(scene, action or token):
        return
    if action is None or not rules or action.i - token.i > 6 or (tense not in _PRESENTS and not told_past):
        return
    if _is_passive_group(scene, action):
        if scene.lemmas[token.i] == "devoir" and not has_moment(scene, action):
            return
        yield from _passive(scene, token, action, rules[0])
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
    effect = (
        takes_effect(scene, token, lemma) or follows_on(scene, token, lemma) or opens_or_closes(scene, token, lemma)
    )
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
        if infinitive.i - verb.i <= 4 and _is_passive_group(scene, infinitive) and has_moment(scene, infinitive):
            for rule in passive.rules[:1]:
                yield from _passive(scene, token, infinitive, rule)
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
        _is_passive_group(scene, verb) or (scene.verb_at(token) == "être" and _participle(scene, token) is not None)
    ):
        action = verb if verb.i != token.i else _participle(scene, token) or verb
        for rule in passive.rules[:1]:
            yield from _passive(scene, token, action, rule)
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


def _is_passive_group(scene: Scene, verb: Word) -> bool:
    if not _is_participle(scene, verb):
        return False
    return any(scene.verbs[t.i] == "être" for t in auxiliaries_of(verb)) or scene.verbs[max(0, verb.i - 1)] == "être"


def _participle(scene: Scene, auxiliary: Word) -> Word | None:
    """Return the participle right after « seront », whatever the parser made of it."""
    for token in scene.doc[auxiliary.i + 1 : auxiliary.i + 5]:
        if _is_participle(scene, token):
            return token
        if token.pos_ not in {"ADV", "PRON", "CCONJ"}:
            return None
    return None


def _is_participle(scene: Scene, token: Word) -> bool:
    """Tell whether a form is a past participle: by our verbs' endings, by the tagger for other verbs."""
    lemma = scene.verbs[token.i]
    ending = token.form.rstrip("s").rstrip("e").rstrip("s")[-1:]  # « mise », « mises » end like « mis »
    if lemma is None:
        is_past = token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm", []) and ending in {"é", "i", "u", "t"}
        return is_past and not token.form.rstrip("s").rstrip("e").endswith("ent")  # « seront différentes »
    return ending == "é" or (ending in {"i", "u", "t"} and not lemma.endswith("er"))


def _passive(scene: Scene, finite: Word, action: Word, rule: Rule) -> Iterator[Match]:
    words = scene.words
    lemma = scene.verbs[action.i] or scene.lemmas[action.i]
    subject = scene.subject_of(action) or scene.subject_of(finite)
    act = compelled_act(scene, action)
    if act is not None and subject is not None:
        yield from compelled_matches(scene, finite, act, subject, rule)
        return
    is_degree = scene.forms[action.i - 1] in {"plus", "moins", "très", "trop"}
    is_assigned = lemma == "affecter" and scene.forms[action.i + 1 : action.i + 2] in _TO
    if (lemma in words.undergone and not is_assigned) or subject is None or is_degree or is_observed(scene, finite):
        return
    if scene.modality.is_conditional_on(finite) or is_hoped(scene, finite):
        return
    if lemma in words.settling and scene.lemmas[subject.i] in {"décision", "choix"}:
        return
    scheduled = lemma in words.scheduling and lemma not in words.opening and not scene.modality.negates(action)
    if scheduled and lemma in words.deliberating:
        statement = scene.statement_at(action.idx)
        scheduled = statement is None or not is_vouched(scene, statement)
    asked = "quel" in scene.lemmas[phrase_of(subject).start : subject.i]
    if scheduled or asked or is_person(scene, subject, action):
        return
    yield future_match(scene, rule, finite, action, subject_start(scene, finite))


def _is_impersonal(scene: Scene, subject: Word, action: Word) -> bool:
    """Tell whether « il » stands for what follows the participle: « il sera érigé **un centre** »."""
    if scene.lemmas[action.i] == "procéder":
        return True
    following = scene.doc[action.i + 1 : action.i + 2]
    is_indefinite = any(word.form in scene.words.indefinite or word.pos_ == "NUM" for word in following)
    return subject.form == "il" and is_indefinite


def is_person(scene: Scene, subject: Word, action: Word) -> bool:
    """Tell whether somebody is treated, not something: « le suspect sera jugé », « il sera inhumé »."""
    if subject.form == "personne" and scene.doc[subject.i - 1].pos_ != "DET":
        return False
    if _is_impersonal(scene, subject, action):
        return False
    if scene.lemmas[subject.i] in scene.words.treated or subject.form == "qui":
        return True
    if subject.form in _THIRD:
        return scene.lemmas[action.i] in scene.words.handling or not _takes_up_measure(scene, subject)
    found = scene.resolver.actors_of(subject.i)
    return any(scene.entries[actor].kind == "person" for actor in found)


def _takes_up_measure(scene: Scene, pronoun: Word) -> bool:
    """Tell whether « il » means a measure of the sentence before: « Un **fonds** est créé. **Il** sera géré par … »."""
    first = pronoun.sent.start
    if first == 0 or scene.block_at(scene.doc[first - 1].idx) != scene.block_at(pronoun.idx):
        return False
    before = scene.doc[first - 1].sent
    return any(
        token.pos_ == "NOUN" and is_measure(scene, token) and _agree(pronoun, token)
        for token in scene.doc[before.start : first]
    )


def _agree(pronoun: Word, noun: Word) -> bool:
    return is_plural(pronoun) == is_plural(noun) and len({gender_of(pronoun), gender_of(noun)} - {""}) < 2


def _outcome(scene: Scene, rule: Rule, finite: Word, action: Word, lemma: str) -> Match:
    """Return what a measure will do, its subject included: « **le tarif passera** de 2 à 3 euros »."""
    match = future_match(scene, rule, finite, action, subject_start(scene, finite))
    match.tokens["outcome"] = action.i
    if needs_backing(scene, finite, lemma):
        match.tokens["unsigned"] = action.i
    return match


def group_offset(scene: Scene, finite: Word) -> int:
    """Return where a verb group starts, its subject pronoun left out: « (nous) **n'y renoncerons** pas »."""
    first = group_start(finite)
    subject = scene.subject_of(finite)
    if subject is not None and first.i <= subject.i < finite.i:
        return scene.doc[subject.i + 1].idx
    return first.idx


def subject_start(scene: Scene, finite: Word) -> int:
    """Return where a clause starts with its subject: « **Deux postes** seront créés »."""
    subject = scene.subject_of(finite)
    if subject is None or subject.i > finite.i or subject.form == "qui":
        return group_offset(scene, finite)
    first = group_start(finite).i
    between = scene.doc[subject.i : first]
    enclosed = len(between) > 3 and between[-1].text == "," and any(token.text == "," for token in between[1:4])
    if not enclosed and any(is_finite(token) and token.pos_ in {"VERB", "AUX"} for token in between):
        return scene.doc[first].idx
    start = phrase_of(subject).start
    stops = ":;«“\n," if scene.doc[start].pos_ in {"ADV", "CCONJ", "SCONJ"} else ":;«“\n"
    cut = [token.i + 1 for token in scene.doc[start : subject.i] if token.text[0] in stops]
    return scene.doc[min(max([start, *cut]), first)].idx


def future_match(scene: Scene, rule: Rule, finite: Word, action: Word, start: int) -> Match:
    tokens = {"head": action.i, "verb": finite.i}
    subject = scene.subject_of(finite)
    if subject is not None:
        tokens["subject"] = subject.i
    if any(scene.lemmas[t.i] == "être" for t in auxiliaries_of(action)):
        tokens["passive"] = action.i
    cue = (finite.idx, finite.idx + len(finite))
    end = scene.action_end(action, start, nominal=scene.is_relative(finite))
    return Match(rule, start, end, roles={"cue": (cue,)}, tokens=tokens)
