"""Charts of one analysis, or of many articles.

Each function returns the matplotlib ``Axes`` it drew on; :func:`alt_text` gives its alternative text. A source has the same
colour in all charts of an article (:func:`palette`), from a palette that people with colour vision deficiencies can distinguish.
Solid areas rest on a source by an attribution, hatched ones only by continuing its account.
"""

from hedgelens.charts.comparison import compare_articles, compare_groups
from hedgelens.charts.composition import dominant_sources, kinds
from hedgelens.charts.doubt import hedge_rate, hedged_share, hedges_by_owner
from hedgelens.charts.frame import alt_text
from hedgelens.charts.groups import one_source, rates_by_group
from hedgelens.charts.keyness import keyness
from hedgelens.charts.network import network
from hedgelens.charts.owners import hedging_by_owner
from hedgelens.charts.position import position
from hedgelens.charts.quotation import quotation_by_source
from hedgelens.charts.reliability import accuracy, reliability
from hedgelens.charts.share import share
from hedgelens.charts.strip import strip
from hedgelens.charts.time import over_time
from hedgelens.charts.together import quoted_together
from hedgelens.views.colours import palette

__all__ = [
    "accuracy",
    "alt_text",
    "compare_articles",
    "compare_groups",
    "dominant_sources",
    "hedge_rate",
    "hedged_share",
    "hedges_by_owner",
    "hedging_by_owner",
    "keyness",
    "kinds",
    "network",
    "one_source",
    "over_time",
    "palette",
    "position",
    "quotation_by_source",
    "quoted_together",
    "rates_by_group",
    "reliability",
    "share",
    "strip",
]
