"""Words cut once from a whole text are those that a stretch of it gives alone."""

import pytest
import spacy

from claimex.mentions.word_view import WordView

TEXTS = [
    "En 2020 300 personnes, dont l'élu M. R. Petit-Roux (34 ans), ont versé 1 250,50 € ; « c'est peu », dit-il.",
    "Hausse de 3,5 %\n- 12 M$ en plus…\n- aujourd'hui 0,4 point, soit 10 000 à 12 000 d'entre eux !",
]


@pytest.mark.parametrize("text", TEXTS)
def test_any_stretch(text):
    view = WordView(spacy.blank("fr").make_doc(text))
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            for count in (None, 1, 3):
                assert view._words(start, end, count) == view._cut_words(start, end, count)


def test_before_stops_at_the_sentence():
    view = WordView(spacy.blank("fr").make_doc("C'est fait ! Le bilan est de 12"))
    assert [word.text for word in view.before(29)] == ["Le", "bilan", "est", "de"]
