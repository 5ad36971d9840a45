"""Measures told as bare nouns: « Le conseil a voté son plan. **Réfection** du toit, **pose** de volets. »

Before a colon too: « **Gel** des loyers, **prime** de 200 euros : le ministre a dévoilé son plan »; and with « pas »:
« Pas de **hausse** d'impôts, a promis le maire ».
"""

from collections.abc import Iterator, Set

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.announcements import Announcement
from claimex.claims.constructions.undertakings.bare_contexts import Contexts, is_evaluated
from claimex.claims.constructions.undertakings.bare_items import Item, bare_items, is_act, opens_item, tells
from claimex.claims.constructions.undertakings.bare_lists import set_off
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import is_dated_ahead, is_over
from claimex.mood import is_finite
from claimex.parse import Stretch
from claimex.rules import Rule
from claimex.schema import Force

_OPENING = 14  # tokens in which the first measure shows itself
_LABEL = 5  # tokens of « Ligne D : », « Voirie : »
_STAGE = ""  # the word of what nobody announces
_TOPIC = 9  # tokens of « Pour les familles, »
_REPORT = 6  # tokens of « a-t-il enfin promis »
_CLOSING = frozenset({".", "…", "..."})
_OPEN_ENDED = frozenset({"…", "..."})
_OVER = frozenset({"déjà", "depuis", "hier"})


def bare_measures(scene: Scene, triggers: Triggers, told: Set[int]) -> Iterator[Match]:
    """Yield one match a measure of the sentences without a verb that an announcement stands beside."""
    contexts = Contexts(scene, told)
    for rule in triggers.rules[:1]:
        for number, sent in enumerate(scene.doc.sents):
            first = _start(scene, sent)
            if not opens_item(scene, first, min(sent.end, first + _OPENING)) or not _is_prose(scene, sent):
                continue
            end = _end(scene, first, sent.end)
            items = bare_items(scene, first, end)
            announced = _announcement(scene, contexts, number, items, end) if _are_to_come(scene, items) else None
            announced = announced or _expected(scene, items)
            if announced is None:
                continue
            contexts.bare.add(number)
            for item in items:
                yield _match(scene, rule, item, announced)
        for items, announced in set_off(scene, contexts):
            if _are_to_come(scene, items):
                yield from (_match(scene, rule, item, announced) for item in items)


def _start(scene: Scene, sent: Stretch) -> int:
    """Return where the measures of a sentence start, after a label or a topic: « Voirie : | réfection du pont ».

    « Côté logement, | création de trente studios », « Pour les familles, | gratuité de la cantine ».
    """
    is_topic = scene.forms[sent.start] in scene.words.bare_topics
    for position in range(sent.start + 1, min(sent.end - 1, sent.start + (_TOPIC if is_topic else _LABEL))):
        if scene.forms[position] == ("," if is_topic else ":"):
            is_item = opens_item(scene, position + 1, min(sent.end, position + _OPENING))
            return position + 1 if is_item else sent.start
    return sent.start


def _is_prose(scene: Scene, sent: Stretch) -> bool:
    """Tell whether a sentence stands in a paragraph, outside quotations; reported without marks it may be."""
    block, statement = scene.block_at(sent.start_char), scene.statement_at(sent.start_char)
    is_quoted = scene.quote_at(sent.start_char) is not None or (statement is not None and statement.mode == "direct")
    return block is not None and block.kind == "paragraph" and not is_quoted


def _end(scene: Scene, first: int, end: int) -> int:
    """Return the token that ends the measures: a colon, a comma before « a-t-il promis », the stop."""
    for token in scene.doc[first:end]:
        if token.form == ":" or token.form in _CLOSING:
            return token.i
        if token.form == "," and _opens_report(scene, token.i + 1, end):
            return token.i
    return end if scene.doc[end - 1].is_alpha else end - 1


def _opens_report(scene: Scene, position: int, end: int) -> bool:
    """Tell whether somebody is said to tell the measures: « Pas de licenciement, **a** enfin **tranché** le maire »."""
    if position >= end or not is_finite(scene.doc[position]) or is_act(scene, scene.doc[position]):
        return False
    verbs = {scene.verbs[i] for i in range(position, min(end, position + _REPORT))}
    return not verbs.isdisjoint(scene.words.bare_reporting)


def _are_to_come(scene: Scene, items: list[Item]) -> bool:
    """Tell whether the measures are some that somebody takes, and none of them is past."""
    if not items or not any(_is_decided(scene, item) for item in items):
        return False
    start, end = scene.doc[items[0].first].idx, scene.doc[items[-1].end - 1].idx
    moments = [scene.moments[n] for n in scene.moments_between(start, end + 1)]
    forms = scene.forms[items[0].first : items[-1].end]
    return _OVER.isdisjoint(forms) and not any(is_over(scene, moment) for moment in moments)


def _is_decided(scene: Scene, item: Item) -> bool:
    """Tell whether somebody must decide a measure: « baisse des températures », « départ » may come by themselves."""
    if not item.is_act or not item.is_sure:
        return False
    within = scene.lemmas[item.head.i + 1 : item.end]
    if any(lemma in scene.words.reported for lemma in within[:3]):
        return False
    is_event = scene.lemmas[item.head.i] in scene.words.events and not item.is_undergone
    decided = scene.words.levies | scene.words.funds | scene.words.staff
    return item.is_negated or not is_event or any(lemma in decided for lemma in within)


def _announcement(scene: Scene, contexts: Contexts, number: int, items: list[Item], end: int) -> Announcement | None:
    """Return what announces the measures of a sentence: the clause behind them, else what stands before."""
    sent = scene.doc.sents[number]
    is_many = len(items) > 1
    if not is_many and items[0].is_undergone and not items[0].is_negated:
        return None  # « Des promesses accueillies avec prudence »
    behind = contexts.of(end + 1, sent.end) if end + 2 < sent.end else None
    if behind is not None:  # « Vente du siège : l'acte sera signé » tells one measure
        is_label = scene.forms[end] == ":" and not is_many and not items[0].is_negated
        return None if is_label else behind
    if end + 2 < sent.end and any(is_finite(token) for token in scene.doc[end + 1 : sent.end]):
        return contexts.after(number) if is_many and not is_evaluated(scene, end + 1, sent.end) else None
    if scene.forms[sent.end - 1] in {"?", "!"} or (not is_many and not _has_complement(scene, items[0])):
        return None
    is_dated = is_dated_ahead(scene, scene.doc[items[0].first].idx, scene.doc[items[-1].end - 1].idx)
    is_open = is_many and scene.doc[min(end, sent.end - 1)].text in _OPEN_ENDED
    near = contexts.before(number) or (contexts.after(number) if is_open else None)
    is_series = is_many or is_dated or _goes_on(scene, number)
    return near or (contexts.of_title if is_series else None)


def _goes_on(scene: Scene, number: int) -> bool:
    """Tell whether the sentence before or after tells a measure too: « Vente du siège. Gel des loyers. »"""
    beside = [scene.doc.sents[n] for n in (number - 1, number + 1) if 0 <= n < len(scene.doc.sents)]
    return any(bare_items(scene, sent.start, _end(scene, sent.start, sent.end)) for sent in beside)


def _expected(scene: Scene, items: list[Item]) -> Announcement | None:
    """Return the announcement that a dated stage of works is by itself: « Livraison attendue fin 2027. »"""
    if len(items) != 1 or scene.lemmas[items[0].head.i] not in scene.words.bare_openings:
        return None
    item = items[0]
    start, end = item.head.idx, scene.doc[item.end - 1].idx + 1
    is_planned = (
        _is_expected(scene, item) and not tells(scene, item.head.i + 1, item.end) and is_dated_ahead(scene, start, end)
    )
    return Announcement((start, end), "plan", frozenset({_STAGE})) if is_planned else None


def _is_expected(scene: Scene, item: Item) -> bool:
    return any(scene.verbs[i] in scene.words.bare_expecting for i in range(item.head.i + 1, item.end))


def _has_complement(scene: Scene, item: Item) -> bool:
    return item.end - item.head.i > 1 or item.is_undergone or item.is_negated


def _match(scene: Scene, rule: Rule, item: Item, announced: Announcement) -> Match:
    start = scene.doc[item.first].idx
    last = scene.doc[item.end - 1]
    end = min(last.idx + len(last), scene.action_end(item.head, start))
    tokens = {"head": item.head.i, "listed": 1, "bare": 1}
    if item.is_negated:
        tokens["negated"] = 1
    if _STAGE in announced.words:
        tokens["unsigned"] = 1
    is_stage = scene.lemmas[item.head.i] in scene.words.bare_openings
    force: Force = "plan" if is_stage and _is_expected(scene, item) else announced.force
    is_behind = announced.at[0] > start and scene.forms[item.end : item.end + 1] == (",",)
    if is_behind or announced.force == "pledge":
        tokens["said"] = 1
    return Match(rule, start, end, roles={"cue": (announced.at,)}, tokens=tokens, force=force)
