"""Charts of rows as data, what they show apart from how it is drawn: matplotlib draws them on axes, and pages as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from hedgelens.charts.frame import WIDTH, axes, beside, dot, names_on_y, plain, scale_percent, strip_frame, titled
from hedgelens.views.colours import FAINT, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Look = Literal["solid", "hollow", "hatched", "full", "striped", "pale"]
"""How a bar looks; the last three have an outline, so that the pale ones can be seen."""

HATCH = "/////"
_BAR = 0.62
"""Height of a bar, of that of its row."""
_INSIDE: Mapping[Look, Mapping[str, Any]] = {
    "full": {"alpha": 1.0, "hatch": ""},
    "striped": {"alpha": 0.62, "hatch": "////"},
    "pale": {"alpha": 0.18, "hatch": ""},
}


class Bar(NamedTuple):
    """A bar, or a part of one."""

    row: int
    start: float
    end: float
    colour: str
    look: Look = "solid"


class Dot(NamedTuple):
    """A number in a row with its interval; hollow where it rests on little, or is of another kind."""

    row: int
    at: float
    colour: str
    hollow: bool = False
    interval: tuple[float, float] | None = None


class Cell(NamedTuple):
    """A number in a column, on a ground as dark as the shade says; without a shade a sum in bold."""

    row: int
    at: float
    text: str
    colour: str = INK
    shade: float | None = None


class Beside(NamedTuple):
    """Words to the right of where a bar ends."""

    row: int
    at: float
    text: str


class Column(NamedTuple):
    """The name of a column."""

    at: float
    name: str


class Key(NamedTuple):
    """What a look means."""

    look: Look
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChart:
    """A chart that has a row for each source, owner or kind.

    Attributes:
        title: what is shown.
        subtitle: how to read it.
        alternative: the same for people who do not see it.
        rests: what counts, and who corrected by hand.
        names: the rows from top to bottom.
        limits: the numbers at the left and the right end.
        height: of all that stands above and below the rows, in inches.
        width: of all, in inches.
        pitch: height of a row in inches.
        axis: what the numbers below the rows are; nothing where there are none.
        percent: whether these numbers are shares, written as percentages.
        grid: whether lines go up from these numbers.
        guides: whether a line goes through each row.
        note: a remark below the rows.
    """

    title: str
    subtitle: str
    alternative: str
    rests: str
    names: Sequence[str]
    limits: tuple[float, float]
    height: float
    width: float = WIDTH
    pitch: float = 0.34
    bars: Sequence[Bar] = ()
    dots: Sequence[Dot] = ()
    cells: Sequence[Cell] = ()
    beside: Sequence[Beside] = ()
    columns: Sequence[Column] = ()
    key: Sequence[Key] = ()
    axis: str = ""
    percent: bool = False
    grid: bool = False
    guides: bool = False
    note: str = ""


def on_axes(chart: RowChart, ax: Axes | None) -> Axes:
    """Draws a chart on the axes given, or on new ones."""
    ax = axes(ax, chart.height + chart.pitch * max(len(chart.names), 1), chart.width)
    if chart.guides:
        for row in range(len(chart.names)):
            ax.axhline(row, color=FAINT, alpha=0.2, linewidth=0.8, zorder=0)
    for bar in chart.bars:
        for style in _styles(bar.look, bar.colour):
            ax.barh(bar.row, bar.end - bar.start, left=bar.start, height=_BAR, **style)
    for point in chart.dots:
        dot(ax, point.row, point.at, point.interval, point.colour, hollow=point.hollow)
    for cell in chart.cells:
        _cell(ax, cell)
    for words in chart.beside:
        beside(ax, words.at, words.row, words.text)
    strip_frame(ax, *(("left",) if chart.bars else ("bottom",) if chart.axis else ()))
    names_on_y(ax, chart.names, longest=40)
    ax.set_xlim(*chart.limits)
    _below(ax, chart)
    return titled(ax, chart.title, chart.subtitle, chart.alternative, chart.rests)


def _styles(look: Look, colour: str) -> list[dict[str, Any]]:
    """Returns how matplotlib draws a look, layer upon layer."""
    if look == "solid":
        return [{"color": colour}]
    if look == "hollow":
        return [{"facecolor": "none", "edgecolor": colour, "linewidth": 1.2}]
    if look == "hatched":
        return [{"facecolor": "none", "edgecolor": colour, "hatch": HATCH, "linewidth": 0.8}]
    inside = {"facecolor": colour, "edgecolor": "white", **_INSIDE[look]}
    return [inside, {"facecolor": "none", "edgecolor": colour, "linewidth": 1.2}]


def _cell(ax: Axes, cell: Cell) -> None:
    from matplotlib.patches import Rectangle

    if cell.shade is not None:
        left, bottom = cell.at - 0.46, cell.row - 0.42
        ax.add_patch(Rectangle((left, bottom), 0.92, 0.84, facecolor=cell.colour, alpha=cell.shade, linewidth=0))
    weight = "normal" if cell.shade is not None else "bold"
    plain(ax.text(cell.at, cell.row, cell.text, ha="center", va="center", fontsize=10, fontweight=weight, color=INK))


def _below(ax: Axes, chart: RowChart) -> None:
    """Writes what stands below the rows."""
    if chart.axis:
        ax.set_xlabel(chart.axis, color=FAINT, fontsize=9)
        if chart.percent:
            scale_percent(ax.xaxis)
        if chart.grid:
            ax.grid(axis="x", color=FAINT, alpha=0.25, linewidth=0.6)
    else:
        ax.set_xticks([])
    if chart.columns:
        _names_of_columns(ax, chart.columns)
    if chart.key:
        _key(ax, chart.key)
    if chart.note:
        plain(ax.annotate(chart.note, (0, 0), (4, -6), "axes fraction", "offset points", fontsize=9, color=FAINT, va="top"))


def _names_of_columns(ax: Axes, columns: Sequence[Column]) -> None:
    ax.set_xticks([column.at for column in columns])
    ax.xaxis.set_ticks_position("bottom")
    names = [column.name for column in columns]
    for label in ax.set_xticklabels(names, rotation=35, ha="right", rotation_mode="anchor", color=INK, fontsize=9):
        plain(label)
    ax.tick_params(axis="x", length=0)


def _key(ax: Axes, key: Sequence[Key]) -> None:
    from matplotlib.patches import Patch

    styles = [tuple(Patch(**style) for style in _styles(look, FAINT)) for look, _ in key]
    names = [name for _, name in key]
    ax.legend(styles, names, loc="upper left", bbox_to_anchor=(0, 0), ncols=len(key), frameon=False, fontsize=9, labelcolor=INK)
