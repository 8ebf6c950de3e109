"""Forms of one row a line: CSV, and JSON Lines."""

from __future__ import annotations

from pathlib import Path

from hedgelens.files.overwriting import ANALYSIS, Own, headed
from hedgelens.study.export.wanted import Wanted
from hedgelens.views.rows import csv_lines

MARK = "\ufeff"
"""By this mark at the beginning of a file spreadsheets know that it is in UTF-8."""
_TOGETHER = 1_000
"""So many rows are written at once."""


def write_csv(wanted: Wanted, path: Path) -> None:
    """Writes one table as CSV."""
    write_tables(wanted, dict.fromkeys(wanted.tables, path))


def write_tables(wanted: Wanted, paths: dict[str, Path]) -> None:
    """Writes tables as CSV, each into its file; the study is gone through once for all of them."""
    for table, path in paths.items():
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(("" if wanted.raw else MARK) + _head(wanted, table))
    for table, rows in wanted.batches(_TOGETHER):
        with paths[table].open("a", encoding="utf-8", newline="") as file:
            file.writelines(csv_lines(rows, raw=wanted.raw))


def own_csv(wanted: Wanted) -> Own:
    """Returns what knows a CSV file with the same columns."""
    return headed(_head(wanted, wanted.tables[0]))


def _head(wanted: Wanted, table: str) -> str:
    return "".join(csv_lines([[column.name for column in wanted.columns(table)]], raw=wanted.raw))


def write_jsonl(wanted: Wanted, path: Path) -> None:
    """Writes every analysis in the contract of the output, one a line."""
    with path.open("wb") as file:
        file.writelines(wanted.analyses())


def own_jsonl(wanted: Wanted) -> Own:
    """Returns what knows analyses as JSON Lines."""
    return ANALYSIS
