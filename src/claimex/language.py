"""Is it French? Judged on the body of a text, never on a headline, and not at all on a few words."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from claimex.annotations import Block
from claimex.lexicon import Lexicon, load_lexicon

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 3000  # characters that decide
SECOND_LOOK = 1200  # of them, where small words leave a doubt: the identifier reads letter by letter
FEWEST_WORDS = 20  # fewer give no verdict
FRENCH_SHARE = 0.24  # of small words that French writes most: more is French without a second look
LONG, LONG_SHARE = 100, 0.2  # a text of so many words may have fewer; Walloon, the next of kin, has less still
SURE = 0.5  # of a verdict that says another language

_WORD = re.compile(r"[^\W\d_]+")


def body_of(text: str, blocks: Iterable[Block]) -> str:
    """Return the first paragraphs and list items of a text, up to what decides its language; the text without them."""
    parts: list[str] = []
    length = 0
    for block in blocks:
        if block.kind in {"paragraph", "item"} and length < SAMPLE:
            parts.append(text[block.start : min(block.end, block.start + SAMPLE)])
            length += len(parts[-1])
    return "\n".join(parts) or text[:SAMPLE]


def find_language(body: str, lexicon: Lexicon | None = None) -> str | None:
    """Return the ISO 639-1 code of a body's language; None when it is too short to tell.

    >>> find_language("Le maire de Lyon a promis que les écoles de la ville seront rénovées dans les deux ans.")
    'fr'
    >>> find_language("Paris")
    """
    words = _WORD.findall(body[:SAMPLE].lower())
    if not words:
        return None
    small = (lexicon or load_lexicon()).words("layout.french")
    share = sum(map(small.__contains__, words)) / len(words)
    if (share >= FRENCH_SHARE and len(words) >= 5) or (share >= LONG_SHARE and len(words) >= LONG):
        return "fr"
    if len(words) < FEWEST_WORDS:
        return None
    language, confidence = _identify(body[:SECOND_LOOK])
    return language if confidence >= SURE else None


def _identify(body: str) -> tuple[str, float]:
    language, confidence = _identifier().classify(body)
    return str(language), float(confidence)


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
