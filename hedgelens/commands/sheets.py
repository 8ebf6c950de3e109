"""``hedgelens sheet`` and ``hedgelens import-sheet``: correct analyses by hand in a workbook."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.commands.analyze import FORMATS, show
from hedgelens.commands.options import Engine, Files, Hedges, Output, Sources
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
    check_output(output, files)
    articles = read_articles(files)
    write_sheet(analyses_of(articles, sources, hedges, engine), output)


def import_sheet(
    file: Annotated[Path, typer.Argument(metavar="IN.xlsx", help="The coding sheet.")],
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")] = "json",
    table: Annotated[
        str,
        typer.Option(
            "--table",
            metavar="TABLE",
            help="For csv and md: summary, groups, sentences, attributions, hedges, sources, or corrections.",
        ),
    ] = "summary",
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who corrected; by default what the sheet says.")] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="When; by default what the sheet says, or when it was saved."),
    ] = None,
    output: Output = None,
) -> None:
    """Reads a coding sheet back: the corrected analyses, or every cell that cannot be read."""
    from hedgelens.interchange import read_sheet
    from hedgelens.tables import TABLES

    if format not in FORMATS:
        raise HedgeLensError(f"There is no format '{format}'. Use one of: {', '.join(FORMATS)}.")
    if table not in (*TABLES, CORRECTIONS):
        raise HedgeLensError(f"There is no table '{table}'. Use one of: {', '.join((*TABLES, CORRECTIONS))}.")
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
    from hedgelens.tables import markdown_line, markdown_text

    columns = list(Change.__dataclass_fields__)
    rows = [change.as_dict() for change in corrected.changes]
    if format == "md":
        lines = [markdown_line(columns), markdown_line("---" for _ in columns)]
        return "\n".join([*lines, *(markdown_line(markdown_text(row[c]) for c in columns) for row in rows)]) + "\n"
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
