"""Constructions that say what an amount measures, for figures: « le **taux de chômage** s'établit à 7,1 % ».

Each takes one amount; ``find_measure`` tries them from the most to the least telling. Words: data/rules/figures.toml.
"""

from collections.abc import Callable

from claimex.annotations import Offsets
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_objects import (
    acted_on,
    done_from,
    find_object,
    given_to,
    is_telling,
    is_told_at,
    weighed,
)
from claimex.claims.constructions.amount_scene import LINKS, NOMINAL, VERBAL, Amount, Scene
from claimex.claims.constructions.amount_subjects import find_fronted, find_subject
from claimex.claims.constructions.carried_measures import added, carried, follows, gapped, standing_for, whole_of
from claimex.claims.constructions.counted_measures import agreeing, apart, counted, marked, mass, shared
from claimex.claims.constructions.distant_measures import distant
from claimex.claims.constructions.grouped_measures import grouped
from claimex.claims.constructions.labelled_measures import labelled, undergone
from claimex.claims.constructions.lasting_measures import since
from claimex.claims.constructions.participle_measures import described, participle
from claimex.claims.constructions.predicates import appraised, deed_end, predicate_of
from claimex.claims.constructions.voted_measures import balloted
from claimex.parse import Word
from claimex.syntax import governor_of, infinitive_of, subject_of, verb_lemma

_COMPLETING = _CARRIED = 3  # tokens from an amount to what it is of, of a noun with « avec » and an amount
_AND = frozenset({"et", ",", ";"})
_CURRENCY = 3  # letters of « EUR »
_REACHING = 4  # tokens from a verb to the amount that it reaches


def find_measure(scene: Scene, amount: Amount, before: Match | None) -> Match | None:
    """Return what an amount measures; ``before`` is the figure before it in the sentence (« …, contre 398 euros »)."""
    if before is not None:
        if _is_ballot(scene, amount, before):
            return carried(scene, amount, before)
        if follows(scene, amount):
            own = mass(scene, amount) if amount.link in ("à", "(", "après") else None
            return own or apart(scene, amount, before) or carried(scene, amount, before)
        own = added(scene, amount) or gapped(scene, amount)
        if own is not None:
            return own
    for construction in _CONSTRUCTIONS:
        found = construction(scene, amount)
        if found is None:
            continue
        bare = (
            _is_bare_change(scene, amount, found) or _is_bare_level(scene, found) or _is_bare_name(scene, amount, found)
        )
        if before is not None and bare:
            return carried(scene, amount, before)
        return grouped(scene, found)
    return None


def _is_ballot(scene: Scene, amount: Amount, before: Match) -> bool:
    """« 34 % des **suffrages**, devant Anne Roy **(27 %)** », « et Jean Petit **avec 14 %** »: of the same."""
    told = amount.link == "(" or scene.opening(amount) in scene.words("accompanying")
    if not told or amount.row.unit != "%" or scene.complement(amount) is not None:
        return False
    return scene.first_token(before.roles["topic"][0]).lemma_ in scene.words("votes")


def _is_bare_change(scene: Scene, amount: Amount, found: Match) -> bool:
    """« …, une hausse de 11 % »: a change of what was measured before."""
    noun = scene.noun_before(amount)
    if noun is None or not found.rule.id.endswith("change.noun") or noun.lemma_ not in scene.words("changes"):
        return False
    return found.roles["measure"][0][0] == noun.idx


def _is_bare_level(scene: Scene, found: Match) -> bool:
    """« …, **un niveau** deux fois supérieur »: a level of what was measured before."""
    start, end = found.roles["measure"][0]
    noun = scene.first_token((start, end))
    light = noun.lemma_ in scene.words("light") and noun.form not in scene.words("measurable")
    opening = scene.doc.forms[noun.i - 1] if noun.i else ""  # « …, **un taux** qui monte à 55 % », « **ce chiffre** »
    resuming = opening in ("un", "une", "ce", "cette") and noun.lemma_ in scene.words("resuming")
    resuming = resuming and scene.doc.forms[noun.i - 2] != "pour"  # « 15 avions, pour **un montant** de 2 milliards »
    return (light or resuming) and end == noun.idx + len(noun)


def _is_bare_name(scene: Scene, amount: Amount, found: Match) -> bool:
    """« 80 % par l'État **(1,7 million)** »: a name before a bracket, what is measured stands before."""
    noun = scene.first_token(found.roles["measure"][0])
    named = noun.text[0].isupper() and not noun.is_sent_start
    return amount.link == "(" and named and not amount.is_counted


def _verbal(scene: Scene, amount: Amount) -> Match | None:
    """« le taux de chômage s'établit à 7,1 % », « les prix ont augmenté de 1,2 % »."""
    if scene.opening(amount) in scene.words("accompanying"):
        return participle(scene, amount) or _accompanied(scene, amount)
    ratio = any(token.form == "sur" for token in scene.doc[amount.first + 1 : amount.last])
    of_share = amount.link == "soit" and amount.row.unit == "%" and scene.complement(amount) is not None
    if amount.link == ":" or of_share or (ratio and scene.nouns_of(amount)):
        return None  # « profitera aux plaines, soit 12 % **des fermes** »
    verb = scene.verb_of(amount)
    carrier = scene.noun_before(amount)
    near = scene.near_verb(amount)
    behind = near is None and verb is not None and verb.i > amount.last
    if verb is None or (carrier is not None and (amount.link != "à" or behind or is_told_at(scene, carrier, amount))):
        return None
    verb = near or verb
    rule = scene.rule_of(verb)
    if rule is not None and amount.link not in LINKS:
        parted = rule.construction == "measure_change" or _holds(scene, amount)
        part = (shared(scene, amount) if parted else None) or mass(scene, amount)  # « relève 412 km de bouchons »
        if part is not None:
            return part
    if rule is None or (amount.is_counted and not _reaches(scene, verb, amount)):
        return _numbered(scene, verb, amount) if rule is not None else None
    if _is_result(scene, verb, amount):
        return scene.match(rule.id.removeprefix("figure."), amount, (verb.idx, verb.idx + len(verb)), verb)
    acts = rule.construction == "measure_change"
    told = (_left_of(scene, amount) or acted_on(scene, verb, amount)) if acts else appraised(scene, verb, amount)
    told = told or weighed(scene, verb, find_subject(scene, verb, amount), amount)
    if told is not None and is_telling(scene, told):
        told = scene.complement(
            amount, bases=True
        )  # « les chiffres …, s'établissant à 8 % **de la population active** »
    return scene.match(rule.id.removeprefix("figure."), amount, told, verb)


def _holds(scene: Scene, amount: Amount) -> bool:
    """« compte 21 % **de logements** sociaux »: no article, the share is one of what stands there."""
    words = scene.doc[amount.last + 1 : amount.last + 3]
    return len(words) > 1 and words[0].form in ("de", "d'") and words[1].pos_ == "NOUN"


def _is_result(scene: Scene, verb: Word, amount: Amount) -> bool:
    """« le groupe a **perdu** 2 milliards d'euros »: who loses money is not what is measured."""
    if verb_lemma(verb, scene.lexicon) not in scene.words("winning") or amount.link in LINKS:
        return False
    subject = subject_of(verb)
    money = amount.row.unit is not None and amount.row.unit.isupper() and len(amount.row.unit) == _CURRENCY
    if not money or subject is None:
        return False
    words = scene.lexicon.words  # « le groupe », « le club », « la mairie »
    is_company = subject.lemma_ in words("sources.bodies") or subject.lemma_ in words("sources.humans")
    return is_company or subject.i in scene.named_starts


def _accompanied(scene: Scene, amount: Amount) -> Match | None:
    """« c'est le cas pour **le mil** avec 960 000 tonnes »: the noun right before « avec »."""
    if amount.first < _CARRIED or amount.link not in scene.words("accompanying"):
        return None
    noun: Word | None = scene.doc[amount.first - 2]
    if noun is not None and noun.text == "," and noun.nbor(-1).pos_ == "PROPN":  # « suivi par X, avec 21 % »
        noun = scene.phrase_before(noun.i)
    told = amount.is_counted or bool(scene.nouns_of(amount)) or scene.complement(amount) is not None
    if noun is None or noun.pos_ not in NOMINAL or told:
        return None
    return scene.match("measure_value.noun", amount, scene.phrase(scene.whole(noun), outside=amount))


def _numbered(scene: Scene, verb: Word, amount: Amount) -> Match | None:
    """« **le taux d'incidence** dépasse 400 cas »: the subject is a number itself."""
    moved = amount.row.origin is not None and scene.triggers["measure_change"].get(verb_lemma(verb, scene.lexicon))
    appraisal = appraised(scene, verb, amount)  # « estime **le nombre de naissances** à 63 500 »
    told = appraisal or (find_object(scene, verb, amount) if moved else None) or find_subject(scene, verb, amount)
    if amount.link == "pour" and scene.nouns_of(amount):
        return None  # « la population atteint 900 détenus, **pour 600 places** »
    if told is None or verb.i > amount.first or whole_of(scene, amount) is not None:
        return None  # « a obtenu 82 des 350 **sièges** »
    number = scene.first_token(told)
    bare = number.lemma_ in scene.words("light") and told[1] == number.idx + len(number)  # « le **total** atteint »
    if (number.lemma_ not in scene.words("numbering") or bare) and scene.nouns_of(amount):
        return None
    return scene.match("measure_value.verb", amount, told, verb)


def _left_of(scene: Scene, amount: Amount) -> Offsets | None:
    """« le ticket passe à 2 euros et **l'abonnement** de 42 à 45 »: the noun before the value left."""
    origin = None if amount.row.origin is None else scene.amount(amount.row.origin, scene.row(amount.row.origin))
    noun = scene.noun_before(origin) if origin is not None else None
    if noun is None or origin is None:
        return None
    span = scene.phrase(noun, outside=origin)
    first = scene.first_token(span).i if span else 0
    opening = first - 1 - (first > 0 and scene.doc[first - 1].pos_ == "DET")
    return span if opening > 0 and scene.doc[opening].form in _AND else None


def _reaches(scene: Scene, verb: Word, amount: Amount) -> bool:
    """« la capacité plafonne à 21 000 places » tells of the capacity; « compte 21 000 places » counts places."""
    opened = amount.link in LINKS or scene.doc[amount.first].form in scene.words("bounds")
    return opened and 0 < amount.first - verb.i <= _REACHING


def _changed(scene: Scene, amount: Amount) -> Match | None:
    """« un recul de 6 % de ses commandes », « les ventes, en recul de 8 % »."""
    noun = scene.noun_before(amount)
    if noun is None or not scene.triggers["measure_change"].get(noun.lemma_):
        return None
    told = (
        scene.complement(amount)
        or (None if noun.lemma_ in scene.words("results") else _complement_before(scene, noun, amount))
        or _what_changed(scene, noun, amount)
        or undergone(scene, noun, amount)
    )
    return scene.match("measure_change.noun", amount, told or scene.phrase(noun, outside=amount), noun)


def _complement_before(scene: Scene, noun: Word, amount: Amount) -> Offsets | None:
    """« la baisse **du chômage** de 3 % »."""
    nouns = [token for token in scene.doc[noun.i + 1 : amount.first] if token.pos_ in NOMINAL]
    following = [token for token in nouns if token.lemma_ not in scene.words("bookkeeping")]
    return scene.phrase(following[0], outside=amount) if following else None


def _what_changed(scene: Scene, noun: Word, amount: Amount) -> Offsets | None:
    """« **le prix du gaz**, en hausse de 3 % », « **les ventes** sont en recul de 3 % »."""
    position = scene.turn_start(noun)
    if scene.doc[position].form == "en" and (position == 0 or scene.doc[position].is_sent_start):
        return find_fronted(scene, amount)  # « En recul de 3 %, **le titre** cote 12 euros »
    if position < 1 or scene.doc[position].form != "en":
        return None
    while position > 1 and scene.doc[position - 1].form in scene.words("contrasts"):
        position -= 1  # « est **quant à lui** en progression »
    before = scene.doc[position - 1]
    if before.pos_ in VERBAL:
        return find_subject(scene, governor_of(before), amount) or find_subject(scene, before, amount)
    head = scene.phrase_before(position)
    return None if head is None else scene.phrase(head, outside=amount, stop=position)


def _carrying(scene: Scene, amount: Amount) -> Match | None:
    """« une croissance de 1,1 % », « la subvention (240 000 euros) », « long de 18 mètres »."""
    noun = scene.noun_before(amount)
    if noun is None or amount.is_counted:
        return None
    if amount.link in (",", "("):
        noun = scene.phrase_before(amount.first - 1) or noun
        if amount.link == "," and scene.is_adjunct(noun):
            return None  # « Dans la nuit, 600 hectares ont brûlé »
        if amount.link == "," and any(i in scene.counted_tokens for i in range(noun.i - _COMPLETING, noun.i)):
            return None  # « 2 kg de résine, 14 000 euros »: the noun is what the amount before is of
        if noun.form in scene.words("times") or noun.lemma_ in scene.words("changes"):
            verb = scene.verb_of(amount)
            told = find_subject(scene, verb, amount) if verb else None
            if told is not None and is_telling(
                scene, told
            ):  # « les chiffres montrent une baisse **du chômage** (3 %) »
                told = _complement_before(scene, noun, amount)
            return scene.match("measure_value.noun", amount, told)
    if noun.form in scene.words("dimensions"):
        return scene.match("measure_value.noun", amount, (noun.idx, noun.idx + len(noun)), noun)
    return scene.match("measure_value.noun", amount, standing_for(scene, scene.trait(noun, amount)), noun)


def _clausal(scene: Scene, amount: Amount) -> Match | None:
    """« le bateau filait à 25 km/h »: the subject, else the verb; « a tiré quatorze fois » counts the verb."""
    verb = scene.verb_of(amount) or scene.finite_before(amount)
    if verb is None:
        return None
    if amount.row.unit == "%" and not amount.first <= verb.i <= amount.last:
        share = scene.complement(amount, bases=True)
        if share is not None:
            return scene.match("measure_share", amount, scene.widened(share))
    event = find_subject(scene, verb, amount)
    if event is not None and scene.first_token(event).lemma_ in scene.words("events"):
        return scene.match("measure_value.clause", amount, event, verb)
    counts_deeds = amount.row.unit in scene.words("times_of") and amount.row.change is None
    is_object = amount.link not in LINKS and verb.i < amount.first
    if scene.doc[amount.first].form in scene.words("bounds") or amount.link == "sur":
        is_object = False  # « **le vent** a soufflé jusqu'à 130 km/h », « **la route** s'est affaissée sur 30 mètres »
    told = predicate_of(scene, amount) if verb.i > amount.last else None
    if told is not None:  # « 480 hectares ont été **détruits par le feu** »
        return scene.match("measure_value.clause", amount, told, verb)
    is_object = is_object and amount.row.unit not in scene.words("shares")  # « **Accor** a pris 1,74 % »
    tells_verb = is_object or (counts_deeds and not _is_compared(scene, amount))
    measure = None if tells_verb else find_subject(scene, verb, amount)
    if measure is not None and amount.link == "(" and is_telling(scene, measure):
        noun = scene.phrase_before(amount.first - 1)  # « les chiffres montrent un recul **des ventes** en mai (3 %) »
        measure = None if noun is None else scene.phrase(noun, outside=amount)
    if measure is None and verb.lemma_ in scene.words("modals"):
        verb = infinitive_of(verb) or verb
    if measure is None and is_object:
        measure = given_to(scene, verb, amount)
    if measure is None and not amount.first <= verb.i <= amount.last:
        measure = (done_from(scene, verb, amount), deed_end(scene, verb, amount))
    return scene.match("measure_value.clause", amount, measure, verb)


def _is_compared(scene: Scene, amount: Amount) -> bool:
    return scene.doc[amount.last].form in ("plus", "moins")


_CONSTRUCTIONS: tuple[Callable[[Scene, Amount], Match | None], ...] = (
    since, distant, described, marked, _changed, agreeing, balloted, _verbal, shared, counted, mass, labelled,
    _carrying, participle, _clausal,
)  # fmt: skip
