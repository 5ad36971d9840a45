"""Change: whether an amount is a difference, and which way: « a perdu 200 emplois », « baisse de 50 francs »."""

import re
from functools import lru_cache
from typing import Any

from claimex.lexicon import Lexicon
from claimex.mentions.added_things import load_added_things
from claimex.mentions.amounts import Amount
from claimex.mentions.further_changes import completed_more, grows, is_overtime, timeless, unrestricted
from claimex.mentions.regular_verbs import forms_of
from claimex.mentions.word_view import Word, WordView
from claimex.schema import Change

_OF = frozenset({"de", "d'"})
_OF_WHOLE = (" de ses ", " de leurs ", " des ", " du ", " de la ", " de l'", " de son ", " de sa ", " de nos ")
_REACHED = _OF | {"à"}
_NEAR, _FAR, _FURTHER = 4, 11, 14
_NOT = frozenset({"pas", "guère"})
_STOPS = frozenset({"qui", "que", "dont", ",", "et", "mais", "(", "«"})
_THE = frozenset({"le", "la", "l'", "les", "son", "sa", "ses", "leur", "leurs"})
_OBJECT = 2  # words of « l'effectif »
_LEVEL = 4  # words of « un montant minimal de »
_TURN = re.compile(r"\ben (?:[^\W\d_]+ )?([^\W\d_]+) \Z")
_MILLION = 10**6
_TURNING = frozenset({"en"})
_TURNED = 40  # characters of « en forte croissance »
_OF_NOUN = re.compile(r" (?:de |d')([^\W\d_]+)(?!\w)")
_ENDED = re.compile(r" ?(?:$|[.,;:)»]|sur |en |par |pour |dans |d'emploi|de post|à |au |l')")


class Changes:
    """Reads the direction of an amount off its signs, adjectives, verbs and nouns."""

    def __init__(self, lexicon: Lexicon) -> None:
        tables: Any = lexicon.mapping("change")
        self._added = load_added_things(lexicon)
        self._of_shares: dict[str, Change] = {}
        self._governing: dict[str, Change] = {}
        self._nouns: dict[str, Change] = {}
        self.verbs: set[str] = set()
        self._staff_nouns: dict[str, Change] = {}
        self._post_nouns: dict[str, Change] = {}
        self._adjectives: dict[str, Change] = {}
        self._adjoining: dict[str, Change] = {}
        self._after: list[tuple[str, Change]] = []
        self._turns: dict[str, Change] = {}
        for change in ("increase", "decrease"):
            self._add(tables[change], change)
        self._levels = lexicon.words("change.levels")
        self._predicates = lexicon.words("change.predicates")
        self._rates = lexicon.words("change.rates")
        self._breaks = lexicon.words("change.breaks")
        self._stops = self._breaks | self._predicates
        self._results = lexicon.words("change.results")
        self._yields = lexicon.words("change.yields")
        self._differences = lexicon.words("change.differences")
        self._savings = lexicon.words("change.savings")
        self.kinds_of_posts = self._added.kinds_of_posts
        self.passage = frozenset(forms_of(tables["passage"]))
        self._counted = frozenset(self._staff_nouns | self._post_nouns)
        self._within = frozenset().union(self._adjectives, self._added.done, self._added.post_done)
        self._before = self._added.governing.union(
            self._governing, self._adjoining, self._turns, self._of_shares, self._counted
        )
        self._opening = (" de ", " d'", *{f" {form.split()[0]}" for form, _ in self._after})

    def _add(self, table: dict[str, Any], change: Change) -> None:
        self._nouns |= dict.fromkeys(table["nouns"]["forms"], change)
        self._of_shares |= dict.fromkeys(table["of_shares"]["forms"], change)
        verbs = forms_of(table["verbs"])
        self.verbs.update(verbs)
        self._governing |= dict.fromkeys([*table["nouns"]["forms"], *verbs], change)
        self._staff_nouns |= dict.fromkeys(table["staff"]["nouns"], change)
        self._post_nouns |= dict.fromkeys(table["posts"]["nouns"], change)
        self._adjectives |= dict.fromkeys(table.get("adjectives", {}).get("forms", ()), change)
        self._adjoining |= self._adjectives | dict.fromkeys(table["compared"]["forms"], change)
        self._turns |= dict.fromkeys(table["turns"]["forms"], change)
        self._after += [(form, change) for form in table["after"]["forms"]]

    def direction(self, view: WordView, amount: Amount, previous: Amount | None) -> Change | None:
        """Return the way an amount goes, or None for a level."""
        if amount.signed:
            return amount.change
        if amount.age or not self._may_move(view, amount):
            return None
        if amount.kind == "duration":
            return None if is_overtime(view, amount) else self._described(view, amount) or self._lengthened(amount)
        return (
            self._described(view, amount)
            or self._governed(view, amount)
            or self._predicated(amount)
            or self._bracketed(amount)
            or self._added.objective(view, amount, previous)
            or self._added.passive(view, amount)
        )

    def _may_move(self, view: WordView, amount: Amount) -> bool:
        """Say whether a word in or near an amount can give it a direction: most have none, and need no reader."""
        if amount.unit in self._counted or not self._before.isdisjoint([word.lower for word in amount.before]):
            return True
        if amount.nominal and not self._within.isdisjoint(amount.nominal.split()):
            return True
        if view.lower.startswith(self._opening, amount.end):
            return True
        following = view.after(amount.end, count=14 if view.text.startswith(", ", amount.end) else 6)
        return not self._added.following.isdisjoint([word.lower for word in following])

    def is_percentage_point(self, view: WordView, amount: Amount) -> bool:
        """Say whether a point is one of per cent: « la TVA gagne deux points », not « à trois points de Nantes »."""
        if amount.signed:
            return True
        words = [*amount.before, *view.after(amount.end, count=4)]
        if self.gains(amount.before) or self._governed(view, amount) or self._predicated(amount):
            return True
        return any(word.lower in self._rates for word in words)

    def governs_passage(self, before: list[Word]) -> bool:
        """Say whether a verb of passing governs « de X à Y »: « passe de 10 à 15 »."""
        return any(word.lower in self.passage for word in before[-_FAR:])

    def moves(self, before: list[Word]) -> bool:
        """« **augmenter l'effectif** sur place de 650 à 830 soldats »: a verb of rising, then what rises."""
        words = [word.lower for word in before[-_FAR:]]
        at = next((i for i in range(len(words) - 1, -1, -1) if words[i] in self._governing), -1)
        known = at >= 0 and self._governing[words[at]] == "increase" and words[at] not in self._nouns
        return known and len(words) - at > _OBJECT and _STOPS.isdisjoint(words[at:])

    def governs(self, before: list[Word]) -> Change | None:
        """Return the direction of the nearest change word among the words before, or None."""
        for word in reversed(before[-_FAR:]):
            if word.lower in self._governing:
                return self._governing[word.lower]
        return None

    def _described(self, view: WordView, amount: Amount) -> Change | None:
        """Read adjectives of the group and what follows: « 150 nouvelles places », « 12 millions de plus »."""
        moved = self._staff_nouns.get(amount.unit or "")
        posts = [word.lower for word in view.after(amount.end, count=2)][1:]
        if moved != "decrease":  # « 300 créations d'emplois », but « 300 créations d'entreprises »
            moved = (
                self._post_nouns.get(amount.unit or "")
                if self.kinds_of_posts & {p.rstrip("s") for p in posts}
                else None
            )
        if moved and amount.kind == "count" and amount.nominal:  # « 2 000 suppressions de postes »
            return moved
        for word in amount.nominal.split():
            if amount.unit and word.rstrip("s") == amount.unit:  # « 312 licenciés » of a club
                continue
            if word in self._adjectives:
                return self._added.more(amount, self._adjectives[word])
            if word in self._added.done and amount.kind == "count":
                return self._added.done[word]
            if word in self._added.post_done and amount.unit in self.kinds_of_posts:
                return self._added.post_done[word]
        of_noun = _OF_NOUN.match(view.lower, amount.end) if amount.kind in ("share", "money") else None
        if of_noun and (change := self._of_noun(amount, of_noun[1], ends=_ENDED.match(view.lower, of_noun.end()))):
            return change
        more = completed_more(view, amount)
        if more is not None:
            return self._added.more(amount, more)
        for form, change in self._after:
            if (
                view.lower.startswith(f" {form}", amount.end)
                and not view.lower[amount.end + len(form) + 1 : amount.end + len(form) + 2].isalnum()
            ):
                rest = view.lower[amount.end + len(form) + 1 : amount.end + len(form) + 8]
                if not rest.startswith((" de ", " d'", " en p", " en m")) or rest.startswith(" de mo"):
                    return change
        return None

    def _of_noun(self, amount: Amount, noun: str, *, ends: object) -> Change | None:
        """« 30 % **de hausse** », « 20 % de suppressions », « 80 millions d'euros **d'économies** »."""
        if amount.kind == "money":
            return self._nouns.get(noun) if noun in self._differences else None
        return self._nouns.get(noun) or (self._staff_nouns.get(noun) if ends else None)

    def _governed(self, view: WordView, amount: Amount) -> Change | None:
        """Read « baisse de 50 francs », « a reculé de 0,4 % », « réduire ses effectifs de 8 % »."""
        words = amount.before
        if amount.low is not None and words and words[-1].lower not in _OF:
            words = [*words, Word(amount.start, amount.start, "de", "de")] if _opens_with_of(amount) else words
        elif view.lower.startswith("de l'ordre d", amount.start):  # « une hausse du trafic, **de l'ordre de** 2 % »
            words = [*words, Word(amount.start, amount.start, "de", "de")]
        if not words or words[-1].lower not in _OF:
            return self._governed_half(view, amount)
        if [word.lower for word in words[-4:-1]] == ["de", "l'", "ordre"]:
            words = [*words[:-4], words[-1]]
        if grows(words, stops=self._stops):
            return "increase"
        if len(words) > 1 and words[-2].lower in self._adjoining:  # « une enveloppe **supplémentaire** de 4 millions »
            return self._adjoining[words[-2].lower]
        if len(words) > 2 and self._is_level([word.lower for word in words[-_LEVEL:-1]]):
            return None
        words = unrestricted(timeless(words))
        turned = _TURN.search(view.lower, max(0, words[-1].start - _TURNED), words[-1].start)
        if turned and turned[1] in self._turns:
            return self._turns[turned[1]]
        for distance, word in enumerate(reversed(words[-_FAR:-1])):
            lower = word.lower
            if lower in (
                self._results if amount.kind == "money" or amount.scale >= _MILLION else self._savings
            ):  # « une perte nette de 142 millions »
                return None
            if lower in self._governing and lower not in self._levels:  # « un montant de »: no form of monter
                return self._governing[lower]
            if lower in self._of_shares and amount.kind == "share":
                return self._of_shares[lower]
            if lower in self._staff_nouns and distance < _NEAR and amount.kind in ("count", "", "share"):
                return self._staff_nouns[lower]
            if lower in self._post_nouns and distance < _NEAR and self._is_of_posts(view, amount):
                way = self._post_nouns[
                    lower
                ]  # « la fermeture de deux usines »; « la création de deux usines » adds none
                return way if way == "decrease" or amount.unit not in self._added.closed else None
            if lower in self._breaks:
                return self._of_relative(words[: -2 - distance]) if lower == "que" and distance else None
        return None

    def _of_relative(self, words: list[Word]) -> Change | None:
        """« **réduire la subvention** que la ville verse au club de 8 % »: what is reduced has a clause of its own."""
        lowers = [word.lower for word in words[-3:]]
        return self._governing.get(lowers[0]) if len(lowers) == 3 and lowers[1] in _THE else None

    def _is_of_posts(self, view: WordView, amount: Amount) -> bool:
        """« la fermeture de 30 lits », « la fermeture de 20 % **de ses agences** »."""
        if amount.kind == "share":
            return view.lower.startswith(_OF_WHOLE, amount.end)
        return amount.unit in self.kinds_of_posts or amount.unit in self._added.closed

    def _is_level(self, words: list[str]) -> bool:
        """Say whether « un taux », « un montant minimal » stands before the amount, whatever governs it."""
        for position in (-1, -2):
            if len(words) > -position and words[position] in self._levels:
                if words[position - 1] in _OF and len(words) > 1 - position and words[position - 2] in self._nouns:
                    return False  # « une hausse de salaire de 3 % »
                opened = words[position - 1] in ("un", "une", "ce", "cette", "à", "de", "d'")
                return opened or words[position] == "chiffre"  # « la CGT avance **le chiffre de** 40 % »
        return False

    def _lengthened(self, amount: Amount) -> Change | None:
        """Read « le délai est allongé de trois semaines »: of a duration, only its verb right before tells."""
        verb = amount.before[-2].lower if len(amount.before) > 1 and amount.before[-1].lower in _OF else ""
        return None if verb in self._nouns else self._governing.get(verb)

    def gains(self, before: list[Word]) -> bool:
        """Say whether a verb of winning or losing stands right before: « gagne un point »."""
        return bool(before) and before[-1].lower in self._added.direct

    def _governed_half(self, view: WordView, amount: Amount) -> Change | None:
        """Read « réduire de moitié »: the share's span holds its own de."""
        if view.lower.startswith("de moitié", amount.start):
            return self.governs(amount.before[-6:])
        return None

    def _predicated(self, amount: Amount) -> Change | None:
        """Read « le recul atteint 0,3 point », « la hausse est de 3 % », « le repli, limité à 2 % »."""
        words = [word.lower for word in amount.before[-_FURTHER:]]
        if words and words[-1] in _REACHED:
            words.pop()
        if words and words[-1] in _NOT:
            words.pop()
        if not words or words[-1] not in self._predicates:
            return None
        for index in range(len(words) - 2, -1, -1):
            word = words[index]
            if word == "," and index == len(words) - 2:  # « la baisse**,** estimée à 3 % »
                return self._moved(amount, words[index - 1]) if index else None
            if word == "où" or (word == "," and words[index + 1] != "qui"):
                return None  # « une forte hausse, année où la somme valait 41 millions »
            if word in self._nouns or word in self._breaks:
                return self._moved(amount, word)
        return None

    def _moved(self, amount: Amount, noun: str) -> Change | None:
        """« la baisse atteint 3 % », but « la perte atteint 3 millions », « le gain est limité à 2 % »."""
        if noun in self._yields or (amount.kind == "money" and noun in self._results):
            return None
        return self._nouns.get(noun)

    def _bracketed(self, amount: Amount) -> Change | None:
        """Read « la principale progression (16 millions) »."""
        words = [word.lower for word in amount.before[-4:]]
        if words[-1:] != ["("] or (amount.kind != "share" and _TURNING & set(words[:-2])):
            return None  # « en légère progression (19 millions) »: the level
        return self._nouns.get(words[-2]) if len(words) > 1 else None


@lru_cache(maxsize=4)
def load_changes(lexicon: Lexicon) -> Changes:
    """Return the change reader of a lexicon, built once."""
    return Changes(lexicon)


def _opens_with_of(amount: Amount) -> bool:
    return amount.low is not None and amount.start < amount.numeral
