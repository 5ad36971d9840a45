"""Sources named by a preposition: « **selon** l'Insee, … », « **d'après** elle », « **pour** Jérôme Petit, « … » »."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.incises import read_cue
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.spans import content_of_sentence, mode_of, quote_at
from claimex.rules import Rule
from claimex.schema import Mode
from claimex.syntax import antecedent_before, is_apposition, is_clitic, is_first_person, is_relative

_INCISE = 6  # tokens of « a-t-on appris », « a-t-on indiqué mardi »
_SOURCES = frozenset({"source", "sources"})
_NAMING = frozenset({"PROPN", "NOUN", "PRON"})


def find_sources(found: Findings) -> None:
    """Add clauses whose source a prefix names, at the head, in the middle or at the end of a sentence."""
    scene = found.scene
    by_first: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    for rule in found.triggers("source_prefix", None).rules + found.triggers("source_prefix", "opinion").rules:
        for words in rule.words:
            parts = tuple(words.split())
            by_first.setdefault(parts[0], []).append((parts, rule))
    for rule in found.triggers("source_prefix", "agreement").rules:
        for words in rule.words:
            by_first.setdefault(words.split()[0], []).append((tuple(words.split()), rule))
    for i, form in enumerate(scene.forms):
        for parts, rule in by_first.get(form, ()):
            if tuple(scene.forms[i : i + len(parts)]) == parts and not scene.is_silent(scene.starts[i]):
                read = _read_agreement if rule.pattern == "agreement" else _read_source
                report = read(found, rule, i, i + len(parts))
                if report is not None:
                    found.add(report)
                    break


def _read_source(found: Findings, rule: Rule, first: int, after: int) -> Report | None:
    scene = found.scene
    head = after - 1 if scene.forms[first] == "de" and scene.forms[after - 1] in _SOURCES else _head(scene, after)
    if head is None or not _may_speak(scene, rule, first, head):
        return None
    start, end = scene.sentence(first)
    cue = (scene.starts[first], scene.end_of(after - 1))
    is_initial = first - start <= 2 or _is_after_break(scene, first)
    is_relative_source = scene.forms[head] == "qui"
    if rule.pattern == "opinion" and not (is_initial or is_relative_source):
        return None
    if scene.forms[first] != "de" and not is_initial and not is_relative_source and _is_local(scene, start, first):
        return None
    body = head + 1 if is_relative_source else _body(scene, head, end)
    if is_relative_source:
        noun = antecedent_before(scene.tokens[first])
        head, is_initial = (noun.i if noun is not None else head), True
        signed = [report for report in found.reports if report.verb is not None and start <= report.verb < first]
        head = signed[-1].speaker if signed and signed[-1].speaker is not None else head
    quote = _quote_from(scene, body, end) if body is not None else None
    if quote is not None and quote not in found.quotes:
        return Report(rule, (scene.quotes[quote].inner,), "direct", cue, None, None, head, quotes=(quote,))
    if is_initial:
        return _initial(found, rule, cue, head, body)
    return _medial(found, rule, cue, head, first)


def _read_agreement(found: Findings, rule: Rule, first: int, after: int) -> Report | None:
    """Read « **Comme l'a rappelé la préfète**, la baignade reste interdite »."""
    scene = found.scene
    cue = read_cue(scene, after)
    if cue is None or cue.lemma not in scene.lexicon.words("reporting.takes.que") or scene.quote_of[first] >= 0:
        return None
    if is_clitic(scene.tokens[cue.subject]) or not scene.may_speak(cue.subject):
        return None
    start, end = scene.sentence(first)
    offsets = (scene.starts[first], scene.end_of(cue.verb))
    if first - start <= 1 or _is_after_break(scene, first):
        return _initial(found, rule, offsets, cue.subject, _body(scene, cue.subject, end))
    return _medial(found, rule, offsets, cue.subject, first)


def _initial(found: Findings, rule: Rule, cue: Offsets, head: int, body: int | None) -> Report | None:
    scene = found.scene
    _, end = scene.sentence(scene.token_at(cue[0]))
    if body is None or not scene.has_finite_verb(body, end):
        return None
    stop = _colon_before_quote(scene, body, end)
    content = scene.trim(
        scene.starts[body], _list_end(scene, scene.trim(scene.starts[body], scene.end_of(stop - 1))[1])
    )
    used = scene.quotes_in(*content) if scene.quote_of[head] < 0 else ()
    mode: Mode = mode_of(scene, content) if scene.quote_of[head] < 0 else "indirect"
    return Report(rule, (content,), mode, cue, None, None, head, quotes=used)


def _medial(found: Findings, rule: Rule, cue: Offsets, head: int, first: int) -> Report | None:
    scene = found.scene
    _, end = scene.sentence(first)
    after = _phrase_end(scene, head, end)
    if scene.forms[first - 2] in {"qui", "que"} and scene.tokens[first - 1].text == ",":
        content = scene.trim(scene.end_of(after), scene.end_of(end - 1))
        return Report(
            rule, (content,), mode_of(scene, content), cue, None, None, head, quotes=scene.quotes_in(*content)
        )
    content = content_of_sentence(scene, _with_incise(scene, first), after, is_source=True)
    if content[1] - content[0] < 12 or not scene.has_finite_verb(*_tokens(scene, content)):
        return None
    used = tuple(i for i in scene.quotes_in(*content) if i not in found.quotes) if scene.quote_of[head] < 0 else ()
    mode: Mode = "mixed" if used else "indirect"
    return Report(rule, (content,), mode, cue, None, None, head, quotes=used)


def _is_local(scene: Scene, start: int, first: int) -> bool:
    """Tell whether a source vouches for a detail only: « Le pont, bâti en 1930 **selon la mairie**, est sûr »."""
    if scene.tokens[first - 1].text == ",":
        return False
    for i in range(first - 1, start - 1, -1):
        if scene.is_finite(i):
            return False
        if scene.tokens[i].text[0] in ",(–—-;:" and i < first - 1 and scene.quote_of[i] < 0:
            return True
    return False


def _with_incise(scene: Scene, first: int) -> int:
    """Return where « , **a-t-on appris** de source policière » starts."""
    for i in range(first - 1, max(0, first - _INCISE), -1):
        if scene.tokens[i].text == ",":
            cue = read_cue(scene, i + 1)
            return i + 1 if cue is not None and cue.verb == first - 1 else first
    return first


def _tokens(scene: Scene, offsets: Offsets) -> tuple[int, int]:
    return scene.token_at(offsets[0]), scene.token_at(offsets[1] - 1) + 1


def _head(scene: Scene, after: int) -> int | None:
    """Return the head of the noun phrase after a prefix."""
    for i in range(after, min(after + 8, len(scene.tokens))):
        token = scene.tokens[i]
        if (
            token.pos_ in _NAMING
            or token.text[0].isupper()
            or scene.forms[i] in {"lui", "elle", "eux", "elles", "moi", "nous"}
        ):
            if i + 1 in scene.names and i not in scene.names and scene.starts[i + 1] <= scene.end_of(i) + 1:
                return i + 1  # « Me Haddad », « le Dr Roy »
            governor = token.head
            is_name_part = (
                governor.pos_ in _NAMING and after <= governor.i < i + 6 and token.dep_ in {"flat:name", "amod"}
            )
            return governor.i if is_name_part else i
        if token.text[0] in ".;:!?," or scene.is_finite(i):
            return None
    return None


def _may_speak(scene: Scene, rule: Rule, first: int, head: int) -> bool:
    """Tell a source from a measure: « selon l'Insee », not « selon la saison »; after « pour » only who can think."""
    form, token = scene.forms[head], scene.tokens[head]
    if is_first_person(token) or form in {"moi"} or scene.forms[first + 1] in {"que", "qu'", "lequel", "laquelle"}:
        return False
    if form in scene.lexicon.words("sources.other_measures") and token.text[0].islower():
        return False
    if rule.pattern != "opinion":
        return True
    return scene.may_speak(head) or form in {"lui", "elle", "eux", "elles", "qui"}


def _is_after_break(scene: Scene, first: int) -> bool:
    before = first - 1
    while before >= 0 and scene.tokens[before].is_space:
        before -= 1
    return before < 0 or scene.tokens[before].text in {
        ":",
        ";",
        "–",
        "—",
        "•",
        "et",
        "mais",
        "Mais",
        "Et",
        "car",
        "Or",
        "or",
    }


def _phrase_end(scene: Scene, head: int, end: int) -> int:
    for i in range(head + 1, end):
        if scene.tokens[i].text[0] in ",;:.!?»”":
            return i
    return end


def _body(scene: Scene, head: int, end: int) -> int | None:
    """Return where the clause starts after « selon X, le président de Y, »: appositions and relatives are X's."""
    comma = _phrase_end(scene, head, end)
    if comma >= end or scene.tokens[comma].text not in {",", ":"}:
        return _after_phrase(scene, head, end)
    first = comma + 1
    if not scene.has_finite_verb(first, end) and quote_at(scene, first) is None:
        return first
    while first < end:
        following = _next_comma(scene, first, end)
        if following >= end or not _belongs_to_name(scene, head, first, following):
            return first
        first = following + 1
    return None


def _belongs_to_name(scene: Scene, head: int, first: int, end: int) -> bool:
    """Tell whether the words between two commas still name the source: an apposition, a relative, a participle."""
    if scene.forms[head] in {"lui", "elle", "eux", "elles"} or quote_at(scene, first) is not None:
        return False
    token = scene.tokens[first]
    if is_relative(token) or scene.forms[first] in {"qui", "dont", "où"}:
        return True
    if scene.has_finite_verb(first, end):
        return False
    words = scene.lexicon.words("sources.humans")
    opens_name = token.pos_ == "PROPN" or any(is_apposition(scene.tokens[i], head) for i in range(first, end))
    is_role = any(scene.forms[i] in words for i in range(first, min(first + 3, end)))
    if end - first > 14:
        return False
    is_participle = "Part" in token.morph.get("VerbForm", []) or scene.forms[first] in {"cité", "interrogé", "publié"}
    return (opens_name or is_role or is_participle) and token.pos_ != "ADP"


def _next_comma(scene: Scene, first: int, end: int) -> int:
    for i in range(first, end):
        if scene.tokens[i].text == "," and scene.quote_of[i] == scene.quote_of[first]:
            return i
    return end


def _after_phrase(scene: Scene, head: int, end: int) -> int | None:
    """Return the token after the noun phrase when no comma ends it: « selon lui « rien ne va » »."""
    edge = head
    for i in range(head + 1, end):
        if quote_at(scene, i) is not None:
            return i
        if scene.tokens[i].head.i < head or scene.tokens[i].head.i > i + 30:
            break
        if scene.tokens[i].head.i >= end or scene.is_finite(i):
            break
        edge = i
    return edge + 1 if edge + 1 < end else None


def _quote_from(scene: Scene, body: int, end: int) -> int | None:
    """Return the quotation that is the whole clause: « selon elle, « d'évaluer ce qui existe » »."""
    if scene.quote_of[body] >= 0:
        return None
    while body < end and scene.tokens[body].is_space:
        body += 1
    index = quote_at(scene, body) if body < end else None
    if index is None or not scene.is_speech(scene.quotes[index]):
        return None
    rest = scene.text[scene.quotes[index].end : scene.end_of(end - 1)]
    return index if not rest.strip(" .,;:!?»") or rest.lstrip()[:1] in ".,;:" or rest.lstrip()[:1].isupper() else None


def _colon_before_quote(scene: Scene, body: int, end: int) -> int:
    for i in range(body, end - 1):
        if scene.tokens[i].text == ":" and scene.quote_of[i] < 0:
            following = i + 1
            while following < end and scene.tokens[following].is_space:
                following += 1
            if following < end and quote_at(scene, following) is not None:
                return i
            if following < end and _has_own_cue(scene, following, end):
                return i
    return end


def _has_own_cue(scene: Scene, first: int, end: int) -> bool:
    """Tell whether what follows a colon has a reporting verb of its own with « que »."""
    que = scene.lexicon.words("reporting.takes.que")
    return any(
        scene.lexicon.verb_lemma(scene.forms[i]) in que and scene.forms[i + 1] in {"que", "qu'"}
        for i in range(first, min(end - 1, first + 8))
    )


def _list_end(scene: Scene, end: int) -> int:
    """Let a clause that ends in a colon run over the list items that follow it."""
    block = scene.block_of(end - 1)
    if block is None or scene.text[end : block.end].strip() != ":":
        return end
    for item in scene.blocks:
        if item.start >= block.end:
            if item.kind not in {"item"}:
                break
            end = item.end
    return end
