"""Measures of many articles, each taken over their tallies, one after the other; ``docs/measures.md`` gives the formulas."""

from hedgelens.measures.corpus.dominance import CommonSource, common_sources
from hedgelens.measures.corpus.tally import Articles, Tally, tallies

__all__ = ["Articles", "CommonSource", "Tally", "common_sources", "tallies"]
