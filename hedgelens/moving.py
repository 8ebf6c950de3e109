"""Moves an analysis of the text as it was read to offsets into the article as it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from hedgelens.analysis import Analysis
from hedgelens.records import Article, Attribution, Hedge, Sentence, Source, Span, Spans

A = TypeVar("A", bound=Analysis)


def moved(analysis: A, article: Article, span: Callable[[Span], Span], word_starts: tuple[int, ...]) -> A:
    """Returns an analysis with other offsets: those into the article as it stands, where another text was read for it.

    Args:
        analysis: the analysis of the text that was read.
        article: the article as it stands.
        span: says where in it some words stand.
        word_starts: offset of every word of it.
    """

    def spans(given: Spans) -> Spans:
        return tuple(map(span, given))

    def attribution(a: Attribution) -> Attribution:
        antecedent = a.link.antecedent if a.link else None
        link = replace(a.link, antecedent=span(antecedent)) if a.link and antecedent else a.link
        source, cue, content, via_span = (spans(pieces) for pieces in (a.source, a.cue, a.content, a.via_span))
        return replace(a, source=source, cue=cue, content=content, via_span=via_span, link=link)

    def source(s: Source) -> Source:
        disclosure = tuple(replace(said, span=span(said.span)) for said in s.disclosure)
        return replace(s, mentions=spans(s.mentions), disclosure=disclosure)

    def hedge(h: Hedge) -> Hedge:
        start, end = span((h.start, h.end))
        return replace(h, start=start, end=end, text=article.text[start:end])

    return replace(
        analysis,
        article=article,
        sentences=tuple(_sentences(analysis.sentences, article, span, word_starts)),
        word_starts=word_starts,
        sources=tuple(map(source, analysis.sources)),
        attributions=tuple(map(attribution, analysis.attributions)),
        hedges=tuple(map(hedge, analysis.hedges)),
    )


def _sentences(
    sentences: Sequence[Sentence], article: Article, span: Callable[[Span], Span], word_starts: Sequence[int]
) -> Iterator[Sentence]:
    """Yields the sentences where they stand; each takes in what nobody sees behind it, or before its block."""
    places = [span((s.start, s.end)) for s in sentences]
    for i, (sentence, (start, end)) in enumerate(zip(sentences, places, strict=True)):
        block = article.blocks[sentence.paragraph]
        if i == 0 or sentences[i - 1].paragraph != sentence.paragraph:
            before = article.text[block.start : start].lstrip()
            start -= len(before) if before.strip() else 0
        last = i + 1 == len(sentences) or sentences[i + 1].paragraph != sentence.paragraph
        end += len(article.text[end : block.end if last else places[i + 1][0]].rstrip())
        words = bisect_left(word_starts, end) - bisect_left(word_starts, start)
        yield replace(sentence, start=start, end=end, words=words)
