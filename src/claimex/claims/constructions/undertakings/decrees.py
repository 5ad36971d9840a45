"""Decisions told in the present: « Valdor **supprime 60 postes** », « le président **dissout** l'Assemblée »."""

import re
from collections.abc import Iterator
from datetime import date

from claimex.annotations import MomentMention, text_of
from claimex.claims.constructions import Match, Triggers
from claimex.claims.constructions.undertakings.answering import is_observed, said_with, takes_up_speaker
from claimex.claims.constructions.undertakings.objects import after_moment
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import mood_of_form
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import group_start

_IMPERFECT = ("ait", "aient")
_TELLING = frozenset({"savoir", "préciser", "expliquer"})
_GOALS = frozenset({"objectif", "cap", "ambition", "but"})
_SUBORDINATE = 8  # tokens looked back for « que », « si », « qui »
_OBJECT_REACH = 6  # tokens from a verb to its object
_BODY = 4  # tokens between a body and its verb
_WINDOW = 60  # characters after a verb in which its object's amount begins
_NEWS_DAYS = 8  # a moment older than this makes the present a tale
_DATED = re.compile(r"\d|il y a|derni(?:er|ère)|passée?|précédente?")
_BESIDE = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "ADV", "PUNCT", "NUM", "X", "CCONJ"})
_AHEAD = frozenset({"from", "by", "before"})
_OBJECT = frozenset({"DET", "NUM", "PROPN"})


def stated_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield what somebody says that he does: « a annoncé qu'elle **suspendait** ses vols »."""
    if not any(statement.mode != "direct" for statement in scene.statements):
        return
    for token, lemma in scene.verbs_among(scene.words.stepping):
        if token.form.endswith(_IMPERFECT) and is_stated(scene, token):
            for rule in triggers.rules[:1]:
                yield from _decreed(scene, token, lemma, rule)


def is_stated(scene: Scene, verb: Word) -> bool:
    """Tell whether a verb stands in what somebody announces in other words: « a annoncé que l'État **fermait** … »."""
    statement = scene.statement_at(verb.idx)
    if statement is None or statement.cue is None or statement.mode == "direct" or is_observed(scene, verb):
        return False
    is_told = said_with(scene, statement.cue, scene.words.vowing | _TELLING)
    return is_told and scene.modality.opens_with_que(verb)


def decree_matches(scene: Scene, triggers: Triggers) -> Iterator[Match]:
    """Yield what somebody answerable decides, in the present of news."""
    for token, lemma in scene.verbs_among(triggers.lemmas):
        if token.form.endswith("ant") and scene.forms[token.i - 1] == "en" and has_object_after(scene, token):
            for rule in triggers.get(lemma)[:1]:
                yield from _by_which(scene, token, rule)
        if not is_present(scene, token):
            continue
        if not has_object_after(scene, token) and not _withdraws(scene, token, lemma):
            continue
        for rule in triggers.get(lemma)[:1]:
            yield from _decreed(scene, token, lemma, rule)


def is_present(scene: Scene, token: Word) -> bool:
    """Tell whether a form is a third person of the present, or a first of the plural, whatever the tagger says."""
    form = token.form
    if form.endswith("ons"):
        return mood_of_form(form) is None and scene.forms[max(0, token.i - 1)] == "nous"
    if mood_of_form(form) is not None or not form.endswith(("e", "ent", "t", "d")) or form.endswith(("ait", "aient")):
        return False
    if (
        token.i == 0
        or "Inf" in token.morph.get("VerbForm", [])
        or (form.endswith(("ée", "èrent")) and not form.endswith("crée"))
    ):
        return False
    before = scene.doc[token.i - 1]
    behind_adverb = before.i - (before.pos_ == "ADV" and before.i > 0)  # « a **également** ouvert une enquête »
    return before.pos_ in _BESIDE and {"être", "avoir"}.isdisjoint((scene.verbs[before.i], scene.verbs[behind_adverb]))


def has_object_after(scene: Scene, verb: Word) -> bool:
    """Tell whether an article or a number follows: « ferme **son** usine », no « une gestion ferme »."""
    first = after_moment(scene, verb.i + 1)
    following = scene.doc[first : first + 3]
    for token in following:
        if token.pos_ in _OBJECT or token.form in {"des", "de", "d'", "du"}:
            is_amount = token.form in {"de", "d'"} and _changes_by(scene, token)
            return token.form not in {"de", "d'", "du"} or is_amount
        if token.pos_ != "ADV":
            return False
    return False


def _withdraws(scene: Scene, verb: Word, lemma: str) -> bool:
    """Tell whether somebody leaves something: « Valdor **se retire du** marché », « se désengage de l'accord »."""
    if lemma not in scene.words.withdrawing or scene.forms[verb.i - 1] not in {"se", "s'"}:
        return False
    return scene.forms[verb.i + 1 : verb.i + 2] in {("de",), ("du",), ("des",), ("d'",)}


def _changes_by(scene: Scene, link: Word) -> bool:
    """Tell whether « de » opens an amount before the object: « rehausse **de 2 milliards** son objectif »."""
    found = scene.quantities_between(link.idx + len(link), link.idx + len(link) + 2)
    if not found:
        return False
    end = scene.quantities[found[0]].end
    after = next((t for t in scene.doc[link.i + 1 : link.i + _WINDOW] if t.idx >= end), None)
    return after is not None and after.pos_ == "DET"


def _decreed(scene: Scene, verb: Word, lemma: str, rule: Rule) -> Iterator[Match]:
    subject = _body_before(scene, verb)
    if subject is None or subject.i > verb.i or not _may_decide(scene, subject, verb):
        return
    if (
        (subject.form != "nous" and _forecasts(scene, verb))
        or _is_subordinate(scene, verb)
        or scene.modality.negates(verb)
        or not is_news(scene, verb)
    ):
        return
    start = group_start(verb)
    end = scene.action_end(verb, start.idx)
    is_bound = lemma in scene.words.ruling or _withdraws(scene, verb, lemma) or is_stated(scene, verb)
    if not is_bound and not _is_measured(scene, verb, end):
        return
    cue = (verb.idx, verb.idx + len(verb))
    tokens = {"head": verb.i, "verb": verb.i, "subject": subject.i}
    first = scene.doc[subject.i + 1] if start.i <= subject.i < verb.i else start
    yield Match(rule, first.idx, end, roles={"cue": (cue,)}, tokens=tokens)


def _by_which(scene: Scene, gerund: Word, rule: Rule) -> Iterator[Match]:
    """Yield the measure by which a body acts: « Lyon réplique **en suspendant** ses aides de 2 millions d'euros »."""
    main = next((t for t in reversed(scene.doc[gerund.sent.start : gerund.i - 1]) if _is_main(scene, t)), None)
    subject = _body_before(scene, main) if main is not None else None
    if main is None or subject is None or subject.i > main.i or not _may_decide(scene, subject, main):
        return
    if _is_subordinate(scene, main) or scene.modality.negates(main) or not is_news(scene, main):
        return
    end = scene.action_end(gerund, gerund.idx)
    if scene.quantities_between(gerund.idx, end) or _is_measured(scene, gerund, end):
        tokens = {"head": gerund.i, "verb": main.i, "subject": subject.i}
        yield Match(rule, gerund.idx, end, roles={"cue": ((gerund.idx, gerund.idx + len(gerund)),)}, tokens=tokens)


def _body_before(scene: Scene, main: Word) -> Word | None:
    """Return a verb's subject; where the tagger takes the verb for a noun, the body right before it."""
    if main.pos_ in {"VERB", "AUX"}:
        return scene.subject_of(main)
    before = scene.doc[max(main.sent.start, main.i - _BODY) : main.i]
    return next((t for t in reversed(before) if t.pos_ in {"NOUN", "PROPN"} and scene.can_answer(t)), None)


def _is_main(scene: Scene, token: Word) -> bool:
    """Tell whether a token is a verb in the present, whatever the tagger says of it: « la région **sanctionne** »."""
    if token.pos_ in {"VERB", "AUX"}:
        return "Fin" in token.morph.get("VerbForm", []) and token.morph.get("Tense", []) == ["Pres"]
    return scene.verbs[token.i] is not None and token.pos_ in {"NOUN", "ADJ"} and is_present(scene, token)


def _forecasts(scene: Scene, verb: Word) -> bool:
    """Tell whether only a view of the future, a grade or a goal changes: « abaisse sa **prévision** »."""
    noun = next((token for token in scene.doc[verb.i + 1 : verb.i + _OBJECT_REACH] if token.pos_ == "NOUN"), None)
    return noun is not None and scene.lemmas[noun.i] in scene.words.forecasting | _GOALS


def _may_decide(scene: Scene, subject: Word, verb: Word) -> bool:
    statement = scene.statement_at(verb.idx)
    if statement is not None and is_stated(scene, verb):
        return scene.can_answer(subject) or takes_up_speaker(scene, subject, statement.cue or (0, 0))
    if subject.form == "nous":
        return statement is not None and not is_observed(scene, verb)
    if statement is not None or subject.form in scene.words.first_person or scene.is_abstract(subject):
        return False
    lemma = scene.lemmas[subject.i]
    if lemma in scene.words.judicial or lemma in scene.words.observers:
        return False
    return scene.can_answer(subject)


def _is_subordinate(scene: Scene, verb: Word) -> bool:
    """Tell whether the clause only describes, wishes or supposes: « **qui** ferme », « **pour que** l'État baisse »."""
    if is_stated(scene, verb):
        return scene.modality.is_conditional_on(verb) or scene.is_relative(verb)
    if scene.modality.is_conditional_on(verb) or scene.is_relative(verb):
        return True
    for position in range(group_start(verb).i - 1, max(-1, verb.i - _SUBORDINATE), -1):
        if scene.doc[position].text[0] in ".;:!?…\n":
            return False
        if scene.forms[position] in scene.words.relatives - {"pour"}:
            return True
    return False


def is_news(scene: Scene, verb: Word) -> bool:
    """Tell whether no day long past, and no habit, makes the present a tale: « En 1998, le groupe ferme son usine »."""
    sent = verb.sent
    if any(form in scene.words.habitual for form in scene.forms[sent.start : sent.end]):
        return False
    return not any(_is_past(scene, scene.moments[n]) for n in scene.moments_between(sent.start_char, sent.end_char))


def _is_past(scene: Scene, moment: MomentMention) -> bool:
    """Tell whether a moment is long past; « la rentrée », told in the present, is the next one."""
    published = scene.doc.user_data.get("claimex.published")
    text = text_of(scene.doc)[moment.start : moment.end]
    if moment.last is None or published is None or moment.relation in _AHEAD or not _DATED.search(text):
        return False
    return (date.fromisoformat(published) - date.fromisoformat(moment.last)).days > _NEWS_DAYS


def _is_measured(scene: Scene, verb: Word, end: int) -> bool:
    """Tell whether an act that may be routine is a measure: it has an amount, a day to come, a site, or a headline."""
    block = scene.block_at(verb.idx)
    if block is not None and block.kind in {"title", "heading"}:
        return True
    first = after_moment(scene, verb.i + 1)
    noun = next((token for token in scene.doc[first : verb.i + _OBJECT_REACH] if token.pos_ == "NOUN"), None)
    lemma = scene.lemmas[noun.i] if noun is not None else ""
    if lemma in scene.words.facilities or lemma in scene.words.actions:
        return True
    if scene.verbs[verb.i] in scene.words.holding and not verb.form.endswith("ons"):
        return lemma in scene.words.tabled  # « abandonne deux points », « maintient sa marge »
    moments = (scene.moments[n] for n in scene.moments_between(verb.idx, end))
    if any(moment.grain != "minute" and not _is_past(scene, moment) for moment in moments):
        return True
    comma = next((token.idx for token in scene.doc[verb.i : verb.i + _WINDOW] if token.text == ","), end)
    return bool(scene.quantities_between(verb.idx, min(end, comma, verb.idx + _WINDOW)))
