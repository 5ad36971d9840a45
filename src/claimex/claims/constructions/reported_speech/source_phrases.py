"""Whom a source prefix names and where its phrase ends: « selon **l'Insee, l'institut de la statistique,** … »."""

from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.claims.constructions.reported_speech.spans import quote_at
from claimex.mood import mood_of_form
from claimex.rules import Rule
from claimex.syntax import (
    governor_of,
    is_apposition,
    is_first_person,
    is_negated,
    is_plural,
    is_relative,
    is_verb,
)

_ASKING = frozenset({"comment", "pourquoi", "combien", "quand", "quel", "quelle", "où", "que", "qu'"})
_COUNTED = 5  # tokens after a verb that count or measure something
_RELATIVES = frozenset({"que", "qu'", "lequel", "laquelle", "lesquels", "lesquelles"})
_BELONGING = 6  # tokens of « de la section locale de la CGT » up to its name
_OBJECTS = frozenset({"se", "s'", "ne", "n'", "l'", "lui", "leur", "y", "en"})
_FROM = frozenset({"de", "du", "d'"})
_LISTED = frozenset({",", "et", "le", "la", "l'", "les"})
_NAMING = frozenset({"PROPN", "NOUN", "PRON"})


def opens_source(scene: Scene, token: int) -> bool:
    """Tell whether « selon » or « d'après » stands here."""
    form = scene.forms[token]
    return form == "selon" or (form == "d'" and scene.forms[token + 1 : token + 2] == ["après"])


def head_after(scene: Scene, after: int) -> int | None:
    """Return the head of the noun phrase after a prefix."""
    for i in range(after, min(after + 8, len(scene.tokens))):
        token = scene.tokens[i]
        if scene.is_latter(i):
            return i
        if (
            token.pos_ in _NAMING
            or token.text[0].isupper()
            or scene.forms[i] in {"lui", "elle", "eux", "elles", "moi", "nous"}
        ):
            if i + 1 in scene.names and i not in scene.names and scene.starts[i + 1] <= scene.end_of(i) + 1:
                return i + 1  # « Me Haddad », « le Dr Roy »
            governor = token.head
            is_name_part = (
                governor.pos_ in _NAMING and after <= governor.i < i + 6 and token.dep_ in {"flat:name", "amod"}
            )
            return governor.i if is_name_part else i
        if token.text[0] in ".;:!?," or scene.is_finite(i):
            return None
    return None


def may_be_source(scene: Scene, rule: Rule, first: int, head: int) -> bool:
    """Tell a source from a measure: « selon l'Insee », not « selon la saison »; after « pour » only who can think."""
    form, token = scene.forms[head], scene.tokens[head]
    if is_first_person(token) or form in {"moi"} or scene.forms[first + 1] in _RELATIVES:
        return False
    if form in scene.lexicon.words("sources.other_measures") and token.text[0].islower():
        return False
    if scene.forms[first] != "selon" and scene.lemma_of(first - 1) in scene.lexicon.words("sources.derived"):
        return False  # « un prix **nommé** d'après une chimiste »
    if scene.forms[first] != "selon" and form in scene.lexicon.words("sources.models"):
        return False
    if rule.pattern != "opinion":
        return True
    if form in {"défense", "décharge"} and scene.forms[head - 1] in {"sa", "leur"}:
        return False  # « Pour sa défense, l'accusé a dit … »
    return scene.may_speak(head) or form in {"lui", "elle", "eux", "elles", "qui"}


def phrase_end(scene: Scene, head: int, end: int) -> int:
    for i in range(head + 1, end):
        if scene.tokens[i].text[0] in ",;:.!?»”":
            return i
    return end


def body_start(scene: Scene, head: int, end: int) -> int | None:
    """Return where the clause starts after « selon X, le président de Y, »: appositions and relatives are X's."""
    comma = phrase_end(scene, head, end)
    if comma >= end or scene.tokens[comma].text not in {",", ":"}:
        return _after_phrase(scene, head, end)
    first = _list_end(scene, comma) + 1
    if not scene.has_finite_verb(first, end) and quote_at(scene, first) is None:
        return first
    start = first
    while first < end:
        following = _next_comma(scene, first, end)
        if following >= end or not _belongs_to_name(scene, head, first, following):
            return start if first > start and _lacks_subject(scene, start, first) else first
        first = following + 1
    return None


def _list_end(scene: Scene, comma: int) -> int:
    """Return the comma after a list of sources that goes on: « Selon la CGT**, FO et Sud,** le dépôt ferme »."""
    is_joined = False
    for i in range(comma + 1, len(scene.tokens)):
        if scene.tokens[i].text == "," and is_joined:
            return i
        is_joined = is_joined or scene.forms[i] == "et"
        if i not in scene.names and scene.forms[i] not in _LISTED:
            break
    return comma


def _lacks_subject(scene: Scene, start: int, verb: int) -> bool:
    """Tell whether a verb's subject stands before its apposition: « Selon la CGT, **le patron**, âgé, veut partir »."""
    is_led = scene.forms[verb] in _OBJECTS and verb + 1 < len(scene.tokens) and scene.is_finite(verb + 1)
    return (scene.is_finite(verb) or is_led) and scene.tokens[start].pos_ in {"DET", "NUM"}


def _belongs_to_name(scene: Scene, head: int, first: int, end: int) -> bool:
    """Tell whether the words between two commas still name the source: an apposition, a relative, a participle."""
    if scene.forms[head] in {"lui", "elle", "eux", "elles"} or quote_at(scene, first) is not None:
        return False
    token = scene.tokens[first]
    if is_relative(token) or scene.forms[first] in {"qui", "dont", "où"}:
        return True
    if scene.has_finite_verb(first, end) or scene.forms[first] in _ASKING:
        return False
    words = scene.lexicon.words("sources.humans")
    opens_name = token.pos_ == "PROPN" or any(is_apposition(scene.tokens[i], head) for i in range(first, end))
    is_role = any(scene.forms[i] in words for i in range(first, min(first + 3, end)))
    if end - first > 14:
        return False
    is_participle = "Part" in token.morph.get("VerbForm", []) or scene.forms[first] in {"cité", "interrogé", "publié"}
    if token.pos_ == "ADP":
        return scene.forms[first] in _FROM and head in scene.names and _is_named(scene, first, end)
    return opens_name or is_role or is_participle


def _is_named(scene: Scene, first: int, end: int) -> bool:
    """Tell whether a body or a place stands after « de »: « selon Léa Petit, **de la CGT**, … »."""
    near = range(first + 1, min(end, first + _BELONGING))
    return any(i in scene.names or i in scene.places or scene.forms[i] in scene.bodies for i in near)


def _next_comma(scene: Scene, first: int, end: int) -> int:
    for i in range(first, end):
        if scene.tokens[i].text == "," and scene.quote_of[i] == scene.quote_of[first]:
            return i
    return end


def _after_phrase(scene: Scene, head: int, end: int) -> int | None:
    """Return the token after the noun phrase when no comma ends it: « selon lui « rien ne va » »."""
    edge = head
    for i in range(head + 1, end):
        if quote_at(scene, i) is not None:
            return i
        if scene.tokens[i].head.i < head or scene.tokens[i].head.i > i + 30:
            break
        if scene.tokens[i].head.i >= end or scene.is_finite(i):
            break
        edge = i
    return edge + 1 if edge + 1 < end else None


def is_opinion(scene: Scene, head: int, body: int, end: int) -> bool:
    """Tell what X thinks from what X goes through: « Pour Léa, **il faut** partir », not « Pour Léa, tout commence ».

    A quotation or a title (« pour l'économiste Léa Petit ») is enough; else the clause has to judge.
    """
    if scene.forms[body - 1] in {"qui", "dont", "où", "que"}:
        return False  # « Un baptême du feu pour elle **qui** vient de Brest »
    if scene.quotes_in(scene.starts[body], scene.end_of(end - 1)):
        return True
    stakes = scene.lexicon.words("sources.stakes")
    first = next((i for i in range(body, end) if scene.is_finite(i)), None)
    if first is None or any(scene.forms[i] in stakes for i in range(first + 1, min(first + 5, end))):
        return False
    if is_plural(scene.tokens[head]) and head not in scene.names and _is_stake(scene, first, end):
        return False
    verb = governor_of(scene.tokens[first])
    is_helper = is_verb(verb) and verb.i != first and scene.tokens[first].lemma_ in {"avoir", "être"}
    lemmas = {verb.lemma_} if is_helper else {verb.lemma_, scene.tokens[first].lemma_}
    is_judged = not scene.lexicon.words("sources.judging").isdisjoint(lemmas) or is_negated(verb)
    is_titled = head not in scene.names or scene.forms[head - 1] in scene.humans or _is_described(scene, head, end)
    return is_judged or (is_titled and not is_plural(scene.tokens[head]))


def _is_stake(scene: Scene, verb: int, end: int) -> bool:
    """Tell what awaits a group: « Pour les riverains, la nuit **sera** courte », « …, la hausse est de **5** % »."""
    is_future = mood_of_form(scene.forms[verb]) == "future"
    return is_future or any(token.like_num for token in scene.tokens[verb + 1 : min(end, verb + _COUNTED)])


def _is_described(scene: Scene, head: int, end: int) -> bool:
    """Tell whether an apposition says what the source is: « pour Léa Petit, **présidente** du club, … »."""
    comma = phrase_end(scene, head, end)
    return any(scene.forms[i] in scene.humans for i in range(comma + 1, min(comma + 4, end)))
