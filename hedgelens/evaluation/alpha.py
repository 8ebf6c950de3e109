"""Krippendorff's alpha with a bootstrap interval over articles, from the codes of each article counted once.

Units of one article are alike: who disagrees about a source there disagrees about all of its sentences. So articles are drawn
with replacement, and not units, and each resample has an alpha of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from nltk.metrics.distance import binary_distance, masi_distance

from hedgelens.evaluation.units import SETS, Code
from hedgelens.measures.bootstrap import Array, article_draws, percentiles, warning

Label = frozenset[str]


@dataclass(frozen=True, slots=True)
class Alpha:
    """How far coders agree on one variable.

    Attributes:
        variable: its name.
        articles, units: number of articles and of units that at least two coders coded.
        observed: share of the pairs of codes that are the same.
        alpha: Krippendorff's alpha; ``None`` if there is only one code, so that chance cannot be told from agreement.
        interval: its 95% bootstrap interval, over articles; ``None`` below two.
        warning: a sentence where there are too few articles.
    """

    variable: str
    articles: int
    units: int
    observed: float
    alpha: float | None
    interval: tuple[float, float] | None
    warning: str | None


@dataclass(slots=True)
class Counted:
    """What alpha takes of the codes of one article.

    Attributes:
        units: number of units that at least two coders coded.
        pairs, same: pairs of codes of one unit, and those of them that are the same.
        apart: how far the codes of a unit lie apart, each pair weighted so that every code counts alike.
        labels: how often each code was given.
    """

    units: int = 0
    pairs: int = 0
    same: int = 0
    apart: float = 0.0
    labels: Counter[Label] = field(default_factory=Counter)


def counted_codes(codes: Iterable[Code]) -> dict[str, Counted]:
    """Counts the codes of one article, by variable."""
    units: dict[tuple[str, str], list[Label]] = {}
    for code in codes:
        units.setdefault((code.variable, code.unit), []).append(code.label)
    found: dict[str, Counted] = {}
    for (variable, _), labels in units.items():
        if len(labels) < 2:
            continue
        one = found.setdefault(variable, Counted())
        distance = masi_distance if variable in SETS else binary_distance
        pairs = list(combinations(labels, 2))
        one.units += 1
        one.pairs += len(pairs)
        one.same += sum(a == b for a, b in pairs)
        one.apart += sum(2 * distance(a, b) for a, b in pairs if a != b) / (len(labels) - 1)
        one.labels.update(labels)
    return found


def alphas(articles: Iterable[Mapping[str, Counted]]) -> list[Alpha]:
    """Returns alpha of every variable over articles, in the order in which the variables come.

    Args:
        articles: the counted codes of each; the interval depends on their order only by chance.
    """
    by_variable: dict[str, list[Counted]] = {}
    for article in articles:
        for variable, one in article.items():
            by_variable.setdefault(variable, []).append(one)
    return [_alpha(variable, found) for variable, found in by_variable.items()]


def _alpha(variable: str, articles: list[Counted]) -> Alpha:
    weights = np.ones((len(articles), 1))
    (alpha,) = _resampled(variable, articles, weights)
    interval = None
    if len(articles) > 1 and np.isfinite(alpha):
        values = _resampled(variable, articles, article_draws(len(articles)))
        finite = values[np.isfinite(values)]
        (interval,) = percentiles(finite[None, :], np.ones(len(finite)))
    return Alpha(
        variable,
        len(articles),
        sum(one.units for one in articles),
        sum(one.same for one in articles) / sum(one.pairs for one in articles),
        float(alpha) if np.isfinite(alpha) else None,
        interval,
        warning(len(articles), "articles"),
    )


def _resampled(variable: str, articles: list[Counted], weights: Array) -> Array:
    """Returns alpha of each column of weights, which say how often each article was drawn; ``nan`` where one code is left."""
    labels = {label: place for place, label in enumerate(dict.fromkeys(label for one in articles for label in one.labels))}
    given = np.zeros((len(labels), len(articles)))
    for column, one in enumerate(articles):
        for label, times in one.labels.items():
            given[labels[label], column] = times
    counts = given @ weights
    codes = counts.sum(axis=0)
    apart = np.array([one.apart for one in articles]) @ weights
    expected = codes**2 - _alike(variable, list(labels), counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = np.where(expected > 1e-9, 1 - apart * (codes - 1) / expected, np.nan)
    return found


def _alike(variable: str, labels: list[Label], counts: Array) -> Array:
    """Sums over all pairs of codes how alike they are: 1 where they are the same, less where sets overlap."""
    total: Array = (counts**2).sum(axis=0)
    if variable not in SETS:
        return total
    holding: dict[str, list[int]] = {}
    for place, label in enumerate(labels):
        for name in label:
            holding.setdefault(name, []).append(place)
    overlapping = {pair for places in holding.values() for pair in combinations(places, 2)}
    for one, other in sorted(overlapping):
        total += 2 * (1 - masi_distance(labels[one], labels[other])) * counts[one] * counts[other]
    return total
