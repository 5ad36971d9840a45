"""Incises: a reporting verb with its subject after it, as in « … », **a répondu Marine Le Pen**.

Direct after or inside a quotation, indirect in a plain sentence (« Elle viendra, **a-t-elle indiqué** »).
"""

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.appositions import apposition_before
from claimex.claims.constructions.reported_speech.cues import Cue, can_speak, offsets_of
from claimex.claims.constructions.reported_speech.incise_cues import cue_after, cue_end, plain_cue, signer_of
from claimex.claims.constructions.reported_speech.joined import joined_quotes
from claimex.claims.constructions.reported_speech.quoted import is_full
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.spans import content_of_sentence, mode_of, opens_quote, retort_before
from claimex.schema import Mode
from claimex.syntax import is_clitic, is_infinitive, is_relative

_ASIDES = frozenset({"quand", "alors", "tandis", "sauf", "car", "faute", "parce", "puisque"})
_NOUN = 2  # tokens of « une fable »


def find_quote_incises(found: Findings) -> None:
    """Add quotations signed after or inside them, as in « On pousse les murs », **témoigne la professeure**."""
    scene = found.scene
    inside = _inner_cues(found)
    for index, quote in enumerate(scene.quotes):
        if index in found.quotes or scene.is_silent(quote.start) or _is_mere_noun(scene, index):
            continue
        cue = cue_after(scene, quote.end) or (inside.get(index) if quote.depth == 0 else None)
        if cue is None:
            continue
        rules = found.triggers("incise").get(cue.lemma)
        rule = rules[0] if rules else found.rule("incise", "any_verb")
        if rule is None or not (_is_signed(scene, index, cue) if not rules else _may_sign(scene, index, cue)):
            continue
        content, used = joined_quotes(scene, index, cue)
        mode: Mode = "direct"
        lead = _lead(found, index) if scene.starts[cue.first] >= quote.end and len(content) == 1 else None
        if lead is not None:
            content, mode = ((lead, quote.end),), "mixed"
            used = tuple(i for i in scene.quotes_in(lead, quote.end) if i not in found.quotes)
        speaker = signer_of(scene, cue)
        found.add(Report(rule, content, mode, offsets_of(scene, cue), cue.verb, cue.lemma, speaker, quotes=used))


def _is_mere_noun(scene: Scene, index: int) -> bool:
    """Tell whether a noun and its article are no statement: « « Une fable », soupire Léa »."""
    first, last = scene.inner_tokens(scene.quotes[index])
    following = scene.quotes[index + 1].start if index + 1 < len(scene.quotes) else 0
    if scene.text[scene.quotes[index].end : following].rstrip().endswith(","):
        return False  # « Les prix », souffle Léa Roy, « ont doublé »: it goes on
    is_noun = last - first == _NOUN and scene.tokens[first].pos_ == "DET" and scene.tokens[first + 1].pos_ == "NOUN"
    return is_noun and not scene.has_finite_verb(first, last)


def _lead(found: Findings, index: int) -> int | None:
    """Return where a sentence starts that a quotation ends: « Si la nappe baisse, « il faudra couper », prévient »."""
    scene = found.scene
    quote = scene.quotes[index]
    mark = scene.token_at(quote.start)
    opening = scene.text[quote.inner[0]]
    if quote.depth > 0 or not (opening.islower() or opening.isdigit()):
        return None
    start, _ = scene.sentence(mark)
    lead = scene.text[scene.starts[start] : quote.start].strip()
    if lead.endswith(",") and scene.forms[scene.inner_tokens(quote)[0]] in {"je", "j'", "nous"}:
        return None  # « Concernant la façade, sur laquelle la ville a travaillé, « nous avons … » »
    if _opens_aside(scene, index) and scene.has_finite_verb(start, mark):
        return None  # « Le canton garde ses cars, « auxquels s'ajoute un train », note l'élue »
    if (
        (len(lead) < 12 and not scene.has_finite_verb(start, mark))
        or lead[-1] in ':;.!?»”"'
        or any(i < index and i in found.quotes for i in scene.quotes_in(scene.starts[start], quote.start))
    ):
        return None
    begin = apposition_before(scene, start, scene.token_at(quote.end - 1) + 1) or start
    return scene.trim(scene.starts[begin], quote.start)[0] if begin < mark else None


def _opens_aside(scene: Scene, index: int) -> bool:
    """Tell whether a quotation adds a clause: « **auxquels** s'ajoute un train », « , « **quand** il gèle » »."""
    first, _ = scene.inner_tokens(scene.quotes[index])
    is_relative_clause = not scene.lexicon.words("grammar.relatives").isdisjoint(scene.forms[first : first + 2])
    return is_relative_clause or (scene.forms[first] in _ASIDES and scene.forms[first - 2] == ",")


def _is_signed(scene: Scene, index: int, cue: Cue) -> bool:
    """Tell whether a verb of no list signs a quotation: words said, a comma or « ! », a subject that speaks."""
    speaks = is_clitic(scene.tokens[cue.subject]) or can_speak(scene, cue.subject)
    is_apart = _is_apart(scene, index, cue) or _is_sentence(scene, index, cue)
    return is_apart and speaks and scene.is_speech(scene.quotes[index])


def _is_sentence(scene: Scene, index: int, cue: Cue) -> bool:
    """Tell whether a reflexive verb signs a quotation without a comma: « « On l'a fait » se satisfait le maire »."""
    quote = scene.quotes[index]
    start, _ = scene.sentence(cue.verb)
    before = scene.text[scene.starts[start] : quote.start].rstrip()
    is_whole = not before or before.endswith(":")
    return is_whole and scene.forms[cue.first] in {"se", "s'"} and is_full(scene, index)


def _is_apart(scene: Scene, index: int, cue: Cue) -> bool:
    """Tell whether a comma, a dash or the end of the words said parts a quotation from its cue."""
    quote = scene.quotes[index]
    between = scene.text[quote.end : scene.starts[cue.first]].strip()
    return between in {",", "–", "—"} or scene.text[quote.inner[1] - 1] in "?!….,"


def _may_sign(scene: Scene, index: int, cue: Cue) -> bool:
    """Tell a cue from the verb that a quoted subject has: « Un « comité paritaire » va entériner les fermetures »."""
    return _is_apart(scene, index, cue) or is_clitic(scene.tokens[cue.subject]) or can_speak(scene, cue.subject)


def find_plain_incises(found: Findings) -> None:
    """Add plain sentences signed by an incise, as in Elle viendra, **a-t-elle indiqué**."""
    scene = found.scene
    triggers = found.triggers("incise", "indirect")
    for verb, lemma in scene.verbs:
        if verb in found.verbs or scene.quote_of[verb] >= 0 or not triggers.get(lemma):
            continue
        cue = plain_cue(scene, verb, lemma)
        if cue is None or scene.is_silent(scene.starts[verb]) or _announces_quote(scene, cue):
            continue
        content = (
            retort_before(scene, cue.first)
            or _within_relative(scene, cue)
            or content_of_sentence(scene, cue.first, cue_end(scene, cue), is_source=False)
        )
        used = tuple(index for index in scene.quotes_in(*content) if index not in found.quotes)
        is_new = not _is_told(found, content) and not _repeats_speaker(found, content, cue)
        if _has_other_verb(scene, content, cue) and is_new:
            mode = mode_of(scene, content)
            rule = triggers.get(lemma)[0]
            speaker = signer_of(scene, cue)
            found.add(Report(rule, (content,), mode, offsets_of(scene, cue), verb, lemma, speaker, quotes=used))


def _within_relative(scene: Scene, cue: Cue) -> Offsets | None:
    """Return the clause that an incise opens: « des villages où, **dit le préfet**, il reste des efforts à faire »."""
    if cue.first < 2 or scene.forms[cue.first - 2] not in {"qui", "que", "où", "dont"}:
        return None
    _, end = scene.sentence(cue.verb)
    return scene.trim(scene.end_of(cue_end(scene, cue)), scene.end_of(end - 1)) if cue_end(scene, cue) < end else None


def _announces_quote(scene: Scene, cue: Cue) -> bool:
    """Tell whether a colon and a quotation follow an incise: « Faux, rétorque le maire : « … » »."""
    _, end = scene.sentence(cue.verb)
    for i in range(max(cue.subject, cue.verb) + 1, end - 1):
        if scene.tokens[i].text == ":":
            return opens_quote(scene, i + 1)
    return False


def _has_other_verb(scene: Scene, content: Offsets, cue: Cue) -> bool:
    """Tell whether the words said have a verb of their own, or are a short « Pas question »."""
    first, last = scene.token_at(content[0]), scene.token_at(content[1] - 1) + 1
    own = range(cue.first, max(cue.verb, cue.subject) + 1)
    if content == retort_before(scene, cue.first):
        return True
    after = cue_end(scene, cue) + 1
    if scene.tokens[first].pos_ != "DET" and after < last and is_relative(scene.tokens[after]):
        last = cue.first  # « Insuffisant, tranche l'élue, **qui a** perdu deux agents »
    return any((scene.is_finite(i) or is_infinitive(scene.tokens[i])) and i not in own for i in range(first, last))


def _repeats_speaker(found: Findings, content: Offsets, cue: Cue) -> bool:
    """Tell whether « il » signs a sentence whose verb reports his words already: « Il ajoute que …, a-t-il dit »."""
    is_clitic_subject = is_clitic(found.scene.tokens[cue.subject])
    inside = (r.cue for r in found.reports if r.cue is not None and r.verb is not None and r.end <= content[1])
    return is_clitic_subject and any(content[0] <= start < content[1] for start, _ in inside)


def _is_told(found: Findings, content: Offsets) -> bool:
    """Tell whether another report already has most of these words."""
    return any(
        min(report.end, content[1]) - max(report.start, content[0]) > (content[1] - content[0]) / 2
        for report in found.reports
    )


def _inner_cues(found: Findings) -> dict[int, Cue]:
    """Return for each outer quotation the incise inside it that names another speaker: « Non, a répondu l'adjoint. »"""
    scene = found.scene
    cues: dict[int, Cue] = {}
    triggers = found.triggers("incise")
    for verb, lemma in scene.verbs:
        quote = scene.quote_of[verb]
        if quote >= 0 and quote not in cues and triggers.get(lemma):
            cue = plain_cue(scene, verb, lemma)
            if cue is not None and cue.first > scene.inner_tokens(scene.quotes[quote])[0]:
                cues[quote] = cue
    return cues
