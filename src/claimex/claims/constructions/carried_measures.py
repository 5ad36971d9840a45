"""Measures that an amount takes over from the one before it: « 412 euros, **contre 398** », « +3 %, **à 12 M€** »."""

from claimex.annotations import Offsets
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import NOMINAL, VERBAL, Amount, Scene
from claimex.claims.constructions.predicates import is_subject, predicate_end
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import has_preposition

_ADDED = frozenset({"dont", "et", "ou", "puis", ","})  # after these an amount may say itself what it is of
_WITHIN = 6  # tokens between two amounts of one bracket
_COMPLETING = 3  # tokens from an amount to what it is of
_BRACKETED = 14  # tokens from an amount to the bracket that tells its change
_ANDS = frozenset({"et", "ou", "puis"})
_LEVEL = 6  # tokens of « à un niveau record de »
_AROUND_LEVEL = frozenset({"DET", "ADJ", "ADV"})
_TOTALS = frozenset({"soit", "contre"})


def follows(scene: Scene, amount: Amount) -> bool:
    """Tell whether an amount measures what the one before it measured."""
    return (
        is_carried(scene, amount)
        or (is_elided(scene, amount) and not _is_left(scene, amount))
        or _is_reached(scene, amount)
        or _is_bracketed(scene, amount)
        or _is_late_change(scene, amount)
        or _is_passing(scene, amount)
    )


def carried(scene: Scene, amount: Amount, before: Match) -> Match | None:
    """Return the measure of the amount before, or the part of it that is named: « dont 8 en **investissement** »."""
    part = _part(scene, amount) or _opposed(scene, amount) or _contrasted(scene, amount) or before.roles["topic"][0]
    return scene.match("measure_value.carried", amount, part)


def _opposed(scene: Scene, amount: Amount) -> Offsets | None:
    """« 51 % étaient favorables au roi, contre 42 % **favorables à la république** »: an adjective of its own."""
    words = scene.doc[amount.last + 1 : amount.last + 3]
    if amount.row.unit != "%" or amount.link != "contre" or len(words) < 2 or words[1].pos_ != "ADP":
        return None
    told = words[0].pos_ in {"ADJ", "VERB"} and not is_finite(words[0])
    return scene.phrase(words[0]) if told else None


def _contrasted(scene: Scene, amount: Amount) -> Offsets | None:
    """« 60 pharmacies sont en rupture et 30 **en pénurie** », « dont 12 **sous tutelle** »: what tells them apart."""
    words = scene.doc[amount.last + 1 : amount.last + 3]
    if len(words) < 2 or words[0].form not in scene.words("stating") or amount.link not in _ADDED:
        return None
    noun = words[1]
    if not is_elided(scene, amount) or noun.pos_ != "NOUN" or noun.i in scene.moment_tokens:
        return None
    told = scene.phrase(noun)
    return None if told is None else (words[0].idx, told[1])


def is_elided(scene: Scene, amount: Amount) -> bool:
    """Tell whether an amount counts a noun that it leaves out: « il en reste 745 »."""
    return amount.is_counted and not scene.nouns_of(amount)


def is_carried(scene: Scene, amount: Amount) -> bool:
    """Tell whether an amount goes on with the measure before it: « contre 398 euros », « dont 2 100 », « soit 3 % »."""
    link = amount.first - 1
    while link > 0 and scene.doc[link].pos_ == "ADV" and scene.doc[link].form not in scene.words("carried"):
        link -= 1
    if link > 0 and scene.doc[link].form in ("de", "d'") and _adds_same(scene, amount, link - 1):
        return True  # « un coût de 73 000 euros **et de** 12 000 euros »
    word = scene.doc[link].form if link >= 0 else ""
    level = level_start(scene, amount)
    if level >= 0 and scene.doc[level].form == "contre":  # « contre une moyenne de 600 »
        return True
    if word == "," and link > 0 and link - 1 in scene.counted_tokens and amount.row.unit == "fois":
        return True
    if word == "," and amount.row.unit == "%" and _is_compared_after(scene, amount):
        return True
    if word in _ADDED and _is_of_span(scene, amount):
        return True
    if word == "de" and link > 1 and scene.doc[link - 1].form == "lieu":  # « au lieu de 80 »
        return True
    if word in _ANDS and (_is_subject(scene, amount) or _differs(scene, amount)):
        return False
    told = word in _ADDED or (word == "soit" and amount.row.unit == "%")
    if told and not amount.is_counted and scene.complement(amount) is not None:
        return False
    named = (amount.is_counted or amount.row.unit == "%") and any(
        token.pos_ == "NOUN" and token.lemma_ not in scene.words("scales")
        for token in scene.doc[amount.first : amount.last + 1]
    )
    return word in scene.words("carried") and not (named and word not in _TOTALS)


def _is_of_span(scene: Scene, amount: Amount) -> bool:
    """« un bond de 1,5 % sur un mois, **2 % sur trois mois** et 3 % sur un an »: the same over another time."""
    words = scene.doc.forms[amount.last + 1 : amount.last + 4]
    same = amount.index > 0 and scene.row(amount.index - 1).unit in (amount.row.unit, *scene.words("durations"))
    timed = words[:1] in (["sur"], ["en"], ["depuis"]) and not scene.words("times").isdisjoint(words[1:])
    return amount.row.unit == "%" and same and timed


def _is_compared_after(scene: Scene, amount: Amount) -> bool:
    """« a reçu 450 000 visiteurs, 12 % **de plus qu'**en 2023 »: of the count before."""
    forms = scene.doc.forms[amount.last + 1 : amount.last + 4]
    more = forms[1:2] if forms[:1] == ["de"] else []
    return more in (["plus"], ["moins"]) and forms[2:] in (["que"], ["qu'"], ["."], [","])


def _adds_same(scene: Scene, amount: Amount, link: int) -> bool:
    """Tell whether « et » right after an amount goes on with the same unit."""
    same = amount.index > 0 and scene.row(amount.index - 1).unit == amount.row.unit and not amount.is_counted
    ends = not (amount.last + 1 < len(scene.doc) and scene.doc[amount.last + 1].form in ("de", "d'", "du", "des"))
    return same and ends and scene.doc[link].form in ("et", "puis") and link - 1 in scene.counted_tokens


def _is_subject(scene: Scene, amount: Amount) -> bool:
    """« … et 8 % **reçoivent** une aide »: the share tells of itself."""
    words = scene.doc[amount.last + 1 : amount.last + 4]
    after = next((token for token in words if token.form not in ("ne", "n'", "se", "s'", "en", "y")), None)
    return amount.row.unit == "%" and after is not None and after.pos_ in VERBAL


def _differs(scene: Scene, amount: Amount) -> bool:
    """« 42 g de résine et 600 euros »: another thing is told in another unit."""
    return amount.index > 0 and scene.row(amount.index - 1).unit != amount.row.unit


def level_start(scene: Scene, amount: Amount) -> int:
    """Return the token before « un niveau record de », « une moyenne de » and an amount; -1 when not there."""
    position, light = amount.first - 2, False
    if amount.link not in ("de", "d'"):
        return -1
    while position >= 0 and amount.first - position <= _LEVEL:
        token = scene.doc[position]
        if token.lemma_ in scene.words("light"):
            light = True
        elif token.pos_ not in _AROUND_LEVEL:
            return position if light else -1
        position -= 1
    return -1


def gapped(scene: Scene, amount: Amount) -> Match | None:
    """« Le gazole coûte 1,62 € et **le sans-plomb** 1,71 € »: the noun of its own, the verb is left out."""
    noun = scene.doc[amount.first - 1] if amount.first else None
    if noun is None or noun.pos_ not in NOMINAL or amount.is_counted or noun.i in scene.counted_tokens:
        return None
    if noun.lemma_ in scene.words("light"):
        return None  # « un niveau deux fois supérieur »
    span = standing_for(scene, scene.phrase(scene.whole(noun), outside=amount))
    first = scene.first_token(span) if span else None
    if first is None or first.i < 2:
        return None
    opening = first.nbor(-1 if first.nbor(-1).pos_ != "DET" else -2)
    return scene.match("measure_value.carried", amount, span) if opening.form in _ADDED else None


def standing_for(scene: Scene, span: Offsets | None) -> Offsets | None:
    """« la cote de Paul est à 27 %, **celle d'Anne** à 31 % »: whose, with the pronoun for what."""
    first = scene.first_token(span).i if span is not None else 0
    first -= first > 0 and scene.doc[first - 1].pos_ == "DET" and scene.doc[first - 1].form in ("le", "la", "l'", "les")
    if span is None or first < 2 or scene.doc[first - 1].form not in ("de", "d'", "du", "des"):
        return span
    pronoun = scene.doc[first - 2]
    return (pronoun.idx, span[1]) if pronoun.form in scene.words("nearby_whose") else span


def added(scene: Scene, amount: Amount) -> Match | None:
    """« 14 millions, dont 6 millions **de salaires** », « cinq cols et 4 200 mètres **de dénivelé** »."""
    shared = amount.link == "soit" and amount.row.unit in ("%", "fois")  # « soit 24 % de part de marché »
    if amount.is_counted or not (shared or amount.link in _ADDED):
        return None
    name = "measure_share" if amount.row.unit == "%" else "measure_count.mass"
    span = scene.complement(amount)
    if span is not None and amount.row.unit == "%":  # « et 6 % des artisans **vendent à l'étranger** »
        span = (span[0], predicate_end(scene, span[1], amount.root.head, told=is_subject(scene, amount)))
    return scene.match(name, amount, span)


def whole_of(scene: Scene, amount: Amount) -> Offsets | None:
    """« 27 des 35 **sièges** », « 12 de ses **buts** »: the noun follows with the whole."""
    words = scene.doc[amount.last + 1 : amount.last + 6]
    if not len(words) or words[0].form not in ("de", "des", "sur"):
        return None
    noun = next((token for token in words[1:] if token.pos_ in NOMINAL), None)
    span = scene.phrase(noun) if noun is not None else None
    return (noun.idx, span[1]) if noun is not None and span else None


def _part(scene: Scene, amount: Amount) -> Offsets | None:
    after = amount.last + 1
    if amount.is_counted or amount.link != "dont" or after + 1 >= len(scene.doc):
        return None
    if scene.doc[after].form not in scene.words("parts"):
        return None
    nouns = [token for token in scene.doc[after + 1 : after + 4] if token.pos_ in NOMINAL]
    if nouns and nouns[0].form == "charge":  # « dont 2 millions à la charge de la région »
        return None
    if nouns and nouns[0].lemma_ in scene.words("bookkeeping"):  # « dont 4,6 % à périmètre constant »
        return None
    if nouns and nouns[0].pos_ == "PROPN":  # « dont la moitié à Lyon »: where, of the same
        return None
    return scene.phrase(nouns[0]) if nouns else None


def _is_reached(scene: Scene, amount: Amount) -> bool:
    """« a progressé de 3 %, **à 12 millions d'euros** »: the level after the change."""
    level = level_start(scene, amount)
    link = level if level >= 0 else amount.first - 1
    if link < 1 or scene.doc[link].form not in ("à", "au") or _is_left(scene, amount):
        return False
    before = scene.doc[link - 1]
    told = not amount.is_counted or _changes(scene, amount)  # « deux buts …, à trois points de la tête »
    return told and (before.text == "," or before.i in scene.counted_tokens)


def _changes(scene: Scene, amount: Amount) -> bool:
    """« +1,9 %, **à 154 000 unités** »: the amount before is a change, or counts the same."""
    before = scene.row(amount.index - 1) if amount.index else amount.row
    return before.change is not None or before.unit == amount.row.unit


def _is_left(scene: Scene, amount: Amount) -> bool:
    """« passe de 3 **à 5** »: the value left stands before; « à 5, contre 3 » is no such passage."""
    return amount.row.origin is not None and scene.row(amount.row.origin).start < amount.row.start


def _is_bracketed(scene: Scene, amount: Amount) -> bool:
    """« deux tiers des salariés (64 %) », « contre 10 milliards un an plus tôt (+4,9 %) »."""
    if amount.link == ";" and amount.row.change is not None:  # « (69 en 2024 ; -17 %) »
        return any(i in scene.counted_tokens for i in range(amount.first - _WITHIN, amount.first))
    if amount.link != "(":
        return False
    noun = _nearest_noun(scene, amount.first - 1)
    signed = scene.doc[amount.first].text[0] in "+-−–" and amount.row.unit in scene.words("shares")
    ranked = noun is not None and any(token.form in scene.words("ranking") for token in noun.doc[noun.i - 2 : noun.i])
    if (
        signed and not ranked and (noun is None or has_preposition(noun))
    ):  # « 2 591 places en hôpital de jour (+3,1 %) »
        for token in reversed(scene.doc[max(0, amount.first - _BRACKETED) : amount.first - 1]):
            if token.i in scene.counted_tokens or (token.pos_ in VERBAL and is_finite(token)):
                return token.i in scene.counted_tokens
    if noun is None or amount.row.change is None:
        return noun is not None and noun.i in scene.counted_tokens
    return any(i in scene.counted_tokens for i in range(noun.i - _COMPLETING, noun.i + 1))


def _is_passing(scene: Scene, amount: Amount) -> bool:
    """« ont augmenté de 80 %, **passant** de 22 à 40 tonnes »: the change again, as two levels."""
    row = amount.row
    left = scene.amount(row.origin, scene.row(row.origin)) if row.origin is not None else amount
    before = [token for token in scene.doc[max(0, left.first - 2) : left.first] if token.pos_ in VERBAL] if left else []
    rule = scene.rule_of(before[-1]) if before and before[-1].form.endswith("ant") else None
    return rule is not None and rule.construction == "measure_change"


def _is_late_change(scene: Scene, amount: Amount) -> bool:
    """« s'établit à 2,9 % en Suisse, **en hausse de 0,1 point** »: no noun of its own stands before « en »."""
    noun = scene.change_before(amount)
    if noun is None:
        return False
    position = scene.turn_start(noun)
    if position > 1 and scene.doc[position - 1].i in scene.counted_tokens:
        return True  # « s'élève à 522 millions d'euros en progression de 2 % »
    if position < 2 or scene.doc[position - 1].text != ",":
        return False
    nearest = _nearest_noun(scene, position - 1)
    if nearest is None or nearest.i in scene.counted_tokens:
        return True
    head = scene.whole(nearest)
    return head.i > 0 and any(token.pos_ == "ADP" for token in scene.doc[max(0, head.i - 2) : head.i])


def _nearest_noun(scene: Scene, position: int) -> Word | None:
    """Return the noun that ends before a token, names of times left aside."""
    for token in reversed(scene.doc[max(0, position - 5) : position]):
        if token.i in scene.counted_tokens:
            return token
        if token.pos_ in NOMINAL and token.form not in scene.words("times"):
            return token
    return None
