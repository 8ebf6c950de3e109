"""How much of the body rests on each source, strictly and inclusively."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, UNITS, rests_on
from hedgelens.charts.rows import Bar, Beside, RowChart, on_axes
from hedgelens.files.text import labels
from hedgelens.measures import By, body_sources, coverage, shares, short_name
from hedgelens.measures.counting import check, keys_of
from hedgelens.measures.overview import percent_range
from hedgelens.views.colours import WRITER, colour_of, palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Of = Literal["words", "sentences"]
_LACKING: Mapping[By, str] = {"group": "in no group", "role": "without a role", "affiliation": "that belong to no body"}


class _Share(NamedTuple):
    name: str
    strict: float
    inclusive: float
    colour: str
    known: bool = True

    @property
    def low(self) -> float:
        return min(self.strict, self.inclusive)

    @property
    def high(self) -> float:
        return max(self.strict, self.inclusive)


def share(
    analysis: Analysis,
    *,
    of: Of = "words",
    by: By = "source",
    top: int | None = TOP,
    ax: Axes | None = None,
) -> Axes:
    """Draws the share of each source: solid what is attributed to it, hatched what continues its account.

    Args:
        analysis: the analysis.
        of: shares of the body's words, or of its sentences.
        by: bars for sources, for the groups of the registry, or for kinds, naming, roles or affiliations of sources.
        top: number of sources that have a bar of their own; ``None`` for all.
        ax: axes to draw on.
    """
    return on_axes(share_rows(analysis, of=of, by=by, top=top), ax)


def share_rows(analysis: Analysis, *, of: Of = "words", by: By = "source", top: int | None = TOP) -> RowChart:
    """Returns what :func:`share` draws."""
    check(of, Of)
    cover = coverage(analysis)
    there = sorted(_bars(analysis, of, by), key=lambda bar: (not bar.known, -bar.strict, -bar.inclusive))
    known = [bar for bar in there if bar.known]
    own = _Share("the writer's own", getattr(cover, f"{of}_unattributed"), getattr(cover, f"{of}_unattributed_inclusive"), WRITER)
    rows = [*known[:top], *there[len(known) :], own]
    left_out = len(known[len(known[:top]) :])
    lacking = not all(keys_of(analysis, source, by) for source in body_sources(analysis))
    partial = f" Sources {_LACKING[by]} are not shown." if lacking else ""
    lines = "; ".join(f"{row.name}: {percent_range(row.low, row.high)}" for row in rows)
    return RowChart(
        title=f"Who the article rests on: share of {of} by {UNITS[by]}",
        subtitle=f"Solid: attributed. Hatched: continues a source's account. "
        f"N = {getattr(cover, of):,} {of} in the body.{partial}",
        alternative=f"Bar chart of the share of {of} by {UNITS[by]}, strict to inclusive. {lines}.",
        rests=rests_on(analysis),
        names=labels([row.name for row in rows]),
        limits=(0, max([row.high for row in rows] + [0.01]) * 1.16),
        height=1.3,
        bars=[bar for place, row in enumerate(rows) for bar in _parts(place, row)],
        beside=[Beside(place, row.high, percent_range(row.low, row.high)) for place, row in enumerate(rows)],
        note=f"and {left_out} with smaller shares" if left_out else "",
    )


def _bars(analysis: Analysis, of: str, by: By) -> Iterator[_Share]:
    colours = palette(analysis, by=by)
    for s in shares(analysis, by=by):
        strict, inclusive = getattr(s, of), getattr(s, f"{of}_inclusive")
        name = short_name(analysis, s.source) if by == "source" else s.name
        if inclusive:
            yield _Share(name, strict, inclusive, colour_of(colours, s.source), known=s.source is not None)


def _parts(place: int, row: _Share) -> Iterator[Bar]:
    yield Bar(place, 0, row.low, row.colour, "solid" if row.known else "hollow")
    if row.high > row.low:
        yield Bar(place, row.low, row.high, row.colour, "hatched")
