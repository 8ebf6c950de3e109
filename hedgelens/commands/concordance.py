"""``hedgelens concordance``, ``hedgelens collocations`` and ``hedgelens contrasts``: words, over one article or many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.article import ReadingOptions
from hedgelens.commands.articles import check_output, each_made, each_sound, read_articles, results_of
from hedgelens.commands.options import (
    Engine,
    Files,
    Force,
    Hedges,
    MinConfidence,
    Output,
    RawCells,
    Sources,
    Types,
    one_of,
    reads_articles,
)
from hedgelens.commands.writing import say_or_write
from hedgelens.files.text import counted, one_line, printable
from hedgelens.records import DEFAULT_ENGINE, Article

if TYPE_CHECKING:
    from hedgelens.concordance import Collocation, ContrastCount, Line
    from hedgelens.faces import Analysis
    from hedgelens.files.overwriting import Own
    from hedgelens.records import ResultRow

Format = Annotated[str, one_of("--format", ("table", "csv", "json"))]


@reads_articles
def concordance(
    query: Annotated[
        str, typer.Argument(metavar="WORDS", help='A word or a phrase; "alleg*" finds all words that begin this way.')
    ],
    files: Files,
    width: Annotated[int, typer.Option("--width", metavar="N", min=0, help="Characters of context on each side.")] = 25,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = DEFAULT_ENGINE,
    min_confidence: MinConfidence = None,
    types: Types = None,
    format: Format = "table",
    raw_cells: RawCells = False,
    output: Output = None,
    force: Force = False,
    *,
    reading: ReadingOptions,
) -> None:
    """Shows every occurrence of a word in its context, with the speaker."""
    from hedgelens.concordance import Line, concordance

    concordance([], query, width=width)  # says what is wrong with the query
    own = _own(Line, format)
    check_output(output, files, [sources, hedges], own=own, force=force)
    with read_articles(files, output, reading) as articles:
        results = results_of(articles.items, sources, hedges, engine, min_confidence, types)
        found = each_made(results, lambda analysis: concordance(analysis, query, width=width))
        lines = [line for of_one in articles.done(found) for line in of_one]
        text = _written(lines, Line, format, raw_cells) or _concordance_table(lines, query, width)
        say_or_write(text, output, own, force=force)


@reads_articles
def collocations(
    files: Files,
    of: Annotated[
        str, typer.Option("--of", metavar="WHAT", help="Collocates of hedges, or of attribution cues (cues).")
    ] = "hedges",
    window: Annotated[int, typer.Option("--window", metavar="N", min=1, help="Largest distance between the words.")] = 4,
    measure: Annotated[str, one_of("--measure", ("likelihood", "pmi"))] = "likelihood",
    fewest: Annotated[int, typer.Option("--min", metavar="N", min=1, help="Leave out pairs that occur less often.")] = 2,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = DEFAULT_ENGINE,
    min_confidence: MinConfidence = None,
    types: Types = None,
    format: Format = "table",
    raw_cells: RawCells = False,
    output: Output = None,
    force: Force = False,
    *,
    reading: ReadingOptions,
) -> None:
    """Shows which words occur near hedges, or near the cues of attributions, more often than by chance."""
    from hedgelens.concordance import Collocation, collocations

    def counted_in(analyses: Iterable[Analysis]) -> list[Collocation]:
        # What `of` may be is the library's to know: it names what there is.
        return collocations(analyses, of, window=window, measure=measure, fewest=fewest)  # type: ignore[arg-type]

    counted_in([])  # says what is wrong with the options
    own = _own(Collocation, format)
    check_output(output, files, [sources, hedges], own=own, force=force)
    with read_articles(files, output, reading) as articles:
        results = results_of(articles.items, sources, hedges, engine, min_confidence, types)
        found = counted_in(articles.done(each_sound(results, counted_in)))
        say_or_write(_written(found, Collocation, format, raw_cells) or _collocation_table(found), output, own, force=force)


@reads_articles
def contrasts(
    files: Files,
    hedges: Hedges = None,
    format: Format = "table",
    raw_cells: RawCells = False,
    output: Output = None,
    force: Force = False,
    *,
    reading: ReadingOptions,
) -> None:
    """Counts words for comparison with hedges: boosters, factives and reporting verbs."""
    from hedgelens.article.containing import attempted
    from hedgelens.concordance import ContrastCount, contrast_counts
    from hedgelens.hedging import HedgeRules

    own = _own(ContrastCount, format)
    check_output(output, files, [hedges], own=own, force=force)
    rules = HedgeRules.built_in(extra=hedges)
    with read_articles(files, output, reading) as articles:
        texts = [item for item in articles.items if isinstance(item, Article)]
        found = (attempted(one.id, lambda one: list(contrast_counts([one], hedges=rules)), one) for one in texts)
        counts = [row for of_one in articles.done(found, "Counting") for row in of_one]
        say_or_write(_written(counts, ContrastCount, format, raw_cells) or _contrast_table(counts), output, own, force=force)


def _own(kind: type[ResultRow], format: str) -> Own | None:
    """Returns what knows a file of such rows."""
    from hedgelens.files.overwriting import headed, keyed

    return headed(",".join(kind.columns())) if format == "csv" else keyed(*kind.columns()[:3]) if format == "json" else None


def _written(rows: Sequence[ResultRow], kind: type[ResultRow], format: str, raw: bool) -> str:
    """Returns rows as CSV or JSON, nothing for a table."""
    data = [row.as_dict() for row in rows]
    if format == "csv":
        from hedgelens.views.rows import csv_text

        return csv_text(kind.columns(), (row.values() for row in data), raw=raw)
    if format == "json":
        from hedgelens.views.rows import json_text

        return json_text(data, indent=1) + "\n"
    return ""


def _concordance_table(lines: Sequence[Line], query: str, width: int) -> str:
    if not lines:
        hint = "" if "*" in query else f" To find all that begins like this, write '{query}*'."
        return f"'{query}' does not occur.{hint}\n"
    middle = max(len(line.match) for line in lines)
    rows = []
    for line in lines:
        doubt = f", {line.category} of {line.owner}" if line.category else ""
        context = f"{line.left:>{width}} {line.match:<{middle}} {line.right:<{width}}"
        rows.append(f"{printable(context)}  {one_line(f'{line.article}:{line.sentence} {line.speaker}{doubt}')}".rstrip())
    articles = counted(len({line.article for line in lines}), "article")
    return "\n".join([*rows, f"{counted(len(lines), 'line')} from {articles}"]) + "\n"


def _collocation_table(found: Sequence[Collocation]) -> str:
    if not found:
        return "No pair occurs often enough. Give more articles, or allow rarer pairs with --min 1.\n"
    wide = max(len(c.node) for c in found)
    rows = [printable(f"{c.score:9.2f} {c.count:5}  {c.node:<{wide}}  {c.side:<6}  {c.collocate}") for c in found]
    return "\n".join([f"{'score':>9} {'count':>5}  {'':<{wide}}  side    word", *rows]) + "\n"


def _contrast_table(counts: Sequence[ContrastCount]) -> str:
    """One line for each article and list: how many, how many per 1,000 words, and the words."""
    lists: dict[tuple[str, str], list[ContrastCount]] = {}
    for row in counts:
        lists.setdefault((row.article, row.list), []).append(row)
    if not lists:
        return "None of the words occurs.\n"
    wide = max(len(one_line(article)) for article, _ in lists)
    return "".join(
        printable(
            f"{one_line(article):<{wide}}  {name:<9} {sum(r.count for r in rows):4} {sum(r.per_1000 for r in rows):6.1f}  "
            + ", ".join(f"{r.word} {r.count}" for r in rows[:8])
            + (", …" if len(rows) > 8 else "")
        )
        + "\n"
        for (article, name), rows in lists.items()
    )
