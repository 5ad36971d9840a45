"""Statements: from reports to claims, with speaker, stance and factuality."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from claimex.annotations import StatementMention
from claimex.claims.antecedents import NOBODY, Speaker
from claimex.claims.certainty import Certainty
from claimex.claims.constructions.reported_speech import Report, Scene, find_reports
from claimex.claims.constructions.reported_speech.cues import stand_in
from claimex.claims.main_clauses import main_verb_of
from claimex.claims.modality import modality_of
from claimex.claims.speakers import Speakers
from claimex.claims.worthiness import rate_claim
from claimex.lexicon import Lexicon
from claimex.parse import parse_of
from claimex.rules import RuleBook
from claimex.schema import Stance
from claimex.syntax import governor_of, is_gerund, is_infinitive, subject_before

_STANCES: tuple[Stance, ...] = ("promising", "asking", "endorsing", "distancing")
_NO_SPEAKER = 0.15  # taken from the confidence of a statement without a speaker


def find_statements(doc: Doc, rules: RuleBook, lexicon: Lexicon) -> Iterator[StatementMention]:
    """Yield the statements of a document in text order, as in « C'est faux », a répondu Marine Le Pen."""
    if len(doc) == 0 or not doc.has_annotation("DEP"):
        return
    parse = parse_of(doc)
    scene = Scene(parse, lexicon)
    speakers = Speakers(scene)
    modality = modality_of(parse, lexicon)
    known: dict[int, Speaker] = {}
    for report in find_reports(scene, rules):
        speaker = _speaker(report, speakers, known)
        known[id(report)] = speaker
        speakers.antecedents.remember(report.start if report.cue is None else report.cue[0], speaker)
        head = main_verb_of(report, scene)
        certainty = modality.read(report.start, report.end, head=head, inside=report.mode == "direct")
        yield rate_claim(parse, _statement(report, speaker, certainty, lexicon), lexicon)


def _speaker(report: Report, speakers: Speakers, known: dict[int, Speaker]) -> Speaker:
    if report.speaker is not None and not _is_told_along(report, speakers.scene):
        head = _head(report, report.speaker, speakers.scene)
        found = speakers.speaker_of(head, verb=report.verb, said=report.content[0])
        if found != NOBODY:
            return found
        last = speakers.antecedents.last(report.start)
        if speakers.antecedents.knows(head) and speakers.role_nouns.is_nameless(last):
            return last  # « L'avocat … « Nous irons au bout », a-t-elle ajouté »
    if report.follows is not None:
        declared = speakers.antecedents.declarant(report.follows.end, report.start)
        if declared != NOBODY:
            return declared
        return known.get(id(report.follows), NOBODY)
    if not _goes_on(report, speakers.scene):
        return NOBODY
    last = speakers.antecedents.last(report.start)
    before = report.start if report.cue is None else max(report.start, report.cue[0])
    if report.rule.pattern == "any_subject":
        return speakers.antecedents.topic(before)  # « Léa Petit n'a pas cillé. Sa réponse : « … » »
    return speakers.antecedents.topic(before) if last == NOBODY else last


def _head(report: Report, speaker: int, scene: Scene) -> int:
    """Return who speaks: the subject before a colon, not its verb's object: « **Le coach** critique l'arbitre : »."""
    if report.verb is None:
        return speaker
    if report.rule.construction == "colon_quote" and speaker > report.verb:
        subject = subject_before(governor_of(scene.tokens[report.verb]))
        if subject is not None and scene.may_be_speaker(subject.i) and scene.quote_of[subject.i] < 0:
            return subject.i
    return stand_in(scene, report.verb, speaker)


def _goes_on(report: Report, scene: Scene) -> bool:
    """Tell whether a verb without a subject leaves the turn to who spoke: « Et d'**ajouter** : », « à ses yeux »."""
    if report.verb is None:
        return report.rule.pattern in {"possessive", "any_subject"}
    token = scene.tokens[report.verb]
    return is_infinitive(token) or is_gerund(token)


def _is_told_along(report: Report, scene: Scene) -> bool:
    """Tell whether a verb only goes on, its object no speaker: « … », **évoquant une situation** « grave »."""
    if report.verb is None or report.speaker is None or report.speaker < report.verb:
        return False
    verb = scene.tokens[report.verb]
    return (is_gerund(verb) or is_infinitive(verb)) and not scene.may_be_speaker(report.speaker)


def _statement(report: Report, speaker: Speaker, certainty: Certainty, lexicon: Lexicon) -> StatementMention:
    confidence = report.rule.confidence - (_NO_SPEAKER if speaker == NOBODY else 0.0)
    return StatementMention(
        start=report.start,
        end=report.end,
        rule=report.rule.id,
        cue=report.cue,
        factuality=certainty.factuality(attributed=True),
        reported_by=speaker.actors[0] if speaker.actors else None,
        confidence=max(0.0, confidence),
        content=report.content,
        speakers=speaker.actors,
        speaker_words=speaker.words,
        mode=report.mode,
        stance=report.rule.stance or stance_of(report.lemma, lexicon),
        anonymous=speaker.anonymous,
    )


def stance_of(lemma: str | None, lexicon: Lexicon) -> Stance:
    """Return how the journalist's verb stands to what is said: « révéler » endorses, « prétendre » does not."""
    return "neutral" if lemma is None else _stances(lexicon).get(lemma, "neutral")


@cache
def _stances(lexicon: Lexicon) -> dict[str, Stance]:
    """Return the stance of each verb that has one, the first of several."""
    return {lemma: stance for stance in reversed(_STANCES) for lemma in lexicon.words(f"reporting.stance.{stance}")}
