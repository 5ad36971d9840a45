"""``claimex score`` and ``claimex schema``: what the results are worth and what they look like."""

from pathlib import Path
from typing import Annotated

import typer


def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Directory of ID.txt and ID.json, gold format.")],
    by_rule: Annotated[bool, typer.Option("--by-rule", help="Also print the precision of each rule.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Also print what was missed and what is extra.")] = False,
) -> None:
    """Score the default pipeline against gold annotations: precision, recall, F1, calibration."""
    from claimex.cli.tables import print_scores
    from claimex.evaluate import evaluate

    print_scores(evaluate(gold), by_rule=by_rule, errors=errors)


def schema() -> None:
    """Print the JSON Schema of a result."""
    from claimex.schema import json_schema

    typer.echo(json_schema(), nl=False)
