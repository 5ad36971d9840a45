"""Whom a bare role means: « la ministre », « l'élue de l'Isère », « le chef de l'État », « le marin ».

Who has this very role comes first, then who has the same office by another word, then who was named or spoke last.
A phrase that names a body (« la dirigeante de la CGT ») never means somebody of another body.
"""

from claimex.mentions.context import Context, is_speaking, speaks_at
from claimex.mentions.office_match import OfficeMatcher, agree
from claimex.mentions.persons import Actor, Persons, gender_of, may_be
from claimex.mentions.role_names import RoleNames
from claimex.mentions.roles import RolePhrase
from claimex.mentions.words import fold

_REACH = 600  # characters back to the person that « l'élue » takes up
_LATER = 1_500  # characters back to the person named last, with nobody between
_OPENING = 300  # characters of title and lead
_TURN = 300  # characters back to the speaker that a fuller role takes up


def takes_up(phrase: RolePhrase, context: Context) -> bool:
    """True for « l'élue de l'Isère », « l'ancienne maire »: somebody named before, by another word."""
    return phrase.noun in context.titles.anaphoric or phrase.modified


class HolderFinder:
    """Finds the holders of bare roles in one document."""

    def __init__(self, persons: Persons, names: RoleNames) -> None:
        self.persons = persons
        self.context = persons.context
        self.names = names
        self.offices = OfficeMatcher(persons, names)

    def find(self, phrase: RolePhrase) -> Actor | None:
        """Return whom a bare role means; None when nobody fits."""
        persons, text = self.persons, phrase.text.lower()
        exact = [p for p in persons.with_role(text) if any(_is_same(phrase, role) for role in p.roles)]
        if len(exact) == 1:
            return exact[0] if phrase.possessed else self._named_before(phrase, exact[0])
        if phrase.possessed:
            return self._head_of_named(phrase)
        fitting = exact or self.offices.fitting(phrase)
        if takes_up(phrase, self.context):
            return self._taken_up(phrase, fitting)
        speaker = None if exact else self._speaker_without_role(phrase) or self._styled(phrase)
        known = speaker or persons.nearest(phrase.start, fitting) or self.offices.known_holder(phrase)
        return known or self._only_person(phrase) or self._newest(phrase) or self._tradesman(phrase)

    def _named_before(self, phrase: RolePhrase, holder: Actor) -> Actor:
        """Return the holder, or another of the office when only that one was named yet: « selon le **maire** »."""
        if holder.candidates and holder.candidates[0].start < phrase.start:
            return holder
        others = [p for p in self.offices.fitting(phrase) if p.candidates and p.candidates[0].start < phrase.start]
        return self.persons.nearest(phrase.start, others) or holder

    def _head_of_named(self, phrase: RolePhrase) -> Actor | None:
        """Return whose « **son** PDG » says who leads a body named before: « Léa Petit, PDG de Valdor », later."""
        nouns = {fold(phrase.noun), *self.context.titles.offices.get(fold(phrase.noun), ())}
        held = [p for p in self.persons.with_role(*nouns) if any(agree(phrase, role) for role in p.roles)]
        before = self.names.before(phrase.start, _TURN)
        leading = [p for p in held if not before.isdisjoint(self.offices.named_with(p))]
        if held or not before:
            return leading[0] if len(leading) == 1 else None
        return self._named_next(phrase)

    def named_next(self, phrase: RolePhrase) -> list[Actor]:
        """Return who a lead's office is, by name next: « **La préfète** est venue. … », a indiqué Léa Petit »."""
        person, candidate = next(self.persons.after(phrase.end, _OPENING), (None, None))
        if person is None or candidate is None or person.roles or phrase.noun not in self.context.titles.answerable:
            return []
        if speaks_at(phrase.first - 1, phrase.last, self.context):
            return []  # « La préfète rassure. …, dit Léa Petit »: two speak
        is_first = person.candidates[0] is candidate and bool(phrase.gender)
        fits = is_first and gender_of(person, self.context) == phrase.gender
        return [person] if fits and is_speaking(candidate, self.context) else []

    def _named_next(self, phrase: RolePhrase) -> Actor | None:
        """Return who speaks next and is called nothing: « a annoncé **son PDG**. « … », a expliqué Léa Petit »."""
        speaks = speaks_at(phrase.first - 1, phrase.last, self.context)
        if phrase.noun not in self.context.titles.answerable or not speaks:
            return None
        person, candidate = next(self.persons.after(phrase.end, _TURN), (None, None))
        if person is None or candidate is None or person.roles or person.candidates[0] is not candidate:
            return None
        fits = may_be(phrase, person, self.context) and is_speaking(candidate, self.context)
        return person if fits else None

    def _taken_up(self, phrase: RolePhrase, fitting: list[Actor]) -> Actor | None:
        """Return who has the office meant, else the person last named; one called nothing yet rather than another."""
        names = self.names.of([phrase])
        held = fitting or [
            p for p in self.persons.persons if names and not names.isdisjoint(self.offices.named_with(p))
        ]
        held = [p for p in held if p.candidates and p.candidates[0].start < phrase.start]
        known = self.persons.nearest(phrase.start, [p for p in held if may_be(phrase, p, self.context)])
        if known is not None or self._is_elsewhere(phrase, names):
            return known
        agreeing = [p for p, _ in self.persons.back(phrase.start, _REACH) if self._may_be(phrase, p)]
        agreeing = self.offices.of_people(phrase, agreeing) or agreeing
        if self._is_partisan(phrase) and len({id(person) for person in agreeing}) > 1:
            return None  # « le candidat socialiste » is one of several
        free = [person for person in agreeing if not person.roles]
        others = agreeing if self._suits_all(phrase) else []
        return next(iter(free or others), None) or self._last_named(phrase)

    def _is_elsewhere(self, phrase: RolePhrase, names: frozenset[str]) -> bool:
        """True for « **le patron de l'usine voisine** »: who leads a body that has no name is somebody new."""
        words, naming = self.context.words, self.context.gazetteer.naming
        is_led = words.lower(words.at(phrase.end - 1)) not in naming("own") and " de " in f"{phrase.text} "
        return is_led and not names and not phrase.modified and phrase.noun in naming("managing")

    def _may_be(self, phrase: RolePhrase, person: Actor) -> bool:
        return may_be(phrase, person, self.context) and not self.offices.conflicts(phrase, person)

    def _is_partisan(self, phrase: RolePhrase) -> bool:
        """True for « le candidat socialiste »: a party, not only an office."""
        words = self.context.words.lowers[phrase.first + 1 : phrase.last]
        return any(word in self.context.gazetteer.telling for word in words)

    def _suits_all(self, phrase: RolePhrase) -> bool:
        """True when whoever holds another office may be meant too: « l'intéressé », « l'ancienne maire »."""
        return phrase.modified or phrase.noun in self.context.titles.general

    def _last_named(self, phrase: RolePhrase) -> Actor | None:
        """Return the person named last, however far, when it fits."""
        last = next(self.persons.back(phrase.start, _LATER), None)
        is_free = last is not None and (not last[0].roles or self._suits_all(phrase))
        return last[0] if last is not None and is_free and self._may_be(phrase, last[0]) else None

    def _only_person(self, phrase: RolePhrase) -> Actor | None:
        """Return the only person of a text for « la ministre » when it opens on a name that needs no title."""
        if phrase.noun not in self.context.titles.governing:
            return None
        persons = self.persons.persons
        fitting = [p for p in persons if not p.roles and may_be(phrase, p, self.context)]
        is_alone = len(fitting) == 1 and not any(p.roles for p in persons)
        named = fitting[0].candidates[0].start if is_alone else _OPENING
        return fitting[0] if is_alone and (named < min(_OPENING, phrase.start) or len(persons) == 1) else None

    def _newest(self, phrase: RolePhrase) -> Actor | None:
        """Return who was named last for « la ministre », when that is the only one of her gender without a role."""
        if phrase.noun not in self.context.titles.governing or not phrase.gender:
            return None
        free = [p for p in self.persons.persons if not p.roles and gender_of(p, self.context) == phrase.gender]
        last = next(self.persons.back(phrase.start, _REACH), None)
        return free[0] if len(free) == 1 and last is not None and last[0] is free[0] else None

    def _speaker_without_role(self, phrase: RolePhrase) -> Actor | None:
        """Return who spoke just before and is called nothing yet: « …, dit Léa Petit. La porte-parole du club … »."""
        if phrase.noun == phrase.text.lower():
            return None
        for person, candidate in self.persons.back(phrase.start, _TURN):
            if not person.roles and may_be(phrase, person, self.context):
                return person if is_speaking(candidate, self.context) else None
        return None

    def _styled(self, phrase: RolePhrase) -> Actor | None:
        """Return who bears the civility of a trade, named last: « **Me** Paul Roy … **L'avocat** conteste »."""
        civilities = self.context.titles.styled.get(fold(phrase.text), frozenset())
        for person, candidate in self.persons.back(phrase.start, _LATER) if civilities else ():
            if self.context.words.forms[candidate.first - 1] in civilities and may_be(phrase, person, self.context):
                return person
        return None

    def _tradesman(self, phrase: RolePhrase) -> Actor | None:
        """Return who spoke before and is called nothing yet: « estime Paul Petit. … », déplore le marin »."""
        titles, words = self.context.titles, self.context.words
        if words.is_joined(phrase.last) and words.lower(phrase.last) in self.context.gazetteer.naming("own"):
            return None  # « l'auteur de cette phrase »
        if phrase.noun != phrase.text.lower() or phrase.noun in titles.answerable | titles.anonymous:
            return None
        for person, candidate in self.persons.back(phrase.start, _REACH):
            if may_be(phrase, person, self.context):
                return person if not person.roles and is_speaking(candidate, self.context) else None
        return None


def _is_same(phrase: RolePhrase, role: RolePhrase) -> bool:
    return phrase.text.lower() == role.text.lower() and agree(phrase, role)
