"""Details that a source vouches for inside somebody else's sentence: « Le pont, **bâti en 1930** selon la mairie, »."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.cues import can_speak
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.source_phrases import head_after, opens_source, phrase_end

_FEWEST = 3  # words of a detail that is a statement; two when it opens on a participle or an adjective
_EDGES = ",(–—-;:"
_JOINTS = frozenset({",", ";", "et", "mais", "contre", "puis"})
_SEQUELS = frozenset({"puis", "et", "ou", "ensuite", "avant"})
_DASHES = frozenset("–—(")
_OPENING = 3  # tokens at the head of a sentence, where a source vouches for all of it


def detail_before(scene: Scene, first: int, *, goes_on: bool) -> Offsets | None:
    """Return the detail that a source at token ``first`` vouches for, or None when it vouches for its sentence.

    An amount of its own is enough (« 3.000 personnes (**5.000** selon la police) »); empty offsets stand for other
    details too short to be a statement.

    « L'avion, **sans doute un Robin** selon le parquet, … », « … en accès libre, **ce qui est inédit** selon elle »,
    « **Destinée aux éleveurs**, selon le ministère, l'aide … » when the sentence goes on.
    """
    start, _ = scene.sentence(first)
    has_comma = scene.tokens[first - 1].text == ","
    stop = first - 1 if has_comma else first
    edge = next((i for i in range(stop - 1, start - 1, -1) if _is_edge(scene, i)), start - 1)
    begin = edge + 1
    if begin >= stop or scene.forms[begin] in _SEQUELS:
        return None  # « évoqué d'abord, **puis** démenti selon la radio »
    is_comment = (
        scene.forms[begin] == "ce" and begin + 1 < stop and scene.forms[begin + 1] in {"qui", "que", "qu'", "dont"}
    )
    if is_comment and not has_comma:
        return _offsets(scene, begin, stop) if edge >= start else None
    quoted = _quoted_relative(scene, stop) if has_comma and goes_on else None
    if quoted is not None:
        return quoted
    if scene.has_finite_verb(begin, stop) or (has_comma and not (goes_on and edge < start)):
        return None
    if edge < start and not (has_comma and _qualifies(scene, begin)):
        return None
    words = sum(scene.tokens[i].is_alpha for i in range(begin, stop))
    is_said = words >= _FEWEST - _qualifies(scene, begin) or has_amount(scene, begin, stop)
    return _offsets(scene, begin, stop) if is_said else (0, 0)


def _quoted_relative(scene: Scene, stop: int) -> Offsets | None:
    """Return the quoted rest of a relative clause: « Le bus, qui **« roulera à vide »**, selon l'élu, coûte cher »."""
    end = scene.end_of(stop - 1)
    for index in scene.quotes_in(end - 1, end):
        quote = scene.quotes[index]
        mark = scene.token_at(quote.start)
        if quote.end == end and mark and scene.forms[mark - 1] in scene.lexicon.words("grammar.relatives"):
            return quote.inner
    return None


def label_end(scene: Scene, start: int, first: int) -> int:
    """Return the token after the label of a title: « Séisme en Turquie : **plus de 300 morts**, selon un bilan »."""
    colon = next((i for i in range(start, first) if scene.tokens[i].text == ":" and scene.quote_of[i] < 0), None)
    return start if colon is None or scene.has_finite_verb(start, colon) else colon + 1


def may_vouch(scene: Scene, head: int) -> bool:
    """Tell whether a source may vouch for a bare noun phrase: « 120 emplois supprimés, selon **la CGT** »."""
    return can_speak(scene, head) or scene.tokens[head].pos_ == "PROPN"


def _is_edge(scene: Scene, token: int) -> bool:
    mark = scene.tokens[token].text
    if mark[1:2].isdigit():
        return False  # « **-4** % de croissance »
    return scene.quote_of[token] < 0 and mark[0] in _EDGES and (mark != "-" or scene.tokens[token - 1].text[-1] == " ")


def _qualifies(scene: Scene, token: int) -> bool:
    """Tell whether a participle or an adjective opens a detail: « **bâti** en 1930 », « **inédit** en France »."""
    return scene.tokens[token].pos_ == "ADJ" or "Part" in scene.tokens[token].morph.get("VerbForm", [])


def _offsets(scene: Scene, begin: int, stop: int) -> Offsets:
    return scene.trim(scene.starts[begin], scene.end_of(stop - 1))


def has_amount(scene: Scene, begin: int, stop: int) -> bool:
    """Tell whether a detail counts: « **5.000** selon la police », « **le double** selon la CGT »."""
    amounts = scene.lexicon.words("sources.amounts")
    return any(scene.tokens[i].like_num or scene.forms[i] in amounts for i in range(begin, stop))


def contrasted(scene: Scene, first: int) -> Offsets | None:
    """Return what one of several sources in a sentence vouches for; empty offsets when that is too short to be said.

    « 3 000 personnes ont défilé selon la police, **près de 8 000 dans toute la ville** selon la CGT ».
    """
    start, end = scene.sentence(first)
    marks = [i for i in range(start + _OPENING, end) if opens_source(scene, i) and scene.quote_of[i] < 0]
    if len(marks) < 2 or first not in marks:
        return None
    before = marks.index(first) - 1
    left = start
    if before >= 0:
        head = head_after(scene, marks[before] + 1)
        left = phrase_end(scene, marks[before] if head is None else head, first)
        joints = (i for i in range(marks[before] + 1, first) if scene.forms[i] in _JOINTS)
        left = next(joints, left) if left == first else left  # « 200 selon la police **et** 500 selon la CGT »
    while left < first and scene.forms[left] in _JOINTS:
        left += 1
    right = first - 1 if scene.tokens[first - 1].text == "," else first
    if before < 0:
        dash = max((i for i in range(left, right) if scene.tokens[i].text in _DASHES), default=None)
        if dash is not None and has_amount(scene, dash + 1, right) and not scene.has_finite_verb(dash + 1, right):
            return scene.trim(scene.starts[dash + 1], scene.end_of(right - 1))
        return scene.trim(scene.starts[left], scene.end_of(right - 1)) if scene.has_finite_verb(left, right) else None
    if left < right and (has_amount(scene, left, right) or scene.has_finite_verb(left, right)):
        return scene.trim(scene.starts[left], scene.end_of(right - 1))
    return 0, 0
