"""A folder with a page for each of many articles, and an index that compares them; JSON, CSV and Markdown for scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import tee
from pathlib import Path
from typing import Any, TypeVar

from hedgelens import charts
from hedgelens._start import VERSION
from hedgelens.analysis import Analysis
from hedgelens.article.containing import attempted
from hedgelens.charts.comparison import comparison_rows
from hedgelens.files.locks import alone_in
from hedgelens.files.overwriting import ANALYSIS, PAGE, REPORT, REPORT_IN_MARKDOWN, Own, headed
from hedgelens.files.writing import check_free, make_folder, write_whole
from hedgelens.measures import DEFAULT_COUNTING, Counting, Tally, article_rows, common_sources
from hedgelens.measures.corpus.tally import counted_in_words
from hedgelens.measures.remembering import remembering
from hedgelens.records import Article, HedgeLensError, Problem
from hedgelens.report.briefs import Problems, brief, briefs_as_json, briefs_as_markdown
from hedgelens.report.figures import PageFigure, draw, drawn_by_template
from hedgelens.report.filling import filled, stylesheet
from hedgelens.report.page import found_by, page, warnings
from hedgelens.report.page_names import page_names
from hedgelens.views.contract import to_dict
from hedgelens.views.rows import csv_text, json_text
from hedgelens.views.tables import CORRECTED, common_to_csv, to_csv

INDEX = "index.html"
_SHOWN = 20
"""Number of sources in the index; the file beside it has all."""
_COMPARED = ("words_attributed", "anonymity_share", "hedges_per_1000")

_Item = TypeVar("_Item", bound=Article | Analysis)


def write_batch(
    analyses: Iterable[Analysis],
    folder: str | Path,
    problems: Problems = (),
    counting: Counting = DEFAULT_COUNTING,
    *,
    raw: bool = False,
    force: bool = False,
    left_out: Callable[[Problem], None] = lambda problem: None,
) -> Path:
    """Writes a page for each article, an index that compares them, and files for scripts.

    These are ``report.json``, ``report.md``, ``summary.csv`` (a row for each source of each article), ``articles.csv`` (a row for
    each article), ``dominant-sources.csv`` (a row for each named source across all articles) and ``analyses.jsonl`` (the analyses
    themselves). None of them replaces a file that HedgeLens did not write.

    Args:
        analyses: the analyses.
        folder: where to write.
        problems: articles that could not be read, each with the reason.
        counting: how the sources are counted; measures and charts keep to the defaults.
        raw: whether texts in the CSV files that a spreadsheet would run as formulas stay as they are.
        force: whether files that HedgeLens did not write may be replaced.
        left_out: called with each article whose page cannot be made; the report says so as well.

    Returns:
        The path of the index.

    Raises:
        HedgeLensError: the folder or a file in it cannot be written, or a file there must not be replaced.
    """
    folder = Path(folder)
    if isinstance(analyses, Sequence):
        check_batch(folder, analyses, force=force)
    make_folder(folder)
    with alone_in(folder):
        done: list[Analysis] = []
        tallies: list[Tally] = []
        briefs: list[dict[str, Any]] = []
        for analysis, name in _with_page_names(analyses):
            with remembering(analysis):
                made = attempted(analysis.article.id, _made, analysis, counting)
            if isinstance(made, Problem):
                problems = [*problems, (made.article, made.reason)]
                left_out(made)
                continue
            write_whole(folder / name, made[0], PAGE, force=force)
            done.append(analysis)
            briefs.append({**made[1], "page": name})
            tallies.append(made[2])
        texts = {
            "report.json": briefs_as_json(briefs, problems),
            "report.md": briefs_as_markdown(briefs, problems),
            "summary.csv": to_csv(done, "summary", counting, raw=raw),
            "articles.csv": _articles_csv(done, raw),
            "dominant-sources.csv": common_to_csv(tallies, raw=raw),
            "analyses.jsonl": "".join(json_text(to_dict(analysis)) + "\n" for analysis in done),
            INDEX: _index(done, tallies, briefs, problems),
        }
        for name, text in texts.items():
            write_whole(folder / name, text, _files()[name], force=force)
    return folder / INDEX


@cache
def _files() -> dict[str, Own]:
    """Returns the files of a report beside the pages, and what knows them."""
    return {
        "report.json": REPORT,
        "report.md": REPORT_IN_MARKDOWN,
        "summary.csv": headed(to_csv([], "summary")),
        "articles.csv": headed(csv_text(_columns(), ())),
        "dominant-sources.csv": headed(common_to_csv([])),
        "analyses.jsonl": ANALYSIS,
        INDEX: PAGE,
    }


def check_batch(folder: Path, items: Sequence[Article | Analysis], *, force: bool = False) -> None:
    """Checks before anything is written that a report of articles, or of analyses, takes the place of no other file.

    Raises:
        HedgeLensError: it does, or the folder is a file.
    """
    if not folder.is_dir():
        if folder.exists():
            raise HedgeLensError(f"'{folder}' is a file, and a report of many articles is a folder. Name another one.")
        return
    corrected = any(isinstance(item, Analysis) and item.revisions for item in items)
    for name, own in _files().items():
        check_free(folder / name, own, new=None if corrected else b"", force=force)
    for item, name in _with_page_names(items):
        corrected = isinstance(item, Analysis) and bool(item.revisions)
        check_free(folder / name, PAGE, new=None if corrected else b"", force=force)


def _made(analysis: Analysis, counting: Counting) -> tuple[str, dict[str, Any], Tally]:
    return page(analysis, counting), brief(analysis, counting), Tally.of(analysis)


def _articles_csv(analyses: Sequence[Analysis], raw: bool) -> str:
    rows = [
        {**row, "warnings": " ".join(warnings(analysis.article)), CORRECTED: "; ".join(map(str, analysis.revisions))}
        for row, analysis in zip(article_rows(analyses), analyses, strict=True)
    ]
    return csv_text(_columns(), (row.values() for row in rows), raw=raw)


@cache
def _columns() -> tuple[str, ...]:
    """Returns the columns of the table of articles: those of the measures, and what is added to them."""
    (row,) = article_rows([Analysis(Article("", "", ()), (), (), (), ())])
    return (*row, "warnings", CORRECTED)


def _index(analyses: Sequence[Analysis], tallies: Sequence[Tally], briefs: Sequence[dict[str, Any]], problems: Problems) -> str:
    return filled(
        "index.html.j2",
        briefs=briefs,
        how="; ".join(sorted({found_by(analysis.engine) for analysis in analyses})),
        counted=counted_in_words(tallies),
        problems=problems,
        figures=_figures(analyses, tallies),
        common=common_sources(tallies)[:_SHOWN] if len(tallies) > 1 else [],
        style=stylesheet(),
        version=VERSION,
    )


def _figures(analyses: Sequence[Analysis], tallies: Sequence[Tally]) -> list[PageFigure]:
    if len(analyses) < 2:
        return []
    compared = [comparison_rows(analyses, name) for name in _COMPARED]
    found = [
        draw(partial(charts.kinds, tallies), 0),
        *(drawn_by_template(chart, n) for n, chart in enumerate(compared, start=1)),
    ]
    if len({a.article.outlet for a in analyses if a.article.outlet}) > 1:
        found.append(draw(partial(charts.compare_groups, analyses, _COMPARED[0]), len(found)))
    return found


def _with_page_names(items: Iterable[_Item]) -> Iterator[tuple[_Item, str]]:
    """Yields each with the file name of its page."""
    ones, others = tee(items)
    ids = (item.id if isinstance(item, Article) else item.article.id for item in others)
    yield from zip(ones, page_names(ids, Path(INDEX).stem), strict=True)
