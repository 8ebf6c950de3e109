"""Dask tables: a lazy table of articles in, a lazy table of results out, partition by partition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hedgelens.article import Columns
from hedgelens.distributed.batches import analyze_partition
from hedgelens.distributed.layout import framed
from hedgelens.distributed.plain_settings import plain_settings
from hedgelens.distributed.rows import check_columns
from hedgelens.records import HedgeLensError
from hedgelens.settings import Types


def analyze_partitions(
    frame: Any,
    *,
    table: str = "articles",
    columns: Columns | None = None,
    sources: str | Path | None = None,
    hedges: str | Path | None = None,
    engine: str | None = None,
    min_confidence: float | None = None,
    types: Types | None = None,
) -> Any:
    """Analyses the articles of a Dask table on the machines of its partitions; nothing is done until the result is requested.

    Each partition becomes a partition of results; what is found in an article depends neither on the partition nor on the worker.

    Args:
        frame: a Dask ``DataFrame`` with one article per row: its text, an id, and if known title, outlet, date, author, section,
            page, url and further columns.
        table: which result comes back: ``"articles"`` for one row per article with its numbers, ``"analyses"`` for one with the
            whole analysis as JSON, or a table such as ``"sentences"``.
        columns: which column holds what.
        sources: the path of a registry of sources; workers do not need access to it.
        hedges: the path of hedge rules; workers do not need access to it.
        engine: what finds attributions.
        min_confidence: the confidence from which attributions count; by default the engine's own.
        types: types of attribution that count; by default all four.

    Returns:
        A Dask ``DataFrame``. An article that cannot be analysed is a row with the reason in ``problem``; one with nothing to put
        in the table is a row with only its id.

    Raises:
        HedgeLensError: this is not a Dask table, there is no such table or column, or an option cannot be used.

    Example:
        >>> articles = dask.dataframe.read_parquet("articles/")
        >>> hl.distributed.analyze_partitions(articles, sources="outlets.toml").to_parquet("results/")
    """
    if not (hasattr(frame, "map_partitions") and hasattr(frame, "columns")):
        raise HedgeLensError(
            f"A Dask DataFrame was expected, and something of the type '{type(frame).__name__}' was given. "
            "Make one with dask.dataframe.from_pandas or read_parquet; a pandas DataFrame is analysed by hl.Collection.analyze."
        )
    check_columns(list(map(str, frame.columns)), columns or Columns())
    settings = plain_settings(sources=sources, hedges=hedges, engine=engine, min_confidence=min_confidence, types=types)
    return frame.map_partitions(
        analyze_partition,
        table=table,
        settings=settings,
        columns=columns,
        meta=framed((), table),
        clear_divisions=True,  # rows are numbered anew in each partition
    )
