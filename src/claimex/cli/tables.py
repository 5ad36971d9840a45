"""What the commands print for a person: tables of claims, explanations, scores, rule checks."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from claimex.export.table import who_of
from claimex.export.wording import amount_of
from claimex.schema import Claim, Commitment, Extraction, Figure

if TYPE_CHECKING:
    from claimex.evaluate import Report
    from claimex.explain import Explanation
    from claimex.proofs import Failure
    from claimex.trials import Trial

WIDTH_OF_A_FILE = 132  # columns when the output is no terminal
_COLOURS = {"statement": "cyan", "commitment": "green", "figure": "magenta"}


def console(stream: TextIO | None = None) -> Console:
    """Return a console for the stream: as wide as the terminal, or a fixed width in a file or a pipe."""
    made = Console(file=stream, highlight=False)
    return made if made.is_terminal else Console(file=stream, highlight=False, width=WIDTH_OF_A_FILE)


def print_result(result: Extraction, stream: TextIO | None = None) -> None:
    """Print one article's claims as a table, its warnings below."""
    out = console(stream)
    document = result.document
    counts = f"{len(result.claims)} claims, {len(result.actors)} actors, {len(result.quantities)} quantities"
    published = f", published {document.published}" if document.published else ""
    out.print(f"[bold]{escape(document.title or document.id or 'article')}[/]  {counts}{published}")
    if result.claims:
        out.print(_claims_table(result.claims))
    for warning in result.warnings:
        where = f" « {_short(warning.span.text)} »" if warning.span else ""
        out.print(f"[yellow]{warning.code}[/]: {escape(warning.message)}{escape(where)}")
    out.print()


def details_of(claim: Claim) -> str:
    """Return the fields that matter most for the kind of claim, as « decision, by 2027-12-31, 30 agent »."""
    if isinstance(claim, Commitment):
        parts = [claim.force, *(["not to"] if claim.negated else []), *map(amount_of, claim.quantities)]
        if claim.deadline:
            parts.append(f"{claim.deadline.relation} {claim.deadline.end or claim.deadline.span.text}")
        if claim.condition:
            parts.append(f"if: {claim.condition.text}")
    elif isinstance(claim, Figure):
        origin = f"from {amount_of(claim.from_quantity)} to " if claim.from_quantity else ""
        parts = [origin + amount_of(claim.quantity)]
        parts += [claim.period.span.text] if claim.period else []
        parts += [claim.place.name] if claim.place else []
    else:
        parts = [claim.mode]
    return ", ".join(part for part in parts if part)


def print_explanations(explanations: Iterable["Explanation"]) -> None:
    """Print each claim with the rule, the cue and what decided each field."""
    out = console()
    for number, told in enumerate(explanations, start=1):
        claim = told.claim
        out.print(f"[bold {_COLOURS[claim.kind]}]{number}. {claim.kind}[/] {escape(claim.text)}")
        rows = Table.grid(padding=(0, 2))
        for name, value in told.rows():
            rows.add_row(f"[dim]{escape(name)}[/]", escape(value))
        out.print(Padding(rows, (0, 0, 1, 3)))


def print_failures(failures: Sequence["Failure"], *, rules: int) -> None:
    """Print what each failing example should have done, and a last line with the count."""
    out = console()
    wrong = [failure for failure in failures if not failure.expected]
    for failure in wrong:
        out.print(f"[bold red]{failure.rule}[/]  {escape(failure.sentence)}")
        out.print(Padding(escape(failure.why), (0, 0, 0, 4)))
    out.print(f"{rules} rules, {len(wrong)} failing sentences, {len(failures) - len(wrong)} expected to fail")


def print_trials(trials: Iterable["Trial"]) -> None:
    """Print for each rule whether it fired on the phrase, and what stopped it when it did not."""
    out = console()
    silent = 0
    for trial in trials:
        if trial.fired:
            out.print(f"[bold green]fired[/]    {trial.rule}")
            for name, text in trial.roles:
                out.print(f"           [dim]{name}[/] {escape(text)}")
        elif trial.triggers:
            out.print(f"[yellow]stopped[/]  {trial.rule}: {escape(trial.why)}")
        else:
            silent += 1
    out.print(f"[dim]{silent} more rules have none of their words in the phrase[/]")


def print_scores(report: "Report", *, by_rule: bool = False, errors: bool = False) -> None:
    """Print the scores per kind, and on demand each rule's precision, calibration and the errors themselves."""
    out = console()
    out.print(f"{report.articles} articles, {report.characters} characters")
    table = Table("", "gold", "found", "P", "R", "F1", "right where matched", show_edge=False, header_style="bold")
    for part, tally in report.parts.items():
        attributes = "  ".join(f"{name} {tally.share(name):.3f}" for name in tally.right)
        counts = (str(tally.gold), str(tally.found), f"{tally.precision:.3f}", f"{tally.recall:.3f}")
        table.add_row(part, *counts, f"{tally.f1:.3f}", attributes)
    out.print(table)
    if by_rule:
        rules = Table("rule", "fired", "right", "P", show_edge=False, header_style="bold")
        for rule, tally in report.rules.items():
            rules.add_row(rule, str(tally.found), str(tally.hits), f"{tally.precision:.3f}")
        bins = Table("confidence", "claims", "said", "was right", show_edge=False, header_style="bold")
        for row in report.reliability:
            shares = (f"{row.confidence:.3f}", f"{row.precision:.3f}")
            bins.add_row(f"{row.low:.1f}–{row.high:.1f}", str(row.claims), *shares)
        out.print("", rules, "", bins, "", f"expected calibration error {report.calibration_error:.3f}", sep="\n")
    if errors:
        for part, tally in report.parts.items():
            for name in ("missed", "extra", "wrong"):
                for line in getattr(tally, name):
                    out.print(f"{part} {name}: {escape(line)}")


def _claims_table(claims: Sequence[Claim]) -> Table:
    table = Table(show_edge=False, pad_edge=False, header_style="bold", expand=False)
    table.add_column("kind", no_wrap=True)
    table.add_column("who", max_width=24)
    table.add_column("what", ratio=1, min_width=30)
    table.add_column("read as", max_width=30)
    table.add_column("factuality", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    for claim in claims:
        kind = f"[{_COLOURS[claim.kind]}]{claim.kind}[/]"
        who = escape(", ".join(who_of(claim)) or "–")
        words = escape(_flat(claim.span.text))
        table.add_row(kind, who, words, escape(details_of(claim)), claim.factuality, f"{claim.confidence:.2f}")
    return table


def _flat(text: str) -> str:
    return " ".join(text.split())


def _short(text: str, size: int = 60) -> str:
    flat = _flat(text)
    return flat if len(flat) <= size else flat[: size - 1] + "…"
