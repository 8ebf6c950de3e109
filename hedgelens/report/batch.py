"""A page for each of many articles, and an index that compares them: for people, and as JSON, CSV and Markdown for scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from hedgelens import charts
from hedgelens._start import VERSION
from hedgelens.analysis import Analysis
from hedgelens.article.containing import attempted
from hedgelens.files.locks import alone_in
from hedgelens.files.overwriting import ANALYSIS, PAGE, REPORT, REPORT_IN_MARKDOWN, Own, headed
from hedgelens.files.writing import check_free, make_folder, write_whole
from hedgelens.measures import ARTICLE_MEASURES, DEFAULT_COUNTING, Counting, article_rows, shares, size, summary_rows
from hedgelens.measures.overview import NO_WORDS, NO_WORDS_MEANS, percent, word_share
from hedgelens.records import Article, HedgeLensError, Problem, plain
from hedgelens.report.figures import PageFigure, draw
from hedgelens.report.page import filled, found_by, headline, page, shown_date, stylesheet, warnings
from hedgelens.views.colours import OTHER, source_colours
from hedgelens.views.contract import to_dict
from hedgelens.views.rows import csv_text, json_text, markdown_line, markdown_text
from hedgelens.views.tables import CORRECTED, to_csv

SCHEMA = 1
"""Version of the keys of a brief; a key is added without a new one, none is renamed or taken away."""

INDEX = "index.html"
_LONGEST_NAME = 160
"""Bytes of the id in the name of a page; systems take 255 for all of it."""
_IN_TABLE = ("words_attributed", "anonymity_share", "effective_number", "hedges_per_1000")
_COMPARED = ("words_attributed", "anonymity_share", "hedges_per_1000")

_Item = TypeVar("_Item", bound=Article | Analysis)

Problems = Sequence[tuple[str, str]]
"""Articles that could not be read, each with the reason."""


def brief(analysis: Analysis, counting: Counting = DEFAULT_COUNTING) -> dict[str, Any]:
    """Returns the main results of an article as plain data: what a page says, without the text and its marks.

    Args:
        analysis: the analysis.
        counting: how the sources are counted; the measures keep to the default.
    """
    counted = size(analysis)
    return {
        "id": analysis.article.id,
        "title": analysis.article.title,
        "outlet": analysis.article.outlet,
        "date": analysis.article.date,
        "language": analysis.article.language,
        "sha256": analysis.article.sha256,
        "page": None,
        "engine": analysis.engine,
        "model": analysis.model,
        "model_sha256": analysis.model_sha256 or None,
        "engine_sha256": analysis.engine_sha256 or None,
        "corrected": plain(analysis.revisions),
        "warnings": warnings(analysis.article),
        "verdict": headline(analysis, counting),
        "counting": {**counting.options(), "types": list(counting.types) if counting.types is not None else None},
        "words": counted.words,
        "sentences": counted.sentences,
        "attributions": counted.attributions,
        "hedges": counted.hedges,
        "measures": {name: measure.of(analysis).as_dict() for name, measure in ARTICLE_MEASURES.items()},
        "sources": _sources(analysis, counting),
    }


def _sources(analysis: Analysis, counting: Counting) -> list[dict[str, Any]]:
    colours = source_colours(analysis)
    inclusive = {share.source: share.words_inclusive for share in shares(analysis, **counting.options())}
    rows = []
    for row in summary_rows(analysis, **counting.options()):
        source = analysis.source(row.source)
        about = {
            "share_words_inclusive": inclusive[row.source],
            "kind": str(source.kind) if source else None,
            "naming": str(source.naming) if source else None,
            "groups": list(source.groups) if source else [],
            "colour": colours.get(row.source or "", OTHER),
        }
        rows.append({**row.as_dict(), **about})
    return rows


def briefs_as_json(briefs: Sequence[dict[str, Any]], problems: Problems = ()) -> str:
    """Returns briefs as JSON text."""
    data = {
        "schema": SCHEMA,
        "hedgelens": VERSION,
        "articles": list(briefs),
        "problems": [{"article": article, "reason": reason} for article, reason in problems],
    }
    return json_text(data, indent=1) + "\n"


def briefs_as_markdown(briefs: Sequence[dict[str, Any]], problems: Problems = ()) -> str:
    """Returns briefs as Markdown: the articles compared, for each the verdict and its sources, and what could not be read."""
    # Tells a report that lies among articles from an article; not seen where Markdown is shown.
    parts = [f"<!-- HedgeLens {VERSION} -->\n", *([_compared(briefs)] if len(briefs) > 1 else [])]
    for one in briefs:
        about = " · ".join(markdown_text(part) for part in (one["outlet"], shown_date(one["date"])) if part)
        lines = [f"## {markdown_text(one['title'] or one['id'])}", "", *([about, ""] if about else [])]
        lines += [line for sentence in one["warnings"] for line in (f"> {markdown_text(sentence)}", "")]
        lines += [markdown_text(one["verdict"]), ""]
        rows = [_source_cells(row) for row in one["sources"]]
        lines += _table(("source", "words", "share of words", "sentences", "hedges"), rows)
        lines += ["", NO_WORDS_MEANS] if any(row[2] == NO_WORDS for row in rows) else []
        parts.append("\n".join(lines) + "\n")
    if problems:
        bad = "".join(f"- {markdown_text(article)}: {markdown_text(reason)}\n" for article, reason in problems)
        parts.append(f"## Could not be read\n\n{bad}")
    return "\n".join(parts)


def _compared(briefs: Sequence[dict[str, Any]]) -> str:
    columns = {name: ARTICLE_MEASURES[name] for name in _IN_TABLE}
    rows = []
    for one in briefs:
        name = markdown_text(one["title"] or one["id"])
        linked = f"[{name}]({one['page']})" if one["page"] else name
        values = [_value(one["measures"][measure]["value"], described.percent) for measure, described in columns.items()]
        rows.append([linked, markdown_text(one["outlet"]), str(one["words"]), str(one["attributions"]), *values])
    heads = ("article", "outlet", "words", "attributions", *(d.label for d in columns.values()))
    return "\n".join([f"# {len(briefs)} articles", "", *_table(heads, rows)]) + "\n"


def _source_cells(row: dict[str, Any]) -> list[str]:
    sentences = f"{row['sentences_explicit']}" + (f" + {row['sentences_continued']}" if row["sentences_continued"] else "")
    share = word_share(row["share_words"], row["share_words_inclusive"])
    return [markdown_text(row["name"]), str(row["words"]), share, sentences, str(row["hedges"])]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [markdown_line(heads), markdown_line(["---"] * len(heads)), *map(markdown_line, rows)]


def _value(value: float | None, of_whole: bool) -> str:
    return "–" if value is None else percent(value) if of_whole else f"{value:.1f}"


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

    These are ``report.json``, ``report.md``, ``summary.csv`` (a row for each source of each article), ``articles.csv``
    (a row for each article) and ``analyses.jsonl`` (the analyses themselves). None of them takes the place of a file that
    HedgeLens did not write.

    Args:
        analyses: the analyses.
        folder: where to write.
        problems: articles that could not be read, each with the reason.
        counting: how the sources are counted; measures and charts keep to the default.
        raw: whether texts in the CSV files that a spreadsheet would run as formulas stand as they are.
        force: whether files that HedgeLens did not write may be replaced.
        left_out: is told of each article whose page cannot be made; the report says so, too.

    Returns:
        The path of the index.

    Raises:
        HedgeLensError: the folder or a file in it cannot be written, or a file there must stay.
    """
    folder = Path(folder)
    if isinstance(analyses, Sequence):
        check_batch(folder, analyses, force=force)
    make_folder(folder)
    with alone_in(folder):
        done: list[Analysis] = []
        briefs: list[dict[str, Any]] = []
        for analysis, name in _with_page_names(analyses):
            made = attempted(analysis.article.id, _made, analysis, counting)
            if isinstance(made, Problem):
                problems = [*problems, (made.article, made.reason)]
                left_out(made)
                continue
            write_whole(folder / name, made[0], PAGE, force=force)
            done.append(analysis)
            briefs.append({**made[1], "page": name})
        texts = {
            "report.json": briefs_as_json(briefs, problems),
            "report.md": briefs_as_markdown(briefs, problems),
            "summary.csv": to_csv(done, "summary", counting, raw=raw),
            "articles.csv": _articles_csv(done, raw),
            "analyses.jsonl": "".join(json_text(to_dict(analysis)) + "\n" for analysis in done),
            INDEX: _index(done, briefs, problems),
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


def _made(analysis: Analysis, counting: Counting) -> tuple[str, dict[str, Any]]:
    return page(analysis, counting), brief(analysis, counting)


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


def _index(analyses: Sequence[Analysis], briefs: Sequence[dict[str, Any]], problems: Problems) -> str:
    return filled(
        "index.html.j2",
        briefs=briefs,
        how="; ".join(sorted({found_by(analysis.engine) for analysis in analyses})),
        problems=problems,
        figures=_figures(analyses),
        style=stylesheet(),
        version=VERSION,
    )


def _figures(analyses: Sequence[Analysis]) -> list[PageFigure]:
    if len(analyses) < 2:
        return []
    articles = [draw(partial(charts.compare_articles, analyses, name), number) for number, name in enumerate(_COMPARED)]
    outlets = {a.article.outlet for a in analyses if a.article.outlet}
    if len(outlets) > 1:
        articles.append(draw(partial(charts.compare_groups, analyses, _COMPARED[0]), len(_COMPARED)))
    return articles


def _with_page_names(items: Iterable[_Item]) -> Iterator[tuple[_Item, str]]:
    """Yields each with the file name of its page: made of the id, it leads out of no folder, and all are different."""
    taken = {Path(INDEX).stem}
    for item in items:
        id = item.id if isinstance(item, Article) else item.article.id
        stem = re.sub(r"[^\w-]+", "-", id).strip("-").encode()[:_LONGEST_NAME].decode(errors="ignore") or "article"
        name, number = stem, 2
        while _as_compared(name) in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(_as_compared(name))
        yield item, f"{name}.html"


def _as_compared(name: str) -> str:
    """Returns a file name as systems compare it that take large and small letters, or two ways to write a letter, as the same."""
    return unicodedata.normalize("NFKC", name).casefold()
