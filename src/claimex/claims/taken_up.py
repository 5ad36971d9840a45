"""Who a pronoun of a commitment is where the parse does not say: « le fonds Alpha, **qui** propose de … »."""

import re

from claimex import annotations as ann
from claimex.claims.constructions.undertakings.answering import takes_up_speaker
from claimex.claims.constructions.undertakings.governing import is_housed
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.claims.named_bodies import NamedBodies, is_governed
from claimex.parse import Parse, Word
from claimex.syntax import group_start, phrase_of

_ASIDE = re.compile(r", [^,]*\b(?:par|avec|chez|de|du|des|d['’])(?: [^,]*)?$")
_NAME = 90  # characters of a name before its relative
_TURN = 200  # characters within which a speaker goes on
_NEW = frozenset({"un", "une", "son", "sa", "leur"})
_OF = {("de",), ("du",), ("des",), ("d'",)}
_OPENINGS = frozenset({"après", "avant", "pour", "sans", "afin"})
_THIRD = frozenset({"il", "elle"})


def before_qui(scene: Scene, names: NamedBodies, verb: Word) -> tuple[int, ...]:
    """Return the body whose name ends right before its relative: « le fonds **Alpha**, qui propose de … »."""
    relative = scene.doc[max(0, group_start(verb).i - 1)]
    if relative.form != "qui":
        return ()
    near = names.between(relative.idx - _NAME, relative.idx)
    return tuple(m.actor for m in near if relative.idx - m.end <= 2 and names.is_named(m))[-1:]


def housed(scene: Scene, names: NamedBodies, pronoun: Word) -> tuple[int, ...]:
    """Return whose house « on » speaks for: « **À Matignon**, on promet 15 millions »."""
    if pronoun.form != "on" or not is_housed(scene, pronoun):
        return ()
    found = [m.actor for m in names.between(pronoun.sent.start_char, pronoun.idx)]
    bodies = [actor for actor in found if scene.entries[actor].kind != "person"]
    return tuple(bodies[:1])


def going(scene: Scene, names: NamedBodies, head: Word) -> tuple[int, ...]:
    """Return who itself goes, whoever tells it: « annonce le retrait **du Niger** de l'alliance »."""
    if scene.lemmas[head.i] not in scene.words.goings or scene.forms[head.i + 1 : head.i + 2][:1] not in _OF:
        return ()
    after = scene.doc[head.i + 2 : head.i + 4]
    found = [m for t in after[:1] or () for m in names.between(t.idx, (after[-1].idx + 1))]
    return tuple(m.actor for m in found if scene.entries[m.actor].kind != "person")[:1]


def unnamed_speaker(scene: Scene, pronoun: Word, statement: ann.StatementMention) -> Word | None:
    """Return the noun of who says it of himself: « **Son avocat** a annoncé qu'il ferait appel »."""
    if statement.mode == "direct" or statement.speakers or statement.cue is None or pronoun.form not in _THIRD:
        return None
    cue = scene.doc.char_span(*statement.cue)
    speaker = scene.subject_of(cue[-1]) if cue else None
    is_noun = speaker is not None and speaker.pos_ == "NOUN"
    return speaker if is_noun and takes_up_speaker(scene, pronoun, statement.cue) else None


def is_new(doc: Parse, noun: Word) -> bool:
    """Tell whether a noun brings in somebody new: « **un** porte-parole », « la firme **Vexor** »."""
    phrase = phrase_of(noun)
    return doc[phrase.start].form in _NEW or any(word.pos_ == "PROPN" for word in doc[noun.i + 1 : phrase.end])


def named_within(scene: Scene, names: NamedBodies, found: tuple[int, ...], pronoun: Word) -> bool:
    """Tell whether « il » is not whom its own opening names: « **Après avoir** critiqué Paul Roy, il annonce … »."""
    first = pronoun.sent.start
    if pronoun.form not in _THIRD or scene.forms[first] not in _OPENINGS:
        return False
    opening = names.between(pronoun.sent.start_char, pronoun.idx)
    return any((mention.actor,) == found for mention in opening) and scene.forms[pronoun.i - 1] == ","


def may_give_way(scene: Scene, names: NamedBodies, found: tuple[int, ...], pronoun: Word) -> bool:
    """Tell whether « il » that opens a sentence is rather the subject before: « **Le groupe Alpha** nie. Il … »."""
    opens = pronoun.i == pronoun.sent.start and pronoun.form in _THIRD
    near = (s for s in scene.statements if pronoun.idx - _TURN <= s.start < pronoun.idx)
    return names.are_vague(found) or (opens and not any(found == said.speakers for said in near))


def is_speaking_body(scene: Scene, subject: Word, statement: ann.StatementMention | None) -> bool:
    """Tell whether a body speaks of itself by a common noun: « le groupe vendra trois sites », explique Valdor."""
    if statement is None or len(statement.speakers) != 1 or subject.pos_ != "NOUN":
        return False
    is_body = scene.entries[statement.speakers[0]].kind == "organisation"
    return is_body and scene.lemmas[subject.i] in scene.words.bodies and len(phrase_of(subject)) == 2


def is_speaker(scene: Scene, names: NamedBodies, subject: Word, statement: ann.StatementMention | None) -> bool:
    """Tell whether « il », « elle » or « ils » may be who says it: « Ottawa a annoncé qu'**il** investirait »."""
    if statement is None or statement.mode == "direct" or subject.pos_ != "PRON" or not statement.speakers:
        return False
    if _is_told_of(scene, names, subject, statement):
        return False
    form = subject.form
    if form in {"ils", "elles"}:
        return len(statement.speakers) > 1 or scene.entries[statement.speakers[0]].plural
    entry = scene.entries[statement.speakers[0]]
    gender = {"il": "m", "elle": "f"}.get(form)
    return len(statement.speakers) == 1 and gender is not None and entry.gender in ("", gender) and not entry.plural


def _is_told_of(scene: Scene, names: NamedBodies, pronoun: Word, statement: ann.StatementMention) -> bool:
    """Tell whether what is said names a person whom « il » takes up: « **Luc Roy** ira à Lens, où **il** parlera »."""
    start = max((begin for begin, end in statement.content if begin <= pronoun.idx < end), default=pronoun.idx)
    told = [m for m in names.between(start, pronoun.idx) if m.actor not in statement.speakers]
    free = [m for m in told if not is_governed(ann.text_of(scene.doc), m.start)]
    gender = {"il": "m", "elle": "f"}.get(pronoun.form)
    return any(scene.entries[m.actor].kind == "person" and scene.entries[m.actor].gender == gender for m in free)


def owner_before(scene: Scene, names: NamedBodies, pronoun: Word) -> tuple[int, ...]:
    """Return whose thing the sentence before tells of: « Le programme de **Léa Roux** est prêt. **Elle** promet … »."""
    first = pronoun.sent.start
    block = scene.block_at(pronoun.idx)
    if pronoun.form not in _THIRD or pronoun.i != first or first == 0 or block is None:
        return ()
    before = scene.doc[first - 1].sent
    subject = scene.subject_of(before.root)
    if before.start_char < block.start or subject is None or subject.pos_ != "NOUN" or subject.i > before.root.i:
        return ()
    if scene.lemmas[subject.i] in scene.words.answerable:
        return ()
    owners = [m for m in names.between(subject.idx, before.root.idx) if scene.entries[m.actor].kind == "person"]
    gender = {"il": "m", "elle": "f"}[pronoun.form]
    fit = dict.fromkeys(m.actor for m in owners if scene.entries[m.actor].gender == gender)
    return tuple(fit) if len(fit) == 1 else ()


def beside(scene: Scene, names: NamedBodies, noun: Word) -> tuple[int, ...]:
    """Return the name that a noun between commas explains: « **Horizon**, le parti du maire, souhaite … »."""
    phrase = phrase_of(noun)
    if phrase.start < 2 or noun.pos_ != "NOUN" or scene.doc[phrase.start - 1].text != ",":
        return ()
    start = scene.doc[phrase.start - 1].idx
    first = noun.sent.start_char
    found = [m for m in names.between(first, start) if m.end == start and m.start - first < 5]
    return tuple(m.actor for m in found if names.is_named(m))


def is_narrated(scene: Scene, start: int) -> bool:
    """Tell whether an infinitive tells what the last speaker did: « **Et de** promettre … »."""
    return ann.text_of(scene.doc)[max(0, start - 6) : start].lower().strip(".»\n ") in {"et de", "et d'", "et d’"}


def just_before(scene: Scene, names: NamedBodies, start: int, *, since: int | None = None) -> tuple[int, ...]:
    """Return the actor whose name ends right before a verb that the parser gave no subject.

    ``since``, where a subject stands, leaves out names in an aside: « Le transporteur, racheté par **Apax**, va … ».
    """
    text = ann.text_of(scene.doc)
    near = [m for m in names.between(start - 90, start) if 0 <= start - m.end <= 2 and m.how != "role"]
    free = [m for m in near if names.is_named(m) or not is_governed(text, m.start)]
    if since is not None:
        free = [m for m in free if not _ASIDE.search(text[since : m.start])]
    return tuple(m.actor for m in free)[-1:]


def own_body(scene: Scene, subject: Word) -> tuple[int, ...]:
    """Return the body that a noun alone takes up in a quotation: « **Le club** ne vendra pas », jure Paul Roy."""
    phrase = phrase_of(subject)
    is_bare = len(phrase) == 2 and phrase[0].form in {"le", "la", "l'"}
    if not is_bare or scene.lemmas[subject.i] not in scene.words.bodies:
        return ()
    return scene.resolver.body_before(subject.idx)
