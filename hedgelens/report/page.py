"""The page of an analysis, and its piece of HTML for a notebook."""

from __future__ import annotations

from typing import Any

from hedgelens._start import VERSION
from hedgelens.analysis import MARKED_BY, Analysis
from hedgelens.measures import DEFAULT_COUNTING, Counting, coverage
from hedgelens.measures.remembering import remembering
from hedgelens.records import Article, Category, Kind
from hedgelens.report.article_answers import article_answers
from hedgelens.report.figures import SAVED, PageFigure, figures
from hedgelens.report.filling import filled, in_script, script_of, stylesheet
from hedgelens.report.marks import paragraphs
from hedgelens.report.numbers import Numbers
from hedgelens.report.parts import cards, group_rows, headline, note_of, own_of, strip_cells, table_rows
from hedgelens.report.steps import steps_of
from hedgelens.views.tables import to_csv

_FOREIGN = "This text does not look like English. It was analysed as if it were; the results are not reliable."


def page(analysis: Analysis, counting: Counting = DEFAULT_COUNTING) -> str:
    """Returns the self-contained page of an analysis.

    Args:
        analysis: the analysis.
        counting: how its tables count; key figures and charts keep to the defaults, and the page says so.
    """
    with remembering(analysis):
        return _page(analysis, counting, list(figures(analysis)), None)


def page_in_study(analysis: Analysis, study: str) -> str:
    """Returns the page of an analysis as one of many: without charts, which take most of the time, and with a way back.

    Args:
        analysis: the analysis.
        study: the address of the page of the study, relative to this one.
    """
    with remembering(analysis):
        return _page(analysis, DEFAULT_COUNTING, [], study)


def _page(analysis: Analysis, counting: Counting, drawn: list[PageFigure], study: str | None) -> str:
    script, script_hash = script_of("answers.js", "page.js")
    numbers, groups = Numbers(analysis), group_rows(analysis, counting)
    steps = steps_of(analysis, counting)
    beside = {"csv": to_csv([analysis], "summary", counting), **(steps.data if steps else {})}
    return filled(
        "page.html.j2",
        **{**_common(analysis, numbers, counting), **({"widest": steps.widest} if steps else {})},
        study=study,
        steps=steps,
        cells=strip_cells(analysis, numbers),
        figures=list(article_answers(analysis, drawn)),
        colours=in_script(SAVED),
        categories=[category for category in Category if any(h.category == category for h in analysis.hedges)],
        script=script,
        script_hash=script_hash,
        details=in_script({**numbers.details(), **beside}),
        groups=groups,
        no_words_group=note_of(groups),
        cards=cards(analysis),
        found_by=found_by(analysis.engine),
        annotated=analysis.engine in MARKED_BY,
    )


def fragment(analysis: Analysis) -> str:
    """Returns the analysis as a piece of HTML for a notebook: verdict, table and text, without script."""
    return filled("fragment.html.j2", **_common(analysis, Numbers(analysis), DEFAULT_COUNTING))


def found_by(engine: str) -> str:
    """Says by the name of an engine who marked an article."""
    return f"Marked {MARKED_BY[engine]}" if engine in MARKED_BY else "Coded automatically"


def warnings(article: Article) -> list[str]:
    """Returns what is to be known before relying on an analysis; of one saved without such sentences what can still be told."""
    foreign = article.language != "en" and not article.warnings
    return [_FOREIGN] if foreign else list(article.warnings)


def shown_date(day: str | None, written: str | None) -> str | None:
    """Returns the day of an article, or its date as it is written; ``None`` where that is only a time of day."""
    date = day or written
    return None if date and ":" in date and set(date) <= set("0123456789:. ") else date


def _common(analysis: Analysis, numbers: Numbers, counting: Counting) -> dict[str, Any]:
    rows, (own_words, own_sentences) = table_rows(analysis, numbers, counting), own_of(analysis)
    return {
        "article": analysis.article,
        "date": shown_date(analysis.article.date, analysis.article.date_text),
        "warnings": warnings(analysis.article),
        "analysis": analysis,
        "verdict": headline(analysis, counting),
        "coverage": coverage(analysis),
        "own_words": own_words,
        "own_sentences": own_sentences,
        "rows": rows,
        "widest": max([row.inclusive for row in rows] + [0.01]),
        "no_words": note_of(rows),
        "paragraphs": paragraphs(analysis, numbers),
        "style": stylesheet(),
        "version": VERSION,
        "Kind": Kind,
    }
