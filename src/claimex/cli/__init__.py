"""The command line. ``claimex --help`` loads neither spaCy nor the models: each command imports what it needs.

An error that claimex raises on purpose is printed on stderr, with its code, and ends the command with exit code 2;
what was already written stays written.
"""

from typing import Any

import typer
from typer.core import TyperGroup

from claimex.cli import corpora, evaluating, reading, ruling
from claimex.errors import ClaimexError

COULD_NOT = 2


class CodedErrors(TyperGroup):
    """Prints a ``ClaimexError`` as one line instead of a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; exit with 2 when claimex says why it cannot."""
        try:
            return super().invoke(ctx)
        except ClaimexError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(COULD_NOT) from error


app = typer.Typer(
    cls=CodedErrors,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,  # rich draws boxes around a help text and takes as long to load as all the rest
    context_settings={"max_content_width": 110},
    help="Claims out of French news: who said what, who commits to what, and how much, quoted to the character.",
)


@app.callback(invoke_without_command=True)
def main(
    version: bool = typer.Option(False, "--version", help="Print the version and end.", is_eager=True),
) -> None:
    """Claims out of French news: who said what, who commits to what, and how much, quoted to the character."""
    if version:
        from claimex import __version__

        typer.echo(f"claimex {__version__}")
        raise typer.Exit


app.command()(reading.extract)
app.command()(reading.view)
app.command()(reading.explain)
app.command()(corpora.corpus)
app.command()(corpora.merge)
app.command()(corpora.stats)
app.command()(evaluating.score)
app.command()(evaluating.schema)
app.add_typer(ruling.app, name="rules", cls=CodedErrors)
