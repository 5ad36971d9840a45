"""Amounts out of chance: digits, signs, separators and units in any order neither crash nor lie about offsets."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from claimex.lexicon import load_lexicon
from claimex.mentions.quantities import find_quantities

NLP = spacy.blank("fr")
LEXICON = load_lexicon()
PIECES = st.sampled_from(
    [
        "0",
        "1",
        "12",
        "123",
        "1200",
        "2024",
        "1/3",
        "2-1",
        ".",
        ",",
        "'",
        "-",
        "−",
        "+",
        "±",
        "%",
        "€",
        "$",
        "£",
        "°C",
        "km/h",
        "m²",
        "M€",
        "Mds",
        "k",
        "millions",
        "milliards",
        "deux",
        "cent",
        "vingt",
        "quatre",
        "et",
        "un",
        "une",
        "demi",
        "tiers",
        "quart",
        "moitié",
        "dizaine",
        "milliers",
        "des",
        "les",
        "plusieurs",
        "de",
        "d'",
        "à",
        "entre",
        "ou",
        "sur",
        "par",
        "contre",
        "dont",
        "soit",
        "passe",
        "hausse",
        "ans",
        "heures",
        "mois",
        "agents",
        "emplois",
        "euros",
        "francs",
        "dollars",
        "CFA",
        "environ",
        "près",
        "plus",
        "moins",
        "au",
        "maximum",
        "fois",
        "doublé",
        "divisé",
        "(",
        ")",
        "«",
        "»",
        "|",
        "–",
        "—",
        ":",
        ";",
        "!",
        "?",
        "🙂",
        "İ",
        "Ligue",
        "article",
        "n°",
        "rue",
        "mars",
        "h",
    ]
)
JOINTS = st.sampled_from(["", " ", "\u00a0", "\u202f", "  ", "\n", "\r\n"])


@st.composite
def jumbles(draw: st.DrawFn) -> str:
    """Pieces of amounts in any order, glued or apart."""
    pieces = draw(st.lists(st.tuples(PIECES, JOINTS), max_size=24))
    return "".join(piece + joint for piece, joint in pieces)


@given(jumbles())
@settings(max_examples=400, deadline=None)
def test_any_jumble_gives_ordered_spans_inside_the_text(text: str) -> None:
    found = list(find_quantities(NLP(text), LEXICON))
    end = 0
    for amount in found:
        assert end <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end] == text[amount.start : amount.end].strip()
        assert amount.vague == (amount.value is None and amount.low is None)
        assert (amount.low is None) == (amount.high is None)
        assert amount.origin is None or 0 <= amount.origin < len(found)
        end = amount.end


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all(text: str) -> None:
    for amount in find_quantities(NLP(text), LEXICON):
        assert 0 <= amount.start < amount.end <= len(text)


@pytest.mark.parametrize("text", ["-\n0%", "+\n3 %", "$\n12", "12 M€\n-\n5 €"])
def test_sign_on_the_line_before_is_no_sign(text: str) -> None:
    for amount in find_quantities(NLP(text), LEXICON):
        assert "\n" not in text[amount.start : amount.end]
        assert amount.change is None
