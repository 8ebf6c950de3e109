"""The main results of articles as plain data, as JSON and as Markdown: what their pages say, without the text and its marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hedgelens._start import VERSION
from hedgelens.analysis import Analysis
from hedgelens.files.text import counted
from hedgelens.measures import ARTICLE_MEASURES, DEFAULT_COUNTING, Counting, shares, size, summary_rows
from hedgelens.measures.overview import NO_WORDS, NO_WORDS_MEANS, shown_value, word_share
from hedgelens.records import plain
from hedgelens.report.page import shown_date, warnings
from hedgelens.report.parts import headline
from hedgelens.settings import ALL_TYPES
from hedgelens.views.colours import OTHER, source_colours
from hedgelens.views.rows import json_text, markdown_line, markdown_text

SCHEMA = 1
"""Version of the keys of a brief; a key is added without a new one, none is renamed or taken away."""

_IN_TABLE = ("words_attributed", "anonymity_share", "effective_number", "hedges_per_1000")

Problems = Sequence[tuple[str, str]]
"""Articles that could not be read, each with the reason."""


def brief(analysis: Analysis, counting: Counting = DEFAULT_COUNTING) -> dict[str, Any]:
    """Returns the main results of an article as plain data: what a page says, without the text and its marks.

    Args:
        analysis: the analysis.
        counting: how the sources are counted; the measures keep to the defaults.
    """
    sizes = size(analysis)
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
        "counting": {
            **counting.options(),
            "min_confidence": analysis.min_confidence,
            "types": None if analysis.types == ALL_TYPES else list(map(str, analysis.types)),
        },
        "words": sizes.words,
        "sentences": sizes.sentences,
        "attributions": sizes.attributions,
        "hedges": sizes.hedges,
        "measures": {name: measure.of(analysis).as_dict() for name, measure in ARTICLE_MEASURES.items()},
        "sources": _sources(analysis, counting),
        "date_text": analysis.article.date_text,
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
    parts = [f"<!-- HedgeLens {VERSION} -->\n", *([_compared(briefs)] if len(briefs) > 1 else []), *map(_of_article, briefs)]
    if problems:
        bad = "".join(f"- {markdown_text(article)}: {markdown_text(reason)}\n" for article, reason in problems)
        parts.append(f"## Could not be read\n\n{bad}")
    return "\n".join(parts)


def _of_article(one: dict[str, Any]) -> str:
    about = " · ".join(markdown_text(part) for part in (one["outlet"], shown_date(one["date"], one["date_text"])) if part)
    lines = [f"## {markdown_text(one['title'] or one['id'])}", "", *([about, ""] if about else [])]
    lines += [line for sentence in one["warnings"] for line in (f"> {markdown_text(sentence)}", "")]
    rows = [_source_cells(row) for row in one["sources"]]
    lines += [markdown_text(one["verdict"]), "", *_table(("source", "words", "share of words", "sentences", "hedges"), rows)]
    return "\n".join([*lines, *(["", NO_WORDS_MEANS] if any(row[2] == NO_WORDS for row in rows) else [])]) + "\n"


def _compared(briefs: Sequence[dict[str, Any]]) -> str:
    columns = {name: ARTICLE_MEASURES[name] for name in _IN_TABLE}
    rows = []
    for one in briefs:
        name = markdown_text(one["title"] or one["id"])
        linked = f"[{name}]({one['page']})" if one["page"] else name
        values = [_value(one["measures"][measure]["value"], described.percent) for measure, described in columns.items()]
        rows.append([linked, markdown_text(one["outlet"]), str(one["words"]), str(one["attributions"]), *values])
    heads = ("article", "outlet", "words", "attributions", *(d.label for d in columns.values()))
    return "\n".join([f"# {counted(len(briefs), 'article')}", "", *_table(heads, rows)]) + "\n"


def _source_cells(row: dict[str, Any]) -> list[str]:
    sentences = f"{row['sentences_explicit']}" + (f" + {row['sentences_continued']}" if row["sentences_continued"] else "")
    share = word_share(row["share_words"], row["share_words_inclusive"])
    return [markdown_text(row["name"]), str(row["words"]), share, sentences, str(row["hedges"])]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [markdown_line(heads), markdown_line(["---"] * len(heads)), *map(markdown_line, rows)]


def _value(value: float | None, of_whole: bool) -> str:
    return "–" if value is None else shown_value(value, of_whole)
