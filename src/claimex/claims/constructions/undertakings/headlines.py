"""Measures that a headline tells without a verb of its own: « 60 M€ débloqués pour les lycées »."""

from collections.abc import Iterator

from claimex.annotations import Block, QuantityMention
from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.scene import MONEY, Scene
from claimex.claims.constructions.undertakings.timing import is_over
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.rules import Rule

_LINES = frozenset({"title", "heading"})
_REACH = 4  # tokens between an amount and its participle: « 60 M€ **d'aides d'urgence** débloqués »
_LINKING = frozenset({"NOUN", "ADJ", "ADP"})
_PARTICIPLE = ("é", "ée", "és", "ées", "us", "is", "ues", "ises")


def headline_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield the amounts of a headline that are said to be given, cut or created."""
    for block in scene.blocks:
        if block.kind not in _LINES:
            continue
        for number in scene.quantities_between(block.start, block.end):
            amount = scene.quantities[number]
            participle = _participle_after(scene, amount, block)
            lemma = scene.verbs[participle.i] if participle is not None else None
            if participle is None or not _is_to_come(scene, participle, block):
                continue
            for rule in triggers.get(lemma)[:1]:
                if not rule.words or amount.unit in MONEY - {"%"} or amount.unit in rule.words:
                    yield _match(scene, rule, amount, participle)


def _participle_after(scene: Scene, amount: QuantityMention, block: Block) -> Word | None:
    """Return the participle that an amount governs, where no verb of the line has it as its subject or object."""
    words = scene.doc.char_span(block.start, block.end, alignment_mode="expand")
    if words is None:
        return None
    before = [token for token in words if token.idx < amount.start]
    if any(token.pos_ in {"VERB", "AUX"} and is_finite(token) and token.text != ":" for token in before):
        return None
    inside = [t for t in words if amount.start < t.idx < amount.end][-1:]
    for token in [*inside, *[t for t in words if t.idx >= amount.end][:_REACH]]:
        if scene.verbs[token.i] is not None and token.form.endswith(_PARTICIPLE) and not is_finite(token):
            return token
        if token.pos_ not in _LINKING and token.idx >= amount.end:
            return None
    return None


def _is_to_come(scene: Scene, participle: Word, block: Block) -> bool:
    """Tell whether no past day dates the line: « 300 postes supprimés **l'an dernier** » tells what was."""
    moments = [scene.moments[n] for n in scene.moments_between(block.start, block.end)]
    if scene.forms[participle.i + 1 : participle.i + 2] in {("depuis",), ("après",)}:
        return False
    return not any(is_over(scene, moment) for moment in moments)


def _match(scene: Scene, rule: Rule, amount: QuantityMention, participle: Word) -> Match:
    cue = (participle.idx, participle.idx + len(participle))
    tokens = {"head": participle.i, "verb": participle.i, "passive": participle.i}
    end = scene.action_end(participle, amount.start)
    return Match(rule, amount.start, end, roles={"cue": (cue,)}, tokens=tokens)
