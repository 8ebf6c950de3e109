"""Says whether anybody saved a coding sheet since HedgeLens wrote it: then it may hold hours of work, and must stay."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from hedgelens.interchange.layout import CARRIED

_PROPERTIES = "docProps/core.xml"
_END = b"</cp:coreProperties>"
_IDENTIFIER = b'<dc:identifier xmlns:dc="http://purl.org/dc/elements/1.1/">%s</dc:identifier>'


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
            if CARRIED.encode() not in workbook.read("xl/workbook.xml"):
                return "is there already, and is no coding sheet of HedgeLens"
            touched = _seal(workbook) not in workbook.read(_PROPERTIES)
    except Exception:  # a damaged archive raises whatever its parts do
        return "is there already, and is no coding sheet that can be read"
    return "was saved by somebody since HedgeLens wrote it, and may hold corrections" if touched else None


def _seal(workbook: zipfile.ZipFile) -> bytes:
    parts = sorted((p.filename, p.CRC, p.file_size) for p in workbook.infolist() if p.filename != _PROPERTIES)
    return b"HedgeLens " + hashlib.sha256(repr(parts).encode()).hexdigest().encode()
