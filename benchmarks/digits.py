"""Whether amounts are read in time that grows with the text: a hundred times the digits, at most 120 times the time.

``python -m benchmarks.digits`` prints the ratio of each pattern and ends with 1 when one is too large.
"""

import sys

import spacy
from spacy.tokens import Doc

from benchmarks.timing import seconds
from claimex.lexicon import load_lexicon
from claimex.mentions.quantities import find_quantities

SHORT, LONG = 10_000, 1_000_000
LIMIT = 120.0
PATTERNS = ("1", "1,", "1.", "1/", "- 1", "1h")  # runs of digits and signs, as tables and dumps hold them


def measure(pattern: str, length: int, *, rounds: int) -> float:
    """Return the least time to read a text of one token, the pattern repeated up to a length."""
    text = (pattern * length)[:length]
    doc = Doc(spacy.blank("fr").vocab, words=[text], spaces=[False])
    lexicon = load_lexicon()
    return min(seconds(lambda: list(find_quantities(doc, lexicon))) for _ in range(rounds))


def main() -> int:
    """Print the growth of each pattern; return 1 when one grows faster than the limit."""
    worst = 0.0
    measure(PATTERNS[0], SHORT, rounds=1)  # builds the readers
    for pattern in PATTERNS:
        short, long = measure(pattern, SHORT, rounds=9), measure(pattern, LONG, rounds=3)
        ratio = long / short
        worst = max(worst, ratio)
        print(f"{pattern!r:8} 10 kB {short * 1e3:8.2f} ms   1 MB {long * 1e3:8.1f} ms   × {ratio:5.1f}")
    print(f"worst × {worst:.1f}, limit × {LIMIT:.0f}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
