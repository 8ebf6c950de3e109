"""How sure: hedges by rules that are data, and whose doubt each of them is."""

from hedgelens.hedging.rules import Contrast, HedgeRules, Rule
from hedgelens.hedging.tagging import tag_contrasts, tag_hedges
from hedgelens.records import UNKNOWN

__all__ = ["UNKNOWN", "Contrast", "HedgeRules", "Rule", "tag_contrasts", "tag_hedges"]
