"""Spellings of one name: « David J. Marrow » and « David Marrow », « Jean Claude » and « Jean-Claude »."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from claimex.mentions.candidates import Candidate
from claimex.mentions.gazetteer import Gazetteer

_BODY = {"institution": "organisation"}  # kinds that share their names
_FULL = 3  # words of a name with a middle one


def find_variants(candidates: Iterable[Candidate], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield pairs of keys that are one actor but for a hyphen, a middle name or the second town of a facility."""
    kinds: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for candidate in candidates:
        kinds[_BODY.get(candidate.kind or "", candidate.kind or "")].setdefault(candidate.key, candidate)
    for keys in kinds.values():
        yield from _hyphened(keys)
    yield from _middled(kinds["person"], gazetteer)
    yield from _extended(kinds["place"], gazetteer)


def _hyphened(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield « Jean-Claude Morvan » and « Jean Claude Morvan »."""
    plain: dict[str, str] = {}
    for key in keys:
        if (first := plain.setdefault(key.replace("-", " "), key)) != key:
            yield first, key


def _middled(persons: Mapping[str, Candidate], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield « David J. Marrow » and « David Marrow », when only one has these first and last words."""
    fuller: dict[str, list[str]] = defaultdict(list)
    for key, candidate in persons.items():
        words = candidate.form.split(" ")
        given = gazetteer.genders if words[0].lower() not in gazetteer.naming("compounding") else ()
        if len(words) >= _FULL and all(word[-1] == "." or word in given for word in words[1:-1]):
            parts = key.split(" ")
            fuller[f"{parts[0]} {parts[-1]}"].append(key)
    for key in persons:
        longer = fuller.get(key, [])
        if len(longer) == 1:
            yield longer[0], key


def _extended(places: Mapping[str, Candidate], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield « aéroport de Nice-Côte d'Azur » and « aéroport de Nice », when only one goes on like this."""
    for key, candidate in places.items():
        if candidate.head is not None and key.partition(" ")[0] in gazetteer.naming("far_facility"):
            longer = [other for other in places if other.startswith((f"{key}-", f"{key} "))]
            if len(longer) == 1:
                yield longer[0], key
