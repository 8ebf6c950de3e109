"""Bootstrap intervals (Efron and Tibshirani 1993, chapters 12 and 13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RESAMPLES = 1000
LEVEL = 0.95
FEW = 10
"""Below so many units an interval is not to be relied on, and what uses it says so."""

MOST_DRAWN = 2000
"""Articles that are drawn one by one; more of them are drawn in so many groups."""

_SEED = 20150
_AT_ONCE = 1_000_000
"""Numbers that are computed with at a time: those of a long text would fill the memory."""
_Z = 1.96


def interval(units: int, statistic: Callable[[Array], Array]) -> tuple[float, float] | None:
    """Returns the 95% percentile interval of a statistic of units drawn with replacement; ``None`` below two units.

    Args:
        units: number of units (sentences, attributions).
        statistic: takes a matrix that says how often each unit (column) was drawn in each resample (row), and returns one value a
            row; where the statistic is not defined it is ``nan`` and left out. The draws are the same in every run.
    """
    if units < 2:
        return None
    (values,) = resamples(units, lambda drawn: statistic(drawn)[None, :])
    values = values[np.isfinite(values)]
    if not len(values):
        return None
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return round(float(low), 4), round(float(high), 4)


def ratio_interval(parts: Mapping[int, float], wholes: Mapping[int, float], scale: float = 1.0) -> tuple[float, float] | None:
    """Returns the interval of the sum of parts over the sum of wholes, both given for each unit; a unit may have no part."""
    over = np.array([parts.get(unit, 0) for unit in wholes], dtype=np.float64)
    under = np.array([*wholes.values()], dtype=np.float64)

    def ratio(drawn: Array) -> Array:
        sums = drawn @ under
        result: Array = scale * (drawn @ over) / np.where(sums > 0, sums, np.nan)
        return result

    return interval(len(wholes), ratio)


def normal_interval(values: Array, estimate: float, bounds: tuple[float, float]) -> tuple[float, float] | None:
    """Returns the estimate plus and minus 1.96 bootstrap standard errors, within bounds; ``None`` without a resample.

    For statistics that a resample always makes smaller, such as diversity: it never holds more sources than there are and mostly
    fewer, so that percentiles would lie below the estimate.

    Args:
        values: those of the resamples; ``nan`` where it is not defined.
        estimate: that of all units.
        bounds: the least and the greatest value that it may have.
    """
    values = values[np.isfinite(values)]
    if not len(values):
        return None
    error = _Z * float(values.std())
    return round(max(estimate - error, bounds[0]), 4), round(min(estimate + error, bounds[1]), 4)


def resamples(units: int, statistics: Callable[[Array], Array]) -> Array:
    """Returns statistics of units drawn with replacement: a row for each of them, a value a resample; none below two units.

    Args:
        units: number of units (sentences, attributions).
        statistics: takes a matrix that says how often each unit (column) was drawn in each resample (row), and returns a row of
            values for each statistic.
    """
    if units < 2:
        return statistics(np.ones((1, units)))[:, :0]
    drawn = _drawn(units)
    rows = max(_AT_ONCE // units, 1)
    return np.concatenate([statistics(drawn[i : i + rows].astype(np.float64)) for i in range(0, RESAMPLES, rows)], axis=1)


@lru_cache(maxsize=32)
def _drawn(units: int) -> NDArray[np.uint16]:
    """Says how often each unit was drawn in each resample; kept, since all measures of an article ask for the same."""
    random, drawn = np.random.default_rng(_SEED), np.empty((RESAMPLES, units), np.uint16)
    for i in range(0, RESAMPLES, rows := max(_AT_ONCE // units, 1)):
        drawn[i : i + rows] = random.multinomial(units, np.full(units, 1 / units), size=len(drawn[i : i + rows]))
    drawn.setflags(write=False)
    return drawn


def article_interval(parts: Array, wholes: Array, scale: float = 1.0) -> tuple[float, float] | None:
    """Returns the 95% percentile interval of a ratio of sums over articles drawn with replacement; ``None`` below two.

    Above :data:`MOST_DRAWN` articles these are first put into so many groups at random, which are drawn in their place ("random
    groups", Wolter 2007, chapter 2). The draws are the same in every run, and do not depend on the order of the articles.

    Args:
        parts: what each article has of the sum above.
        wholes: what it has of the sum below; of the mean of numbers, a one each.
        scale: what the ratio is multiplied by.
    """
    if len(parts) < 2:
        return None
    order = np.lexsort((parts, wholes))
    parts, wholes = _grouped(parts[order], wholes[order])
    weights = article_draws(len(parts))
    return percentiles(scale * (parts @ weights)[None, :], wholes @ weights)[0]


def difference_interval(one: Array, other: Array) -> tuple[float, float] | None:
    """Returns the 95% percentile interval of the difference of two means, each over its articles drawn; ``None`` below two."""
    if min(len(one), len(other)) < 2:
        return None
    first, second = (_means(numbers) for numbers in (one, other))
    # The same draws serve both groups; in another order those of one say nothing of those of the other.
    apart = first - second[np.random.default_rng(_SEED).permutation(RESAMPLES)]
    return percentiles(apart[None, :], np.ones(RESAMPLES))[0]


def _means(numbers: Array) -> Array:
    parts, wholes = _grouped(np.sort(numbers), np.ones(len(numbers)))
    weights = article_draws(len(parts))
    result: Array = (parts @ weights) / (wholes @ weights)
    return result


def _grouped(parts: Array, wholes: Array) -> tuple[Array, Array]:
    """Puts many articles into groups at random."""
    if len(parts) <= MOST_DRAWN:
        return parts, wholes
    places = np.random.default_rng(_SEED).permutation(len(parts)) % MOST_DRAWN
    one, other = (np.bincount(places, some, MOST_DRAWN).astype(np.float64) for some in (parts, wholes))
    return one, other


def percentiles(over: Array, under: Array) -> list[tuple[float, float] | None]:
    """Returns the 2.5 and 97.5 percentiles of ratios of sums in resamples.

    Args:
        over: the sums above, one row a ratio, one column a resample.
        under: the sum below in each resample; where it is of nothing, the resample is left out.
    """
    there = under > 0
    if not there.any():
        return [None] * len(over)
    low, high = np.quantile(over[:, there] / under[there], [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=1)
    return list(zip(low.round(4).tolist(), high.round(4).tolist(), strict=True))


@lru_cache(maxsize=4)
def article_draws(units: int) -> Array:
    """Says how often each article (row) was drawn in each resample (column)."""
    picked = np.random.default_rng(_SEED).integers(0, units, (RESAMPLES, units)) + units * np.arange(RESAMPLES)[:, None]
    drawn = np.bincount(picked.ravel(), minlength=units * RESAMPLES).reshape(RESAMPLES, units)
    weights: Array = np.ascontiguousarray(drawn.T, dtype=np.float64)
    weights.setflags(write=False)
    return weights


def warning(units: int, what: str) -> str | None:
    """Returns the sentence that warns of too few units, ``None`` where there are enough."""
    return f"N = {units} ({what}): below {FEW}, such figures are not reliable, nor are their intervals." if units < FEW else None
