"""What the clues of one document look at: its words, tables and role phrases, and who speaks there."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimex.annotations import Offsets
from claimex.lexicon import Lexicon
from claimex.mentions.candidates import Candidate
from claimex.mentions.gazetteer import Gazetteer
from claimex.mentions.roles import RolePhrase
from claimex.mentions.titles import Titles
from claimex.mentions.words import Words

_PARTICIPLES = ("é", "ée", "és", "ées")
_MEMBERS = frozenset({("un", "des"), ("une", "des")})
_BEING = frozenset({"est", "été"})
_INCISE = frozenset(",»\"”–—'\n")


@dataclass(slots=True)
class Context:
    """What the clues look at: the document's words, tables and role phrases."""

    words: Words
    gazetteer: Gazetteer
    titles: Titles
    lexicon: Lexicon
    phrases: Sequence[RolePhrase]
    sport: bool = False
    without: frozenset[str] = frozenset()
    quotes: Sequence[Offsets] = ()
    ends: dict[int, RolePhrase] = field(init=False)
    starts: dict[int, RolePhrase] = field(init=False)
    reporting: frozenset[str] = field(init=False)
    near: frozenset[str] = field(init=False)
    auxiliaries: frozenset[str] = field(init=False)
    articles: frozenset[str] = field(init=False)
    sources: frozenset[str] = field(init=False)
    inside: dict[int, RolePhrase] = field(init=False)
    apposed: frozenset[str] = field(init=False)
    acting: frozenset[str] = field(init=False)
    adverbs: frozenset[str] = field(init=False)
    demonyms: frozenset[str] = field(init=False)
    suffixes: tuple[str, ...] = field(init=False)
    _quote_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.ends = {phrase.last: phrase for phrase in reversed(self.phrases)}  # the outer one of two that end together
        self.starts = {phrase.first: phrase for phrase in self.phrases}
        self.reporting = self.lexicon.words("reporting")
        self.inside = {i: phrase for phrase in self.phrases for i in range(phrase.first + 1, phrase.last)}
        self.auxiliaries = self.gazetteer.naming("auxiliary")
        self.articles = self.gazetteer.naming("article")
        self.demonyms = self.lexicon.words("demonyms")
        self.suffixes = tuple(self.gazetteer.naming("adjective_suffix"))
        self.adverbs = self.gazetteer.naming("incised")
        self.sources = self.gazetteer.naming("source")
        self.acting = self.gazetteer.naming("acting")
        self.apposed = self.gazetteer.naming("apposed")
        self._quote_starts = [start for start, _ in self.quotes]
        self.near = self.gazetteer.naming("near")

    def is_quoted(self, offset: int) -> bool:
        """True inside quotation marks, where a name is spoken of rather than speaks."""
        quote = bisect_right(self._quote_starts, offset) - 1
        return quote >= 0 and offset < self.quotes[quote][1]


def role_after(candidate: Candidate, context: Context) -> RolePhrase | None:
    """Return the role phrase in apposition: « Léa Petit, **présidente du club** », « Léa Petit (PS), la maire »."""
    words, i = context.words, candidate.last
    text = words.text
    if text[candidate.end : candidate.end + 2] == " (":
        close = text.find(")", candidate.end, candidate.end + 40)
        if close > 0:
            i = words.at(close) + 1
    if i < words.size and ", " in words.gap(i) and words.forms[i].isdigit() and words.lower(i + 1) == "ans":
        i += 2
    if i >= words.size or words.gap(i).strip("*_ )") != ",":
        return None
    if words.lower(i) == "l'" and (words.lower(i + 1), words.lower(i + 2)) in _MEMBERS:
        i += 3  # « Léa Petit, l'une des fondatrices du collectif »
    for skip in range(3):
        phrase = context.starts.get(i + skip)
        if phrase is not None and phrase.first == i + skip:
            return None if _is_owned(phrase, context) else phrase
        if words.lower(i + skip) not in context.apposed:
            return None
    return None


def _is_owned(phrase: RolePhrase, context: Context) -> bool:
    """True for « Verdane, **détenue à 58 %** », « **accusée par** ses élus »: a participle, no role."""
    is_participle = phrase.noun.endswith(_PARTICIPLES) or phrase.noun.startswith("détenu")
    return is_participle and (context.words.lower(phrase.last) == "par" or any(map(str.isdigit, phrase.text)))


def is_held(candidate: Candidate, noun: str, context: Context) -> bool:
    """True for the name after « le président de la compagnie »: the body's head is named, not the body."""
    words, i, naming = context.words, candidate.first - 1, context.gazetteer.naming
    if candidate.last - candidate.first < 2 or noun != words.lower(i) or noun in naming("eponymous"):
        return False
    own = i - 2 if words.lower(i - 1) in context.articles else i - 1
    if words.lower(own) not in naming("own") or words.lower(own - 1) not in naming("presiding"):
        return False
    return candidate.label == "PER" or words.forms[candidate.first] in context.gazetteer.genders


def is_speaking(candidate: Candidate, context: Context) -> bool:
    """True beside a verb of speech, « Léa Petit a déclaré », « , estime la CGT », or after « pour », « selon »."""
    first = candidate.first
    if context.words.is_joined(first) and context.words.lower(first - 1) in context.articles:
        first -= 1
    return speaks_at(first, candidate.last, context)


def speaks_at(first: int, last: int, context: Context) -> bool:
    """True when words ``first`` to ``last - 1`` are the subject of a verb of speech or follow « selon »."""
    words, verb_lemma = context.words, context.lexicon.verb_lemma
    after = last
    while after < words.size and words.is_joined(after) and words.lower(after) in context.auxiliaries:
        after += 1
    was = after == last or words.lower(after - 1) in _BEING  # « Léa Petit, interrogée … », « Léa Petit est soupçonnée »
    passive = was and words.lower(after).endswith(_PARTICIPLES)
    if words.is_joined(after) and not passive and verb_lemma(words.lower(after)) in context.reporting:
        return True
    before = first - 1
    if before < 0 or not words.is_joined(first):
        return False
    if words.lower(before) in context.sources:
        return True
    while words.lower(before) in context.adverbs and words.is_joined(before):
        before -= 1  # « martèle alors le procureur », « a indiqué samedi le préfet »
    if words.lower(before).endswith("ant"):
        return False  # « "… C'est dur." Maintenant le liquidateur vend l'usine »
    return verb_lemma(words.lower(before)) in context.reporting and _opens_incise(before, context)


def _opens_incise(verb: int, context: Context) -> bool:
    """True when a comma or a closing mark stands before the verb group: « …, a déclaré », « … » estime »."""
    words = context.words
    while verb > 0 and words.is_joined(verb) and words.lower(verb - 1) in context.auxiliaries:
        verb -= 1
    return not _INCISE.isdisjoint(words.gap(verb))
