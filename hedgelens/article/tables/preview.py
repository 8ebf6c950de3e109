"""The first rows of a table and what its columns are taken for, to be looked at before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from hedgelens.article.holding import ReadingOptions
from hedgelens.article.tables.cells import as_text
from hedgelens.article.tables.columns import taken
from hedgelens.article.tables.own import is_own
from hedgelens.article.tables.reading import TablesOf
from hedgelens.files.text import one_line, shortened
from hedgelens.records import HedgeLensError

_ROWS = 3
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Preview:
    """What a table looks like.

    Attributes:
        names: the names of its columns.
        taken: for ``text``, ``title`` and the like the column that is taken for it by its name, as far as there is one.
        rows: the cells of its first rows, shortened.
    """

    names: tuple[str, ...]
    taken: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]


def preview(tables_of: TablesOf, path: Path, options: ReadingOptions) -> Preview | None:
    """Returns what the table of a file looks like that would be read, ``None`` where there is none that may hold articles.

    Raises:
        HedgeLensError: it cannot be read.
    """
    tables = [table for table in tables_of(path, options) if table.names]
    if not tables or any(is_own(table.names) for table in tables):
        return None
    guessed = {table.called: _taken(table.names) for table in tables}
    table = next((table for table in tables if guessed[table.called]), tables[0])
    rows = (row for _, row in islice(table.rows(), _ROWS) if not isinstance(row, HedgeLensError))
    cells = tuple(tuple(shortened(one_line(as_text(row.get(name))), _LONGEST) for name in table.names) for row in rows)
    return Preview(table.names, guessed[table.called], cells)


def _taken(names: tuple[str, ...]) -> Mapping[str, str]:
    try:
        return taken(names, None).columns
    except HedgeLensError:
        return {}
