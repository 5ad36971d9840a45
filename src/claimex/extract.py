"""From text to ``Extraction``. Typed results are born here and nowhere else."""

import pickle
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

import claimex
from claimex import annotations as ann
from claimex.chunks import LONGEST_WHOLE, find_chunks, join_chunks, unbroken_pieces
from claimex.claims.wording import word_claim
from claimex.errors import PipelineError
from claimex.language import body_of, find_language
from claimex.layout import find_blocks, normalise, unwrap
from claimex.lexicon import load_lexicon
from claimex.parse import parse_of
from claimex.pipeline import load
from claimex.pool import Beat, WorkerPool
from claimex.rules import load_rules
from claimex.schema import (
    Actor,
    ActorRef,
    Claim,
    Commitment,
    Document,
    Extraction,
    Figure,
    Moment,
    Producer,
    Quantity,
    Statement,
    Testable,
    TextSpan,
    Warning,
    sha256,
)
from claimex.weights import MODEL, MODEL_VERSION

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
        if chunk == (0, len(article.text)):
            yield read(doc, article=article)
            continue
        start, end = chunk
        parts.append((start, read(doc, article=replace(article, text=article.text[start:end]))))
        if end == len(article.text):
            yield _joined(article, parts)
            parts = []


def _chunk_docs(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Doc, tuple[Article, tuple[int, int]]]]:
    for article in articles:
        if len(article.text) <= LONGEST_WHOLE:
            yield make_doc(nlp, article), (article, (0, len(article.text)))
            continue
        _check_text(article.text)
        for start, end in find_chunks(article.text):
            yield make_doc(nlp, replace(article, text=article.text[start:end])), (article, (start, end))


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


def make_doc(nlp: Language, article: Article) -> Doc:
    """Tokenize an article; its text, day of publication and outlet travel in ``doc.user_data`` as strings."""
    _check_text(article.text)
    text = unwrap(normalise(article.text))
    pieces = unbroken_pieces(text)
    doc = nlp.make_doc(text) if pieces is None else _doc_of(nlp, pieces)
    if text != article.text:
        doc.user_data[ann.SOURCE] = article.text
    if article.published is not None:
        doc.user_data[ann.PUBLISHED] = _as_date(article.published).isoformat()
    if article.outlet is not None:
        doc.user_data[ann.OUTLET] = article.outlet
    return doc


def _doc_of(nlp: Language, pieces: Sequence[str]) -> Doc:
    """Tokenize piece by piece: the tokenizer is quadratic in a run without white space."""
    joined = Doc.from_docs([nlp.make_doc(piece) for piece in pieces if piece], ensure_whitespace=False)
    return joined or nlp.make_doc("")


def _check_text(text: str) -> None:
    found = _SURROGATE.search(text)
    if found is not None:
        raise PipelineError(
            404,
            what="a lone surrogate, which no encoding can write",
            where=f"text, character {found.start()}",
            todo="Decode the input as UTF-8 with errors='replace' and try again",
        )


def read(doc: Doc, *, article: Article | None = None) -> Extraction:
    """Return the result that stands on a ``Doc`` that went through the pipeline."""
    return _Reader(doc, article or Article(doc.user_data.get(ann.SOURCE, ann.text_of(doc)))).extraction()


class _Reader:
    """Builds the typed result of one Doc: rows in, models out."""

    def __init__(self, doc: Doc, article: Article) -> None:
        self.doc = doc
        self.parse = parse_of(doc)
        self.article = article
        self.source: str = doc.user_data.get(ann.SOURCE, ann.text_of(doc))
        self.sentences = (
            [(sent.start_char, sent.end_char) for sent in doc.sents] if doc.has_annotation("SENT_START") else []
        )
        self.blocks = ann.read(doc, ann.BLOCKS, ann.Block)
        self.language = find_language(body_of(self.source, self.blocks))
        self.actors = self._actors()
        self.quantities = self._quantities()
        self.moments = self._moments()

    def extraction(self) -> Extraction:
        claims = tuple(self._claim(f"c{n}", row) for n, row in enumerate(ann.read_claims(self.doc), start=1))
        return Extraction(
            producer=build_producer(),
            document=build_document(self.article, self.source, self.language),
            actors=self.actors,
            quantities=self.quantities,
            moments=self.moments,
            claims=claims,
            warnings=warnings_of(self.source, self.blocks, self.language),
        )

    def span(self, offsets: tuple[int, int]) -> TextSpan:
        start, end = offsets
        return TextSpan(start=start, end=end, text=self.source[start:end])

    def maybe(self, offsets: tuple[int, int] | None) -> TextSpan | None:
        return None if offsets is None else self.span(offsets)

    def _actors(self) -> tuple[Actor, ...]:
        mentions: dict[int, list[TextSpan]] = {}
        for mention in ann.read(self.doc, ann.ACTORS, ann.ActorMention):
            if not mention.boilerplate:
                mentions.setdefault(mention.actor, []).append(self.span((mention.start, mention.end)))
        return tuple(
            Actor(
                id=f"a{number + 1}",
                name=entry.name,
                kind=entry.kind,
                roles=entry.roles,
                mentions=tuple(mentions.get(number, ())),
                identifiers=dict(entry.identifiers),
            )
            for number, entry in enumerate(ann.read_entries(self.doc))
        )

    def _quantities(self) -> tuple[Quantity, ...]:
        return tuple(
            Quantity(
                id=f"q{number}",
                span=self.span((row.start, row.end)),
                value=row.value,
                low=row.low,
                high=row.high,
                unit=row.unit,
                comparator=row.comparator,
                change=row.change,
                age=row.age,
                vague=row.vague,
            )
            for number, row in enumerate(ann.read(self.doc, ann.QUANTITIES, ann.QuantityMention), start=1)
        )

    def _moments(self) -> tuple[Moment, ...]:
        return tuple(
            Moment(
                id=f"m{number}",
                span=self.span((row.start, row.end)),
                start=date.fromisoformat(row.first) if row.first else None,
                end=date.fromisoformat(row.last) if row.last else None,
                grain=row.grain,
                relation=row.relation,
            )
            for number, row in enumerate(ann.read(self.doc, ann.MOMENTS, ann.MomentMention), start=1)
        )

    def _claim(self, claim_id: str, row: ann.ClaimMention) -> Claim:
        shared = {
            "id": claim_id,
            "span": self.span((row.start, row.end)),
            "sentence": self.span(self._sentence(row)),
            "section": self._section(row),
            "factuality": row.factuality,
            "reported_by": self._ref(row.reported_by),
            "checkworthiness": round(row.checkworthiness, 2),
            "confidence": round(row.confidence, 2),
            "rule": row.rule,
            "cue": self.maybe(row.cue),
            "text": word_claim(self.parse, row),
        }
        if isinstance(row, ann.StatementMention):
            return Statement(
                **shared,
                content=tuple(self.span(part) for part in row.content),
                speakers=self._refs(row.speakers),
                speaker_span=self.maybe(row.speaker_words),
                mode=row.mode,
                stance=row.stance,
                anonymous=row.anonymous,
            )
        if isinstance(row, ann.CommitmentMention):
            quantities = tuple(self.quantities[i] for i in row.quantities)
            return Commitment(
                **shared,
                actors=self._refs(row.actors),
                head=self.span(row.head),
                action=row.action,
                force=row.force,
                deadline=None if row.deadline is None else self.moments[row.deadline],
                quantities=quantities,
                condition=self.maybe(row.condition),
                beneficiary=self.maybe(row.beneficiary),
                negated=row.negated,
                testable=Testable(action=bool(row.action), amount=bool(quantities), deadline=row.deadline is not None),
                repeats=tuple(self.span(part) for part in row.repeats),
            )
        assert isinstance(row, ann.FigureMention)
        return Figure(
            **shared,
            quantity=self.quantities[row.quantity],
            measure=self.maybe(row.measure),
            from_quantity=None if row.from_quantity is None else self.quantities[row.from_quantity],
            period=None if row.period is None else self.moments[row.period],
            place=self._ref(row.place),
            source=self._ref(row.source),
            source_span=self.maybe(row.source_words),
            forecast=row.forecast,
        )

    def _ref(self, actor: int | None) -> ActorRef | None:
        if actor is None:
            return None
        found = self.actors[actor]
        return ActorRef(id=found.id, name=found.name, kind=found.kind)

    def _refs(self, actors: tuple[int, ...]) -> tuple[ActorRef, ...]:
        return tuple(ref for actor in actors if (ref := self._ref(actor)) is not None)

    def _sentence(self, row: ann.ClaimMention) -> tuple[int, int]:
        touched = [(start, end) for start, end in self.sentences if start < row.end and row.start < end]
        return (touched[0][0], touched[-1][1]) if touched else (row.start, row.end)

    def _section(self, row: ann.ClaimMention) -> tuple[str, ...]:
        for block in self.blocks:
            if block.start <= row.start < block.end:
                return tuple(self.source[start:end] for start, end in block.section)
        return ()


def build_document(article: Article, source: str, language: str | None) -> Document:
    """Return what is known of an article itself."""
    return Document(
        id=article.id,
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        published=None if article.published is None else _as_date(article.published),
        language=language,
        characters=len(source),
        sha256=sha256(source),
    )


def warnings_of(source: str, blocks: Iterable[ann.Block], language: str | None) -> tuple[Warning, ...]:
    """Return what the user should know of a text: its language when it is not French, an assistant's words in it."""
    foreign = Warning(code="not-french", message=f"The text seems to be in another language ({language}).")
    residue = (
        Warning(
            code="assistant-residue",
            message="Words of a writing assistant, left in the article; no claim is read from them.",
            span=TextSpan(start=block.start, end=block.end, text=source[block.start : block.end]),
        )
        for block in blocks
        if block.kind == "residue"
    )
    return (*((foreign,) if language not in {None, "fr"} else ()), *residue)


def _as_date(value: date | str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise PipelineError(
            405, what=f"{value!r} is no ISO date", where="published", todo="Write it as YYYY-MM-DD"
        ) from error


@cache
def build_producer() -> Producer:
    """Return what makes results here and now: version, model, and a hash of the linguistic data."""
    rules = f"{load_rules().digest}{load_lexicon().digest}"
    return Producer(claimex=claimex.__version__, model=f"{MODEL} {MODEL_VERSION}", rules=sha256(rules)[:16])
