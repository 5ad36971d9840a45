"""Who is behind a document that speaks: « le rapport **de la Cour** », « son rapport », « la note » told of before."""

import re
from collections.abc import Callable

from claimex.annotations import ActorMention, Offsets
from claimex.claims.antecedents import Antecedents, Speaker
from claimex.claims.speaker_phrases import SpeakerPhrases
from claimex.mentions.aliases import BODIES
from claimex.syntax import complement_of, governor_of, subject_of

_ACRONYM = re.compile(r" \([A-Z][\w-]{1,9}\)[^,.;:!?«»\n]{0,60}")
_EARLIER = 600  # characters back to where a document was told of first
_NEW = frozenset({"un", "une", "des"})
_ANY_DOCUMENT = frozenset({"document", "texte", "rapport", "étude"})
_SENTENCE = 200  # characters back to whose document it may be
_OWNING = frozenset({"son", "sa", "ses", "leur", "leurs"})


class Documents:
    """Finds the authors of the documents that speak in one document; ``read`` reads who a phrase is."""

    def __init__(
        self,
        antecedents: Antecedents,
        phrases: SpeakerPhrases,
        read: Callable[[int], Speaker],
        is_bare: Callable[..., bool],
    ) -> None:
        self.antecedents = antecedents
        self.scene = antecedents.scene
        self.resolver = antecedents.resolver
        self.phrases = phrases
        self.documents = phrases.documents
        self.authored = self.scene.lexicon.words("sources.authored")
        self._read = read
        self._is_bare = is_bare
        self._authors: dict[str, tuple[int, ...]] = {}
        self._declarations = self.scene.lexicon.words("sources.issuing")

    def signed(self, head: int, words: Offsets) -> Speaker | None:
        """Return who signs a document by name: « les informations fournies par la **SNCF** »."""
        form = self.scene.forms[head]
        acronym = _ACRONYM.match(self.scene.text, words[1])  # « le projet de budget **(PLFR)** présenté par … »
        end = acronym.end() if acronym is not None else self._credit_end(words[1])
        for mention in self.resolver.mentions:
            if self.scene.starts[head] < mention.start < end and self._is_author(mention, form, words[0]):
                self._authors[form] = (mention.actor,)
                return Speaker((mention.actor,))
        return None

    def _credit_end(self, end: int) -> int:
        """Return where the words end that say after a comma who wrote it: « l'étude, **menée par l'Inserm**, … »."""
        scene, comma = self.scene, self.scene.token_at(end)
        while comma < len(scene.tokens) and scene.starts[comma] < end:
            comma += 1
        following = scene.forms[comma + 1 : comma + 4]
        if scene.forms[comma : comma + 1] != [","] or self.authored.isdisjoint(following[:2]):
            return end
        _, last = scene.sentence(comma)
        closing = next((i for i in range(comma + 1, last) if scene.tokens[i].text == ","), None)
        return scene.starts[closing] if closing is not None and "par" in scene.forms[comma:closing] else end

    def author_of(self, head: int, words: Offsets, verb: int | None) -> Speaker:
        """Return the author of a document: « le bulletin **de l'association** », then « le bulletin »."""
        form = self.scene.forms[head]
        holder = complement_of(self.scene.tokens[head])
        if holder is not None and self.scene.forms[holder.i] in self.scene.bodies and self._is_bare(holder.i):
            found = self._read(holder.i)  # « le communiqué **de l'association** »
            if found.actors:
                self._authors[form] = found.actors
                return found
        teller = self._teller(head)
        if teller is not None:
            return self._read(teller)
        owner = self._owner_of(head, words)
        if owner is not None:
            return Speaker((owner,))
        after = self.resolver.mention_at(self._after_mark(words[1]))
        if after is not None and self.resolver.entries[after.actor].kind == "organisation":
            return Speaker((after.actor,))
        is_definite = self.scene.text[words[0] : words[1]].lower().startswith(("le ", "la ", "l'", "ce ", "cette "))
        if is_definite and self._authors and words[1] - words[0] < len(form) + 7:
            return Speaker(self._authors.get(form) or next(reversed(self._authors.values())))
        known = (
            self.resolver.actors_of(head) if is_definite and form in self.scene.bodies and self._is_bare(head) else ()
        )
        is_bare = self._is_bare(head, verb)
        writer = known or (self._writer_of(head) if is_definite and is_bare else ())
        if not writer and is_bare and form in self._declarations:
            writer = self.antecedents.declaring(words[0])  # « Valdor recrute … **selon un communiqué** »
        return Speaker(writer) if writer else Speaker(words=self.phrases.plain(head, verb))

    def _writer_of(self, document: int) -> tuple[int, ...]:
        """Return who was told of with a document before: « **Le rectorat** écrit, dans une note … », « la note »."""
        scene, form = self.scene, self.scene.forms[document]
        floor = scene.starts[document] - _EARLIER
        earlier = [i for i in range(scene.token_at(max(0, floor)), document) if scene.forms[i] in self.documents]
        same = [i for i in earlier if scene.forms[i] == form and scene.forms[i - 1] in _NEW]
        others = [i for i in earlier if scene.forms[i - 1] in _NEW | _OWNING] if form in _ANY_DOCUMENT else []
        for i in reversed(same or others):
            signed = self.signed(i, self.phrases.whole(i))
            if signed is not None:
                return signed.actors  # « Un rapport **de l'Igas** pointe … », « le document »
            subject = subject_of(governor_of(scene.tokens[i].head)) if scene.tokens[i].head.i != i else None
            found = self.resolver.actors_of(subject.i) if subject is not None and subject.i < i else ()
            if found and all(self.resolver.entries[actor].kind in BODIES for actor in found):
                return found
        return ()

    def _owner_of(self, head: int, words: Offsets) -> int | None:
        """Return whose document it is: « **Valdor** emploie 300 personnes, selon **son** rapport annuel »."""
        if _OWNING.isdisjoint(self.scene.forms[max(0, head - 2) : head]):
            return None
        first, last = self.scene.sentence(head)
        start, end = self.scene.starts[first], self.scene.end_of(last - 1)
        bodies = [m for m in self.resolver.mentions if self.resolver.entries[m.actor].kind != "place"]
        here = (m.actor for m in bodies if start <= m.start < end and not words[0] <= m.start < words[1])
        earlier = (m.actor for m in reversed(bodies) if start - _SENTENCE < m.start < start)
        return next(here, next(earlier, None))

    def _is_author(self, mention: ActorMention, document: str, start: int) -> bool:
        """Tell whether a name inside a document's phrase wrote it: after « de », or « publié par »."""
        before = self.scene.forms[self.scene.token_at(mention.start) - 1]
        lead = self.scene.text[start : mention.start].lower().split()
        is_joined = before in {"de", "d'", "du", "des", "par", "l'", "la", "le", document, "«", "“", '"'}
        is_made = "par" not in lead or not self.authored.isdisjoint(lead)
        return is_joined and is_made and self.resolver.entries[mention.actor].kind != "place"

    def _teller(self, head: int) -> int | None:
        """Return who tells in the relative clause of a document: « le récit qu'**elle** livre »."""
        first = head + 1
        if first + 1 >= len(self.scene.tokens) or self.scene.forms[first] not in {"que", "qu'"}:
            return None
        following = (i for i in range(first + 1, min(first + 4, len(self.scene.tokens))))
        return next((i for i in following if self.antecedents.knows(i) or self.scene.may_speak(i)), None)

    def _after_mark(self, offset: int) -> int:
        """Return the token after an opening mark that follows: « le quotidien « **Le Baobab** » »."""
        end = self.scene.token_at(offset)
        while end + 1 < len(self.scene.tokens) and (
            self.scene.starts[end] < offset or self.scene.tokens[end].text[0] in '«“" '
        ):
            end += 1
        return end
