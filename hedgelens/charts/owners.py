"""Whose doubt it is in many articles: the writers', and that of each kind of source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.analysis import AUTHOR_NAME
from hedgelens.charts.frame import TOP, UNITS, Passing, axes, dot, left_out, names_on_y, titled, value_axis
from hedgelens.files.text import counted, labels
from hedgelens.measures import Articles, By
from hedgelens.measures import hedging_by_owner as rows_by_owner
from hedgelens.views.colours import FAINT, colour_of, common_palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def hedging_by_owner(
    articles: Articles, *, by: By = "kind", category: str | None = None, top: int = TOP, ax: Axes | None = None
) -> Axes:
    """Draws the hedges per 1,000 words of the writers of many articles, and of sources of each kind.

    Args:
        articles: analyses or tallies; read once.
        by: how the sources are grouped, as in :func:`hedgelens.measures.hedging_by_owner`.
        category: only hedges of this category; by default all.
        top: number of owners that have a row: the writers, and those with most words.
        ax: axes to draw on.
    """
    passing = Passing(articles)
    found = [row for row in rows_by_owner(passing, by=by, category=category) if row.per_1000 is not None]
    rows = found[:top]
    ax = axes(ax, 1.7 + 0.36 * max(len(rows), 1), width=10)
    colours = common_palette(by) if by in ("kind", "naming") else {}
    for place, row in enumerate(rows):
        colour = FAINT if row.owner == AUTHOR_NAME else colour_of(colours, row.owner)
        dot(ax, place, row.per_1000 or 0, row.interval, colour, hollow=bool(row.warning))
    value_axis(ax, "hedges per 1,000 words of the same owner")
    names = labels([row.owner for row in rows], 24)
    names_on_y(ax, [f"{name} ({row.words:,} words)" for name, row in zip(names, rows, strict=True)], longest=40)
    which = f"{category} hedges" if category else "Hedges"
    lines = "; ".join(f"{row.owner}: {row.per_1000:.1f} (of {row.words:,} words)" for row in rows)
    return titled(
        ax,
        f"Whose doubt: hedging by the writers and by {UNITS[by]}",
        f"{which} per 1,000 words of the same owner; lines: 95% bootstrap intervals over articles; hollow: fewer than "
        f"10 articles, not reliable. N = {counted(passing.number, 'article')}."
        f"{left_out(len(found) - len(rows), 'with fewer words')}",
        f"Dot chart of hedges per 1,000 words by owner. {lines or 'There are none'}.",
        passing.rests,
    )
