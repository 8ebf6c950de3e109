"""Measures of many articles, each taken over their tallies, one after the other; ``docs/measures.md`` gives the formulas."""

from hedgelens.measures.corpus.asking import NOT_GIVEN, Average, Grouping, group_of, share_given_to
from hedgelens.measures.corpus.association import benjamini_hochberg
from hedgelens.measures.corpus.dominance import CommonSource, common_sources
from hedgelens.measures.corpus.groups import Difference, GroupRate, differences, differences_of, rates_by_group
from hedgelens.measures.corpus.hedging import OwnerHedging, hedging_by_owner
from hedgelens.measures.corpus.one_source import OneSource, one_source
from hedgelens.measures.corpus.periods import Every, PeriodRate, over_time
from hedgelens.measures.corpus.tally import Articles, Tally, tallies, without_duplicates
from hedgelens.measures.corpus.together import QuotedTogether, quoted_together
from hedgelens.measures.corpus.word_shares import WordShare, word_shares

__all__ = [
    "NOT_GIVEN",
    "Articles",
    "Average",
    "CommonSource",
    "Difference",
    "Every",
    "GroupRate",
    "Grouping",
    "OneSource",
    "OwnerHedging",
    "PeriodRate",
    "QuotedTogether",
    "Tally",
    "WordShare",
    "benjamini_hochberg",
    "common_sources",
    "differences",
    "differences_of",
    "group_of",
    "hedging_by_owner",
    "one_source",
    "over_time",
    "quoted_together",
    "rates_by_group",
    "share_given_to",
    "tallies",
    "without_duplicates",
    "word_shares",
]
