"""What is said of a counted subject: « 80 pompiers **sont mobilisés contre le feu** »."""

from bisect import bisect_left
from dataclasses import replace

from claimex.annotations import Offsets
from claimex.claims.constructions.amount_objects import find_object
from claimex.claims.constructions.amount_scene import NOMINAL, VERBAL, Amount, Scene
from claimex.claims.constructions.predicate_words import after_verb, is_finite_verb, predicate_last
from claimex.parse import Word
from claimex.syntax import (
    has_participle_form,
    is_infinitive,
    is_passive,
    is_plural_verb,
    verb_lemma,
)

_LONGEST = 14  # tokens of a predicate
_CLAUSE = 12  # tokens of a clause under « que »
_REACHING = 4  # tokens from a verb to the amount that it reaches
_BESIDE = frozenset({"ADJ", "NOUN", "ADV", "DET", "VERB", "ADP"})
_JOINTS = frozenset({",", "et", "ou"})


def predicate_end(scene: Scene, end: int, verb: Word, *, told: bool = False) -> int:
    """Return where the predicate of a verb that goes on at an offset ends; the offset itself when nothing goes on.

    ``told``: what goes on is surely said of what ends there, whatever verb the parser gives it.
    """
    first = bisect_left(scene.offsets, end)
    limit = min(len(scene.doc), first + _LONGEST)
    position = after_verb(scene, first, limit)
    told = told and position > first and _agrees(scene, first, position)
    if position > first and not first <= verb.i < position and not told:
        return end  # what goes on is said of something else
    last = position - 1 if position > first else first - 1
    last = predicate_last(scene, position, limit, last, verbal=position > first)
    if last < first or scene.doc[last].form in scene.words("auxiliaries"):
        return end  # « un tiers des inscrits **ont** d'ailleurs travaillé »: no participle near
    return max(end, scene.doc[last].idx + len(scene.doc[last]))


def predicate_of(scene: Scene, amount: Amount) -> Offsets | None:
    """Return what is said of a share that names none: « 77 % sont **sans emploi** », « 8 % **boivent du thé** »."""
    first = _after_incise(scene, amount.last + 1)
    limit = min(len(scene.doc), first + _LONGEST)
    position = after_verb(scene, first, limit)
    if position == first:
        return None
    verb = next(token for token in reversed(scene.doc[first:position]) if token.pos_ in VERBAL)  # « ne votent **pas** »
    end = predicate_end(scene, scene.doc[first].idx, verb)
    end = max(end, _completed(scene, verb))
    while (
        verb.pos_ == "AUX"
        and verb.i + 1 < limit
        and verb.nbor().pos_ in _BESIDE
        and not _holds_amount(scene, verb, end)
    ):
        verb = verb.nbor()
    said = verb.pos_ != "AUX" or _holds_amount(scene, verb, end)
    return (verb.idx, end) if end >= verb.idx + len(verb) and said else None


def is_subject(scene: Scene, amount: Amount) -> bool:
    """Tell whether no preposition governs a count: « **50 élus** ont voté », not « les élus de 12 communes »."""
    before = scene.doc[amount.first - 1] if amount.first else None
    if before is not None and before.form in scene.words("definite"):
        return False
    return before is None or before.pos_ not in {"ADP", "VERB", "AUX"}


def shared_predicate(scene: Scene, amount: Amount) -> Offsets | None:
    """Return what is said of a count and those that follow: « 300 pompiers et huit avions **sont déployés** »."""
    last = _last_joined(scene, amount)
    if last == amount.last:
        return None
    told = predicate_of(scene, replace(amount, last=last))
    after = scene.doc[last + 1] if last + 1 < len(scene.doc) else None
    if told is None and after is not None and after.pos_ in {"VERB", "ADJ"} and has_participle_form(after):
        return scene.phrase(after)  # « trois passants et un agent **tués dans l'explosion** »
    return told


def _last_joined(scene: Scene, amount: Amount) -> int:
    """Return the last token of the last count that is coordinated with an amount."""
    last, joint = amount.last, ""
    while last + 2 < len(scene.doc) and scene.doc[last + 1].form in _JOINTS:
        row = scene.counted_tokens.get(last + 2)
        if row is None or row.unit in scene.words("symbols") or scene.counted_tokens.get(last + 1) is not None:
            break
        joint = scene.doc[last + 1].form
        last += 2
        while last + 1 < len(scene.doc) and scene.counted_tokens.get(last + 1) is row:
            last += 1
    return last if joint in ("et", "ou") else amount.last


def _after_incise(scene: Scene, position: int) -> int:
    """Return where a sentence goes on after « d'entre elles », « , selon la police, », « , aidés par des voisins, »."""
    words = scene.doc[position : position + 3]
    forms = [token.form for token in words]
    if forms[:2] == ["d'", "entre"]:
        return _after_bracket(scene, position + 3)
    if forms[:1] == ["d'"] and forms[1:2] in (["eux"], ["elles"]):
        return _after_bracket(scene, position + 2)
    if len(words) < 2 or forms[0] != ",":
        return position
    named = forms[1] == "dont" or forms[1] in scene.words("sources")
    if not named and not (words[1].pos_ in {"VERB", "ADJ"} and has_participle_form(words[1])):
        return position
    comma = next(
        (token for token in scene.doc[position + 2 : position + _LONGEST] if token.text[0] in ",.;:!?\n"), None
    )
    return position if comma is None or comma.text != "," else comma.i + 1


def _after_bracket(scene: Scene, position: int) -> int:
    """Return the token after a bracket that opens at a token: « cinq d'entre eux **(âgés de 12 ans)** sont »."""
    if scene.doc.forms[position : position + 1] != ["("]:
        return position
    closing = next((token.i for token in scene.doc[position : position + _LONGEST] if token.text == ")"), None)
    return position if closing is None else closing + 1


def over_trait(scene: Scene, amount: Amount) -> bool:
    """Tell whether a trait stands before what is said of a count: « 12 élèves**, venus de Lyon,** ont gagné »."""
    forms = scene.doc.forms[amount.last + 1 : amount.last + 3]
    first = _after_incise(scene, amount.last + 1)
    plural = _agrees(scene, first, first + _REACHING)
    return forms[:1] == [","] and forms[1] not in scene.words("sources") and plural


def is_told_of(scene: Scene, amount: Amount) -> bool:
    """Tell whether something stands between an amount and what is said of it: « 300 élus, selon la police, ont »."""
    return _after_incise(scene, amount.last + 1) > amount.last + 1


def agreed(scene: Scene, amount: Amount) -> Offsets | None:
    """Return what people are told to do or think: « ils sont 47 % à **craindre une hausse** »."""
    first = amount.last + 1
    while first in scene.moment_tokens:
        first += 1  # « ils étaient 3 000 **samedi** à défiler »
    words = scene.doc[first : first + 3]
    if len(words) < 2 or words[0].form not in ("à", "a"):
        return None
    verb = next((token for token in words[1:] if is_infinitive(token)), None)
    if verb is None:
        return None
    end = predicate_end(scene, verb.idx + len(verb), verb)
    return (verb.idx, max(end, _completed(scene, verb)))


def _completed(scene: Scene, verb: Word) -> int:
    """Return the end of the clause under « que » after a verb: « pensent **que l'impôt est lourd** »; 0 without."""
    if verb.i + 1 >= len(scene.doc) or verb.nbor().form not in ("que", "qu'"):
        return 0
    last = verb
    for token in scene.doc[verb.i + 1 : verb.i + 1 + _CLAUSE]:
        if token.is_punct or token.i in scene.counted_tokens:
            break
        last = token
    return last.idx + len(last)


def deed_end(scene: Scene, verb: Word, amount: Amount) -> int:
    """Return the end of a verb with what stands before the amount: « **ouvert le feu** à dix reprises »."""
    last = verb
    if verb.lemma_ in scene.words("empty"):
        return verb.idx + len(verb)
    for token in scene.doc[verb.i + 1 : min(amount.first, verb.i + _REACHING + 1)]:
        if token.is_punct or token.i in scene.moment_starts or token.i in scene.counted_tokens:
            break
        last = token if token.pos_ in NOMINAL else last
    return last.idx + len(last)


def _agrees(scene: Scene, first: int, end: int) -> bool:
    """« 52 passagers **sont** tombés », not « un bus de 52 passagers **est** tombé »."""
    verb = next((token for token in scene.doc[first:end] if token.pos_ in VERBAL and is_finite_verb(token)), None)
    return verb is not None and is_plural_verb(verb)


def _holds_amount(scene: Scene, verb: Word, end: int) -> bool:
    """« la moitié **ont plus de 55 ans** »: the auxiliary is the verb."""
    return verb.i + 1 in scene.counted_tokens and verb.nbor().idx < end


def appraised(scene: Scene, verb: Word, amount: Amount) -> Offsets | None:
    """Return the object of a verb of appraisal, before or after: « estime à 900 000 **le nombre de déplacés** »."""
    if verb_lemma(verb, scene.lexicon) not in scene.words("appraising") or amount.link != "à":
        return None
    after = scene.doc[amount.last + 1 : amount.last + _REACHING]
    noun = next((token for token in after if token.pos_ in NOMINAL), None)
    if noun is not None and after[0].pos_ == "DET" and not is_passive(verb):
        return scene.phrase(noun, outside=amount)
    return find_object(scene, verb, amount)
