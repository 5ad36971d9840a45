"""Who stands in the sentences before a place: names and nouns that may be taken up, sentence by sentence."""

from collections.abc import Iterator

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.mentions.resolution import Resolver
from claimex.syntax import is_definite

_TITLE = 10  # tokens of « ministre déléguée chargée de la Mer et de la Pêche » before its name


class Bystanders:
    """Finds the tokens of one document that may stand for somebody whom a pronoun takes up."""

    def __init__(self, scene: Scene, resolver: Resolver) -> None:
        self.scene = scene
        self.resolver = resolver
        self._titles: dict[int, bool] = {}

    def stretches(self, before: int, sentences: int) -> Iterator[Offsets]:
        """Yield the sentence up to a character, then those before it."""
        token = self.scene.token_at(before)
        quote = self.scene.quote_of[token]
        if quote >= 0:
            token = self.scene.token_at(self.scene.quotes[quote].start)
        sentence, stop = self.scene.sentence(token)[0], before
        for _ in range(sentences):
            yield self.scene.starts[sentence], stop
            if sentence == 0:
                return
            stop, sentence = self.scene.starts[sentence], self.scene.sentence(sentence - 1)[0]

    def within(self, start: int, stop: int) -> Iterator[int]:
        """Yield the tokens outside quotations that may stand for somebody."""
        for i in range(self.scene.token_at(start), self.scene.token_at(stop - 1) + 1 if stop else 0):
            if self.scene.quote_of[i] < 0 and self._may_be(i):
                yield i

    def _may_be(self, token: int) -> bool:
        """Tell whether a pronoun may take up a token: a name's first, « la **mairie** », « un **voisin** »."""
        if token in self.scene.names:
            return token - 1 not in self.scene.names
        form, noun = self.scene.forms[token], self.scene.tokens[token]
        if noun.pos_ != "NOUN" or self._is_apposed(token) or self._is_title(token):
            return False
        return form in self.scene.humans or (form in self.scene.bodies and is_definite(noun))

    def _is_title(self, noun: int) -> bool:
        """Tell whether a noun opens the title of a name: « la **ministre** déléguée au Logement Léa Roy »."""
        known = self._titles.get(noun)
        if known is None:
            known = self._titles[noun] = self._reads_title(noun)
        return known

    def _reads_title(self, noun: int) -> bool:
        stop = min(noun + _TITLE, len(self.scene.tokens))
        name = next((i for i in range(noun + 1, stop) if i in self.scene.names), None)
        mention = self.resolver.mention_at(name) if name is not None else None
        if name is None or mention is None:
            return False
        title = self.scene.text[self.scene.starts[noun] : self.scene.starts[name]].strip(" ,")
        return title in self.resolver.entries[mention.actor].roles

    def _is_apposed(self, noun: int) -> bool:
        """Tell whether a bare noun says what a name before it is: « Marc Roy, **président** du club »."""
        return noun > 1 and self.scene.tokens[noun - 1].text == "," and noun - 2 in self.scene.names
