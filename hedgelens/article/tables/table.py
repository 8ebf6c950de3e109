"""A table as it is read: the names of its columns, and its rows one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hedgelens.records import HedgeLensError

Row = Mapping[str, Any] | HedgeLensError
"""The cells of a row by the names of their columns; or why it cannot be read."""

Rows = Callable[[], Iterator[tuple[int, Row]]]
"""Yields the rows with their numbers in the file from the beginning, as often as it is called."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        called: what it is called where something is said of it.
        names: the names of its columns.
        rows: its rows.
        encoding: how its text is encoded, where that is not certain.
        counts: what its rows are called: rows, or lines of a file.
        why_empty: says why a cell of a row is empty though it seems not to be, if it knows.
    """

    called: str
    names: tuple[str, ...]
    rows: Rows
    encoding: str = ""
    counts: str = "row"
    why_empty: Callable[[int, str], str | None] = lambda row, column: None


def head(cells: Sequence[Any]) -> tuple[str, ...]:
    """Returns names of columns of the cells of a first row: blanks at the ends are none, and no two names are the same."""
    named = [" ".join(str("" if cell is None else cell).split()) for cell in cells]
    while named and not named[-1]:
        named.pop()
    times: Counter[str] = Counter()
    found = []
    for place, name in enumerate(named, start=1):
        name = name or f"column {place}"
        times[name] += 1
        found.append(name if times[name] == 1 else f"{name} ({times[name]})")
    return tuple(found)


def row_of(names: Sequence[str], cells: Sequence[Any]) -> Row:
    """Returns a row by the names of its columns; a cell for which there is no column is an error: a text may be cut."""
    if any(cell not in (None, "") for cell in cells[len(names) :]):
        return HedgeLensError(
            f"has {len(cells)} cells, and the table {len(names)} columns: a text with the mark that parts columns is not in "
            "quotation marks, most likely"
        )
    return dict(zip(names, cells, strict=False))
