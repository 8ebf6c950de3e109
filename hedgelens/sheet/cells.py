"""The cells of a workbook as text, by page, row and column."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hedgelens.sheet.archive import worksheet
from hedgelens.sheet.findings import Findings
from hedgelens.sheet.pages import UNWRITABLE_MARK, Page, cell_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a page.

    Attributes:
        page: title of the page.
        number: its number in the workbook.
        cells: text by name of column; nothing for a column that is not there.
        letters: letter of each column.
        findings: where it is noted what is wrong with a cell.
    """

    page: str
    number: int
    cells: Mapping[str, str]
    letters: Mapping[str, str]
    findings: Findings

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place(self, column: str) -> str:
        """Returns page and cell, as in ``Hedges!E7``."""
        return f"{self.page}!{self.cell(column)}"

    def problem(self, column: str, said: str) -> None:
        """Notes what is wrong with a cell."""
        self.findings.problem(self.place(column), said)

    def warning(self, column: str, said: str) -> None:
        """Notes what is to be looked at again."""
        self.findings.warning(self.place(column), said)

    def cell(self, column: str) -> str:
        """Returns the cell, as in ``E7``."""
        return f"{self.letters.get(column, 'A')}{self.number}"


def read_page(workbook: Workbook, page: Page, findings: Findings) -> list[Row] | None:
    """Reads the rows of a page that hold anything; nothing where the page, or a column that is needed, is missing."""
    sheet = worksheet(workbook, page.title)
    if sheet is None:
        findings.problem(page.title, "the page is missing. Put it back under this name")
        return None
    letters = _letters(sheet, page, findings)
    missing = [name for name in page.needed if name not in letters]
    for name in missing:
        findings.problem(f"{page.title}!1:1", f"the column '{name}' is missing. Put it back (its heading is '{name}')")
    if missing:
        return None
    names = {letter: name for name, letter in letters.items()}
    found = []
    cells: Any
    for cells in sheet.iter_rows(min_row=2):
        texts = _texts(cells, names, page, findings)
        if any(text for name, text in texts.items() if name != "article"):
            found.append(Row(page.title, cells[0].row, texts, letters, findings))
    return found


def _letters(sheet: Worksheet, page: Page, findings: Findings) -> dict[str, str]:
    """Returns the letter of each column of the page, by the headings in the first row; says which of them are none."""
    letters: dict[str, str] = {}
    known = {column.name for column in page.columns}
    cell: Any
    for cell in next(sheet.iter_rows(min_row=1, max_row=1), ()):
        name = " ".join(str("" if cell.value is None else cell.value).split()).casefold()
        if name in known and name not in letters:
            letters[name] = cell.column_letter
        elif name:
            twice = "occurs twice" if name in letters else "is not one of the sheet's and was not read"
            findings.warning(f"{page.title}!{cell.column_letter}1", f"the column '{name}' {twice}")
    return letters


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


def short(text: str) -> str:
    """Returns the beginning of a text, for a message."""
    text = normal(text)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _texts(cells: Iterable[Any], names: Mapping[str, str], page: Page, findings: Findings) -> dict[str, str]:
    filled = (cell for cell in cells if cell.value is not None and cell.column_letter in names)
    return {names[cell.column_letter]: _text(cell, page, findings) for cell in filled}


def _text(cell: Any, page: Page, findings: Findings) -> str:
    wrong = {
        "f": "holds a formula. Write the words themselves; put ' before words that begin with '='",
        "e": f"holds the error {cell.value}. Write the intended words",
    }
    if cell.data_type in wrong:
        findings.problem(f"{page.title}!{cell.coordinate}", wrong[cell.data_type])
        return UNWRITABLE_MARK
    return plain_text(cell.value)
