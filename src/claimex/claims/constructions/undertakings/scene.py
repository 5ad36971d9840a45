"""What the constructions of one document share: its words, its statements, and the stretch of an action."""

from bisect import bisect_left, bisect_right
from collections.abc import Set

from claimex import annotations as ann
from claimex.claims.constructions.undertakings.action_ends import RELATIVES, end_of_action
from claimex.claims.constructions.undertakings.datelines import after_dateline
from claimex.claims.constructions.undertakings.relatives import named_before_relative, noun_beside
from claimex.claims.constructions.undertakings.trades import names_firm
from claimex.claims.constructions.undertakings.vocabulary import vocabulary
from claimex.claims.modality import modality_of
from claimex.lexicon import Lexicon
from claimex.mentions.resolution import resolver_of
from claimex.mood import is_finite, mood_of_form
from claimex.parse import Parse, Word
from claimex.syntax import SUBJECTS, finite_verb_of, governor_of, group_start, subject_of, verb_lemmas

_NOUNS = frozenset({"NOUN", "PROPN"})
MONEY = frozenset({"EUR", "USD", "CAD", "CHF", "GBP", "XOF", "XAF", "MAD", "%"})
_GENDERS = {"il": ("Masc", "Sing"), "elle": ("Fem", "Sing"), "ils": ("Masc", "Plur"), "elles": ("Fem", "Plur")}
_CLAUSE = 25  # tokens looked back for the verb that a coordinated one goes on from


def _place(found: tuple[Word, str]) -> int:
    return found[0].i


class Scene:
    """One document as the constructions see it."""

    def __init__(self, doc: Parse, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.words = vocabulary(lexicon)
        self.modality = modality_of(doc, lexicon)
        self.resolver = resolver_of(doc, lexicon)
        self.entries = ann.read_entries(doc)
        self.quotes = ann.read(doc, ann.QUOTES, ann.Quote)
        self.quantities = ann.read(doc, ann.QUANTITIES, ann.QuantityMention)
        self.moments = ann.read(doc, ann.MOMENTS, ann.MomentMention)
        self.blocks = ann.read(doc, ann.BLOCKS, ann.Block)
        self.statements = tuple(c for c in ann.read_claims(doc) if isinstance(c, ann.StatementMention))
        self.has_grammar = doc.has_annotation("DEP") and len(doc) > 0
        self._block_starts = [block.start for block in self.blocks]
        self.forms = self.modality.forms
        self.verbs = verb_lemmas(doc, lexicon)
        words = zip(doc, self.verbs, strict=True)
        self.lemmas = tuple([verb if verb and word.pos_ not in _NOUNS else word.lemma_.lower() for word, verb in words])
        self._listed: dict[str, list[tuple[Word, str]]] = {}
        for token, verb in zip(doc, self.verbs, strict=True):
            if verb is not None:
                self._listed.setdefault(verb, []).append((token, verb))
        self._subjects: dict[int, Word | None] = {}
        self._numbers = {block.start: number for number, block in enumerate(self.blocks)}
        parts = [(s, e, n) for n, statement in enumerate(self.statements) for s, e in statement.content]
        self._contents = sorted(parts)
        self._content_starts = [start for start, _, _ in self._contents]
        self._longest = max((end - start for start, end, _ in parts), default=0)
        self._quote_starts = [quote.start for quote in self.quotes]
        self._quantity_starts = [quantity.start for quantity in self.quantities]
        self._moment_starts = [moment.start for moment in self.moments]

    def verb_at(self, token: Word) -> str | None:
        """Return the lemma of a form of our verb lists, whatever the tagger says of it."""
        return self.verbs[token.i]

    def verbs_among(self, lemmas: Set[str]) -> list[tuple[Word, str]]:
        """Return the tokens that are forms of these verbs of our lists, each with its lemma, in text order."""
        found = [pair for lemma in self._listed.keys() & lemmas for pair in self._listed[lemma]]
        return sorted(found, key=_place) if len(found) > 1 else found

    def number_of(self, block: ann.Block) -> int:
        """Return a block's place in the layout."""
        return self._numbers[block.start]

    def quantities_between(self, start: int, end: int) -> range:
        """Return the indices of the amounts that begin in a stretch."""
        return range(bisect_left(self._quantity_starts, start), bisect_left(self._quantity_starts, end))

    def moments_between(self, start: int, end: int) -> range:
        """Return the indices of the moments that begin in a stretch."""
        return range(bisect_left(self._moment_starts, start), bisect_left(self._moment_starts, end))

    def subject_of(self, verb: Word) -> Word | None:
        """Return a verb's subject, also before an incise: « Le **collège**, promet le maire, consultera … »."""
        if verb.i not in self._subjects:
            self._subjects[verb.i] = self._find_subject(verb)
        return self._subjects[verb.i]

    def _find_subject(self, verb: Word) -> Word | None:
        first = group_start(verb).i
        found = self._subject_in_quote(verb, first)
        if found is not None:
            return found
        found = after_dateline(self, self._subject_before(verb, first)) or self._shared_subject(verb, first)
        if found is not None:
            return found
        found = self._taken_up(after_dateline(self, subject_of(verb)))
        if found is not None and found.form in self.words.first_person:
            return self._beyond_relative(found, verb)
        if found is not None and (found.i < verb.i or mood_of_form(verb.form) is None):
            return found if self._is_somebody(found) else named_before_relative(self.resolver, found, first)
        if first < 3 or self.doc[first - 1].text != ",":
            return noun_beside(self.doc, first)
        opening = next((i for i in range(first - 2, max(first - 12, 0), -1) if self.doc[i].text == ","), 0)
        if not opening or not any(is_finite(token) for token in self.doc[opening:first]):
            return None
        noun = self.doc[opening - 1]
        while noun.head.i != noun.i and verb.sent.start <= noun.head.i < opening:
            noun = noun.head
        return noun if noun.pos_ in {"NOUN", "PROPN", "PRON"} else None

    def _subject_in_quote(self, verb: Word, first: int) -> Word | None:
        """Return the noun that opens the quotation of a verb whose subject the parser sought before it."""
        quote = self.quote_at(verb.idx)
        parsed = subject_of(verb) if quote is not None else None
        if quote is None or parsed is None or parsed.idx >= quote.start or parsed.idx > verb.idx:
            return None
        opening = [token for token in self.doc[max(0, first - 12) : first] if token.idx >= quote.start]
        return next((token for token in opening if token.pos_ in _NOUNS), None)

    def _shared_subject(self, verb: Word, first: int) -> Word | None:
        """Return the subject of the verb that « et » goes on from, where the parser hung it on a noun between them."""
        mood = mood_of_form(verb.form)
        if mood is None or self.forms[max(0, first - 1) : first] not in {("et",), ("puis",)}:
            return None
        if verb.head.pos_ in {"VERB", "AUX"}:
            return None
        for token in reversed(self.doc[max(verb.sent.start, first - _CLAUSE) : first - 1]):
            if mood_of_form(token.form) == mood and token.pos_ in {"VERB", "AUX"}:
                return self.subject_of(token)
        return None

    def _taken_up(self, subject: Word | None) -> Word | None:
        """Return the noun that a pronoun between commas takes up: « La **coopérative**, elle, envisage … »."""
        if subject is None or subject.pos_ != "PRON" or subject.i < 2 or subject.i + 1 >= len(self.doc):
            return subject
        if self.doc[subject.i - 1].text != "," or self.doc[subject.i + 1].text != ",":
            return subject
        noun = self.doc[subject.i - 2]
        while noun.head.i != noun.i and noun.head.i < noun.i and noun.head.pos_ in {"NOUN", "PROPN"}:
            noun = noun.head
        return noun if noun.pos_ in {"NOUN", "PROPN"} else subject

    def _subject_before(self, verb: Word, first: int) -> Word | None:
        """Return a subject that stands before its verb: the pronoun beside it or what the parser names."""
        for token in self.doc[max(0, first - 1) : finite_verb_of(verb).i]:
            if token.form in self.words.pronouns and (token.i < first or verb.lower_.endswith("ons")):
                return token
        main = governor_of(verb)
        for child in main.children:
            is_subject = child.dep_ in SUBJECTS and child.i < verb.i
            if is_subject and child.form not in RELATIVES and child.form not in self.words.pronouns:
                return child
        return None

    def _beyond_relative(self, pronoun: Word, verb: Word) -> Word:
        """Return a pronoun, or the noun whose relative it opens: « la **sécheresse** que nous vivons va … »."""
        is_apart = any(t.pos_ == "VERB" and is_finite(t) for t in self.doc[pronoun.i + 1 : verb.i])
        if not is_apart or pronoun.i < 2 or self.forms[pronoun.i - 1] not in RELATIVES:
            return pronoun
        return self.doc[pronoun.i - 2]

    def can_answer(self, subject: Word) -> bool:
        """Tell whether a subject can bind itself: a body or office, an actor, « nous » in somebody's mouth."""
        if subject.form in self.words.first_person:
            return self.statement_at(subject.idx) is not None
        if self.lemmas[subject.i] in self.words.answerable:
            return True
        if self.lemmas[subject.i] in self.words.inanimate:
            return False
        if names_firm(self, subject):
            return True
        return bool(self.resolver.actors_of(subject.i)) or self.antecedent_of(subject) is not None

    def antecedent_of(self, pronoun: Word) -> Word | None:
        """Return the body or office without a name that « il » or « elle » takes up: the last sentence's subject."""
        kind = _GENDERS.get(pronoun.form)
        first = pronoun.sent.start
        if kind is None or first == 0:
            return None
        root = self.doc[first - 1].sent.root
        subject = self.subject_of(root)
        if subject is None or not self._is_somebody(subject):
            return None
        gender, number = subject.morph.get("Gender", [""])[0], subject.morph.get("Number", [""])[0]
        return subject if (gender or kind[0], number or kind[1]) == kind else None

    def _is_somebody(self, noun: Word) -> bool:
        return self.lemmas[noun.i] in self.words.answerable or bool(self.resolver.actors_of(noun.i))

    def is_abstract(self, subject: Word) -> bool:
        """Tell whether a subject can decide nothing: a text's content, weather, a noun in -tion that names no body."""
        lemma = self.lemmas[subject.i]
        if names_firm(self, subject):
            return False
        if lemma in self.words.contents or lemma in self.words.inanimate or lemma in self.words.observers:
            return not self.resolver.actors_of(subject.i)
        if lemma in self.words.answerable or lemma in self.words.texts or subject.pos_ != "NOUN":
            return False
        return lemma.endswith(self.words.abstract) and not self.resolver.actors_of(subject.i)

    def block_at(self, offset: int) -> ann.Block | None:
        """Return the block of the layout that holds an offset."""
        number = bisect_right(self._block_starts, offset) - 1
        return self.blocks[number] if number >= 0 and offset < self.blocks[number].end else None

    def is_outside(self, offset: int) -> bool:
        """Tell whether an offset stands in boilerplate, residue or a table already given: no claim there."""
        block = self.block_at(offset)
        return block is not None and block.is_silent

    def statement_at(self, offset: int) -> ann.StatementMention | None:
        """Return the innermost statement whose content holds an offset."""
        found: list[tuple[int, int]] = []
        position = bisect_right(self._content_starts, offset) - 1
        while position >= 0 and self._content_starts[position] >= offset - self._longest:
            start, end, number = self._contents[position]
            if offset < end:
                found.append((end - start, number))
            position -= 1
        return self.statements[min(found)[1]] if found else None

    def quote_at(self, offset: int) -> ann.Quote | None:
        """Return the innermost quotation that holds an offset."""
        for place in range(bisect_right(self._quote_starts, offset) - 1, -1, -1):
            quote = self.quotes[place]
            if offset < quote.end:
                return quote
            if quote.depth == 0:  # the ones before it have ended
                return None
        return None

    def action_end(self, head: Word, start: int, *, nominal: bool = False) -> int:
        """Return where the action that starts at this offset ends; a ``nominal`` one, before its verb."""
        return end_of_action(self, head, start, nominal=nominal)

    def is_relative(self, verb: Word) -> bool:
        """Tell whether « qui » opens a verb's clause, the main verb may follow: « les élus qui **ont promis** »."""
        first = group_start(finite_verb_of(governor_of(verb))).i
        return self.forms[max(0, first - 1) : first] == ("qui",)
