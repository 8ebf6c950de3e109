"""``hedgelens sheet`` and ``hedgelens import-sheet``: correct analyses by hand in a workbook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.commands.analyze import FORMATS, show
from hedgelens.commands.options import TABLES, Engine, Files, Hedges, Output, Sources, one_of
from hedgelens.commands.reading import analyses_of, check_output, read_articles
from hedgelens.commands.writing import say_or_write
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
    output: Output = None,
) -> None:
    """Reads a coding sheet back: the corrected analyses, or every cell that cannot be read."""
    from hedgelens.interchange import read_sheet

    check_output(output, [file])
    corrected = read_sheet(file, by=by, date=date)
    if format == "json" and len(corrected.analyses) > 1:
        raise HedgeLensError(
            f"The format json holds one article, and the sheet has {len(corrected.analyses)}: "
            "use --format jsonl, which writes one a line."
        )
    for warning in corrected.warnings:
        print(f"hedgelens: warning: {warning}", file=sys.stderr)
    if format == "table":
        show(iter(corrected.analyses), output)
    else:
        say_or_write(_written(corrected, format, table), output)


def _written(corrected: Corrected, format: str, table: str) -> str:
    from hedgelens import tables

    if format == "json":
        return corrected.analyses[0].to_json(indent=1) + "\n"
    if format == "jsonl":
        return "".join(analysis.to_json() + "\n" for analysis in corrected.analyses)
    if table == CORRECTIONS:
        return _corrections(corrected, format)
    return (tables.to_csv if format == "csv" else tables.to_markdown)(corrected.analyses, table)


def _corrections(corrected: Corrected, format: str) -> str:
    """Returns the list of the cells that were changed."""
    from hedgelens.interchange import Change
    from hedgelens.rows import csv_text, markdown_table

    written = csv_text if format == "csv" else markdown_table
    return written(Change.columns(), (change.as_dict().values() for change in corrected.changes))
