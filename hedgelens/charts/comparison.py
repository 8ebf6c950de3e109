"""Articles and groups of articles side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.colours import FAINT, INK, SOURCE_COLOURS
from hedgelens.charts.frame import axes, describe, heading, names_on_y, strip_frame
from hedgelens.files.text import labels
from hedgelens.measures import ArticleMeasure, Described, group_means
from hedgelens.measures.articles import described
from hedgelens.measures.overview import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DOT = SOURCE_COLOURS[0]
UNNAMED = "no outlet given"


def compare_articles(
    analyses: Iterable[Analysis], measure: str | Described = "words_attributed", *, ax: Axes | None = None
) -> Axes:
    """Draws one number of every article with its 95% interval, the greatest first.

    Hollow dots stand for numbers taken over too little to rely on; articles that have no such number are left out.

    Args:
        analyses: the analyses.
        measure: name of a measure (``hedgelens.measures.ARTICLE_MEASURES``), or one such as ``measures.share_of("officials")``.
        ax: axes to draw on.
    """
    described_measure = described(measure) if isinstance(measure, str) else measure
    analyses = list(analyses)
    found = [(a.article.title or a.article.id, described_measure.of(a)) for a in analyses]
    rows = sorted(((name, m) for name, m in found if m.value is not None), key=lambda row: -(row[1].value or 0))
    ax = axes(ax, 1.6 + 0.34 * max(len(rows), 1), width=10)
    for place, (_, one) in enumerate(rows):
        _dot(ax, place, one)
    _scale(ax, described_measure)
    names_on_y(ax, [name for name, _ in rows], longest=38)
    missing = f" Left out: {len(found) - len(rows)} articles that have none." if len(rows) < len(found) else ""
    heading(
        ax,
        f"Articles compared: {described_measure.label}",
        f"N = {len(rows)} articles. Lines: 95% intervals within each article; hollow: taken over too little to rely on.{missing}",
        *analyses,
    )
    lines = "; ".join(f"{name}: {_number(one.value or 0, described_measure)}" for name, one in rows)
    return describe(ax, f"Dot chart of the {described_measure.label} of each article. {lines or 'There are none'}.", *analyses)


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
    described_measure = described(measure) if isinstance(measure, str) else measure
    analyses = list(analyses)
    values: dict[str, list[float]] = {}
    for analysis in analyses:
        group = groups.get(analysis.article.id) if groups is not None else analysis.article.outlet
        value = described_measure.of(analysis).value
        if value is not None:
            values.setdefault(group or UNNAMED, []).append(value)
    means = group_means(values)
    ax = axes(ax, 1.8 + 0.52 * max(len(means), 1), width=10)
    for place, mean in enumerate(means):
        ax.plot(values[mean.group], [place + 0.2] * mean.n, "|", markersize=9, color=FAINT, alpha=0.8, markeredgewidth=1.6)
        _dot(ax, place - 0.1, ArticleMeasure(mean.mean, mean.interval, mean.n, mean.warning))
    _scale(ax, described_measure)
    short = labels([mean.group for mean in means], 24)
    names_on_y(ax, [f"{name} (N = {mean.n})" for name, mean in zip(short, means, strict=True)], longest=36)
    heading(
        ax,
        f"Groups compared: {described_measure.label}",
        "Dot and line: mean of the articles and its 95% bootstrap interval; hollow: fewer than 10 articles, says little. "
        "Ticks below: the articles.",
        *analyses,
    )
    lines = "; ".join(f"{m.group}: {_number(m.mean, described_measure)} (N = {m.n})" for m in means)
    return describe(ax, f"Dot chart of the mean {described_measure.label} by group. {lines or 'There are none'}.", *analyses)


def _dot(ax: Axes, place: float, one: ArticleMeasure) -> None:
    value = one.value or 0.0
    if one.interval:
        ax.hlines(place, *one.interval, color=_DOT, linewidth=2.4, alpha=0.55)
    ax.plot(value, place, "o", markersize=8, color=_DOT, markerfacecolor="white" if one.warning else _DOT,
            markeredgewidth=1.6, clip_on=False)  # fmt: skip


def _scale(ax: Axes, measure: Described) -> None:
    from matplotlib.ticker import FuncFormatter

    strip_frame(ax, "bottom")
    ax.grid(axis="x", color=FAINT, alpha=0.25, linewidth=0.6)
    greatest = ax.get_xlim()[1]
    ax.set_xlim(-0.015 * greatest, 1.02 * greatest)
    if measure.percent:
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g}%"))
    ax.set_xlabel(measure.label, color=INK, fontsize=9)


def _number(value: float, measure: Described) -> str:
    return percent(value) if measure.percent else f"{value:.1f}"
