"""What a file is by what is in it, where its name says otherwise: a Word document called ``.txt``, a web page called ``.xls``."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from hedgelens.article.access import file_bytes
from hedgelens.article.decoding import OLD_OFFICE, encoding_of, name_of
from hedgelens.article.holding import Note
from hedgelens.records import HedgeLensError

_BEGINNING = 1_024
_SIGNS = ((b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"), (b"PAR1", ".parquet"))
_PARTS = (("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"), ("content.xml", ".odt"))
"""What an archive holds that is a document."""
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_OF_PROGRAMS = (".doc", ".docx", ".odt", ".pdf", ".rtf", ".xls", ".xlsx")
"""Endings of files that are never written by hand: what is text in them is a page, or a table that was called so."""
_OF_TEXT = {".xls": ".csv", ".doc": ".txt"}
"""What a text is that is called like the file of an office program."""
_ALIKE = ({".htm", ".html"}, {".xlsx", ".xlsm"}, {".csv", ".tsv"})


def nature(path: Path) -> str | None:
    """Returns the ending that a file should have by what is in it; ``None`` where its own fits, or nothing else is known to."""
    suffix = path.suffix.lower()
    try:
        beginning = file_bytes(path, _BEGINNING)
    except HedgeLensError:
        return None  # who reads it says what is wrong
    found = next((ending for sign, ending in _SIGNS if beginning.startswith(sign)), None)
    if found is None and beginning.startswith(b"PK\x03\x04"):
        found = _of_archive(path)
    if found is None and suffix in _OF_PROGRAMS and not beginning.startswith((b"PK", OLD_OFFICE)):
        found = _of_text(beginning, suffix)
    return None if found == suffix or any({found, suffix} <= alike for alike in _ALIKE) else found


def _of_archive(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    return next((ending for part, ending in _PARTS if part in names), ".zip" if path.suffix.lower() == ".txt" else None)


def _of_text(beginning: bytes, suffix: str) -> str | None:
    if _PAGE.match(beginning):
        return ".html"
    is_text = b"\0" not in beginning or beginning.startswith((b"\xff\xfe", b"\xfe\xff"))
    return _OF_TEXT.get(suffix) if is_text and beginning.strip() else None


def notes_on(path: Path, name: str, suffix: str, texts: Sequence[str]) -> Iterator[Note]:
    """Says what a file was taken for: its kind where its name says another, and the encoding of a text that is not in UTF-8.

    Args:
        path: the file.
        name: what it is called where something is said of it.
        suffix: the ending of the kind that it is read as.
        texts: endings of files that are read as they stand.
    """
    if suffix != path.suffix.lower():
        of_many = f"{{files}} are {suffix} files by what is in them, and were read as such."
        yield Note(f"{name} is a {suffix} file by what is in it, and was read as one.", of_many, name)
    elif suffix in texts and (encoding := _encoding(path)):
        yield Note(
            f"{name} is not in UTF-8; it was read as {encoding}.",
            f"{{files}} are not in UTF-8; they were read as {encoding}.",
            name,
        )


def _encoding(path: Path) -> str | None:
    """Returns what the encoding of a text is called where it is not UTF-8, and nothing in the file says so."""
    try:
        raw = file_bytes(path)
        raw.decode("utf-8")
    except HedgeLensError:
        return None
    except UnicodeDecodeError:
        codec, is_certain = encoding_of(raw)
        return None if is_certain else name_of(codec)
    return None
