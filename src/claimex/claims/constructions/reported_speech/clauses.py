"""Reported clauses and infinitives: « affirme **que** … », « dit **vouloir** … », « demande à X **de** … »."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.cues import can_speak, stand_in
from claimex.claims.constructions.reported_speech.gerunds import joined_to, main_subject, signed_before
from claimex.claims.constructions.reported_speech.impersonal import speaker_of_on
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.spans import clause_end, mode_of, quote_at
from claimex.mood import mood_of_form
from claimex.parse import Word
from claimex.rules import Rule
from claimex.schema import Mode
from claimex.syntax import (
    agent_of,
    complement_clause,
    finite_verb_of,
    governor_of,
    group_start,
    is_clitic,
    is_first_person,
    is_gerund,
    is_infinitive,
    is_negated,
    is_passive,
    is_reflexive,
    is_time,
    is_verb,
    phrase_of,
    subject_of,
)

_COMPARING = frozenset({"plus", "moins", "aussi", "autant", "davantage", "plutôt"})
_THINGS = frozenset({"tout", "cela", "ça", "ceci", "rien", "ce", "c'"})
_HEARERS = frozenset({"à", "au", "aux", "devant", "auprès"})
_REACH = 25  # tokens between a verb and the infinitive it governs


def find_clauses(found: Findings) -> None:
    """Add what verbs govern: a clause under que, an infinitive, an order."""
    scene = found.scene
    governing = set(found.triggers("verb_que").lemmas)
    for pattern in (None, "order", "call"):
        governing |= found.triggers("verb_infinitive", pattern).lemmas
    for verb, lemma in scene.verbs:
        if lemma not in governing or verb in found.verbs or scene.is_silent(scene.starts[verb]):
            continue
        if not _may_report(found, verb, lemma):
            continue
        for find in (_que_clause, _order, _call, _infinitive):
            report = find(found, verb, lemma)
            if report is not None:
                found.add(report)
                break


def _may_report(found: Findings, verb: int, lemma: str) -> bool:
    """Leave out nouns and adjectives of the same form, « n'a pas dit que » and what « je » says in one's own words."""
    scene = found.scene
    token = scene.tokens[verb]
    is_noun = verb == 0 or token.pos_ in {"DET", "ADP", "PROPN"} or scene.tokens[verb - 1].pos_ == "DET"
    if token.pos_ not in {"VERB", "AUX"} and is_noun:
        return False
    if is_negated(token) and lemma not in scene.lexicon.words("reporting.takes.negation"):
        return False
    subject = subject_of(token)
    is_inner = scene.quote_of[verb] >= 0
    if subject is None:
        return not is_inner and not _is_within(found, verb) and not scene.forms[verb].endswith(("ons", "ez"))
    if is_inner or _is_within(found, verb):
        return scene.is_finite(finite_verb_of(token).i) and subject.pos_ == "PROPN"
    return not is_first_person(subject)


def _is_within(found: Findings, verb: int) -> bool:
    """Tell whether a verb stands in a clause that is reported already."""
    return found.is_told(found.scene.starts[verb])


def _que_clause(found: Findings, verb: int, lemma: str) -> Report | None:
    scene = found.scene
    rules = found.triggers("verb_que").get(lemma)
    if lemma in scene.lexicon.words("reporting.takes.plain") and is_reflexive(scene.tokens[verb]):
        return None  # « s'est montré critique »
    clause = complement_clause(scene.tokens[verb]) if rules else None
    if clause is None:
        return None
    mark = clause[0].i
    _, end = scene.sentence(verb)
    compares = not _COMPARING.isdisjoint(scene.forms[verb + 1 : mark])  # « se dit plus vigilant que pessimiste »
    if compares and not scene.has_finite_verb(mark + 1, end):
        return None
    if mark >= end or scene.quote_of[mark] != scene.quote_of[verb] or _has_nearer_verb(found, verb, mark):
        return None
    rule = rules[0]
    token = governor_of(scene.tokens[verb])
    subject = subject_of(token)
    if is_passive(token) and lemma not in scene.lexicon.words("reporting.takes.conviction"):
        passive = found.triggers("passive_report").get(lemma)
        if not passive or (subject is not None and scene.forms[subject.i] not in {"il", "-il", "ce", "c'"}):
            return None
        rule, subject = passive[0], agent_of(token)
        if subject is None and lemma in scene.lexicon.words("reporting.stance.asking"):
            return None  # « Il est proposé que … »: nobody's words
    if not _goes_on(found, verb) and not _may_be_told(scene, verb, lemma, subject):
        return None
    content, mode, used = _clause_content(scene, verb, mark + 1)
    return _report(found, rule, content, mode, verb, lemma, subject, used)


def _goes_on(found: Findings, verb: int) -> bool:
    """Tell whether a participle or infinitive goes on from a report: « dit que …, **ajoutant** que … »."""
    return _may_go_on(found.scene.tokens[verb]) and signed_before(found, verb)[0] is not None


def _may_go_on(token: Word) -> bool:
    return is_gerund(token) or is_infinitive(finite_verb_of(token))


def _may_be_told(scene: Scene, verb: int, lemma: str, subject: Word | None) -> bool:
    """Leave out facts that show something (« Tout indique que ») and set phrases (« Il faut dire que »)."""
    if subject is None or subject.pos_ == "PRON":
        if subject is not None and scene.forms[subject.i] == "on" and mood_of_form(scene.forms[verb]) == "future":
            return False  # « On notera que … »: the journalist
        before = scene.forms[group_start(scene.tokens[verb]).i - 1] if verb else ""
        if subject is None and before in _THINGS:
            return False
        is_set = is_infinitive(scene.tokens[verb]) and verb > 0 and scene.tokens[verb - 1].lemma_ == "falloir"
        return not is_set and (subject is None or scene.forms[subject.i] not in _THINGS)
    if lemma not in scene.lexicon.words("reporting.takes.evidence"):
        return True
    speaker = stand_in(scene, verb, subject.i)
    is_signed = any(i in scene.names for i in range(speaker, verb))  # « les chiffres **de l'Insee** montrent »
    return can_speak(scene, speaker) and (is_signed or scene.forms[speaker] not in scene.lexicon.words("sources.data"))


def _has_nearer_verb(found: Findings, verb: int, mark: int) -> bool:
    scene = found.scene
    triggers = found.triggers("verb_que")
    return any(scene.tokens[i].pos_ == "VERB" and triggers.get(scene.lemma_of(i)) for i in range(verb + 1, mark))


def _clause_content(scene: Scene, verb: int, first: int) -> tuple[tuple[Offsets, ...], Mode, tuple[int, ...]]:
    """Return content, mode and quotations of a clause that starts at a token; marks around all of it stay outside."""
    end = clause_end(scene, verb, first)
    opening = quote_at(scene, first) if first < end else None
    if opening is not None and scene.quote_of[verb] < 0:
        quote = scene.quotes[opening]
        following = scene.token_at(quote.end) if quote.end < len(scene.text) else end
        while following < end and (scene.starts[following] < quote.end or scene.tokens[following].is_space):
            following += 1
        first_word, last_word = scene.inner_tokens(quote)
        is_clause = scene.has_finite_verb(first_word, last_word)
        goes_on = following + 1 < end and scene.forms[following] in {"et", "ou", "mais"}
        goes_on = goes_on and scene.forms[following + 1] in {"que", "qu'"}
        if following >= end or (is_clause and not goes_on):
            return (quote.inner,), "mixed", (opening,)
    content = scene.trim(scene.starts[first] if first < len(scene.tokens) else len(scene.text), scene.end_of(end - 1))
    used = scene.quotes_in(*content) if scene.quote_of[verb] < 0 else ()
    content = _to_quote_end(scene, content, used)
    return (content,), "mixed" if used else "indirect", used


def _to_quote_end(scene: Scene, content: Offsets, used: tuple[int, ...]) -> Offsets:
    """Let content that ends inside a quotation run to its closing mark."""
    if used and scene.quotes[used[-1]].end > content[1] > scene.quotes[used[-1]].start:
        return content[0], scene.quotes[used[-1]].end
    return content


def _infinitive(found: Findings, verb: int, lemma: str) -> Report | None:
    """Read « assure **vouloir maintenir la subvention** »: nothing but clitics, « ne pas » or a mark in between."""
    scene = found.scene
    rules = found.triggers("verb_infinitive", None).get(lemma)
    if not rules:
        return None
    _, end = scene.sentence(verb)
    first = _after_hearer(scene, verb + 1, end)
    i = first
    while i < end and (
        is_clitic(scene.tokens[i]) or scene.forms[i] in {"pas", "plus", "jamais", "rien"} or _is_mark(scene, i)
    ):
        i += 1
    if i >= end or not is_infinitive(scene.tokens[i]) or i > first + 8:
        return None
    return _governed(found, rules[0], verb, lemma, first)


def _after_hearer(scene: Scene, first: int, end: int) -> int:
    """Return the token after adverbs and who is told: « a raconté **hier à la police** avoir vu »."""
    while first < end:
        token = scene.tokens[first]
        if is_time(token) or (token.pos_ == "ADV" and scene.forms[first] not in {"ne", "n'"}):
            first += 1
        elif token.text == "," and (aside := _aside_end(scene, first, end)) is not None:
            first = aside
        elif scene.forms[first] in _HEARERS and first < token.head.i < min(end, first + 4):
            phrase = phrase_of(token.head)
            first = next((part.i for part in phrase if is_verb(part)), phrase.end)
        else:
            break
    return first


def _aside_end(scene: Scene, comma: int, end: int) -> int | None:
    """Return the token after « admet**, en mars dernier,** avoir menti »; None when no such aside starts at a comma."""
    closing = next((i for i in range(comma + 1, min(comma + 7, end)) if scene.tokens[i].text == ","), None)
    opens = comma + 1 < end and scene.tokens[comma + 1].pos_ in {"ADP", "ADV"}
    is_aside = opens and closing is not None and not any(is_verb(scene.tokens[i]) for i in range(comma + 1, closing))
    return closing + 1 if is_aside and closing is not None else None


def _is_mark(scene: Scene, token: int) -> bool:
    return quote_at(scene, token) is not None


def _order(found: Findings, verb: int, lemma: str) -> Report | None:
    """Read « demande au gouvernement de **renoncer à la hausse** »."""
    rules = found.triggers("verb_infinitive", "order").get(lemma)
    if not rules or not _may_ask(found.scene, verb):
        return None
    link = _link_before_infinitive(found.scene, verb, ("de", "d'"))
    return _governed(found, rules[0], verb, lemma, link + 1) if link is not None else None


def _call(found: Findings, verb: int, lemma: str) -> Report | None:
    """Read « appelle **les soignants à se rassembler** », « appelle à **voter** »: who is called belongs to it."""
    scene = found.scene
    rules = found.triggers("verb_infinitive", "call").get(lemma)
    if not rules or not _may_ask(scene, verb):
        return None
    link = _link_before_infinitive(scene, verb, ("à",))
    if link is None:
        return None
    first = verb + 1
    while first < link and (scene.tokens[first].pos_ in {"ADV"} or scene.tokens[first].text == ","):
        first += 1
    return _governed(found, rules[0], verb, lemma, link + 1 if first == link else first)


def _may_ask(scene: Scene, verb: int) -> bool:
    """Tell whether somebody asks: « la CGT appelle à … », not « le plan incite à », « sont appelés à »."""
    subject = subject_of(scene.tokens[verb])
    if subject is None or is_passive(scene.tokens[verb]):
        return False
    speaker = stand_in(scene, verb, subject.i)
    return scene.tokens[speaker].pos_ == "PRON" and scene.forms[speaker] not in _THINGS or can_speak(scene, speaker)


def _link_before_infinitive(scene: Scene, verb: int, links: tuple[str, ...]) -> int | None:
    """Return the « de » or « à » after a verb that an infinitive follows, with no other verb in between."""
    _, end = scene.sentence(verb)
    for i in range(verb + 1, min(end, verb + _REACH)):
        if scene.tokens[i].text[0] in ";:.!?" or scene.is_finite(i) or scene.forms[i] in {"que", "qu'"}:
            return None
        if scene.forms[i] in links:
            after = i + 1
            while after < end and (
                is_clitic(scene.tokens[after]) or scene.forms[after] == "pas" or _is_mark(scene, after)
            ):
                after += 1
            if after < end and is_infinitive(scene.tokens[after]):
                return i
    return None


def _governed(found: Findings, rule: Rule, verb: int, lemma: str, first: int) -> Report | None:
    scene = found.scene
    end = clause_end(scene, verb, first)
    if first >= end:
        return None
    opening = quote_at(scene, first)
    content = scene.trim(scene.starts[first], scene.end_of(end - 1))
    used = scene.quotes_in(*content) if scene.quote_of[verb] < 0 else ()
    content = _to_quoted_infinitive(scene, content, used)
    mode: Mode = mode_of(scene, content) if scene.quote_of[verb] < 0 else "indirect"
    if opening is not None:
        quote = scene.quotes[opening]
        if scene.trim(quote.end, max(quote.end, content[1]))[0] >= content[1] or len(used) == 1:
            content, mode = quote.inner, "direct"
    content = _to_quote_end(scene, content, used) if mode != "direct" else content
    subject = subject_of(scene.tokens[verb])
    return _report(found, rule, (content,), mode, verb, lemma, subject, used)


def _to_quoted_infinitive(scene: Scene, content: Offsets, used: tuple[int, ...]) -> Offsets:
    """Let an order end with its quoted infinitive: « appelle les élus à **« voter le texte »**, premier d'une série »."""
    for index in used:
        quote = scene.quotes[index]
        is_linked = scene.forms[scene.token_at(quote.start) - 1] in {"à", "de", "d'"}
        is_order = is_linked and is_infinitive(scene.tokens[scene.inner_tokens(quote)[0]])
        if is_order and scene.text[quote.end : content[1]].lstrip()[:1] == ",":
            return content[0], quote.end
    return content


def _report(
    found: Findings, rule: Rule, content: tuple[Offsets, ...], mode: Mode, verb: int, lemma: str,
    subject: Word | None, used: tuple[int, ...],
) -> Report:  # fmt: skip
    scene = found.scene
    cue = (scene.starts[verb], scene.end_of(verb))
    if _may_go_on(scene.tokens[verb]):
        follows, signer = signed_before(found, verb)
        signer = main_subject(scene, verb, content[-1][1]) if signer is None and follows is None else signer
    else:
        follows, signer = joined_to(found, verb), None
    speaker = signer if signer is not None else subject.i if subject is not None and follows is None else None
    speaker = speaker_of_on(scene, speaker, verb) if speaker is not None and scene.forms[speaker] == "on" else speaker
    return Report(rule, content, mode, cue, verb, lemma, speaker, quotes=used, follows=follows)
