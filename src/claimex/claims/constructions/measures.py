"""Constructions that say what an amount measures, for figures: « le **taux de chômage** s'établit à 7,1 % ».

Each takes one amount and returns the measure with the rule that found it. ``find_measure`` tries them from the most to
the least telling; words come from data/rules/figures.toml.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from claimex.annotations import Offsets, QuantityMention
from claimex.claims.constructions import Match, Triggers
from claimex.lexicon import Lexicon
from claimex.rules import Rule, RuleBook
from claimex.syntax import governor_of, is_passive, phrase_of, plain_form, subject_of, verb_lemma

_NOMINAL = frozenset({"NOUN", "PROPN", "X"})
_VERBAL = frozenset({"VERB", "AUX"})
_LINKS = frozenset({"de", "d'", "à", "entre", "par", "en"})
_OF = frozenset({"de", "d'", "du", "des"})
_SKIPPED = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "SPACE", "ADV", "SCONJ"})
_STEPS = 8  # heads climbed from an amount to its verb
_LONGEST = 14  # tokens of a measure


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount on its tokens: ``index`` in the quantities, ``root`` its head, ``first`` and ``last`` its tokens."""

    index: int
    row: QuantityMention
    root: Token
    first: int
    last: int

    @property
    def is_counted(self) -> bool:
        """Tell whether the unit is a counted noun (« agent »), not money, a share or a physical unit."""
        unit = self.row.unit
        return unit is not None and unit.islower() and len(unit) > 3 and unit not in _UNITS


_UNITS = frozenset({"year", "month", "week", "day", "fois", "m3/s", "km/h", "min"})


class Scene:
    """One document with the words and rules that its measures need."""

    def __init__(self, doc: Doc, rules: RuleBook, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.words = lexicon.mapping("figures")
        self.rules = {rule.id.removeprefix("figure."): rule for rule in rules.of("figure")}
        self.triggers = {
            name: Triggers(rules.of("figure", name), lexicon) for name in ("measure_change", "measure_value")
        }

    def list(self, name: str) -> frozenset[str]:
        """Return the words of one list of figures.toml."""
        return self.lexicon.words(f"figures.{name}")

    @cached_property
    def _never(self) -> frozenset[str]:
        return self.list("deictics")

    def rule_of(self, verb_or_noun: str | None) -> Rule | None:
        """Return the rule that a lemma triggers, change before value."""
        for triggers in self.triggers.values():
            for rule in triggers.get(verb_or_noun):
                return rule
        return None

    def verb_of(self, amount: Amount) -> Token | None:
        """Return the verb that governs an amount, itself when it is one (« a doublé »)."""
        for token in self.heads(amount):
            if token.pos_ in _VERBAL:
                return governor_of(token)
        return None

    def heads(self, amount: Amount) -> Iterator[Token]:
        """Yield an amount's head and what governs it, up to the verb."""
        token = amount.root
        for _ in range(_STEPS):
            yield token
            if token.pos_ in _VERBAL or token.head.i == token.i:
                return
            token = token.head

    def noun_before(self, amount: Amount) -> Token | None:
        """Return the noun that carries the amount: « une **croissance** de 0,9 % », « le **déficit** (3 %) »."""
        link = amount.first - 1
        if link < 1 or plain_form(self.doc[link]) not in _LINKS | {"(", ",", "l'"}:
            return None
        for token in reversed(self.doc[max(0, link - 4) : link]):
            if token.pos_ in _NOMINAL:
                return token
            if token.pos_ not in {"ADJ", "ADV", "NUM"} and token.ent_type_ == "":
                return None
        return None

    def phrase(self, noun: Token, *, outside: Amount | None = None) -> Offsets | None:
        """Return a noun phrase without article, cut before the amount that it may hold."""
        if plain_form(noun) in self._never or noun.pos_ not in _NOMINAL | {"ADJ", "NUM", "PRON", "VERB"}:
            return None
        tokens = list(phrase_of(noun))[: _LONGEST * 2]
        if outside is not None:
            inside = [token for token in tokens if token.i < outside.first or token.i > outside.last]
            tokens = [token for token in inside if (token.i < outside.first) == (noun.i < outside.first)]
        while tokens and (tokens[0].pos_ in _SKIPPED or tokens[0].is_punct):
            tokens.pop(0)
        tokens = tokens[:_LONGEST]
        while tokens and (tokens[-1].pos_ in _SKIPPED or tokens[-1].is_punct):
            tokens.pop()
        return (tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None

    def match(self, name: str, amount: Amount, measure: Offsets | None, cue: Token | None = None) -> Match | None:
        """Return a match of the rule of this name; None without a measure or when the user took the rule away."""
        rule = self.rules.get(name)
        if rule is None or measure is None:
            return None
        roles: dict[str, tuple[Offsets, ...]] = {"measure": (measure,)}
        tokens = {} if cue is None else {"cue": cue.i}
        ends = (min(measure[0], amount.row.start), max(measure[1], amount.row.end))
        return Match(rule, *ends, roles=roles, tokens=tokens)


def find_measure(scene: Scene, amount: Amount, before: Match | None) -> Match | None:
    """Return what an amount measures; ``before`` is the figure before it in the sentence (« …, contre 398 euros »)."""
    for construction in _CONSTRUCTIONS:
        found = construction(scene, amount)
        if found is not None:
            return found
        if construction is _changed and before is not None and is_carried(scene, amount):
            return scene.match("measure_value.carried", amount, before.roles["measure"][0])
    return None


def is_carried(scene: Scene, amount: Amount) -> bool:
    """Tell whether an amount goes on with the measure before it: « contre 398 euros », « dont 2 100 », « soit 3 % »."""
    link = amount.first - 1
    while link > 0 and scene.doc[link].pos_ == "ADV" and plain_form(scene.doc[link]) not in scene.list("carried"):
        link -= 1
    word = plain_form(scene.doc[link]) if link >= 0 else ""
    own_noun = amount.is_counted and amount.root.pos_ == "NOUN" and word not in ("soit", "contre")
    return word in scene.list("carried") and not own_noun


def _verbal(scene: Scene, amount: Amount) -> Match | None:
    """« le taux de chômage s'établit à 7,1 % », « les prix ont augmenté de 1,2 % »."""
    verb = scene.verb_of(amount)
    if verb is None or (scene.noun_before(amount) is not None and _link(scene, amount) != "à"):
        return None
    rule = scene.rule_of(verb_lemma(verb, scene.lexicon))
    if rule is None or (amount.is_counted and _link(scene, amount) not in _LINKS):
        return None
    measure = _subject(scene, verb, amount)
    return scene.match(rule.id.removeprefix("figure."), amount, measure, verb)


def _link(scene: Scene, amount: Amount) -> str:
    return plain_form(scene.doc[amount.first - 1]) if amount.first else ""


def _subject(scene: Scene, verb: Token, amount: Amount) -> Offsets | None:
    subject = subject_of(verb)
    if subject is None or amount.first <= subject.i <= amount.last:
        return None
    return scene.phrase(subject, outside=amount)


def _changed(scene: Scene, amount: Amount) -> Match | None:
    """« une baisse de 3 % de son chiffre d'affaires », « les ventes, en recul de 8 % »."""
    noun = scene.noun_before(amount)
    if noun is None or not scene.triggers["measure_change"].get(noun.lemma_):
        return None
    own = scene.phrase(noun, outside=amount)
    measure = (
        _complement(scene, amount) or _complement_before(scene, noun, amount) or _what_changed(scene, noun, amount)
    )
    return scene.match("measure_change.noun", amount, measure or own, noun)


def _complement_before(scene: Scene, noun: Token, amount: Amount) -> Offsets | None:
    """« la baisse **du chômage** de 3 % »."""
    following = [token for token in scene.doc[noun.i + 1 : amount.first] if token.pos_ in _NOMINAL]
    return scene.phrase(following[0], outside=amount) if following else None


def _what_changed(scene: Scene, noun: Token, amount: Amount) -> Offsets | None:
    """« **le prix du gaz**, en hausse de 3 % »; « **les ventes** accusent un recul de 3 % »."""
    head = noun.head
    before = scene.doc[noun.i - 1] if noun.i else noun
    if plain_form(before) == "en":
        if head.pos_ in _NOMINAL and head.i < noun.i:
            return scene.phrase(head, outside=amount)
        found = head if head.pos_ in _VERBAL else None
        return None if found is None else _subject(scene, governor_of(found), amount)
    return None


def _complement(scene: Scene, amount: Amount) -> Offsets | None:
    """Return the phrase under « de » right after an amount: « 3 % **de son chiffre d'affaires** »."""
    doc, after = scene.doc, amount.last + 1
    if after + 1 >= len(doc) or plain_form(doc[after]) not in _OF:
        return None
    for token in doc[after + 1 : after + 6]:
        if token.pos_ in _NOMINAL:
            known = token.lemma_ in scene.list("bases") or plain_form(token) in scene.list("bases")
            return None if known else scene.phrase(token)
        if token.pos_ not in {"DET", "ADJ", "NUM", "ADP"} or plain_form(token) in scene.list("bases"):
            return None
    return None


def _shared(scene: Scene, amount: Amount) -> Match | None:
    """« 38 % des Français », « la moitié des emprunts », « deux Français sur trois »."""
    if amount.row.unit != "%":
        return None
    measure = _complement(scene, amount)
    if measure is None:
        nouns = [token for token in scene.doc[amount.first : amount.last + 1] if token.pos_ in {"NOUN", "PROPN"}]
        listed = [token for token in nouns if not token.lower_.startswith(("%", "tiers", "quart", "moitié", "pour"))]
        counted = [token for token in listed if token.lemma_ not in ("cent", "dizaine", "moitié", "majorité")]
        measure = _widened(scene, counted[0], amount) if counted else None
    return scene.match("measure_share", amount, measure)


def _counted(scene: Scene, amount: Amount) -> Match | None:
    """« 1 400 médecins juniors », « 12 000 vols sont annulés »."""
    if not amount.is_counted:
        return None
    nouns = [token for token in scene.doc[amount.first : amount.last + 1] if token.pos_ in _NOMINAL | {"ADJ"}]
    heads = [token for token in nouns if not token.is_digit and token.lemma_ not in scene.list("scales")]
    return scene.match("measure_count.noun", amount, _widened(scene, heads[0], amount)) if heads else None


def _widened(scene: Scene, noun: Token, amount: Amount) -> Offsets | None:
    """Return the counted noun with its complements, and with the participle that says what befell it."""
    phrase = scene.phrase(noun)
    if phrase is None:
        return None
    start = max(phrase[0], noun.idx) if noun.i >= amount.first else phrase[0]
    end = max(phrase[1], noun.idx + len(noun))
    verb = governor_of(amount.root.head) if amount.root.head.pos_ in _VERBAL else None
    if verb is not None and verb.i > amount.last and verb.i - amount.last < 8 and is_passive(verb):
        end = max(end, verb.idx + len(verb))
    return (start, end)


def _mass(scene: Scene, amount: Amount) -> Match | None:
    """« 112 millimètres de pluie », « onze heures de tractations »."""
    if amount.is_counted or amount.row.unit in ("%", None):
        return None
    return scene.match("measure_count.mass", amount, _complement(scene, amount))


def _carrying(scene: Scene, amount: Amount) -> Match | None:
    """« une croissance de 1,1 % », « la subvention (240 000 euros) »."""
    noun = scene.noun_before(amount)
    if noun is None or amount.is_counted:
        return None
    return scene.match("measure_value.noun", amount, scene.phrase(noun, outside=amount), noun)


def _labelled(scene: Scene, amount: Amount) -> Match | None:
    """« Tarifs : de 12 à 38 euros »."""
    doc = scene.doc
    colon = next((t.i for t in reversed(doc[max(0, amount.first - 4) : amount.first]) if t.text == ":"), None)
    if colon is None:
        return None
    start = colon
    while (
        start > 0
        and colon - start < _LONGEST
        and doc[start - 1].text not in ".;!?\n•|-"
        and not doc[start].is_sent_start
    ):
        start -= 1
    label = doc[start:colon]
    words = [token for token in label if token.pos_ not in _SKIPPED and not token.is_space]
    if not words or any(token.pos_ in _VERBAL for token in words):
        return None
    return scene.match("measure_value.colon", amount, (words[0].idx, words[-1].idx + len(words[-1])))


def _clausal(scene: Scene, amount: Amount) -> Match | None:
    """« le bateau filait à 25 km/h »: the subject, else the object, else the verb."""
    verb = scene.verb_of(amount)
    if verb is None:
        return None
    measure = _subject(scene, verb, amount)
    if measure is None and not amount.first <= verb.i <= amount.last:
        measure = (verb.idx, verb.idx + len(verb))
    return scene.match("measure_value.clause", amount, measure, verb)


_CONSTRUCTIONS: tuple[Callable[[Scene, Amount], Match | None], ...] = (
    _changed, _verbal, _shared, _counted, _mass, _carrying, _labelled, _clausal,
)  # fmt: skip
