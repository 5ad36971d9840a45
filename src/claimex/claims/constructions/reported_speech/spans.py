"""Where the words of a report start and end."""

import re

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.appositions import apposition_before
from claimex.claims.constructions.reported_speech.clause_ends import (
    end_at_main_clause,
    is_conviction,
    joins_report,
    says_on,
)
from claimex.claims.constructions.reported_speech.cues import can_speak, read_cue
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.schema import Mode
from claimex.syntax import (
    conjuncts_of_clause,
    finite_verb_of,
    governor_of,
    group_start,
    is_clitic,
    is_gerund,
    is_relative,
    is_root,
    is_verb,
    opens_subordinate,
    subject_before,
)

_OBJECT_LINKS = frozenset({"de", "d'", "du", "des", "à", "au", "aux", "jusqu'", "jusqu'à", "jusqu'en", "jusqu'au"})
_LABEL = 6  # tokens of « Séisme au Japon »
_TURNS = frozenset({"alors", "tandis", "mais", "or"})
_CONTRASTS = [
    ["alors", "que"],
    ["alors", "qu'"],
    ["tandis", "que"],
    ["tandis", "qu'"],
    ["même", "si"],
    ["même", "s'"],
    ["bien", "que"],
    ["bien", "qu'"],
]
_DATELINE = re.compile(r"[^.!?«»\n]{0,60}?(?:\d{4}\.|\)|,[^.!?«»\n]{0,30}?)?\s[–—-]\s+(?=[A-ZÀ-Ý«“\"])")


def mode_of(scene: Scene, content: Offsets) -> Mode:
    """Return "mixed" when part of the content stands in quotation marks, else "indirect"."""
    return "mixed" if scene.quotes_in(*content) else "indirect"


def clause_end(scene: Scene, verb: int, start: int) -> int:
    """Return the token after a reported clause that starts at ``start`` under ``verb``.

    The clause runs to the end of the sentence, unless a verb coordinated with the reporting one comes first
    (« rappelle que … **et appelle** … »), « **, mais** » with a verb of its own, a colon before a quotation, an incise
    that signs the whole sentence (« nie avoir menti**, dit le parquet** »), a participle by which the speaker goes on
    (« affirme que …**, ajoutant que** … »), or the main clause that a gerund, a relative or « si » waits for
    (« Les élus, estimant que …**, ont saisi** »).
    """
    first, end = scene.sentence(verb)
    waits = (is_gerund(scene.tokens[verb]) or is_conviction(scene, verb)) and not scene.has_finite_verb(first, verb)
    for i in range(start, end):
        if scene.quote_of[i] != scene.quote_of[verb] or i + 1 >= end:
            continue
        is_closed = scene.tokens[i].text == ")" and scene.tokens[start - 1].text != "(" and _is_inside(scene, start, i)
        if is_closed or (scene.tokens[i].text == ":" and scene.quote_of[i] < 0 and opens_quote(scene, i + 1)):
            end = i
            break
        if scene.forms[i] in {"et", "puis"} and joins_report(scene, verb, start, i + 1):
            end = i
            break
        if scene.tokens[i].text != ",":
            continue
        is_turn = _turns(scene, i + 1, end) or signs(scene, i + 1, end) or says_on(scene, i + 1, end)
        if is_turn or (waits and scene.has_finite_verb(start, i) and _resumes(scene, i + 1, end)):
            end = i
            break
    end = min(_main_clause(scene, verb, start, end), end_at_main_clause(scene, verb, start))
    cut = conjuncts_of_clause(scene.tokens[verb], start, end)
    return cut if cut is not None else end


def _is_inside(scene: Scene, start: int, bracket: int) -> bool:
    """Tell whether a bracket that closes was open before a clause: « (qui dit avoir vu Léa**)** est parti »."""
    inside = scene.text[scene.starts[start] : scene.starts[bracket]]
    return inside.count("(") <= inside.count(")")


def _main_clause(scene: Scene, verb: int, start: int, end: int) -> int:
    """Return the comma before the main clause that follows: « Après avoir dit que …**, l'exécutif a reculé** »."""
    main = scene.tokens[verb].head
    if not start < main.i < end or not scene.is_finite(finite_verb_of(main).i):
        return end
    subject = subject_before(main)
    first = subject.left_edge.i if subject is not None else group_start(main).i
    return first - 1 if first - 1 > start and scene.tokens[first - 1].text == "," else end


def _is_answered(scene: Scene, first: int, end: int) -> bool:
    """Tell whether others answer here: « dit que le pont est sûr, **ce que conteste la mairie** »."""
    is_led = scene.forms[first : first + 2] in (["ce", "que"], ["ce", "qu'"])
    answering = scene.lexicon.words("sources.answering")
    return is_led and any(
        scene.lexicon.verb_lemma(form) in answering for form in scene.forms[first + 2 : min(end, first + 6)]
    )


def _turns(scene: Scene, first: int, end: int) -> bool:
    """Tell whether « , **mais** le texte doit … » goes back to the narrator: a finite verb and no « que » follow.

    So does « vouloir « tenir bon »**, alors qu'**il avait promis de partir » right after quoted words.
    """
    if _is_answered(scene, first, end):
        return True
    if scene.forms[first : first + 2] in _CONTRASTS and scene.tokens[first - 2].text[-1] in '»”"':
        return scene.has_finite_verb(first, end)
    if scene.forms[first] != "mais" or first + 1 >= end or scene.forms[first + 1] in {"que", "qu'", "aussi", "non"}:
        return False
    return scene.has_finite_verb(first, end)


def signs(scene: Scene, first: int, end: int) -> bool:
    """Tell whether an incise starts here that ends the sentence: « , **a indiqué le parquet** »."""
    cue = read_cue(scene, first)
    if cue is None or cue.lemma not in scene.lexicon.words("reporting.stance") or not _is_speaker(scene, cue.subject):
        return False
    return not scene.has_finite_verb(max(cue.verb, cue.subject) + 1, end)


def _is_speaker(scene: Scene, subject: int) -> bool:
    return is_clitic(scene.tokens[subject]) or can_speak(scene, subject)


def _resumes(scene: Scene, first: int, end: int) -> bool:
    """Tell whether the verb of a main clause starts here: « , **ont saisi** le tribunal », « , **s'y** opposent »."""
    while first < end and (is_clitic(scene.tokens[first]) or scene.tokens[first].pos_ == "ADV"):
        first += 1
    return first < end and scene.is_finite(first)


def opens_quote(scene: Scene, token: int) -> bool:
    """Tell whether a token is the opening mark of a quotation."""
    while token < len(scene.tokens) and scene.tokens[token].is_space:
        token += 1
    return token < len(scene.tokens) and quote_at(scene, token) is not None


def quote_at(scene: Scene, token: int) -> int | None:
    """Return the outer quotation whose mark this token is or starts with."""
    if token >= len(scene.starts):
        return None
    offset = scene.starts[token]
    for index in scene.quotes_in(offset, offset + 1):
        if scene.quotes[index].start == offset:
            return index
    return None


def content_of_sentence(scene: Scene, first: int, after: int, *, is_source: bool) -> Offsets:
    """Return the words of a sentence signed by an incise from token ``first`` to ``after``.

    A final incise and what hangs on it stay outside; one in the middle of the clause stays in
    (« Les chambres, dit-elle, restent à 19 degrés »).
    """
    start, end = scene.sentence(first)
    begin = _body_start(scene, start, first)
    begin = _after_break(scene, begin, first)
    is_whole = _is_complete(scene, begin, first)
    goes_on = (is_source and _goes_on(scene, after, end)) or _parts_object(scene, first, after, end)
    if first > begin and is_whole and not goes_on:
        begin = apposition_before(scene, begin, first) or begin
        return scene.trim(scene.starts[begin], scene.end_of(first - 1))
    return scene.trim(scene.starts[begin], scene.end_of(end - 1))


def _after_break(scene: Scene, begin: int, first: int) -> int:
    """Return where the clause before an incise starts: after a semicolon, or a label (« **Canicule :** il fait … »)."""
    for i in range(first - 1, begin, -1):
        if scene.quote_of[i] >= 0:
            continue
        is_label = scene.forms[i] == ":" and i - begin < _LABEL and not scene.has_finite_verb(begin, i)
        if scene.forms[i] == ";" or (is_label and scene.has_finite_verb(i + 1, first)):
            return i + 1
    return begin


def retort_before(scene: Scene, incise: int) -> Offsets | None:
    """Return an answer without a verb: « **Pas question**, rétorque le maire, Léa Roy », « **Pas de hausse**, dit »."""
    start, end = scene.sentence(incise)
    content = scene.trim(scene.starts[start], scene.end_of(incise - 1))
    goes_on = any(scene.forms[i] == "," and scene.forms[i + 1] in _OBJECT_LINKS for i in range(incise, end - 1))
    if scene.text[slice(*content)].lower() in scene.lexicon.words("sources.retorts"):
        return None if goes_on else content  # « Pas question, dit-il, **de** céder »
    opens = scene.forms[start] in {"aucun", "aucune", "zéro"}
    opens = opens or (scene.forms[start] in {"pas", "plus"} and scene.forms[start + 1] in {"de", "d'", "question"})
    return content if opens and not goes_on and not scene.has_finite_verb(start, incise - 1) else None


def _parts_object(scene: Scene, first: int, after: int, end: int) -> bool:
    """Tell whether an incise parts a verb from its object: « Le plan **vise**, dit-il, **les ports** du lac »."""
    if first < 2 or after + 2 >= end or scene.tokens[first - 1].text != "," or scene.tokens[after].text != ",":
        return False
    before, following = governor_of(scene.tokens[first - 2]), scene.tokens[after + 1]
    is_open = is_verb(scene.tokens[first - 2]) and before.i < first
    if after + 1 in scene.names and scene.forms[after - 1] in scene.humans:
        return False  # « …, dit-on chez l'avocate de Sens, **Laure Petit** »
    is_object = following.pos_ in {"DET", "NUM", "PRON", "PROPN"} or following.form in _OBJECT_LINKS
    return is_open and is_object and not is_relative(following) and not scene.has_finite_verb(after + 1, end)


def _body_start(scene: Scene, start: int, first: int) -> int:
    """Return the first token after a dateline (« Dakar, 5 juin (APS) – »)."""
    match = _DATELINE.match(scene.text, scene.starts[start])
    if match and match.end() < scene.starts[first] and scene.block_of(match.start()) is not None:
        begin = scene.token_at(match.end())
        if not scene.has_finite_verb(start, begin):
            return begin
    return start


def _is_complete(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a clause that can stand alone has come before the incise."""
    is_subordinate = opens_subordinate(scene.tokens[start])
    for i in range(start, end):
        if not scene.is_finite(i) or is_relative(scene.tokens[i]):
            continue
        if governor_of(scene.tokens[i]).i >= end:
            continue  # « Il aurait, dit-il, changé d'avis »: the participle comes later
        if not is_subordinate or is_root(governor_of(scene.tokens[i])) or _follows_subordinate(scene, start, i):
            return True
    return False


def _follows_subordinate(scene: Scene, start: int, verb: int) -> bool:
    """Tell whether a comma parts a verb from the subordinate clause at the head: « S'il pleut**, on rentre** »."""
    comma = next((i for i in range(verb - 1, start, -1) if scene.tokens[i].text == ","), start)
    return scene.has_finite_verb(start, comma)


def _opens_clause(scene: Scene, first: int, end: int) -> bool:
    """Tell whether a clause with a subject of its own starts here: « et **deux usines sont** menacées »."""
    verb = next((i for i in range(first, end) if scene.is_finite(i) and scene.quote_of[i] < 0), end)
    subject = subject_before(governor_of(scene.tokens[verb])) if verb < end else None
    return subject is not None and first <= subject.i < verb and scene.tokens[first].pos_ in {"DET", "NUM", "PROPN"}


def _goes_on(scene: Scene, after: int, end: int) -> bool:
    """Tell whether the sentence goes on after « , selon X, »: with a preposition, a conjunction or a verb."""
    if after + 1 < end and scene.tokens[after].text == ":":
        return not opens_quote(scene, after + 1)
    if after + 1 >= end or scene.tokens[after].text != ",":
        return False
    following = scene.tokens[after + 1]
    if scene.forms[after + 1] == "et" and _opens_clause(scene, after + 2, end):
        return False  # « …, selon la CGT, **et deux usines sont** menacées »
    if scene.forms[after + 1] in _TURNS and scene.has_finite_verb(after + 1, end):
        return False  # « …, selon la CGT, **alors que** la direction assure »
    return following.pos_ in {"ADP", "CCONJ", "VERB", "AUX", "ADV", "SCONJ"} and not is_relative(following)
