"""How much of the body rests on each source, strictly and inclusively."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, UNITS, axes, beside, entitled, names_on_y, plain, strip_frame
from hedgelens.measures import By, body_sources, coverage, shares, short_name
from hedgelens.measures.counting import keys_of
from hedgelens.measures.overview import percent_range
from hedgelens.views.colours import FAINT, WRITER, colour_of, palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HATCH = "/////"
_LACKING: Mapping[By, str] = {"group": "in no group", "role": "without a role", "affiliation": "that belong to no body"}
_UNKNOWN: dict[str, Any] = {"facecolor": "none", "linewidth": 1.2}


class _Bar(NamedTuple):
    name: str
    strict: float
    inclusive: float
    colour: str
    known: bool = True


def share(
    analysis: Analysis,
    *,
    of: Literal["words", "sentences"] = "words",
    by: By = "source",
    top: int | None = TOP,
    ax: Axes | None = None,
) -> Axes:
    """Draws the share of each source: solid what is attributed to it, hatched what carries on its account.

    Args:
        analysis: the analysis.
        of: shares of the body's words, or of its sentences.
        by: bars for sources, for the groups of the registry, or for kinds, naming, roles or affiliations of sources.
        top: number of sources that have a bar of their own; ``None`` for all.
        ax: axes to draw on.
    """
    cover = coverage(analysis)
    there = sorted(_bars(analysis, of, by), key=lambda bar: (not bar.known, -bar.strict, -bar.inclusive))
    known = [bar for bar in there if bar.known]
    own = _Bar("the writer's own", getattr(cover, f"{of}_unattributed"), getattr(cover, f"{of}_unattributed_inclusive"), WRITER)
    bars = [*known[:top], *there[len(known) :], own]
    ax = axes(ax, 1.3 + 0.34 * len(bars))
    for row, bar in enumerate(bars):
        _draw(ax, row, bar)
    strip_frame(ax, "left")
    names_on_y(ax, [bar.name for bar in bars])
    ax.set_xlim(0, max([high for bar in bars for high in (bar.inclusive, bar.strict)] + [0.01]) * 1.16)
    ax.set_xticks([])
    if left_out := len(known[len(known[:top]) :]):
        note = f"and {left_out} with smaller shares"
        plain(ax.annotate(note, (0, 0), (4, -6), "axes fraction", "offset points", fontsize=9, color=FAINT, va="top"))
    lacking = not all(keys_of(analysis, source, by) for source in body_sources(analysis))
    partial = f" Sources {_LACKING[by]} are not shown." if lacking else ""
    lines = "; ".join(f"{bar.name}: {percent_range(*sorted((bar.strict, bar.inclusive)))}" for bar in bars)
    return entitled(
        ax,
        f"Who the article rests on: share of {of} by {UNITS[by]}",
        f"Solid: attributed. Hatched: continues a source's account. N = {getattr(cover, of):,} {of} in the body.{partial}",
        f"Bar chart of the share of {of} by {UNITS[by]}, strict to inclusive. {lines}.",
        analysis,
    )


def _bars(analysis: Analysis, of: str, by: By) -> Iterator[_Bar]:
    colours = palette(analysis, by=by)
    for s in shares(analysis, by=by):
        strict, inclusive = getattr(s, of), getattr(s, f"{of}_inclusive")
        name = short_name(analysis, s.source) if by == "source" else s.name
        if inclusive:
            yield _Bar(name, strict, inclusive, colour_of(colours, s.source), known=s.source is not None)


def _draw(ax: Axes, row: int, bar: _Bar) -> None:
    low, high = sorted((bar.strict, bar.inclusive))
    ax.barh(row, low, height=0.62, **({"color": bar.colour} if bar.known else {"edgecolor": bar.colour, **_UNKNOWN}))
    if high > low:
        ax.barh(row, high - low, left=low, height=0.62, facecolor="none", edgecolor=bar.colour, hatch=HATCH, linewidth=0.8)
    beside(ax, high, row, percent_range(low, high))
