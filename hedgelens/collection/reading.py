"""Reads many articles; what cannot be read is noted and does not stop the others."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgelens.article import (
    Columns,
    Note,
    Reading,
    ReadingOptions,
    article_from_text,
    as_article,
    given_path,
    list_files,
    names_file,
    read_article,
    read_files,
    read_listed,
)
from hedgelens.article.duplicates import Marked
from hedgelens.article.holding import NotEnglish
from hedgelens.article.tables.columns import taken
from hedgelens.article.tables.rows import RowReader, surveyed
from hedgelens.records import Article, HedgeLensError, Problem

if TYPE_CHECKING:
    import pandas as pd


def read_many(data: Any, columns: Columns | None = None, options: ReadingOptions | None = None) -> Reading:
    """Reads articles.

    Args:
        data: a folder; the path of an article, or of a file of many such as a table; a pandas ``DataFrame``, or a ``Series`` of
            texts; a mapping of ids to texts; or a list of paths, texts and articles.
        columns: for tables, which column holds what, unless the options say so.
        options: how files of many articles are read.

    Raises:
        HedgeLensError: nothing can be read, or two articles have the same id.
    """
    import pandas as pd

    options = options or ReadingOptions()
    options = options if columns is None else replace(options, columns=columns)
    if isinstance(data, pd.DataFrame):
        reading = _of_rows(data, options.columns)
    elif isinstance(data, pd.Series | Mapping):
        ids, texts = zip(*data.items(), strict=True) if len(data) else ((), ())
        rows = pd.DataFrame({"id": pd.Series(list(map(str, ids)), dtype=object), "text": pd.Series(list(texts), dtype=object)})
        reading = _of_rows(rows, Columns())
    elif isinstance(data, str | os.PathLike):
        reading = _of_path(data, options)
    elif isinstance(data, Article):
        reading = Reading((data,))
    elif isinstance(data, Iterable) and not isinstance(data, bytes | bytearray) and not hasattr(data, "read"):
        reading = _of_items(list(data), options)
    else:
        raise HedgeLensError(
            f"Articles were expected, and something of the type '{type(data).__name__}' was given. Give a folder, a table, "
            "a DataFrame or Series of texts, a mapping of ids to texts, or a list of paths and texts."
        )
    reading = _in_english(reading) if options.only_english else reading
    return _marked(_checked(reading), options.duplicates)


def _in_english(reading: Reading) -> Reading:
    """Leaves out what does not look like English."""
    articles = tuple(article for article in reading.articles if article.language == "en")
    left_out = tuple(NotEnglish.of(article) for article in reading.articles if article.language != "en")
    return replace(reading, articles=articles, problems=(*reading.problems, *left_out))


def _marked(reading: Reading, way: str) -> Reading:
    marked = Marked(way)
    articles = tuple(marked.each(reading.articles))
    return replace(reading, articles=articles, notes=(*reading.notes, *marked.notes()))


def _checked(reading: Reading) -> Reading:
    if not reading.articles:
        raise HedgeLensError(_nothing(reading.problems))
    times = Counter(article.id for article in reading.articles)
    again = next((id for id, number in times.items() if number > 1), None)
    if again is not None:
        raise HedgeLensError(f"Two articles are called '{again}'. Give each a different name, so that results can be told apart.")
    return reading


def _nothing(problems: Sequence[Problem]) -> str:
    if not problems:
        return "There is no article to analyse: nothing was given."
    first = "" if len(problems) == 1 else f"None of {len(problems):,} could be read; the first: "
    return f"There is no article to analyse. {first}{problems[0].reason}"


def _of_path(data: str | os.PathLike[str], options: ReadingOptions) -> Reading:
    path = given_path(data)
    if path is None:
        raise HedgeLensError(
            "A text was given where a folder, a file or a table was expected. Give a single text to hl.analyze, and "
            "several texts as a list."
        )
    reading = read_files([path], replace(options, duplicates="keep"))  # they are looked for in the end
    return replace(reading, extra={article.id: dict(article.fields) for article in reading.articles if article.fields})


def _of_items(items: Sequence[Any], options: ReadingOptions) -> Reading:
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
    for file, result in read_listed(listing, options):
        if isinstance(result, Problem):
            problems.append(result)
        elif isinstance(result, Note):
            notes.append(result.sentence)
        else:
            place = next(paths[path] for path in (file.path, *file.path.parents) if path in paths)
            found.append((place, result))
    articles = [article for _, article in sorted(found, key=lambda placed: placed[0])]
    extra = {article.id: dict(article.fields) for article in articles if article.fields}
    return Reading(tuple(articles), (*problems, *listing.problems), extra, (*notes, *listing.notes))


def _of_rows(frame: pd.DataFrame, asked: Columns | None) -> Reading:
    asked = asked or Columns()
    columns = taken(list(map(str, frame.columns)), asked)
    rows = [{str(name): _value(cell) for name, cell in row.items()} for row in frame.to_dict("records")]
    survey = surveyed(rows, columns, asked)
    named = columns.columns.get("id") == asked.id  # then two that are alike are an error, and no other names are given
    reader = RowReader("row", columns, replace(survey, ids=survey.ids or named), _of_cell)
    articles: list[Article] = []
    problems: list[Problem] = []
    extra: dict[str, dict[str, Any]] = {}
    for place, (row, given) in enumerate(zip(rows, frame.to_dict("records"), strict=True), start=1):
        id = reader.id_of(place, row)
        try:
            articles.append(reader.article(place, row))
        except HedgeLensError as error:
            problems.append(Problem(id, str(error)))
        else:
            extra[id] = {str(name): cell for name, cell in given.items() if str(name) in columns.further}
    said = columns.said("the table")
    return Reading(tuple(articles), tuple(problems), extra, (said,) if said else ())


def _value(cell: Any) -> Any:
    """Returns what a cell holds, nothing where pandas has a value that is none."""
    import pandas as pd

    return None if pd.api.types.is_scalar(cell) and pd.isna(cell) else cell


def _of_cell(value: Any, id: str) -> Article:
    if isinstance(value, Article):
        return replace(value, id=id)
    if isinstance(value, os.PathLike):
        return read_article(os.fsdecode(value), id=id)
    if not isinstance(value, str) and cell_text(value) is not None:
        raise HedgeLensError(f"'{id}' holds something of the type '{type(value).__name__}', not text. Name the right column.")
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
