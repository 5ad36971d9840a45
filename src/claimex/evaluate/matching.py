"""When two spans, names or units count as the same: the definitions that every score rests on.

A span matches another when they share at least half of their union, one to one, best first.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

Offsets = tuple[int, int]

HALF = 0.5
_ARTICLE = re.compile(r"^(l'|la |le |les |un |une |des |d'|du |de )")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_UNITS = {
    "eur": "eur", "€": "eur", "pt": "pt", "point": "pt", "an": "year", "annee": "year", "mois": "month",
    "jour": "day", "semaine": "week", "heure": "h", "minute": "min", "seconde": "s", "metre": "m", "kilometre": "km",
    "hectare": "ha", "tonne": "t", "kilo": "kg", "kilogramme": "kg",
}  # fmt: skip


def overlap(a: Offsets, b: Offsets) -> float:
    """Return the shared part of two spans over their union.

    >>> overlap((0, 10), (5, 10))
    0.5
    """
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def overlap_of_parts(a: Iterable[Offsets], b: Iterable[Offsets]) -> float:
    """Return the same for two spans that may each come in several parts."""
    left, right = _characters(a), _characters(b)
    return len(left & right) / len(left | right) if left | right else 0.0


def pair(
    gold: Sequence[A], found: Sequence[B], similarity: Callable[[A, B], float], *, floor: float = HALF
) -> list[tuple[int, int]]:
    """Return index pairs, one to one, best similarity first, none below the floor."""
    ranked = sorted(((similarity(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for score, i, j in ranked:
        if score >= floor and i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs


def plain(text: str | None) -> str:
    """Return a name without accents, capitals, punctuation and its first article: « l'État » is "etat"."""
    straight = (text or "").replace("’", "'")
    letters = unicodedata.normalize("NFKD", straight).encode("ascii", "ignore").decode().lower()
    return _NO_LETTER.sub(" ", _ARTICLE.sub("", letters.strip())).strip()


def is_same_name(a: str, b: str) -> bool:
    """Return whether two names mean the same; a family name alone is enough (« Macron »)."""
    left, right = plain(a), plain(b)
    if not left or not right:
        return False
    return left == right or left in right.split(" aka ") or left.endswith(f" {right}") or right.endswith(f" {left}")


def are_same_people(gold: Iterable[str], found: Iterable[str]) -> bool:
    """Return whether every gold name is found and nothing else is."""
    left = list(found)
    for name in gold:
        hit = next((other for other in left if is_same_name(name, other)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def is_by_name(mention: str, name: str) -> bool:
    """Return whether a mention has a word of the name or is its acronym; if not it is a role (« le ministre »)."""
    words = set(plain(mention).split())
    return not words.isdisjoint(plain(name).split()) or (mention.isupper() and len(mention) > 1)


def are_close(a: float | None, b: float | None) -> bool:
    """Return whether two amounts are equal up to rounding; unknown equals only unknown."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def unit_key(unit: str | None) -> str:
    """Return what units are compared by: the first word of the lemma, without a plural s."""
    key = plain(unit) if unit and unit not in ("%", "°C", "€") else (unit or "")
    key = _UNITS.get(key, key)
    return key.split(" ")[0].rstrip("s") if len(key) > 3 else key


def shares_words(gold: str, found: str) -> bool:
    """Return whether at least half of the gold words are among the found ones."""
    wanted, there = set(plain(gold).split()), set(plain(found).split())
    return bool(wanted & there) and len(wanted & there) / len(wanted) >= HALF


def _characters(parts: Iterable[Offsets]) -> set[int]:
    return {position for start, end in parts for position in range(start, end)}
