"""What a verb adds or takes away: « supprimer 1 600 emplois », « 520 postes seront créés »."""

import re
from functools import lru_cache
from typing import Any

from claimex.lexicon import Lexicon
from claimex.mentions.amounts import Amount
from claimex.mentions.regular_verbs import forms_of
from claimex.mentions.word_view import Word, WordView
from claimex.schema import Change

_OF_WHOLE = re.compile(r", sur (?:un total de |les )?\d[\d., ]*,")
_INCISE = re.compile(r", [^,.;:\n\d]{3,40},(?! et )")  # « 300 postes**, prévus l'an prochain,** sont supprimés »
_OF = frozenset({"de", "d'"})
_NEAR = 5  # words from the verb to its object
_WITHIN = frozenset({"en", "depuis", "seulement", "à", "peine", "moins", "plus", "de", "d'"})
_PLACING = frozenset({"à", "en", "dans", "pour", "par", "avec", "sur", ",", "et"})
_NO_STAFF = frozenset({"point", "fois", "match", "voix", "but"})
_TO_COME = frozenset({"seront", "seraient", "être"})
_FURTHER = 9  # words after an amount with a complement: « quatre lits **du service de garde** fermés »
_CLOSING = frozenset({"seront", "seraient", "été", "être"})
_GOING = frozenset({"vont", "doivent", "devraient", "devront", "allaient"})
_THEIR = frozenset({"leur", "leurs", "son"})


class AddedThings:
    """Reads the direction of counted things off the verb that they are the object or the subject of."""

    def __init__(self, lexicon: Lexicon) -> None:
        tables: Any = lexicon.mapping("change")
        self.direct: dict[str, Change] = {}
        self._staff: dict[str, Change] = {}
        self._posts: dict[str, Change] = {}
        self.done: dict[str, Change] = {}
        self.post_done: dict[str, Change] = {}
        ways: tuple[Change, Change] = ("increase", "decrease")
        for change in ways:
            table = tables[change]
            self.direct |= dict.fromkeys(forms_of(table["direct"]), change)
            self._staff |= dict.fromkeys(forms_of(table["staff"]), change)
            self.done |= dict.fromkeys(table["staff"]["adjectives"], change)
            self.post_done |= dict.fromkeys(table["posts"]["adjectives"], change)
        self._posts |= dict.fromkeys(forms_of(tables["decrease"]["posts"]), "decrease")
        self._posts |= dict.fromkeys(forms_of(tables["creating"]), "increase")
        self._renewed = lexicon.words("change.renewed")
        self._leaving = lexicon.words("change.leaving")
        self._losing = frozenset(tables["decrease"]["staff"]["irregular"])
        self._adding = frozenset(forms_of(tables["adding"]))
        self._staff |= dict.fromkeys(self._adding, "increase")
        self._gaining = frozenset(forms_of(tables["gaining"]))
        self._gained = lexicon.words("change.gained")
        self._priced = lexicon.words("change.priced")
        self._hiring = frozenset(forms_of(tables["hiring"]))
        self.kinds_of_posts = lexicon.words("change.posts")
        self.closed = lexicon.words("change.closed")
        self._closing = frozenset(forms_of(tables["closing"]))
        self._shutting = lexicon.words("change.shutting")
        self._opening = frozenset(forms_of(tables["opening"]))
        self._opened = lexicon.words("change.opened")
        self._hired = lexicon.words("change.hired")
        self._livelihood = lexicon.words("change.livelihood")
        self._lasting = lexicon.words("change.lasting")
        self._breaks = lexicon.words("change.breaks")
        self.governing = frozenset().union(
            self.direct, self._staff, self._posts, self._losing, self._gaining, self._hiring, self._opening
        )  # without one of these words before, ``objective`` finds nothing
        self.following = frozenset().union(
            self.done,
            [form.removesuffix("s") for form in self.done],
            self.post_done,
            self._losing,
            self._hiring,
            self._shutting,
            self._opening,
        )  # and without one of these after, ``passive``

    def more(self, amount: Amount, change: Change) -> Change | None:
        """« 200 agents **supplémentaires** », but « 200 départs supplémentaires », « 50 nouveaux cas »."""
        if amount.unit in self._renewed:
            return None
        return "decrease" if amount.unit in self._leaving else change

    def objective(self, view: WordView, amount: Amount, previous: Amount | None) -> Change | None:
        """Read what a verb directly governs: « gagne 1,8 % », « supprimer 1 600 emplois »."""
        words = [word.lower for word in _timeless(view, amount, previous)[-_NEAR:]]
        for index in range(len(words) - 1, -1, -1):
            lower = words[index]
            if change := self._added(view, amount, lower):
                return None if index and words[index - 1] == "s'" and lower in self._adding else change
            if lower in _OF or lower in _PLACING or lower in self._breaks:
                return None
        return None

    def _added(self, view: WordView, amount: Amount, verb: str) -> Change | None:
        """Return what a verb does to its object, if it is of the kind that it adds or takes."""
        if amount.kind == "share":
            if view.lower.startswith(" des ", amount.end):
                return None
            return self.direct.get(verb) or (self._staff.get(verb) if verb not in self._adding else None)
        if amount.kind in ("money", "measure"):  # « a **perdu** 3 millions d'euros »
            won = verb in self._adding or (verb in self._gaining and self._is_price(amount))
            return "decrease" if verb in self._losing else "increase" if won else None
        if amount.kind not in ("count", ""):
            return None
        if verb in self._staff:
            return None if amount.unit in _NO_STAFF else self._staff[verb]
        if amount.kind != "count":
            return None
        if verb in self._gaining and amount.unit in self._gained:
            return "increase"
        if verb in self._hiring:
            return "increase" if amount.unit in self._hired else None
        if verb in self._opening and amount.unit in self._opened:
            return "increase"
        if verb in self._closing and amount.unit in self.closed:
            return "decrease"  # « **ferme** 12 magasins »
        return self._posts.get(verb) if amount.unit in self.kinds_of_posts else None

    def _is_price(self, amount: Amount) -> bool:
        """« le **prix** moyen, porté par la sole, a gagné 12 centimes »."""
        return any(word.lower in self._priced for word in amount.before)

    def passive(self, view: WordView, amount: Amount) -> Change | None:
        """Read « 520 postes seront supprimés », « 200 ouvriers vont perdre leur emploi »."""
        if amount.kind not in ("count", "share") or (amount.before and amount.before[-1].lower == "sur"):
            return None  # « 30 classes sur 210 »
        before, of_whole = "", False
        # « 90 postes, **sur 640**, seront supprimés »
        whole = _OF_WHOLE.match(view.lower, amount.end) or _INCISE.match(view.lower, amount.end)
        for word in view.after(whole.end() if whole else amount.end, count=_FURTHER):
            lower = word.lower
            if lower in self._lasting:
                return None
            done = self.done.get(
                lower if amount.kind == "count" else f"{lower.removesuffix('s')}s"
            )  # « un poste sur dix »
            if done and lower not in self._losing:
                return done
            if lower in self._losing:
                return self._loses(view, word)
            if lower in self.post_done and amount.unit in self.kinds_of_posts and not of_whole:
                return self.post_done[lower]
            if amount.unit in self.closed | self.kinds_of_posts and self._shuts(lower, before):
                return "decrease"
            if lower in self._opening and amount.unit in self._opened:
                return "increase"  # « quatre classes **ouvriront** »
            if lower in self._hiring and before in _TO_COME and amount.unit in self._hired:
                return "increase"
            if before == "sur" and word.text[0].isdigit():  # « 238 postes **sur 350** sont supprimés »
                of_whole = True  # but « 30 classes sur 210 sont fermées »: a state
                continue
            if not word.text[0].isalpha() or lower in ("et", "dans", "qui", "par"):
                return None
            before = lower
        return None

    def _shuts(self, word: str, before: str) -> bool:
        """« deux écoles **vont fermer** », « 12 guichets seront **fermés** », but « 12 magasins sont fermés »."""
        if word in self._shutting:
            return word != "fermer" or before in _GOING
        return before in _CLOSING and self.post_done.get(word) == "decrease"

    def _loses(self, view: WordView, verb: Word) -> Change | None:
        """« 200 ouvriers ont **perdu leur emploi** », « 40 emplois perdus », but « 20 ont perdu un proche »."""
        words = [word.lower for word in view.after(verb.end, count=2)]
        if len(words) > 1 and words[0] in _THEIR:
            return "decrease" if words[1].rstrip("s") in self._livelihood else None
        return self.done.get(verb.lower)


def _timeless(view: WordView, amount: Amount, previous: Amount | None) -> list[Word]:
    """Return the words before without a duration between verb and object: « a perdu **en deux ans** 700 salariés »."""
    before = amount.before
    if previous is None or previous.kind != "duration" or view.text[previous.end : amount.start] not in (" ", ", "):
        return before
    before = before[: next((i for i, word in enumerate(before) if word.start >= previous.start), len(before))]
    while before and before[-1].lower in _WITHIN:
        before = before[:-1]
    return before


@lru_cache(maxsize=4)
def load_added_things(lexicon: Lexicon) -> AddedThings:
    """Return the reader of added things of a lexicon, built once."""
    return AddedThings(lexicon)
