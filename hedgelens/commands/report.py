"""``hedgelens report``: an article as a page, as Markdown, JSON or CSV; a folder as pages with an index."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.article import PAGES
from hedgelens.commands.options import Count, Engine, Hedges, Level, RawCells, Sources, Types
from hedgelens.commands.reading import check_output, shown, warn_if_not_english
from hedgelens.commands.writing import say_or_write, use_no_window, write
from hedgelens.labels import printable
from hedgelens.records import DEFAULT_ENGINE, Article, HedgeLensError, Problem

if TYPE_CHECKING:
    from hedgelens.analysis import Analysis
    from hedgelens.analyzer import Analyzer
    from hedgelens.interchange.material import Item, Material
    from hedgelens.measures import Counting

FORMATS = ("html", "md", "json", "csv")
SOME_UNREAD = 3
"""The exit code where the report is written and some articles are not in it."""

_FOLDER = Path("hedgelens-report")


def report(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", help="The article (.txt, .md, .html), a coding sheet (.xlsx), or an analysis (.json, .jsonl)."
        ),
    ] = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="FOLDER", help="A folder of such files instead: pages and an index.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="The page to write, by default FILE with .html (FILE-report.html for a web page); "
            f"other formats go to the terminal. With --batch the folder to write, by default {_FOLDER}.",
        ),
    ] = None,
    format: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")] = None,
    articles: Annotated[
        list[Path] | None,
        typer.Option("--articles", metavar="FILE", help="For .json: the article, or a folder of articles; may be repeated."),
    ] = None,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = DEFAULT_ENGINE,
    level: Level = "outer",
    count: Count = "full",
    types: Types = None,
    raw_cells: RawCells = False,
) -> None:
    """Writes a self-contained page: verdict, table, charts, and the whole text with its sources and hedges.

    With --batch a page for each article of a folder and an index that compares them, with report.json, report.md, summary.csv
    and articles.csv for scripts. Exit codes: 0 all is in the report, 2 nothing could be read or an option is wrong, 3 some
    articles could not be read (they are named in the report). Examples for cron and Python are in docs/reports.md.
    """
    from hedgelens.measures import Counting

    _check(file, batch, format)
    options = _Options(sources, hedges, engine, Counting.of(level, count, types), raw_cells)
    if batch is not None:
        _batch(batch, output or _FOLDER, articles or [], options)
    elif file is not None:
        _one(file, output, format or "html", articles or [], options)


class _Options:
    """What an analysis is made with, and how its tables count; the analyzer is loaded when it is needed."""

    def __init__(self, sources: Path | None, hedges: Path | None, engine: str, counting: Counting, raw: bool) -> None:
        self._sources, self._hedges, self._engine, self.counting, self.raw = sources, hedges, engine, counting, raw

    def analyzer(self) -> Analyzer:
        from hedgelens.analyzer import Analyzer

        return Analyzer(sources=self._sources, hedges=self._hedges, engine=self._engine)


def _check(file: Path | None, batch: Path | None, format: str | None) -> None:
    if file is None and batch is None:
        raise HedgeLensError("Nothing to report on. Name the file of an article, or a folder of articles after --batch.")
    if file is not None and batch is not None:
        raise HedgeLensError(f"Give either the file '{file}' or --batch '{batch}', not both.")
    if file is not None and file.is_dir():
        raise HedgeLensError(f"'{file}' is a folder, and a page is of one article. Give one file, or write --batch {file}.")
    if format is not None and format not in FORMATS:
        raise HedgeLensError(f"There is no format '{format}'. Use one of: {', '.join(FORMATS)}.")
    if format is not None and batch is not None:
        raise HedgeLensError("With --batch all formats are written. Leave --format away.")


def _one(file: Path, output: Path | None, format: str, articles: list[Path], options: _Options) -> None:
    from hedgelens.interchange.material import read_file
    from hedgelens.report import page

    if output is None and format == "html":
        output = Path(f"{file.stem}-report.html" if file.suffix.lower() in PAGES else f"{file.stem}.html")
    check_output(output, [file, *articles])
    material = read_file(file, articles=articles)
    if len(material.items) != 1:
        raise HedgeLensError(
            f"'{file}' holds {len(material.items)} articles, and a page is of one. "
            "Put it into a folder and give that to --batch: then each has its page."
        )
    _warn(material)
    use_no_window()
    analysis = _analysed(material.items[0], options)
    if format == "html" and output is not None:
        write(output, page(analysis, options.counting))
    else:
        say_or_write(_written(analysis, format, options), output)


def _written(analysis: Analysis, format: str, options: _Options) -> str:
    from hedgelens.report import brief, briefs_as_json, briefs_as_markdown
    from hedgelens.tables import to_csv

    if format == "csv":
        return to_csv([analysis], "summary", options.counting, raw=options.raw)
    return (briefs_as_json if format == "json" else briefs_as_markdown)([brief(analysis, options.counting)])


def _batch(folder: Path, output: Path, articles: list[Path], options: _Options) -> None:
    from hedgelens.collection import Collection
    from hedgelens.collection.collection import each_analysed
    from hedgelens.interchange.material import read_folder
    from hedgelens.report import write_batch

    _check_folder(folder, output)
    material = read_folder(folder, articles=articles)
    _warn(material)
    use_no_window()
    # All before the first page: a source has one colour in all of them.
    analyzer = options.analyzer()
    results = shown(each_analysed(analyzer, material.items), "Analysing", len(material.items))
    collection = Collection.of(results, material.problems)
    _warn_of(collection.problems[len(material.problems) :])
    pages = shown(collection.analyses, "Writing pages", len(collection))
    write_batch(pages, output, [(p.article, p.reason) for p in collection.problems], options.counting, raw=options.raw)
    if collection.problems:
        raise typer.Exit(SOME_UNREAD)


def _check_folder(folder: Path, output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise HedgeLensError(f"'{output}' is a file, and a batch writes a folder. Name another one with -o.")
    if output.exists() and folder.exists() and output.samefile(folder):
        raise HedgeLensError(
            f"'{output}' holds the articles themselves. Name another folder with -o, so that none is overwritten."
        )


def _analysed(item: Item, options: _Options) -> Analysis:
    return options.analyzer().analyze(item) if isinstance(item, Article) else item


def _warn(material: Material) -> None:
    for item in material.items:
        if isinstance(item, Article):
            warn_if_not_english(item)
    for warning in material.warnings:
        print(f"hedgelens: warning: {printable(warning)}", file=sys.stderr)
    _warn_of(material.problems)


def _warn_of(problems: Iterable[Problem]) -> None:
    for problem in problems:
        print(printable(f"hedgelens: not in the report: {problem.article}: {problem.reason}"), file=sys.stderr)
