"""The claim as one self-contained French sentence.

Names stand where the text had pronouns, nothing is added that the text does not say, and the sentence always ends in a
full stop: « Claire Vasselin s'est engagée à porter … », « Taux de chômage : 7,1 % (juin), selon l'Insee. »
"""

import re
from collections.abc import Sequence

from claimex.annotations import (
    ACTORS,
    MOMENTS,
    QUANTITIES,
    ActorMention,
    ClaimMention,
    CommitmentMention,
    FigureMention,
    MomentMention,
    Offsets,
    QuantityMention,
    StatementMention,
    read,
    read_entries,
)
from claimex.lexicon import load_lexicon
from claimex.parse import Parse
from claimex.syntax import group_start

NBSP = "\u00a0"
_SPACE = r"[ \t\r\n\u00a0\u202f]"
_SPACES = re.compile(rf"{_SPACE}(?:(?<! )|(?={_SPACE})){_SPACE}*")  # any but a lone space, which stays as it is
_MARKUP = re.compile(r"\*\*|__|^[#>*•\-–—\s]+")
_BULLETS = frozenset("#>*•-–—")
_CELLS = re.compile(r"\s*\|\s*")
_WORD = re.compile(r"[^\W_]+'?")
_IN_NUMBERS = re.compile(r"(\d)\u00a0:(\d)")
_WORDS = load_lexicon().mapping("wording")
_ARTICLES: dict[str, str] = dict(_WORDS["articles"])
_FIRST_PERSON = frozenset(_WORDS["first_person"]["forms"])
_DETERMINERS = frozenset(_WORDS["determiners"]["forms"])
_VERBAL = ("verb_infinitive", "verb_noun", "simple_future", "modal_future")
_MARKS = '«»“”"‹›'
_OF = frozenset({"de", "des", "du", "d'", "d’"})  # between an amount and its measure
_OF_LENGTH = 5  # characters of « | des | »


class ClaimWriter:
    """Writes claims of one document."""

    def __init__(self, doc: Parse) -> None:
        self.doc = doc
        self.text = doc.text
        self.entries = read_entries(doc)
        self._articled: dict[int, str] = {}
        self.mentions: dict[int, list[ActorMention]] = {}
        for mention in read(doc, ACTORS, ActorMention):
            self.mentions.setdefault(mention.actor, []).append(mention)
        self.quantities = read(doc, QUANTITIES, QuantityMention)
        self.moments = read(doc, MOMENTS, MomentMention)

    def word(self, claim: ClaimMention) -> str:
        """Return one claim as a sentence."""
        if isinstance(claim, CommitmentMention):
            return _finish(self.commitment(claim))
        if isinstance(claim, StatementMention):
            return _finish(self.statement(claim))
        if isinstance(claim, FigureMention):
            return _finish(self.figure(claim))
        return _finish(self.quote((claim.start, claim.end)))

    def quote(self, at: Offsets) -> str:
        """Return a stretch of the source on one line, without markup or the marks that do not pair."""
        written = _SPACES.sub(" ", self.text[at[0] : at[1]])
        text = written.strip()
        if text[:1] in _BULLETS or "**" in text or "__" in text:
            text = _MARKUP.sub("", written).strip()
        if "|" in text:
            text = _CELLS.sub(", ", text)
        return _balanced(text.strip(" ,;|"))

    def commitment(self, claim: CommitmentMention) -> str:
        action = self.quote((claim.start, claim.end))
        who = self.names(claim.actors)
        action += self._deadline(claim)
        construction = claim.rule.split(".")[1]
        words = frozenset(_WORD.findall(self.text[claim.start : claim.end].lower().replace("’", "'")))
        if not who:
            return action
        pronoun = self._pronoun_before(claim)
        if pronoun or words & _FIRST_PERSON:
            return f"{who}{NBSP}: «{NBSP}{pronoun}{action}{NBSP}»"
        if construction in _VERBAL and self._opens_with_verb(claim):
            return f"{who} {action}"
        return f"{who}{NBSP}: {_lowered(action)}"

    def _pronoun_before(self, claim: CommitmentMention) -> str:
        """Return the first person right before the action: « **Nous** | recruterons »."""
        before = _SPACES.sub(" ", self.text[max(0, claim.start - 8) : claim.start]).split()
        last = before[-1].strip("«“'" + '"') if before else ""
        return f"{last} " if last.lower() in _FIRST_PERSON else ""

    def _opens_with_verb(self, claim: CommitmentMention) -> bool:
        """Tell whether the span starts at the cue's verb group, so that a subject can stand before it."""
        span = None if claim.cue is None else self.doc.char_span(*claim.cue, alignment_mode="expand")
        if span is None or not claim.start <= span.start_char < claim.end:
            return False
        is_infinitive = "Inf" in span[0].morph.get("VerbForm", []) and span[0].text.endswith(("er", "ir", "re"))
        return group_start(span[0]).idx == claim.start and not is_infinitive

    def _deadline(self, claim: CommitmentMention) -> str:
        if claim.deadline is None:
            return ""
        moment = self.moments[claim.deadline]
        if claim.start <= moment.start < claim.end:
            return ""
        text = self.quote((moment.start, moment.end))
        return f", {text[:1].lower()}{text[1:]}"

    def statement(self, claim: StatementMention) -> str:
        content = _balanced(" ".join(self.quote(part) for part in claim.content)).rstrip()
        who = self.names(claim.speakers)
        if not who and claim.speaker_words is not None:
            who = self.quote(claim.speaker_words)
        who = who[:1].upper() + who[1:]
        said = content if claim.mode != "direct" else f"«{NBSP}{content.strip(_MARKS + ' ')}{NBSP}»"
        return f"{who}{NBSP}: {said}" if who else said

    def figure(self, claim: FigureMention) -> str:
        worded = self._measured(claim)
        if claim.from_quantity is not None:
            before = self.quantities[claim.from_quantity]
            worded += f", contre {self.quote((before.start, before.end))}"
        worded += self._circumstances(claim)
        source = self.names(() if claim.source is None else (claim.source,), article=True)
        if not source and claim.source_words is not None:
            source = self.quote(claim.source_words)
        return (
            f"{worded}, selon {source[:1].lower() + source[1:] if _is_lowered(source) else source}"
            if source
            else worded
        )

    def _measured(self, claim: FigureMention) -> str:
        """Return an amount with its measure; as the text has them where one runs into the other.

        « Taux de chômage : 7,1 % », « 38 % des trains ont eu du retard », « Incommodé cinq salariés ».
        """
        amount = self.quantities[claim.quantity]
        value = self.quote((amount.start, amount.end))
        if claim.measure is None:
            return value
        start, end = claim.measure
        joined = start < amount.end and amount.start < end
        runs_on = 0 < start - amount.end <= _OF_LENGTH and self.text[amount.end : start].strip().lower() in _OF
        if joined or runs_on or amount.start - end == 1:  # « billet coûte | 2 euros »
            worded = self.quote((min(start, amount.start), max(end, amount.end)))
            return worded[:1].upper() + worded[1:]
        measure = self.quote(claim.measure)
        return f"{measure[:1].upper()}{measure[1:]}{NBSP}: {value}"

    def _circumstances(self, claim: FigureMention) -> str:
        parts: list[str] = []
        if claim.place is not None:
            parts.append(self.names((claim.place,), article=False))
        if claim.period is not None:
            moment = self.moments[claim.period]
            parts.append(self.quote((moment.start, moment.end)))
        return f" ({', '.join(parts)})" if parts else ""

    def names(self, actors: Sequence[int], *, article: bool = True) -> str:
        """Return the names with the article that the text gives them: « **Le** gouvernement et Claire Vasselin »."""
        named = [self.entries[actor].name for actor in actors]
        if article:
            named = [self._with_article(actor, name) for actor, name in zip(actors, named, strict=True)]
        joined = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} et {named[-1]}" if named else ""
        return joined[:1].upper() + joined[1:] if article else joined

    def _with_article(self, actor: int, name: str) -> str:
        if actor not in self._articled:
            self._articled[actor] = self._find_article(actor, name)
        return self._articled[actor]

    def _find_article(self, actor: int, name: str) -> str:
        for mention in self.mentions.get(actor, ()):
            if mention.how == "role" or self.text[mention.start : mention.end] != name:
                continue
            before = _SPACES.sub(" ", self.text[max(0, mention.start - 6) : mention.start]).lower().replace("’", "'")
            if before.endswith("l'"):
                return f"l'{name}"
            found = _ARTICLES.get(before.rstrip().rsplit(" ", 1)[-1]) if before.endswith(" ") else None
            if found:
                return f"{found} {name}"
        return name


def _is_lowered(name: str) -> bool:
    return name.split(" ")[0].lower() in {"le", "la", "les"} or name[:2].lower() == "l'"


def _lowered(text: str) -> str:
    """Take the capital off an article at the head of a sentence: « **l'**encadrement des loyers … »."""
    first = text.split(" ")[0].split("'")[0].lower()
    return text[:1].lower() + text[1:] if first in _DETERMINERS else text


def _balanced(text: str) -> str:
    """Drop quotation marks that have no partner: a span may begin or end inside a quotation."""
    if text.count("«") != text.count("»"):
        text = text.replace("«", "").replace("»", "")
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    return (_SPACES.sub(" ", text) if "  " in text else text).strip()


def _finish(text: str) -> str:
    """Return the sentence with a capital, French spaces and its full stop."""
    text = _SPACES.sub(" ", text)
    for mark in ":;!?»":
        if mark in text:
            text = text.replace(f" {mark}", mark).replace(mark, f"{NBSP}{mark}")
    if "«" in text:
        text = text.replace("« ", "«").replace(f"«{NBSP}", "«").replace("«", f"«{NBSP}")
    text = text.strip(" ,;")
    if f"{NBSP}:" in text:
        text = _IN_NUMBERS.sub(r"\1:\2", text)
    if not text:
        return "."
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "…")) else f"{text}."
