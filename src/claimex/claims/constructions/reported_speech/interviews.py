"""Interviews in questions and answers: an answer is a direct statement of the person interviewed."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from claimex.annotations import Block, Offsets
from claimex.claims.constructions.reported_speech.cues import read_cue
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.lexicon import Lexicon

_QUESTION = re.compile(r"\?\s*[»”\"]?\s*$")
_LABEL = re.compile(r"(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý'’ .-]{2,40}?|R[ée]ponse|[RQ])\s?(?:\.|:|–|—)\s+(?=\S)")
_NAMED = re.compile(r"(?P<name>[^\n:.«»?!]{3,40}?)\s?:\s+(?=\S)")
_OPENING = re.compile(r"\s*[«“\"]")
_MOST_OF_QUESTION = 320  # characters; a longer paragraph that ends in « ? » is an answer


def find_answers(found: Findings) -> None:
    """Add the answers of an interview, each from its label (« JULIEN MARCHETTI. ») to the next question."""
    scene = found.scene
    rule = found.rule("free_quote", "interview")
    paragraphs = [
        block for block in scene.blocks if block.kind in {"title", "paragraph", "heading"} and not block.repeats
    ]
    questions = [_is_question(scene.text, block) for block in paragraphs]
    if rule is None or sum(questions) < (1 if _names_answerer(scene, paragraphs) else 2):
        return
    questions = _with_quoted_answers(scene.text, paragraphs, questions)
    if not _is_interview(scene, paragraphs, questions):
        return
    answer: list[Block] = []
    for block, is_question, after in zip(paragraphs, questions, [*questions[1:], False], strict=True):
        credit = _credits(scene.lexicon).search(scene.text, block.start, block.end)
        if is_question or credit:
            _add(found, answer)
            answer = []
            is_open = is_question
        elif questions.index(True) < paragraphs.index(block) and (answer or is_open or _label_at(scene, block.start)):
            answer.append(block)
            is_open = after or True
    _add(found, answer)


def _is_question(text: str, block: Block) -> bool:
    paragraph = text[block.start : block.end]
    return len(paragraph) <= _MOST_OF_QUESTION and _QUESTION.search(paragraph) is not None and "«" not in paragraph[:2]


def _with_quoted_answers(text: str, blocks: Sequence[Block], questions: list[bool]) -> list[bool]:
    """Take a paragraph with « ? » before a quoted one for a question too: « Vous partez ? On parle de mai. »."""
    after = [*blocks[1:], None]
    return [
        is_question
        or (
            following is not None
            and "?" in text[block.start : block.end]
            and _OPENING.match(text, following.start) is not None
            and not _OPENING.match(text, block.start)
        )
        for block, following, is_question in zip(blocks, after, questions, strict=True)
    ]


def _is_interview(scene: Scene, blocks: Sequence[Block], questions: list[bool]) -> bool:
    """Tell an interview by three questions with answers, or by two with quoted answers or words that announce one."""
    text = scene.text
    if _names_answerer(scene, blocks):
        return True
    answers = [block for block, (first, second) in zip(blocks[1:], pairwise(questions), strict=True) if first > second]
    answered = len(answers)
    if answered < 2:
        return False
    if all(_OPENING.match(text, block.start) for block in answers):
        return True
    is_announced = any(_labels(scene.lexicon).match(text, block.start, block.end) for block in blocks)
    if is_announced or _credits(scene.lexicon).search(text) is not None:
        return True
    return answered >= 3 and not _quotes_others(scene, blocks[questions.index(True)].start)


def _names_answerer(scene: Scene, blocks: Sequence[Block]) -> bool:
    """Tell whether a person's name opens the answer to a question: « Élise Roy : La chambre dispose … »."""
    named = {start for start, _, _ in scene.persons}
    return any(
        answer.start in named and _is_question(scene.text, question) and _NAMED.match(scene.text, answer.start)
        for question, answer in pairwise(blocks)
    )


def _label_at(scene: Scene, start: int) -> re.Match[str] | None:
    """Read who answers at the head of a paragraph, in capitals or as a person named in the text."""
    is_named = any(start == place for place, _, _ in scene.persons)
    return _LABEL.match(scene.text, start) or (_NAMED.match(scene.text, start) if is_named else None)


def _quotes_others(scene: Scene, start: int) -> bool:
    """Tell whether quotations are signed after a character, as in an article: « …, dit X »."""
    cues = [read_cue(scene, scene.token_at(quote.end) + 1) for quote in scene.quotes if quote.start >= start]
    return sum(cue is not None and cue.lemma is not None for cue in cues) > 1


def _add(found: Findings, answer: list[Block]) -> None:
    rule = found.rule("free_quote", "interview")
    if not answer or rule is None:
        return
    scene = found.scene
    label = _label_at(scene, answer[0].start)
    start = label.end() if label else answer[0].start
    content = _within_marks(scene, start, answer[-1].end)
    speaker = scene.token_at(label.start("name")) if label and len(label["name"]) > 2 else None
    follows = _previous(found) if speaker is None else None
    if speaker is None and follows is None:
        speaker = _presented(scene, answer[0].start)
    quotes = tuple(scene.quotes_in(*content))
    found.add(Report(rule, (content,), "direct", speaker=speaker, follows=follows, quotes=quotes))


def _within_marks(scene: Scene, start: int, end: int) -> Offsets:
    """Return an answer without the marks around all of it."""
    quotes = scene.quotes_in(start, end)
    if quotes and scene.quotes[quotes[0]].start == start and scene.quotes[quotes[0]].end >= end - 1:
        return scene.quotes[quotes[0]].inner
    return start, end


def _presented(scene: Scene, before: int) -> int | None:
    """Return the name most used before the first answer, the later of two: whom an interview presents."""
    names = Counter(actor for start, actor, _ in scene.persons if start < before)
    most = max(names.values(), default=0)
    return next(
        (token for start, actor, token in reversed(scene.persons) if start < before and names[actor] == most), None
    )


def _previous(found: Findings) -> Report | None:
    answers = [report for report in found.reports if report.rule.pattern == "interview"]
    return answers[-1] if answers else None


@cache
def _credits(lexicon: Lexicon) -> re.Pattern[str]:
    """« Propos recueillis par Ana Sol »: who asked the questions."""
    return re.compile(rf"\b(?:{'|'.join(sorted(lexicon.words('sources.interview_credits')))})\b", re.IGNORECASE)


@cache
def _labels(lexicon: Lexicon) -> re.Pattern[str]:
    """« ENTRETIEN. Le maire de Sens revient … »: a label in capitals that announces an interview."""
    return re.compile(rf"\s*(?:{'|'.join(sorted(lexicon.words('sources.interview_labels')))})\b")
