"""The command line: the app, its commands, and how what cannot be worked with is said. All else is in the library."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from hedgelens import __version__
from hedgelens.commands.agree import agree
from hedgelens.commands.analyze import analyze
from hedgelens.commands.demo import demo
from hedgelens.commands.evaluate import evaluate
from hedgelens.commands.report import report
from hedgelens.commands.sheets import import_sheet, sheet
from hedgelens.commands.sources import sources
from hedgelens.commands.train import train
from hedgelens.commands.why import why
from hedgelens.commands.words import collocations, concordance, contrasts
from hedgelens.labels import printable
from hedgelens.records import HedgeLensError

# The commands import all else where they need it: spaCy, pandas and matplotlib take seconds, and `--help` shall not.

BAD_INPUT = 2

app = typer.Typer(
    name="hedgelens",
    help="Reads a news article and says, sentence by sentence, who says it, how sure they are, and whose doubt it is.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Runs the command line; what cannot be worked with is said in one sentence, and the exit code is 2."""
    try:
        app()
    except HedgeLensError as error:
        print(f"hedgelens: {printable(str(error))}", file=sys.stderr)
        sys.exit(BAD_INPUT)
    except BrokenPipeError:
        # Whoever read the output (`| head`) has enough; a second message at exit would help nobody.
        sys.stderr.close()
        sys.exit(1)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"hedgelens {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads a news article and says, sentence by sentence, who says it, how sure they are, and whose doubt it is."""


for command in (
    analyze,
    report,
    sources,
    why,
    concordance,
    collocations,
    contrasts,
    sheet,
    import_sheet,
    agree,
    demo,
    evaluate,
    train,
):
    app.command()(command)


if __name__ == "__main__":
    main()
