"""Changes that go on: « une baisse de 3 % des ventes **et de 31 % du bénéfice** », « …, contre 3,8 % en mai »."""

import re

from claimex.mentions.amounts import Amount
from claimex.mentions.word_view import WordView
from claimex.schema import Change

_OF = frozenset({"de", "d'"})
_NEAR = 4
_SOFT = re.compile(r"[^.!?;\n]*$")
_GAPPED = re.compile(
    r"(?:,| et| mais|, et) (?:l'|le |la |les )?[^\W\d_a-zà-ÿ][\w&.'-]*(?: [^\W\d_a-zà-ÿ][\w&.'-]*){0,3} (?:de )?\Z"
)


def goes_on(view: WordView, amount: Amount, previous: Amount | None, posts: frozenset[str]) -> Change | None:
    """Read « une baisse de 3 % des ventes et de 31 % du bénéfice », « de 6 %, soit de 900 agents »."""
    if (
        previous is None
        or previous.change is None
        or previous.signed
        or previous.origin is not None
        or not amount.before
    ):
        return None
    between = view.lower[previous.end : amount.start]
    if not _SOFT.match(between) or len(between) > 90:
        return None
    words = [word.lower for word in amount.before if word.start >= previous.end]
    last = words[-1] if words else ""
    same = amount.unit == previous.unit
    if same and amount.kind == "share" and _GAPPED.match(view.text[previous.end : amount.start]):
        return previous.change
    if last in _OF and len(words) > 1 and words[-2] in ("et", ",", "soit", "puis", "ou"):
        return previous.change
    if last in ("soit", "dont") and (last == "soit" or same):
        return previous.change
    if last == "(" and amount.start - previous.end <= _NEAR:  # « progressent de 3 % (33 millions) »
        return previous.change
    if last == "contre" and same and amount.kind == "share":  # « ont progressé de 4 %, contre 3 % en mai »
        return previous.change
    if (
        (same or {amount.unit, previous.unit} <= posts)
        and amount.kind == "count"
        and last in ("et", ",", "que")
        and not any(word in ("où", "qui") for word in words)
    ):
        return previous.change
    return None
