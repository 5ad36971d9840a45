"""Quotations set apart and signed on the next line: « On tiendra. » ¶ **Paul Roy, éleveur à Sens**."""

from claimex.annotations import Block
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene

_FEWEST = 4  # words of a quotation set apart
_DASHES = frozenset("—–")
_LONGEST = 110  # characters of a signature


def find_signed_blocks(found: Findings) -> None:
    """Add quotations that fill a paragraph and are signed by the next one: a name with what the person is."""
    scene = found.scene
    rule = found.rule("free_quote")
    if rule is None:
        return
    for index, quote in enumerate(scene.quotes):
        if index in found.quotes or quote.depth > 0 or scene.is_silent(quote.start):
            continue
        block = scene.block_of(quote.start)
        if (
            block is None
            or scene.text[block.start : quote.start].strip()
            or scene.text[quote.end : block.end].strip(" .")
        ):
            continue
        is_said = scene.words_in(quote) >= _FEWEST and scene.has_finite_verb(*scene.inner_tokens(quote))
        name = _signature(scene, block) if is_said else None
        if name is not None:
            found.add(Report(rule, (quote.inner,), "direct", speaker=name, quotes=(index,)))


def _signature(scene: Scene, block: Block) -> int | None:
    """Return the name that opens the next paragraph when it is nothing but a name with a role or a place."""
    following = next((other for other in scene.blocks if other.start >= block.end), None)
    if following is None or following.is_silent or following.end - following.start > _LONGEST:
        return None
    first, last = scene.token_at(following.start), scene.token_at(following.end - 1)
    while first < last and not scene.tokens[first].text[0].isalnum():
        first += 1
    is_person = any(first == token for _, _, token in scene.persons)
    is_led = scene.text[following.start] in _DASHES  # « — Préfecture du Gers »
    is_signer = is_person or (is_led and scene.may_be_speaker(first))
    return first if is_signer and not scene.has_finite_verb(first, last + 1) else None
