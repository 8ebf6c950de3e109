"""Writes a study into a file of the form that its name ends in: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hedgelens.files.overwriting import Own
from hedgelens.files.writing import add, cannot_be_written, check_free, in_place_of, make_folder, opened, take_place
from hedgelens.records import HedgeLensError
from hedgelens.study.export import archive, lines, parquet, workbook
from hedgelens.study.export.wanted import Wanted
from hedgelens.study.rows import TABLES, Rows, Told
from hedgelens.study.store import Store

ALL = "all"
"""Stands for all tables."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a study can be written.

    Attributes:
        tables: the tables that it holds where none is named.
        beside: the tables that stand beside one that is named; ``None`` where none can be.
        all: whether it can hold all tables.
        write: writes a file.
        own: says of a file that is there whether HedgeLens wrote it in this form.
    """

    tables: tuple[str, ...]
    beside: tuple[str, ...] | None
    all: bool
    write: Callable[[Wanted, Path], None]
    own: Callable[[Wanted], Own]


FORMS = {
    ".jsonl": Form((), None, False, lines.write_jsonl, lines.own_jsonl),
    ".csv": Form(("articles",), (), False, lines.write_csv, lines.own_csv),
    ".parquet": Form(("articles",), (), False, parquet.write_parquet, parquet.own_parquet),
    ".xlsx": Form(workbook.SHEETS, workbook.BESIDE, True, workbook.write_workbook, workbook.own_workbook),
    ".zip": Form(TABLES, None, True, archive.write_archive, archive.own_archive),
}
"""The forms by the endings of their names."""


def export(
    store: Store, path: str | Path, *, table: str | None, fields: Iterable[str] | str, raw: bool, force: bool, told: Told
) -> list[Path]:
    """Writes a study, and returns the files; see :meth:`hedgelens.study.Study.export`."""
    target, is_folder = Path(path), _is_folder(path, table)
    form = None if is_folder else _form(target)
    tables = TABLES if form is None else _tables(form, target, table)
    if form is None or target.suffix.lower() == ".parquet":
        parquet.check_installed()
    with store.snapshot():
        wanted = Wanted(store, Rows(store, fields), tables, raw, told)
        if form is None:
            return _write_folder(wanted, target, force=force)
        _write_file(wanted, form, target, force=force)
    return [target]


def _is_folder(path: str | Path, table: str | None) -> bool:
    """Says whether all tables are to be written as Parquet, into a folder."""
    name = os.fspath(path)
    if name.endswith(("/", os.sep)):
        if table not in (None, ALL):
            raise HedgeLensError(
                f"'{name}' is a folder, and a folder gets all tables. For one table, name a file: '{Path(name) / table}.parquet'."
            )
        return True
    return table == ALL and Path(path).suffix.lower() in ("", ".parquet")


def _form(path: Path) -> Form:
    form = FORMS.get(path.suffix.lower())
    if form is None:
        ending = f"ends in '{path.suffix}'" if path.suffix else "has no ending"
        raise HedgeLensError(
            f"'{path}' {ending}, which does not determine a format. Use one of {', '.join(FORMS)}; a name that ends in '/' "
            f"gets a "
            "folder of all tables as Parquet."
        )
    return form


def _tables(form: Form, path: Path, table: str | None) -> tuple[str, ...]:
    """Returns the tables that a file is to hold."""
    if table is None:
        return form.tables
    suffix = path.suffix.lower()
    if table == ALL and form.all:
        return TABLES
    if table == ALL or (form.beside is None and table in TABLES):
        holds = {".jsonl": "whole analyses and no table", ".zip": "all tables"}.get(suffix, "one table")
        raise HedgeLensError(
            f"A {suffix} file holds {holds}. For one table name a file that ends in .csv, .parquet or .xlsx; for all of them one "
            "that ends in .zip or .xlsx, or a folder such as 'tables/'."
        )
    if table not in TABLES:
        raise HedgeLensError(f"A study has no table '{table}'. There are: {', '.join(TABLES)}; or {ALL} for all of them.")
    return (table, *(name for name in form.beside or () if name != table))


def _write_file(wanted: Wanted, form: Form, path: Path, *, force: bool) -> None:
    _check_is_not_the_study(wanted.store, path)
    target = check_free(path, form.own(wanted), new=b"", force=force)
    if target is None:
        _write_to_device(wanted, form, path)
        return
    with in_place_of(path, target) as temporary:
        form.write(wanted, temporary)


def _write_to_device(wanted: Wanted, form: Form, path: Path) -> None:
    """Writes to a pipe or a device: a file first, since not every form can be written without going back in it."""
    try:
        with tempfile.TemporaryDirectory(prefix="hedgelens-") as folder:
            whole = Path(folder) / "whole"
            form.write(wanted, whole)
            with whole.open("rb") as file, opened(path) as descriptor:
                while piece := file.read(_PIECE):
                    add(descriptor, piece, path)
    except BrokenPipeError:
        raise  # whoever read has enough
    except OSError as error:
        raise cannot_be_written(path, error) from None


def _check_is_not_the_study(store: Store, path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        held = store.path.with_name(store.path.name + end)
        if path.exists() and held.exists() and path.samefile(held):
            raise HedgeLensError(f"'{path}' is the study itself, and is never overwritten. Name another file.")


def _write_folder(wanted: Wanted, folder: Path, *, force: bool) -> list[Path]:
    """Writes every table as Parquet into a folder: all of them beside it first, so that none is there half written."""
    if folder.exists() and not folder.is_dir():
        raise HedgeLensError(f"'{folder}' is a file. Name a folder for the tables.")
    names = {table: folder / f"{table}.parquet" for table in wanted.tables}
    new = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    make_folder(folder)
    try:
        targets = {table: _free(path, force=force) for table, path in names.items()}
        with tempfile.TemporaryDirectory(prefix=".hedgelens-", suffix=".tmp", dir=folder) as name:
            written = {table: Path(name) / path.name for table, path in names.items()}
            parquet.write_tables(wanted, written)
            for table, path in written.items():
                take_place(path, targets[table])
    except BaseException as error:
        _take_away(new)
        if isinstance(error, OSError):
            raise cannot_be_written(folder, error) from None
        raise
    return list(names.values())


def _free(path: Path, *, force: bool) -> Path:
    target = check_free(path, parquet.own, new=b"", force=force)
    if target is None:
        raise HedgeLensError(f"'{path}' is not a file. Name another folder.")
    return target


def _take_away(folders: Sequence[Path]) -> None:
    """Takes away folders that were made for nothing."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
