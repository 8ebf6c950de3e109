"""``hedgelens sheet`` and ``hedgelens import-sheet``: correct analyses by hand in a workbook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.commands.analyze import FORMATS, check_number, show, written
from hedgelens.commands.options import TABLES, Engine, Files, Hedges, Output, RawCells, Sources, check_table, one_of
from hedgelens.commands.reading import analyses_of, check_output, read_articles
from hedgelens.commands.writing import say_or_write
from hedgelens.labels import printable
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError

if TYPE_CHECKING:
    from hedgelens.interchange import Corrected

CORRECTIONS = "corrections"


def sheet(
    output: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to write.")],
    files: Files,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = DEFAULT_ENGINE,
) -> None:
    """Writes a coding sheet: a workbook in which people correct the analyses of articles, with drop-downs."""
    from hedgelens.interchange import write_sheet

    if output.suffix.lower() != ".xlsx":
        raise HedgeLensError(f"'{output}' does not end in .xlsx. Name the workbook first, then the articles.")
    write_sheet(analyses_of(read_articles(files, output), sources, hedges, engine), output)


def import_sheet(
    file: Annotated[Path, typer.Argument(metavar="IN.xlsx", help="The coding sheet.")],
    format: Annotated[str, one_of("--format", FORMATS)] = "json",
    table: Annotated[str, one_of("--table", (*TABLES, CORRECTIONS), "For csv and md: ")] = "summary",
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who corrected; by default what the sheet says.")] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="When; by default what the sheet says, or when it was saved."),
    ] = None,
    raw_cells: RawCells = False,
    output: Output = None,
) -> None:
    """Reads a coding sheet back: the corrected analyses, or every cell that cannot be read."""
    from hedgelens.interchange import read_sheet

    check_table(table, "summary", format)
    check_output(output, [file])
    corrected = read_sheet(file, by=by, date=date)
    check_number(format, len(corrected.analyses))
    for warning in corrected.warnings:
        print(f"hedgelens: warning: {printable(warning)}", file=sys.stderr)
    if format == "table":
        show(iter(corrected.analyses), output)
    elif table == CORRECTIONS:
        say_or_write(_corrections(corrected, format, raw_cells), output)
    else:
        say_or_write(written(iter(corrected.analyses), format, table, raw=raw_cells), output)


def _corrections(corrected: Corrected, format: str, raw: bool) -> str:
    """Returns the list of the cells that were changed."""
    from hedgelens.interchange import Change
    from hedgelens.rows import csv_text, markdown_table

    rows = (change.as_dict().values() for change in corrected.changes)
    return csv_text(Change.columns(), rows, raw=raw) if format == "csv" else markdown_table(Change.columns(), rows)
