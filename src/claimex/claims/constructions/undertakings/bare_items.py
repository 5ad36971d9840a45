"""The measures of a stretch without a verb: « **Réfection** du toit, deux guichets **fermés**, pas de **vente** »."""

from collections.abc import Iterator
from dataclasses import dataclass

from claimex.claims.constructions.undertakings.coordination import is_infinitive
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import is_dated_ahead
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import has_participle_form

_BREAKS = frozenset({",", ";", "et", "puis"})
_DETERMINING = frozenset({"DET", "NUM", "ADJ"})
_NOUNS = frozenset({"NOUN", "PROPN", "VERB", "ADV", "ADJ"})
_GOVERNING = frozenset({"de", "d'", "des", "du", "à", "au", "aux", ","})
_AFTER_NOT = frozenset({"de", "d'", "un", "une"})
_STOPS = frozenset({",", ";", ".", ":", "…", "..."})
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où"})
_NOT = "non-"
_SHORT = 6  # letters that a word in -age must have to be an action by its ending
_PHRASE = 14  # tokens of an amount with what it counts and « de plus »
_REACH = 9  # tokens between a noun and the participle that says what becomes of it


@dataclass(frozen=True, slots=True)
class Item:
    """One measure: its first token, the token after its last, its head, and what makes a measure of it."""

    first: int
    end: int
    head: Word
    is_act: bool
    is_sure: bool = True
    is_negated: bool = False
    is_undergone: bool = False


def bare_items(scene: Scene, first: int, end: int) -> list[Item]:
    """Return the measures of a stretch, none if one part of it is no measure or a verb tells what is.

    A part goes on after a comma or « et » where no measure begins: « pose de volets, de portes et de grilles ».
    """
    items = list[Item]()
    for start, stop in _parts(scene, first, end):
        item = _item(scene, start, stop)
        if item is None or tells(scene, item.head.i + 1, stop):
            return []
        items.append(item)
    return items


def opens_item(scene: Scene, position: int, end: int) -> bool:
    """Tell whether a measure begins here, a word that leads to it left out: « Et puis, **vente** du siège »."""
    return _item(scene, position, end) is not None


def tells(scene: Scene, first: int, end: int) -> bool:
    """Tell whether a verb in a person stands in a stretch, other than in a relative clause."""
    relatives = 0
    for token in scene.doc[first:end]:
        relatives += token.form in _RELATIVES
        if token.pos_ in {"VERB", "AUX"} and is_finite(token) and not has_participle_form(token):
            relatives -= 1
            if relatives < 0:
                return True
    return False


def _parts(scene: Scene, first: int, end: int) -> Iterator[tuple[int, int]]:
    start = _after_leads(scene, first, end)
    for position in range(start + 1, end - 1):
        form = scene.forms[position]
        if form not in _BREAKS or not (form == ";" or opens_item(scene, position + 1, end)):
            continue
        if position > start:
            yield start, position
        start = position + 1
    yield start, end


def _after_leads(scene: Scene, position: int, end: int) -> int:
    while position < end and scene.forms[position] in scene.words.bare_leads:
        position += 1
    return position


def _item(scene: Scene, start: int, end: int) -> Item | None:
    """Return the measure that a part opens with."""
    start = _after_leads(scene, start, end)
    if start >= end:
        return None
    is_negated = scene.forms[start] in scene.words.bare_negations
    noun = _noun_at(scene, start, end, is_negated=is_negated)
    if noun is None:
        token = scene.doc[start]
        return Item(start, end, token, is_act=True) if is_infinitive(scene, token) and not is_negated else None
    participle = _undergone(scene, noun, end)
    if is_act(scene, noun):
        return Item(start, end, noun, is_act=True, is_sure=_is_known(scene, noun), is_negated=is_negated)
    if participle is not None:
        return Item(start, end, participle, is_act=True, is_negated=is_negated, is_undergone=True)
    if _is_stage(scene, noun, end) or _is_added(scene, start, end):
        return Item(start, end, noun, is_act=True, is_negated=is_negated)
    return Item(start, end, noun, is_act=False, is_negated=True) if is_negated else None


def _is_stage(scene: Scene, noun: Word, end: int) -> bool:
    """Tell whether a noun is a dated stage of works: « **enquête** publique en octobre »."""
    return scene.lemmas[noun.i] in scene.words.bare_stages and is_dated_ahead(
        scene, noun.idx, scene.doc[end - 1].idx + 1
    )


def _is_added(scene: Scene, start: int, end: int) -> bool:
    """Tell whether an amount is said to be added or taken away: « 40 **agents** de plus »."""
    end = min(end, start + _PHRASE)
    if not scene.quantities_between(scene.doc[start].idx, scene.doc[end - 1].idx + 1):
        return False
    adding = scene.words.bare_adding
    pairs = (" ".join(scene.forms[i : i + 2]) for i in range(start, end - 1))
    return not adding.isdisjoint(scene.forms[start:end]) or any(pair in adding for pair in pairs)


def _noun_at(scene: Scene, start: int, end: int, *, is_negated: bool) -> Word | None:
    """Return the noun of a phrase that stands here, after its article, its number and « pas de »."""
    position = start
    if is_negated:
        position += 1
        if scene.forms[start] in {"pas", "plus"} and scene.forms[position : position + 1] not in _PAIRED:
            return None
    while position < end:
        token = scene.doc[position]
        if is_act(scene, token) or (token.pos_ in {"NOUN", "PROPN"} and not _is_quantifier(scene, token)):
            return token
        if token.pos_ not in _DETERMINING and token.form not in _AFTER_NOT and not _is_quantifier(scene, token):
            return None
        position += 1
    return None


_PAIRED = frozenset((form,) for form in _AFTER_NOT)


def _is_quantifier(scene: Scene, token: Word) -> bool:
    return token.text in {"%", "«", "»"} or scene.lemmas[token.i] in scene.words.counting


def is_act(scene: Scene, token: Word) -> bool:
    """Tell whether a noun names an action of somebody: « **réfection** », « **décapage** du mur », a prime."""
    form, lemma = token.form.removeprefix(_NOT), scene.lemmas[token.i].removeprefix(_NOT)
    if lemma in scene.words.bare_unmade or form in scene.words.bare_unmade or token.pos_ not in _NOUNS:
        return False
    if lemma in scene.words.bare_acts and token.pos_ in {"NOUN", "PROPN"}:
        return True
    if _GOVERNING.isdisjoint(scene.forms[token.i + 1 : token.i + 2]):
        return False
    return form in scene.words.bare_acts or (len(form) > _SHORT and form.endswith(scene.words.bare_endings))


def _is_known(scene: Scene, act: Word) -> bool:
    """Tell whether the lists know an action; one known by its ending alone makes no measure by itself."""
    return not scene.words.bare_acts.isdisjoint({act.form.removeprefix(_NOT), scene.lemmas[act.i].removeprefix(_NOT)})


def _undergone(scene: Scene, noun: Word, end: int) -> Word | None:
    """Return the participle that says what becomes of a thing: « deux guichets **fermés** avant 2028 »."""
    for token in scene.doc[noun.i + 1 : min(noun.i + _REACH, end)]:
        if token.form in _STOPS or token.form in _RELATIVES or (token.pos_ in {"VERB", "AUX"} and is_finite(token)):
            return None
        if scene.verbs[token.i] in scene.words.bare_undergone and has_participle_form(token):
            return token
    return None
