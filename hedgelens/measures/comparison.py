"""Comparing groups of articles, such as outlets: means with intervals, and permutation tests. The unit is the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, erfc, sqrt

import numpy as np

from hedgelens.measures.bootstrap import Array, article_interval, warning
from hedgelens.records import ResultRow

PERMUTATIONS = 10_000
"""Number of random divisions into two groups where there are more than that."""

MOST_PERMUTED = 2000
"""Articles of two groups that are divided anew; of more the distribution of all divisions is normal."""

_SEED = 1935


@dataclass(frozen=True, slots=True)
class GroupMean(ResultRow):
    """The mean of a measure over the articles of one group.

    Attributes:
        n: number of articles that have a value.
        interval: 95% bootstrap interval of the mean, over articles; ``None`` for fewer than two.
        warning: a sentence if there are too few articles.
    """

    group: str
    n: int
    mean: float
    interval: tuple[float, float] | None
    warning: str | None


@dataclass(frozen=True, slots=True)
class Permutation:
    """A permutation test of the difference of two means.

    Attributes:
        difference: the mean of the first group minus that of the second.
        p: two-sided: the share of divisions with a difference at least as large as this one.
        n: sizes of the two groups.
        divisions: number of divisions of the articles into groups of these sizes that were examined; 0 if there are so many
            articles that p comes from the normal distribution.
        exact: whether these are all possible divisions.
    """

    difference: float
    p: float
    n: tuple[int, int]
    divisions: int
    exact: bool

    def __str__(self) -> str:
        drawn = f"{self.divisions:,} random divisions" if self.divisions else "normal approximation"
        how = f"all {self.divisions:,} divisions" if self.exact else drawn
        return f"difference {self.difference:.3g}, p = {self.p:.3f} ({self.n[0]} and {self.n[1]} articles, {how})"


def group_means(values: Mapping[str, Sequence[float]]) -> list[GroupMean]:
    """Returns the mean of every group with an interval, the greatest first; groups without values are left out.

    Intervals are the 2.5 and 97.5 percentiles of 1,000 resamples of the values (Efron and Tibshirani 1993, chapter 13).
    """
    means = [_mean(group, np.sort(np.array(numbers, dtype=np.float64))) for group, numbers in values.items() if len(numbers)]
    return sorted(means, key=lambda mean: (-mean.mean, mean.group))


def _mean(group: str, numbers: Array) -> GroupMean:
    n = len(numbers)
    span = article_interval(numbers, np.ones(n))
    return GroupMean(group, n, round(float(numbers.mean()), 4), span, warning(n, "articles"))


def interval_coverage(sizes: Iterable[int], *, draws: int = 500) -> dict[int, float]:
    """Returns how often the interval of a mean over so many articles contains the true mean; a correct 95% interval does in .95.

    Articles are drawn from a normal distribution whose mean is known; random draws are the same in every run. Intervals that come
    from resampling few articles are too narrow (Efron and Tibshirani 1993, chapter 13), and this says by how much.

    Args:
        sizes: numbers of articles.
        draws: how many groups of each size are drawn.
    """
    random = np.random.default_rng(1)

    def holds(size: int) -> bool:
        span = group_means({"": random.normal(0.5, 0.1, size).tolist()})[0].interval
        return span is not None and span[0] <= 0.5 <= span[1]

    return {size: sum(holds(size) for _ in range(draws)) / draws for size in sizes}


def permutation_test(one: Sequence[float], other: Sequence[float], *, permutations: int = PERMUTATIONS) -> Permutation | None:
    """Returns how often chance alone would divide the articles into groups as different as these; ``None`` for an empty group.

    All divisions are examined if there are no more than ``permutations``, otherwise that many random ones (the observed division
    counts as one of them, so that p is never 0: Phipson and Smyth 2010). Random draws are the same in every run. For more than
    2,000 articles, p comes from the normal distribution that the differences of all divisions then follow (Lehmann and Romano
    2005, section 15.2).
    """
    if not one or not other:
        return None
    pooled = np.array([*one, *other], dtype=np.float64)
    n, first = len(pooled), len(one)
    if n > MOST_PERMUTED:
        return _of_many(pooled, first)
    observed = float(np.mean(one) - np.mean(other))
    exact = comb(n, first) <= permutations
    if exact:
        sums = np.array([pooled[list(chosen)].sum() for chosen in combinations(range(n), first)])
    else:
        generator = np.random.default_rng(_SEED)
        sums = np.array([generator.permutation(pooled)[:first].sum() for _ in range(permutations)])
    differences = sums / first - (pooled.sum() - sums) / (n - first)
    # Sums of the same numbers in another order differ in the last digits.
    extreme = int(np.sum(np.abs(differences) >= abs(observed) - 1e-9))
    p = extreme / len(sums) if exact else (extreme + 1) / (len(sums) + 1)
    return Permutation(round(observed, 4), round(p, 4), (first, n - first), len(sums), exact)


def _of_many(pooled: Array, first: int) -> Permutation:
    n, other = len(pooled), len(pooled) - first
    difference = float(pooled[:first].mean() - pooled[first:].mean())
    error = float(pooled.std(ddof=1)) * sqrt(1 / first + 1 / other)
    p = erfc(abs(difference) / error / sqrt(2)) if error else 1.0
    return Permutation(round(difference, 4), round(p, 4), (first, n - first), 0, False)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Adjusts the p values of several tests: the probability that any of them is false stays below the level (Holm 1979)."""
    adjusted: dict[str, float] = {}
    greatest = 0.0
    for place, (name, p) in enumerate(sorted(p_values.items(), key=lambda item: item[1])):
        greatest = max(greatest, min(1.0, p * (len(p_values) - place)))
        adjusted[name] = round(greatest, 4)
    return {name: adjusted[name] for name in p_values}
