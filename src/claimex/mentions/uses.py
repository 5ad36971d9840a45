"""Uses of a form that do not mean its actor, or mean another: « rue de Paris », « boson de Higgs », « Nice gagne »."""

import re
from collections.abc import Iterable

from claimex.mentions.aliases import abbreviates
from claimex.mentions.candidates import Candidate
from claimex.mentions.gazetteer import Gazetteer
from claimex.mentions.roles import RolePhrase
from claimex.mentions.words import Words, is_acronym

_SPORTING = 4  # words of sport that make a document a sports report
_DATELINE = re.compile(r"\) ?[-–—]")
_MODEL = re.compile(r"[A-Z]{1,3}-?\d{2,4}[A-Z]?")
_PLAIN = frozenset({" ", ""})
_CLOSING = frozenset({"»", "”", '",'})
_SCORE = re.compile(r"\(\d{1,3} ?[-–] ?\d{1,3}\)")
_BEFORE_CODE = frozenset({"F", "dollar", "dollars"})


class UseReader:
    """Reads single uses of names against their nearest words."""

    def __init__(self, words: Words, gazetteer: Gazetteer, phrases: Iterable[RolePhrase]) -> None:
        self.words = words
        self.titled = frozenset(phrase.last for phrase in phrases)
        naming = gazetteer.naming
        self.gazetteer = gazetteer
        self.street, self.eponym, self.platform = naming("street"), naming("eponym"), naming("platform")
        self.bridges, self.falling = naming("bridge"), naming("falling")
        self.premises = naming("premises")
        self.ranks = naming("street_rank")
        self.firm, self.road, self.medium = naming("firm"), naming("road"), naming("medium")
        self.agency, self.side, self.own = naming("agency"), naming("side"), naming("own")
        self.articles, self.stay, self.sport = naming("article"), naming("stay"), naming("sport")
        self.indefinite = naming("indefinite")
        self.links, self.territory = naming("link"), naming("territory")
        self.side_heads = naming("side_head")
        self.points = naming("points")
        self.posts = naming("post")
        self.motions = naming("motion")
        self.makers, self.determiners = naming("maker"), naming("unique") | {"deux", "trois", "quatre", "cinq", "six"}
        self.stateful, self.events = naming("stateful"), naming("event")
        self.treaties, self.treaty_nouns = naming("treaty"), naming("treaty_noun")
        self.members, self.suffixes = naming("member"), tuple(naming("adjective_suffix"))
        self.called, self.ministers = naming("called"), naming("minister")
        self.polity = naming("polity")
        self._nouns: dict[int, tuple[str, bool]] = {}

    def is_titled_work(self, candidate: Candidate) -> bool:
        """True for « l'ouragan Sandy », « le film Barbie »: what the form means wherever it stands."""
        if candidate.first in self.titled:
            return False  # « la secrétaire nationale Léa Petit » is no road
        noun, linked = self._noun_before(candidate.first)
        if linked or candidate.head is not None or candidate.known is not None:
            return False
        single = candidate.last == candidate.first + 1 and candidate.form not in self.gazetteer.genders
        if single and self._is_quoted_work(candidate.first):
            return True
        if noun in self.gazetteer.telling or noun.endswith(self.suffixes):
            noun = self.words.lower(candidate.first - 2) or noun  # « le télescope spatial James Webb »
        return self.gazetteer.apposed_kind(noun) == "none"

    def is_other(self, candidate: Candidate) -> bool:
        """True when this use names no actor: a street, a work, a law, a platform, an agency's tag, a side."""
        return (
            self._is_street(candidate)
            or self._is_work(candidate)
            or self._is_platform(candidate)
            or self._is_agency_tag(candidate)
            or self._is_aside(candidate)
            or self._is_unit(candidate)
            or self._is_common(candidate)
            or self._is_product(candidate)
            or self._is_territory(candidate)
            or self._is_event(candidate)
            or self._is_people(candidate)
            or self._is_kicker(candidate)
            or self._is_chair(candidate)
            or self._is_portfolio(candidate)
        )

    def _is_portfolio(self, candidate: Candidate) -> bool:
        """True for a minister's field that is a body elsewhere: « la ministre de l'**Éducation nationale** »."""
        if candidate.known is None or candidate.known.kind == "place":
            return False
        noun, linked = self._noun_before(candidate.first)
        return linked and noun in self.ministers

    def _is_chair(self, candidate: Candidate) -> bool:
        """True for an office: « réélu à la **présidence** du pays », « la **présidence** échoira à Léa Roy »."""
        words, i = self.words, candidate.last
        if not candidate.form.startswith("présidence"):
            return False
        is_aim = (words.lower(candidate.first - 2), words.lower(candidate.first - 1)) == ("à", "la")
        return is_aim or words.lower(i) in self.falling

    def is_firm(self, candidate: Candidate) -> bool:
        """True for a name that a company bears: « le groupe Delmas », « l'agence Anatolie »."""
        noun, linked = self._noun_before(candidate.first)
        return not linked and (noun in self.medium if candidate.kind == "place" else noun in self.firm)

    def _noun_before(self, i: int) -> tuple[str, bool]:
        """Return the noun that governs the name at word ``i`` and whether « de » stands between."""
        found = self._nouns.get(i)
        if found is None:
            found = self._nouns[i] = self._find_noun_before(i)
        return found

    def _find_noun_before(self, i: int) -> tuple[str, bool]:
        words, linked = self.words, False
        if words.is_joined(i) and words.lower(i - 1) in self.articles and words.lower(i - 2) in self.own:
            i -= 1
        if words.is_joined(i) and words.lower(i - 1) in self.own:
            i, linked = i - 1, True
        if not words.is_joined(i) or (not linked and _closes(words.gap(i - 1))):
            return "", linked  # « …», tempête Samir Bellil »: the word before is the verb of an incise, no noun
        outer = words.lower(i - 3) if not linked and words.lower(i - 2) in {"de", "d'"} else ""
        is_trade = self.gazetteer.apposed_kind(outer) == "organisation"  # « le **loueur** de voitures Valdor »
        return outer if is_trade else words.lower(i - 1), linked

    def _is_street(self, candidate: Candidate) -> bool:
        noun, linked = self._noun_before(candidate.first)
        named = candidate.known is None and candidate.head is None and candidate.last - candidate.first > 1
        if named and self.words.lowers[candidate.first] in self.street:
            return True  # « Cours Clemenceau »
        if noun in self.bridges and not linked and candidate.known is None:
            return True  # « le pont Pierre-Valdor »
        if noun in self.ranks and self.words.lower(candidate.first - 2) in self.own:
            return self.words.lower(candidate.first - 3) in self.street  # « avenue du général Eisenhower »
        if noun == "carrefour" and self.words.lower(candidate.first - 3) in self.premises:
            return False  # « le magasin Carrefour de Mondeville »
        return noun in self.street and (candidate.head is None or linked)

    def _is_work(self, candidate: Candidate) -> bool:
        if candidate.first in self.titled:
            return False
        if self._is_quoted_work(candidate.first):
            return True
        noun, linked = self._noun_before(candidate.first)
        if linked:
            return noun in self.eponym and candidate.label == "PER"
        return self.gazetteer.apposed_kind(noun) == "none" and candidate.head is None and not self._is_movers(candidate)

    def _is_quoted_work(self, i: int) -> bool:
        """True at the head of a title in quotation marks: « le plan "Marseille demain" »."""
        if self.words.gap(i).strip() not in {'"', "«", "“", "'", "‘"} or not self.words.gap(i).startswith(" "):
            return False
        back = 2 if self.words.lower(i - 1) in self.called else 1
        if self.words.lower(i - back - 1) in {"de", "d'"}:
            back += 2  # « le logiciel de rançon appelé « X » »
        return self.gazetteer.apposed_kind(self.words.lower(i - back)) == "none"

    def _is_movers(self, candidate: Candidate) -> bool:
        """True for a party that moves a text: « la proposition de loi LR », not « la loi Macron »."""
        known, i = candidate.known, candidate.first
        if known is None or known.kind != "organisation":
            return False
        noun = self.words.lower(i - 1)
        return noun in self.motions or (noun == "loi" and self.words.lower(i - 2) in self.own)

    def _is_platform(self, candidate: Candidate) -> bool:
        return candidate.form in self.platform and self.words.lower(candidate.first - 1) in self.posts

    def _is_agency_tag(self, candidate: Candidate) -> bool:
        rest = self.words.text[candidate.end : candidate.end + 3]
        if is_acronym(candidate.form) and "(" in self.words.gap(candidate.first) and _DATELINE.match(rest):
            return True
        if candidate.form not in self.agency:
            return False
        gap = self.words.gap(candidate.first) if candidate.first else self.words.text[: candidate.start]
        if "|" in gap or rest[:2] in {" •", " |", " ·"}:
            return True
        if self._is_spelled_out(candidate):
            return False  # « à l'Agence France-Presse (AFP) »
        if "(" in gap or self.words.lower(candidate.first - 1) == "avec":
            return True
        before = self.words.lower(candidate.first - 2) if self.words.lower(candidate.first - 1) in self.articles else ""
        return before == "avec" and self.words.text[candidate.end : candidate.end + 1] in {")", "", "\n"}

    def _is_spelled_out(self, candidate: Candidate) -> bool:
        """True for an acronym in brackets whose letters the words before begin."""
        i, words = candidate.first, self.words
        if words.gap(i) != " (" or not is_acronym(candidate.form):
            return False
        return any(abbreviates(candidate.form, words.slice(i - back, i)) for back in range(2, min(i, 5)))

    def _is_aside(self, candidate: Candidate) -> bool:
        """True for « à droite », « le chef de la droite »; false for « la droite dénonce »."""
        words, i = self.words, candidate.first
        if candidate.form.lower() not in self.side and words.forms[i] not in self.side_heads:
            return False
        subject = words.is_joined(i) and words.lower(i - 1) in self.articles
        if words.is_joined(candidate.last) and words.lower(candidate.last) in self.own:
            return True
        return not subject or (words.is_joined(i - 1) and words.lower(i - 2) in {*self.links, "a"})  # « A l'extrême … »

    def _is_common(self, candidate: Candidate) -> bool:
        """True for « une mairie », « décision de justice »: a bare body needs the article of the one that is meant."""
        head = candidate.head
        if head is None or not candidate.form.islower() or (head.need == "bare" and " " in candidate.form):
            return False
        return self.words.is_joined(candidate.first) and self.words.lower(candidate.first - 1) in self.indefinite

    def _is_territory(self, candidate: Candidate) -> bool:
        """True for « l'État du Texas », « l'État de droit », « un coup d'État »."""
        words, last = self.words, candidate.last
        if candidate.form in self.points and words.is_joined(last) and words.lower(last) in self.own:
            return True  # « dans l'Ouest du pays »
        if candidate.form in self.polity and (words.lower(candidate.first - 1) == "d'" or self._is_member(candidate)):
            return True
        is_of = candidate.form in self.territory and words.is_joined(last) and words.lower(last) in self.own
        return is_of and self._is_of_law(last + 1)

    def _is_member(self, candidate: Candidate) -> bool:
        """True for « un **État** », « l'**État** membre »: one of many, whichever."""
        words, i = self.words, candidate.last
        if words.is_joined(candidate.first) and words.lower(candidate.first - 1) in self.indefinite:
            return True
        return words.is_joined(i) and words.lower(i) in self.members

    def _is_of_law(self, i: int) -> bool:
        """True at « (État de) **droit** », « (l'État du) **Texas** »; not at « (demande à l'État de) **payer** »."""
        i += self.words.lower(i) in self.articles
        form = self.words.forms[i] if i < self.words.size else ""
        return form[:1].isupper() or form in self.stateful

    def _is_event(self, candidate: Candidate) -> bool:
        """True for the place that a competition or a treaty is named after: « championnat de **France** »."""
        noun, linked = self._noun_before(candidate.first)
        if not linked or candidate.known is None or candidate.known.kind != "place":
            return False
        return noun in self.events or (noun in self.treaty_nouns and candidate.form in self.treaties)

    def _is_people(self, candidate: Candidate) -> bool:
        """True for « les Français », « un Marseillais »."""
        return candidate.known is None and candidate.form.lower() in self.gazetteer.telling

    def _is_product(self, candidate: Candidate) -> bool:
        """True for « Airbus A330 », « Ligue 1 », « Paris 2024 »: a model, a league, an event."""
        last = self.words.forms[candidate.last - 1]
        if candidate.known is None and _MODEL.fullmatch(candidate.form):
            return True  # « l'A350 »
        if self.words.forms[candidate.first] in self.makers and self._is_model(candidate):
            return True  # « un Boeing », « des Airbus A330 », « une Renault Mégane », « du Boeing 737 »
        if candidate.form in self.road and self.words.is_joined(candidate.last):
            return self.words.lower(candidate.last).isdigit()
        after = self.words.forms[candidate.last] if self.words.is_joined(candidate.last) else ""
        if candidate.last - candidate.first == 1 and after.isdigit() and len(after) in (1, 4):
            return len(after) == 1 or self.words.gap(candidate.last) == " "
        several = candidate.last - candidate.first > 1 and candidate.known is None and candidate.head is None
        return several and last[0].isupper() and any(character.isdigit() for character in last)

    def _is_model(self, candidate: Candidate) -> bool:
        single = candidate.last - candidate.first == 1
        if single and self.words.is_joined(candidate.last) and self.words.forms[candidate.last].isdigit():
            return True
        return (single or candidate.known is None) and self._is_counted(candidate.first)

    def _is_counted(self, i: int) -> bool:
        before = self.words.lower(i - 1) if self.words.is_joined(i) else ""
        return before in self.articles or before in self.determiners or before.isdigit()

    def _is_unit(self, candidate: Candidate) -> bool:
        words, i = self.words, candidate.first
        before = words.forms[i - 1] if words.is_joined(i) else ""
        return is_acronym(candidate.form) and (before[:1].isdigit() or before in _BEFORE_CODE)  # « dollars US »

    def _is_kicker(self, candidate: Candidate) -> bool:
        """True for a bare body that fills a line or opens it as a rubric: « Tribunal correctionnel », « Police : »."""
        head, words = candidate.head, self.words
        if head is None or head.need != "bare" or "\n" not in words.gap(candidate.first):
            return False
        bare = candidate.form.lower() in self.gazetteer.heads["bare"]
        after = words.gap(candidate.last)
        alone = "\n" in after or (" " not in candidate.form and after.strip() in {":", ".", "|", "-", "–", "—"})
        return bare and alone

    def is_sport(self) -> bool:
        """True when the document is a sports report: words of sport or scores beside names."""
        count = sum(map(self.sport.__contains__, self.words.lowers))
        return count >= _SPORTING and (count >= 2 * _SPORTING or _SCORE.search(self.words.text) is not None)

    def is_club(self, candidate: Candidate) -> bool:
        """True for a city that plays: « les joueurs de Reims », not « à Reims », « près de Reims »."""
        words, i = self.words, candidate.first
        if candidate.known is None or candidate.known.kind != "place" or candidate.known.sort != "city":
            return False
        dateline = words.is_initial(i) and words.gap(candidate.last) == " ("
        if i == 0 or words.gap(i) == " (" or dateline:
            return False
        before = words.lower(i - 1) if words.is_joined(i) else ""
        if before in self.own:
            before = words.lower(i - 2)
            return before not in self.stay and self.gazetteer.apposed_kind(before) != "place"
        return before not in self.stay


def _closes(gap: str) -> bool:
    """True for what stands between two words and ends a quotation."""
    return gap not in _PLAIN and not _CLOSING.isdisjoint((*gap, gap.strip()))
