"""Numbers of articles over weeks, months and years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import nan
from typing import TYPE_CHECKING, Any

from hedgelens.charts.frame import Passing, axes, fitting, plain, scale_percent, strip_frame, titled
from hedgelens.files.text import counted, labels
from hedgelens.measures import Articles, Average, Described, Every, Grouping, PeriodRate
from hedgelens.measures import over_time as rows_over_time
from hedgelens.measures.articles import described
from hedgelens.measures.corpus.periods import UNDATED
from hedgelens.measures.overview import shown_value
from hedgelens.views.colours import FAINT, INK, SOURCE_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINES = 6
"""Groups that have a line."""

_WITH_BANDS = 3
"""Groups up to which their intervals can be told apart."""

_NAMED = 13
"""Periods up to which each is named."""

_WIDTHS: Mapping[Every, timedelta] = {"week": timedelta(7), "month": timedelta(30), "year": timedelta(365)}

_STRIP = 0.11
"""Height of the strip of the numbers of articles, as a share of the chart's."""

Lines = Mapping[str | None, Sequence[PeriodRate]]


def over_time(
    articles: Articles,
    measure: str | Described = "words_attributed",
    *,
    every: Every = "month",
    by: Grouping | None = None,
    average: Average = "mean",
    smooth: int = 1,
    top: int = LINES,
    ax: Axes | None = None,
) -> Axes:
    """Draws a number of articles over time, with a line for each group and gaps where there is no article.

    Hollow dots stand for fewer than 10 articles. The grey bars below are the numbers of articles.

    Args:
        articles: analyses or tallies; read once.
        measure: name of a measure (``hedgelens.measures.ARTICLE_MEASURES``), or one such as ``measures.share_of("officials")``.
        every: ``"week"``, ``"month"`` or ``"year"``.
        by: what divides the articles into groups; by default nothing does.
        average: ``"mean"`` or ``"pooled"``, as in :func:`hedgelens.measures.over_time`.
        smooth: number of periods over which lines are smoothed, which must be odd; the dots remain those of the single periods.
        top: number of groups that have a line: those with most articles.
        ax: axes to draw on.
    """
    passing, measured = Passing(articles), described(measure)
    rows = rows_over_time(passing, measure, every=every, by=by, average=average, smooth=smooth)
    groups, left_out = _largest(rows, top)
    lines = {group: [row for row in rows if row.group == group and row.start] for group in groups}
    ax = axes(ax, 4.6, width=10)
    for (group, line), colour in zip(lines.items(), SOURCE_COLOURS, strict=False):
        _line(ax, line, colour, label=group, band=len(lines) <= _WITH_BANDS, smooth=smooth > 1)
    _dress(ax, lines, measured, every)
    undated = sum(row.articles for row in rows if row.period == UNDATED)
    return titled(
        ax,
        f"Over time: {measured.label}",
        _subtitle(lines, every, average, smooth, (passing.number, undated, left_out)),
        f"Line chart by {every}: {measured.label}. {_said(lines, measured)}",
        passing.rests,
    )


def _largest(rows: Sequence[PeriodRate], top: int) -> tuple[list[str | None], int]:
    sizes = Counter[str | None]()
    for row in rows:
        sizes[row.group] += row.articles if row.start else 0
    groups = [group for group, number in sizes.most_common() if number]
    return groups[:top], len(groups[top:])


def _day(row: PeriodRate) -> date:
    return date.fromisoformat(row.start or "")


def _line(ax: Axes, line: Sequence[PeriodRate], colour: str, *, label: str | None, band: bool, smooth: bool) -> None:
    days: Any = [_day(row) for row in line]
    values = [nan if row.value is None else row.value for row in line]
    drawn = [nan if row.smoothed is None or row.value is None else row.smoothed for row in line] if smooth else values
    if band:
        low, high = ([row.interval[end] if row.interval else nan for row in line] for end in (0, 1))
        ax.fill_between(days, low, high, color=colour, alpha=0.16, linewidth=0)
    (drawn_line,) = ax.plot(days, drawn, color=colour, linewidth=2 if smooth else 1.4, zorder=3)
    drawn_line.set_label(label or "")
    size = (3 if smooth else 4.5) * (1 if len(line) <= 60 else 0.75)
    for hollow in (False, True):
        some = [(day, value) for day, value, row in zip(days, values, line, strict=True) if row.n and bool(row.warning) is hollow]
        face = "white" if hollow else colour
        x, y = zip(*some, strict=True) if some else ((), ())
        ax.plot(x, y, "o", markersize=size, color=colour, markerfacecolor=face, markeredgewidth=1, alpha=0.6 if smooth else 1)


def _dress(ax: Axes, lines: Lines, measured: Described, every: Every) -> None:
    strip_frame(ax, "bottom")
    ax.grid(axis="y", color=FAINT, alpha=0.25, linewidth=0.6)
    numbers = _articles(lines)
    if not numbers:
        ax.set(xticks=[], yticks=[])
        ax.annotate("no article with a date", (0.5, 0.5), xycoords="axes fraction", ha="center", color=FAINT, fontsize=10)
        return
    bottom, high = ax.get_ylim()
    if bottom > 0 and (bottom < high / 2 or len(numbers) == 1):
        bottom = 0
    ax.set_ylim(bottom - _STRIP * 1.25 * (high - bottom), high)
    ax.set_yticks([tick for tick in ax.get_yticks() if bottom <= tick <= high])
    if measured.percent:
        scale_percent(ax.yaxis)
    _bars(ax, numbers, _WIDTHS[every])
    names = {_day(row): row.period for line in lines.values() for row in line}
    _name_days(ax, {day: names[day] for day in numbers})
    if None not in lines:
        _legend(ax, [str(group) for group in lines])


def _bars(ax: Axes, numbers: Mapping[date, int], width: timedelta) -> None:
    """Draws the numbers of articles in a strip below."""
    heights = [_STRIP * number / max(numbers.values()) for number in numbers.values()]
    days: Any = list(numbers)
    ax.bar(days, heights, width=0.8 * width, color=FAINT, alpha=0.3, transform=ax.get_xaxis_transform(), linewidth=0)  # type: ignore[arg-type]
    first, last = min(numbers) - width, max(numbers) + width
    ax.set_xlim(first, last)  # type: ignore[arg-type]


def _name_days(ax: Axes, names: Mapping[date, str]) -> None:
    import matplotlib.dates

    days: Any = matplotlib.dates
    if len(names) <= fitting(_NAMED, 6):
        ax.set_xticks(days.date2num(list(names)), list(names.values()))
        return
    locator = days.AutoDateLocator(maxticks=fitting(10, 6))
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(days.ConciseDateFormatter(locator))


def _legend(ax: Axes, groups: Sequence[str]) -> None:
    legend = ax.legend(
        loc="upper left", bbox_to_anchor=(0, -0.08), ncols=fitting(3, 2), frameon=False, fontsize=9, labelcolor=INK
    )
    for text, name in zip(legend.get_texts(), labels(groups, 30), strict=True):
        plain(text).set_text(name)


def _articles(lines: Lines) -> dict[date, int]:
    """Counts the articles of all periods."""
    numbers = Counter[date]()
    for line in lines.values():
        for row in line:
            numbers[_day(row)] += row.articles
    return dict(sorted(numbers.items()))


def _subtitle(lines: Lines, every: Every, average: Average, smooth: int, counts: tuple[int, int, int]) -> str:
    number, undated, left_out = counts
    per = list(_articles(lines).values())
    each = f", {min(per):,} to {max(per):,} a {every} (grey bars)" if per else ""
    what = "Mean of the articles" if average == "mean" else "Ratio of sums over the articles"
    parts = [
        f"{what} of each {every}; N = {counted(number, 'article')}{each}.",
        "Bands: 95% bootstrap intervals over articles." if per and len(lines) <= _WITH_BANDS else "",
        f"Lines: moving means over {smooth} {every}s, weighted by articles." if smooth > 1 else "",
        "Hollow: fewer than 10 articles, not reliable; no dot: no article." if per else "",
        f"Not shown: {undated:,} without a date." if undated else "",
        f"Not shown: {left_out} groups with fewer articles." if left_out else "",
    ]
    return " ".join(filter(None, parts))


def _said(lines: Lines, measured: Described) -> str:
    said = [f"{group or 'All articles'}: {_course(line, measured)}" for group, line in lines.items()]
    return f"{'. '.join(said) or 'There are none'}."


def _course(line: Sequence[PeriodRate], measured: Described) -> str:
    """Says where a line begins and ends, and how low and high it goes."""
    there = [(row.value, row.period) for row in line if row.value is not None]
    least, most = min(there, default=None), max(there, default=None)
    named = {"first": there[:1], "last": there[-1:], "lowest": [least] if least else [], "highest": [most] if most else []}
    parts = [f"{name} {period} {shown_value(value, measured.percent)}" for name, one in named.items() for value, period in one]
    return ", ".join(parts) or "there are none"
