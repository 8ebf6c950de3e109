"""Arguments and options that several commands have."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from hedgelens.article import USUAL, Columns, Limits, ReadingOptions
from hedgelens.article.above import levels
from hedgelens.article.duplicates import WAYS
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


_ENGINES = ("rules", "learned")
"""The engines that come with HedgeLens, for completion: ``hedgelens.attribution`` takes too long to load."""


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
            raise HedgeLensError(f"{option} cannot be '{name}'. Use one of: {', '.join(names)}.")
        return name

    def completed(incomplete: str) -> list[str]:
        return [name for name in names if name.startswith(incomplete)]

    help = f"{said_before}one of {', '.join(names)}."
    help = help[0].upper() + help[1:]
    return typer.Option(option, metavar=what.upper(), callback=checked, autocompletion=completed, help=help)


def check_table(table: str, usual: str, format: str) -> None:
    """Checks that a table that somebody asks for is one that the format shows.

    Raises:
        HedgeLensError: only csv and md show one table, and the format is another.
    """
    if table != usual and format not in ("csv", "md"):
        raise HedgeLensError(
            f"The table '{table}' is for csv and md, and the format is {format}. Add --format csv or --format md."
        )


Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help=f"Articles or tables of articles ({USUAL}), or folders; - for a text that is piped in."),
]
Sources = Annotated[
    Path | None, typer.Option("--sources", metavar="REG.toml", help="Registry of sources: names, aliases, groups.")
]
Hedges = Annotated[Path | None, typer.Option("--hedges", metavar="RULES.toml", help="Hedge rules that add to the built-in ones.")]
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME",
        help="Engine that finds attributions: rules, learned, or the name or folder of a trained one.",
        autocompletion=lambda incomplete: [name for name in _ENGINES if name.startswith(incomplete)],
    ),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to write to instead of the terminal.")]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Overwrite a file that HedgeLens did not write in this form, or that holds corrections; input files are never "
        "overwritten.",
    ),
]
RawCells = Annotated[
    bool,
    typer.Option("--raw-cells", help="In CSV, leave out the apostrophe that keeps a spreadsheet from running text as a formula."),
]
Level = Annotated[
    str, one_of("--level", ("outer", "inner", "all"), "Which sources are credited with words inside another's words: ")
]
Count = Annotated[str, one_of("--count", ("full", "fractional"), "How words that two sources share are counted: ")]
Types = Annotated[
    str | None,
    typer.Option(
        "--types",
        metavar="TYPES",
        help="Types of attribution that count, separated by commas: assertion, belief, fact, eventuality; default: all.",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="X",
        help="Minimum confidence of attributions that count, from 0 (all that are listed) to 1; default: the engine's own.",
    ),
]


_COLUMNS = tuple(field.name for field in fields_of(Columns))
_READING = {
    "text_column": Annotated[
        str | None,
        typer.Option(
            "--text-column", metavar="NAME", help="For tables: the column that holds the texts, if it is not recognised."
        ),
    ],
    "columns": Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="OF=NAME,…",
            help=f"For tables: further columns, as in title=Headline,date=PD. OF is one of {', '.join(_COLUMNS)}.",
        ),
    ],
    "fields": Annotated[
        str | None,
        typer.Option(
            "--fields",
            metavar="OF/OF",
            help="What the names of the folders above each file mean, as in outlet/year; _ to skip one.",
        ),
    ],
    "duplicates": Annotated[
        str | None,
        one_of("--duplicates", WAYS, "How to treat articles that repeat an earlier one, exactly or nearly: "),
    ],
    "only_english": Annotated[
        bool | None,
        typer.Option("--only-english", help="Leave out articles that do not look like English; each of them is named."),
    ],
    "largest": Annotated[
        int | None,
        typer.Option(
            "--largest", metavar="MB", min=1, help="Largest size of archives and workbooks when unpacked; default 2000."
        ),
    ],
    "largest_file": Annotated[
        float | None,
        typer.Option(
            "--largest-file",
            metavar="MB",
            min=0.001,
            max=50,
            help="Largest size of a file that is neither a table nor an archive, alone or in an archive; default and maximum 50.",
        ),
    ],
}
"""The options that say how articles are read."""


def reads_articles(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that say how articles are read; it is given them together, as ``reading``."""
    signature = inspect.signature(command, eval_str=True)
    own = [parameter for parameter in signature.parameters.values() if parameter.name != "reading"]
    further = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=of) for name, of in _READING.items()
    ]

    @functools.wraps(command)
    def run(**given: Any) -> None:
        of_reading = {name: given.pop(name, None) for name in _READING}
        command(**given, reading=_reading_options(**of_reading))

    run.__signature__ = signature.replace(parameters=[*own, *further])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *further)}
    return run


def _reading_options(
    text_column: str | None,
    columns: str | None,
    fields: str | None,
    duplicates: str | None,
    only_english: bool | None,
    largest: int | None,
    largest_file: float | None,
) -> ReadingOptions:
    named = _columns(columns) if columns else Columns()
    named = replace(named, text=text_column) if text_column else named
    return ReadingOptions(
        columns=None if named == Columns() else named,
        limits=_limits(largest, largest_file),
        fields=() if fields is None else levels(fields),
        duplicates=duplicates or WAYS[0],
        only_english=bool(only_english),
    )


def _limits(largest: int | None, largest_file: float | None) -> Limits:
    usual = Limits()
    unpacked = usual.unpacked if largest is None else largest * 1_000_000
    return Limits(file=usual.file if largest_file is None else round(largest_file * 1_000_000), unpacked=unpacked)


def _columns(text: str) -> Columns:
    """Reads which column holds what.

    Raises:
        HedgeLensError: it does not say that.
    """
    pairs = [pair.partition("=") for pair in re.split(rf",(?=\s*(?:{'|'.join(_COLUMNS)})\s*=)", text)]
    for of, _, name in pairs:
        if of.strip() not in _COLUMNS or not name.strip():
            raise HedgeLensError(
                f"'{text}' does not say which column holds what. Write --columns title=Headline,date=PD, with some of "
                f"{', '.join(_COLUMNS)}."
            )
    return Columns(**{of.strip(): name.strip() for of, _, name in pairs})
