"""Who speaks: from the head of a noun phrase to actors of the document, or to the words that stand for nobody named."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from claimex.annotations import ActorMention, Offsets
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.mentions.resolution import Resolver
from claimex.syntax import is_first_person, is_verb, phrase_of

_SENTENCES = 4  # the sentences looked back for the antecedent of a pronoun, its own included
_PRONOUNS = {
    "il": ("m", False), "lui": ("m", False), "elle": ("f", False),
    "ils": ("m", True), "eux": ("m", True), "elles": ("f", True),
}  # fmt: skip
_REACH = 24  # tokens after a role in which its name may stand in apposition
_PLACES = frozenset({"au", "à", "chez", "du", "dans", "auprès", "de", "d'"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Actors by index, or the words of an unnamed speaker; ``anonymous`` when the text hides who it is."""

    actors: tuple[int, ...] = ()
    words: Offsets | None = None
    anonymous: bool = False


NOBODY = Speaker()


class Speakers:
    """Reads the speakers of one document."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.resolver = Resolver(scene.doc, scene.lexicon)
        self.documents = scene.lexicon.words("sources.documents")
        self.hidden = scene.lexicon.words("sources.anonymous")
        self._authors: dict[str, tuple[int, ...]] = {}
        self._spoke: list[tuple[int, int]] = []
        self._starts = [mention.start for mention in self.resolver.mentions]

    def remember(self, offset: int, speaker: Speaker) -> None:
        """Keep who spoke at a character, so that a later « il » or « elle » may be the same."""
        if len(speaker.actors) == 1:
            self._spoke.append((offset, speaker.actors[0]))

    def speaker_of(self, head: int, *, verb: int | None = None, before: int | None = None) -> Speaker:
        """Return who the phrase at token ``head`` is: « la ministre », « elle », « une source policière ».

        A pronoun is looked for before the character ``before``, where the words that it signs start.
        """
        form = self.scene.forms[head]
        if is_first_person(self.scene.tokens[head]):
            return NOBODY
        if form == "on":
            return self._behind_on(head, verb)
        if form in _PRONOUNS:
            actor = self._antecedent(head, min(before or self.scene.starts[head], self.scene.starts[head]))
            return Speaker((actor,)) if actor is not None else Speaker(self.resolver.actors_of(head))
        words = self._phrase(head)
        text = self.scene.text[words[0] : words[1]].lower()
        if self._is_hidden(head, text):
            return Speaker(words=words, anonymous=True)
        if form in self.documents and self.resolver.mention_at(head) is None:
            return self._author_of(head, words)
        actors = self._named(head)
        if actors:
            return Speaker(actors)
        if self.scene.tokens[head].pos_ == "PRON" and form not in {"l'un", "l'une", "un", "une", "certains", "celui"}:
            return NOBODY
        return Speaker(words=words)

    def _antecedent(self, pronoun: int, before: int) -> int | None:
        """Return who « il » or « elle » is: the subject or speaker of one of the three sentences before."""
        gender, plural = _PRONOUNS[self.scene.forms[pronoun]]
        token = self.scene.token_at(before)
        sentence = self.scene.sentence(token)[0]
        stop = before
        for _ in range(_SENTENCES):
            start = self.scene.starts[sentence]
            spoke = [actor for offset, actor in self._spoke if start <= offset < stop]
            candidates = [*reversed(spoke), *self._subjects_between(start, stop)]
            for actor in candidates:
                entry = self.resolver.entries[actor]
                if entry.plural == plural and entry.gender in ("", gender):
                    return actor
            if sentence == 0:
                return None
            stop, sentence = start, self.scene.sentence(sentence - 1)[0]
        return None

    def _subjects_between(self, start: int, stop: int) -> Iterator[int]:
        """Yield actors named between two characters outside quotations and not under a preposition."""
        for number in range(bisect_left(self._starts, start), bisect_left(self._starts, stop)):
            mention = self.resolver.mentions[number]
            token = self.scene.token_at(mention.start)
            is_quoted = self.scene.quote_of[token] >= 0
            if (
                not is_quoted
                and self.resolver.entries[mention.actor].kind != "place"
                and not self._is_governed(token, -1)
            ):
                yield mention.actor

    def _is_hidden(self, head: int, text: str) -> bool:
        is_hidden_noun = self.scene.forms[head] in self.hidden and self.resolver.mention_at(head) is None
        return is_hidden_noun or "anonymat" in text or "pas autorisé" in text

    def _named(self, head: int) -> tuple[int, ...]:
        """Return the actors of a phrase: the person in apposition to a role before the body inside the role."""
        apposed = self._apposed(head)
        if apposed is not None and self.resolver.entries[apposed.actor].kind == "person":
            return (apposed.actor,)
        if apposed is not None:
            return (apposed.actor,)
        if self.resolver.mention_at(head) is None and not self._is_bare(head):
            return ()
        return self.resolver.actors_of(head)

    def _is_bare(self, head: int) -> bool:
        """Tell whether a noun stands with its determiner only (« la ministre ») and so takes up somebody named."""
        span = phrase_of(self.scene.tokens[head])
        return len(span) <= 2 and not self.scene.forms[head].endswith("s")

    def _apposed(self, head: int) -> ActorMention | None:
        """Return the name that a role announces: « le ministre de l'Économie, **Paul-Henri Sabatier** »."""
        scene = self.scene
        own = self.resolver.mention_at(head)
        if own is not None and own.how == "name":
            return own
        for i in range(head + 1, min(head + _REACH, len(scene.tokens))):
            part = scene.tokens[i]
            is_other_clause = is_verb(part) or scene.forms[i] in {"qui", "que", "dont", "où"}
            if is_other_clause or part.text[0] in '.;:?!«»“”"\n–—' or scene.forms[i] == "et":
                break
            mention = self.resolver.mention_at(i)
            if mention is None or mention.start != part.idx or self._is_governed(i, head):
                continue
            if self.resolver.entries[mention.actor].kind == "person" and mention.how == "name":
                return mention
        return None

    def _is_governed(self, token: int, head: int) -> bool:
        """Tell whether a preposition stands right before a name: « le maire **de** Lyon »."""
        before = token - 1
        while before > head and self.scene.tokens[before].pos_ in {"DET", "ADJ"}:
            before -= 1
        return self.scene.tokens[before].pos_ == "ADP"

    def _behind_on(self, head: int, verb: int | None) -> Speaker:
        """Read who « on » is: « indique-t-on **au cabinet du ministre** »."""
        scene = self.scene
        first = max(head, verb if verb is not None else head) + 1
        if first >= len(scene.tokens) or scene.forms[first] not in _PLACES:
            return Speaker(words=(scene.starts[head], scene.end_of(head)))
        for i in range(first + 1, min(first + 6, len(scene.tokens))):
            if scene.tokens[i].pos_ in {"NOUN", "PROPN"}:
                if scene.forms[i] in {"auprès", "côté"}:
                    continue
                return self.speaker_of(i)
        return NOBODY

    def _author_of(self, head: int, words: Offsets) -> Speaker:
        """Return the author of a document: « le bulletin de **Santé publique France** », then « le bulletin »."""
        form = self.scene.forms[head]
        for mention in self.resolver.mentions:
            if words[0] <= mention.start < words[1] and mention.start > self.scene.starts[head]:
                before = self.scene.forms[self.scene.token_at(mention.start) - 1]
                is_author = before in {"de", "d'", "du", "des", "l'", "la", "le", form, "«", "“", '"'}
                lead = self.scene.text[words[0] : mention.start].split()
                if is_author and "par" not in lead and self.resolver.entries[mention.actor].kind != "place":
                    self._authors[form] = (mention.actor,)
                    return Speaker((mention.actor,))
        after = self.resolver.mention_at(self._after_mark(words[1]))
        if after is not None and self.resolver.entries[after.actor].kind == "organisation":
            return Speaker((after.actor,))
        is_definite = self.scene.text[words[0] : words[1]].lower().startswith(("le ", "la ", "l'", "ce ", "cette "))
        if is_definite and form in self._authors and words[1] - words[0] < len(form) + 5:
            return Speaker(self._authors[form])
        return Speaker(words=words)

    def _after_mark(self, offset: int) -> int:
        """Return the token after an opening mark that follows: « le quotidien « **Le Baobab** » »."""
        end = self.scene.token_at(offset)
        while end + 1 < len(self.scene.tokens) and (
            self.scene.starts[end] < offset or self.scene.tokens[end].text[0] in '«“" '
        ):
            end += 1
        return end

    def _phrase(self, head: int) -> Offsets:
        """Return the words of an unnamed speaker, a relative clause without a comma included."""
        span = phrase_of(self.scene.tokens[head])
        end = span.end
        tokens = self.scene.tokens
        if end < len(tokens) and self.scene.forms[end] in {"qui", "que", "qu'", "dont"}:
            _, stop = self.scene.sentence(head)
            while end < stop and tokens[end].text[0] not in ',.;:!?»”"':
                end += 1
        start = min(span.start, head)
        return tokens[start].idx, self.scene.end_of(max(end - 1, head))
