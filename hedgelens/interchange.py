"""The former name of :mod:`hedgelens.sheet`, for scripts and notebooks that know it by this one."""

import sys

from hedgelens.collection import codings
from hedgelens.sheet import Change, Corrected, SheetError, is_sheet, read_sheet, write_sheet

__all__ = ["Change", "Corrected", "SheetError", "is_sheet", "read_sheet", "write_sheet"]

sys.modules[f"{__name__}.codings"] = codings
