"""The typed result of a ``Doc`` that went through the pipeline: rows in, models out."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from functools import cache

from pydantic import TypeAdapter
from spacy.tokens import Doc

import claimex
from claimex import annotations as ann
from claimex.claims.wording import ClaimWriter
from claimex.extract.articles import Article, as_date
from claimex.language import body_of, find_language
from claimex.lexicon import load_lexicon
from claimex.parse import parse_of
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


def read(doc: Doc, *, article: Article | None = None) -> Extraction:
    """Return the result that stands on a ``Doc`` that went through the pipeline."""
    return _Reader(doc, article or Article(doc.user_data.get(ann.SOURCE, ann.text_of(doc)))).extraction()


_span_of = TypeAdapter(TextSpan).validator.validate_python  # checks as the model does, without its slower constructor


class _Reader:
    """Builds the typed result of one Doc: rows in, models out."""

    def __init__(self, doc: Doc, article: Article) -> None:
        self.doc = doc
        self.parse = parse_of(doc)
        self.article = article
        self.source: str = doc.user_data.get(ann.SOURCE, ann.text_of(doc))
        sents = self.parse.sents if self.parse.has_annotation("SENT_START") else []
        self.sentence_starts = [sent.start_char for sent in sents]
        self.sentence_ends = [sent.end_char for sent in sents]
        self.blocks = ann.read(doc, ann.BLOCKS, ann.Block)
        self.block_starts = [block.start for block in self.blocks]
        self._spans: dict[tuple[int, int], TextSpan] = {}  # claims of one sentence quote it together
        self.language = find_language(body_of(self.source, self.blocks))
        self.actors = self._actors()
        self._known: dict[int, ActorRef] = {}
        self.quantities = self._quantities()
        self.moments = self._moments()
        self.writer = ClaimWriter(self.parse)

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
        found = self._spans.get(offsets)
        if found is None:
            found = self._spans[offsets] = _span_of({"start": start, "end": end, "text": self.source[start:end]})
        return found

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
        shared = self._shared(claim_id, row)
        if isinstance(row, ann.StatementMention):
            return self._statement(row, shared)
        if isinstance(row, ann.CommitmentMention):
            return self._commitment(row, shared)
        assert isinstance(row, ann.FigureMention)
        return self._figure(row, shared)

    def _shared(self, claim_id: str, row: ann.ClaimMention) -> dict[str, object]:
        """Return the fields that every claim has."""
        return {
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
            "text": self.writer.word(row),
        }

    def _statement(self, row: ann.StatementMention, shared: dict[str, object]) -> Statement:
        return Statement(
            **shared,
            content=tuple(self.span(part) for part in row.content),
            speakers=self._refs(row.speakers),
            speaker_span=self.maybe(row.speaker_words),
            mode=row.mode,
            stance=row.stance,
            anonymous=row.anonymous,
        )

    def _commitment(self, row: ann.CommitmentMention, shared: dict[str, object]) -> Commitment:
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

    def _figure(self, row: ann.FigureMention, shared: dict[str, object]) -> Figure:
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
        if actor not in self._known:
            found = self.actors[actor]
            self._known[actor] = ActorRef(id=found.id, name=found.name, kind=found.kind)
        return self._known[actor]

    def _refs(self, actors: tuple[int, ...]) -> tuple[ActorRef, ...]:
        return tuple(ref for actor in actors if (ref := self._ref(actor)) is not None)

    def _sentence(self, row: ann.ClaimMention) -> tuple[int, int]:
        """Return the sentence that a claim stands in, or all that it touches."""
        first = bisect_right(self.sentence_ends, row.start)
        last = bisect_left(self.sentence_starts, row.end) - 1
        return (self.sentence_starts[first], self.sentence_ends[last]) if first <= last else (row.start, row.end)

    def _section(self, row: ann.ClaimMention) -> tuple[str, ...]:
        at = bisect_right(self.block_starts, row.start) - 1
        if at < 0 or row.start >= self.blocks[at].end:
            return ()
        return tuple(self.source[start:end] for start, end in self.blocks[at].section)


def build_document(article: Article, source: str, language: str | None) -> Document:
    """Return what is known of an article itself."""
    return Document(
        id=article.id,
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        published=None if article.published is None else as_date(article.published),
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


@cache
def build_producer() -> Producer:
    """Return what makes results here and now: version, model, and a hash of the linguistic data."""
    rules = f"{load_rules().digest}{load_lexicon().digest}"
    return Producer(claimex=claimex.__version__, model=f"{MODEL} {MODEL_VERSION}", rules=sha256(rules)[:16])
