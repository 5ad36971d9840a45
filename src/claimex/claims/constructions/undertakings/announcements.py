"""What announces measures, a heading, an intro or a sentence, and the force that its words give them."""

import re
from collections.abc import Set
from dataclasses import dataclass

from claimex.annotations import Offsets
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.lexicon import Lexicon
from claimex.schema import Force

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Announcement:
    """The heading or intro that makes measures of what follows, and the force that its words give them."""

    at: Offsets
    force: Force
    words: frozenset[str]


def lemmas_of(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the words of a heading, each as it stands, in the singular, and as the verb it may be."""
    found: set[str] = set()
    for match in WORD.finditer(text.lower().replace("’", "'")):
        form = match[0]
        found |= {form, form.removesuffix("s"), lexicon.verb_lemma(form) or form}
    return frozenset(found)


def force_of(scene: Scene, words: frozenset[str]) -> Force:
    """Return the force that the words of a heading or an intro give what they announce."""
    for force, lemmas in scene.words.heading_force:
        if words & lemmas:
            return force
    return "plan"


def force_told(scene: Scene, words: Set[str]) -> Force:
    """Return the force of measures told without a verb: what is announced is decided, unless a word says less."""
    if words & (scene.words.pledging | scene.words.running):  # what a candidate has in his programme, he promises
        return "pledge"
    for force, lemmas in scene.words.heading_force:
        if words & lemmas:
            return force
    return "plan" if words & scene.words.bare_hedging else "decision"
