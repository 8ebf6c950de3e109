"""Counts, shares, diversity and intervals; ``docs/measures.md`` gives every formula and where it comes from."""

from hedgelens.measures.articles import ARTICLE_MEASURES, ArticleMeasure, Described, article_rows, measure_article, share_of
from hedgelens.measures.comparison import GroupMean, Permutation, group_means, holm, permutation_test
from hedgelens.measures.composition import composition, mean_composition
from hedgelens.measures.corpus import Articles, CommonSource, Tally, common_sources, tallies
from hedgelens.measures.counting import (
    DEFAULT_COUNTING,
    By,
    Count,
    Counting,
    Credit,
    Level,
    body_hedges,
    credited,
    owner_name,
    short_name,
    word_credit,
)
from hedgelens.measures.diversity import Diversity, diversity
from hedgelens.measures.doubt import HedgeRate, hedge_counts, hedge_rates, owned_words
from hedgelens.measures.naming import anonymity, directness, official_share, pronouns, stance
from hedgelens.measures.network import Link, hands, report_links
from hedgelens.measures.overview import measures, verdict
from hedgelens.measures.owners import HedgedShare, hedged_shares, owner_rows
from hedgelens.measures.position import chain_depth, first_mention, share_at_top
from hedgelens.measures.shares import Coverage, Share, coverage, shares
from hedgelens.measures.size import Size, body_sources, size
from hedgelens.measures.summary import SummaryRow, ranked, summary_rows
from hedgelens.settings import Types

__all__ = [
    "ARTICLE_MEASURES",
    "DEFAULT_COUNTING",
    "ArticleMeasure",
    "Articles",
    "By",
    "CommonSource",
    "Count",
    "Counting",
    "Coverage",
    "Credit",
    "Described",
    "Diversity",
    "GroupMean",
    "HedgeRate",
    "HedgedShare",
    "Level",
    "Link",
    "Permutation",
    "Share",
    "Size",
    "SummaryRow",
    "Tally",
    "Types",
    "anonymity",
    "article_rows",
    "body_hedges",
    "body_sources",
    "chain_depth",
    "common_sources",
    "composition",
    "coverage",
    "credited",
    "directness",
    "diversity",
    "first_mention",
    "group_means",
    "hands",
    "hedge_counts",
    "hedge_rates",
    "hedged_shares",
    "holm",
    "mean_composition",
    "measure_article",
    "measures",
    "official_share",
    "owned_words",
    "owner_name",
    "owner_rows",
    "permutation_test",
    "pronouns",
    "ranked",
    "report_links",
    "share_at_top",
    "share_of",
    "shares",
    "short_name",
    "size",
    "stance",
    "summary_rows",
    "tallies",
    "verdict",
    "word_credit",
]
