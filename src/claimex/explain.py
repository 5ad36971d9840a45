"""Why a claim is what it is: its rule, its cue and what decided each field. ``claimex explain`` prints it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from claimex import annotations as ann
from claimex.extract import Article, make_doc, read
from claimex.rules import Rule, RuleBook, load_rules
from claimex.schema import Claim


@dataclass(frozen=True, slots=True)
class Explanation:
    """One claim, the rule that fired, the words that weaken it, and what decided its fields."""

    claim: Claim
    rule: Rule | None
    hedges: tuple[str, ...]
    reasons: tuple[str, ...]
    decided: tuple[tuple[str, str], ...]

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield (name, value) in the order a reader wants them: the words, the rule, the cue, the fields."""
        claim = self.claim
        yield "words", f"« {' '.join(claim.span.text.split())} » [{claim.span.start}:{claim.span.end}]"
        yield "rule", claim.rule if self.rule is None else f"{claim.rule} ({self.rule.note})"
        if claim.cue:
            yield "cue", f"« {claim.cue.text} »"
        if claim.section:
            yield "section", " › ".join(claim.section)
        yield from self.decided
        if "factuality" not in dict(self.decided):
            yield "factuality", claim.factuality
        if self.hedges:
            yield "hedges", ", ".join(f"« {hedge} »" for hedge in self.hedges)
        yield "check-worthy", f"{claim.checkworthiness:.2f}" + (f": {', '.join(self.reasons)}" if self.reasons else "")
        yield "confidence", f"{claim.confidence:.2f}"


def explain_article(article: Article, nlp: Language, *, rules: RuleBook | None = None) -> Iterator[Explanation]:
    """Yield one explanation a claim, in text order. ``rules`` is the book that ``nlp`` was loaded with."""
    doc = nlp(make_doc(nlp, article))
    result = read(doc, article=article)
    book = (rules or load_rules()).by_id
    for claim, row in zip(result.claims, ann.read_claims(doc), strict=True):
        hedges = tuple(article.text[start:end] for start, end in row.hedges)
        yield Explanation(claim, book.get(claim.rule), hedges, row.reasons, row.decided)
