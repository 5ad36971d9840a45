"""Lines that hold nothing but their author's name, as « Lucie Armand » under a lead."""

import re
from collections.abc import Sequence

from claimex.layout.lines import Line
from claimex.lexicon import Lexicon

HEAD = 6  # an author is named in the first lines of an article
TAIL = 3  # or in the last ones

_NAME = r"[A-ZÀ-Ý][\w'’-]*[a-zà-ÿ][\w'’-]*(?: (?:(?:de|du|d'|van|von|ben|el|la|le) ?)*[A-ZÀ-Ý][\w'’-]+){1,3}"
_BYLINE = re.compile(rf"{_NAME}(?:(?:, | et ){_NAME}){{0,2}}")


def is_byline(lines: Sequence[Line], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a line is an author's name alone: it begins with a first name, and no other line knows it.

    A line of names among lines of names is a list of people, and the first line of a text is its title.
    """
    text = lines[index].text
    is_near_an_end = 0 < index < HEAD or index >= len(lines) - TAIL
    if index == 0 or not is_near_an_end or _BYLINE.fullmatch(text) is None:
        return False
    first, family = text.split()[0], text.split()[-1]
    first_names = lexicon.forms("first_names")
    if not any(part in first_names for part in (first, *first.split("-"))):
        return False
    others = [line.text for line in (*lines[:index], *lines[index + 1 :])]
    around = [line.text for line in (*lines[index - 1 : index], *lines[index + 1 : index + 2])]
    return not any(_BYLINE.fullmatch(line) for line in around) and not any(family in line for line in others)
