"""Counts, shares, diversity and intervals; ``docs/measures.md`` gives every formula and where it comes from."""

from hedgelens.measures.counting import (
    By,
    Count,
    Credit,
    Level,
    SummaryRow,
    credited,
    owner_name,
    ranked,
    summary_rows,
    word_credit,
)
from hedgelens.measures.diversity import Diversity, diversity
from hedgelens.measures.doubt import HedgeRate, hedge_counts, hedge_rates, owned_words
from hedgelens.measures.naming import anonymity, directness, official_share, stance
from hedgelens.measures.overview import measures, verdict
from hedgelens.measures.position import chain_depth, first_mention, share_at_top
from hedgelens.measures.shares import Coverage, Share, coverage, shares

__all__ = [
    "By",
    "Count",
    "Coverage",
    "Credit",
    "Diversity",
    "HedgeRate",
    "Level",
    "Share",
    "SummaryRow",
    "anonymity",
    "chain_depth",
    "coverage",
    "credited",
    "directness",
    "diversity",
    "first_mention",
    "hedge_counts",
    "hedge_rates",
    "measures",
    "official_share",
    "owned_words",
    "owner_name",
    "ranked",
    "share_at_top",
    "shares",
    "stance",
    "summary_rows",
    "verdict",
    "word_credit",
]
