"""Which words may begin a name, by the word alone."""

import pytest

from claimex.lexicon import load_lexicon
from claimex.mentions import openings
from claimex.mentions.openings import Openings, load_openings


@pytest.mark.parametrize("word", ["Lyon", "ONU", "@Ofce", "préfecture", "Conseil", "chef"])
def test_a_capital_or_a_trigger_may_begin_a_name(word):
    assert load_openings(load_lexicon())[word]


@pytest.mark.parametrize("word", ["marche", "12", "rapidement", "promettent"])
def test_other_words_begin_none(word):
    assert not load_openings(load_lexicon())[word]


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(openings, "KEPT", 3)
    kept = Openings(load_lexicon())
    assert [kept[f"Mot{letter}"] for letter in "abcdefgh"] == [True] * 8
    assert len(kept) <= 3
