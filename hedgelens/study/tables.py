"""What a study holds as tables: rows, data frames, files, and answers to questions in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgelens.study.export import export
from hedgelens.study.querying import Answer, answer, frame_of
from hedgelens.study.rows import Rows, Told, nobody
from hedgelens.study.store import Store

if TYPE_CHECKING:
    import pandas as pd


class Tables:
    """The tables of a study: of its articles, of their analyses, and of how they were made."""

    def __init__(self, store: Store) -> None:
        """Takes the file; :meth:`hedgelens.study.Study.new` and ``open`` give a study."""
        self._store = store

    def rows(self, table: str, *, fields: Iterable[str] | str = ()) -> Iterator[dict[str, Any]]:
        """Yields the rows of a table, one at a time, by the names of their columns.

        Args:
            table: its name, one of :data:`TABLES`.
            fields: names of further fields of the articles to add to every row, or ``"all"``; the table ``articles`` has all of
                them in any case.

        Raises:
            HedgeLensError: there is no such table, or no article has such a field.
        """
        rows = Rows(self._store, fields)
        names = [column.name for column in rows.columns(table)]
        return (dict(zip(names, row, strict=True)) for _, row in rows.each([table]))

    def table(self, name: str = "summary", *, fields: Iterable[str] | str = ()) -> pd.DataFrame:
        """Returns a table over all articles; every row begins with the metadata of its article.

        Args:
            name: its name, such as ``sentences``, ``attributions``, ``hedges``, ``dominant_sources`` or ``dictionary``, which
                says what each column of each table holds.
            fields: as in :meth:`rows`.

        Raises:
            HedgeLensError: there is no such table, or no article has such a field.
        """
        import pandas as pd

        rows = Rows(self._store, fields)
        columns = [column.name for column in rows.columns(name)]
        return pd.DataFrame([row for _, row in rows.each([name])], columns=columns)

    def articles(self) -> pd.DataFrame:
        """Returns one row per article, whether it is analysed or not: its metadata, its size, and every measure.

        It is the table ``articles``, whose column ``article`` is called ``id`` here.
        """
        return self.table("articles").rename(columns={"article": "id"})

    def export(
        self,
        path: str | Path,
        *,
        table: str | None = None,
        fields: Iterable[str] | str = (),
        raw: bool = False,
        force: bool = False,
        told: Told = nobody,
    ) -> list[Path]:
        """Writes what the study holds to a file whose extension determines the format, whole or not at all.

        ``.jsonl`` holds every analysis; ``.csv`` and ``.parquet`` hold one table; ``.xlsx`` holds a sheet for each of the main
        tables; ``.zip`` holds everything: all tables as CSV, the analyses, codings, charts, methods, settings and citation. A
        name that ends in a slash becomes a folder of all tables as Parquet.

        Args:
            path: the file, or the folder.
            table: the table to write to a file that holds one, by default ``articles``; ``"all"`` for all of them.
            fields: as in :meth:`rows`.
            raw: whether CSV is for scripts: without a byte order mark, and without an apostrophe before text that a spreadsheet
                would run as a formula.
            force: whether to replace a file that HedgeLens did not write in this form, or that somebody has saved since.
            told: called from time to time with the number of articles done and the number of all.

        Returns:
            What was written.

        Raises:
            HedgeLensError: there is no such format or table, a package that it needs is not installed, or a file cannot be
                written.
        """
        return export(self._store, path, table=table, fields=fields, raw=raw, force=force, told=told)

    def query(self, sql: str, *, told: Told = nobody) -> pd.DataFrame:
        """Answers an SQL query about the study's tables, which have the names used in :meth:`table`.

        The tables are copied to a DuckDB database, a file beside the study with ``.duckdb`` appended to its name, whenever the
        study has changed; the file may be deleted at any time. A query reads these tables and nothing else.

        Args:
            sql: the query, in DuckDB's SQL.
            told: called from time to time with the number of articles copied and the number of all.

        Example:
            >>> study.query("SELECT outlet, avg(words_attributed) FROM articles GROUP BY outlet")

        Raises:
            HedgeLensError: the query cannot be answered, DuckDB is not installed, or the database cannot be written.
        """
        return frame_of(self._store, sql, told)

    def answer(self, sql: str, *, told: Told = nobody) -> Answer:
        """Answers a query as :meth:`query` does, with the column names and the rows as they come from the database."""
        return answer(self._store, sql, told)
