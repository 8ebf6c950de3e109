"""``hedgelens study export``: what a study holds, as files that other programs open."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hedgelens.commands.options import Force
from hedgelens.commands.progress import bar_of
from hedgelens.commands.writing import tell

File = Annotated[Path, typer.Argument(metavar="STUDY", help="The file of the study, such as floods.study.")]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="NAMES",
        help="Further fields of the articles that every row is to carry: names, separated by commas, or all.",
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
            help="File to write; its ending says the form: .jsonl (every analysis), .csv or .parquet (one table), .xlsx (a sheet "
            "a table), .zip (all tables as CSV, the analyses, and what they are). A name that ends in / becomes a folder of "
            "Parquet.",
        ),
    ],
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            metavar="TABLE",
            help="Which table: articles (the one of .csv and .parquet where none is named), summary, sentences, attributions, "
            "hedges, sources, dominant_sources, owners, groups, kinds, naming, roles, affiliations, problems, notes, settings, "
            "dictionary, or all.",
        ),
    ] = None,
    fields: Fields = None,
    raw_cells: RawCells = False,
    force: Force = False,
) -> None:
    """Writes what a study holds: its analyses, its tables, and what each column holds, whole or not at all."""
    from hedgelens.study import Study

    asked = fields if fields in (None, "all") else [name.strip() for name in fields.split(",") if name.strip()]
    with Study.open(file) as study, bar_of("Writing") as bar:
        written = study.export(
            output, table=table, fields=asked or (), raw=raw_cells, force=force, told=lambda done, total: bar(done, total, "")
        )
    for path in written:
        tell(f"wrote {path}")
