"""How often something is right: shares with their intervals, and how well these agree with the stated confidence."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

_Z = 1.96


class Rate(NamedTuple):
    """The share of a kind that is right, with its 95% interval (Wilson 1927).

    Attributes:
        name: the kind.
        right: how many of them are right.
        n: how many there are.
        confidence: their mean confidence; 1 for those of the gold.
    """

    name: str
    right: int
    n: int
    confidence: float

    @property
    def share(self) -> float:
        """Share that is right."""
        return self.right / self.n

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson interval of the share."""
        return wilson(self.right, self.n)


def wilson(part: float, n: int) -> tuple[float, float]:
    """Returns the 95% interval of the share of a part in a number (Wilson 1927); there has to be one at least."""
    p = part / n
    middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return round(max(middle - half, 0.0), 4), round(min(middle + half, 1.0), 4)


def calibration_error(steps: Sequence[Rate]) -> float | None:
    """Returns the expected calibration error: the difference between confidence and share right, weighted by number."""
    total = sum(step.n for step in steps)
    return round(sum(step.n * abs(step.share - step.confidence) for step in steps) / total, 4) if total else None
