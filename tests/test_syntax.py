"""Grammar read off a parse: Docs built by hand, with the labels that the parser gives, the wrong ones too."""

import pytest
import spacy
from spacy.tokens import Doc

from claimex import syntax
from claimex.lexicon import load_lexicon
from claimex.parse import parse_of

VOCAB = spacy.blank("fr").vocab
LEXICON = load_lexicon()


def make(rows):
    """Build a Doc from « word/POS/dep>head » rows; a morph may follow after a bar."""
    words, tags, deps, heads, morphs = [], [], [], [], []
    for row in rows.split():
        body, _, morph = row.partition("|")
        word, tag, rest = body.rsplit("/", 2)
        dep, head = rest.rsplit(">", 1)
        words.append(word)
        tags.append(tag)
        deps.append(dep)
        heads.append(int(head))
        morphs.append(morph)
    spaces = [not (i + 1 < len(words) and (words[i + 1][0] in ",.-" or words[i][-1] == "'")) for i in range(len(words))]
    doc = Doc(VOCAB, words=words, spaces=spaces, pos=tags, deps=deps, heads=heads, morphs=morphs)
    return parse_of(doc)


SUBJECTS = [
    ("Le/DET/det>1 maire/NOUN/nsubj>2 affirme/VERB/ROOT>2|VerbForm=Fin", 2, "maire"),
    # the parser's obj after a quotation
    (
        "»/PUNCT/punct>3 ,/PUNCT/punct>3 a/AUX/aux:tense>3|VerbForm=Fin déclaré/VERB/ROOT>3|VerbForm=Part "
        "le/DET/det>5 maire/NOUN/obj>3 ./PUNCT/punct>3",
        3,
        "maire",
    ),
    # a time noun and a complement stand in between
    (
        "»/PUNCT/punct>3 ,/PUNCT/punct>3 a/AUX/aux:tense>3|VerbForm=Fin annoncé/VERB/ROOT>3|VerbForm=Part "
        "mercredi/NOUN/obl:mod>3 devant/ADP/case>7 la/DET/det>7 presse/NOUN/obl:mod>3 l'/DET/det>9 "
        "Insee/PROPN/obj>3 ./PUNCT/punct>3",
        3,
        "Insee",
    ),
    # a clitic
    ("»/PUNCT/punct>2 ,/PUNCT/punct>2 dit/VERB/ROOT>2|VerbForm=Fin -elle/PRON/dep>2 ./PUNCT/punct>2", 2, "-elle"),
    # relative « qui »: its antecedent
    (
        "Le/DET/det>1 ministre/NOUN/nsubj>5 qui/PRON/nsubj>3 affirme/VERB/acl:relcl>1|VerbForm=Fin tout/PRON/obj>3 "
        "part/VERB/ROOT>5|VerbForm=Fin",
        3,
        "ministre",
    ),
    # a conjunct borrows it
    (
        "Léa/PROPN/nsubj>1 part/VERB/ROOT>1|VerbForm=Fin et/CCONJ/cc>3 affirme/VERB/conj>1|VerbForm=Fin",
        3,
        "Léa",
    ),
    # a gerund too, whatever stands behind it
    (
        "Léa/PROPN/nsubj>1 part/VERB/ROOT>1|VerbForm=Fin en/ADP/mark>3 affirmant/VERB/advcl>1|VerbForm=Part "
        "tout/PRON/nsubj>3",
        3,
        "Léa",
    ),
    # lost by the parser: the first noun without a preposition
    (
        "Québec/PROPN/ROOT>0 ,/PUNCT/punct>0 de/ADP/case>4 son/DET/det>4 côté/NOUN/nmod>0 ,/PUNCT/punct>0 "
        "somme/NOUN/nmod>0 le/DET/det>8 gouvernement/NOUN/nmod>6 de/ADP/mark>10 céder/VERB/acl>6",
        6,
        "Québec",
    ),
    ("Affirmer/VERB/ROOT>0|VerbForm=Inf que/SCONJ/mark>2 non/ADV/advmod>0", 0, None),
]


@pytest.mark.parametrize(("rows", "verb", "expected"), SUBJECTS)
def test_subject_of(rows, verb, expected):
    subject = syntax.subject_of(make(rows)[verb])
    assert (subject.text if subject is not None else None) == expected


COMPLETIVES = [
    ("Il/PRON/nsubj>1 dit/VERB/ROOT>1 que/SCONJ/mark>4 tout/PRON/nsubj>4 va/VERB/ccomp>1", True),
    ("Il/PRON/nsubj>1 part/VERB/ROOT>1 alors/ADV/advmod>5 que/SCONJ/mark>5 tout/PRON/nsubj>5 va/VERB/advcl>1", False),
    ("Il/PRON/nsubj>1 dit/VERB/ROOT>1 plus/ADV/obj>1 que/SCONJ/mark>4 lui/PRON/obl:mod>2", False),
]


@pytest.mark.parametrize(("rows", "is_there"), COMPLETIVES)
def test_complement_clause(rows, is_there):
    assert (syntax.complement_clause(make(rows)[1]) is not None) is is_there


def test_verb_lemma_knows_the_forms_that_the_tagger_takes_for_nouns():
    doc = make("note/NOUN/ROOT>0 estime/NOUN/ROOT>1 table/NOUN/ROOT>2")
    assert [syntax.verb_lemma(token, LEXICON) for token in doc][:2] == ["noter", "estimer"]


def test_phrase_of_stops_at_a_comma_and_a_relative():
    doc = make(
        "le/DET/det>1 maire/NOUN/ROOT>1 de/ADP/case>3 Lyon/PROPN/nmod>1 ,/PUNCT/punct>1 Jean/PROPN/appos>1 "
        ",/PUNCT/punct>1 qui/PRON/nsubj>8 part/VERB/acl:relcl>1"
    )
    assert syntax.phrase_of(doc[1]).text == "le maire de Lyon"


def test_agent_of_a_passive():
    doc = make(
        "a/AUX/aux:tense>2 été/AUX/aux:pass>2 annoncé/VERB/ROOT>2 par/ADP/case>5 la/DET/det>5 CGT/PROPN/obl:agent>2"
    )
    agent = syntax.agent_of(doc[2])
    assert agent is not None
    assert agent.text == "CGT"


def test_infinitive_of_a_verb_of_saying():
    doc = make(
        "Léa/PROPN/nsubj>1 assure/VERB/ROOT>1|VerbForm=Fin vouloir/VERB/xcomp>1|VerbForm=Inf "
        "agir/VERB/xcomp>2|VerbForm=Inf"
    )
    infinitive = syntax.infinitive_of(doc[1])
    assert infinitive is not None
    assert infinitive.text == "vouloir"


def test_conjuncts_in_text_order():
    doc = make("Paris/PROPN/ROOT>0 ,/PUNCT/punct>2 Lyon/PROPN/conj>0 et/CCONJ/cc>4 Nice/PROPN/conj>0")
    assert [token.text for token in syntax.conjuncts_of(doc[0])] == ["Paris", "Lyon", "Nice"]


def test_a_coordinated_reporting_verb_ends_the_clause_before_it():
    doc = make(
        "Léa/PROPN/nsubj>1 rappelle/VERB/ROOT>1|Tense=Pres que/SCONJ/mark>4 tout/PRON/nsubj>4 "
        "va/VERB/ccomp>1|Tense=Pres "
        "et/CCONJ/cc>6 appelle/VERB/conj>1|Tense=Pres à/ADP/mark>8 agir/VERB/xcomp>6"
    )
    assert syntax.conjuncts_of_clause(doc[1], 3, 9) == 5


def test_negation_before_the_auxiliary():
    doc = make("Il/PRON/nsubj>4 n'/ADV/advmod>4 a/AUX/aux:tense>4 pas/ADV/advmod>4 dit/VERB/ROOT>4 oui/INTJ/obj>4")
    assert syntax.is_negated(doc[4])
    assert not syntax.is_negated(doc[5])
