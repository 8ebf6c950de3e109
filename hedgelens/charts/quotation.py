"""In whose own words: direct, mixed and indirect attributions by source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, UNITS, axes, beside, entitled, names_on_y, strip_frame
from hedgelens.measures import By, SummaryRow, short_name, summary_rows
from hedgelens.views.colours import FAINT, INK, colour_of, palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STYLES = (("direct", 1.0, ""), ("mixed", 0.62, "////"), ("indirect", 0.18, ""))
"""For each kind of quotation how opaque its bars are, and their hatching."""


def quotation_by_source(analysis: Analysis, *, by: By = "source", top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws the number of direct, mixed and indirect attributions of each source.

    Args:
        analysis: the analysis.
        by: rows for sources, for the groups of the registry, or for kinds, naming, roles or affiliations of sources.
        top: number of sources that have a row; ``None`` for all.
        ax: axes to draw on.
    """
    found = [row for row in summary_rows(analysis, by=by) if _number(row)]
    rows = found[:top]
    ax = axes(ax, 1.9 + 0.34 * max(len(rows), 1))
    colours = palette(analysis, by=by)
    for place, row in enumerate(rows):
        _bars(ax, place, row, colour_of(colours, row.source))
    strip_frame(ax, "left")
    names_on_y(ax, [short_name(analysis, row.source) if by == "source" else row.name for row in rows])
    ax.set_xticks([])
    ax.set_xlim(0, max(map(_number, rows), default=1) * 1.2)
    _legend(ax)
    total = sum(map(_number, found))
    cut = f" Not shown: {len(found) - len(rows)} with fewer attributions." if len(found) > len(rows) else ""
    lines = "; ".join(f"{r.name}: {r.direct} direct, {r.mixed} mixed, {r.indirect} indirect" for r in rows)
    return entitled(
        ax,
        f"Direct and indirect quotation by {UNITS[by]}",
        f"Direct · mixed · indirect; N = {total} outermost attributions in the body.{cut}",
        f"Bar chart of attributions by source and kind of quotation. {lines or 'There are none'}.",
        analysis,
    )


def _number(row: SummaryRow) -> int:
    return row.direct + row.mixed + row.indirect


def _bars(ax: Axes, place: int, row: SummaryRow, colour: str) -> None:
    left = 0
    for name, alpha, hatch in _STYLES:
        number = getattr(row, name)
        if number:
            ax.barh(place, number, left=left, height=0.62, color=colour, alpha=alpha, hatch=hatch, edgecolor="white")
            # Pale bars need an edge, also those of sources that are grey.
            ax.barh(place, number, left=left, height=0.62, facecolor="none", edgecolor=colour, linewidth=1.2)
        left += number
    beside(ax, left, place, f"{row.direct} · {row.mixed} · {row.indirect}")


def _legend(ax: Axes) -> None:
    from matplotlib.patches import Patch

    styles = [
        (
            Patch(facecolor=FAINT, alpha=alpha, hatch=hatch, edgecolor="white"),
            Patch(facecolor="none", edgecolor=FAINT, linewidth=1.2),
        )
        for _, alpha, hatch in _STYLES
    ]
    names = [name for name, _, _ in _STYLES]
    ax.legend(styles, names, loc="upper left", bbox_to_anchor=(0, 0), ncols=3, frameon=False, fontsize=9, labelcolor=INK)
