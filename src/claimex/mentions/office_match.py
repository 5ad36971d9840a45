"""Who has the office that a bare role means: « le directeur de l'établissement », « l'ex-ministre ».

One office has many wordings: with its body's name or a common noun for it, by another word of titles.toml, with the
party or the people of its holder.
"""

import re
from collections.abc import Sequence

from claimex.mentions.context import Context
from claimex.mentions.persons import Actor, Persons, may_be
from claimex.mentions.role_names import RoleNames
from claimex.mentions.roles import RolePhrase
from claimex.mentions.words import fold

_FORMER = re.compile(r"^(?:ex-|ex |ancien |ancienne )")
_FRENCH = (" francais", " francaise")  # the table of holders names no people for those of France
_LEAVING = re.compile(r" sortante?\b")


class OfficeMatcher:
    """Finds who has the office of a role phrase in one document."""

    def __init__(self, persons: Persons, names: RoleNames) -> None:
        self.persons = persons
        self.names = names
        self.context: Context = persons.context
        self.offices = self.context.titles.offices
        self._named = {id(person): names.of(person.roles) for person in persons.persons}
        self._peoples = {id(person): self._peoples_of(person) for person in persons.persons}

    def named_with(self, person: Actor) -> frozenset[str]:
        """Return the bodies and places inside somebody's roles."""
        return self._named[id(person)]

    def conflicts(self, phrase: RolePhrase, person: Actor) -> bool:
        """True when a phrase names another body or people than somebody's roles: « le président **russe** »."""
        named, held = self.names.of([phrase]), self._named[id(person)]
        peoples, own = self.names.peoples_of([phrase]), self._peoples[id(person)]
        is_elsewhere = bool(named) and bool(held) and named.isdisjoint(held)
        is_foreign = bool(peoples) and bool(own) and peoples.isdisjoint(own)
        return is_elsewhere or is_foreign or self._is_in_office(phrase, person)

    @staticmethod
    def _is_in_office(phrase: RolePhrase, person: Actor) -> bool:
        """True for the minister beside « l'**ex-ministre** »: who has an office is not who had it."""
        if not phrase.modified or not _plain(phrase.text).startswith("ancien "):
            return False
        same = [role for role in person.roles if role.noun == phrase.noun]
        return bool(same) and not any(role.modified for role in same)

    def of_people(self, phrase: RolePhrase, persons: Sequence[Actor]) -> list[Actor]:
        """Return who is of the people that a phrase names: « le dirigeant **nord-coréen** »."""
        peoples = self.names.peoples_of([phrase])
        return [p for p in persons if peoples and not peoples.isdisjoint(self._peoples[id(p)])]

    def fitting(self, phrase: RolePhrase) -> list[Actor]:
        """Return who has the office that the phrase names: « le chef de l'État », « le président français »."""
        names, peoples = self.names.of([phrase]), self.names.peoples_of([phrase])
        pointing = "" if names else self._pointing(phrase)
        text = _plain(phrase.text).rpartition(" d")[0] if pointing else _plain(phrase.text)
        is_bare = text == fold(phrase.noun)
        whole = self.offices.get(self._without_people(text), ())
        is_led = bool(names) and phrase.noun not in self.context.titles.governing
        is_open = bool(is_bare or is_led or peoples) or " d" not in text  # « le leader **syndical** »
        listed = whole or (self.offices.get(fold(phrase.noun), ()) if is_open else ())

        def fits(role: RolePhrase) -> bool:
            named, noun = _plain(role.text), fold(role.noun)
            known = named in listed or noun in listed or (is_bare and f"{noun} ".startswith(f"{fold(phrase.noun)} "))
            same = noun == fold(phrase.noun) and bool(names) and names <= self.names.of([role])
            others = self.names.peoples_of([role])
            is_other = bool(peoples and others) and peoples.isdisjoint(others)
            may_be_it = agree(phrase, role) and not is_other and self._is_led_by(role, pointing)
            return may_be_it and (known or same or named.startswith(f"{text} "))

        nouns = [phrase.noun, *listed]
        found = [p for p in self.persons.with_role(*nouns) if any(fits(role) for role in p.roles)]
        same = [p for p in found if names and not names.isdisjoint(self._named[id(p)])]
        free = [p for p in found if (whole and not peoples) or not self.conflicts(phrase, p)]
        return same or free or self._partisan(phrase)

    def _pointing(self, phrase: RolePhrase) -> str:
        """Return the common noun by which a role takes up a body: « directeur **de l'établissement** »."""
        words, i = self.context.words, phrase.last - 1
        noun = words.lower(i)
        if phrase.last - phrase.first != len(phrase.noun.split(" ")) + (2 if words.lower(i - 1) == "du" else 3):
            return ""
        is_linked = words.lower(i - 1) in {"du", "la", "l'"}
        is_body = any(noun in self.context.lexicon.words(table) for table in ("anaphors.noun", "anaphors.town"))
        return noun if is_linked and is_body else ""

    def _is_led_by(self, role: RolePhrase, noun: str) -> bool:
        """True when what a role is a role of may be called so: « directeur de l'**hôpital** », « l'établissement »."""
        kinds = self.names.kinds_of(role) if noun else frozenset()
        if not kinds:
            return True
        lexicon = self.context.lexicon
        if noun in lexicon.words("anaphors.town"):
            return not kinds.isdisjoint({"place", "institution"})
        if noun in lexicon.words("anaphors.noun.organisation"):
            return "organisation" in kinds
        return not kinds.isdisjoint({"institution", "organisation", "place"})

    def _partisan(self, phrase: RolePhrase) -> list[Actor]:
        """Return the only one who has an office told with a party: « la maire **socialiste** »."""
        words = self.context.words
        after = range(phrase.first + len(phrase.noun.split(" ")), phrase.last)
        if not after or any(words.lower(i) not in self.context.gazetteer.telling for i in after):
            return []
        held = self.persons.with_role(phrase.noun)
        plain = [role for p in held for role in p.roles if role.noun == phrase.noun and "(" not in role.text]
        is_one = len(held) == 1 and bool(plain) and all(agree(phrase, role) for role in plain)
        is_open = is_one and not self.names.peoples_of(plain)
        return held if is_open and not self.conflicts(phrase, held[0]) else []

    def known_holder(self, phrase: RolePhrase) -> Actor | None:
        """Return the only person of the text whom every reader knows in this office: « le chef de l'État »."""
        text, national = _plain(phrase.text), self._is_national(phrase)
        wanted = {text, *self.offices.get(text, ())}
        exact = [p for p in self.persons.persons if not wanted.isdisjoint(self._offices_of(p))]
        exact = exact or self._heads_of_people(phrase, text)
        if len(exact) == 1:
            return exact[0] if may_be(phrase, exact[0], self.context) else None
        if exact or not (text == fold(phrase.noun) or national):
            return None
        noun = fold(phrase.noun)
        found = []
        for person in self.persons.persons:
            held = self._offices_of(person)
            is_abroad = national and not self.names.peoples_in(held) and not fold(phrase.text).endswith(_FRENCH)
            if not is_abroad and any(office == noun or office.startswith(f"{noun} ") for office in held):
                found.append(person)
        fits = len(found) == 1 and may_be(phrase, found[0], self.context) and not self.conflicts(phrase, found[0])
        return found[0] if fits else None

    def _heads_of_people(self, phrase: RolePhrase, text: str) -> list[Actor]:
        """Return who leads a people by another word: « le chef du gouvernement **espagnol** »."""
        peoples, offices = self.names.peoples_of([phrase]), self.offices.get(self._without_people(text), ())

        def leads(office: str) -> bool:
            return office.startswith(offices) and not peoples.isdisjoint(self.names.peoples_in([office]))

        return [p for p in self.persons.persons if peoples and any(map(leads, self._offices_of(p)))]

    def _without_people(self, text: str) -> str:
        office, _, last = text.rpartition(" ")
        return office if last in self.context.gazetteer.folded_demonyms else text

    def _offices_of(self, person: Actor) -> set[str]:
        holders = self.context.gazetteer.holders
        return {office for c in person.candidates for office in holders.get(c.key, ())}

    def _peoples_of(self, person: Actor) -> frozenset[str]:
        return self.names.peoples_of(person.roles) | self.names.peoples_in(self._offices_of(person))

    def _is_national(self, phrase: RolePhrase) -> bool:
        """True for « le président **français** », the only president of the text."""
        words = self.context.words
        return phrase.last - phrase.first == 2 and words.lower(phrase.first + 1) in self.context.gazetteer.demonyms


def agree(phrase: RolePhrase, role: RolePhrase) -> bool:
    """True unless one role is a man's and the other a woman's."""
    return not phrase.gender or not role.gender or phrase.gender == role.gender


def _plain(text: str) -> str:
    """Return a role in one form: « ex-maire » and « ancienne maire » alike, « maire **sortant** » as « maire »."""
    return _LEAVING.sub("", _FORMER.sub("ancien ", fold(text)))
