"""How many voices, and how evenly: diversity of the sources of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from hedgelens.analysis import Analysis
from hedgelens.files.text import counted
from hedgelens.measures.bootstrap import Array, normal_interval, warning
from hedgelens.measures.counting import By, Level, body_words, credited, keys_of, words_in
from hedgelens.records import Attribution, plain
from hedgelens.settings import Types

Unit = Literal["attributions", "words"]
Index = Callable[[Array], Array]


@dataclass(frozen=True, slots=True)
class Diversity:
    """Diversity of the known sources.

    Attributes:
        of: what p is the share of: ``"attributions"`` or ``"words"`` of content.
        n: number of attributions.
        sources: number of sources that they go to.
        shannon: entropy, in nats. ``None``, like all that follow, where there is no attribution.
        evenness: entropy over its greatest value (``None`` for one source).
        simpson: probability that two draws are of two sources.
        hhi: Herfindahl-Hirschman index.
        effective_number: number of equally strong sources that would be as concentrated.
        gini: inequality among the sources there are.
        intervals: for each of them its 95% interval, from bootstrap standard errors over attributions.
        warning: a sentence where the numbers are too few to rely on.
    """

    of: Unit
    n: int
    sources: int
    shannon: float | None = None
    evenness: float | None = None
    simpson: float | None = None
    hhi: float | None = None
    effective_number: float | None = None
    gini: float | None = None
    intervals: dict[str, tuple[float, float] | None] | None = None
    warning: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Returns the measures as plain data."""
        return {**plain(self), "intervals": {name: plain(span) for name, span in (self.intervals or {}).items()}}

    def __str__(self) -> str:
        if self.effective_number is None:
            return "No attribution to a known source: no diversity to measure."
        span = (self.intervals or {}).get("effective_number")
        between = f" (95% interval {span[0]:.1f} to {span[1]:.1f})" if span else ""
        known = f"{counted(self.n, 'attribution')} to {counted(self.sources, 'known source')}"
        return f"{known}; effective number {self.effective_number:.1f}{between}." + (f" {self.warning}" if self.warning else "")


def diversity(
    analysis: Analysis, *, of: Unit = "attributions", by: By = "source", level: Level = "outer", types: Types | None = None
) -> Diversity:
    """Measures the diversity of the known sources of the body; attributions whose source is not known are left out.

    By group, an attribution to a source in several groups counts for the first of them, one in no group for the source itself;
    by kind or naming the diversity is that of kinds or ways of naming.
    """
    known = [a for a in credited(analysis, level=level, types=types) if a.source_id is not None]
    weights = [1] * len(known) if of == "attributions" else _words(analysis, known)
    pairs = [(_key(analysis, a.source_id, by), weight) for a, weight in zip(known, weights, strict=True) if weight]
    alarm = warning(len(pairs), "attributions to known sources")
    if not pairs:
        return Diversity(of, 0, 0, intervals={}, warning=alarm)
    order = sorted(range(len(pairs)), key=lambda i: pairs[i][0])
    firsts = [n for n, i in enumerate(order) if not n or pairs[i][0] != pairs[order[n - 1]][0]]
    weighed = np.array([pairs[i][1] for i in order], dtype=np.float64)

    def totals(drawn: Array) -> Array:
        result: Array = np.add.reduceat(drawn[:, order] * weighed, firsts, axis=1)  # source after source
        return result

    values: dict[str, float | None] = {}
    intervals: dict[str, tuple[float, float] | None] = {}
    for name, (function, low, high) in _INDICES.items():
        (found,) = function(totals(np.ones((1, len(pairs)))))
        values[name] = estimate = round(float(found), 4) if np.isfinite(found) else None
        intervals[name] = _interval(len(pairs), totals, function, estimate, (low, high))
    return Diversity(of, len(pairs), len(firsts), **values, intervals=intervals, warning=alarm)


def effective_sources(analysis: Analysis) -> tuple[float | None, int]:
    """Returns the effective number of known sources, taken over attributions, and their number; without an interval."""
    counts = Counter(a.source_id for a in credited(analysis) if a.source_id is not None)
    if not counts:
        return None, 0
    (found,) = effective_number(np.array([sorted(counts.values())], dtype=np.float64))
    return round(float(found), 4), counts.total()


def _interval(
    units: int, totals: Index, function: Index, estimate: float | None, bounds: tuple[float, float]
) -> tuple[float, float] | None:
    return None if estimate is None else normal_interval(units, lambda drawn: function(totals(drawn)), estimate, bounds)


def _words(analysis: Analysis, attributions: Iterable[Attribution]) -> list[int]:
    body = frozenset(body_words(analysis))
    return [sum(word in body for word in words_in(analysis, a.content)) for a in attributions]


def _key(analysis: Analysis, id: str | None, by: By) -> str:
    source = analysis.source(id)
    return next(iter(keys_of(analysis, source, by)), source.id) if source else str(id)


# Each takes totals, one row a resample and one column a source, and returns one value a row.


def _shares(totals: Array) -> Array:
    sums = totals.sum(axis=1, keepdims=True)
    shares: Array = totals / np.where(sums > 0, sums, np.nan)
    return shares


def shannon(totals: Array) -> Array:
    """H = −Σ p ln p (Shannon 1948)."""
    p = _shares(totals)
    entropy: Array = np.abs((p * np.log(np.where(p > 0, p, 1))).sum(axis=1))  # not its negative: a single source has 0, not −0
    return entropy


def evenness(totals: Array) -> Array:
    """J = H / ln K (Pielou 1966); not defined for K = 1."""
    kinds = (totals > 0).sum(axis=1)
    scale = np.log(np.where(kinds > 1, kinds, np.nan))
    result: Array = shannon(totals) / scale
    return result


def hhi(totals: Array) -> Array:
    """Σ p² (Hirschman 1945; Herfindahl 1950)."""
    result: Array = (_shares(totals) ** 2).sum(axis=1)
    return result


def simpson(totals: Array) -> Array:
    """1 − Σ p² (Simpson 1949)."""
    return 1 - hhi(totals)


def effective_number(totals: Array) -> Array:
    """1 / Σ p² (Laakso and Taagepera 1979)."""
    return 1 / hhi(totals)


def gini(totals: Array) -> Array:
    """Mean absolute difference over twice the mean (Gini 1912), among the sources that occur."""
    rising = np.sort(totals, axis=1)
    kinds = (rising > 0).sum(axis=1, keepdims=True)
    # Sources that do not occur stand first and weigh nothing: ranks count from the first that does.
    ranks = np.arange(1, rising.shape[1] + 1) - (rising.shape[1] - kinds)
    weighed = ((2 * ranks - kinds - 1) * rising).sum(axis=1)
    scale = kinds[:, 0] * rising.sum(axis=1)
    result: Array = weighed / np.where(scale > 0, scale, np.nan)
    return result


_INDICES: dict[str, tuple[Index, float, float]] = {
    "shannon": (shannon, 0.0, np.inf),
    "evenness": (evenness, 0.0, 1.0),
    "simpson": (simpson, 0.0, 1.0),
    "hhi": (hhi, 0.0, 1.0),
    "effective_number": (effective_number, 1.0, np.inf),
    "gini": (gini, 0.0, 1.0),
}
"""Each index with its bounds."""
