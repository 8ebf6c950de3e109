"""``hedgelens agree``: how far coders agree."""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.commands.articles import check_output
from hedgelens.commands.options import Force, Output, RawCells, check_table, one_of
from hedgelens.commands.writing import say_or_write
from hedgelens.files.text import counted, one_line, printable
from hedgelens.records import HedgeLensError, HedgeLensWarning
from hedgelens.views.rows import csv_text, json_text, markdown_table, markdown_text

if TYPE_CHECKING:
    from hedgelens.evaluation.coders import CoderAgreement, Codings

_FORMATS = ("table", "json", "csv", "md")
_TABLES = ("variables", "spans", "articles", "disagreements")
_OF_ARTICLES = {
    "attributions": "attribution",
    "contents": "content",
    "cues": "cue",
    "source words": "source words",
    "content words": "content words",
    "hedges": "hedge overlap",
    "hedges exact": "hedge exact",
    "same category": "hedge: category",
    "same owner": "hedge: owner",
    "alpha kind": "kind of sentence",
    "alpha attributed": "attributed",
    "alpha sources": "sources of sentence",
    "alpha hedged": "hedged",
}
"""What the table of articles shows: F1 of spans, shares of the hedges that both marked, and alpha of variables."""
_COLUMNS = {
    "variables": ["variable", "units", "observed", "alpha", "kappa"],
    "spans": ["spans", "f1", "same", "first", "second"],
    "articles": ["article", *_OF_ARTICLES],
    "disagreements": ["article", "sentence", "start", "variable", "text"],
}
"""The columns of the tables; of disagreements the coders follow."""
_SHOWN = 20


def agree(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="CODING",
            help="Two or more coders, each a coding sheet, an analysis or annotation (.json, .jsonl), or a folder of them.",
        ),
    ],
    articles: Annotated[
        list[Path] | None,
        typer.Option(
            "--articles", metavar="FILE", help="Article or folder, if no coding sheet holds the texts; may be repeated."
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None, typer.Option("--leave-out", metavar="NAME", help="An article to leave out; may be repeated.")
    ] = None,
    format: Annotated[str, one_of("--format", _FORMATS)] = "table",
    table: Annotated[str, one_of("--table", _TABLES, "For csv and md: ")] = "variables",
    raw_cells: RawCells = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """Measures how far independent coders agree: alpha, kappa, F1 of spans, and where they disagree."""
    from hedgelens.article import SUFFIXES
    from hedgelens.evaluation.coders import agree as compared
    from hedgelens.evaluation.coders import by_article
    from hedgelens.files.overwriting import headed, keyed
    from hedgelens.interchange.codings import ENDINGS, read_codings

    check_table(table, "variables", format)
    own = keyed("coders", "articles") if format == "json" else None
    if format in ("csv", "md") and table != "disagreements":
        own = headed(_rows_as(format, _COLUMNS[table], [], raw_cells))
    check_output(output, files, articles or [], own=own, new=None, force=force, suffixes=(*ENDINGS, *SUFFIXES))
    codings = _without(leave_out or [], read_codings(files, articles=articles or []))
    found = compared(codings)
    if format in ("csv", "md"):
        for note in found.notes:
            warnings.warn(note, HedgeLensWarning, stacklevel=1)
    if format == "json":
        text = json_text(found.as_dict(), indent=1) + "\n"
    else:
        rows = _of_articles(found, by_article(codings)) if table == "articles" else _rows(found, table)
        text = as_text(found) if format == "table" else _rows_as(format, *rows, raw_cells)
    say_or_write(text, output, own, force=force)


def _without(names: list[str], codings: Codings) -> Codings:
    known = {analysis.article.id for analyses in codings.values() for analysis in analyses}
    for name in names:
        if name not in known:
            raise HedgeLensError(f"There is no article '{name}' to leave out.")
    return {coder: [a for a in analyses if a.article.id not in names] for coder, analyses in codings.items()}


def as_text(found: CoderAgreement) -> str:
    """Returns agreement for the terminal."""
    lines = [f"{', '.join(found.coders)}: {counted(len(found.articles), 'article')} in common"]
    lines += [line for note in found.notes for line in textwrap.wrap(one_line(note), 80)]
    if found.left_out:
        lines.append(f"coded by one of them only, not counted: {', '.join(found.left_out)}")
    lines += ["", f"{'variable':24}{'units':>8}{'same':>8}{'alpha':>8}{'kappa':>8}"]
    for v in found.variables:
        lines.append(f"{v.variable:24}{v.units:8}{v.observed:8.3f}{_figure(v.alpha):>8}{_figure(v.kappa):>8}")
    lines += ["", f"{'spans':24}{'F1':>8}"]
    lines += [f"{name:24}{score.f1:8.3f}" for name, score in found.spans.items()]
    number = len(found.disagreements)
    lines += ["", counted(number, "disagreement")]
    for d in found.disagreements[:_SHOWN]:
        said = " | ".join(f"{coder}: {_short(code, 30)}" for coder, code in d.codes.items())
        lines += [f"  {d.article}, sentence {d.sentence}, {d.variable}: “{_short(d.text, 50)}”", f"    {said}"]
    if number > _SHOWN:
        lines.append(f"  … and {number - _SHOWN} more: --format csv --table disagreements")
    return printable("\n".join(lines)) + "\n"


def _rows(found: CoderAgreement, table: str) -> tuple[list[str], list[list[object]]]:
    if table == "variables":
        return _COLUMNS[table], [
            [v.variable, v.units, round(v.observed, 4), _rounded(v.alpha), _rounded(v.kappa)] for v in found.variables
        ]
    if table == "spans":
        return _COLUMNS[table], [[name, round(s.f1, 4), s.right, s.gold, s.predicted] for name, s in found.spans.items()]
    return [*_COLUMNS[table], *found.coders], [
        [d.article, d.sentence, d.start, d.variable, d.text, *(d.codes.get(coder, "") for coder in found.coders)]
        for d in found.disagreements
    ]


def _of_articles(found: CoderAgreement, articles: Iterable[CoderAgreement]) -> tuple[list[str], list[list[object]]]:
    """Returns a row of figures for each article, and one of all of them together."""
    rows: list[list[object]] = []
    for name, one in (*((one.articles[0], one) for one in articles), ("all articles", found)):
        variables = {v.variable: v for v in one.variables}
        row: list[object] = [name]
        for column, measure in _OF_ARTICLES.items():
            if measure in one.spans:
                row.append(round(one.spans[measure].f1, 3))
            else:
                v = variables.get(measure)
                row.append(v and _rounded(v.alpha if column.startswith("alpha") else v.observed, 3))
        rows.append(row)
    return _COLUMNS["articles"], rows


def _rows_as(format: str, columns: list[str], rows: list[list[object]], raw: bool) -> str:
    # The names of the coders are columns, and may hold anything.
    return csv_text(columns, rows, raw=raw) if format == "csv" else markdown_table(map(markdown_text, columns), rows)


def _rounded(figure: float | None, digits: int = 4) -> float | None:
    return None if figure is None else round(float(figure), digits)


def _figure(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def _short(text: str, longest: int) -> str:
    text = one_line(text)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
