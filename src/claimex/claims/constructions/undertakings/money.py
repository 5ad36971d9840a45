"""Money that somebody gives or aims at: « débloque **50 millions d'euros** », « vise 2 milliards de ventes »."""

from claimex.annotations import QuantityMention, text_of
from claimex.claims.constructions.undertakings.scene import MONEY, Scene
from claimex.claims.constructions.undertakings.timing import is_dated_ahead
from claimex.parse import Word
from claimex.syntax import auxiliaries_of

_FUND = 20  # tokens between « ont débloqué » and what the money is for
_COUNTED = 9  # tokens between « annonce » its amount and what it is of
_OF = 5  # characters of « de », « d'» between an amount and what it is of
_DE = frozenset({"de", "d'"})
_LEVEL = 70  # characters between what a target measures and its amount


def may_amount(scene: Scene, verb: Word, lemma: str, amount: QuantityMention) -> bool:
    """Tell whether a bare amount is what is undertaken: « promet 45 M$ », « a promis 45 M$ pour le pont »."""
    if lemma not in scene.words.amounting or is_lost(scene, amount):
        return False
    if lemma == "proposer":
        return False  # « propose 40 modèles »
    if not auxiliaries_of(verb):
        return True
    after = next((t for t in scene.doc[verb.i + 1 : verb.i + 12] if t.idx >= amount.end), None)
    return amount.unit in MONEY and after is not None and after.form == "pour"


def is_fund(scene: Scene, noun: Word) -> bool:
    """Tell whether a noun is money of an amount told after it: « débloque une **aide** de 9 millions d'euros »."""
    found = scene.quantities_between(noun.idx, noun.idx + _LEVEL)
    return scene.lemmas[noun.i] in scene.words.funds and any(scene.quantities[n].unit in MONEY for n in found)


def is_earmarked(scene: Scene, verb: Word, lemma: str) -> bool:
    """Tell whether money was set aside for what is to come: « ont débloqué 9 millions d'euros **pour** les lycées »."""
    if lemma not in scene.words.earmarking:
        return False
    for token in scene.doc[verb.i + 1 : verb.i + _FUND]:
        if token.text[0] in ".;:!?\n":
            return False
        if token.form in {"pour", "afin", "destination", "destinée", "destinés", "faveur"}:
            return True
    return False


def measured(scene: Scene, noun: Word) -> Word:
    """Return the act that an amount counts: « un total de 450 **suppressions** », « 30 millions de **coupes** »."""
    if scene.lemmas[noun.i] in scene.words.actions:
        return noun
    if scene.lemmas[noun.i] == "total":
        found = scene.quantities_between(noun.idx + len(noun), noun.idx + len(noun) + _OF)
        amount = scene.quantities[found[0]] if found else None
    else:
        amount = amount_at(scene, noun)
    if amount is None:
        return noun
    following = scene.doc[noun.i + 1 : noun.i + _COUNTED]
    for token in following:
        opened = scene.forms[token.i - 1] in _DE or token.idx < amount.end
        if token.pos_ == "NOUN" and opened and token.idx <= amount.end + _OF:
            if scene.lemmas[token.i] in scene.words.actions or token.form == "économies":
                return token
            if token.idx >= amount.end:
                return noun
        if token.is_punct or token.pos_ in {"VERB", "AUX"}:
            return noun
    return noun


def is_lost(scene: Scene, amount: QuantityMention) -> bool:
    """Tell whether an amount is of what nobody decides: « annonce 3 milliards d'euros de **pertes** »."""
    after = scene.doc.char_span(amount.end, min(amount.end + _OF + 6, len(text_of(scene.doc))), alignment_mode="expand")
    nouns = [token for token in after or () if token.pos_ == "NOUN"]
    lemma = scene.lemmas[nouns[0].i] if nouns else ""
    return lemma in scene.words.reported or lemma in scene.words.results


def amount_at(scene: Scene, noun: Word) -> QuantityMention | None:
    for number in reversed(scene.quantities_between(noun.idx - 60, noun.idx + 1)):
        if noun.idx < scene.quantities[number].end:
            return scene.quantities[number]
    return None


def is_target(scene: Scene, verb: Word, noun: Word) -> bool:
    """Tell whether a body aims at a level: « **vise** un chiffre d'affaires de 2 milliards d'euros »."""
    subject = scene.subject_of(verb)
    if subject is None or not scene.can_answer(subject):
        return False
    is_dated = scene.lemmas[noun.i] in scene.words.targets and is_dated_ahead(scene, noun.idx, noun.idx + _LEVEL)
    return is_dated or bool(scene.quantities_between(noun.idx, noun.idx + _LEVEL))


def is_on_the_table(scene: Scene, verb: Word, noun: Word) -> bool:
    """Tell whether money is put on the table: « met 2 M€ **sur la table** », « met **sur la table** 2 M€ »."""
    return "sur la table" in " ".join(t.form for t in scene.doc[verb.i : noun.i + 9])
