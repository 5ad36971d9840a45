"""Actions that share one cue: « s'engage **à ouvrir** …, **à fermer** … », « la **vente** du port et le **gel** … »."""

from collections.abc import Iterator

from claimex.claims.constructions.undertakings.scene import Scene
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import SUBJECTS, conjuncts_of

_COLON = 12  # tokens between « mesures » and its colon
_FAR = 90  # tokens of a list
_CLITICS = frozenset({"PRON", "ADV"})
_CLOSING = frozenset({"et", "ou", "ni", "puis", "mais"})
_NESTING = frozenset({"pour", "par", "contre", "sur", "dans", "après", "avant", "malgré"})
_LINKS = {"de": "de", "d'": "de", "à": "à", "pour": "pour"}
_ASIDES = frozenset(
    {"également", "aussi", "enfin", "surtout", "notamment", "même", "ensuite", "encore", "parallèlement"}
)
_ARTICLES = frozenset({"la", "le", "l'", "les", "un", "une", "des", "du", "plusieurs", "deux", "trois", "quatre"})


def infinitives_from(scene: Scene, first: Word) -> tuple[Word, ...]:
    """Return an infinitive and those that go on from it, by the parser or by the same link after a comma or « et ».

    « promet **de refaire** les trottoirs, **de planter** 200 arbres et **de créer** une crèche » gives three.
    """
    if not is_infinitive(scene, first):
        return ()  # « annonce avoir cédé »
    found = {token.i: token for token in conjuncts_of(first) if is_infinitive(scene, token)}
    found |= {token.i: token for token in _parallel(scene, first, _link_of(scene, first))}
    actions = [found[position] for position in sorted(found)]
    return tuple(action for action in actions if action.i == first.i or not _shares_object(scene, action))


def _shares_object(scene: Scene, infinitive: Word) -> bool:
    """Tell whether an infinitive goes on from a bare one: « démolir et **reconstruire** 300 logements » is one act."""
    position = opening_of(scene, infinitive) - 1
    if scene.forms[position] in _LINKS:
        position -= 1
    while position > 0 and scene.forms[position] in _CLOSING | {","}:
        position -= 1
    before = scene.doc[position]
    return is_infinitive(scene, before) or (before.form == scene.verbs[position] and before.form.endswith("er"))


def is_infinitive(scene: Scene, token: Word) -> bool:
    """Tell whether a token is an infinitive, also one taken for a noun: « s'apprête à **licencier** »."""
    if "Inf" in token.morph.get("VerbForm", []):
        return True
    is_form = scene.verbs[token.i] == token.form and token.pos_ in {"NOUN", "PROPN", "ADJ", "X"}
    return is_form and scene.forms[max(0, token.i - 1)] in {"à", "de", "d'", "pour"}


def _parallel(scene: Scene, first: Word, link: str) -> Iterator[Word]:
    last, nested = first, False
    for token in scene.doc[first.i + 1 : first.i + _FAR]:
        if _ends_list(scene, token, last):
            return
        if not is_infinitive(scene, token):
            continue
        opening = opening_of(scene, token)
        if _link_of(scene, token) != link:
            continue
        joint = joint_before(scene, opening if not link else opening - 1)
        if not joint:
            nested = True
        elif joint in {",", ";"} or not nested:
            last, nested = token, False
            yield token


def _ends_list(scene: Scene, token: Word, last: Word) -> bool:
    """Tell whether a stop or another clause ends the list; a relative clause inside it does not."""
    if (token.text[0] in ".!?:\n" and len(token) == 1) or (
        token.form == "mais" and scene.forms[token.i + 1 : token.i + 2] not in {("aussi",), ("également",)}
    ):
        return True
    if token.pos_ not in {"VERB", "AUX"} or not is_finite(token):
        return False
    between = scene.forms[last.i + 1 : token.i]
    return not any(form in scene.words.relatives for form in between)


def opening_of(scene: Scene, infinitive: Word) -> int:
    """Return the position of the first clitic or adverb of an infinitive: « de **ne** pas la fermer »."""
    position = infinitive.i
    while position > 0 and (scene.doc[position - 1].pos_ in _CLITICS or scene.forms[position - 1] in {"ne", "n'"}):
        if scene.doc[position - 1].is_punct or scene.forms[position - 1] in _CLOSING | _LINKS.keys():
            break
        position -= 1
    return position


def _link_of(scene: Scene, infinitive: Word) -> str:
    position = opening_of(scene, infinitive) - 1
    if scene.forms[position] == "faire" and position > 0:
        position = opening_of(scene, scene.doc[position]) - 1  # « s'engage **à faire** construire … et **à** payer »
    return _LINKS.get(scene.forms[position], "") if position >= 0 else ""


def joint_before(scene: Scene, position: int) -> str:
    """Return the joint that stands before a position, adverbs left out: « **et** également | de vendre »."""
    position -= 1
    while position > 0 and scene.forms[position] in _ASIDES:
        position -= 1
    if position < 1:
        return ""
    form = scene.forms[position]
    if form in {",", ";"} | _CLOSING:
        return form
    if form == "dont":
        return "et"
    return "et" if form in {"que", "qu'"} and scene.forms[position - 1] in {"ainsi", "même"} else ""


def nouns_from(scene: Scene, first: Word) -> tuple[Word, ...]:
    """Return a noun and those of the list it opens: « la **hausse** du Smic et le **gel** des loyers »."""
    found = {token.i: token for token in conjuncts_of(first)}
    doubtful: list[Word] = []
    nested = False
    for token in scene.doc[first.i + 1 : first.i + _FAR]:
        if _ends_list(scene, token, first):
            break
        if not _is_listed_noun(scene, token):
            continue
        opening = _phrase_opening(scene, token)
        joint = joint_before(scene, opening)
        if joint in {",", ";"}:
            doubtful.append(token)
        elif joint and (doubtful or not nested):
            found |= {other.i: other for other in [*doubtful, token]}
            doubtful = []
        nested = nested or scene.forms[max(0, opening - 1)] in _NESTING
    found |= {token.i: token for token in doubtful if scene.doc[token.i - 1].form not in {"un", "une"}}
    return tuple(found[position] for position in sorted(found))


def _is_listed_noun(scene: Scene, token: Word) -> bool:
    lemma = scene.lemmas[token.i]
    is_action = token.pos_ == "NOUN" and lemma in scene.words.actions and lemma not in scene.words.heading
    return is_action and token.dep_ not in SUBJECTS


def _phrase_opening(scene: Scene, noun: Word) -> int:
    """Return the position of the article of a noun phrase, -1 where it has none."""
    position = noun.i - 1
    while position > 0 and scene.doc[position].pos_ == "ADJ":
        position -= 1
    if scene.forms[position] in _ARTICLES or scene.doc[position].pos_ == "NUM":
        return position
    return -1


def listed_after(scene: Scene, noun: Word) -> tuple[Word, ...]:
    """Return the measures that a colon lists: « deux mesures : la **création** d'un fonds et le **gel** … »."""
    if scene.lemmas[noun.i] not in scene.words.heading:
        return ()
    for token in scene.doc[noun.i + 1 : noun.i + _COLON]:
        if token.text == ":":
            return _first_listed(scene, token.i + 1)
        if token.text[0] in ".;!?\n" or (token.pos_ in {"VERB", "AUX"} and is_finite(token)):
            return ()
    return ()


def _first_listed(scene: Scene, first: int) -> tuple[Word, ...]:
    for token in scene.doc[first : first + 4]:
        if is_infinitive(scene, token) and token.i - first <= 1:
            return infinitives_from(scene, token)
        if token.pos_ == "NOUN":
            return nouns_from(scene, token) if _is_listed_noun(scene, token) else ()
        if token.pos_ not in {"DET", "ADJ", "NUM", "ADP"}:
            return ()
    return ()
