"""Trades of people that are a firm's as well: « le **spécialiste** des pneus Rovex »."""

from typing import TYPE_CHECKING

from claimex.parse import Word

if TYPE_CHECKING:
    from claimex.claims.constructions.undertakings.scene import Scene

_NAME = 8  # tokens from a trade to the firm's name


def names_firm(scene: "Scene", noun: Word) -> bool:
    """Tell whether a trade is told of a firm that is named behind it."""
    if scene.lemmas[noun.i] not in scene.words.trades:
        return False
    named = (scene.resolver.mention_at(word.i) for word in scene.doc[noun.i + 1 : noun.i + _NAME])
    first = next((mention for mention in named if mention is not None), None)
    return first is not None and scene.entries[first.actor].kind == "organisation"
