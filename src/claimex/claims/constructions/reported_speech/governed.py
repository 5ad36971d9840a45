"""A report built from a verb and what it governs, with who says it and whom it goes on from."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.clause_ends import is_conviction
from claimex.claims.constructions.reported_speech.gerunds import joined_to, main_subject, signed_before
from claimex.claims.constructions.reported_speech.impersonal import speaker_of_on
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.parse import Word
from claimex.rules import Rule
from claimex.schema import Mode
from claimex.syntax import finite_verb_of, group_start, is_gerund, is_infinitive


def build_report(
    found: Findings, rule: Rule, content: tuple[Offsets, ...], mode: Mode, verb: int, lemma: str,
    subject: Word | None, used: tuple[int, ...],
) -> Report:  # fmt: skip
    scene = found.scene
    cue = (scene.starts[verb], scene.end_of(verb))
    if may_go_on(scene.tokens[verb]):
        follows, signer = signed_before(found, verb)
        signer = main_subject(scene, verb, content[-1][1]) if signer is None and follows is None else signer
    else:
        follows, signer = joined_to(found, verb), None
        if subject is None and is_conviction(scene, verb):
            signer = main_subject(scene, verb, content[-1][1])
        if subject is None and opens_sentence(scene, verb):
            follows = _last_in_block(found, verb)
    speaker = signer if signer is not None else subject.i if subject is not None and follows is None else None
    speaker = speaker_of_on(scene, speaker, verb) if speaker is not None and scene.forms[speaker] == "on" else speaker
    return Report(rule, content, mode, cue, verb, lemma, speaker, quotes=used, follows=follows)


def opens_sentence(scene: Scene, verb: int) -> bool:
    """Tell whether a finite verb opens a sentence without a subject: « **Et appelle** les élus à voter. »."""
    start, _ = scene.sentence(verb)
    first = group_start(scene.tokens[scene.carrier_of(verb)]).i
    is_led = first == start + 1 and scene.forms[start] in {"et", "puis", "mais"}
    return is_led and scene.is_finite(finite_verb_of(scene.tokens[verb]).i)


def _last_in_block(found: Findings, verb: int) -> Report | None:
    """Return the last report of the paragraph before a verb: whose turn it is."""
    block = found.scene.block_of(found.scene.starts[verb])
    return found.last_before(found.scene.starts[verb], since=block.start) if block is not None else None


def may_go_on(token: Word) -> bool:
    return is_gerund(token) or is_infinitive(finite_verb_of(token))


def to_quote_end(scene: Scene, content: Offsets, used: tuple[int, ...]) -> Offsets:
    """Let content that ends inside a quotation run to its closing mark."""
    if used and scene.quotes[used[-1]].end > content[1] > scene.quotes[used[-1]].start:
        return content[0], scene.quotes[used[-1]].end
    return content
