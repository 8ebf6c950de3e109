"""``hedgelens analyze``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from hedgelens.article import ReadingOptions
from hedgelens.commands.articles import check_output, each_made, read_articles
from hedgelens.commands.forms import FORMATS, check_number, form_of, put
from hedgelens.commands.options import (
    TABLES,
    Count,
    Engine,
    Files,
    Force,
    Hedges,
    Level,
    MinConfidence,
    Output,
    RawCells,
    Sources,
    Types,
    check_table,
    one_of,
    reads_articles,
)
from hedgelens.commands.writing import note
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError

if TYPE_CHECKING:
    from hedgelens.measures import Counting


@reads_articles
def analyze(
    files: Files,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = DEFAULT_ENGINE,
    format: Annotated[str, one_of("--format", FORMATS)] = "table",
    table: Annotated[str, one_of("--table", TABLES, "For csv and md: ")] = "summary",
    min_confidence: MinConfidence = None,
    types: Types = None,
    level: Level = "outer",
    count: Count = "full",
    raw_cells: RawCells = False,
    output: Output = None,
    force: Force = False,
    *,
    reading: ReadingOptions,
) -> None:
    """Reports for each article which sources it rests on, and how certain they are.

    An article that cannot be read or analysed is named and left out, and the others are analysed. With -o and --format jsonl, csv
    or md, each article is written as soon as it is analysed, to a file with "partial" in its name, which is renamed when all are
    done or the command is stopped; with jsonl, the same command resumes from there. Exit codes: 0 everything is done, 2 nothing
    could be done or an option is wrong, 3 some articles are left out.
    """
    from hedgelens.analyzer import Analyzer
    from hedgelens.collection.saving import each_analysed, each_saved, saving
    from hedgelens.measures import Counting

    check_table(table, "summary", format)
    counting = Counting.of(level, count)
    _check_counting(counting, format, table)
    form = form_of(format, table, counting, raw=raw_cells, output=output)
    check_output(output, files, [sources, hedges], own=form.own, force=force)
    with read_articles(files, None if form.by_line else output, reading) as articles:
        check_number(format, len(articles.items))
        analyzer = Analyzer(sources=sources, hedges=hedges, engine=engine, min_confidence=min_confidence, types=types)
        if format == "jsonl" and output is not None:
            with saving(output, analyzer, articles.items, force=force) as file:
                for _ in articles.done(each_saved(analyzer, articles.items, file)):
                    pass
            note(f"wrote {output}")
        else:
            put(articles.done(each_made(each_analysed(analyzer, articles.items), form.piece)), form, output, force=force)


def _check_counting(counting: Counting, format: str, table: str) -> None:
    from hedgelens.measures import DEFAULT_COUNTING

    if counting == DEFAULT_COUNTING or format == "table" or (format in ("csv", "md") and table in ("summary", "groups")):
        return
    shown = f"the format {format}" if format in ("json", "jsonl") else f"the table {table}"
    raise HedgeLensError(
        f"--level and --count change shares, but {shown} does not follow them. "
        "Use --format table, or csv or md with --table summary or groups."
    )
