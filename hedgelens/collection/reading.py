"""Reads many articles; what cannot be read is noted and does not stop the others."""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgelens.article import (
    Columns,
    Note,
    Reading,
    article_from_text,
    as_article,
    check_file,
    given_path,
    list_files,
    names_file,
    read_article,
    read_files,
    read_listed,
)
from hedgelens.records import Article, HedgeLensError, Problem

if TYPE_CHECKING:
    import pandas as pd


_DESCRIBING = ("title", "outlet", "date", "author")
"""What a table may say of an article, and the article then says itself."""


def read_many(data: Any, columns: Columns | None = None) -> Reading:
    """Reads articles.

    Args:
        data: a folder; the path of an article or of a ``.csv`` file; a pandas ``DataFrame``, or a ``Series`` of texts; a
            mapping of ids to texts; or a list of paths, texts and articles.
        columns: for tables, which column holds what.

    Raises:
        HedgeLensError: nothing can be read, or two articles have the same id.
    """
    import pandas as pd

    columns = columns or Columns()
    if isinstance(data, pd.DataFrame):
        reading = _of_rows(data, columns, "row")
    elif isinstance(data, pd.Series | Mapping):
        ids, texts = zip(*data.items(), strict=True) if len(data) else ((), ())
        rows = pd.DataFrame({"id": list(map(str, ids)), "text": pd.Series(list(texts), dtype=object)})
        reading = _of_rows(rows, Columns(), "row")
    elif isinstance(data, str | os.PathLike):
        reading = _of_path(data, columns)
    elif isinstance(data, Article):
        reading = Reading((data,))
    elif isinstance(data, Iterable) and not isinstance(data, bytes | bytearray) and not hasattr(data, "read"):
        reading = _of_items(list(data))
    else:
        raise HedgeLensError(
            f"Articles were expected, and something of the type '{type(data).__name__}' was given. Give a folder, a .csv file, "
            "a DataFrame or Series of texts, a mapping of ids to texts, or a list of paths and texts."
        )
    return _checked(reading)


def _checked(reading: Reading) -> Reading:
    if not reading.articles:
        raise HedgeLensError(_nothing(reading.problems))
    times = Counter(article.id for article in reading.articles)
    again = next((id for id, number in times.items() if number > 1), None)
    if again is not None:
        raise HedgeLensError(
            f"Two articles are called '{again}'. Give each a name of its own, so that results can be told apart."
        )
    return reading


def _nothing(problems: Sequence[Problem]) -> str:
    if not problems:
        return "There is no article to analyse: nothing was given."
    first = "" if len(problems) == 1 else f"None of {len(problems):,} could be read; the first: "
    return f"There is no article to analyse. {first}{problems[0].reason}"


def _of_path(data: str | os.PathLike[str], columns: Columns) -> Reading:
    path = given_path(data)
    if path is None:
        raise HedgeLensError(
            "A text was given where a folder, a file or a table was expected. Give one text to hl.analyze, several as a list."
        )
    return _of_rows(_table(path), columns, path.stem) if path.suffix.lower() == ".csv" else read_files([path])


def _of_items(items: Sequence[Any]) -> Reading:
    """Reads a list of articles, texts and paths; a folder in it stands for its articles."""
    found: list[tuple[int, Article]] = []
    problems: list[Problem] = []
    notes: list[str] = []
    paths: dict[Path, int] = {}
    for number, item in enumerate(items, start=1):
        try:
            path = None if isinstance(item, Article) else given_path(item)
            if path is None:
                found.append((number, as_article(item, id=f"article-{number}")))
            else:
                paths.setdefault(path, number)
        except HedgeLensError as error:
            problems.append(Problem(f"article {number}", str(error)))
    listing = list_files(paths)
    for file, result in read_listed(listing):
        if isinstance(result, Problem):
            problems.append(result)
        elif isinstance(result, Note):
            notes.append(result.sentence)
        else:
            found.append((paths.get(file.path) or paths[file.path.parent], result))
    articles = [article for _, article in sorted(found, key=lambda placed: placed[0])]
    return Reading(tuple(articles), (*problems, *listing.problems), notes=(*notes, *listing.notes))


def _table(path: Path) -> pd.DataFrame:
    """Reads a CSV file with every cell as the text that it holds."""
    import pandas as pd

    check_file(path, largest=math.inf)
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:  # ValueError: also what is no UTF-8, and what pandas cannot parse
        raise HedgeLensError(f"'{path}' cannot be read as a CSV file in UTF-8: {error}.") from None


def _of_rows(frame: pd.DataFrame, columns: Columns, name: str) -> Reading:
    if columns.text not in frame.columns:
        there = ", ".join(map(str, frame.columns)) or "none"
        raise HedgeLensError(
            f"The table has no column '{columns.text}' for the texts; its columns are: {there}. Name the right one."
        )
    known = {f.name: getattr(columns, f.name) for f in fields(Columns)}
    # What the article says itself is not said twice, unless under another name.
    itself = (columns.text, columns.id, *(field for field in _DESCRIBING if known[field] == field))
    articles: list[Article] = []
    problems: list[Problem] = []
    extra: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(frame.to_dict("records"), start=1):
        id = cell_text(row.get(columns.id)) or f"{name}-{number}"
        try:
            articles.append(_described(_of_cell(row[columns.text], id), row, known))
        except HedgeLensError as error:
            problems.append(Problem(id, str(error)))
        else:
            extra[id] = {str(column): cell for column, cell in row.items() if column not in itself}
    return Reading(tuple(articles), tuple(problems), extra)


def _described(article: Article, row: Mapping[Any, Any], columns: Mapping[str, str]) -> Article:
    """Returns an article with what its row says of it."""
    given: dict[str, Any] = {key: text for key in _DESCRIBING if (text := cell_text(row.get(columns[key])))}
    return replace(article, **given)


def _of_cell(value: Any, id: str) -> Article:
    if isinstance(value, Article):
        return replace(value, id=id)
    if isinstance(value, os.PathLike):
        return read_article(os.fsdecode(value), id=id)
    if not isinstance(value, str) and cell_text(value) is not None:
        raise HedgeLensError(f"'{id}' holds something of the type '{type(value).__name__}', and no text. Name the right column.")
    text = value if isinstance(value, str) else ""
    if names_file(text):
        raise HedgeLensError(f"'{id}' holds the name of a file, '{text.strip()}', and no text. Give a list of paths.")
    return article_from_text(text, id=id)


def cell_text(value: Any) -> str | None:
    """Returns what a cell holds; an empty cell, and one that is no value, is ``None``."""
    import pandas as pd

    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)) or not str(value).strip():
        return None
    return str(value).removesuffix(" 00:00:00")  # of a day that pandas holds as a time
