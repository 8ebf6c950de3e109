"""Whose doubt: hedges by owner and category, and how densely each owner hedges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.charts.frame import TOP, axes, beside, dot, entitled, names_on_y, plain, strip_frame
from hedgelens.files.text import counted, labels
from hedgelens.measures import hedge_counts, hedge_rates, hedged_shares, owner_name, short_name
from hedgelens.measures.overview import percent
from hedgelens.records import AUTHOR, Category
from hedgelens.views.colours import FAINT, INK, colour_of, palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def hedges_by_owner(analysis: Analysis, *, top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws the hedges of the body as a table of owners and categories, the core categories on the left.

    Args:
        analysis: the analysis.
        top: number of owners that have a row of their own; ``None`` for all.
        ax: axes to draw on.
    """
    counts = hedge_counts(analysis)
    shown = dict(list(counts.items())[:top])
    totals = sum(map(Counter, counts.values()), Counter[Category]())
    ax = axes(ax, 2.2 + 0.36 * max(len(shown), 1), width=9)
    most = max((max(mine.values()) for mine in counts.values()), default=1)
    _rows_of_counts(ax, shown, _columns(totals), _of_owners(analysis), most)
    strip_frame(ax)
    names_on_y(ax, [short_name(analysis, owner) for owner in shown])
    _category_names(ax, _columns(totals))
    core = sum(number for category, number in totals.items() if category.core)
    left_out = f" Not shown: {counted(len(counts) - len(shown), 'owner')} with fewer hedges." if len(counts) > len(shown) else ""
    said = {owner: ", ".join(f"{number} {category}" for category, number in mine.items()) for owner, mine in shown.items()}
    lines = "; ".join(f"{owner_name(analysis, owner)}: {numbers}" for owner, numbers in said.items())
    return entitled(
        ax,
        "Hedges by owner and category",
        f"Whose hedges they are; N = {totals.total()} hedges in the body, {core} in the core categories (left).{left_out}",
        f"Table of the number of hedges by owner and category. {lines or 'There are none'}.",
        analysis,
    )


def _of_owners(analysis: Analysis) -> dict[str, str]:
    """Returns the colours of the owners of hedges: the writer's is the ink of what is written around."""
    return {**palette(analysis), AUTHOR: FAINT}


def _columns(totals: Mapping[Category, int]) -> dict[Category, float]:
    """Returns where the column of each category stands that there are hedges of: the core ones, and after a gap the others."""
    used = [category for category in Category if category in totals]
    return {category: place + (0 if category.core else 0.4) for place, category in enumerate(used)}


def _rows_of_counts(
    ax: Axes, counts: Mapping[str, Mapping[Category, int]], columns: Mapping[Category, float], colours: dict[str, str], most: int
) -> None:
    from matplotlib.patches import Rectangle

    right = max(columns.values(), default=0) + 1.1
    for row, (owner, mine) in enumerate(counts.items()):
        for category, number in mine.items():
            x, shade, colour = columns[category], 0.2 + 0.3 * number / most, colour_of(colours, owner)
            ax.add_patch(Rectangle((x - 0.46, row - 0.42), 0.92, 0.84, facecolor=colour, alpha=shade, linewidth=0))
            plain(ax.text(x, row, str(number), ha="center", va="center", fontsize=10, color=INK))
        whole = str(sum(mine.values()))
        plain(ax.text(right, row, whole, ha="center", va="center", fontsize=10, fontweight="bold", color=INK))


def _category_names(ax: Axes, columns: dict[Category, float]) -> None:
    last = max(columns.values(), default=0) + 1.1
    ax.set_xlim(-0.6, last + 0.6)
    ax.set_xticks([*columns.values(), last])
    ax.xaxis.set_ticks_position("bottom")
    for label in ax.set_xticklabels(
        [*map(str, columns), "all"], rotation=35, ha="right", rotation_mode="anchor", color=INK, fontsize=9
    ):
        plain(label)
    ax.tick_params(axis="x", length=0)


def hedge_rate(analysis: Analysis, *, top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws the hedges per 1,000 words of every owner, with 95% bootstrap intervals.

    Owners of few sentences are hollow: their rates say little.

    Args:
        analysis: the analysis.
        top: number of owners that have a row of their own, those with most words first; ``None`` for all.
        ax: axes to draw on.
    """
    rates = [rate for rate in hedge_rates(analysis) if rate.per_1000 is not None][:top]
    ax = axes(ax, 1.6 + 0.34 * max(len(rates), 1))
    colours = _of_owners(analysis)
    for row, rate in enumerate(rates):
        dot(ax, row, rate.per_1000 or 0, rate.interval, colour_of(colours, rate.owner), hollow=bool(rate.warning))
    strip_frame(ax, "bottom")
    names = labels([short_name(analysis, rate.owner, 24) for rate in rates], 24)
    names_on_y(ax, [f"{name} ({rate.words} words)" for name, rate in zip(names, rates, strict=True)], longest=40)
    greatest = ax.get_xlim()[1]
    ax.set_xlim(-0.015 * greatest, greatest)  # room for the left half of a dot on nought
    ax.grid(axis="x", color=FAINT, alpha=0.25, linewidth=0.6)
    ax.set_xlabel("hedges per 1,000 words of the same owner", color=FAINT, fontsize=9)
    lines = "; ".join(f"{rate.name}: {rate.per_1000} (of {rate.words} words)" for rate in rates)
    return entitled(
        ax,
        "Hedging rate by owner",
        "Hedges per 1,000 words of the same owner; 95% bootstrap intervals over sentences; hollow: fewer than 10 sentences, "
        "not reliable.",
        f"Hedges per 1,000 words by owner. {lines}.",
        analysis,
    )


def hedged_share(analysis: Analysis, *, core_only: bool = True, top: int | None = TOP, ax: Axes | None = None) -> Axes:
    """Draws how much of what each owner says stands in sentences that it hedges itself.

    Owners of few sentences are hollow: their shares say little.

    Args:
        analysis: the analysis.
        core_only: only hedges that weaken the commitment to a statement count.
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
