"""Where in the article its sources stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, rests_on
from hedgelens.charts.rows import Dot, RowChart, on_axes
from hedgelens.files.text import labels
from hedgelens.measures import SummaryRow, first_mention, ranked, short_name, summary_rows
from hedgelens.views.colours import palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def position(analysis: Analysis, *, top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws for each source the sentences that rest on it.

    Filled dots rest on it by an attribution; hollow ones continue its account.

    Args:
        analysis: the analysis.
        top: number of sources that have a row; ``None`` for all.
        ax: axes to draw on.
    """
    return on_axes(position_rows(analysis, top=top), ax)


def position_rows(analysis: Analysis, *, top: int | None = TOP) -> RowChart:
    """Returns what :func:`position` draws."""
    first = first_mention(analysis)
    rows = [row for row in ranked(summary_rows(analysis)) if row.sentences_inclusive][:top]
    rows.sort(key=lambda row: first.get(str(row.source), 2.0))
    lines = "; ".join(
        f"{row.name}: first in sentence {1 + round(first.get(str(row.source), 0) * (len(analysis.body) - 1))}" for row in rows
    )
    return RowChart(
        title="Where the sources appear",
        subtitle=f"In order of first appearance; N = {len(analysis.body)} sentences. "
        "Filled: attributed. Hollow: continued account.",
        alternative=f"Dot chart of the sentences that rest on each source. {lines or 'There are none'}.",
        rests=rests_on(analysis),
        names=labels([short_name(analysis, row.source) for row in rows]),
        limits=(0, len(analysis.body) + 1),
        height=1.5,
        pitch=0.32,
        dots=list(_dots(analysis, rows)),
        axis="sentence of the body",
        guides=True,
    )


def _dots(analysis: Analysis, rows: Sequence[SummaryRow]) -> Iterator[Dot]:
    colours = palette(analysis)
    for place, row in enumerate(rows):
        for number, sentence in enumerate(analysis.body, start=1):
            links = analysis.links[sentence.index]
            if row.source in links.sources or row.source in links.continued:
                yield Dot(place, number, colours[str(row.source)], hollow=row.source not in links.sources)
