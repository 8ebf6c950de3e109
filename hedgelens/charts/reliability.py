"""How far to trust an engine: confidence beside the share of right ones, and that share by construction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hedgelens.charts.colours import FAINT, INK, SOURCE_COLOURS
from hedgelens.charts.frame import axes, beside, describe, heading, names_on_y, plain, strip_frame
from hedgelens.evaluation.reliability import Rate, calibration_error
from hedgelens.measures.overview import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DOT = SOURCE_COLOURS[0]
_FEW = 10


def reliability(steps: Sequence[Rate], *, ax: Axes | None = None) -> Axes:
    """Draws for each step of confidence the share of attributions that are right; on the diagonal both agree.

    Args:
        steps: what ``hedgelens.evaluation.reliability.calibration`` returns.
        ax: axes to draw on.
    """
    ax = axes(ax, 5.4, width=7)
    ax.plot([0, 1], [0, 1], color=FAINT, linewidth=1, linestyle=(0, (4, 3)))
    plain(ax.annotate("surer than right", (0.97, 0.06), ha="right", fontsize=9, color=FAINT))
    plain(ax.annotate("righter than sure", (0.03, 0.94), fontsize=9, color=FAINT))
    most = max((step.n for step in steps), default=1)
    for place, step in enumerate(steps):
        ax.vlines(step.confidence, *step.interval, color=_DOT, linewidth=2.2, alpha=0.55)
        face = _DOT if step.n >= _FEW else "white"
        size = 5 + 8 * (step.n / most) ** 0.5
        ax.plot(step.confidence, step.share, "o", markersize=size, color=_DOT, markerfacecolor=face)
        _beyond(ax, step, above=place % 2 == 1)  # neighbours write on different sides
    strip_frame(ax, "left", "bottom")
    ax.set(xlim=(0, 1), ylim=(0, 1.06), aspect="equal")
    ax.set_xlabel("mean confidence the program gives", color=FAINT, fontsize=9)
    ax.set_ylabel("share of attributions that are right", color=FAINT, fontsize=9)
    error, n = calibration_error(steps), sum(step.n for step in steps)
    off = f" On average they are {100 * error:.1f} points apart." if error is not None else ""
    heading(ax, "Is it as often right as it is sure?", f"N = {n} attributions; lines: 95% Wilson intervals.{off}")
    lines = "; ".join(f"confidence {step.confidence:.2f}: {percent(step.share)} right of {step.n}" for step in steps)
    return describe(ax, f"Calibration chart of confidence and share of right attributions. {lines or 'There are none'}.")


def _beyond(ax: Axes, step: Rate, *, above: bool) -> None:
    low, high = step.interval
    at, offset, align = (high, 4, "bottom") if above else (low, -4, "top")
    words = f"N = {step.n}"
    ax.annotate(
        words, (step.confidence, at), (0, offset), textcoords="offset points", ha="center", va=align, fontsize=8, color=INK
    )


def accuracy(rates: Sequence[Rate], *, title: str, ax: Axes | None = None) -> Axes:
    """Draws the share of right ones of each kind with its 95% interval; hollow where there are fewer than 10.

    Args:
        rates: what ``hedgelens.evaluation.reliability.rates`` returns.
        title: what it is a share of.
        ax: axes to draw on.
    """
    ax = axes(ax, 1.5 + 0.34 * max(len(rates), 1))
    for place, rate in enumerate(rates):
        ax.hlines(place, *rate.interval, color=_DOT, linewidth=2.4, alpha=0.55)
        ax.plot(rate.share, place, "o", markersize=8, color=_DOT, markerfacecolor=_DOT if rate.n >= _FEW else "white",
                markeredgewidth=1.6, clip_on=False)  # fmt: skip
        beside(ax, max(rate.interval[1], rate.share), place, f"{rate.right} of {rate.n}")
    strip_frame(ax, "bottom")
    names_on_y(ax, [rate.name for rate in rates])
    ax.set_xlim(-0.02, 1.16)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    ax.grid(axis="x", color=FAINT, alpha=0.25, linewidth=0.6)
    # No total: the rows may be several breakdowns of the same attributions.
    heading(ax, title, "Lines: 95% Wilson intervals; hollow: fewer than 10, say little.")
    lines = "; ".join(f"{rate.name}: {rate.right} of {rate.n}" for rate in rates)
    return describe(ax, f"Dot chart. {title}. {lines or 'There are none'}.")
