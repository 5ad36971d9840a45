"""Clauses after a colon without quotation marks, as in **Le préfet prévient** : le col restera fermé."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.cues import can_speak
from claimex.claims.constructions.reported_speech.fragments import is_phrase
from claimex.claims.constructions.reported_speech.quoted import subject_of_sentence
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.schema import Mode
from claimex.syntax import governor_of, is_first_person, is_negated, is_passive, is_time, subject_of

_NEAR = 14  # tokens between « est formel » and its colon
_OPENING = 3  # tokens in which « Réponse gênée », « Même son de cloche » stand
_TAIL = 4  # tokens of « met les points sur les i » that are listed
_TO = frozenset({"à", "au", "aux", "contre", "sur"})
_Lead = tuple[int | None, int | None]  # the cue and who speaks


def find_colon_clauses(found: Findings) -> None:
    """Add clauses after a colon, as in **Le préfet prévient** : le col restera fermé."""
    scene = found.scene
    rule = found.rule("colon_quote", "clause")
    if rule is None:
        return
    for colon in [i for i, form in enumerate(scene.forms) if form == ":"]:
        content = _clause_after(found, colon)
        lead = _lead_before(found, scene.sentence(colon)[0], colon, content) if content is not None else None
        if content is None or lead is None:
            continue
        used = tuple(i for i in scene.quotes_in(*content) if i not in found.quotes)
        cue, speaker = lead
        offsets = (scene.starts[cue], scene.end_of(cue)) if cue is not None else None
        lemma = scene.lemma_of(cue) if cue is not None else None
        mode: Mode = "mixed" if used else "indirect"
        found.add(Report(rule, (content,), mode, offsets, cue, lemma, speaker, used))


def _clause_after(found: Findings, colon: int) -> Offsets | None:
    """Return a clause that nobody has told yet: « Le préfet prévient : **le col restera fermé**. »."""
    scene = found.scene
    start, end = scene.sentence(colon)
    if scene.quote_of[colon] >= 0 or colon == start or scene.is_silent(scene.starts[colon]):
        return None
    if not scene.has_finite_verb(colon + 1, end):
        return None
    content = scene.trim(scene.starts[colon + 1], scene.end_of(end - 1))
    is_quoted = bool(scene.quotes_in(content[0], content[0] + 1))
    return None if is_quoted or found.is_told(content[0]) or found.is_told(content[1] - 1) else content


def _lead_before(found: Findings, start: int, colon: int, content: Offsets) -> _Lead | None:
    """Return what brings in a clause after a colon, and who speaks."""
    scene = found.scene
    cue = _cue_before(scene, start, colon) or _argument_before(scene, start, colon)
    if cue is not None:
        subject = subject_of(scene.tokens[cue])
        return cue, subject.i if subject is not None else None
    speaker = _reacting(scene, start, colon)
    if speaker is None and (_is_turn(scene, start, colon) or _is_quoted(found, content)):
        speaker = _subject(scene, start, colon)
    return (None, speaker) if speaker is not None else None


def _cue_before(scene: Scene, start: int, colon: int) -> int | None:
    """Return the verb or adjective that announces a clause: « **prévient** : », « en est **convaincu** : »."""
    sure = scene.lexicon.words("grammar.sure")
    cue = next((i for i in range(colon - 1, max(start, colon - _NEAR), -1) if scene.forms[i] in sure), colon - 1)
    if any(scene.tokens[i].text == "," or scene.is_finite(i) for i in range(cue + 1, colon)):
        return None  # « Le maire, sûr de lui, annonce trois mesures : … »
    while cue > start and (scene.tokens[cue].pos_ == "ADV" or is_time(scene.tokens[cue])):
        cue -= 1
    lemma = scene.lemma_of(cue)
    is_verb_cue = lemma in scene.lexicon.words("reporting.takes.que") and not is_negated(scene.tokens[cue])
    if not (is_verb_cue or scene.forms[cue] in sure) or not _has_speaker(scene, cue):
        return None
    subject = subject_of(scene.tokens[cue])
    is_data = subject is not None and scene.forms[subject.i] in scene.lexicon.words("sources.data")
    return None if scene.forms[cue] in sure and is_data else cue  # « Les chiffres sont clairs : … »


def _argument_before(scene: Scene, start: int, colon: int) -> int | None:
    """Return the verb of an argument that a clause unfolds: « **justifie** la hausse : l'électricité a doublé ».

    « justifie **trois** mesures : … » lists what it tells of.
    """
    arguing = scene.lexicon.words("sources.arguing")
    for i in range(colon - 1, max(start, colon - _NEAR), -1):
        if scene.tokens[i].like_num or scene.tokens[i].text == ",":
            return None
        if scene.lemma_of(i) in arguing and not is_negated(scene.tokens[i]) and _has_speaker(scene, i):
            return i
        if scene.is_finite(i):
            return None
    return None


def _has_speaker(scene: Scene, verb: int) -> bool:
    """Tell whether the subject of a verb may speak and is not « je »."""
    subject = subject_of(scene.tokens[verb])
    if subject is None or is_first_person(subject):
        return False
    is_pronoun = subject.pos_ == "PRON" and scene.may_be_speaker(subject.i)
    return is_pronoun or can_speak(scene, subject.i)


def _is_turn(scene: Scene, start: int, colon: int) -> bool:
    """Tell whether a turn of phrase leads to words: « a botté **en touche** : », « enfonce **le clou** : »."""
    tails = scene.lexicon.words("sources.tails")
    firsts = range(max(start + 1, colon - _TAIL), colon)
    return any(" ".join(scene.forms[first:colon]).replace("' ", "'") in tails for first in firsts)


def _is_quoted(found: Findings, content: Offsets) -> bool:
    """Tell whether a clause has somebody's words in it that nobody else signs: « : la rue « ne tiendra pas » »."""
    scene = found.scene
    quotes = scene.quotes_in(*content)
    if not quotes or any(i in found.quotes or scene.quotes[i].inner[1] > content[1] for i in quotes):
        return False
    marks = ((i, scene.token_at(scene.quotes[i].start)) for i in quotes if scene.is_speech(scene.quotes[i]))
    return any(is_phrase(scene, i, mark) for i, mark in marks)


def _subject(scene: Scene, start: int, colon: int) -> int | None:
    """Return who a sentence before a colon is about, if it tells what somebody does."""
    verb = next((i for i in range(colon - 1, start - 1, -1) if scene.is_finite(i)), None)
    if verb is not None and is_passive(governor_of(scene.tokens[verb])):
        return None
    speaker = subject_of_sentence(scene, start, colon)
    return None if speaker is None or is_first_person(scene.tokens[speaker]) else speaker


def _reacting(scene: Scene, start: int, colon: int) -> int | None:
    """Return whose reaction is told: « **Réponse** du maire : », « Même **constat** chez les pêcheurs : »."""
    reactions = scene.lexicon.words("sources.reactions")
    first = next((i for i in range(start, min(start + _OPENING, colon)) if scene.forms[i] in reactions), None)
    if first is None or colon - first > _NEAR:
        return None
    speaker = next((i for i in range(first + 1, colon) if scene.may_speak(i)), None)
    is_told = speaker is not None and not _TO.isdisjoint(scene.forms[first + 1 : speaker])
    return None if is_told else speaker  # « Message **aux** automobilistes : la rue est fermée »
