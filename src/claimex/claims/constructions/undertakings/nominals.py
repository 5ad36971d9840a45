"""Nouns that commit: « la promesse de rouvrir », « la vente annoncée du port », « l'objectif reste de »."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.announced import enumerated, promised, said_to_be_announced, set_apart
from claimex.claims.constructions.undertakings.coordination import is_infinitive, opening_of
from claimex.claims.constructions.undertakings.cues import each_of, match_of
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.vocabulary import Vocabulary
from claimex.mood import is_finite, is_past
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import phrase_of

_DE = frozenset({"de", "d'", "du", "des"})
_AIMING = frozenset({("à",), *((form,) for form in _DE)})
_REACH = 8
_AMOUNT = 50  # characters between a planned action and its amount: « projet de suppression de **150 postes** »
_POINTING = frozenset({"ce", "cet", "cette", "ces"})
_TIMES = frozenset({"year", "month", "week", "day", "h", "min", "s"})
_NAMING = frozenset({"NOUN", "PROPN"})
_OWNING = frozenset({"mon", "ma", "son", "sa", "notre", "leur", "nos", "leurs", "ses"})
_FAR = 30  # tokens between « l'objectif » and « est de », a relative clause included


def nominal_matches(scene: Scene, cues: Triggers, goals: Triggers, announced: Triggers) -> Iterator[Match]:
    """Yield the actions that a noun of commitment governs, and the measures that a participle says were announced."""
    words = scene.words
    governing, telling = _governing(cues, goals, words), {token.i for token, _ in scene.verbs_among(_telling(words))}
    for position in [i for i, lemma in enumerate(scene.lemmas) if lemma in governing or i in telling]:
        lemma, verb = scene.lemmas[position], scene.verbs[position]
        if verb in words.pledging and scene.forms[position + 1 : position + 2] == ("par",):
            for rule in announced.rules[:1]:
                yield from promised(scene, scene.doc[position], rule)
        if verb in words.set_off and scene.forms[position - 1] == ",":
            for rule in announced.rules[:1]:
                yield from set_apart(scene, scene.doc[position], rule)
        if lemma not in governing and verb not in words.enumerating:
            continue
        token = scene.doc[position]
        for rule in cues.get(lemma)[:1]:
            yield from _governed(scene, token, rule)
        for rule in goals.get(lemma)[:1]:
            yield from _goal(scene, token, rule)
        for rule in announced.rules[:1]:
            yield from said_to_be_announced(scene, token, rule)
            if scene.verb_at(token) in scene.words.enumerating:
                yield from enumerated(scene, token, rule)


@cache
def _governing(cues: Triggers, goals: Triggers, words: Vocabulary) -> frozenset[str]:
    return words.actions.union(cues.lemmas, goals.lemmas)


@cache
def _telling(words: Vocabulary) -> frozenset[str]:
    """Return the verbs that tell of measures themselves: « promis par », « prévu », « figurent »."""
    return words.pledging | words.set_off | words.enumerating


def _governed(scene: Scene, cue: Word, rule: Rule) -> Iterator[Match]:
    """Yield « promesse **de rouvrir** », « engagements **de retour** », « l'engagement pris par X **de** … »."""
    if cue.i and scene.doc[cue.i - 1].form in scene.words.wrapping:
        return
    if scene.forms[max(0, cue.i - 2) : cue.i] in {("de", "la"), ("de", "l'"), ("du",)}:
        return
    if scene.forms[cue.i] == "choix" and scene.forms[max(0, cue.i - 1)] == "au":
        return  # « il peut, **au choix**, de … »
    if scene.lemmas[cue.i] == "but" and scene.forms[max(0, cue.i - 2) : cue.i] == ("dans", "le"):
        return  # « **dans le but de** simplifier, elle a vendu »
    nominal = rule.force == "pledge"
    if _is_bygone(scene, cue):
        return
    is_any = nominal and scene.forms[max(0, cue.i - 1)] in {"un", "une"}
    if is_any and scene.verbs[max(0, cue.i - 2)] == "être":
        return
    for token in scene.doc[cue.i + 1 : cue.i + 1 + _REACH + 4]:
        if token.text[0] in ".;:!?«\n":
            return
        if token.pos_ in {"VERB", "AUX"} and is_finite(token):
            return
        owned = scene.forms[cue.i - 1] in _OWNING
        aimed = cue.i + 1 < token.i and scene.lemmas[cue.i] in {"plan", "projet", "programme"}
        if aimed and _is_aim_of_body(scene, cue, token):
            yield from each_of(scene, rule, cue, token)
            return
        is_close = (nominal or owned) and not is_any and token.i <= cue.i + 4
        if token.form in {"que", "qu'"}:
            return
        if _opener_before(scene, token) not in _DE | ({"à"} if is_close else frozenset()):
            continue
        if is_infinitive(scene, token):
            if token.form == "venir":
                return
            for match in each_of(scene, rule, cue, token):
                if scene.lemmas[match.tokens["head"]] not in scene.words.thinking and not _is_history(scene, match):
                    yield match
            return
        counted = scene.lemmas[cue.i] in {"projet", "plan"} and _is_counted(scene, token)
        reforms = owned and scene.lemmas[token.i] == "réforme"
        drafted = scene.forms[cue.i] == "projet" and (reforms or _is_drafted(scene, token))
        if scene.lemmas[token.i] in scene.words.campaigns or scene.forms[cue.i - 1] in _POINTING:
            return
        if (nominal or counted or drafted) and token.i <= cue.i + 3 and scene.lemmas[token.i] in scene.words.actions:
            yield match_of(scene, rule, cue, token)
            return


def _is_aim_of_body(scene: Scene, cue: Word, token: Word) -> bool:
    """Tell whether somebody's plan says what for: « le plan de la **métropole** pour **réduire** le bruit »."""
    if _opener_before(scene, token) != "pour" or not is_infinitive(scene, token):
        return False
    between = scene.doc[cue.i + 1 : token.i]
    owned = scene.forms[cue.i - 1] in _OWNING or any(scene.can_answer(t) for t in between if t.pos_ in _NAMING)
    return owned and scene.lemmas[token.i] in scene.words.acting


def _is_counted(scene: Scene, action: Word) -> bool:
    """Tell whether an amount says how much is planned: « projet de **suppression** de 150 postes »."""
    end = next((t.idx for t in scene.doc[action.i + 1 : action.i + _AMOUNT] if t.text[0] in ",;.:(" or is_finite(t)), 0)
    limit = min(end or action.idx + _AMOUNT, action.idx + _AMOUNT)
    found = (scene.quantities[n] for n in scene.quantities_between(action.idx, limit))
    return any(quantity.unit not in _TIMES for quantity in found)


def _is_drafted(scene: Scene, action: Word) -> bool:
    """Tell whether a project is to do something to something: « le projet de **fermeture** de la maternité »."""
    lemma = scene.lemmas[action.i]
    if action.pos_ != "NOUN" or lemma in scene.words.heading or lemma in scene.words.bills:
        return False
    if scene.forms[action.i + 1 : action.i + 2] == ("par",):
        return True  # « le projet de rachat par une banque »
    is_event = scene.lemmas[action.i] in scene.words.events
    return not is_event and any(form in _DE for form in scene.forms[action.i + 1 : action.i + 3])


def _is_history(scene: Scene, match: Match) -> bool:
    """Tell whether a year long past dates the act: « la décision de **fermer en 1978** la mine »."""
    published = scene.doc.user_data.get("claimex.published")
    found = [scene.moments[n] for n in scene.moments_between(match.start, match.end)]
    return published is not None and any(m.grain == "year" and m.last is not None and m.last < published for m in found)


def _is_bygone(scene: Scene, cue: Word) -> bool:
    """Tell whether somebody had the intention or never had it: « n'a jamais eu l'**intention** de fuir »."""
    for token in scene.doc[max(0, cue.i - 4) : cue.i]:
        if scene.verbs[token.i] == "avoir" and (is_past(token) or scene.forms[token.i] == "eu"):
            return True
    return False


def _opener_before(scene: Scene, token: Word) -> str:
    """Return the word before an infinitive and its clitics: « promesse **de** la rouvrir »."""
    return scene.forms[max(0, opening_of(scene, token) - 1)]


def _goal(scene: Scene, goal: Word, rule: Rule) -> Iterator[Match]:
    """Yield « l'objectif est **de porter** … », « maintient son **objectif** de 5 % »."""
    doc = scene.doc
    if not scene.words.missing.isdisjoint(scene.verbs[max(0, goal.i - 4) : goal.i]):
        return  # « a dépassé son objectif de 5 % »
    yield from _interposed_goal(scene, goal, rule)
    first = goal.i + (3 if scene.forms[goal.i + 1 : goal.i + 4] == (",", "c'", "est") else 1)
    for token in doc[first : goal.i + 6]:
        if token.text[0] in ".;!?,«\n":
            return
        if token.form in {"est", "reste", "demeure", "sera", ":"}:
            action = next((t for t in doc[token.i + 1 : token.i + 6] if is_infinitive(scene, t)), None)
            if action is not None and _is_meant(scene, goal, action, rule):
                yield from each_of(scene, rule, goal, action)
            return
        if "Inf" in token.morph.get("VerbForm", []):
            return
        if scene.lemmas[goal.i] == "cap" and scene.forms[goal.i - 1] not in {"un", "son", "ce"}:
            return
        reach = 5 if scene.forms[goal.i - 1] in _OWNING else 3  # « son objectif **d'une marge de 3 %** »
        is_amount = token.i <= goal.i + reach and bool(scene.quantities_between(token.idx, token.idx + 1))
        if is_amount and scene.lemmas[goal.i] in rule.words and scene.forms[goal.i + 1 : goal.i + 2] in _AIMING:
            yield match_of(scene, rule, goal, goal)
            return


def _is_meant(scene: Scene, goal: Word, action: Word, rule: Rule) -> bool:
    """Tell whether somebody means to act: « **leur** projet est de bâtir », « l'idée **du maire** est de bâtir »."""
    if rule.words:
        return True
    is_will = scene.lemmas[goal.i] == "volonté" and scene.lemmas[action.i] not in scene.words.thinking
    if not (is_will or scene.lemmas[action.i] in scene.words.acting) or scene.forms[action.i - 1] in {"se", "s'"}:
        return False
    owned = scene.forms[max(0, goal.i - 1)] in _OWNING or scene.statement_at(goal.idx) is not None
    between = scene.doc[goal.i + 1 : action.i]
    return owned or goal.i == goal.sent.start + 1 or any(token.pos_ in {"NOUN", "PROPN"} for token in between)


def _interposed_goal(scene: Scene, goal: Word, rule: Rule) -> Iterator[Match]:
    """Yield « L'**objectif** pour ces marques, qui ont vieilli, **est de concurrencer** … »."""
    for position in range(goal.i + 2, min(goal.i + _FAR, len(scene.doc) - 2)):
        if scene.doc[position].text[0] in ".;!?«:\n":
            return
        action = scene.doc[position + 2]
        is_verb = scene.forms[position] == "est" and scene.forms[position + 1] in _DE
        is_far = is_verb and position > goal.i + 5
        if is_far and is_infinitive(scene, action) and _is_meant(scene, goal, action, rule):
            first, *others = each_of(scene, rule, goal, action)
            yield replace(first, start=phrase_of(goal).start_char)
            yield from others
            return
