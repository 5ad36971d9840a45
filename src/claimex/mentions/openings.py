"""Which words may begin a name, kept over documents: it hangs on the word as written and on the tables alone."""

from functools import cache

from claimex.lexicon import Lexicon
from claimex.mentions.gazetteer import load_gazetteer
from claimex.mentions.titles import load_titles
from claimex.mentions.words import is_capital

KEPT = 50_000  # words


class Openings(dict[str, bool]):
    """Tells of a word whether a name may begin with it: a capital, or a trigger of the tables.

    >>> openings = load_openings(load_lexicon())
    >>> openings["Lyon"], openings["préfecture"], openings["marche"]
    (True, True, False)
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._triggers = load_gazetteer(lexicon).triggers | load_titles(lexicon).longer

    def __missing__(self, form: str) -> bool:
        if len(self) >= KEPT:
            self.clear()
        found = self[form] = is_capital(form) or form.lower() in self._triggers
        return found


@cache
def load_openings(lexicon: Lexicon) -> Openings:
    """Return the words that may begin a name by the tables of a lexicon."""
    return Openings(lexicon)
