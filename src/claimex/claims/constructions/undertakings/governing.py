"""Whether a verb's form, voice, tense and subject let it commit somebody: no « il voulait fuir »."""

from itertools import pairwise

from claimex.claims.constructions.undertakings.naming import names_action
from claimex.claims.constructions.undertakings.rumoured import is_heard
from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_conditional, is_finite, is_past
from claimex.parse import Word
from claimex.syntax import auxiliaries_of, finite_verb_of, governor_of, group_start, is_plural, object_of

_TELLING = frozenset({"annoncer", "confirmer", "officialiser"})
_HOUSES = frozenset({"à", "au", "aux", "chez", "dans", "du"})  # « **À** Matignon, on … », « **Du** côté de … »
_HOUSE = 12  # tokens of the house
_MODAL = 3  # tokens from « peut » to « décider »: « peut aussi bien décider de »
_PLAN = 9  # tokens between a plan and what it provides for: « un **plan** de la région **prévoyant** la vente »

_DONE = frozenset({"avoir", "déjà"})


def is_verb(scene: Scene, token: Word) -> bool:
    """Tell whether a form of our lists is a verb here: no noun with an article (« le projet », « la menace »)."""
    if token.is_upper and len(token) > 1:
        return False
    before = scene.doc[token.i - 1] if token.i else None
    if token.form.endswith("ant") and scene.forms[max(0, token.i - 2) : token.i - 1] == (",",):
        return True  # « …, les menaçant de sanctions »
    if before is not None and before.pos_ == "DET" and before.form not in {"le", "la", "les", "l'"}:
        return False
    if before is not None and before.pos_ == "DET" and token.pos_ in {"NOUN", "PROPN"}:
        return False
    if token.pos_ == "NOUN" and any(scene.verbs[t.i] == "prendre" for t in scene.doc[max(0, token.i - 3) : token.i]):
        return False  # « prend donc acte de »
    return token.pos_ in {"VERB", "AUX"} or (before is not None and before.pos_ not in {"ADP", "DET"})


def _is_done(scene: Scene, verb: Word, lemma: str) -> bool:
    """Tell whether a measure has been started before: « dit **avoir lancé** une campagne », « a **déjà** ouvert »."""
    starts = lemma in scene.words.launching or lemma in scene.words.granting
    return starts and not _DONE.isdisjoint(scene.forms[max(0, verb.i - 2) : verb.i])


def may_undertake(scene: Scene, verb: Word, lemma: str) -> bool:
    """Tell whether voice, tense and subject let this verb commit somebody."""
    if (verb.form.endswith("ant") and not _tells_more(scene, verb, lemma)) or scene.modality.is_conditional_on(verb):
        return False
    if verb.form == lemma and "pouvoir" in scene.verbs[max(0, verb.i - _MODAL) : verb.i]:
        return False  # « il **peut décider** de fermer »
    on_noun = any(token.pos_ == "DET" for token in scene.doc[verb.i + 2 : verb.i + 3])
    if verb.form == lemma and "sans" in scene.forms[max(0, verb.i - 2) : verb.i]:
        return False  # « **sans vouloir** s'engager »
    if lemma in scene.words.agreeing and (on_noun or not auxiliaries_of(verb)):
        return False
    if lemma in scene.words.refusing and lemma not in scene.words.forgoing and auxiliaries_of(verb):
        return False
    if lemma == "choisir" and auxiliaries_of(verb) and not _is_body(scene, scene.subject_of(verb)):
        return False
    if _is_only_wanted(scene, verb) or _is_done(scene, verb, lemma):
        return False
    clitics = {t.form for t in scene.doc[max(0, group_start(verb).i - 1) : verb.i]}
    if lemma in scene.words.reflexive and not clitics & {"se", "s'", "me", "m'", "nous"} and not _prepares(scene, verb):
        return False
    finite = finite_verb_of(governor_of(verb))
    if lemma in scene.words.wishing and is_past(finite) and scene.modality.negates(verb):
        return False
    if lemma in scene.words.wishing and (auxiliaries_of(verb) or (is_past(finite) and not _is_reported(scene, verb))):
        return False
    foreseen = lemma in scene.words.wishing or scene.modality.is_future_in_past(verb)
    if is_conditional(finite) and not foreseen and (auxiliaries_of(verb) or not is_heard(scene, finite)):
        return False
    is_bare = "Part" in verb.morph.get("VerbForm", []) and not auxiliaries_of(verb) and verb.dep_ != "conj"
    is_bare = is_bare and not clitics & {"se", "s'"} and verb.form.rstrip("s").rstrip("e")[-1:] in "éiuts"
    if is_bare and not verb.form.endswith("ant"):
        return False
    subject = scene.subject_of(verb)
    if lemma in scene.words.striving or lemma in scene.words.postponing:
        return subject is not None and (scene.can_answer(subject) or subject.form in scene.words.members)
    if subject is None:
        return True
    if (lemma in scene.words.wishing or lemma == "accepter") and _describes_class(scene, verb, subject):
        return False
    if subject.form in {"tu", "vous"} or (subject.form == "on" and not is_housed(scene, subject)):
        return False
    if scene.lemmas[subject.i] in scene.words.judicial and lemma not in scene.words.wishing:
        return False
    if lemma in scene.words.aiming and scene.lemmas[subject.i] in scene.words.aids:
        return False
    drafted = lemma == "prévoir" and scene.lemmas[subject.i] in scene.words.projected
    return drafted or not scene.is_abstract(subject)


def is_housed(scene: Scene, pronoun: Word) -> bool:
    """Tell whether « on » is those of a house that acts: « **Chez Valdor, on** promet de payer »."""
    opens = scene.forms[pronoun.sent.start] in _HOUSES and scene.forms[max(0, pronoun.i - 1)] == ","
    if not opens or pronoun.i - pronoun.sent.start > _HOUSE or scene.quote_at(pronoun.idx) is not None:
        return False
    house = scene.doc[pronoun.sent.start : pronoun.i]
    named = (mention for word in house if (mention := scene.resolver.mention_at(word.i)) is not None)
    acts = any(scene.lemmas[word.i] in scene.words.answerable for word in house)
    return acts or any(scene.entries[mention.actor].kind != "place" for mention in named)


def _is_body(scene: Scene, subject: Word | None) -> bool:
    """Tell whether a body chooses: « **le conseil** a choisi de fermer », not « elle a choisi de partir »."""
    if subject is None or subject.pos_ == "PRON":
        return False
    actors = scene.resolver.actors_of(subject.i)
    is_person = any(scene.entries[actor].kind == "person" for actor in actors)
    return not is_person and (bool(actors) or scene.lemmas[subject.i] in scene.words.answerable)


def _is_only_wanted(scene: Scene, verb: Word) -> bool:
    """Tell whether a clause says what for, or what a noun is: « pour qu'il **lance** », « l'espoir que **veut** X »."""
    first = group_start(verb).i
    if scene.lemmas[verb.i] in scene.words.wishing and scene.forms[max(0, first - 1) : first] in {("que",), ("qu'",)}:
        return True
    before = scene.forms[max(0, first - 5) : first]
    return any(word in {"pour", "afin"} and que in {"que", "qu'"} for word, que in pairwise(before))


def _describes_class(scene: Scene, verb: Word, subject: Word) -> bool:
    """Tell whether a clause says which ones are meant: « les **hôpitaux qui souhaitent** fermer doivent … »."""
    first = group_start(verb).i
    is_open = scene.forms[max(0, first - 1) : first] == ("qui",)
    if not is_open or subject.pos_ != "NOUN" or not is_plural(subject) or scene.resolver.actors_of(subject.i):
        return False
    return first - 2 >= 0 and scene.doc[first - 2].text != ","


def _tells_more(scene: Scene, participle: Word, lemma: str) -> bool:
    """Tell whether a gerund undertakes: « un plan **prévoyant** la vente », « dit-il, **promettant** d'agir »."""
    if lemma in scene.words.threatening:
        return True
    if lemma in scene.words.pledging:
        return scene.forms[participle.i + 1 : participle.i + 2] in {("de",), ("d'",), ("à",)}
    if lemma in _TELLING:
        follows = scene.doc[participle.i + 1 : participle.i + 2]
        writer = writer_of(scene, participle)
        opens = scene.forms[participle.i - 1] in {",", "en"} or (writer is not None and scene.can_answer(writer))
        return opens and bool(follows) and follows[0].pos_ in {"DET", "NUM"}
    if lemma != "prévoir":
        return False
    first = max(participle.sent.start, participle.i - _PLAN)
    return any(scene.lemmas[t.i] in scene.words.texts | scene.words.projected for t in scene.doc[first : participle.i])


def writer_of(scene: Scene, participle: Word) -> Word | None:
    """Return who wrote the paper that announces: « **Valdor** a publié une lettre annonçant la fermeture »."""
    paper = scene.doc[participle.i - 1]
    if not participle.form.endswith("ant") or scene.lemmas[paper.i] not in scene.words.papers:
        return None
    return scene.subject_of(governor_of(paper.head))


def gerund_subject(scene: Scene, verb: Word) -> Word | None:
    """Return who announces by a gerund, the main verb's subject: « **Luc Roy** a surpris en annonçant son départ »."""
    if not verb.form.endswith("ant") or scene.forms[verb.i - 1] != "en":
        return None
    for token in reversed(scene.doc[verb.sent.start : verb.i - 1]):
        if token.pos_ in {"VERB", "AUX"} and is_finite(token) and scene.doc[token.i - 1].pos_ not in {"DET", "ADJ"}:
            return scene.subject_of(governor_of(token))
    return None


def _prepares(scene: Scene, verb: Word) -> bool:
    """Tell whether somebody prepares a measure: « **préparent** une grève », as well as « se préparent à fermer »."""
    noun = object_of(verb)
    return scene.verbs[verb.i] == "préparer" and noun is not None and names_action(scene, noun)


def _is_reported(scene: Scene, verb: Word) -> bool:
    return any(t.form in {"que", "qu'"} for t in scene.doc[max(0, verb.i - 10) : verb.i])
