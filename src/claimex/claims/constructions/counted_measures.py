"""Measures of what is counted, shared or weighed: « 38 % des **trains** », « 400 **agents** », « 9 mm de **boue** »."""

from claimex.annotations import Offsets
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import LINKS, NOMINAL, VERBAL, Amount, Scene
from claimex.claims.constructions.amount_subjects import find_subject
from claimex.claims.constructions.apposed_measures import apposed
from claimex.claims.constructions.carried_measures import is_elided, whole_of
from claimex.claims.constructions.deed_measures import done
from claimex.claims.constructions.predicates import (
    agreed,
    is_subject,
    is_told_of,
    over_trait,
    predicate_end,
    predicate_of,
    shared_predicate,
)
from claimex.claims.constructions.toll_measures import toll
from claimex.claims.constructions.voted_measures import voted
from claimex.parse import Word
from claimex.syntax import has_participle_form, is_plural_verb, subject_of, verb_lemma

_OF_MARK = frozenset({"de", "d'", "des", "du"})
_PREDICATE = 8  # tokens from a counted noun to the participle that tells what befell it


def agreeing(scene: Scene, amount: Amount) -> Match | None:
    """« 59 % **pensent que l'impôt est trop lourd** », « ils sont 47 % **à craindre une hausse** »."""
    if is_elided(scene, amount):  # « ils étaient 3 000 **à défiler** »
        return scene.match("measure_count.noun", amount, agreed(scene, amount))
    if amount.row.unit != "%" or scene.nouns_of(amount) or amount.link in LINKS:
        return None
    return scene.match("measure_share", amount, agreed(scene, amount) or predicate_of(scene, amount))


def apart(scene: Scene, amount: Amount, before: Match) -> Match | None:
    """« 43 classes …, 35 autres **sont en sursis** », « en **capturant 2** »: an elided subject or object."""
    side = voted(scene, amount)
    if side is not None:
        return side
    if amount.row.unit == "%" and amount.link == "dont" and not scene.nouns_of(amount):
        return scene.match("measure_share", amount, predicate_of(scene, amount))  # « dont un tiers **sont mineurs** »
    if is_elided(scene, amount) and _is_sourced(scene, amount):
        return None  # « 3 200 personnes selon la police et **8 000 selon** la CGT »
    whole = "sur" in scene.doc.forms[max(0, amount.first - 2) : amount.first]  # « 30 classes **sur** 210 sont fermées »
    told = None if whole or amount.link in LINKS or not is_elided(scene, amount) else predicate_of(scene, amount)
    if told is None and is_elided(scene, amount):
        befallen = done(scene, amount, whole_of(scene, amount) or before.roles["topic"][0])
        if befallen is not None:
            return befallen
    return scene.match("measure_count.noun", amount, told)


def _is_sourced(scene: Scene, amount: Amount) -> bool:
    """Tell whether a source of its own follows: « et **8 000 selon** la CGT », « 500 **d'après** la police »."""
    forms = scene.doc.forms[amount.last + 1 : amount.last + 3]
    return forms[:1] == ["selon"] or forms == ["d'", "après"]


def shared(scene: Scene, amount: Amount) -> Match | None:
    """« 38 % des Français », « la moitié des emprunts », « deux Français sur trois »."""
    if amount.row.unit != "%":
        return None
    inside = scene.nouns_of(amount)
    if any(token.form == "sur" for token in scene.doc[amount.first : amount.last + 1]):
        return _ratio_of(scene, inside, amount)
    named = _counted_noun(scene, inside[0], amount) if inside else None
    measure = _widened(scene, named, amount) if inside else scene.complement(amount)
    if measure is not None and inside and not is_subject(scene, amount):
        return done(scene, amount, named) or scene.match("measure_share", amount, measure)
    if measure is not None and not inside:
        subject = is_subject(scene, amount)
        befallen = None if subject else done(scene, amount, measure)
        if befallen is not None:
            return befallen
        measure = (measure[0], predicate_end(scene, measure[1], amount.root.head, told=subject))
    return scene.match("measure_share", amount, measure or predicate_of(scene, amount))


def _ratio_of(scene: Scene, inside: list[Word], amount: Amount) -> Match | None:
    """« trois **bénévoles sur quatre craignent un retard** », « un sur dix **renonce** » of nothing named."""
    on = next(token.i for token in scene.doc[amount.first : amount.last + 1] if token.form == "sur")
    nouns = [token for token in inside if token.i < on]
    span = scene.phrase(nouns[0], stop=on) if nouns else None
    told = predicate_of(scene, amount)
    if span is None:
        return scene.match("measure_share", amount, told)
    noun = (nouns[0].idx, max(span[1], nouns[0].idx + len(nouns[0])))
    said = told is not None and is_subject(scene, amount)
    whole = (noun[0], told[1]) if said and told is not None else noun
    return scene.match("measure_share", amount, whole, topic=noun)


def counted(scene: Scene, amount: Amount) -> Match | None:
    """« 1 400 médecins juniors », « 12 000 vols sont annulés »; « la tempête a fait 39 morts » measures the storm."""
    if not amount.is_counted or amount.row.unit in scene.words("times_of"):
        return None
    nouns = scene.nouns_of(amount)
    verb = scene.verb_of(amount)
    numbered = _in_numbers(scene, amount) or voted(scene, amount) or apposed(scene, amount)
    if numbered is not None:
        return numbered
    settled = scene.finite_before(amount) if amount.link == "à" and amount.first > 1 else None
    if settled is not None and scene.doc[amount.first - 2].text == ",":  # « …, à 5,7 millions de véhicules »
        return scene.match("measure_value.clause", amount, find_subject(scene, settled, amount), settled)
    noun = _counted_noun(scene, nouns[0], amount) if nouns else whole_of(scene, amount)
    struck = (
        toll(scene, verb, amount)
        or _numbered_by(scene, amount)
        or _drawn(scene, verb, amount)
        or done(scene, amount, noun)
    )
    if struck is not None:
        return struck
    predicate = predicate_of(scene, amount) if is_told_of(scene, amount) else None
    if predicate is not None and nouns and over_trait(scene, amount):
        told = (nouns[0].idx, predicate[1])
        return scene.match("measure_count.noun", amount, told, topic=predicate)
    if predicate is not None or not nouns:
        return scene.match("measure_count.noun", amount, predicate or _part_of(scene, amount))
    return scene.match("measure_count.noun", amount, _widened(scene, noun, amount))


def _part_of(scene: Scene, amount: Amount) -> Offsets | None:
    """« 26 des 27 **pays de l'Union ont accepté** »: the whole that a part is of, with what is said of the part."""
    whole = whole_of(scene, amount)
    return None if whole is None else (whole[0], predicate_end(scene, whole[1], amount.root.head, told=True))


def _numbered_by(scene: Scene, amount: Amount) -> Match | None:
    """« une **capacité** de 14 000 places »: the noun is a number itself."""
    number = scene.noun_before(amount) if amount.link in ("de", "d'") and amount.row.change is None else None
    if number is None or number.lemma_ not in scene.words("numbering"):
        return None
    return scene.match("measure_count.noun", amount, scene.trait(number, amount))


def _drawn(scene: Scene, verb: Word | None, amount: Amount) -> Match | None:
    """« **la pétition** a recueilli 12 000 signatures »: a thing that is told by what it draws."""
    if verb is None or verb.i > amount.first or verb_lemma(verb, scene.lexicon) not in scene.words("drawing"):
        return None
    subject = subject_of(verb)
    if subject is not None and subject.form in scene.words("pronouns"):
        return None
    told = find_subject(scene, verb, amount)
    noun = scene.first_token(told) if told is not None else verb
    if noun.pos_ not in {"NOUN", "ADJ"} or noun.i > verb.i or noun.i in scene.named_starts:
        return None
    return scene.match("measure_count.noun", amount, told, verb)


def _in_numbers(scene: Scene, amount: Amount) -> Match | None:
    """« **le taux d'incidence** est plus haut à Nice (733 cas) »: the subject is a number, told in a bracket."""
    if amount.link != "(" and scene.opening(amount) not in scene.words("accompanying"):
        return None
    verb = scene.clause_verb(amount)
    told = find_subject(scene, verb, amount) if verb is not None else None
    if told is None or verb is None or scene.first_token(told).lemma_ not in scene.words("numbering"):
        return None
    return scene.match("measure_value.clause", amount, told, verb)


def _widened(scene: Scene, noun: Offsets | None, amount: Amount) -> Offsets | None:
    """Return the counted noun with its complements, and with the participle that says what befell it."""
    if noun is None:
        return None
    end = noun[1]
    verb = amount.root.head
    between = scene.doc[amount.last + 1 : verb.i] if amount.last < verb.i <= amount.last + _PREDICATE else ()
    joined = None
    if is_subject(scene, amount) and not has_participle_form(scene.doc[amount.last]):  # « 40 maisons **inondées** et »
        joined = shared_predicate(scene, amount)
    if joined is not None:
        return joined
    if any(token.i in scene.counted_tokens for token in between):
        return (noun[0], end)
    if any(token.lemma_ == "être" for token in between) and not any(token.text == "," for token in between):
        predicate = scene.phrase(verb) if verb.pos_ in NOMINAL else None
        told = predicate[1] if predicate else verb.idx + len(verb)
        return (noun[0], max(predicate_end(scene, told, verb), end))
    told = predicate_end(scene, end, verb, told=is_subject(scene, amount))
    return (noun[0], max(told, _relative_end(scene, amount)))


def _counted_noun(scene: Scene, noun: Word, amount: Amount) -> Offsets | None:
    """Return a counted noun with its complements: « 45 **maires et adjoints de la région** »."""
    phrase = scene.phrase(noun)
    if phrase is None:
        return None
    last = noun
    while last.i + 2 <= amount.last and last.nbor().text == "-":  # « sapeurs-pompiers »
        last = last.nbor(2)
    if any(token.pos_ == "CCONJ" for token in scene.doc[noun.i : amount.last]):
        last = scene.doc[amount.last]
    return scene.widened((noun.idx, max(phrase[1], last.idx + len(last))))


def _relative_end(scene: Scene, amount: Amount) -> int:
    """Return the end of a relative clause: « 45 ouvriers au total **qui ont perdu leur emploi** »; 0 without one."""
    words = scene.doc[amount.last + 1 : amount.last + 5]
    if words[:1] and words[0].form in ("au", "en") and words[1:2] and words[1].form in ("total", "tout"):
        words = words[2:]
    if len(words) < 2 or words[0].form != "qui" or not is_plural_verb(words[1]):
        return 0
    opening = words[0].idx + len(words[0])
    end = predicate_end(scene, opening, words[0].head, told=True)
    return end if end > opening else 0


def _is_giver(scene: Scene, amount: Amount) -> bool:
    """« une subvention de 9 millions **du ministère** »: who gives it, not what it is of."""
    following = scene.doc[amount.last + 1 : amount.last + 3]
    definite = any(word.form in ("du", "des") for word in following[:1])
    definite = definite or any(word.pos_ == "DET" for word in following[1:])
    return definite and amount.link in ("de", "d'") and scene.noun_before(amount) is not None


def mass(scene: Scene, amount: Amount) -> Match | None:
    """« 112 millimètres de pluie », « onze heures de tractations »."""
    if amount.is_counted or amount.row.unit in ("%", None):
        return None
    span = scene.complement(amount)
    if span is None or _is_giver(scene, amount):
        return None
    return scene.match("measure_count.mass", amount, (span[0], predicate_end(scene, span[1], amount.root.head)))


def marked(scene: Scene, amount: Amount) -> Match | None:
    """« l'action a franchi la barre des 200 euros »: whose verb reaches the mark."""
    first = amount.first - 1
    if first < 2 or amount.link not in _OF_MARK or scene.doc[first - 1].lemma_ not in scene.words("marks"):
        return None
    verb = scene.doc[first - 1].head
    if verb.pos_ not in VERBAL or verb_lemma(verb, scene.lexicon) not in scene.words("reaching"):
        return None
    told = find_subject(scene, verb, amount)
    if amount.is_counted and told is not None and told[0] == scene.doc[first - 1].idx:
        return counted(scene, amount)  # « la barre des **3 000 entrées** a été atteinte »
    return scene.match("measure_value.verb", amount, told, verb)
