"""Charts of one article as SVG: drawn by a template of ours, in a hundredth of the time that matplotlib takes for them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from hedgelens.charts.network import NetworkChart, Person, Tie, head_of
from hedgelens.charts.rows import Column, RowChart
from hedgelens.files.text import labels
from hedgelens.views.colours import FAINT

WIDTH = 400.0
"""Width of a chart in the units of its SVG, which are pixels where there is room for them."""
_ROW = 25
"""Height of a row, where it is a third of an inch elsewhere."""
_TOP = 4
_LONGEST = 36
"""Letters of a name."""
_NAME, _SMALL = 12, 11
"""Sizes of letters."""
_PERSON = 150.0
"""Width of a column of people."""
_TILT = math.radians(35)
_STEPS = (1, 2, 5, 10)


def breadth(text: str, size: float) -> float:
    """Returns about how wide a text is in the font of a reader, rather too much than too little."""
    return size * sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in " .,:;'|!ijlftI()":
        return 0.34
    return 0.95 if letter in "mwMW" else 0.72 if letter.isupper() else 0.62


@dataclass(frozen=True, slots=True)
class RowPlan:
    """Where the parts of a chart of rows stand.

    Attributes:
        chart: what is drawn.
        names: of the rows, cut to what has room.
        left: where the names end and the numbers begin.
        right: where the last number stands.
        top: where the first row begins.
    """

    chart: RowChart
    names: Sequence[str]
    left: float
    right: float
    top: float = _TOP

    @classmethod
    def of(cls, chart: RowChart) -> Self:
        """Finds the places of all parts of a chart."""
        names = labels(chart.names, _LONGEST)
        left = round(min(max((breadth(name, _NAME) for name in names), default=0), 0.56 * WIDTH) + 10, 1)
        return cls(chart, names, left, _right(chart, left))

    @property
    def row(self) -> float:
        """Height of a row."""
        return round(_ROW * self.chart.pitch / 0.34, 2)

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return round(self.top + self.row * max(len(self.chart.names), 1), 2)

    @property
    def height(self) -> float:
        """Height of all."""
        chart = self.chart
        names = max((breadth(column.name, _SMALL) for column in chart.columns), default=0) * math.sin(_TILT)
        return self.bottom + (38 if chart.axis else 0) + (20 if chart.key or chart.note else 0) + (names + 14 if names else 0) + 4

    def x(self, number: float) -> float:
        """Returns where a number stands."""
        low, high = self.chart.limits
        return round(self.left + (number - low) / ((high - low) or 1) * (self.right - self.left), 2)

    def y(self, row: float) -> float:
        """Returns the middle of a row."""
        return round(self.top + (row + 0.5) * self.row, 2)

    @property
    def axis_at(self) -> float:
        """The middle of what is written below the numbers: below them, and not over the edge."""
        half = breadth(self.chart.axis, _SMALL) / 2
        return round(max(half, min((self.left + WIDTH - 8) / 2, WIDTH - half)), 2)

    @property
    def radius(self) -> float:
        """Radius of a dot: where there are many in a row, they do not hide each other."""
        low, high = self.chart.limits
        return round(max(2.0, min(4.2, 0.48 * (self.right - self.left) / ((high - low) or 1))), 2) if self.chart.guides else 4.2

    @property
    def ticks(self) -> list[Column]:
        """The numbers below the rows."""
        low, high = self.chart.limits
        if self.chart.percent:
            return [Column(number / 100, f"{number}%") for number in ticks(100 * low, 100 * high)]
        return [Column(number, f"{number:,}") for number in ticks(low, high)] if self.chart.axis else []

    @property
    def hatches(self) -> list[tuple[str, str]]:
        """The looks and colours that need a pattern."""
        used = [(bar.look, bar.colour) for bar in self.chart.bars] + [(key.look, FAINT) for key in self.chart.key]
        return list(dict.fromkeys(pair for pair in used if pair[0] in ("hatched", "striped")))

    @property
    def keys(self) -> Iterator[tuple[float, str, str]]:
        """Where each part of the key stands, its look and its name."""
        at = self.left
        for look, name in self.chart.key:
            yield at, look, name
            at += 34 + breadth(name, _SMALL) + 14


def ticks(low: float, high: float, most: int = 6) -> list[int]:
    """Returns whole, round numbers between two, at most so many and one."""
    rough = max((high - low) / most, 1)
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in _STEPS if size * factor >= rough * 0.999)
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _right(chart: RowChart, left: float) -> float:
    """Returns where the last number stands: so far to the left that the words beside the longest bar have room."""
    widest = max((breadth(words.text, _SMALL) for words in chart.beside), default=0)
    longest = max((words.at for words in chart.beside), default=0)
    room = WIDTH - left - widest - 10
    return min(WIDTH - 8, left + room * chart.limits[1] / longest) if longest else WIDTH - 8


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """Where the parts of a network stand; as in a :class:`RowPlan`."""

    chart: NetworkChart
    top: float = _TOP + 20

    @property
    def columns(self) -> list[tuple[float, str]]:
        """Where the columns of people stand, and what is written above."""
        return [(_across(column), head_of(column)) for column in sorted({person.column for person in self.chart.people})]

    @property
    def width(self) -> float:
        """Width of all: people in many columns make it wider."""
        return max(WIDTH, _across(max(person.column for person in self.chart.people)) + _PERSON)

    @property
    def height(self) -> float:
        """Height of all."""
        return self.top + _ROW * max(self.chart.rows, 2) + 6

    def place(self, person: Person) -> tuple[float, float]:
        """Returns where somebody stands."""
        return _across(person.column), round(self.top + (person.row + 0.5) * _ROW, 2)

    def background(self, person: Person) -> float:
        """Returns how wide the ground behind a name is, which hides the lines that pass there."""
        return round(breadth(person.name, _SMALL), 2)

    def path(self, tie: Tie) -> str:
        """Returns the line between two people, as the commands of a path."""
        one, other = self.chart.people[tie.reporter], self.chart.people[tie.reported]
        (x, y), (right, below) = self.place(one), self.place(other)
        if right <= x:  # back to somebody who stands nearer to the writer
            return f"M{x:g} {y:g}Q{(x + right) / 2 + 40:g} {(y + below) / 2 - 20:g} {right + 4:g} {below + 7:g}"
        start, end = min(x + 12 + self.background(one), right - 24), right - 7
        middle = (start + end) / 2
        return f"M{start:g} {y:g}C{middle:g} {y:g} {middle:g} {below:g} {end:g} {below:g}"


def _across(column: int) -> float:
    return 8 + (90 if column else 0) + max(column - 1, 0) * _PERSON
