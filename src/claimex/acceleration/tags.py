"""Token rules without the Matcher: « a NOUN has the tag NOUN ».

The attribute ruler of ``fr_core_news_md`` holds 23 patterns of one token each, on its part of speech, on being white
space and on having a dependency label. What they set follows from these three alone, so it is worked out once for each
combination and looked up afterwards.
"""

from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, POS, TAG
from spacy.parts_of_speech import IDS
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

from claimex.acceleration.nodes import MismatchError

Keys = Any  # an array of 64-bit keys; spaCy types it as one of floats

_POS_NAMES = {number: name for name, number in IDS.items()}


class TagTable:
    """The rules of one token each, worked out for every situation that has come up."""

    def __init__(self, rules: list[dict[str, Any]]) -> None:
        self.patterns = [rule["patterns"] for rule in rules]
        self.is_complete = all(
            rule["index"] == 0 and all(_is_simple(pattern) for pattern in rule["patterns"]) for rule in rules
        )
        self._rules: dict[int, tuple[int, ...]] = {}

    def rules_for(self, code: int) -> tuple[int, ...]:
        """Return the rules that match a token in this situation, in the order they are applied."""
        if code not in self._rules:
            self._rules[code] = tuple(
                number
                for number, patterns in enumerate(self.patterns)
                if any(_matches(pattern[0], code) for pattern in patterns)
            )
        return self._rules[code]


class TagRules(AttributeRuler):
    """An attribute ruler that looks its answer up when all its rules are about one token."""

    def __init__(self, vocab: Vocab, name: str = "attribute_ruler", **settings: Any) -> None:
        super().__init__(vocab, name, **settings)
        self._table = TagTable([])

    def __call__(self, doc: Doc) -> Doc:
        """Apply the rules to one document."""
        if len(self._table.patterns) != len(self.attrs):
            self._table = TagTable(self.patterns)
        if not self._table.is_complete:
            return super().__call__(doc)
        if len(doc):
            self._apply(doc)
        return doc

    def _apply(self, doc: Doc) -> None:
        columns: Keys = doc.to_array([POS, IS_SPACE, DEP, TAG])
        codes = columns[:, 0] * 4 + (columns[:, 1] != 0) * np.uint64(2) + (columns[:, 2] != 0)
        tags = columns[:, 3]
        matches: list[tuple[int, str, int, int]] = []
        for code in np.unique(codes).tolist():
            rules = self._table.rules_for(code)
            here = codes == code
            if not all(set(self.attrs[rule]) == {TAG} for rule in rules):
                places = np.flatnonzero(here).tolist()
                matches += [(rule, str(rule), place, place + 1) for rule in rules for place in places]
            elif rules:
                tags[here] = self.attrs[rules[-1]][TAG]
        doc.from_array([TAG], tags.reshape(-1, 1))
        self.set_annotations(doc, sorted(matches))  # type: ignore[no-untyped-call]  # spaCy leaves it untyped


def check_rules(ruler: object) -> None:
    """Raise ``MismatchError`` unless every rule is about one token's part of speech, white space or label."""
    if not isinstance(ruler, AttributeRuler) or not TagTable(ruler.patterns).is_complete:
        raise MismatchError("the attribute ruler has rules of several tokens or on other attributes")


def _is_simple(pattern: list[dict[str, Any]]) -> bool:
    return len(pattern) == 1 and all(_is_known(key, value) for key, value in pattern[0].items())


def _is_known(key: str, value: object) -> bool:
    match key:
        case "POS":
            return isinstance(value, str)
        case "IS_SPACE":
            return isinstance(value, bool)
        case "DEP":
            return value == {"NOT_IN": [""]}
    return False


def _matches(wanted: dict[str, Any], code: int) -> bool:
    pos, is_space, has_dep = code >> 2, bool(code & 2), bool(code & 1)
    return all(
        (key == "POS" and _POS_NAMES.get(pos) == value)
        or (key == "IS_SPACE" and is_space == value)
        or (key == "DEP" and has_dep)
        for key, value in wanted.items()
    )
