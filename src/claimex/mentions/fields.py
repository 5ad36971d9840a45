"""Fields of the state that an office is over: « le ministre de la **Justice** » names no body there."""

from claimex.mentions.gazetteer import Gazetteer
from claimex.mentions.words import Words


class FieldReader:
    """Tells the field of an office from a body."""

    def __init__(self, words: Words, gazetteer: Gazetteer) -> None:
        self.words = words
        self.of, self.articles = gazetteer.naming("of"), gazetteer.naming("article")
        self.ministers = gazetteer.naming("minister")

    def holds(self, i: int) -> bool:
        """True for « (ministre de la) **Justice** », « (l'ex-ministre de la) **santé** »."""
        words = self.words
        article = i - 1 if words.lower(i - 1) in self.articles else i
        if not words.is_joined(i) or not words.is_joined(article) or words.lower(article - 1) not in self.of:
            return False
        return words.lower(article - 2).removeprefix("ex-") in self.ministers
