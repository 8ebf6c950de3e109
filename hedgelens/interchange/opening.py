"""Opens a workbook that may be anything: damaged, made to fill the memory, or no coding sheet at all."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelens.files import no_such_file
from hedgelens.interchange.layout import CARRIED, PAGES, README
from hedgelens.records import HedgeLensError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 200_000_000
"""Bytes that a workbook takes unpacked at most; the sheet of an article takes about 150,000."""
MOST_PACKED, _SMALL = 100, 10_000_000
"""How many times smaller a large part of it is packed at most: coding sheets reach 20, what is made to fill the memory 1,000."""
MOST_CELLS = 2_000_000
"""Cells of a page at most, blank ones between others among them."""
_CONTENTS = "xl/workbook.xml"


def is_sheet(path: str | Path) -> bool:
    """Says whether a file is a coding sheet of HedgeLens, and can be opened as far as that shows."""
    path = Path(path)
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        return False
    try:
        return _has_our_page(path)
    except Exception:  # what is wrong with an archive comes as errors of many kinds
        return False


def opened(path: Path) -> Workbook:
    """Opens a coding sheet.

    Raises:
        HedgeLensError: there is none, it is none, or it is damaged or too large.
    """
    from openpyxl import load_workbook

    if not path.exists():
        raise no_such_file(path)
    try:
        is_ours = path.suffix.lower() == ".xlsx" and zipfile.is_zipfile(path) and _has_our_page(path)
        workbook = load_workbook(path, keep_links=False) if is_ours else None
    except HedgeLensError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        said = " ".join(str(error).split())[:100]
        raise HedgeLensError(
            f"The workbook '{path}' is damaged and cannot be opened ({type(error).__name__}{said and f': {said}'})."
        ) from None
    if workbook is None:
        raise HedgeLensError(
            f"'{path}' is not a coding sheet of HedgeLens: it is no .xlsx workbook with the hidden page '{CARRIED}'. "
            "Make one with 'hedgelens sheet out.xlsx FILE'."
        )
    for title in (README, CARRIED, *(page.title for page in PAGES)):
        if (sheet := worksheet(workbook, title)) is not None and sheet.max_row * sheet.max_column > MOST_CELLS:
            last = sheet.dimensions.split(":")[-1]
            raise HedgeLensError(
                f"The page '{title}' of '{path}' reaches as far as the cell {last}. Delete the blank rows and columns behind "
                "those that hold something, and save it again."
            )
    return workbook


def worksheet(workbook: Workbook, title: str) -> Worksheet | None:
    """Returns the page of a title, nothing where there is none, or one that has no cells."""
    from openpyxl.worksheet.worksheet import Worksheet

    sheet = workbook[title] if title in workbook.sheetnames else None
    return sheet if isinstance(sheet, Worksheet) else None


def _has_our_page(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        whole = sum(part.file_size for part in parts)
        if whole > MOST_BYTES or any(p.file_size > max(_SMALL, MOST_PACKED * p.compress_size) for p in parts):
            raise HedgeLensError(
                f"The workbook '{path}' would take {whole / 1e6:,.0f} MB unpacked, far more than a coding sheet does, and was "
                "not opened. Copy your corrections into a new sheet of the article."
            )
        return _CONTENTS in archive.namelist() and CARRIED.encode() in archive.read(_CONTENTS)
