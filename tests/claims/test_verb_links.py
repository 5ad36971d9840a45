"""What governs a claim's head, up to a finite verb, and where the clause of a verb opens; parses built by hand."""

import pytest
from spacy.tokens import Doc

from claimex.claims.verb_links import VerbLinks
from claimex.lexicon import load_lexicon
from claimex.parse import parse_of

INF, FIN = "VerbForm=Inf", "VerbForm=Fin"


@pytest.fixture
def links(nlp):
    doc = Doc(
        nlp.vocab,
        words=["Hier", ",", "il", "a", "promis", "de", "tenter", "de", "payer", "."],
        pos=["ADV", "PUNCT", "PRON", "AUX", "VERB", "ADP", "VERB", "ADP", "VERB", "PUNCT"],
        heads=[4, 4, 4, 4, 4, 6, 4, 8, 6, 4],
        deps=["advmod", "punct", "nsubj", "aux:tense", "ROOT", "mark", "xcomp", "mark", "xcomp", "punct"],
        lemmas=["hier", ",", "il", "avoir", "promettre", "de", "tenter", "de", "payer", "."],
        morphs=["", "", "", FIN, "VerbForm=Part", "", INF, "", INF, ""],
    )
    return VerbLinks(parse_of(doc), load_lexicon())


def test_a_chain_ends_at_the_finite_verb_of_its_clause(links):
    chain = links.chain(links.doc[8])
    assert [link.word.text for link in chain] == ["payer", "tenter", "promis"]
    assert [link.lemma for link in chain] == ["payer", "tenter", "promettre"]
    assert chain[-1].finite.text == "a"


def test_a_word_that_is_no_verb_has_no_lemma(links):
    assert links.of(links.doc[0]).lemma is None


def test_a_clause_opens_after_a_mark(links):
    assert links.clause_before(links.of(links.doc[4])) == (2, 3)
