"""Who is meant: the actor behind a name, a role phrase or a pronoun, where a claim needs one."""

from spacy.tokens import Doc

from claimex.lexicon import Lexicon


class Resolver:
    """Resolves the heads of noun phrases and pronouns of one document to its actors."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon

    def actors_of(self, head: int) -> tuple[int, ...]:
        """Return the indices of the actors meant by the phrase whose head is token ``head``; () when unresolvable.

        « la ministre », « il », « Macron », « MM. Petit et Durand » (two). Coordinated names give several.
        """
        return ()
