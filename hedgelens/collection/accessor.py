"""The accessor ``.hedgelens`` of pandas: a column of texts in, analyses and numbers out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from pandas.api.extensions import register_dataframe_accessor, register_series_accessor

from hedgelens.article import Columns
from hedgelens.collection.collection import Collection
from hedgelens.measures import article_rows
from hedgelens.settings import Types
from hedgelens.views import tables


class _Accessor:
    def __init__(self, data: Any) -> None:
        self._data = data

    def analyze(
        self,
        *,
        columns: Columns | None = None,
        sources: str | Path | None = None,
        engine: str | None = None,
        min_confidence: float | None = None,
        types: Types | None = None,
    ) -> Collection:
        """Analyses the texts; see :meth:`hedgelens.Collection.analyze`."""
        return Collection.analyze(
            self._data, columns=columns, sources=sources, engine=engine, min_confidence=min_confidence, types=types
        )

    def measures(
        self,
        *,
        columns: Columns | None = None,
        sources: str | Path | None = None,
        engine: str | None = None,
        min_confidence: float | None = None,
        types: Types | None = None,
    ) -> pd.DataFrame:
        """Returns the numbers of each text in a row of the same index; rows whose text is blank are empty."""
        # Rows are told apart by their place: an index or a column of ids may hold a value twice.
        names = [str(place) for place in range(len(self._data))]
        frame = self._data.to_frame("text") if isinstance(self._data, pd.Series) else self._data
        columns = columns or Columns()
        collection = Collection.analyze(
            frame.assign(**{columns.id: names}),
            columns=columns,
            sources=sources,
            engine=engine,
            min_confidence=min_confidence,
            types=types,
        )
        rows = pd.DataFrame(tables.writable(article_rows(collection))).set_index("article").reindex(names)
        given = [name for name in ("outlet", "title", "date", "author") if name in frame.columns]
        return rows.drop(columns=given).set_axis(frame.index, axis=0)


@register_series_accessor("hedgelens")
class SeriesAccessor(_Accessor):
    """``series.hedgelens``: the values are the texts, the index their ids."""


@register_dataframe_accessor("hedgelens")
class FrameAccessor(_Accessor):
    """``frame.hedgelens``: a column holds the texts, others may hold id, title, outlet, date and author."""
