"""Figures of an analysis.

Each function returns the matplotlib ``Axes`` it drew on; :func:`alt_text` gives its alternative text. One source has one
colour in all of them (:func:`palette`), chosen so that people with any common colour vision can tell them apart. What is
hatched rests on a source only because its account is carried on; what is solid rests on it by an attribution.
"""

from hedgelens.charts.colours import palette
from hedgelens.charts.doubt import hedge_rate, hedges_by_owner
from hedgelens.charts.frame import alt_text
from hedgelens.charts.position import position
from hedgelens.charts.quotation import quotation_by_source
from hedgelens.charts.share import share
from hedgelens.charts.strip import strip

__all__ = ["alt_text", "hedge_rate", "hedges_by_owner", "palette", "position", "quotation_by_source", "share", "strip"]
