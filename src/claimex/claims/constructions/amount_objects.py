"""What a verb acts on when it tells an amount: « a relevé **le taux** de 0,5 point », « verse 2 M€ **aux écoles** »."""

from claimex.annotations import Offsets
from claimex.claims.constructions.amount_antecedents import tells
from claimex.claims.constructions.amount_scene import LINKS, NOMINAL, Amount, Scene
from claimex.claims.constructions.amount_subjects import find_subject
from claimex.parse import Word
from claimex.syntax import group_start, verb_lemma

_OPENS_OBJECT = frozenset({"DET", "ADJ", "NUM"})


def find_object(scene: Scene, verb: Word, amount: Amount) -> Offsets | None:
    """Return what a verb acts on before it tells the amount: « a relevé **le taux** de 0,5 point »."""
    for token in scene.doc[verb.i + 1 : amount.first]:
        if token.pos_ in NOMINAL and token.form not in scene.words("times"):
            return None if token.i in scene.counted_tokens else scene.phrase(token, outside=amount)
        if token.pos_ not in _OPENS_OBJECT and token.pos_ != "ADV":
            return None
    return None


def find_object_after(scene: Scene, amount: Amount) -> Offsets | None:
    """Return the object that stands behind the amount: « estime à un million **le nombre de déplacés** »."""
    words = scene.doc[amount.last + 1 : amount.last + 4]
    if len(words) < 2 or words[0].pos_ != "DET" or words[0].form not in scene.words("definite_articles"):
        return None
    noun = next((token for token in words[1:] if token.pos_ in NOMINAL), None)
    if noun is None or noun.i in scene.moment_tokens or noun.form in scene.words("times"):
        return None
    return scene.phrase(noun)


def acted_on(scene: Scene, verb: Word, amount: Amount) -> Offsets | None:
    """« a réduit **les aides** de 5 millions », « a réduit de 5 millions **les aides** »."""
    before = find_object(scene, verb, amount)
    after = find_object_after(scene, amount) if before is None and amount.link in LINKS else None
    return before or after


def given_to(scene: Scene, verb: Word, amount: Amount) -> Offsets | None:
    """« a consacré 12 millions d'euros **aux écoles** »: what money is given to."""
    if verb_lemma(verb, scene.lexicon) not in scene.words("allotting") or amount.last + 2 >= len(scene.doc):
        return None
    if scene.doc[amount.last + 1].form not in ("à", "au", "aux", "dans"):
        return None
    words = scene.doc[amount.last + 2 : amount.last + 5]
    noun = next((token for token in words if token.pos_ in NOMINAL), None)
    return None if noun is None or noun.i in scene.moment_tokens else scene.phrase(noun)


def weighed(scene: Scene, verb: Word, subject: Offsets | None, amount: Amount) -> Offsets | None:
    """« **la sonde pèse** trois tonnes »: a verb that names the dimension belongs to the measure, when it is beside."""
    if subject is None or amount.is_counted or verb_lemma(verb, scene.lexicon) not in scene.words("weighing"):
        return subject
    beside = 0 <= group_start(verb).idx - subject[1] <= 1
    return (subject[0], verb.idx + len(verb)) if beside else subject


def is_telling(scene: Scene, span: Offsets) -> bool:
    """« **les chiffres de l'institut** montrent une baisse de 3 % »: what tells it, not what is measured."""
    first = scene.first_token(span).i
    noun = next((token for token in scene.doc[first : first + 3] if token.pos_ in NOMINAL), None)
    return noun is not None and tells(scene, noun)


def is_told_at(scene: Scene, carrier: Word, amount: Amount) -> bool:
    """« table sur **un déficit à** 4 % »: the noun right before « à », with an article of its own."""
    return carrier.i == amount.first - 2 and carrier.i > 0 and scene.doc.forms[carrier.i - 1] in ("un", "une")


def done_from(scene: Scene, verb: Word, amount: Amount) -> int:
    """Return where a deed starts, with the subject beside it: « **la zone polluée couvre** 16 000 m² »."""
    if verb_lemma(verb, scene.lexicon) not in scene.words("holding"):
        return verb.idx
    subject = find_subject(scene, verb, amount) if verb.i < amount.first else None
    first = group_start(verb)
    beside = subject is not None and 0 <= first.idx - subject[1] <= 1
    return subject[0] if subject is not None and beside else verb.idx
