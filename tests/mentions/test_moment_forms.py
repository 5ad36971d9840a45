"""What a word is to moments, by its form alone."""

import pytest

from claimex.lexicon import load_lexicon
from claimex.mentions import moment_forms
from claimex.mentions.moment_forms import FOREIGN, INNER, OPENER, TRIGGER, Uses
from claimex.mentions.moment_grammar import grammar_of


@pytest.mark.parametrize(
    ("word", "use"),
    [
        ("tribune", FOREIGN),
        ("Vote", FOREIGN),
        ("école", FOREIGN),
        ("siècle", TRIGGER),
        ("Mars", TRIGGER),
        ("2030", TRIGGER),
        ("14h30", TRIGGER),
        ("jeudi", TRIGGER),
        ("le", OPENER),
        ("Depuis", OPENER),
        ("412", OPENER),
        ("moitié", INNER),
        ("tard", INNER),
    ],
)
def test_a_word_has_one_use(word, use):
    assert grammar_of(load_lexicon()).uses[word] == use


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(moment_forms, "_KEPT_WORDS", 3)
    uses = Uses(grammar_of(load_lexicon()))
    assert {uses[word] for word in ("tribune", "maire", "vote", "ruelle", "école")} == {FOREIGN}
    assert len(uses) <= 3


def test_a_form_is_known_by_its_sign():
    signs = {form.name: form.sign for forms in grammar_of(load_lexicon()).roles.values() for form in forms}
    night = signs["night"]
    assert night is not None
    assert night.search("Dans la nuit de lundi")
    assert not night.search("de lundi à mardi")
    assert signs["month"] is None
