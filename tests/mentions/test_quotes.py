"""Quotations of every mark style: what stands between the marks, nested, over paragraphs, unbalanced."""

import pytest
import spacy

from claimex.mentions.quotes import find_quotes

NLP = spacy.blank("fr")

INNER = [
    ("« C'est faux », dit-il.", ["C'est faux"]),
    ("«\u00a0C’est faux\u202f», dit-il.", ["C’est faux"]),
    ("«C'est faux», dit-il.", ["C'est faux"]),
    ("“C'est faux”, dit-il. “Non.”", ["C'est faux", "Non."]),
    ('"C\'est faux", dit-il. "Non."', ["C'est faux", "Non."]),
    ('" C\'est faux. " a dit le maire.', ["C'est faux."]),
    ("„C'est faux“, dit-il.", ["C'est faux"]),
    ("‹ C'est faux ›, dit-il.", ["C'est faux"]),
    ("''C'est faux'', dit-il.", ["C'est faux"]),
    ("‘C'est faux’, dit-il.", ["C'est faux"]),
    ("— Vous viendrez ?\n— Oui, répond-il.", ["Vous viendrez ?", "Oui, répond-il."]),
    ("« Un. »\n« Deux. »", ["Un.", "Deux."]),
    ("Il a dit «oui»(sic).", ["oui"]),
    ("(« Bravo ! »)", ["Bravo !"]),
    ("**« Bravo ! »**", ["Bravo !"]),
    ("> « Bravo ! »", ["Bravo !"]),
    ('Le mot “grève” et le mot "lutte".', ["grève", "lutte"]),
]

NO_QUOTES = [
    "",
    "L'État n'a pas d'école aujourd'hui.",
    'Un écran de 24" coûte cher.',
    "Rien » ne va plus.",
    "Les années '80 et le rock 'n' roll.",
    "– recrutement de quatre agents ;\n– rénovation de l'école ;",
    "Il mesure 5'10 et court vite.",
    "«» et « »",
    "l‘État et l’école",
    "5 < 6 et 7 > 4",
]

NESTED = [
    (
        "« Il m'a dit : “Pars !” et je suis parti », dit-il.",
        [(0, "Il m'a dit : “Pars !” et je suis parti"), (1, "Pars !")],
    ),
    ("« Le plan « Santé » est prêt », dit-elle.", [(0, "Le plan « Santé » est prêt"), (1, "Santé")]),
    ("\"On m'a dit 'pars' hier\", dit-il.", [(0, "On m'a dit 'pars' hier"), (1, "pars")]),
    ("« Un ‹ deux “ trois ” › »", [(0, "Un ‹ deux “ trois ” ›"), (1, "deux “ trois ”"), (2, "trois")]),
    ('"A "b c" d" fin', [(0, 'A "b c" d'), (1, "b c")]),
]

PARAGRAPHS = [
    ("« Un deux.\n\n« Trois quatre », dit-il.", ["Un deux.\n\n« Trois quatre"], [(12,)]),
    ("« Un deux.\n\nTrois quatre », dit-il.", ["Un deux.\n\nTrois quatre"], [()]),
    ('"Un deux.\n\n"Trois quatre", dit-il.', ['Un deux.\n\n"Trois quatre'], [(11,)]),
    ("« Un deux.\n\n« Trois.\n\n« Quatre. »\n\nFin.", ["Un deux.\n\n« Trois.\n\n« Quatre."], [(12, 22)]),
    ('"Un deux.\n\nTrois sans marque.', ["Un deux."], [()]),
]

UNBALANCED = [
    ("« Un écart, dit Léa. « Deux oui », dit Jean.", [("Un écart, dit Léa.", False), ("Deux oui", True)]),
    ("« Jamais fermé.\nAutre ligne.", [("Jamais fermé.", False)]),
    ('"Un écart, dit Léa. "Deux oui", dit Jean.', [("Un écart, dit Léa.", False), ("Deux oui", True)]),
    ("« A “b c » d.", [("A “b c", True), ("b c", False)]),
]


def quotes_of(text):
    return list(find_quotes(NLP.make_doc(text)))


@pytest.mark.parametrize(("text", "inner"), INNER)
def test_words_between_the_marks(text, inner):
    assert [text[slice(*quote.inner)] for quote in quotes_of(text)] == inner


@pytest.mark.parametrize("text", NO_QUOTES)
def test_no_quotation(text):
    assert quotes_of(text) == []


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_quotation_in_a_quotation(text, expected):
    assert [(quote.depth, text[slice(*quote.inner)]) for quote in quotes_of(text)] == expected


@pytest.mark.parametrize(("text", "inner", "starts"), PARAGRAPHS)
def test_quotation_over_paragraphs(text, inner, starts):
    quotes = quotes_of(text)
    assert [text[slice(*quote.inner)] for quote in quotes] == inner
    assert [quote.starts for quote in quotes] == starts


@pytest.mark.parametrize(("text", "expected"), UNBALANCED)
def test_missing_marks(text, expected):
    assert [(text[slice(*quote.inner)], quote.closed) for quote in quotes_of(text)] == expected


def test_marks_stand_outside_the_inner_offsets():
    (quote,) = quotes_of("« C'est faux », dit-il.")
    assert (quote.start, quote.end, quote.inner) == (0, 14, (2, 12))


def test_many_marks_take_linear_time():
    text = "« a « b " * 5000
    assert len(quotes_of(text)) == 8  # deeper nesting is a slip
