"""A page for each of many articles, and an index that compares them: for people, and as JSON, CSV and Markdown for scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from hedgelens import charts
from hedgelens.analysis import Analysis
from hedgelens.article import is_report
from hedgelens.colours import OTHER, source_colours
from hedgelens.files import write_whole
from hedgelens.measures import ARTICLE_MEASURES, DEFAULT_COUNTING, Counting, article_rows, shares, size, summary_rows
from hedgelens.measures.overview import NO_WORDS, NO_WORDS_MEANS, percent, word_share
from hedgelens.records import HedgeLensError
from hedgelens.report.figures import PageFigure, draw
from hedgelens.report.page import filled, found_by, headline, page, shown_date, stylesheet, warnings
from hedgelens.rows import csv_text, json_text, markdown_line, markdown_text
from hedgelens.tables import CORRECTED, to_csv

SCHEMA = 1
"""Version of the keys of a brief; a key is added without a new one, none is renamed or taken away."""

INDEX = "index.html"
_IN_TABLE = ("words_attributed", "anonymity_share", "effective_number", "hedges_per_1000")
_COMPARED = ("words_attributed", "anonymity_share", "hedges_per_1000")

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
        "corrected": [asdict(revision) for revision in analysis.revisions],
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
    from hedgelens import __version__

    data = {
        "schema": SCHEMA,
        "hedgelens": __version__,
        "articles": list(briefs),
        "problems": [{"article": article, "reason": reason} for article, reason in problems],
    }
    return json_text(data, indent=1) + "\n"


def briefs_as_markdown(briefs: Sequence[dict[str, Any]], problems: Problems = ()) -> str:
    """Returns briefs as Markdown: the articles compared, for each the verdict and its sources, and what could not be read."""
    from hedgelens import __version__

    # Tells a report that lies among articles from an article; not seen where Markdown is shown.
    parts = [f"<!-- HedgeLens {__version__} -->\n", *([_compared(briefs)] if len(briefs) > 1 else [])]
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
) -> Path:
    """Writes a page for each article, an index that compares them, and files for scripts.

    These are ``report.json``, ``report.md``, ``summary.csv`` (a row for each source of each article) and ``articles.csv``
    (a row for each article).

    Args:
        analyses: the analyses, taken one by one.
        folder: where to write.
        problems: articles that could not be read, each with the reason.
        counting: how the sources are counted; measures and charts keep to the default.
        raw: whether texts in the CSV files that a spreadsheet would run as formulas stand as they are.

    Returns:
        The path of the index.

    Raises:
        HedgeLensError: the folder or a file in it cannot be written, or a page there is not one that HedgeLens wrote.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HedgeLensError(f"The folder '{folder}' cannot be made: {error.strerror or error}.") from None
    _check_free(folder / INDEX)
    done: list[Analysis] = []
    briefs: list[dict[str, Any]] = []
    names: set[str] = {Path(INDEX).stem}
    for analysis in analyses:
        name = _file_name(analysis.article.id, names)
        _check_free(folder / name)
        write_whole(folder / name, page(analysis, counting))
        done.append(analysis)
        briefs.append({**brief(analysis, counting), "page": name})
    write_whole(folder / "report.json", briefs_as_json(briefs, problems))
    write_whole(folder / "report.md", briefs_as_markdown(briefs, problems))
    write_whole(folder / "summary.csv", to_csv(done, "summary", counting, raw=raw))
    write_whole(folder / "articles.csv", _articles_csv(done, raw))
    write_whole(folder / INDEX, _index(done, briefs, problems))
    return folder / INDEX


def _check_free(path: Path) -> None:
    """A saved page may be the only copy of an article."""
    if path.exists() and not is_report(path):
        raise HedgeLensError(f"'{path}' is there already, and HedgeLens did not write it. Name another folder for the report.")


def _articles_csv(analyses: Sequence[Analysis], raw: bool) -> str:
    rows = [
        {**row, "warnings": " ".join(warnings(analysis.article)), CORRECTED: "; ".join(map(str, analysis.revisions))}
        for row, analysis in zip(article_rows(analyses), analyses, strict=True)
    ]
    return csv_text(rows[0] if rows else (), (row.values() for row in rows), raw=raw)


def _index(analyses: Sequence[Analysis], briefs: Sequence[dict[str, Any]], problems: Problems) -> str:
    from hedgelens import __version__

    return filled(
        "index.html.j2",
        briefs=briefs,
        how="; ".join(sorted({found_by(analysis.engine) for analysis in analyses})),
        problems=problems,
        figures=_figures(analyses),
        style=stylesheet(),
        version=__version__,
    )


def _figures(analyses: Sequence[Analysis]) -> list[PageFigure]:
    if len(analyses) < 2:
        return []
    articles = [draw(partial(charts.compare_articles, analyses, name), number) for number, name in enumerate(_COMPARED)]
    outlets = {a.article.outlet for a in analyses if a.article.outlet}
    if len(outlets) > 1:
        articles.append(draw(partial(charts.compare_groups, analyses, _COMPARED[0]), len(_COMPARED)))
    return articles


def _file_name(id: str, taken: set[str]) -> str:
    """Makes a file name of the id of an article that leads out of no folder and is not taken yet."""
    stem = re.sub(r"[^\w-]+", "-", id).strip("-")[:80] or "article"
    name, number = stem, 2
    while name.casefold() in taken:
        name, number = f"{stem}-{number}", number + 1
    taken.add(name.casefold())
    return f"{name}.html"
