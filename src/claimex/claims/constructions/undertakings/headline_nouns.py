"""Headlines that name a measure and say that it is settled: « **Fermeture** de la piscine **actée** à Lens ».

« Un second tome **annoncé** », « Le couvre-feu **prolongé** jusqu'en mai », « Valdor : **départ** du directeur ».
"""

from collections.abc import Iterator

from claimex.annotations import Block
from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.naming import names_action
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.timing import is_over
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.rules import Rule
from claimex.schema import Force

_LINES = frozenset({"title", "heading"})
_PLANNED = frozenset({"prévoir", "programmer", "planifier", "envisager", "projeter"})
_PARTICIPLE = ("é", "ée", "és", "ées", "u", "ue", "us", "ues", "is", "ise", "ises", "it", "ite", "its", "ites")
_AFTER = frozenset(
    {
        "à",
        "au",
        "aux",
        "par",
        "pour",
        "dès",
        "en",
        "dans",
        "sur",
        "d'ici",
        "jusqu'à",
        "jusqu'au",
        "le",
        "chez",
        "de",
        "sine",
        "avant",
        "fin",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
    }
)
_OF = {("de",), ("du",), ("des",), ("d'",)}
_ENDS = frozenset({",", ":", ";", ".", "?", "!", "…", "–", "—", "(", "|"})
_ARTICLES = frozenset({"le", "la", "l'", "les", "un", "une", "des", "deux", "trois", "plusieurs"})


def headline_noun_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield the measures that a headline without a verb says are decided, planned or announced."""
    for block, words in _lines(scene):
        for rule in triggers.rules[:1]:
            for participle in _participles(scene, words):
                yield from _settled(scene, words, participle, block, rule)


def bare_headline_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield the acts that a headline names without saying who decides, « echoed » where the article does."""
    for _, words in _lines(scene):
        for rule in triggers.rules[:1]:
            yield from _bare(scene, words, rule)


def _lines(scene: Scene) -> Iterator[tuple[Block, list[Word]]]:
    """Yield the titles and headings of a document with their words."""
    for block in scene.blocks:
        if block.kind in _LINES:
            words = scene.doc.char_span(block.start, block.end, alignment_mode="expand")
            if words is not None:
                yield block, list(words)


def _participles(scene: Scene, words: list[Word]) -> Iterator[Word]:
    """Yield the participles that end a headline's clause or stand before a day, place or agent."""
    for token, after in zip(words, [*words[1:], None], strict=True):
        lemma = scene.verbs[token.i]
        if lemma not in scene.words.headlined or not token.form.endswith(_PARTICIPLE):
            continue
        is_end = after is None or after.text in _ENDS or after.form in _AFTER or after.is_space
        if is_end or scene.moments_between(after.idx if after else 0, (after.idx if after else 0) + 1):
            yield token


def _settled(scene: Scene, words: list[Word], participle: Word, block: Block, rule: Rule) -> Iterator[Match]:
    start = _clause_start(words, participle)
    before = [t for t in words if start <= t.i < participle.i]
    if not before or any(t.pos_ in {"VERB", "AUX"} and is_finite(t) and t.i != participle.i for t in before):
        return
    noun = _noun(scene, before, participle)
    if noun is None or _is_undecided(scene, words, noun, participle):
        return
    if any(is_over(scene, scene.moments[n]) for n in scene.moments_between(block.start, block.end)):
        return
    if scene.forms[participle.i + 1 : participle.i + 2] in {("depuis",), ("après",)}:
        return
    lemma = scene.verbs[participle.i] or ""
    force: Force = "plan" if lemma in _PLANNED else "pledge" if lemma == "promettre" else "decision"
    cue = (participle.idx, participle.idx + len(participle))
    opening = noun.i - (scene.forms[noun.i - 1] in _ARTICLES and noun.i - 1 >= start)
    tokens = {"head": noun.i, "verb": participle.i, "passive": participle.i, "headline": noun.i}
    end = scene.action_end(participle, scene.doc[opening].idx, nominal=True)
    yield Match(rule, noun.idx, min(end, block.end), roles={"cue": (cue,)}, tokens=tokens, force=force)


def _is_undecided(scene: Scene, words: list[Word], noun: Word, participle: Word) -> bool:
    """Tell whether a court or market decides: « vote annulé par le **juge** », « **Inflation** : baisse prévue »."""
    lemmas = {scene.lemmas[t.i] for t in words} | {t.lower_ for t in words}
    if not lemmas.isdisjoint(scene.words.judicial | scene.words.treated | scene.words.observers):
        return True
    return scene.lemmas[noun.i] in scene.words.events and not lemmas.isdisjoint(scene.words.reported)


def _bare(scene: Scene, words: list[Word], rule: Rule) -> Iterator[Match]:
    """Yield « Turquie : **annulation** du sommet », which counts where the article says who decided it."""
    start = _clause_start(words, words[-1])
    clause = [t for t in words if t.i >= start and not t.is_space]
    noun = next((t for t in clause[:3] if t.pos_ not in {"DET", "ADJ", "NUM"}), None)
    if noun is None or any(t.pos_ in {"VERB", "AUX"} and is_finite(t) for t in clause):
        return
    lemma = noun.lower_ if noun.lower_ in scene.words.actions else scene.lemmas[noun.i]
    if lemma not in scene.words.actions or scene.forms[noun.i + 1 : noun.i + 2] not in _OF:
        return
    end = scene.action_end(noun, noun.idx, nominal=True)
    tokens = {"head": noun.i, "verb": noun.i, "passive": noun.i, "echoed": noun.i}
    yield Match(rule, noun.idx, end, roles={"cue": ((noun.idx, noun.idx + len(noun)),)}, tokens=tokens)


def _clause_start(words: list[Word], participle: Word) -> int:
    """Return where the headline's clause begins: after its last colon or dash."""
    marks = [t.i + 1 for t in words if t.i < participle.i and t.text in {":", "–", "—", ";", "."}]
    return max([words[0].i, *marks])


def _noun(scene: Scene, before: list[Word], participle: Word) -> Word | None:
    """Return the measure of a headline, its first noun: « la **fermeture** de la piscine »."""
    noun = next((t for t in before if t.pos_ in {"NOUN", "PROPN"} or t.lower_ in scene.words.actions), None)
    if noun is None or any(t.text in {",", "«", '"'} for t in before) or not _agrees(scene, noun, participle):
        return None
    acts = scene.lemmas[noun.i] in scene.words.actions or noun.lower_ in scene.words.actions
    if scene.verbs[participle.i] in scene.words.halted:
        lemma = scene.lemmas[noun.i]
        return noun if acts or lemma in scene.words.halting_things else None
    is_release = scene.lemmas[noun.i] in scene.words.releases
    return noun if (acts and names_action(scene, noun)) or is_release else None


def _agrees(scene: Scene, noun: Word, participle: Word) -> bool:
    form = participle.form
    plural = form.endswith("s") and not form.endswith(("mis", "pris"))
    return plural == noun.form.endswith(("s", "x")) or form.endswith(("mis", "pris"))
