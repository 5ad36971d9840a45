"""Does the fast path give the very annotations of the stock path? Asked of a few sentences before it is trusted."""

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

Annotations = list[tuple[object, ...]]

SENTENCES = (
    "Le maire de Lyon, Grégory Doucet, a annoncé mardi 13 janvier 2026 un plan de 3,5 millions d'euros.",
    "« Nous recruterons 30 agents d'ici la fin de l'année », a promis la ministre de l'Intérieur sur France Info.",
    "Selon l'Insee, le taux de chômage est passé de 7,4 % à 7,1 % au deuxième trimestre.\n\n- Un poste à Marseille ;",
    "« C'est faux ! » Le syndicat CGT-Cheminots, lui, n'a pas réagi… Rendez-vous à 18h30, place de la République.",
    "",
    "Aujourd'hui, l'Union européenne et le Conseil fédéral suisse auraient signé un accord\xa0: 12\u202f000 tonnes.",
)


def annotate(nlp: Language, names: Sequence[str], texts: Iterable[str] = SENTENCES) -> list[Annotations]:
    """Return what these components write on each text."""
    with nlp.select_pipes(enable=list(names)):
        return [read_annotations(doc) for doc in nlp.pipe(texts)]


def read_annotations(doc: Doc) -> Annotations:
    """Return part of speech, tag, features, head, label, entity, lemma and sentence start of each token."""
    return [(t.pos, t.tag, str(t.morph), t.head.i, t.dep, t.ent_iob, t.ent_type, t.lemma, t.is_sent_start) for t in doc]
