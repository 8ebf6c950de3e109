"""What a worker does: a partition of articles in, a partition of results out. Workers share nothing."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hedgelens.article import Columns
from hedgelens.article.containing import attempted
from hedgelens.distributed.layout import ABOUT, MADE_WITH, PROBLEM, SIZES, framed, types_in
from hedgelens.distributed.plain_settings import plain_settings
from hedgelens.distributed.rows import article_of, check_columns, id_of
from hedgelens.faces import Analysis
from hedgelens.measures.articles import article_values
from hedgelens.measures.size import size
from hedgelens.records import Article, HedgeLensWarning, Problem
from hedgelens.study.held import Held, held
from hedgelens.views import tables
from hedgelens.views.rows import json_text

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def analyze_partition(
    frame: pd.DataFrame,
    *,
    table: str = "articles",
    settings: Mapping[str, Any] | None = None,
    columns: Columns | None = None,
) -> pd.DataFrame:
    """Analyses the articles of a table that is held in memory, as a worker does with a partition.

    Every article comes back with at least one row: one that cannot be analysed has the reason in ``problem``, and one with
    nothing to put in the table has only its id. The engine is loaded once per process.

    Args:
        frame: one article per row: its text, an id, and if known title, outlet, date, author, section, page, url and further
            columns.
        table: which result comes back, one of :data:`RESULTS`.
        settings: how articles are analysed, as :func:`plain_settings` gives it.
        columns: which column holds what.

    Raises:
        HedgeLensError: there is no such table, column or setting.
    """
    types_in(table)
    columns = columns or Columns()
    check_columns(list(map(str, frame.columns)), columns)
    rows = [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]
    if not rows:
        return framed((), table)
    with held(json.dumps(settings if settings is not None else plain_settings())) as worker:
        named = asdict(columns)
        return framed((made for row in rows for made in _rows(worker, row, named, table)), table)


def analyze_batches(
    batches: Iterable[pd.DataFrame],
    *,
    table: str = "articles",
    settings: Mapping[str, Any] | None = None,
    columns: Columns | None = None,
) -> Iterator[pd.DataFrame]:
    """Analyses one table after another, as Spark's ``mapInPandas`` passes them to a function; see :func:`analyze_partition`.

    Raises:
        HedgeLensError: there is no such table, column or setting.
    """
    for batch in batches:
        yield analyze_partition(batch, table=table, settings=settings, columns=columns)


def _rows(worker: Held, row: Row, columns: Mapping[str, str], table: str) -> list[Row]:
    id = id_of(row, columns["id"])
    found = attempted(id or "", _analysed, worker, row, columns, table)
    if isinstance(found, Problem):
        return [{"article": id, MADE_WITH: worker.key, PROBLEM: found.reason}]
    return found or [{"article": id}]


def _analysed(worker: Held, row: Row, columns: Mapping[str, str], table: str) -> list[Row]:
    article = article_of(row, columns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HedgeLensWarning)  # what the reading doubts stands in the article
        analysis = worker.analyzer.analyze(article)
    if table == "articles":
        return [{**_numbers(analysis), MADE_WITH: worker.key}]
    if table == "analyses":
        return [{"article": article.id, "analysis": json_text(analysis.to_dict()), MADE_WITH: worker.key}]
    about = _about(analysis.article)
    return [{**row, **about} for row in tables.rows(analysis, table)]


def _numbers(analysis: Analysis) -> Row:
    """Returns what stands in the one row of an article: what is known of it, its size, and every measure."""
    counted = size(analysis)
    return {
        **_about(analysis.article),
        "language": analysis.article.language,
        **{name: getattr(counted, name) for name in SIZES},
        **{name: measured.value for name, measured in article_values(analysis).items()},
    }


def _about(article: Article) -> Row:
    """Returns what an article says of itself."""
    return {"article": article.id, **{name: getattr(article, name) for name in ABOUT[1:]}}
