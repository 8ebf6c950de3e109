"""Arguments and options that several commands have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from hedgelens.article import USUAL
from hedgelens.records import HedgeLensError

TABLES = (
    "summary",
    "groups",
    "kinds",
    "naming",
    "roles",
    "affiliations",
    "sentences",
    "attributions",
    "hedges",
    "sources",
    "owners",
)
"""The tables of an analysis; ``hedgelens.views.tables`` makes them, and takes too long to load for ``--help``."""


def one_of(option: str, names: Sequence[str], said_before: str = "") -> Any:
    """Returns an option that takes one of several names, and says so where it is given another.

    Args:
        option: the option, such as ``--format``.
        names: what it may be.
        said_before: the beginning of its help.
    """
    what = option.removeprefix("--")

    def checked(name: str | None) -> str | None:
        if name is not None and name not in names:
            raise HedgeLensError(f"There is no {what} '{name}'. Use one of: {', '.join(names)}.")
        return name

    help = f"{said_before}one of {', '.join(names)}."
    return typer.Option(option, metavar=what.upper(), callback=checked, help=help[0].upper() + help[1:])


def check_table(table: str, usual: str, format: str) -> None:
    """Checks that a table that somebody asks for is one that the format shows.

    Raises:
        HedgeLensError: only csv and md show one table, and the format is another.
    """
    if table != usual and format not in ("csv", "md"):
        raise HedgeLensError(
            f"The table '{table}' is for csv and md, and the format is {format}. Add --format csv or --format md."
        )


Files = Annotated[list[Path], typer.Argument(metavar="FILE", help=f"Articles ({USUAL}), or folders of them.")]
Sources = Annotated[
    Path | None, typer.Option("--sources", metavar="REG.toml", help="Registry of sources: names, aliases, groups.")
]
Hedges = Annotated[Path | None, typer.Option("--hedges", metavar="RULES.toml", help="Hedge rules that add to the built-in ones.")]
Engine = Annotated[
    str,
    typer.Option(
        "--engine", metavar="NAME", help="What finds attributions: rules, learned, or the name or folder of a trained one."
    ),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to write to instead of the terminal.")]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Write over a file that HedgeLens did not write in this form, or that holds corrections; never over what is read.",
    ),
]
RawCells = Annotated[
    bool,
    typer.Option("--raw-cells", help="In CSV, put no apostrophe before words that a spreadsheet would run as a formula."),
]
Level = Annotated[
    str, one_of("--level", ("outer", "inner", "all"), "Which sources are credited with words inside another's words: ")
]
Count = Annotated[str, one_of("--count", ("full", "fractional"), "Whether what two sources share counts for each or is split: ")]
Types = Annotated[
    str | None,
    typer.Option(
        "--types",
        metavar="TYPES",
        help="Types of attribution that count, separated by commas: assertion, belief, fact, eventuality; else all.",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="X",
        help="The confidence from which attributions count, from 0 (all that are listed) to 1; else the engine's own.",
    ),
]
