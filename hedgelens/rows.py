"""Rows of results, and how they are written: as plain data, as CSV, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of a result: a dataclass whose fields are its columns."""

    def as_dict(self) -> dict[str, Any]:
        """Returns the row as plain data, intervals as lists of two."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Returns the names of the columns."""
        return tuple(field.name for field in fields(cls))


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Returns rows as CSV under a line of column names."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


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
    text = "" if value is None else " ".join(str(value).split())
    for character in "\\|<>*_`[]":
        text = text.replace(character, f"\\{character}" if character not in "<>" else {"<": "&lt;", ">": "&gt;"}[character])
    return text
