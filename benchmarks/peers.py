"""What peers that read French with rules cost on the same texts, when they are installed: EDS-NLP and textacy.

Neither does what claimex does. EDS-NLP's rules find dates, quantities, negation, hypotheses and reported speech in
clinical French without a parser; textacy finds quotations and subject-verb-object triples on a parsed Doc.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import find_spec
from typing import Any

import spacy
from spacy.tokens import Doc

from claimex.weights import MODEL

Read = Callable[[Iterable[str]], object]

EDS_PIPES = ("sentences", "negation", "hypothesis", "reported_speech", "dates", "quantities")


def edsnlp_rules() -> Read | None:
    """Return EDS-NLP's rules on its own tokenizer; None when it is not installed."""
    if find_spec("edsnlp") is None:
        return None
    import edsnlp

    nlp: Any = edsnlp.blank("eds")
    for name in EDS_PIPES:
        nlp.add_pipe(f"eds.{name}")
    return lambda texts: [len(nlp(text)) for text in texts]


def textacy_rules() -> Read | None:
    """Return textacy's quotations and triples on the stock pipeline; None when it is not installed."""
    if find_spec("textacy") is None:
        return None
    nlp = spacy.load(MODEL)

    return lambda texts: [_quoted(doc) for doc in nlp.pipe(texts)]


def _quoted(doc: Doc) -> int:
    from textacy import extract

    with suppress(ValueError):  # it gives a text up when a quotation mark has no partner
        list(extract.direct_quotations(doc))
    return len(list(extract.subject_verb_object_triples(doc)))


PEERS: dict[str, Callable[[], Read | None]] = {"EDS-NLP's rules": edsnlp_rules, "textacy on spaCy": textacy_rules}
