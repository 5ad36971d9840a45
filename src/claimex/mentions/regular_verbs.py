"""The forms that newspapers use of regular verbs: « augmenter » → augmente, augmenté, augmentera."""

from typing import Any

_ENDINGS = {
    "er": "er e es ent ons ez a èrent é ée és ées ait aient era eront erait eraient ant ai erons",
    "ir": "ir it is issent issons i ie ies ira iront irait iraient issait issaient issant irent",
}


def forms_of(table: dict[str, Any]) -> list[str]:
    """Return the irregular forms as listed and the regular verbs in the forms that newspapers use."""
    forms = list(table.get("irregular", ()))
    for lemma in table.get("regular", ()):
        verb = lemma.removeprefix("s'").removeprefix("se ")
        forms += _conjugated(verb)
    return forms


def _conjugated(verb: str) -> list[str]:
    stem = verb[:-2]
    if verb[-2:] not in _ENDINGS:
        return [verb]
    forms = [stem + ending for ending in _ENDINGS[verb[-2:]].split()]
    if verb.endswith("er") and stem[-1] in "gc":
        soft = stem + "e" if stem[-1] == "g" else stem[:-1] + "ç"
        forms += [soft + ending for ending in ("a", "ait", "aient", "ant", "ons")]
    if len(stem) > 2 and stem[-2] in "eé" and stem[-1] not in "aeiouéè":
        grave = stem[:-2] + "è" + stem[-1]
        forms += [grave + ending for ending in ("e", "es", "ent", "era", "eront", "erait")]
    return forms
