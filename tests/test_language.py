"""Is it French? By the share of small words; a second look costs as much as reading a short article."""

import pytest

from claimex import language
from claimex.language import find_language

LONG = """La municipalité annonce un programme de rénovation énergétique dont le coût global atteindrait douze millions
d'euros. Plusieurs associations locales réclament davantage de concertation, estimant que certaines décisions furent
prises trop vite. Une première tranche concernerait quatre groupes scolaires, deux gymnases et la médiathèque centrale.
L'opposition juge l'enveloppe insuffisante ; elle propose d'augmenter l'effort annuel de dix pour cent. Le conseil se
prononcera jeudi soir sur cette proposition, après examen du budget par les commissions. Les habitants pourront
consulter l'intégralité du dossier en mairie. D'autres communes étudient des projets semblables, encouragées par
l'agence régionale, qui finance jusqu'à quarante pour cent des travaux. Les élus ne sont pas tous convaincus."""
WALLOON = """Li mayeur di Lîdje a dit ki l' veye metrè dijh miyons d' euros dins les scoles divant deus meye vint set.
Les djins dimandèt pus d' plaeces et les sindicats n' sont nén continws des spårgnes. Sorlon l' govienmint, les frais
des transpoirts ont crexhou, mins l' minisse a dit k' i gn årè pont d' côpes po les pôvès djins."""
ITALIAN = """Il sindaco di Milano ha annunciato che la città investirà dieci milioni di euro nelle scuole entro il 2027.
Le opposizioni chiedono un piano più ambizioso e ne contestano i tempi, ma il ministro esclude tagli."""


def test_a_long_french_text_needs_no_second_look(monkeypatch):
    def refuse(body: str) -> tuple[str, float]:
        raise AssertionError(body)

    monkeypatch.setattr(language, "_identify", refuse)
    assert find_language(LONG) == "fr"


@pytest.mark.parametrize(("text", "code"), [(WALLOON, "wa"), (ITALIAN, "it"), (f"{WALLOON}\n{WALLOON}", "wa")])
def test_a_neighbour_is_another_language(text, code):
    assert find_language(text) == code


def test_few_words_give_no_verdict():
    assert find_language("Paris") is None
