"""Who speaks: from the head of a noun phrase to actors of the document, or to the words that stand for nobody named."""

import re
from collections.abc import Iterator

from claimex.annotations import ActorMention, Offsets
from claimex.claims.antecedents import NOBODY, Antecedents, Speaker
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.documents import Documents
from claimex.claims.role_nouns import RoleNouns
from claimex.claims.speaker_phrases import SpeakerPhrases
from claimex.mentions.aliases import BODIES
from claimex.mentions.resolution import resolver_of
from claimex.syntax import is_first_person, is_plural, is_plural_verb, is_verb, phrase_of

_BARE = 3  # tokens of « la ministre sénégalaise »
_BODY = 6  # tokens of « , le fondeur breton Axelmet »
_REACH = 24  # tokens after a role in which its name may stand in apposition
_APART = frozenset(
    {"avec", "sur", "pour", "contre", "lors", "après", "avant", "devant", "depuis", "selon", "sans", "face"}
)
_ADDRESSED = re.compile(r"\s?(?:\([^()]{1,40}\))?,? (?:(?:le|la) |l['’])?")  # « à l'AFP (Agence …), Léa Petit »
_UNNAMED = frozenset({"l'un", "l'une", "un", "une", "certains", "certaines", "celui", "celle", "ceux", "celles"})
_PLACES = frozenset({"au", "à", "chez", "du", "dans", "auprès", "de", "d'"})


class Speakers:
    """Reads the speakers of one document."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.resolver = resolver_of(scene.doc, scene.lexicon)
        self.phrases = SpeakerPhrases(scene)
        self.documents = self.phrases.documents
        self.authored = scene.lexicon.words("sources.authored")
        self.drafts = scene.lexicon.words("sources.drafts")
        self.hidden = scene.lexicon.words("sources.anonymous")
        self.antecedents = Antecedents(scene, self.resolver, self.speaker_of)
        self.role_nouns = RoleNouns(self.antecedents)
        self._appositions: dict[int, ActorMention | None] = {}
        self.authors = Documents(self.antecedents, self.phrases, self.speaker_of, self._is_bare)

    def speaker_of(self, head: int, *, verb: int | None = None, said: Offsets | None = None) -> Speaker:
        """Return who the phrase at token ``head`` is: « la ministre », « elle », « une source policière ».

        ``said`` are the words that it signs: a pronoun is looked for before them.
        """
        head = self._named_before(self._beyond_addressee(head, verb))
        form = self.scene.forms[head]
        if is_first_person(self.scene.tokens[head]):
            return NOBODY
        if form == "personne" and self.scene.forms[head + 1 : head + 2] in (["ne"], ["n'"]):
            return self.antecedents.last(self.scene.starts[head])  # nobody speaks there, whoever spoke goes on
        if form == "on":
            return self._behind_on(head, verb)
        if (ordered := self.role_nouns.ordered(head)) != NOBODY:
            return ordered
        if self.resolver.latter(self.scene.tokens[head]) or self.scene.is_latter(head):
            actors = () if is_plural(self.scene.tokens[head]) else self.resolver.actors_of(head)
            return Speaker(actors) if actors else self.antecedents.latest(head)
        if self.antecedents.knows(head):
            before = min(said[0] if said else self.scene.starts[head], self.scene.starts[head])
            return self.antecedents.of(head, before, said) or Speaker(self.resolver.actors_of(head))
        words = self.phrases.whole(head)
        text = self.scene.text[words[0] : words[1]].lower()
        is_document = (
            form in self.documents and self.resolver.mention_at(head) is None and not self._is_shown_body(head)
        )
        if form in self.drafts and (drafted := self.authors.signed(head, words)) is not None:
            return drafted  # « selon le **projet** de loi présenté par le gouvernement »
        is_open = form not in self.hidden or not self.authored.isdisjoint(text.split())
        author = self.authors.signed(head, words) if is_document and is_open else None
        if author is not None:
            return author
        if self._is_hidden(head, text):
            return Speaker(words=self.phrases.to_comma(head, words), anonymous=True, head=head)
        if is_document:
            return self.authors.author_of(head, words, verb)
        actors = self._with_sources(head, self._named(head, verb), is_source=verb is None and said is not None)
        if self._apposed(head) is None:
            taken_up = self.role_nouns.taken_up(head, min(said[0] if said else words[0], words[0]), actors)
            if taken_up is not None:
                return taken_up
        if actors:
            return Speaker(actors)
        if self.scene.tokens[head].pos_ == "PRON" and form not in _UNNAMED:
            return NOBODY
        plain = self.phrases.plain(head, verb)
        titled = self.role_nouns.of_title(head, plain)
        if titled is not None:
            return Speaker((titled,))
        return Speaker(words=plain, head=head)

    def _is_shown_body(self, head: int) -> bool:
        """Tell whether a body known before is pointed at: « **cette agence** d'information financière »."""
        is_body = self.scene.forms[head] in self.scene.bodies
        return is_body and not {"ce", "cet", "cette"}.isdisjoint(self.scene.forms[max(0, head - 2) : head])

    def _named_before(self, head: int) -> int:
        """Return the name that a bare apposition follows: « **Léa Petit**, Brestoise passée par Nantes, … »."""
        scene = self.scene
        first = head
        while first > 1 and head - first < _BARE and scene.tokens[first - 1].pos_ in {"DET", "ADJ", "NUM"}:
            first -= 1
        is_apposed = first > 1 and scene.tokens[first - 1].text == "," and first - 2 in scene.names
        if not is_apposed or scene.tokens[head].pos_ == "PRON" or head in scene.names:
            return head
        return first - 2 if first == head or self._is_set_off(first, head) else head

    def _is_set_off(self, first: int, head: int) -> bool:
        """Tell whether a phrase is in apposition to a subject: « Léa Petit, **la première femme élue**, a dit »."""
        scene, name = self.scene, first - 2
        while name - 1 in scene.names:
            name -= 1
        end = phrase_of(scene.tokens[head]).end
        is_closed = end < len(scene.tokens) and scene.tokens[end].text == "," and self.resolver.mention_at(head) is None
        return is_closed and not scene.is_governed(name) and self._apposed(head) is None

    def _beyond_addressee(self, head: int, verb: int | None) -> int:
        """Return who speaks to a medium taken for the subject: « a déclaré à l'**AFP** (Paris), **Léa Petit** »."""
        scene = self.scene
        told = self.resolver.mention_at(head)
        if verb is None or told is None or head < verb or self.resolver.entries[told.actor].kind == "person":
            return head
        first = scene.token_at(told.start)
        if not {"à", "au"} & set(scene.forms[max(verb + 1, first - 2) : first]):
            return head
        for mention in self.resolver.mentions:
            if mention.start >= told.end and self.resolver.entries[mention.actor].kind == "person":
                is_next = _ADDRESSED.fullmatch(scene.text, told.end, mention.start) is not None
                return scene.token_at(mention.start) if is_next else head
        return head

    def _is_hidden(self, head: int, text: str) -> bool:
        is_hidden_noun = self.scene.forms[head] in self.hidden and self.resolver.mention_at(head) is None
        return is_hidden_noun or "anonymat" in text or "pas autorisé" in text

    def _with_sources(self, head: int, actors: tuple[int, ...], *, is_source: bool) -> tuple[int, ...]:
        """Return all sources of one prefix: « selon la **CGT et FO** », « d'après la sociologue **Léa Roy et** … »."""
        named = self._apposed(head) if is_source and len(actors) == 1 else None
        return self.resolver.joint_names.closed(named.start) or actors if named is not None else actors

    def _named(self, head: int, verb: int | None) -> tuple[int, ...]:
        """Return the actors of a phrase: the person in apposition to a role before the body inside the role."""
        apposed = self._apposed(head)
        if apposed is not None:
            return tuple(dict.fromkeys((apposed.actor, *self._joined_to(apposed, verb))))
        glued = self._glued(head) or (self._explained(head, verb) if verb is not None else None)
        if glued is not None:
            joint = self.resolver.joint_names.around(glued.start) if is_plural(self.scene.tokens[head]) else ()
            return joint or (glued.actor,)
        is_age = self.resolver.names_age(self.scene.tokens[head])
        if self.resolver.mention_at(head) is None and not is_age and not self._is_bare(head, verb):
            named = self.resolver.named_after(self.scene.tokens[head])
            if named is None and (self._is_shown_body(head) or self.resolver.is_described(self.scene.tokens[head])):
                return self.resolver.actors_of(head)
            if named is not None:
                return (named.actor,)
            span = self.phrases.noun_phrase(head)
            return self.resolver.taken_up(self.scene.tokens[head]) or self.resolver.begun(head, span.end_char)
        own, actors = self.resolver.mention_at(head), self.resolver.actors_of(head)
        if own is None or len(actors) > 1 or verb is None or not is_plural_verb(self.scene.tokens[verb]):
            return actors
        return self.resolver.joint_names.with_others(own.start, own.end) or actors

    def _glued(self, head: int) -> ActorMention | None:
        """Return the body's name that ends a phrase: « le géant mondial de l'optique **EssilorLuxottica** »."""
        if self.scene.forms[head] not in self.scene.bodies or self.resolver.mention_at(head) is not None:
            return None
        span = self.phrases.noun_phrase(head)
        for i in range(head + 1, span.end):
            mention = self.resolver.mention_at(i)
            if mention is None or self.scene.tokens[i - 1].pos_ not in {"NOUN", "ADJ"}:
                continue
            if not self.scene.bodies.isdisjoint(self.scene.forms[head + 1 : i]):
                return None  # « la filiale du **groupe** Kessler »
            if self.resolver.entries[mention.actor].kind in {"organisation", "institution"}:
                return mention
        return None

    def _explained(self, head: int, verb: int) -> ActorMention | None:
        """Return the body that an apposition names: « Son premier fournisseur, le fondeur **Axelmet**, a dit … »."""
        scene = self.scene
        comma = phrase_of(scene.tokens[head]).end
        if comma >= verb or scene.tokens[comma].text != "," or self.resolver.mention_at(head) is not None:
            return None
        for i in range(comma + 2, min(verb, comma + _BODY)):
            mention = self.resolver.mention_at(i)
            if mention is None:
                continue
            is_body = mention.how == "name" and self.resolver.entries[mention.actor].kind in BODIES
            after = scene.token_at(mention.end - 1) + 1
            is_closed = after < len(scene.tokens) and scene.tokens[after].text == ","
            return mention if is_body and is_closed and scene.forms[i - 1] in scene.bodies else None
        return None

    def _joined_to(self, mention: ActorMention, verb: int | None) -> Iterator[int]:
        """Yield who speaks along, when the verb is plural: « écrivent les députés Léa Petit (PS) **et Jean Roy** »."""
        scene = self.scene
        if verb is None or not is_plural_verb(scene.tokens[scene.carrier_of(verb)]):
            return
        yield from self.resolver.joint_names.with_others(mention.start, mention.end)
        first, is_apart = scene.token_at(mention.end - 1) + 1, False
        for i in range(first, min(first + _REACH, len(scene.tokens))):
            is_apart = (is_apart or scene.tokens[i].text == "(") and scene.tokens[i - 1].text != ")"
            other = self.resolver.mention_at(i)
            if is_apart or (other is not None and other.start < scene.starts[i]):
                continue
            if other is not None and self.resolver.entries[other.actor].kind == "person":
                yield other.actor
            elif scene.forms[i] in {"qui", "que", "dont"} or is_verb(scene.tokens[i]) or scene.tokens[i].text in ".;:»":
                return

    def _is_bare(self, head: int, verb: int | None = None) -> bool:
        """Tell whether a noun stands with its determiner only (« la ministre ») and so takes up somebody named."""
        span = self.phrases.noun_phrase(head)
        if verb is not None and head < verb < span.end:
            span = self.scene.tokens[head].doc.stretch(span.start, verb)  # « l'institution **juge** », read as a noun
        is_body = self.scene.forms[head] in self.scene.bodies  # « le groupe **horloger** », « le géant minier »
        others = [token for token in span if token.i != head and token.pos_ not in {"DET", "ADJ"}]
        others = [token for token in others if not (is_body and token.i == head + 1 and token.text.islower())]
        return not others and len(span) <= _BARE + is_body and not is_plural(self.scene.tokens[head])

    def _apposed(self, head: int) -> ActorMention | None:
        """Return the name that a role announces: « le ministre de l'Économie, **Paul-Henri Sabatier** »."""
        if head not in self._appositions:
            self._appositions[head] = self._find_apposed(head)
        return self._appositions[head]

    def _find_apposed(self, head: int) -> ActorMention | None:
        scene = self.scene
        own = self.resolver.mention_at(head)
        if own is not None and own.how == "name":
            return own
        glued: ActorMention | None = None
        for i in range(head + 1, min(head + _REACH, len(scene.tokens))):
            part, mention = scene.tokens[i], self.resolver.mention_at(i)
            is_other_clause = (is_verb(part) and mention is None) or scene.forms[i] in {"qui", "que", "dont", "où"}
            if scene.forms[i] in _APART or (part.text == "," and scene.forms[min(i + 1, len(scene.forms) - 1)] == "à"):
                break
            following = scene.forms[i + 1 : i + 3]
            is_joined = scene.forms[i] == "et" and scene.humans.isdisjoint(following)  # « et toujours **élu** »
            if is_other_clause or part.text[0] in '.;:?!«»“”"\n–—' or is_joined:
                break
            if mention is None or mention.start != part.idx or scene.is_governed(i, head):
                continue
            if self.resolver.entries[mention.actor].kind == "person" and mention.how == "name":
                if not self._names_thing(i, head):
                    return mention
                glued = glued or mention
        return glued

    def _names_thing(self, name: int, head: int) -> bool:
        """Tell whether a name stands at a noun that is no role: « le capitaine du navire de **pêche Punta** »."""
        before = name - 1
        is_noun = before > head and self.scene.tokens[before].pos_ == "NOUN"
        return is_noun and self.scene.forms[before] not in self.scene.humans

    def _behind_on(self, head: int, verb: int | None) -> Speaker:
        """Read who « on » is: « indique-t-on **au cabinet du ministre** »."""
        scene = self.scene
        first = max(head, verb if verb is not None else head) + 1
        seat = self.resolver.mention_at(first) if first < len(scene.tokens) else None
        if seat is not None and self.resolver.entries[seat.actor].kind == "institution":
            return Speaker((seat.actor,))  # « promet-on **rue de Grenelle** »
        if first >= len(scene.tokens) or scene.forms[first] not in _PLACES:
            is_plain = not self.scene.tokens[head].text.startswith("-")
            return Speaker(words=(scene.starts[head], scene.end_of(head)) if is_plain else None, anonymous=True)
        for i in range(first + 1, min(first + 6, len(scene.tokens))):
            if scene.tokens[i].pos_ in {"NOUN", "PROPN"}:
                if scene.forms[i] in {"auprès", "côté", "travers", "sein"}:
                    continue
                return self.speaker_of(i)
        return Speaker(anonymous=True)
