"""Where in the article its sources stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, axes, entitled, names_on_y, strip_frame
from hedgelens.measures import first_mention, ranked, short_name, summary_rows
from hedgelens.views.colours import FAINT, palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def position(analysis: Analysis, *, top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws for each source the sentences that rest on it.

    Filled dots rest on it by an attribution; in hollow ones its account is carried on.

    Args:
        analysis: the analysis.
        top: number of sources that have a row; ``None`` for all.
        ax: axes to draw on.
    """
    first = first_mention(analysis)
    rows = [row for row in ranked(summary_rows(analysis)) if row.sentences_inclusive][:top]
    rows.sort(key=lambda row: first.get(str(row.source), 2.0))
    ax = axes(ax, 1.5 + 0.32 * max(len(rows), 1))
    colours = palette(analysis)
    for place, row in enumerate(rows):
        colour = colours[str(row.source)]
        ax.axhline(place, color=FAINT, alpha=0.2, linewidth=0.8, zorder=0)
        for number, sentence in enumerate(analysis.body, start=1):
            links = analysis.links[sentence.index]
            if row.source in links.sources:
                ax.plot(number, place, "o", color=colour, markersize=8)
            elif row.source in links.continued:
                ax.plot(number, place, "o", color=colour, markerfacecolor="none", markersize=8, markeredgewidth=1.5)
    strip_frame(ax, "bottom")
    names_on_y(ax, [short_name(analysis, row.source) for row in rows])
    ax.set_xlim(0, len(analysis.body) + 1)
    ax.set_xlabel("sentence of the body", color=FAINT, fontsize=9)
    lines = "; ".join(
        f"{row.name}: first in sentence {1 + round(first.get(str(row.source), 0) * (len(analysis.body) - 1))}" for row in rows
    )
    return entitled(
        ax,
        "Where the sources appear",
        f"In order of first appearance; N = {len(analysis.body)} sentences. Filled: attributed. Hollow: continued account.",
        f"Dot chart of the sentences that rest on each source. {lines or 'There are none'}.",
        analysis,
    )
