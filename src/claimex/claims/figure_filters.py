"""Which amounts are figures: present or past states of the world, no targets, ages, delays or counts of the text's own.

« le chômage atteint 7 % » is a figure; « l'objectif de 7 % », « les deux ministres » and « un sac de 50 kg » are none.
"""

from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import LINKS, NOMINAL, VERBAL, Amount, Scene
from claimex.claims.constructions.amount_subjects import seen_before
from claimex.claims.constructions.carried_measures import is_carried
from claimex.claims.figure_clauses import is_passed, is_standing, is_standing_whole
from claimex.claims.figure_norms import is_item, is_outlay, is_planned, is_target
from claimex.mood import is_conditional, is_finite, is_future
from claimex.parse import Word
from claimex.syntax import finite_verb_of, has_participle_form, is_plural, verb_lemma

_FEW = 9  # that a text may name one by one
_COUPLE = 4  # of whom something else is told
_SMALL = 20  # « les deux ministres » names them, « les 5 000 élèves » counts them

_CLAUSE = 30  # words from an infinitive back to the verb of its clause
_MUCH = 1000  # of a unit that things hold or weigh
_AHEAD = 10  # tokens from an amount to its verb
_NAMED_BY = frozenset({"les", "des", "aux", "ces"})
_CLASSED = 2  # tokens from « communes » to « moins de 3 000 habitants »

_TOLD_OF_THEMSELVES = frozenset({"figure.measure_value.participle", "figure.measure_value.colon"})


def is_state(scene: Scene, amount: Amount, match: Match) -> bool:
    """Tell whether an amount tells how the world is, with the measure that was found for it."""
    converted = amount.link == "(" and amount.first - 2 in scene.counted_tokens
    if match.rule.id.endswith("carried") and (converted or amount.link in scene.words("compared")):
        return not (amount.row.age or _is_delay(scene, amount, match))  # « …, contre 3,5 % aujourd'hui »
    if is_standing_whole(scene, amount):
        return True  # « conserver 60 **des 95 boutiques** »
    return not (
        (amount.row.age and not _is_mean_age(scene, match))
        or _is_delay(scene, amount, match)
        or _is_own_count(scene, amount)
        or _is_content(scene, amount, match)
        or _is_denomination(scene, amount)
        or _is_distance(scene, amount, match)
        or is_target(scene, amount, match)
        or _is_wish(scene, amount, match)
        or _is_demand(scene, amount)
        or _is_judged(scene, amount, match)
        or _is_class(scene, amount)
        or is_planned(scene, amount)
        or is_item(scene, amount)
        or is_outlay(scene, amount, match)
        or _is_aside(scene, amount)
        or _says_nothing(scene, match)
    )


def is_reckoning(scene: Scene, amount: Amount, match: Match) -> bool:
    """« **le bilan** pourrait dépasser 100 morts », « le **nombre de victimes** »: what is, though not yet known."""
    if not any(token.lemma_ == "pouvoir" for token in scene.doc[max(0, amount.first - _AHEAD // 2) : amount.first]):
        return False
    words = [token.lemma_ for token in scene.doc.char_span(*match.roles["measure"][0], alignment_mode="expand") or ()]
    counted = words[:1] == ["nombre"] and not scene.words("tolls").isdisjoint(words)
    return words[:1] == ["bilan"] or counted


def _is_delay(scene: Scene, amount: Amount, match: Match) -> bool:
    """« depuis trois ans »; but « trois ans de guerre » and « une durée de 18 heures » measure."""
    if amount.row.unit not in scene.words("durations"):
        return False
    cue = match.tokens.get("cue")
    told = cue is not None and scene.opening(amount) not in LINKS | {"pour"}
    if scene.opening(amount) == "depuis" and match.rule.id != "figure.measure_value.since":
        return True  # « est au plus bas depuis quinze ans »
    if scene.doc.forms[amount.last + 1 : amount.last + 2] == ["durant"]:
        return False  # « a plaidé deux heures durant »
    if scene.opening(amount) == "en" and match.rule.id != "figure.measure_count.mass":
        return True  # « a perdu en seulement deux ans 700 salariés »
    if told and cue is not None and verb_lemma(scene.doc[cue], scene.lexicon) in scene.words("lasting"):
        return False
    start, end = match.roles["measure"][0]
    words = [token.lemma_ for token in scene.doc.char_span(start, end, alignment_mode="expand") or ()]
    if scene.words("penalties").intersection(words):
        return True  # « condamnée à dix mois de prison »: a sentence, no state of the world
    if match.rule.id == "figure.measure_value.since":
        return False
    if match.rule.id == "figure.measure_count.mass":
        away = (
            (amount.link in ("à", "en") and not _is_led_to(scene, amount))
            or scene.doc[amount.first - 1].text == "A"
            or scene.doc[amount.first].form == "à"
        )
        return away or not scene.words("times").isdisjoint(words)  # « à deux jours du vote », « six mois de l'année »
    return scene.words("spans").isdisjoint(words[:1])


def _is_led_to(scene: Scene, amount: Amount) -> bool:
    """« a donné lieu à 60 heures **de** débats », not « à deux jours **du** vote »."""
    noun = scene.doc[amount.first - 2] if amount.first > 1 else None
    return noun is not None and noun.form in ("lieu", "équivaut", "correspond", "équivalent", "correspondent")


def _is_mean_age(scene: Scene, match: Match) -> bool:
    """« l'âge médian est de 18 ans », « l'espérance de vie » are statistics, « une femme de 18 ans » has a trait."""
    span = scene.doc.char_span(*match.roles["measure"][0], alignment_mode="expand") or ()
    forms = {token.form for token in span}
    return "espérance" in forms or ("âge" in forms and not forms.isdisjoint(scene.words("averages")))


def _is_own_count(scene: Scene, amount: Amount) -> bool:
    """« trois volets », « les deux pays »."""
    if not amount.is_counted or amount.row.value is None:
        return False
    nouns = {word for token in scene.doc[amount.first : amount.last + 1] for word in (token.lemma_, token.form)}
    scored = scene.complement(amount) is not None or amount.row.change is not None
    told = amount.row.unit == "point" and scored  # « 17 points d'avance », « 0,1 point de plus »
    if amount.row.value <= _SMALL and nouns & scene.words("internal") and not told:
        return True
    if not nouns.isdisjoint(scene.words("unveiled")) and _is_unveiled(scene, amount):
        return True
    if amount.row.value <= _COUPLE and _is_trait(scene, amount):
        return True
    if amount.row.value <= _FEW and _is_listed(scene, amount):
        return True
    written = scene.doc[amount.first]
    before = scene.doc[amount.first - 1].form if amount.first else ""
    if before == "des" and amount.first - 2 in scene.counted_tokens:  # « six des huit communes »
        return False
    definite = before in scene.words("definite") or written.form in scene.words("definite")
    return definite and amount.row.value <= _SMALL and not written.is_digit


def _is_trait(scene: Scene, amount: Amount) -> bool:
    """« mère **de trois enfants** », « des sanctions **contre deux banques** »: who or which, told in passing."""
    if scene.doc[amount.first].text[0].isdigit() or amount.row.unit in scene.words("votes"):
        return False
    if amount.link == "contre":
        return amount.first > 1 and scene.doc[amount.first - 2].pos_ in NOMINAL
    return amount.link == "de" and scene.doc[amount.first - 2].lemma_ in scene.words("kin")


def _is_unveiled(scene: Scene, amount: Amount) -> bool:
    """« dévoile **cent mesures** », « un plan de 40 propositions »: what a programme holds."""
    verb = scene.verb_of(amount)
    unveiled = verb is not None and verb_lemma(verb, scene.lexicon) in scene.words("unveiling")
    noun = scene.noun_before(amount)
    return unveiled or (noun is not None and noun.lemma_ in scene.words("plans") | scene.words("blueprints"))


def _is_listed(scene: Scene, amount: Amount) -> bool:
    """« trois sites sont concernés : A, B et C », « trois villes – A, B et C – »: what the text itself names."""
    for token in scene.doc[amount.last + 1 : amount.last + _CLASSED + 4]:
        if token.text in (":", "–", "-", "("):
            return token.i + 1 < len(scene.doc) and token.nbor().text[0].isupper()
        if token.is_punct:
            return False
    return False


def _is_content(scene: Scene, amount: Amount, match: Match) -> bool:
    """« un sac de 50 kg », « un homme de 80 kg »: what a thing is, told in passing."""
    if amount.row.unit not in scene.words("contents") or match.rule.id != "figure.measure_value.noun":
        return False
    if amount.link == "(" and not match.rule.id.endswith("carried"):
        return amount.row.unit in scene.words("durations")  # « le maïs (600 000 tonnes) »
    noun = scene.noun_before(amount)
    if (amount.row.value or 0) >= _MUCH:  # « le mil avec 960 000 tonnes »
        return False
    return noun is None or noun.lemma_ not in scene.words("sizes")


def _is_denomination(scene: Scene, amount: Amount) -> bool:
    """« un **billet** de 50 euros », « les 80 km/h »: the amount names the thing."""
    if amount.row.unit == "km/h":
        return amount.link in _NAMED_BY
    return amount.link == "de" and scene.doc[amount.first - 2].lemma_ in scene.words("denominations")


def _is_distance(scene: Scene, amount: Amount, match: Match) -> bool:
    """« à 150 kilomètres de là »."""
    if match.rule.id.endswith("distance"):
        return False  # the place or the direction is named
    before = scene.doc[amount.first - 1].form if amount.first else ""
    starts = scene.doc[amount.first].form
    away = before in ("à", "d'") or starts == "à"
    if before == "par" and amount.row.unit == "°C":
        return True
    lies = match.tokens.get("cue")
    if away and lies is not None and amount.row.unit in scene.words("distance") and lies > amount.last:
        return True  # « À 20 km de là, l'usine emploie 300 personnes »
    at = lies is not None and verb_lemma(scene.doc[lies], scene.lexicon) in scene.words("lying")
    return away and amount.row.unit in scene.words("distance") and (at or "value.verb" not in match.rule.id)


def _is_demand(scene: Scene, amount: Amount) -> bool:
    """« réclament une hausse de 150 euros », « exige le recrutement de 200 agents »: what somebody wants."""
    verb = next((token for token in scene.heads(amount) if token.pos_ in VERBAL), None)
    if verb is not None and verb.i >= amount.first and verb.head.pos_ in VERBAL:
        verb = verb.head  # « recommande de **doubler** les équipes »
    if verb is None or verb.i > amount.first:
        return False
    lemma = verb_lemma(verb, scene.lexicon)
    boast = lemma in scene.words("boasts") and amount.is_counted  # « revendique 1 700 magasins »
    return lemma in scene.words("demands") and not boast


def _is_judged(scene: Scene, amount: Amount, match: Match) -> bool:
    """« condamné à sept reprises », « une amende de 2 000 euros »: a sentence, no statistics."""
    cue = match.tokens.get("cue")
    if match.rule.id == "figure.measure_value.noun" and cue is not None and scene.doc[cue].lemma_ == "amende":
        return not is_passed(scene, amount)
    return cue is not None and verb_lemma(scene.doc[cue], scene.lexicon) in scene.words("judging")


def _is_class(scene: Scene, amount: Amount) -> bool:
    """« les communes de moins de 3 000 habitants »: which ones, not how many."""
    if amount.link not in ("de", "d'") or amount.first < _CLASSED or not amount.is_counted:
        return False
    noun = scene.doc[amount.first - _CLASSED]
    bounded = amount.row.comparator in ("<", ">", "≤", "≥")
    return bounded and noun.pos_ == "NOUN" and is_plural(noun) and noun.lemma_ not in scene.words("changes")


def _is_aside(scene: Scene, amount: Amount) -> bool:
    """« une famille avec deux enfants »: a trait of what is spoken of."""
    small = amount.row.value is not None and amount.row.value <= _SMALL
    aboard = any(token.form in ("bord", "bords") for token in scene.doc[amount.last + 1 : amount.last + 4])
    trait = small and not aboard and amount.is_counted and amount.link in scene.words("traits")
    return trait and amount.row.unit not in scene.words("votes") and amount.row.unit not in scene.words("tolls")


def _says_nothing(scene: Scene, match: Match) -> bool:
    """« on était moins de mille »: no word says what is measured."""
    span = scene.doc.char_span(*match.roles["measure"][0], alignment_mode="expand")
    return span is not None and len(span) == 1 and (span[0].pos_ == "AUX" or span[0].lemma_ in scene.words("empty"))


def _is_told(scene: Scene, verb: Word) -> bool:
    """Tell whether the clause before an infinitive tells what happened: no future, no condition, no wish."""
    for token in reversed(scene.doc[max(0, verb.i - _CLAUSE) : verb.i]):
        if token.pos_ in VERBAL and is_finite(token):
            return not (is_future(token) or is_conditional(token) or token.lemma_ in scene.words("needs"))
    return False


def _is_infinitive(verb: Word) -> bool:
    """The tagger calls « négocie » an infinitive; its form does not end like one."""
    return "Inf" in verb.morph.get("VerbForm", []) and verb.lower_.endswith(("r", "re"))


def _may(scene: Scene, verb: Word) -> bool:
    """Tell whether a present or past of « pouvoir » stands right before an infinitive."""
    before = scene.doc[max(0, verb.i - 2) : verb.i]
    return any(token.lemma_ == "pouvoir" and is_finite(token) and not is_conditional(token) for token in before)


def _is_priced(scene: Scene, verb: Word, match: Match) -> bool:
    """« on vend des sièges, face à **un budget** de 11 millions »: what the need stands against."""
    cue = match.tokens.get("cue")
    if (
        match.rule.id != "figure.measure_value.noun"
        or cue is None
        or scene.doc[cue].lemma_ not in scene.words("priced")
    ):
        return False
    return any(token.form in ("face", "avec", "pour", "malgré") for token in scene.doc[max(verb.i, cue - 3) : cue])


def _is_wish(scene: Scene, amount: Amount, match: Match) -> bool:
    """« porter le taux à 3 % », « il faudrait trois fois plus de lits »: an infinitive or a need."""
    verb = scene.verb_of(amount)
    if verb is None or is_carried(scene, amount) or match.rule.id in _TOLD_OF_THEMSELVES or amount.link == "(":
        return False
    if _is_priced(scene, verb, match) or is_standing(scene, amount):
        return False
    if verb.lemma_ in scene.words("needs"):
        return not has_participle_form(verb)  # « il a fallu trois mois de négociations »
    if is_reckoning(scene, amount, match):
        return False
    if scene.opening(amount) in scene.words("accompanying"):  # « a permis de redresser la barre, avec 31 milliards »
        return False
    finite = finite_verb_of(verb)
    if finite.i == verb.i and _is_infinitive(verb) and seen_before(scene, verb) is None:
        before = verb.nbor(-1).form if verb.i else ""
        if before == "pour" and verb_lemma(verb, scene.lexicon) in scene.words("resulting") and _is_told(scene, verb):
            return False  # « ont créé 2 591 places, pour arriver à un total de 85 015 »
        if verb_lemma(verb, scene.lexicon) in scene.words("housing") and _may(scene, verb):
            return False  # « la salle **peut accueillir** 1 200 spectateurs »: a capacity
        above = verb.head
        if above.pos_ not in VERBAL or above.i == verb.i:
            return True
        if above.form in scene.words("enabled") and before in ("de", "d'") and _is_told(scene, verb):
            return False  # « l'opération a permis de saisir 300 kg de cocaïne »
        reached = scene.rule_of(verb) is not None and scene.rule_of(above) is not None
        return not (reached or above.lemma_ in scene.words("sayings"))
    return False
