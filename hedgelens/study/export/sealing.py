"""Archives and workbooks that show whether anybody saved them since HedgeLens wrote them."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

_CORE = "docProps/core.xml"
_END = b"</cp:coreProperties>"
_IDENTIFIER = b'<dc:identifier xmlns:dc="http://purl.org/dc/elements/1.1/">%s</dc:identifier>'
_NOT_OURS = "already exists, and HedgeLens did not write it in this form"
_SAVED = "was saved by somebody since HedgeLens wrote it, and may hold work of theirs"


class SealedWorkbook(zipfile.ZipFile):
    """A workbook that is written: its properties come last and say what its other parts are."""

    def __init__(self, path: Path) -> None:
        """Begins a workbook in a file."""
        super().__init__(path, "w", zipfile.ZIP_DEFLATED)
        self._properties = b""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *more: Any, **others: Any) -> None:
        """Writes a part, and keeps the properties for the end."""
        if zinfo_or_arcname == _CORE:
            self._properties = bytes(data)
        else:
            super().writestr(zinfo_or_arcname, data, *more, **others)

    def close(self) -> None:
        """Writes the properties, and the end of the file."""
        if self._properties:
            mark = _IDENTIFIER % _seal(self)
            super().writestr(_CORE, self._properties.replace(_END, mark + _END))
            self._properties = b""
        super().close()


def seal(archive: zipfile.ZipFile) -> None:
    """Says in the comment of an archive what its parts are."""
    archive.comment = _seal(archive)


def untouched(path: Path) -> str | None:
    """Says why a workbook or an archive must stay: nothing where it is as HedgeLens wrote it."""
    try:
        with zipfile.ZipFile(path) as archive:
            said = archive.read(_CORE) if _CORE in archive.namelist() else archive.comment
            if _MARK not in said:
                return _NOT_OURS
            return None if _seal(archive) in said else _SAVED
    except Exception:  # a damaged archive raises whatever its parts do
        return _NOT_OURS


_MARK = b"HedgeLens tables "


def _seal(archive: zipfile.ZipFile) -> bytes:
    parts = sorted((part.filename, part.CRC, part.file_size) for part in archive.infolist() if part.filename != _CORE)
    return _MARK + hashlib.sha256(repr(parts).encode()).hexdigest().encode()
