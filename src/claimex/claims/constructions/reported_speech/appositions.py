"""Nouns in apposition that end a signed sentence: « La ville ferme deux piscines, **un choix « dur »**, dit Léa »."""

from claimex.claims.constructions.reported_speech.scene import Scene
from claimex.parse import Word
from claimex.syntax import is_relative

_ARTICLES = frozenset({"un", "une"})
_LONGEST = 5  # tokens of « signe d'un » before quoted words


def apposition_before(scene: Scene, begin: int, first: int) -> int | None:
    """Return where the apposition starts that alone is said before an incise or a source at token ``first``.

    The journal tells the clause before it, whose verb stands outside quotation marks; the speaker says what it is:
    « un choix « dur mais juste » », « « une première en Europe » », « signe d'un « marché devenu fou » ».
    """
    quotes = [scene.quotes[i] for i in scene.quotes_in(scene.starts[begin], scene.end_of(first - 1))]
    quotes = [quote for quote in quotes if quote.depth == 0]
    if not quotes:
        return None
    mark, after = scene.token_at(quotes[-1].start), scene.token_at(quotes[-1].end - 1) + 1
    comma = next((i for i in range(mark - 1, max(begin, mark - _LONGEST) - 1, -1) if scene.tokens[i].text == ","), None)
    if comma is None or not scene.has_finite_verb(begin, comma) or not _opens(scene, comma + 1, mark):
        return None
    rest = range(after, first)
    is_free = not any(scene.is_finite(i) for i in rest) or any(_is_link(scene.tokens[i]) for i in rest)
    return comma + 1 if is_free else None


def _is_link(token: Word) -> bool:
    return is_relative(token) or token.form in {"que", "qu'", "qui", "dont", "où"}


def _opens(scene: Scene, first: int, mark: int) -> bool:
    """Tell whether « un choix », « signe d'un » or an article inside the marks opens an apposition."""
    if any(scene.is_finite(i) or scene.forms[i] in {"et", "ou"} for i in range(first + 1, mark)):
        return False
    opening = first + 1 if first == mark else first
    return scene.forms[opening] in _ARTICLES or scene.forms[opening] in scene.lexicon.words("sources.apposed")
