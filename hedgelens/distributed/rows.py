"""Makes articles of the rows of a partition; what becomes of a row depends on nothing but that row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from hedgelens.article import Columns, article_from_text
from hedgelens.article.dates import iso_date
from hedgelens.article.tables.rows import DESCRIBING
from hedgelens.records import Article, HedgeLensError


def check_columns(there: list[str], columns: Columns) -> None:
    """Checks that there are texts and ids.

    Raises:
        HedgeLensError: there are none.
    """
    for column, what in ((columns.text, "texts"), (columns.id, "ids, by which results are told apart")):
        if column not in there:
            raise HedgeLensError(
                f"The table has no column '{column}' for the {what}; its columns are: {', '.join(there) or 'none'}. "
                "Name the right one: columns=Columns(text=…, id=…)."
            )


def id_of(row: Mapping[str, Any], column: str) -> str | None:
    """Returns the id of a row."""
    return _said(row.get(column))


def article_of(row: Mapping[str, Any], columns: Mapping[str, str]) -> Article:
    """Makes the article of a row: its text, what other columns say of it, and the rest under its own names.

    Args:
        row: the row.
        columns: which column holds what.

    Raises:
        HedgeLensError: the row has no id or no text.
    """
    id = id_of(row, columns["id"])
    if id is None:
        raise HedgeLensError(f"This row has no id. Fill the column '{columns['id']}', so that results can be told apart.")
    text = row[columns["text"]]
    if not isinstance(text, str):
        if _said(text) is not None:
            raise HedgeLensError(f"'{id}' holds something of the type '{type(text).__name__}', not text. Name the right column.")
        text = ""
    article = article_from_text(text, id=id)
    given: dict[str, Any] = {of: said for of in DESCRIBING if (said := _said(row.get(columns[of])))}
    if said := _said(row.get(columns["date"])):
        given |= {"date_text": said, "date": iso_date(said)}
    taken = set(columns.values())
    further = tuple((name, said) for name, cell in row.items() if name not in taken and (said := _said(cell)))
    return replace(article, **given, fields=(*article.fields, *further))


def _said(value: Any) -> str | None:
    """Returns what a cell holds as a text; nothing where it is empty or holds no value."""
    import pandas as pd

    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip() or None
