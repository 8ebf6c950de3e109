"""What all charts share: axes of the right size, labels that fit, titles and the alternative text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.files.text import LONGEST, labels
from hedgelens.measures import Articles, By, Tally, tallies
from hedgelens.measures.corpus.tally import counted_in_words
from hedgelens.measures.overview import corrections
from hedgelens.views.colours import FAINT, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.text import Text

WIDTH = 9.0
_TITLE = 54
_SUBTITLE = 84
UNITS: Mapping[By, str] = {
    "source": "source",
    "group": "group",
    "kind": "kind of source",
    "naming": "how the source is named",
    "role": "role of the source",
    "affiliation": "affiliation",
}
"""What a chart has a row for, in words."""
TOP = 12
"""Number of rows that a chart shows by default."""


@dataclass
class Caption:
    """What is said of a chart that stands on a page, where the page says it: its title, and how to read it."""

    title: str = ""
    note: str = ""


_caption: ContextVar[Caption | None] = ContextVar("caption", default=None)
_ON_PAGE = 5.4
"""Width in inches of a chart on a page: its letters can still be read where the page is as narrow as a phone."""
_TITLES = 0.55
_LONGEST_ON_PAGE = 27


@contextmanager
def on_page() -> Iterator[Caption]:
    """Has charts drawn for a page: narrow, and without the title and the note below it, which the page shows as text."""
    caption = Caption()
    token = _caption.set(caption)
    try:
        yield caption
    finally:
        _caption.reset(token)


def fitting(many: int, few: int) -> int:
    """Returns a number of columns or ticks: the lesser one where a chart is drawn for a page."""
    return many if _caption.get() is None else few


def axes(ax: Axes | None, height: float, width: float = WIDTH, narrow: float = 0) -> Axes:
    """Returns the axes given, or new ones of a size in inches; on a page at least as wide as ``narrow``."""
    if ax is None:
        import matplotlib.pyplot as plt

        if _caption.get() is not None:
            width, height = max(_ON_PAGE, narrow), height - _TITLES

        _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def entitled(ax: Axes, title: str, subtitle: str, alternative: str, *analyses: Analysis) -> Axes:
    """Writes a title and under it how to read the chart, and gives it its alternative text.

    Both say what counts, and who corrected by hand.

    Args:
        ax: the axes.
        title: what is shown.
        subtitle: how to read it.
        alternative: the same for people who do not see it.
        analyses: what it was drawn of.
    """
    return titled(ax, title, subtitle, alternative, rests_on(*analyses))


def rests_on(*analyses: Analysis) -> str:
    """Says what counts in the analyses, and who corrected by hand."""
    return " ".join(filter(None, (counted_in_words(analyses), _corrected(analyses))))


def titled(ax: Axes, title: str, subtitle: str, alternative: str, rests: str) -> Axes:
    """Does the same with the words that say what counts, and who corrected by hand."""
    ax.set_label(f"{alternative} {rests}".strip())
    if (caption := _caption.get()) is not None:
        caption.title, caption.note = title, f"{subtitle} {rests}".strip()
        return ax
    under = textwrap.wrap(f"{subtitle} {rests}".strip(), _SUBTITLE)
    title = "\n".join(textwrap.wrap(title, _TITLE))
    plain(ax.set_title(title, loc="left", fontsize=12, fontweight="bold", color=INK, pad=9 + 14 * len(under)))
    plain(
        ax.annotate(
            "\n".join(under), (0, 1), (0, 6), "axes fraction", "offset points", fontsize=9, color=FAINT, va="bottom",
            linespacing=1.3,
        )
    )  # fmt: skip
    return ax


class Passing:
    """Articles that are looked at once, one after the other, and what has to be said of them below a chart."""

    def __init__(self, articles: Articles) -> None:
        """Takes the articles."""
        self._articles = articles
        self._counted: dict[str, None] = {}
        self._corrected = 0
        self.number = 0

    def __iter__(self) -> Iterator[Tally]:
        """Yields their tallies."""
        for tally in tallies(self._articles):
            self._note(tally.counted_in_words, corrected=tally.corrected)
            yield tally

    @property
    def analyses(self) -> Iterator[Analysis]:
        """Their analyses."""
        for analysis in self._articles:
            if isinstance(analysis, Analysis):
                self._note(analysis.counted_in_words, corrected=bool(analysis.revisions))
                yield analysis

    def _note(self, counted: str, *, corrected: bool) -> None:
        self._counted.setdefault(counted)
        self._corrected += corrected
        self.number += 1

    @property
    def rests(self) -> str:
        """Says what counts in the articles that have passed, and how many of them were corrected by hand."""
        corrected = f"Corrected by hand: {self._corrected} of them." if self._corrected else ""
        return " ".join(filter(None, (*self._counted, corrected)))


def _corrected(analyses: Sequence[Analysis]) -> str:
    touched = [text for text in map(corrections, analyses) if text]
    return touched[0] if len(analyses) == 1 and touched else f"Corrected by hand: {len(touched)} of them." if touched else ""


def alt_text(ax: Axes) -> str:
    """Returns the alternative text of a chart, for people who cannot see it."""
    return str(ax.get_label())


def names_on_y(ax: Axes, names: Sequence[str], longest: int = LONGEST) -> None:
    """Writes names beside the rows, the first one on top, cut to a number of letters."""
    longest = min(longest, fitting(longest, _LONGEST_ON_PAGE))
    ax.set_yticks(range(len(names)))
    for label in ax.set_yticklabels(labels(names, longest), color=INK, fontsize=10):
        plain(label)
    ax.set_ylim(max(len(names), 1) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)


def strip_frame(ax: Axes, *keep: str) -> None:
    """Takes away the frame but for the sides named, and makes what stays quiet."""
    for side, spine in ax.spines.items():
        spine.set_visible(side in keep)
        spine.set_color(FAINT)
    ax.tick_params(colors=FAINT, labelsize=9)


def plain(text: Text) -> Text:
    """Has a text drawn as it stands: a dollar sign in an article is no mathematics."""
    text.set_parse_math(False)
    return text


def beside(ax: Axes, x: float, y: float, words: str, gap: float = 6) -> None:
    """Writes a figure to the right of the end of a bar, at a distance in points."""
    plain(ax.annotate(words, (x, y), (gap, 0), textcoords="offset points", va="center", ha="left", fontsize=9, color=INK))


def left_out(number: int, what: str) -> str:
    """Says how many of what are not shown; nothing where all are."""
    return f" Not shown: {number:,} {what}." if number else ""


def scale_percent(axis: Axis) -> None:
    """Has an axis show shares as percentages."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g}%"))


def value_axis(ax: Axes, label: str, *, percent: bool = False) -> None:
    """Draws the axis of the numbers below rows of dots."""
    strip_frame(ax, "bottom")
    ax.grid(axis="x", color=FAINT, alpha=0.25, linewidth=0.6)
    low, high = ax.get_xlim()
    margin = 0.02 * (high - min(low, 0))
    ax.set_xlim(min(low, 0) - margin, high + margin)
    if percent:
        scale_percent(ax.xaxis)
    plain(ax.set_xlabel(label, color=INK, fontsize=9))


def span(ax: Axes, place: float, interval: tuple[float, float] | None) -> None:
    """Draws an interval over a bar."""
    if interval:
        ax.hlines(place, *interval, color="white", linewidth=3.4, alpha=0.8)
        ax.hlines(place, *interval, color=INK, linewidth=1.4)


def dot(ax: Axes, place: float, value: float, interval: tuple[float, float] | None, colour: str, *, hollow: bool) -> None:
    """Draws a number in a row with its interval; hollow where it was taken over too little to rely on."""
    if interval:
        ax.hlines(place, *interval, color=colour, linewidth=2.4, alpha=0.55)
    face = "white" if hollow else colour
    ax.plot(value, place, "o", markersize=8, color=colour, markerfacecolor=face, markeredgewidth=1.6, clip_on=False)
