"""Quoted words in the journal's own sentence: « Le plan doit **« rendre la rue aux piétons du quartier »** »."""

from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.syntax import governor_of, has_participle_form, is_infinitive, is_passive, is_time, is_verb, subject_of

_FEWEST = 5  # words of a phrase that somebody said; four when it has a verb
_OPINION = 3  # words of what somebody takes something for
_LONG = 8  # words that no term has
_NEAR = 3  # tokens between a verb that gives a name and the name
_OPEN = frozenset({"DET", "ADP", "PRON", "ADV", "SCONJ", "NUM", "VERB", "AUX", "CCONJ"})
_MAKING = frozenset({"faire", "voir"})
_OF = frozenset({"de", "d'", "du", "des", "dans", "en"})
_CHARGED = 14  # tokens from « mis en examen » to the offence
_REACH = 7  # tokens from « fait » to the quoted words
_MODIFIES = frozenset({"ADP", "ADJ", "VERB", "ADV", "PRON"})


def find_fragments(found: Findings) -> None:
    """Add quoted phrases that no verb of speech governs: nobody's term or name, they are somebody's words.

    Not « mis en examen pour « violences volontaires avec arme » », « une soirée dite « du grand froid » ».
    """
    scene = found.scene
    rule = found.rule("quote_verb", "fragment")
    if rule is None:
        return
    for index, quote in found.free_quotes():
        mark = scene.token_at(quote.start)
        start, _ = scene.sentence(mark)
        if mark <= start or found.is_told(quote.start):
            continue
        subject = _subject(scene, start, mark)
        if not is_phrase(scene, index, mark) and not _is_valued(scene, index, mark, subject):
            continue
        if subject is None or scene.forms[subject] not in scene.lexicon.words("sources.works"):  # what a film tells of
            speaker = subject if subject is not None and scene.may_be_speaker(subject) else None
            follows = _turn_before(found, start, mark) if speaker is None else None
            found.add(Report(rule, (quote.inner,), "direct", speaker=speaker, quotes=(index,), follows=follows))


def _turn_before(found: Findings, start: int, mark: int) -> Report | None:
    """Return the report whose speaker goes on: « …, dit Léa Roy. Le reste suivra « quand il y aura de l'argent » »."""
    scene = found.scene
    block = scene.block_of(scene.starts[start])
    if block is None or any(scene.may_speak(i) for i in range(start, mark)):
        return None
    return found.last_before(scene.starts[start], since=max(block.start, scene.starts[scene.sentence(start - 1)[0]]))


def is_phrase(scene: Scene, index: int, mark: int) -> bool:
    """Tell a phrase of a speaker from a term, which is a bare noun or hangs on one: « un « plan de relance » »."""
    quote = scene.quotes[index]
    first, last = scene.inner_tokens(quote)
    opening = scene.text[quote.inner[0]]
    words = scene.words_in(quote)
    if scene.forms[mark - 1] in scene.lexicon.words("sources.banners"):
        return words >= _FEWEST
    is_phrase_like = opening.islower() or opening.isdigit()
    if is_phrase_like and words >= _OPINION and _is_seen(scene, mark):
        return True
    if not is_phrase_like or _is_named(scene, mark):
        return False
    if words < _LONG and _is_noun(scene, mark):
        return False
    if scene.forms[mark - 1] in {"pour", "de"} and _is_charge(scene, mark) and not scene.has_finite_verb(first, last):
        return False
    if words >= _LONG or (words >= _FEWEST and scene.has_finite_verb(first, last)):
        return True
    has_verb = any(scene.is_finite(i) or is_infinitive(scene.tokens[i]) for i in range(first, last))
    before, head = scene.tokens[mark - 1], scene.tokens[first].pos_
    is_noun = before.pos_ in {"NOUN", "PROPN"} and not is_time(before) and not _is_made(scene, mark)
    is_noun = is_noun and scene.forms[mark - 2] != "en"  # « met **en cause** « des manquements graves » »
    if words < _FEWEST - has_verb:
        return False
    return head in (_MODIFIES if is_noun else _OPEN)


def _is_valued(scene: Scene, index: int, mark: int, subject: int | None) -> bool:
    """Tell whether somebody values what he does or wants: « Le préfet a validé un dispositif « fragile mais sûr » »."""
    quote = scene.quotes[index]
    first, last = scene.inner_tokens(quote)
    is_balanced = "mais" in scene.forms[first:last]  # no name: « un plan « fragile mais sûr » »
    if subject is None or not scene.may_speak(subject) or (_is_named(scene, mark) and not is_balanced):
        return False
    is_adjective = scene.tokens[first].pos_ in {"ADJ", "ADV"} or has_participle_form(scene.tokens[first])
    is_modifier = is_adjective and scene.tokens[mark - 1].pos_ in {"NOUN", "ADJ"}
    is_weighed = not {"mais", "et", ",", "de"}.isdisjoint(scene.forms[first + 1 : last])
    return is_modifier and is_weighed and scene.words_in(quote) >= _OPINION and scene.text[quote.inner[0]].islower()


def _is_charge(scene: Scene, mark: int) -> bool:
    """Tell whether quoted words name an offence: « mis en **examen** pour « vol en bande et recel de vol » »."""
    return not scene.lexicon.words("sources.charging").isdisjoint(scene.forms[max(0, mark - _CHARGED) : mark])


def _is_noun(scene: Scene, mark: int) -> bool:
    """Tell whether quoted words stand for a noun: « **le** « en même temps » », « **un fameux** « on verra » »."""
    before = mark - 2 if scene.tokens[mark - 1].pos_ == "ADJ" else mark - 1
    return scene.tokens[before].pos_ == "DET"


def _is_seen(scene: Scene, mark: int) -> bool:
    """Tell whether somebody says what he takes something for: « y **voit** un « cadeau fait aux promoteurs » »."""
    start = max(0, mark - _REACH)
    verb = next((i for i in range(mark - 1, start, -1) if scene.lexicon.verb_lemma(scene.forms[i]) == "voir"), None)
    if verb is None or not is_verb(scene.tokens[verb]):
        return False
    is_there = scene.forms[verb - 1] == "y" or scene.forms[verb - 2] == "y"
    return is_there or scene.forms[verb + 1] in {"dans", "en", "derrière"}


def _is_named(scene: Scene, mark: int) -> bool:
    """Tell whether a quotation is a name or a work: « une soirée **intitulée** « … » », « il **chante** « … » »."""
    words = scene.lexicon.words
    naming, before = words("sources.naming"), scene.forms[mark - 1]
    if before in words("sources.works") or before in words("sources.labelled"):
        return True
    for i in range(mark - 1, max(-1, mark - 1 - _NEAR), -1):
        if scene.tokens[i].pos_ == "ADP":
            return False  # « nommé **pour** « rétablir la confiance » »
        if scene.forms[i] in naming or scene.tokens[i].lemma_ in naming:
            return True
    return False


def _is_made(scene: Scene, mark: int) -> bool:
    """Tell whether something is said of the noun before: « a **fait de** l'emploi « … » », « **voit en** lui »."""
    return any(
        scene.tokens[i].lemma_ in _MAKING and scene.forms[i + 1] in _OF for i in range(max(0, mark - _REACH), mark - 2)
    )


def _subject(scene: Scene, start: int, mark: int) -> int | None:
    """Return the subject of the last finite verb before quoted words; None after a passive, which has no speaker."""
    verb = next((i for i in range(mark - 1, start - 1, -1) if scene.is_finite(i) and scene.quote_of[i] < 0), None)
    if verb is None or is_passive(governor_of(scene.tokens[verb])):
        return None
    subject = subject_of(scene.tokens[verb])
    return subject.i if subject is not None else None
