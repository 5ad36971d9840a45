"""Whom a bare role means: « la ministre », « l'élue de l'Isère », « le chef de l'État », « le marin ».

Who has this very role comes first, then who has the same office by another word, then who was named or spoke last.
A phrase that names a body (« la dirigeante de la CGT ») never means somebody of another body.
"""

from claimex.mentions.context import Context, is_speaking, speaks_at
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
        self._named = {id(person): names.of(person.roles) for person in persons.persons}

    def find(self, phrase: RolePhrase) -> Actor | None:
        """Return whom a bare role means; None when nobody fits."""
        persons, text = self.persons, phrase.text.lower()
        exact = [p for p in persons.with_role(text) if any(_is_same(phrase, role) for role in p.roles)]
        if len(exact) == 1:
            return exact[0] if phrase.possessed else self._named_before(phrase, exact[0])
        if phrase.possessed:
            return self._head_of_named(phrase)
        fitting = exact or self._fitting(phrase)
        if takes_up(phrase, self.context):
            return self._taken_up(phrase, fitting)
        speaker = None if exact else self._speaker_without_role(phrase)
        known = speaker or persons.nearest(phrase.start, fitting) or self._known_holder(phrase)
        return known or self._only_person(phrase) or self._newest(phrase) or self._tradesman(phrase)

    def _named_before(self, phrase: RolePhrase, holder: Actor) -> Actor:
        """Return the holder, or another of the office when only that one was named yet: « selon le **maire** »."""
        if holder.candidates and holder.candidates[0].start < phrase.start:
            return holder
        others = [p for p in self._fitting(phrase) if p.candidates and p.candidates[0].start < phrase.start]
        return self.persons.nearest(phrase.start, others) or holder

    def _head_of_named(self, phrase: RolePhrase) -> Actor | None:
        """Return whose « **son** PDG » says who leads a body named before: « Léa Petit, PDG de Valdor », later."""
        nouns = {fold(phrase.noun), *self.context.titles.offices.get(fold(phrase.noun), ())}
        held = [p for p in self.persons.with_role(*nouns) if any(_agree(phrase, role) for role in p.roles)]
        before = self.names.before(phrase.start, _TURN)
        leading = [p for p in held if not before.isdisjoint(self._named[id(p)])]
        if held or not before:
            return leading[0] if len(leading) == 1 else None
        return self._named_next(phrase)

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

    def _conflicts(self, names: frozenset[str], person: Actor) -> bool:
        held = self._named[id(person)]
        return bool(names) and bool(held) and names.isdisjoint(held)

    def _fitting(self, phrase: RolePhrase) -> list[Actor]:
        """Return who has the office that the phrase names: « le chef de l'État », « le président français »."""
        text = fold(phrase.text)
        names, peoples = self.names.of([phrase]), self.names.peoples_of([phrase])
        is_bare = text == fold(phrase.noun)
        offices = self.context.titles.offices
        listed = offices.get(text) or (offices.get(fold(phrase.noun), ()) if is_bare or names or peoples else ())

        def fits(role: RolePhrase) -> bool:
            named, noun = fold(role.text), fold(role.noun)
            known = named in listed or noun in listed or (is_bare and f"{noun} ".startswith(f"{text} "))
            same = noun == fold(phrase.noun) and bool(names) and names <= self.names.of([role])
            others = self.names.peoples_of([role])
            is_other = bool(peoples) and bool(others) and peoples.isdisjoint(others)
            return not is_other and _agree(phrase, role) and (known or same or named.startswith(f"{text} "))

        nouns = [phrase.noun, *listed]
        found = [p for p in self.persons.with_role(*nouns) if any(fits(role) for role in p.roles)]
        same = [p for p in found if names and not names.isdisjoint(self._named[id(p)])]
        return same or [p for p in found if not self._conflicts(names, p)]

    def _taken_up(self, phrase: RolePhrase, fitting: list[Actor]) -> Actor | None:
        """Return who has the office meant, else the person last named; one called nothing yet rather than another."""
        names = self.names.of([phrase])
        held = fitting or [p for p in self.persons.persons if names and not names.isdisjoint(self._named[id(p)])]
        held = [p for p in held if p.candidates and p.candidates[0].start < phrase.start]
        known = self.persons.nearest(phrase.start, [p for p in held if may_be(phrase, p, self.context)])
        if known is not None or self._is_elsewhere(phrase, names):
            return known
        agreeing = [p for p, _ in self.persons.back(phrase.start, _REACH) if self._may_be(phrase, p, names)]
        if self._is_partisan(phrase) and len({id(person) for person in agreeing}) > 1:
            return None  # « le candidat socialiste » is one of several
        free = [person for person in agreeing if not person.roles]
        others = agreeing if self._suits_all(phrase) else []
        return next(iter(free or others), None) or self._last_named(phrase, names)

    def _is_elsewhere(self, phrase: RolePhrase, names: frozenset[str]) -> bool:
        """True for « **le patron de l'usine voisine** »: who leads a body that has no name is somebody new."""
        words, naming = self.context.words, self.context.gazetteer.naming
        is_led = words.lower(words.at(phrase.end - 1)) not in naming("own") and " de " in f"{phrase.text} "
        return is_led and not names and not phrase.modified and phrase.noun in naming("managing")

    def _may_be(self, phrase: RolePhrase, person: Actor, names: frozenset[str]) -> bool:
        return may_be(phrase, person, self.context) and not self._conflicts(names, person)

    def _is_partisan(self, phrase: RolePhrase) -> bool:
        """True for « le candidat socialiste »: a party, not only an office."""
        words = self.context.words.lowers[phrase.first + 1 : phrase.last]
        return any(word in self.context.gazetteer.telling for word in words)

    def _suits_all(self, phrase: RolePhrase) -> bool:
        """True when whoever holds another office may be meant too: « l'intéressé », « l'ancienne maire »."""
        return phrase.modified or phrase.noun in self.context.titles.general

    def _last_named(self, phrase: RolePhrase, names: frozenset[str]) -> Actor | None:
        """Return the person named last, however far, when it fits."""
        last = next(self.persons.back(phrase.start, _LATER), None)
        is_free = last is not None and (not last[0].roles or self._suits_all(phrase))
        return last[0] if last is not None and is_free and self._may_be(phrase, last[0], names) else None

    def _known_holder(self, phrase: RolePhrase) -> Actor | None:
        """Return the only person of the text whom every reader knows in this office: « le chef de l'État »."""
        text, offices = fold(phrase.text), self.context.titles.offices
        wanted = {text, *offices.get(text, ())}
        bare = text == fold(phrase.noun) or self._is_national(phrase)
        text = fold(phrase.noun) if bare else text
        found = []
        for person in self.persons.persons:
            held = [office for c in person.candidates for office in self.context.gazetteer.holders.get(c.key, ())]
            if any(office in wanted or (bare and office.startswith(f"{text} ")) for office in held):
                found.append(person)
        return found[0] if len(found) == 1 and may_be(phrase, found[0], self.context) else None

    def _is_national(self, phrase: RolePhrase) -> bool:
        """True for « le président **français** », the only president of the text."""
        words = self.context.words
        return phrase.last - phrase.first == 2 and words.lower(phrase.first + 1) in self.context.gazetteer.demonyms

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
    return phrase.text.lower() == role.text.lower() and _agree(phrase, role)


def _agree(phrase: RolePhrase, role: RolePhrase) -> bool:
    return not phrase.gender or not role.gender or phrase.gender == role.gender
