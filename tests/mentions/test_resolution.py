"""Pronouns, role phrases and nouns that take up an actor."""

import pytest
from spacy.language import Language

from claimex.extract import Article, make_doc
from claimex.lexicon import load_lexicon
from claimex.mentions.resolution import Resolver
from claimex.pipeline import load


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Emmanuel Macron est venu. Il a parlé.", "Il", ["Emmanuel Macron"]),
        ("Anne Hidalgo a reçu Paul Durand. Elle a refusé.", "Elle", ["Anne Hidalgo"]),
        ("La ministre de la Santé, Léa Petit, est venue. La ministre a parlé.", "ministre", ["Léa Petit"]),
        ("Le groupe Bouygues recrute. L'entreprise investit.", "entreprise", ["Bouygues"]),
        ("Jean Petit et Paul Durand sont venus. Ils ont parlé.", "Ils", ["Jean Petit", "Paul Durand"]),
        ("Léa Petit, 34 ans, doute. La trentenaire hésite.", "trentenaire", ["Léa Petit"]),
        ("Ana Sol, Franco-espagnole passée par Londres, doute.", "Franco-espagnole", ["Ana Sol"]),
        ("Paul Petit, président du club, doute.", "président", ["Paul Petit"]),
        ("Selon Paul Petit, le maire ment.", "maire", []),
        ("Il pleut.", "Il", []),
        ("L'entreprise ne commente pas.", "entreprise", []),
    ],
)
def test_resolves(text: str, word: str, names: list[str], nlp: Language) -> None:
    doc = nlp(make_doc(nlp, Article(text)))
    resolver = Resolver(doc, load_lexicon())
    token = [token.i for token in doc if token.text == word][-1]
    assert [resolver.entries[actor].name for actor in resolver.actors_of(token)] == names
