"""Long documents in chunks at paragraph boundaries, and the results of the chunks as one.

A chunk is read like a document of its own, so 1 M characters cost what fifty articles cost, in time and memory.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from claimex.annotations import Block, Offsets
from claimex.layout import find_blocks
from claimex.schema import Actor, ActorRef, Document, Extraction, Model, TextSpan

LONGEST_WHOLE = 50_000  # characters of a document that is read in one piece
CHUNK = 20_000
LONGEST_RUN = 300  # characters without white space that the tokenizer takes at once: it is quadratic in them
PIECE = 100

_SENTENCE_END = re.compile(r"[.!?…][»”\")]?\s+")
_SPACE = re.compile(r"\s")
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")

M = TypeVar("M", bound=Model)


def find_chunks(text: str, *, size: int = CHUNK) -> Iterator[Offsets]:
    """Yield the chunks of a text as offsets: cut before a heading or paragraph, else after a sentence, else anywhere.

    Chunks lie end to end, so no character is lost; a list or table stays with its intro when it is no longer than one.
    """
    blocks = tuple(find_blocks(text)) if len(text) > size else ()
    cuts, headings = _cuts(blocks, {"title", "heading", "paragraph", "residue"}), _cuts(blocks, {"title", "heading"})
    start = 0
    while len(text) - start > size:
        end = (
            _last(headings, start + size // 2, start + size)
            or _last(cuts, start + size // 4, start + size)
            or _after_sentence(text, start, size)
        )
        yield start, end
        start = end
    yield start, len(text)


def _cuts(blocks: Sequence[Block], kinds: set[str]) -> list[int]:
    return [block.start for block in blocks if block.kind in kinds]


def _last(cuts: list[int], low: int, high: int) -> int | None:
    index = bisect_right(cuts, high) - 1
    return cuts[index] if index >= 0 and cuts[index] > low else None


def _after_sentence(text: str, start: int, size: int) -> int:
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, start + size // 2, start + size)]
        if ends:
            return ends[-1]
    return start + size


def unbroken_pieces(text: str) -> list[str] | None:
    """Return a text in pieces that the tokenizer takes well; None when it has no run too long without white space."""
    if len(text) < LONGEST_RUN or _LONG_RUN.search(text) is None:
        return None
    pieces: list[str] = []
    start = 0
    for run in _LONG_RUN.finditer(text):
        cuts = [start, *range(run.start(), run.end(), PIECE)]
        pieces += [text[a:b] for a, b in zip(cuts, [*cuts[1:], run.end()], strict=True) if a < b]
        start = run.end()
    if start < len(text):
        pieces.append(text[start:])
    return pieces


def join_chunks(document: Document, parts: Sequence[tuple[int, Extraction]]) -> Extraction:
    """Return the results of the chunks, each with the offset it began at, as the result of the whole document.

    Actors of one name are one; « Macron » alone in a later chunk is the only « Emmanuel Macron » of the others.
    """
    names = _full_names([actor for _, part in parts for actor in part.actors])
    counts: Counter[str] = Counter()
    known: dict[str, Actor] = {}
    moved = [_moved_part(part, by, names, known, counts) for by, part in parts]
    return parts[0][1].model_copy(
        update={
            "document": document,
            "actors": tuple(known.values()),
            "quantities": tuple(item for part in moved for item in part.quantities),
            "moments": tuple(item for part in moved for item in part.moments),
            "claims": tuple(item for part in moved for item in part.claims),
            "warnings": tuple(item for part in moved for item in part.warnings),
        }
    )


def _full_names(actors: Sequence[Actor]) -> dict[tuple[str, str], str]:
    """Return for every (kind, name) the name it goes under: a surname goes under the one full name that ends in it."""
    people = sorted({actor.name for actor in actors if actor.kind == "person" and " " in actor.name})
    by_surname: dict[str, list[str]] = {}
    for name in people:
        by_surname.setdefault(name.split(" ", 1)[1], []).append(name)
    return {
        (actor.kind, actor.name): by_surname[actor.name][0]
        for actor in actors
        if actor.kind == "person" and len(by_surname.get(actor.name, ())) == 1
    }


def _moved_part(
    part: Extraction, by: int, names: dict[tuple[str, str], str], known: dict[str, Actor], counts: Counter[str]
) -> Extraction:
    ids: dict[str, str] = {}
    for items, letter in ((part.quantities, "q"), (part.moments, "m"), (part.claims, "c")):
        for item in items:
            counts[letter] += 1
            ids[item.id] = f"{letter}{counts[letter]}"
    for actor in part.actors:
        name = names.get((actor.kind, actor.name), actor.name)
        key = f"{actor.kind}:{name}"
        ids[actor.id] = known[key].id if key in known else f"a{len(known) + 1}"
        known[key] = _joined(known.get(key), _moved(actor, by, ids).model_copy(update={"name": name}))
    refs = {actor.id: actor for actor in known.values()}
    return _moved(part.model_copy(update={"actors": ()}), by, ids, refs)


def _joined(first: Actor | None, second: Actor) -> Actor:
    if first is None:
        return second
    roles = tuple(dict.fromkeys((*first.roles, *second.roles)))
    identifiers = {**second.identifiers, **first.identifiers}
    mentions = (*first.mentions, *second.mentions)
    return first.model_copy(update={"roles": roles, "mentions": mentions, "identifiers": identifiers})


def _moved(model: M, by: int, ids: dict[str, str], refs: dict[str, Actor] | None = None) -> M:
    """Return a model with every span moved and every id renamed."""
    if isinstance(model, TextSpan):
        return model.model_copy(update={"start": model.start + by, "end": model.end + by})
    if isinstance(model, Document):
        return model
    if isinstance(model, ActorRef) and refs is not None:
        return model.model_copy(update={"id": ids[model.id], "name": refs[ids[model.id]].name})
    update: dict[str, Any] = {}
    for field in type(model).model_fields:
        value = getattr(model, field)
        if field == "id" and value in ids:
            update[field] = ids[value]
        elif isinstance(value, Model):
            update[field] = _moved(value, by, ids, refs)
        elif isinstance(value, tuple) and value and isinstance(value[0], Model):
            update[field] = tuple(_moved(item, by, ids, refs) for item in value)
    return model.model_copy(update=update)
