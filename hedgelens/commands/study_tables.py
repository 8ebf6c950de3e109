"""``hedgelens study export`` and ``query``: what a study holds, as files that other programs open, and asked in SQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.commands.options import Force, Output, one_of
from hedgelens.commands.progress import bar_of
from hedgelens.commands.writing import note, say_or_write, use_no_window
from hedgelens.files.overwriting import headed
from hedgelens.files.text import counted, one_line, shortened

if TYPE_CHECKING:
    from hedgelens.study.querying import Answer

_FORMATS = ("table", "csv")
_LONGEST = 60
"""So many characters of a cell are shown on the terminal."""

File = Annotated[Path, typer.Argument(metavar="STUDY", help="The file of the study, such as floods.study.")]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="NAMES",
        help="Further fields of the articles to add to every row: names, separated by commas, or all.",
    ),
]
RawCells = Annotated[
    bool,
    typer.Option(
        "--raw-cells",
        help="CSV for scripts: without byte order mark, and without an apostrophe before words that a spreadsheet would run as a "
        "formula.",
    ),
]


def export(
    file: File,
    output: Annotated[
        str,
        typer.Argument(
            metavar="OUT",
            help="File to write; its extension determines the format: .jsonl (every analysis), .csv or .parquet (one table), "
            ".xlsx (one sheet per table), .zip (everything: all tables as CSV, analyses, codings, charts, methods text, "
            "settings, citation). A name that ends in / becomes a folder of Parquet.",
        ),
    ],
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            metavar="TABLE",
            help="Which table: articles (default for .csv and .parquet), summary, sentences, attributions, "
            "hedges, sources, dominant_sources, owners, groups, kinds, naming, roles, affiliations, problems, notes, settings, "
            "dictionary, or all.",
        ),
    ] = None,
    fields: Fields = None,
    raw_cells: RawCells = False,
    force: Force = False,
) -> None:
    """Writes what a study holds: its analyses, a table, all of them, or everything as one archive; whole or not at all."""
    from hedgelens.study import Study

    if output.lower().endswith(".zip"):  # it holds charts
        use_no_window()
    asked = fields if fields in (None, "all") else [name.strip() for name in fields.split(",") if name.strip()]
    with Study.open(file) as study, bar_of("Writing") as bar:
        written = study.export(
            output, table=table, fields=asked or (), raw=raw_cells, force=force, told=lambda done, total: bar(done, total, "")
        )
        to_do = study.status().to_do
    for path in written:
        note(f"wrote {path}")
    if to_do:
        note(f"still to be analysed: {counted(to_do, 'article')}, with: hedgelens study run {file}")


def query(
    file: File,
    sql: Annotated[
        str,
        typer.Argument(
            metavar="SQL",
            help='The query, such as "SELECT outlet, count(*) FROM articles GROUP BY outlet". The tables are those of '
            "'study export'; 'dictionary' says what each column holds.",
        ),
    ],
    format: Annotated[str, one_of("--format", _FORMATS)] = "table",
    output: Output = None,
    raw_cells: RawCells = False,
    force: Force = False,
) -> None:
    """Answers an SQL query about the tables of a study, which it copies into a DuckDB file beside the study."""
    from hedgelens.study import Study

    with Study.open(file) as study, bar_of("Copying the tables") as bar:
        found = study.answer(sql, told=lambda done, total: bar(done, total, ""))
    if format == "table":
        say_or_write(_as_table(found), output, force=force)
        return
    from hedgelens.views.rows import csv_text

    mark = "" if raw_cells or output is None else "\ufeff"
    head = csv_text(found.columns, (), raw=raw_cells)
    say_or_write(mark + csv_text(found.columns, found.rows, raw=raw_cells), output, headed(head), force=force)


def _as_table(found: Answer) -> str:
    """Returns an answer as a table for the terminal: columns under their names, numbers to the right."""
    cells = [["" if cell is None else shortened(one_line(str(cell)), _LONGEST) for cell in row] for row in found.rows]
    heads = [shortened(one_line(name), _LONGEST) for name in found.columns]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    right = [all(isinstance(cell, int | float | None) for cell in column) for column in zip(*found.rows, strict=True)]
    right = right or [False] * len(heads)
    lines = [heads, ["─" * width for width in widths], *cells]
    return "".join("  ".join(map(_padded, line, widths, right)).rstrip() + "\n" for line in lines)


def _padded(cell: str, width: int, right: bool) -> str:
    return cell.rjust(width) if right else cell.ljust(width)
