"""What the numbers of an article are taken over, each defined once: the words, sentences, attributions and more of its body."""

from __future__ import annotations

from dataclasses import dataclass

from hedgelens.analysis import Analysis
from hedgelens.measures.counting import body_hedges, credited, narrowed, sentence_sources
from hedgelens.records import Naming, ResultRow, Source
from hedgelens.settings import Types


@dataclass(frozen=True, slots=True)
class Size(ResultRow):
    """How much there is in the body of an article.

    Attributes:
        words: words.
        sentences: sentences.
        attributions: outermost attributions: the *N* of shares of attributions. Nested ones, and those of captions and headings,
            are in the lists of an analysis and not in this number.
        to_known: those whose source is known.
        sources: sources with a row in the summary (:func:`body_sources`).
        named: those that are named.
        hedges: hedges.
    """

    words: int
    sentences: int
    attributions: int
    to_known: int
    sources: int
    named: int
    hedges: int


def size(analysis: Analysis) -> Size:
    """Returns the size of the body: its words, sentences, attributions, sources and hedges."""
    outermost, sources = credited(analysis), body_sources(analysis)
    return Size(
        words=sum(s.words for s in analysis.body),
        sentences=len(analysis.body),
        attributions=len(outermost),
        to_known=sum(a.source_id is not None for a in outermost),
        sources=len(sources),
        named=named(sources),
        hedges=len(body_hedges(analysis)),
    )


def body_sources(analysis: Analysis, types: Types | None = None) -> list[Source]:
    """Returns the sources that the body rests on: those with a row in the summary.

    A sentence of the body has an attribution to it (including a nested one or one that it relays), continues its account, or
    holds a hedge that it owns.

    Args:
        analysis: the analysis.
        types: types of attribution that count; by default those of the analysis.
    """
    analysis = narrowed(analysis, types)
    there: set[str | None] = {hedge.owner for hedge in body_hedges(analysis)}
    for sentence in analysis.body:
        there.update(sentence_sources(analysis, sentence), analysis.links[sentence.index].continued)
    return [source for source in analysis.sources if source.id in there]


def named(sources: list[Source]) -> int:
    """Returns how many of some sources are named."""
    return sum(source.naming is Naming.NAMED for source in sources)
