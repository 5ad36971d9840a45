"""Sources named by a preposition: « **selon** l'Insee, … », « **d'après** elle », « **pour** Jérôme Petit, « … » »."""

from collections.abc import Callable
from functools import lru_cache

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.cues import can_speak, read_cue
from claimex.claims.constructions.reported_speech.details import contrasted, detail_before, may_vouch
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.source_clauses import (
    initial_report,
    is_after_break,
    medial_report,
    quote_from,
)
from claimex.claims.constructions.reported_speech.source_phrases import (
    body_start,
    head_after,
    is_opinion,
    may_be_source,
    phrase_end,
)
from claimex.claims.constructions.reported_speech.spans import mode_of
from claimex.rules import Rule, RuleBook
from claimex.syntax import antecedent_before, has_participle_form, is_clitic, is_verb

_Prefix = tuple[list[str], Rule]
_Reader = Callable[[Findings, Rule, int, int], Report | None]
_SOURCES = frozenset({"source", "sources"})

_HEARSAY = frozenset({"serait", "seraient", "aurait", "auraient"})
_ADVERBIAL = 9  # tokens of « Dans la nuit de lundi, » before a source
_VARYING = 8  # tokens from a verb that varies to « selon »


def find_sources(found: Findings) -> None:
    """Add clauses whose source a prefix names, at the head, in the middle or at the end of a sentence."""
    scene = found.scene
    firsts, prefixes = _prefixes(found.rules)
    for i in [i for i, form in enumerate(scene.forms) if form in firsts]:
        for parts, rule in prefixes.get(tuple(scene.forms[i : i + 2]), prefixes.get((scene.forms[i],), [])):
            if scene.forms[i : i + len(parts)] != parts or scene.is_silent(scene.starts[i]):
                continue
            report = _READERS[rule.pattern](found, rule, i, i + len(parts))
            if report is not None:
                found.add(report)
                break


@lru_cache(maxsize=8)
def _prefixes(rules: RuleBook) -> tuple[frozenset[str], dict[tuple[str, ...], list[_Prefix]]]:
    """Return the first words of what names a source, and the prefixes by their first two words, the longest first."""
    prefixes: list[_Prefix] = []
    for pattern in _READERS:
        for rule in rules.of("statement", "source_prefix"):
            prefixes += [(words.split(), rule) for words in (rule.words if rule.pattern == pattern else ())]
    prefixes.sort(key=lambda prefix: -len(prefix[0]))
    openings = {tuple(parts[:2]) for parts, _ in prefixes}
    by_opening = {
        opening: [prefix for prefix in prefixes if tuple(prefix[0][:2]) in {opening, opening[:1]}]
        for opening in openings
    }
    return frozenset(opening[0] for opening in openings), by_opening


def _read_source(found: Findings, rule: Rule, first: int, after: int) -> Report | None:
    scene = found.scene
    head = after - 1 if scene.forms[first] == "de" and scene.forms[after - 1] in _SOURCES else head_after(scene, after)
    is_measure = head is not None and scene.forms[first] == "selon" and _is_measure(scene, first, head)
    if head is None or is_measure or not may_be_source(scene, rule, first, head):
        return None
    shared = contrasted(scene, first)
    if shared == (0, 0):
        return None
    if shared is not None:
        cue = (scene.starts[first], scene.end_of(after - 1))
        return Report(rule, (shared,), mode_of(scene, shared), cue, speaker=head, quotes=scene.quotes_in(*shared))
    first = _with_adverb(scene, first)
    start, end = scene.sentence(first)
    cue = (scene.starts[first], scene.end_of(after - 1))
    if scene.forms[head] == "qui":
        return _clause_after(found, rule, cue, _antecedent(found, first, head), head + 1)
    is_initial = first - start <= 2 or is_after_break(scene, first) or _is_after_link(scene, start, first)
    is_initial = is_initial or _is_after_adverbial(scene, start, first)
    if rule.pattern == "opinion" and not is_initial:
        return _read_quoted_opinion(found, rule, cue, head)
    detail = None if is_initial or scene.forms[first] == "de" else _detail(scene, first, head)
    if detail is not None:
        return _read_detail(found, rule, cue, head, detail)
    body = body_start(scene, head, end)
    if rule.pattern == "opinion" and (body is None or body >= end or not is_opinion(scene, head, body, end)):
        return None
    return _clause_after(found, rule, cue, head, body, first=None if is_initial else first)


def _is_after_link(scene: Scene, start: int, first: int) -> bool:
    """Tell whether linking words stand before a prefix: « **Cela dit,** pour le préfet, … », « **En revanche,** »."""
    is_set_off = first - start in {3, 4} and scene.tokens[first - 1].text == ","
    return is_set_off and " ".join(scene.forms[start : first - 1]) in scene.lexicon.words("grammar.links")


def _is_after_adverbial(scene: Scene, start: int, first: int) -> bool:
    """Tell whether only when or where stands before: « **Lundi soir,** selon la préfecture, … », no subject."""
    if not 1 < first - start <= _ADVERBIAL or scene.tokens[first - 1].text != ",":
        return False
    if scene.has_finite_verb(start, first):
        return False
    is_day = scene.forms[start] in scene.lexicon.words("grammar.time_nouns")
    return is_day or scene.tokens[start].pos_ in {"ADP", "ADV"}


def _with_adverb(scene: Scene, first: int) -> int:
    """Return where « , **toujours** selon le parquet » starts."""
    is_led = first > 1 and scene.tokens[first - 1].pos_ == "ADV" and scene.tokens[first - 2].text == ","
    return first - 1 if is_led else first


def _clause_after(
    found: Findings, rule: Rule, cue: Offsets, head: int, body: int | None, *, first: int | None = None
) -> Report | None:
    """Return the quotation or clause that a source vouches for; ``first`` is its prefix inside a sentence."""
    scene = found.scene
    _, end = scene.sentence(scene.token_at(cue[0]))
    quote = quote_from(scene, body, end) if body is not None else None
    if quote is not None and quote in found.quotes and rule.pattern == "opinion":
        return None  # « Pour les jeunes, « la crise est finie », affirme le ministre »
    if quote is not None and quote not in found.quotes:
        return Report(rule, (scene.quotes[quote].inner,), "direct", cue, speaker=head, quotes=(quote,))
    if first is None:
        return initial_report(found, rule, cue, head, body)
    return medial_report(found, rule, cue, head, first)


def _antecedent(found: Findings, first: int, relative: int) -> int:
    """Return whom « pour **qui** » takes up: who signed the sentence, else the name before."""
    scene = found.scene
    start, _ = scene.sentence(first)
    signed = [report.speaker for report in found.reports if report.verb is not None and start <= report.verb < first]
    if signed and signed[-1] is not None:
        return signed[-1]
    noun = antecedent_before(scene.tokens[first])
    return noun.i if noun is not None else relative


def _read_quoted_opinion(found: Findings, rule: Rule, cue: Offsets, head: int) -> Report | None:
    """Read « Restent ces années, **« un souvenir très lourd » pour le maire** »."""
    scene = found.scene
    quoted = _quote_before(found, scene.token_at(cue[0]))
    if quoted is None or is_verb(scene.tokens[scene.token_at(scene.quotes[quoted].start) - 1]):
        return None  # « La maire réclame « un geste fort » **pour les aînés** »
    return Report(rule, (found.scene.quotes[quoted].inner,), "direct", cue, speaker=head, quotes=(quoted,))


def _read_agreement(found: Findings, rule: Rule, first: int, after: int) -> Report | None:
    """Read « **Comme l'a rappelé la préfète**, la baignade reste interdite »."""
    scene = found.scene
    cue = read_cue(scene, after)
    if cue is None or cue.lemma not in scene.lexicon.words("reporting.takes.que") or scene.quote_of[first] >= 0:
        return None
    is_source = scene.forms[cue.subject] in _SOURCES
    if is_clitic(scene.tokens[cue.subject]) or not (can_speak(scene, cue.subject) or is_source):
        return None
    wants = cue.lemma in scene.lexicon.words("reporting.stance.asking")  # « comme le demandent les élus »
    if wants or any(report.start <= scene.starts[first] < report.end for report in found.reports):
        return None
    start, end = scene.sentence(first)
    offsets = (scene.starts[first], scene.end_of(cue.verb))
    if first - start <= 1 or is_after_break(scene, first):
        return _clause_after(found, rule, offsets, cue.subject, body_start(scene, cue.subject, end))
    return medial_report(found, rule, offsets, cue.subject, first)


def _read_possessive(found: Findings, rule: Rule, first: int, after: int) -> Report | None:
    """Read « **À ses yeux**, la réforme est morte »: whose eyes they are stands in the sentences before."""
    scene = found.scene
    start, end = scene.sentence(first)
    cue = (scene.starts[first], scene.end_of(after - 1))
    if scene.tokens[first].text == "a":
        return None  # « elle a ses yeux »
    if first - start > 2 and not is_after_break(scene, first):
        return medial_report(found, rule, cue, after - 1, first)
    body = after + 1 if after < end and scene.tokens[after].text == "," else after
    quote = quote_from(scene, body, end) if body < end else None
    if quote is not None and quote not in found.quotes:
        return Report(rule, (scene.quotes[quote].inner,), "direct", cue, quotes=(quote,))
    return initial_report(found, rule, cue, after - 1, body)


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


def _quote_before(found: Findings, first: int) -> int | None:
    """Return the quotation that a prefix follows at once: « « un souvenir très lourd » **pour le maire** »."""
    scene = found.scene
    last = first - 2 if first > 1 and scene.tokens[first - 1].text == "," else first - 1
    end = scene.end_of(last) if first else 0
    near = (i for i in scene.quotes_in(max(0, end - 1), end) if scene.quotes[i].end == end and i not in found.quotes)
    return next((i for i in near if scene.words_in(scene.quotes[i]) >= 3), None)


def _is_measure(scene: Scene, first: int, head: int) -> bool:
    """Tell whether « selon » says by what something varies: « Le prix varie de 10 à 20 € **selon les villes** »."""
    if first == 0 or scene.tokens[first - 1].text in {",", "(", "–", "—"} or scene.tokens[first].text[0].isupper():
        return False
    varying = scene.lexicon.words("sources.varying")
    varies = any(token.lemma_ in varying for token in scene.tokens[max(0, first - _VARYING) : first])
    if varies or _is_hearsay(scene, first):
        return varies
    return not (can_speak(scene, head) or scene.tokens[head].pos_ == "PRON")


def _is_hearsay(scene: Scene, first: int) -> bool:
    """Tell whether the conditional of news stands before: « La fouille **serait terminée** selon les messages »."""
    start, _ = scene.sentence(first)
    verbs = (i for i in range(start, first - 1) if scene.forms[i] in _HEARSAY and scene.quote_of[i] < 0)
    return any(has_participle_form(scene.tokens[i + 1]) or scene.forms[i + 1] == "été" for i in verbs)


def _detail(scene: Scene, first: int, head: int) -> Offsets | None:
    _, end = scene.sentence(first)
    return detail_before(scene, first, goes_on=phrase_end(scene, head, end) < end - 1)


def _read_detail(found: Findings, rule: Rule, cue: Offsets, head: int, content: Offsets) -> Report | None:
    """Read « Le pont, **bâti en 1930 selon la mairie**, est sûr »: the source vouches for a detail only."""
    scene = found.scene
    if content[1] == 0 or not may_vouch(scene, head):
        return None
    quotes = tuple(i for i in scene.quotes_in(*content) if i not in found.quotes)
    if quotes and scene.quotes[quotes[0]].start <= content[0] and scene.quotes[quotes[0]].end >= content[1]:
        content = scene.quotes[quotes[0]].inner
        return Report(rule, (content,), "direct", cue, speaker=head, quotes=quotes)
    return Report(rule, (content,), "mixed" if quotes else "indirect", cue, speaker=head, quotes=quotes)


_READERS: dict[str | None, _Reader] = {
    None: _read_source,
    "opinion": _read_source,
    "agreement": _read_agreement,
    "possessive": _read_possessive,
    "summary": _read_summary,
}
