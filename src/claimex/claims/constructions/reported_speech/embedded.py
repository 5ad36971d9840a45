"""Quoted phrases inside a sentence: under a verb (« juge ces annonces « tardives » ») or as what a person is."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.cues import can_speak, stand_in
from claimex.claims.constructions.reported_speech.gerunds import signed_before
from claimex.claims.constructions.reported_speech.quoted import is_full
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.spans import clause_end
from claimex.parse import Word
from claimex.schema import Mode
from claimex.syntax import (
    agent_of,
    auxiliaries_of,
    has_participle_form,
    is_first_person,
    is_gerund,
    is_infinitive,
    is_passive,
    is_time,
    is_verb,
    phrase_of,
    subject_of,
)

_FEWEST = 3  # words of a quoted phrase that is a statement
_CONDITIONS = frozenset({"si", "quand", "lorsque", "lorsqu'"})
_NEAR = 18  # tokens a quoted phrase may stand after its verb


def find_embedded_quotes(found: Findings) -> None:
    """Add quoted phrases in a sentence, as in La CGT juge ces annonces « tardives et bricolées »."""
    scene = found.scene
    for index, quote in found.free_quotes():
        if scene.words_in(quote) < _FEWEST:
            continue
        mark = scene.token_at(quote.start)
        start, _ = scene.sentence(mark)
        report = _embedded(found, index, start, mark)
        if report is not None:
            found.add(report)


def _embedded(found: Findings, index: int, start: int, mark: int) -> Report | None:
    scene = found.scene
    quote = scene.quotes[index]
    is_lower = scene.text[quote.inner[0]].islower() or scene.text[quote.inner[0]] in "[(…."
    for verb in range(mark - 1, max(start - 1, mark - _NEAR), -1):
        if scene.tokens[verb].text[0] in ";:" or verb in found.verbs:
            break
        if scene.quote_of[verb] >= 0:
            if scene.quote_of[verb] in found.quotes or scene.words_in(scene.quotes[scene.quote_of[verb]]) >= _FEWEST:
                break
            continue  # « un texte « équilibré », « fruit de deux ans de travail » »
        is_word = is_verb(scene.tokens[verb]) and scene.tokens[verb - 1].pos_ != "DET"
        if not is_word and not (scene.lexicon.verb_lemma(scene.forms[verb]) and _is_bare(scene, verb)):
            continue
        subject = _subject(scene, verb, quote.end)
        is_beyond = not _CONDITIONS.isdisjoint(scene.forms[verb + 1 : mark])
        if (subject is not None and is_first_person(subject)) or _names(scene, verb, mark) or is_beyond:
            return None  # « sans exclure de partir si la « situation de crise » dure »
        is_near = _is_near(scene, verb, mark)
        if not is_lower and is_full(scene, index) and (is_near or _is_addressed(scene, verb, mark)):
            return _said_without_colon(found, index, verb, subject)
        report = _under_verb(found, index, verb, subject, is_near=is_near) if is_lower or is_near else None
        if report is not None:
            return report
        if scene.is_finite(verb):
            speaker = stand_in(scene, verb, subject.i) if subject else None
            return _predicate(found, index, speaker, is_lower=is_lower and is_near)
    return _subject_before(found, index, start, mark, is_lower=is_lower)


def _is_addressed(scene: Scene, verb: int, mark: int) -> bool:
    """Tell whether only who is told stands between: « a dit **au président de région** « Il y en a … » »."""
    is_led = scene.forms[verb + 1 : verb + 2] in (["à"], ["au"], ["aux"])
    return is_led and not any(is_verb(scene.tokens[i]) or scene.tokens[i].text in ",:" for i in range(verb + 1, mark))


def _said_without_colon(found: Findings, index: int, verb: int, subject: Word | None) -> Report | None:
    """Read « Elle lui a lancé **« Vous ne m'aurez pas »** »: whole sentences right after a verb of saying."""
    scene = found.scene
    lemma = scene.lexicon.verb_lemma(scene.forms[verb])
    rules = found.triggers("colon_quote").get(lemma)
    if not rules or lemma not in scene.lexicon.words("reporting.takes.que") or not _is_speaker(scene, subject):
        return None
    offsets, speaker = (scene.starts[verb], scene.end_of(verb)), subject.i if subject is not None else None
    return Report(rules[0], (scene.quotes[index].inner,), "direct", offsets, verb, lemma, speaker, (index,))


def _names(scene: Scene, verb: int, mark: int) -> bool:
    """Tell whether a verb gives a name: « on l'**appelle** « la dame du lac » », not « appelle à « la prudence » »."""
    return scene.lexicon.verb_lemma(scene.forms[verb]) == "appeler" and scene.forms[mark - 1] not in {"à", "au"}


def _under_verb(found: Findings, index: int, verb: int, subject: Word | None, *, is_near: bool) -> Report | None:
    """Read « dénonce **un choix « honteux et tardif »** »: a quoted object or predicate of a reporting verb."""
    scene = found.scene
    lemma = scene.lexicon.verb_lemma(scene.forms[verb])
    is_told = is_infinitive(scene.tokens[verb]) and _is_narrative(scene, verb)
    rules = found.triggers("colon_quote" if is_told else "verb_noun").get(lemma)
    if is_told and rules and is_near:
        quote = scene.quotes[index]
        offsets = (scene.starts[verb], scene.end_of(verb))
        return Report(rules[0], (quote.inner,), "direct", offsets, verb, lemma, _narrated(scene, verb), (index,))
    follows, signer = signed_before(found, verb) if is_gerund(scene.tokens[verb]) else (None, None)
    subject = scene.tokens[signer] if signer is not None else subject
    if not rules or not (follows is not None or _is_speaker(scene, subject)):
        return None
    content, used = _phrase_content(found, verb, index, is_near=is_near)
    offsets = (scene.starts[verb], scene.end_of(verb))
    mode: Mode = "direct" if len(content) == 1 and content[0] == scene.quotes[index].inner else "mixed"
    speaker = subject.i if subject is not None and follows is None else None
    return Report(rules[0], content, mode, offsets, verb, lemma, speaker, used, follows)


def _is_narrative(scene: Scene, verb: int) -> bool:
    """Tell whether an infinitive tells who goes on: « Et l'élue **de conclure** « on verra » »."""
    start, _ = scene.sentence(verb)
    is_led = scene.forms[start] in {"et", "puis"} and scene.forms[verb - 1] in {"de", "d'"}
    return is_led and not scene.has_finite_verb(start, verb)


def _narrated(scene: Scene, verb: int) -> int | None:
    """Return the noun before « de » and an infinitive that tells who goes on; None for « Et d'ajouter »."""
    start, _ = scene.sentence(verb)
    return next((i for i in range(start + 1, verb - 1) if scene.may_be_speaker(i)), None)


def _subject(scene: Scene, verb: int, after: int) -> Word | None:
    """Return who speaks: the subject, the agent of a passive, the name before a verb taken for a noun."""
    token = scene.tokens[verb]
    if not is_verb(token):
        return token.nbor(-1)
    if not is_passive(token):
        agent = _agent_after(scene, after) if _is_bare_participle(token) else None
        return agent or subject_of(token)
    return agent_of(token) or _agent_after(scene, after)


def _agent_after(scene: Scene, offset: int) -> Word | None:
    """Return the agent that follows a quotation: « jugé « trop cher » **par l'opposition** »."""
    first = scene.token_at(offset) + 1
    if first + 1 >= len(scene.tokens):
        return None
    by = next((i for i in range(first - 1, first + 1) if scene.forms[i] == "par"), None)
    head = next((i for i in range(by + 1, by + 5) if scene.may_speak(i)), None) if by is not None else None
    return scene.tokens[head] if head is not None else None


def _is_bare_participle(token: Word) -> bool:
    """Tell whether a past participle stands alone: « **jugé** « trop cher » par l'opposition »."""
    return has_participle_form(token) and not auxiliaries_of(token)


def _is_speaker(scene: Scene, subject: Word | None) -> bool:
    """Tell whether a subject may speak: « la CGT », « elle », « le rapport », not « l'objectif du plan »."""
    if subject is None:
        return False
    return subject.pos_ == "PRON" or can_speak(scene, subject.i)


def _is_bare(scene: Scene, token: int) -> bool:
    """Tell whether a word taken for a noun stands bare after another, as a verb does: « La CGT **juge** »."""
    before = scene.tokens[token - 1].pos_ if token else "DET"
    return before not in {"DET", "ADP", "NUM", "ADJ", "PUNCT", "CCONJ"} and scene.tokens[token].text.islower()


def _is_near(scene: Scene, verb: int, mark: int) -> bool:
    """Tell whether nothing but adverbs and « de », « à », « au contraire » stands between a verb and a mark."""
    return all(
        scene.tokens[i].pos_ in {"ADV", "ADP", "AUX"} or scene.forms[i] in {"contraire", "pas", "que", ","}
        for i in range(verb + 1, mark)
    )


def _phrase_content(
    found: Findings, verb: int, index: int, *, is_near: bool
) -> tuple[tuple[Offsets, ...], tuple[int, ...]]:
    scene = found.scene
    quote = scene.quotes[index]
    mark = scene.token_at(quote.start)
    opening = next((i for i in range(verb + 1, mark) if scene.quote_of[i] >= 0), mark + 1) - 1
    first = _after_adjuncts(scene, verb, min(mark, opening))  # « parle d'un projet « utile » et « attendu de tous » »
    is_all = all(scene.tokens[i].pos_ in {"DET", "ADP"} for i in range(first, mark))
    if is_near or is_all or _is_governed_infinitive(scene, index) or _is_announced(scene, verb, index):
        return (quote.inner,), (index,)
    last = clause_end(scene, verb, first)
    begin, end = scene.trim(scene.starts[first], scene.end_of(last - 1))
    others = [i for i in scene.quotes_in(begin, end) if i not in found.quotes]
    end = max(quote.end, max((scene.quotes[i].end for i in others), default=0))
    return ((begin, end),), tuple(others)


def _is_announced(scene: Scene, verb: int, index: int) -> bool:
    """Tell a quoted complement of what is announced: « a annoncé l'envoi d'**« une équipe de renfort »** »."""
    if scene.lexicon.verb_lemma(scene.forms[verb]) not in scene.lexicon.words("sources.announcing"):
        return False
    mark = scene.token_at(scene.quotes[index].start)
    first, _ = scene.inner_tokens(scene.quotes[index])
    link = mark - 1 if scene.tokens[mark - 1].pos_ == "DET" else mark
    is_linked = scene.tokens[link - 1].pos_ == "ADP" or scene.tokens[link - 1].text in {"'", "’"}
    return is_linked and (link < mark or scene.tokens[first].pos_ in {"DET", "NUM"})


def _after_adjuncts(scene: Scene, verb: int, mark: int) -> int:
    """Return where the object of a verb starts: « a dénoncé lundi devant la presse **un choix « honteux »** »."""
    first = verb + 1
    while first < mark:
        token = scene.tokens[first]
        if token.pos_ in {"ADV", "PUNCT"} or is_time(token):
            first += 1
        elif token.pos_ == "ADP" and first < token.head.i < mark and not is_infinitive(token.head):
            first = min(mark, phrase_of(token.head).end)
        elif token.pos_ == "ADP":
            return first + 1
        else:
            break
    return min(first, mark)


def _is_governed_infinitive(scene: Scene, index: int) -> bool:
    """Tell whether a quotation is the infinitive after « de »: « accuse l'État de **« mentir aux élus »** »."""
    mark = scene.token_at(scene.quotes[index].start)
    first, _ = scene.inner_tokens(scene.quotes[index])
    is_cut = mark > 1 and scene.tokens[mark - 1].text in {"'", "’"} and scene.forms[mark - 2] == "d"  # « d'« avoir »
    return (is_cut or scene.forms[mark - 1] in {"de", "d'"}) and is_infinitive(scene.tokens[first])


def _predicate(found: Findings, index: int, subject: int | None, *, is_lower: bool) -> Report | None:
    """Read « elle n'a « plus beaucoup d'illusions » »: what a person is, has or does, in his own words."""
    rule = found.rule("quote_verb", "predicate")
    if rule is None or not is_lower or subject is None or not found.scene.may_be_speaker(subject):
        return None
    return Report(rule, (found.scene.quotes[index].inner,), "direct", speaker=subject, quotes=(index,))


def _subject_before(found: Findings, index: int, start: int, mark: int, *, is_lower: bool) -> Report | None:
    """Read « Son avocat, Me Fall, « conteste chaque franc » »: the quotation brings the verb."""
    scene = found.scene
    rule = found.rule("quote_verb", "predicate")
    first, last = scene.inner_tokens(scene.quotes[index])
    if rule is None or not is_lower or not any(scene.is_finite(i) for i in range(first, min(first + 3, last))):
        return None
    nouns = [i for i in range(start, mark) if scene.tokens[i].pos_ in {"NOUN", "PROPN", "PRON"}]
    near = [
        i for i in nouns if i == mark - 1 and not scene.is_governed(i)
    ]  # « Faute de mieux, **l'élu** « attend … » »
    for i in near + nouns[:1]:
        if scene.may_be_speaker(i):
            return Report(rule, (scene.quotes[index].inner,), "direct", speaker=i, quotes=(index,))
    return None
