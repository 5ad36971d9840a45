"""The phrases around an amount: the nouns that may say what it measures."""

from bisect import bisect_right

from claimex.annotations import Offsets, QuantityMention
from claimex.claims.constructions.amount_words import Amount, AmountWords
from claimex.parse import Word
from claimex.syntax import phrase_of

__all__ = ["NOMINAL", "SKIPPED", "Amount", "Phrases"]

NOMINAL = frozenset({"NOUN", "PROPN", "X"})
SKIPPED = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "SPACE", "ADV", "SCONJ"})
_OF = frozenset({"de", "d'", "du", "des"})
_WITHIN = _OF | {"à", "au", "aux", "en"}
_DE = frozenset({"de", "d'"})
_DESCRIBING = frozenset({"de", "d'", "avec"})
_PARTICIPLES = frozenset({"ADJ", "VERB"})
_COUNTED = frozenset({"NOUN", "PROPN", "X", "ADJ", "VERB"})
_TOLD = 1000  # an amount this large is no trait of a thing
_NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
_DESCRIPTIVE = _NAMING | {"ADP", "DET", "NUM"}
_COMPLEMENTS = 2  # that a counted noun may have: « emplois **d'avenir** **dans la région** »
_STEPS = 8  # heads climbed from a noun
_LONGEST = 14  # tokens of a measure
_NEAR = 6  # tokens between a noun and the head of its phrase


class Phrases(AmountWords):
    """The amounts of one document on its words, and the noun phrases beside them."""

    def whole(self, noun: Word) -> Word:
        """Return the head of a noun's phrase: « un **taux** de vacance de 9 % »; « en **recul** » is one of its own."""
        if noun.lemma_ in self.words("changes") and self.doc[self.turn_start(noun)].form == "en":
            return noun
        for _ in range(_STEPS):
            head = noun.head
            if head.pos_ not in NOMINAL or not noun.i - _NEAR < head.i < noun.i or head.i in self.counted_tokens:
                break
            if any(token.is_punct for token in self.doc[head.i : noun.i]):
                break
            noun = head
        return noun

    def turn_start(self, noun: Word) -> int:
        """Return the token that opens « en forte baisse » before its noun, adjectives left aside."""
        position = noun.i - 1
        while position > 0 and self.doc[position].pos_ == "ADJ":
            position -= 1
        return max(0, position)

    def complement(self, amount: Amount, *, bases: bool = False) -> Offsets | None:
        """Return the phrase under « de » after an amount: « 6 % **de ses commandes** »; ``bases``: « du PIB » too."""
        doc, after = self.doc, amount.last + 1
        after += after < len(doc) and doc[after].form == "seulement"  # « un tiers **seulement** des électeurs »
        if after + 1 >= len(doc) or doc[after].form not in _OF:
            return None
        for token in doc[after + 1 : after + 6]:
            alone = token.pos_ == "ADJ" and token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "ADP"  # « d'étrangers »
            if token.pos_ in NOMINAL or (alone and token.i == after + 1):
                words = {token.lemma_, token.form, doc[min(token.i + 1, len(doc) - 1)].form}
                own = doc[after + 1].form in self.words("possessives")  # « a perdu 3 % **de sa population** »
                known = not bases and not own and not words.isdisjoint(self.words("bases"))
                return None if known else self.phrase(token, outside=amount)
            if token.pos_ not in {"DET", "ADJ", "NUM", "ADP"} or (token.form in self.words("bases") and not bases):
                return None
        return None

    def widened(self, span: Offsets) -> Offsets:
        """Return a phrase with the complements that the parser hung elsewhere: « chômeurs **en France** »."""
        end = bisect_right(self.offsets, span[1] - 1)
        for _ in range(_COMPLEMENTS):
            reached = self._complement_end(end)
            if reached is None:
                break
            end = reached
        last = self.doc[end - 1]
        return (span[0], max(span[1], last.idx + len(last)))

    def _complement_end(self, start: int) -> int | None:
        """Return the end of « de la ville », « en France », « sans activité » at a token; None when there is none."""
        if start >= len(self.doc) or start in self.moment_starts:
            return None
        if self.doc[start].form not in self.words("completing"):
            return None
        for token in self.doc[start + 1 : start + 6]:
            if token.i in self.counted_tokens or token.form in self.words("times") or token.text[0].isdigit():
                return None
            if token.pos_ in NOMINAL:
                return self._after_noun(token)
            if token.pos_ not in {"DET", "ADJ"}:
                return None
        return None

    def _after_noun(self, noun: Word) -> int:
        """Return the token after a noun with an adjective, or after a name of several words: « de **Boko Haram** »."""
        position = noun.i + 1
        while position < len(self.doc) and noun.pos_ == self.doc[position].pos_ == "PROPN":
            position += 1
        return position + (position < len(self.doc) and self.doc[position].pos_ == "ADJ")

    def nouns_of(self, amount: Amount) -> list[Word]:
        """Return the nouns inside an amount, those of its number left aside."""
        tokens = [token for token in self.doc[amount.first : amount.last + 1] if token.pos_ in _COUNTED]
        scales = self.words("scales")
        nouns = [
            token
            for token in tokens
            if token.lemma_ not in scales
            and token.form not in scales
            and any(letter.isalpha() for letter in token.text)
            and (token.i == 0 or token.nbor(-1).form != "à" or token.nbor(-1).i < amount.first)  # « à peine »
        ]
        unit = (amount.row.unit or "-").split()[0]
        root = unit[: max(3, len(unit) - 2)]
        counted = next((i for i, noun in enumerate(nouns) if noun.form.startswith(root)), None)
        if counted is None and amount.link == "dont" and amount.is_counted:
            return []  # « 57 accidents, dont 12 mortels »
        return nouns[counted or 0 :]

    def phrase(self, noun: Word, *, outside: Amount | None = None, stop: int | None = None) -> Offsets | None:
        """Return a noun phrase without article, cut before the amounts that it may hold, and before ``stop``."""
        if outside is not None or stop is not None:
            return self._find_phrase(noun, outside, stop)
        if noun.i not in self._phrases:
            self._phrases[noun.i] = self._find_phrase(noun, None, None)
        return self._phrases[noun.i]

    def _find_phrase(self, noun: Word, outside: Amount | None, stop: int | None) -> Offsets | None:
        if noun.form in self.words("deictics") or noun.pos_ in SKIPPED:
            return None
        tokens = list(phrase_of(noun))[: _LONGEST * 2]
        if outside is not None:
            inside = [token for token in tokens if token.i < outside.first or token.i > outside.last]
            tokens = [token for token in inside if (token.i < outside.first) == (noun.i < outside.first)]
        tokens = [token for token in tokens if token.i <= noun.i or stop is None or token.i < stop]
        tokens = self._coordinated(self._named(self._described(tokens, stop)))
        tokens = self._opened(self._uncounted(tokens, noun), noun)
        if tokens and tokens[0].text[0].isdigit() and tokens[0].i and tokens[0].nbor(-1).text[0].isupper():
            tokens.insert(0, tokens[0].nbor(-1))  # « le S&P 500 »
        while tokens and self._is_skipped(tokens[0]) and not self._compares(tokens):
            tokens.pop(0)
        tokens = tokens[:_LONGEST]
        helpers = self.words("auxiliaries")  # « ceux qui se testent [a] »: of the verb that follows
        while tokens and (tokens[-1].pos_ in SKIPPED or tokens[-1].is_punct or tokens[-1].form in helpers):
            tokens.pop()
        return (tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None

    def _is_skipped(self, token: Word) -> bool:
        """Articles, prepositions, « **dont** la capacité »: no measure begins with them."""
        return token.pos_ in SKIPPED or token.is_punct or token.form == "dont"

    def _compares(self, tokens: list[Word]) -> bool:
        """« la **plus ancienne** étoile »: the adverb belongs to what is measured."""
        return len(tokens) > 1 and tokens[0].form in self.words("comparing_adverbs") and tokens[1].pos_ == "ADJ"

    def trait(self, noun: Word, amount: Amount) -> Offsets | None:
        """Return a trait with whose it is: « **les travaux, d'un montant** de 2 millions », else its phrase."""
        span = self.phrase(noun, outside=amount)
        start = noun.i - 2
        if span is None or start < 2 or self.doc[start].form != "d'" or self.doc[start - 1].text != ",":
            return span
        owner = self.phrase_before(start - 1)
        whose = self.phrase(owner, outside=amount, stop=start) if owner is not None else None
        return (whose[0], span[1]) if whose is not None and owner is not None and owner.pos_ == "NOUN" else span

    def _described(self, tokens: list[Word], stop: int | None) -> list[Word]:
        """Return a subject up to its verb, wherever the parser hung the rest: « la perte **du club** atteint »."""
        if stop is None or not tokens or tokens[-1].i >= stop:
            return tokens
        rest = list(self.doc[tokens[-1].i + 1 : stop])
        while rest and rest[-1].pos_ not in _NAMING:
            rest.pop()
        plain = all(
            (token.pos_ in _DESCRIPTIVE or token.form.endswith("ant") or token.form in self.words("comparing_adverbs"))
            and token.i not in self.moment_tokens
            for token in rest
        )
        return [*tokens, *rest] if plain else tokens

    def _coordinated(self, tokens: list[Word]) -> list[Word]:
        """Return a phrase with a second complement like the first: « attaques au couteau **ou à l'épée** »."""
        rest = self.doc[tokens[-1].i + 1 : tokens[-1].i + 5] if tokens else []
        last = next((token for token in reversed(tokens) if token.pos_ == "ADP"), None)
        if last is None or len(rest) < 3 or rest[0].form not in ("et", "ou") or rest[1].pos_ != "ADP":
            return tokens
        if (rest[1].form in _OF) != (last.form in _OF):
            return tokens
        end = next((i for i, token in enumerate(rest) if token.pos_ in NOMINAL), None)
        return tokens if end is None else [*tokens, *rest[: end + 1]]

    def _opened(self, tokens: list[Word], noun: Word) -> list[Word]:
        """Return a phrase without what opens the sentence: « Cette année la **récolte** », « En Crète, le **vin** »."""
        for position in range(len(tokens) - 1, -1, -1):
            token = tokens[position]
            if token.i < noun.i and (token.i in self.moment_tokens or token.text == "," or token.pos_ == "AUX"):
                return tokens[position + 1 :]
        return tokens

    def _named(self, tokens: list[Word]) -> list[Word]:
        """Return a phrase with the name that completes it, however it was parsed: « le baril **de Brent** »."""
        end = tokens[-1].i + 1 if tokens else 0
        name = self.doc[end + 1] if tokens and end + 1 < len(self.doc) else None
        if name is None or self.doc[end].form not in _DE:
            return tokens
        if not name.text[0].isupper() and tokens[-1].form != "nombre":
            return tokens
        return tokens if name.i in self.counted_tokens else [*tokens, self.doc[end], name]

    def _uncounted(self, tokens: list[Word], noun: Word) -> list[Word]:
        """Return a phrase up to the next amount; « un logement **de deux chambres** » keeps what describes it."""
        own = kept = self.counted_tokens.get(noun.i)
        for position, token in enumerate(tokens):
            dated = token.i in self.moment_starts and noun.pos_ in NOMINAL  # « versés en mars » needs its moment
            ends = dated or token.form in self.words("asides")
            ends = ends or (token.form in self.words("ranking") and token.i > 0 and token.nbor(-1).text == ",")
            if token.i > noun.i and ends:
                return tokens[:position]
            row = self.counted_tokens.get(token.i, own)
            if row is own or row is kept or row is None or token.i < noun.i:
                continue
            if not self._describes(row, tokens[position - 1].form if position else ""):
                return tokens[:position]
            kept = row
        return tokens

    def _describes(self, row: QuantityMention, link: str) -> bool:
        """Tell an amount that describes (« deux chambres », « 50 kg ») from one that is told (« 2,9 milliards »)."""
        if row.age and row.comparator == "=":
            return row.low is not None and link == "des"  # « chômage des 15-24 ans », not « deux femmes de 48 ans »
        level = row.change is None and id(row) not in self._left and (row.value or row.high or 0) < _TOLD
        told = row.unit in self.words("shares") or not level
        return link in _DESCRIBING and not told

    def phrase_before(self, position: int) -> Word | None:
        """Return the head of the phrase that ends before a token: « **le prix** du gaz, en hausse »."""
        last = position - 1
        while last > 0 and self.doc[last].pos_ not in NOMINAL and position - last < 4:
            last -= 1
        noun = self.doc[last] if last >= 0 else None
        while noun is not None and noun.head.i < noun.i and self._completes(noun):
            noun = noun.head
        while noun is not None and noun.pos_ not in NOMINAL and noun.head.i != noun.i:  # « bénéfice ajusté des effets »
            noun = noun.head
        if noun is not None and noun.form == "sens" and noun.i > 1 and noun.nbor(-1).form == "au":
            return self.phrase_before(noun.i - 1)  # « le **taux** d'emploi au sens du BIT, qui »
        return noun if noun is not None and noun.pos_ in NOMINAL else None

    def _completes(self, noun: Word) -> bool:
        """Tell « prix **du gaz** », « loyer **moyen** » from « 31 % des voix, devant **les socialistes** »."""
        between = self.doc[noun.head.i + 1 : noun.i]
        nominal = noun.head.pos_ in NOMINAL
        if not nominal and not (noun.head.pos_ in _PARTICIPLES and noun.head.head.pos_ in NOMINAL):
            return False
        if noun.head.i in self.counted_tokens and noun.i not in self.counted_tokens:
            return False
        return not any(token.is_punct or (token.pos_ == "ADP" and token.form not in _WITHIN) for token in between)
