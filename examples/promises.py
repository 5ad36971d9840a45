"""A calendar of promises: the commitments of several articles that can be judged, by deadline."""

from pathlib import Path

import claimex

ARTICLES = Path(__file__).parent / "articles"

articles = [
    claimex.Article(file.read_text("utf-8"), id=file.stem, published="2026-01-13")
    for file in sorted(ARTICLES.glob("*.txt"))
]
promises = [
    (claim.deadline.end, result.document.id, claim)
    for result in claimex.extract_many(articles)
    for claim in result.claims
    if isinstance(claim, claimex.Commitment) and claim.deadline and claim.deadline.end
]
for day, article, claim in sorted(promises, key=lambda promise: (promise[0], promise[1], promise[2].id)):
    who = ", ".join(actor.name for actor in claim.actors) or "?"
    print(f"{day}  {article:8}  {who}: {claim.span.text}")
