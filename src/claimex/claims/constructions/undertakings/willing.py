"""Whether a future tells what somebody means to do: any verb does, unless nobody does it of a will of its own.

« La ville jumellera ses écoles », « le ministre se rendra à Brest »; not « la ville souffrira », « la cour statuera ».
"""

from claimex.claims.constructions.undertakings.scene import Scene
from claimex.parse import Word
from claimex.syntax import governor_of, is_definite, is_plural

_TOWARDS = frozenset({"à", "au", "aux", "en", "sur", "dans", "chez", "vers"})
_REFLEXIVE = frozenset({"se", "s'"})
_POSTS = frozenset({"fonction", "fonctions", "parole"})
_CANDIDATES = frozenset({"candidat", "candidate", "candidats", "candidates"})
_GROUP = 8  # tokens from a finite verb to the infinitive that it governs
_CLAUSE = 15  # tokens from « quand » to the verb of its clause
_OLD = 2  # years before publication from which a sentence tells history


def is_willed(scene: Scene, finite: Word, subject: Word, lemma: str) -> bool:
    """Tell whether a verb is an act of its subject's own: « **inaugurera** la halle », not « **connaîtra** »."""
    words = scene.words
    verb = _verb_of(scene, finite, lemma)
    if is_idiom(scene, verb) or _is_told_of_old(scene, finite):
        return False
    if lemma == "représenter" and _follows_reflexive(scene, verb):
        return True  # « ne se représentera pas »
    if lemma in words.involuntary:
        return lemma == "être" and (will_stand(scene, verb) or _will_be_there(scene, verb))
    if lemma in words.meeting and _is_fixture(scene, verb, subject):
        return False
    if lemma not in words.awaiting or (lemma == "tenir" and _keeps_informed(scene, verb)):
        return True
    if lemma == "rendre" and _follows_reflexive(scene, verb):
        return scene.forms[verb.i + 1 : verb.i + 2] != () and scene.forms[verb.i + 1] in _TOWARDS
    return scene.modality.negates(governor_of(finite)) and lemma in words.acting


def is_somebody(scene: Scene, subject: Word) -> bool:
    """Tell whether people without a name act: « les **salariés** », « **ceux** de Mertens », « l'**évêque** »."""
    form = subject.form
    if form in {"ceux", "celles"}:
        return True
    words = scene.words
    if form not in words.people or not (is_plural(subject) or is_definite(subject)):
        return False
    lemma = scene.lemmas[subject.i]
    return not any(lemma in nouns for nouns in (words.observers, words.treated, words.inanimate, words.served))


def is_told_in_time(scene: Scene, finite: Word) -> bool:
    """Tell whether a clause only says when another holds: « **quand le maire signera**, la rue rouvrira »."""
    for position in range(finite.i - 1, max(-1, finite.i - _CLAUSE), -1):
        form = scene.forms[position]
        if scene.doc[position].text[0] in ",.;:!?…«»\n":
            return False
        if form in scene.words.times or (
            form in {"que", "qu'"} and scene.forms[position - 1] in scene.words.before_que
        ):
            return True
    return False


def _verb_of(scene: Scene, finite: Word, lemma: str) -> Word:
    """Return the verb of this lemma at or after a finite verb: « va de nouveau **ouvrir** »."""
    following = scene.doc[finite.i : finite.i + _GROUP]
    return next((token for token in following if scene.lemmas[token.i] == lemma), finite)


def is_idiom(scene: Scene, verb: Word) -> bool:
    """Tell whether a verb and its noun do nothing: « gardera l'**œil** sur », « tournera la **page** »."""
    following = scene.lemmas[verb.i + 1 : verb.i + 4]
    if scene.verbs[verb.i] == "prendre" and not _POSTS.isdisjoint(following):
        return True  # « **prendra** ses **fonctions** », « prendra la parole »
    return not scene.words.figurative.isdisjoint(following)


def _follows_reflexive(scene: Scene, verb: Word) -> bool:
    return verb.i > 0 and scene.forms[verb.i - 1] in _REFLEXIVE


def _keeps_informed(scene: Scene, verb: Word) -> bool:
    """Tell whether a body goes on telling: « **tiendra** ses usagers **informés** », « tiendra au courant »."""
    return any(f.startswith("informé") or f == "courant" for f in scene.forms[verb.i + 1 : verb.i + 6])


def will_stand(scene: Scene, verb: Word) -> bool:
    """Tell whether somebody runs for an office, or will not: « ne sera pas **candidat** à sa succession »."""
    return any(form in _CANDIDATES for form in scene.forms[verb.i + 1 : verb.i + 4])


def _will_be_there(scene: Scene, verb: Word) -> bool:
    """Tell whether somebody says where it will go on a day: « sera **à Mayotte dès lundi** »."""
    following = scene.doc[verb.i + 1 : verb.i + 3]
    goes = len(following) > 1 and following[0].form in {"à", "en", "sur"} and _names_place(scene, following[1])
    return goes and any(
        scene.moments[number].grain == "day" for number in scene.moments_between(verb.idx, verb.idx + 80)
    )


def _names_place(scene: Scene, token: Word) -> bool:
    near = scene.doc[token.i : token.i + 2]
    mention = next((m for t in near if (m := scene.resolver.mention_at(t.i)) is not None), None)
    is_place = mention is not None and scene.entries[mention.actor].kind == "place"
    return is_place or any(form in scene.words.spots for form in scene.forms[token.i : token.i + 2])


def _is_fixture(scene: Scene, verb: Word, subject: Word) -> bool:
    """Tell whether a team or town meets or receives another: « Lens **recevra Nantes** », « accueillera la finale »."""
    found = scene.resolver.actors_of(subject.i)
    if any(scene.entries[actor].kind == "place" for actor in found):
        return True
    after = scene.doc[verb.i + 1 : verb.i + 5]
    named = next((m for t in after if (m := scene.resolver.mention_at(t.i)) is not None), None)
    return named is not None and scene.entries[named.actor].kind != "person"


def _is_told_of_old(scene: Scene, finite: Word) -> bool:
    """Tell whether a future is history, by the dates of its sentence: « Élu **en 1971**, il dirigera la ville »."""
    published = scene.doc.user_data.get("claimex.published")
    if scene.statement_at(finite.idx) is not None:
        return False
    limit = int(published[:4]) - _OLD if isinstance(published, str) else 2000
    dates = [scene.moments[n] for n in scene.moments_between(finite.sent.start_char, finite.idx)]
    ends = [int(moment.last[:4]) for moment in dates if moment.last is not None]
    return bool(ends) and max(ends) < limit
