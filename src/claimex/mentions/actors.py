"""Actors: who and where, under one name, with their roles.

Candidates (``names``) are judged by the evidence of the whole document (``evidence``), joined into actors (``aliases``)
and given what the text says they are (``roles``).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from claimex.annotations import BLOCKS, ActorEntry, ActorMention, Block, read
from claimex.layout import normalise
from claimex.lexicon import Lexicon
from claimex.mentions.aliases import group, join_forms, name_of
from claimex.mentions.evidence import Context, Decision, decide, role_after
from claimex.mentions.gazetteer import Gazetteer, Gender, load_gazetteer
from claimex.mentions.names import Candidate, NameReader
from claimex.mentions.roles import RolePhrase, RoleReader, Titles, load_titles, stands_before
from claimex.mentions.words import Words, fold
from claimex.schema import ActorKind


@dataclass(slots=True)
class _Actor:
    """An actor while its document is read."""

    kind: ActorKind
    candidates: list[Candidate]
    roles: list[RolePhrase] = field(default_factory=list)
    mentions: list[RolePhrase] = field(default_factory=list)


def find_actors(
    doc: Doc, lexicon: Lexicon, *, without: frozenset[str] = frozenset()
) -> tuple[tuple[ActorEntry, ...], tuple[ActorMention, ...]]:
    """Return the document's actors and their mentions in text order, as in « le président Emmanuel Macron ».

    ``without`` names clues (``evidence.CLUES``) to leave out; the ablation uses it.
    """
    words = Words(normalise(doc.text), read(doc, BLOCKS, Block))
    return _Finder(doc, words, lexicon, without).find()


class _Finder:
    """Finds the actors of one document, step by step."""

    def __init__(self, doc: Doc, words: Words, lexicon: Lexicon, without: frozenset[str]) -> None:
        self.words = words
        self.gazetteer: Gazetteer = load_gazetteer(lexicon)
        self.titles: Titles = load_titles(lexicon)
        reader = NameReader(doc, words, self.gazetteer)
        self.candidates = list(reader.read())
        role_reader = RoleReader(words, self.gazetteer, self.titles, reader.bodies.adjectives)
        self.phrases = list(role_reader.read(self.candidates))
        self.context = Context(words, self.gazetteer, self.titles, lexicon, self.phrases, without)

    def find(self) -> tuple[tuple[ActorEntry, ...], tuple[ActorMention, ...]]:
        decisions = decide(self.candidates, self.context)
        forms = join_forms(self.candidates, decisions, self.gazetteer, self.words.text)
        kept = [c for c in self.candidates if decisions[fold(c.form)].kind != "none"]
        actors = [self._actor(found, decisions) for found in group(kept, forms).values()]
        self._give_roles(actors)
        return self._entries(actors), self._mentions(actors)

    def _actor(self, candidates: list[Candidate], decisions: dict[str, Decision]) -> _Actor:
        kinds = Counter(decisions[fold(candidate.form)].kind for candidate in candidates)
        kind: ActorKind = kinds.most_common(1)[0][0]  # type: ignore[assignment]  # "none" was left out
        return _Actor(kind, candidates)

    def _give_roles(self, actors: Sequence[_Actor]) -> None:
        taken: set[int] = set()
        for actor in actors:
            if actor.kind != "person":
                continue
            for candidate in actor.candidates:
                before = self.context.ends.get(candidate.first)
                if before is None and candidate.first and self.words.forms[candidate.first - 1] in self.titles.civility:
                    before = self.context.ends.get(candidate.first - 1)
                    if before is not None and self.words.gap(candidate.first - 1) not in {" ", ", "}:
                        before = None
                    after = None if before else role_after(candidate, self.context)
                elif before is not None and not stands_before(before, candidate, self.words):
                    before = None
                after = role_after(candidate, self.context)
                for phrase in (before, after):
                    if phrase is not None and phrase.first not in taken:
                        taken.add(phrase.first)
                        actor.roles.append(phrase)
        self._link_bare(actors, taken)

    def _link_bare(self, actors: Sequence[_Actor], taken: set[int]) -> None:
        for phrase in self.phrases:
            if phrase.first in taken or not phrase.definite or phrase.plural:
                continue
            matching = [actor for actor in actors if any(self._is_same_office(phrase, role) for role in actor.roles)]
            if len(matching) == 1:
                matching[0].mentions.append(phrase)

    def _is_same_office(self, phrase: RolePhrase, role: RolePhrase) -> bool:
        if phrase.gender and role.gender and phrase.gender != role.gender:
            return False
        if phrase.text.lower() == role.text.lower():
            return True
        offices = self.titles.offices.get(phrase.text.lower(), ())
        return role.text.lower() in offices or (role.noun in offices)

    def _entries(self, actors: Sequence[_Actor]) -> tuple[ActorEntry, ...]:
        return tuple(
            ActorEntry(
                name=name_of(candidate.form for candidate in actor.candidates),
                kind=actor.kind,
                roles=tuple(dict.fromkeys(role.text for role in actor.roles)),
                gender=self._gender(actor),
                plural=self._is_plural(actor),
                identifiers=next(
                    (c.known.identifiers for c in actor.candidates if c.known and c.known.identifiers), ()
                ),
            )
            for actor in actors
        )

    def _gender(self, actor: _Actor) -> Gender:
        for role in actor.roles:
            if role.gender:
                return role.gender
        for candidate in actor.candidates:
            before = self.words.forms[candidate.first - 1] if candidate.first else ""
            if actor.kind == "person":
                gender = self.titles.civility.get(before) or self.gazetteer.genders.get(
                    self.words.forms[candidate.first]
                )
                if gender:
                    return gender  # type: ignore[return-value]  # "f" or "m" of the table
            elif before.lower() in {"la", "une"}:
                return "f"
            elif before.lower() in {"le", "du", "au", "un"}:
                return "m"
        return ""

    def _is_plural(self, actor: _Actor) -> bool:
        firsts = (candidate.first for candidate in actor.candidates)
        return any(self.words.lower(first - 1) in {"les", "des", "aux"} for first in firsts if first)

    def _mentions(self, actors: Sequence[_Actor]) -> tuple[ActorMention, ...]:
        found = []
        for number, actor in enumerate(actors):
            found += [ActorMention(c.start, c.end, number) for c in actor.candidates]
            found += [ActorMention(p.start, p.end, number, "role") for p in actor.mentions]
        return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))
