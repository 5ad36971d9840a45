"""Where a reported clause gives way to the sentence around it: « Estimant que tout va bien**, le maire** part »."""

from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.syntax import (
    auxiliaries_of,
    complement_clause,
    coordinated_before,
    finite_verb_of,
    governor_of,
    group_start,
    has_participle_form,
    is_clitic,
    is_gerund,
    is_infinitive,
    is_plain_subject,
    is_verb,
    opens_subordinate,
    subject_before,
)

_RELATIVES = frozenset({"qui", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"})
_CONDITIONS = frozenset({"si", "quand", "lorsque", "lorsqu'", "puisque", "puisqu'"})
_LINKS = frozenset({"et", "ou", "mais", "ni", "car", "donc", "que", "qu'", "comme"}) | _RELATIVES
_LEADS = frozenset({"tout", "en", "avant", "de", "d'", "et", "puis"})
_GROUP = 4  # tokens of « , tout en précisant », « et a assuré »


def end_at_main_clause(scene: Scene, verb: int, start: int) -> int:
    """Return where a clause that starts at ``start`` ends when its verb is not the sentence's own.

    « Le rapport qui montre que l'eau est polluée **sera** publié », « Si le maire dit que le pont est sûr**,** les
    riverains en doutent »: what comes after belongs to the main clause.
    """
    first, end = scene.sentence(verb)
    opener = _opener(scene, first, verb)
    if opener is None or scene.has_finite_verb(first, opener):
        return end
    own = next((i for i in range(start, end) if scene.is_finite(i) or is_infinitive(scene.tokens[i])), end)
    is_relative = scene.forms[opener] in _RELATIVES or scene.forms[opener] in {"que", "qu'"}
    stop = end_before_verb(scene, own, end) if is_relative else end
    for i in range(own + 1, stop):
        is_comma = scene.tokens[i].text == "," and scene.quote_of[i] == scene.quote_of[verb]
        if is_comma and (_opens_main_clause(scene, i + 1, end) or (is_relative and _is_lost_verb(scene, i + 1, end))):
            return i
    return stop


def _is_lost_verb(scene: Scene, token: int, end: int) -> bool:
    """Tell whether a main verb was taken for a noun: « L'hôtel, qui dit avoir doublé ses prix, **compte** ouvrir »."""
    if token + 1 >= end or scene.tokens[token].pos_ != "NOUN" or scene.lexicon.verb_lemma(scene.forms[token]) is None:
        return False
    following = scene.tokens[token + 1]
    return following.pos_ in {"DET", "ADP", "ADV"} or is_infinitive(following)


def _opener(scene: Scene, first: int, verb: int) -> int | None:
    """Return what makes a verb's clause a subordinate one: « **qui** affirme », « **s'**il dit », a gerund itself."""
    if is_gerund(scene.tokens[verb]) or is_infinitive(scene.tokens[verb]) or is_conviction(scene, verb):
        return verb
    start = group_start(scene.tokens[scene.carrier_of(verb)]).i
    for i in range(start - (0 if scene.tokens[start].lower_ == "avoir" else 1), first - 1, -1):
        form, before = scene.forms[i], scene.tokens[max(first, i - 1)]
        if scene.quote_of[i] != scene.quote_of[verb]:
            continue
        if form in _RELATIVES or form in _CONDITIONS or (form == "s'" and scene.forms[i + 1] in {"il", "ils"}):
            return i
        if form in {"que", "qu'"}:
            is_open = before.pos_ in {"NOUN", "PROPN"} or before.form in {"alors", "tandis", "bien", "après"}
            return i if is_open else None
        if is_infinitive(scene.tokens[i]) and i == start:
            return i  # « Après **avoir** affirmé que … »
        if scene.is_finite(i):
            earlier = coordinated_before(governor_of(scene.tokens[verb]))  # « qui a dit … **et** a conseillé … »
            return _opener(scene, first, earlier.i) if earlier is not None else None
    return None


def is_conviction(scene: Scene, verb: int) -> bool:
    """Tell whether a participle says what moves somebody: « **Persuadé** que tout va bien, le maire part »."""
    is_convinced = scene.lemma_of(verb) in scene.lexicon.words("reporting.takes.conviction")
    is_bare = has_participle_form(scene.tokens[verb]) and not auxiliaries_of(scene.tokens[verb])
    return is_convinced and is_bare and not scene.is_finite(verb - 1)


def end_before_verb(scene: Scene, own: int, end: int) -> int:
    """Return where a clause ends when its holder is a subject: « la rumeur selon laquelle il part **a surpris** »."""
    verbs = [i for i in range(own + 1, end) if scene.is_finite(i) and not scene.is_finite(i - 1)]  # « avait fait »
    for verb in verbs:
        if scene.quote_of[verb] != scene.quote_of[own]:
            continue
        first = group_start(scene.tokens[verb]).i
        before = {scene.forms[i] for i in range(max(own + 1, verb - 3), verb)}
        subject = subject_before(governor_of(scene.tokens[verb]))
        has_own = subject is not None and subject.i > own and not scene.is_finite(subject.i - 1)
        is_set_off = scene.tokens[first - 1].text == ","
        if not has_own and (is_set_off or not before & (_LINKS | {","})):
            return first - 1 if is_set_off else first
    return end


def _opens_main_clause(scene: Scene, first: int, end: int) -> bool:
    """Tell whether a main clause starts here: « , **les riverains en doutent** », « , **Me Roy, son avocat, a** … »."""
    if first >= end or scene.forms[first] in _LINKS or opens_subordinate(scene.tokens[first]):
        return False
    if scene.tokens[first].pos_ not in {"DET", "PROPN", "NOUN", "PRON", "NUM", "ADJ", "AUX", "VERB"}:
        return False
    pieces = 0
    for i in range(first, end):
        if scene.quote_of[i] != scene.quote_of[first]:
            continue
        if scene.tokens[i].text == ",":
            pieces += 1
            if not any(scene.may_be_speaker(j) for j in range(first, i)):
                return False
        elif scene.is_finite(i):
            return pieces != 1 or scene.tokens[i - 1].text == ","
        elif scene.forms[i] in _RELATIVES | {"que", "qu'"} and not pieces:
            return False
    return False


def says_on(scene: Scene, first: int, end: int) -> bool:
    """Tell whether the reporter goes on here: « , **ajoutant** que », « , avant d'**ajouter** que »."""
    is_led = scene.forms[first] in {"avant", "et", "puis"}
    for i in range(first, min(end, first + _GROUP + 1)):
        token = scene.tokens[i]
        lemma = scene.lemma_of(i)
        if lemma is not None and (is_gerund(token) or (is_led and is_infinitive(token))):
            words = scene.lexicon.words
            if lemma in words("reporting.takes.showing"):
                return False
            has_que = lemma in words("reporting.takes.que") and complement_clause(token) is not None
            is_bare = i == first or scene.forms[first] == "tout"  # not « il fallait agir, en signalant les fuites »
            return has_que or (is_bare and _has_object(scene, i, lemma))
        if scene.forms[i] not in _LEADS and not is_clitic(token) and token.pos_ != "ADV":
            return False
    return False


def _has_object(scene: Scene, verb: int, lemma: str) -> bool:
    """Tell whether a participle reports by a noun or an infinitive: « soulignant le coût », « disant partir »."""
    if lemma in scene.lexicon.words("reporting.takes.noun"):
        return True
    after = verb + 1
    while after < len(scene.tokens) - 1 and (is_clitic(scene.tokens[after]) or scene.forms[after] in {"pas", "plus"}):
        after += 1
    return lemma in scene.lexicon.words("reporting.takes.infinitive") and is_infinitive(scene.tokens[after])


def joins_report(scene: Scene, verb: int, start: int, first: int) -> bool:
    """Tell whether what « et » adds has the reporter for its subject: « et **assure que** », « et **a promis** … ».

    A second reporting verb with « que », a verb in the reporting verb's tense and not in the clause's, or any finite
    verb behind an infinitive: « dit avoir réuni 900 voix et **manifestera** ».
    """
    _, end = scene.sentence(verb)
    is_infinitive_clause = is_infinitive(scene.tokens[start]) and not scene.has_finite_verb(start, first)
    for i in range(first, min(end, first + _GROUP)):
        token = scene.tokens[i]
        if is_plain_subject(token) or not (is_verb(token) or is_clitic(token) or token.pos_ == "ADV"):
            return False
        if is_infinitive_clause and scene.is_finite(i):
            return True
        if (
            scene.is_finite(i)
            and _has_tense_of(scene, i, verb)
            and not _has_tense_of(scene, i, _own_verb(scene, start, first))
        ):
            return True
        lemma = scene.lemma_of(i)
        if lemma in scene.lexicon.words("reporting.takes.que") and not is_infinitive(token):
            shows = lemma in scene.lexicon.words("reporting.takes.showing")
            return not shows and complement_clause(token) is not None
    return False


def _own_verb(scene: Scene, start: int, end: int) -> int:
    """Return the finite verb of a clause nearest to its end, or its start when it has none."""
    return next((i for i in range(end - 1, start, -1) if scene.is_finite(i)), start)


def _has_tense_of(scene: Scene, finite: int, verb: int) -> bool:
    """Tell whether a finite verb is built and inflected as the group of another: « a promis » as « a reconnu »."""
    token, other = scene.tokens[finite], finite_verb_of(governor_of(scene.tokens[verb]))
    is_helper = token.lemma_ in {"avoir", "être"}
    shapes = {(t.morph.get("Tense", [""])[0], t.morph.get("Mood", [""])[0]) for t in (token, other)}
    return (
        len(shapes) == 1
        and is_helper == (other.lemma_ in {"avoir", "être"})
        and (token.morph.get("Number", []) == other.morph.get("Number", []))
    )
