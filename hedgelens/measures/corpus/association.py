"""Whether two things go together more than chance would have it, and what many such tests come to."""

from __future__ import annotations

from collections.abc import Mapping
from math import erfc, log, sqrt
from typing import TypeVar

K = TypeVar("K")


def log_likelihood(both: float, one: float, other: float, neither: float) -> float:
    """Returns the log-likelihood ratio of a table of two by two, G² = 2 Σ O ln(O / E) (Dunning 1993).

    Args:
        both: number of cases with the one and the other.
        one: those with the one alone.
        other: those with the other alone.
        neither: all others.
    """
    n = both + one + other + neither
    cells = (
        (both, (both + one) * (both + other)),
        (one, (both + one) * (one + neither)),
        (other, (both + other) * (other + neither)),
        (neither, (one + neither) * (other + neither)),
    )
    return max(2 * sum(seen * log(seen * n / expected) for seen, expected in cells if seen), 0.0)


def p_value(likelihood: float) -> float:
    """Returns how probable so large a log-likelihood ratio is by chance (chi-squared with one degree of freedom)."""
    return erfc(sqrt(likelihood / 2))


def benjamini_hochberg(p_values: Mapping[K, float]) -> dict[K, float]:
    """Adjusts the p values of many tests: of those below a level, at most that share is false (Benjamini and Hochberg 1995)."""
    adjusted: dict[K, float] = {}
    least = 1.0
    ranked = sorted(p_values.items(), key=lambda item: item[1], reverse=True)
    for place, (key, p) in enumerate(ranked):
        least = min(least, p * len(ranked) / (len(ranked) - place))
        adjusted[key] = least
    return {key: adjusted[key] for key in p_values}
