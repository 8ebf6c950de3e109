"""``hedgelens analyze``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from hedgelens.commands.options import (
    TABLES,
    Count,
    Engine,
    Files,
    Hedges,
    Level,
    Output,
    RawCells,
    Sources,
    Types,
    check_table,
    one_of,
)
from hedgelens.commands.reading import analyses_of, read_articles
from hedgelens.commands.writing import say, say_or_write, write
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError

if TYPE_CHECKING:
    from hedgelens.analysis import Analysis
    from hedgelens.measures import Counting

FORMATS = ("table", "json", "jsonl", "csv", "md")


def analyze(
    files: Files,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = DEFAULT_ENGINE,
    format: Annotated[str, one_of("--format", FORMATS)] = "table",
    table: Annotated[str, one_of("--table", TABLES, "For csv and md: ")] = "summary",
    level: Level = "outer",
    count: Count = "full",
    types: Types = None,
    raw_cells: RawCells = False,
    output: Output = None,
) -> None:
    """Says of each article who it rests on, and how sure they are."""
    from hedgelens.measures import Counting

    check_table(table, "summary", format)
    counting = Counting.of(level, count, types)
    _check_counting(counting, format, table)
    articles = read_articles(files, output)
    check_number(format, len(articles))
    analyses = analyses_of(articles, sources, hedges, engine)
    if format == "table":
        show(analyses, output, counting)
    elif output is None and format == "jsonl":
        for analysis in analyses:  # as they come: the first article need not wait for the last
            say(analysis.to_json() + "\n")
    else:
        say_or_write(written(analyses, format, table, counting, raw=raw_cells), output)


def _check_counting(counting: Counting, format: str, table: str) -> None:
    from hedgelens.measures import DEFAULT_COUNTING

    if counting == DEFAULT_COUNTING or format == "table" or (format in ("csv", "md") and table in ("summary", "groups")):
        return
    shown = f"the format {format}" if format in ("json", "jsonl") else f"the table {table}"
    raise HedgeLensError(
        f"--level, --count and --types change shares, and {shown} does not follow them. "
        "Use --format table, or csv or md with --table summary or groups."
    )


def check_number(format: str, articles: int) -> None:
    """Checks that a format holds so many articles.

    Raises:
        HedgeLensError: it does not.
    """
    if format == "json" and articles > 1:
        raise HedgeLensError(
            f"The format json holds one article, and there are {articles}: use --format jsonl, which writes one a line."
        )


def written(analyses: Iterator[Analysis], format: str, table: str, counting: Counting | None = None, *, raw: bool = False) -> str:
    """Returns analyses in one of the formats that are text: json, jsonl, or a table as csv or md."""
    from hedgelens import tables
    from hedgelens.measures import DEFAULT_COUNTING

    if format == "json":
        return next(analyses).to_json(indent=1) + "\n"
    if format == "jsonl":
        return "".join(analysis.to_json() + "\n" for analysis in analyses)
    counting = counting or DEFAULT_COUNTING
    if format == "csv":
        return tables.to_csv(analyses, table, counting, raw=raw)
    return tables.to_markdown(analyses, table, counting)


def show(analyses: Iterator[Analysis], output: Path | None, counting: Counting | None = None) -> None:
    """Shows the tables of articles on the terminal, each as it comes, or writes them to a file."""
    from hedgelens.measures import DEFAULT_COUNTING
    from hedgelens.terminal import render

    counting = counting or DEFAULT_COUNTING
    if output is not None:
        write(output, render(analyses, width=80, colour=False, counting=counting))
        return
    for number, analysis in enumerate(analyses):
        say(("\n" if number else "") + render([analysis], width=None, colour=sys.stdout.isatty(), counting=counting))
