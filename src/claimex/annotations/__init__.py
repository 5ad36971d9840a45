"""What claimex leaves on a ``Doc``: span groups whose ``attrs`` hold plain dicts, one row a span.

A group ``doc.spans[KEY]`` holds the spans aligned outwards to tokens; ``attrs["rows"]`` holds, in the same order, the
exact character offsets and everything else. So a Doc survives ``to_bytes``, ``DocBin`` and ``n_process=2``. The module
``rows`` has the typed view; components write rows with ``write`` and read them with ``read``.
"""

from claimex.annotations.rows import (
    CLAIM_KINDS,
    ActorEntry,
    ActorMention,
    Block,
    BlockKind,
    ClaimMention,
    CommitmentMention,
    FigureMention,
    MomentMention,
    Offsets,
    QuantityMention,
    Quote,
    Row,
    StatementMention,
    kind_of,
)
from claimex.annotations.storing import (
    ACTORS,
    BLOCKS,
    CLAIMS,
    MOMENTS,
    QUANTITIES,
    QUOTES,
    add_claims,
    forget_rows,
    has_run,
    keep_private,
    read,
    read_claims,
    read_entries,
    write,
)
from claimex.parse import text_of

PUBLISHED = "claimex.published"  # doc.user_data: ISO date of publication, when known
SOURCE = "claimex.source"  # doc.user_data: the text as given, when normalising changed a character
OUTLET = "claimex.outlet"  # doc.user_data: name or host of the outlet, when known (« $ » in a Québec paper)

__all__ = [
    "ACTORS",
    "BLOCKS",
    "CLAIMS",
    "CLAIM_KINDS",
    "MOMENTS",
    "OUTLET",
    "PUBLISHED",
    "QUANTITIES",
    "QUOTES",
    "SOURCE",
    "ActorEntry",
    "ActorMention",
    "Block",
    "BlockKind",
    "ClaimMention",
    "CommitmentMention",
    "FigureMention",
    "MomentMention",
    "Offsets",
    "QuantityMention",
    "Quote",
    "Row",
    "StatementMention",
    "add_claims",
    "forget_rows",
    "has_run",
    "keep_private",
    "kind_of",
    "read",
    "read_claims",
    "read_entries",
    "text_of",
    "write",
]
