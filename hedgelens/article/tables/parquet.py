"""Tables in Parquet files, read batch by batch; the library comes with an extra."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from hedgelens.article.access import check_file
from hedgelens.article.containing import sound
from hedgelens.article.tables.table import Row, Table
from hedgelens.records import HedgeLensError

_BATCH = 256


def parquet_table(path: Path) -> Table:
    """Opens a Parquet file.

    Raises:
        HedgeLensError: the library is not there, or the file cannot be read.
    """
    check_file(path, largest=float("inf"))
    parquet = _library(path)
    with _sound(path), parquet.ParquetFile(path) as file:
        names = tuple(file.schema_arrow.names)
    return Table(f"'{path.name}'", names, lambda: _rows(parquet, path))


def _rows(parquet: Any, path: Path) -> Iterator[tuple[int, Row]]:
    with _sound(path), parquet.ParquetFile(path) as file:
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield number, row


def _library(path: Path) -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise HedgeLensError(
            f"'{path}' is a Parquet table, and the package pyarrow, which reads these, is not installed. Install it with "
            "'python -m pip install \"hedgelens[study]\"', or save the table as a .csv file."
        ) from None
    return pyarrow.parquet


def _sound(path: Path) -> AbstractContextManager[None]:
    why = "it is damaged, or something else. Save it again, or as a .csv file."
    return sound(f"'{path}' cannot be read as a Parquet table", why)
