"""Words in context: lines, collocations, keywords.

Words for contrast with hedges are counted here as well. NLTK does part of the work.
"""

from hedgelens.concordance.collocations import LEFT_OUT, MEASURES, Collocation, Node, collocations
from hedgelens.concordance.contrasts import ContrastCount, contrast_counts
from hedgelens.concordance.keyness import Correction, KeyWord, Spoken, SpokenBy, keyness
from hedgelens.concordance.lines import Line, concordance
from hedgelens.concordance.tokens import Token, nltk_text, tokens_of

__all__ = [
    "LEFT_OUT",
    "MEASURES",
    "Collocation",
    "ContrastCount",
    "Correction",
    "KeyWord",
    "Line",
    "Node",
    "Spoken",
    "SpokenBy",
    "Token",
    "collocations",
    "concordance",
    "contrast_counts",
    "keyness",
    "nltk_text",
    "tokens_of",
]
