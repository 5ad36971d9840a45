"""The text as reported speech sees it: words, sentences that do not break at a quotation, quotations and their places.

Built once a document; every construction reads it. « « Je pars. Vite ! », dit-il. » is one sentence to it.
"""

from bisect import bisect_right
from functools import cached_property

from claimex import annotations as ann
from claimex.annotations import Block, Offsets, Quote
from claimex.claims.constructions.reported_speech.speaking import bodies, humans, speaking_nouns
from claimex.layout import normalise
from claimex.lexicon import Lexicon
from claimex.parse import Parse, Word
from claimex.syntax import has_finite_form, verb_lemmas

_ENDS = frozenset(".!?…")
_SPEAKING = frozenset({"il", "elle", "ils", "elles", "lui", "l'un", "l'une", "on", "celui", "celle"})
_LATTER = frozenset({"dernier", "dernière", "derniers", "dernières"})
_POINTING = frozenset({"ce", "cet", "cette", "ces"})
_OPENINGS = frozenset('«“"‹‘„—–-[(•')
_ARTICLES = frozenset({"le", "la", "l'", "les", "un", "une", "des", "il", "elle", "ils", "elles"})
_CLOSERS = "»”\"›'’)"
_TRIM_LEFT = " \n\t\r,;:.-–—"
_TRIM_RIGHT = " \n\t\r,;:.–—("


def _may_open(character: str) -> bool:
    """Tell whether a sentence may open with this character."""
    return character.isupper() or character.isdigit() or character in _OPENINGS


class Scene:
    """Words, sentences, blocks and quotations of one document, by token index and by character."""

    def __init__(self, doc: Parse, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.text = normalise(ann.text_of(doc))
        self.tokens: list[Word] = list(doc)
        self.forms = doc.forms
        self.starts = doc.offsets
        self.quotes = ann.read(doc, ann.QUOTES, Quote)
        self.blocks = ann.read(doc, ann.BLOCKS, Block)
        self._has_silence = any(block.is_silent for block in self.blocks)
        self.quote_of = self._quote_of()
        self._outer, self._inner = self._sentence_starts()

    @cached_property
    def verbs(self) -> tuple[tuple[int, str], ...]:
        """The tokens that may be a verb of our lists, with its lemma, in text order."""
        shared = self._senses.intersection(self.forms)
        found = [(i, lemma) for i, lemma in enumerate(verb_lemmas(self.doc, self.lexicon)) if lemma]
        if shared:
            senses = ((i, self.lemma_of(i)) for i, form in enumerate(self.forms) if form in shared)
            found = sorted({**dict(found), **{i: lemma for i, lemma in senses if lemma}}.items())
        return tuple(found)

    def lemma_of(self, token: int) -> str | None:
        """Return the lemma of a verb of our lists; « fait **valoir** », « laisse **entendre** » share one."""
        form = self.forms[token]
        if form in self._senses and token > 0 and self._is_causative(token - 1):
            return "faire savoir"
        return self.lexicon.verb_lemma(form)

    def carrier_of(self, token: int) -> int:
        """Return the verb that carries a group: « a **fait** savoir » for savoir, else the token itself."""
        if self.forms[token] not in self._senses or token == 0 or not self._is_causative(token - 1):
            return token
        return token - 1 if self.lexicon.verb_lemma(self.forms[token - 1]) in self._causatives else token - 2

    def _is_causative(self, token: int) -> bool:
        return self.lexicon.verb_lemma(self.forms[token]) in self._causatives or (
            token > 0
            and self.tokens[token].pos_ == "ADV"
            and self.lexicon.verb_lemma(self.forms[token - 1]) in self._causatives
        )

    @cached_property
    def _senses(self) -> frozenset[str]:
        return frozenset(self.lexicon.mapping("reporting")["compound"]["senses"])

    @cached_property
    def _causatives(self) -> frozenset[str]:
        return frozenset(self.lexicon.mapping("reporting")["compound"]["causative"])

    @cached_property
    def names(self) -> frozenset[int]:
        """The tokens in a mention of a person or a body."""
        entries = ann.read_entries(self.doc)
        named: set[int] = set()
        for mention in ann.read(self.doc, ann.ACTORS, ann.ActorMention):
            if entries[mention.actor].kind != "place":
                named.update(range(self.token_at(mention.start), self.token_at(mention.end - 1) + 1))
        return frozenset(named)

    @cached_property
    def places(self) -> frozenset[int]:
        """The tokens in a mention of a place."""
        entries = ann.read_entries(self.doc)
        spans = [m for m in ann.read(self.doc, ann.ACTORS, ann.ActorMention) if entries[m.actor].kind == "place"]
        return frozenset(i for m in spans for i in range(self.token_at(m.start), self.token_at(m.end - 1) + 1))

    @cached_property
    def persons(self) -> tuple[tuple[int, int, int], ...]:
        """The names of persons in text order, each as character, actor and token."""
        entries = ann.read_entries(self.doc)
        mentions = ann.read(self.doc, ann.ACTORS, ann.ActorMention)
        return tuple(
            (mention.start, mention.actor, self.token_at(mention.start))
            for mention in mentions
            if entries[mention.actor].kind == "person" and mention.how == "name" and not mention.boilerplate
        )

    def may_speak(self, token: int) -> bool:
        """Tell whether a noun may be somebody who speaks: a person or a body by name or by role."""
        if token >= len(self.forms):
            return False
        form = self.forms[token]
        if token in self.names or form in self.humans:
            return True
        return self.tokens[token].pos_ == "PROPN" and not ann.has_run(self.doc, ann.ACTORS)

    def may_be_speaker(self, token: int) -> bool:
        """Tell whether a noun or pronoun may be somebody who speaks."""
        return self.forms[token] in _SPEAKING if self.tokens[token].pos_ == "PRON" else self.may_speak(token)

    def is_latter(self, token: int) -> bool:
        """Tell whether a word stands for who was named last: « selon ce **dernier** », « ces **dernières** »."""
        return token > 0 and self.forms[token] in _LATTER and self.forms[token - 1] in _POINTING

    def is_governed(self, token: int, head: int = -1) -> bool:
        """Tell whether a preposition, or « comme », stands before a name or noun: « le maire **de** Lyon »."""
        before = token - 1
        while before > head and self.tokens[before].pos_ in {"DET", "ADJ"}:
            before -= 1
        return before >= 0 and (self.tokens[before].pos_ == "ADP" or self.forms[before] in {"que", "comme"})

    @cached_property
    def humans(self) -> frozenset[str]:
        """The nouns for who may speak: those of sources.toml and every role, in both numbers."""
        return humans(self.lexicon)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The nouns that stand for a body, in both numbers: « la centrale », « les centrales », « l'état-major »."""
        return bodies(self.lexicon)

    @cached_property
    def speaking_nouns(self) -> frozenset[str]:
        """The nouns that speak without being a person: documents, bodies, persons cut at a hyphen."""
        return speaking_nouns(self.lexicon)

    def token_at(self, offset: int) -> int:
        """Return the index of the token that holds a character, or of the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def end_of(self, token: int) -> int:
        """Return the character where a token ends."""
        return self.starts[token] + len(self.tokens[token])

    def sentence(self, token: int) -> tuple[int, int]:
        """Return the sentence of a token as token indices; outside quotations it runs over them, inside within one."""
        quote = self.quote_of[token]
        bounds = self._outer if quote < 0 else self._inner
        place = bisect_right(bounds, token)
        start = bounds[place - 1] if place else 0
        end = bounds[place] if place < len(bounds) else len(self.tokens)
        if quote >= 0:
            first, last = self.inner_tokens(self.quotes[quote])
            start, end = max(start, first), min(end, last)
        return start, max(end, token + 1)

    def inner_tokens(self, quote: Quote) -> tuple[int, int]:
        """Return the tokens between the marks, half-open."""
        return self.token_at(quote.inner[0]), self.token_at(quote.inner[1] - 1) + 1

    def block_of(self, offset: int) -> Block | None:
        """Return the block that holds a character."""
        place = bisect_right(self._block_starts, offset) - 1
        if place < 0 or self.blocks[place].end < offset:
            return None
        return self.blocks[place]

    def is_silent(self, offset: int) -> bool:
        """Tell whether a character lies in boilerplate, in residue or in a repeated row, where nothing is claimed."""
        block = self.block_of(offset) if self._has_silence else None
        return block is not None and block.is_silent

    def is_heading(self, offset: int) -> bool:
        """Tell whether a character lies in a title or a heading."""
        block = self.block_of(offset)
        return block is not None and block.kind in {"title", "heading"}

    def trim(self, start: int, end: int) -> Offsets:
        """Return offsets without white space and separators at both ends; a final « ? » or « ! » stays."""
        while start < end and self.text[start] in _TRIM_LEFT:
            start += 1
        while start < end and self.text[end - 1] in _TRIM_RIGHT:
            end -= 1
        if self.text[start:end].count("(") > self.text[start:end].count(")") and self.text[end : end + 1] == ")":
            end += 1
        return start, end

    def quotes_in(self, start: int, end: int) -> tuple[int, ...]:
        """Return the indices of the outer quotations that touch a stretch of characters."""
        first = bisect_right(self._quote_starts, start - 1)
        found = []
        for index in range(max(0, first - 8), len(self.quotes)):
            quote = self.quotes[index]
            if quote.start >= end:
                break
            if quote.depth == 0 and quote.end > start:
                found.append(index)
        return tuple(found)

    def has_finite_verb(self, start: int, end: int) -> bool:
        """Tell whether a finite verb stands among these tokens."""
        return any(self.is_finite(i) for i in range(start, end))

    def is_finite(self, token: int) -> bool:
        """Tell whether a token is a finite verb or auxiliary."""
        word = self.tokens[token]
        if word.pos_ not in {"VERB", "AUX"}:
            return self._counts(token)
        forms = word.morph.get("VerbForm", [])
        return "Fin" in forms or ("Inf" not in forms and has_finite_form(word))

    def _counts(self, token: int) -> bool:
        """« La ville **compte** 300 agents »: a noun to the tagger."""
        if self.forms[token] != "compte" or not 0 < token < len(self.tokens) - 1:
            return False
        return self.tokens[token - 1].pos_ in {"NOUN", "PROPN"} and self.tokens[token + 1].pos_ in {"NUM", "DET"}

    def words_in(self, quote: Quote) -> int:
        """Return how many words and numbers stand between the marks."""
        first, last = self.inner_tokens(quote)
        return sum(1 for i in range(first, last) if self.tokens[i].is_alpha or self.tokens[i].like_num)

    def is_speech(self, quote: Quote) -> bool:
        """Tell whether a quotation is long enough to be speech: a finite verb or three words."""
        first, last = self.inner_tokens(quote)
        words = self.words_in(quote)
        return words >= 3 or (words >= 2 and self.has_finite_verb(first, last))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.start for quote in self.quotes]

    def _quote_of(self) -> list[int]:
        """For each token the index of the outer quotation whose words it belongs to, or -1; marks are outside."""
        places = [-1] * len(self.tokens)
        for index, quote in enumerate(self.quotes):
            if quote.depth == 0:
                first, last = self.token_at(quote.inner[0]), self.token_at(quote.inner[1] - 1)
                places[first : last + 1] = [index] * (last + 1 - first)
        return places

    def _sentence_starts(self) -> tuple[list[int], list[int]]:
        block_starts = {block.start for block in self.blocks}
        outer, inner = [0], [0]
        for i in self._may_start(block_starts):
            token = self.tokens[i]
            is_block_start = token.idx in block_starts or "\n" in self.tokens[i - 1].text
            if not is_block_start and not (_may_open(token.text[0]) and self._ends_before(i)):
                continue
            inner.append(i)
            if self.quote_of[i] < 0 or self.quote_of[i - 1] != self.quote_of[i]:
                outer.append(i)
        return outer, inner

    def _may_start(self, block_starts: set[int]) -> list[int]:
        """Return the tokens at which a sentence may start: they open a block or a line, or stand behind a stop."""
        found = {i for start in block_starts if (i := self.token_at(start)) and self.starts[i] == start}
        for i in [i for i, token in enumerate(self.tokens, start=1) if token.text[-1] in _ENDS or token.is_space]:
            found.add(i)
            while i < len(self.tokens) and (self.tokens[i].text in _CLOSERS or self.tokens[i].is_space):
                i += 1
                found.add(i)
        return sorted(found - {0, len(self.tokens)})

    def _ends_before(self, i: int) -> bool:
        """Tell whether a sentence ends before this token: a stop, then a word that may open the next one."""
        opening = self.tokens[i].text[0]
        if self.quote_of[i] >= 0 and self.quote_of[i - 1] < 0:
            return False  # the mark before it opened the sentence
        before = i - 1
        while before > 0 and (self.tokens[before].text in _CLOSERS or self.tokens[before].is_space):
            before -= 1
        stop = self.tokens[before].text
        if stop[-1] not in _ENDS or (len(stop) > 1 and stop[-1] == "." and stop[-2] != "."):
            return len(stop) == 2 and stop[0].isupper() and stop[1] == "." and self._opens_phrase(i)
        initial = self.tokens[before - 1].text if before > 0 else ""
        is_initial = stop == "." and len(initial) == 1 and initial.isupper() and opening.isupper()
        return not is_initial or self._opens_phrase(i)

    def _opens_phrase(self, token: int) -> bool:
        """Tell whether an article with its noun stands here, no name: « classé A. **Une arme** a été saisie »."""
        is_article = self.forms[token] in _ARTICLES and token + 1 < len(self.tokens)
        return is_article and self.tokens[token + 1].text[0].islower() and self.tokens[token + 1].pos_ != "PROPN"
