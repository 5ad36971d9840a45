"""The word in capitals that some papers print before a line's first sentence: « CORVOL La piscine rouvre lundi »."""

import re

from claimex.lexicon import Lexicon

_KICKER = re.compile(
    r"(?=[^a-zà-ÿ]{4,} )(?P<kicker>[A-ZÀ-Ý][A-ZÀ-Ý'’&.-]+(?: [A-ZÀ-Ý'’&.-]{2,}){0,4}) "
    r"(?P<next>[A-ZÀ-Ý][a-zà-ÿ]+|[ÀA](?= [A-ZÀ-Ý]?[a-zà-ÿ]))\b"
)


def kicker_length(text: str, lexicon: Lexicon) -> int:
    """Return the length of the kicker at the head of a line, 0 when there is none.

    Only a small word begins a sentence behind it: « SNCF Voyageurs recrute » has none.

    « CORVOL La piscine rouvre lundi » gives 6.
    """
    match = _KICKER.match(text)
    if match is None or match["next"].lower() not in lexicon.words("layout.function_words"):
        return 0
    return match.end("kicker")
