"""Numerals, in full: every whole number below a million both ways, and ten thousand larger ones."""

import random
from decimal import Decimal

import pytest
from num2words import num2words

from claimex.mentions.numerals import DIGITS, read_digits, read_number_words, spell_numeral

HUNDREDS = [num2words(value, lang="fr") for value in range(1000)]  # an independent speller


def spelt(value: int) -> str:
    """Return a number below a million as num2words spells it, put together from its hundreds."""
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return HUNDREDS[rest]
    plural = thousands >= 80 and thousands % 100 in (
        0,
        80,
    )  # « quatre-vingts », « deux cents » lose their s before mille
    head = HUNDREDS[thousands].removesuffix("s") if plural else HUNDREDS[thousands]
    words = "mille" if thousands == 1 else f"{head} mille"
    return f"{words} {HUNDREDS[rest]}" if rest else words


@pytest.mark.parametrize("value", [0, 1, 80, 81, 200, 201, 999, 1000, 1001, 80_000, 80_080, 200_000, 300_200, 999_999])
def test_the_tests_own_speller_agrees_with_num2words(value: int) -> None:
    assert spelt(value) == num2words(value, lang="fr")


def test_every_number_below_a_million_is_read_and_spelt() -> None:
    wrong = []
    for value in range(1_000_000):
        words = spelt(value)
        if read_number_words(words) != (len(words), value) or spell_numeral(value) != words:
            wrong.append((value, words))
    assert wrong == []


def test_ten_thousand_larger_numbers() -> None:
    chance = random.Random(2027)
    values = [chance.randrange(10**6, 10 ** chance.randint(7, 12)) for _ in range(10_000)]
    wrong = []
    for value in [*values, 10**12]:
        words = num2words(value, lang="fr")
        if read_number_words(words) != (len(words), value) or spell_numeral(value) != words:
            wrong.append((value, words, read_number_words(words)))
    assert wrong == []


@pytest.mark.parametrize("value", range(100))
def test_hyphens_old_and_new_and_swiss_and_belgian_tens(value: int) -> None:
    tens, unit = divmod(value, 10)
    names = {7: ["septante"], 8: ["huitante", "octante"], 9: ["nonante"]}.get(tens, [])
    ways = [name + ("" if not unit else " et un" if unit == 1 else f"-{HUNDREDS[unit]}") for name in names]
    ways += [HUNDREDS[value], HUNDREDS[value].replace(" ", "-"), HUNDREDS[value].replace("-", " ")]
    assert {read_number_words(way) for way in ways} <= {(len(way), value) for way in ways}


@pytest.mark.parametrize(
    ("text", "end", "value"),
    [
        ("deux trois", 4, 2),
        ("dix vingt", 3, 10),
        ("vingt et une heures", 12, 21),
        ("trois cents euros", 11, 300),
        ("un million et demi", 10, 1_000_000),
        ("mille et une nuits", 12, 1001),
        ("Deux Mille agents", 10, 2000),
        ("mille milliards de dollars", 15, 10**12),
        ("cinq cent mille", 15, 500_000),
        ("soixante-et-onze", 16, 71),
    ],
)
def test_the_longest_number_that_french_allows(text: str, end: int, value: int) -> None:
    assert read_number_words(text) == (end, value)


@pytest.mark.parametrize("text", ["pour cent", "agents", "", "unité", "centre", "millefeuille", "dixième", "neuve"])
def test_no_number(text: str) -> None:
    assert read_number_words(text) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 200", "1200"),
        ("1.200", "1200"),
        ("1'200", "1200"),
        ("1,2", "1.2"),
        ("12.000,50", "12000.50"),
        ("1.850.000", "1850000"),
        ("4,2", "4.2"),
        ("3.5", "3.5"),
        (".25", "0.25"),
        ("640.000", "640000"),
        ("99,9999", "99.9999"),
        ("0", "0"),
    ],
)
def test_digits(written: str, value: str) -> None:
    match = DIGITS.match(written)
    assert match is not None
    assert match[0] == written
    assert read_digits(written) == Decimal(value)
