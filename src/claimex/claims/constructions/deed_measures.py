"""What was done with what is counted: « la fumée a **incommodé cinq salariés** », « la **mort de 60 soldats** ».

The counted noun is the amount's unit already; the verb, the noun of action or the whole that governs it tells the rest.
"""

from claimex.annotations import Offsets
from claimex.claims.constructions import Match
from claimex.claims.constructions.amount_scene import VERBAL, Amount, Scene
from claimex.claims.constructions.amount_subjects import find_subject
from claimex.mood import is_finite
from claimex.parse import Word
from claimex.syntax import group_start, has_participle_form, verb_lemma

_DEEDS = ("tion", "sion", "age", "ture", "ment", "iance")  # endings of nouns of action
_OF = frozenset({"de", "d'", "des", "du"})
_INDEFINITE = frozenset({"de", "d'"})
_BETWEEN = frozenset({"DET", "ADV"})
_MARKS = frozenset('«“"')
_REACHING = 5  # tokens from a verb to what it is done to
_AGENT = 5  # tokens from a participle to « par »
_JOINED = (
    12  # tokens from « la naissance d'un lion et de trois » back to its noun, from « saisi des armes, » to its end
)
_LISTED = frozenset({"DET", "NOUN", "ADJ", "CCONJ", "NUM", "ADP"})
_BARE = frozenset({"ADP", "ADV"})


def done(scene: Scene, amount: Amount, counted: Offsets | None) -> Match | None:
    """Return the deed with what is counted: « **abattu huit chevaux** », « **signé par 22 des 27 pays** »."""
    first = _before_marks(scene, amount)
    end = max(amount.row.end, counted[1] if counted is not None else 0)
    verb = _verb_over(scene, first) or _passive_over(scene, amount, first) or _verb_over_list(scene, amount, end)
    deed = verb or _noun_over(scene, first)
    if deed is None:
        return None
    start = deed.idx if verb is None else _whose(scene, verb, amount)
    if amount.row.unit == "personne":  # persons alone say nothing
        counted = (deed.idx, deed.idx + len(deed))
    rule = "measure_share" if amount.row.unit == "%" else "measure_count.noun"
    return scene.match(rule, amount, (start, end), verb, topic=counted)


def _before_marks(scene: Scene, amount: Amount) -> int:
    """Return the first token of an amount, with the mark before it: « la mort de **« 60** soldats »."""
    return amount.first - (amount.first > 0 and scene.doc[amount.first - 1].text in _MARKS)


def _verb_over(scene: Scene, first: int) -> Word | None:
    """« **retient** également quelque 200 otages »: the verb whose object follows, articles and adverbs between."""
    for token in reversed(scene.doc[max(0, first - _REACHING) : first]):
        if token.pos_ in VERBAL:
            return None if is_idle(scene, token) else token
        if token.i in scene.moment_tokens or token.pos_ not in _BETWEEN:
            return None
    return None


def is_idle(scene: Scene, verb: Word) -> bool:
    """Tell a verb that only says that there is something: « la ville **compte** 12 écoles », « **annonce** »."""
    lemma = verb_lemma(verb, scene.lexicon)
    idle = lemma in scene.words("idle") or lemma in scene.lexicon.words("reporting.takes.que")
    return verb.pos_ == "AUX" or idle


def _passive_over(scene: Scene, amount: Amount, first: int) -> Word | None:
    """« **reconnu** par 115 pays », « **épaulés** par quatre avions »: what the counted do."""
    if first < 1 or scene.doc[first - 1].form != "par" or amount.row.unit in scene.words("votes"):
        return None
    for token in reversed(scene.doc[max(0, first - 1 - _AGENT) : first - 1]):
        if token.is_punct or token.i in scene.counted_tokens:
            return None
        if token.pos_ in {"VERB", "ADJ"} and has_participle_form(token) and not is_finite(token):
            return token
    return None


def _verb_over_list(scene: Scene, amount: Amount, end: int) -> Word | None:
    """« **saisi** des armes, des motos, 40 vélos »: the verb of a list of objects."""
    if amount.link not in (",", "et", "ou") or not amount.is_counted:
        return None
    following = scene.first_token((end, end)).i + 1
    if following < len(scene.doc) and scene.doc[following].pos_ in VERBAL:
        return None  # « a coupé la route, 12 voitures **ont** »
    for token in reversed(scene.doc[max(0, amount.first - _JOINED) : amount.first - 1]):
        if token.pos_ in VERBAL:
            opens = token.nbor().pos_ == "DET" or token.i + 1 in scene.counted_tokens
            return token if opens and not is_idle(scene, token) else None
        if token.pos_ not in _LISTED and token.text != ",":
            return None
    return None


def _noun_over(scene: Scene, first: int) -> Word | None:
    """« l'**adoption** de 144 articles », « un **livret** de 48 pages », « la **naissance** d'un lion et de dix »."""
    if first < 2 or scene.doc[first - 1].form not in _OF:
        return None
    before = scene.doc[first - 2]
    if before.form not in ("et", ","):
        whole = scene.doc[first - 1].form in _INDEFINITE and _is_whole(scene, before)
        return before if whole or _is_action(scene, before) else None
    for token in reversed(scene.doc[max(0, before.i - _JOINED) : before.i]):
        if token.text[0] in ".;:!?" or token.pos_ in VERBAL:
            return None
        if _is_action(scene, token) and token.nbor().form in _OF:
            return token
    return None


def _is_action(scene: Scene, noun: Word) -> bool:
    named = noun.lemma_.endswith(_DEEDS) and noun.lemma_ not in scene.words("no_deeds")
    return noun.pos_ == "NOUN" and noun.i not in scene.counted_tokens and (named or noun.lemma_ in scene.words("deeds"))


def _is_whole(scene: Scene, noun: Word) -> bool:
    """« un **cortège** de 300 marcheurs »: what they make up; « **en présence** de 12 élus » is a turn of phrase."""
    if noun.pos_ != "NOUN" or noun.i in scene.counted_tokens or noun.i in scene.moment_tokens or noun.i == 0:
        return False
    light = (
        noun.lemma_ in scene.words("light") or noun.lemma_ in scene.words("turns") or noun.form in scene.words("times")
    )
    return not light and noun.nbor(-1).pos_ not in _BARE


def _whose(scene: Scene, verb: Word, amount: Amount) -> int:
    """Return where a deed starts, with whose seats or votes they are: « **le parti perd** 65 sièges »."""
    subject = find_subject(scene, verb, amount) if amount.row.unit in scene.words("held") else None
    beside = subject is not None and 0 <= group_start(verb).idx - subject[1] <= 1
    return subject[0] if subject is not None and beside else verb.idx
