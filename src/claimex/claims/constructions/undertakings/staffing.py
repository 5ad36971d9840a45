"""Measures that a noun and a number tell: « dénoncent **douze fermetures de guichets** en avril »."""

from collections.abc import Iterator

from claimex.annotations import QuantityMention
from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import lies_behind
from claimex.mood import is_past
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import auxiliaries_of, finite_verb_of, phrase_of

_AMOUNT = 24  # characters between a measure and its number: « fermeture, dès lundi, de **neuf bureaux** »
_GOVERNORS = 6  # steps up the tree to the verb that says what somebody makes of the measure
_TIMES = frozenset({"year", "month", "week", "day", "h", "min", "s"})
_HEADLINES = frozenset({"title", "heading"})


def staffing_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield counted measures in headlines, with a day to come, or that somebody confirms or fights."""
    nouns = triggers.lemmas
    for position, lemma in [(i, lemma) for i, lemma in enumerate(scene.lemmas) if lemma in nouns]:
        if scene.doc[position].pos_ != "NOUN":
            continue
        noun = scene.doc[position]
        amount = _amount_of(scene, noun)
        if amount is None:
            continue
        for rule in triggers.get(lemma)[:1]:
            yield from _counted(scene, noun, amount, rule)


def _amount_of(scene: Scene, noun: Word) -> QuantityMention | None:
    """Return a measure's number, before or after it: « **douze** fermetures », « fermeture de **neuf bureaux** »."""
    before = scene.quantities_between(max(0, noun.idx - _AMOUNT), noun.idx + 1)
    counted = [q for n in before if (q := scene.quantities[n]).end > noun.idx]
    if counted:
        return counted[-1]
    end = noun.idx + len(noun)
    after = [scene.quantities[n] for n in scene.quantities_between(end, end + _AMOUNT)]
    words = scene.doc[noun.i + 1 : noun.i + 2]
    is_complement = any(word.form in {"de", "d'", "en"} for word in words)
    return after[0] if after and is_complement and after[0].unit not in _TIMES else None


def _counted(scene: Scene, noun: Word, amount: QuantityMention, rule: Rule) -> Iterator[Match]:
    start = min(amount.start, noun.idx)
    end = scene.action_end(noun, start, nominal=True)
    moments = [scene.moments[n] for n in scene.moments_between(noun.idx, end)]
    if any(lies_behind(scene, moment) for moment in moments):
        return
    verb = _governing_verb(noun)
    is_ahead = any(moment.relation != "during" for moment in moments) and not _is_told(scene, noun, verb)
    if _is_headline(scene, noun) or is_ahead or _is_fought(scene, noun, verb):
        tokens = {"head": noun.i, "cue": noun.i}
        if verb is not None and scene.verbs[verb.i] in scene.words.opposing:
            tokens["opposed"] = verb.i
        yield Match(rule, start, end, roles={"cue": ((noun.idx, noun.idx + len(noun)),)}, tokens=tokens)


def _is_headline(scene: Scene, noun: Word) -> bool:
    """Tell whether a line without a verb tells the measure: « Valdor : **300 suppressions de postes** à Lens »."""
    block = scene.block_at(noun.idx)
    if block is None or any(token.pos_ in {"VERB", "AUX"} for token in noun.sent):
        return False
    return block.kind in _HEADLINES or any(form == ":" for form in scene.forms[noun.sent.start : noun.i])


def _is_told(scene: Scene, noun: Word, verb: Word | None) -> bool:
    """Tell whether a past tense or « après » makes the measure a fact: « a entraîné douze fermetures »."""
    before = scene.forms[max(0, phrase_of(noun).start - 2) : noun.i]
    told = verb is not None and (is_past(finite_verb_of(verb)) or "Part" in verb.morph.get("VerbForm", []))
    return told or "après" in before or "depuis" in before


def _is_fought(scene: Scene, noun: Word, verb: Word | None) -> bool:
    """Tell whether somebody fights or confirms it: « contestent **la fermeture** de neuf bureaux »."""
    before = scene.forms[max(0, noun.i - 3) : noun.i]
    if "contre" in before:
        return True
    if verb is None or scene.modality.negates(verb) or is_past(finite_verb_of(verb)):
        return False
    if scene.verbs[verb.i] in {"entraîner", "impliquer"} and auxiliaries_of(verb):
        return False  # « les crues ont entraîné la fermeture de douze écoles »
    return scene.verbs[verb.i] in scene.words.opposing


def _governing_verb(noun: Word) -> Word | None:
    token = noun
    for _ in range(_GOVERNORS):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ == "VERB":
            return token
    return None
