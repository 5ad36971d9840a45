"""A parse says what spaCy says, of every word, and follows a Doc that is annotated anew."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from claimex.parse import parse_of

GOLD = sorted((Path(__file__).parent / "eval" / "gold").glob("*.txt"))[:6]
PLAIN = ["i", "idx", "text", "lower_", "lemma_", "pos_", "dep_", "is_alpha", "is_punct", "is_space", "is_sent_start"]
DERIVED = ["is_digit", "is_upper", "like_num"]
FEATURES = ["VerbForm", "Tense", "Mood", "Gender", "Number", "Person"]


@pytest.fixture(scope="module")
def docs(nlp):
    return list(nlp.pipe(path.read_text("utf-8") for path in GOLD))


def places(tokens):
    return [token.i for token in tokens]


def test_every_word_is_its_token(docs):
    for doc in docs:
        for token, word in zip(doc, parse_of(doc), strict=True):
            assert [getattr(word, name) for name in PLAIN + DERIVED] == [getattr(token, n) for n in PLAIN + DERIVED]
            assert [word.morph.get(name, []) for name in FEATURES] == [token.morph.get(name, []) for name in FEATURES]
            assert bool(word.is_sent_end) == bool(token.is_sent_end)


def test_every_word_has_its_place_in_the_tree(docs):
    for doc in docs:
        for token, word in zip(doc, parse_of(doc), strict=True):
            assert [word.head.i, word.left_edge.i, word.right_edge.i] == [
                token.head.i,
                token.left_edge.i,
                token.right_edge.i,
            ]
            assert [places(word.children), places(word.lefts), places(word.rights)] == [
                places(token.children),
                places(token.lefts),
                places(token.rights),
            ]
            assert (word.sent.start, word.sent.end, word.sent.text) == (
                token.sent.start,
                token.sent.end,
                token.sent.text,
            )


@pytest.mark.parametrize("mode", ["expand", "contract"])
def test_characters_fall_on_the_words_that_spacy_gives_them(docs, mode):
    doc = docs[0]
    parse = parse_of(doc)
    for start in range(0, len(doc.text), 7):
        for length in (0, 1, 2, 9, 60):
            span = doc.char_span(start, start + length, alignment_mode=mode)
            found = parse.char_span(start, start + length, alignment_mode=mode)
            assert (span is None) == (found is None)
            if span is not None and found is not None and len(span):
                assert (found.start, found.end, found.text, found.root.i) == (
                    span.start,
                    span.end,
                    span.text,
                    span.root.i,
                )


def test_a_doc_annotated_anew_is_read_anew():
    doc = Doc(spacy.blank("fr").vocab, words=["Léa", "part"])
    plain = parse_of(doc)
    assert parse_of(doc) is plain
    assert not plain.has_annotation("DEP")
    doc[0].pos_ = "PROPN"
    assert [word.pos_ for word in parse_of(doc)] == ["PROPN", ""]


def test_a_parse_goes_with_its_doc():
    doc = Doc(spacy.blank("fr").vocab, words=["Léa", "part"])
    parse = parse_of(doc)
    assert parse.source is doc
    del doc
    with pytest.raises(ReferenceError):
        _ = parse.source


def test_an_empty_doc_has_no_words():
    parse = parse_of(Doc(spacy.blank("fr").vocab))
    assert (len(parse), parse.text, parse.sents) == (0, "", [])
