"""Regions, departments and towns together, by the nouns that take them up: « **la collectivité** », « l'agglo »."""

from collections.abc import Sequence

from claimex import annotations as ann
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Word
from claimex.syntax import phrase_of

_ANY = "collectivité"


def is_local(scene: Scene, actor: int) -> bool:
    """Tell whether a body is a region, a department or towns together, whose chair decides for it."""
    return scene.entries[actor].name.lower().startswith(tuple(scene.words.kin[_ANY]))


def body_of_kin(scene: Scene, mentions: Sequence[ann.ActorMention], noun: Word) -> tuple[int, ...]:
    """Return the local body that a noun alone takes up: « **la collectivité** », « **l'intercommunalité** »."""
    lemma = scene.lemmas[noun.i]
    if lemma not in scene.words.kin or len(phrase_of(noun)) != 2 or scene.resolver.mention_at(noun.i) is not None:
        return ()
    return last_of_kin(scene, [mention for mention in mentions if mention.start < noun.idx], lemma)


def last_of_kin(scene: Scene, mentions: Sequence[ann.ActorMention], noun: str) -> tuple[int, ...]:
    """Return the body named last of those that a noun may take up."""
    firsts = tuple(scene.words.kin.get(noun, ()))
    names = ((m.actor, scene.entries[m.actor].name.lower()) for m in reversed(mentions)) if firsts else ()
    return next(((actor,) for actor, name in names if name.startswith(firsts)), ())
