"""Results as text: JSON, CSV and Markdown that steer no terminal and no spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import isnan
from numbers import Number
from types import SimpleNamespace
from typing import Any

from hedgelens.files.text import one_line, without_controls

_UNSAFE = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What is not written as it stands; first the two halves of a character, which escaped would be read as the whole one."""
_RUNS = re.compile(r"""[\s"']*[=+\-@＝＋－＠]|[\t\r\n]""")
"""The beginning of a cell that a spreadsheet may take for a formula."""
_REFERENCE = re.compile(r"&(?=#?\w+;)")
"""What would be read as a character ("&lt;")."""


def json_text(data: Any, *, indent: int | None = None) -> str:
    """Returns data as JSON text that is one line where it is not indented, can be written in UTF-8, and steers no terminal.

    Separators of lines, control characters, turns of the direction of writing, halves of characters and the two that are none are
    escaped, so that XML can hold it as well; two halves that stand together are written as the character that they are; all else
    stands as it is.
    """
    import json

    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    return _UNSAFE.sub(_safely, text)


def _safely(match: re.Match[str]) -> str:
    found = match[0]
    if len(found) == 2:
        return found.encode("utf-16", "surrogatepass").decode("utf-16")
    return f"\\u{ord(found):04x}"


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[object]], *, raw: bool = False) -> str:
    """Returns rows as CSV under a line of column names.

    Args:
        columns: the names of the columns.
        rows: the rows. Control characters in their texts become blanks; yes and no are TRUE and FALSE, and a cell without a
            value is empty.
        raw: whether a text that a spreadsheet would run as a formula stands as it is; else an apostrophe is put before it.
    """
    return "".join(csv_lines([list(columns), *rows], raw=raw))


def csv_lines(rows: Iterable[Iterable[object]], *, raw: bool = False) -> Iterator[str]:
    """Yields rows as CSV, each with the end of its line; see :func:`csv_text`."""
    import csv

    written: list[str] = []
    # Ends of lines as the module writes them by default: with others it leaves a lone carriage return without quotation marks.
    writer = csv.writer(SimpleNamespace(write=written.append))
    for row in rows:
        writer.writerow([_cell(value, raw) for value in row])
        yield written.pop().removesuffix("\r\n") + "\n"


def _cell(value: object, raw: bool) -> object:
    if value is None or (isinstance(value, float) and isnan(value)):  # pandas has NaN for a number that is missing
        return None
    if isinstance(value, bool):
        return str(value).upper()  # R takes no other spelling for a yes or no, and all others take this one
    if isinstance(value, Number):
        return value
    text = without_controls(str(value))
    return f"'{text}" if not raw and _RUNS.match(text) else text


def markdown_table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Returns rows as a table in Markdown; the heads are taken as they are, the cells shown as they stand."""
    columns = list(heads)
    lines = [columns, ["---"] * len(columns), *(map(markdown_text, row) for row in rows)]
    return "\n".join(map(markdown_line, lines)) + "\n"


def markdown_line(cells: Iterable[str]) -> str:
    """Returns a line of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def markdown_text(value: object) -> str:
    """Returns what is shown as it stands, in one line, wherever Markdown is read."""
    text = "" if value is None else _REFERENCE.sub("&amp;", one_line(str(value)))
    for character in "\\|<>*_`[]":
        text = text.replace(character, f"\\{character}" if character not in "<>" else {"<": "&lt;", ">": "&gt;"}[character])
    return text
