"""Constructions by which somebody undertakes something, for commitments.

``verbs`` reads « s'engage à ouvrir » and « annonce l'ouverture de », ``futures`` « ouvrira », « va ouvrir » and « sera
ouvert », ``decrees`` « supprime 60 postes », ``presents`` « sont suspendus dès lundi », ``repriced`` « passe de 2 à 3
euros », ``nominals`` « la promesse de rouvrir », ``texts`` « un décret visant à ouvrir », ``settled`` « se dit prêt à
ouvrir » and « l'ouverture est prévue », ``listed`` the items and rows under a heading that says « mesures », ``inline``
those after a colon in a sentence.
"""

from collections.abc import Iterator, Set
from functools import cache

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.bare import bare_measures
from claimex.claims.constructions.undertakings.brought import brought_matches
from claimex.claims.constructions.undertakings.contents import content_matches
from claimex.claims.constructions.undertakings.decrees import decree_matches, stated_matches
from claimex.claims.constructions.undertakings.enacted import enacted_matches
from claimex.claims.constructions.undertakings.expected import expected_matches
from claimex.claims.constructions.undertakings.featured import featured_matches
from claimex.claims.constructions.undertakings.futures import future_matches
from claimex.claims.constructions.undertakings.headline_nouns import bare_headline_matches, headline_noun_matches
from claimex.claims.constructions.undertakings.headlines import headline_matches
from claimex.claims.constructions.undertakings.inline import inline_measures
from claimex.claims.constructions.undertakings.listed import listed_measures
from claimex.claims.constructions.undertakings.nominals import nominal_matches
from claimex.claims.constructions.undertakings.pacts import pact_matches
from claimex.claims.constructions.undertakings.periphrases import pattern_matches
from claimex.claims.constructions.undertakings.planned import due_matches, owed_matches, planned_matches
from claimex.claims.constructions.undertakings.presents import opening_matches, present_matches
from claimex.claims.constructions.undertakings.repriced import repriced_matches
from claimex.claims.constructions.undertakings.scene import MONEY, Scene
from claimex.claims.constructions.undertakings.settled import approval_matches, settled_matches
from claimex.claims.constructions.undertakings.staffing import staffing_matches
from claimex.claims.constructions.undertakings.texts import text_matches
from claimex.claims.constructions.undertakings.verbs import verb_matches
from claimex.lexicon import Lexicon
from claimex.rules import RuleBook

__all__ = ["MONEY", "Scene", "find_undertakings"]


def find_undertakings(scene: Scene, rules: RuleBook) -> Iterator[Match]:
    """Yield the matches of every construction; where several find one head, the first stands."""
    seen: set[int] = set()
    for match in _all(scene, rules, seen):
        head = match.tokens["head"]
        if head not in seen and not scene.is_outside(match.start) and not _is_share(scene, match):
            # « annonce des mesures : … » tells those after the colon
            seen |= {head, match.tokens.get("announced", head)}
            yield match


def _is_share(scene: Scene, match: Match) -> bool:
    """« **Quatre Français sur dix** renoncent à se soigner »: a statistic, nobody binds himself."""
    subject = match.tokens.get("subject")
    if subject is None or "passive" in match.tokens:  # « Un train sur trois sera supprimé »
        return False
    at = scene.doc[subject].idx
    last = scene.quantities_between(0, at + 1)
    if not last:
        return False
    amount = scene.quantities[last[-1]]
    return amount.unit == "%" and at < amount.end


@cache
def _triggers(rules: RuleBook, construction: str, lexicon: Lexicon) -> Triggers:
    return Triggers(rules.of("commitment", construction), lexicon)


def _all(scene: Scene, rules: RuleBook, seen: Set[int]) -> Iterator[Match]:
    def triggers(construction: str) -> Triggers:
        return _triggers(rules, construction, scene.lexicon)

    yield from listed_measures(scene, triggers("listed_measure"))
    if scene.has_grammar:
        yield from inline_measures(scene, triggers("listed_measure"))
        yield from headline_matches(scene, triggers("headline_participle"))
        yield from headline_noun_matches(scene, triggers("measure_announced"))
        yield from planned_matches(scene, triggers("measure_planned"))
        yield from due_matches(scene, triggers("modal_future"))
        yield from owed_matches(scene, triggers("passive_future"))
        yield from featured_matches(scene, triggers("measure_planned"))
        yield from enacted_matches(scene, triggers("verb_noun"))
        yield from brought_matches(scene, triggers("verb_noun"))
        yield from pact_matches(scene, triggers("verb_noun"))
        yield from text_matches(scene, triggers("text_participle"), triggers("text_aim"))
        yield from verb_matches(scene, triggers("verb_infinitive"), triggers("verb_noun"))
        yield from nominal_matches(
            scene,
            triggers("noun_commitment"),
            triggers("goal"),
            triggers("measure_announced"),
        )
        yield from pattern_matches(scene, triggers("token_pattern"))
        yield from future_matches(
            scene, triggers("modal_future"), triggers("simple_future"), triggers("passive_future")
        )
        yield from expected_matches(scene, triggers("simple_future"), triggers("passive_future"))
        yield from present_matches(scene, triggers("passive_present"))
        yield from opening_matches(scene, triggers("passive_present"))
        yield from repriced_matches(scene, triggers("simple_present"))
        yield from stated_matches(scene, triggers("simple_present"))
        yield from content_matches(scene, triggers("simple_present"))
        yield from decree_matches(scene, triggers("simple_present"))
        yield from approval_matches(scene, triggers("approval"))
        yield from settled_matches(scene, triggers("adjective_infinitive"), triggers("measure_planned"))
        yield from staffing_matches(scene, triggers("counted_measure"))
        yield from bare_headline_matches(scene, triggers("measure_announced"))
        yield from bare_measures(scene, triggers("bare_measure"), seen)
