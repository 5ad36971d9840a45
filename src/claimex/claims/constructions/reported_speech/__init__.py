"""Reported speech: every construction by which the French press says who said what.

``find_reports`` runs them in an order that lets the surest use up its quotations and verbs first.
"""

from claimex.claims.constructions.reported_speech.clauses import find_clauses
from claimex.claims.constructions.reported_speech.colon_clauses import find_colon_clauses
from claimex.claims.constructions.reported_speech.embedded import find_embedded_quotes
from claimex.claims.constructions.reported_speech.fragments import find_fragments
from claimex.claims.constructions.reported_speech.incises import find_plain_incises, find_quote_incises
from claimex.claims.constructions.reported_speech.interviews import find_answers
from claimex.claims.constructions.reported_speech.nouns import find_noun_clauses
from claimex.claims.constructions.reported_speech.quoted import find_colon_quotes
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.signatures import find_signed_blocks
from claimex.claims.constructions.reported_speech.sources import find_sources
from claimex.claims.constructions.reported_speech.turns import find_free_quotes
from claimex.rules import RuleBook

__all__ = ["Report", "Scene", "find_reports"]

_STEPS = (
    find_answers,
    find_signed_blocks,
    find_quote_incises,
    find_noun_clauses,
    find_clauses,
    find_sources,
    find_plain_incises,
    find_colon_quotes,
    find_colon_clauses,
    find_embedded_quotes,
    find_free_quotes,
    find_fragments,
)


def find_reports(scene: Scene, rules: RuleBook) -> list[Report]:
    """Return the reports of a document in text order, as in « C'est faux », a répondu Marine Le Pen."""
    found = Findings(scene, rules)
    for step in _STEPS:
        step(found)
    return sorted(found.reports, key=lambda report: (report.start, report.end, report.rule.id))
