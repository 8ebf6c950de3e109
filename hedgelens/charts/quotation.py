"""In whose own words: direct, mixed and indirect attributions by source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, UNITS, rests_on
from hedgelens.charts.rows import Bar, Beside, Key, Look, RowChart, on_axes
from hedgelens.files.text import labels
from hedgelens.measures import By, SummaryRow, short_name, summary_rows
from hedgelens.views.colours import colour_of, palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LOOKS: Mapping[str, Look] = {"direct": "full", "mixed": "striped", "indirect": "pale"}


def quotation_by_source(analysis: Analysis, *, by: By = "source", top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws the number of direct, mixed and indirect attributions of each source.

    Args:
        analysis: the analysis.
        by: rows for sources, for the groups of the registry, or for kinds, naming, roles or affiliations of sources.
        top: number of sources that have a row; ``None`` for all.
        ax: axes to draw on.
    """
    return on_axes(quotation_rows(analysis, by=by, top=top), ax)


def quotation_rows(analysis: Analysis, *, by: By = "source", top: int | None = TOP) -> RowChart:
    """Returns what :func:`quotation_by_source` draws."""
    found = [row for row in summary_rows(analysis, by=by) if _number(row)]
    rows = found[:top]
    colours = palette(analysis, by=by)
    total = sum(map(_number, found))
    cut = f" Not shown: {len(found) - len(rows)} with fewer attributions." if len(found) > len(rows) else ""
    lines = "; ".join(f"{r.name}: {r.direct} direct, {r.mixed} mixed, {r.indirect} indirect" for r in rows)
    return RowChart(
        title=f"Direct and indirect quotation by {UNITS[by]}",
        subtitle=f"Direct · mixed · indirect; N = {total} outermost attributions in the body.{cut}",
        alternative=f"Bar chart of attributions by source and kind of quotation. {lines or 'There are none'}.",
        rests=rests_on(analysis),
        names=labels([short_name(analysis, row.source) if by == "source" else row.name for row in rows]),
        limits=(0, max(map(_number, rows), default=1) * 1.2),
        height=1.9,
        bars=[bar for place, row in enumerate(rows) for bar in _bars(place, row, colour_of(colours, row.source))],
        beside=[Beside(place, _number(r), f"{r.direct} · {r.mixed} · {r.indirect}") for place, r in enumerate(rows)],
        key=[Key(look, name) for name, look in _LOOKS.items()],
    )


def _number(row: SummaryRow) -> int:
    return row.direct + row.mixed + row.indirect


def _bars(place: int, row: SummaryRow, colour: str) -> Iterator[Bar]:
    left = 0
    for name, look in _LOOKS.items():
        if number := getattr(row, name):
            yield Bar(place, left, left + number, colour, look)
            left += number
