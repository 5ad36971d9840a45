"""What a law, decree or plan holds once somebody has adopted or tabled it: « Le texte **interdit** l'arrosage ».

« Le préfet a pris un arrêté. Il **ferme** deux plages. »: the préfet decides. A law long in force tells nothing new.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.decrees import has_object_after, is_news, is_present
from claimex.claims.constructions.undertakings.future_spans import future_match, subject_start
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_conditional, is_finite, mood_of_form
from claimex.parse import Word
from claimex.rules import Rule
from claimex.schema import Force
from claimex.syntax import (
    agent_of,
    finite_verb_of,
    gender_of,
    governor_of,
    group_start,
    infinitive_of,
    is_passive,
    is_plural,
    phrase_of,
)

_OBJECT = 9  # tokens from « a signé » to the text: « a signé hier la mouture finale du **décret** »
_FAR = 900  # characters within which a text goes on to be told
_PRONOUNS = frozenset({"il", "elle", "celui-ci", "celle-ci"})
_ARTICLES = frozenset({"le", "la", "l'", "ce", "cet", "cette"})
_OF = frozenset({"de", "du", "des", "d'", "par"})
_GOVERNING = frozenset({"interdire", "imposer", "permettre", "punir", "obliger", "autoriser", "contraindre"})
_TO = frozenset({"à", "au", "aux", "de", "d'"})
_LASTING = frozenset(
    {"loi", "règlement", "convention", "accord", "directive", "code"}
)  # in force unless said to be new


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that says who adopted or tabled a text: « **Le préfet** a **pris** un **arrêté** »."""

    at: int
    text: Word
    author: Word | None
    force: Force


def content_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield what texts do that were just adopted or tabled, and what they oblige others to."""
    if scene.words.enactments.isdisjoint(scene.lemmas):
        return
    tellings = list(find_tellings(scene))
    for rule in triggers.rules[:1]:
        for verb, _ in scene.verbs_among(scene.words.providing):
            if is_present(scene, verb) and _has_object_after(scene, verb):
                yield from _provided(scene, verb, tellings, rule)
        if tellings:
            for token in [t for t in scene.doc if mood_of_form(t.form) == "future"]:
                yield from _bound(scene, token, tellings, rule)


def _has_object_after(scene: Scene, verb: Word) -> bool:
    """Tell whether an object follows, or to whom: « interdit **aux** bars de », « punit **de** deux ans »."""
    governs = scene.verbs[verb.i] in _GOVERNING and scene.forms[verb.i + 1 : verb.i + 2] != ()
    is_open = governs and any(form in _TO for form in scene.forms[verb.i + 1 : verb.i + 3])
    return is_open or has_object_after(scene, verb)


def find_tellings(scene: Scene) -> Iterator[Telling]:
    """Yield the sentences that say who adopted, signed, tabled or presented a text."""
    for verb, lemma in scene.verbs_among(scene.words.enacting_texts):
        if not is_finite(finite_verb_of(verb)) or scene.modality.negates(verb) or scene.is_relative(verb):
            continue
        if is_conditional(finite_verb_of(verb)):
            continue
        passive = is_passive(verb)
        text = scene.subject_of(verb) if passive else _text_after(scene, verb)
        if text is None or scene.lemmas[text.i] not in scene.words.enactments:
            continue
        author = agent_of(verb) if passive else scene.subject_of(verb)
        is_passed = lemma in scene.words.voting or lemma in scene.words.enacting
        is_draft = scene.lemmas[text.i] in scene.words.drafts and not is_passed
        yield Telling(verb.idx, text, author, "proposal" if is_draft else "decision")


def _text_after(scene: Scene, verb: Word) -> Word | None:
    """Return the text that a verb acts on: « a signé hier la mouture finale du **décret** »."""
    for token in scene.doc[verb.i + 1 : verb.i + 1 + _OBJECT]:
        if token.text[0] in ".;:!?«\n" or (token.pos_ in {"VERB", "AUX"} and is_finite(token)):
            return None
        if token.pos_ == "NOUN" and scene.lemmas[token.i] in scene.words.enactments:
            return token
    return None


def _provided(scene: Scene, verb: Word, tellings: list[Telling], rule: Rule) -> Iterator[Match]:
    """Yield « Le texte **interdit** la pêche », « Il **ferme** aussi deux plages »."""
    subject = scene.subject_of(verb)
    if subject is None or subject.i > verb.i or scene.modality.negates(verb) or not is_news(scene, verb):
        return
    if scene.modality.is_conditional_on(verb) or scene.statement_at(verb.idx) is not None:
        return
    telling = telling_of(scene, subject, verb, tellings)
    if telling is None and not _is_new(scene, subject, verb):
        return
    tokens = {"head": verb.i, "verb": verb.i, "subject": subject.i}
    if telling is not None and telling.author is not None:
        tokens["author"] = telling.author.i
    start = group_start(verb).idx
    force: Force = telling.force if telling is not None else _force_of(scene, subject)
    cue = (verb.idx, verb.idx + len(verb))
    yield Match(rule, start, scene.action_end(verb, start), roles={"cue": (cue,)}, tokens=tokens, force=force)


def _force_of(scene: Scene, text: Word) -> Force:
    is_bill = any(word in scene.words.bills for word in scene.lemmas[text.i + 1 : text.i + 3])
    return "proposal" if is_bill or scene.lemmas[text.i] == "amendement" else "decision"


def telling_of(scene: Scene, subject: Word, verb: Word, tellings: list[Telling]) -> Telling | None:
    """Return the sentence that told of the text which is the subject."""
    telling = _last_before(verb.idx, tellings)
    if telling is None or telling.text.i >= verb.i:
        return None
    if subject.form in _PRONOUNS:
        return telling if _takes_up(scene, subject, telling) else None
    is_text = scene.lemmas[subject.i] in scene.words.enactments and not is_plural(subject)
    return telling if is_text and scene.forms[phrase_of(subject).start] in _ARTICLES else None


def _last_before(offset: int, tellings: list[Telling]) -> Telling | None:
    """Return the last sentence before an offset that told of a text; None when it lies too far back."""
    number = bisect_left(tellings, offset, key=attrgetter("at"))
    telling = tellings[number - 1] if number else None
    return telling if telling is not None and offset - telling.at <= _FAR else None


def _takes_up(scene: Scene, pronoun: Word, telling: Telling) -> bool:
    """Tell whether « il » means the text of the sentence before, or goes on with it: « **Il** interdit … **Il** … »."""
    first = pronoun.sent.start
    before = scene.doc[first - 1].sent if first else None
    if before is None or {gender_of(pronoun), gender_of(telling.text)} - {""} == {"m", "f"}:
        return False
    is_near = before.start <= telling.text.i < first
    return is_near or scene.forms[before.start] in _PRONOUNS or scene.lemmas[before.start + 1] in scene.words.enactments


def _is_new(scene: Scene, text: Word, verb: Word) -> bool:
    """Tell whether a text is somebody's or just adopted: « le décret **du ministre** », « la loi, **votée** lundi »."""
    if scene.lemmas[text.i] not in scene.words.enactments or scene.forms[phrase_of(text).start] not in _ARTICLES:
        return False
    between = scene.doc[text.i + 1 : verb.i]
    if any(scene.verbs[t.i] in scene.words.enacting_texts and not is_finite(t) for t in between):
        return True
    if scene.lemmas[text.i] in _LASTING:
        return False
    return any(
        scene.can_answer(t) and not _OF.isdisjoint(scene.forms[max(0, t.i - 3) : t.i])
        for t in between
        if t.pos_ in {"NOUN", "PROPN"}
    )


def _bound(scene: Scene, finite: Word, tellings: list[Telling], rule: Rule) -> Iterator[Match]:
    """Yield what a text makes others do: « Les chauffeurs **devront suivre** 110 heures de cours »."""
    verb = governor_of(finite)
    lemma = scene.verbs[finite.i]
    if lemma not in {"devoir", "pouvoir"} or scene.modality.negates(finite) != (lemma == "pouvoir"):
        return
    act = infinitive_of(finite) or infinitive_of(verb)
    subject = scene.subject_of(finite)
    telling = _last_before(finite.idx, tellings)
    if act is None or subject is None or telling is None:
        return
    if subject.i > finite.i or scene.statement_at(finite.idx) is not None or scene.modality.is_conditional_on(finite):
        return
    if scene.lemmas[act.i] in scene.words.involuntary or scene.lemmas[act.i] in scene.words.thinking:
        return
    match = future_match(scene, rule, finite, act, subject_start(scene, finite))
    tokens = {**match.tokens, "text": telling.text.i}
    if telling.author is not None:
        tokens["author"] = telling.author.i
    yield Match(rule, match.start, match.end, roles=match.roles, tokens=tokens, force=telling.force)
