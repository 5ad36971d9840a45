"""What a predicate settles or offers: « se dit prêt à ouvrir », « l'ouverture est prévue »."""

from collections.abc import Iterator

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.coordination import is_infinitive, opening_of
from claimex.claims.constructions.undertakings.scene import MONEY, Scene
from claimex.mood import is_conditional, is_finite, is_past
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import auxiliaries_of, finite_verb_of, governor_of, group_start, phrase_of

_REACH = 4
_FAR = 6  # tokens between « mis » and « d'accord », « signé » and « un accord »
_AIM = 20  # tokens between « un accord » and what it is for
_ACTS = ("tion", "ment", "age")


def settled_matches(scene: Scene, ready: Triggers, planned: Triggers) -> Iterator[Match]:
    """Yield readiness to act and measures said to be planned."""
    adjectives, participles = ready.lemmas, {token.i for token, _ in scene.verbs_among(planned.lemmas)}
    for position in [i for i, form in enumerate(scene.forms) if form in adjectives or i in participles]:
        form, verb = scene.forms[position], scene.verbs[position]
        for rule in ready.get(form)[:1]:
            yield from (_agreed if rule.words else _ready)(scene, scene.doc[position], rule)
        for rule in planned.get(verb)[:1]:
            yield from _planned(scene, scene.doc[position], rule)


def _ready(scene: Scene, adjective: Word, rule: Rule) -> Iterator[Match]:
    """Yield « s'est dit prêt à **débloquer** une aide » of somebody answerable, in the present or perfect."""
    action = _infinitive_after(scene, adjective.i + 1) or _noun_after(scene, adjective.i + 1)
    verb = _copula_before(scene, adjective)
    if action is not None and verb is None:
        yield from _headlined(scene, adjective, action, rule)
    if action is None or verb is None or scene.modality.negates(verb) or scene.modality.is_conditional_on(verb):
        return
    finite = finite_verb_of(verb)
    if is_past(finite) or is_conditional(finite):
        return
    if scene.lemmas[action.i] in scene.words.thinking or scene.lemmas[action.i] in scene.words.being:
        return
    subject = scene.subject_of(verb) or scene.subject_of(adjective)
    if subject is None or not scene.can_answer(subject):
        return
    first = group_start(finite)
    start = scene.doc[subject.i + 1] if first.i <= subject.i < finite.i else first
    yield _match(scene, rule, start.idx, action, verb=verb, subject=subject)


def _infinitive_after(scene: Scene, first: int) -> Word | None:
    """Return the infinitive that « à » and its clitics introduce: « prêt **à la rouvrir** »."""
    if scene.forms[first : first + 1] != ("à",):
        return None
    for token in scene.doc[first + 1 : first + 1 + _REACH]:
        if "Inf" in token.morph.get("VerbForm", []):
            return token
        if token.pos_ not in {"PRON", "ADV", "DET"}:
            return None
    return None


def _headlined(scene: Scene, adjective: Word, action: Word, rule: Rule) -> Iterator[Match]:
    """Yield a headline's readiness, which has no verb: « La Suède **ouverte à une baisse** des quotas »."""
    block = scene.block_at(adjective.idx)
    noun = scene.doc[adjective.i - 1] if adjective.i else None
    if noun is None or block is None or block.kind not in {"title", "heading"} or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    if scene.can_answer(noun):
        yield _match(scene, rule, adjective.idx, action, verb=adjective, subject=noun)


def _agreed(scene: Scene, noun: Word, rule: Rule) -> Iterator[Match]:
    """Yield « ont signé un accord pour **construire** un tunnel », « se sont mis d'accord pour **ouvrir** … »."""
    verb = next((t for t in scene.doc[max(0, noun.i - _FAR) : noun.i] if scene.verbs[t.i] in rule.words), None)
    action = _aim_after(scene, noun)
    if verb is None or action is None or scene.modality.negates(verb) or scene.modality.is_conditional_on(verb):
        return
    subject = scene.subject_of(verb)
    finite = finite_verb_of(verb)
    if subject is None or not is_finite(finite) or is_past(finite) or is_conditional(finite):
        return
    if scene.is_abstract(subject) or scene.lemmas[subject.i] in scene.words.inanimate:
        return
    yield _match(scene, rule, group_start(verb).idx, action, verb=verb, subject=subject)


def _aim_after(scene: Scene, noun: Word) -> Word | None:
    """Return the act that « pour », « visant à », « afin de » introduces: « un accord **pour bâtir** un pont »."""
    for token in scene.doc[noun.i + 1 : noun.i + 1 + _AIM]:
        if token.text[0] in ".;:!?«»\n" or (token.pos_ in {"VERB", "AUX"} and is_finite(token)):
            return None
        link = scene.forms[opening_of(scene, token) - 1]
        aims = link == "pour" or (link in {"à", "de", "d'"} and _is_aim(scene, opening_of(scene, token) - 2))
        if is_infinitive(scene, token):
            return token if aims and scene.lemmas[token.i] in scene.words.acting else None
    return None


def _is_aim(scene: Scene, position: int) -> bool:
    return scene.forms[position] == "afin" or scene.verbs[position] in scene.words.aiming


def _noun_after(scene: Scene, first: int) -> Word | None:
    """Return the measure that « à » introduces: « ouverte à une **baisse** des quotas »."""
    if scene.forms[first : first + 1] not in {("à",), ("au",)}:
        return None
    for token in scene.doc[first + 1 : first + 1 + _REACH]:
        if token.pos_ == "NOUN":
            return token if scene.lemmas[token.i] in scene.words.actions else None
        if token.pos_ not in {"DET", "ADJ", "NUM", "ADP"}:
            return None
    return None


def _copula_before(scene: Scene, adjective: Word) -> Word | None:
    """Return the verb that says it: « **est** prêt », « se **dit** tout à fait disposé »."""
    for position in range(adjective.i - 1, max(-1, adjective.i - 1 - _REACH), -1):
        if scene.verbs[position] in scene.words.copulas:
            return governor_of(scene.doc[position]) if scene.verbs[position] != "être" else scene.doc[position]
        if scene.doc[position].pos_ not in {"ADV", "PRON", "VERB", "AUX"}:
            return None
    return None


def approval_matches(scene: Scene, patterns: Triggers) -> Iterator[Match]:
    """Yield « a donné son feu vert à la **vente** », « a donné son accord pour le **rachat** »."""
    nouns = patterns.lemmas
    for position, lemma in [(i, lemma) for i, lemma in enumerate(scene.lemmas) if lemma in nouns]:
        for rule in patterns.get(lemma):
            verb = next((t for t in scene.doc[max(0, position - 4) : position] if scene.verbs[t.i] in rule.words), None)
            noun = _measure_after(scene, position + 1)
            subject = scene.subject_of(governor_of(verb)) if verb is not None else None
            if verb is None or noun is None or subject is None or not scene.can_answer(subject):
                continue
            if scene.lemmas[subject.i] not in scene.words.judicial and not scene.modality.negates(verb):
                yield _match(scene, rule, group_start(verb).idx, noun, verb=verb, subject=subject)


def _measure_after(scene: Scene, first: int) -> Word | None:
    """Return the measure that « à » or « pour » introduces after « feu vert »."""
    is_open = False
    for token in scene.doc[first : first + _REACH + 2]:
        is_open = is_open or scene.forms[token.i] in {"à", "au", "aux", "pour"}
        names_act = scene.lemmas[token.i] in scene.words.actions or scene.lemmas[token.i].endswith(_ACTS)
        if is_open and token.pos_ == "NOUN" and names_act:
            return token
        if token.pos_ in {"VERB", "AUX"} or token.is_punct:
            return None
    return None


def _planned(scene: Scene, participle: Word, rule: Rule) -> Iterator[Match]:
    """Yield « l'**ouverture** de 40 places est prévue en 2027 »; a meeting that is planned is a calendar."""
    helpers = [token for token in auxiliaries_of(participle) if scene.lemmas[token.i] == "être"]
    if not helpers or len(auxiliaries_of(participle)) > 1 or scene.modality.negates(participle):
        return
    if is_past(helpers[0]) or is_conditional(helpers[0]) or not is_finite(helpers[0]):
        return
    noun = scene.subject_of(participle)
    if noun is None or noun.i > participle.i or not _is_plannable(scene, noun):
        return
    match = _match(scene, rule, phrase_of(noun).start_char, noun, verb=participle, subject=noun, last=participle)
    match.tokens["passive"] = participle.i
    yield match


def _is_plannable(scene: Scene, noun: Word) -> bool:
    """Tell whether this, planned, is a measure: an action, or money, « **215 millions** sont prévus pour agir »."""
    lemma = scene.lemmas[noun.i]
    is_sum = lemma in scene.words.funds and lemma not in {"million", "milliard"}
    if lemma in scene.words.measures or scene.forms[noun.i] == "travaux" or is_sum:
        return True
    found = scene.quantities_between(noun.idx - 40, noun.idx + 1)
    return any(scene.quantities[n].unit in MONEY and scene.quantities[n].end > noun.idx for n in found)


def _match(
    scene: Scene, rule: Rule, start: int, head: Word, *, verb: Word, subject: Word, last: Word | None = None
) -> Match:
    cue = (verb.idx, verb.idx + len(verb))
    tokens = {"head": head.i, "verb": verb.i, "subject": subject.i}
    return Match(rule, start, scene.action_end(last or head, start), roles={"cue": (cue,)}, tokens=tokens)
