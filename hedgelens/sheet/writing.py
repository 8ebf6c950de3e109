"""Writes a coding sheet: a workbook in which people correct analyses."""

from __future__ import annotations

import gc
import io
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from hedgelens.faces import Analysis
from hedgelens.files.text import counted
from hedgelens.files.writing import write_whole
from hedgelens.records import AUTHOR, UNKNOWN, HedgeLensError
from hedgelens.sheet.archive import sealed, untouched_sheet
from hedgelens.sheet.guide import explanation
from hedgelens.sheet.hidden_page import packed
from hedgelens.sheet.pages import CARRIED, OWNER_LIST, PAGES, README, SOURCE_LIST, SOURCES, Column, Page, rows

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SPARE = 40
"""Rows below the last one that have drop-downs, for what the program missed."""
_NEW_SOURCES = 5
"""Blank rows for new sources below those of each article."""
MOST_ROWS, MOST_LISTS = 1_048_576, 65_534
"""Rows, and drop-downs, that a spreadsheet has on a page at most."""
_HEAD, _QUIET, _OPEN = "FF1F3A5F", "FFEDEDED", "FFFFFFFF"

Ranges = dict[str, dict[str, str]]
"""For each article the cells in which its lists stand, by the name of the list; "" for all articles together."""


def write_sheet(analyses: Analysis | Iterable[Analysis], path: str | Path, *, force: bool = False) -> None:
    """Writes the coding sheet of one or more analyses (``.xlsx``).

    Args:
        analyses: the analyses, of articles with different names.
        path: the file to write. An existing coding sheet is replaced if nobody has saved it since HedgeLens wrote it.
        force: whether to replace any other file as well, including any corrections in it.

    Raises:
        HedgeLensError: there is no analysis, two articles have the same name, there are too many, or the file cannot be written
            or must not be replaced.
    """
    analyses = [analyses] if isinstance(analyses, Analysis) else list(analyses)
    if not analyses:
        raise HedgeLensError("There is no analysis to write into a coding sheet.")
    names = [analysis.article.id for analysis in analyses]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise HedgeLensError(f"Two articles are called '{twice}', and a coding sheet tells them apart by name. Rename one.")
    _check_size(analyses)
    write_whole(path, workbook(analyses), untouched_sheet, force=force)


def _check_size(analyses: Sequence[Analysis]) -> None:
    sizes = [
        sum(len(page.marks(analysis)) for analysis in analyses) + (len(analyses) * (2 + _NEW_SOURCES) if page is SOURCES else 0)
        for page in PAGES
    ]
    if max(sizes) + SPARE + 2 > MOST_ROWS or 2 * len(analyses) > MOST_LISTS:
        raise HedgeLensError(
            f"A coding sheet of {counted(len(analyses), 'article')} has more rows or drop-downs than a spreadsheet can hold. "
            "Write several, of fewer articles each."
        )


def workbook(analyses: Sequence[Analysis]) -> bytes:
    """Returns the coding sheet of analyses.

    Raises:
        HedgeLensError: there is no room for it on the disk where temporary files are kept.
    """
    from lxml.etree import SerialisationError

    try:
        return sealed(_workbook(analyses))
    except (OSError, SerialisationError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        _let_go(error)
    raise HedgeLensError(f"There is no room for the temporary files of the coding sheet in '{gettempdir()}': {reason}.")


def _let_go(error: BaseException) -> None:
    """Closes what was being written; that it fails to close, too, is said by nobody."""
    shown, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        traceback.clear_frames(error.__traceback__)
        error.__traceback__ = error.__context__ = None
        gc.collect()
    finally:
        sys.unraisablehook = shown


def _workbook(analyses: Sequence[Analysis]) -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.properties.creator = "HedgeLens"
    first = workbook.active
    assert first is not None
    workbook.remove(first)
    explanation(workbook.create_sheet(README))
    ranges = _list_ranges(analyses)
    for page in PAGES:
        _fill(workbook.create_sheet(page.title), page, analyses, ranges)
    _carry(workbook, analyses)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _list_ranges(analyses: Sequence[Analysis]) -> Ranges:
    """Says where on the page of sources the names of each article stand: the two fixed owners, the sources, blank rows."""
    column = _letter(SOURCES, "name")
    ranges: Ranges = {}
    row = 2
    for analysis in analyses:
        last = row + 1 + len(analysis.sources) + _NEW_SOURCES
        ranges[analysis.article.id] = {
            OWNER_LIST: f"{SOURCES.title}!${column}${row}:${column}${last}",
            SOURCE_LIST: f"{SOURCES.title}!${column}${row + 2}:${column}${last}",
        }
        row = last + 1
    everything = f"{SOURCES.title}!${column}$2:${column}${row + SPARE}"
    one = ranges[analyses[0].article.id]
    ranges[""] = one if len(analyses) == 1 else {OWNER_LIST: everything, SOURCE_LIST: everything}
    return ranges


def _fill(sheet: Worksheet, page: Page, analyses: Sequence[Analysis], ranges: Ranges) -> None:
    _head(sheet, page)
    row = 2
    for analysis in analyses:
        first = row
        for cells in _with_fixed_rows(analysis, page):
            for place, column in enumerate(page.columns, start=1):
                _write(sheet, row, place, cells.get(column.name, ""), column, fixed=cells.get("id") in (AUTHOR, UNKNOWN))
            row += 1
        if row > first:
            _drop_downs(sheet, page, first, row - 1, ranges[analysis.article.id])
    _drop_downs(sheet, page, row, row + SPARE, ranges[""])
    # The heading and what tells the rows apart stay in view.
    sheet.freeze_panes = f"{_letter(page, page.columns[[c.name for c in page.columns].index(page.key) + 1].name)}2"
    sheet.auto_filter.ref = f"A1:{_letter(page, page.columns[-1].name)}{max(row - 1, 1)}"


def _with_fixed_rows(analysis: Analysis, page: Page) -> list[dict[str, str]]:
    """Returns the rows of an article; those of sources between the owners that are none and blank rows for new ones."""
    found = rows(analysis, page)
    if page is not SOURCES:
        return found
    article = {"article": analysis.article.id}
    fixed = [{**article, "id": owner, "name": owner} for owner in (AUTHOR, UNKNOWN)]
    return [*fixed, *found, *[article] * _NEW_SOURCES]


def _head(sheet: Worksheet, page: Page) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(page.columns, start=1):
        cell: Any = sheet.cell(row=1, column=place, value=column.name)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_HEAD if column.editable else "FF6B6B6B")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.comment = Comment(column.about if column.editable else f"{column.about} (Do not change it.)", "HedgeLens")
        sheet.column_dimensions[get_column_letter(place)].width = column.width


def _write(sheet: Worksheet, row: int, place: int, text: str, column: Column, *, fixed: bool) -> None:
    from openpyxl.styles import Alignment, PatternFill

    cell: Any = sheet.cell(row=row, column=place)
    cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if fixed or not column.editable:
        cell.fill = PatternFill("solid", fgColor=_QUIET)
    if text:
        # Words of an article are never a formula: the type says so to the program, the prefix to people who edit the cell.
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@'"


def _drop_downs(sheet: Worksheet, page: Page, first: int, last: int, lists: dict[str, str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for column in page.columns:
        if not column.choices:
            continue
        named = lists.get(column.choices[0])
        validation = DataValidation(
            type="list",
            formula1=named or f'"{",".join(column.choices)}"',
            allow_blank=True,
            # Several sources may stand in one cell, which a list does not know.
            errorStyle="warning" if column.name == "carries on" else "stop",
            showErrorMessage=True,
            errorTitle=column.name,
            error=(
                f"Choose from the list. A new source first needs a row on the page {SOURCES.title}."
                if named
                else f"Choose from the list: {', '.join(column.choices)}."
            ),
        )
        sheet.add_data_validation(validation)
        letter = _letter(page, column.name)
        validation.add(f"{letter}{first}:{letter}{last}")


def _carry(workbook: Workbook, analyses: Sequence[Analysis]) -> None:
    sheet = workbook.create_sheet(CARRIED)
    sheet.append(["article", "piece", "content (do not change: the analysis as it was when the sheet was made)"])
    for article, analysis in enumerate(analyses, start=1):
        for number, piece in enumerate(packed(analysis), start=1):
            sheet.append([article, number, piece])
            sheet.cell(row=sheet.max_row, column=3).data_type = "s"
    sheet.sheet_state = "veryHidden"


def _letter(page: Page, name: str) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter([c.name for c in page.columns].index(name) + 1)
