"""Articles drawn again: intervals of many shares at once, each of which few of the articles have a part in."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from hedgelens.measures.bootstrap import MOST_DRAWN, Array, article_draws, percentiles

_AT_ONCE = 500
"""Shares whose intervals are found together."""

N = TypeVar("N", int, float)
Interval = tuple[float, float] | None


class Drawing:
    """The articles of a corpus, numbered as they come, and their draws.

    Which draws an article has follows from its id, so that the order of the articles does not matter.
    """

    def __init__(self) -> None:
        self._ids, self._wholes = array("Q"), array("d")

    def add(self, id: str, whole: float) -> int:
        """Adds an article with what it has of the whole, and returns its number."""
        self._ids.append(int.from_bytes(blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).digest()))
        self._wholes.append(whole)
        return len(self._ids) - 1

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def whole(self) -> float:
        """The sum of the wholes."""
        return sum(self._wholes)

    def intervals(self, shares: Sequence[Mapping[int, N]]) -> Iterator[Interval]:
        """Yields the 95% percentile interval of the sum of some parts over that of the wholes of all articles.

        Args:
            shares: for each share the parts that articles have in it, by their numbers.
        """
        return self._drawn(shares, np.array(self._wholes))

    def mean_intervals(self, shares: Sequence[Mapping[int, N]]) -> Iterator[Interval]:
        """Yields the interval of the mean over the articles that have any whole; an article without a part has 0."""
        return self._drawn(shares, (np.array(self._wholes) > 0).astype(np.float64))

    def _drawn(self, shares: Sequence[Mapping[int, N]], wholes: Array) -> Iterator[Interval]:
        if len(self) < 2:
            yield from [None] * len(shares)
            return
        places, units = self._places(), min(len(self), MOST_DRAWN)
        weights = article_draws(units)
        under = np.bincount(places, wholes, units) @ weights
        for first in range(0, len(shares), _AT_ONCE):
            over = np.array([_resampled(share, places, weights) for share in shares[first : first + _AT_ONCE]])
            yield from percentiles(over, under)

    def _places(self) -> NDArray[np.intp]:
        ids = np.array(self._ids, dtype=np.uint64)
        return (np.argsort(np.argsort(ids)) if len(ids) <= MOST_DRAWN else ids % MOST_DRAWN).astype(np.intp)


def _resampled(share: Mapping[int, N], places: NDArray[np.intp], weights: Array) -> Array:
    """Returns a sum of parts in each resample of the articles."""
    where = places[np.fromiter(share.keys(), np.intp, len(share))]
    parts = np.fromiter(share.values(), np.float64, len(share))
    if len(where) > len(weights):
        where, parts = np.arange(len(weights)), np.bincount(where, parts, len(weights)).astype(np.float64)
    result: Array = parts @ weights[where]
    return result
