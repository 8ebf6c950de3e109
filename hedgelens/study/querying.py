"""Questions in SQL to the tables of a study, which are copied into a database of DuckDB and only read there."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hedgelens._start import VERSION
from hedgelens.files.text import one_line
from hedgelens.files.writing import cannot_be_written, in_place_of
from hedgelens.records import HedgeLensError
from hedgelens.study.export import parquet
from hedgelens.study.export.wanted import Wanted
from hedgelens.study.extra import needed
from hedgelens.study.rows import TABLES, Rows, Told
from hedgelens.study.settings import program
from hedgelens.study.store import Store

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

ENDING = ".duckdb"
"""What the name of the database has behind that of the study, beside which it lies."""

_ONLY_READ = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "lock_configuration": "true",
}
"""A question reads the tables and nothing else: no file, no address, no extension, and it cannot switch that off."""


class Answer(NamedTuple):
    """The answer to a question: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def frame_of(store: Store, sql: str, told: Told) -> pd.DataFrame:
    """Returns the answer to a question as a DataFrame; see :meth:`hedgelens.study.Study.query`."""
    with _asked(store, sql, told) as found:
        return found.df()


def answer(store: Store, sql: str, told: Told) -> Answer:
    """Returns the answer to a question as rows; see :meth:`hedgelens.study.Study.query`."""
    with _asked(store, sql, told) as found:
        return Answer(tuple(column[0] for column in found.description or ()), found.fetchall())


@contextmanager
def _asked(store: Store, sql: str, told: Told) -> Iterator[duckdb.DuckDBPyConnection]:
    needed("duckdb", "A query in SQL")
    parquet.check_installed()
    import duckdb

    with _database(store, told) as path, closing(duckdb.connect(path, read_only=True, config=dict(_ONLY_READ))) as database:
        try:
            found: duckdb.DuckDBPyConnection | None = database.execute(sql)
            if found is None or not found.description:
                example = "SELECT outlet, count(*) FROM articles GROUP BY outlet"
                raise HedgeLensError(f"The query is empty. An example: {example}. {_HELP}")
            yield found
        except (duckdb.Error, ValueError) as error:
            raise HedgeLensError(f"The query cannot be answered: {_said(error)} {_HELP}") from None


_HELP = f"The tables are {', '.join(TABLES)}; the last one says what each column holds."


def _said(error: Exception) -> str:
    """Returns what the database says, without the drawing of where in the query it came to a stop."""
    said = one_line(str(error).partition("\n\nLINE ")[0])
    return said if said.endswith(("?", "!", ".")) else f"{said}."


# -- the database -----------------------------------------------------------------------------------------------------------


@contextmanager
def _database(store: Store, told: Told) -> Iterator[Path]:
    """Gives the database of the study as it is now: the one beside it, which is made anew where the study has changed."""
    with store.snapshot():
        key = _key(store)
        beside = store.path.with_name(store.path.name + ENDING).absolute()
        if _key_in(beside) == key:
            yield beside
            return
        if _may_be_written(beside):
            with in_place_of(beside, beside) as temporary:
                _make(store, temporary, key, told)
            yield beside
            return
        with _folder() as folder:
            _make(store, folder / "tables", key, told)
            yield folder / "tables"


@contextmanager
def _folder(beside: Path | None = None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=".hedgelens-", suffix=".tmp", dir=beside, ignore_cleanup_errors=True) as name:
        yield Path(name)


def _make(store: Store, path: Path, key: str, told: Told) -> None:
    """Makes the database in a folder of its own beside the path, so that no piece of it is left where it is broken off."""
    import duckdb

    try:
        with _folder(path.parent) as folder:
            tables = {table: folder / f"{table}.parquet" for table in TABLES}
            parquet.write_tables(Wanted(store, Rows(store), TABLES, False, told), tables)
            with closing(duckdb.connect(folder / "tables")) as database:
                for table, file in tables.items():
                    database.execute(f'CREATE TABLE "{table}" AS SELECT * FROM read_parquet($1)', [os.fspath(file)])
                database.execute("CREATE SCHEMA hedgelens")
                database.execute("CREATE TABLE hedgelens.made_of AS SELECT $1 AS key", [key])
            (folder / "tables").replace(path)
    except (OSError, duckdb.IOException) as error:
        raise cannot_be_written(path, error if isinstance(error, OSError) else ValueError(_said(error))) from None


def _key(store: Store) -> str:
    """Returns a hash that changes whenever a table of the study does, or the program that makes it."""
    whole = hashlib.sha256(f"{VERSION} {program()}".encode())
    for question in (
        "SELECT key, value FROM settings WHERE key IN ('analysis', 'blind', 'coders') ORDER BY key",
        "SELECT path FROM inputs ORDER BY number",
        """SELECT a.number, a.id, a.hash, a.left_out, n.settings, n.hash, n.counting, n.made, n.seconds, n.coding
        FROM articles a LEFT JOIN results n ON n.article = a.number ORDER BY a.number""",
        # Several corrections may be made within the second that "made" tells.
        "SELECT number, coding, undone FROM edits ORDER BY number",
        "SELECT number, article, coder, counts, changed FROM codings ORDER BY number",
        "SELECT number, how FROM samples ORDER BY number",
        "SELECT number, article, name, reason FROM problems ORDER BY number",
        "SELECT number, sentence FROM notes ORDER BY number",
    ):
        for row in store.rows(question):
            whole.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _key_in(path: Path) -> str | None:
    """Returns the hash of what a database was made of; nothing where it is not there, or is none of ours."""
    import duckdb

    if not path.is_file():
        return None
    with suppress(duckdb.Error), closing(duckdb.connect(path, read_only=True, config=dict(_ONLY_READ))) as database:
        row = database.execute("SELECT key FROM hedgelens.made_of").fetchone()
        return str(row[0]) if row else None
    return None


def _may_be_written(path: Path) -> bool:
    """Says whether the database may lie there: nothing of somebody else does, and the folder may be written into."""
    return os.access(path.parent, os.W_OK) and not path.is_symlink() and (not path.exists() or _key_in(path) is not None)
