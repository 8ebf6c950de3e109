"""Who is quoted with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.charts.frame import TOP, Passing, axes, beside, left_out, names_on_y, span, strip_frame, titled
from hedgelens.files.text import counted, labels, shortened
from hedgelens.measures import Articles, QuotedTogether
from hedgelens.measures import quoted_together as rows_together
from hedgelens.measures.corpus.together import FEWEST
from hedgelens.measures.counting import check_kind
from hedgelens.views.colours import INK, SOURCE_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAME = 24


def quoted_together(
    articles: Articles, *, fewest: int = FEWEST, kind: str | None = None, top: int = TOP, ax: Axes | None = None
) -> Axes:
    """Draws the pairs of named sources that most articles quote together, with the number expected by chance.

    Args:
        articles: analyses or tallies; read once.
        fewest: pairs in fewer articles are left out.
        kind: only pairs with a source of this kind; by default all.
        top: number of pairs that are shown.
        ax: axes to draw on.

    Raises:
        HedgeLensError: there is no such kind.
    """
    check_kind(kind)
    passing = Passing(articles)
    found = [row for row in rows_together(passing, fewest=fewest) if kind in (None, row.kind_one, row.kind_other)]
    rows = found[:top]
    ax = axes(ax, 1.9 + 0.4 * max(len(rows), 1), width=10)
    for place, row in enumerate(rows):
        ax.barh(place, row.articles, height=0.62, color=SOURCE_COLOURS[0], alpha=0.75)
        low, high = (edge * row.n for edge in row.interval)
        span(ax, place, (low, high))
        ax.plot([row.expected] * 2, [place - 0.38, place + 0.38], color=INK, linewidth=2, linestyle=(0, (1, 1)))
        beside(ax, max(row.articles, high, row.expected), place, f"{row.articles:,} · {row.lift:.1f} times chance")
    strip_frame(ax, "left")
    names_on_y(ax, labels([_pair(row) for row in rows], 52), longest=52)
    ends = [max(row.articles, row.interval[1] * row.n, row.expected) for row in rows]
    ax.set(xticks=[], xlim=(0, max([*ends, 1]) * 1.4))
    n = rows[0].n if rows else 0
    lines = "; ".join(
        f"{row.one} and {row.other}: {counted(row.articles, 'article')}, {row.lift:.1f} times chance" for row in rows
    )
    return titled(
        ax,
        "Who is quoted with whom",
        f"Bars: articles that quote both, of N = {n:,} with attributed words; lines: 95% Wilson intervals; "
        f"dotted: number expected by chance.{left_out(len(found) - len(rows), 'pairs in fewer articles')}",
        f"Bar chart of the articles that quote two sources. {lines or 'No two sources are quoted together that often'}.",
        passing.rests,
    )


def _pair(row: QuotedTogether) -> str:
    return f"{shortened(row.one, _NAME)} + {shortened(row.other, _NAME)}"
