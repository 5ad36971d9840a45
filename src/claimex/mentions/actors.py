"""Actors: who and where, under one name, with their roles.

Candidates (``names``) are judged by the evidence of the whole document (``evidence``) and by each use (``uses``),
joined into actors (``aliases``) and given what the text says they are (``offices``).
"""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from claimex.annotations import BLOCKS, QUOTES, ActorEntry, ActorMention, Block, Quote, read, text_of
from claimex.layout import normalise
from claimex.lexicon import Lexicon
from claimex.mentions.aliases import bracketed, group, join_forms, name_of
from claimex.mentions.candidates import Candidate
from claimex.mentions.context import Context, is_held
from claimex.mentions.evidence import decide, share_after_plural, share_in_lists, share_kinds
from claimex.mentions.gazetteer import Gender, load_gazetteer
from claimex.mentions.local_names import name_bodies
from claimex.mentions.lone_bodies import lone_bodies
from claimex.mentions.names import NameReader
from claimex.mentions.offices import give_roles, lone_speakers
from claimex.mentions.persons import Actor, gender_of
from claimex.mentions.roles import RoleReader
from claimex.mentions.titles import load_titles
from claimex.mentions.uses import UseReader
from claimex.mentions.words import Words, fold, is_acronym, is_capital


def find_actors(
    doc: Doc, lexicon: Lexicon, *, without: frozenset[str] = frozenset()
) -> tuple[tuple[ActorEntry, ...], tuple[ActorMention, ...]]:
    """Return the document's actors and their mentions in text order, as in « le président Emmanuel Macron ».

    ``without`` names clues (``clues.CLUES``) to leave out; the ablation uses it.
    """
    words = Words(normalise(text_of(doc)), read(doc, BLOCKS, Block))
    return ActorFinder(doc, words, lexicon, without=without).find()


class ActorFinder:
    """Finds the actors of one document, step by step."""

    def __init__(self, doc: Doc, words: Words, lexicon: Lexicon, *, without: frozenset[str] = frozenset()) -> None:
        self.words = words
        self.gazetteer = load_gazetteer(lexicon)
        self.titles = load_titles(lexicon)
        self.names = NameReader(doc, words, self.gazetteer, self.titles)
        self.candidates = list(self.names.read())
        roles = RoleReader(words, self.gazetteer, self.titles, self.names.bodies.adjectives)
        self.phrases = [p for p in roles.read(self.candidates) if not words.is_closed(words.starts[p.first])]
        self.uses = UseReader(words, self.gazetteer, self.phrases)
        sport = self.uses.is_sport()
        quotes = tuple(quote.inner for quote in read(doc, QUOTES, Quote) if quote.depth == 0)
        tables = (self.gazetteer, self.titles, lexicon)
        self.context = Context(words, *tables, self.phrases, sport, without, quotes)

    def find(self) -> tuple[tuple[ActorEntry, ...], tuple[ActorMention, ...]]:
        """Return entries and mentions."""
        kept = self._decided()
        forms = join_forms(kept, self.words.text, self.gazetteer)
        actors = [_make_actor(found) for found in group(kept, forms).values()]
        give_roles(actors, self.context)
        actors += lone_speakers(actors, self.context)
        actors += lone_bodies(actors, self.context)
        return tuple(self._entry(actor) for actor in actors), _mentions(actors)

    def _decided(self) -> list[Candidate]:
        """Return the candidates that name an actor, each with its kind, in text order."""
        uses = self.uses
        named = (c.key for c in self.candidates if c.label == "PER" and c.last - c.first > 1)
        tails = {key.rpartition(" ")[2] for key in named}
        works = {candidate.key for candidate in self.candidates if uses.is_titled_work(candidate)} - tails
        if works:
            pairs = pairwise(self.candidates)
            works |= {short.key for work, short in pairs if self._is_its_acronym(work, short, works)}
        used = [c for c in self.candidates if c.key.replace("-", " ") not in works and not uses.is_other(c)]
        decisions = decide(used, self.context)
        for left, right in bracketed(self.candidates, self.words.text, self.gazetteer):
            long, short = (left, right) if len(left.form) > len(right.form) else (right, left)
            if long.key not in decisions or short.key not in decisions:
                continue
            if self.words.text[left.end] == "," and decisions[long.key].kind in {"none", "person"}:
                decisions[long.key].kind = "organisation"  # « DCL, ou Distribution Casino Lorient, »
            if decisions[long.key].kind not in {"none", "person"}:
                decisions[short.key].kind = decisions[long.key].kind
        share_kinds(used, decisions, self.words.text, self.gazetteer.genders)
        share_after_plural(used, decisions, self.context)
        share_in_lists(used, decisions, self.context)
        kept = []
        for candidate in used:
            decision = decisions[candidate.key]
            if decision.kind != "none":
                candidate.kind = decision.kind
                kept.append(candidate)
        self._tell_apart(kept)
        name_bodies(kept, self.context)
        kept += self.names.read_shouted(self._shoutable(kept))
        return sorted(kept, key=lambda candidate: candidate.start)

    def _is_its_acronym(self, work: Candidate, short: Candidate, works: Container[str]) -> bool:
        """True for « le télescope James Webb (**JWST**) »."""
        follows = work.last == short.first and self.words.gap(short.first) == " ("
        return follows and work.key in works and short.known is None and is_acronym(short.form)

    def _tell_apart(self, kept: Sequence[Candidate]) -> None:
        """Part one form's uses: « Mme Le Pen » from « M. Le Pen », the club « Nice » from the city."""
        for candidate in kept:
            noun = self.words.lower(candidate.first - 1)
            firm = candidate.kind in {"person", "place"} and self.uses.is_firm(candidate)
            held = is_held(candidate, noun, self.context) or self._is_titled(candidate)
            if firm and not held:
                candidate.kind = "organisation"
                candidate.key += "|firm"
            elif candidate.kind == "person" and candidate.first:
                gender = self.titles.civility.get(self.words.forms[candidate.first - 1])
                candidate.key += f"|{gender}" if gender and " " not in candidate.key else ""
            elif self.context.sport and candidate.kind == "place" and self.uses.is_club(candidate):
                candidate.kind = "organisation"
                candidate.key += "|club"

    def _is_titled(self, candidate: Candidate) -> bool:
        """True for the name that a role stands before: « le ministre des Transports **Paul Roy** »."""
        phrase = self.context.ends.get(candidate.first)
        is_capital_before = is_capital(self.words.forms[candidate.first - 1])  # not « de la fondation Paul Roy »
        return phrase is not None and is_capital_before and self.words.is_joined(candidate.first)

    def _shoutable(self, kept: Sequence[Candidate]) -> dict[str, Candidate]:
        known = {fold(candidate.form): candidate for candidate in kept}
        return {key: candidate for key, candidate in known.items() if len(key) > 3}

    def _entry(self, actor: Actor) -> ActorEntry:
        known = (candidate.known for candidate in actor.candidates)
        return ActorEntry(
            name=name_of(actor.candidates) if actor.candidates else actor.words,
            kind=actor.kind,
            roles=tuple(dict.fromkeys(role.text for role in actor.roles)),
            gender=self._gender(actor),
            plural=self._is_plural(actor),
            identifiers=next((found.identifiers for found in known if found and found.identifiers), ()),
        )

    def _gender(self, actor: Actor) -> Gender:
        if actor.kind != "person":
            return next((gender for c in actor.candidates if (gender := self._shown_gender(c))), "")
        return gender_of(actor, self.context)

    def _shown_gender(self, candidate: Candidate) -> Gender:
        before = self.words.lower(candidate.first - 1) if self.words.is_joined(candidate.first) else ""
        shown = self.gazetteer.definite.get(before, "")
        return shown or (self.gazetteer.elided.get(self.words.lower(candidate.first), "") if before == "l'" else "")

    def _is_plural(self, actor: Actor) -> bool:
        plurals = self.gazetteer.naming("plural")
        firsts = (candidate.first for candidate in actor.candidates)
        return actor.kind != "person" and any(self.words.lower(first - 1) in plurals for first in firsts)


def _make_actor(candidates: list[Candidate]) -> Actor:
    kinds = [candidate.kind for candidate in candidates if candidate.kind]
    return Actor(max(dict.fromkeys(kinds), key=kinds.count), candidates)  # the first of those given most often


def _mentions(actors: Sequence[Actor]) -> tuple[ActorMention, ...]:
    return tuple(sorted(_rows(actors), key=lambda mention: (mention.start, mention.end, mention.actor)))


def _rows(actors: Sequence[Actor]) -> Iterator[ActorMention]:
    for number, actor in enumerate(actors):
        for candidate in actor.candidates:
            yield ActorMention(candidate.start, candidate.end, number)
        for phrase in actor.mentions:
            yield ActorMention(phrase.start, phrase.end, number, "role")
