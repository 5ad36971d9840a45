"""The rows that stand on a ``Doc``, each kind as a dataclass.

All offsets are code points into ``doc.text``, half-open. A pair ``(start, end)`` is written ``Offsets``.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from claimex.schema import ActorKind, Change, Comparator, Factuality, Force, Grain, Mode, Relation, Stance

Offsets = tuple[int, int]

BlockKind = Literal["title", "heading", "paragraph", "item", "row", "boilerplate", "residue"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the layout. ``cells`` are the cells of a row; ``columns`` the titles above them, when known.

    ``section`` quotes, outermost first, the title path that the block stands under: headings, then a list's intro.
    ``repeats`` is true for a table or list row that was already given (cells, then raw Markdown): no claim there.
    """

    start: int
    end: int
    kind: BlockKind
    section: tuple[Offsets, ...] = ()
    cells: tuple[Offsets, ...] = ()
    columns: tuple[Offsets, ...] = ()
    level: int = 0
    repeats: bool = False

    @property
    def is_foreign(self) -> bool:
        """Tell whether it is none of the article's text: « Lire aussi », « Souhaitez-vous que je reformule ? »."""
        return self.kind in ("boilerplate", "residue")

    @property
    def is_silent(self) -> bool:
        """Tell whether nothing is claimed in it: it is foreign, or a row that was already given."""
        return self.is_foreign or self.repeats


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks. ``start``/``end`` include the marks, ``inner`` leaves them out.

    ``depth`` is 0 for an outer quotation, 1 for one inside it. ``closed`` is false when the end mark is missing.
    ``starts`` are the opening marks repeated at the head of later paragraphs of one quotation.
    """

    start: int
    end: int
    inner: Offsets
    depth: int = 0
    closed: bool = True
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One actor of the document (kept in the group's ``attrs["entries"]``; a mention names it by its index)."""

    name: str
    kind: ActorKind
    roles: tuple[str, ...] = ()
    gender: Literal["f", "m", ""] = ""
    plural: bool = False
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One mention. ``how``: its name, an alias (« Bercy »), or a role phrase that was resolved (« la ministre »)."""

    start: int
    end: int
    actor: int
    how: Literal["name", "alias", "role"] = "name"
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """An amount as read. Decimals travel as strings in the row. ``measured`` marks it fit for a figure."""

    start: int
    end: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = "="
    change: Change | None = None
    age: bool = False
    vague: bool = False
    origin: int | None = None  # index of the quantity it changed from (« de 7,4 % à 7,1 % »), None if none
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class MomentMention:
    """A date, deadline or period. ``first``/``last`` are ISO dates, inclusive; None when they cannot be resolved."""

    start: int
    end: int
    grain: Grain
    relation: Relation = "on"
    first: str | None = None
    last: str | None = None


@dataclass(slots=True)  # the finder of a claim sets its last fields
class ClaimMention:
    """What every claim's row has. ``start``/``end`` span the claim; ``actors`` index the actor entries.

    ``reasons`` say why ``checkworthiness`` is what it is, ``hedges`` quote the words that weaken the claim, ``decided``
    says per field what decided it; ``claimex explain`` shows all three.
    """

    start: int
    end: int
    rule: str
    cue: Offsets | None = None
    factuality: Factuality = "asserted"
    reported_by: int | None = None
    confidence: float = 0.5
    checkworthiness: float = 0.0
    reasons: tuple[str, ...] = ()
    hedges: tuple[Offsets, ...] = ()
    decided: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class StatementMention(ClaimMention):
    """A statement: ``content`` parts, ``speakers`` as actor indices or, failing that, ``speaker_words``."""

    content: tuple[Offsets, ...] = ()
    speakers: tuple[int, ...] = ()
    speaker_words: Offsets | None = None
    mode: Mode = "direct"
    stance: Stance = "neutral"
    anonymous: bool = False


@dataclass(slots=True)
class CommitmentMention(ClaimMention):
    """A commitment: ``head`` quotes the action's head word, ``action`` is its lemma; indices point at their groups."""

    head: Offsets = (0, 0)
    action: str = ""
    force: Force = "decision"
    actors: tuple[int, ...] = ()
    deadline: int | None = None
    quantities: tuple[int, ...] = ()
    condition: Offsets | None = None
    beneficiary: Offsets | None = None
    negated: bool = False
    repeats: tuple[Offsets, ...] = ()


@dataclass(slots=True)
class FigureMention(ClaimMention):
    """A figure: ``quantity`` and ``from_quantity`` index the quantities, ``period`` the moments, others the actors."""

    quantity: int = 0
    measure: Offsets | None = None
    from_quantity: int | None = None
    period: int | None = None
    place: int | None = None
    source: int | None = None
    source_words: Offsets | None = None
    forecast: bool = False


Row = Block | Quote | ActorEntry | ActorMention | QuantityMention | MomentMention | ClaimMention

CLAIM_KINDS: dict[str, type[ClaimMention]] = {
    "statement": StatementMention,
    "commitment": CommitmentMention,
    "figure": FigureMention,
}
KIND_NAMES = {kind: name for name, kind in CLAIM_KINDS.items()}


def kind_of(claim: ClaimMention) -> str:
    """Return "statement", "commitment" or "figure"."""
    return KIND_NAMES[type(claim)]
