"""Annotations in the formats of other programs: written from analyses, and read as analyses.

This used to be the name of :mod:`hedgelens.sheet`, whose names are still available here.
"""

from hedgelens.formats import FORMATS, NAMES, READABLE, Format
from hedgelens.interchange.codings import read_codings
from hedgelens.interchange.reading import read, read_all
from hedgelens.interchange.writing import write
from hedgelens.sheet import Change, Corrected, SheetError, is_sheet, read_sheet, write_sheet

__all__ = [
    "FORMATS",
    "NAMES",
    "READABLE",
    "Change",
    "Corrected",
    "Format",
    "SheetError",
    "is_sheet",
    "read",
    "read_all",
    "read_codings",
    "read_sheet",
    "write",
    "write_sheet",
]
