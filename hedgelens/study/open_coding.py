"""What is unpacked of a coding, so that an article that is open need not be unpacked, nor corrected anew, at every click."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from hedgelens.faces import Analysis
from hedgelens.measures.remembering import remember
from hedgelens.study.packing import unpacked_analysis

T = TypeVar("T")

_MOST_STATES = 50
"""So many corrections can be taken back without those before them being made again."""

Standing = Sequence[int]
"""The numbers of the corrections that stand."""


class OpenCoding:
    """The analyses of one article by one coder: what he or she began with, what it is now, and what it was before the last edits.

    Each is known by the content that it was unpacked from: what another window or program has changed is unpacked again.
    """

    def __init__(self) -> None:
        """Begins with nothing."""
        self._base: tuple[bytes, Analysis] | None = None
        self._current: tuple[bytes, Analysis] | None = None
        self._states: OrderedDict[tuple[int, ...], Analysis] = OrderedDict()

    def base(self, content: bytes, article: bytes) -> Analysis:
        """Returns the analysis that the coder began with."""
        if self._base is None or self._base[0] != content:
            self._base = content, unpacked_analysis(content, article)
            self._states.clear()
        return self._base[1]

    def current(self, content: bytes, article: bytes) -> Analysis:
        """Returns the analysis as it is now."""
        if self._current is None or self._current[0] != content:
            self._current = content, unpacked_analysis(content, article)
            remember(self._current[1])
        return self._current[1]

    def has_become(self, content: bytes, analysis: Analysis) -> None:
        """Takes the analysis that a content holds which is being written."""
        self._current = content, analysis

    def remember_state(self, standing: Standing, analysis: Analysis) -> None:
        """Remembers the analysis with the corrections that stand, once it is written."""
        # A copy of it has not yet counted anything, and is small.
        self._states[tuple(standing)] = replace(analysis)
        self._states.move_to_end(tuple(standing))
        while len(self._states) > _MOST_STATES:
            self._states.popitem(last=False)

    def replayed(self, base: Analysis, standing: Mapping[int, T], make: Callable[[Analysis, T], Analysis]) -> Analysis:
        """Makes an analysis anew with the corrections that stand, by their numbers, from as far as it is known."""
        done, known = self._nearest(list(standing))
        found = base if known is None else known
        for one in list(standing.values())[done:]:
            found = make(found, one)
        return found

    def _nearest(self, standing: Standing) -> tuple[int, Analysis | None]:
        """Returns how many of these corrections are made in an analysis that is known, as many as can be, and the analysis."""
        for number in range(len(standing), 0, -1):
            if (known := self._states.get(tuple(standing[:number]))) is not None:
                return number, known
        return 0, None
