"""Runs of capitals with what belongs to them: « Ursula von der Leyen », « Rives sonores », « Ukraine orientale »."""

from collections.abc import Mapping

from claimex.mentions.bodies import BodyReader
from claimex.mentions.candidates import Entity
from claimex.mentions.gazetteer import Gazetteer
from claimex.mentions.titles import Titles
from claimex.mentions.words import Words, is_acronym, is_capital, read_run

_SURE = 0.6  # the least weight of a name that needs no other sign
_HELD = 3  # words at least of a body's name and its holder's


class CapitalReader:
    """Reads the name that a word with a capital opens."""

    def __init__(
        self, words: Words, gazetteer: Gazetteer, titles: Titles, bodies: BodyReader, entities: Mapping[int, Entity]
    ) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.titles = titles
        self.bodies = bodies
        self.entities = entities
        self.agency = gazetteer.naming("agency")
        self.portfolio = gazetteer.naming("portfolio")
        self.people = tuple(gazetteer.naming("people_suffix"))
        self.seasons = gazetteer.naming("season")
        self.house = gazetteer.naming("house")
        self.title_noun = gazetteer.naming("title_noun")
        self.house_title = gazetteer.naming("house_title")
        self.fields = gazetteer.naming("field")
        self.articles = gazetteer.naming("article")
        self.foreign = gazetteer.naming("foreign_body")
        self.particles = gazetteer.naming("particle")
        self.binding = gazetteer.naming("binding")
        self.unions, self.branches = gazetteer.naming("union"), gazetteer.naming("branch")

    def read(self, i: int, known_end: int) -> tuple[int, int] | None:
        """Return first and last word (exclusive) of the name at word ``i``; a form of a table ends at ``known_end``."""
        words = self.words
        first = i
        end = read_run(words, i)
        if end > i + 1 and "." in words.forms[i] and words.lower(i + 1) in self.gazetteer.openers:
            return None  # « les lignes D et E. Sur la ligne A »
        kicker = words.forms[i].isupper() and not is_acronym(words.forms[i])
        if kicker and end > i + 1 and words.lower(i + 1) in self.gazetteer.openers:
            end = i + 1  # « DÉPARTEMENT Malgré les difficultés »
        if self.is_quoted(i, end):
            return i, end
        if end > i + 1 and words.forms[end - 1] in self.agency and words.gap(end)[:2] in {" •", " |", " ·", " -"}:
            end -= 1  # « la CFE-CGC Reuters • 2 juillet »
        if end > i + 2 and words.forms[i] in self.agency and self.bodies.names_person(i + 1):
            return i, i + 1  # « a indiqué à AWP Léa Petit »
        if words.lower(i) in self.articles and known_end == i and i + 1 < end:
            inner = self.gazetteer.match(words, i + 1)
            if inner >= end:
                return i + 1, inner
        if words.is_initial(i) and self.is_opener(i) and self.is_faint(i, known_end):
            known_end = i
        while first < end and (step := self._step_over(first)):
            if self.gazetteer.match(words, first) > step and not (first == i and known_end == i):
                break
            first = step
        if first > end:
            return None
        if first == end:
            return (i, known_end) if known_end > i else None
        if first > i:
            known_end = self.gazetteer.match(words, first)
        end = self._holder_start(first, end)
        whole = self._with_particles(first, self._portfolio_end(first, end))
        if whole + 1 < words.size and words.lower(whole) == "et" and words.forms[whole + 1] in self.house:
            return first, whole + 2  # « Delmas et Fils »
        whole = self.bodies.tails.pointed_end(first, whole)
        whole = self._with_title(first, self._with_adjectives(first, self._with_head(first, whole)))
        whole = self._with_branch(whole)
        if first < known_end < whole and words.gap(known_end) == " & ":
            return first, known_end  # « Toulouse & Nîmes »
        if known_end >= whole or self._is_followed_by_person(first, known_end):
            return first, self.bodies.tails.pointed_end(first, known_end)
        return first, whole

    def _step_over(self, i: int) -> int:
        """Return the word after an opener, a civility or a title with a capital: « Selon », « Mme », « Président »."""
        form = self.words.forms[i]
        if self.is_opener(i) or form in self.titles.civility:
            return i + 1
        if form in self.gazetteer.common:
            return 0 if self.words.forms[read_run(self.words, i) - 1] in self.foreign else i + 1
        if form in self.gazetteer.plain and self.words.is_initial(i):
            return i + 1  # « Affaire Valdor : un juge se récuse »
        if self._is_inhabitant(i):
            return i + 1  # « la Genevoise Ana Sol »
        after = self.titles.read_noun(self.words, i)
        return after if after > i and not is_acronym(self.words.forms[i]) else 0

    def _is_inhabitant(self, i: int) -> bool:
        """True for a people's name with an article before and a person's after."""
        lower, articled = self.words.lower(i), self.words.lower(i - 1) in self.articles
        listed = lower in self.gazetteer.telling
        if listed and articled and read_run(self.words, i) > i + 1:
            return True  # « le Néerlandais Gerrit van Houten »
        if listed and self._is_after_noun(i):
            return True  # « la frêle Norvégienne Ana », « les frères Nantais Ana et Sol »
        known = listed or (articled and lower.endswith(self.people))
        return known and self.words.gap(i + 1) == " " and self.bodies.is_person(i + 1)

    def _is_after_noun(self, i: int) -> bool:
        """True for a people's name between a word in lower case and one with a capital, no first name."""
        words = self.words
        if not words.is_joined(i) or not words.forms[i - 1].islower() or words.lower(i - 1) in self.bodies.links:
            return False
        if words.gap(i + 1) != " " or not is_capital(words.forms[i + 1]) or words.forms[i] in self.gazetteer.genders:
            return False
        return words.lower(i - 1) not in self.articles and self.gazetteer.apposed_kind(words.lower(i - 1)) is None

    def _portfolio_end(self, first: int, end: int) -> int:
        """Cut « (ministre de l')Économie | Bruno Le Maire » before the first name."""
        words = self.words
        far = 10 if "et" in words.lowers[max(0, first - 3) : first] else 5  # « de la Pêche et des Ports | Léa Petit »
        if self.portfolio.isdisjoint(words.lowers[max(0, first - far) : first]):
            return end
        if words.forms[first] in self.fields:
            return first + 1
        if words.forms[first].partition("-")[0] in self.gazetteer.genders:
            return end
        for k in range(first + 1, end - 1):
            if words.forms[k].partition("-")[0] in self.gazetteer.genders:
                return k
        return end

    def is_faint(self, i: int, known_end: int) -> bool:
        """True for « L'Union » at the head of a sentence: a small commune, or just an article and a name."""
        known = self.gazetteer.known.get(self.words.slice(i, known_end)) if known_end > i else None
        if known is None or known.weight >= _SURE or not self.words.is_initial(i):
            return False
        return known.kind != "organisation" or not self.gazetteer.speaks_at(self.words, known_end)

    def is_quoted(self, i: int, end: int) -> bool:
        """True when a run of two capitals or more fills a pair of quotation marks: « Le Baobab »."""
        words = self.words
        opened = words.gap(i).rstrip(" ")[-1:] in {"«", '"', "“"}
        return end - i > 1 and opened and words.text[words.ends[end - 1] :].lstrip(" ")[:1] in {"»", '"', "”"}

    def is_opener(self, i: int) -> bool:
        """True when word ``i`` only opens a sentence: « Selon », « Après »."""
        lower = self.words.lower(i)
        if lower not in self.gazetteer.openers or is_acronym(self.words.forms[i]):
            return False
        if i and self.words.is_joined(i) and self.words.forms[i - 1] in self.titles.civility:
            return False  # « Me De Vito »
        if self.words.gap(i).endswith("(") and read_run(self.words, i) > i + 1:
            return False  # « Léa Petit (Printemps sarthois) »
        named = i + 1 < self.words.size and self.words.gap(i + 1) == " " and is_capital(self.words.forms[i + 1])
        if named and (self.gazetteer.gender_of(self.words.forms[i]) or lower in self.seasons):
            return False
        inside = not self.words.is_initial(i) and self.words.is_joined(i)
        return not (named and lower in self.articles and inside)

    def _is_followed_by_person(self, first: int, known_end: int) -> bool:
        """True in « la Marne Gilles Petit »: a known name, then a first name and more."""
        words = self.words
        if known_end <= first or known_end + 1 >= words.size or words.gap(known_end + 1) not in {" ", ""}:
            return False
        given, family = words.forms[known_end], words.forms[known_end + 1]
        if not is_capital(given) or not words.is_joined(known_end):
            return False
        if given.partition("-")[0] in self.gazetteer.genders:
            return is_capital(family) or family.lower() in self.particles
        return is_capital(family) and self._is_of_office(first)

    def _holder_start(self, first: int, end: int) -> int:
        """Cut « (le patron de) Valdotec | Hans Kriegl » where another name begins, « Léa Petit | La Presse »."""
        words = self.words
        if end - first < _HELD:
            return end
        named = self.bodies.names_person(first)
        for k in range(first + 2, end):
            known = self.gazetteer.known.get(words.slice(k, end)) if named else None
            if known is not None and known.kind == "organisation" and (end - k > 1 or is_acronym(words.forms[k])):
                return k
        if named or not self._is_of_office(first):
            return end
        starts = [k for k in range(first + 1, end - 1) if self.bodies.names_person(k)]
        if starts:
            return starts[0]
        entity = self.entities.get(first)
        is_person = entity is not None and entity.label == "PER" and entity.last == end
        return first + 1 if end - first == _HELD and (is_person or self._stands_alone(first)) else end

    def _stands_alone(self, i: int) -> bool:
        """True when a word is a whole name elsewhere: « Valdotec » in « Valdotec recrute »."""
        words = self.words
        same = (k for k, form in enumerate(words.forms) if form == words.forms[i] and k != i)
        return any(read_run(words, k) == k + 1 and not is_capital(words.forms[k - 1]) for k in same)

    def _is_of_office(self, i: int) -> bool:
        """True for « (maire de) Londres »: the place or body of an office, after which its holder may follow."""
        words = self.words
        if not words.is_joined(i) or words.lower(i - 1) not in self.bodies.own | self.articles:
            return False
        return any(words.lower(k) in self.titles.nouns for k in (i - 2, i - 3) if k >= 0)

    def _with_particles(self, first: int, end: int) -> int:
        words = self.words
        j = end
        while j < words.size and words.is_joined(j) and words.lower(j) in self.particles | {"la", "le"}:
            j += 1
        if j == end or j >= words.size or not words.is_joined(j) or not is_capital(words.forms[j]):
            return end
        if j - end > 2:
            return end
        particles = {words.lower(k) for k in range(end, j)}
        firm = self.gazetteer.apposed_kind(words.lower(first - 1)) == "organisation"
        if particles == {"de"} and firm and not self._is_free(j):
            return end  # « la société Valdor de Lyon »
        entity = self.entities.get(first)
        covered = entity is not None and entity.label == "PER" and entity.last > j
        given = words.forms[first] in self.gazetteer.genders and end - first == 1
        unknown = end - first == 2 and self.gazetteer.match(words, j) == j and words.lower(end) in {"de", "d'"}
        titled = first > 0 and words.is_joined(first) and words.lower(first - 1) in self.titles.nouns
        given = given or (unknown and (titled or words.forms[first] in self.gazetteer.genders))
        if particles & self.binding or covered or (given and not particles & {"el", "al"} and self._is_unknown(end, j)):
            last = read_run(words, j)
            holder = next((k for k in range(j + 1, last) if particles == {"of"} and self.bodies.names_person(k)), 0)
            return holder or self._with_particles(first, last)  # « le chef du Bureau of Records | Léa Petit »
        return end

    def _is_unknown(self, end: int, j: int) -> bool:
        """True when the words after the particles name nothing known: « Laure de la **Raudière** »."""
        if j - end == 1:
            return self._is_free(j) and self.words.lower(end) not in self.articles
        return self.gazetteer.match(self.words, j) == j and not is_acronym(self.words.forms[j])

    def _is_free(self, i: int) -> bool:
        """True when no well-known place or body begins at word ``i``."""
        end = self.gazetteer.match(self.words, i)
        return end == i or self.gazetteer.known[self.words.slice(i, end)].weight < 0.6

    def _with_head(self, first: int, end: int) -> int:
        """Complete a run that ends on a head: « Nouvelle Union **populaire** », « Jeune Chambre **économique** »."""
        if end - first < 2 or self.gazetteer.head_of(self.words.lower(end - 1)) is None:
            return end
        return self.bodies.chain(end, deep=True)

    def _with_branch(self, end: int) -> int:
        """Add the trade to a union's name: « Sud **industrie** », « FO **énergie** »."""
        words = self.words
        if words.forms[end - 1] not in self.unions or not words.is_joined(end):
            return end
        return end + 1 if words.lower(end) in self.branches and not words.forms[end][0].isupper() else end

    def _with_title(self, first: int, end: int) -> int:
        """Complete a title: « l'association **Enfants** du Mékong », « la revue **Terre**, Mer & Littoral »."""
        words, noun = self.words, self._noun_before(first)
        if self.gazetteer.apposed_kind(noun) != "organisation" or end + 1 >= words.size or end - first > 2:
            return end
        if words.gap(end) == ", " and is_capital(words.forms[end]):
            last = read_run(words, end)
            return last if " & " in words.slice(end, last) and last - end == 2 else end
        if end - first == 1 and words.forms[first].endswith(("ons", "ez")) and noun in self.house_title:
            return self._with_plea(end)
        if not words.is_joined(end) or words.lower(end) not in self.bodies.own:
            return end
        j = end + 2 if words.lower(end + 1) in self.articles else end + 1
        if j >= words.size or not is_capital(words.forms[j]) or not words.is_joined(j) or self.bodies.is_person(j):
            return end
        common = words.lower(end - 1) in self.title_noun
        open_ended = noun in self.house_title and self.gazetteer.match(words, j) == j
        is_title = words.forms[first] not in self.gazetteer.genders and (common or open_ended)
        return max(read_run(words, j), self.gazetteer.match(words, j)) if is_title else end

    def _with_plea(self, end: int) -> int:
        """Complete « (l'association) **Sauvons** la forêt des Ajoncs »: an article, a noun, its complement."""
        words, j = self.words, end
        if words.lower(j) not in self.articles | {"notre", "nos"} or not words.is_joined(j):
            return end
        last = self.bodies.chain(j + 2, deep=True)
        return max(last, j + 2) if j + 1 < words.size and words.is_joined(j + 1) else end

    def _noun_before(self, i: int) -> str:
        """Return the noun before a name, over « de » and another: « le **réseau** de bus Valdor »."""
        words = self.words
        if not words.is_joined(i) or i < 1:
            return ""
        linked = i > 2 and words.lower(i - 2) in {"de", "d'"} and words.is_joined(i - 1) and words.is_joined(i - 2)
        return words.lower(i - 3) if linked else words.lower(i - 1)

    def _with_adjectives(self, first: int, end: int) -> int:
        """Add an adjective to a name after « association », « collectif »: « Rives sonores »."""
        words = self.words
        if not words.is_joined(first) or self.gazetteer.apposed_kind(words.lower(first - 1)) != "organisation":
            return end
        follows = end < words.size and words.gap(end) == " " and end in self.bodies.adjectives
        return end + 1 if follows and words.forms[end].endswith(self.bodies.suffixes) else end
