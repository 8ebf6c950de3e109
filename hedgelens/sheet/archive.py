"""The workbook as a file: opened, though it may be anything, and sealed, so that it shows whether anybody saved it since.

A workbook to open may be damaged, made to fill the memory, or no coding sheet at all. One that somebody saved since HedgeLens
wrote it may hold hours of work, and must stay.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelens.article import check_readable
from hedgelens.records import HedgeLensError
from hedgelens.sheet.pages import CARRIED, PAGES, README

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
_PROPERTIES = "docProps/core.xml"
_END = b"</cp:coreProperties>"
_IDENTIFIER = b'<dc:identifier xmlns:dc="http://purl.org/dc/elements/1.1/">%s</dc:identifier>'


def is_sheet(path: str | Path) -> bool:
    """Says whether a file is a coding sheet of HedgeLens that can be opened."""
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
        HedgeLensError: there is none, it may not be read, it is none, or it is damaged or too large.
    """
    from openpyxl import load_workbook

    check_readable(path)
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
            f"'{path}' is not a coding sheet of HedgeLens: it is not an .xlsx workbook with the hidden page '{CARRIED}'. "
            "Make one with 'hedgelens sheet out.xlsx FILE'."
        )
    _check_pages(workbook, path)
    return workbook


def _check_pages(workbook: Workbook, path: Path) -> None:
    for title in (README, CARRIED, *(page.title for page in PAGES)):
        if (sheet := worksheet(workbook, title)) is not None and sheet.max_row * sheet.max_column > MOST_CELLS:
            last = sheet.dimensions.split(":")[-1]
            raise HedgeLensError(
                f"The page '{title}' of '{path}' extends as far as the cell {last}. Delete the blank rows and columns after "
                f"the filled ones, and save it again."
            )


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


def sealed(workbook: bytes) -> bytes:
    """Writes into the properties of a workbook, as its identifier, a hash of all its other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == _PROPERTIES:
                content = content.replace(_END, _IDENTIFIER % _seal(old) + _END)
            new.writestr(part, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def untouched_sheet(path: Path) -> str | None:
    """Says why a coding sheet must stay, as the sentence goes on after its name; nothing where it is as HedgeLens wrote it."""
    try:
        with zipfile.ZipFile(path) as workbook:
            if CARRIED.encode() not in workbook.read(_CONTENTS):
                return "already exists, and is not a HedgeLens coding sheet"
            touched = _seal(workbook) not in workbook.read(_PROPERTIES)
    except Exception:  # a damaged archive raises whatever its parts do
        return "already exists, and is not a coding sheet that can be read"
    return "was saved by somebody since HedgeLens wrote it, and may hold corrections" if touched else None


def _seal(workbook: zipfile.ZipFile) -> bytes:
    parts = sorted((p.filename, p.CRC, p.file_size) for p in workbook.infolist() if p.filename != _PROPERTIES)
    return b"HedgeLens " + hashlib.sha256(repr(parts).encode()).hexdigest().encode()
