"""How far to trust an engine: confidence beside the share of right ones, and that share by construction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hedgelens.charts.frame import axes, beside, dot, entitled, names_on_y, plain, strip_frame
from hedgelens.measures.overview import percent
from hedgelens.measures.rates import Rate, calibration_error
from hedgelens.views.colours import FAINT, INK, SOURCE_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DOT = SOURCE_COLOURS[0]
_FEW = 10
_ROOM = 0.16
"""Distance that two numbers in a row need, in units of the axis."""
_ROW = 0.055


def reliability(steps: Sequence[Rate], *, ax: Axes | None = None) -> Axes:
    """Draws the share of attributions that are right for each step of confidence; on the diagonal, both agree.

    Args:
        steps: what ``hedgelens.evaluation.reliability.calibration`` returns.
        ax: axes to draw on.
    """
    ax = axes(ax, 5.4, width=7)
    ax.plot([0, 1], [0, 1], color=FAINT, linewidth=1, linestyle=(0, (4, 3)))
    plain(ax.annotate("surer than right", (0.97, 0.06), ha="right", fontsize=9, color=FAINT))
    plain(ax.annotate("righter than sure", (0.03, 0.94), fontsize=9, color=FAINT))
    most = max((step.n for step in steps), default=1)
    rows = _rows(steps)
    for step, row in zip(steps, rows, strict=True):
        ax.vlines(step.confidence, *step.interval, color=_DOT, linewidth=2.2, alpha=0.55)
        face = _DOT if step.n >= _FEW else "white"
        size = 5 + 8 * (step.n / most) ** 0.5
        ax.plot(step.confidence, step.share, "o", markersize=size, color=_DOT, markerfacecolor=face)
        _number(ax, step, row)
    strip_frame(ax, "left", "bottom")
    top = 1.1 + _ROW * max(rows, default=0)
    ax.set(xlim=(0, 1.03), ylim=(0, top), yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    ax.set_aspect("equal")
    ax.set_xlabel("mean confidence the program gives", color=FAINT, fontsize=9)
    ax.set_ylabel("share of attributions that are right", color=FAINT, fontsize=9)
    error, n = calibration_error(steps), sum(step.n for step in steps)
    off = f" On average they are {100 * error:.1f} points apart." if error is not None else ""
    lines = "; ".join(f"confidence {step.confidence:.2f}: {percent(step.share)} right of {step.n}" for step in steps)
    return entitled(
        ax,
        "Is it as often right as it is sure?",
        f"N = {n} attributions; lines: 95% Wilson intervals.{off}",
        f"Calibration chart of confidence and share of right attributions. {lines or 'There are none'}.",
    )


def _rows(steps: Sequence[Rate]) -> list[int]:
    """Finds for the number of each step a row above the chart in which it does not touch its neighbours."""
    last: list[float] = []
    rows = []
    for step in steps:
        row = next((row for row, at in enumerate(last) if step.confidence - at >= _ROOM), len(last))
        last[row : row + 1] = [step.confidence]
        rows.append(row)
    return rows


def _number(ax: Axes, step: Rate, row: int) -> None:
    y = 1.06 + _ROW * row
    ax.vlines(step.confidence, step.interval[1], y - 0.02, color=FAINT, linewidth=0.5, alpha=0.5, zorder=0)
    plain(ax.text(step.confidence, y, f"N = {step.n}", ha="center", va="center", fontsize=8, color=INK,
                  bbox={"facecolor": "white", "linewidth": 0, "pad": 0.6}))  # fmt: skip


def accuracy(rates: Sequence[Rate], *, title: str, ax: Axes | None = None) -> Axes:
    """Draws the share of each kind that is right, with its 95% interval; hollow if there are fewer than 10.

    Args:
        rates: what ``hedgelens.evaluation.reliability.rates`` returns.
        title: what it is a share of.
        ax: axes to draw on.
    """
    ax = axes(ax, 1.5 + 0.34 * max(len(rates), 1))
    for place, rate in enumerate(rates):
        dot(ax, place, rate.share, rate.interval, _DOT, hollow=rate.n < _FEW)
        beside(ax, max(rate.interval[1], rate.share), place, f"{rate.right} of {rate.n}", gap=9)
    strip_frame(ax, "bottom")
    names_on_y(ax, [rate.name for rate in rates], longest=38)
    ax.set_xlim(-0.02, 1.16)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    ax.grid(axis="x", color=FAINT, alpha=0.25, linewidth=0.6)
    # No total: the rows may be several breakdowns of the same attributions.
    lines = "; ".join(f"{rate.name}: {rate.right} of {rate.n}" for rate in rates)
    return entitled(
        ax,
        title,
        "Lines: 95% Wilson intervals; hollow: fewer than 10, say little.",
        f"Dot chart. {title}. {lines or 'There are none'}.",
    )
