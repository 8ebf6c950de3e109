"""``hedgelens report``: an article as a page, as Markdown, JSON or CSV; a folder as pages with an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.article import PAGES, USUAL, ReadingOptions, holds_texts
from hedgelens.article.containing import attempted
from hedgelens.commands.articles import articles_of, check_output, tell_notes
from hedgelens.commands.options import (
    Count,
    Engine,
    Force,
    Hedges,
    Level,
    MinConfidence,
    RawCells,
    Sources,
    Types,
    reads_articles,
)
from hedgelens.commands.writing import note, say_or_write, tell_problems, tell_warnings, use_no_window
from hedgelens.files.text import counted
from hedgelens.records import DEFAULT_ENGINE, Article, HedgeLensError, Problem

if TYPE_CHECKING:
    from hedgelens.analyzer import Analyzer
    from hedgelens.faces import Analysis
    from hedgelens.files.growing import Growing
    from hedgelens.files.overwriting import Own
    from hedgelens.interchange.codings import Item, Material
    from hedgelens.measures import Counting

FORMATS = ("html", "md", "json", "csv")

_FOLDER = Path("hedgelens-report")


@reads_articles
def report(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help=f"The article ({USUAL}), a coding sheet (.xlsx), or an analysis (.json, .jsonl)."),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option("--batch", metavar="FOLDER", help="A folder or a table of articles instead: writes pages and an index."),
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
    min_confidence: MinConfidence = None,
    types: Types = None,
    level: Level = "outer",
    count: Count = "full",
    raw_cells: RawCells = False,
    force: Force = False,
    *,
    reading: ReadingOptions,
) -> None:
    """Writes a self-contained page: verdict, table, charts, and the whole text with its sources and hedges.

    With --batch, it writes a page for each article in a folder and an index that compares them, with report.json, report.md,
    summary.csv, articles.csv and analyses.jsonl for scripts; if it is stopped, the same command resumes from the analyses that
    are done. Exit codes: 0 everything is in the report, 2 nothing could be read or an option is wrong, 3 some articles are left
    out (they are named in the report). Examples for cron and Python are in docs/reports.md.
    """
    from hedgelens.measures import Counting

    _check(file, batch, format)
    options = _Options(sources, hedges, engine, min_confidence, types, Counting.of(level, count), raw_cells, force, reading)
    if batch is not None:
        _batch(batch, output or _FOLDER, articles or [], options)
    elif file is not None:
        _one(file, output, format or "html", articles or [], options)


@dataclass(frozen=True)
class _Options:
    """What an analysis is made with, and how its tables count; the analyzer is loaded when it is needed."""

    sources: Path | None
    hedges: Path | None
    engine: str
    min_confidence: float | None
    types: str | None
    counting: Counting
    raw: bool
    force: bool
    reading: ReadingOptions

    def analyzer(self) -> Analyzer:
        from hedgelens.analyzer import Analyzer

        return Analyzer(
            sources=self.sources,
            hedges=self.hedges,
            engine=self.engine,
            min_confidence=self.min_confidence,
            types=self.types,
        )

    def counted(self, analysis: Analysis) -> Analysis:
        """Returns an analysis that is there already as it is to be counted."""
        return analysis.counting(min_confidence=self.min_confidence, types=self.types)


def _check(file: Path | None, batch: Path | None, format: str | None) -> None:
    wrong = (
        (file is batch is None, "Nothing to report on. Name the file of an article, or a folder of articles after --batch."),
        (file and batch, f"Give either the file '{file}' or --batch '{batch}', not both."),
        (file and file.is_dir(), f"'{file}' is a folder, and a page is of one article. Give one file, or write --batch {file}."),
        (format is not None and format not in FORMATS, f"There is no format '{format}'. Use one of: {', '.join(FORMATS)}."),
        (format is not None and batch, "With --batch all formats are written. Leave --format away."),
    )
    for found, message in wrong:
        if found:
            raise HedgeLensError(message)


def _one(file: Path, output: Path | None, format: str, articles: list[Path], options: _Options) -> None:
    from hedgelens.interchange.codings import ENDINGS, read_file

    if output is None and format == "html":
        output = Path(f"{file.stem}-report.html" if file.suffix.lower() in PAGES else f"{file.stem}.html")
    own = _own(format, options.counting)
    others = [*articles, options.sources, options.hedges]
    is_coding = file.suffix.lower() in ENDINGS and not holds_texts(file, options.reading)
    new = None if is_coding else b""  # a sheet or an analysis may have been corrected
    check_output(output, [file], others, own=own, new=new, force=options.force)
    material = read_file(file, articles=articles, options=options.reading)
    if len(material.items) != 1:
        raise HedgeLensError(
            f"'{file}' holds {len(material.items)} articles, and a page shows one. Give the file to --batch instead: then "
            f"each article has its page."
        )
    _tell(material)
    tell_problems(material.problems)
    use_no_window()
    analysis = _analysed(material.items[0], options)
    text = attempted(analysis.article.id, _written, analysis, format, options)
    if isinstance(text, Problem):
        raise HedgeLensError(text.reason)
    say_or_write(text, output, own, force=options.force)


def _own(format: str, counting: Counting) -> Own:
    from hedgelens.files.overwriting import PAGE, REPORT, REPORT_IN_MARKDOWN, headed
    from hedgelens.views.tables import to_csv

    if format == "csv":
        return headed(to_csv([], "summary", counting))
    return {"html": PAGE, "md": REPORT_IN_MARKDOWN, "json": REPORT}[format]


def _written(analysis: Analysis, format: str, options: _Options) -> str:
    from hedgelens.report import brief, briefs_as_json, briefs_as_markdown, page
    from hedgelens.views.tables import to_csv

    if format == "html":
        return page(analysis, options.counting)
    if format == "csv":
        return to_csv([analysis], "summary", options.counting, raw=options.raw)
    return (briefs_as_json if format == "json" else briefs_as_markdown)([brief(analysis, options.counting)])


def _batch(folder: Path, output: Path, given: list[Path], options: _Options) -> None:
    from hedgelens.collection import Collection
    from hedgelens.collection.saving import each_saved
    from hedgelens.interchange.codings import read_folder
    from hedgelens.report import write_batch
    from hedgelens.report.batch import check_batch

    _check_folder(output, [folder, *given])
    material = read_folder(folder, articles=given, options=options.reading)
    check_batch(output, material.items, force=options.force)
    _tell(material)
    use_no_window()
    items = [item if isinstance(item, Article) else options.counted(item) for item in material.items]
    with articles_of(items, material.problems) as articles:
        analyzer = options.analyzer()
        with _kept(output, analyzer, items) as file:
            # All before the first page: a source has one colour in all of them.
            collection = Collection.of(articles.done(each_saved(analyzer, items, file)))
            problems = [(p.article, p.reason) for p in articles.problems]
            write_batch(
                articles.done(collection, "Writing pages"),
                output,
                problems,
                options.counting,
                raw=options.raw,
                force=options.force,
                left_out=articles.leave_out,
            )
        pages = len(collection) - (len(articles.problems) - len(problems))
        note(f"wrote {output / 'index.html'}, and {counted(pages, 'page')} beside it")


@contextmanager
def _kept(folder: Path, analyzer: Analyzer, items: Sequence[Item]) -> Iterator[Growing]:
    """Keeps the analyses in the folder of the report while it is made; where nothing comes of it no folder is left."""
    from hedgelens.collection.saving import saving
    from hedgelens.files.writing import make_folder, remove_leftovers

    make_folder(folder)
    remove_leftovers(folder)
    try:
        with saving(folder / "analyses.jsonl", analyzer, items, force=True) as file:
            yield file
            file.drop()  # the report holds them
    finally:
        with suppress(OSError):
            folder.rmdir()  # if it is empty


def _check_folder(output: Path, given: list[Path]) -> None:
    if output.exists() and not output.is_dir():
        raise HedgeLensError(f"'{output}' is a file, and --batch writes a folder. Name another one with -o.")
    if output.exists() and any(path.exists() and output.samefile(path) for path in given):
        raise HedgeLensError(
            f"'{output}' holds the articles themselves. Name another folder with -o, so that none is overwritten."
        )


def _analysed(item: Item, options: _Options) -> Analysis:
    return options.analyzer().analyze(item) if isinstance(item, Article) else options.counted(item)


def _tell(material: Material) -> None:
    tell_notes(material.notes)
    tell_warnings(material.warnings)
