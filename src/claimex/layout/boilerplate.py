"""Lines that are no part of the article: « Lire aussi », photo credits, what a writing assistant left behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from claimex.annotations import Offsets
from claimex.lexicon import Lexicon

LONGEST = 400  # a longer line is no boilerplate, whatever it begins with
LONGEST_RESIDUE = 700
LONGEST_CREDIT = 240
LONGEST_HEAD = 60

_SENTENCE_HEAD = re.compile(r"(?:(?<=[.!?…]\s)|(?<=[.!?…][»)\"]\s))(?=[\w«\[])")
_EMPHASIS = "*_~>`→►▶➡👉 "


@dataclass(frozen=True)
class PagePatterns:
    """The patterns of one lexicon, compiled."""

    lexicon: Lexicon

    @cached_property
    def _residue(self) -> re.Pattern[str]:
        return _any_of(self.lexicon, "residue", "patterns")

    @cached_property
    def _boilerplate(self) -> re.Pattern[str]:
        return _any_of(self.lexicon, "boilerplate", "patterns")

    @cached_property
    def _dateline(self) -> re.Pattern[str]:
        return _any_of(self.lexicon, "boilerplate", "datelines")

    @cached_property
    def _closing(self) -> re.Pattern[str]:
        return _any_of(self.lexicon, "boilerplate", "closing")

    @cached_property
    def _tails(self) -> re.Pattern[str]:
        return _any_of(self.lexicon, "boilerplate", "tails")

    @cached_property
    def _teasers(self) -> re.Pattern[str]:
        return _any_of(self.lexicon, "boilerplate", "teasers")

    def heads_teasers(self, text: str) -> bool:
        """Tell whether a line is nothing but the head of links to other articles: « À lire aussi »."""
        return len(text) <= LONGEST_HEAD and self._teasers.match(text.strip(_EMPHASIS + "#=")) is not None

    def is_closing(self, text: str) -> bool:
        """Tell whether a line heads the page's notes and sources: « Voir aussi », « Source »."""
        return self._closing.match(text.strip(_EMPHASIS + "#=")) is not None

    def credit_tail(self, text: str) -> int | None:
        """Return where « (Léa Petit, édité par Paul Hardy) », « © Radio Sarthe - Léa Petit » ends a line, or None."""
        if not text.endswith((")", ").", "]")) and "©" not in text and "(@" not in text:
            return None
        found = self._tails.search(text, max(0, len(text) - LONGEST_CREDIT))
        return found.start() if found is not None else None

    def is_boilerplate(self, text: str) -> bool:
        """Tell whether a line belongs to the page: « Lire aussi : le budget en cinq chiffres »."""
        bare = text.strip(_EMPHASIS)
        return 0 < len(bare) <= LONGEST and self._boilerplate.match(bare) is not None

    def is_residue(self, text: str) -> bool:
        """Tell whether a line is an assistant's: « Souhaitez-vous que je reformule ce passage ? »."""
        bare = text.strip(_EMPHASIS + "#—–- ")
        return 0 < len(bare) <= LONGEST_RESIDUE and self._residue.match(bare) is not None

    def residue_tail(self, text: str) -> int | None:
        """Return where an assistant's words begin after an article's sentence on the same line, or None."""
        for head in _SENTENCE_HEAD.finditer(text, max(0, len(text) - LONGEST_RESIDUE)):
            if self._residue.match(text, head.start()) and not _in_quotation(text, head.start()):
                return head.start()
        return None

    def dateline_tag(self, text: str) -> Offsets | None:
        """Return the agency's tag at the head of a paragraph: « (AFP) - » in « Bruxelles (AFP) - Les dirigeants »."""
        position = text.find("(", 0, 60)
        match = self._dateline.match(text, position) if position >= 0 else None
        if match is None or not match.group().rstrip().endswith(("-", "–", "—", ".", ":")) or match.end() >= len(text):
            return None
        return match.span()


def _in_quotation(text: str, position: int) -> bool:
    return text.count("«", 0, position) > text.count("»", 0, position)


def _any_of(lexicon: Lexicon, table: str, key: str) -> re.Pattern[str]:
    patterns = lexicon.mapping("layout")[table][key]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@cache
def page_patterns(lexicon: Lexicon) -> PagePatterns:
    """Return the compiled patterns of a lexicon; compiled once."""
    return PagePatterns(lexicon)


def split_tail(patterns: PagePatterns, text: str) -> Iterator[tuple[str, Offsets]]:
    """Yield ("paragraph" or "residue", offsets into the line) for a line that ends in an assistant's words."""
    tail = patterns.residue_tail(text)
    if tail is None:
        yield "paragraph", (0, len(text))
    else:
        yield "paragraph", (0, len(text[:tail].rstrip()))
        yield "residue", (tail, len(text))
