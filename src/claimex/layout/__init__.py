"""Text to blocks: title, headings, paragraphs, list items, table rows, boilerplate, residue. No offset ever changes."""

from claimex.layout.blocks import find_blocks
from claimex.layout.normalising import normalise
from claimex.layout.sentences import set_sentence_starts
from claimex.layout.wrapping import unwrap

__all__ = ["find_blocks", "normalise", "set_sentence_starts", "unwrap"]
