"""Who reports whom: sources from left to right by the hands their statements went through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, axes, plain, rests_on, strip_frame, titled
from hedgelens.files.text import counted, labels
from hedgelens.measures import Link, hands, owner_name, report_links, short_name
from hedgelens.records import AUTHOR, UNKNOWN
from hedgelens.views.colours import FAINT, INK, colour_of, palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

_COLUMN = 2.9
"""Width of a column in inches."""
_LONGEST = 27
_HEADS = ("", "reported by the writer", "at second hand", "at third hand", "at fourth hand", "at fifth hand")


class Person(NamedTuple):
    """The writer or a source: the name, how many hands a statement went through to get here, the place in that column."""

    name: str
    column: int
    row: float
    colour: str


class Tie(NamedTuple):
    """A line between two people, by their places in the list: who reports, and who is reported."""

    reporter: int
    reported: int
    colour: str
    number: int
    relayed: bool
    chained: bool

    @property
    def thickness(self) -> float:
        """How thick the line is, in points."""
        return 0.9 + min(self.number, 12) * 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkChart:
    """Who reports whom, apart from how it is drawn; titles and texts as in a :class:`~hedgelens.charts.rows.RowChart`."""

    title: str
    subtitle: str
    alternative: str
    rests: str
    people: Sequence[Person]
    ties: Sequence[Tie]
    rows: int


def network(analysis: Analysis, *, top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws who reports whom: the writer on the left, each source to the right of those who report it.

    The thickness of a line shows the number of attributions. Solid lines lead to a source whose words the writer or another
    source reports, dashed ones from a medium to the source that told it.

    Args:
        analysis: the analysis.
        top: number of sources shown: those in chains first, then those with most attributions; ``None`` for all.
        ax: axes to draw on.
    """
    chart = network_chart(analysis, top=top)
    columns = max(person.column for person in chart.people)
    ax = axes(ax, 1.3 + 0.34 * max(chart.rows, 2), width=max(9.0, 1.0 + _COLUMN * (columns + 1)))
    written = [_named_dot(ax, person) for person in chart.people]
    for column in {person.column for person in chart.people}:
        ax.annotate(head_of(column), (column, -0.9), ha="left", fontsize=9, color=FAINT, annotation_clip=False)
    strip_frame(ax)
    ax.set(xticks=[], yticks=[], xlim=(-0.08, columns + 0.95), ylim=(max(chart.rows, 2) - 0.4, -1.1))
    titled(ax, chart.title, chart.subtitle, chart.alternative, chart.rests)
    ends = _ends(ax, written)
    for tie in chart.ties:
        _line(ax, tie, chart.people, ends)
    return ax


def network_chart(analysis: Analysis, *, top: int | None = TOP, longest: int = _LONGEST) -> NetworkChart:
    """Returns what :func:`network` draws, names cut to a number of letters."""
    every = report_links(analysis)
    shown = _chosen(every, top)
    links = [link for link in every if {*link[:2]} <= shown]
    columns = _columns(shown, hands(links), links)
    rows = max(map(len, columns.values()))
    places = {key: (column, row + (rows - len(keys)) / 2) for column, keys in columns.items() for row, key in enumerate(keys)}
    names, colours = _names(analysis, list(places), links, longest), palette(analysis)
    colours_of = {key: INK if key == AUTHOR else colour_of(colours, key) for key in places}
    number = {key: place for place, key in enumerate(places)}
    left_out = len({end for link in every for end in link[:2]} - places.keys())
    more = f" Not shown: {left_out} others." if left_out else ""
    return NetworkChart(
        title="Who reports whom",
        subtitle="Read from left to right; solid: reports what the other says; dashed: was told by the other. "
        f"In brackets: attributions, nested ones included.{more}",
        alternative=_alternative(analysis, links),
        rests=rests_on(analysis),
        people=[Person(names[key], column, row, colours_of[key]) for key, (column, row) in places.items()],
        ties=[
            Tie(
                number[link.reporter],
                number[link.reported],
                FAINT if link.reporter == AUTHOR else colours_of[link.reporter],
                link.number,
                link.relayed,
                link.reporter != AUTHOR,
            )
            for link in links
        ],
        rows=rows,
    )


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


def _names(analysis: Analysis, keys: Sequence[str], links: Sequence[Link], longest: int) -> dict[str, str]:
    short = labels([short_name(analysis, None if key == UNKNOWN else key, longest) for key in keys], longest)
    counts = {key: sum(link.number for link in links if link.reported == key) for key in keys}
    return {key: f"{name} ({counts[key]})" if counts[key] else name for key, name in zip(keys, short, strict=True)}


def _named_dot(ax: Axes, person: Person) -> Annotation:
    """Draws a person as a dot, and returns the name beside it."""
    place = (person.column, person.row)
    ax.plot(*place, "o", markersize=9, color=person.colour, zorder=3)
    name = ax.annotate(
        person.name, place, (8, 0), textcoords="offset points", va="center", fontsize=9, color=INK, zorder=4,
        bbox={"facecolor": "white", "linewidth": 0, "pad": 0.8},  # a line to a later column goes behind the name
    )  # fmt: skip
    plain(name)
    return name


def _ends(ax: Axes, written: Sequence[Annotation]) -> list[float]:
    """Measures where the names end, once the figure has found its layout."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    back = ax.transData.inverted()
    return [float(back.transform((text.get_window_extent().x1, 0))[0]) for text in written]


def _line(ax: Axes, tie: Tie, people: Sequence[Person], ends: Sequence[float]) -> None:
    from matplotlib.patches import FancyArrowPatch, Patch, PathPatch
    from matplotlib.path import Path

    (_, x, y, _), (_, right, below, _) = people[tie.reporter], people[tie.reported]
    if right <= x:  # back to somebody who stands nearer to the writer
        patch: Patch = FancyArrowPatch(
            (x, y), (right, below), connectionstyle="arc3,rad=0.35", arrowstyle="-|>", mutation_scale=9
        )
    else:
        start = min(ends[tie.reporter] + 0.02, right - 0.12)
        end = right - 0.035
        middle = (start + end) / 2
        curve = Path([(start, y), (middle, y), (middle, below), (end, below)], [Path.MOVETO, *[Path.CURVE4] * 3])
        patch = PathPatch(curve, capstyle="butt")
    patch.set(
        facecolor="none",
        edgecolor=tie.colour,
        linewidth=tie.thickness,
        linestyle=(0, (3, 1.5)) if tie.relayed else "-",
        alpha=0.9 if tie.chained else 0.35,
        zorder=2 if tie.chained else 1,
    )
    ax.add_patch(patch)


def head_of(column: int) -> str:
    """Returns what stands above a column of people."""
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
