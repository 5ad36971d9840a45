"""For whom an actor commits: « versera une prime **aux familles** », « un fonds **en faveur des pêcheurs** »."""

from dataclasses import dataclass
from functools import cache

from claimex.annotations import Offsets
from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.lexicon import Lexicon
from claimex.syntax import phrase_of

_AT = frozenset({"à", "au", "aux"})
_OF = {"du": "de", "des": "de", "d'": "de"}
_ENDS = frozenset({"pour", "et", "dès", "à", "au", "aux", "en", "dans", "afin", "sur", "d'ici", "avant", "selon"})
_INSIDE = frozenset({"DET", "NUM", "ADJ", "ADV"})
_REACH = 4


@dataclass(frozen=True, slots=True)
class _Words:
    giving: frozenset[str]
    given: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    openers: frozenset[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    """Return the word lists, read once a lexicon."""
    phrases = tuple(tuple(form.replace("'", "' ").split()) for form in lexicon.words("beneficiary.phrases"))
    return _Words(
        giving=lexicon.words("beneficiary.giving"),
        given=lexicon.words("beneficiary.given"),
        people=lexicon.words("beneficiary.people"),
        bodies=lexicon.words("beneficiary.bodies"),
        phrases=phrases,
        openers=frozenset(phrase[0] for phrase in phrases),
    )


def beneficiary_of(scene: Scene, match: Match) -> Offsets | None:
    """Return the words for whom a commitment is made, its preposition included; none where no grammar says so.

    « à » needs a verb or a noun of giving before it, « pour » people after it: « pour un an » is nobody.
    """
    words = _words(scene.lexicon)
    span = scene.doc.char_span(match.start, match.end, alignment_mode="contract")
    if span is None:
        return None
    gives = False
    for position in range(span.start, span.end):
        noun = _introduced(scene, position, words, gives=gives)
        if noun is not None and noun < span.end:
            return _offsets(scene, position, noun, match.end)
        gives = gives or scene.verbs[position] in words.giving or scene.lemmas[position] in words.given
    return None


def _introduced(scene: Scene, position: int, words: _Words, *, gives: bool) -> int | None:
    """Return the noun of those whom a preposition at this token introduces."""
    form = scene.forms[position]
    for phrase in words.phrases if form in words.openers else ():
        if form == phrase[0] and _matches(scene, position, phrase):
            return _noun_after(scene, position + len(phrase))
    if form in _AT and gives:
        is_definite = any(word.pos_ == "DET" for word in scene.doc[position + 1 : position + 2])
        return _people_after(scene, position + 1, words, datives=form == "aux" or is_definite)
    return _people_after(scene, position + 1, words, datives=False) if form == "pour" else None


def _matches(scene: Scene, position: int, phrase: tuple[str, ...]) -> bool:
    found = [_OF.get(form, form) for form in scene.forms[position : position + len(phrase)]]
    return found == list(phrase)


def _noun_after(scene: Scene, first: int) -> int | None:
    """Return the first noun of the phrase that begins at a token."""
    for token in scene.doc[first : first + _REACH]:
        if token.pos_ in {"NOUN", "PROPN"}:
            return token.i
        if token.pos_ not in _INSIDE:
            return None
    return None


def _people_after(scene: Scene, first: int, words: _Words, *, datives: bool) -> int | None:
    """Return the people, or after « aux » and « à l' » the body or country, of a phrase; « à Lyon » is where."""
    for token in scene.doc[first : first + _REACH]:
        form = scene.forms[token.i]
        if scene.lemmas[token.i] in words.people or form.removesuffix("s") in words.people:
            return token.i
        if form.endswith(("s", "x")) and (
            scene.lemmas[token.i] in words.bodies or form.removesuffix("s") in words.bodies
        ):
            return token.i
        if token.pos_ == "PROPN":
            return token.i if datives and scene.resolver.actors_of(token.i) else None
        if token.pos_ not in _INSIDE:
            return None
    return None


def _offsets(scene: Scene, opener: int, noun: int, limit: int) -> Offsets:
    """Return the phrase from its preposition to its last word before a stop, a relative or the end of the action."""
    doc = scene.doc
    last = noun
    for token in doc[noun + 1 : max(noun + 1, phrase_of(doc[noun]).end)]:
        if token.idx >= limit or token.is_punct or scene.forms[token.i] in scene.words.relatives:
            break
        if "Inf" in token.morph.get("VerbForm", []):
            last -= scene.forms[last] in {"de", "d'"}
            break
        if scene.moments_between(token.idx, token.idx + len(token)) or scene.forms[token.i] in _ENDS:
            break
        last = token.i
    return doc[opener].idx, doc[last].idx + len(doc[last])
