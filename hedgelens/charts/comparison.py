"""Articles and groups of articles side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import axes, dot, entitled, names_on_y, rests_on, scale_percent, strip_frame
from hedgelens.charts.rows import Dot, RowChart, on_axes
from hedgelens.files.text import counted, labels
from hedgelens.measures import Described, group_means
from hedgelens.measures.articles import described, sought
from hedgelens.measures.overview import shown_value
from hedgelens.views.colours import FAINT, INK, SOURCE_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DOT = SOURCE_COLOURS[0]
UNNAMED = "no outlet given"


def compare_articles(
    analyses: Iterable[Analysis], measure: str | Described = "words_attributed", *, ax: Axes | None = None
) -> Axes:
    """Draws one number of every article with its 95% interval, the greatest first.

    Hollow dots are numbers based on too few cases to rely on; articles without a value are left out.

    Args:
        analyses: the analyses.
        measure: name of a measure (``hedgelens.measures.ARTICLE_MEASURES``), or one such as ``measures.share_of("officials")``.
        ax: axes to draw on.
    """
    return on_axes(comparison_rows(analyses, measure), ax)


def comparison_rows(analyses: Iterable[Analysis], measure: str | Described = "words_attributed") -> RowChart:
    """Returns what :func:`compare_articles` draws."""
    measured = described(measure)
    analyses = list(analyses)
    found = [(a.article.title or a.article.id, measured.of(a)) for a in sought(measured, analyses)]
    rows = sorted(((name, m.value, m) for name, m in found if m.value is not None), key=lambda row: -row[1])
    greatest = max((end for _, value, one in rows for end in (value, *(one.interval or ()))), default=0) * 1.05 or 1
    missing = f" Not shown: {counted(len(found) - len(rows), 'article')} without a value." if len(rows) < len(found) else ""
    lines = "; ".join(f"{name}: {shown_value(value, measured.percent)}" for name, value, _ in rows)
    return RowChart(
        title=f"Articles compared: {measured.label}",
        subtitle=f"N = {counted(len(rows), 'article')}. Lines: 95% intervals within each article; "
        f"hollow: too few cases to be reliable.{missing}",
        alternative=f"Dot chart of the {measured.label} of each article. {lines or 'There are none'}.",
        rests=rests_on(*analyses),
        names=labels([name for name, _, _ in rows], 38),
        limits=(-0.015 * greatest, 1.02 * greatest),  # room for the left half of a dot on nought
        height=1.6,
        width=10,
        dots=[Dot(row, value, _DOT, bool(one.warning), one.interval) for row, (_, value, one) in enumerate(rows)],
        axis=measured.label,
        percent=measured.percent,
        grid=True,
    )


def compare_groups(
    analyses: Iterable[Analysis],
    measure: str | Described = "words_attributed",
    *,
    groups: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draws the mean of a number over the articles of each outlet, with its 95% bootstrap interval, and every article as a dot.

    Args:
        analyses: the analyses.
        measure: name of a measure (``hedgelens.measures.ARTICLE_MEASURES``), or one such as ``measures.share_of("officials")``.
        groups: for the id of each article the group it belongs to; by default its outlet.
        ax: axes to draw on.
    """
    measured = described(measure)
    analyses = list(analyses)
    values: dict[str, list[float]] = {}
    for analysis in sought(measured, analyses):
        group = groups.get(analysis.article.id) if groups is not None else analysis.article.outlet
        value = measured.of(analysis).value
        if value is not None:
            values.setdefault(group or UNNAMED, []).append(value)
    means = group_means(values)
    ax = axes(ax, 1.8 + 0.52 * max(len(means), 1), width=10)
    for place, mean in enumerate(means):
        ax.plot(values[mean.group], [place + 0.2] * mean.n, "|", markersize=9, color=FAINT, alpha=0.8, markeredgewidth=1.6)
        dot(ax, place - 0.1, mean.mean, mean.interval, _DOT, hollow=bool(mean.warning))
    _scale(ax, measured)
    short = labels([mean.group for mean in means], 24)
    names_on_y(ax, [f"{name} (N = {mean.n})" for name, mean in zip(short, means, strict=True)], longest=36)
    lines = "; ".join(f"{m.group}: {shown_value(m.mean, measured.percent)} (N = {m.n})" for m in means)
    return entitled(
        ax,
        f"Groups compared: {measured.label}",
        "Dot and line: mean of the articles and its 95% bootstrap interval; hollow: fewer than 10 articles, not reliable. "
        "Ticks: single articles.",
        f"Dot chart of the mean {measured.label} by group. {lines or 'There are none'}.",
        *analyses,
    )


def _scale(ax: Axes, measure: Described) -> None:
    strip_frame(ax, "bottom")
    ax.grid(axis="x", color=FAINT, alpha=0.25, linewidth=0.6)
    greatest = ax.get_xlim()[1]
    ax.set_xlim(-0.015 * greatest, 1.02 * greatest)
    if measure.percent:
        scale_percent(ax.xaxis)
    ax.set_xlabel(measure.label, color=INK, fontsize=9)
