"""How much of the body rests on each source, strictly and inclusively."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from hedgelens.analysis import Analysis
from hedgelens.charts.colours import FAINT, OTHER, WRITER, colour_of, palette
from hedgelens.charts.frame import TOP, axes, beside, describe, heading, names_on_y, plain, strip_frame
from hedgelens.measures import By, body_sources, coverage, shares, short_name
from hedgelens.measures.overview import percent_range

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HATCH = "/////"
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
        by: bars for sources, or for the groups of the registry.
        top: number of sources that have a bar of their own; ``None`` for all.
        ax: axes to draw on.
    """
    bars, left_out = _bars(analysis, of, by, top)
    ax = axes(ax, 1.3 + 0.34 * len(bars))
    for row, bar in enumerate(bars):
        low, high = sorted((bar.strict, bar.inclusive))
        ax.barh(row, low, height=0.62, **({"color": bar.colour} if bar.known else {"edgecolor": bar.colour, **_UNKNOWN}))
        if high > low:
            ax.barh(row, high - low, left=low, height=0.62, facecolor="none", edgecolor=bar.colour, hatch=HATCH, linewidth=0.8)
        beside(ax, high, row, percent_range(low, high))
    strip_frame(ax, "left")
    names_on_y(ax, [bar.name for bar in bars])
    ax.set_xlim(0, max([bar.inclusive for bar in bars] + [bar.strict for bar in bars] + [0.01]) * 1.16)
    ax.set_xticks([])
    total = len(analysis.body) if of == "sentences" else sum(s.words for s in analysis.body)
    each = "group" if by == "group" else "source"
    partial = " Sources in no group are not shown." if by == "group" and not all(s.groups for s in body_sources(analysis)) else ""
    heading(
        ax,
        f"Who the article rests on: share of {of} per {each}",
        f"Solid: attributed. Hatched: carries on the account. N = {total:,} {of} of the body.{partial}",
        analysis,
    )
    if left_out:
        plain(
            ax.annotate(
                f"and {left_out} with less", (0, 0), (4, -6), "axes fraction", "offset points", fontsize=9, color=FAINT, va="top"
            )
        )
    lines = "; ".join(f"{bar.name}: {percent_range(*sorted((bar.strict, bar.inclusive)))}" for bar in bars)
    return describe(ax, f"Bar chart of the share of {of} per {each}, strict to inclusive. {lines}.", analysis)


def _bars(analysis: Analysis, of: str, by: By, top: int | None) -> tuple[list[_Bar], int]:
    colours = palette(analysis, by=by)
    found = [
        (
            s,
            _Bar(
                s.name if by == "group" else short_name(analysis, s.source),
                s.words if of == "words" else s.sentences,
                s.words_inclusive if of == "words" else s.sentences_inclusive,
                colour_of(colours, s.source),
            ),
        )
        for s in shares(analysis, by=by)
    ]
    known = sorted(
        (bar for s, bar in found if s.source is not None and bar.inclusive), key=lambda bar: (-bar.strict, -bar.inclusive)
    )
    unknown = [bar._replace(colour=OTHER, known=False) for s, bar in found if s.source is None and bar.inclusive]
    cover = coverage(analysis)
    rest = (
        _Bar("the writer's own", cover.words_unattributed, cover.words_unattributed_inclusive, WRITER)
        if of == "words"
        else _Bar("the writer's own", cover.sentences_unattributed, cover.sentences_unattributed_inclusive, WRITER)
    )
    shown = known[:top]
    return [*shown, *unknown, rest], len(known) - len(shown)
