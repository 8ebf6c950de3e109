"""The file of a study: an SQLite database in which every change is whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from hedgelens.article import check_readable
from hedgelens.files.text import encodable
from hedgelens.files.writing import make_folder, no_such_file
from hedgelens.records import HedgeLensError
from hedgelens.views.rows import json_text

APPLICATION = 0x48656467
"""What tells a study from other databases: "Hedg"."""
VERSION = 2
"""Number of the tables' layout: 2 has those for coding together, which a study of the first gets when it is opened."""
_TABLES, _SHOWN = ("schema.sql", "together.sql"), "shown.sql"

_BEGINNING = b"SQLite format 3\0"
_WAIT = 60.0
"""Seconds for which another program that writes is waited for."""

_SAID = (
    ("full", "there is no room left on its disk. What was done before is safe: make room, and give the same command again"),
    ("locked", "another program is using it. Close that program, and give the same command again"),
    ("readonly", "it is write-protected. Remove the protection, or copy it to a folder in which you may write"),
    ("unable to open", "it cannot be opened. Check that you may read it and write into its folder"),
    ("malformed", "it is damaged. Take it from your last backup"),
    ("not a database", "it is damaged, or not a study. Take it from your last backup"),
    ("disk I/O", "its disk does not answer as it should. Copy it to another disk"),
)
"""What the database says, and what is said of it."""


RESULTS = "FROM articles a JOIN results n ON n.article = a.number WHERE a.left_out IS NULL AND n.hash = a.hash"
"""The articles that are part of the results (``a``), each with its analysis or the coding that counts instead (``n``)."""


class Store:
    """The database of a study: rows out, changes in.

    Every change stands in a transaction: where the program is stopped, killed or out of room it has happened or it has not.
    Several processes may read while one writes, and writers wait for each other.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Takes a connection; :meth:`new` and :meth:`open` make one."""
        self.path = path
        self._connection = connection

    @classmethod
    def new(cls, path: Path) -> Store:
        """Makes the file.

        Raises:
            HedgeLensError: there is such a file already, or it cannot be written.
        """
        if path.exists() or path.is_symlink():
            raise HedgeLensError(
                f"'{path}' already exists. Add articles to it with 'hedgelens study add', or name another file for a new study."
            )
        make_folder(path.parent)
        store = cls(path, _connected(path))
        try:
            with store.transaction():
                for statement in _statements(*_TABLES):
                    store.do(statement)
            store.do(f"PRAGMA application_id = {APPLICATION}")
            store.do(f"PRAGMA user_version = {VERSION}")
            store._show_results()
        except BaseException:
            store.close()
            path.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(cls, path: Path) -> Store:
        """Opens a file that is there.

        Raises:
            HedgeLensError: it is no study, is of a newer version of HedgeLens, or cannot be opened.
        """
        _check(path)
        store = cls(path, _connected(path))
        try:
            store._check_layout()
            store._show_results()
        except BaseException:
            store.close()
            raise
        return store

    def _show_results(self) -> None:
        """Adds what is asked of a study beside its tables, for this connection only: above all ``results``."""
        for statement in _statements(_SHOWN):
            self.do(statement)

    def _check_layout(self) -> None:
        application, version = self.one("PRAGMA application_id")[0], self.one("PRAGMA user_version")[0]
        if application != APPLICATION:
            raise HedgeLensError(f"'{self.path}' is a database, but not a HedgeLens study. Make one with 'hedgelens study new'.")
        if version > VERSION:
            raise HedgeLensError(f"'{self.path}' was made by a newer version of HedgeLens. Install that version to open it.")
        # A study has tables only: anything else in it could act by itself.
        if self.one("SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')")[0]:
            raise HedgeLensError(f"'{self.path}' holds views or triggers, which no HedgeLens study does. It is not opened.")
        if version < VERSION:
            self._renew()

    def _renew(self) -> None:
        """Gives a study of an earlier layout the tables that it has not; of several processes that open it, one does."""
        with self.transaction():
            if self.one("PRAGMA user_version")[0] < VERSION:
                for statement in _statements(*_TABLES[1:]):
                    self.do(statement)
                self.do(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        """Closes the file; nothing is lost where this is not called."""
        self._connection.close()

    def size(self) -> int:
        """Returns the bytes of the file, with what was written last and stands beside it until the file is closed."""
        beside = self.path.with_name(f"{self.path.name}-wal")
        return self.path.stat().st_size + (beside.stat().st_size if beside.exists() else 0)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Makes the changes within happen together or, where something is raised, not at all.

        Raises:
            HedgeLensError: they cannot be written.
        """
        self.do("BEGIN IMMEDIATE")
        try:
            yield
            self.do("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Shows the study as it is now to all that is asked within, whatever others write in the meantime.

        Raises:
            HedgeLensError: it cannot be read.
        """
        self.do("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def do(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Does one statement; values are one after the other, or a mapping of their names.

        Raises:
            HedgeLensError: it cannot be done.
        """
        try:
            return self._connection.execute(sql, _bound(values))
        except sqlite3.DatabaseError as error:
            raise _as_sentence(self.path, error) from error

    def one(self, sql: str, *values: Any) -> Any:
        """Returns the first row that a question has for an answer, ``None`` where it has none."""
        return self.do(sql, *values).fetchone()

    def rows(self, sql: str, *values: Any) -> Iterator[sqlite3.Row]:
        """Yields the rows that a question has for an answer, one at a time."""
        cursor = self.do(sql, *values)
        try:
            yield from cursor
        except sqlite3.DatabaseError as error:
            raise _as_sentence(self.path, error) from error


def stored(text: str) -> str:
    """Returns a text as the database can hold it: half a character, as in the name of a file of another system, in JSON."""
    return text if encodable(text) == text else json_text(text)


def as_it_was(text: str) -> str:
    """Returns a text that :func:`stored` was given: no name of a file from the root on begins as JSON does."""
    import json

    return str(json.loads(text)) if text.startswith('"') else text


def _bound(values: tuple[Any, ...]) -> Any:
    if values and isinstance(values[0], dict):
        return {name: _one_bound(value) for name, value in values[0].items()}
    return tuple(map(_one_bound, values))


def _one_bound(value: Any) -> Any:
    return stored(value) if isinstance(value, str) else value


def is_study(path: Path) -> bool:
    """Says whether a file is an SQLite database, as studies are."""
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINNING)) == _BEGINNING
    except OSError:
        return False


def _check(path: Path) -> None:
    try:
        there = path.stat()
    except OSError:
        raise HedgeLensError(f"{no_such_file(path)} Make a new study with 'hedgelens study new {path.name}'.") from None
    if path.is_dir():
        raise HedgeLensError(f"'{path}' is a folder, and a study is one file. Name the file.")
    check_readable(path)
    if not there.st_size or not is_study(path):
        raise HedgeLensError(f"'{path}' is not a HedgeLens study. Make one with 'hedgelens study new'.")


def _connected(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(os.fspath(path), timeout=_WAIT, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        # Readers and the writer do not wait for each other; where a disk cannot do that, SQLite stays with its older way.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.DatabaseError as error:
        raise _as_sentence(path, error) from error
    return connection


def _statements(*names: str) -> Iterator[str]:
    lines = [line for name in names for line in files("hedgelens.study").joinpath(name).read_text("utf-8").splitlines()]
    text = "\n".join(line for line in lines if not line.startswith("--"))
    return (statement for statement in map(str.strip, text.split(";")) if statement)


def _as_sentence(path: Path, error: sqlite3.DatabaseError) -> HedgeLensError:
    said = str(error)
    reason = next((sentence for word, sentence in _SAID if word in said), None)
    return HedgeLensError(f"The study '{path}' cannot be used: {reason or said}.")
