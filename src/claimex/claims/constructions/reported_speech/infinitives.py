"""Infinitives under verbs of saying and asking: « dit **vouloir** … », « demande à X de … », « appelle à … »."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.cues import can_speak, stand_in
from claimex.claims.constructions.reported_speech.governed import build_report, opens_sentence, to_quote_end
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.spans import clause_end, mode_of, quote_at
from claimex.parse import Word
from claimex.rules import Rule
from claimex.schema import Mode
from claimex.syntax import (
    agent_of,
    auxiliaries_of,
    has_participle_form,
    is_clitic,
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

_SHOWN = frozenset({"révéler", "avérer", "montrer"})
_THINGS = frozenset({"tout", "cela", "ça", "ceci", "rien", "ce", "c'"})
_HEARERS = frozenset({"à", "au", "aux", "devant", "auprès"})
_STATES = frozenset({"avoir", "être", "pouvoir", "devoir", "savoir", "connaître"})
_NEEDS = frozenset({"faut", "faudrait", "faudra", "fallait"})
_NEAR = 6  # tokens between « il faut » and what should be asked
_OBJECT = 3  # tokens from a verb over « le droit » to « de »
_YEAR = 4  # digits of « le 12 mai 2024 »
_ASIDE = 20  # tokens of « , lors d'un entretien accordé à un journal local, »
_REACH = 25  # tokens between a verb and the infinitive it governs


def read_infinitive(found: Findings, verb: int, lemma: str) -> Report | None:
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
    if lemma in _SHOWN and is_reflexive(scene.tokens[verb]):
        return None  # « s'est révélé être une cave »
    if lemma in scene.lexicon.words("reporting.takes.thinking") and scene.tokens[i].lemma_ not in _STATES:
        return None  # « pense revenir en mai »: a plan
    if scene.forms[i] == "savoir" and i + 2 < end and scene.forms[i + 1] in {"que", "qu'"}:
        first = i + 2  # « croit savoir que **le contrat est signé** »
    return _governed(found, rules[0], verb, lemma, first)


def _after_hearer(scene: Scene, first: int, end: int) -> int:
    """Return the token after adverbs and who is told: « a raconté **hier à la police** avoir vu »."""
    while first < end:
        token = scene.tokens[first]
        if is_time(token) or _is_day(scene, first) or (token.pos_ == "ADV" and scene.forms[first] not in {"ne", "n'"}):
            first += 1
        elif token.text == "," and (aside := _aside_end(scene, first, end)) is not None:
            first = aside
        elif scene.forms[first] in _HEARERS and first < token.head.i < min(end, first + 4):
            phrase = phrase_of(token.head)
            first = next((part.i for part in phrase if is_verb(part)), phrase.end)
        else:
            break
    return first


def _is_day(scene: Scene, token: int) -> bool:
    """Tell whether a word belongs to a date: « a déclaré **ce** mardi **3** mai », « **le** 12 mai »."""
    if token + 2 >= len(scene.tokens):
        return False
    if scene.forms[token] == "le" and scene.tokens[token + 1].text[0].isdigit():
        return is_time(scene.tokens[token + 2])
    if scene.forms[token] not in {"ce", "cette", "1er"} and scene.tokens[token].pos_ != "NUM":
        return scene.tokens[token].is_digit and len(scene.forms[token]) == _YEAR and is_time(scene.tokens[token - 1])
    return is_time(scene.tokens[token + 1]) or is_time(scene.tokens[token - 1])


def _aside_end(scene: Scene, comma: int, end: int) -> int | None:
    """Return the token after « admet**, en mars dernier,** avoir menti »; None when no such aside starts at a comma."""
    closing = next((i for i in range(comma + 1, min(comma + _ASIDE, end)) if scene.tokens[i].text == ","), None)
    opens = comma + 1 < end and (scene.tokens[comma + 1].pos_ in {"ADP", "ADV"} or _is_day(scene, comma + 1))
    is_aside = opens and closing is not None and not scene.has_finite_verb(comma + 1, closing)
    return closing + 1 if is_aside and closing is not None else None


def _is_mark(scene: Scene, token: int) -> bool:
    return quote_at(scene, token) is not None


def read_order(found: Findings, verb: int, lemma: str) -> Report | None:
    """Read « demande au gouvernement de **renoncer à la hausse** »."""
    rules = found.triggers("verb_infinitive", "order").get(lemma)
    if not rules or not _may_ask(found.scene, verb):
        return None
    link = _link_before_infinitive(found.scene, verb, ("de", "d'"))
    if link is None or _is_right(found.scene, verb, lemma, link):
        return None
    agent = agent_of(found.scene.tokens[verb]) if _is_undergone(found.scene, verb) else None
    if agent is None and _is_undergone(found.scene, verb):
        return None  # « accusé d'avoir menti »: by whom is not said
    return _governed(found, rules[0], verb, lemma, link + 1, agent=agent)


def _is_undergone(scene: Scene, verb: int) -> bool:
    """Tell whether a verb stands in the passive or as a bare participle: « **accusé** par le maire de mentir »."""
    token = scene.tokens[verb]
    return is_passive(token) or (has_participle_form(token) and not auxiliaries_of(token))


def _is_right(scene: Scene, verb: int, lemma: str, link: int) -> bool:
    """Tell whether the infinitive says what is asked for: « réclame **le droit** de visiter », not « prie Léa de »."""
    if link - verb < _OBJECT or lemma in scene.lexicon.words("reporting.takes.hearer"):
        return False
    between = scene.tokens[verb + 1 : link]
    noun = between[-1]
    is_bare = noun.pos_ == "NOUN" and not is_time(noun) and not any(token.pos_ == "ADP" for token in between)
    return is_bare and between[0].pos_ == "DET"


def read_call(found: Findings, verb: int, lemma: str) -> Report | None:
    """Read « appelle **les soignants à se rassembler** », « appelle à **voter** »: who is called belongs to it."""
    scene = found.scene
    rules = found.triggers("verb_infinitive", "call").get(lemma)
    if not rules or _is_called(scene.tokens[verb]) or not _may_ask(scene, verb):
        return None
    link = _link_before_infinitive(scene, verb, ("à",))
    if link is None:
        return None
    first = verb + 1
    while first < link and (scene.tokens[first].pos_ in {"ADV"} or scene.tokens[first].text == ","):
        first += 1
    return _governed(found, rules[0], verb, lemma, link + 1 if first == link else first)


def _is_called(token: Word) -> bool:
    """Tell whether somebody is called, not calls: « Les riverains **sont invités** à rester »."""
    helped = has_participle_form(token) and any(helper.lemma_ == "être" for helper in auxiliaries_of(token))
    return is_passive(token) or helped


def _may_ask(scene: Scene, verb: int) -> bool:
    """Tell whether somebody asks: « la CGT appelle à … », not « le plan incite à », « sont appelés à »."""
    subject = subject_of(scene.tokens[verb])
    agent = agent_of(scene.tokens[verb]) if _is_undergone(scene, verb) else None
    if (is_passive(scene.tokens[verb]) and agent is None) or _is_needed(scene, verb) or _is_ruled_out(scene, verb):
        return False
    subject = agent or subject
    if subject is None:
        return opens_sentence(scene, verb)
    speaker = stand_in(scene, verb, subject.i)
    is_pronoun = scene.tokens[speaker].pos_ == "PRON" and scene.forms[speaker] not in _THINGS
    return is_pronoun or can_speak(scene, speaker)


def _is_ruled_out(scene: Scene, verb: int) -> bool:
    """Tell whether nobody can ask: « On ne **peut** pas **reprocher** au maire de dormir »."""
    if not is_infinitive(scene.tokens[verb]):
        return False
    helper = scene.tokens[verb].head
    return helper.i < verb and helper.lemma_ == "pouvoir" and is_negated(helper)


def _is_needed(scene: Scene, verb: int) -> bool:
    """Tell whether nobody asks yet: « s'il ne **faut** pas **demander** à la société de payer »."""
    if not is_infinitive(scene.tokens[verb]):
        return False
    start, _ = scene.sentence(verb)
    first = max(start, verb - _NEAR)
    finite = next((i for i in range(verb - 1, first - 1, -1) if scene.is_finite(i)), first)
    is_impersonal = scene.tokens[finite].lemma_ in scene.lexicon.words("grammar.impersonal_verbs")
    return not _NEEDS.isdisjoint(scene.forms[first:verb]) or (
        is_impersonal and "il" in scene.forms[max(start, finite - 3) : finite]
    )


def _link_before_infinitive(scene: Scene, verb: int, links: tuple[str, ...]) -> int | None:
    """Return the « de » or « à » after a verb that an infinitive follows, with no other verb in between."""
    _, end = scene.sentence(verb)
    held = scene.lexicon.words("grammar.infinitive_holders")
    is_relative_clause = False
    for i in range(verb + 1, min(end, verb + _REACH)):
        is_relative_clause = is_relative_clause or scene.forms[i] == "qui"  # « les pays **qui** veulent … à »
        is_other = scene.is_finite(i) and not is_relative_clause
        if scene.tokens[i].text[0] in ";:.!?" or is_other or scene.forms[i] in {"que", "qu'"}:
            return None
        if scene.forms[i] in held or (is_gerund(scene.tokens[i]) and scene.forms[i - 1] != "en"):
            return None  # « exige un plan **permettant** de », « demande un délai **afin** de »
        is_parted = i + 1 < end and scene.forms[i] == "d" and "de" in links and scene.tokens[i + 1].text in "'’"
        if scene.forms[i] in links or is_parted:
            after = i + 1 if scene.forms[i] in links else i + 2
            while after < end and (
                is_clitic(scene.tokens[after]) or scene.forms[after] == "pas" or _is_mark(scene, after)
            ):
                after += 1
            if after < end and is_infinitive(scene.tokens[after]):
                return i if scene.forms[i] in links else i + 1
    return None


def _governed(
    found: Findings, rule: Rule, verb: int, lemma: str, first: int, *, agent: Word | None = None
) -> Report | None:
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
        rest = scene.text[quote.end : max(quote.end, content[1])].lstrip()
        if not rest or (len(used) == 1 and rest[0] in ",;–—(.:"):
            content, mode = quote.inner, "direct"
    content = to_quote_end(scene, content, used) if mode != "direct" else content
    subject = agent or subject_of(scene.tokens[verb])
    return build_report(found, rule, (content,), mode, verb, lemma, subject, used)


def _to_quoted_infinitive(scene: Scene, content: Offsets, used: tuple[int, ...]) -> Offsets:
    """Let an order end with its quoted infinitive: « appelle à **« voter le texte »**, premier d'une série »."""
    for index in used:
        quote = scene.quotes[index]
        is_linked = scene.forms[scene.token_at(quote.start) - 1] in {"à", "de", "d'"}
        is_order = is_linked and is_infinitive(scene.tokens[scene.inner_tokens(quote)[0]])
        if is_order and scene.text[quote.end : content[1]].lstrip()[:1] == ",":
            return content[0], quote.end
    return content
