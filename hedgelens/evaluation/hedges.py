"""Scores hedges against annotations of the same articles: all of them, the core ones, and each category."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from hedgelens.evaluation.attributions import Score
from hedgelens.faces import Analysis
from hedgelens.records import AUTHOR, CORE_CATEGORIES, Category, Hedge

_Pairs = Iterable[tuple[Analysis, Analysis]]


@dataclass(frozen=True, slots=True)
class _Article:
    """The hedges in the body of one article, those of the gold and those found, and which of them overlap."""

    gold: Sequence[Hedge]
    found: Sequence[Hedge]
    overlaps: Sequence[tuple[Hedge, Hedge]]

    @classmethod
    def of(cls, gold: Analysis, found: Analysis) -> _Article:
        """Takes the body for what the gold says it is, however the text is divided into sentences."""
        body = {s.index for s in gold.body}
        theirs = [h for h in gold.hedges if h.sentence in body]
        ours = [h for h in found.hedges if any(s.start <= h.start < s.end for s in gold.body)]
        return cls(theirs, ours, [(a, b) for a in theirs for b in ours if a.start < b.end and b.start < a.end])


def score_hedges(pairs: _Pairs) -> dict[str, Score]:
    """Scores the hedges of analyses, given as (gold, found).

    Returns:
        "hedge overlap" and "hedge exact", and the same of the categories that are core; of the hedges that overlap
        "hedge category" and "hedge owner" (the author, or somebody else).
    """
    articles = [_Article.of(gold, found) for gold, found in pairs]
    first = list(chain.from_iterable({a.id: (a, b) for a, b in reversed(one.overlaps)}.values() for one in articles))
    return {
        "hedge overlap": _overlap(articles, frozenset(Category)),
        "hedge exact": _exact(articles, frozenset(Category)),
        "hedge core overlap": _overlap(articles, CORE_CATEGORIES),
        "hedge core exact": _exact(articles, CORE_CATEGORIES),
        "hedge category": Score(sum(a.category == b.category for a, b in first), len(first), len(first)),
        "hedge owner": Score(sum((a.owner == AUTHOR) == (b.owner == AUTHOR) for a, b in first), len(first), len(first)),
    }


def score_categories(pairs: _Pairs) -> dict[str, Score]:
    """Scores the hedges of each category, as overlaps; below them those that are core, and all."""
    articles = [_Article.of(gold, found) for gold, found in pairs]
    rows: dict[str, frozenset[Category]] = {c.value: frozenset([c]) for c in Category}
    rows |= {"core": CORE_CATEGORIES, "all": frozenset(Category)}
    return {name: _overlap(articles, categories) for name, categories in rows.items()}


def _overlap(articles: Iterable[_Article], categories: frozenset[Category]) -> Score:
    """Counts what overlaps: marks of the gold that ours touch, and ours that touch one of the gold; right is the mean of the two.

    Whether the category is the same does not matter here, so that a hedge under another name is neither missed nor false.
    """
    total = Score(0, 0, 0)
    right = 0.0
    for article in articles:
        total += Score(0, _among(article.found, categories), _among(article.gold, categories))
        touched = {a.id for a, _ in article.overlaps if a.category in categories}
        touching = {b.id for _, b in article.overlaps if b.category in categories}
        right += (len(touched) + len(touching)) / 2
    return Score(round(right), total.predicted, total.gold)


def _exact(articles: Iterable[_Article], categories: frozenset[Category]) -> Score:
    return Score.of((_spans(a.gold, categories), _spans(a.found, categories)) for a in articles)


def _spans(hedges: Iterable[Hedge], categories: frozenset[Category]) -> set[tuple[int, int]]:
    return {(h.start, h.end) for h in hedges if h.category in categories}


def _among(hedges: Iterable[Hedge], categories: frozenset[Category]) -> int:
    return sum(h.category in categories for h in hedges)
