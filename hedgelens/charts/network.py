"""Who reports whom: sources from left to right by the hands their statements went through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, axes, entitled, fitting, plain, strip_frame
from hedgelens.files.text import counted, labels
from hedgelens.measures import Link, hands, owner_name, report_links, short_name
from hedgelens.records import AUTHOR, UNKNOWN
from hedgelens.views.colours import FAINT, INK, WRITER, colour_of, palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

_COLUMN = 2.9
"""Width of a column in inches."""
_NARROW = 1.9
"""The same on a page."""
_LONGEST = 27
_HEADS = ("", "reported by the writer", "at second hand", "at third hand", "at fourth hand", "at fifth hand")

Places = dict[str, tuple[float, float]]


def network(analysis: Analysis, *, top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws who reports whom: the writer on the left, each source to the right of those who report it.

    Lines are as thick as there are attributions. Solid ones go to a source whose words the writer or another source reports;
    dashed ones from a medium to the source that told it.

    Args:
        analysis: the analysis.
        top: number of sources shown: those in chains first, then those with most attributions; ``None`` for all.
        ax: axes to draw on.
    """
    every = report_links(analysis)
    shown = _chosen(every, top)
    links = [link for link in every if {*link[:2]} <= shown]
    depth = hands(links)
    columns = _columns(shown, depth, links)
    rows = max(map(len, columns.values()))
    number = max(columns) + 1
    ax = axes(ax, 1.3 + 0.34 * max(rows, 2), width=max(9.0, 1.0 + _COLUMN * number), narrow=0.4 + _NARROW * number)
    places = {
        key: (float(column), row + (rows - len(keys)) / 2) for column, keys in columns.items() for row, key in enumerate(keys)
    }
    colours = {**palette(analysis), AUTHOR: WRITER}
    written = _dots(ax, places, colours, _names(analysis, places, links))
    for column in columns:
        ax.annotate(_head(column), (column, -0.9), ha="left", fontsize=9, color=FAINT, annotation_clip=False)
    strip_frame(ax)
    ax.set(xticks=[], yticks=[], xlim=(-0.08, max(columns) + 0.95), ylim=(max(rows, 2) - 0.4, -1.1))
    left_out = len({end for link in every for end in link[:2]} - places.keys())
    more = f" Not shown: {left_out} others." if left_out else ""
    entitled(
        ax,
        "Who reports whom",
        "Read from left to right; solid: reports what the other says; dashed: was told by the other. "
        f"In brackets: attributions, nested ones included.{more}",
        _alternative(analysis, links),
        analysis,
    )
    ends = _ends(ax, written)
    for link in links:
        _line(ax, link, places, ends, colours)
    return ax


def _chosen(links: Sequence[Link], top: int | None) -> set[str]:
    """Chooses who is shown: people in chains before those whom only the writer reports."""
    weight: dict[str, tuple[bool, int]] = {}
    for link in links:
        for person in link[:2]:
            chained, number = weight.get(person, (False, 0))
            weight[person] = (chained or link.reporter != AUTHOR, number + link.number)
    weight.pop(AUTHOR, None)
    ordered = sorted(weight, key=lambda person: (not weight[person][0], -weight[person][1]))
    return {AUTHOR, *ordered[:top]}


def _columns(shown: set[str], depth: Mapping[str, int], links: Sequence[Link]) -> dict[int, list[str]]:
    """Puts people into columns, near to those who report them."""
    columns: dict[int, list[str]] = {0: [AUTHOR]}
    number = {person: sum(link.number for link in links if link.reported == person) for person in shown}
    for column in range(1, max(depth.values(), default=0) + 1):
        before = columns[column - 1]
        here = [person for person in shown if depth.get(person) == column]

        def nearness(person: str, before: list[str] = before) -> tuple[float, int, str]:
            reporters = [before.index(link.reporter) for link in links if link.reported == person and link.reporter in before]
            return (sum(reporters) / len(reporters) if reporters else len(before), -number[person], person)

        columns[column] = sorted(here, key=nearness)
    return columns


def _names(analysis: Analysis, places: Places, links: Sequence[Link]) -> dict[str, str]:
    longest = fitting(_LONGEST, 18)
    short = labels([short_name(analysis, None if key == UNKNOWN else key, longest) for key in places], longest)
    counts = {key: sum(link.number for link in links if link.reported == key) for key in places}
    return {key: f"{name} ({counts[key]})" if counts[key] else name for key, name in zip(places, short, strict=True)}


def _dots(ax: Axes, places: Places, colours: dict[str, str], names: Mapping[str, str]) -> dict[str, Annotation]:
    """Draws everybody as a dot, and returns the names beside them."""
    written: dict[str, Annotation] = {}
    for key, (x, y) in places.items():
        ax.plot(x, y, "o", markersize=9, color=INK if key == AUTHOR else colour_of(colours, key), zorder=3)
        written[key] = ax.annotate(
            names[key], (x, y), (8, 0), textcoords="offset points", va="center", fontsize=9, color=INK, zorder=4,
            bbox={"facecolor": "white", "linewidth": 0, "pad": 0.8},  # a line to a later column goes behind the name
        )  # fmt: skip
        plain(written[key])
    return written


def _ends(ax: Axes, written: Mapping[str, Annotation]) -> dict[str, float]:
    """Measures where the names end, once the figure has found its layout."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    back = ax.transData.inverted()
    return {key: float(back.transform((text.get_window_extent().x1, 0))[0]) for key, text in written.items()}


def _line(ax: Axes, link: Link, places: Places, ends: Mapping[str, float], colours: dict[str, str]) -> None:
    from matplotlib.patches import FancyArrowPatch, Patch, PathPatch
    from matplotlib.path import Path

    (x, y), (right, below) = places[link.reporter], places[link.reported]
    if right <= x:  # back to somebody who stands nearer to the writer
        patch: Patch = FancyArrowPatch(
            (x, y), (right, below), connectionstyle="arc3,rad=0.35", arrowstyle="-|>", mutation_scale=9
        )
    else:
        start = min(ends[link.reporter] + 0.02, right - 0.12)
        end = right - 0.035
        middle = (start + end) / 2
        curve = Path([(start, y), (middle, y), (middle, below), (end, below)], [Path.MOVETO, *[Path.CURVE4] * 3])
        patch = PathPatch(curve, capstyle="butt")
    chained = link.reporter != AUTHOR
    patch.set(
        facecolor="none",
        edgecolor=colour_of(colours, link.reporter) if chained else FAINT,
        linewidth=0.9 + min(link.number, 12) * 0.35,
        linestyle=(0, (3, 1.5)) if link.relayed else "-",
        alpha=0.9 if chained else 0.35,
        zorder=2 if chained else 1,
    )
    ax.add_patch(patch)


def _head(column: int) -> str:
    return _HEADS[column] if column < len(_HEADS) else f"after {column} hands"


def _alternative(analysis: Analysis, links: Sequence[Link]) -> str:
    def name(key: str) -> str:
        return owner_name(analysis, None if key == UNKNOWN else key)

    chains = [link for link in links if link.reporter != AUTHOR]
    lines = "; ".join(
        f"{name(link.reporter)} {'was told it by' if link.relayed else 'reports'} {name(link.reported)} ({link.number})"
        for link in chains
    )
    direct = sum(link.reporter == AUTHOR for link in links)
    return (
        f"Network of who reports whom. The writer reports {counted(direct, 'source')} at first hand. Chains: {lines or 'none'}."
    )
