"""Read one article and print who says what, who commits to what, and the figures."""

from pathlib import Path

import claimex

ARTICLES = Path(__file__).parent / "articles"

text = (ARTICLES / "piscine.txt").read_text("utf-8")
result = claimex.extract(text, id="piscine", published="2026-01-13")

for claim in result.claims:
    print(f"{claim.kind:10} {claim.factuality:12} {claim.text}")
for warning in result.warnings:
    print(f"warning    {warning.code}: {warning.span.text if warning.span else ''}")
