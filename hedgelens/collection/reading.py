"""Reads many articles; what cannot be read is noted and does not stop the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgelens.article import SUFFIXES, Reading, article_from_text, read_article, read_files
from hedgelens.files import no_such_file
from hedgelens.records import Article, HedgeLensError, Problem

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; those that a table does not have are left out, but for the text."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    outlet: str = "outlet"
    date: str = "date"
    author: str = "author"


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
    elif isinstance(data, pd.Series):
        reading = _of_texts({str(id): text for id, text in data.items()})
    elif isinstance(data, Mapping):
        reading = _of_texts(data)
    elif isinstance(data, str | Path) and str(data).lower().endswith(".csv"):
        reading = _of_rows(_table(Path(data)), columns, Path(data).stem)
    elif isinstance(data, str | Path):
        reading = read_files([data])
    else:
        reading = _of_items(data)
    return _checked(reading)


def _checked(reading: Reading) -> Reading:
    if not reading.articles:
        first = f" The first problem: {reading.problems[0].reason}" if reading.problems else ""
        raise HedgeLensError(f"There is no article to analyse.{first}")
    seen: set[str] = set()
    for article in reading.articles:
        if article.id in seen:
            raise HedgeLensError(
                f"Two articles are called '{article.id}'. Give each a name of its own, so that results can be told apart."
            )
        seen.add(article.id)
    return reading


def _of_items(items: Iterable[Article | str | Path]) -> Reading:
    articles: list[Article] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, start=1):
        try:
            articles.append(_article(item, number))
        except HedgeLensError as error:
            problems.append(Problem(str(item) if isinstance(item, Path) else f"article {number}", str(error)))
    return Reading(tuple(articles), tuple(problems))


def _article(item: Article | str | Path, number: int) -> Article:
    if isinstance(item, Article):
        return item
    if isinstance(item, Path) or ("\n" not in item and item.strip().lower().endswith(SUFFIXES)):
        return read_article(item)
    return article_from_text(item, id=f"article-{number}")


def _of_texts(texts: Mapping[str, str]) -> Reading:
    import pandas as pd

    return _of_rows(pd.DataFrame({"id": [str(id) for id in texts], "text": list(texts.values())}), Columns(), "row")


def _table(path: Path) -> pd.DataFrame:
    """Reads a CSV file with every cell as the text that it holds."""
    import pandas as pd

    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError:
        raise no_such_file(path) from None
    except (OSError, UnicodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise HedgeLensError(f"'{path}' cannot be read as a CSV file in UTF-8: {error}.") from None


def _of_rows(frame: pd.DataFrame, columns: Columns, name: str) -> Reading:
    if columns.text not in frame.columns:
        there = ", ".join(map(str, frame.columns)) or "none"
        raise HedgeLensError(
            f"The table has no column '{columns.text}' for the texts; its columns are: {there}. Name the right one."
        )
    known = {f.name: getattr(columns, f.name) for f in fields(Columns)}
    others = [column for column in frame.columns if column not in known.values()]
    articles: list[Article] = []
    problems: list[Problem] = []
    extra: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(frame.to_dict("records"), start=1):
        id = _cell(row.get(columns.id)) or f"{name}-{number}"
        try:
            article = article_from_text(_cell(row[columns.text]) or "", id=id)
        except HedgeLensError as error:
            problems.append(Problem(id, str(error)))
            continue
        given = {key: _cell(row.get(known[key])) for key in ("title", "outlet", "date", "author")}
        articles.append(
            replace(
                article,
                title=given["title"] or article.title,
                outlet=given["outlet"] or article.outlet,
                date=given["date"] or article.date,
                author=given["author"] or article.author,
            )
        )
        extra[id] = {str(column): row[column] for column in others}
    return Reading(tuple(articles), tuple(problems), extra)


def _cell(value: Any) -> str | None:
    """Returns what a cell holds; an empty cell, and one that is no value, is ``None``."""
    return None if value is None or value != value or not str(value).strip() else str(value)
