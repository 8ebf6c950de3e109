"""Edits coding sheets as people do, cell by cell."""

from __future__ import annotations

from openpyxl import load_workbook


class Sheet:
    """A workbook that is edited by page, row (the id or the index) and column, and saved."""

    def __init__(self, path):
        self.path = path
        self.workbook = load_workbook(path)

    def columns(self, page):
        return {cell.value: cell.column for cell in self.workbook[page][1]}

    def cell(self, page, key, column):
        columns = self.columns(page)
        row = next(
            r
            for r in range(2, self.workbook[page].max_row + 1)
            if self.workbook[page].cell(r, columns[self.key(page)]).value == str(key)
        )
        return self.workbook[page].cell(row, columns[column])

    @staticmethod
    def key(page):
        return "sentence" if page == "Sentences" else "id"

    def set(self, page, key, column, value):
        cell = self.cell(page, key, column)
        cell.value = value
        if isinstance(value, str) and not value.startswith("="):
            cell.data_type = "s"
        return cell.coordinate

    def add(self, page, **cells):
        """Fills the first row below the last one that holds anything; blanks in names are written as underscores."""
        sheet, columns = self.workbook[page], self.columns(page)
        row = 1 + max(r for r in range(1, sheet.max_row + 1) if any(sheet.cell(r, c).value for c in columns.values()))
        for name, value in cells.items():
            sheet.cell(row, columns[name.replace("_", " ")]).value = value
        return row

    def sign(self, coder=None, date=None):
        self.workbook["Read me"]["B3"], self.workbook["Read me"]["B4"] = coder, date

    def save(self):
        self.workbook.save(self.path)
        return self.path
