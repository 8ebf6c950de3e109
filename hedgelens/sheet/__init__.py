"""The coding sheet: analyses as a workbook that people correct by hand, and back."""

from hedgelens.sheet.archive import is_sheet
from hedgelens.sheet.findings import Change, SheetError
from hedgelens.sheet.reading import Corrected, read_sheet
from hedgelens.sheet.writing import write_sheet

__all__ = ["Change", "Corrected", "SheetError", "is_sheet", "read_sheet", "write_sheet"]
