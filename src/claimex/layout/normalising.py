"""The clean-up that changes no length: every odd space a space, every odd apostrophe an apostrophe."""

import re

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\ufeff\u200b\u200c\u200e\u200f\u2060\x00"
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_APOSTROPHES = "’ʼ＇‛"
_HYPHENS = "\u2010\u2011"
_SAME_LENGTH = str.maketrans(
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_INVISIBLE, " ")
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_LINE_ENDS, "\n")
)
_ODD = re.compile(f"[{''.join(map(chr, _SAME_LENGTH))}\r]")


def normalise(text: str) -> str:
    """Return a text of the same length that the tokenizer reads better: every odd space a space, ’ an apostrophe.

    Byte order marks, NULs, zero-width characters and the carriage return of CRLF become spaces; other separators of
    lines and pages become line feeds. Combining accents stay: composing them would move offsets.

    >>> normalise("3\\u202f000 €, l’État")
    "3 000 €, l'État"
    """
    if _ODD.search(text) is None:
        return text
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.translate(_SAME_LENGTH)
