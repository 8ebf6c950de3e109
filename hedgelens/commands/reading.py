"""What comes into a command: articles, and their analyses."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hedgelens.labels import one_line
from hedgelens.records import HedgeLensError

if TYPE_CHECKING:
    from hedgelens.analysis import Analysis
    from hedgelens.records import Article


T = TypeVar("T")


def read_articles(files: list[Path], output: Path | None = None) -> list[Article]:
    """Reads all articles before the first is analysed: what is wrong with the last is said at once, and nothing is half done.

    A text that does not look like English is warned of.

    Args:
        files: articles, or folders of them.
        output: the file that will be written, if any; :func:`check_output` looks at it first.

    Raises:
        HedgeLensError: a file is missing or cannot be read, or the output cannot be written.
    """
    from hedgelens.article import article_paths, read_article

    check_output(output, files)
    articles = [read_article(path) for path in article_paths(files)]
    for article in articles:
        warn_if_not_english(article)
    return articles


def warn_if_not_english(article: Article) -> None:
    """Says of a text that does not look like English that the result is not to be relied on."""
    if article.language != "en":
        print(
            f"hedgelens: warning: '{one_line(article.id)}' does not look like English; "
            "it is analysed as if it were, so do not rely on the result.",
            file=sys.stderr,
        )


def check_output(output: Path | None, files: list[Path]) -> None:
    """Checks before anything is analysed that the file to write can be written and is not one of the articles.

    Raises:
        HedgeLensError: it cannot, or it is.
    """
    if output is None:
        return
    if output.is_dir():
        raise HedgeLensError(f"'{output}' is a folder. Name the file to write.")
    if not output.parent.is_dir():
        raise HedgeLensError(
            f"There is no folder '{output.parent}' to write '{output.name}' into. Make it first, or name another one."
        )
    if any(file.exists() and output.exists() and file.samefile(output) for file in files):
        raise HedgeLensError(f"'{output}' is the article itself. Name another file to write, so that it is not lost.")


def analyses_of(articles: list[Article], sources: Path | None, hedges: Path | None, engine: str) -> Iterator[Analysis]:
    """Analyses articles one after the other.

    Where there are several, a bar on the terminal's error stream says how far it has come.
    """
    from hedgelens.analyzer import Analyzer

    analyzer = Analyzer(sources=sources, hedges=hedges, engine=engine)
    yield from shown(analyzer.pipe(articles), "Analysing", len(articles))


def shown(items: Iterable[T], doing: str, total: int) -> Iterator[T]:
    """Yields items while a bar on the terminal's error stream says how many of them are done.

    There is no bar for a single one, and none where the error stream is no terminal.
    """
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    hidden = total < 2 or not console.is_terminal
    yield from track(items, doing, total=total, console=console, disable=hidden, transient=True)
