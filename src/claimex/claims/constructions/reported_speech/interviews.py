"""Interviews in questions and answers: an answer is a direct statement of the person interviewed."""

import re
from collections.abc import Sequence
from itertools import pairwise

from claimex.annotations import Block, Offsets
from claimex.claims.constructions.reported_speech.report import Findings, Report

_QUESTION = re.compile(r"\?\s*[»”\"]?\s*$")
_CREDIT = re.compile(r"\b(?:propos (?:recueillis|traduits)|interview réalisée|recueilli par|entretien réalisé)\b", re.I)
_ANNOUNCED = re.compile(r"\s*(?:ENTRETIEN|INTERVIEW|GRAND ENTRETIEN|TROIS QUESTIONS|QUESTIONS[ -]RÉPONSES)\b")
_LABEL = re.compile(r"(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý'’ .-]{2,40}?|R[ée]ponse|[RQ])\s?(?:\.|:|–|—)\s+(?=\S)")
_MOST_OF_QUESTION = 320  # characters; a longer paragraph that ends in « ? » is an answer


def find_answers(found: Findings) -> None:
    """Add the answers of an interview, each from its label (« JULIEN MARCHETTI. ») to the next question."""
    scene = found.scene
    rule = found.rule("free_quote", "interview")
    paragraphs = [
        block for block in scene.blocks if block.kind in {"title", "paragraph", "heading"} and not block.repeats
    ]
    questions = [_is_question(scene.text, block) for block in paragraphs]
    if rule is None or not _is_interview(scene.text, paragraphs, questions):
        return
    answer: list[Block] = []
    for block, is_question, after in zip(paragraphs, questions, [*questions[1:], False], strict=True):
        credit = _CREDIT.search(scene.text, block.start, block.end)
        if is_question or credit:
            _add(found, answer)
            answer = []
            is_open = is_question
        elif questions.index(True) < paragraphs.index(block) and (
            answer or is_open or _LABEL.match(scene.text, block.start)
        ):
            answer.append(block)
            is_open = after or True
    _add(found, answer)


def _is_question(text: str, block: Block) -> bool:
    paragraph = text[block.start : block.end]
    return len(paragraph) <= _MOST_OF_QUESTION and _QUESTION.search(paragraph) is not None and "«" not in paragraph[:2]


def _is_interview(text: str, blocks: Sequence[Block], questions: list[bool]) -> bool:
    """Tell an interview by three questions that answers follow, or by two and the words that announce one."""
    answered = sum(1 for first, second in pairwise(questions) if first and not second)
    if answered < 2:
        return False
    is_announced = any(_ANNOUNCED.match(text, block.start, block.end) for block in blocks)
    return answered >= 3 or is_announced or _CREDIT.search(text) is not None


def _add(found: Findings, answer: list[Block]) -> None:
    rule = found.rule("free_quote", "interview")
    if not answer or rule is None:
        return
    scene = found.scene
    label = _LABEL.match(scene.text, answer[0].start)
    start = label.end() if label else answer[0].start
    content: Offsets = (start, answer[-1].end)
    speaker = None
    if label and len(label["name"]) > 2:
        speaker = scene.token_at(label.start("name"))
    follows = _previous(found) if speaker is None else None
    quotes = tuple(scene.quotes_in(*content))
    found.add(Report(rule, (content,), "direct", speaker=speaker, follows=follows, quotes=quotes))


def _previous(found: Findings) -> Report | None:
    answers = [report for report in found.reports if report.rule.pattern == "interview"]
    return answers[-1] if answers else None
