"""``claimex schema``: what the results look like."""

import typer


def schema() -> None:
    """Print the JSON Schema of a result."""
    from claimex.schema import json_schema

    typer.echo(json_schema(), nl=False)
