"""Who puts an amount on something without a clause of speech: « **l'ONU** estime à 900 000 le nombre de déplacés »."""

from typing import NamedTuple

from claimex import annotations as ann
from claimex.annotations import ActorMention, Offsets
from claimex.lexicon import Lexicon
from claimex.parse import Parse, Word
from claimex.syntax import agent_of, is_passive, phrase_of, subject_of, verb_lemma


class Appraiser(NamedTuple):
    """Who appraises: an index into the actors, else the words."""

    actor: int | None
    words: Offsets | None


class Appraisers:
    """The verbs of appraisal of one document, and whose they are."""

    def __init__(self, doc: Parse, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._mentions = ann.read(doc, ann.ACTORS, ActorMention)
        self._entries = ann.read_entries(doc)

    def of(self, verb: Word | None) -> Appraiser | None:
        """Return who appraises: a verb's subject, or the agent of « est estimé à 3 millions **par la ville** »."""
        if verb is None or verb_lemma(verb, self._lexicon) not in self._lexicon.words("figures.estimating"):
            return None
        who = agent_of(verb) if is_passive(verb) else subject_of(verb)
        if who is None:
            return None
        for mention in self._mentions:
            if mention.start <= who.idx < mention.end:
                is_place = self._entries[mention.actor].kind == "place"
                return None if is_place else Appraiser(mention.actor, None)
        if not {who.lemma_, who.form} & (self._lexicon.words("sources.humans") | self._lexicon.words("sources.bodies")):
            return None
        phrase = phrase_of(who)
        return Appraiser(None, (phrase.start_char, phrase.end_char))
