"""Numerals: French numbers in words and digits, to their value and back. « quatre-vingt-dix-sept » and « 97 » are 97.

A grammar of our own, not text2num: that one reads « pour cent » as 100, splits « 200 millions » and, asked for the
numbers of a sentence, does not say where each began. This one is linear, knows Belgian and Swiss tens and both
spellings of the hyphen (« vingt et un », « vingt-et-un »), and stops at the longest number that French allows.
"""

import re
from decimal import Decimal

_FIRST = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
UNITS = (*_FIRST.split(), "dix-sept", "dix-huit", "dix-neuf")
_SMALL = {word: value for value, word in enumerate(UNITS[:17])} | {"une": 1}
_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
MAGNITUDES = {
    "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9, "billion": 10**12, "billions": 10**12,
}  # fmt: skip
NUMBER_WORDS = sorted({*_SMALL, *_TENS, "vingts", "cent", "cents", "mille", *MAGNITUDES}, key=len, reverse=True)
NUMBER_WORD = "(?:" + "|".join(NUMBER_WORDS) + ")"
_MOST_WORDS = 48  # more than any number below 10^15 has; a longer run is no number
_NEXT = re.compile(rf"({NUMBER_WORD})(?![\w])", re.IGNORECASE)
_JOIN = re.compile(r"-(?:et-)?| (?:et )?", re.IGNORECASE)

DIGITS = re.compile(
    r"(?:\d{1,3}(?:(?: \d{3})+|(?:\.\d{3})+|(?:'\d{3})+)(?!\d)|\d+|(?=[.,]\d))"  # 1 200, 1.200, 1'200, 1200
    r"(?:,\d+(?![\d ]*,\d)|\.\d+(?!\.?\d))?"  # 1,2 but no list 1,2,3; 1.2 but no 1.2.3
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+$")


def read_number_words(text: str, start: int = 0) -> tuple[int, int] | None:
    """Return the end and value of the longest number in words at ``start``; None when there is none.

    >>> read_number_words("quatre-vingt-dix-sept agents")
    (21, 97)
    >>> read_number_words("deux millions trois cent mille euros")
    (31, 2300000)
    """
    words = _number_words(text, start)
    count, value = _read_large([word for word, _ in words])
    return (words[count - 1][1], value) if count else None


def read_digits(written: str) -> Decimal:
    """Return the value of a number in digits, as newspapers of every French-speaking country write it.

    >>> read_digits("12.000,50"), read_digits("1'200"), read_digits("4,2")
    (Decimal('12000.50'), Decimal('1200'), Decimal('4.2'))
    """
    plain = written.replace(" ", "").replace("'", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif _GROUPED.match(plain):
        plain = plain.replace(".", "")
    return Decimal(plain)


def spell_numeral(value: int) -> str:
    """Return a whole number below 10^15 in words, as the 1990 spelling writes it but without its extra hyphens.

    >>> spell_numeral(80), spell_numeral(71), spell_numeral(2_300_000)
    ('quatre-vingts', 'soixante et onze', 'deux millions trois cent mille')
    """
    for name, size in (("billion", 10**12), ("milliard", 10**9), ("million", 10**6)):
        if value >= size:
            head, rest = divmod(value, size)
            spelt = f"{spell_numeral(head)} {name}{'s' if head > 1 else ''}"
            return f"{spelt} {spell_numeral(rest)}" if rest else spelt
    if value >= 1000:
        head, rest = divmod(value, 1000)
        thousands = "mille" if head == 1 else f"{_spell_hundreds(head, closes=False)} mille"
        return f"{thousands} {_spell_hundreds(rest)}" if rest else thousands
    return _spell_hundreds(value)


def _number_words(text: str, start: int) -> list[tuple[str, int]]:
    """Return the run of number words at ``start`` with their ends; "et" stands in the run where it is written."""
    words: list[tuple[str, int]] = []
    match = _NEXT.match(text, start)
    while match and len(words) < _MOST_WORDS:
        words.append((match[1].lower(), match.end()))
        join = _JOIN.match(text, match.end())
        match = _NEXT.match(text, join.end()) if join else None
        if match and join and "et" in join[0].lower():
            words.append(("et", join.end()))
    return words


def _read_large(words: list[str]) -> tuple[int, int]:
    """Return how many words make one number, and its value, magnitudes falling: « deux millions cent mille »."""
    used, total, ceiling = 0, 0, 10**15
    while used < len(words):
        count, value = _read_thousands(words[used:])
        following = words[used + count] if used + count < len(words) else ""
        size = MAGNITUDES.get(following, 1)
        if not count or size >= ceiling or (value == 0 and used):
            break
        used, total, ceiling = used + count + (size > 1), total + value * size, size
        if size == 1:
            break
    return used, total


def _read_thousands(words: list[str]) -> tuple[int, int]:
    count, value = (0, 1) if words[:1] == ["mille"] else _read_hundreds(words)
    if words[count : count + 1] != ["mille"] or value == 0:
        return count, value
    total = value * 1000
    count += 1
    skip = 1 if words[count : count + 1] == ["et"] else 0  # « mille et un »
    more, rest = _read_hundreds(words[count + skip :])
    if more and (not skip or rest == 1) and rest:
        return count + skip + more, total + rest
    return count, total


def _read_hundreds(words: list[str]) -> tuple[int, int]:
    count, value = (0, 1) if words[:1] == ["cent"] else _read_below_hundred(words)
    if words[count : count + 1] not in (["cent"], ["cents"]) or not 0 < value < 10 or (count and value == 1):
        return count, value
    total = value * 100
    count += 1
    more, rest = _read_below_hundred(words[count:])
    return (count + more, total + rest) if more and rest else (count, total)


def _read_below_hundred(words: list[str]) -> tuple[int, int]:
    """Return the count and value of a number below 100: « soixante et onze », « quatre-vingt-dix-sept »."""
    if not words:
        return 0, 0
    if words[0] == "quatre" and words[1:2] in (["vingt"], ["vingts"]):
        return _add_units(words, 2, 80, vigesimal=True)
    if words[0] in _TENS:
        return _add_units(words, 1, _TENS[words[0]], vigesimal=words[0] == "soixante")
    if words[0] == "dix" and words[1:2] and 7 <= _SMALL.get(words[1], 0) <= 9:
        return 2, 10 + _SMALL[words[1]]
    return (1, _SMALL[words[0]]) if words[0] in _SMALL else (0, 0)


def _add_units(words: list[str], count: int, tens: int, *, vigesimal: bool) -> tuple[int, int]:
    joined = words[count : count + 1] == ["et"]
    more, rest = _read_below_hundred(words[count + joined : count + joined + (2 if vigesimal else 1)])
    fits = 0 < rest < (20 if vigesimal else 10) and (not joined or rest in (1, 11))
    return (count + joined + more, tens + rest) if more and fits else (count, tens)


def _spell_hundreds(value: int, *, closes: bool = True) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return _spell_below_hundred(rest, closes=closes)
    spelt = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent"
    if rest:
        return f"{spelt} {_spell_below_hundred(rest, closes=closes)}"
    return spelt + ("s" if hundreds > 1 and closes else "")


def _spell_below_hundred(value: int, *, closes: bool = True) -> str:
    if value < 20:
        return UNITS[value]
    tens, rest = divmod(value, 10)
    if tens in (7, 9):
        tens, rest = tens - 1, rest + 10
    names = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}
    if not rest:
        return names[tens] + ("s" if tens == 8 and closes else "")
    return f"{names[tens]} et {UNITS[rest]}" if rest in (1, 11) and tens != 8 else f"{names[tens]}-{UNITS[rest]}"
