"""Text to blocks: title, headings, paragraphs, list items, table rows, boilerplate, residue. No offset ever changes."""

from collections.abc import Iterator

from spacy.tokens import Doc

from claimex.annotations import Block


def normalise(text: str) -> str:
    """Return a text of the same length that the tokenizer reads better: every odd space a space, ’ an apostrophe.

    >>> normalise("3\\u202f000 €, l’État")
    "3 000 €, l'État"
    """
    return text.translate(_SAME_LENGTH)


_SAME_LENGTH = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " ") | {"’": "'"})


def find_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in order; every character but white space lies in one block."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            begin = start + len(line) - len(line.lstrip())
            yield Block(begin, start + len(line.rstrip()), "paragraph")
        start += len(line)


def set_sentence_starts(doc: Doc, blocks: tuple[Block, ...]) -> None:
    """Make every block start a sentence, before the parser runs."""
    starts = {block.start for block in blocks}
    for token in doc[1:]:
        if token.idx in starts:
            token.is_sent_start = True
