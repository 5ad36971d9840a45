"""Passives in the future that commit: « deux postes **seront créés** », nobody treated, nothing only undergone."""

from collections.abc import Iterator

from claimex.claims.constructions import Match
from claimex.claims.constructions.undertakings.answering import is_hoped, is_observed, said_with
from claimex.claims.constructions.undertakings.compelled import compelled_act, compelled_matches
from claimex.claims.constructions.undertakings.future_spans import future_match, subject_start
from claimex.claims.constructions.undertakings.outcomes import is_measure, is_vouched
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Word
from claimex.rules import Rule
from claimex.syntax import auxiliaries_of, gender_of, is_plural, phrase_of

_THIRD = frozenset({"il", "elle", "ils", "elles"})
_TO = {("à",), ("au",), ("aux",)}  # « seront affectés **aux** écoles », no « affectés par la grève »


def is_passive_group(scene: Scene, verb: Word) -> bool:
    if not _is_participle(scene, verb):
        return False
    return any(scene.verbs[t.i] == "être" for t in auxiliaries_of(verb)) or scene.verbs[max(0, verb.i - 1)] == "être"


def participle_after(scene: Scene, auxiliary: Word) -> Word | None:
    """Return the participle right after « seront », whatever the parser made of it."""
    for token in scene.doc[auxiliary.i + 1 : auxiliary.i + 5]:
        if _is_participle(scene, token):
            return token
        if token.pos_ not in {"ADV", "PRON", "CCONJ"}:
            return None
    return None


def _is_participle(scene: Scene, token: Word) -> bool:
    """Tell whether a form is a past participle: by our verbs' endings, by the tagger for other verbs."""
    lemma = scene.verbs[token.i]
    ending = token.form.rstrip("s").rstrip("e").rstrip("s")[-1:]  # « mise », « mises » end like « mis »
    if lemma is None:
        is_past = token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm", []) and ending in {"é", "i", "u", "t"}
        return is_past and not token.form.rstrip("s").rstrip("e").endswith("ent")  # « seront différentes »
    return ending == "é" or (ending in {"i", "u", "t"} and not lemma.endswith("er"))


def passive_matches(scene: Scene, finite: Word, action: Word, rule: Rule) -> Iterator[Match]:
    words = scene.words
    lemma = scene.verbs[action.i] or scene.lemmas[action.i]
    subject = scene.subject_of(action) or scene.subject_of(finite)
    act = compelled_act(scene, action)
    if act is not None and subject is not None:
        yield from compelled_matches(scene, finite, act, subject, rule)
        return
    is_degree = scene.forms[action.i - 1] in {"plus", "moins", "très", "trop"}
    is_assigned = lemma == "affecter" and scene.forms[action.i + 1 : action.i + 2] in _TO
    if (lemma in words.undergone and not is_assigned) or subject is None or is_degree or is_observed(scene, finite):
        return
    if scene.modality.is_conditional_on(finite) or is_hoped(scene, finite):
        return
    if lemma in words.settling and scene.lemmas[subject.i] in {"décision", "choix"}:
        return
    scheduled = lemma in words.scheduling and lemma not in words.opening and not scene.modality.negates(action)
    statement = scene.statement_at(action.idx) if scheduled else None
    if statement is not None and is_vouched(scene, statement):
        promised = statement.cue is not None and said_with(scene, statement.cue, words.pledging)
        scheduled = lemma not in words.deliberating and not promised
    asked = "quel" in scene.lemmas[phrase_of(subject).start : subject.i]
    if scheduled or asked or is_person(scene, subject, action):
        return
    yield future_match(scene, rule, finite, action, subject_start(scene, finite))


def _is_impersonal(scene: Scene, subject: Word, action: Word) -> bool:
    """Tell whether « il » stands for what follows the participle: « il sera érigé **un centre** »."""
    if scene.lemmas[action.i] == "procéder":
        return True
    following = scene.doc[action.i + 1 : action.i + 2]
    is_indefinite = any(word.form in scene.words.indefinite or word.pos_ == "NUM" for word in following)
    return subject.form == "il" and is_indefinite


def is_person(scene: Scene, subject: Word, action: Word) -> bool:
    """Tell whether somebody is treated, not something: « le suspect sera jugé », « il sera inhumé »."""
    if subject.form == "personne" and scene.doc[subject.i - 1].pos_ != "DET":
        return False
    if _is_impersonal(scene, subject, action):
        return False
    if scene.lemmas[subject.i] in scene.words.treated or subject.form == "qui":
        return True
    if subject.form in _THIRD:
        return scene.lemmas[action.i] in scene.words.handling or not _takes_up_measure(scene, subject)
    found = scene.resolver.actors_of(subject.i)
    return any(scene.entries[actor].kind == "person" for actor in found)


def _takes_up_measure(scene: Scene, pronoun: Word) -> bool:
    """Tell whether « il » means a measure of the sentence before: « Un **fonds** est créé. **Il** sera géré par … »."""
    first = pronoun.sent.start
    if first == 0 or scene.block_at(scene.doc[first - 1].idx) != scene.block_at(pronoun.idx):
        return False
    before = scene.doc[first - 1].sent
    return any(
        token.pos_ == "NOUN" and is_measure(scene, token) and _agree(pronoun, token)
        for token in scene.doc[before.start : first]
    )


def _agree(pronoun: Word, noun: Word) -> bool:
    return is_plural(pronoun) == is_plural(noun) and len({gender_of(pronoun), gender_of(noun)} - {""}) < 2
