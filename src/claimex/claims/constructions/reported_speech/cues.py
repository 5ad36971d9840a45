"""Verb groups with their subject behind them, as in « … », **a répondu Marine Le Pen**."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from claimex.annotations import Offsets
from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.lexicon import Lexicon
from claimex.syntax import (
    group_start,
    has_participle_form,
    inverted_subject_of,
    is_clitic,
    is_gerund,
    is_infinitive,
    is_plain_subject,
    is_speaking_pronoun,
    is_verb,
)

_HELPERS = frozenset({"avoir", "être"})
_PREPOSITIONS = frozenset({"selon", "d'après"})
_OPENERS = frozenset({"que", "qu'", "qui", "dont", "où"})
_GROUP = 9  # tokens a verb group may have: « ne s'est-il pas tout de même exclamé »


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb group in an incise: its first token, its main verb, its subject's head."""

    first: int
    verb: int
    subject: int
    lemma: str | None


def read_cue(scene: Scene, first: int) -> Cue | None:
    """Read a verb group with its subject behind it from a token on: « s'est félicitée la présidente »."""
    verb, subject, aside = None, None, first
    for i in range(first, min(first + _GROUP, len(scene.tokens))):
        token = scene.tokens[i]
        aside = max(aside, _after_aside(scene, i) if verb is not None else i)
        if i < aside:
            continue  # « a, **de son côté**, indiqué le préfet »
        if verb is None and is_plain_subject(token):
            return None
        if (is_clitic(token) and token.pos_ != "DET") or (
            token.pos_ == "ADV" and not scene.lexicon.verb_lemma(scene.forms[i])
        ):
            subject = i if verb is not None and is_speaking_pronoun(token) else subject
            continue
        after_determiner = i > 0 and scene.tokens[i - 1].pos_ == "DET"
        is_listed = scene.lexicon.verb_lemma(scene.forms[i]) is not None and not after_determiner
        is_bare = verb is None and not after_determiner and _signs_bare(scene, i)
        is_verb = token.pos_ in {"VERB", "AUX"} or is_listed or is_bare
        if verb is not None and _links_infinitive(scene, i):
            continue
        if not is_verb or (verb is not None and not _extends(scene, verb, i)):
            break
        verb = i
    if verb is None or is_gerund(scene.tokens[verb]) or scene.forms[verb] in _PREPOSITIONS:
        return None  # « , se demandant s'il faut payer », « », selon Paul Roy »
    lemma = scene.lemma_of(verb)
    is_participle = has_participle_form(scene.tokens[verb]) and not (lemma or "").endswith("éer")  # « maugrée Léa »
    if is_participle and not _has_auxiliary(scene, first, verb):
        return None  # « , salué par la critique », « , y compris le maire »
    if subject is None:
        head = inverted_subject_of(scene.tokens[verb])
        is_beyond = head is not None and not _OPENERS.isdisjoint(scene.forms[verb + 1 : head.i])
        subject = head.i if head is not None and not is_beyond else _name_after(scene, verb)
    if subject is None or (subject < first):
        return None
    return Cue(first, verb, subject, lemma)


def _name_after(scene: Scene, verb: int) -> int | None:
    """Return a name right behind a verb that the parser hung elsewhere: « …, pronostique **Léa** Roy »."""
    following = verb + 1
    return following if following in scene.names and scene.tokens[following].pos_ == "PROPN" else None


def _after_aside(scene: Scene, token: int) -> int:
    """Return the token after « pour sa part », « de son côté » that stands inside a verb group; else the token."""
    for words in _asides(scene.lexicon).get(scene.forms[token], ()):
        if scene.forms[token : token + len(words)] == words:
            return token + len(words)
    return token


@cache
def _asides(lexicon: Lexicon) -> dict[str, list[list[str]]]:
    """Return the asides as words, by their first one."""
    asides = sorted(form.split(" ") for form in lexicon.words("grammar.aside"))
    return {first: list(found) for first, found in groupby(asides, key=itemgetter(0))}


def _has_auxiliary(scene: Scene, first: int, verb: int) -> bool:
    helpers = range(first, verb)
    return any(is_verb(scene.tokens[i]) or scene.lexicon.verb_lemma(scene.forms[i]) in _HELPERS for i in helpers)


def start_of(scene: Scene, verb: int) -> int:
    """Return where the group of a reporting verb starts, helpers included: « , **croit savoir** Le Soir »."""
    first = group_start(scene.tokens[scene.carrier_of(verb)]).i
    if not is_infinitive(scene.tokens[verb]):
        return first
    helper = first - 2 if scene.forms[first - 1] in {"de", "d'", "à"} else first - 1
    return group_start(scene.tokens[helper]).i if helper > 0 and is_verb(scene.tokens[helper]) else first


def _signs_bare(scene: Scene, token: int) -> bool:
    """Tell whether a word taken for a noun is a verb before its subject: « …, **grimace** Roland Petit »."""
    following = token + 1
    is_word = scene.tokens[token].is_alpha and scene.tokens[token].text.islower()
    is_word = is_word and scene.tokens[token].pos_ not in {"DET", "ADP", "PRON", "CCONJ", "SCONJ"}
    return is_word and following < len(scene.tokens) and scene.tokens[following].pos_ == "PROPN"


def _extends(scene: Scene, verb: int, following: int) -> bool:
    """Tell whether a verb form goes on with the group: a participle, an infinitive (« veut croire »)."""
    form = scene.tokens[following].morph.get("VerbForm", [])
    is_helper = scene.tokens[verb].pos_ == "AUX" or scene.tokens[verb].lemma_ in {"avoir", "être"}
    return is_helper or "Inf" in form


def _links_infinitive(scene: Scene, token: int) -> bool:
    """Tell whether « de » or « à » joins a reporting infinitive to the group: « tente **de** convaincre l'avocat »."""
    if scene.forms[token] not in {"de", "d'", "à", "par"} or token + 1 >= len(scene.tokens):
        return False
    following = token + 1
    while following + 1 < len(scene.tokens) and is_clitic(scene.tokens[following]):
        following += 1
    return is_infinitive(scene.tokens[following]) and scene.lemma_of(following) is not None


def offsets_of(scene: Scene, cue: Cue) -> Offsets:
    """Return the cue's characters, a clitic subject included: « a-t-il ajouté », « dit-elle »."""
    last = cue.verb
    if cue.subject > cue.verb and is_clitic(scene.tokens[cue.subject]):
        last = cue.subject
    return scene.starts[cue.first], scene.end_of(last)


def can_speak(scene: Scene, noun: int) -> bool:
    """Tell whether a noun may speak; « , a obtenu gain de cause » has an object there."""
    is_name = scene.may_speak(noun) or scene.tokens[noun].text[0].isupper()
    return is_name or _compound(scene, noun) in scene.speaking_nouns


def is_one_of(scene: Scene, pronoun: int) -> bool:
    """Tell whether a pronoun picks one of several: « lâche **l'un** d'eux »."""
    return pronoun > 0 and scene.forms[pronoun] in {"un", "une"} and scene.forms[pronoun - 1] == "l'"


def _compound(scene: Scene, noun: int) -> str:
    """Return a noun with what hyphens join to it: « état-major », which the tokeniser cuts in three."""
    after = noun + 1
    is_joined = after + 1 < len(scene.forms) and scene.tokens[after].text == "-"
    return f"{scene.forms[noun]}-{scene.forms[after + 1]}" if is_joined else scene.forms[noun]


def stand_in(scene: Scene, verb: int, subject: int) -> int:
    """Return who speaks when the parser gave a verb a subject that cannot: the nearest free name or role before it.

    « **Le ministre**, Pierre Roy, a pour sa *part* ajouté », « *Celle* qui partait, **Hélène Roy**, disait ».
    """
    pronoun = scene.tokens[subject].pos_ == "PRON" and scene.may_be_speaker(subject)
    is_relative = scene.forms[subject] in {"celui", "celle", "ceux", "celles"}
    if subject in scene.places and "qui" in scene.forms[subject:verb]:
        named = (i for i in range(subject - 1, scene.sentence(verb)[0] - 1, -1) if i in scene.names)
        return next(named, subject)  # « **le centre** du Lac, à Alma, qui a annoncé que … »
    if subject > verb or ((pronoun or can_speak(scene, subject)) and not is_relative):
        return subject
    start, _ = scene.sentence(verb)
    places = range(subject if is_relative else start, verb)
    for i in places if is_gerund(scene.tokens[verb]) else reversed(places):
        is_apposed = scene.tokens[i].pos_ == "NOUN" and scene.tokens[i - 1].text == ","
        if scene.quote_of[i] < 0 and scene.may_speak(i) and not scene.is_governed(i) and not is_apposed:
            return i
    return subject
