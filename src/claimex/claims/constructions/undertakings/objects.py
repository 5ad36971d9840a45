"""What a verb of undertaking governs: « promet aux familles **de rouvrir** », « a déposé samedi **un préavis** »."""

from claimex.claims.constructions.undertakings.coordination import is_infinitive, opening_of
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import governor_of, group_start, infinitive_of, opens_incise

_LINKS = frozenset({"de", "d'", "à"})
_OPEN_QUOTES = frozenset({'"', "«", "“", "‹"})
_ANAPHORIC = frozenset({"renoncer", "engager"})
_NEGATIONS = {("pas",), ("plus",), ("jamais",), ("donc",)}
_NAMES = frozenset({"NOUN", "PROPN"})
_DEFINITE = frozenset({"le", "la", "les", "l'"})
_CONTRACTED = frozenset({"des", "au", "aux"})
_WANTING = frozenset({"vouloir", "souhaiter", "viser"})
_SOME = frozenset({"un", "une", "des", "du", "de", "d'"})
_OWN = frozenset({"son", "sa", "ses", "leur", "leurs"})
_NEAR = 6  # tokens between « s'est engagée » and « à ce que »
_CLAUSE = 14  # tokens between « à ce que » and its verb
REACH = 12
_CLAUSES = frozenset({"que", "qu'", "qui", "dont", "où"})
_GOVERNING = _LINKS | {"pour", "par", "sans", "afin", "après", "avant"}
_ASIDE = 28  # tokens between « a décidé » and what it is: « en accord avec les parents et le rectorat, de »


def infinitive_after(scene: Scene, verb: Word) -> Word | None:
    """Return the infinitive after a verb: what the parser says, else the first one that « de » or « à » introduces."""
    found = infinitive_of(verb)
    if found is not None and found.i - verb.i <= REACH and not _is_purpose(scene, found):
        return found
    first = _after_option(scene, verb, _after_dative(scene, after_moment(scene, verb.i + 1)))
    for token in scene.doc[first : first + 5]:
        acts = is_infinitive(scene, token)
        if token.text[0] in ".;:!?\n" or (token.pos_ in {"NOUN", "PROPN"} and not acts):
            return _after_aside(scene, verb)
        before = token.nbor(-1).form
        if acts and (before in _LINKS | _OPEN_QUOTES or token.nbor(-1).pos_ == "ADV" or token.i == verb.i + 1):
            return token
    return None


def _after_aside(scene: Scene, verb: Word) -> Word | None:
    """Return the infinitive behind what stands between: « a décidé, faute de moyens**, de fermer** la piscine »."""
    first = verb.i + 1 + (scene.forms[verb.i + 1 : verb.i + 2] in _NEGATIONS)
    opening = scene.doc[first : first + 2]
    is_bare = scene.verbs[verb.i] in scene.words.bare
    if len(opening) < 2 or not (opening[0].text == "," or opening[0].pos_ == "ADP"):
        return None
    if is_bare:
        return _after_circumstance(scene, verb)
    if opening[0].form in _LINKS:
        return None
    for token in scene.doc[verb.i + 2 : verb.i + _ASIDE]:
        if token.text[0] in ".;:!?\n":
            return None
        if token.text != "," or scene.forms[token.i + 1 : token.i + 2] not in {("de",), ("d'",), ("à",)}:
            continue
        following = scene.doc[token.i + 2 : token.i + 5]
        act = next((t for t in following if is_infinitive(scene, t)), None)
        between = [t for t in following if act is not None and t.i < act.i]
        if act is not None and all(t.pos_ in {"PRON", "ADV"} and t.form not in {"quoi", "qui"} for t in between):
            return act
    return None


def _after_circumstance(scene: Scene, verb: Word) -> Word | None:
    """Return the bare infinitive behind a time or manner: « compte **à terme** fermer », « entend, d'ici juin, … »."""
    if scene.forms[verb.i + 1] in {"sur", "parmi"}:
        return None
    for token in scene.doc[verb.i + 2 : verb.i + REACH]:
        if token.text[0] in ".;:!?«\n" or token.form in _CLAUSES:
            return None
        if is_infinitive(scene, token):
            before = scene.doc[opening_of(scene, token) - 1]
            is_nested = before.pos_ == "ADP" and before.form != "d'ici"
            return None if is_nested or before.form in _GOVERNING else token
    return None


def is_aimed_at(scene: Scene, verb: Word, infinitive: Word) -> bool:
    """Tell whether a verb strives for an act: « **cherche à** vendre », « étudie **la possibilité de** vendre »."""
    between = scene.doc[verb.i + 1 : infinitive.i]
    if any(scene.lemmas[token.i] in scene.words.options for token in between):
        return True
    return any(token.form == "à" for token in between) and not any(token.pos_ in _NAMES for token in between)


def follows_clitic(scene: Scene, verb: Word) -> bool:
    """Tell whether an object stands before a verb: « comme **l'**a confirmé la maire », « elle **les** annonce »."""
    first = group_start(verb).i
    return not _DEFINITE.isdisjoint(scene.forms[max(0, first - 1) : verb.i])


def threat_after(scene: Scene, verb: Word, threats: tuple[str, ...]) -> Word | None:
    """Return what somebody threatens another with: « menace ses voisins de **sanctions** »."""
    subject = scene.subject_of(verb)
    if subject is not None and not scene.can_answer(subject):
        return None
    for token in scene.doc[verb.i + 1 : verb.i + REACH]:
        if token.text[0] in ".;:!?,\n":
            return None
        opened = any(form in _LINKS | {"des", "du"} for form in scene.forms[max(0, token.i - 2) : token.i])
        if opened and token.pos_ == "NOUN" and scene.lemmas[token.i] in threats:
            return token
    return None


def _is_purpose(scene: Scene, infinitive: Word) -> bool:
    """Tell whether an infinitive says what for, not what: « a promis 3 millions **pour** réparer le pont »."""
    position = infinitive.i - 1
    while position > 0 and scene.doc[position].pos_ in {"PRON", "ADV"}:
        position -= 1
    before = scene.forms[max(0, position - 1) : position + 1]
    return before[-1:] == ("pour",) or before[:1] in {("afin",), ("avant",)} or before[-1:] == ("sans",)


def after_moment(scene: Scene, first: int) -> int:
    """Return the token after a moment: « a promis **l'an dernier** d'interdire », « reporte **à lundi** le vote »."""
    if first >= len(scene.doc):
        return first
    start = scene.doc[first].idx
    for number in scene.moments_between(start, start + 1):
        end = scene.moments[number].end
        return next((t.i for t in scene.doc[first : first + 8] if t.idx >= end), first)
    return first


def _after_option(scene: Scene, verb: Word, first: int) -> int:
    """Return the token after what is weighed: « étudie **la possibilité** d'ouvrir », « examine l'opportunité de »."""
    if scene.verbs[verb.i] not in scene.words.striving | {"envisager"}:
        return first
    for position in range(first, min(first + 4, len(scene.doc) - 1)):
        if scene.lemmas[position] in scene.words.options:
            return position + 1
    return first


def _after_dative(scene: Scene, first: int) -> int:
    """Return the token after those to whom something is said: « promet **aux familles** de rouvrir »."""
    if scene.forms[first : first + 1] not in {("à",), ("au",), ("aux",)}:
        return first
    for position in range(first + 1, min(first + 6, len(scene.doc) - 1)):
        if scene.forms[position] in {"de", "d'"} and "Inf" in scene.doc[position + 1].morph.get("VerbForm", []):
            return position
    return first


def noun_after(scene: Scene, verb: Word) -> Word | None:
    """Return the first noun after a verb that no preposition introduces, where the parser gives it no object."""
    first = after_moment(scene, verb.i + 1)
    for token in scene.doc[first : first + 7]:
        if token.text in _OPEN_QUOTES and token.i == first:
            continue
        determined = scene.doc[token.i - 1].pos_ == "DET" and token.form in scene.words.actions
        if token.text[0] in '.;:!?«"\n' or (token.pos_ in {"SCONJ", "VERB"} and not determined):
            return None
        after_determiner = (
            scene.doc[token.i - 1].pos_ in {"DET", "ADJ", "NUM"} or scene.forms[token.i - 1] in _CONTRACTED
        )
        if after_determiner and (token.pos_ == "NOUN" or token.form in scene.words.actions):
            return token
    return None


def is_teller(scene: Scene, verb: Word, noun: Word) -> bool:
    """Tell whether a noun tells what stands before, as an incise's subject: « …, a annoncé **la commission** de … »."""
    first = group_start(verb)
    if not opens_incise(first) or not any(is_finite(t) for t in scene.doc[verb.sent.start : first.i]):
        return False
    mention = scene.resolver.mention_at(noun.i)
    is_named = mention is not None and scene.entries[mention.actor].kind != "place"
    is_body = scene.lemmas[noun.i] in scene.words.answerable and scene.forms[noun.i - 1] in _DEFINITE
    if not (is_named or is_body):
        return False
    subject = scene.subject_of(verb)
    return subject is None or subject.i > verb.i or _is_cue(scene, verb)


def _is_cue(scene: Scene, verb: Word) -> bool:
    """Tell whether a verb reports what stands before it."""
    cues = ((statement.cue, statement.content) for statement in scene.statements)
    return any(cue and cue[0] <= verb.idx < cue[1] and content[0][0] < verb.idx for cue, content in cues)


def reach_of(scene: Scene, verb: Word, lemma: str) -> int:
    """Return how far an object may stand: « a voté, **par 31 voix pour et 7 contre**, la fermeture »."""
    is_counted = lemma in scene.words.voting and "voix" in scene.forms[verb.i : verb.i + REACH]
    return 2 * REACH if is_counted else REACH


def takes_up(scene: Scene, verb: Word, lemma: str) -> bool:
    """Tell whether « y » stands for what is given up or promised: « la chambre **y renonce** », « s'**y** engage ».

    « Les impôts baisseront, **je m'y engage** » only signs the promise before it.
    """
    if lemma not in _ANAPHORIC or "y" not in scene.forms[max(0, group_start(verb).i - 1) : verb.i]:
        return False
    subject = scene.subject_of(verb)
    if subject is None or (subject.form in {"je", "j'"} and subject.i and scene.forms[subject.i - 1] == ","):
        return False
    return subject.pos_ == "PRON" or scene.can_answer(subject)


def says_to_want(scene: Scene, verb: Word) -> bool:
    """Tell whether somebody says that he wants something: « a dit **vouloir** une baisse de 10 % »."""
    return scene.verbs[verb.i] in _WANTING and scene.verbs[verb.i - 1] in scene.words.saying


def is_boon(scene: Scene, verb: Word, noun: Word) -> bool:
    """Tell whether somebody who answers for it promises a thing: « la maire promet **un parc** »."""
    subject = scene.subject_of(verb)
    if subject is None or subject.i > verb.i or subject.form in scene.words.first_person or not is_finite(verb):
        return False
    is_determined = any(form in _SOME for form in scene.forms[verb.i + 1 : noun.i])
    words, lemma = scene.words, scene.lemmas[noun.i]
    is_thing = not scene.resolver.actors_of(noun.i) and lemma not in words.answerable and lemma not in words.inanimate
    return is_thing and is_determined and scene.can_answer(subject) and not _is_told_to(scene, verb)


def is_release(scene: Scene, verb: Word, noun: Word) -> bool:
    """Tell whether who makes it announces a work or product to come: « annonce **un second tome** »."""
    subject = scene.subject_of(verb)
    opening = scene.forms[verb.i + 1 : noun.i]
    is_new = not _SOME.isdisjoint(opening[:-1] or opening) or not _OWN.isdisjoint(opening)
    is_named = scene.lemmas[noun.i] in scene.words.releases and scene.resolver.mention_at(noun.i) is None
    if not is_named or not is_new or subject is None:
        return is_named and is_new
    # « **un communiqué** de la chaîne annonce un second tome »
    return scene.can_answer(subject) or scene.lemmas[subject.i] in scene.words.papers


def _is_told_to(scene: Scene, verb: Word) -> bool:
    """Tell whether bad luck is foretold: « **leur** promet l'enfer »."""
    return not {"leur", "lui"}.isdisjoint(scene.forms[max(0, verb.i - 3) : verb.i])


def seen_to_after(scene: Scene, verb: Word) -> Word | None:
    """Return what somebody will see to: « s'est engagé **à ce que** 400 places **soient** livrées »."""
    for position in range(verb.i + 1, min(verb.i + _NEAR, len(scene.doc) - 3)):
        if scene.forms[position : position + 2] == ("à", "ce") and scene.forms[position + 2] in {"que", "qu'"}:
            clause = scene.doc[position + 3 : position + 3 + _CLAUSE]
            finite = next((t for t in clause if t.pos_ in {"VERB", "AUX"} and is_finite(t)), None)
            return governor_of(finite) if finite is not None else None
    return None


def is_dated(scene: Scene, noun: Word) -> bool:
    """Tell whether the parser took the day for what is done: « a déposé **samedi 9 novembre** un préavis »."""
    return any(scene.moments[n].end > noun.idx for n in scene.moments_between(noun.idx - 20, noun.idx + 1))
