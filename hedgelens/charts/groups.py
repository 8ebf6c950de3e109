"""Groups of articles beside each other, and articles that rest on one source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hedgelens.charts.frame import (
    TOP,
    Passing,
    axes,
    beside,
    dot,
    left_out,
    names_on_y,
    span,
    strip_frame,
    titled,
    value_axis,
)
from hedgelens.files.text import counted, labels
from hedgelens.measures import Articles, Average, Described, Grouping, GroupRate, OneSource
from hedgelens.measures import one_source as rows_of_one_source
from hedgelens.measures import rates_by_group as rows_by_group
from hedgelens.measures.articles import described
from hedgelens.measures.corpus.one_source import RESTS_ON_ONE
from hedgelens.measures.overview import percent, shown_value
from hedgelens.views.colours import FAINT, SOURCE_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DOT = SOURCE_COLOURS[0]


def rates_by_group(
    articles: Articles,
    measure: str | Described = "words_attributed",
    *,
    by: Grouping = "outlet",
    average: Average = "mean",
    top: int = TOP,
    ax: Axes | None = None,
) -> Axes:
    """Draws a number of each group of articles with its interval, the greatest first.

    Args:
        articles: analyses or tallies; read once.
        measure: name of a measure (``hedgelens.measures.ARTICLE_MEASURES``), or one such as ``measures.share_of("officials")``.
        by: what divides the articles into groups.
        average: ``"mean"`` or ``"pooled"``, as in :func:`hedgelens.measures.rates_by_group`.
        top: number of groups that are shown: those with most articles.
        ax: axes to draw on.
    """
    passing, measured = Passing(articles), described(measure)
    found = [row for row in rows_by_group(passing, measure, by=by, average=average) if row.value is not None]
    largest = {row.group for row in sorted(found, key=lambda row: (-row.n, row.group))[:top]}
    rows = [row for row in found if row.group in largest]
    ax = axes(ax, 1.8 + 0.4 * max(len(rows), 1), width=10)
    for place, row in enumerate(rows):
        dot(ax, place, row.value or 0, row.interval, _DOT, hollow=bool(row.warning))
    value_axis(ax, measured.label, percent=measured.percent)
    names_on_y(
        ax, [f"{name} (N = {row.n:,})" for name, row in zip(labels([row.group for row in rows], 24), rows, strict=True)], 38
    )
    what = "mean of the articles" if average == "mean" else "ratio of sums over the articles"

    def said(row: GroupRate) -> str:
        return f"{row.group}: {shown_value(row.value or 0, measured.percent)} (N = {row.n:,})"

    return titled(
        ax,
        f"Groups compared: {measured.label}",
        f"Dot and line: {what} and its 95% bootstrap interval; hollow: fewer than 10 articles, not reliable. "
        f"N = {counted(passing.number, 'article')}.{left_out(len(found) - len(rows), 'groups with fewer articles')}",
        f"Dot chart by group: {measured.label}. {'; '.join(map(said, rows)) or 'There are none'}.",
        passing.rests,
    )


def one_source(
    articles: Articles, *, threshold: float = 0.5, by: Grouping | None = None, top: int = TOP, ax: Axes | None = None
) -> Axes:
    """Draws the share of articles that rest on one source: with the shares by number of sources, or group by group.

    Args:
        articles: analyses or tallies; read once.
        threshold: the share of the attributed words from which an article rests on a source.
        by: what divides the articles into groups; by default nothing does.
        top: number of groups that are shown: those with most articles.
        ax: axes to draw on.
    """
    passing = Passing(articles)
    found = [row for row in rows_of_one_source(passing, threshold=threshold, by=by) if row.share is not None]
    rows, left = (found, 0) if by is None else _of_groups(found, top)
    names = [row.what if by is None else str(row.group) for row in rows]
    ax = axes(ax, 1.8 + 0.4 * max(len(rows), 1), width=10)
    for place, row in enumerate(rows):
        ax.barh(place, row.share or 0, height=0.62, color=_DOT if row.what == RESTS_ON_ONE else FAINT, alpha=0.75)
        span(ax, place, row.interval)
        beside(ax, row.interval[1] if row.interval else 0, place, f"{percent(row.share or 0)} · {_part(row)}")
    strip_frame(ax, "left")
    names_on_y(ax, labels(names, 36), longest=36)
    ax.set(xticks=[], xlim=(0, 1.25))
    few = " Shares of fewer than 10 articles are not reliable." if any(row.warning for row in rows) else ""
    lines = "; ".join(f"{name}: {percent(row.share or 0)} ({_part(row)})" for name, row in zip(names, rows, strict=True))
    return titled(
        ax,
        "Articles that rest on a single source",
        f"An article rests on a single source that accounts for {percent(threshold)} or more of its attributed words. Bars: "
        f"shares of the articles with attributed words; lines: 95% Wilson intervals. N = {counted(passing.number, 'article')}."
        f"{few}{left_out(left, 'groups with fewer articles')}",
        f"Bar chart of the shares of articles by their sources. {lines or 'There are none'}.",
        passing.rests,
    )


def _of_groups(found: Sequence[OneSource], top: int) -> tuple[list[OneSource], int]:
    rows = [row for row in found if row.what == RESTS_ON_ONE]
    kept = sorted(rows, key=lambda row: (-row.n, str(row.group)))[:top]
    return sorted(kept, key=lambda row: (-(row.share or 0), str(row.group))), len(rows) - len(kept)


def _part(row: OneSource) -> str:
    return f"{row.articles:,} of {row.n:,}"
