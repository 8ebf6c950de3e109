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
            fields: names of further fields of the articles that every row is to carry, or ``"all"``; those of ``articles`` carry
                all in any case.

        Raises:
            HedgeLensError: there is no such table, or no article has such a field.
        """
        rows = Rows(self._store, fields)
        names = [column.name for column in rows.columns(table)]
        return (dict(zip(names, row, strict=True)) for _, row in rows.each([table]))

    def table(self, name: str = "summary", *, fields: Iterable[str] | str = ()) -> pd.DataFrame:
        """Returns a table over all articles; every row begins with what its article says of itself.

        Args:
            name: its name, such as ``sentences``, ``attributions``, ``hedges``, ``dominant_sources`` or ``dictionary``, which
                says what each column of each table holds.
            fields: as of :meth:`rows`.

        Raises:
            HedgeLensError: there is no such table, or no article has such a field.
        """
        import pandas as pd

        rows = Rows(self._store, fields)
        columns = [column.name for column in rows.columns(name)]
        return pd.DataFrame([row for _, row in rows.each([name])], columns=columns)

    def articles(self) -> pd.DataFrame:
        """Returns one row an article, whether it is analysed or not: what it says of itself, its size, and every measure.

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
        """Writes what the study holds into a file of the form that its name ends in, whole or not at all.

        ``.jsonl`` holds every analysis; ``.csv`` and ``.parquet`` hold one table; ``.xlsx`` a sheet for each of the main ones;
        ``.zip`` everything: all tables as CSV,
        the analyses, codings, charts, methods, settings and citation. A name that ends in a slash becomes a folder
        of all tables as Parquet.

        Args:
            path: the file, or the folder.
            table: which table a file of one is to hold, by default ``articles``; ``"all"`` for all of them.
            fields: as of :meth:`rows`.
            raw: whether CSV is for scripts: without byte order mark, and without an apostrophe before what a spreadsheet would
                run as a formula.
            force: whether to replace a file that HedgeLens did not write in this form, or that somebody saved since.
            told: is told now and then how many articles are done, and of how many.

        Returns:
            What was written.

        Raises:
            HedgeLensError: there is no such form or table, what it needs is not installed, or a file cannot be written.
        """
        return export(self._store, path, table=table, fields=fields, raw=raw, force=force, told=told)

    def query(self, sql: str, *, told: Told = nobody) -> pd.DataFrame:
        """Answers a question in SQL to the study's tables, which are called as in :meth:`table`.

        The tables are copied into a database of DuckDB, a file beside the study with ``.duckdb`` behind its name, as often as the
        study has changed; the file may be deleted at any time. A question reads these tables and nothing else.

        Args:
            sql: the question, in the SQL of DuckDB.
            told: is told now and then how many articles are copied, and of how many.

        Example:
            >>> study.query("SELECT outlet, avg(words_attributed) FROM articles GROUP BY outlet")

        Raises:
            HedgeLensError: it cannot be answered, DuckDB is not installed, or the database cannot be written.
        """
        return frame_of(self._store, sql, told)

    def answer(self, sql: str, *, told: Told = nobody) -> Answer:
        """Answers a question as :meth:`query` does, with the names of the columns and the rows as they come from the database."""
        return answer(self._store, sql, told)
