"""Which amounts lie ahead: « table sur une croissance de 0,9 % », « coûtera 3 millions », « 100 postes à la clé »."""

from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import VERBAL, Amount, Scene
from claimex.claims.constructions.labelled_measures import colon_before, is_misread_future
from claimex.claims.figure_clauses import is_apposed, is_aside, is_past_future, is_set_off, is_standing_whole, stem_of
from claimex.claims.figure_context import JOINING
from claimex.mood import is_conditional, is_finite, is_future, is_past
from claimex.parse import Word
from claimex.syntax import (
    finite_verb_of,
    governor_of,
    has_participle_form,
    is_infinitive,
    is_passive,
    is_plural_verb,
    is_reflexive,
    verb_lemma,
)

_AHEAD = 10  # tokens from an amount to its verb
_TABLED = 12  # tokens from an amount back to « tablait »
_STOPS = frozenset(".;:!?\n")
_NAMED = 5  # tokens from an amount to the participle or the relative clause that says that it lies ahead
_SIDE_BY_SIDE = frozenset({"conj", "parataxis", "advcl"})
_HAVE = frozenset({"a", "ont"})
_GIVEN = frozenset({"les", "ces", "ses", "leurs", "nos", "vos"})


def is_forecast(scene: Scene, amount: Amount) -> bool:
    """Tell whether an amount lies ahead: « table sur une croissance de 0,9 % », « coûtera 3 millions »."""
    noun = scene.noun_before(amount)
    if amount.link in scene.words("compared") or (noun is not None and noun.form in scene.words("dimensions")):
        return False
    if _is_toll(scene, amount):
        return False
    near = scene.near_verb(amount)
    if _is_promised_by_name(scene, amount) or _is_reckoned_on(scene, amount):
        return True
    if _is_given(scene, amount) or _is_past_subject(scene, amount) or is_set_off(scene, amount):
        return False
    if (near is not None and is_future(near) and not is_past_future(scene, near)) or _is_awaited(scene, amount):
        return True
    if _is_due(scene, amount):
        return True
    if is_aside(scene, amount):
        return False
    for token in scene.heads(amount):
        if token.lemma_ in scene.words("forecasts") and not _is_set_before(scene, amount, token):
            return True
    return _looks_ahead(scene, amount)


def _is_reckoned_on(scene: Scene, amount: Amount) -> bool:
    """« qui **tablaient sur** 5 milliards », « **attend** une perte de 40 millions », « **s'expose à** une amende »."""
    tabling, risking, awaiting = scene.words("tabling"), scene.words("risking"), scene.words("awaiting")
    for token in reversed(scene.doc[max(0, amount.first - _TABLED) : amount.first]):
        if token.text in _STOPS or token.i in scene.counted_tokens:
            return False
        if token.form in tabling:
            return "sur" in scene.doc.forms[token.i : amount.first]
        lemma = verb_lemma(token, scene.lexicon) if token.pos_ in VERBAL else None
        if lemma in risking:
            return is_reflexive(token)
        if lemma in awaiting:
            awaited = scene.noun_before(amount)
            return awaited is not None and bool(scene.triggers["measure_change"].get(awaited.lemma_))
    return False


def _is_toll(scene: Scene, amount: Amount) -> bool:
    """« évoque **14 blessés** », « …, faisant **des milliers de morts** »: dead and hurt are told, not foreseen."""
    if amount.row.unit not in scene.words("tolls"):
        return False
    verb = next((token for token in scene.heads(amount) if token.pos_ in VERBAL), None)
    if verb is None or verb.i > amount.first or is_infinitive(verb):
        return False
    mentioned = verb_lemma(verb, scene.lexicon) in scene.words("mentioning") and not is_future(finite_verb_of(verb))
    return mentioned or verb.form in scene.words("striking")


def _looks_ahead(scene: Scene, amount: Amount) -> bool:
    """Tell whether the verb of an amount, or one above it, lies ahead; « si 51 % **étaient** pour, on votera » not."""
    verb, told = scene.verb_of(amount), False  # told: its own tense says that it was
    for _ in range(3):
        if verb is None:
            return False
        finite = finite_verb_of(verb)
        if not told and (_is_about_to(scene, finite) or _is_about_to(scene, finite.head)):
            return True
        if is_past_future(scene, finite):
            return False
        hearsay = is_conditional(finite) and (finite.i != verb.i or _is_hearsay(scene, verb))
        if not told and (is_future(finite) or (is_conditional(finite) and not hearsay)):
            return True
        if verb_lemma(verb, scene.lexicon) in scene.words("forecasts") and not _is_set_before(scene, amount, verb):
            return not ((told or hearsay) and verb_lemma(verb, scene.lexicon) in scene.words("mentioning"))
        if _is_on_the_way(scene, verb):
            return True
        if verb.dep_ in _SIDE_BY_SIDE and _is_done(finite, verb):
            return False
        told = told or is_past(finite) or hearsay
        verb = governor_of(verb.head) if verb.head.pos_ in VERBAL and verb.head.i != verb.i else None
    return False


def _is_until(scene: Scene, amount: Amount) -> bool:
    """« 40 millions investis dans les écoles **d'ici** 2030 », no verb before."""
    if "ici" not in scene.doc.forms[amount.last + 1 : amount.last + _AHEAD]:
        return False
    for token in scene.doc[amount.last + 1 : amount.last + _AHEAD]:
        if token.is_punct or token.is_space or (token.pos_ in VERBAL and is_finite(token)):
            return False
        if token.form == "ici":
            return token.nbor(-1).form == "d'" and scene.finite_before(amount) is None
    return False


def _is_done(finite: Word, verb: Word) -> bool:
    """« a promis 10 000 places ; 4 500 **ont été ouvertes** »: told beside what lies ahead, and done."""
    return is_past(finite) or (finite.form in _HAVE and has_participle_form(verb))


def _is_due(scene: Scene, amount: Amount) -> bool:
    """« 400 logements **doivent être démolis** », « **sont à** construire », « **sont promis** »."""
    forms = scene.doc.forms[amount.last + 1 : amount.last + _NAMED]
    if "doivent" not in forms and "sont" not in forms:
        return False
    for token in scene.doc[amount.last + 1 : amount.last + _NAMED]:
        if token.form in ("doivent", "sont") and token.i + 2 < len(scene.doc):
            if token.form == "doivent":
                return token.nbor().form == "être" and has_participle_form(token.nbor(2))
            due = token.nbor().form == "à" and is_infinitive(token.nbor(2))
            return due or stem_of(token.nbor().form) in scene.words("due")
        if token.pos_ in VERBAL or token.is_punct:
            return False
    return False


def _is_set_before(scene: Scene, amount: Amount, verb: Word) -> bool:
    """« le groupe, premier actionnaire avec 40 % du capital, **prévoit** une hausse »: not what is foreseen."""
    if any(token.text == ":" for token in scene.doc[verb.i : amount.first]):
        return True  # « un retour a été évoqué : la compensation de 6 millions »
    comma = any(token.text == "," for token in scene.doc[amount.last + 1 : verb.i])
    return comma and verb.pos_ in VERBAL and is_finite(verb) and not is_passive(verb)


def _is_on_the_way(scene: Scene, verb: Word) -> bool:
    """« est **en passe de vendre** 35 garages », « **sur le point de** fermer 12 agences »."""
    before = [token.form for token in scene.doc[max(0, verb.i - 2) : verb.i]]
    return (
        is_infinitive(verb)
        and len(before) > 1
        and before[1] in ("de", "d'")
        and before[0] in ("passe", "point", "voie")
    )


def _is_promised_by_name(scene: Scene, amount: Amount) -> bool:
    """« les 500 caméras **promises** », « 100 postes **qui vont disparaître** », « 8 000 emplois **à la clé** »."""
    forms = scene.doc.forms[amount.last : amount.last + _NAMED]
    if forms[1:4] == ["à", "la", "clé"]:
        return True
    if _is_until(scene, amount):
        return True
    if any(stem_of(form) in scene.words("promising") for form in forms[:2]):
        return amount.link not in scene.words("compared")
    place = amount.last + forms.index("qui", 1) + 1 if "qui" in forms[1:] else len(scene.doc)
    if place >= len(scene.doc):
        return False
    if scene.doc.forms[place - 2] == "," and _is_told(scene, amount):
        return False  # « emploie 300 salariés, **qui** seront reclassés »
    due = scene.doc[place].form in ("devraient", "doivent") and place + 1 < len(scene.doc)
    if due and is_infinitive(scene.doc[min(place + 1, len(scene.doc) - 1)]):
        return True
    return is_future(scene.doc[place]) or _is_about_to(scene, scene.doc[place])


def is_label_ahead(scene: Scene, amount: Amount, match: Match) -> bool:
    """« **Coût estimé** : 2 millions d'euros », « **Ouverture prévue** »: the label says that it lies ahead."""
    if match.rule.id != "figure.measure_value.colon":
        return False
    if amount.first > 1 and is_misread_future(scene, scene.doc[colon_before(scene, amount) - 1]):
        return True  # « la taxe **grimpera** : de 3 à 4 % »
    words = scene.doc.char_span(*match.roles["measure"][0], alignment_mode="expand") or ()
    stems = {stem_of(token.form) for token in words}
    estimated = "estimé" in stems and any(token.lemma_ in scene.words("expected_sums") for token in words)
    return estimated or not stems.isdisjoint(scene.words("promising"))


def is_foreseen(scene: Scene, amount: Amount, match: Match) -> bool:
    """« la **prévision de croissance** est passée de 1 à 0,8 % »: what is measured is a forecast itself."""
    noun = scene.first_token(match.roles["measure"][0])
    cut = amount.row.change is not None and amount.row.origin is None  # « a réduit de 5 millions les prévisions »
    return noun.pos_ == "NOUN" and noun.lemma_ in scene.words("forecasts") and not cut


def _is_given(scene: Scene, amount: Amount) -> bool:
    """« **les 4 650 habitants** vont devoir choisir »: what is there already, whatever is to come."""
    if is_apposed(scene, amount) or is_standing_whole(scene, amount):
        return True  # « le village de Bray, 350 habitants, va bénéficier d'aides »
    standing = amount.row.unit in scene.words("standing") and amount.row.change is None
    return standing and amount.link in _GIVEN


def _is_past_subject(scene: Scene, amount: Amount) -> bool:
    """« si 58 % des inscrits **étaient** hostiles, l'avis pourrait changer »: its own verb tells what was."""
    for token in scene.doc[amount.last + 1 : amount.last + 1 + _AHEAD]:
        if token.is_punct or token.i in scene.counted_tokens or token.form in scene.words("relatives"):
            return False
        if token.pos_ in VERBAL and is_finite(token):
            following = scene.doc[token.i + 1 : token.i + 4]
            composed = token.form in ("ont", "sont") and any(has_participle_form(word) for word in following)
            awaited = any(stem_of(word.form) in scene.words("promising") for word in following)
            return (is_past(token) or composed) and not awaited
    return False


def _is_awaited(scene: Scene, amount: Amount) -> bool:
    """« 133 localités du district **auront** l'électricité »: the verb that follows the amount lies ahead."""
    fronted = (
        scene.opening(amount) == "pour" and scene.doc[amount.first - 1].i - scene.doc[amount.first - 1].sent.start < 2
    )
    for token in scene.doc[amount.last + 1 : amount.last + 1 + _AHEAD]:
        if fronted and token.text == ",":  # « **Pour** 97 % des ménages, la hausse **sera** de 3 % »
            continue
        if token.is_punct or token.i in scene.counted_tokens or token.form in scene.words("relatives"):
            return False
        if token.form in JOINING and _is_told(scene, amount):
            return False  # « a réuni 20 000 personnes **et** reviendra en juin »
        if is_future(token) and not is_past_future(scene, token):
            return amount.link not in scene.words("compared")
        if token.form == "soient" and scene.opening(amount) in ("que", "qu'"):  # « demande **que** 70 lits **soient** »
            return scene.doc[amount.first - 2].form not in ("bien", "encore")
        if token.pos_ in VERBAL and is_finite(token):
            return False
    return False


def _is_told(scene: Scene, amount: Amount) -> bool:
    """Tell whether a verb before the amount says how things are: « **emploie** 300 salariés »."""
    verb = scene.finite_before(amount) or scene.near_verb(amount)  # « compte »: a noun to the tagger
    if verb is None or is_infinitive(verb) or _is_about_to(scene, verb):
        return False
    return not is_future(verb) and not is_conditional(verb)


def _is_about_to(scene: Scene, verb: Word) -> bool:
    """« va quitter le métier »."""
    following = verb.doc[verb.i + 1 : verb.i + 3]
    return verb.form in scene.words("going") and any(is_infinitive(token) for token in following)


def _is_hearsay(scene: Scene, verb: Word) -> bool:
    """« le bilan serait de 12 morts », « roulerait actuellement à 90 km/h »: hearsay of a state, not a forecast."""
    following = verb.doc[verb.i + 1 : verb.i + 2]
    of_amount = any(token.form in ("de", "d'") for token in following)  # « serait de 12 », not « serait limité à »
    if verb.lemma_ == "être" and is_plural_verb(verb) and verb.i + 1 in scene.counted_tokens:
        return True  # « ils **seraient 4 000** »
    if verb_lemma(verb, scene.lexicon) in scene.words("stative") and (verb.lemma_ != "être" or of_amount):
        return True
    return any(token.form in scene.words("now") for token in verb.doc[verb.i + 1 : verb.i + 4])
