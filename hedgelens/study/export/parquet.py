"""Tables as Parquet: each column of its type, written row group by row group."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgelens._start import VERSION
from hedgelens.files.overwriting import Own
from hedgelens.files.text import encodable
from hedgelens.records import HedgeLensError
from hedgelens.study.export.wanted import Wanted
from hedgelens.study.extra import needed
from hedgelens.study.rows import Row
from hedgelens.views.columns import Column, ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 20_000
"""So many rows stand in a row group."""
_MARK = b"hedgelens"
_NOT_OURS = "already exists, and is not a table that HedgeLens wrote as Parquet"


def check_installed() -> None:
    """Checks that there is what writes Parquet.

    Raises:
        HedgeLensError: there is not.
    """
    needed("pyarrow", "Parquet")


def write_parquet(wanted: Wanted, path: Path) -> None:
    """Writes one table."""
    write_tables(wanted, dict.fromkeys(wanted.tables, path))


def write_tables(wanted: Wanted, paths: dict[str, Path]) -> None:
    """Writes tables, each into its file; the study is gone through once for all of them.

    Raises:
        HedgeLensError: a cell is not of the type of its column: the study is damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schemas = {table: _schema(wanted.columns(table)) for table in paths}
    with ExitStack() as stack:
        writers = {
            table: stack.enter_context(pq.ParquetWriter(path, schemas[table], compression="zstd"))
            for table, path in paths.items()
        }
        for table, rows in wanted.batches(GROUP):
            try:
                found = _table(wanted.columns(table), rows, schemas[table])
            except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
                raise HedgeLensError(
                    f"The table '{table}' of the study is damaged: {' '.join(str(error).split())}. Take it from your last backup."
                ) from None
            writers[table].write_table(found)


def _schema(columns: Sequence[Column]) -> pa.Schema:
    import pyarrow as pa

    types: dict[ColumnType, Any] = {
        "text": pa.string(),
        "list": pa.string(),
        "whole number": pa.int64(),
        "number": pa.float64(),
        "yes or no": pa.bool_(),
        "date": pa.date32(),
    }
    fields = [
        pa.field(column.name, types[column.type], metadata={"what": column.what, "unit": column.unit}) for column in columns
    ]
    return pa.schema(fields, metadata={_MARK: VERSION.encode()})


def _table(columns: Sequence[Column], rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    import pyarrow as pa

    arrays = [
        pa.array([_cell(column.type, cell) for cell in cells], type=field.type)
        for column, cells, field in zip(columns, zip(*rows, strict=True), schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _cell(type: ColumnType, cell: Any) -> Any:
    if cell is None:
        return None
    if type in ("text", "list"):
        return encodable(str(cell))
    return day(cell) if type == "date" else cell


def day(text: str) -> date | None:
    """Returns a day that is written in ISO 8601, nothing where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def own_parquet(wanted: Wanted) -> Own:
    """Returns what knows Parquet that HedgeLens wrote."""
    return own


def own(path: Path) -> str | None:
    """Says why a file must stay: nothing where HedgeLens wrote it as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return None if _MARK in (pq.read_schema(path).metadata or {}) else _NOT_OURS
    except (pa.ArrowException, OSError):
        return _NOT_OURS
