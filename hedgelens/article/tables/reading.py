"""Reads the articles of a table, whatever kind of file it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from hedgelens.article.holding import Held, HoldsNone, Note, ReadingOptions
from hedgelens.article.tables.columns import taken
from hedgelens.article.tables.delimited import delimited_table
from hedgelens.article.tables.json_lines import json_lines_table, json_table
from hedgelens.article.tables.own import is_own
from hedgelens.article.tables.parquet import parquet_table
from hedgelens.article.tables.rows import articles_of
from hedgelens.article.tables.table import Table
from hedgelens.article.tables.workbook import workbook_tables
from hedgelens.files.text import one_line
from hedgelens.records import HedgeLensError

TablesOf = Callable[[Path, ReadingOptions], Iterator[Table]]


def delimited(path: Path, options: ReadingOptions) -> Iterator[Table]:
    """Opens a table in a text file."""
    yield delimited_table(path)


def workbook(path: Path, options: ReadingOptions) -> Iterator[Table]:
    """Opens the sheets of a workbook."""
    return workbook_tables(path, options.limits)


def json_lines(path: Path, options: ReadingOptions) -> Iterator[Table]:
    """Opens a file with an object a line."""
    yield json_lines_table(path)


def json(path: Path, options: ReadingOptions) -> Iterator[Table]:
    """Opens a list of objects."""
    yield json_table(path)


def parquet(path: Path, options: ReadingOptions) -> Iterator[Table]:
    """Opens a Parquet file."""
    yield parquet_table(path)


def read_table(tables_of: TablesOf, path: Path, id: str, options: ReadingOptions) -> Iterator[Held]:
    """Yields the articles of a file: of the first of its tables that has a column of texts; the others are said.

    Raises:
        HedgeLensError: it cannot be read.
    """
    tables = list(tables_of(path, options))
    if options.columns is None and any(is_own(table.names) for table in tables):
        yield HoldsNone(id, f"'{path}' is a table that HedgeLens made, and holds no articles. Give the articles it was made of.")
        return
    with_texts = [table for table in tables if _why_none(table, options) is None]
    if not with_texts:
        why = _why_none(tables[0], options) if tables else None
        yield HoldsNone(id, why or f"The workbook '{path}' is empty: there is no table in it.")
        return
    yield from articles_of(with_texts[0], id, options)
    if others := [table.called for table in tables if table is not with_texts[0]]:
        what = "is" if len(others) == 1 else "are"
        yield Note(f"Of '{path.name}', {with_texts[0].called} was read, and {one_line(', '.join(others))} {what} not.")


def holds_texts(tables_of: TablesOf, path: Path, options: ReadingOptions) -> bool:
    """Says whether a file holds a table with a column of texts that HedgeLens did not make."""
    try:
        tables = list(tables_of(path, options))
    except HedgeLensError:
        return False
    return not any(is_own(table.names) for table in tables) and any(_why_none(table, options) is None for table in tables)


def _why_none(table: Table, options: ReadingOptions) -> str | None:
    try:
        taken(table.names, options.columns, f"The table {table.called}")
    except HedgeLensError as error:
        return str(error)
    return None
