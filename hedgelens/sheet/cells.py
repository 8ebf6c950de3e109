"""The cells of a workbook as text, by page, row and column."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hedgelens.sheet.pages import UNWRITABLE_MARK, Page, cell_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a page.

    Attributes:
        page: title of the page.
        number: its number in the workbook.
        cells: text by name of column; nothing for a column that is not there.
        letters: letter of each column.
    """

    page: str
    number: int
    cells: Mapping[str, str]
    letters: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place(self, column: str) -> str:
        """Returns page and cell, as in ``Hedges!E7``."""
        return f"{self.page}!{self.cell(column)}"

    def cell(self, column: str) -> str:
        """Returns the cell, as in ``E7``."""
        return f"{self.letters.get(column, 'A')}{self.number}"


def read_page(sheet: Worksheet, page: Page, problems: list[str], warnings: list[str]) -> list[Row]:
    """Reads the rows of a page that hold anything; says what cells and columns cannot be read."""
    names: dict[int, str] = {}
    letters: dict[str, str] = {}
    known = {column.name for column in page.columns}
    cell: Any
    for cell in next(sheet.iter_rows(min_row=1, max_row=1), ()):
        name = " ".join(str(cell.value if cell.value is not None else "").split()).casefold()
        if name in known and name not in letters:
            names[cell.column], letters[name] = name, cell.column_letter
        elif name:
            twice = "stands twice" if name in letters else "is not one of the sheet's and was not read"
            warnings.append(f"{page.title}!{cell.column_letter}1: the column '{name}' {twice}.")
    missing = [name for name in page.needed if name not in letters]
    for name in missing:
        problems.append(f"{page.title}!1:1: the column '{name}' is missing. Put it back (its heading is '{name}').")
    if missing:
        return []
    found = []
    cells: Any
    for cells in sheet.iter_rows(min_row=2):
        texts = {names[c.column]: _text(c, page, problems) for c in cells if c.column in names and c.value is not None}
        if any(text for name, text in texts.items() if name != "article"):
            found.append(Row(page.title, cells[0].row, texts, letters))
    return found


def plain_text(value: Any) -> str:
    """Returns the value of a cell as text."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def alike(one: str, other: str) -> bool:
    """Says whether two cells hold the same but for white space, and for what a workbook cannot hold."""
    return normal(one) == normal(other)


def normal(text: str) -> str:
    """Returns a text with single blanks, as a workbook holds it."""
    return " ".join(cell_text(text).split())


def _text(cell: Any, page: Page, problems: list[str]) -> str:
    if cell.data_type == "f":
        problems.append(
            f"{page.title}!{cell.coordinate}: holds a formula. Write the words themselves; put ' before what begins with '='."
        )
        return UNWRITABLE_MARK
    if cell.data_type == "e":
        problems.append(f"{page.title}!{cell.coordinate}: holds the error {cell.value}. Write what is meant.")
        return UNWRITABLE_MARK
    return plain_text(cell.value)
