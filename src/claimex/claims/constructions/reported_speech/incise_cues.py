"""The verb group of an incise in its sentence: who signs, where it ends, « …, **promet le maire**, … »."""

from claimex.claims.constructions.reported_speech.cues import Cue, can_speak, is_one_of, read_cue, start_of
from claimex.claims.constructions.reported_speech.impersonal import speaker_of_on
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.syntax import governor_of, inverted_subject_of, is_clitic, is_infinitive, is_relative, subject_before

_LINKS = frozenset({",", "–", "—", "-", ")", "…"})


def cue_after(scene: Scene, offset: int) -> Cue | None:
    """Return the incise that follows an offset: « « On verra », **promet le maire** »."""
    first = scene.token_at(offset)
    while first < len(scene.tokens) and (
        scene.starts[first] < offset or scene.tokens[first].is_space or scene.tokens[first].text in _LINKS
    ):
        first += 1
    return read_cue(scene, _after_presentative(scene, first))


def _after_presentative(scene: Scene, first: int) -> int:
    """Return the verb of « « … » : **voilà ce que** répond le maire », « …, **c'est ce qu'**a dit la préfète »."""
    opening = scene.forms[first : first + 5]
    start = 1 if opening[:1] == [":"] else 0
    if opening[start : start + 1] in (["voilà"], ["voici"]):
        start += 1
    elif opening[start : start + 2] == ["c'", "est"]:
        start += 2
    else:
        return first
    is_ready = opening[start : start + 2] in (["ce", "que"], ["ce", "qu'"])
    return first + start + 2 if is_ready else first


def signer_of(scene: Scene, cue: Cue) -> int:
    """Return who signs: the subject of the incise, or whom its « on » stands for (« dit-on **à l'Élysée** »)."""
    return speaker_of_on(scene, cue.subject, cue.verb) if scene.forms[cue.subject] == "on" else cue.subject


def plain_cue(scene: Scene, verb: int, lemma: str) -> Cue | None:
    """Return the incise of this verb without quotation: « L'usine fermera, **a annoncé la direction**. »."""
    first = start_of(scene, verb)
    is_asked = first > 0 and scene.tokens[first - 1].text in {"?", "!"} and scene.quote_of[verb] >= 0
    is_apart = first > 0 and (scene.forms[first - 1] in {",", "–", "—"} or is_asked)
    if first == 0 or not (is_apart or _runs_on(scene, first, verb, lemma)):
        return None
    cue = read_cue(scene, first)
    if cue is None or cue.verb != verb or not _is_third_person(scene, cue.subject):
        return None
    if lemma in scene.lexicon.words("reporting.stance.asking") and _is_asked_for(scene, cue.subject):
        return None  # « L'hôtel, qui dit que l'eau est polluée, demande **une expertise** »
    if lemma == "dire" and scene.forms[signer_of(scene, cue)] == "on":
        return None  # « Il aurait, dit-on, changé d'avis »: a rumour, nobody's words
    closes = cue_end(scene, cue)
    is_end = closes >= len(scene.tokens) or scene.tokens[closes - 1].is_space  # the line ends: « …, dit Léa Roy »
    is_end = is_end or scene.tokens[closes].text[0] in ',.!?;:»”"–—…)' or scene.tokens[closes].is_space
    is_clitic_subject = is_clitic(scene.tokens[cue.subject])
    may_sign = is_clitic_subject or can_speak(scene, cue.subject) or is_one_of(scene, cue.subject)
    if not is_end or not may_sign:
        return None
    return cue if is_clitic_subject or not _has_speaker_before(scene, cue) else None


def _is_asked_for(scene: Scene, subject: int) -> bool:
    """Tell whether an indefinite document is what is asked, not who asks: « demande **une expertise** »."""
    is_document = scene.forms[subject] in scene.lexicon.words("sources.documents") and subject not in scene.names
    return is_document and scene.forms[subject - 1] in {"un", "une", "des"}


def _runs_on(scene: Scene, first: int, verb: int, lemma: str) -> bool:
    """Tell whether an incise lacks its comma: « Il est sorti libre **a indiqué son avocat**. »."""
    words, is_helped = scene.lexicon.words, scene.tokens[first].pos_ == "AUX"
    if lemma not in words("reporting.takes.que") or not (is_helped or lemma in words("reporting.takes.infinitive")):
        return False
    before = scene.tokens[first - 1]
    if is_infinitive(scene.tokens[verb]) and before.pos_ == "ADP":
        return False  # « il vise surtout à **soutenir** Air Valdor »
    if before.pos_ in {"PRON", "SCONJ", "CCONJ"} or is_relative(before) or before.form == "comme":
        return False
    subject = inverted_subject_of(scene.tokens[verb])
    if subject is None or not scene.may_speak(subject.i):
        return False
    start, end = scene.sentence(verb)
    own = subject_before(scene.tokens[verb])
    if own is not None and (can_speak(scene, own.i) or not scene.has_finite_verb(start, own.i)):
        return False
    ends = not scene.has_finite_verb(max(verb, subject.i) + 1, end)
    return ends and scene.has_finite_verb(start, first)


def _has_speaker_before(scene: Scene, cue: Cue) -> bool:
    """Tell whether the verb has a subject before it that may speak: « Le maire, Jean Petit, a salué l'élue »."""
    subject = subject_before(governor_of(scene.tokens[cue.verb]))
    if subject is None or not can_speak(scene, subject.i) or _has_own_verb(scene, subject.i, cue.first):
        return False
    if _is_predicate(scene, subject.i):
        return False
    return any(scene.tokens[i].text == "," for i in range(subject.i, cue.first - 1)) or not _parts(scene, cue)


def _has_own_verb(scene: Scene, subject: int, end: int) -> bool:
    """Tell whether a subject has its verb before an incise: « Le maire **a vu** l'élue, qui part, a dit l'Élysée »."""
    verb = next((i for i in range(subject + 1, end) if scene.is_finite(i)), end)
    return verb < end and not any(is_relative(scene.tokens[i]) for i in range(subject + 1, verb + 1))


def _is_predicate(scene: Scene, noun: int) -> bool:
    """Tell whether a noun says what somebody is: « La victime est **un ouvrier**, a annoncé le parquet »."""
    before = noun - 1
    while before > 0 and scene.tokens[before].pos_ in {"DET", "ADJ", "NUM"}:
        before -= 1
    return before > 0 and scene.tokens[before].lemma_ == "être" and scene.is_finite(before)


def _parts(scene: Scene, cue: Cue) -> bool:
    """Tell whether an incise parts a subject from its verb: « Le conseil, **promet le maire**, votera »."""
    after = cue_end(scene, cue)
    is_comma = after + 1 < len(scene.tokens) and scene.tokens[after].text == ","
    return is_comma and any(scene.is_finite(i) for i in range(after + 1, min(after + 4, len(scene.tokens))))


def _is_third_person(scene: Scene, subject: int) -> bool:
    """Tell whether a subject is no « je », « nous », « tu » or « vous »."""
    return scene.forms[subject] not in {"je", "j'", "nous", "vous", "tu"}


def cue_end(scene: Scene, cue: Cue) -> int:
    """Return the token after the incise's subject: the next separator, or the end of the sentence."""
    _, end = scene.sentence(cue.verb)
    for i in range(max(cue.subject, cue.verb) + 1, end):
        if scene.tokens[i].text[0] in ',;:.!?»”"–—' and not scene.tokens[i].text[0].isalnum():
            return i
    return end
