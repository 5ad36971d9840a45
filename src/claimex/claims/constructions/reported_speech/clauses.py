"""Reported clauses: « affirme **que** … », « il a été annoncé **que** … »."""

from functools import lru_cache

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.cues import can_speak, stand_in
from claimex.claims.constructions.reported_speech.gerunds import signed_before
from claimex.claims.constructions.reported_speech.governed import build_report, may_go_on, to_quote_end
from claimex.claims.constructions.reported_speech.impersonal import speaker_of_on
from claimex.claims.constructions.reported_speech.infinitives import read_call, read_infinitive, read_order
from claimex.claims.constructions.reported_speech.report import Findings, Report, triggers_of
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.spans import clause_end, quote_at
from claimex.lexicon import Lexicon
from claimex.mood import mood_of_form
from claimex.parse import Word
from claimex.rules import RuleBook
from claimex.schema import Mode
from claimex.syntax import (
    agent_of,
    complement_clause,
    finite_verb_of,
    governor_of,
    group_start,
    has_participle_form,
    is_first_person,
    is_infinitive,
    is_negated,
    is_parted_by_time,
    is_passive,
    is_reflexive,
    subject_beyond_relative,
    subject_of,
    verb_lemma,
)

_COMPARING = frozenset({"plus", "moins", "aussi", "autant", "davantage", "plutôt"})
_COMPARED = frozenset({"celui", "celle", "ceux", "celles", "prévu", "prévue", "prévus", "prévues"})
_THINGS = frozenset({"tout", "cela", "ça", "ceci", "rien", "ce", "c'"})
_NO_VERB_AFTER = frozenset({"même", "mêmes", "nul", "aucun", "sans"})  # « nul doute que », « au même titre que »
_OWN = frozenset({"lui", "elle", "eux", "elles"})
_SET = 6  # tokens of « Il est important de rappeler »


def find_clauses(found: Findings) -> None:
    """Add what verbs govern: a clause under que, an infinitive, an order."""
    scene = found.scene
    governing = _governing(found.rules, scene.lexicon)
    for verb, lemma in scene.verbs:
        if lemma not in governing or verb in found.verbs or scene.is_silent(scene.starts[verb]):
            continue
        if scene.forms[verb - 1] in _NO_VERB_AFTER or not _may_report(found, verb, lemma):
            continue
        for find in (_que_clause, read_order, read_call, read_infinitive):
            report = find(found, verb, lemma)
            if report is not None:
                found.add(report)
                break


@lru_cache(maxsize=8)
def _governing(rules: RuleBook, lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs that may govern a clause."""
    infinitives = (triggers_of(rules, lexicon, "verb_infinitive", pattern) for pattern in (None, "order", "call"))
    return frozenset().union(*(found.lemmas for found in (triggers_of(rules, lexicon, "verb_que"), *infinitives)))


def _may_report(found: Findings, verb: int, lemma: str) -> bool:
    """Leave out nouns and adjectives of the same form, « n'a pas dit que » and what « je » says in one's own words."""
    scene = found.scene
    token = scene.tokens[verb]
    is_noun = verb == 0 or token.pos_ in {"DET", "ADP", "PROPN"} or scene.tokens[verb - 1].pos_ in {"DET", "NUM"}
    is_convinced = lemma in scene.lexicon.words("reporting.takes.conviction")  # « Persuadé que … »
    if not is_convinced and ((token.pos_ not in {"VERB", "AUX"} and is_noun) or _describes(scene, verb)):
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


def _describes(scene: Scene, verb: int) -> bool:
    """Tell whether a participle describes the noun before it: « la presse **écrite** que lit le pays »."""
    token = scene.tokens[verb]
    if verb + 1 == len(scene.tokens) or scene.forms[verb + 1] not in {"que", "qu'"}:
        return False  # « L'explication **avancée** est que … »
    is_bare = verb > 0 and scene.tokens[verb - 1].pos_ == "NOUN" and not scene.is_finite(finite_verb_of(token).i)
    is_bare = is_bare and has_participle_form(token) and token.dep_ in {"acl", "amod"}
    return is_bare and not is_parted_by_time(token)  # « avait un temps **annoncé** que … »


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
    if not _COMPARED.isdisjoint(scene.forms[mark + 1 : mark + 2]) and not scene.has_finite_verb(mark + 1, end):
        return None  # « un prix annoncé bien plus bas que **celui** d'une coque »
    if compares and not scene.has_finite_verb(mark + 1, end):
        return None
    if scene.forms[mark - 2 : mark] == ["le", "fait"] and scene.tokens[mark - 3].pos_ == "ADJ":
        return None  # « juge choquant le fait que … »: a fact that is judged
    if mark >= end or scene.quote_of[mark] != scene.quote_of[verb] or _has_nearer_verb(found, verb, mark):
        return None
    rule = rules[0]
    token = governor_of(scene.tokens[verb])
    subject = subject_beyond_relative(token) or subject_of(token)
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
    if not used and lemma in scene.lexicon.words("sources.wishing"):
        return None  # « attend que l'État paie »: a wish, nobody's words
    return build_report(found, rule, content, mode, verb, lemma, subject, used)


def _goes_on(found: Findings, verb: int) -> bool:
    """Tell whether a participle or infinitive goes on from a report: « dit que …, **ajoutant** que … »."""
    return may_go_on(found.scene.tokens[verb]) and signed_before(found, verb)[0] is not None


def _may_be_told(scene: Scene, verb: int, lemma: str, subject: Word | None) -> bool:
    """Leave out facts that show something (« Tout indique que ») and set phrases (« Il faut dire que »)."""
    if subject is None or subject.pos_ == "PRON":
        if subject is not None and _is_journals(scene, verb, lemma, subject.i):
            return False
        if subject is not None and scene.forms[subject.i] == "on" and mood_of_form(scene.forms[verb]) == "future":
            return False  # « On notera que … »: the journalist
        before = scene.forms[group_start(scene.tokens[verb]).i - 1] if verb else ""
        if subject is None and before in _THINGS:
            return False
        return not _is_set_phrase(scene, verb) and (subject is None or scene.forms[subject.i] not in _THINGS)
    if lemma not in scene.lexicon.words("reporting.takes.evidence"):
        return True
    speaker = stand_in(scene, verb, subject.i)
    is_signed = any(i in scene.names for i in range(speaker, verb))  # « les chiffres **de l'Insee** montrent »
    return can_speak(scene, speaker) and (is_signed or scene.forms[speaker] not in scene.lexicon.words("sources.data"))


def _is_journals(scene: Scene, verb: int, lemma: str, subject: int) -> bool:
    """Tell whether « on » is the journal: « **On note** que … », not « À la mairie, on note que … »."""
    _, end = scene.sentence(verb)
    if scene.forms[subject] in {"on", "-on"} and scene.tokens[end - 1].text == "?":
        return True  # « Peut-on dire que … ? »
    is_noted = scene.forms[subject] == "on" and lemma in scene.lexicon.words("sources.noticing")
    return is_noted and speaker_of_on(scene, subject, verb) == subject


def _is_set_phrase(scene: Scene, verb: int) -> bool:
    """Tell whether the journalist presents a fact: « Il faut **dire** que », « À **noter** que »."""
    if not is_infinitive(scene.tokens[verb]):
        return False
    start, _ = scene.sentence(verb)
    if verb - start <= 1 and scene.forms[start] in {"à", "a", "et"}:
        return True
    for i in range(verb - 1, max(start, verb - _SET) - 1, -1):
        if scene.is_finite(i):
            return verb_lemma(governor_of(scene.tokens[i]), scene.lexicon) in scene.lexicon.words(
                "grammar.impersonal_verbs"
            )
    return False


def _has_nearer_verb(found: Findings, verb: int, mark: int) -> bool:
    scene = found.scene
    triggers = found.triggers("verb_que")
    return any(scene.tokens[i].pos_ == "VERB" and triggers.get(scene.lemma_of(i)) for i in range(verb + 1, mark))


def _after_own_source(scene: Scene, first: int, end: int) -> int:
    """Return where a clause starts that names the speaker once more: « que**, selon lui,** le pont est sûr »."""
    start = first + 1 if first < end and scene.tokens[first].text == "," else first
    if scene.forms[start : start + 1] == ["selon"]:
        own = start + 1
    elif scene.forms[start : start + 2] == ["d'", "après"]:
        own = start + 2
    else:
        return first
    is_own = own + 2 < end and scene.forms[own] in _OWN and scene.tokens[own + 1].text == ","
    return own + 2 if is_own else first


def _clause_content(scene: Scene, verb: int, first: int) -> tuple[tuple[Offsets, ...], Mode, tuple[int, ...]]:
    """Return content, mode and quotations of a clause that starts at a token; marks around all of it stay outside."""
    end = clause_end(scene, verb, first)
    first = _after_own_source(scene, first, end)
    opening = quote_at(scene, first) if first < end else None
    if opening is not None and scene.quote_of[verb] < 0:
        quote = scene.quotes[opening]
        following = scene.token_at(quote.end) if quote.end < len(scene.text) else end
        while following < end and (scene.starts[following] < quote.end or scene.tokens[following].is_space):
            following += 1
        first_word, last_word = scene.inner_tokens(quote)
        is_clause = scene.has_finite_verb(first_word, last_word)
        if following + 1 < end and scene.tokens[following].text == ",":
            following += 1
        goes_on = following + 1 < end and scene.forms[following] in {"et", "ou", "mais"}
        goes_on = goes_on and scene.forms[following + 1] in {"que", "qu'"}
        if following >= end or (is_clause and not goes_on):
            return (quote.inner,), "mixed", (opening,)
    content = scene.trim(scene.starts[first] if first < len(scene.tokens) else len(scene.text), scene.end_of(end - 1))
    used = scene.quotes_in(*content) if scene.quote_of[verb] < 0 else ()
    content = to_quote_end(scene, content, used)
    return (content,), "mixed" if used else "indirect", used
