"""Quotations after a colon, as in **Sa collègue nuance** : « On signera un catalogue »."""

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
    is_infinitive,
    is_negated,
    is_verb,
    subject_of,
)

_NEAR = 14  # tokens from « c'est aussi l'avis » to whose it is
_MOTTO = 4  # tokens of a quotation that may be a title or a motto


def find_colon_quotes(found: Findings) -> None:
    """Add quotations after a colon, as in **Sa collègue nuance** : « On signera un catalogue »."""
    scene = found.scene
    for index, quote in enumerate(scene.quotes):
        if index in found.quotes or scene.is_silent(quote.start) or quote.depth > 1:
            continue
        before = last_character(scene, quote.start) + 1
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
        if is_lost and follows is None and is_infinitive(scene.tokens[verb]):  # « Pas le temps de s'étendre : »
            subject, block = None, scene.block_of(colon)
            follows = found.last_before(colon, since=block.start if block else 0)
        speaker = subject.i if subject else subject_of_sentence(scene, start, verb) if follows is None else None
        return Report(rule, content, "direct", offsets, verb, lemma, speaker, (index,), follows)
    other = found.rule("colon_quote", "any_subject")
    if other is None or inner or not scene.is_speech(scene.quotes[index]):
        return None
    earlier = _same_sentence(found, start, colon)
    if earlier is not None:
        return Report(other, content, "direct", quotes=(index,), follows=earlier)
    if _is_own_reaction(scene, start, end):
        return Report(other, content, "direct", quotes=(index,))
    speaker = subject_of_sentence(scene, start, end)
    if speaker is not None:
        return Report(other, content, "direct", speaker=speaker, quotes=(index,))
    block = scene.block_of(colon)
    follows = found.last_before(colon, since=block.start if block else 0) if is_full(scene, index) else None
    return Report(other, content, "direct", quotes=(index,), follows=follows) if follows is not None else None


def _is_own_reaction(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a possessive says whose words follow: « **Sa réponse** : « … » »."""
    words = scene.lexicon.words
    if scene.forms[start] not in words("sources.possessive") or scene.has_finite_verb(start, end):
        return False
    return not words("sources.reactions").isdisjoint(scene.forms[start + 1 : start + 3])


def _subject_behind(scene: Scene, verb: int, colon: int) -> Word | None:
    """Return an inverted subject before a colon: « Comme nous le confiait **une élue** : « … » »."""
    subject = inverted_subject_of(scene.tokens[verb])
    return subject if subject is not None and subject.i < colon and can_speak(scene, subject.i) else None


def is_full(scene: Scene, index: int) -> bool:
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
        if lemma is None or not triggers.get(lemma) or is_negated(scene.tokens[i]) or i in scene.places:
            continue  # « Incendie à **Sens** : « On a tout perdu » »
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


def subject_of_sentence(scene: Scene, start: int, end: int) -> int | None:
    """Return who a sentence is about: the subject of its last finite verb, or its only noun phrase."""
    if start < len(scene.tokens) and scene.forms[start] in {"pour", "selon"}:
        start += 1
    for i in range(end - 1, start - 1, -1):
        if scene.is_finite(i):
            subject = subject_of(scene.tokens[i])
            if subject is not None and scene.may_be_speaker(subject.i):
                return subject.i
    holder = _holder_of_view(scene, start, end)
    if holder is not None:
        return holder
    if scene.has_finite_verb(start, end):
        return next((i for i in range(start, min(start + 2, end)) if scene.may_speak(i)), None)  # « Un habitant du … »
    reactions = scene.lexicon.words("sources.reactions")
    for i in range(start, end):
        if scene.tokens[i].pos_ in {"PROPN", "NOUN"} and scene.forms[i] not in reactions:
            return i if scene.may_be_speaker(i) and end - start < 25 else None
    return None


def _holder_of_view(scene: Scene, start: int, end: int) -> int | None:
    """Return whose view is told: « C'est aussi l'**avis** d'**Ana Sol**, la maire : « … » »."""
    if scene.forms[start] not in {"c'", "ce", "tel", "telle"}:
        return None
    views = scene.lexicon.words("sources.views")
    view = next((i for i in range(start, end - 2) if scene.forms[i] in views), None)
    if view is None or scene.forms[view + 1] not in {"de", "d'", "du", "des"}:
        return None
    return next((i for i in range(view + 2, min(end, view + _NEAR)) if scene.may_speak(i)), None)


def last_character(scene: Scene, offset: int) -> int:
    """Return the last character before an offset that is no white space; -1 at the head of the text."""
    before = offset - 1
    while before >= 0 and scene.text[before].isspace():
        before -= 1
    return before
