"""Prices and levies that somebody changes, told in the present: « la garderie **passe** de 1,80 à 2 euros »."""

from collections.abc import Iterator

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.answering import is_observed
from claimex.claims.constructions.undertakings.decrees import is_present
from claimex.claims.constructions.undertakings.future_spans import subject_start
from claimex.claims.constructions.undertakings.outcomes import is_price
from claimex.claims.constructions.undertakings.scene import MONEY, Scene
from claimex.claims.constructions.undertakings.timing import is_dated_ahead
from claimex.parse import Word

_NEAR = 60  # characters from the verb to the new price


def repriced_matches(scene: Scene, present: Triggers) -> Iterator[Match]:
    """Yield changes of what a body sets or sells, from one amount to another, beside a measure or on a day to come."""
    for verb, _ in scene.verbs_among(scene.words.repricing):
        subject = scene.subject_of(verb) if is_present(scene, verb) else None
        if subject is None or subject.i > verb.i or not _is_set_by_body(scene, subject) or is_observed(scene, verb):
            continue
        if scene.modality.negates(verb) or scene.modality.is_conditional_on(verb) or not _moves(scene, verb):
            continue
        first = subject_start(scene, verb)
        end = scene.action_end(verb, first)
        tokens = {"head": verb.i, "verb": verb.i, "subject": subject.i, "outcome": verb.i}
        if not is_dated_ahead(scene, verb.sent.start_char, end):
            tokens["following"] = verb.i
        for rule in present.rules[:1]:
            yield Match(rule, first, end, roles={"cue": ((verb.idx, verb.idx + len(verb)),)}, tokens=tokens)


def _is_set_by_body(scene: Scene, subject: Word) -> bool:
    """Tell whether a body sets what changes: « la **taxe** passe », « le **prix** du repas passe »."""
    lemma = scene.lemmas[subject.i]
    return lemma in scene.words.levies or lemma in scene.words.facilities or is_price(scene, subject)


def _moves(scene: Scene, verb: Word) -> bool:
    """Tell whether two amounts of money or shares follow: « **de 9,8 à 11,2 %** »."""
    found = [scene.quantities[n] for n in scene.quantities_between(verb.idx, verb.idx + _NEAR)]
    is_range = any(amount.low is not None and amount.high is not None for amount in found)
    return (len(found) > 1 or is_range) and any(amount.unit in MONEY for amount in found)
