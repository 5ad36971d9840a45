"""``claimex rules check`` and ``claimex rules try``: for whoever writes rules."""

from typing import Annotated

import typer

from claimex.cli import options

app = typer.Typer(no_args_is_help=True, help="Check rules against their own examples, or try them on a phrase.")


@app.command()
def check(rules: options.Rules = None, lexicon: options.Words = None) -> None:
    """Run every example and counter-example of every rule; exit code 1 when one fails."""
    from claimex.cli.tables import print_failures
    from claimex.proofs import check_rules
    from claimex.rules import load_rules

    book = load_rules(rules)
    failures = list(check_rules(book.rules, options.pipeline(rules, lexicon)))
    print_failures(failures, rules=len(book.rules))
    if any(not failure.expected for failure in failures):
        raise typer.Exit(1)


@app.command("try")
def try_(
    phrase: Annotated[str, typer.Argument(help="One or more French sentences.")],
    rules: options.Rules = None,
    lexicon: options.Words = None,
) -> None:
    """Say which rule fires on a phrase, and what stops the others."""
    from claimex.cli.tables import print_trials
    from claimex.lexicon import load_lexicon
    from claimex.rules import load_rules
    from claimex.trials import try_rules

    book, words = load_rules(rules), load_lexicon(lexicon)
    print_trials(try_rules(phrase, options.pipeline(rules, lexicon), rules=book, lexicon=words))
