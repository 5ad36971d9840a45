"""Quotations without an incise: after a colon, under a verb, or alone where a speaker goes on."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.spans import clause_end
from claimex.schema import Mode
from claimex.syntax import is_first_person, is_negated, is_verb, subject_of

_NEAR = 18  # tokens a quoted phrase may stand after its verb


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
        subject = subject_of(scene.tokens[verb])
        if subject is not None and is_first_person(subject) and inner:
            return None
        rule = found.triggers("colon_quote").get(lemma)[0]
        offsets = (scene.starts[verb], scene.end_of(verb))
        follows = _same_sentence(found, start, colon) if subject is None else None
        speaker = subject.i if subject else None
        return Report(rule, content, "direct", offsets, verb, lemma, speaker, (index,), follows)
    other = found.rule("colon_quote", "any_subject")
    if other is None or inner or not scene.is_speech(scene.quotes[index]):
        return None
    earlier = _same_sentence(found, start, colon)
    if earlier is not None:
        return Report(other, content, "direct", quotes=(index,), follows=earlier)
    speaker = _subject_of_sentence(scene, start, end)
    if speaker is None:
        return None
    return Report(other, content, "direct", speaker=speaker, quotes=(index,))


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
        if is_verb(scene.tokens[i]):
            return i, lemma
        if cue is None and i == end - 1 and scene.tokens[i].pos_ not in {"DET", "PRON", "ADP"}:
            cue = i, lemma
    return cue


def _same_sentence(found: Findings, start: int, colon: int) -> Report | None:
    return found.last_before(colon + 1, since=found.scene.starts[start])


def _subject_of_sentence(scene: Scene, start: int, end: int) -> int | None:
    """Return who a sentence is about: the subject of its last finite verb, or its only noun phrase."""
    if start < len(scene.tokens) and scene.forms[start] in {"pour", "selon"}:
        start += 1
    for i in range(end - 1, start - 1, -1):
        if scene.is_finite(i):
            subject = subject_of(scene.tokens[i])
            if subject is not None and may_speak(scene, subject.i):
                return subject.i
    if scene.has_finite_verb(start, end):
        return None
    for i in range(start, end):
        if scene.tokens[i].pos_ in {"PROPN", "NOUN"}:
            return i if may_speak(scene, i) and end - start < 25 else None
    return None


def may_speak(scene: Scene, token: int) -> bool:
    """Tell whether a noun or pronoun may be somebody who speaks."""
    if scene.tokens[token].pos_ == "PRON":
        return scene.forms[token] in {"il", "elle", "ils", "elles", "lui", "l'un", "l'une", "on", "celui", "celle"}
    return scene.may_speak(token)


def find_embedded_quotes(found: Findings) -> None:
    """Add quoted phrases in a sentence, as in La CGT juge ces annonces « tardives et bricolées »."""
    scene = found.scene
    for index, quote in enumerate(scene.quotes):
        if index in found.quotes or quote.depth > 0 or scene.is_silent(quote.start) or scene.is_heading(quote.start):
            continue
        if not scene.is_speech(quote):
            continue
        report = _embedded(found, index)
        if report is not None:
            found.add(report)


def _embedded(found: Findings, index: int) -> Report | None:
    scene = found.scene
    quote = scene.quotes[index]
    mark = scene.token_at(quote.start)
    start, _ = scene.sentence(mark)
    is_lower = scene.text[quote.inner[0]].islower() or scene.text[quote.inner[0]] in "[(…."
    for verb in range(mark - 1, max(start - 1, mark - _NEAR), -1):
        if scene.tokens[verb].text[0] in ";:" or scene.quote_of[verb] >= 0:
            break
        lemma = scene.lexicon.verb_lemma(scene.forms[verb])
        if not is_verb(scene.tokens[verb]) and not (lemma and _is_bare(scene, verb)):
            continue
        subject = subject_of(scene.tokens[verb])
        if subject is not None and is_first_person(subject):
            return None
        rules = found.triggers("verb_noun").get(lemma)
        is_near = _is_near(scene, verb, mark)
        if rules and (is_lower or is_near):
            content, used = _phrase_content(found, verb, index, is_near=is_near)
            offsets = (scene.starts[verb], scene.end_of(verb))
            mode: Mode = "direct" if len(content) == 1 and content[0] == quote.inner else "mixed"
            return Report(rules[0], content, mode, offsets, verb, lemma, subject.i if subject else None, used)
        if scene.is_finite(verb):
            return _predicate(found, index, subject.i if subject else None, is_lower=is_lower and is_near)
    return _subject_before(found, index, start, mark, is_lower=is_lower)


def _is_bare(scene: Scene, token: int) -> bool:
    """Tell whether a word taken for a noun stands bare after another, as a verb does: « La CGT **juge** »."""
    before = scene.tokens[token - 1].pos_ if token else "DET"
    return before not in {"DET", "ADP", "NUM", "ADJ", "PUNCT", "CCONJ"} and scene.tokens[token].text.islower()


def _is_near(scene: Scene, verb: int, mark: int) -> bool:
    """Tell whether nothing but adverbs and « de », « à », « au contraire » stands between a verb and a mark."""
    return all(
        scene.tokens[i].pos_ in {"ADV", "ADP", "AUX"} or scene.forms[i] in {"contraire", "pas", "que", ","}
        for i in range(verb + 1, mark)
    )


def _phrase_content(
    found: Findings, verb: int, index: int, *, is_near: bool
) -> tuple[tuple[Offsets, ...], tuple[int, ...]]:
    scene = found.scene
    quote = scene.quotes[index]
    if is_near:
        return (quote.inner,), (index,)
    first = verb + 1
    while first < scene.token_at(quote.start) and scene.tokens[first].pos_ in {"ADV", "ADP", "PUNCT"}:
        first += 1
    last = clause_end(scene, verb, first)
    begin, end = scene.trim(scene.starts[first], scene.end_of(last - 1))
    others = [i for i in scene.quotes_in(begin, end) if i not in found.quotes]
    end = max(quote.end, max((scene.quotes[i].end for i in others), default=0))
    return ((begin, end),), tuple(others)


def _predicate(found: Findings, index: int, subject: int | None, *, is_lower: bool) -> Report | None:
    """Read « elle n'a « plus beaucoup d'illusions » »: what a person is, has or does, in his own words."""
    rule = found.rule("quote_verb", "predicate")
    if rule is None or not is_lower or subject is None or not may_speak(found.scene, subject):
        return None
    return Report(rule, (found.scene.quotes[index].inner,), "direct", speaker=subject, quotes=(index,))


def _subject_before(found: Findings, index: int, start: int, mark: int, *, is_lower: bool) -> Report | None:
    """Read « Son avocat, Me Fall, « conteste chaque franc » »: the quotation brings the verb."""
    scene = found.scene
    rule = found.rule("quote_verb", "predicate")
    first, last = scene.inner_tokens(scene.quotes[index])
    if rule is None or not is_lower or not any(scene.is_finite(i) for i in range(first, min(first + 3, last))):
        return None
    for i in range(start, mark):
        if scene.tokens[i].pos_ in {"NOUN", "PROPN", "PRON"}:
            content = (scene.quotes[index].inner,)
            return Report(rule, content, "direct", speaker=i, quotes=(index,)) if may_speak(scene, i) else None
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
        if not scene.is_speech(quote) or not scene.has_finite_verb(first, last) or not _stands_alone(scene, index):
            continue
        follows, speaker = _turn(found, index)
        if follows is not None or speaker is not None:
            found.add(Report(rule, (quote.inner,), "direct", speaker=speaker, quotes=(index,), follows=follows))


def _stands_alone(scene: Scene, index: int) -> bool:
    """Tell whether a quotation is a sentence: a capital, after a full stop or at the head of its paragraph."""
    quote = scene.quotes[index]
    before = scene.text[max(0, _last_character(scene, quote.start))]
    block = scene.block_of(quote.start)
    is_first = block is None or not scene.text[block.start : quote.start].strip()
    opens = scene.text[quote.inner[0]].isupper() or scene.text[quote.inner[0]] in "[(…"
    return (opens and (is_first or before in '.!?…»”"')) or (before == "," and not opens)


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
