"""Whose doubt: hedges by owner and category, and how densely each owner hedges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, axes, beside, entitled, names_on_y, rests_on, strip_frame
from hedgelens.charts.rows import Cell, Column, Dot, RowChart, on_axes
from hedgelens.files.text import counted, labels
from hedgelens.measures import hedge_counts, hedge_rates, hedged_shares, owner_name, short_name
from hedgelens.measures.overview import percent
from hedgelens.records import AUTHOR, Category
from hedgelens.views.colours import FAINT, colour_of, palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def hedges_by_owner(analysis: Analysis, *, top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws the hedges of the body as a table of owners and categories, the core categories on the left.

    Args:
        analysis: the analysis.
        top: number of owners that have a row of their own; ``None`` for all.
        ax: axes to draw on.
    """
    return on_axes(owner_rows(analysis, top=top), ax)


def owner_rows(analysis: Analysis, *, top: int | None = TOP) -> RowChart:
    """Returns what :func:`hedges_by_owner` draws."""
    counts = hedge_counts(analysis)
    shown = dict(list(counts.items())[:top])
    totals = sum(map(Counter, counts.values()), Counter[Category]())
    core = sum(number for category, number in totals.items() if category.core)
    left_out = f" Not shown: {counted(len(counts) - len(shown), 'owner')} with fewer hedges." if len(counts) > len(shown) else ""
    said = {owner: ", ".join(f"{number} {category}" for category, number in mine.items()) for owner, mine in shown.items()}
    lines = "; ".join(f"{owner_name(analysis, owner)}: {numbers}" for owner, numbers in said.items())
    places = _columns(totals)
    columns = [
        *(Column(at, str(category)) for category, at in places.items()),
        Column(_right_of(places), "all"),
    ]
    most = max((max(mine.values()) for mine in counts.values()), default=1)
    return RowChart(
        title="Hedges by owner and category",
        subtitle=f"Whose hedges they are; N = {totals.total()} hedges in the body, "
        f"{core} in the core categories (left).{left_out}",
        alternative=f"Table of the number of hedges by owner and category. {lines or 'There are none'}.",
        rests=rests_on(analysis),
        names=labels([short_name(analysis, owner) for owner in shown]),
        limits=(-0.6, columns[-1].at + 0.6),
        height=2.2,
        pitch=0.36,
        cells=list(_cells(shown, places, _of_owners(analysis), most)),
        columns=columns,
    )


def _of_owners(analysis: Analysis) -> dict[str, str]:
    """Returns the colours of the owners of hedges: the writer's is the ink of what is written around."""
    return {**palette(analysis), AUTHOR: FAINT}


def _columns(totals: Mapping[Category, int]) -> dict[Category, float]:
    """Returns where the column of each category stands that there are hedges of: the core ones, and after a gap the others."""
    used = [category for category in Category if category in totals]
    return {category: place + (0 if category.core else 0.4) for place, category in enumerate(used)}


def _right_of(columns: Mapping[Category, float]) -> float:
    """Returns where the column of the sums stands."""
    return max(columns.values(), default=0) + 1.1


def _cells(
    counts: Mapping[str, Mapping[Category, int]], columns: Mapping[Category, float], colours: dict[str, str], most: int
) -> Iterator[Cell]:
    right = _right_of(columns)
    for row, (owner, mine) in enumerate(counts.items()):
        for category, number in mine.items():
            yield Cell(row, columns[category], str(number), colour_of(colours, owner), 0.2 + 0.3 * number / most)
        yield Cell(row, right, str(sum(mine.values())))


def hedge_rate(analysis: Analysis, *, top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws the hedges per 1,000 words of every owner, with 95% bootstrap intervals.

    Owners of few sentences are hollow, because their rates are unreliable.

    Args:
        analysis: the analysis.
        top: number of owners that have a row of their own, those with most words first; ``None`` for all.
        ax: axes to draw on.
    """
    return on_axes(rate_rows(analysis, top=top), ax)


def rate_rows(analysis: Analysis, *, top: int | None = TOP) -> RowChart:
    """Returns what :func:`hedge_rate` draws."""
    rates = [rate for rate in hedge_rates(analysis) if rate.per_1000 is not None][:top]
    colours = _of_owners(analysis)
    names = labels([short_name(analysis, rate.owner, 24) for rate in rates], 24)
    greatest = max((end for rate in rates for end in (rate.per_1000 or 0, *(rate.interval or ()))), default=0) * 1.05 or 1
    lines = "; ".join(f"{rate.name}: {rate.per_1000} (of {rate.words} words)" for rate in rates)
    return RowChart(
        title="Hedging rate by owner",
        subtitle="Hedges per 1,000 words of the same owner; 95% bootstrap intervals over sentences; "
        "hollow: fewer than 10 sentences, not reliable.",
        alternative=f"Hedges per 1,000 words by owner. {lines}.",
        rests=rests_on(analysis),
        names=labels([f"{name} ({rate.words} words)" for name, rate in zip(names, rates, strict=True)], 40),
        limits=(-0.015 * greatest, greatest),  # room for the left half of a dot on nought
        height=1.6,
        dots=[
            Dot(row, rate.per_1000 or 0, colour_of(colours, rate.owner), bool(rate.warning), rate.interval)
            for row, rate in enumerate(rates)
        ],
        axis="hedges per 1,000 words of the same owner",
        grid=True,
    )


def hedged_share(analysis: Analysis, *, core_only: bool = True, top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws how much of what each owner says is in sentences with a hedge of that owner.

    Owners of few sentences are hollow, because their shares are unreliable.

    Args:
        analysis: the analysis.
        core_only: whether only hedges that weaken the commitment to a statement count.
        top: number of owners that have a bar, those with most words first; ``None`` for all.
        ax: axes to draw on.
    """
    shares = hedged_shares(analysis, core_only=core_only)[:top]
    ax = axes(ax, 1.5 + 0.34 * max(len(shares), 1))
    colours = _of_owners(analysis)
    for row, share in enumerate(shares):
        colour = colour_of(colours, share.owner)
        face = "none" if share.warning else colour
        ax.barh(row, share.share_words, height=0.62, facecolor=face, edgecolor=colour, linewidth=1.4)
        beside(ax, share.share_words, row, f"{percent(share.share_words)} of {share.words:,} words")
    strip_frame(ax, "left")
    names_on_y(ax, labels([short_name(analysis, share.owner, 24) for share in shares], 24))
    ax.set_xlim(0, max((share.share_words for share in shares), default=0) * 1.35 or 1)
    ax.set_xticks([])
    which = "core hedges" if core_only else "hedges of all categories"
    lines = "; ".join(f"{share.name}: {percent(share.share_words)} of {share.words} words" for share in shares)
    return entitled(
        ax,
        "Hedged share of what each source says",
        f"Share of the owner's words in sentences with a hedge of its own ({which}); hollow: fewer than 10 sentences, not "
        "reliable.",
        f"Bar chart of the share of each owner's words in sentences that it hedges. {lines}.",
        analysis,
    )
