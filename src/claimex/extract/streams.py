"""One article or a stream of them, in this process or several."""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from claimex.annotations import forget_rows, keep_private
from claimex.chunks import LONGEST_WHOLE, find_chunks, join_chunks
from claimex.errors import PipelineError
from claimex.extract.articles import Article, check_text, make_doc
from claimex.extract.results import build_document, read, warnings_of
from claimex.language import body_of, find_language
from claimex.layout import find_blocks
from claimex.parse import forget_parse, settle_parse
from claimex.pipeline import is_ours, load
from claimex.pool import Beat, WorkerPool
from claimex.schema import Extraction


def extract(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published: date | str | None = None,
    nlp: Language | None = None,
) -> Extraction:
    """Return everything claimed in one French article.

    >>> extract("L'Insee affirme que le taux de chômage atteint 7,3 %.").claims[0].kind
    'statement'

    ``nlp`` is a pipeline from ``load()``; without it the default one is loaded once. Offsets of the result are code
    points into ``text``. Raises ``PipelineError`` CX404 when the text cannot be read, CX405 for a malformed date.
    """
    article = Article(text, id=id, title=title, url=url, outlet=outlet, published=published)
    return next(extract_many((article,), nlp=nlp))


def extract_many(
    items: Iterable[str | Article], *, batch_size: int = 16, processes: int = 1, nlp: Language | None = None
) -> Iterator[Extraction]:
    """Yield one result an item, in input order, streaming; items are strings or ``Article`` values.

    With more than one process, forked workers read batches of items; few batches are read ahead of what was yielded.
    Raises ``PipelineError`` CX404 at an item that cannot be read, CX406 at one that kills its worker.
    """
    nlp = nlp or default_pipeline()
    articles = (Article(item) if isinstance(item, str) else item for item in items)
    if processes > 1:
        return _extract_parallel(nlp, articles, batch_size, processes)
    return _extract_serial(nlp, articles, batch_size)


def _extract_serial(nlp: Language, articles: Iterable[Article], batch_size: int) -> Iterator[Extraction]:
    parts: list[tuple[int, Extraction]] = []
    for doc, (article, chunk) in nlp.pipe(_chunk_docs(nlp, articles), as_tuples=True, batch_size=batch_size):
        start, end = chunk
        result = read(doc, article=replace(article, text=article.text[start:end]))
        forget_parse(doc)
        forget_rows(doc)
        if chunk == (0, len(article.text)):
            yield result
            continue
        parts.append((start, result))
        if end == len(article.text):
            yield _joined(article, parts)
            parts = []


def _chunk_docs(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Doc, tuple[Article, tuple[int, int]]]]:
    private = is_ours(nlp)
    for article, (start, end) in _chunks(articles):
        doc = make_doc(nlp, replace(article, text=article.text[start:end]))
        if private:
            keep_private(doc)
            settle_parse(doc)
        yield doc, (article, (start, end))


def _chunks(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[int, int]]]:
    for article in articles:
        if len(article.text) <= LONGEST_WHOLE:
            yield article, (0, len(article.text))
            continue
        check_text(article.text)
        for chunk in find_chunks(article.text):
            yield article, chunk


def _joined(article: Article, parts: Sequence[tuple[int, Extraction]]) -> Extraction:
    blocks = tuple(find_blocks(article.text))
    language = find_language(body_of(article.text, blocks))
    document = build_document(article, article.text, language)
    joined = join_chunks(document, parts)
    return joined.model_copy(update={"warnings": warnings_of(article.text, blocks, language)})


def _extract_parallel(
    nlp: Language, articles: Iterable[Article], batch_size: int, processes: int
) -> Iterator[Extraction]:
    def work(task: bytes, beat: Beat) -> bytes:
        batch: list[Article] = pickle.loads(task)
        return pickle.dumps([result.model_dump_json() for result in _extract_serial(nlp, batch, batch_size)])

    source = iter(articles)
    batches = iter(lambda: list(islice(source, batch_size)), [])
    with WorkerPool(work, processes=processes) as pool:
        for outcome in pool.map_ordered(pickle.dumps(batch) for batch in batches):
            if outcome.error is not None:
                raise outcome.error
            if outcome.failure is not None:
                where = f"items {outcome.key * batch_size} to {(outcome.key + 1) * batch_size - 1}"
                what = "the worker that read them died"
                raise PipelineError(406, what=what, where=where, todo="Run them one by one, or use claimex corpus")
            yield from (Extraction.model_validate_json(result) for result in pickle.loads(outcome.value))


@cache
def default_pipeline() -> Language:
    """Return the pipeline that ``extract`` uses when it is given none; loaded at the first call."""
    return load()
