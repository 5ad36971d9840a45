"""An article and the ``Doc`` that is made of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from claimex import annotations as ann
from claimex.chunks import unbroken_pieces
from claimex.errors import PipelineError
from claimex.layout import normalise, unwrap

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Article:
    """One article to read. ``published`` is a date or an ISO string; relative dates are resolved against it."""

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | str | None = None


def make_doc(nlp: Language, article: Article) -> Doc:
    """Tokenize an article; its text, day of publication and outlet travel in ``doc.user_data`` as strings."""
    check_text(article.text)
    text = unwrap(normalise(article.text))
    pieces = unbroken_pieces(text)
    doc = nlp.make_doc(text) if pieces is None else _doc_of(nlp, pieces)
    if text != article.text:
        doc.user_data[ann.SOURCE] = article.text
    if article.published is not None:
        doc.user_data[ann.PUBLISHED] = as_date(article.published).isoformat()
    if article.outlet is not None:
        doc.user_data[ann.OUTLET] = article.outlet
    return doc


def _doc_of(nlp: Language, pieces: Sequence[str]) -> Doc:
    """Tokenize piece by piece: the tokenizer is quadratic in a run without white space."""
    joined = Doc.from_docs([nlp.make_doc(piece) for piece in pieces if piece], ensure_whitespace=False)
    return joined or nlp.make_doc("")


def check_text(text: str) -> None:
    found = _SURROGATE.search(text)
    if found is not None:
        raise PipelineError(
            404,
            what="a lone surrogate, which no encoding can write",
            where=f"text, character {found.start()}",
            todo="Decode the input as UTF-8 with errors='replace' and try again",
        )


def as_date(value: date | str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise PipelineError(
            405, what=f"{value!r} is no ISO date", where="published", todo="Write it as YYYY-MM-DD"
        ) from error
