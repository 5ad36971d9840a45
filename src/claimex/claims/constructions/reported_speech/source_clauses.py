"""What a source vouches for: the clause after « selon X, », around or before « , selon X »."""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.cues import read_cue
from claimex.claims.constructions.reported_speech.details import label_end, may_vouch
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.source_phrases import opens_source, phrase_end
from claimex.claims.constructions.reported_speech.spans import content_of_sentence, mode_of, quote_at, signs
from claimex.rules import Rule
from claimex.schema import Mode
from claimex.syntax import has_finite_form, is_gerund

_LOST = 4  # words of a clause after « comme le dit Léa, » that may have lost its verb
_FEWEST = 3  # words of a quoted phrase that is a statement
_TURNS = frozenset({"mais", "et", "tandis", "alors", "or", "quand"})
_INCISE = 10  # tokens of « a-t-on appris », « a indiqué mardi l'AFP »


def initial_report(found: Findings, rule: Rule, cue: Offsets, head: int, body: int | None) -> Report | None:
    scene = found.scene
    _, end = scene.sentence(scene.token_at(cue[0]))
    if body is not None and body < end and scene.forms[body] == "on":
        return None  # « De source syndicale, on indique que … »: the verb reports
    if body is None or body >= end or not (scene.has_finite_verb(body, end) or _has_lost_verb(scene, rule, body, end)):
        return None
    stop, signer = _final_incise(scene, body, _before_other_source(scene, body, _colon_before_quote(scene, body, end)))
    if rule.pattern == "opinion" and signer is not None and scene.has_finite_verb(stop + 1, min(stop + 4, signer)):
        return None  # « Pour les jeunes, « … », affirme le ministre »
    if signer is not None and scene.forms[head] in scene.lexicon.words("sources.documents"):
        head = signer
    content = scene.trim(
        scene.starts[body], _list_end(scene, scene.trim(scene.starts[body], scene.end_of(stop - 1))[1])
    )
    used = scene.quotes_in(*content) if scene.quote_of[head] < 0 else ()
    mode: Mode = mode_of(scene, content) if scene.quote_of[head] < 0 else "indirect"
    return Report(rule, (content,), mode, cue, speaker=_source(rule, head), quotes=used)


def _has_lost_verb(scene: Scene, rule: Rule, body: int, end: int) -> bool:
    """Tell whether a clause's verb was taken for a noun or an adjective: « Selon la CGT, la place **manque** ici »."""
    if rule.pattern == "agreement":
        return end - body > _LOST
    if rule.pattern is not None or scene.tokens[body].pos_ != "DET":
        return False
    for i in range(body + 2, end):
        is_form = scene.tokens[i].pos_ in {"NOUN", "ADJ"} and scene.lexicon.verb_lemma(scene.forms[i]) is not None
        if is_form and has_finite_form(scene.tokens[i]) and scene.tokens[i - 1].pos_ in {"NOUN", "PROPN"}:
            return scene.forms[i] not in scene.humans
    return False


def _before_other_source(scene: Scene, body: int, end: int) -> int:
    """Return where a clause ends before another source's: « Selon A, …**, mais** selon B, … »."""
    for i in range(body + 2, end - 1):
        if opens_source(scene, i) and scene.quote_of[i] < 0 and scene.tokens[i - 1].text != ",":
            first = i - 2 if scene.forms[i - 1] in {"que", "qu'"} else i - 1
            is_turn = scene.forms[first] in _TURNS and scene.tokens[first - 1].text == ","
            if is_turn and scene.has_finite_verb(body, first) and scene.has_finite_verb(i, end):
                return first
    return end


def _final_incise(scene: Scene, body: int, end: int) -> tuple[int, int | None]:
    """Return where a clause ends before an incise, and who signs: « Selon un bilan, …**, a indiqué une source** »."""
    for i in range(body, end - 1):
        if scene.tokens[i].text == "," and scene.quote_of[i] < 0 and signs(scene, i + 1, end):
            cue = read_cue(scene, i + 1)
            return i, cue.subject if cue is not None else None
    return end, None


def medial_report(found: Findings, rule: Rule, cue: Offsets, head: int, first: int) -> Report | None:
    scene = found.scene
    _, end = scene.sentence(first)
    after = phrase_end(scene, head, end)
    if is_gerund(scene.tokens[after - 1]):
        after = end  # « d'après des images **montrant**, au fond, un corps »
    if scene.forms[first - 2] in {"qui", "que"} and scene.tokens[first - 1].text == ",":
        if after >= end:
            return None  # nothing follows the source: « Un succès qui, selon lui »
        content = _unmarked(scene, scene.trim(scene.end_of(after), scene.end_of(end - 1)))
        return Report(
            rule, (content,), mode_of(scene, content), cue, None, None, head, quotes=scene.quotes_in(*content)
        )
    content = content_of_sentence(scene, _with_incise(scene, first), after, is_source=True)
    if after >= end - 1 and scene.tokens[first - 1].text == ",":
        content = content[0], scene.trim(content[0], scene.end_of(first - 2))[1]
    if not _is_apposed(scene, content) and not scene.has_finite_verb(*_tokens(scene, content)):
        is_last = not scene.has_finite_verb(after, end)
        before = content[0], scene.end_of(first - 1)
        content = _verbless(scene, scene.trim(*before), first) if is_last and may_vouch(scene, head) else (0, 0)
    if content[1] - content[0] < 12:
        return None
    used = tuple(i for i in scene.quotes_in(*content) if i not in found.quotes) if scene.quote_of[head] < 0 else ()
    content = _unmarked(scene, content)
    is_quote = bool(used) and scene.quotes[used[0]].inner == content
    mode: Mode = "direct" if is_quote else "mixed" if used else "indirect"
    return Report(rule, (content,), mode, cue, speaker=_source(rule, head), quotes=used)


def _is_apposed(scene: Scene, content: Offsets) -> bool:
    """Tell whether words said end a sentence in apposition: « …, **un choix « dur mais juste »**, selon la maire »."""
    is_late = content[0] > scene.starts[scene.sentence(scene.token_at(content[0]))[0]]
    return is_late and any(scene.words_in(scene.quotes[i]) >= _FEWEST for i in scene.quotes_in(*content))


def _unmarked(scene: Scene, content: Offsets) -> Offsets:
    """Return words without the marks around all of them: « « Rien ne va plus », selon le maire »."""
    quoted = [scene.quotes[i] for i in scene.quotes_in(*content)]
    is_whole = len(quoted) == 1 and content == (quoted[0].start, quoted[0].end)
    return quoted[0].inner if is_whole else content


def _verbless(scene: Scene, content: Offsets, first: int) -> Offsets:
    """Return the noun phrase of a title that its last words sign: « Lens : **120 emplois supprimés**, selon la CGT ».

    Without a comma only a quotation: « Une réforme **« brutale et mal préparée »** selon la CGT ».
    """
    closing = scene.end_of(first - 1)
    quoted = [scene.quotes[i] for i in scene.quotes_in(closing - 1, closing)]
    if quoted and quoted[0].end == closing:
        return quoted[0].inner if scene.words_in(quoted[0]) >= _FEWEST else (0, 0)
    start = label_end(scene, *_tokens(scene, content))
    return scene.trim(scene.starts[start], content[1]) if scene.tokens[first - 1].text == "," else (0, 0)


def _source(rule: Rule, head: int) -> int | None:
    """Return the token of the source; « à ses yeux » has none."""
    return None if rule.pattern == "possessive" else head


def _with_incise(scene: Scene, first: int) -> int:
    """Return where « , **a-t-on appris** de source policière », « , **a appris l'AFP** de source … » starts."""
    for i in range(first - 1, max(0, first - _INCISE), -1):
        if scene.tokens[i].text == ",":
            cue = read_cue(scene, i + 1)
            signs_here = cue is not None and cue.verb < first and cue.lemma in scene.lexicon.words("reporting.stance")
            return i + 1 if signs_here else first
    return first


def _tokens(scene: Scene, offsets: Offsets) -> tuple[int, int]:
    return scene.token_at(offsets[0]), scene.token_at(offsets[1] - 1) + 1


def is_after_break(scene: Scene, first: int) -> bool:
    before = first - 1
    while before >= 0 and scene.tokens[before].is_space:
        before -= 1
    if scene.forms[before] in {"que", "qu'"} and before > 0 and scene.forms[before - 1] in {"tandis", "alors"}:
        return True  # « tandis **que selon** la direction, … »
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


def quote_from(scene: Scene, body: int, end: int) -> int | None:
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
