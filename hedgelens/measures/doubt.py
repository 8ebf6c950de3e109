"""Whose doubt: hedges by owner and category, and per 1,000 words of the same owner."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from hedgelens.analysis import Analysis
from hedgelens.measures.bootstrap import ratio_interval, warning
from hedgelens.measures.counting import body_hedges, depths, owner_name, words_in
from hedgelens.measures.remembering import counted_once
from hedgelens.records import AUTHOR, UNKNOWN, AttributionType, Category, ResultRow


@dataclass(frozen=True, slots=True)
class HedgeRate(ResultRow):
    """How densely one owner hedges.

    Attributes:
        owner: ``"author"``, id of a source, or ``"unknown"``.
        hedges: number of hedges.
        core: number of those in the seven core categories.
        words: the owner's words, which are the denominator.
        per_1000: hedges per 1,000 of these words; ``None`` if there are no such words.
        interval: its 95% bootstrap interval, over the sentences with words of the owner.
        warning: a sentence if there are too few of these.
    """

    owner: str
    name: str
    hedges: int
    core: int
    words: int
    per_1000: float | None
    interval: tuple[float, float] | None
    warning: str | None


@counted_once
def owned_words(analysis: Analysis) -> dict[str, dict[int, int]]:
    """Counts the words of every owner in each sentence of the body.

    Words are assigned by the same rule as hedges: a word belongs to the innermost source in whose content it occurs, and the cue
    of a belief to the believer, provided that the attribution counts; everything else is the writer's.
    """
    owners = [AUTHOR] * len(analysis.word_starts)
    depth = depths(analysis)
    # Outer attributions first: the inner ones then take their words from them. Of two at one depth the shorter takes them.
    for attribution in sorted(analysis.counted, key=lambda a: (depth[a.id], -sum(e - s for s, e in a.content))):
        spans = attribution.content
        if attribution.type is AttributionType.BELIEF:
            spans = (*spans, *attribution.cue)
        for word in words_in(analysis, spans):
            owners[word] = attribution.source_id or UNKNOWN
    counts: dict[str, dict[int, int]] = {AUTHOR: {}}
    for sentence in analysis.body:
        for word in words_in(analysis, ((sentence.start, sentence.end),)):
            mine = counts.setdefault(owners[word], {})
            mine[sentence.index] = mine.get(sentence.index, 0) + 1
    return counts


def hedge_counts(analysis: Analysis, *, core_only: bool = False) -> dict[str, dict[Category, int]]:
    """Counts the hedges of the body by owner and category, the writer first, then those with most hedges."""
    counts: dict[str, dict[Category, int]] = {}
    for hedge in body_hedges(analysis):
        if not core_only or hedge.category.core:
            mine = counts.setdefault(hedge.owner, {})
            mine[hedge.category] = mine.get(hedge.category, 0) + 1
    place = {AUTHOR: 0, UNKNOWN: 2}
    return dict(sorted(counts.items(), key=lambda item: (place.get(item[0], 1), -sum(item[1].values()))))


@counted_once
def hedge_rates(analysis: Analysis) -> list[HedgeRate]:
    """Returns the rate of every owner of words or hedges: the writer first, then those with most words, the unknown one last.

    A rate is 1,000 × hedges of the owner / words of the owner (Hyland 2005). Its interval comes from 1,000 resamples of the
    sentences with words of the owner, the same in every run (Efron and Tibshirani 1993, chapter 13).
    """
    words = owned_words(analysis)
    counts = hedge_counts(analysis)
    place = {AUTHOR: 0, UNKNOWN: 2}
    owners = sorted({*words, *counts}, key=lambda o: (place.get(o, 1), -sum(words.get(o, {}).values()), o))
    hedged: dict[str, Counter[int]] = defaultdict(Counter)
    for hedge in analysis.hedges:
        hedged[hedge.owner][hedge.sentence] += 1
    return [_rate(analysis, owner, words.get(owner, {}), counts.get(owner, {}), hedged[owner]) for owner in owners]


def _rate(
    analysis: Analysis, owner: str, words: Mapping[int, int], counts: Mapping[Category, int], hedged: Mapping[int, int]
) -> HedgeRate:
    hedges, total, found = sum(counts.values()), sum(words.values()), ratio_interval(hedged, words, scale=1000)
    return HedgeRate(
        owner=owner,
        name=owner_name(analysis, owner),
        hedges=hedges,
        core=sum(number for category, number in counts.items() if category.core),
        words=total,
        per_1000=round(1000 * hedges / total, 1) if total else None,
        interval=(round(found[0], 1), round(found[1], 1)) if found else None,
        warning=warning(len(words), "sentences with words of this owner"),
    )
