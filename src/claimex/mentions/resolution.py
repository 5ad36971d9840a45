"""Who is meant: the actor behind a name, a role phrase or a pronoun, where a claim needs one.

A name or a linked role is looked up; a pronoun or a noun such as « le groupe » takes the last actor before it that
agrees in gender, number and kind. What nothing fits stays unresolved.
"""

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from claimex.annotations import ACTORS, ActorEntry, ActorMention, read, read_entries
from claimex.lexicon import Lexicon
from claimex.syntax import conjuncts_of, plain_form

_REACH = 1500  # characters looked back for an antecedent
BODIES = ("organisation", "institution")


class Resolver:
    """Resolves the heads of noun phrases and pronouns of one document to its actors."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.entries: tuple[ActorEntry, ...] = read_entries(doc)
        self.mentions: tuple[ActorMention, ...] = tuple(m for m in read(doc, ACTORS, ActorMention) if not m.boilerplate)
        self._starts = [mention.start for mention in self.mentions]
        self._pronouns = {
            form: group for group, values in lexicon.mapping("anaphors")["pronoun"].items() for form in values["forms"]
        }
        self._nouns = {
            form: kind for kind, values in lexicon.mapping("anaphors")["noun"].items() for form in values["forms"]
        }

    def actors_of(self, head: int) -> tuple[int, ...]:
        """Return the indices of the actors meant by the phrase whose head is token ``head``; () when unresolvable.

        « la ministre », « il », « Macron », « MM. Petit et Durand » (two). Coordinated names give several.
        """
        found: dict[int, None] = {}
        token = self.doc[head]
        for part in (token, *conjuncts_of(token)):
            actor = self._actor_of(part)
            if actor is not None:
                found[actor] = None
        return tuple(found)

    def mention_at(self, token: int) -> ActorMention | None:
        """Return the mention that covers a token, the widest when several do."""
        offset = self.doc[token].idx
        covering = [m for m in self._around(offset) if m.start <= offset < m.end]
        return max(covering, key=lambda mention: mention.end - mention.start, default=None)

    def last_speaker(self, offset: int) -> int | None:
        """Return the last person named before ``offset``: who speaks on when a quotation gives no name."""
        for mention in self._before(offset):
            if self.entries[mention.actor].kind == "person":
                return mention.actor
        return None

    def _actor_of(self, token: Token) -> int | None:
        mention = self.mention_at(token.i)
        if mention is not None:
            return mention.actor
        form = plain_form(token)
        group = self._pronouns.get(form)
        if group == "first":
            return None
        if group is not None:
            return self._antecedent(token, group)
        kind = self._nouns.get(form) or self._nouns.get(token.lemma_.lower())
        if kind is not None and self._is_definite(token):
            return self._last_body(token.idx) if kind in BODIES else self._antecedent(token, "")
        return None

    def _is_definite(self, noun: Token) -> bool:
        determiners = self.lexicon.words("anaphors.determiner")
        return any(child.lower_.replace("’", "'") in determiners for child in noun.lefts)

    def _antecedent(self, pronoun: Token, group: str) -> int | None:
        gender, plural = group[:1], group.endswith("p")
        fallback: int | None = None
        for mention in self._before(pronoun.idx):
            entry = self.entries[mention.actor]
            if entry.kind == "place" or entry.plural != plural or (gender and entry.gender and entry.gender != gender):
                continue
            if entry.kind == "person":
                return mention.actor
            fallback = mention.actor if fallback is None and entry.gender == gender else fallback
        return fallback

    def _last_body(self, offset: int) -> int | None:
        for mention in self._before(offset):
            if self.entries[mention.actor].kind in BODIES:
                return mention.actor
        return None

    def _before(self, offset: int) -> Iterator[ActorMention]:
        """Yield mentions before ``offset``, nearest first, within reach."""
        for number in range(bisect_right(self._starts, offset) - 1, -1, -1):
            mention = self.mentions[number]
            if mention.start < offset - _REACH:
                return
            if mention.end <= offset:
                yield mention

    def _around(self, offset: int) -> Iterator[ActorMention]:
        number = bisect_right(self._starts, offset) - 1
        for back in range(number, max(-1, number - 4), -1):
            yield self.mentions[back]
