"""Who the sources of many articles are: their kinds, and those that dominate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.comparison import UNNAMED
from hedgelens.charts.frame import TOP, UNITS, Passing, axes, beside, fitting, names_on_y, plain, span, strip_frame, titled
from hedgelens.files.text import counted, labels
from hedgelens.measures import Articles, By, CommonSource, common_sources
from hedgelens.measures.composition import mean_shares
from hedgelens.measures.counting import check_kind
from hedgelens.measures.overview import percent
from hedgelens.views.colours import FAINT, INK, OTHER, colour_of, common_palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ON_LIGHT = "#000000"
"""Stays black where a page turns dark: the light colours stay light there."""
_WIDE_ENOUGH = 0.06
"""Share of a bar from which its part has its percentage written in it."""


def kinds(
    analyses: Analysis | Articles, *, by: By = "kind", groups: Mapping[str, str] | None = None, ax: Axes | None = None
) -> Axes:
    """Draws the kinds of sources to whom words are attributed: a bar for each outlet, the mean of its articles.

    Args:
        analyses: one analysis, or those of many articles, or tallies; read once.
        by: ``"kind"``, or ``"naming"`` for how openly sources are named.
        groups: for the id of each article the group it belongs to; by default its outlet.
        ax: axes to draw on.
    """
    passing = Passing([analyses] if isinstance(analyses, Analysis) else analyses)
    members: dict[str, list[dict[str, float]]] = {}
    for tally in passing:
        if tally.attributed:
            group = groups.get(tally.id) if groups is not None else tally.outlet
            credit = {key: words / tally.attributed for key, words in tally.credit(by).items() if words}
            members.setdefault(group or UNNAMED, []).append(credit)
    bars = {group: mean_shares(some) for group, some in members.items()}
    ax = axes(ax, 2.1 + 0.5 * max(len(bars), 1), width=10)
    there = list(dict.fromkeys(key for shares in bars.values() for key in shares))
    colours = common_palette(by)
    for place, shares in enumerate(bars.values()):
        _stack(ax, place, {key: shares[key] for key in there if key in shares}, colours)
    strip_frame(ax)
    ax.set_xticks([])
    ax.set_xlim(0, 1)
    names = labels(list(bars), 24)
    names_on_y(ax, [f"{name} (N = {len(some):,})" for name, some in zip(names, members.values(), strict=True)], longest=36)
    _legend(ax, {key: colour_of(colours, key) for key in there})
    lines = "; ".join(
        f"{group}: {', '.join(f'{key} {percent(share)}' for key, share in shares.items())}" for group, shares in bars.items()
    )
    return titled(
        ax,
        f"Who is quoted: attributed words by {UNITS[by]}",
        f"Shares of the attributed words, mean over the articles; N = {counted(passing.number, 'article')}.",
        f"Stacked bar chart of the shares of attributed words by {UNITS[by]}. {lines or 'There are none'}.",
        passing.rests,
    )


def dominant_sources(analyses: Articles, *, kind: str | None = None, top: int = TOP, ax: Axes | None = None) -> Axes:
    """Draws the named sources to whom most words are attributed across many articles, with each one's number of articles.

    Args:
        analyses: analyses or tallies; read once.
        kind: only sources of this kind; by default all.
        top: number of sources that have a bar.
        ax: axes to draw on.

    Raises:
        HedgeLensError: there is no such kind.
    """
    check_kind(kind)
    passing = Passing(analyses)
    found = [row for row in common_sources(passing) if kind in (None, row.kind)]
    rows = [row for row in found if row.words][:top]
    ax = axes(ax, 1.5 + 0.34 * max(len(rows), 1), width=10)
    colours = common_palette("kind")
    for place, row in enumerate(rows):
        ax.barh(place, row.share_words, height=0.62, color=colour_of(colours, row.kind))
        span(ax, place, row.interval)
        end = row.interval[1] if row.interval else row.share_words
        beside(ax, end, place, f"{percent(row.share_words)} · {row.articles} of {passing.number:,}")
    strip_frame(ax, "left")
    names_on_y(ax, [row.name for row in rows], longest=38)
    ax.set_xticks([])
    ax.set_xlim(0, max([end for row in rows for end in (row.share_words, *(row.interval or ()))], default=1) * 1.3)
    _legend(ax, {row.kind: colour_of(colours, row.kind) for row in rows})
    cut = f" Not shown: {len(found) - len(rows)} sources with fewer words." if len(found) > len(rows) else ""
    return titled(
        ax,
        f"Who dominates: share of all words by named source{f', {kind}' if kind else ''}",
        f"Share of all body words · number of articles. Lines: 95% bootstrap intervals over articles. "
        f"N = {counted(passing.number, 'article')}; sources with the same name are counted as one.{cut}",
        f"Bar chart of the share of all words by named source. {'; '.join(map(_line, rows)) or 'There are none'}.",
        passing.rests,
    )


def _line(row: CommonSource) -> str:
    return f"{row.name}: {percent(row.share_words)} in {counted(row.articles, 'article')}"


def _stack(ax: Axes, place: int, shares: Mapping[str, float], colours: Mapping[str, str]) -> None:
    left = 0.0
    for key, share in shares.items():
        colour = colour_of(dict(colours), key)
        ax.barh(place, share, left=left, height=0.66, color=colour, edgecolor="white", linewidth=1)
        if share >= _WIDE_ENOUGH:
            ink = "white" if _is_dark(colour) else _ON_LIGHT
            middle = (left + share / 2, place)
            plain(ax.annotate(percent(share), middle, va="center", ha="center", fontsize=9, color=ink))
        left += share


def _is_dark(colour: str) -> bool:
    """Says whether white letters can be read on a colour (relative luminance of WCAG, without its curve)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5


def _legend(ax: Axes, colours: Mapping[str, str]) -> None:
    from matplotlib.patches import Patch

    patches = [Patch(facecolor=colour, edgecolor="white" if colour != OTHER else FAINT) for colour in colours.values()]
    ax.legend(
        patches,
        list(colours),
        loc="upper left",
        bbox_to_anchor=(0, 0),
        ncols=fitting(5, 2),
        frameon=False,
        fontsize=9,
        labelcolor=INK,
    )
