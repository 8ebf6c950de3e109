"""Tables as JSON: an object a line (``.jsonl``), or a list of objects (``.json``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from hedgelens.article.access import cannot_be_read, check_file
from hedgelens.article.decoding import decoded
from hedgelens.article.tables.table import Row, Table
from hedgelens.records import HedgeLensError

_LOOKED_AT = 1_000
"""The names of the columns are those that so many objects have."""
_LONGEST_LINE = 100_000_000
_LARGEST = 500_000_000
"""So many bytes a list may have, which has to be read as a whole."""


def json_lines_table(path: Path) -> Table:
    """Opens a file with an object a line.

    Raises:
        HedgeLensError: it cannot be read, or holds no object.
    """
    check_file(path, largest=float("inf"))
    return _table(path, lambda: _of_lines(path), "line")


def json_table(path: Path) -> Table:
    """Opens a file with a list of objects; a list may also stand under a name, and objects on lines of their own.

    Raises:
        HedgeLensError: it cannot be read, or holds no object.
    """
    check_file(path, largest=_LARGEST)
    try:
        data = json.loads(decoded(path.read_bytes(), path))
    except OSError as error:
        raise cannot_be_read(path, error) from None
    except RecursionError:
        raise HedgeLensError(f"'{path}' is nested too deeply to be a table.") from None
    except ValueError as error:
        if "Extra data" in str(error):
            return json_lines_table(path)
        raise HedgeLensError(f"'{path}' is not JSON: {error}.") from None
    objects = _list_in(data)
    return _table(path, lambda: ((number, _row(item)) for number, item in enumerate(objects, start=1)), "object")


def _table(path: Path, rows: Any, counts: str) -> Table:
    names = dict.fromkeys(name for _, row in islice(rows(), _LOOKED_AT) if not isinstance(row, HedgeLensError) for name in row)
    if not names:
        raise HedgeLensError(
            f'\'{path}\' holds no object with names and values, such as {{"text": "…"}}: there is no article in it.'
        )
    return Table(f"'{path.name}'", tuple(names), rows, counts=counts)


def _list_in(data: Any) -> list[Any]:
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        return lists[0] if len(lists) == 1 else [data]
    return data if isinstance(data, list) else []


def _of_lines(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), start=1):
                if len(line) == _LONGEST_LINE:
                    raise HedgeLensError(
                        f"Line {number} of '{path}' has more than {_LONGEST_LINE / 1e6:.0f} MB: it is not a table."
                    )
                if line.strip(b"\xef\xbb\xbf \t\r\n"):
                    yield number, _parsed(line)
    except OSError as error:
        raise cannot_be_read(path, error) from None


def _parsed(line: bytes) -> Row:
    try:
        return _row(json.loads(line.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        return HedgeLensError("is not JSON in UTF-8, or is cut off")


def _row(item: Any) -> Row:
    return item if isinstance(item, dict) else HedgeLensError("is no object with names and values")
