"""Whether the subject of a future can answer for it: « la **ville** investira », not « la croissance ralentira »."""

from claimex.annotations import Offsets, text_of
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.constructions.undertakings.willing import is_idiom, is_somebody, is_willed, will_stand
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import gender_of, governor_of, group_start, infinitive_of, is_plural, object_of

_THIRD = frozenset({"il", "elle", "ils", "elles"})
_NEAR = 40  # characters from a verb to how much it changes its object
_CLAUSE = 25  # tokens between « que » and the verb of its clause


def is_answerable(scene: Scene, finite: Word, lemma: str) -> bool:
    """Tell whether the subject of a future can commit by it: somebody who decides, an act done on purpose."""
    words = scene.words
    subject = scene.subject_of(finite)
    if subject is None or scene.modality.is_conditional_on(finite) or is_hoped(scene, finite):
        return False
    if lemma == "faire" and _is_idiom(scene, finite):
        return False
    if lemma == "faire" and is_plural(subject) and _strikes(scene, finite):
        return True
    if lemma in words.ergative and not _has_object(scene, finite):
        return False
    form = subject.form
    if form in words.first_person and is_idiom(scene, finite):
        return False
    begins = lemma in words.continuing and object_of(infinitive_of(finite) or governor_of(finite)) is not None
    if form in words.first_person:
        return _speaks_for_itself(scene, finite, form) and (begins or lemma not in words.rhetorical)
    if _tells_own_plan(scene, subject, finite):
        acts = begins or (lemma not in words.rhetorical and lemma not in words.thinking)
        return acts or (lemma == "être" and will_stand(scene, finite))
    if lemma in words.enabling:
        after = governor_of(finite).i + 1
        return scene.forms[after : after + 1] in {("à",), ("aux",), ("au",)} and scene.can_answer(subject)
    if is_observed(scene, finite) or scene.lemmas[subject.i] in words.inanimate:
        return False
    if lemma in words.deliberating and scene.lemmas[subject.i] in words.assemblies:
        return False
    if scene.lemmas[subject.i] in words.enactments:
        return lemma in words.providing and _has_object(scene, finite)
    if not is_willed(scene, finite, subject, lemma):
        return lemma in words.acting and _is_own_body(scene, subject, finite)
    return scene.can_answer(subject) or is_somebody(scene, subject) or _strikes_on(scene, finite, subject, lemma)


def _strikes_on(scene: Scene, finite: Word, subject: Word, lemma: str) -> bool:
    """Tell whether people of any kind act together on a day: « les **riverains** manifesteront samedi »."""
    if lemma not in scene.words.striking or not is_plural(subject) or subject.pos_ != "NOUN":
        return False
    return has_moment(scene, finite) and not scene.is_abstract(subject)


def _is_idiom(scene: Scene, finite: Word) -> bool:
    """Tell whether « faire » does nothing here: « doit faire **face** à », « fera **partie** de »."""
    verb = infinitive_of(finite) or governor_of(finite)
    return any(scene.lemmas[t.i] in scene.words.idioms for t in scene.doc[verb.i + 1 : verb.i + 3])


def _strikes(scene: Scene, finite: Word) -> bool:
    """Tell whether « faire » goes on strike: « les médecins feront **grève** »."""
    verb = infinitive_of(finite) or governor_of(finite)
    return "grève" in scene.forms[verb.i + 1 : verb.i + 3]


def _tells_own_plan(scene: Scene, subject: Word, finite: Word) -> bool:
    """Tell whether a speaker says what « il » or « elle » itself will do: « a dit qu'**il** irait à Rome »."""
    statement = scene.statement_at(finite.idx)
    if statement is None or statement.mode == "direct" or subject.form not in _THIRD:
        return False
    if statement.cue is None:
        return False
    said_by = text_of(scene.doc)[slice(*statement.speaker_words)] if statement.speaker_words else ""
    if subject.form in {"ils", "elles"} and not statement.speakers:
        return is_vowed(scene, statement.cue) and said_by.endswith(("s", "x"))  # « **les riverains** jurent qu'ils »
    if said_with(scene, statement.cue, scene.words.announcing) and takes_up_speaker(scene, subject, statement.cue):
        return True
    if is_observed(scene, finite):
        return False
    if statement.speakers:
        return scene.resolver.actors_of(subject.i) == statement.speakers
    return said_by.lower() == subject.form or has_word(scene, said_by, scene.words.answerable)


def takes_up_speaker(scene: Scene, pronoun: Word, cue: Offsets) -> bool:
    """Tell whether a pronoun takes up who speaks: « **la direction** a confirmé qu'**elle** … »."""
    stretch = scene.doc.char_span(*cue)
    speaker = scene.subject_of(stretch[-1]) if stretch else None
    if speaker is None or speaker.i > pronoun.i or is_plural(speaker) != is_plural(pronoun):
        return False
    genders = {gender_of(speaker), gender_of(pronoun)} - {""}
    return len(genders) < 2


def _has_object(scene: Scene, finite: Word) -> bool:
    """Tell whether a verb acts on something, even where the parser lost its object: « haussera **le** salaire »."""
    verb = governor_of(finite)
    following = scene.doc[verb.i + 1 : verb.i + 2]
    clitic = verb.nbor(-1).form if verb.i else ""
    return (
        object_of(verb) is not None
        or clitic in scene.words.object_clitics
        or infinitive_of(finite) is not None
        or any(token.pos_ in {"DET", "NUM"} for token in following)
        or _acts_by_amount(scene, verb)
        or scene.forms[verb.i + 1 : verb.i + 3] == ("en", "sorte")
    )


def _acts_by_amount(scene: Scene, verb: Word) -> bool:
    """Tell whether an object follows by how much it changes: « relèvera **par ailleurs de 17 % à 21 %** la prime »."""
    found = scene.quantities_between(verb.idx, verb.idx + _NEAR)
    end = max((scene.quantities[n].end for n in found), default=0)
    after = [t for t in scene.doc[verb.i + 1 : verb.i + _CLAUSE] if t.idx >= end][:1] if end else []
    return bool(after) and after[0].pos_ == "DET"


def _speaks_for_itself(scene: Scene, finite: Word, form: str) -> bool:
    """Tell whether « nous » or « je » is a speaker who can commit: quoted, and no observer."""
    statement = scene.statement_at(finite.idx)
    quote = scene.quote_at(finite.idx)
    if form == "on" and quote is None and (statement is None or statement.mode != "direct"):
        return False
    return not is_observed(scene, finite)


def is_observed(scene: Scene, finite: Word) -> bool:
    """Tell whether an observer says it: an economist's future is a forecast."""
    statement = scene.statement_at(finite.idx)
    if statement is None:
        return False
    if not statement.speakers and statement.speaker_words is not None:
        start, end = statement.speaker_words
        return has_word(scene, text_of(scene.doc)[start:end], scene.words.observers)
    if any(scene.entries[speaker].name.lower() in scene.words.forecasters for speaker in statement.speakers):
        return not _is_own_act(scene, finite, statement.speakers)
    roles = " ".join(role for speaker in statement.speakers for role in scene.entries[speaker].roles)
    return has_word(scene, roles, scene.words.observers)


def _is_own_act(scene: Scene, finite: Word, speakers: tuple[int, ...]) -> bool:
    """Tell whether who speaks is who acts: « **la Banque de France** fermera dix caisses, a-t-elle annoncé »."""
    subject = scene.subject_of(finite)
    return subject is not None and scene.resolver.actors_of(subject.i) == speakers


def is_vowed(scene: Scene, cue: Offsets) -> bool:
    """Tell whether a cue of speech promises or announces: « **ont juré** qu'ils … », no « pensent qu'ils … »."""
    return said_with(scene, cue, scene.words.vowing)


def said_with(scene: Scene, cue: Offsets, verbs: frozenset[str]) -> bool:
    """Tell whether a cue of speech holds one of these verbs: « **a fait savoir** »."""
    return not verbs.isdisjoint(_verbs_of(scene, cue))


def _verbs_of(scene: Scene, cue: Offsets) -> tuple[str | None, ...]:
    """Return the lemma of each verb form in a cue of speech, None for its other words."""
    return tuple(scene.lexicon.verb_lemmas(tuple(text_of(scene.doc)[slice(*cue)].lower().split())))


def is_hoped(scene: Scene, finite: Word) -> bool:
    """Tell whether somebody else only hopes, fears or asks it: « **espère** que la région paiera »."""
    statement = scene.statement_at(finite.idx)
    cue = statement.cue if statement is not None and not _is_first_person(scene, finite) else None
    if cue is not None and not scene.words.hoping.isdisjoint(_verbs_of(scene, cue)):
        return True
    for position in range(finite.i - 1, max(-1, finite.i - _CLAUSE), -1):
        if scene.doc[position].text[0] in ".;:!?…\n":
            return False
        if scene.forms[position] in {"que", "qu'"}:
            if _has_own_verb(scene, position, finite):
                return False
            return any(lemma in scene.words.hoping for lemma in scene.verbs[max(0, position - 3) : position])
    return False


def _has_own_verb(scene: Scene, que: int, finite: Word) -> bool:
    """Tell whether the clause of « que » ends before a verb: « veut qu'un mur reste, nous **allons** »."""
    between = scene.doc[que + 1 : group_start(finite).i]
    has_verb = any(token.pos_ in {"VERB", "AUX"} and is_finite(token) for token in between)
    return has_verb and any(token.text == "," for token in between)


def _is_first_person(scene: Scene, finite: Word) -> bool:
    subject = scene.subject_of(finite)
    return subject is not None and subject.form in scene.words.first_person


def has_word(scene: Scene, text: str, words: frozenset[str]) -> bool:
    """Tell whether a text holds one of these lemmas, in the singular or plural."""
    return any(word in words or word.rstrip("s") in words for word in text.lower().replace("’", "'").split())


def _is_own_body(scene: Scene, subject: Word, finite: Word) -> bool:
    """Tell whether the speaker who says it leads the subject: « Mon gouvernement », « l'État prendra »."""
    statement = scene.statement_at(finite.idx)
    return (
        statement is not None and scene.lemmas[subject.i] in scene.words.answerable and not is_observed(scene, finite)
    )


def has_moment(scene: Scene, verb: Word) -> bool:
    sent = verb.sent
    found = scene.moments_between(sent.start_char, sent.end_char)
    return any(scene.moments[number].grain != "minute" for number in found)
