"""Quotations without an incise: after a colon, or alone where a speaker goes on."""

from claimex.claims.constructions.reported_speech.cues import can_speak
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.parse import Word
from claimex.syntax import (
    auxiliaries_of,
    governor_of,
    has_participle_form,
    inverted_subject_of,
    is_first_person,
    is_negated,
    is_verb,
    subject_of,
)

_MOTTO = 4  # tokens of a quotation that may be a title or a motto


def find_colon_quotes(found: Findings) -> None:
    """Add quotations after a colon, as in **Sa collègue nuance** : « On signera un catalogue »."""
    scene = found.scene
    for index, quote in enumerate(scene.quotes):
        if index in found.quotes or scene.is_silent(quote.start) or quote.depth > 1:
            continue
        before = _last_character(scene, quote.start) + 1
        if before == 0 or scene.text[before - 1] != ":":
            continue
        report = _colon_quote(found, index, before - 1)
        if report is not None:
            found.add(report)


def _colon_quote(found: Findings, index: int, colon: int) -> Report | None:
    scene = found.scene
    content, inner = (scene.quotes[index].inner,), scene.quotes[index].depth > 0
    end = scene.token_at(colon)
    start, _ = scene.sentence(end)
    cue = _last_cue(found, start, end)
    if cue is not None:
        verb, lemma = cue
        subject = _subject_behind(scene, verb, end) or subject_of(scene.tokens[verb])
        if subject is not None and is_first_person(subject) and inner:
            return None
        rule = found.triggers("colon_quote").get(lemma)[0]
        offsets = (scene.starts[verb], scene.end_of(verb))
        is_lost = subject is None or not (subject.pos_ == "PRON" or can_speak(scene, subject.i))
        follows = _same_sentence(found, start, colon) if is_lost else None
        speaker = subject.i if subject else _subject_of_sentence(scene, start, verb) if follows is None else None
        return Report(rule, content, "direct", offsets, verb, lemma, speaker, (index,), follows)
    other = found.rule("colon_quote", "any_subject")
    if other is None or inner or not scene.is_speech(scene.quotes[index]):
        return None
    earlier = _same_sentence(found, start, colon)
    if earlier is not None:
        return Report(other, content, "direct", quotes=(index,), follows=earlier)
    speaker = _subject_of_sentence(scene, start, end)
    if speaker is not None:
        return Report(other, content, "direct", speaker=speaker, quotes=(index,))
    block = scene.block_of(colon)
    follows = found.last_before(colon, since=block.start if block else 0) if _is_full(scene, index) else None
    return Report(other, content, "direct", quotes=(index,), follows=follows) if follows is not None else None


def _subject_behind(scene: Scene, verb: int, colon: int) -> Word | None:
    """Return an inverted subject before a colon: « Comme nous le confiait **une élue** : « … » »."""
    subject = inverted_subject_of(scene.tokens[verb])
    return subject if subject is not None and subject.i < colon and can_speak(scene, subject.i) else None


def _is_full(scene: Scene, index: int) -> bool:
    """Tell whether a quotation is a whole sentence, no motto or title: five words and a finite verb."""
    first, last = scene.inner_tokens(scene.quotes[index])
    return last - first > _MOTTO and scene.has_finite_verb(first, last)


def _last_cue(found: Findings, start: int, end: int) -> tuple[int, str] | None:
    """Return the last reporting verb between two tokens, outside quotations; failing that a noun of its form."""
    scene = found.scene
    triggers = found.triggers("colon_quote")
    cue = None
    for i in range(end - 1, start - 1, -1):
        if scene.quote_of[i] != scene.quote_of[end]:
            continue
        lemma = scene.lemma_of(i)
        if lemma is None or not triggers.get(lemma) or is_negated(scene.tokens[i]):
            continue
        is_set_off = i == end - 1 and scene.tokens[i - 1].text == ","  # « Michel Gay, témoin de la scène, raconte : »
        if is_set_off or (is_verb(scene.tokens[i]) and not _is_adjectival(scene, i)):
            return i, lemma
        if cue is None and i == end - 1 and scene.tokens[i].pos_ not in {"DET", "PRON", "ADP"}:
            cue = i, lemma
    return cue


def _is_adjectival(scene: Scene, token: int) -> bool:
    """Tell whether a past participle has no auxiliary: « un jeune **appelé** »."""
    return has_participle_form(scene.tokens[token]) and not auxiliaries_of(governor_of(scene.tokens[token]))


def _same_sentence(found: Findings, start: int, colon: int) -> Report | None:
    return found.last_before(colon + 1, since=found.scene.starts[start])


def _subject_of_sentence(scene: Scene, start: int, end: int) -> int | None:
    """Return who a sentence is about: the subject of its last finite verb, or its only noun phrase."""
    if start < len(scene.tokens) and scene.forms[start] in {"pour", "selon"}:
        start += 1
    for i in range(end - 1, start - 1, -1):
        if scene.is_finite(i):
            subject = subject_of(scene.tokens[i])
            if subject is not None and scene.may_be_speaker(subject.i):
                return subject.i
    if scene.has_finite_verb(start, end):
        return None
    for i in range(start, end):
        if scene.tokens[i].pos_ in {"PROPN", "NOUN"}:
            return i if scene.may_be_speaker(i) and end - start < 25 else None
    return None


def find_free_quotes(found: Findings) -> None:
    """Add quotations that are sentences of their own; the speaker of the sentence before goes on."""
    scene = found.scene
    rule = found.rule("free_quote")
    if rule is None:
        return
    for index, quote in enumerate(scene.quotes):
        if index in found.quotes or quote.depth > 0 or scene.is_silent(quote.start) or scene.is_heading(quote.start):
            continue
        first, last = scene.inner_tokens(quote)
        if not scene.is_speech(quote) or not scene.has_finite_verb(first, last) or not _stands_alone(found, index):
            continue
        follows, speaker = _turn(found, index)
        ahead = _named_ahead(scene, index) if follows is None or follows.end < _block_start(scene, index) else None
        if ahead is not None and speaker is None:
            follows, speaker = None, ahead
        if follows is not None or speaker is not None:
            found.add(Report(rule, (quote.inner,), "direct", speaker=speaker, quotes=(index,), follows=follows))


def _block_start(scene: Scene, index: int) -> int:
    block = scene.block_of(scene.quotes[index].start)
    return block.start if block else 0


def _named_ahead(scene: Scene, index: int) -> int | None:
    """Return who a quotation at the head of a paragraph leads to: « On tiendra. » **Paul Roy** serre les dents."""
    quote = scene.quotes[index]
    block = scene.block_of(quote.start)
    if block is None or scene.text[block.start : quote.start].strip() or not scene.text[quote.end : block.end].strip():
        return None
    following = scene.token_at(quote.end)
    while scene.starts[following] < quote.end or scene.tokens[following].is_space:
        following += 1
    first, end = scene.sentence(following)
    if scene.quotes_in(scene.starts[first], scene.end_of(end - 1)) or first < following:
        return None
    subject = _subject_of_sentence(scene, first, end)
    return subject if subject is not None and subject in scene.names else None


def _stands_alone(found: Findings, index: int) -> bool:
    """Tell whether a quotation is a sentence: a capital, after a stop, an incise or at the head of its paragraph."""
    scene = found.scene
    quote = scene.quotes[index]
    before = scene.text[max(0, _last_character(scene, quote.start))]
    block = scene.block_of(quote.start)
    is_first = block is None or not scene.text[block.start : quote.start].strip()
    opens = scene.text[quote.inner[0]].isupper() or scene.text[quote.inner[0]] in "[(…"
    if before == ",":
        sentence, _ = scene.sentence(scene.token_at(quote.start))
        return not opens or found.last_before(quote.start, since=scene.starts[sentence]) is not None
    return opens and (is_first or before in '.!?…»”"')


def _turn(found: Findings, index: int) -> tuple[Report | None, int | None]:
    """Return whose turn it is: the subject of the sentence just before if it may speak, else the last speaker."""
    scene = found.scene
    quote = scene.quotes[index]
    block = scene.block_of(quote.start)
    block_start = block.start if block else 0
    start = block_start
    follows = found.last_before(quote.start, since=start)
    before = scene.token_at(max(0, _last_character(scene, quote.start)))
    if scene.starts[before] >= block_start and scene.text[block_start : quote.start].strip():
        first, _ = scene.sentence(before)
        is_told = follows is not None and follows.end >= scene.starts[first]
        subject = None if is_told else _subject_of_sentence(scene, first, before + 1)
        if subject is not None and scene.tokens[subject].pos_ != "PRON":
            return None, subject
        if follows is not None or subject is not None:
            return follows, subject
        return None, None
    earlier = found.last_before(quote.start, since=max(0, block_start - 1200))
    return (earlier, None) if earlier is not None and earlier.mode == "direct" else (None, None)


def _last_character(scene: Scene, offset: int) -> int:
    """Return the last character before an offset that is no white space; -1 at the head of the text."""
    before = offset - 1
    while before >= 0 and scene.text[before].isspace():
        before -= 1
    return before
