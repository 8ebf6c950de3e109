"""How many voices, and how evenly: diversity of the sources of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from hedgelens.analysis import Analysis
from hedgelens.files.text import counted
from hedgelens.measures.bootstrap import Array, normal_interval, resamples, warning
from hedgelens.measures.counting import By, Level, body_words, check, credited, keys_of, words_in
from hedgelens.measures.remembering import counted_once
from hedgelens.records import Attribution, plain
from hedgelens.settings import Types

Unit = Literal["attributions", "words"]


@dataclass(frozen=True, slots=True)
class Diversity:
    """Diversity of the known sources.

    Attributes:
        of: what p is the share of: ``"attributions"`` or ``"words"`` of content.
        n: number of attributions.
        sources: number of sources to which they go.
        shannon: entropy, in nats; like everything that follows, ``None`` if there is no attribution.
        evenness: entropy divided by its greatest possible value (``None`` for one source).
        simpson: probability that two attributions drawn at random have different sources.
        hhi: Herfindahl-Hirschman index.
        effective_number: number of equally strong sources that would be as concentrated.
        gini: inequality among the sources.
        intervals: the 95% interval of each, from bootstrap standard errors over attributions.
        warning: a sentence if the attributions are too few to rely on.
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


@counted_once
def diversity(
    analysis: Analysis, *, of: Unit = "attributions", by: By = "source", level: Level = "outer", types: Types | None = None
) -> Diversity:
    """Measures the diversity of the known sources of the body; attributions whose source is not known are left out.

    By group, an attribution to a source in several groups counts for the first of them, and one to a source in no group for the
    source itself; by kind or naming, the diversity is that of kinds or ways of naming.

    Entropy (Shannon 1948), evenness (Pielou 1966), Simpson's index (Simpson 1949), the Herfindahl-Hirschman index (Hirschman
    1945; Herfindahl 1950), the effective number (Laakso and Taagepera 1979; Hill 1973) and Gini's coefficient (Gini 1912).
    Intervals are the estimate ± 1.96 bootstrap standard errors over attributions (Efron and Tibshirani 1993, chapter 12).

    Args:
        analysis: the analysis.
        of: ``"attributions"``, or ``"words"`` of their contents.
        by: what is diverse, as in :func:`summary_rows`.
        level: who is credited with nested attributions.
        types: types of attribution that count; by default those of the analysis.

    Raises:
        HedgeLensError: an option has no such value.
    """
    check(by, By)
    known = [a for a in credited(analysis, level=level, types=types) if a.source_id is not None]
    weights = [1] * len(known) if check(of, Unit) == "attributions" else _words(analysis, known)
    pairs = [(_key(analysis, a.source_id, by), weight) for a, weight in zip(known, weights, strict=True) if weight]
    alarm = warning(len(pairs), "attributions to known sources")
    if not pairs:
        return Diversity(of, 0, 0, intervals={}, warning=alarm)
    order = sorted(range(len(pairs)), key=lambda i: pairs[i][0])
    firsts = [n for n, i in enumerate(order) if not n or pairs[i][0] != pairs[order[n - 1]][0]]
    weighed = np.array([pairs[i][1] for i in order], dtype=np.float64)

    def indices(drawn: Array) -> Array:
        return _indices(np.add.reduceat(drawn[:, order] * weighed, firsts, axis=1))  # source after source

    estimates = [round(found, 4) if np.isfinite(found) else None for (found,) in indices(np.ones((1, len(pairs)))).tolist()]
    resampled = resamples(len(pairs), indices)
    return Diversity(
        of,
        len(pairs),
        len(firsts),
        **dict(zip(_BOUNDS, estimates, strict=True)),
        intervals={
            name: None if estimate is None else normal_interval(values, estimate, _BOUNDS[name])
            for name, estimate, values in zip(_BOUNDS, estimates, resampled, strict=True)
        },
        warning=alarm,
    )


def effective_sources(analysis: Analysis) -> tuple[float | None, int]:
    """Returns the effective number of known sources, taken over attributions, and their number; without an interval."""
    counts = Counter(a.source_id for a in credited(analysis) if a.source_id is not None)
    if not counts:
        return None, 0
    (found,) = effective_number(hhi(_shares(np.array([sorted(counts.values())], dtype=np.float64))))
    return round(float(found), 4), counts.total()


def _words(analysis: Analysis, attributions: Iterable[Attribution]) -> list[int]:
    body = frozenset(body_words(analysis))
    return [sum(word in body for word in words_in(analysis, a.content)) for a in attributions]


def _key(analysis: Analysis, id: str | None, by: By) -> str:
    source = analysis.source(id)
    return next(iter(keys_of(analysis, source, by)), source.id) if source else str(id)


# One row a resample and one column a source; what is computed of them has one value a row.


def _indices(totals: Array) -> Array:
    """Returns all indices, in the order of their bounds; what several of them rest on is computed once."""
    p = _shares(totals)
    entropy, concentration = shannon(p), hhi(p)
    others = simpson(concentration), concentration, effective_number(concentration), gini(totals)
    return np.stack((entropy, evenness(entropy, p), *others))


def _shares(totals: Array) -> Array:
    sums = totals.sum(axis=1, keepdims=True)
    shares: Array = totals / np.where(sums > 0, sums, np.nan)
    return shares


def shannon(p: Array) -> Array:
    """H = −Σ p ln p (Shannon 1948)."""
    entropy: Array = np.abs((p * np.log(np.where(p > 0, p, 1))).sum(axis=1))  # not its negative: a single source has 0, not −0
    return entropy


def evenness(entropy: Array, p: Array) -> Array:
    """J = H / ln K (Pielou 1966); not defined for K = 1."""
    kinds = (p > 0).sum(axis=1)
    scale = np.log(np.where(kinds > 1, kinds, np.nan))
    result: Array = entropy / scale
    return result


def hhi(p: Array) -> Array:
    """Σ p² (Hirschman 1945; Herfindahl 1950)."""
    result: Array = (p**2).sum(axis=1)
    return result


def simpson(hhi: Array) -> Array:
    """1 − Σ p² (Simpson 1949)."""
    return 1 - hhi


def effective_number(hhi: Array) -> Array:
    """1 / Σ p² (Laakso and Taagepera 1979)."""
    return 1 / hhi


def gini(totals: Array) -> Array:
    """Mean absolute difference of the totals over twice their mean (Gini 1912), among the sources that occur."""
    rising = np.sort(totals, axis=1)
    kinds = (rising > 0).sum(axis=1, keepdims=True)
    # Sources that do not occur stand first and weigh nothing: ranks count from the first that does.
    ranks = np.arange(1, rising.shape[1] + 1) - (rising.shape[1] - kinds)
    weighed = ((2 * ranks - kinds - 1) * rising).sum(axis=1)
    scale = kinds[:, 0] * rising.sum(axis=1)
    result: Array = weighed / np.where(scale > 0, scale, np.nan)
    return result


_BOUNDS = {
    "shannon": (0.0, np.inf),
    "evenness": (0.0, 1.0),
    "simpson": (0.0, 1.0),
    "hhi": (0.0, 1.0),
    "effective_number": (1.0, np.inf),
    "gini": (0.0, 1.0),
}
"""Each index with its bounds."""
