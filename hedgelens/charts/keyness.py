"""Key words: what one group of sources is given more often than another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, Passing, axes, dot, left_out, names_on_y, titled, value_axis
from hedgelens.files.text import counted, shortened
from hedgelens.views.colours import FAINT, SOURCE_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from hedgelens.concordance import Correction, KeyWord, Spoken, SpokenBy

_ONE, _OTHER = SOURCE_COLOURS[0], SOURCE_COLOURS[1]
_SURE = 0.05
"""Adjusted p below which a difference is not taken for chance."""


def keyness(
    analyses: Analysis | Iterable[Analysis],
    one: Spoken | SpokenBy,
    other: Spoken | SpokenBy | None = None,
    *,
    fewest: int = 5,
    correction: Correction = "benjamini-hochberg",
    top: int = TOP,
    ax: Axes | None = None,
) -> Axes:
    """Draws the keywords of two groups of sources, or of articles: how many times as often each group has them.

    Args:
        analyses: one analysis or several; read once.
        one: the first group, as in :func:`hedgelens.concordance.keyness`.
        other: the second one; by default all other known sources.
        fewest: words that occur less often are left out.
        correction: ``"benjamini-hochberg"`` or ``"holm"``.
        top: number of words that are shown: the strongest of both groups, equally many of each.
        ax: axes to draw on.
    """
    from hedgelens.concordance import keyness as key_words  # loads spaCy
    from hedgelens.concordance.keyness import names_of

    passing = Passing([analyses] if isinstance(analyses, Analysis) else analyses)
    found = key_words(passing.analyses, one, other, fewest=fewest, correction=correction)
    rows = _of_both(found, top)
    first, second = (shortened(name, 30) for name in names_of(one, other))
    ax = axes(ax, 2.1 + 0.34 * max(len(rows), 1), width=10)
    for place, row in enumerate(rows):
        colour = _ONE if row.log_ratio >= 0 else _OTHER
        dot(ax, place, row.log_ratio, row.interval, colour, hollow=bool(row.warning) or row.p_adjusted >= _SURE)
    ax.axvline(0, color=FAINT, linewidth=0.8)
    value_axis(ax, f"log ratio: 1 is twice as often, right: {first}, left: {second}")
    names_on_y(ax, [f"{row.word} ({row.count_one:,} : {row.count_other:,})" for row in rows], longest=38)
    words = f"{found[0].words_one:,} and {found[0].words_other:,} words" if found else "no word often enough"
    return titled(
        ax,
        f"Key words: {first} and {second}",
        f"Strongest by log-likelihood; lines: 95% intervals; hollow: adjusted p of .05 or more, or fewer than 3 articles. "
        f"In brackets: frequency in each. N = {counted(passing.number, 'article')}, {words}."
        f"{left_out(len(found) - len(rows), 'weaker words')}",
        f"Dot chart of the log ratio of the key words of {first} and {second}. {_said(rows)}.",
        passing.rests,
    )


def _of_both(found: Sequence[KeyWord], top: int) -> list[KeyWord]:
    """Returns the strongest words of both groups, as many of each where there are so many."""
    one, other = ([row for row in found if (row.log_ratio >= 0) is side] for side in (True, False))
    of_one = min(len(one), max(top - top // 2, top - len(other)))
    return sorted([*one[:of_one], *other[: top - of_one]], key=lambda row: (-row.log_ratio, row.word))


def _said(rows: Sequence[KeyWord]) -> str:
    return (
        "; ".join(f"{row.word}: {row.log_ratio:.1f} ({row.count_one} and {row.count_other})" for row in rows) or "There are none"
    )
