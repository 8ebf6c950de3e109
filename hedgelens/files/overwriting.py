"""Whose a file is: what HedgeLens wrote itself may be written over; what people made or corrected stays."""

from __future__ import annotations

import mmap
import re
from collections.abc import Callable
from pathlib import Path

from hedgelens.records import HedgeLensError

Own = Callable[[Path], str | None]
"""Says why a file must stay, as the sentence goes on after its name; nothing where HedgeLens wrote it in the form looked for."""

PAGE_MARK = b'<meta name="generator" content="HedgeLens '
MARKDOWN_MARK = b"<!-- HedgeLens "
CHART_MARK = b"tEXtSoftware\0HedgeLens"
_HEAD = 4096
"""So far from its beginning the mark of a file stands at most."""

_NOT_OURS = "already exists, and HedgeLens did not write it in this form"
_CORRECTED = "holds corrections that people made, and what would take its place does not"

# Who corrected an analysis: in JSON, in the index of a report, and in the words of pages and tables.
_IN_JSON = re.compile(rb'"by":\s*("(?:[^"\\]|\\.)*"),\s*"date":')
_IN_INDEX = re.compile(rb"Corrected by ([^<]{1,200}) on \d{4}-\d\d-\d\d \(\d+\)")
_IN_WORDS = re.compile(rb" on \d{4}-\d\d-\d\d \((?:no|\d+) corrections?\)")
_LONGEST_NAME = 200

_VALUE = rb'\s*(?:"(?:[^"\\]|\\.)*"|\[[^\[\]]*\]|[^\s,"{}\[\]]*),\s*'


def check_replaceable(target: Path, path: Path, own: Own | None, new: bytes | None) -> None:
    """Checks that a file that is there may be replaced; one that is empty may.

    Args:
        target: the file.
        path: what it is called in the message.
        own: says whether HedgeLens wrote it in the form that is to be written; without it, it stays.
        new: what is to be written, where that is known.

    Raises:
        HedgeLensError: it must stay.
    """
    try:
        if not target.stat().st_size:
            return
        reason = _NOT_OURS if own is None else own(target)
        if reason is None and new is not None and _coders_in(target) - _coders(new):
            reason = _CORRECTED
    except OSError:
        reason = _NOT_OURS  # it cannot be looked into
    if reason is not None:
        raise HedgeLensError(f"'{path}' {reason}. Name another file, or overwrite it with --force (in Python force=True).")


def marked(mark: bytes) -> Own:
    """Returns what knows the files of HedgeLens by a mark at their beginning."""
    return lambda path: None if mark in _head(path) else _NOT_OURS


def headed(text: str) -> Own:
    """Returns what knows a table of HedgeLens by its first line, the names of its columns.

    A spreadsheet program ends its lines in another way where it wrote the table again.
    """
    line = text.encode("utf-8").partition(b"\n")[0] + b"\n"
    return lambda path: None if _head(path).removeprefix(b"\xef\xbb\xbf").startswith(line) else _NOT_OURS


def keyed(*keys: str) -> Own:
    """Returns what knows JSON of HedgeLens by the first keys of its object, or of the first one in a list or on a line."""
    beginning = re.compile(rb"\s*(?:\[\s*)?\{\s*" + _VALUE.join(b'"%s":' % key.encode() for key in keys))
    return lambda path: None if beginning.match(_head(path)) else _NOT_OURS


PAGE = marked(PAGE_MARK)
REPORT_IN_MARKDOWN = marked(MARKDOWN_MARK)
CHART = marked(CHART_MARK)
ANALYSIS = keyed("schema", "hedgelens", "article")
REPORT = keyed("schema", "hedgelens", "articles")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _coders_in(path: Path) -> set[bytes]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _coders(content)


def _coders(content: bytes | mmap.mmap) -> set[bytes]:
    """Returns who corrected the analyses in a file, as it writes their names."""
    found = {match[1] for pattern in (_IN_JSON, _IN_INDEX) for match in pattern.finditer(content)}
    for match in _IN_WORDS.finditer(content):
        before = content[max(match.start() - _LONGEST_NAME, 0) : match.start()]
        found.add(re.split(rb'[",|;>\n]', before)[-1].strip())
    return found
