"""Quotations that are sentences of their own: the speaker goes on, or nobody says whose they are."""

from claimex.claims.constructions.reported_speech.quoted import is_full, last_character, subject_of_sentence
from claimex.claims.constructions.reported_speech.report import Findings, Report
from claimex.claims.constructions.reported_speech.scene import Scene

_DEFINITE = frozenset({"le", "la", "l'", "ce", "cet", "cette"})
_SHORT = 4  # words of a sentence without a verb by which a speaker goes on
_FEWEST = 6  # words of a quotation that is a statement though nobody signs it


def find_free_quotes(found: Findings) -> None:
    """Add quotations that are sentences of their own; the speaker of the sentence before goes on."""
    scene = found.scene
    rule = found.rule("free_quote")
    if rule is None:
        return
    for index, quote in found.free_quotes():
        first, last = scene.inner_tokens(quote)
        if not scene.is_speech(quote) or not _stands_alone(found, index):
            continue
        follows, speaker = _turn(found, index)
        if not scene.has_finite_verb(first, last) and (follows is None or not _is_exclaimed(scene, index)):
            continue  # a title or a motto
        ahead = _named_ahead(scene, index) if follows is None or follows.end < _block_start(scene, index) else None
        if ahead is not None and speaker is None:
            follows, speaker = None, ahead
        if follows is None and speaker is None and len({actor for _, actor, _ in scene.persons}) == 1:
            follows = found.last_before(quote.start)  # an article with one voice
        is_known = follows is not None or speaker is not None
        if (is_known and not _is_repeated(scene, index)) or _is_nobodys(scene, index):
            found.add(Report(rule, (quote.inner,), "direct", speaker=speaker, quotes=(index,), follows=follows))


def _is_exclaimed(scene: Scene, index: int) -> bool:
    """Tell whether words without a verb are a sentence that goes on: « … », dit-il. « **Pas question de céder.** »."""
    quote = scene.quotes[index]
    is_closed = scene.text[quote.inner[1] - 1] in ".!?…" or scene.text[quote.end : quote.end + 1] == "."
    return is_closed and scene.words_in(quote) >= _SHORT and not _is_whole_block(scene, index)


def _is_repeated(scene: Scene, index: int) -> bool:
    """Tell a heading in quotation marks by its words, which another quotation has: « Plus rien ne marche »."""
    quote = scene.quotes[index]
    words = scene.text[slice(*quote.inner)].rstrip(" .!?…").lower()
    others = (other for place, other in enumerate(scene.quotes) if place != index and other.depth == 0)
    return _is_whole_block(scene, index) and any(words in scene.text[slice(*other.inner)].lower() for other in others)


def _is_whole_block(scene: Scene, index: int) -> bool:
    quote = scene.quotes[index]
    block = scene.block_of(quote.start)
    return block is not None and not (
        scene.text[block.start : quote.start].strip() or scene.text[quote.end : block.end].strip(" .")
    )


def _is_nobodys(scene: Scene, index: int) -> bool:
    """Tell whether a quotation is said by nobody named: whole sentences between sentences or as a paragraph."""
    quote = scene.quotes[index]
    is_closed = scene.text[quote.inner[1] - 1] in ".!?…" or scene.text[quote.end : quote.end + 1] in {".", "\n", ""}
    is_sentence = is_full(scene, index) and scene.words_in(quote) >= _FEWEST and is_closed
    is_title = scene.block_of(quote.start) == scene.blocks[0] and _is_whole_block(scene, index)
    return is_sentence and not _is_repeated(scene, index) and not is_title


def _block_start(scene: Scene, index: int) -> int:
    block = scene.block_of(scene.quotes[index].start)
    return block.start if block else 0


def _named_ahead(scene: Scene, index: int) -> int | None:
    """Return who a quotation at the head of a paragraph leads to: « On tiendra. » **Paul Roy** serre les dents."""
    quote = scene.quotes[index]
    block = scene.block_of(quote.start)
    if block is None or scene.text[block.start : quote.start].strip() or not scene.text[quote.end : block.end].strip():
        return None
    following = scene.token_at(quote.end)
    while scene.starts[following] < quote.end or scene.tokens[following].is_space:
        following += 1
    first, end = scene.sentence(following)
    if scene.quotes_in(scene.starts[first], scene.end_of(end - 1)) or first < following:
        return None
    subject = subject_of_sentence(scene, first, end)
    determiner = scene.forms[subject - 1] if subject else ""
    return subject if determiner in _DEFINITE or subject in scene.names else None


def _stands_alone(found: Findings, index: int) -> bool:
    """Tell whether a quotation is a sentence: a capital, after a stop, an incise or at the head of its paragraph."""
    scene = found.scene
    quote = scene.quotes[index]
    before = scene.text[max(0, last_character(scene, quote.start))]
    block = scene.block_of(quote.start)
    is_first = block is None or not scene.text[block.start : quote.start].strip()
    opens = scene.text[quote.inner[0]].isupper() or scene.text[quote.inner[0]] in "[(…"
    if before == ",":
        sentence, _ = scene.sentence(scene.token_at(quote.start))
        return not opens or found.last_before(quote.start, since=scene.starts[sentence]) is not None
    return opens and (is_first or before in '.!?…»”"' or (before == ":" and is_full(scene, index)))


def _turn(found: Findings, index: int) -> tuple[Report | None, int | None]:
    """Return whose turn it is: the subject of the sentence just before if it may speak, else the last speaker."""
    scene = found.scene
    quote = scene.quotes[index]
    block = scene.block_of(quote.start)
    block_start = block.start if block else 0
    start = block_start
    follows = found.last_before(quote.start, since=start)
    before = scene.token_at(max(0, last_character(scene, quote.start)))
    if scene.starts[before] >= block_start and scene.text[block_start : quote.start].strip():
        first, _ = scene.sentence(before)
        is_told = follows is not None and follows.end >= scene.starts[first]
        subject = None if is_told else subject_of_sentence(scene, first, before + 1)
        if subject is not None and scene.tokens[subject].pos_ != "PRON":
            return None, subject
        if follows is None and subject is None:
            subject = _only_person(scene, first, before)
        if follows is not None or subject is not None or _names_person(scene, block_start, quote.start):
            return follows, subject
    earlier = found.last_before(quote.start, since=max(0, block_start - 1200))
    return (earlier, None) if earlier is not None and earlier.mode == "direct" else (None, None)


def _only_person(scene: Scene, first: int, last: int) -> int | None:
    """Return the one person that a sentence names: « Un avis partagé par **Léa Roy**. « On attend. » »."""
    humans = (i for i in range(first, last) if scene.may_speak(i) and i not in scene.names and not scene.is_governed(i))
    if any("," not in scene.forms[max(i - 3, 0) : i] for i in humans):
        return None  # « Les habitants ont écrit à Léa Roy »
    named = [(actor, token) for _, actor, token in scene.persons if first <= token <= last]
    return named[0][1] if len({actor for actor, _ in named}) == 1 else None


def _names_person(scene: Scene, start: int, end: int) -> bool:
    """Tell whether somebody is named or told of between two characters, who may speak next."""
    places = range(scene.token_at(start), scene.token_at(end))
    return any(scene.may_speak(i) and scene.quote_of[i] < 0 for i in places)
