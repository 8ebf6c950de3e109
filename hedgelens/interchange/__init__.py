"""Analyses to and from what other programs open: the coding sheet that people correct by hand."""

from hedgelens.interchange.opening import is_sheet
from hedgelens.interchange.problems import Change, SheetError
from hedgelens.interchange.reading import Corrected, read_sheet
from hedgelens.interchange.writing import write_sheet

__all__ = ["Change", "Corrected", "SheetError", "is_sheet", "read_sheet", "write_sheet"]
