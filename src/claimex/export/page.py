"""One self-contained page: the article with its actors, quantities and claims marked, the claims listed beside it.

Nothing is fetched when it is opened: style and script are inside, every text is escaped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template

from claimex.export.table import who_of
from claimex.export.wording import amount_of, fields_of
from claimex.rules import KINDS
from claimex.schema import Actor, Claim, Extraction, Quantity, TextSpan

_LONGEST_TITLE = 180


@dataclass(slots=True)
class Segment:
    """A stretch of the article under the same marks from end to end."""

    start: int
    end: int
    claims: list[Claim] = field(default_factory=list)
    actor: Actor | None = None
    quantity: Quantity | None = None
    residue: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether nothing is marked here."""
        return not (self.claims or self.actor or self.quantity or self.residue)


def build_page(result: Extraction, source: str) -> str:
    """Return the page as HTML. Raises ``SchemaError`` CX101 when the result is of another text."""
    result.check(source)
    segments = tuple(cut(result, len(source)))
    return _template("page.html").substitute(
        version=escape(result.producer.claimex),
        title=escape(result.document.title or _first_line(source) or "claimex"),
        style=_asset("page.css"),
        script=_asset("page.js"),
        meta=escape(_meta(result)),
        filters="\n    ".join(_filters(result)),
        article="\n".join(_paragraphs(segments, source)),
        warnings=_warnings(result),
        claims="\n".join(_card(claim) for claim in result.claims),
    )


def cut(result: Extraction, length: int) -> Iterator[Segment]:
    """Cut the text at every place where a mark begins or ends, however marks nest or overlap.

    The claims of a segment come in the order of the result. Linear in the marks and their overlaps.
    """
    layers: list[tuple[TextSpan, str, object]] = [(claim.span, "claim", claim) for claim in result.claims]
    layers += [(span, "actor", actor) for actor in result.actors for span in actor.mentions]
    layers += [(quantity.span, "quantity", quantity) for quantity in result.quantities]
    layers += [
        (warning.span, "residue", warning)
        for warning in result.warnings
        if warning.span is not None and warning.code == "assistant-residue"
    ]
    opening: dict[int, list[tuple[TextSpan, str, object]]] = {}
    for layer in layers:
        opening.setdefault(layer[0].start, []).append(layer)
    edges = sorted({0, length} | {edge for span, _, _ in layers for edge in (span.start, span.end)})
    active: list[tuple[TextSpan, str, object]] = []
    for start, end in pairwise(edges):
        active = [layer for layer in active if layer[0].end > start] + opening.get(start, [])
        yield _segment(start, end, active)


def _segment(start: int, end: int, active: Iterable[tuple[TextSpan, str, object]]) -> Segment:
    segment = Segment(start, end)
    for _, layer, item in active:
        if isinstance(item, Actor):
            segment.actor = item
        elif isinstance(item, Quantity):
            segment.quantity = item
        elif layer == "residue":
            segment.residue = True
        else:
            segment.claims.append(item)  # type: ignore[arg-type]  # the only other layer is that of claims
    return segment


def _paragraphs(segments: Iterable[Segment], source: str) -> Iterator[str]:
    title = _first_line(source)
    lines: list[list[str]] = [[]]
    starts: set[str] = set()
    for segment in segments:
        first, *rest = source[segment.start : segment.end].split("\n")
        lines[-1].append(_mark(segment, first, starts))
        lines += [[_mark(segment, part, starts)] for part in rest]
    made = ["".join(parts).strip() for parts in lines]
    for number, line in enumerate(made):
        if line and title:
            title = ""
            yield f"    <h1>{line}</h1>"
        elif line:
            tight = ' class="tight"' if made[number + 1 : number + 2] != [""] else ""
            yield f"    <p{tight}>{line}</p>"


def _mark(segment: Segment, text: str, told: set[str]) -> str:
    if segment.is_plain or not text.strip():
        return escape(text)
    ids = [claim.id for claim in segment.claims]
    classes: list[str] = list(dict.fromkeys(claim.kind for claim in segment.claims))
    classes += [name for name in ("actor", "quantity", "residue") if getattr(segment, name)]
    attributes = f' class="{" ".join(classes)}"'
    if ids:
        attributes += f' data-claims="{" ".join(ids)}" aria-describedby="{" ".join(f"card-{i}" for i in ids)}"'
    if tip := _tip(segment):
        attributes += f' data-tip="{escape(tip)}"'
    if not set(ids) <= told:  # the first mark of a claim can be reached with the keyboard
        attributes += ' tabindex="0"'
        told.update(ids)
    return f"<mark{attributes}>{escape(text)}</mark>"


def _tip(segment: Segment) -> str:
    parts = []
    if segment.actor:
        roles = f", {', '.join(segment.actor.roles)}" if segment.actor.roles else ""
        parts.append(f"{segment.actor.name} ({segment.actor.kind}{roles})")
    if segment.quantity:
        parts.append(amount_of(segment.quantity))
    return " · ".join(parts)


def _card(claim: Claim) -> str:
    who = f" · {escape(', '.join(who_of(claim)))}" if who_of(claim) else ""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in fields_of(claim))
    return (
        f'      <li class="{claim.kind}" id="card-{claim.id}" data-id="{claim.id}">'
        f'<button type="button"><span class="kind">{claim.kind}{who}<i>{claim.factuality}</i></span>'
        f'<span class="text">{escape(claim.text)}</span></button>'
        f"<details><summary>fields</summary><dl>{rows}</dl></details></li>"
    )


def _filters(result: Extraction) -> Iterator[str]:
    counts = {kind: sum(claim.kind == kind for claim in result.claims) for kind in KINDS}
    counts |= {"actor": len(result.actors), "quantity": len(result.quantities)}
    for name, count in counts.items():
        yield (
            f'<label style="--tone: var(--{name})"><input type="checkbox" value="{name}" checked>'
            f"{name} <b>{count}</b></label>"
        )


def _warnings(result: Extraction) -> str:
    if not result.warnings:
        return ""
    items = "".join(f"<li><b>{escape(w.code)}</b> {escape(w.message)}{_quoted(w.span)}</li>" for w in result.warnings)
    return f'<ul class="warnings" aria-label="Warnings">{items}</ul>'


def _quoted(span: TextSpan | None) -> str:
    return f" « {escape(' '.join(span.text.split()))} »" if span else ""


def _meta(result: Extraction) -> str:
    document = result.document
    parts = (document.outlet, document.published and document.published.isoformat(), document.url or document.id)
    return " · ".join(str(part) for part in parts if part)


def _first_line(source: str) -> str:
    lines = source.strip().split("\n", 1)
    first = lines[0].strip()
    return first if len(lines) > 1 and 0 < len(first) <= _LONGEST_TITLE else ""


@cache
def _asset(name: str) -> str:
    return files("claimex").joinpath("export/assets", name).read_text("utf-8").rstrip()


@cache
def _template(name: str) -> Template:
    return Template(_asset(name) + "\n")
