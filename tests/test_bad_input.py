"""Whatever comes in: a coded error, or a result whose every span quotes its source."""

import random
import re
import time
import tomllib
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claimex
from claimex.errors import PipelineError
from claimex.extract import Article, extract, extract_many

ARTICLE = "Le maire de Lyon, Jean Petit, s'engage à recruter 30 agents d'ici 2027. « C'est promis », a-t-il dit.\n\n"
ENGLISH = (
    "The mayor of Lyon promised on Tuesday that thirty more officers would patrol the streets of the old town. " * 3
)
ARABIC = (
    "وعد عمدة المدينة يوم الثلاثاء بتوظيف ثلاثين شرطيا إضافيا قبل عام 2027 وقال إن المجلس البلدي وافق على الميزانية. "
    * 3
)

TEXTS = {
    "empty": "",
    "spaces": " \n\t\r\n ",
    "NUL": ARTICLE.replace(" ", "\x00"),
    "CRLF": ARTICLE.replace("\n", "\r\n"),
    "CR": ARTICLE.replace("\n", "\r"),
    "byte order mark": "\ufeff" + ARTICLE,
    "no-break spaces": ARTICLE.replace(" ", "\u00a0"),
    "narrow spaces": ARTICLE.replace(" ", "\u202f"),
    "emoji": ARTICLE.replace("agents", "👩‍🚒👨🏽‍🚒 agents 🎉"),
    "decomposed accents": "Le pre\u0301fet s'engage a\u0300 cre\u0301er 30 postes d'ici a\u0300 2027, a-t-il dit.",
    "numbers": "12 345 678 90,5 % 3.000 € 17:45 2027 -5 1/2\n" * 60,
    "unbalanced quotation marks": "« Nous recruterons 30 agents, a dit le maire. » \" “ Il l'a promis. « « ' ’ »" * 5,
    "Word table": "Mesure\tBudget\tÉchéance\r\nRénovation du pont\t2,1 M€\tfin 2026\r\nAchat de bus\t1 M€\t2027\r\n",
    "combining characters": "e\u0301" * 400,
    "one mark": "«" * 600,
    "one letter": "a" * 3000,
    "apostrophes": "l'" * 800,
    "zero-width": "Le\u200bmaire\u2060promet\u00ad30\u200dagents.",
    "right to left": "\u202eLe maire promet 30 agents\u202c.",
    "private use": "Le maire \ue000 promet \U0010ffff 30 agents.",
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_span_quotes_its_source(name, nlp):
    text = TEXTS[name]
    result = extract(text, published="2026-01-13", nlp=nlp).check(text)
    assert result.document.characters == len(text)
    assert claimex.Extraction.model_validate_json(result.model_dump_json()) == result


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (ARABIC, "ar")])
def test_another_language_is_a_warning(text, language, nlp):
    result = extract(text, nlp=nlp).check(text)
    assert result.document.language == language
    assert [warning.code for warning in result.warnings] == ["not-french"]


@pytest.mark.parametrize("text", ["Paris.", "Le maire promet.", "Breaking news", "", "Macron in Marseille"])
def test_few_words_are_no_verdict(text, nlp):
    assert extract(text, nlp=nlp).warnings == ()


def test_lone_surrogate_is_a_coded_error(nlp):
    with pytest.raises(PipelineError, match=r"\[CX404\] text, character 3"):
        extract("Le \ud800 maire.", nlp=nlp)


def test_malformed_date_is_a_coded_error(nlp):
    with pytest.raises(PipelineError, match="CX405"):
        extract("Le maire promet.", published="hier", nlp=nlp)


ALPHABET = st.sampled_from([*"aeé ML0129.,;:!?'’\"«»“”()-–•|\n\r\t\u00a0\u202f\x00\u0301%€😀", "\u200b", "\ufeff"])
PHRASES = """le maire|s'engage à|recruter|30 agents|« | »| a dit |selon l'Insee|Mesure|d'ici 2027|12 %|en hausse de
de 3 à 5 M€|. | : |Emmanuel Macron|(AFP) - |il|**"""
WORDS = st.sampled_from([*PHRASES.replace("\n", "|").split("|"), "\n- ", "\n\n", " | "])


@pytest.mark.parametrize(
    "text",
    [
        "De taux de 3 %, il ne fut pas question.",
        "de hausse de salaire de 3 %",
        "de 12 à",
        "contre 14 %, selon",
        "que de 3 millions d'euros",
        "d'ici 2030, alors",
        "en s'engageant à",
        "», a dit",
    ],
)
def test_a_text_may_begin_in_the_middle_of_a_sentence(text, nlp):
    extract(text, nlp=nlp).check(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS | ALPHABET | st.text(max_size=6), max_size=60).map("".join))
def test_any_text(nlp, text):
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        with pytest.raises(PipelineError):
            extract(text, nlp=nlp)
        return
    extract(text, published="2026-01-13", nlp=nlp).check(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "characters"),
    [
        (ARTICLE.replace("\n", " "), 300_000),
        (ARTICLE, 1_000_000),
        ("a", 1_000_000),
        *[(odd, 150_000) for odd in ("«", "l'", "😀", ". ", "- ")],  # a token each, or two characters
    ],
)
def test_a_very_long_text(unit, characters, nlp):
    text = (unit * (characters // len(unit) + 1))[:characters]
    started = time.monotonic()
    result = extract(text, nlp=nlp).check(text)
    assert result.document.characters == characters
    assert time.monotonic() - started < 600 * characters / 1_000_000


def test_a_long_document_is_one_result(nlp):
    start = "Titre du jour\n\nLe maire de Lyon, Jean Petit, a parlé lundi.\n\n"
    filler = "Le temps reste calme dans la vallée, où rien ne bouge depuis des semaines.\n\n" * 900
    text = f"{start}{filler}« Nous recruterons 30 agents », a promis Petit.\n\nL'État versera 5 millions d'euros."
    result = extract(text, id="long", nlp=nlp).check(text)
    assert result.document.characters == len(text) > 60_000
    for items in (result.actors, result.quantities, result.claims):
        assert len({item.id for item in items}) == len(items)
    assert len({(actor.kind, actor.name) for actor in result.actors}) == len(result.actors)
    assert {reference.id for claim in result.claims for reference in _references(claim)} <= {
        a.id for a in result.actors
    }
    assert result.quantities == () or result.quantities[-1].span.start > 50_000


def _references(claim):
    return (*getattr(claim, "speakers", ()), *getattr(claim, "actors", ()))


def test_two_processes_give_what_one_gives(nlp):
    items = [
        Article(f"{number} écoles seront rénovées, a annoncé le maire de Lyon.", id=str(number)) for number in range(9)
    ]
    serial = list(extract_many(items, nlp=nlp))
    assert list(extract_many(items, batch_size=2, processes=2, nlp=nlp)) == serial


def test_an_error_crosses_the_process_border(nlp):
    with pytest.raises(PipelineError, match="CX404"):
        list(extract_many(["Un.", "\ud800"], batch_size=1, processes=2, nlp=nlp))


def broken_off():
    """Yield sentences of the phrase book cut after each of their words, as a feed or a paywall cuts them."""
    for name in ("commitments", "statements", "figures"):
        book = tomllib.loads((Path(__file__).parent / f"cases/{name}.toml").read_text("utf-8"))
        cases = (case for table in ("case", "passage") for case in book.get(table, ()))
        for text in islice((case["text"] for case in cases), 0, None, 9):
            yield from (text[: match.end()] for match in re.finditer(r"\w+|[^\w\s]", text))
    yield from (
        "Certains de ces contrôles seront effectués",
        "La région va consacrer 1 million d'euros à",
        "Cette enveloppe permettra",
        "Un succès qui, selon lui",
        "Le rapport du Centre d'engagement et",
        "La loi, qualifiée de « recul historique » par la",
    )


def test_a_text_may_break_off_anywhere(nlp):
    texts = list(broken_off())
    assert len(texts) > 500
    for text, result in zip(texts, extract_many(texts, nlp=nlp), strict=True):
        result.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "Elle sera en re",
        "La juge a demandé deux ans d",
        "Le maire a demandé que",
        "Il dit que",
        "Plus de 27 tours ont été touchées, et trois d'entre",
    ],
)
def test_a_text_may_break_off_behind_a_small_word(text, nlp):
    extract(text, nlp=nlp).check(text)


JOINTS = (
    " ",
    ", ",
    " (",
    ") ",
    " : ",
    " et ",
    " que ",
    " – ",
    "; ",
    " « ",
    " » ",
    ". ",
    " soit ",
    " à ",
    "\n- ",
    ", selon ",
)


def spliced(count, seed=5):
    """Yield texts made of pieces of the phrase books' sentences, joined as no writer would."""
    draw = random.Random(seed)
    books = sorted((Path(__file__).parent / "cases").glob("*.toml"))
    sentences = [line for book in books for line in re.findall(r'"([^"]{25,})"', book.read_text("utf-8"))]
    for _ in range(count):
        pieces = [draw.choice(sentences).split(" ") for _ in range(draw.randrange(2, 6))]
        cuts = [sorted(draw.sample(range(len(piece) + 1), 2)) for piece in pieces]
        yield "".join(
            " ".join(piece[start:end]) + draw.choice(JOINTS) for piece, (start, end) in zip(pieces, cuts, strict=True)
        )


def test_pieces_of_sentences_may_follow_each_other_in_any_order(nlp):
    texts = list(spliced(600))
    for text, result in zip(texts, extract_many(texts, nlp=nlp), strict=True):
        result.check(text)
