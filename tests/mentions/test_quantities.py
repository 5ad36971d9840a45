"""The phrase book of amounts: every bracketed amount is read as it is meant, and nothing else is."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimex.annotations import BLOCKS, OUTLET, Block, QuantityMention, write
from claimex.lexicon import load_lexicon
from claimex.mentions.quantities import find_quantities

BOOK = tomllib.loads((Path(__file__).parents[1] / "cases" / "amounts.toml").read_text("utf-8"))
WAYS = [(entry["means"], way) for entry in BOOK["amounts"] for way in entry["ways"]]
SILENT = [text for entry in BOOK["none"] for text in entry["texts"]]
PASSAGES = [(entry["text"], entry["means"]) for entry in BOOK["passages"]]


@pytest.fixture(scope="session")
def docs(nlp: Language) -> dict[str, Doc]:
    """Every sentence of the book, parsed once."""
    texts = [unbracketed(way) for _, way in WAYS] + SILENT + [unbracketed(text) for text, _ in PASSAGES]
    names = ["tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer"]
    with nlp.select_pipes(enable=[name for name in nlp.pipe_names if name in names]):
        return dict(zip(texts, nlp.pipe(texts), strict=True))


def unbracketed(way: str) -> str:
    return way.replace("[", "").replace("]", "")


def bracketed(way: str) -> list[str]:
    """Return the stretches in brackets."""
    return [part.partition("]")[0] for part in way.split("[")[1:]]


def said(amount: QuantityMention) -> str:
    """Return an amount as the book writes it: « 3500000000 EUR ≈ increase »."""
    if amount.vague:
        number = ""
    elif amount.value is None:
        number = f"{amount.low}..{amount.high}"
    else:
        number = str(round(amount.value, 10).normalize() if amount.value % 1 else amount.value)
    comparator = "" if amount.comparator == "=" or amount.vague else amount.comparator
    marks = (comparator, amount.change or "", "age" if amount.age else "", "vague" if amount.vague else "")
    return " ".join(part for part in (number, amount.unit or "?", *marks) if part)


def meant(means: str) -> str:
    """Return the book's own writing without the « = » that only helps the eye."""
    return " ".join(part for part in means.split(" ") if part != "=")


@pytest.mark.parametrize(("means", "way"), WAYS)
def test_amount_is_read_as_meant(docs: dict[str, Doc], means: str, way: str) -> None:
    text = unbracketed(way)
    found = list(find_quantities(docs[text], load_lexicon()))
    assert [(text[amount.start : amount.end], said(amount)) for amount in found] == [
        (span, meant(means)) for span in bracketed(way)
    ]


@pytest.mark.parametrize("text", SILENT)
def test_no_amount(docs: dict[str, Doc], text: str) -> None:
    found = list(find_quantities(docs[text], load_lexicon()))
    assert [text[amount.start : amount.end] for amount in found] == []


@pytest.mark.parametrize(("way", "means"), PASSAGES)
def test_several_amounts(docs: dict[str, Doc], way: str, means: list[str]) -> None:
    text = unbracketed(way)
    found = list(find_quantities(docs[text], load_lexicon()))
    origins = [f" <- {amount.origin}" if amount.origin is not None else "" for amount in found]
    spans = [text[amount.start : amount.end] for amount in found]
    assert (spans, [said(amount) + origin for amount, origin in zip(found, origins, strict=True)]) == (
        bracketed(way),
        [meant(one) for one in means],
    )


def test_dollar_is_that_of_the_outlet() -> None:
    import spacy

    doc = spacy.blank("fr")("Le projet coûte 3 millions de dollars.")
    doc.user_data[OUTLET] = "https://www.ledevoir.ca/economie/1"
    assert [amount.unit for amount in find_quantities(doc, load_lexicon())] == ["CAD"]


def test_guessed_currency_is_less_sure() -> None:
    import spacy

    doc = spacy.blank("fr")("Le projet coûte 3 millions de dollars, soit 2 millions d'euros.")
    guessed, sure = find_quantities(doc, load_lexicon())
    assert (guessed.unit, sure.unit) == ("USD", "EUR")
    assert guessed.confidence < sure.confidence == 1.0


def test_untagged_doc_still_gives_amounts() -> None:
    import spacy

    doc = spacy.blank("fr")("La ville a supprimé 1\u202f200 postes et dépensé 3 M€ en deux ans.")
    found = [(amount.value, amount.unit, amount.change) for amount in find_quantities(doc, load_lexicon())]
    assert found == [
        (Decimal(1200), "poste", "decrease"),
        (Decimal(3000000), "EUR", None),
        (Decimal(2), "year", None),
    ]


def test_boilerplate_and_repeated_rows_give_nothing() -> None:
    import spacy

    doc = spacy.blank("fr")("Abonnez-vous pour 3 euros\n+30 agents\n+30 agents\n")
    write(
        doc,
        BLOCKS,
        [Block(0, 25, "boilerplate"), Block(26, 36, "row"), Block(37, 47, "row", repeats=True)],
    )
    assert [(amount.start, amount.end) for amount in find_quantities(doc, load_lexicon())] == [(26, 36)]


@pytest.mark.parametrize("text", ["", "\n", "…", "« ", "%", "-", "1", "un", "1 2 3 4", "🙂 3 €", "3 €\r\n4 €"])
def test_odd_texts_do_not_break(text: str) -> None:
    import spacy

    doc = spacy.blank("fr")(text)
    assert all(text[amount.start : amount.end].strip() for amount in find_quantities(doc, load_lexicon()))
