"""Owners of doubt beside each other: how densely each hedges, how much of what it says is hedged, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.measures.bootstrap import ratio_interval, warning
from hedgelens.measures.counting import owner_name
from hedgelens.measures.doubt import hedge_counts, hedge_rates, owned_words
from hedgelens.records import Category, ResultRow


@dataclass(frozen=True, slots=True)
class HedgedShare(ResultRow):
    """How much of what one owner says carries a hedge of that owner.

    Attributes:
        owner: ``"author"``, id of a source, or ``"unknown"``.
        name: its name.
        sentences: sentences of the body with words of the owner.
        words: the owner's words.
        hedged_sentences: those of these sentences with a hedge of the owner.
        hedged_words: the owner's words in them.
        share_sentences: hedged sentences as a share of these sentences.
        share_words: hedged words as a share of these words.
        interval: 95% bootstrap interval of the share of words, over the sentences.
        warning: a sentence if there are too few of these.
    """

    owner: str
    name: str
    sentences: int
    hedged_sentences: int
    words: int
    hedged_words: int
    share_sentences: float
    share_words: float
    interval: tuple[float, float] | None
    warning: str | None


def hedged_shares(analysis: Analysis, *, core_only: bool = True) -> list[HedgedShare]:
    """Returns for every owner of words how many of them are in sentences with a hedge of that owner, in the order of the rates.

    Args:
        analysis: the analysis.
        core_only: whether only hedges that weaken the commitment to a statement count, and not those that make a number, a
            membership or a frequency less exact.
    """
    words = owned_words(analysis)
    hedged: dict[str, set[int]] = {}
    for hedge in analysis.hedges:
        if not core_only or hedge.category.core:
            hedged.setdefault(hedge.owner, set()).add(hedge.sentence)
    owners = [rate.owner for rate in hedge_rates(analysis) if rate.words]
    return [_share(owner, owner_name(analysis, owner), words[owner], hedged.get(owner, set())) for owner in owners]


def _share(owner: str, name: str, words: dict[int, int], hedged: set[int]) -> HedgedShare:
    inside = {index: number for index, number in words.items() if index in hedged}
    total = sum(words.values())
    return HedgedShare(
        owner=owner,
        name=name,
        sentences=len(words),
        hedged_sentences=len(inside),
        words=total,
        hedged_words=sum(inside.values()),
        share_sentences=round(len(inside) / len(words), 4),
        share_words=round(sum(inside.values()) / total, 4),
        interval=ratio_interval(inside, words),
        warning=warning(len(words), "sentences with words of this owner"),
    )


OWNER_COLUMNS = (
    "owner", "owner_id", "words", "hedges", "core", "per_1000", "per_1000_low", "per_1000_high", "sentences", "hedged_sentences",
    "hedged_words", "hedged_share", "hedged_share_low", "hedged_share_high", *map(str, Category),
)  # fmt: skip
"""Columns of :func:`owner_rows`; the last ones are the numbers of hedges by category."""


def owner_rows(analysis: Analysis) -> list[dict[str, Any]]:
    """Returns a row for each owner of words or hedges: rate, hedged share of the words, hedges by category."""
    shares = {share.owner: share for share in hedged_shares(analysis)}
    counts = hedge_counts(analysis)
    rows = []
    for rate in hedge_rates(analysis):
        share = shares.get(rate.owner)
        low, high = rate.interval or (None, None)
        share_low, share_high = (share.interval if share else None) or (None, None)
        values = (
            rate.name, rate.owner, rate.words, rate.hedges, rate.core, rate.per_1000, low, high,
            share.sentences if share else 0, share.hedged_sentences if share else 0, share.hedged_words if share else 0,
            share.share_words if share else None, share_low, share_high,
            *(counts.get(rate.owner, {}).get(category, 0) for category in Category),
        )  # fmt: skip
        rows.append(dict(zip(OWNER_COLUMNS, values, strict=True)))
    return rows
