"""The layout: a phrase book of small texts and their blocks."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.fr import French

from claimex.annotations import Block
from claimex.layout import find_blocks, normalise, set_sentence_starts, unwrap

CASES = tomllib.loads((Path(__file__).parent / "cases/layout.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["blocks"], ids=lambda case: case["name"])
def test_blocks(case):
    text = case["text"]
    assert [_shown(text, block) for block in find_blocks(text)] == case["expected"]


@pytest.mark.parametrize("case", CASES["rows"], ids=lambda case: case["row"])
def test_cells_of_flattened_rows(case):
    text = f"Le tableau du jour\n\n{case['header']}\n{case['row']}\n{case['row']}"
    row = next(block for block in find_blocks(text) if block.kind == "row")
    assert [text[start:end] for start, end in row.cells] == case["cells"]
    assert len(row.columns) == len(row.cells)


@pytest.mark.parametrize("case", CASES["sections"], ids=lambda case: case["section"][-1])
def test_section_is_the_title_path(case):
    text = case["text"]
    *_, last = find_blocks(text)
    assert [text[start:end] for start, end in last.section] == case["section"]


@pytest.mark.parametrize("case", CASES["sentences"], ids=lambda case: case["text"][:40])
def test_sentence_starts(case):
    text = case["text"]
    doc = FRENCH(text)
    set_sentence_starts(doc, tuple(find_blocks(text)))
    assert [sent.text.strip() for sent in doc.sents] == case["expected"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("3\u202f000\u00a0€, l’État", "3 000 €, l'État"),
        ("\ufeffUn\r\ndeux\rtrois", " Un \ndeux\ntrois"),
        ("a\x00b\u200bc", "a b c"),
        ("page\x0csuivante", "page\nsuivante"),
        ("un deux", "un deux"),
    ],
)
def test_normalise(given, expected):
    assert normalise(given) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le préfet a signé\nl'arrêté.",  # too short a line to be one that was wrapped
        "La maire de Corvol\nannonce un budget",
        "Le plan de la communauté de communes prévoit :\n- trente agents ;\n- deux bus.",
        "Une ligne qui finit comme une phrase finit toujours.\net une autre qui commence sans majuscule.",
        "La Région paie le train depuis l'an dernier déjà\nLe Département paie le car, et la commune paie le vélo.",
    ],
)
def test_unwrap_leaves_other_lines(text):
    assert unwrap(text) == text


def test_unwrap_makes_one_line_of_a_wrapped_paragraph():
    wrapped = "L'agglomération a promis mardi soir de recruter\ntrente agents, a-t-on appris de source syndicale."
    assert unwrap(f"{wrapped}\n\nFin.") == wrapped.replace("\n", " ") + "\n\nFin."


PIECES = st.sampled_from(
    [
        "Mesure ",
        "| ",
        "\n",
        "\n\n",
        "- ",
        "• ",
        "1. ",
        "2,1 M€ ",
        "Le maire ",
        "« ",
        " »",
        ": ",
        ". ",
        "\t",
        "# ",
        "**",
        "(AFP) - ",
    ]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_blocks_are_ordered_quote_the_text_and_lose_no_word(text):
    last = 0
    inside = []
    for block in find_blocks(text):
        assert last <= block.start < block.end <= len(text)
        assert all(block.start <= start < end <= block.end for start, end in block.cells)
        assert all(0 <= start < end <= len(text) for start, end in block.section)
        inside.append(normalise(text)[block.start : block.end])
        last = block.end
    letters = [character for character in normalise(text) if character.isalpha()]
    marked = [character for part in inside for character in part if character.isalpha()]
    assert len(marked) >= len(letters) - text.count(")") - text.count(".") - text.count("/")


@given(st.text())
def test_normalise_keeps_the_length(text):
    assert len(normalise(text)) == len(text)


def test_empty_doc():
    doc = FRENCH("")
    set_sentence_starts(doc, ())
    assert list(doc.sents) == []


def test_parsed_doc_keeps_its_sentences(nlp):
    doc = nlp("Un. Deux.")
    before = [sent.text for sent in doc.sents]
    set_sentence_starts(doc, (Block(0, 3, "paragraph"), Block(4, 9, "paragraph")))
    assert [sent.text for sent in doc.sents] == before


def _shown(text, block):
    return f"{block.kind}{' (again)' if block.repeats else ''}: {text[block.start : block.end]}"


FRENCH = French()
