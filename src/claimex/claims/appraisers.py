"""Who vouches for an amount without a clause of speech: « **l'ONU** estime à 900 000 le nombre de déplacés ».

Besides who estimates, whom « selon » names right behind an amount: « 10 000 manifestants, 50 000 selon **la CGT** ».
"""

from typing import NamedTuple

from claimex import annotations as ann
from claimex.annotations import ActorMention, Offsets
from claimex.lexicon import Lexicon
from claimex.parse import Parse, Word
from claimex.syntax import agent_of, is_passive, phrase_of, subject_of, verb_lemma

_CLAUSE = 10  # tokens before « selon » that may say what varies
_SOURCE = 5  # tokens of « selon » and what it names


class Appraiser(NamedTuple):
    """Who appraises: an index into the actors, else the words."""

    actor: int | None
    words: Offsets | None


class Appraisers:
    """The verbs of appraisal of one document, and whose they are."""

    def __init__(self, doc: Parse, lexicon: Lexicon) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._mentions = ann.read(doc, ann.ACTORS, ActorMention)
        self._entries = ann.read_entries(doc)

    def of(self, verb: Word | None, after: int) -> Appraiser | None:
        """Return who appraises: a verb's subject or agent, else whom « selon » names at the token after the amount."""
        lemma = "" if verb is None else verb_lemma(verb, self._lexicon)
        if verb is not None and lemma in self._lexicon.words("figures.estimating"):
            return self._named(agent_of(verb) if is_passive(verb) else subject_of(verb))
        return self._named(self._source_at(after))

    def _source_at(self, position: int) -> Word | None:
        """Return the first noun under « selon », « d'après » that stands at a token, a comma before it or not."""
        while position < len(self._doc) and self._doc[position].text in {",", "("}:
            position += 1
        following = self._doc[position : position + _SOURCE]
        if not following or following[0].form not in {"selon", "d'après"}:
            return None
        varying = self._lexicon.words("sources.varying")
        if any(
            verb_lemma(token, self._lexicon) in varying for token in self._doc[max(0, position - _CLAUSE) : position]
        ):
            return None  # « le prix varie de 10 à 20 euros selon les villes »
        return next((token for token in following[1:] if token.pos_ in {"NOUN", "PROPN"}), None)

    def _named(self, who: Word | None) -> Appraiser | None:
        if who is None:
            return None
        for mention in self._mentions:
            if mention.start <= who.idx < mention.end:
                is_place = self._entries[mention.actor].kind == "place"
                return None if is_place else Appraiser(mention.actor, None)
        names, words = {who.lemma_, who.form}, self._lexicon.words
        if names.isdisjoint(words("sources.humans")) and names.isdisjoint(words("sources.bodies")):
            return None
        phrase = phrase_of(who)
        return Appraiser(None, (phrase.start_char, phrase.end_char))
