"""Who is meant: the actor behind a name, a role phrase or a pronoun, where a claim needs one.

A name or a linked role is looked up. A pronoun or a noun such as « le groupe » takes the most salient actor of the
sentences before it that agrees in gender, number and kind. What nothing fits stays unresolved.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from operator import is_not

from spacy.tokens import Doc

from claimex.annotations import ACTORS, QUOTES, ActorEntry, ActorMention, Quote, read, read_entries, text_of
from claimex.lexicon import Lexicon
from claimex.mentions.joint_names import JointNames
from claimex.mentions.salience import Salience, Wanted
from claimex.mentions.titles import load_titles
from claimex.parse import Parse, Word, parse_of
from claimex.syntax import conjuncts_of, plain_form

_PHRASE = 4  # tokens between a noun and the name that it stands before: « le groupe d'opposition Annecy Autrement »
_TITLE = 14  # tokens between a role noun and the name that it is a title of
_DECADE = 10
_AGE = re.compile(r"[,\s(]{0,3}(\d{2,3})\s?ans\b")
_APPOSED = re.compile(r"(?: \([^()]{1,30}\))?, (?:(?:\d\d ans|ancien|ancienne|nouvel|nouvelle|jeune),? )?")
_COMPLEMENTS = frozenset({"de", "du", "des", "d'", "qui", "dont", "que", "qu'"})
_POSSESSIVES = frozenset({"son", "leur"})
_STOPS = frozenset('.;:!?«»"\n')


def resolver_of(doc: Parse, lexicon: Lexicon) -> "Resolver":
    """Return the one ``Resolver`` of a document's names and quotations: statements and commitments share it."""
    known = doc.kept.get((Resolver, lexicon))
    rows = read(doc, ACTORS, ActorMention), read(doc, QUOTES, Quote)
    if not isinstance(known, Resolver) or any(map(is_not, known.rows, rows)):
        known = doc.kept[Resolver, lexicon] = Resolver(doc, lexicon)
    return known


class Resolver:
    """Resolves the heads of noun phrases and pronouns of one document to its actors."""

    def __init__(self, doc: Doc | Parse, lexicon: Lexicon) -> None:
        self.doc = doc = parse_of(doc)
        self.lexicon = lexicon
        self.entries: tuple[ActorEntry, ...] = read_entries(doc)
        self.rows = read(doc, ACTORS, ActorMention), read(doc, QUOTES, Quote)
        self.mentions: tuple[ActorMention, ...] = tuple(m for m in self.rows[0] if not m.boilerplate)
        self._covering: dict[int, ActorMention | None] = {}
        self._starts = [mention.start for mention in self.mentions]
        self._pronouns = _by_form(lexicon, "pronoun")
        self._nouns = _by_form(lexicon, "noun")
        self._private = lexicon.words("anaphors.private")
        self._led = lexicon.words("anaphors.led")
        self._ages: dict[str, int] = dict(lexicon.mapping("anaphors")["age"])
        self._own_kinds: dict[str, list[str]] = dict(lexicon.mapping("anaphors")["own_kind"])
        self._towns = lexicon.words("anaphors.town")
        self._tasks = lexicon.words("anaphors.tasks")
        self._determiners = lexicon.words("anaphors.determiner")
        self._roles = load_titles(lexicon).nouns
        self._demonyms = lexicon.words("demonyms")
        self._counsel = lexicon.words("anaphors.counsel")
        self._own = lexicon.words("naming.own")
        text = text_of(doc).replace("’", "'")
        self.joint_names = JointNames(text, self.entries, self.mentions, lexicon)
        named = {mention.actor for mention in self.mentions if mention.how != "role"}
        self._nameless = frozenset(range(len(self.entries))) - named
        self._salience = Salience(doc, self.entries, self.mentions, self.rows[1], lexicon)

    def actors_of(self, head: int) -> tuple[int, ...]:
        """Return the indices of the actors meant by the phrase whose head is token ``head``; () when unresolvable.

        « la ministre », « il », « Macron », « MM. Petit et Durand » (two). Coordinated names give several.
        """
        found: dict[int, None] = {}
        token = self.doc[head]
        for part in conjuncts_of(token):
            found |= dict.fromkeys(self._actors_of(part, frozenset(found)))
        return tuple(found)

    def mention_at(self, token: int) -> ActorMention | None:
        """Return the mention that covers a token, the widest when several do."""
        if token not in self._covering:
            offset = self.doc[token].idx
            covering = [m for m in self._around(offset) if m.start <= offset < m.end]
            self._covering[token] = max(covering, key=lambda mention: mention.end - mention.start, default=None)
        return self._covering[token]

    def named_after(self, noun: Word) -> ActorMention | None:
        """Return the name in « la coopérative **Val'Graines** », « la direction de **Michelin** »."""
        apposed = self._apposed_to(noun)
        if apposed is not None or noun.lower_ not in {*self._nouns, *self._led}:
            return apposed
        for i in range(noun.i + 1, min(noun.i + _PHRASE, len(self.doc))):
            token = self.doc[i]
            mention = self.mention_at(i)
            if mention is not None:
                possessed = plain_form(self.doc[i - 1]) in self._own or plain_form(self.doc[i - 2]) in self._own
                direct = i == noun.i + 1 or not possessed
                fits = self.entries[mention.actor].kind in ("organisation", "institution")
                return mention if fits and (direct or (possessed and noun.lower_ in self._led)) else None
            if token.is_punct or token.pos_ in {"VERB", "AUX"}:
                return None
        return None

    def _apposed_to(self, noun: Word) -> ActorMention | None:
        """Return the person before a comma: « Léa Petit, **présidente** », « Ana Sol, **Franco-espagnole** »."""
        number = bisect_right(self._starts, noun.idx - 1) - 1
        mention = self.mentions[number] if number >= 0 else None
        if mention is None or mention.how != "name" or self.entries[mention.actor].kind != "person":
            return None
        between = text_of(self.doc)[mention.end : noun.idx].replace("’", "'")
        return mention if _APPOSED.fullmatch(between) else None

    def names_age(self, noun: Word) -> bool:
        """Tell whether a noun names a person by age: « la **trentenaire** »."""
        return plain_form(noun) in self._ages

    def has_age(self, mention: ActorMention) -> bool:
        """Tell whether an age follows a name: « Léa Petit, **34 ans** »."""
        return _AGE.match(text_of(self.doc), mention.end) is not None

    def is_described(self, noun: Word) -> bool:
        """Tell whether a firm is told by its trade or size: « le **club** de L1 », « le **groupe** de 90 âmes »."""
        form, doc = plain_form(noun), self.doc
        words = [plain_form(word) for word in doc[noun.i + 1 : noun.i + 4]]
        if self._nouns.get(form) != "organisation" or len(words) < 2 or words[0] not in {"de", "d'"}:
            return False
        is_bare = doc[noun.i + 2].pos_ in {"NOUN", "PROPN", "NUM"} and self.mention_at(noun.i + 2) is None
        return is_bare and words[1] not in self._tasks and self._is_definite(noun)

    def latter(self, token: Word) -> str:
        """Return the gender of a phrase for whom was named last: « ce **dernier** », « celle-**ci** », else ""."""
        i, form = token.i, plain_form(token)
        before = plain_form(self.doc[i - 1]) if i else ""
        if form in {"dernier", "dernière"}:
            return {"ce": "m", "cet": "m", "cette": "f"}.get(before, "")
        first = i - 2 if form == "ci" else i - 1 if token.text == "-" else i
        words = [plain_form(word) for word in self.doc[max(0, first) : first + 3]]
        is_near = words[1:3] == ["", "ci"] or words[1:2] == ["ci"]
        return {"celui": "m", "celle": "f"}.get(words[0], "") if is_near else ""

    def taken_up(self, noun: Word) -> tuple[int, ...]:
        """Return whom a plural takes up: « la CGT et FO … **les deux syndicats** », « **les ONG** », else ()."""
        form, names = plain_form(noun), self.joint_names
        if not names.is_group(form) or self.mention_at(noun.i) is not None or self._has_complement(noun):
            return ()
        before = [plain_form(self.doc[i]) for i in range(max(0, noun.i - 3), noun.i)]
        numbers = [word for word in before if word in names.counts]
        is_definite = not {"les", "ces", "leurs"}.isdisjoint(before)
        return names.taken_up(noun.idx, form, names.counts[numbers[-1]] if numbers else None) if is_definite else ()

    def begun(self, head: int, end: int) -> tuple[int, ...]:
        """Return the body whose name begins so: « la **préfecture de police** » is the one of Paris."""
        start = self.doc[head].idx
        words = text_of(self.doc)[start:end].lower()
        if " " not in words or not self._is_definite(self.doc[head]):
            return ()
        fitting = [
            number
            for number, entry in enumerate(self.entries)
            if entry.kind in ("organisation", "institution") and entry.name.lower().startswith(f"{words} ")
        ]
        return tuple(fitting) if len(fitting) == 1 else ()

    def possessor_of(self, noun: Word) -> tuple[int, ...]:
        """Return whose « **son** programme », « **leur** plan » is: the names joined before, the most present actor."""
        before = {plain_form(self.doc[i]) for i in range(max(0, noun.i - 2), noun.i)}
        if not before.isdisjoint({"leur", "leurs"}):
            return self.joint_names.last(noun.idx)
        return self._salience.best(noun.idx, Wanted()) if not before.isdisjoint({"son", "sa", "ses"}) else ()

    def body_before(self, offset: int) -> tuple[int, ...]:
        """Return the body that is most present at a character: « Solvia recule. **Sa** directrice … »."""
        return self._salience.best(offset, Wanted(kinds=("organisation", "institution"), noun="sa"))

    def _has_complement(self, noun: Word) -> bool:
        """Tell whether a noun is told from others: « les syndicats **de** la SNCF », « les pays **qui** … »."""
        following = list(self.doc[noun.i + 1 : noun.i + 3])
        if following and following[0].pos_ == "ADJ":
            del following[0]
        return bool(following) and plain_form(following[0]) in _COMPLEMENTS

    def _actors_of(self, token: Word, others: frozenset[int] = frozenset()) -> tuple[int, ...]:
        mention = self.mention_at(token.i) or self.named_after(token) or self._titled(token)
        if mention is not None:
            return (mention.actor,)
        latter = self.latter(token)
        if latter:
            return self._salience.last(token.idx, latter)
        form = plain_form(token)
        group = self._pronouns.get(form)
        if group is not None:
            return self._of_pronoun(token, group)
        decade = self._ages.get(form)
        if decade is not None:
            return self._of_age(token.idx, decade)
        joint = self.taken_up(token)
        if joint:
            return joint
        kind = self._nouns.get(form)
        if form in self._counsel and plain_form(self.doc[token.i - 1]) in _POSSESSIVES:
            return ()  # « **son conseil** a fait appel » is a lawyer
        if kind is None and form in self._demonyms and token.text[0].isupper():
            kind = "person"
        if form in self._towns and plain_form(self.doc[token.i - 1]) in {"ce", "cet", "cette"}:
            return self._of_noun(token, "place") or self._of_noun(token, "institution")
        return self._of_noun(token, kind, others) if kind and self._is_definite(token) else ()

    def _of_pronoun(self, token: Word, group: str) -> tuple[int, ...]:
        if group == "first":
            return ()
        gender = group[:1]
        if group.endswith("p"):
            return self._salience.several(token.idx, gender)
        return self._salience.best(token.idx, Wanted(gender=gender))

    def _of_noun(self, token: Word, kind: str, others: frozenset[int] = frozenset()) -> tuple[int, ...]:
        if kind == "person":
            gender, others = self._gender(token), self._nameless  # « le procureur … **l'homme** » is the accused
            return self._salience.best(token.idx, Wanted(gender, ("person",), nearest=True, others=others))
        if kind == "place":
            return self._salience.best(token.idx, Wanted(kinds=("place",), noun=plain_form(token)))
        is_private = plain_form(token) in self._private
        kinds = ("organisation",) if is_private else ("organisation", "institution")
        noun, firsts = plain_form(token), tuple(self._own_kinds.get(plain_form(token), ()))
        return self._salience.best(token.idx, Wanted(kinds=kinds, noun=noun, firsts=firsts, others=others))

    def _of_age(self, offset: int, decade: int) -> tuple[int, ...]:
        """Return the person whose age the text gave: « Léa Petit, 34 ans » is « la trentenaire »."""
        for number in range(bisect_right(self._starts, offset) - 1, -1, -1):
            mention = self.mentions[number]
            age = _AGE.match(text_of(self.doc), mention.end)
            if age is not None and 0 <= int(age[1]) - decade < _DECADE:
                return (mention.actor,)
        return ()

    def _titled(self, noun: Word) -> ActorMention | None:
        """Return the name that a role stands before: « le **ministre** des Finances, Léa Petit »."""
        if noun.lower_ not in self._roles:
            return None
        for i in range(noun.i + 1, min(noun.i + _TITLE, len(self.doc))):
            token, mention = self.doc[i], self.mention_at(i)
            if mention is not None and self.entries[mention.actor].kind == "person":
                return mention if mention.start == token.idx and mention.how == "name" else None
            if token.pos_ in {"VERB", "AUX"} or token.text in _STOPS:
                return None
        return None

    def _is_definite(self, noun: Word) -> bool:
        return any(child.lower_.replace("’", "'") in self._determiners for child in noun.lefts)

    def _gender(self, noun: Word) -> str:
        shown = noun.morph.get("Gender", [])
        return {"Masc": "m", "Fem": "f"}.get(shown[0], "") if shown else ""

    def _around(self, offset: int) -> Iterator[ActorMention]:
        number = bisect_right(self._starts, offset) - 1
        for back in range(number, max(-1, number - 4), -1):
            yield self.mentions[back]


@cache
def _by_form(lexicon: Lexicon, table: str) -> dict[str, str]:
    return {form: key for key, values in lexicon.mapping("anaphors")[table].items() for form in values["forms"]}
