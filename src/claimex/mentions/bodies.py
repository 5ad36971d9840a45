"""Names built on a common noun: « ministère de la Transition écologique », « Office français de l'immigration ».

A head (bodies.toml) is followed by adjectives and by complements under de, à, pour … Each reader below returns the word
after the name, or its argument when there is none.
"""

from claimex.mentions.facilities import before_town, is_one_of_several
from claimex.mentions.gazetteer import Gazetteer, Head
from claimex.mentions.tails import TailReader
from claimex.mentions.words import Words, is_acronym, is_capital, read_run

_MEMBERED = 8  # words of « l'association des commerçants de Dreux »
_SERIES = 16  # words looked ahead for the « et » that closes a series of complements


class BodyReader:
    """Reads names that begin with a head noun."""

    def __init__(
        self, words: Words, gazetteer: Gazetteer, adjectives: frozenset[int], persons: frozenset[int] = frozenset()
    ) -> None:
        self.words = words
        self.persons = persons
        self.binding = gazetteer.naming("binding")
        self.membered = gazetteer.naming("membered")
        self.surnamed = gazetteer.naming("surnamed")
        self.eponymous, self.offices = gazetteer.naming("eponymous"), gazetteer.naming("presiding")
        self.gazetteer = gazetteer
        self.adjectives = adjectives
        self.links, self.articles = gazetteer.naming("link"), gazetteer.naming("article")
        self.own, self.deep = gazetteer.naming("own"), gazetteer.naming("deep")
        self.generic, self.inner = gazetteer.naming("generic"), gazetteer.naming("inner")
        self.suffixes = tuple(gazetteer.naming("adjective_suffix"))
        self.political = gazetteer.naming("political")
        self.adverbial = gazetteer.naming("adverbial")
        self.schools, self.of = gazetteer.naming("schools"), gazetteer.naming("of")
        self.prenominal = gazetteer.naming("prenominal")
        self.partisan, self.leaning = gazetteer.naming("partisan"), gazetteer.naming("leaning")
        self.telling, self.settlements = gazetteer.telling, gazetteer.naming("settlement")
        self.tails = TailReader(words, gazetteer)
        self.objects, self.guarding = gazetteer.naming("object"), gazetteer.naming("guarding")

    def read(self, head: Head, first: int, after: int) -> int:
        """Return the word after the name whose head is words ``first`` to ``after - 1``; ``first`` when it is none."""
        words = self.words
        capital = is_capital(words.forms[first])
        noun = words.slice(first, after).lower()
        if noun not in self.eponymous and (capital or self.is_led(first)) and self.names_person(after):
            # « le président de la compagnie Robert Petit », « la présidente de la Commission Ursula von der Leyen »
            return after if capital and not words.is_initial(first) else first
        is_facility = head.kind == "place"
        if is_facility and not capital and is_one_of_several(self.words, self.gazetteer, first, after):
            return first
        end = self.chain(after, deep=capital or noun in self.deep)
        if is_facility and after < end:
            end = before_town(self.words, self.gazetteer, (after, self._name(after)), end)
        if capital:
            return first if end == after and words.is_initial(first) else end
        if end > after and self._is_proper(noun, after, end):
            return end
        return self._membered_end(first, after) if noun in self.membered else first

    def _membered_end(self, first: int, after: int) -> int:
        """Complete « l'**association** des commerçants de Dreux »: members and place; ``first`` when not both."""
        words = self.words
        if words.lower(first - 1) not in self.articles | {"du", "au"} or not words.is_joined(first):
            return first
        end = self._adjective(after, deep=True) or after
        if words.lower(end) not in {"des", "du"} and words.lower(end + 1) not in self.articles:
            return first  # « le club de football de Sedan »
        while 0 < end - first < _MEMBERED:
            step = self._complement(end, deep=True) or self._adjective(end, deep=True)
            if not step or words.lower(end) in {"à", "au", "aux", "en"}:
                return first
            if is_capital(words.forms[step - 1]):
                return step if end > after else first
            end = step
        return first

    def _is_proper(self, noun: str, after: int, end: int) -> bool:
        """True when what completes a lower-case head makes it a name: a capital, or « wallon » after « groupe »."""
        if noun in self.deep or self.tails.ranked_end(after + 1) == end:
            return True
        if self._is_persons(after):
            return False
        if noun in self.schools and self.words.forms[after] in self.of and end == self._match_end(after + 1):
            return False
        follows = self.words.forms[after]
        if end == after + 1 and noun in self.political and noun not in self.partisan and follows in self.telling:
            return True  # « forces israéliennes »
        if noun == "club" and self._is_of_acronym(after):
            return False  # « le club de l'AS Broncourt »
        if noun in self.inner and not (noun in self.surnamed and (is_capital(follows) or self.tails.is_land(after))):
            return False
        if self.gazetteer.apposed_kind(noun) == "organisation" and is_capital(self.words.forms[self._past(after)]):
            return False  # « la banque américaine JP Morgan »
        forms = self.words.forms[after:end]
        if any(is_capital(form) for form in forms):
            last = forms[-1]
            return not any(c.isdigit() for c in last) and not (noun in self.generic and is_acronym(last))
        adjectives = self.leaning if noun in self.partisan else self.telling
        return noun in self.political and forms[-1] in adjectives

    def _is_of_acronym(self, i: int) -> bool:
        """True at « de l'**AS** », « du **RC** »."""
        j = i + 2 if self.words.lower(i + 1) in self.articles else i + 1
        return self.words.lower(i) in self.own and j < self.words.size and is_acronym(self.words.forms[j])

    def _past(self, i: int) -> int:
        """Return the word after the adjectives from word ``i``; ``i`` when there are none."""
        words = self.words
        while i + 1 < words.size and words.gap(i + 1) == " " and not is_capital(words.forms[i]):
            if words.forms[i] not in self.telling and i not in self.adjectives:
                break
            i += 1
        return i

    def _match_end(self, i: int) -> int:
        return max(read_run(self.words, i), self.gazetteer.match(self.words, i)) if i < self.words.size else i

    def _is_persons(self, i: int) -> bool:
        """True before « de Léa Petit »: what belongs to a person bears no name of its own."""
        return self.words.forms[i] in self.own and self.words.is_joined(i + 1) and self.is_person(i + 1)

    def is_person(self, i: int) -> bool:
        """True at a first name with a surname: « **Léa** Petit »."""
        words = self.words
        if i + 1 >= words.size or words.gap(i + 1) != " ":
            return False
        if not is_capital(words.forms[i + 1]) and words.forms[i + 1] not in self.binding:
            return False
        return words.forms[i].partition("-")[0] in self.gazetteer.genders

    def is_led(self, i: int) -> bool:
        """True for « (le président de la) **compagnie** »: an office over a body, whose holder may follow."""
        words = self.words
        own = i - 2 if words.lower(i - 1) in self.articles else i - 1
        return words.is_joined(i) and words.lower(own) in self.own and words.lower(own - 1) in self.offices

    def names_person(self, i: int) -> bool:
        """True where a person's name of two words begins, by the first name or by what the model says."""
        return self.words.is_joined(i) and (self.is_person(i) or i in self.persons)

    def chain(self, i: int, *, deep: bool) -> int:
        """Follow adjectives and complements from word ``i``. ``deep`` lets complements be common nouns."""
        end, link = i, ""
        while end < self.words.size:
            name = 0 if (link or end > i) and self.names_person(end) else self._name(end)
            step = self._adjective(end, deep=deep) or name or self._complement(end, deep=deep)
            if not step and (link or deep):
                step = self._coordinated(end, link, deep=deep)
            if not step:
                break
            link = self.words.lower(end) if self.words.lower(end) in self.links else link
            end = step
        return end

    def _adjective(self, i: int, *, deep: bool) -> int:
        if i >= self.words.size:
            return 0
        form = self.words.forms[i]
        if not self.words.is_joined(i) or is_capital(form):
            return 0
        return (
            i + 1
            if form in self.gazetteer.adjectives
            or form in self.telling
            or form.startswith("anti-")
            or (deep and i in self.adjectives and form.endswith(self.suffixes) and not self.is_verb(i))
            else 0
        )

    def is_verb(self, i: int) -> bool:
        """True for « (La Ligue) **scelle** un accord », which taggers call an adjective: an article follows."""
        words = self.words
        return words.is_joined(i + 1) and words.lower(i + 1) in self.objects and not words.lower(i + 2)[:1].isdigit()

    def _name(self, i: int) -> int:
        if not self.words.is_joined(i) or not is_capital(self.words.forms[i]):
            return 0
        shouted = self.words.forms[i - 1].isupper() and not is_acronym(self.words.forms[i - 1])
        if shouted and self.words.lower(i) in self.gazetteer.openers:
            return 0  # « DÉPARTEMENT Malgré les difficultés »
        return max(read_run(self.words, i), self.gazetteer.match(self.words, i))

    def _complement(self, i: int, *, deep: bool) -> int:
        link = self.words.lower(i)
        if link not in self.links or not self.words.is_joined(i) or self.tails.stops(i):
            return 0
        j = i + 1
        if j < self.words.size and self.words.lower(j) in self.articles and self.words.is_joined(j):
            j += 1
        if j >= self.words.size or not self.words.is_joined(j):
            return 0
        if ranked := self.tails.ranked_end(j):
            return ranked
        j += deep and self.tails.counts(j)
        if is_capital(self.words.forms[j]):
            if link not in self.own and not deep:
                return 0
            if (link not in self.own or not deep) and self.is_person(j):
                return 0  # « l'Agglo à Paul Petit », « le gouvernement de Michel Barnier »
            if (link == "à" and self.tails.is_place(j)) or (link == "au" and self.tails.is_facility(j)):
                return 0  # « l'École de l'énergie à Grenoble », « l'OM au Parc des Princes »
            if self.words.lower(j) in self.gazetteer.openers and self.gazetteer.match(self.words, j) == j:
                return 0  # « le plateau de Tout le monde en parle »
            noun = self.words.lower(j)
            inner = self.gazetteer.head_of(noun)
            is_body = inner is not None and inner.kind != "place"
            if noun in self.settlements and link in self.own:
                return self._match_end(j)  # « Service de police de la **Ville** de Québec »
            if not deep and is_body and self.gazetteer.match(self.words, j) == j:
                return 0  # « sapeurs-pompiers du Service départemental d'incendie »
            if deep and is_acronym(self.words.forms[j]):
                return 0
            return max(read_run(self.words, j), self.gazetteer.match(self.words, j))
        if link not in self.own and self.words.forms[j] in self.adverbial:
            return 0  # « l'Autorité, à la demande de »
        bound = link in self.own or (j > i + 1 and link != "sur") or link == "aux"
        if self.words.forms[j] in self.prenominal and self.words.is_joined(j + 1):
            j += 1  # « des petites villes »
        guards = link in self.of and self.words.forms[j] in self.guarding  # « la brigade de gendarmerie de Sens »
        return j + 1 if guards or (deep and bound and self._is_noun(j)) else 0

    def _is_noun(self, i: int) -> bool:
        form = self.words.forms[i]
        return form.replace("-", "").isalpha() and len(form) > 2 and self.words.lower(i) not in self.gazetteer.openers

    def _coordinated(self, i: int, link: str, *, deep: bool) -> int:
        words = self.words
        if words.lower(i) == "et" and words.is_joined(i):
            if deep and self._is_adjective_pair(i):
                return i + 2
            if words.lower(i + 1) in self.articles and is_capital(words.forms[min(i + 2, words.size - 1)]):
                return 0  # « le Haut-Commissariat aux réfugiés et la Croix-Rouge »
            if link and words.is_joined(i + 1) and words.lower(i + 1) in (self.links | self.articles):
                after = self._after_article(i + 1) if deep and link not in self.own else 0
                end = self._complement(i + 1, deep=deep) or after
                if not deep:
                    return 0  # « le glacier d'Arolla et du Mont Collon »: two names
                named = is_capital(words.forms[i - 1])  # « le Département des Landes et de l'entité … »
                return 0 if named and end and not is_capital(words.forms[end - 1]) else end
            return 0
        if not link:
            return 0
        if words.gap(i) == ", " and self._is_like(i, link) and self._is_series(i):
            return self._complement_at(i, deep=deep)
        return i + 1 if deep and words.gap(i) == ", " and self._is_adjective_series(i) else 0

    def _is_adjective_series(self, i: int) -> bool:
        """True at « technique » in « (enseignements) primaire, **technique** et de la recherche »."""
        form, before = self.words.forms[i], self.words.forms[i - 1]
        pair = all(
            adjective in self.gazetteer.adjectives or at in self.adjectives
            for at, adjective in ((i - 1, before), (i, form))
        )
        return pair and form.endswith(self.suffixes) and self.words.lower(i + 1) == "et"

    def _is_like(self, i: int, link: str) -> bool:
        """True for a link like the one before: « **de** l'emploi, **du** travail »; not « , **en** charge de »."""
        other = self.words.lower(i)
        return other == link or (other in self.own and link in self.own)

    def _is_adjective_pair(self, i: int) -> bool:
        """True in « (Union populaire) écologique **et** sociale »."""
        if {self.words.lower(i - 1), self.words.lower(i + 1)} <= self.gazetteer.adjectives:
            return True  # « Comité Social et Économique »
        last, following = i - 1 in self.adjectives, self._adjective(i + 1, deep=True)
        return (last or self.words.forms[i - 1] in self.gazetteer.adjectives) and following > 0

    def _is_series(self, i: int) -> bool:
        """True at the second member of « de l'analyse, de la prévision et des statistiques »."""
        words = self.words
        for j in range(i + 1, min(i + _SERIES, words.size - 1)):
            if words.gap(j) not in {" ", "", ", "}:
                return False
            if words.lower(j) == "et":
                return words.lower(j + 1) in self.links or words.lower(j + 1) in self.articles
        return False

    def _after_article(self, i: int) -> int:
        j = i + 1
        return j + 1 if self.words.is_joined(j) and j < self.words.size else 0

    def _complement_at(self, i: int, *, deep: bool) -> int:
        j = i + 1
        if self.words.lower(j) in self.articles:
            j += 1
        if j >= self.words.size:
            return 0
        if is_capital(self.words.forms[j]):
            return read_run(self.words, j)
        return j + 1 if deep and self._is_noun(j) else 0
