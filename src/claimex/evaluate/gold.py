"""Gold annotations: what a person says an article claims. The format of tests/eval/gold."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from claimex.errors import ReaderError
from claimex.schema import ActorKind, sha256


class Gold(BaseModel):
    """Base of the gold models: frozen; fields that no score needs are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldSpan(Gold):
    """A stretch of the text; ``text`` is there for people."""

    start: int
    end: int
    text: str | None = None

    @property
    def offsets(self) -> tuple[int, int]:
        """The pair (start, end)."""
        return self.start, self.end


class GoldActor(Gold):
    """An actor and all its mentions, by name or by role."""

    name: str
    kind: ActorKind
    mentions: tuple[GoldSpan, ...]


class GoldQuantity(Gold):
    """An amount with its value."""

    span: GoldSpan
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    comparator: str
    change: str | None
    vague: bool


class GoldDeadline(Gold):
    """A commitment's deadline."""

    span: GoldSpan


class GoldCommitment(Gold):
    """A commitment; ``actor`` is one name, several names, or nobody."""

    span: GoldSpan
    head: GoldSpan
    actor: str | tuple[str, ...] | None
    force: str
    negated: bool
    factuality: str
    deadline: GoldDeadline | None


class GoldStatement(Gold):
    """A statement; ``speaker`` is one name, several names, or nobody. ``factuality`` is None where nobody judged it."""

    content: tuple[GoldSpan, ...]
    speaker: str | tuple[str, ...] | None
    type: str
    factuality: str | None = None


class GoldFigure(Gold):
    """A figure; ``measure`` is the phrase for what is measured."""

    quantity: GoldSpan
    measure: str | None
    factuality: str


class GoldArticle(Gold):
    """One annotated article. ``text`` is read from the file beside the annotations."""

    id: str
    published: str | None
    sha256: str
    text: str = ""
    actors: tuple[GoldActor, ...]
    quantities: tuple[GoldQuantity, ...]
    commitments: tuple[GoldCommitment, ...]
    statements: tuple[GoldStatement, ...]
    figures: tuple[GoldFigure, ...]


def read_gold(directory: Path) -> Iterator[GoldArticle]:
    """Yield the articles ``ID.json`` + ``ID.txt`` of a directory, in name order.

    Raises ``ReaderError``: CX511 nothing there, CX512 annotations that cannot be read, CX513 another text.
    """
    files = sorted(directory.glob("*.json")) if directory.is_dir() else []
    if not files:
        raise ReaderError(
            511, what="holds no gold annotations", where=str(directory), todo="Name a directory of ID.txt and ID.json"
        )
    for file in files:
        yield _read_article(file)


def _read_article(file: Path) -> GoldArticle:
    try:
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        article = GoldArticle.model_validate(json.loads(file.read_bytes()) | {"text": text})
    except (OSError, ValueError, ValidationError) as error:
        raise ReaderError(
            512, what=str(error).splitlines()[0], where=str(file), todo="See tests/eval/gold for the format"
        ) from error
    if sha256(text) != article.sha256:
        raise ReaderError(513, what="annotates another text", where=str(file), todo="Annotate the text as it is now")
    return article
