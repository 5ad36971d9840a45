"""Numerals, in full: every whole number below a million both ways, and ten thousand larger ones."""

import random
from decimal import Decimal

import pytest

from claimex.mentions.numerals import DIGITS, read_digits, read_number_words, spell_numeral

TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante"}
UNITS = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
# the first hundred, written down: from sixty on no rule is shared with the grammar under test
BELOW_HUNDRED = [
    "zéro", *UNITS,
    "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    *(word for name in TENS.values() for word in (name, f"{name} et un", *(f"{name}-{unit}" for unit in UNITS[1:]))),
    "soixante", "soixante et un", "soixante-deux", "soixante-trois", "soixante-quatre", "soixante-cinq", "soixante-six",
    "soixante-sept", "soixante-huit", "soixante-neuf", "soixante-dix", "soixante et onze", "soixante-douze",
    "soixante-treize", "soixante-quatorze", "soixante-quinze", "soixante-seize", "soixante-dix-sept",
    "soixante-dix-huit", "soixante-dix-neuf", "quatre-vingts", "quatre-vingt-un", "quatre-vingt-deux",
    "quatre-vingt-trois", "quatre-vingt-quatre", "quatre-vingt-cinq", "quatre-vingt-six", "quatre-vingt-sept",
    "quatre-vingt-huit", "quatre-vingt-neuf", "quatre-vingt-dix", "quatre-vingt-onze", "quatre-vingt-douze",
    "quatre-vingt-treize", "quatre-vingt-quatorze", "quatre-vingt-quinze", "quatre-vingt-seize",
    "quatre-vingt-dix-sept", "quatre-vingt-dix-huit", "quatre-vingt-dix-neuf",
]  # fmt: skip


def spelt(value: int) -> str:
    """Return a number below a million, put together from the first hundred."""
    if value < 100:
        return BELOW_HUNDRED[value]
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        head = "cent" if hundreds == 1 else f"{BELOW_HUNDRED[hundreds]} cent"
        return f"{head} {BELOW_HUNDRED[rest]}" if rest else head + "s" * (hundreds > 1)
    thousands, rest = divmod(value, 1000)
    head = spelt(thousands)
    if head.endswith(("cents", "vingts")):  # they lose their s before mille
        head = head[:-1]
    words = "mille" if thousands == 1 else f"{head} mille"
    return f"{words} {spelt(rest)}" if rest else words


def wrongly_read(values: range) -> list[tuple[int, str]]:
    words = {value: spelt(value) for value in values}
    return [(n, w) for n, w in words.items() if read_number_words(w) != (len(w), n) or spell_numeral(n) != w]


def test_every_number_below_ten_thousand_is_read_and_spelt() -> None:
    assert wrongly_read(range(10_000)) == []


@pytest.mark.slow
def test_every_number_below_a_million_is_read_and_spelt() -> None:
    assert wrongly_read(range(10_000, 1_000_000)) == []


def test_ten_thousand_larger_numbers_come_back() -> None:
    chance = random.Random(2027)
    values = [chance.randrange(10**6, 10 ** chance.randint(7, 12)) for _ in range(10_000)]
    words = {value: spell_numeral(value) for value in [*values, 10**12]}
    assert [(n, w) for n, w in words.items() if read_number_words(w) != (len(w), n)] == []


@pytest.mark.parametrize("value", range(100))
def test_hyphens_old_and_new_and_swiss_and_belgian_tens(value: int) -> None:
    tens, unit = divmod(value, 10)
    names = {7: ["septante"], 8: ["huitante", "octante"], 9: ["nonante"]}.get(tens, [])
    ways = [name + ("" if not unit else " et un" if unit == 1 else f"-{BELOW_HUNDRED[unit]}") for name in names]
    word = BELOW_HUNDRED[value]
    ways += [word, word.replace(" ", "-"), word.replace("-", " ")]
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
