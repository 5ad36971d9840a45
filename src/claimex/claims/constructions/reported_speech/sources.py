"""Sources named by a preposition: « **selon** l'Insee, … », « **d'après** elle », « **pour** Jérôme Petit, « … » »."""

from collections.abc import Callable
from functools import lru_cache

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.cues import can_speak, read_cue
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.source_phrases import (
    body_start,
    head_after,
    is_opinion,
    may_be_source,
    phrase_end,
)
from claimex.claims.constructions.reported_speech.spans import content_of_sentence, mode_of, quote_at, signs
from claimex.rules import Rule, RuleBook
from claimex.schema import Mode
from claimex.syntax import antecedent_before, is_clitic

_Reader = Callable[[Findings, Rule, int, int], Report | None]
_INCISE = 6  # tokens of « a-t-on appris », « a-t-on indiqué mardi »
_SOURCES = frozenset({"source", "sources"})


def find_sources(found: Findings) -> None:
    """Add clauses whose source a prefix names, at the head, in the middle or at the end of a sentence."""
    scene = found.scene
    prefixes = _prefixes(found.rules)
    for i in [i for i, form in enumerate(scene.forms) if form in prefixes]:
        for parts, rule in prefixes[scene.forms[i]]:
            if tuple(scene.forms[i : i + len(parts)]) != parts or scene.is_silent(scene.starts[i]):
                continue
            report = _READERS[rule.pattern](found, rule, i, i + len(parts))
            if report is not None:
                found.add(report)
                break


@lru_cache(maxsize=8)
def _prefixes(rules: RuleBook) -> dict[str, list[tuple[tuple[str, ...], Rule]]]:
    """Return the words that name a source by the first of them, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    for pattern in _READERS:
        for rule in rules.of("statement", "source_prefix"):
            for words in rule.words if rule.pattern == pattern else ():
                parts = tuple(words.split())
                by_first.setdefault(parts[0], []).append((parts, rule))
    for prefixes in by_first.values():
        prefixes.sort(key=lambda prefix: -len(prefix[0]))
    return by_first


def _read_source(found: Findings, rule: Rule, first: int, after: int) -> Report | None:
    scene = found.scene
    head = after - 1 if scene.forms[first] == "de" and scene.forms[after - 1] in _SOURCES else head_after(scene, after)
    if head is None or not may_be_source(scene, rule, first, head):
        return None
    if scene.forms[first] == "selon" and _is_measure(scene, first, head):
        return None
    start, end = scene.sentence(first)
    cue = (scene.starts[first], scene.end_of(after - 1))
    is_initial = first - start <= 2 or _is_after_break(scene, first)
    is_relative_source = scene.forms[head] == "qui"
    quoted = _quote_before(found, first)
    if quoted is not None and not is_initial and rule.pattern == "opinion":
        return Report(rule, (scene.quotes[quoted].inner,), "direct", cue, speaker=head, quotes=(quoted,))
    if rule.pattern == "opinion" and not (is_initial or is_relative_source):
        return None
    if scene.forms[first] != "de" and not is_initial and not is_relative_source and _is_local(scene, start, first):
        return None
    body = head + 1 if is_relative_source else body_start(scene, head, end)
    is_judged = rule.pattern != "opinion" or is_relative_source or (body is not None and body < end)
    if not is_judged or (rule.pattern == "opinion" and body is not None and not is_opinion(scene, head, body, end)):
        return None
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
    wants = cue.lemma in scene.lexicon.words("reporting.stance.asking")  # « comme le demandent les élus »
    if wants or any(report.start <= scene.starts[first] < report.end for report in found.reports):
        return None
    start, end = scene.sentence(first)
    offsets = (scene.starts[first], scene.end_of(cue.verb))
    if first - start <= 1 or _is_after_break(scene, first):
        return _initial(found, rule, offsets, cue.subject, body_start(scene, cue.subject, end))
    return _medial(found, rule, offsets, cue.subject, first)


def _read_possessive(found: Findings, rule: Rule, first: int, after: int) -> Report | None:
    """Read « **À ses yeux**, la réforme est morte »: whose eyes they are stands in the sentences before."""
    scene = found.scene
    start, end = scene.sentence(first)
    cue = (scene.starts[first], scene.end_of(after - 1))
    if scene.tokens[first].text == "a":
        return None  # « elle a ses yeux »
    if first - start > 2 and not _is_after_break(scene, first):
        return _medial(found, rule, cue, after - 1, first)
    body = after + 1 if after < end and scene.tokens[after].text == "," else after
    quote = _quote_from(scene, body, end) if body < end else None
    if quote is not None and quote not in found.quotes:
        return Report(rule, (scene.quotes[quote].inner,), "direct", cue, quotes=(quote,))
    return _initial(found, rule, cue, after - 1, body)


def _read_summary(found: Findings, rule: Rule, first: int, after: int) -> Report | None:
    """Read « Le prix est fixé à 305 francs. **C'est ce qu'a révélé le ministre** »: the sentence before was said."""
    scene = found.scene
    cue = read_cue(scene, after)
    start, _ = scene.sentence(first)
    if cue is None or cue.lemma not in scene.lexicon.words("reporting.takes.que") or first != start or start == 0:
        return None
    if is_clitic(scene.tokens[cue.subject]) or not scene.may_speak(cue.subject):
        return None
    before, end = scene.sentence(start - 1)
    content = scene.trim(scene.starts[before], scene.end_of(end - 1))
    is_told = any(report.start < content[1] and report.end > content[0] for report in found.reports)
    if is_told or scene.is_heading(content[0]) or not scene.has_finite_verb(before, end):
        return None
    mode = mode_of(scene, content)
    return Report(rule, (content,), mode, (scene.starts[first], scene.end_of(cue.verb)), speaker=cue.subject)


def _initial(found: Findings, rule: Rule, cue: Offsets, head: int, body: int | None) -> Report | None:
    scene = found.scene
    _, end = scene.sentence(scene.token_at(cue[0]))
    if body is not None and body < end and scene.forms[body] == "on":
        return None  # « De source syndicale, on indique que … »: the verb reports
    if body is None or body >= end or not scene.has_finite_verb(body, end):
        return None
    stop, signer = _final_incise(scene, body, _colon_before_quote(scene, body, end))
    if signer is not None and scene.forms[head] in scene.lexicon.words("sources.documents"):
        head = signer
    content = scene.trim(
        scene.starts[body], _list_end(scene, scene.trim(scene.starts[body], scene.end_of(stop - 1))[1])
    )
    used = scene.quotes_in(*content) if scene.quote_of[head] < 0 else ()
    mode: Mode = mode_of(scene, content) if scene.quote_of[head] < 0 else "indirect"
    return Report(rule, (content,), mode, cue, speaker=_source(rule, head), quotes=used)


def _final_incise(scene: Scene, body: int, end: int) -> tuple[int, int | None]:
    """Return where a clause ends before an incise, and who signs: « Selon un bilan, …**, a indiqué une source** »."""
    for i in range(body, end - 1):
        if scene.tokens[i].text == "," and scene.quote_of[i] < 0 and signs(scene, i + 1, end):
            cue = read_cue(scene, i + 1)
            return i, cue.subject if cue is not None else None
    return end, None


def _medial(found: Findings, rule: Rule, cue: Offsets, head: int, first: int) -> Report | None:
    scene = found.scene
    _, end = scene.sentence(first)
    after = phrase_end(scene, head, end)
    if scene.forms[first - 2] in {"qui", "que"} and scene.tokens[first - 1].text == ",":
        content = scene.trim(scene.end_of(after), scene.end_of(end - 1))
        return Report(
            rule, (content,), mode_of(scene, content), cue, None, None, head, quotes=scene.quotes_in(*content)
        )
    content = content_of_sentence(scene, _with_incise(scene, first), after, is_source=True)
    if after >= end - 1 and scene.tokens[first - 1].text == ",":
        content = content[0], scene.trim(content[0], scene.end_of(first - 2))[1]
    if content[1] - content[0] < 12 or not scene.has_finite_verb(*_tokens(scene, content)):
        return None
    used = tuple(i for i in scene.quotes_in(*content) if i not in found.quotes) if scene.quote_of[head] < 0 else ()
    mode: Mode = "mixed" if used else "indirect"
    return Report(rule, (content,), mode, cue, speaker=_source(rule, head), quotes=used)


def _source(rule: Rule, head: int) -> int | None:
    """Return the token of the source; « à ses yeux » has none."""
    return None if rule.pattern == "possessive" else head


def _quote_before(found: Findings, first: int) -> int | None:
    """Return the quotation that a prefix follows at once: « « un souvenir très lourd » **pour le maire** »."""
    scene = found.scene
    end = scene.end_of(first - 1) if first else 0
    near = (i for i in scene.quotes_in(max(0, end - 1), end) if scene.quotes[i].end == end and i not in found.quotes)
    return next((i for i in near if scene.words_in(scene.quotes[i]) >= 3), None)


def _is_measure(scene: Scene, first: int, head: int) -> bool:
    """Tell whether « selon » says by what something varies: « Les horaires diffèrent **selon les gares** »."""
    if first == 0 or scene.tokens[first - 1].text in {",", "(", "–", "—"} or scene.tokens[first].text[0].isupper():
        return False
    varies = scene.tokens[first - 1].lemma_ in scene.lexicon.words("sources.varying")
    return varies or not (can_speak(scene, head) or scene.tokens[head].pos_ == "PRON")


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


def _quote_from(scene: Scene, body: int, end: int) -> int | None:
    """Return the quotation that is the whole clause: « selon elle, « d'évaluer ce qui existe » »."""
    if body >= end or scene.quote_of[body] >= 0:
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


_READERS: dict[str | None, _Reader] = {
    None: _read_source,
    "opinion": _read_source,
    "agreement": _read_agreement,
    "possessive": _read_possessive,
    "summary": _read_summary,
}
