"""French articles made up by chance, the same ones for the same seed: text nobody has seen, in any amount.

They read like news to a tokenizer and a parser (quotations, names, figures, bullets, odd characters, words that do not
exist), not to a reader. Words and patterns are in vocabulary.toml.
"""

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

VOCABULARY = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
_SLOT = re.compile(r"\{(?:(\d+)-(\d+)|(\w+))\}")


def write_articles(words: int, *, seed: int = 0, length: int = 400) -> Iterator[str]:
    """Yield articles of about ``length`` words until there are ``words`` words."""
    chance = random.Random(seed)
    written = 0
    while written < words:
        article = write_article(chance, words=chance.randint(length // 4, 2 * length))
        written += len(article.split())
        yield article


def write_article(chance: random.Random, *, words: int) -> str:
    """Return a title and paragraphs of at least so many words in all."""
    paragraphs = [_fill("{titles}", chance)]
    count = 0
    while count < words:
        kind = "odd" if chance.random() < 0.1 else "sentences"
        sentences = [_fill(f"{{{kind}}}", chance) for _ in range(chance.randint(1, 5))]
        paragraph = ("\n" if kind == "odd" else " ").join(sentence[0].upper() + sentence[1:] for sentence in sentences)
        count += len(paragraph.split())
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def _fill(pattern: str, chance: random.Random) -> str:
    def choose(slot: re.Match[str]) -> str:
        low, high, name = slot.groups()
        if name:
            return _fill(chance.choice(VOCABULARY[name]), chance)
        return str(chance.randint(int(low), int(high))).zfill(len(low))

    return _SLOT.sub(choose, pattern)
