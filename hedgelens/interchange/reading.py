"""Reads what people annotated, in whatever program, as analyses: as gold, as the coding of a coder, as a corrected analysis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hedgelens.article import as_article, read_articles
from hedgelens.faces import Analysis
from hedgelens.files.text import counted
from hedgelens.formats import read_bytes, recognised
from hedgelens.interchange.codings import analyses_of_json
from hedgelens.records import Article, HedgeLensError
from hedgelens.sheet import is_sheet, read_sheet

_OWN_JSON = (".json", ".jsonl")


def read(
    path: str | Path,
    format: str | None = None,
    article: Article | str | Path | None = None,
    *,
    by: str | None = None,
    date: str | None = None,
) -> Analysis:
    """Reads the annotations of one article.

    Marks that HedgeLens wrote and nobody changed come back as they were; marks that were added or changed count as marked by
    hand. A file made without HedgeLens is treated as marked by hand throughout: all of it counts.

    Args:
        path: a file in a format of :data:`hedgelens.interchange.READABLE`, a coding sheet, or an analysis or annotation as JSON.
        format: name of its format; by default recognised from its extension or its content.
        article: the article, or its file, if the annotations come without the text.
        by: who made or corrected the annotations, to be recorded as a revision.
        date: when (ISO 8601), by default today.

    Raises:
        HedgeLensError: the file cannot be read, annotates another text, or holds several articles.
    """
    articles = [] if article is None else [as_article(article)]
    found = _read(Path(path), format, articles, by, date, only=True)
    if len(found) > 1:
        raise HedgeLensError(f"'{path}' holds {counted(len(found), 'article')}. Read it with read_all, which gives them all.")
    return found[0]


def read_all(
    path: str | Path,
    format: str | None = None,
    articles: str | Path | Iterable[str | Path | Article] = (),
    *,
    by: str | None = None,
    date: str | None = None,
) -> list[Analysis]:
    """Reads the annotations of all articles in a file, as :func:`read` does for one.

    Args:
        path: the file.
        format: name of its format; by default recognised from its extension or its content.
        articles: articles, or files and folders of them, if the annotations come without the texts. A single one is taken to be
            the only article in the file.
        by: who made or corrected the annotations.
        date: when (ISO 8601), by default today.

    Raises:
        HedgeLensError: the file cannot be read, or annotates other texts.
    """
    given = [articles] if isinstance(articles, str | Path) else list(articles)
    texts = [one for one in given if isinstance(one, Article)]
    texts += read_articles([one for one in given if not isinstance(one, Article)])
    return _read(Path(path), format, texts, by, date, only=len(texts) == 1)


def _read(
    path: Path, format: str | None, articles: Sequence[Article], by: str | None, date: str | None, *, only: bool = False
) -> list[Analysis]:
    if format is None and path.suffix.lower() == ".xlsx" and is_sheet(path):
        return list(read_sheet(path, by=by, date=date).analyses)
    if format is None and path.suffix.lower() in _OWN_JSON:
        if (known := recognised(path)) is None:
            return analyses_of_json(path, {article.sha256: article for article in articles})
        format = known.name
    return read_bytes(path, Analysis, format=format, articles=articles, only=only, by=by, date=date)
