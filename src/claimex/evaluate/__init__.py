"""What the results are worth: gold annotations → precision, recall and F1 per kind and per rule, and calibration."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from claimex.evaluate.gold import GoldArticle, read_gold
from claimex.evaluate.scoring import PARTS, Scorer
from claimex.evaluate.tallies import Bin, Judged, Tally, by_rule, calibration_error, reliability
from claimex.extract import Article, extract_many

__all__ = ["PARTS", "Bin", "GoldArticle", "Judged", "Report", "Scorer", "Tally", "evaluate", "read_gold"]


@dataclass(frozen=True, slots=True)
class Report:
    """The scores over a directory of gold: ``parts`` by kind, ``rules`` by rule id, and how well confidence fits."""

    articles: int
    characters: int
    parts: dict[str, Tally]
    rules: dict[str, Tally]
    reliability: tuple[Bin, ...]
    calibration_error: float


def evaluate(gold: Path | Iterable[GoldArticle], *, nlp: Language | None = None) -> Report:
    """Run the pipeline over gold articles and score it.

    Raises ``ReaderError`` CX511, CX512 or CX513 when the gold cannot be read.
    """
    articles = tuple(read_gold(gold) if isinstance(gold, Path) else gold)
    scorer = Scorer()
    texts = (Article(article.text, id=article.id, published=article.published) for article in articles)
    for article, found in zip(articles, extract_many(texts, nlp=nlp), strict=True):
        scorer.add(article, found)
    return Report(
        articles=len(articles),
        characters=sum(len(article.text) for article in articles),
        parts=scorer.tallies,
        rules=by_rule(scorer.judged),
        reliability=reliability(scorer.judged),
        calibration_error=calibration_error(scorer.judged),
    )
