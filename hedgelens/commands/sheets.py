"""``hedgelens sheet`` and ``hedgelens import-sheet``: correct analyses by hand in a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.article import ReadingOptions
from hedgelens.commands.articles import check_output, each_sound, read_articles, results_of
from hedgelens.commands.forms import FORMATS, Form, check_number, form_of, put
from hedgelens.commands.options import (
    TABLES,
    Engine,
    Files,
    Force,
    Hedges,
    MinConfidence,
    Output,
    RawCells,
    Sources,
    Types,
    check_table,
    one_of,
    reads_articles,
)
from hedgelens.commands.writing import note, say_or_write, tell_warnings
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError

if TYPE_CHECKING:
    from hedgelens.sheet import Change

CORRECTIONS = "corrections"


@reads_articles
def sheet(
    output: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to write.")],
    files: Files,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = DEFAULT_ENGINE,
    min_confidence: MinConfidence = None,
    types: Types = None,
    force: Force = False,
    *,
    reading: ReadingOptions,
) -> None:
    """Writes a coding sheet: a workbook with drop-down lists in which people correct the analyses of articles.

    An existing sheet is replaced only if nobody has saved it since it was made. Exit codes: 0 all articles are in it, 2 nothing
    is written, 3 some are left out.
    """
    from hedgelens.sheet import write_sheet
    from hedgelens.sheet.archive import untouched_sheet
    from hedgelens.sheet.writing import workbook

    if output.suffix.lower() != ".xlsx":
        raise HedgeLensError(f"'{output}' does not end in .xlsx. Name the workbook first, then the articles.")
    check_output(output, files, [sources, hedges], own=untouched_sheet, force=force)
    with read_articles(files, output, reading) as articles:
        results = results_of(articles.items, sources, hedges, engine, min_confidence, types)
        analyses = list(articles.done(results))
        try:
            write_sheet(analyses, output, force=force)
        except HedgeLensError:
            raise
        except Exception:  # which of them it is about is not known
            write_sheet(articles.done(each_sound(analyses, workbook), "Looking"), output, force=force)
        note(f"wrote {output}")


def import_sheet(
    file: Annotated[Path, typer.Argument(metavar="IN.xlsx", help="The coding sheet.")],
    format: Annotated[str, one_of("--format", FORMATS)] = "json",
    table: Annotated[str, one_of("--table", (*TABLES, CORRECTIONS), "For csv and md: ")] = "summary",
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who made the corrections; by default the name in the sheet.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help="Date of the corrections; by default the date in the sheet, or the day on which it was saved.",
        ),
    ] = None,
    raw_cells: RawCells = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """Reads a coding sheet back: the corrected analyses, or every cell that cannot be read."""
    from hedgelens.files.overwriting import headed
    from hedgelens.measures import DEFAULT_COUNTING
    from hedgelens.sheet import read_sheet

    check_table(table, "summary", format)
    if table == CORRECTIONS:
        form = Form(lambda _: "", own=headed(_corrections([], format, raw_cells)))
    else:
        form = form_of(format, table, DEFAULT_COUNTING, raw=raw_cells, output=output)
    check_output(output, [file], own=form.own, new=None, force=force)
    corrected = read_sheet(file, by=by, date=date)
    check_number(format, len(corrected.analyses))
    tell_warnings(corrected.warnings)
    if table == CORRECTIONS:
        say_or_write(_corrections(corrected.changes, format, raw_cells), output, form.own, force=force)
    else:
        put(map(form.piece, corrected.analyses), replace(form, by_line=False), output, force=force)


def _corrections(changes: Iterable[Change], format: str, raw: bool) -> str:
    """Returns the list of the cells that were changed."""
    from hedgelens.sheet import Change
    from hedgelens.views.rows import csv_text, markdown_table

    rows = (change.as_dict().values() for change in changes)
    return csv_text(Change.columns(), rows, raw=raw) if format == "csv" else markdown_table(Change.columns(), rows)
