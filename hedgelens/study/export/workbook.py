"""Tables as a workbook that spreadsheets open: a sheet a table, written row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from hedgelens.files.overwriting import Own
from hedgelens.records import HedgeLensError
from hedgelens.sheet.pages import cell_text
from hedgelens.study.export.parquet import day
from hedgelens.study.export.sealing import SealedWorkbook, untouched
from hedgelens.study.export.wanted import Wanted
from hedgelens.study.rows import Row
from hedgelens.views.columns import Column

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEETS = (
    "articles", "summary", "dominant_sources", "sentences", "attributions", "hedges", "problems", "notes", "settings",
    "dictionary",
)  # fmt: skip
"""The tables that a workbook holds where no other ones are asked for."""
BESIDE = ("settings", "dictionary")
"""The tables that stand beside one that is asked for."""

MOST_ROWS = 1_048_576
"""Rows that a spreadsheet has on a sheet; what does not fit goes on in the next one."""
_TOGETHER = 500
_FIRST_DAY = date(1900, 3, 1)
"""Days before are counted otherwise, or not at all, by one spreadsheet or the other."""
_CALCULATED = ("=", "#")
"""What a text begins with that would be taken for a formula, or for the error of one."""
_HEAD = "FF1F3A5F"
_WIDE = frozenset(("text", "content_text", "why", "what", "reason", "note", "warnings", "problem", "forms"))
_WIDTHS = {"text": 20, "list": 24, "date": 11, "yes or no": 10}
_WIDEST, _LEAST = 70, 9


def write_workbook(wanted: Wanted, path: Path) -> None:
    """Writes the tables into the sheets of one workbook.

    Raises:
        HedgeLensError: there is no room for it on the disk where temporary files are kept.
    """
    from lxml.etree import SerialisationError
    from openpyxl.writer.excel import ExcelWriter

    try:
        with _workbook() as workbook:
            pages = {table: _Pages(workbook, table, wanted.columns(table)) for table in wanted.tables}
            for table, rows in wanted.batches(_TOGETHER):
                pages[table].add(rows)
            for page in pages.values():
                page.close()
            with SealedWorkbook(path) as archive:
                ExcelWriter(workbook, archive).save()
    except SerialisationError as error:
        raise HedgeLensError(f"There is no room for the temporary files of the workbook in '{gettempdir()}': {error}.") from None


@contextmanager
def _workbook() -> Iterator[Workbook]:
    """Gives a workbook; where it is not finished, its temporary files are taken away."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    workbook.properties.creator = "HedgeLens"
    try:
        yield workbook
    finally:
        for sheet in workbook.worksheets:
            _take_away(sheet)


def _take_away(sheet: Any) -> None:
    """Takes away the temporary file of a sheet that did not come into the workbook."""
    if sheet._writer is None:
        return
    if not sheet.closed:
        with suppress(Exception):  # what writes it ends with whatever broke it off
            sheet.close()
    with suppress(OSError):
        Path(sheet._writer.out).unlink()


class _Pages:
    """The sheets of a table: one, or as many as its rows need."""

    def __init__(self, workbook: Workbook, table: str, columns: Sequence[Column]) -> None:
        self._workbook, self._table, self._columns = workbook, table, columns
        self._number = self._rows = 0
        self._begin()

    def _begin(self) -> None:
        self._number, self._rows = self._number + 1, 1
        title = self._table if self._number == 1 else f"{self._table} ({self._number})"
        self._sheet: Any = self._workbook.create_sheet(title)
        self._sheet.freeze_panes = "B2"
        for letter, column in zip(_letters(len(self._columns)), self._columns, strict=True):
            self._sheet.column_dimensions[letter].width = _width(column)
        self._sheet.append([_head(self._sheet, column.name) for column in self._columns])

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if self._rows == MOST_ROWS:
                self.close()
                self._begin()
            self._sheet.append([self._cell(column, cell) for column, cell in zip(self._columns, row, strict=True)])
            self._rows += 1

    def close(self) -> None:
        """Ends the sheet with the filter over its rows."""
        self._sheet.auto_filter.ref = f"A1:{_letters(len(self._columns))[-1]}{self._rows}"

    def _cell(self, column: Column, value: Any) -> Any:
        if value is None or (not isinstance(value, str) and column.type != "date"):
            return value
        if column.type == "date" and (found := day(str(value))) is not None and found >= _FIRST_DAY:
            return found
        text = cell_text(str(value))
        return _text(self._sheet, text) if text.startswith(_CALCULATED) else text


def _text(sheet: Any, text: str) -> Any:
    """Returns a cell that is text, whatever it looks like."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _head(sheet: Any, name: str) -> Any:
    from openpyxl.styles import Font, PatternFill

    cell = _text(sheet, cell_text(name))
    cell.font = Font(bold=True, color="FFFFFFFF")
    cell.fill = PatternFill("solid", fgColor=_HEAD)
    return cell


def _letters(number: int) -> list[str]:
    from openpyxl.utils import get_column_letter

    return [get_column_letter(place) for place in range(1, number + 1)]


def _width(column: Column) -> int:
    if column.name in _WIDE:
        return _WIDEST
    return max(_WIDTHS.get(column.type, _LEAST), min(len(column.name) + 4, _WIDEST))


def own_workbook(wanted: Wanted) -> Own:
    """Returns what knows a workbook of tables that nobody saved since HedgeLens wrote it."""
    return untouched
